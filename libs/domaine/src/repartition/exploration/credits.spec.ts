import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { present } from '../../../essais/present.js';
import { poserProbleme, type CreditsPaiement } from '../contraintes-plan.js';
import type { Instance, PartsDuPlan } from '../instance.js';
import { preparer } from '../preparation.js';
import { coutMinimal, decider, prixDesLignes, RIEN_DE_DECIDE } from './cout-minimal.js';
import { repartirSousCredits, respecteCredits, type Decisions } from './credits.js';
import type { Probleme } from './probleme.js';

const annee = (id: string, an: number, montant: bigint, tauxBp: Record<string, number>): CreditsPaiement => ({
  enveloppe: id,
  annee: an,
  montant,
  tauxBp,
});

function poser(instance: Instance, creditsPaiement: readonly CreditsPaiement[]) {
  return poserProbleme(preparer(instance), { creditsPaiement });
}

/** P and Q, on A and B. */
const DEUX: Instance = {
  classes: [{ id: 'C', parent: null }],
  enveloppes: [enveloppe('A', 10n, 'C', 1), enveloppe('B', 10n, null, 2)],
  projets: [
    { ...projet('P', 8n, [ligne('A', 8n), ligne('B', 8n)]), rang: 1 },
    { ...projet('Q', 8n, [ligne('A', 8n), ligne('B', 8n)]), rang: 2 },
  ],
};

describe('respecteCredits', () => {
  const probleme = poser(DEUX, [annee('A', 2026, 3n, { P: 5_000 }), annee('A', 2027, 4n, { P: 5_000, Q: 10_000 })]);

  test.each([
    ['rien à payer', {}, true],
    ['la moitié de 6 centimes', { P: { A: 6n } }, true],
    ['un demi-centime de trop la première année', { P: { A: 7n } }, false],
    ['deux projets la même année', { P: { A: 4n }, Q: { A: 2n } }, true],
    ['un centime de trop la seconde année', { P: { A: 4n }, Q: { A: 3n } }, false],
    ['une autre enveloppe n’a pas de compte à rendre', { P: { B: 9n }, Q: { B: 9n } }, true],
  ])('%s', (_, parts, attendu) => {
    expect(respecteCredits(probleme, parts)).toBe(attendu);
  });
});

/** At these prices the projects cost more than everything: nobody can fund them all. */
function exigerPrix(
  probleme: Probleme,
  projets: readonly number[],
  decisions: Decisions,
  prix: readonly bigint[],
): void {
  const argent = probleme.ressources.reduce((t, { quantite }, r) => t + present(prix[r]) * quantite, 0n);
  const couts = projets.map((p) =>
    coutMinimal(present(probleme.projets[p]), prixDesLignes(probleme, p, prix), decisions.get(p)),
  );
  expect(couts.reduce<bigint>((t, cout) => t + present(cout), 0n)).toBeGreaterThan(argent);
  expect(prix.every((p) => p >= 0n)).toBe(true);
}

/** What every project receives, in their order. */
function recus(reponse: ReturnType<typeof repartirSousCredits>): bigint[] {
  if (!('parts' in reponse)) throw new Error('Pas de parts.');
  return Object.values(reponse.parts).map((parts) => Object.values(parts).reduce((t, part) => t + part, 0n));
}

