import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import { coupeReference, faisableReference, sansMinima } from '../../essais/flot-reference.js';
import { arbInstance, arbMelange, arbPlanTendu, enveloppe, ligne, projet } from '../../essais/instances.js';
import { etatDesLignes, financer, Flot, type LignesAllumees } from './flot.js';
import type { ElementCoupe, Instance, PartsDuPlan } from './instance.js';
import { preparer } from './preparation.js';
import { verifierPlanCalcule } from './verifier-plan-calcule.js';

const SANS_MINIMA = { enveloppes: 4, projets: 4, montant: 12n, minima: false };
const AVEC_MINIMA = { enveloppes: 3, projets: 3, montant: 5n, minima: true };

const tous = ({ projets }: Instance) => projets.map(({ id }) => id);
const total = (montants: readonly bigint[]) => montants.reduce((somme, montant) => somme + montant, 0n);
const sommeElements = (elements: readonly ElementCoupe[]) => total(elements.map(({ montant }) => montant));
const sommeParts = (parts: PartsDuPlan) => total(Object.values(parts).flatMap((p) => Object.values(p)));

describe('financer contre toutes les coupes, par la définition (A4, A10, I02, I13)', () => {
  test('atteint, parts, coupe et plus petit conflit', () => {
    fc.assert(
      fc.property(arbInstance(SANS_MINIMA), (instance) => {
        const attendu = coupeReference(instance, tous(instance));
        const { atteint, besoin, faisable, parts, coupe } = financer(preparer(instance), tous(instance));
        expect(atteint).toBe(attendu.atteint);
        expect(besoin).toBe(total(instance.projets.map((p) => p.besoin)));
        expect(faisable).toBe(atteint === besoin);
        expect(sommeParts(parts)).toBe(atteint);
        const violations = verifierPlanCalcule(instance, tous(instance), parts).map(({ nature }) => nature);
        expect(violations.filter((nature) => nature !== 'BESOIN')).toEqual([]);
        expect(new Set(coupe?.projets ?? [])).toEqual(new Set(attendu.conflit));
        expect(coupe === null).toBe(faisable);
        if (!coupe) return;
        expect(sommeElements(coupe.elements)).toBe(atteint);
        expect(coupe).toMatchObject({ parMinima: false, minimaImmobilises: [], lignesEteintes: [] });
      }),
      essais(1000),
    );
  });

  test('l’ordre de l’entrée ne change rien (I05)', () => {
    const melange = arbInstance(SANS_MINIMA).chain((instance) => fc.tuple(fc.constant(instance), arbMelange(instance)));
    fc.assert(
      fc.property(melange, ([instance, autre]) => {
        expect(financer(preparer(autre), tous(autre))).toEqual(financer(preparer(instance), tous(instance)));
      }),
      essais(200),
    );
  });

  test('ôter un projet écarté ne change rien (I20)', () => {
    fc.assert(
      fc.property(arbInstance(SANS_MINIMA), (instance) => {
        const retenus = tous(instance).slice(1);
        const sans = { ...instance, projets: instance.projets.slice(1) };
        expect(financer(preparer(instance), retenus)).toEqual(financer(preparer(sans), retenus));
      }),
      essais(200),
    );
  });
});

