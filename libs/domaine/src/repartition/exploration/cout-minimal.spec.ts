import fc from 'fast-check';
import { arbInstance, enveloppe, ligne, projet } from '../../../essais/instances.js';
import { financements } from '../../../essais/optimum-reference.js';
import { present } from '../../../essais/present.js';
import { poserProbleme } from '../contraintes-plan.js';
import { preparer } from '../preparation.js';
import { coutMinimal, decider, prixDesLignes, RIEN_DE_DECIDE } from './cout-minimal.js';

const TAILLE = { enveloppes: 4, projets: 1, montant: 6n, minima: true };

describe('coutMinimal : le moins que coûte un projet financé entier', () => {
  test('contre toutes les façons de le financer, lignes décidées ou non', () => {
    let possibles = 0;
    const arb = arbInstance(TAILLE).chain((instance) =>
      fc.record({
        instance: fc.constant(instance),
        prix: fc.array(fc.bigInt({ min: 0n, max: 4n }), { minLength: 4, maxLength: 4 }),
        choix: fc.array(fc.constantFrom(undefined, undefined, true, false), { maxLength: 4 }),
      }),
    );
    fc.assert(
      fc.property(arb, ({ instance, prix, choix }) => {
        const preparee = preparer(instance);
        const probleme = poserProbleme(preparee, {});
        const chiffre = present(probleme.projets[0]);
        const lignes = chiffre.lignes.map((l) => ({ ...l, id: present(preparee.enveloppes[l.enveloppe]).id }));
        const couts = financements(instance, present(preparee.projets[0]))
          .filter((parts) =>
            lignes.every(({ id, enveloppe: e, minimum }, i) => {
              const part = parts[id] ?? 0n;
              if (part > present(preparee.enveloppes[e]).montant) return false;
              return choix[i] === undefined || (choix[i] ? part >= minimum : part === 0n);
            }),
          )
          .map((parts) => lignes.reduce((t, { id, enveloppe: e }) => t + (parts[id] ?? 0n) * present(prix[e]), 0n));
        const attendu = couts.length === 0 ? null : couts.reduce((a, b) => (a < b ? a : b));
        possibles += couts.length > 0 ? 1 : 0;
        expect(coutMinimal(chiffre, prixDesLignes(probleme, 0, prix), choix)).toBe(attendu);
      }),
      { numRuns: 600 },
    );
    expect(possibles).toBeGreaterThan(100);
  });

  test('une ligne sous son minimum se juge des deux côtés', () => {
    const instance = preparer({
      classes: [],
      enveloppes: [enveloppe('A', 9n, null, 1), enveloppe('B', 9n, null, 2)],
      projets: [projet('P', 5n, [ligne('A', 4n), ligne('B', 5n, 3n)])],
    });
    const probleme = poserProbleme(instance, {});
    const p = present(probleme.projets[0]);
    // A cannot do alone, and one cent of B is no share: two of A, three of B.
    expect(coutMinimal(p, [1n, 10n])).toBe(32n);
    expect(coutMinimal(p, [1n, 10n], decider(RIEN_DE_DECIDE, 1, true))).toBe(32n);
    expect(coutMinimal(p, [1n, 10n], decider(RIEN_DE_DECIDE, 1, false))).toBeNull();
    expect(coutMinimal(p, [10n, 1n])).toBe(5n);
    expect(decider([true], 2, false)).toEqual([true, undefined, false]);
  });

  test.each([
    ['éteinte', 11n, 25n],
    ['allumée', 100n, 41n],
  ])('le moins cher des deux côtés : %s', (_, prixC, attendu) => {
    const instance = preparer({
      classes: [],
      enveloppes: ['A', 'B', 'C'].map((id, rang) => enveloppe(id, 9n, null, rang)),
      projets: [projet('P', 5n, [ligne('A', 3n), ligne('B', 5n, 4n), ligne('C', 5n)])],
    });
    const p = present(poserProbleme(instance, {}).projets[0]);
    // Two cents of B are no share: two of C, or four of B and one of A only.
    expect(coutMinimal(p, [1n, 10n, prixC])).toBe(attendu);
  });
});

describe('prixDesLignes', () => {
  test('une ligne paie son enveloppe, et chaque année où elle est payée', () => {
    const preparee = preparer({
      classes: [],
      enveloppes: [enveloppe('A', 9n, null, 1), enveloppe('B', 9n, null, 2)],
      projets: [projet('P', 5n, [ligne('A', 4n), ligne('B', 5n)]), { ...projet('Q', 5n, [ligne('B', 5n)]), rang: 2 }],
    });
    const annee = (id: string, annee: number, tauxBp: Record<string, number>) => ({
      enveloppe: id,
      annee,
      montant: 3n,
      tauxBp,
    });
    const probleme = poserProbleme(preparee, {
      creditsPaiement: [
        annee('B', 2026, { P: 7_000, Q: 10_000 }),
        annee('B', 2027, { P: 3_000 }),
        annee('A', 2026, { P: 1 }),
      ],
    });
    const prix = [5n, 1n, 10n, 100n, 1_000n];
    expect(prixDesLignes(probleme, 0, prix)).toEqual([1_005n, 370_001n]);
    expect(prixDesLignes(probleme, 1, prix)).toEqual([100_001n]);
  });
});