describe('repartirSousCredits', () => {
  const repartir = (
    instance: Instance,
    credits: readonly CreditsPaiement[],
    projets = [0, 1],
    decisions: Decisions = new Map(),
  ) => {
    const probleme = poser(instance, credits);
    return { probleme, reponse: repartirSousCredits(probleme, projets, decisions) };
  };
  const refuser = (...demande: Parameters<typeof repartir>) => {
    const { probleme, reponse } = repartir(...demande);
    if (!('prix' in reponse)) throw new Error('Pas de prix.');
    exigerPrix(probleme, demande[2] ?? [0, 1], demande[3] ?? new Map(), reponse.prix);
  };

  test('l’argent change d’enveloppe pour tenir dans ce qu’elle peut payer', () => {
    const { reponse } = repartir(DEUX, [annee('A', 2026, 6n, { P: 10_000, Q: 10_000 })]);
    // B holds 10 of the 16 cents: A pays 6, no more.
    if (!('parts' in reponse)) throw new Error('Pas de parts.');
    const { P = {}, Q = {} } = reponse.parts;
    const total = (id: string) => (P[id] ?? 0n) + (Q[id] ?? 0n);
    expect([total('A'), total('B')]).toEqual([6n, 10n]);
    expect([(P['A'] ?? 0n) + (P['B'] ?? 0n), (Q['A'] ?? 0n) + (Q['B'] ?? 0n)]).toEqual([8n, 8n]);
  });

  test('un centime de moins : des prix auxquels les projets coûtent plus que tout', () => {
    refuser(DEUX, [annee('A', 2026, 5n, { P: 10_000, Q: 10_000 })]);
  });

  test('tout juste, au demi-centime : la marge de prudence ne fait rien refuser', () => {
    const seul: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 10n)],
      projets: [projet('P', 10n, [ligne('A', 10n)])],
    };
    const deuxAns = [annee('A', 2026, 5n, { P: 5_000 }), annee('A', 2027, 5n, { P: 5_000 })];
    expect(repartir(seul, deuxAns, [0]).reponse).toEqual({ parts: { P: { A: 10n } } });
    const etroit = [annee('A', 2026, 5n, { P: 5_000 }), annee('A', 2027, 4n, { P: 5_000 })];
    expect(repartir(seul, etroit, [0]).reponse).toEqual({ prix: [0n, 0n, expect.anything()] });
  });

  test('les plafonds de classe et de ligne tiennent aussi', () => {
    const projets = DEUX.projets.map((p) => ({ ...p, plafondsClasses: { C: 3n } }));
    const { reponse } = repartir({ ...DEUX, projets }, [annee('B', 2026, 10n, { P: 10_000, Q: 10_000 })]);
    expect(reponse).toEqual({ parts: { P: { A: 3n, B: 5n }, Q: { A: 3n, B: 5n } } });
    const serres = DEUX.projets.map((p) => ({ ...p, plafondsClasses: { C: 2n } }));
    refuser({ ...DEUX, projets: serres }, [annee('B', 2026, 10n, { P: 10_000, Q: 10_000 })]);
    const etroites = DEUX.projets.map((p) => ({ ...p, lignes: [ligne('A', 8n), ligne('B', 1n)] }));
    refuser({ ...DEUX, projets: etroites }, [annee('B', 2026, 10n, { P: 10_000 })]);
    const larges = DEUX.projets.map((p) => ({ ...p, plafondsClasses: { C: 7n } }));
    expect(
      recus(repartir({ ...DEUX, projets: larges }, [annee('A', 2026, 6n, { P: 10_000, Q: 10_000 })]).reponse),
    ).toEqual([8n, 8n]);
  });

  test('une enveloppe vide ne compte pour rien', () => {
    const enveloppes = [...DEUX.enveloppes, enveloppe('V', 0n, null, 0)];
    const projets = DEUX.projets.map((p) => ({ ...p, lignes: [...p.lignes, ligne('V', 8n)] }));
    const { reponse } = repartir({ ...DEUX, enveloppes, projets }, [annee('A', 2026, 6n, { P: 10_000, Q: 10_000 })]);
    expect(recus(reponse)).toEqual([8n, 8n]);
    refuser({ ...DEUX, enveloppes, projets }, [annee('A', 2026, 5n, { P: 10_000, Q: 10_000 })]);
  });

  test('une ligne éteinte n’apporte rien, une ligne allumée au moins son minimum', () => {
    const avecMinima = DEUX.projets.map((p) => ({ ...p, lignes: [ligne('A', 8n, 5n), ligne('B', 8n)] }));
    const instance = { ...DEUX, projets: avecMinima };
    const credits = [annee('A', 2026, 8n, { P: 10_000, Q: 10_000 })];
    const eteinte: Decisions = new Map([[0, decider(RIEN_DE_DECIDE, 0, false)]]);
    const { reponse } = repartir(instance, credits, [0, 1], eteinte);
    expect(reponse).toEqual({ parts: { P: { B: 8n }, Q: expect.anything() } });
    // B alone may not pay P whole.
    refuser(instance, [annee('B', 2026, 7n, { P: 10_000 })], [0, 1], eteinte);
    const allumees: Decisions = new Map([
      [0, decider(RIEN_DE_DECIDE, 0, true)],
      [1, decider(RIEN_DE_DECIDE, 0, true)],
    ]);
    // Five cents each of the eight that A may pay: no.
    refuser(instance, credits, [0, 1], allumees);
    const larges = [annee('A', 2026, 10n, { P: 10_000, Q: 10_000 })];
    expect(repartir(instance, larges, [0, 1], allumees).reponse).toEqual({
      parts: { P: { A: 5n, B: 3n }, Q: { A: 5n, B: 3n } },
    });
  });

  test('un minimum qu’un flottant manque d’un rien est tenu au centime', () => {
    const [plafond, minimum] = [300_000_000_007n, 100_000_000_176n];
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('B', plafond, null, 1), enveloppe('A', plafond, null, 2)],
      projets: [projet('P', plafond, [ligne('B', plafond), ligne('A', plafond, minimum)])],
    };
    const allumee: Decisions = new Map([[0, decider(RIEN_DE_DECIDE, 1, true)]]);
    const { reponse } = repartir(instance, [annee('A', 2026, minimum, { P: 10_000 })], [0], allumee);
    expect(reponse).toEqual({ parts: { P: { A: minimum, B: plafond - minimum } } });
  });

  test('les projets que l’on ne finance pas ne prennent rien', () => {
    const { reponse } = repartir(DEUX, [annee('A', 2026, 1n, { P: 10_000, Q: 10_000 })], [1]);
    if (!('parts' in reponse)) throw new Error('Pas de parts.');
    expect(Object.keys(reponse.parts)).toEqual(['Q']);
  });

  // Parts exact to a fraction of a cent, rounded, break a year's credits by that much: a little is kept in hand first.
  test.each([
    [
      [24n, 50n],
      [21n, 5n],
      [
        [26n, 22n],
        [26n, 24n],
      ],
      [6n, 8n],
      [
        [3_333, 3_333],
        [2_500, 6_667],
      ],
    ],
    [
      [25n, 26n],
      [23n, 15n],
      [
        [27n, 8n],
        [9n, 21n],
      ],
      [14n, 14n],
      [
        [6_667, 6_667],
        [2_500, 6_667],
      ],
    ],
    [
      [31n, 14n],
      [11n, 11n],
      [
        [14n, 8n],
        [15n, 13n],
      ],
      [9n, 4n],
      [
        [2_500, 6_667],
        [2_500, 2_500],
      ],
    ],
    [
      [30n, 59n],
      [21n, 26n],
      [
        [10n, 22n],
        [21n, 17n],
      ],
      [9n, 14n],
      [
        [6_667, 6_667],
        [3_333, 2_500],
      ],
    ],
  ] as const)(
    'l’arrondi au centime ne dépasse pas les crédits : enveloppes de %p',
    (montants, besoins, plafonds, credits, taux) => {
      const ids = ['A', 'B'] as const;
      const instance: Instance = {
        classes: [],
        enveloppes: [enveloppe('Z', 9n, null, 0), ...ids.map((id, e) => enveloppe(id, montants[e] ?? 0n, null, e + 1))],
        projets: besoins.map((besoin, p) => ({
          ...projet(`P${p}`, besoin, [ligne('Z', 9n), ...ids.map((id, e) => ligne(id, plafonds[p]?.[e] ?? 0n))]),
          rang: p,
        })),
      };
      const annees = ids.map((id, e) =>
        annee(id, 2026, credits[e] ?? 0n, { P0: taux[e]?.[0] ?? 0, P1: taux[e]?.[1] ?? 0 }),
      );
      // Z is off: the cent that rounding leaves does not come from there.
      const eteintes: Decisions = new Map([0, 1].map((p) => [p, decider(RIEN_DE_DECIDE, 0, false)]));
      const { reponse, probleme } = repartir(instance, annees, [0, 1], eteintes);
      expect(recus(reponse)).toEqual(besoins);
      const { parts } = reponse as { parts: PartsDuPlan };
      expect(respecteCredits(probleme, parts)).toBe(true);
      expect(Object.values(parts).map(({ Z }) => Z)).toEqual([undefined, undefined]);
    },
  );
});
