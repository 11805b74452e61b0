import { nouvelId } from '@tdt/socle';
import { jouer, type Plateforme } from './monde-client.js';
import { secondDe, type CleOrganisme, type ClePersonne } from './monde-donnees.js';
import { HUBS } from './monde-hubs.js';

type Enveloppes = Partial<Record<CleOrganisme, string>>;
type CleHub = keyof typeof HUBS;

/** The person who acts for each funder. */
function voixDe(financeur: CleOrganisme): ClePersonne {
  if (financeur === 'bdt') return 'bdtVotante';
  return financeur === 'rennesMetropole' ? 'president' : (financeur as ClePersonne);
}

/** Every funder of the plan proposes its share from its own envelope. */
async function proposerParts(p: Plateforme, hub: CleHub, candidatureId: string, enveloppes: Enveloppes): Promise<void> {
  const dossier = HUBS[hub];
  const parts: [CleOrganisme, number][] = [
    ['bdt', dossier.demande],
    ...(dossier.cofinanceurs as [CleOrganisme, number][]),
  ];
  for (const [financeur, euros] of parts) {
    const demande = { candidatureId, enveloppeId: enveloppes[financeur], montant: `${euros}00` };
    await jouer(p, p.monde.jetons[voixDe(financeur)], 'proposerPart', { demande: ['ProposerPartInput!', demande] }, [
      'Part',
      'id etat',
    ]);
  }
}

async function convoquer(
  p: Plateforme,
  conferenceId: string,
  intitule: string,
  prevueLe: string,
  candidatures: string[],
): Promise<string> {
  const demande = {
    conferenceId,
    intitule,
    prevueLe,
    lieu: '2 avenue Henri Fréville, Rennes, et visioconférence',
    points: candidatures.map((candidatureId) => ({ candidatureId })),
  };
  const { id } = await jouer(
    p,
    p.monde.jetons.president,
    'convoquerSeance',
    { demande: ['ConvoquerSeanceInput!', demande] },
    ['Seance', 'id'],
  );
  return id;
}

interface Siege {
  id: string;
  organisme_id: string;
}

async function sieges(p: Plateforme, conferenceId: string): Promise<Partial<Record<CleOrganisme, string>>> {
  const lignes = await p.sql<Siege>('select id, organisme_id from membre where conference_id = $1', [conferenceId]);
  const cles = Object.entries(p.monde.organismes) as [CleOrganisme, string][];
  return Object.fromEntries(lignes.map((l) => [cles.find(([, id]) => id === l.organisme_id)?.[0], l.id]));
}

/** Five members sign the attendance sheet, a sixth gives its proxy: six of eleven, the quorum (R19, T28). */
const PRESENTS: CleOrganisme[] = ['rennesMetropole', 'bdt', 'anct', 'regionNormandie', 'brestMetropole'];

async function reunir(
  p: Plateforme,
  conferenceId: string,
  seanceId: string,
): Promise<Partial<Record<CleOrganisme, string>>> {
  const membres = await sieges(p, conferenceId);
  for (const cle of PRESENTS) {
    const demande = { seanceId, membreId: membres[cle], mode: cle === 'anct' ? 'DISTANCE' : 'PRESENTIEL' };
    await jouer(p, p.monde.jetons[voixDe(cle)], 'emarger', { demande: ['EmargerInput!', demande] }, [
      'Emargement',
      'id',
    ]);
  }
  const pouvoir = { seanceId, mandantId: membres.fondationAfnic, mandataireId: membres.anct };
  await jouer(p, p.monde.jetons.fondationAfnic, 'donnerPouvoir', { demande: ['DonnerPouvoirInput!', pouvoir] }, [
    'Pouvoir',
    'id',
  ]);
  await jouer(p, p.monde.jetons.president, 'ouvrirSeance', { id: ['ID!', seanceId] }, ['Seance', 'id etat']);
  return membres;
}

async function pointDe(p: Plateforme, seanceId: string, candidatureId: string): Promise<string> {
  const requete = 'select id from point where seance_id = $1 and candidature_id = $2';
  const [point] = await p.sql<{ id: string }>(requete, [seanceId, candidatureId]);
  return point?.id ?? '';
}

