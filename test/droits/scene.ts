import { nouvelId } from '@tdt/socle';
import { AMI_HUBS_2020 } from '../monde-appels.js';
import { jouer } from '../monde-client.js';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import { jouerHistoire } from '../monde-histoire.js';
import { cle, type Serveur } from '../outillage/serveur.js';
import { FINANCEURS, semerActeurs, SOLLICITE, type Acteur, type Perimetres } from './acteurs.js';

/** One object of each kind and stage, by its name in the matrix. */
export interface Scene extends Perimetres {
  acteurs: Acteur[];
  appelBrouillonId: string;
  candidatures: Record<string, string>;
  seanceCloseId: string;
  seanceId: string;
  tourId: string;
  enveloppes: Record<string, string>;
}

const id = async (s: Serveur, requete: string, ...parametres: unknown[]) =>
  (await s.sql<{ id: string }>(requete, parametres))[0]?.id ?? '';

/** Another call and another conference, which share nothing with those of the story. */
async function semerAilleurs(s: Serveur): Promise<{ autreAppelId: string; autreConferenceId: string }> {
  const [autreConferenceId, autreAppelId] = [nouvelId(), nouvelId()];
  await s.sql(`insert into conference (id, nom, cree_le) values ($1, 'Autre conférence', maintenant())`, [
    autreConferenceId,
  ]);
  await s.sql(
    `insert into appel_a_projets (id, code, type, titre, etat, ouverture, cloture, cree_le, conference_id)
     values ($1, 'AILLEURS', 'AMI', 'Autre appel', 'PUBLIE', '2020-01-01', '2021-01-01', maintenant(), $2)`,
    [autreAppelId, autreConferenceId],
  );
  return { autreAppelId, autreConferenceId };
}

/** A file that is admissible, asks a funder that sits nowhere, had to be completed, and is being marked. */
async function rendreRecevable(s: Serveur, candidatureId: string, appelId: string): Promise<void> {
  await s.sql(`update candidature set etat = 'EN_INSTRUCTION' where id = $1`, [candidatureId]);
  await s.sql(
    `insert into ligne_plan (id, candidature_id, rang, type, financeur_id, montant) values ($1, $2, 90, 'SUBVENTION', $3, 100)`,
    [nouvelId(), candidatureId, s.monde.organismes[SOLLICITE]],
  );
  await s.sql(
    `insert into note (id, candidature_id, critere_id, points, commentaire, note_par, note_le)
     select $1, $2, c.id, 5, 'En cours', $3, maintenant() from critere c where c.appel_id = $4 order by c.rang limit 1`,
    [nouvelId(), candidatureId, s.monde.personnes.instructrice, appelId],
  );
}

async function semerRegles(s: Serveur, appelId: string): Promise<void> {
  await s.sql(
    `insert into classe_financeur (id, appel_id, rang, code, libelle) values ($1, $2, 1, 'PUBLIC', 'Public')`,
    [nouvelId(), appelId],
  );
  await s.sql(
    `insert into regle_financement (id, appel_id, rang, code, libelle, portee, classe, type, taux_bp, base, source_juridique)
     values ($1, $2, 1, 'P80', 'Au plus 80 %', 'CLASSE', 'PUBLIC', 'TAUX_MAX', 8000, 'COUT_TOTAL', 'Règlement')`,
    [nouvelId(), appelId],
  );
}

/** A ballot still open on the first item, with the ballot of one funder. */
async function ouvrirScrutin(s: Serveur, seanceId: string, candidatureId: string): Promise<void> {
  const scrutinId = nouvelId();
  await s.sql(
    `insert into scrutin (id, point_id, numero, etat, ouvert_le, ouvert_par, empreinte)
     select $1, p.id, 'ESSAI', 'OUVERT', maintenant(), $4, sha256('') from point p where p.seance_id = $2 and p.candidature_id = $3`,
    [scrutinId, seanceId, candidatureId, s.monde.personnes.president],
  );
  for (const cle of ['fondationAfnic', 'bdt', 'rennesMetropole'] as const) {
    await s.sql(
      `insert into vote (id, scrutin_id, membre_id, sens, voix, utilisateur_id, vote_le)
       select $1, $2, m.id, 'POUR', 1, m.titulaire_id, maintenant() from membre m join seance s on s.conference_id = m.conference_id
       where s.id = $3 and m.organisme_id = $4`,
      [nouvelId(), scrutinId, seanceId, s.monde.organismes[cle]],
    );
  }
}

