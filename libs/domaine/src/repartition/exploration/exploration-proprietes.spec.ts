import fc from 'fast-check';
import { arbCasContraint, type CasContraint } from '../../../essais/contraintes.js';
import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { argentSuffit, financements, respecte } from '../../../essais/optimum-reference.js';
import { present } from '../../../essais/present.js';
import { poserRecherche } from '../../../essais/recherche.js';
import type { ContraintesPlan } from '../contraintes-plan.js';
import type { Instance } from '../instance.js';
import { preparer } from '../preparation.js';
import { Exploration, type OptionsExploration, type Preuve } from './exploration.js';
import type { Relaxation } from './relaxation.js';
import { ECHELLE, type Choisis } from './tarif.js';

function explorer(instance: Instance, autrement: Partial<OptionsExploration> = {}, contraintes: ContraintesPlan = {}) {
  const { relaxation, separateur, choisis } = poserRecherche(instance, contraintes);
  const options: OptionsExploration = { pas: 1n, plancher: -1n, choisis, jumeaux: [], ...autrement };
  return { relaxation, options, exploration: new Exploration(relaxation, separateur, [], options) };
}

/** The greatest value among the sets that can be funded and keep to what is chosen; `null`: there is none. */
function meilleure({ instance, contraintes }: CasContraint, { bas, haut }: Choisis): bigint | null {
  const { projets } = preparer(instance);
  const manieres = projets.map((p): [string, Record<string, bigint>[]] => [p.id, financements(instance, p)]);
  let record: bigint | null = null;
  for (let masque = 0; masque < 1 << projets.length; masque++) {
    const dedans = (p: number) => Number((masque & (1 << p)) > 0);
    if (projets.some((_, p) => dedans(p) < present(bas[p]) || dedans(p) > present(haut[p]))) continue;
    const retenus = projets.filter((_, p) => dedans(p));
    const valeur = retenus.reduce((t, { score }) => t + score, 0n);
    if ((record !== null && valeur <= record) || !respecte(retenus, { ...contraintes, imposes: [] })) continue;
    if (
      argentSuffit(
        instance,
        contraintes,
        manieres.filter((_, p) => dedans(p)),
      )
    )
      record = valeur;
  }
  return record;
}

/** The prices of every leaf prove, by themselves, that nothing there is worth `cible`. @returns the number of leaves */
function exigerPreuve(relaxation: Relaxation, preuve: Preuve, choisis: Choisis, cible: bigint): number {
  const noeud = present(preuve);
  if ('prix' in noeud) {
    expect(relaxation.tarifer(noeud.prix).borne(choisis) ?? -1n).toBeLessThan(cible * ECHELLE);
    return 1;
  }
  const cote = (v: 0 | 1): Choisis => {
    const { bas, haut } = { bas: choisis.bas.slice(), haut: choisis.haut.slice() };
    bas[noeud.projet] = v;
    haut[noeud.projet] = v;
    return { bas, haut };
  };
  const [dedans, dehors] = [cote(1), cote(0)];
  return exigerPreuve(relaxation, noeud.dedans, dedans, cible) + exigerPreuve(relaxation, noeud.dehors, dehors, cible);
}

/** Knapsacks whose scores follow the needs: the relaxation says little, and the tree has many branches. */
const arbSac = fc
  .array(fc.tuple(fc.bigInt({ min: 20n, max: 60n }), fc.bigInt({ min: 0n, max: 3n })), { minLength: 5, maxLength: 9 })
  .map((tires) => {
    const projets = tires.map(([besoin, plus], rang) => ({
      ...projet(`P${rang}`, besoin, [ligne('E', 60n)]),
      score: besoin + plus,
      rang,
    }));
    const montant = projets.reduce((t, { besoin }) => t + besoin, 0n) / 2n;
    return { classes: [], enveloppes: [enveloppe('E', montant)], projets } satisfies Instance;
  });

function meilleurSac({ enveloppes, projets }: Instance): bigint {
  let record = 0n;
  for (let masque = 0; masque < 1 << projets.length; masque++) {
    const retenus = projets.filter((_, p) => masque & (1 << p));
    const besoin = retenus.reduce((t, p) => t + p.besoin, 0n);
    const valeur = retenus.reduce((t, p) => t + p.score, 0n);
    if (besoin <= present(enveloppes[0]).montant && valeur > record) record = valeur;
  }
  return record;
}

describe('jusqu’au bout : le meilleur choix, et la preuve qu’il l’est', () => {
  test('contre tous les ensembles, quels que soient le plancher et ce qui est déjà choisi', () => {
    const arb = arbCasContraint({ enveloppes: 3, projets: 5, montant: 5n, minima: true }).chain((cas) =>
      fc.record({
        cas: fc.constant(cas),
        plancher: fc.bigInt({ min: -1n, max: 9n }),
        enProfondeur: fc.boolean(),
        choix: fc.array(fc.constantFrom([0, 1], [0, 1], [0, 1], [0, 0], [1, 1]), {
          minLength: cas.instance.projets.length,
          maxLength: cas.instance.projets.length,
        }),
      }),
    );
    let trouvees = 0;
    fc.assert(
      fc.property(arb, ({ cas, plancher, enProfondeur, choix }) => {
        const choisis = {
          bas: Uint8Array.from(choix, ([bas]) => present(bas)),
          haut: Uint8Array.from(choix, ([, haut]) => present(haut)),
        };
        const donnes = { bas: choisis.bas.slice(), haut: choisis.haut.slice() };
        const { exploration, relaxation } = explorer(
          cas.instance,
          { plancher, enProfondeur, choisis },
          cas.contraintes,
        );
        expect(exploration.avancer(1_000)).toBe(true);
        const attendue = meilleure(cas, choisis);
        const assez = attendue !== null && attendue > plancher;
        expect(exploration.trouvaille?.valeur ?? null).toBe(assez ? attendue : null);
        expect(exploration.indetermine).toBe(false);
        const valeur = assez ? attendue : plancher;
        expect(exploration.borne()).toBe(valeur);
        exigerPreuve(relaxation, exploration.preuve, choisis, valeur + 1n);
        expect(choisis).toEqual(donnes);
        trouvees += Number(assez);
      }),
      { numRuns: 150 },
    );
    expect(trouvees).toBeGreaterThan(5);
  });

  test.each([false, true])(
    'de nombreuses branches (en profondeur : %s) : la borne descend jusqu’à l’optimum',
    (mode) => {
      let branches = 0;
      fc.assert(
        fc.property(arbSac, (instance) => {
          const { exploration, relaxation, options } = explorer(instance, { enProfondeur: mode });
          const optimum = meilleurSac(instance);
          expect(exploration.borne()).toBeNull();
          let precedente: bigint | null = null;
          for (let noeuds = 1; !exploration.avancer(1); noeuds++) {
            expect(exploration.noeuds).toBe(noeuds);
            const borne = present(exploration.borne());
            expect(borne).toBeGreaterThanOrEqual(optimum);
            expect(borne).toBeLessThanOrEqual(precedente ?? present(exploration.borneRacine));
            precedente = borne;
          }
          expect(exploration.indetermine).toBe(false);
          expect(exploration.borne()).toBe(optimum);
          expect(exploration.trouvaille?.valeur).toBe(optimum);
          expect(exploration.avancer(1)).toBe(true);
          branches += exigerPreuve(relaxation, exploration.preuve, options.choisis, optimum + 1n) - 1;
        }),
        { numRuns: 30 },
      );
      expect(branches).toBeGreaterThan(40);
    },
  );
});
