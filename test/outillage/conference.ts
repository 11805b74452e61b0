import { nouvelId } from '@tdt/socle';
import { jouer, type Plateforme } from '../monde-client.js';
import { secondDe, type CleOrganisme, type ClePersonne } from '../monde-donnees.js';
import { affecter } from '../monde.js';
import type { Serveur } from './serveur.js';

export const EUROS = 100n;

/** A small balanced file: 60 000 asked, 30 000 from elsewhere, 10 000 of own resources. */
export const MONTANTS = { cout: 100_000n * EUROS, propres: 10_000n * EUROS, demande: 60_000n * EUROS };

/** The nine members of scenario E4: quorum of five. */
export const NEUF: CleOrganisme[] = [
  'rennesMetropole',
  'bdt',
  'anct',
  'regionGrandEst',
  'mel',
  'brestMetropole',
  'metropoleLyon',
  'fondationAfnic',
  'strasbourg',
];

/** What a mutation answered: the object, or the refusal. */
export interface ReponseActe {
  __typename: string;
  id: string;
  code?: string;
  message?: string;
  chemin?: string | null;
  details?: { code: string; chemin: string; message: string }[];
  [champ: string]: unknown;
}

type Arguments = Record<string, [type: string, valeur: unknown]>;

/** Plays one act, its refusal included. */
export async function tenter(
  s: Plateforme,
  jeton: string,
  nom: string,
  args: Arguments,
  [type, champs]: [type: string, champs: string],
): Promise<ReponseActe> {
  const entete = Object.entries(args).map(([cle, [t]]) => `$${cle}: ${t}`);
  const passage = Object.keys(args).map((cle) => `${cle}: $${cle}`);
  const requete = `mutation (${entete.join(', ')}) { ${nom}(${passage.join(', ')}) { __typename ... on ${type} { ${champs} }
    ... on Refus { code message chemin details { code chemin message } } } }`;
  const variables = Object.fromEntries(Object.entries(args).map(([cle, [, valeur]]) => [cle, valeur]));
  return (await s.gql<Record<string, ReponseActe>>(jeton, requete, variables))[nom] as ReponseActe;
}

/** Code and path: what a program reads of a refusal. */
export const refusDe = ({ __typename, code, chemin }: ReponseActe) => ({ __typename, code, chemin });
export const refus = (code: string, chemin: string | null = null) => ({ __typename: 'Refus', code, chemin });

/** The person who sits for a member of these tests. */
export function voixDe(cle: CleOrganisme): ClePersonne {
  if (cle === 'bdt') return 'bdtVotante';
  return cle === 'rennesMetropole' ? 'president' : (cle as ClePersonne);
}

/** What somebody sees of the papers of a ballot. */
export async function bulletins(
  s: Serveur,
  qui: CleOrganisme | 'gestionnaire',
  scrutinId: string,
): Promise<{ votants: number; votes: number; pour: number | null }> {
  const requete = `query ($id: ID!) { scrutin(id: $id) { votants pour votes { sens } } }`;
  const { scrutin } = await s.gql<{ scrutin: { votants: number; pour: number | null; votes: unknown[] } }>(
    s.monde.jetons[qui === 'gestionnaire' ? qui : voixDe(qui)],
    requete,
    { id: scrutinId },
  );
  return { ...scrutin, votes: scrutin.votes.length };
}

