import fc from 'fast-check';
import { arbCasContraint } from '../../../essais/contraintes.js';
import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { argentSuffit, financements } from '../../../essais/optimum-reference.js';
import { present } from '../../../essais/present.js';
import { dizaines } from '../../../essais/recherche.js';
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
      { numRuns: 400 },
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

describe('le conflit nommé', () => {
  const sur = (montant: bigint, besoins: readonly bigint[]): Instance => ({
    classes: [],
    enveloppes: [enveloppe('E', montant)],
    projets: besoins.map((besoin, rang) => ({ ...projet(`P${rang}`, besoin, [ligne('E', besoin)]), rang })),
  });

  test.each([
    ['les plus chers, juste assez d’entre eux', 10n, [6n, 2n, 8n, 6n], [0, 2]],
    ['les plus chers, où qu’ils soient', 20n, [2n, 7n, 1n, 8n, 6n, 3n], [1, 3, 4]],
    ['les premiers, à égalité', 10n, [6n, 6n, 6n], [0, 1]],
    ['un de plus quand deux tiennent tout juste', 12n, [6n, 6n, 6n], [0, 1, 2]],
    ['un seul, s’il n’a pas de quoi', 5n, [1n, 6n], [1]],
  ])('%s', (_, montant, besoins, projets) => {
    const instance = sur(montant, besoins);
    const { issue } = juger(instance);
    expect(issue).toEqual({ issue: 'CONFLIT', projets, preuve: { ressources: [1n] } });
    exigerPreuve(instance, {}, issue);
  });

  test('seules les enveloppes où l’argent manque ont un prix', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 5n, null, 1), enveloppe('B', 50n, null, 2), enveloppe('C', 0n, null, 3)],
      projets: [
        { ...projet('P', 4n, [ligne('A', 4n), ligne('C', 4n)]), rang: 1 },
        { ...projet('Q', 4n, [ligne('B', 4n)]), rang: 2 },
        { ...projet('R', 4n, [ligne('A', 4n), ligne('B', 1n)]), rang: 3 },
      ],
    };
    const { issue } = juger(instance);
    expect(issue).toEqual({ issue: 'CONFLIT', projets: [0, 2], preuve: { ressources: [1n, 0n, 1n] } });
    exigerPreuve(instance, {}, issue);
  });

  test.each([
    ['la ligne la plus loin de son minimum', 4n, 5n, 1],
    ['la première, si c’est elle', 5n, 4n, 0],
    ['la première, à égalité', 4n, 4n, 0],
  ])('deux lignes sous leur minimum : on tranche d’abord %s', (_, minimumP, minimumQ, dispute) => {
    // Both need three cents of A at least, which holds six.
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 6n, null, 1), enveloppe('B', 20n, null, 2)],
      projets: [
        { ...projet('P', 5n, [ligne('A', 5n, minimumP), ligne('B', 2n)]), rang: 1 },
        { ...projet('Q', 5n, [ligne('A', 5n, minimumQ), ligne('B', 2n)]), rang: 2 },
      ],
    };
    const { issue } = juger(instance);
    expect(issue).toMatchObject({ issue: 'CONFLIT', projets: [0, 1], preuve: { projet: dispute, ligne: 0 } });
    exigerPreuve(instance, {}, issue);
  });

  test('le plus loin se compte depuis ce que la ligne apporte, non depuis rien', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 3n, null, 1), enveloppe('B', 4n, null, 2), enveloppe('C', 5n, null, 3)],
      projets: [
        { ...projet('P', 5n, [ligne('A', 5n, 5n), ligne('B', 2n)]), rang: 1 },
        { ...projet('Q', 7n, [ligne('C', 9n, 6n), ligne('B', 2n)]), rang: 2 },
      ],
    };
    const { issue } = juger(instance);
    expect(issue).toMatchObject({ issue: 'CONFLIT', projets: [0], preuve: { projet: 0, ligne: 0 } });
    exigerPreuve(instance, {}, issue);
  });

  test('ceux de l’un et de l’autre côté d’une ligne, dans l’ordre des rangs', () => {
    // On, A can never bring so much to Q; off, both want what B holds.
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 6n, null, 1), enveloppe('B', 8n, null, 2)],
      projets: [
        { ...projet('P', 5n, [ligne('B', 5n)]), rang: 1 },
        { ...projet('Q', 5n, [ligne('A', 5n, 9n), ligne('B', 5n)]), rang: 2 },
      ],
    };
    const { issue } = juger(instance);
    expect(issue).toMatchObject({ issue: 'CONFLIT', projets: [0, 1], preuve: { projet: 1, ligne: 0 } });
    exigerPreuve(instance, {}, issue);
  });

  test('la ligne est nommée par sa place dans le projet', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 2n, null, 1), enveloppe('B', 10n, null, 2)],
      projets: [projet('P', 5n, [ligne('A', 2n), ligne('B', 9n, 6n)])],
    };
    const { issue } = juger(instance);
    expect(issue).toMatchObject({ issue: 'CONFLIT', projets: [0], preuve: { projet: 0, ligne: 1 } });
    exigerPreuve(instance, {}, issue);
  });
});

describe('des parts qui tiennent les minima', () => {
  const surDeux = (lignes: ReturnType<typeof ligne>[], besoin: bigint): Instance => ({
    classes: [],
    enveloppes: [enveloppe('A', 9n, null, 1), enveloppe('B', 9n, null, 2)],
    projets: [projet('P', besoin, lignes)],
  });

  test('une ligne qui n’apporte rien n’est pas sous son minimum', () => {
    const { issue } = juger(surDeux([ligne('A', 3n), ligne('B', 3n, 2n)], 3n));
    expect(issue).toEqual({ issue: 'FAISABLE', parts: { P: { A: 3n } } });
  });

  test('ce que les crédits retirent à une ligne ne la laisse pas sous son minimum', () => {
    const creditsPaiement = [{ enveloppe: 'A', annee: 2026, montant: 3n, tauxBp: { P: 10_000 } }];
    const { issue } = juger(surDeux([ligne('A', 6n, 4n), ligne('B', 6n)], 6n), { creditsPaiement });
    expect(issue).toEqual({ issue: 'FAISABLE', parts: { P: { B: 6n } } });
  });
});

describe('renoncer à juger un ensemble', () => {
  test('tant que les essais restent peu nombreux, tous sont faits', () => {
    const instance = dizaines(6);
    const { issue } = juger(instance);
    expect(issue).toMatchObject({ issue: 'CONFLIT', projets: [0, 1, 2, 3, 4, 5] });
    exigerPreuve(instance, {}, issue);
  });

  test('au-delà, la réponse n’est ni oui ni non', () => {
    expect(juger(dizaines(14)).issue).toEqual({ issue: 'INDETERMINE' });
  });

  test('de même quand seul un demi-centime ferait tenir les crédits de deux années', () => {
    // A year of A and a year of B carry 1.5 cents each: 3 in all, but no more than 1 and 1 whole ones.
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 9n, null, 1), enveloppe('B', 9n, null, 2)],
      projets: [projet('P', 3n, [ligne('A', 3n), ligne('B', 3n)])],
    };
    const annee = (id: string) => ({ enveloppe: id, annee: 2026, montant: 1n, tauxBp: { P: 6_666 } });
    expect(juger(instance, { creditsPaiement: [annee('A'), annee('B')] }).issue).toEqual({ issue: 'INDETERMINE' });
  });
});