/** Opens the ballot on this file. */
export async function ouvrirScrutin(p: Plateforme, seanceId: string, candidatureId: string): Promise<string> {
  const pointId = await pointDe(p, seanceId, candidatureId);
  const { id } = await jouer(p, p.monde.jetons.president, 'ouvrirScrutin', { pointId: ['ID!', pointId] }, [
    'Scrutin',
    'id',
  ]);
  return id;
}

async function voterPoint(
  p: Plateforme,
  seanceId: string,
  candidatureId: string,
  membres: Partial<Record<CleOrganisme, string>>,
): Promise<void> {
  const president = p.monde.jetons.president;
  const scrutinId = await ouvrirScrutin(p, seanceId, candidatureId);
  for (const cle of PRESENTS) {
    const demande = { scrutinId, membreId: membres[cle], sens: 'POUR' };
    await jouer(p, p.monde.jetons[voixDe(cle)], 'voter', { demande: ['VoterInput!', demande] }, ['Vote', 'id']);
  }
  const parPouvoir = { scrutinId, membreId: membres.fondationAfnic, mandataireId: membres.anct, sens: 'POUR' };
  await jouer(p, p.monde.jetons.anct, 'voter', { demande: ['VoterInput!', parPouvoir] }, ['Vote', 'id']);
  const cloture = { cle: nouvelId(), scrutinId };
  await jouer(p, president, 'cloreScrutin', { demande: ['CloreScrutinInput!', cloture] }, [
    'Scrutin',
    'id etat adopte',
  ]);
}

/** The chair suspends the session at the first instant, and resumes it at the second. */
async function suspendre(p: Plateforme, seanceId: string, [debut, fin]: [string, string]): Promise<void> {
  const { president } = p.monde.jetons;
  const objet: [string, string] = ['Seance', 'id etat'];
  const demande = { seanceId, motif: 'Concertation des financeurs avant le second point' };
  await p.reglerHorloge(debut);
  await jouer(p, president, 'suspendreSeance', { demande: ['SuspendreSeanceInput!', demande] }, objet);
  await p.reglerHorloge(fin);
  await jouer(p, president, 'reprendreSeance', { id: ['ID!', seanceId] }, objet);
}

const ACTES: Partial<Record<CleOrganisme, object>> = {
  bdt: { typeActe: 'DECISION', numero: 'CDC-2021-1187' },
  regionBretagne: { typeActe: 'DELIBERATION', numero: '21_CP_0917', transmisLe: '2021-11-10' },
  rennesMetropole: { typeActe: 'DELIBERATION', numero: 'C 21.184', transmisLe: '2021-11-10' },
  fondationAfnic: { typeActe: 'CONSEIL_ADMINISTRATION', numero: 'CA-2021-11' },
  regionNormandie: { typeActe: 'DELIBERATION', numero: 'CP D 21-11-88', transmisLe: '2021-11-12' },
};

/** The second key: each funder commits its own share by its own act (R24), recorded by another person than who voted. */
export async function engager(p: Plateforme, candidatureId: string, financeurs: CleOrganisme[]): Promise<void> {
  for (const financeur of financeurs) {
    const [part] = await p.sql<{ id: string; montant: string }>(
      'select id, montant::text from part where candidature_id = $1 and financeur_id = $2',
      [candidatureId, p.monde.organismes[financeur]],
    );
    const acte = {
      ...ACTES[financeur],
      dateActe: '2021-11-08',
      signataireNom: 'Camille Exemple',
      signataireQualite: 'Représentant habilité',
      montant: part?.montant,
    };
    const demande = { cle: nouvelId(), partId: part?.id, acte };
    await jouer(
      p,
      p.monde.jetons[secondDe(financeur)],
      'enregistrerEngagement',
      { demande: ['EnregistrerEngagementInput!', demande] },
      ['Engagement', 'id'],
    );
  }
}