/** A conference of these organisations, the first presiding; its president gets his role in it. */
export async function creerConference(
  s: Plateforme,
  organismes: CleOrganisme[],
  reglement: object = {},
): Promise<{ conferenceId: string; sieges: Record<string, string> }> {
  const { jetons, personnes } = s.monde;
  const demande = { nom: 'Conférence d’essai', reglement };
  const { id } = await jouer(
    s,
    jetons.gestionnaire,
    'creerConference',
    { demande: ['CreerConferenceInput!', demande] },
    ['Conference', 'id'],
  );
  const sieges: Record<string, string> = {};
  for (const [rang, cle] of organismes.entries()) {
    const siege = {
      conferenceId: id,
      organismeId: s.monde.organismes[cle],
      titulaireId: personnes[voixDe(cle)],
      president: rang === 0,
      vicePresident: rang === 1,
    };
    const args: Arguments = { demande: ['AjouterMembreInput!', siege] };
    sieges[cle] = (await jouer(s, jetons.gestionnaire, 'ajouterMembre', args, ['Membre', 'id'])).id;
  }
  const premier = organismes[0] as CleOrganisme;
  const perimetre = { organismeId: s.monde.organismes[premier], conferenceId: id };
  await affecter(s.sqlExecuteur, personnes[voixDe(premier)], 'PRESIDENT', perimetre);
  return { conferenceId: id, sieges };
}

/** A published call that this conference examines, if any. Its life is another test's business: the row is enough here. */
export async function semerAppel(
  s: Plateforme,
  conferenceId: string | null,
  { partiel = false, annonce = 0n }: { partiel?: boolean; annonce?: bigint } = {},
): Promise<string> {
  const id = nouvelId();
  await s.sql(
    `insert into appel_a_projets (id, code, type, titre, etat, ouverture, cloture, montant_annonce, financement_partiel,
       cree_le, publie_le, conference_id)
     values ($1, $2, 'AMI', 'Hubs pour un numérique inclusif', 'PUBLIE', '2020-11-16T23:00:00Z', '2021-06-30T21:59:59Z',
       $3, $4, '2020-11-10T00:00:00Z', '2020-11-10T00:00:00Z', $5)`,
    [id, `AMI-${id.slice(-8).toUpperCase()}`, annonce.toString(), partiel, conferenceId],
  );
  return id;
}

/** A file whose instruction is concluded, with its cost and the applicant's own share, in centimes. */
export async function semerCandidature(
  s: Plateforme,
  appelId: string,
  porteur: CleOrganisme,
  { cout, propres, demande }: { cout: bigint; propres: bigint; demande: bigint },
): Promise<string> {
  const id = nouvelId();
  await s.sql(
    `insert into candidature (id, appel_id, porteur_id, cree_par, etat, numero, titre, montant_demande, depose_le,
       contenu_fige, empreinte, instructeur_id, cree_le, modifie_le)
     values ($1, $2, $3, $4, 'INSTRUIT', $5, $6, $7, '2021-06-30T20:00:00Z', '{}', sha256('{}'), $8,
       '2021-06-01T00:00:00Z', '2021-07-10T00:00:00Z')`,
    [
      id,
      appelId,
      s.monde.organismes[porteur],
      s.monde.personnes[porteur as ClePersonne],
      `N-${id.slice(-8)}`,
      `Projet de ${porteur}`,
      demande.toString(),
      s.monde.personnes.instructrice,
    ],
  );
  await s.sql(
    `insert into ligne_budget (id, candidature_id, rang, sens, compte, montant) values ($1, $2, 1, 'CHARGE', '641', $3)`,
    [nouvelId(), id, cout.toString()],
  );
  if (propres > 0n) {
    await s.sql(
      `insert into ligne_plan (id, candidature_id, rang, type, montant) values ($1, $2, 1, 'RESSOURCES_PROPRES', $3)`,
      [nouvelId(), id, propres.toString()],
    );
  }
  return id;
}

