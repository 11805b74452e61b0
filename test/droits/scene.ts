import { nouvelId } from '@tdt/socle';
import { AMI_HUBS_2020 } from '../monde-appels.js';
import { jouer } from '../monde-client.js';
import type { Histoire } from '../monde-histoire.js';
import type { Serveur } from '../outillage/serveur.js';
import { FINANCEURS, semerActeurs, SIEGE_FINI, SOLLICITE, type Acteur, type Perimetres } from './acteurs.js';

/** One object of each kind and stage, by its name in the matrix. */
export interface Scene extends Perimetres {
  acteurs: Acteur[];
  appelBrouillonId: string;
  candidatures: Record<string, string>;
  seanceCloseId: string;
  seanceId: string;
  /** Revealed, its plan frozen. */
  tourId: string;
  /** Under seal. */
  tourScelleId: string;
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

/** What the story lacks: a request for completion on a file whose opinion is given, a funder that has left the conference. */
async function completer(s: Serveur, candidatureId: string): Promise<void> {
  await s.sql(
    `insert into demande_complement (id, candidature_id, texte, pieces, echeance, demande_par, demande_le)
     select $1, $2, d.texte, d.pieces, d.echeance, d.demande_par, d.demande_le
     from demande_complement d limit 1`,
    [nouvelId(), candidatureId],
  );
  await s.sql(`update membre set fin = '2022-01-01' where organisme_id = $1`, [s.monde.organismes[SIEGE_FINI]]);
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

/** A second round of the session, whose bids are under seal: three funders, the manager's institution among them, one gone. */
async function sceller(
  s: Serveur,
  tourId: string,
  seanceId: string,
  enveloppes: Record<string, string>,
): Promise<string> {
  const scelle = nouvelId();
  const { president } = s.monde.personnes;
  await s.sql(
    `insert into tour (id, seance_id, numero, etat, ouvert_le, ouvert_par) values ($1, $2, 2, 'OUVERT', maintenant(), $3)`,
    [scelle, seanceId, president],
  );
  await s.sql(
    `insert into tour_projet (id, tour_id, candidature_id, point_id, rang)
     select gen_random_uuid(), $1, candidature_id, point_id, rang from tour_projet where tour_id = $2`,
    [scelle, tourId],
  );
  for (const [financeur, etat] of [
    ['bdt', 'SCELLEE'],
    ['regionCentre', 'SCELLEE'],
    ['fondationAfnic', 'SCELLEE'],
    ['fondationAfnic', 'RETIREE'],
  ] as const) {
    const annonce = nouvelId();
    await s.sql(
      `insert into annonce (id, tour_id, enveloppe_id, financeur_id, version, etat, plafond, sel, contenu, empreinte,
         scelle_le, scelle_par, fin_le)
       select $1::uuid, $2, $3, $4, case when $5 = 'SCELLEE' then 2 else 1 end, $5, 2345600, sel, $1::text,
         sha256(sel || convert_to($1::text, 'UTF8')), maintenant(), $6, case when $5 = 'SCELLEE' then null else maintenant() end
       from (select sha256($1::text::bytea) as sel) s`,
      [annonce, scelle, enveloppes[financeur], s.monde.organismes[financeur], etat, president],
    );
    await s.sql(
      `insert into ligne_annonce (id, annonce_id, tour_id, candidature_id, rang, maximum, minimum)
       select gen_random_uuid(), $1, $2, candidature_id, rang, 1234500, 0 from tour_projet where tour_id = $2`,
      [annonce, scelle],
    );
  }
  return scelle;
}

/** A file that came by post, and that the service has not copied yet. */
async function recevoir(s: Serveur, appelId: string): Promise<string> {
  const demande = {
    appelId,
    porteurId: s.monde.organismes.rhinocc,
    canal: 'COURRIER',
    recueLe: '2021-03-01T10:00:00Z',
  };
  const { gestionnaire } = s.monde.jetons;
  const arguments_ = { demande: ['EnregistrerCandidatureRecueInput!', demande] as const };
  return (await jouer(s, gestionnaire, 'enregistrerCandidatureRecue', arguments_, ['Candidature', 'id'])).id;
}

/** What the story of the demonstration lacks: a draft call, a file under instruction, a ballot and bids that are secret. */
export async function dresser(s: Serveur, histoire: Histoire): Promise<Scene> {
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
  const enveloppes: Record<string, string> = {};
  for (const financeur of [...FINANCEURS, 'bdt'] as const) {
    enveloppes[financeur] = await id(
      s,
      'select id from enveloppe where financeur_id = $1 and appel_id = $2',
      s.monde.organismes[financeur],
      appelId,
    );
  }
  const { seancePreteId: seanceId, seanceCloseId, exemples } = histoire;
  const tourId = exemples['Tour'] ?? '';
  const perimetres = { appelId, conferenceId, ...(await semerAilleurs(s)) };
  const tourScelleId = await sceller(s, tourId, seanceId, enveloppes);
  await ouvrirScrutin(s, seanceId, candidatures['hubLo'] ?? '');
  await completer(s, candidatures['hubBretagne'] ?? '');
  candidatures['recue'] = await recevoir(s, appelId);
  const acteurs = await semerActeurs(s, perimetres);
  return {
    ...perimetres,
    acteurs,
    appelBrouillonId: brouillon.id,
    candidatures,
    seanceCloseId,
    seanceId,
    tourId,
    tourScelleId,
    enveloppes,
  };
}
