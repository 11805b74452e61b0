import fc from 'fast-check';
import { arbCasContraint } from '../../../essais/contraintes.js';
import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { argentSuffit, financements } from '../../../essais/optimum-reference.js';
import { present } from '../../../essais/present.js';
import { etablirCertificat } from '../certificat.js';
import { poserProbleme, type ContraintesPlan } from '../contraintes-plan.js';
import type { Instance } from '../instance.js';
import { lire, preparer } from '../preparation.js';
import { verifierCertificat } from '../verifier-certificat.js';
import { financerExactement, type IssueFinancement } from './conflit.js';
import { ECHELLE } from './tarif.js';

const TAILLE = { enveloppes: 3, projets: 3, montant: 6n, minima: true };

function juger(instance: Instance, contraintes: ContraintesPlan = {}) {
  const preparee = preparer(instance);
  const probleme = poserProbleme(preparee, contraintes);
  const tous = preparee.projets.map((_, p) => p);
  return { preparee, probleme, issue: financerExactement(probleme, tous) };
}

/** Can one way be chosen for each of these projects? */
function possible(instance: Instance, contraintes: ContraintesPlan, ids: readonly string[]): boolean {
  const manieres = instance.projets
    .filter(({ id }) => ids.includes(id))
    .map((p): [string, Record<string, bigint>[]] => [p.id, financements(instance, p)]);
  return argentSuffit(instance, contraintes, manieres);
}

/** The proof, put in a certificat that forces the projects in conflict, must leave no plan at all. */
function exigerPreuve(instance: Instance, contraintes: ContraintesPlan, issue: IssueFinancement): void {
  if (issue.issue !== 'CONFLIT') throw new Error('Pas de conflit.');
  const { probleme, preparee } = juger(instance, contraintes);
  const imposes = issue.projets.map((p) => lire(preparee.projets, p).id);
  const prix = {
    ressources: probleme.ressources.map(() => 0n),
    inegalites: [[0, 1_000n * ECHELLE] as const],
  };
  const lemme = { inegalite: 0, origine: { conflit: issue.projets, preuve: issue.preuve } };
  const certificat = present(etablirCertificat(probleme, null, { prix }, [lemme]));
  const { creditsPaiement } = contraintes;
  expect(verifierCertificat(instance, { creditsPaiement, imposes }, certificat)).toEqual({ valide: true });
}

describe('financerExactement : minima et crédits compris', () => {
  test.each([false, true])('contre toutes les façons de financer (crédits annuels : %s)', (credits) => {
    const vus = { FAISABLE: 0, CONFLIT: 0, INDETERMINE: 0 };
    fc.assert(
      fc.property(arbCasContraint({ ...TAILLE, credits }), ({ instance, contraintes: { creditsPaiement } }) => {
        const contraintes = { creditsPaiement };
        const { issue, preparee } = juger(instance, contraintes);
        vus[issue.issue] += 1;
        if (issue.issue === 'INDETERMINE') return;
        const ids = instance.projets.map(({ id }) => id);
        expect(issue.issue === 'FAISABLE').toBe(possible(instance, contraintes, ids));
        if (issue.issue === 'FAISABLE') {
          const manieres = instance.projets.map(({ id, lignes }): [string, Record<string, bigint>[]] => [
            id,
            [Object.fromEntries(lignes.map((l) => [l.enveloppe, issue.parts[id]?.[l.enveloppe] ?? 0n]))],
          ]);
          for (const [i, p] of instance.projets.entries()) {
            expect(financements(instance, p)).toContainEqual(manieres[i]?.[1][0]);
          }
          expect(argentSuffit(instance, contraintes, manieres)).toBe(true);
        } else {
          const conflit = issue.projets.map((p) => lire(preparee.projets, p).id);
          expect(possible(instance, contraintes, conflit)).toBe(false);
          expect(issue.projets).toEqual([...issue.projets].sort((a, b) => a - b));
          exigerPreuve(instance, contraintes, issue);
        }
      }),
      { numRuns: 250 },
    );
    expect(vus.FAISABLE).toBeGreaterThan(20);
    expect(vus.CONFLIT).toBeGreaterThan(20);
    expect(vus.INDETERMINE).toBeLessThan(credits ? 10 : 1);
  });

  const deux = (minimum: bigint): Instance => ({
    classes: [],
    enveloppes: [enveloppe('A', 6n, null, 1), enveloppe('B', 20n, null, 2)],
    projets: [
      { ...projet('P', 5n, [ligne('A', 5n, minimum), ligne('B', 2n)]), rang: 1 },
      { ...projet('Q', 5n, [ligne('A', 5n, minimum), ligne('B', 2n)]), rang: 2 },
      { ...projet('R', 5n, [ligne('B', 5n)]), rang: 3 },
    ],
  });

  test('les minima, et eux seuls, mettent deux projets en conflit : l’innocent n’est pas nommé', () => {
    expect(juger(deux(3n)).issue).toMatchObject({ issue: 'FAISABLE' });
    const { issue } = juger(deux(4n));
    expect(issue).toMatchObject({ issue: 'CONFLIT', projets: [0, 1] });
    exigerPreuve(deux(4n), {}, issue);
  });

  test('une enveloppe vide ne retient rien', () => {
    const instance = deux(0n);
    const [a, b] = instance.enveloppes;
    const vide = { ...instance, enveloppes: [{ ...present(a), montant: 0n }, present(b)] };
    const { issue } = juger(vide);
    expect(issue).toMatchObject({ issue: 'CONFLIT', projets: [0] });
    exigerPreuve(vide, {}, issue);
  });

  test('de grands montants : des crédits à deux ans, répartis au centime', () => {
    const enveloppes = [enveloppe('A', 900_000_000n, null, 1), enveloppe('B', 900_000_000n, null, 2)];
    const projets = [1, 2, 3, 4].map((i) => ({
      ...projet(`P${i}`, 300_000_001n, [ligne('A', 200_000_000n), ligne('B', 250_000_000n)]),
      rang: i,
    }));
    const annees = (enveloppeId: string, premiere: bigint, seconde: bigint) =>
      [premiere, seconde].map((montant, i) => ({
        enveloppe: enveloppeId,
        annee: 2026 + i,
        montant,
        tauxBp: { P1: i ? 2_500 : 7_500, P2: i ? 2_500 : 7_500, P3: i ? 6_667 : 3_333, P4: i ? 6_667 : 3_333 },
      }));
    const instance = { classes: [], enveloppes, projets };
    const serre = (a: bigint, b: bigint) => ({ creditsPaiement: [...annees('A', a, a), ...annees('B', b, b)] });
    const large = juger(instance, serre(330_000_000n, 330_000_000n));
    expect(large.issue.issue).toBe('FAISABLE');
    const etroit = juger(instance, serre(330_000_000n, 300_000_000n));
    expect(etroit.issue.issue).toBe('CONFLIT');
    exigerPreuve(instance, serre(330_000_000n, 300_000_000n), etroit.issue);
  });
});