describe('financer avec des lignes allumées, contre la définition', () => {
  const arbChoix = arbInstance(AVEC_MINIMA).chain((instance) =>
    fc.tuple(
      fc.constant(instance),
      fc.record(
        Object.fromEntries(instance.projets.map(({ id, lignes }) => [id, fc.subarray(lignes.map((l) => l.enveloppe))])),
      ),
    ),
  );

  test('faisable exactement quand des parts honorent les minima allumés', () => {
    let faisables = 0;
    fc.assert(
      fc.property(arbChoix, ([instance, lignesAllumees]) => {
        const allumee = (p: string, e: string) => (lignesAllumees as LignesAllumees)[p]?.includes(e) ?? false;
        const attendu = faisableReference(instance, tous(instance), allumee);
        const { faisable, parts } = financer(preparer(instance), tous(instance), { lignesAllumees });
        expect(faisable).toBe(attendu !== null);
        if (faisable) expect(verifierPlanCalcule(instance, tous(instance), parts)).toEqual([]);
        faisables += Number(faisable);
      }),
      essais(600),
    );
    expect(faisables).toBeGreaterThan(0);
  });

  test('la coupe s’additionne : éléments moins minima immobilisés font l’atteint, ou les minima brisent le seul élément', () => {
    let immobilises = 0;
    fc.assert(
      fc.property(arbPlanTendu({ enveloppes: 3, projets: 3, montant: 8n, minima: true }), ({ instance, allumees }) => {
        const plus = { ...instance, projets: instance.projets.map((p) => ({ ...p, besoin: p.besoin + 1n })) };
        const { atteint, coupe, faisable, parts } = financer(preparer(plus), tous(plus), { lignesAllumees: allumees });
        if (faisable || !coupe) return;
        const allumee = (p: string, e: string) => allumees[p]?.includes(e) ?? false;
        const minima = total(
          plus.projets.flatMap((p) => p.lignes.map((l) => (allumee(p.id, l.enveloppe) ? l.minimum : 0n))),
        );
        const attendu = coupeReference(sansMinima(plus, plus.projets, allumee), tous(plus));
        expect(atteint).toBe(attendu.atteint + minima);
        expect(sommeParts(parts)).toBe(atteint);
        expect(new Set(coupe.projets)).toEqual(new Set(attendu.conflit));
        const perdus = total(coupe.minimaImmobilises.map(({ minimum }) => minimum));
        expect(sommeElements(coupe.elements) - perdus).toBe(atteint);
        immobilises += Number(perdus > 0n);
      }),
      essais(1_000),
    );
    expect(immobilises).toBeGreaterThan(0);
  });

  test('un minimum immobilisé, une ligne éteinte qui élargirait, un minimum seul qui brise un plafond', () => {
    // C takes 6 of E for sure, where it does not need A's money: only 4 are left for A and B.
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('E', 10n), enveloppe('F', 5n), enveloppe('G', 9n)],
      projets: [
        projet('A', 5n, [ligne('E', 9n), ligne('G', 5n, 5n)]),
        projet('C', 8n, [ligne('E', 6n, 6n), ligne('F', 5n)]),
      ],
    };
    const preparee = preparer(instance);
    expect(financer(preparee, ['A', 'C'], { lignesAllumees: { C: ['E'] } })).toEqual({
      faisable: false,
      besoin: 13n,
      atteint: 12n,
      parts: { A: { E: 4n }, C: { E: 6n, F: 2n } },
      coupe: {
        parMinima: false,
        elements: [
          { nature: 'ENVELOPPE', id: 'E', montant: 10n },
          { nature: 'BESOIN', id: 'C', montant: 8n },
        ],
        projets: ['A'],
        minimaImmobilises: [{ projet: 'C', enveloppe: 'E', minimum: 6n }],
        lignesEteintes: [{ projet: 'A', enveloppe: 'G', minimum: 5n }],
      },
    });
    expect(financer(preparee, ['A', 'C'], { lignesAllumees: { A: ['G'], C: ['E'] } }).faisable).toBe(true);
    const serree = { ...instance, enveloppes: [enveloppe('E', 5n), enveloppe('F', 5n), enveloppe('G', 9n)] };
    expect(financer(preparer(serree), ['A', 'C'], { lignesAllumees: { A: ['G'], C: ['E'] } })).toEqual({
      faisable: false,
      besoin: 13n,
      atteint: 0n,
      parts: {},
      coupe: {
        parMinima: true,
        elements: [{ nature: 'ENVELOPPE', id: 'E', montant: 5n }],
        projets: ['C'],
        minimaImmobilises: [{ projet: 'C', enveloppe: 'E', minimum: 6n }],
        lignesEteintes: [],
      },
    });
    // Without the choice of lines, minima are ignored.
    expect(financer(preparer(serree), ['C']).faisable).toBe(true);
  });

  test('les minima d’une classe et ceux d’un besoin se brisent aussi, dans l’ordre des arcs', () => {
    const instance: Instance = {
      classes: [{ id: 'PUBLIC', parent: null }],
      enveloppes: [enveloppe('E', 9n, 'PUBLIC'), enveloppe('F', 9n, 'PUBLIC')],
      projets: [projet('A', 3n, [ligne('E', 9n, 2n), ligne('F', 9n, 2n)], { PUBLIC: 8n })],
    };
    const lignesAllumees = { A: ['E', 'F'] };
    const minima = ['E', 'F'].map((e) => ({ projet: 'A', enveloppe: e, minimum: 2n }));
    const coupeDe = (autre: Instance) => financer(preparer(autre), ['A'], { lignesAllumees }).coupe;
    expect(coupeDe(instance)).toMatchObject({ elements: [{ nature: 'BESOIN', id: 'A', montant: 3n }], projets: ['A'] });
    const plafonnee = {
      ...instance,
      projets: instance.projets.map((p) => ({ ...p, plafondsClasses: { PUBLIC: 3n } })),
    };
    expect(coupeDe(plafonnee)).toMatchObject({
      elements: [{ nature: 'CLASSE', id: 'PUBLIC', projet: 'A', montant: 3n }],
      minimaImmobilises: minima,
    });
  });
});

describe('Flot.ajouter : projet par projet', () => {
  test('accepte exactement ce que le calcul complet accepte, et refuse sans rien changer', () => {
    fc.assert(
      fc.property(arbInstance(AVEC_MINIMA), (instance) => {
        const preparee = preparer(instance);
        const lignesAllumees = Object.fromEntries(
          instance.projets.map(({ id, lignes }) => [id, lignes.slice(1).map((l) => l.enveloppe)]),
        );
        for (const options of [{}, { lignesAllumees }]) {
          const etat = options.lignesAllumees ? etatDesLignes(preparee, options.lignesAllumees) : undefined;
          const flot = new Flot(preparee, etat);
          const retenus: string[] = [];
          preparee.projets.forEach(({ id }, p) => {
            const [avant, residus] = [flot.parts(), flot.copierResidus()];
            flot.copierResidus().fill(0n);
            const admis = flot.ajouter(p);
            expect(admis).toBe(financer(preparee, [...retenus, id], options).faisable);
            if (admis) retenus.push(id);
            else expect([flot.parts(), flot.copierResidus()]).toEqual([avant, residus]);
            expect(flot.ajouter(p)).toBe(admis);
            for (const dejaLa of retenus) {
              expect(total(Object.values(flot.parts()[dejaLa]!))).toBe(
                instance.projets.find((q) => q.id === dejaLa)!.besoin,
              );
            }
          });
        }
      }),
      essais(300),
    );
  });
});