/** An envelope of this funder, opened by one of its people and filled by the other, through the API. */
export async function ouvrirEnveloppe(
  s: Serveur,
  financeur: CleOrganisme,
  montant: bigint,
  appelId: string | null = null,
): Promise<string> {
  const jeton = s.monde.jetons[voixDe(financeur)];
  const demande = {
    financeurId: s.monde.organismes[financeur],
    appelId,
    libelle: 'Inclusion numérique',
    dispositif: 'Hubs',
    exercice: 2021,
  };
  const { id } = await jouer(s, jeton, 'creerEnveloppe', { demande: ['CreerEnveloppeInput!', demande] }, [
    'Enveloppe',
    'id',
  ]);
  const dotation = { cle: nouvelId(), enveloppeId: id, montant: montant.toString() };
  const second = s.monde.jetons[secondDe(financeur)];
  await jouer(s, second, 'doterEnveloppe', { demande: ['DoterEnveloppeInput!', dotation] }, ['Enveloppe', 'id']);
  return id;
}

export const proposer = (s: Serveur, financeur: CleOrganisme, demande: object) =>
  tenter(s, s.monde.jetons[voixDe(financeur)], 'proposerPart', { demande: ['ProposerPartInput!', demande] }, [
    'Part',
    'id etat montant',
  ]);

export const emarger = (s: Plateforme, cle: CleOrganisme, demande: object) =>
  tenter(s, s.monde.jetons[voixDe(cle)], 'emarger', { demande: ['EmargerInput!', demande] }, [
    'Emargement',
    'id qualite',
  ]);

/** The first of the two members gives its vote to the second. */
export const donnerPouvoir = (
  s: Serveur,
  sieges: Record<string, string>,
  seanceId: string,
  [mandant, mandataire]: [CleOrganisme, CleOrganisme],
) =>
  tenter(
    s,
    s.monde.jetons[voixDe(mandant)],
    'donnerPouvoir',
    { demande: ['DonnerPouvoirInput!', { seanceId, mandantId: sieges[mandant], mandataireId: sieges[mandataire] }] },
    ['Pouvoir', 'id'],
  );

export const voter = (s: Serveur, cle: CleOrganisme, demande: object) =>
  tenter(s, s.monde.jetons[voixDe(cle)], 'voter', { demande: ['VoterInput!', demande] }, ['Vote', 'id sens voix']);

export const clore = (s: Serveur, jeton: string, scrutinId: string, cle = nouvelId(), suiteSiRejet = 'REFUSER') =>
  tenter(s, jeton, 'cloreScrutin', { demande: ['CloreScrutinInput!', { cle, scrutinId, suiteSiRejet }] }, [
    'Scrutin',
    'id etat adopte pour contre voixPreponderante resultat',
  ]);

export const parId = (s: Plateforme, jeton: string, nom: string, arg: string, id: string, objet: [string, string]) =>
  tenter(s, jeton, nom, { [arg]: ['ID!', id] }, objet);

const SEANCE: [string, string] = [
  'Seance',
  'id etat numero sansQuorum points { id rang intitule candidatureId } quorum { membres requis }',
];

/** Summons a session of this conference; `autres` names the session that lacked a quorum. */
export function convoquer(
  s: Plateforme,
  conferenceId: string,
  points: object[],
  prevueLe: string,
  autres: object = {},
): Promise<ReponseActe> {
  const demande = { conferenceId, intitule: 'Séance d’automne', prevueLe, lieu: 'Rennes', points, ...autres };
  const args: Arguments = { demande: ['ConvoquerSeanceInput!', demande] };
  return tenter(s, s.monde.jetons.president, 'convoquerSeance', args, SEANCE);
}

export const ouvrir = (s: Plateforme, seanceId: string) =>
  parId(s, s.monde.jetons.president, 'ouvrirSeance', 'id', seanceId, [
    'Seance',
    'id etat presidePar { organisme { nom } }',
  ]);

/** Balances of an envelope, as its funder sees them. */
export async function soldes(s: Serveur, financeur: CleOrganisme, id: string): Promise<Record<string, string>> {
  const requete = 'query ($id: ID!) { enveloppe(id: $id) { disponible reserve vote engage } }';
  const jeton = s.monde.jetons[voixDe(financeur)];
  return (await s.gql<{ enveloppe: Record<string, string> }>(jeton, requete, { id })).enveloppe;
}
