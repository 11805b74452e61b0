import fc from 'fast-check';
import { arbCasContraint, type CasContraint } from '../../essais/contraintes.js';
import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { present } from '../../essais/present.js';
import { gater } from '../../essais/certificats-gates.js';
import type { Certificat, NoeudCertifie, NoeudConflit, PrixCertifies } from './certificat.js';
import type { ContraintesPlan } from './contraintes-plan.js';
import type { Instance } from './instance.js';
import { chercherOptimum } from './optimum.js';
import { verifierCertificat } from './verifier-certificat.js';

const E = 1_000n;
const SANS_PRIX = { enveloppes: {}, credits: {}, inegalites: {} };

/** Two projects of 6 and 5 points under 10 euros: both do not fit. */
const INSTANCE: Instance = {
  classes: [],
  enveloppes: [enveloppe('E', 1_000n)],
  projets: [
    { ...projet('P', 600n, [ligne('E', 600n)]), score: 6n, rang: 1 },
    { ...projet('Q', 500n, [ligne('E', 500n)]), score: 5n, rang: 2 },
  ],
};

/** At 1/100 point a cent, all the money is worth 10 points, and the projects nothing beyond their cost. */
const feuille = (prix: bigint, autrement: Partial<PrixCertifies> = {}): PrixCertifies => ({
  ...SANS_PRIX,
  enveloppes: { E: prix },
  ...autrement,
});
const certificat = (autrement: Partial<Certificat> = {}): Certificat => ({
  score: 6n,
  echelle: E,
  lemmes: [],
  preuve: {
    projet: 'P',
    dedans: { projet: 'Q', dedans: feuille(100n * E), dehors: SANS_PRIX },
    dehors: SANS_PRIX,
  },
  ...autrement,
});
const verdict = (c: Certificat, contraintes: ContraintesPlan = {}, instance = INSTANCE) =>
  verifierCertificat(instance, contraintes, c);
const raison = (...a: Parameters<typeof verdict>) => {
  const rendu = verdict(...a);
  return rendu.valide ? null : rendu.raison;
};

describe('verifierCertificat : à la main', () => {
  test('un arbre complet, des prix qui ferment chaque branche', () => {
    expect(verdict(certificat())).toEqual({ valide: true });
    expect(verdict(certificat({ score: 10n, preuve: feuille(10n) }))).toEqual({ valide: true });
    expect(raison(certificat({ score: 9n, preuve: feuille(10n) }))).toBe(
      'Une branche n’est pas fermée : ses prix laissent la place à un meilleur plan.',
    );
  });

  test('un score plus bas d’un point est refusé, un score négatif aussi', () => {
    expect(verdict(certificat({ score: 5n })).valide).toBe(false);
    expect(verdict(certificat({ score: null })).valide).toBe(false);
    expect(raison(certificat({ score: -1n }))).toBe('Aucun plan n’a un score négatif.');
    expect(raison(certificat({ echelle: 0n }))).toBe('L’échelle des prix n’est pas positive.');
  });

  test('les scores sont des multiples de leur plus grand diviseur commun : entre deux, rien', () => {
    const dizaines = { ...INSTANCE, projets: INSTANCE.projets.map((p) => ({ ...p, score: p.score * 10n })) };
    const justes = (score: bigint) => verdict(certificat({ score, preuve: feuille(109n) }), {}, dizaines).valide;
    expect([justes(100n), justes(99n), justes(109n), justes(95n)]).toEqual([true, false, true, false]);
  });

  test('les prix sont des prix : ni négatifs, ni d’une chose inconnue', () => {
    expect(raison(certificat({ preuve: feuille(-1n) }))).toBe('Prix d’enveloppe refusé : E.');
    expect(raison(certificat({ preuve: { ...SANS_PRIX, enveloppes: { X: 1n } } }))).toBe(
      'Prix d’enveloppe refusé : X.',
    );
    expect(raison(certificat({ preuve: feuille(1n, { credits: { 0: 1n } }) }))).toBe(
      'Prix de crédits de paiement refusé : 0.',
    );
    expect(raison(certificat({ preuve: feuille(1n, { inegalites: { 0: 1n } }) }))).toBe('Prix d’inégalité refusé : 0.');
    const planchers = [{ etiquette: 'QPV', mesure: 'NOMBRE' as const, minimum: 0n }];
    expect(raison(certificat({ preuve: feuille(1n, { inegalites: { 0: -1n } }) }), { planchers })).toBe(
      'Prix d’inégalité refusé : 0.',
    );
  });

  test('un projet se choisit une fois, et existe', () => {
    const double = { projet: 'P', dedans: { projet: 'P', dedans: SANS_PRIX, dehors: SANS_PRIX }, dehors: SANS_PRIX };
    expect(raison(certificat({ preuve: double }))).toBe('Le projet P est choisi deux fois.');
    const inconnu = { projet: 'X', dedans: SANS_PRIX, dehors: SANS_PRIX };
    expect(raison(certificat({ preuve: inconnu }))).toBe('Le certificat nomme un projet inconnu : X.');
    expect(raison(certificat(), { imposes: ['P'] })).toBe('Le projet P est choisi deux fois.');
  });

  test('un projet imposé est dans toutes les branches', () => {
    const preuve: NoeudCertifie = { projet: 'P', dedans: feuille(100n * E), dehors: SANS_PRIX };
    expect(verdict(certificat({ score: 5n, preuve }), { imposes: ['Q'] })).toEqual({ valide: true });
    expect(verdict(certificat({ score: 4n, preuve }), { imposes: ['Q'] }).valide).toBe(false);
  });
});