export async function conventionner(p: Plateforme, candidatureId: string): Promise<void> {
  const jeton = p.monde.jetons.gestionnaire;
  const demande = {
    candidatureId,
    acteBeneficiaire: { type: 'CONSEIL_ADMINISTRATION', numero: 'CA 2021-04', date: '2021-05-03' },
    excedentBp: 500,
    fongibiliteBp: 1000,
    tribunal: 'tribunal administratif de Rennes',
  };
  const { id } = await jouer(p, jeton, 'genererConvention', { demande: ['GenererConventionInput!', demande] }, [
    'Convention',
    'id',
  ]);
  await jouer(p, jeton, 'relireConvention', { id: ['ID!', id] }, ['Convention', 'id']);
  await jouer(
    p,
    p.monde.jetons.gestionnaire2,
    'mettreEnSignature',
    { demande: ['MettreEnSignatureInput!', { cle: nouvelId(), conventionId: id }] },
    ['Convention', 'id etat'],
  );
}

/** The séance of October 2021: two plans adopted, minutes, acts, one convention ready to sign and one waiting for a funder. */
export async function tenirSeance(
  p: Plateforme,
  conferenceId: string,
  candidatures: Record<string, string>,
  enveloppes: Enveloppes,
): Promise<string> {
  const { president } = p.monde.jetons;
  const [bretagne, normandie] = [candidatures['hubBretagne'] ?? '', candidatures['hubNormandie'] ?? ''];
  await p.reglerHorloge('2021-09-15T09:00:00Z');
  await proposerParts(p, 'hubBretagne', bretagne, enveloppes);
  await proposerParts(p, 'hubNormandie', normandie, enveloppes);
  const seanceId = await convoquer(p, conferenceId, 'Séance du 4 octobre 2021', '2021-10-04T08:00:00Z', [
    bretagne,
    normandie,
  ]);
  await p.reglerHorloge('2021-10-04T08:05:00Z');
  const membres = await reunir(p, conferenceId, seanceId);
  await voterPoint(p, seanceId, bretagne, membres);
  await suspendre(p, seanceId, ['2021-10-04T09:10:00Z', '2021-10-04T09:25:00Z']);
  await voterPoint(p, seanceId, normandie, membres);
  await jouer(p, president, 'cloreSeance', { id: ['ID!', seanceId] }, ['Seance', 'id']);
  await jouer(p, p.monde.jetons.gestionnaire, 'redigerPv', { seanceId: ['ID!', seanceId] }, ['Seance', 'id']);
  await jouer(p, president, 'approuverPv', { seanceId: ['ID!', seanceId] }, ['Seance', 'id']);
  await p.reglerHorloge('2021-11-15T09:00:00Z');
  await engager(p, bretagne, ['bdt', 'regionBretagne', 'rennesMetropole', 'fondationAfnic']);
  await engager(p, normandie, ['bdt', 'regionNormandie']);
  await conventionner(p, bretagne);
  return seanceId;
}

/** The next séance: summoned ten days ago, open today with its quorum, its first ballot still to be opened. */
export async function convoquerProchaine(
  p: Plateforme,
  conferenceId: string,
  candidatures: Record<string, string>,
  enveloppes: Enveloppes,
  [convocation, veille, jour]: [string, string, string],
): Promise<string> {
  const ids = [candidatures['hubEst'] ?? '', candidatures['hubLo'] ?? ''];
  await p.reglerHorloge(convocation);
  await proposerParts(p, 'hubEst', ids[0] ?? '', enveloppes);
  await proposerParts(p, 'hubLo', ids[1] ?? '', enveloppes);
  const seanceId = await convoquer(p, conferenceId, 'Séance en cours (démonstration)', veille, ids);
  // The Région sits on the board of the GIP that carries HubEst: it leaves the table for that item (R23).
  const { regionGrandEst } = await sieges(p, conferenceId);
  const pointId = await pointDe(p, seanceId, ids[0] ?? '');
  const deport = { pointId, membreId: regionGrandEst, motif: 'SIEGE_CHEZ_LE_PORTEUR' };
  await jouer(p, p.monde.jetons.regionGrandEst, 'declarerDeport', { demande: ['DeclarerDeportInput!', deport] }, [
    'Deport',
    'id',
  ]);
  await p.reglerHorloge(jour);
  await reunir(p, conferenceId, seanceId);
  return seanceId;
}
