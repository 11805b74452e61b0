import { GrandLivre, verifierGrandLivre } from '@tdt/appels';
import { lireDonneesConvention } from '@tdt/domaine';
import { calendrierDe2021 } from '../apps/outils/scenario-e1/calendrier.js';
import { Client, estRefus } from '../apps/outils/scenario-e1/client.js';
import { jouerE1 } from '../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie, type Partie } from '../apps/outils/scenario-e1/partie.js';
import type { ClePersonne } from './monde-donnees.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

interface Convention {
  id: string;
  version: number;
  etat: string;
  total: string;
  pdfEmpreinte: string;
  scelleEmpreinte: string | null;
  donnees: string;
  avenantDeId: string | null;
  resiliationEffetLe: string | null;
  depensesJustifiees: string | null;
  candidature: { etat: string };
  signaturesDesParties: { etat: string; organisme: { nom: string } }[];
}

const CHAMPS = `id version etat total pdfEmpreinte scelleEmpreinte donnees avenantDeId resiliationEffetLe depensesJustifiees
  candidature { etat } signaturesDesParties { etat organisme { nom } }`;
const TYPE = `Convention { ${CHAMPS} }`;
const ACTE = { type: 'DELIBERATION', numero: '22_CP_0101', date: '2021-11-08' };
const TOUTES: ClePersonne[] = [
  'hubBretagne',
  'gestionnaire',
  'regionBretagne',
  'rennesMetropoleSignataire',
  'fondationAfnic',
];

describe('Avenants et résiliation d’une convention', () => {
  let s: Serveur;
  let p: Partie;
  let parts: Record<string, { id: string; montant: bigint }>;
  /** Ids of the avenants, in the order of the tests. */
  const avenants: string[] = [];

  const acte = (qui: ClePersonne, nom: string, type: string, demande: object) =>
    p.client.tenter<Convention>(qui, nom, TYPE, { demande: [`${type}Input!`, { cle: cle(), ...demande }] });
  const fait = (recu: Awaited<ReturnType<typeof acte>>): Convention => {
    if (estRefus(recu)) throw new Error(`${recu.code} ${recu.message}`);
    return recu;
  };
  const lire = async (id: string): Promise<Convention> => {
    const requete = `query ($id: ID!) { convention(id: $id) { ${CHAMPS} } }`;
    return (await p.client.lire<{ convention: Convention }>('gestionnaire', requete, { id })).convention;
  };
  const signer = async (qui: ClePersonne, id: string) => {
    const { pdfEmpreinte, scelleEmpreinte } = await lire(id);
    const signataire = { nom: 'Camille Exemple', qualite: 'Présidente', acte: ACTE };
    const empreinte = scelleEmpreinte ?? pdfEmpreinte;
    return acte(qui, 'signerConvention', 'SignerConvention', { conventionId: id, empreinte, ...signataire });
  };
  const montant = (financeur: string, delta: bigint) => {
    const part = parts[financeur];
    return { type: 'MONTANT', partId: part?.id, montant: String((part?.montant ?? 0n) + delta) };
  };
  const proposer = (
    modifications: object[],
    qui: ClePersonne = 'gestionnaire',
    motif = 'La Région relaie la banque.',
  ) => acte(qui, 'proposerAvenant', 'ProposerAvenant', { conventionId: p.conventionId, motif, modifications });
  const verdict = async (arguments_: string) =>
    (await s.gql<{ v: { verdict: string } }>(null, `{ v: verifierConvention(${arguments_}) { verdict } }`)).v.verdict;
  const verdicts = (ids: string[]) =>
    Promise.all(ids.map(async (id) => verdict(`empreinte: "${(await lire(id)).pdfEmpreinte}"`)));
  const soldes = () =>
    s.sql<{ nature: string; total: string }>(
      `select nature, sum(solde)::text as total from compte where part_id is not null and nature <> 'VERSE'
        group by 1 having sum(solde) <> 0 order by 1`,
    );
  const livreIntact = async () =>
    expect((await verifierGrandLivre((requete) => s.sql(requete))).filter((c) => c.lignes.length > 0)).toEqual([]);

  beforeAll(async () => {
    s = await demarrerServeur('avenants');
    const cal = calendrierDe2021((instant) => s.reglerHorloge(instant));
    p = nouvellePartie(new Client(s.url, s.monde), cal, 'AVEN', () => undefined);
    await jouerE1(p);
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
    const retirer = (avenantId: string, motif: string) =>
      acte('gestionnaire', 'retirerAvenant', 'RetirerAvenant', { avenantId, motif });
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
    const conventionId = avenants[1];
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