describe('verifierCertificat : lemmes', () => {
  const conflit = (preuve: NoeudConflit, ids = ['P', 'Q']) => ({ conflit: ids, preuve });
  /** Both projects a point each above the price of the lemma: 11 points less 6, plus the 1 that the lemma allows. */
  const paye = (prix: bigint) => ({ ...SANS_PRIX, inegalites: { 0: prix * E } });

  test('deux projets qui coûtent plus que tout ne vont pas ensemble', () => {
    const prouve = certificat({
      score: 6n,
      lemmes: [conflit({ enveloppes: { E: 1n }, credits: {} })],
      preuve: paye(5n),
    });
    expect(verdict(prouve)).toEqual({ valide: true });
    expect(verdict({ ...prouve, score: 5n }).valide).toBe(false);
    expect(verdict({ ...prouve, preuve: paye(3n) }).valide).toBe(false);
    const faux = 'Un conflit n’est pas prouvé : ses projets ne coûtent pas plus que tout.';
    expect(raison({ ...prouve, lemmes: [conflit({ enveloppes: {}, credits: {} })] })).toBe(faux);
    expect(raison({ ...prouve, lemmes: [conflit({ enveloppes: { E: 1n }, credits: {} }, ['P'])] })).toBe(faux);
    expect(raison({ ...prouve, lemmes: [conflit({ enveloppes: { E: 1n }, credits: {} }, ['P', 'P'])] })).toBe(
      'Un conflit nomme deux fois le même projet.',
    );
    expect(raison({ ...prouve, lemmes: [conflit({ enveloppes: { E: -1n }, credits: {} })] })).toBe(
      'Prix d’enveloppe refusé : E.',
    );
    const juste = { ...INSTANCE, enveloppes: [enveloppe('E', 1_100n)] };
    expect(verdict(prouve, {}, juste).valide).toBe(false);
  });

  test('les deux côtés d’une ligne à minimum', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 6n, null, 1), enveloppe('B', 20n, null, 2)],
      projets: INSTANCE.projets.map((p) => ({ ...p, besoin: 5n, lignes: [ligne('A', 5n, 4n), ligne('B', 2n)] })),
    };
    const A: NoeudConflit = { enveloppes: { A: 1n }, credits: {} };
    const preuve = { projet: 'P', enveloppe: 'A', allumee: A, eteinte: A };
    const prouve = certificat({ score: 6n, lemmes: [conflit(preuve)], preuve: paye(5n) });
    expect(verdict(prouve, {}, instance)).toEqual({ valide: true });
    const double = { ...preuve, allumee: preuve };
    expect(raison({ ...prouve, lemmes: [conflit(double)] }, {}, instance)).toBe(
      'La ligne de A pour P est choisie deux fois.',
    );
    const large = { ...instance, enveloppes: [enveloppe('A', 8n, null, 1), enveloppe('B', 20n, null, 2)] };
    expect(verdict(prouve, {}, large).valide).toBe(false);
  });

  test('deux projets semblables, le premier d’abord', () => {
    const [p] = INSTANCE.projets;
    const jumeau = { ...present(p), id: 'Q', rang: 2 };
    const instance = { ...INSTANCE, projets: [present(p), jumeau] };
    const lemmes = [{ jumeaux: ['P', 'Q'] as const }];
    const sansP = (prix: bigint) => ({ ...SANS_PRIX, inegalites: { 0: prix } });
    const dedans = { projet: 'Q', dedans: feuille(100n * E), dehors: SANS_PRIX };
    const prouve = certificat({ score: 6n, lemmes, preuve: { projet: 'P', dedans, dehors: sansP(2n * E) } });
    expect(verdict(prouve, {}, instance)).toEqual({ valide: true });
    // The lemma takes from the second what it gives to the first: it says nothing of the two together.
    expect(verdict({ ...prouve, preuve: sansP(6n * E) }, {}, instance).valide).toBe(false);
    const pasSemblables = (autre: Partial<Instance['projets'][number]>, contraintes: ContraintesPlan = {}) =>
      raison(prouve, contraintes, { ...instance, projets: [present(p), { ...jumeau, ...autre }] });
    const different = 'P et Q ne sont pas semblables.';
    expect(pasSemblables({})).toBeNull();
    expect(pasSemblables({ score: 7n })).toBe(different);
    expect(pasSemblables({ besoin: 601n })).toBe(different);
    expect(pasSemblables({ lignes: [ligne('E', 600n, 1n)] })).toBe(different);
    expect(pasSemblables({ plafondsClasses: { C: 1n } })).toBe(different);
    expect(pasSemblables({ rang: 0 })).toBe('P ne passe pas avant Q.');
    expect(pasSemblables({ etiquettes: ['QPV'] })).toBeNull();
    const planchers = [{ etiquette: 'QPV', mesure: 'NOMBRE' as const, minimum: 0n }];
    expect(pasSemblables({ etiquettes: ['QPV'] }, { planchers })).toBe(different);
    const satisfactions = [{ enveloppe: 'E', points: { P: 1n }, minimum: 0n }];
    expect(pasSemblables({}, { satisfactions })).toBe(different);
    const creditsPaiement = [{ enveloppe: 'E', annee: 2026, montant: 1n, tauxBp: { P: 1 } }];
    expect(pasSemblables({}, { creditsPaiement })).toBe(different);
    expect(raison(prouve, { imposes: ['Q'] }, instance)).toBe('Un projet imposé n’a pas de jumeau.');
    expect(raison({ ...prouve, lemmes: [{ jumeaux: ['Q', 'P'] }] }, {}, instance)).toBe('Q ne passe pas avant P.');
  });
});

