import { nouvelId } from '@tdt/socle';
import type { RoleAccorde } from '@tdt/domaine';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import type { Serveur } from '../outillage/serveur.js';
import type { Scene } from './scene.js';

/** What an act is tried on: an object of the scene, and the values of the arguments, as GraphQL text. */
export interface Cible {
  type: string | null;
  id: string;
  ids: Readonly<Record<string, string>>;
}

const texte = (id: string) => `"${id}"`;

/** The organisation whose objects an actor of this role calls its own. */
const ORGANISME: Readonly<Record<RoleAccorde, CleOrganisme>> = {
  PORTEUR: 'hubLo',
  FINANCEUR: 'regionCentre',
  INSTRUCTEUR: 'bdt',
  GESTIONNAIRE: 'bdt',
  PRESIDENT: 'rennesMetropole',
  ADMIN: 'bdt',
};
const COLLEGUE: Readonly<Record<RoleAccorde, ClePersonne>> = {
  PORTEUR: 'hubLo',
  FINANCEUR: 'regionCentre',
  INSTRUCTEUR: 'instructrice',
  GESTIONNAIRE: 'gestionnaire2',
  PRESIDENT: 'rennesMetropoleSignataire',
  ADMIN: 'admin2',
};
const ROLE_DONNE: Readonly<Record<RoleAccorde, RoleAccorde>> = {
  PORTEUR: 'PORTEUR',
  FINANCEUR: 'FINANCEUR',
  INSTRUCTEUR: 'INSTRUCTEUR',
  GESTIONNAIRE: 'INSTRUCTEUR',
  PRESIDENT: 'PRESIDENT',
  ADMIN: 'ADMIN',
};

/** Rows that the acts need and the story does not hold, for each role that manages people: a right to confirm, an invitation. */
async function semerAttentes(s: Serveur, role: RoleAccorde): Promise<{ habilitation: string; invitation: string }> {
  const [habilitation, invitation] = [nouvelId(), nouvelId()];
  const organisme = s.monde.organismes[ORGANISME[role]];
  const donne = ROLE_DONNE[role];
  await s.sql(
    `insert into habilitation (id, utilisateur_id, role, organisme_id, debut, attend_confirmation) values ($1, $2, $3, $4, '2018-01-01', true)`,
    [habilitation, s.monde.personnes[COLLEGUE[role]], donne, organisme],
  );
  await s.sql(
    `insert into invitation (id, empreinte, courriel, organisme_id, role, invite_par, cree_le, expire_le)
     values ($1, sha256($2), $3, $4, $5, $6, maintenant(), maintenant() + interval '7 days')`,
    [invitation, invitation, `${role.toLowerCase()}@attente.example`, organisme, donne, s.monde.personnes.admin],
  );
  return { habilitation, invitation };
}

/** The objects of the scene that are « own » for this role, or that stand for all those of their kind. */
async function trouver(s: Serveur, scene: Scene, role: RoleAccorde) {
  const un = async (requete: string, ...parametres: unknown[]) =>
    (await s.sql<{ id: string }>(requete, parametres))[0]?.id ?? nouvelId();
  const { candidatures: c, seanceId, tourId } = scene;
  const { mel, metropoleLyon, bdt, fondationAfnic, regionCentre } = s.monde.organismes;
  const organisme = s.monde.organismes[ORGANISME[role]];
  const financeur = role === 'GESTIONNAIRE' ? bdt : regionCentre;
  const siegeDe = (id: string) =>
    un('select id from membre where conference_id = $1 and organisme_id = $2', scene.conferenceId, id);
  const partDe = (dossier: string | undefined, id: string) =>
    un(
      `select id from part where candidature_id = $1 and financeur_id = $2 order by etat = 'PROPOSEE' desc`,
      dossier,
      id,
    );
  return {
    organisme,
    financeur,
    piece: await un('select id from piece where candidature_id = $1', c['hubLo']),
    point: await un('select id from point where seance_id = $1 and candidature_id = $2', seanceId, c['hubLo']),
    siege: await siegeDe(role === 'PORTEUR' || role === 'ADMIN' ? mel : organisme),
    autreSiege: await siegeDe(metropoleLyon),
    scrutin: await un(
      'select sc.id from scrutin sc join point p on p.id = sc.point_id where p.seance_id = $1',
      seanceId,
    ),
    calcul: await un('select id from calcul where tour_id = $1', tourId),
    annonce: await un(
      `select id from annonce where tour_id = $1 and financeur_id = $2 and etat = 'SCELLEE'`,
      scene.tourScelleId,
      financeur,
    ),
    convention: await un('select id from convention'),
    generation: await un('select id from generation'),
    proposition: await un('select id from proposition where tour_id = $1', tourId),
    enveloppe: scene.enveloppes[role === 'GESTIONNAIRE' ? 'bdt' : 'regionCentre'] ?? '',
    partAvant: await partDe(c['hubLo'], financeur),
    partVotee: await partDe(c['hubBretagne'], role === 'GESTIONNAIRE' ? bdt : fondationAfnic),
  };
}

