import { GrandLivre } from '@tdt/appels';
import { lireDonneesConvention, type LigneBudgetConvention } from '@tdt/domaine';
import { estRefus } from '../apps/outils/scenario-e1/client.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import type { ClePersonne } from './monde-donnees.js';
import {
  avenantsOuverts,
  fautesDuLivre,
  gestesDe,
  soldesDesParts,
  TOUTES,
  type Convention,
} from './outillage/avenants.js';
import { ralentirAvenants, sansVerrous } from './outillage/courses.js';
import { apresE1 } from './outillage/e1.js';
import { cle, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

describe('Avenants et résiliation d’une convention', () => {
  let s: Serveur;
  let p: Partie;
  let parts: Record<string, { id: string; montant: bigint }>;
  let charge: LigneBudgetConvention;
  /** Ids of the avenants, in the order of the tests. */
  const avenants: string[] = [];

  const { acte, fait, lire, signer } = gestesDe(() => p);
  const montant = (financeur: string, delta: bigint) => {
    const part = parts[financeur];
    return { type: 'MONTANT', partId: part?.id, montant: String((part?.montant ?? 0n) + delta) };
  };
  /** The project costs as much more, or less. */
  const poste = (delta: bigint) => {
    const { compte, libelle, montant: de } = charge;
    return { type: 'LIGNE_BUDGET', compte, libelle, montant: String(de + delta) };
  };
  const proposer = (
    modifications: object[],
    qui: ClePersonne = 'gestionnaire',
    motif = 'La Région relaie la banque.',
    conventionId = p.conventionId,
  ) => acte(qui, 'proposerAvenant', 'ProposerAvenant', { conventionId, motif, modifications });
  const apercevoir = async (qui: ClePersonne, modifications: object[]) => {
    const requete = `query ($d: ProjetAvenantInput!) { r: projetAvenant(demande: $d) {
      ... on ProjetAvenant { nom pdf } ... on Refus { code chemin } } }`;
    const d = { conventionId: p.conventionId, motif: 'La Région relaie la banque.', modifications };
    return (await p.client.lire<{ r: { nom?: string; pdf?: string; code?: string } }>(qui, requete, { d })).r;
  };
  const retirer = (avenantId: string, motif: string) =>
    acte('gestionnaire', 'retirerAvenant', 'RetirerAvenant', { avenantId, motif });
  const verdict = async (arguments_: string) =>
    (await s.gql<{ v: { verdict: string } }>(null, `{ v: verifierConvention(${arguments_}) { verdict } }`)).v.verdict;
  const verdicts = (ids: string[]) =>
    Promise.all(ids.map(async (id) => verdict(`empreinte: "${(await lire(id)).pdfEmpreinte}"`)));
  const soldes = () => soldesDesParts(s);
  const livreIntact = async () => expect(await fautesDuLivre(s)).toEqual([]);

  beforeAll(async () => {
    ({ s, p } = await apresE1('avenants', EN_NOMBRE));
    const lues = await s.sql<{ nom: string; id: string; montant: string }>(
      `select o.nom, p.id, p.montant::text from part p join organisme o on o.id = p.financeur_id where p.etat = 'CONVENTIONNEE'`,
    );
    // The foundation has nothing left for an increase.
    const livre = new GrandLivre({ query: (requete, valeurs) => s.sql(requete, valeurs) });
    const [e] = await s.sql<{ id: string }>(
      `select enveloppe_id as id from part p join organisme o on o.id = p.financeur_id where o.nom = 'Fondation AFNIC'`,
    );
    const { DISPONIBLE } = await livre.soldes(e?.id ?? '');
    await livre.reprendre({ cle: cle(), acteurId: null }, e?.id ?? '', DISPONIBLE);
    parts = Object.fromEntries(lues.map((l) => [l.nom, { id: l.id, montant: BigInt(l.montant) }]));
  }, 90_000);
  afterAll(() => s?.fermer());

  const BDT = 'Banque des Territoires (Caisse des Dépôts)';
  const REGION = 'Région Bretagne';
  const transfert = () => [montant(BDT, -1_000_000n), montant(REGION, 1_000_000n)];

  it('ne change rien à une convention que tous n’ont pas signée', async () => {
    expect(await proposer(transfert())).toMatchObject({ code: 'ETAT_INVALIDE' });
    for (const qui of TOUTES) fait(await signer(qui, p.conventionId));
    const [premiere] = lireDonneesConvention((await lire(p.conventionId)).donnees).budget.charges;
    if (!premiere) throw new Error('budget sans charge');
    charge = premiere;
  }, 30_000);

  it.each<[string, () => object[], string, string]>([
    [
      'une part d’une autre convention',
      () => [{ type: 'MONTANT', partId: cle(), montant: '1' }],
      'INTROUVABLE',
      'modifications[0].partId',
    ],
    ['une valeur qui manque', () => [{ type: 'DATES', date: 'FIN' }], 'INCOMPLET', 'modifications[0]'],
    ['un plan déséquilibré', () => [montant(REGION, 1n)], 'PLAN_DESEQUILIBRE', 'modifications'],
    [
      'un budget déséquilibré (R10)',
      () => [{ type: 'MONTANT', montant: '4000000' }, montant(REGION, 1_000_000n)],
      'BUDGET_DESEQUILIBRE',
      'modifications',
    ],
    [
      'plus que l’appel n’accorde (R3)',
      () => [montant(REGION, -1n), montant(BDT, 1n)],
      'MONTANT_EXCESSIF',
      'modifications[1].vers',
    ],
    [
      'une hausse qui passe le plafond de minimis (R15)',
      () => [poste(38_000_001n), montant(REGION, 38_000_001n)],
      'AIDE_ETAT',
      'modifications[1].vers',
    ],
    [
      'une hausse que l’enveloppe ne porte pas',
      () => [
        montant('Fondation AFNIC', 8_000_000n),
        montant(BDT, -5_000_000n),
        montant(REGION, -2_000_000n),
        montant('Rennes Métropole', -1_000_000n),
      ],
      'ENVELOPPE_INSUFFISANTE',
      '',
    ],
  ])('refuse %s, et n’écrit rien', async (_cas, modifications, code, chemin) => {
    const refus = await proposer(modifications());
    expect(refus).toMatchObject(chemin === '' ? { code } : { code, chemin });
    expect(await s.sql('select 1 from convention where avenant_de_id is not null')).toEqual([]);
    expect(await soldes()).toEqual([{ nature: 'CONVENTIONNE', total: '55000000' }]);
  });

  it('s’aperçoit avant d’être proposé, par qui pourrait le proposer, et rien n’est écrit', async () => {
    const { nom, pdf } = await apercevoir('gestionnaire', transfert());
    expect(nom).toMatch(/^projet-convention-e1-c-0001-v2\.pdf$/);
    expect(
      Buffer.from(pdf ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await apercevoir('gestionnaire', [montant(REGION, 1n)])).toMatchObject({ code: 'PLAN_DESEQUILIBRE' });
    expect(await apercevoir('regionBretagne', transfert())).toMatchObject({ code: 'INTERDIT' });
    expect(await s.sql('select 1 from convention where avenant_de_id is not null')).toEqual([]);
  });

  it('refuse à qui n’est pas gestionnaire, et à qui ne dit pas pourquoi', async () => {
    expect(await proposer(transfert(), 'regionBretagne')).toMatchObject({ code: 'INTERDIT' });
    expect(await proposer(transfert(), 'hubNormandie')).toMatchObject({ code: 'INTERDIT' });
    expect(await proposer(transfert(), 'gestionnaire', ' ')).toMatchObject({
      code: 'ENTREE_INVALIDE',
      chemin: 'motif',
    });
  });

  it('de vingt avenants proposés à la fois, un seul s’ouvre, et l’argent de sa hausse est gardé', async () => {
    const recus = await Promise.all(
      Array.from({ length: 20 }, (_, i) => proposer(transfert(), i % 2 ? 'gestionnaire' : 'gestionnaire2')),
    );
    const ouverts = recus.filter((r) => !estRefus(r)) as Convention[];
    expect(ouverts).toHaveLength(1);
    expect(new Set(recus.filter(estRefus).map((r) => r.code))).toEqual(new Set(['ETAT_INVALIDE']));
    avenants.push(ouverts[0]?.id ?? '');
    expect(ouverts[0]).toMatchObject({
      version: 2,
      etat: 'EN_SIGNATURE',
      avenantDeId: p.conventionId,
      total: '55000000',
    });
    expect(await soldes()).toEqual([
      { nature: 'CONVENTIONNE', total: '55000000' },
      { nature: 'RESERVE', total: '1000000' },
    ]);
    await livreIntact();
  }, 30_000);

  it('en signature, il n’a pas d’effet : la convention est en vigueur, et ne se résilie pas', async () => {
    expect(await verdicts([p.conventionId, ...avenants])).toEqual(['EN_VIGUEUR', 'EN_SIGNATURE']);
    const { numero } = lireDonneesConvention((await lire(p.conventionId)).donnees).entete;
    expect(await verdict(`numero: "${numero}"`)).toBe('EN_VIGUEUR');
    expect(await resilier({})).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'conventionId' });
    const caduque = { conventionId: avenants[0], motif: 'Non.' };
    expect(await acte('gestionnaire', 'constaterCaducite', 'ConstaterCaducite', caduque)).toMatchObject({
      code: 'ETAT_INVALIDE',
    });
  });

  it('retiré, il rend l’argent gardé et laisse la convention telle quelle', async () => {
    expect(await retirer(avenants[0] ?? '', ' ')).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'motif' });
    expect(await retirer(p.conventionId, 'x')).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'avenantId' });
    expect(fait(await retirer(avenants[0] ?? '', 'Erreur de montant.'))).toMatchObject({ etat: 'CADUQUE' });
    expect(await soldes()).toEqual([{ nature: 'CONVENTIONNE', total: '55000000' }]);
    expect(await verdicts([p.conventionId, ...avenants])).toEqual(['EN_VIGUEUR', 'CADUQUE']);
    await livreIntact();
  });

  it('n’est signé que des parties concernées ; à la dernière, il remplace la convention et l’argent suit', async () => {
    const avenant = fait(await proposer(transfert()));
    avenants.push(avenant.id);
    expect(avenant.version).toBe(3);
    expect(avenant.signaturesDesParties.map((x) => x.organisme.nom)).toEqual(['Hub Bretagne', BDT, REGION]);
    expect(await signer('fondationAfnic', avenant.id)).toMatchObject({ code: 'INTERDIT' });
    fait(await signer('regionBretagne', avenant.id));
    fait(await signer('hubBretagne', avenant.id));
    expect(fait(await signer('gestionnaire', avenant.id))).toMatchObject({ etat: 'SIGNEE', total: '55000000' });
    expect((await lire(p.conventionId)).etat).toBe('REMPLACEE');
    expect(await verdicts([p.conventionId, avenant.id])).toEqual(['REMPLACEE', 'EN_VIGUEUR']);
    const lues = await s.sql<{ montant: string; sens: string; acte: string }>(
      `select p.montant::text, g.sens, g.montant::text as acte from part p join engagement g on g.part_id = p.id
        where g.avenant_id = $1 order by p.montant desc`,
      [avenant.id],
    );
    expect(lues).toEqual([
      { montant: '34000000', sens: 'AVENANT', acte: '1000000' },
      { montant: '13000000', sens: 'AVENANT', acte: '1000000' },
    ]);
    expect(await soldes()).toEqual([{ nature: 'CONVENTIONNE', total: '55000000' }]);
    await livreIntact();
    await expect(s.sql(`update convention set avenant_motif = 'Autre' where id = $1`, [avenant.id])).rejects.toThrow(
      'figée',
    );
    expect(await proposer(transfert())).toMatchObject({ code: 'ETAT_INVALIDE' });
  }, 30_000);

  it('témoin : sans le verrou, ni l’unicité de l’avenant ouvert et de la version, la même course en ouvre deux', async () => {
    const suivant = () => [montant(BDT, -2_000_000n), montant(REGION, 2_000_000n)];
    const ouverts = () => avenantsOuverts(s);
    const finirLent = await ralentirAvenants(s);
    const course = () =>
      Promise.allSettled(
        Array.from({ length: 4 }, () => proposer(suivant(), 'gestionnaire', 'La course.', avenants[1])),
      );
    await course();
    const [seul, ...autres] = await ouverts();
    expect(autres).toEqual([]);
    fait(await retirer(seul?.id ?? '', 'Fin de la course.'));
    await sansVerrous(async () => {
      // One of two guards is enough: the base alone still opens only one.
      await course();
      const [unique, ...doubles] = await ouverts();
      expect(doubles).toEqual([]);
      fait(await retirer(unique?.id ?? '', 'Fin de la course.'));
      await s.sql('drop index convention_un_avenant_ouvert; drop index convention_numero_unique');
      await course();
    });
    await finirLent();
    const deux = await ouverts();
    expect(deux.length).toBeGreaterThan(1);
    for (const { id } of deux) fait(await retirer(id, 'Fin de la course.'));
  }, 30_000);

  it('qui quitte signe son départ, rend son argent, et lit encore ce qu’il a signé, mais rien d’autre', async () => {
    const depart = { type: 'FINANCEUR', partId: parts['Fondation AFNIC']?.id };
    const modifications = [depart, montant(REGION, 3_000_000n)];
    const avenant = fait(await proposer(modifications, 'gestionnaire', 'La Région relaie la fondation.', avenants[1]));
    expect(avenant.signaturesDesParties.map((x) => x.organisme.nom)).toEqual([
      'Hub Bretagne',
      REGION,
      'Fondation AFNIC',
    ]);
    for (const qui of ['hubBretagne', 'regionBretagne'] as const) fait(await signer(qui, avenant.id));
    expect(fait(await signer('fondationAfnic', avenant.id))).toMatchObject({ etat: 'SIGNEE', total: '55000000' });
    expect(await s.sql(`select etat from part where id = $1`, [depart.partId])).toEqual([{ etat: 'RETIREE' }]);
    expect(await soldes()).toEqual([{ nature: 'CONVENTIONNE', total: '55000000' }]);
    await livreIntact();
    const vue = (id = '') =>
      p.client.lire<{ c: object | null }>('fondationAfnic', 'query ($id: ID!) { c: convention(id: $id) { id } }', {
        id,
      });
    expect((await vue(avenant.id)).c).not.toBeNull();
    expect((await vue(p.conventionId)).c).not.toBeNull();
    expect((await vue(avenants[1])).c).toBeNull();
    avenants.push(avenant.id);
  }, 30_000);

  const resilier = (changements: object, qui: ClePersonne = 'gestionnaire') =>
    acte(qui, 'resilierConvention', 'ResilierConvention', {
      conventionId: p.conventionId,
      motif: 'Le projet est abandonné.',
      miseEnDemeureLe: '2021-10-10',
      effetLe: '2021-11-10',
      depensesJustifiees: '6000000',
      ...changements,
    });

  it('se résilie trente jours après la mise en demeure : chaque part redevient engagée par son seul acte (R47)', async () => {
    const conventionId = avenants[2];
    expect(await resilier({ conventionId }, 'hubBretagne')).toMatchObject({ code: 'INTERDIT' });
    expect(await resilier({ conventionId, effetLe: '2021-11-08' })).toMatchObject({
      code: 'HORS_DELAI',
      chemin: 'effetLe',
    });
    const recues = await Promise.all([resilier({ conventionId }), resilier({ conventionId }, 'gestionnaire2')]);
    expect(recues.filter(estRefus).map((r) => r.code)).toEqual(['ETAT_INVALIDE']);
    expect(recues.find((r) => !estRefus(r))).toMatchObject({
      etat: 'RESILIEE',
      resiliationEffetLe: '2021-11-10',
      depensesJustifiees: '6000000',
      candidature: { etat: 'RETENU' },
    });
    expect(await soldes()).toEqual([{ nature: 'ENGAGE', total: '55000000' }]);
    // Nobody is asked to make another one after it.
    const { mesActions } = await p.client.lire<{ mesActions: { type: string; objetId: string }[] }>(
      'gestionnaire',
      '{ mesActions { type objetId } }',
    );
    expect(mesActions.filter((a) => a.objetId === p.candidatureId)).toEqual([]);
    expect(await verdicts([p.conventionId, conventionId ?? ''])).toEqual(['REMPLACEE', 'RESILIEE']);
    await livreIntact();
    await expect(s.sql(`update convention set depenses_justifiees = 1 where id = $1`, [conventionId])).rejects.toThrow(
      'résiliée',
    );
    const [trace] = await s.sql<{ parts: { du: string; libere: string }[] }>(
      `select donnees -> 'parts' as parts from journal where action = 'resilierConvention'`,
    );
    expect(trace?.parts[0]).toMatchObject({ du: '3400000', libere: '30600000' });
  }, 30_000);
});