/** Is the claim false? Then nothing may prove it. A spoilt proof of a true claim may still be a proof. */
async function exigerRefus(cas: CasContraint): Promise<{ refuses: number; essais: number }> {
  const plan = await chercherOptimum(cas.instance, null, cas.contraintes);
  const { certificat: sain } = plan;
  if (!sain || plan.issue !== 'PLAN') return { refuses: 0, essais: 0 };
  const ids = cas.instance.projets.map(({ id }) => id);
  let refuses = 0;
  let essais = 0;
  for (const preuve of gater(sain.preuve, ids)) {
    essais += 1;
    refuses += Number(!verifierCertificat(cas.instance, cas.contraintes, { ...sain, preuve }).valide);
    const faux = { ...sain, preuve, score: plan.score - 1n };
    if (plan.score > 0n) expect(verifierCertificat(cas.instance, cas.contraintes, faux).valide).toBe(false);
  }
  for (const score of [plan.score - 1n, null]) {
    expect(verifierCertificat(cas.instance, cas.contraintes, { ...sain, score }).valide).toBe(false);
  }
  return { refuses, essais };
}

test('des centaines de preuves gâtées : jamais une affirmation fausse n’est acceptée', async () => {
  const total = { refuses: 0, essais: 0 };
  const taille = { enveloppes: 3, projets: 6, montant: 6n, minima: true };
  await fc.assert(
    fc.asyncProperty(arbCasContraint(taille), async (cas) => {
      const { refuses, essais } = await exigerRefus(cas);
      total.refuses += refuses;
      total.essais += essais;
    }),
    { numRuns: 400 },
  );
  expect(total.essais).toBeGreaterThan(300);
  expect(total.refuses).toBeGreaterThan(100);
});
