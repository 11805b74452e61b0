import fc from 'fast-check';
import { arbCasContraint } from '../../../essais/contraintes.js';
import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { argentSuffit, financements, respecte } from '../../../essais/optimum-reference.js';
import { present } from '../../../essais/present.js';
import { poserProbleme } from '../contraintes-plan.js';
import { preparer } from '../preparation.js';
import { ECHELLE, Tarif } from './tarif.js';

const TAILLE = { enveloppes: 3, projets: 4, montant: 5n, minima: true, credits: true };

describe('Tarif : ce que des prix prouvent', () => {
  test('aucun plan possible ne vaut plus que la borne, quels que soient les prix et ce qui est choisi', () => {
    let tenus = 0;
    const arb = arbCasContraint(TAILLE).chain((cas) => {
      const { length } = cas.instance.projets;
      const prix = fc.array(fc.bigInt({ min: 0n, max: 2n * ECHELLE }), { minLength: 8, maxLength: 8 });
      const choix = fc.array(fc.constantFrom([0, 1], [0, 1], [0, 1], [0, 1], [0, 0], [1, 1]), {
        minLength: length,
        maxLength: length,
      });
      return fc.record({ cas: fc.constant(cas), prix, prixInegalites: prix, choix });
    });
    fc.assert(
      fc.property(arb, ({ cas: { instance, contraintes }, prix, prixInegalites, choix }) => {
        const preparee = preparer(instance);
        const probleme = poserProbleme(preparee, contraintes);
        const gains = preparee.projets.map(({ score }) => score);
        const inegalites = probleme.inegalites.map((_, i): [number, bigint] => [i, present(prixInegalites[i])]);
        const ressources = probleme.ressources.map(({ poids }, r) => present(prix[r]) / (poids ? 10_000n : 1n));
        const tarif = new Tarif(probleme, probleme.inegalites, gains, { ressources, inegalites });
        const choisis = {
          bas: Uint8Array.from(choix, ([bas]) => present(bas)),
          haut: Uint8Array.from(choix, ([, haut]) => present(haut)),
        };
        const borne = tarif.borne(choisis);
        for (let masque = 0; masque < 1 << gains.length; masque++) {
          const dedans = (p: number) => ((masque >> p) & 1) === 1;
          if (choix.some(([bas, haut], p) => (dedans(p) ? haut === 0 : bas === 1))) continue;
          const retenus = preparee.projets.filter((_, p) => dedans(p));
          if (!respecte(retenus, { ...contraintes, imposes: [] })) continue;
          const manieres = retenus.map((p): [string, Record<string, bigint>[]] => [p.id, financements(instance, p)]);
          if (!argentSuffit(instance, contraintes, manieres)) continue;
          tenus += 1;
          const valeur = retenus.reduce((total, { score }) => total + score, 0n) * ECHELLE;
          expect(present(borne)).toBeGreaterThanOrEqual(valeur);
        }
      }),
      { numRuns: 300 },
    );
    expect(tenus).toBeGreaterThan(100);
  });

  test('à la main : une enveloppe de 10 à deux points le centime', () => {
    const instance = preparer({
      classes: [],
      enveloppes: [enveloppe('E', 10n)],
      projets: [
        { ...projet('P', 4n, [ligne('E', 4n)]), score: 12n },
        { ...projet('Q', 8n, [ligne('E', 8n)]), score: 9n, rang: 2 },
        { ...projet('R', 8n, [ligne('E', 7n)]), score: 99n, rang: 3 },
      ],
    });
    const probleme = poserProbleme(instance, {
      planchers: [{ etiquette: 'QPV', mesure: 'NOMBRE', minimum: 3n }],
    });
    const gains = [12n, 9n, 99n];
    const prix = { ressources: [2n * ECHELLE], inegalites: [] };
    const tarif = new Tarif(probleme, probleme.inegalites, gains, prix);
    expect([0, 1, 2].map((p) => tarif.ecart(p))).toEqual([4n * ECHELLE, -7n * ECHELLE, null]);
    const borne = (bas: number[], haut: number[]) =>
      tarif.borne({ bas: Uint8Array.from(bas), haut: Uint8Array.from(haut) });
    expect(borne([0, 0, 0], [1, 1, 1])).toBe(24n * ECHELLE);
    expect(borne([0, 1, 0], [1, 1, 1])).toBe(17n * ECHELLE);
    expect(borne([0, 0, 0], [0, 1, 0])).toBe(20n * ECHELLE);
    expect(borne([0, 0, 1], [1, 1, 1])).toBeNull();
    const plancher = new Tarif(probleme, probleme.inegalites, gains, { ...prix, inegalites: [[0, ECHELLE]] });
    expect(plancher.borne({ bas: new Uint8Array(3), haut: Uint8Array.of(1, 1, 1) })).toBe(21n * ECHELLE);
  });
});