/** Every target of the matrix, for an actor of this role: what is « own » differs from one to the other. */
export async function ciblesDe(s: Serveur, scene: Scene, role: RoleAccorde): Promise<Record<string, Cible>> {
  const { candidatures: c, seanceId, tourId } = scene;
  const attentes = await semerAttentes(s, role);
  const objets = await trouver(s, scene, role);
  const { organisme, financeur, enveloppe, siege, scrutin, calcul, annonce, convention, generation } = objets;
  const { partAvant, partVotee } = objets;
  const commun = {
    appelId: texte(scene.appelId),
    conferenceId: texte(scene.conferenceId),
    candidatureId: texte(c['hubLo'] ?? ''),
    porteurId: texte(s.monde.organismes.hubLo),
    organismeId: texte(organisme),
    financeurId: texte(financeur),
    titulaireId: texte(s.monde.personnes.mel),
    utilisateurId: texte(s.monde.personnes[COLLEGUE[role]]),
    seanceId: texte(seanceId),
    pointId: texte(objets.point),
    membreId: texte(siege),
    mandantId: texte(siege),
    scrutinId: texte(scrutin),
    tourId: texte(tourId),
    calculId: texte(calcul),
    annonceId: texte(annonce),
    enveloppeId: texte(enveloppe),
    conventionId: texte(convention),
    generationId: texte(generation),
    avenantId: texte(convention),
    pieceId: texte(objets.piece),
    role: ROLE_DONNE[role],
  };
  const sur = (type: string | null, id: string, ids: object = {}): Cible => ({
    type,
    id,
    ids: { ...commun, id: texte(id), ...ids },
  });
  return {
    rien: sur(null, ''),
    utilisateur: sur('Utilisateur', s.monde.personnes[COLLEGUE[role]]),
    habilitation: sur('Habilitation', attentes.habilitation),
    invitation: sur('Invitation', attentes.invitation),
    appel: sur('AppelAProjets', scene.appelId),
    appelBrouillon: sur('AppelAProjets', scene.appelBrouillonId),
    enveloppe: sur('Enveloppe', enveloppe),
    enveloppeDuTour: sur('Enveloppe', enveloppe),
    brouillon: sur('Candidature', c['hubik'] ?? ''),
    recue: sur('Candidature', c['recue'] ?? ''),
    deposee: sur('Candidature', c['assembleurs'] ?? ''),
    recevable: sur('Candidature', c['conumm'] ?? ''),
    inscrite: sur('Candidature', c['hubLo'] ?? ''),
    piece: sur('Piece', objets.piece),
    conference: sur('Conference', scene.conferenceId),
    seance: sur('Seance', seanceId),
    siege: sur('Membre', siege, { mandataireId: texte(objets.autreSiege) }),
    bulletin: sur('Membre', siege),
    scrutin: sur('Scrutin', scrutin),
    tour: sur('Tour', tourId),
    calcul: sur('Calcul', calcul),
    annonce: sur('Annonce', annonce),
    partAvant: sur('Part', partAvant, { partId: texte(partAvant) }),
    partVotee: sur('Part', partVotee, { partId: texte(partVotee) }),
    convention: sur('Convention', convention),
    generation: sur('Generation', generation),
    proposition: sur('Proposition', objets.proposition),
  };
}
