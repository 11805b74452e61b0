import { calendrierDe2021 } from '../apps/outils/scenario-e1/calendrier.js';
import { Client, estRefus } from '../apps/outils/scenario-e1/client.js';
import {
  creerConference,
  deposer,
  instruire,
  preparerCandidature,
  publierAppel,
} from '../apps/outils/scenario-e1/etapes-appel.js';
import { proposerParts, reunir, voter } from '../apps/outils/scenario-e1/etapes-seance.js';
import { nouvellePartie, type Partie } from '../apps/outils/scenario-e1/partie.js';
import { verifierGrandLivre } from '@tdt/appels';
import type { ClePersonne, CleOrganisme } from './monde-donnees.js';
import { cle, demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

interface Engagement {
  __typename: 'Engagement';
  id: string;
  montant: string;
  avertissements: string[];
  part: { etat: string };
}

const CHAMPS = 'Engagement { id montant avertissements part { etat } }';
const ACTE = {
  typeActe: 'DELIBERATION',
  numero: '21-CP-0456',
  dateActe: '2021-10-11',
  transmisLe: '2021-10-13',
  signataireNom: 'Maëlle Exemple',
  signataireQualite: 'présidente',
};

describe('Engager une part (R24)', () => {
  let s: Serveur;
  let p: Partie;

  const part = (organisme: CleOrganisme) => p.parts.get(organisme);
  const engager = (qui: ClePersonne, organisme: CleOrganisme, montant: string, acte: object = {}, cleDemande = cle()) =>
    p.client.tenter<Engagement>(qui, 'enregistrerEngagement', CHAMPS, {
      demande: [
        'EnregistrerEngagementInput!',
        { cle: cleDemande, partId: part(organisme), acte: { ...ACTE, ...acte, montant } },
      ],
    });
  const liberer = (qui: ClePersonne, demande: object) =>
    p.client.tenter<{ id: string; etat: string }>(qui, 'libererPart', 'Part { id etat }', {
      demande: ['LibererPartInput!', demande],
    });
  const soldes = async (organisme: CleOrganisme) => {
    const lignes = await s.sql<{ nature: string; solde: string }>(
      "select nature, solde::text from compte where enveloppe_id = $1 and nature <> 'SOURCE' and solde <> 0 order by nature",
      [p.enveloppes.get(organisme)],
    );
    return Object.fromEntries(lignes.map((l) => [l.nature, l.solde]));
  };
  const aFaire = async (qui: ClePersonne) =>
    (
      await p.client.lire<{ mesActions: { type: string; objetId: string; libelle: string }[] }>(
        qui,
        '{ mesActions { type objetId libelle } }',
      )
    ).mesActions;

  beforeAll(async () => {
    s = await demarrerServeur('engagement', EN_NOMBRE);
    const cal = calendrierDe2021((instant) => s.reglerHorloge(instant));
    p = nouvellePartie(new Client(s.url, s.monde), cal, 'ENGAGEMENT', () => undefined);
    await cal.aller('preparation');
    await creerConference(p);
    await publierAppel(p);
    await preparerCandidature(p);
    await deposer(p);
    await instruire(p);
    await proposerParts(p);
  }, 90_000);
  afterAll(() => s?.fermer());

  it('refuse avant le vote : la part n’est que proposée', async () => {
    expect(await engager('regionBretagne', 'regionBretagne', '12000000')).toMatchObject({ code: 'ETAT_INVALIDE' });
    await reunir(p);
    await voter(p);
    await p.cal.aller('actes');
    expect(await soldes('regionBretagne')).toEqual({ DISPONIBLE: '28000000', VOTE: '12000000' });
  }, 60_000);

  it('annonce à chaque financeur, et à lui seul, l’acte qui l’attend', async () => {
    const attendu = { type: 'ENREGISTRER_ENGAGEMENT', objetId: part('regionBretagne') };
    expect(await aFaire('regionBretagne')).toContainEqual(expect.objectContaining(attendu));
    const autres = await aFaire('fdj');
    expect(autres.filter((a) => a.type === 'ENREGISTRER_ENGAGEMENT')).toEqual([]);
  });

  it.each<[ClePersonne, string]>([
    ['fdj', 'INTERDIT'],
    ['president', 'INTERDIT'],
    ['gestionnaire', 'INTERDIT'],
    ['regionNormandie', 'INTROUVABLE'],
    ['hubBretagne', 'INTERDIT'],
  ])('refuse à %s d’engager la part de la Région : %s', async (qui, code) => {
    expect(await engager(qui, 'regionBretagne', '12000000')).toMatchObject({ code });
  });

  it('nomme chaque champ fautif de l’acte : numéro, date, transmission au contrôle de légalité', async () => {
    const refus = await engager('regionBretagneSuppleant', 'regionBretagne', '12000000', {
      numero: ' ',
      dateActe: '2022-01-01',
      transmisLe: null,
    });
    if (!estRefus(refus)) throw new Error('accepté');
    expect(refus.code).toBe('ACTE_INVALIDE');
    expect(refus.details.map((d) => d.chemin)).toEqual(['acte.numero', 'acte.dateActe', 'acte.transmisLe']);
  });

  it('refuse un acte d’un autre montant que celui que la conférence a voté', async () => {
    const refus = await engager('regionBretagneSuppleant', 'regionBretagne', '11999999');
    expect(refus).toMatchObject({ code: 'ACTE_INVALIDE', chemin: 'acte.montant' });
    expect(await soldes('regionBretagne')).toEqual({ DISPONIBLE: '28000000', VOTE: '12000000' });
  });

  it('refuse l’acte à qui a porté le vote de son organisme : une autre personne de la Région l’enregistre', async () => {
    const refus = await engager('regionBretagne', 'regionBretagne', '12000000');
    if (!estRefus(refus)) throw new Error('accepté');
    expect(refus.code).toBe('QUATRE_YEUX');
    expect(refus.message).toContain('une autre personne de votre organisme doit enregistrer l’acte');
    expect(await soldes('regionBretagne')).toEqual({ DISPONIBLE: '28000000', VOTE: '12000000' });
  });

  it('une part inconnue et une part d’un autre dossier se ressemblent : INTROUVABLE', async () => {
    const demande = { cle: cle(), partId: cle(), acte: { ...ACTE, montant: '1' } };
    const refus = await p.client.tenter('regionBretagne', 'enregistrerEngagement', CHAMPS, {
      demande: ['EnregistrerEngagementInput!', demande],
    });
    expect(refus).toMatchObject({ code: 'INTROUVABLE', chemin: 'partId' });
  });

  it('dix envois simultanés de la même clé n’ont qu’un effet et une réponse', async () => {
    const meme = cle();
    const recus = await Promise.all(
      Array.from({ length: 10 }, () => engager('regionBretagneSuppleant', 'regionBretagne', '12000000', {}, meme)),
    );
    expect(new Set(recus.map((r) => (estRefus(r) ? r.code : r.id))).size).toBe(1);
    expect(recus[0]).toMatchObject({ montant: '12000000', part: { etat: 'ENGAGEE' } });
    expect(await soldes('regionBretagne')).toEqual({ DISPONIBLE: '28000000', ENGAGE: '12000000' });
    const conflit = await engager('regionBretagneSuppleant', 'regionBretagne', '12000000', { numero: 'autre' }, meme);
    expect(conflit).toMatchObject({ code: 'CONFLIT_IDEMPOTENCE' });
  });

  it('dix actes concurrents de clés différentes : un seul engage, les autres trouvent la part engagée', async () => {
    const recus = await Promise.all(
      Array.from({ length: 10 }, () => engager('rennesMetropoleSignataire', 'rennesMetropole', '6000000')),
    );
    const refus = recus.filter(estRefus);
    expect(refus.map((r) => r.code)).toEqual(Array(9).fill('ETAT_INVALIDE'));
    expect(await soldes('rennesMetropole')).toEqual({ DISPONIBLE: '9000000', ENGAGE: '6000000' });
  });

  it('R15 : signale, sans bloquer, que les aides de minimis du projet dépassent ensemble le plafond de 2021', async () => {
    const bdt = await engager('gestionnaire', 'bdt', '35000000', { typeActe: 'DECISION', transmisLe: null });
    if (estRefus(bdt)) throw new Error(bdt.message);
    expect(bdt.avertissements.map((a) => a.replace(/\s/g, ' '))).toEqual([
      expect.stringContaining('dépassent de 30 000,00 € le plafond de 500 000,00 €'),
    ]);
  });

  it('R24 : une part engagée ne se retire que par un acte, et l’argent revient à son enveloppe', async () => {
    const demande = { cle: cle(), partId: part('regionBretagne'), motif: 'Le conseil régional revoit ses priorités' };
    expect(await liberer('fdj', demande)).toMatchObject({ code: 'INTERDIT' });
    expect(await liberer('regionBretagne', demande)).toMatchObject({ code: 'ACTE_INVALIDE', chemin: 'acte' });
    expect(await liberer('regionBretagne', { ...demande, motif: ' ' })).toMatchObject({ chemin: 'motif' });
    const complete = { ...demande, acte: { ...ACTE, numero: '21-CP-0500' } };
    for (let essai = 0; essai < 2; essai += 1) {
      expect(await liberer('regionBretagne', complete)).toMatchObject({ id: part('regionBretagne'), etat: 'RETIREE' });
    }
    expect(await soldes('regionBretagne')).toEqual({ DISPONIBLE: '40000000' });
    const lu = await p.client.lire<{ part: { engagements: { sens: string; numero: string }[] } }>(
      'regionBretagne',
      'query ($id: ID!) { part(id: $id) { engagements { sens numero } } }',
      { id: part('regionBretagne') },
    );
    expect(lu.part.engagements).toEqual([
      { sens: 'ENGAGEMENT', numero: '21-CP-0456' },
      { sens: 'RETRAIT', numero: '21-CP-0500' },
    ]);
  });

  it('une part votée se retire sans acte ; la convention manque alors de financement', async () => {
    const demande = { cle: cle(), partId: part('fondationAfnic'), motif: 'Budget épuisé' };
    expect(await liberer('fondationAfnic', demande)).toMatchObject({ etat: 'RETIREE' });
    expect(await soldes('fondationAfnic')).toEqual({ DISPONIBLE: '10000000' });
    const refus = await p.client.tenter('gestionnaire', 'genererConvention', 'Convention { id }', {
      demande: ['GenererConventionInput!', { candidatureId: p.candidatureId }],
    });
    expect(refus).toMatchObject({ code: 'PLAN_DESEQUILIBRE' });
  });

  it('un porteur ne retire pas sa candidature tant qu’un financeur est engagé', async () => {
    const refus = await p.client.tenter('hubBretagne', 'retirerCandidature', 'Candidature { id }', {
      id: ['ID!', p.candidatureId],
      motif: ['String!', 'Nous renonçons'],
    });
    expect(refus).toMatchObject({ code: 'ETAT_INVALIDE' });
  });

  it('laisse un grand livre dont les seize invariants tiennent', async () => {
    const constats = await verifierGrandLivre((requete) => s.sql(requete));
    expect(constats.filter((c) => c.lignes.length > 0)).toEqual([]);
  });
});
