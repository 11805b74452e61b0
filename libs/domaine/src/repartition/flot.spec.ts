import fc from 'fast-check';
import { coupeReference, faisableReference } from '../../essais/flot-reference.js';
import { arbInstance } from '../../essais/instances.js';
import { financer } from './flot.js';
import type { ElementCoupe, Instance, PartsDuPlan } from './instance.js';
import { chercherLignesAllumees } from './lignes-allumees.js';
import { preparer } from './preparation.js';

const SANS_MINIMA = { enveloppes: 4, projets: 4, montant: 12n, minima: false };
const AVEC_MINIMA = { enveloppes: 3, projets: 3, montant: 5n, minima: true };
const tous = ({ projets }: Instance) => projets.map(({ id }) => id);
const sommeElements = (elements: readonly ElementCoupe[]) =>
  elements.reduce((total, { montant }) => total + montant, 0n);
const sommeParts = (parts: PartsDuPlan) =>
  Object.values(parts).reduce((total, p) => Object.values(p).reduce((t, m) => t + m, total), 0n);

describe('financer : le flot maximal tenu contre toutes les coupes (A4, A10, I13)', () => {
  test('atteint, parts, coupe la plus petite et projets en conflit, sur des instances aléatoires', () => {
    fc.assert(
      fc.property(arbInstance(SANS_MINIMA), (instance) => {
        const attendu = coupeReference(instance, tous(instance));
        const obtenu = financer(preparer(instance), tous(instance));
        expect(obtenu.atteint).toBe(attendu.atteint);
        expect(obtenu.faisable).toBe(attendu.atteint === obtenu.besoin);
        expect(sommeParts(obtenu.parts)).toBe(obtenu.atteint);
        expect(new Set(obtenu.coupe?.projets ?? [])).toEqual(new Set(attendu.conflit));
        if (obtenu.coupe) expect(sommeElements(obtenu.coupe.elements)).toBe(obtenu.atteint);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('chercherLignesAllumees : les minima, tenus contre toutes les parts possibles', () => {
  test('faisable exactement quand une répartition existe', () => {
    let faisables = 0;
    fc.assert(
      fc.property(arbInstance(AVEC_MINIMA), (instance) => {
        const attendu = faisableReference(instance, tous(instance));
        const obtenu = chercherLignesAllumees(preparer(instance), tous(instance));
        expect(obtenu.issue).toBe(attendu ? 'FAISABLE' : 'INFAISABLE');
        faisables += Number(obtenu.issue === 'FAISABLE');
      }),
      { numRuns: 1000 },
    );
    expect(faisables).toBeGreaterThan(50);
  });
});