/** What each funder announces for Hub-Lo: together, all that it needs. */
const BIDS: Partial<Record<CleOrganisme, string>> = {
  bdt: '30000000',
  regionCentre: '10000000',
  fondationAfnic: '2000000',
};

/** A round whose bids are under seal: three funders, the institution of the manager among them. */
async function ouvrirTour(s: Serveur, scene: Omit<Scene, 'tourId' | 'acteurs'>): Promise<string> {
  const { president } = s.monde.jetons;
  const tour = await jouer(
    s,
    president,
    'ouvrirTour',
    { demande: ['OuvrirTourInput!', { cle: cle(), seanceId: scene.seanceId }] },
    ['Tour', 'id'],
  );
  const voix: [CleOrganisme, ClePersonne][] = [
    ['regionCentre', 'regionCentre'],
    ['fondationAfnic', 'fondationAfnic'],
    ['bdt', 'bdtVotante'],
  ];
  for (const [financeur, qui] of voix) {
    const maximum = BIDS[financeur] ?? '';
    const lignes = [{ candidatureId: scene.candidatures['hubLo'], maximum }];
    const demande = {
      cle: cle(),
      tourId: tour.id,
      enveloppeId: scene.enveloppes[financeur],
      plafond: maximum,
      lignes,
    };
    await jouer(s, s.monde.jetons[qui], 'scellerAnnonce', { demande: ['ScellerAnnonceInput!', demande] }, [
      'Annonce',
      'id',
    ]);
  }
  await s.sql(
    `insert into calcul (id, tour_id, etat, parametres, donnees, empreinte, demande_le, demande_par, termine_le)
     values ($1, $2, 'ARRETE', '{}', '{}', sha256('{}'), maintenant(), $3, maintenant())`,
    [nouvelId(), tour.id, s.monde.personnes.president],
  );
  return tour.id;
}

/** The story of the demonstration, and what it lacks: a draft call, a file under instruction, a ballot and bids that are secret. */
export async function dresser(s: Serveur): Promise<Scene> {
  const histoire = await jouerHistoire(s, new Date());
  const { appelId, conferenceId, candidatures } = histoire;
  const demande = { ...AMI_HUBS_2020, code: 'PREPARE', conferenceId };
  const brouillon = await jouer(
    s,
    s.monde.jetons.gestionnaire,
    'creerAppel',
    { demande: ['CreerAppelInput!', demande] },
    ['AppelAProjets', 'id'],
  );
  await rendreRecevable(s, candidatures['conumm'] ?? '', appelId);
  await semerRegles(s, appelId);
  const enveloppes: Record<string, string> = {};
  for (const financeur of [...FINANCEURS, 'bdt'] as const) {
    enveloppes[financeur] = await id(
      s,
      'select id from enveloppe where financeur_id = $1 and appel_id = $2',
      s.monde.organismes[financeur],
      appelId,
    );
  }
  const scene = {
    ...(await semerAilleurs(s)),
    appelId,
    conferenceId,
    appelBrouillonId: brouillon.id,
    candidatures,
    seanceCloseId: histoire.seanceCloseId,
    seanceId: histoire.seancePreteId,
    enveloppes,
  };
  const tourId = await ouvrirTour(s, scene);
  return { ...scene, tourId, acteurs: await semerActeurs(s, scene) };
}

/** The second act: the bids are revealed, a plan is frozen, and a ballot is open on it. */
export async function reveler(s: Serveur, scene: Scene): Promise<void> {
  const { president } = s.monde.jetons;
  await jouer(s, president, 'revelerTour', { demande: ['RevelerTourInput!', { cle: cle(), tourId: scene.tourId }] }, [
    'Tour',
    'id',
  ]);
  const demande = { cle: cle(), tourId: scene.tourId, type: 'LISTE' };
  await jouer(s, president, 'figerProposition', { demande: ['FigerPropositionInput!', demande] }, [
    'Proposition',
    'id',
  ]);
  await ouvrirScrutin(s, scene.seanceId, scene.candidatures['hubLo'] ?? '');
}
