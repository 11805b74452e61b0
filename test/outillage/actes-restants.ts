import { setTimeout } from 'node:timers/promises';
import { codeNumerisation } from '@tdt/domaine';
import { nouvelId } from '@tdt/socle';
import { AMI_HUBS_2020 } from '../monde-appels.js';
import { jouer, joindrePiece } from '../monde-client.js';
import type { ClePersonne } from '../monde-donnees.js';
import type { Histoire } from '../monde-histoire.js';
import { chezUnPrestataire } from './prestataire-muet.js';
import { sceller } from './tour.js';
import type { Serveur } from './serveur.js';

type Objet = [type: string, champs: string];

const CANDIDATURE: Objet = ['Candidature', 'id version etat'];
const SCRUTIN: Objet = ['Scrutin', 'id etat'];

/** Plays the acts that the story of the demonstration leaves out, on the world that it has made. */
export async function jouerLesActesRestants(s: Serveur, histoire: Histoire): Promise<void> {
  await personnes(s);
  await avis(s);
  await regles(s, histoire);
  await brouillon(s);
  await complements(s, histoire);
  await presences(s, histoire);
  await recue(s, histoire);
  await scrutin(s, histoire);
  await redaction(s, histoire);
  await parts(s, histoire);
  await tours(s, histoire);
  await generations(s, histoire);
  await signatures(s, histoire);
}

function faire(s: Serveur, qui: ClePersonne, nom: string, type: string, demande: object, objet: Objet) {
  return jouer(s, s.monde.jetons[qui], nom, { demande: [`${type}Input!`, demande] }, objet);
}

function surId(s: Serveur, qui: ClePersonne, nom: string, id: string, objet: Objet, autres: object = {}) {
  return jouer(s, s.monde.jetons[qui], nom, { id: ['ID!', id], ...autres }, objet);
}

async function personnes(s: Serveur): Promise<void> {
  const organisme = { categorie: 'ASSOCIATION', typeIdentifiant: 'SIRET', identifiant: '73282932000074' };
  await faire(s, 'gestionnaire', 'creerOrganisme', 'CreerOrganisme', { nom: 'Rejeux', ...organisme }, [
    'Organisme',
    'id nom',
  ]);
  const qui = { courriel: 'rejeux@demo.example', prenom: 'Sacha', nom: 'Exemple' };
  const personne: Objet = ['Utilisateur', 'id'];
  const { id } = await faire(s, 'admin', 'creerUtilisateur', 'CreerUtilisateur', qui, personne);
  const droit = { utilisateurId: id, role: 'PORTEUR', organismeId: s.monde.organismes.hubBretagne };
  const habilitation: Objet = ['Habilitation', 'id debut fin'];
  const accordee = await faire(s, 'admin', 'accorderHabilitation', 'AccorderHabilitation', droit, habilitation);
  await surId(s, 'admin', 'retirerHabilitation', accordee.id, habilitation);
  const instruction = { utilisateurId: id, role: 'INSTRUCTEUR', organismeId: s.monde.organismes.bdt };
  const promise = await faire(s, 'admin', 'accorderHabilitation', 'AccorderHabilitation', instruction, habilitation);
  await surId(s, 'admin2', 'confirmerHabilitation', promise.id, habilitation);
  await surId(s, 'admin', 'desactiverUtilisateur', id, personne);
  await surId(s, 'admin', 'reactiverUtilisateur', id, personne);
  const [invitation] = await s.sql<{ id: string }>('select id from invitation where annulee_le is null');
  await surId(s, 'hubBretagne', 'renouvelerInvitation', invitation?.id ?? '', [
    'InvitationEmise',
    'invitationId lien expireLe',
  ]);
  await surId(s, 'hubBretagne', 'annulerInvitation', invitation?.id ?? '', ['Invitation', 'id etat annuleeLe']);
}

async function avis(s: Serveur): Promise<void> {
  const choix = { famille: 'SEANCES', mode: 'RECAPITULATIF' };
  await faire(s, 'regionBretagne', 'reglerAvis', 'ReglerAvis', choix, [
    'MesAvis',
    'reglages { famille mode } obligatoires { libelle }',
  ]);
}

async function regles(s: Serveur, { appelOuvertId }: Histoire): Promise<void> {
  const appel: Objet = ['AppelAProjets', 'id cloture'];
  const [ouvert] = await s.sql<{ cloture: Date }>('select cloture from appel_a_projets where id = $1', [appelOuvertId]);
  const cloture = new Date((ouvert?.cloture.getTime() ?? 0) + 86_400_000).toISOString();
  await surId(s, 'gestionnaire', 'prolongerAppel', appelOuvertId, appel, { cloture: ['Instant!', cloture] });
  const demande = { appelId: appelOuvertId, version: 1, regles: [] };
  await faire(s, 'gestionnaire', 'definirReglesFinancement', 'DefinirReglesFinancement', demande, appel);
}

async function complements(s: Serveur, { candidatures }: Histoire): Promise<void> {
  const id = candidatures['conumm'] ?? '';
  const requete = `select id from piece where candidature_id = $1 and code = 'COMPTES' and retiree_le is null`;
  const [piece] = await s.sql<{ id: string }>(requete, [id]);
  await s.reglerHorloge('2021-07-20T08:00:00Z');
  await surId(s, 'conumm', 'retirerPiece', piece?.id ?? '', CANDIDATURE);
  await joindrePiece(s, s.monde.jetons.conumm, id, 'COMPTES');
  const reponse = { reponse: ['String!', 'Les comptes sont joints à nouveau.'] };
  await surId(s, 'conumm', 'repondreComplements', id, CANDIDATURE, reponse);
  await s.reglerHorloge(null);
}

async function recue(s: Serveur, { appelOuvertId: appelId }: Histoire): Promise<void> {
  const [porteur] = await s.sql<{ id: string }>(`select id from organisme where nom = 'Rejeux'`);
  const demande = {
    appelId,
    porteurId: porteur?.id,
    canal: 'COURRIEL',
    recueLe: new Date(Date.now() - 60_000).toISOString(),
  };
  await faire(s, 'gestionnaire', 'enregistrerCandidatureRecue', 'EnregistrerCandidatureRecue', demande, CANDIDATURE);
}

async function partDe(s: Serveur, candidatureId: string | undefined, financeur: ClePersonne): Promise<string> {
  const organisme = s.monde.organismes[financeur as keyof typeof s.monde.organismes];
  const requete = `select id from part where candidature_id = $1 and financeur_id = $2 and etat <> 'REDUITE'`;
  const [part] = await s.sql<{ id: string }>(requete, [candidatureId, organisme]);
  return part?.id ?? '';
}

async function brouillon(s: Serveur): Promise<void> {
  const appel: Objet = ['AppelAProjets', 'id titre version'];
  const demande = { ...AMI_HUBS_2020, code: 'REJEUX' };
  const { id } = await faire(s, 'gestionnaire', 'creerAppel', 'CreerAppel', demande, appel);
  await faire(
    s,
    'gestionnaire',
    'modifierAppel',
    'ModifierAppel',
    { ...demande, id, version: 1, titre: 'Revu' },
    appel,
  );
}

/** What a convention that is still to be made will say of its own. */
async function redaction(s: Serveur, { candidatures }: Histoire): Promise<void> {
  const clauses = [{ titre: 'Itinérance', texte: 'Le bus numérique passe deux fois par mois.' }];
  const demande = { candidatureId: candidatures['hubNormandie'], version: 0, objet: '', clauses };
  const ecrites: Objet = ['PartiesLibres', 'version clauses { titre texte } modifieesLe'];
  await faire(s, 'gestionnaire', 'redigerPartiesLibres', 'RedigerPartiesLibres', demande, ecrites);
}

async function parts(s: Serveur, { candidatures }: Histoire): Promise<void> {
  const part: Objet = ['Part', 'id etat montant version'];
  const baissee = { partId: await partDe(s, candidatures['hubLo'], 'regionCentre'), montant: '9900000' };
  const { id: partId } = await faire(s, 'regionCentre', 'modifierPart', 'ModifierPart', baissee, part);
  await faire(s, 'regionCentre', 'retirerPart', 'RetirerPart', { partId, motif: 'Budget revu' }, part);
  const votee = { partId: await partDe(s, candidatures['hubNormandie'], 'fdj'), motif: 'Budget revu' };
  await faire(s, 'fdj', 'libererPart', 'LibererPart', votee, part);
}

/** A presence that the chair records, then takes back. */
async function presences(s: Serveur, { seancePreteId: seanceId, conferenceId }: Histoire): Promise<void> {
  const [siege] = await s.sql<{ id: string }>('select id from membre where conference_id = $1 and organisme_id = $2', [
    conferenceId,
    s.monde.organismes.regionCentre,
  ]);
  const place = { seanceId, membreId: siege?.id };
  const vu: Objet = ['Emargement', 'id constatePar'];
  await faire(s, 'president', 'constaterPresence', 'ConstaterPresence', { ...place, qualite: 'TITULAIRE' }, vu);
  await faire(s, 'president', 'annulerPresence', 'AnnulerPresence', place, ['Seance', 'id etat']);
}

async function scrutin(s: Serveur, { seancePreteId, candidatures }: Histoire): Promise<void> {
  const [aVoter] = await s.sql<{ id: string }>('select id from point where seance_id = $1 and candidature_id = $2', [
    seancePreteId,
    candidatures['hubEst'],
  ]);
  const pointId = ['ID!', aVoter?.id] as const;
  const { id: scrutinId } = await jouer(s, s.monde.jetons.president, 'ouvrirScrutin', { pointId }, SCRUTIN);
  await faire(s, 'president', 'annulerScrutin', 'AnnulerScrutin', { scrutinId, motif: 'Erreur' }, SCRUTIN);
}

/** Two rounds in the séance that is open: one cancelled, the other calculated and frozen. */
async function tours(s: Serveur, { seancePreteId: seanceId, candidatures, appelId }: Histoire): Promise<void> {
  const seance: Objet = ['Seance', 'id'];
  const point = { type: 'AUTRE', intitule: 'Bilan' };
  const ajout = { seanceId, point, membresConsultes: true };
  await faire(s, 'president', 'ajouterPoint', 'AjouterPoint', ajout, seance);
  const tour: Objet = ['Tour', 'id etat numero'];
  const [enveloppe] = await s.sql<{ id: string }>(
    'select id from enveloppe where appel_id = $1 and financeur_id = $2',
    [appelId, s.monde.organismes.bdt],
  );
  const annonce = {
    enveloppeId: enveloppe?.id,
    plafond: '42000000',
    lignes: [{ candidatureId: candidatures['hubLo'], maximum: '42000000' }],
  };
  const premier = await faire(s, 'president', 'ouvrirTour', 'OuvrirTour', { seanceId }, tour);
  const scellee = await sceller(s, 'bdt', { tourId: premier.id, ...annonce });
  const retrait = { annonceId: scellee.id };
  await faire(s, 'bdtVotante', 'retirerAnnonce', 'RetirerAnnonce', retrait, ['Annonce', 'id etat']);
  await faire(s, 'president', 'annulerTour', 'AnnulerTour', { tourId: premier.id, motif: 'Essai' }, tour);

  const { id: tourId } = await faire(s, 'president', 'ouvrirTour', 'OuvrirTour', { seanceId }, tour);
  await sceller(s, 'bdt', { tourId, ...annonce });
  await faire(s, 'president', 'revelerTour', 'RevelerTour', { tourId }, tour);
  const calcul: Objet = ['Calcul', 'id'];
  const { id: calculId } = await faire(s, 'president', 'lancerCalcul', 'LancerCalcul', { tourId }, calcul);
  await fini(s, calculId);
  // The same again, as if another instance were at it.
  const enCours = nouvelId();
  await s.sql(
    `insert into calcul (id, tour_id, etat, parametres, donnees, empreinte, demande_le, demande_par, executant, commence_le, battement)
     select $2, tour_id, 'EN_COURS', parametres, donnees, empreinte, demande_le, demande_par, executant, commence_le,
       maintenant() + interval '1 hour' from calcul where id = $1`,
    [calculId, enCours],
  );
  await faire(s, 'president', 'arreterCalcul', 'ArreterCalcul', { calculId: enCours }, calcul);
  const figee: Objet = ['Proposition', 'id etat numero empreinte'];
  await faire(s, 'president', 'figerProposition', 'FigerProposition', { tourId, type: 'LISTE' }, figee);
}

/** A generation of the closed session, as if another instance were at it: stopped, then resumed to its end. */
async function generations(s: Serveur, { exemples }: Histoire): Promise<void> {
  const generation: Objet = ['Generation', 'id'];
  await generationFinie(s, exemples['Generation'] ?? '');
  const enCours = nouvelId();
  await s.sql(
    `insert into generation (id, seance_id, etat, demande_le, demande_par, acteur_id, executant, commence_le, battement)
     select $2, seance_id, 'EN_COURS', demande_le, demande_par, acteur_id, $2, demande_le, maintenant() + interval '1 hour'
       from generation where id = $1`,
    [exemples['Generation'], enCours],
  );
  await s.sql(
    `insert into ligne_generation (id, generation_id, candidature_id, rang)
     select gen_random_uuid(), $2, candidature_id, rang from ligne_generation where generation_id = $1`,
    [exemples['Generation'], enCours],
  );
  const demande = { generationId: enCours };
  await faire(s, 'gestionnaire', 'arreterGeneration', 'ArreterGeneration', demande, generation);
  await faire(s, 'gestionnaire2', 'reprendreGeneration', 'ReprendreGeneration', demande, generation);
  await generationFinie(s, enCours);
}

async function generationFinie(s: Serveur, id: string): Promise<void> {
  while ((await s.sql(`select 1 from generation where id = $1 and etat = 'TERMINEE'`, [id])).length === 0)
    await setTimeout(50);
}

/** The convention of the story goes to its end; another like it, for another file, meets a refusal. */
async function signatures(s: Serveur, { candidatures }: Histoire): Promise<void> {
  const requete = `select id, encode(coalesce(scelle_empreinte, pdf_empreinte), 'hex') as empreinte from convention where candidature_id = $1`;
  const [c] = await s.sql<{ id: string; empreinte: string }>(requete, [candidatures['hubBretagne']]);
  const autre = nouvelId();
  await s.sql(
    `insert into convention (id, candidature_id, numero, version, modele, etat, total, donnees, empreinte, emise_le, generee_par,
       pdf, pdf_empreinte, figee_le)
     select $2, $3, numero || '-BIS', version, modele, etat, total, donnees, empreinte, emise_le, generee_par,
       pdf, pdf_empreinte, figee_le from convention where id = $1`,
    [c?.id, autre, candidatures['hubNormandie']],
  );
  await s.sql(
    `insert into signature (id, convention_id, organisme_id, qualite_partie, rang, etat) values ($1, $2, $3, 'BENEFICIAIRE', 1, 'ATTENDUE')`,
    [nouvelId(), autre, s.monde.organismes.hubNormandie],
  );
  const convention: Objet = ['Convention', 'id etat'];
  const refus = { conventionId: autre, motif: 'Notre conseil a rejeté le projet.' };
  await faire(s, 'hubNormandie', 'refuserSignature', 'RefuserSignature', refus, convention);
  // A draft has nothing in the ledger: it becomes void without any.
  await s.sql(`update convention set etat = 'CADUQUE' where id = $1`, [autre]);
  const projet = nouvelId();
  await s.sql(
    `insert into convention (id, candidature_id, numero, version, modele, etat, total, donnees, empreinte, emise_le, generee_par)
     select $2, candidature_id, numero, version + 1, modele, 'PROJET', total, donnees, empreinte, emise_le, generee_par
       from convention where id = $1`,
    [autre, projet],
  );
  const vide = { conventionId: projet, motif: 'Une partie a refusé de signer.' };
  await faire(s, 'gestionnaire', 'constaterCaducite', 'ConstaterCaducite', vide, convention);
  await surId(s, 'gestionnaire', 'relancerSignataires', c?.id ?? '', convention);
  const acte = { type: 'DELIBERATION', numero: '21-118', date: '2021-11-10' };
  const demande = { conventionId: c?.id, empreinte: c?.empreinte, nom: 'Camille Exemple', qualite: 'Directrice', acte };
  await chezUnPrestataire(s, demande);
  for (const qui of ['regionBretagne', 'rennesMetropoleSignataire', 'gestionnaire'] as const) {
    await faire(s, qui, 'signerConvention', 'SignerConvention', demande, convention);
  }
  await surPapier(s, candidatures['hubBretagne'] ?? '', { conventionId: c?.id, acte });
  await surId(s, 'gestionnaire', 'notifierConvention', c?.id ?? '', convention);
  // Notified, it is nearly changed, then ends.
  const surConvention = { conventionId: c?.id, motif: 'Le projet est abandonné.' };
  const modifications = [{ type: 'BENEFICIAIRE', champ: 'SIEGE', texte: '2 rue de l’Exemple, 35000 Rennes' }];
  const avenant = { ...surConvention, modifications };
  const propose = await faire(s, 'gestionnaire', 'proposerAvenant', 'ProposerAvenant', avenant, convention);
  const retrait = { avenantId: propose.id, motif: 'Le siège ne change pas.' };
  await faire(s, 'gestionnaire', 'retirerAvenant', 'RetirerAvenant', retrait, convention);
  const fin = { miseEnDemeureLe: '2022-01-10', effetLe: '2022-02-10', depensesJustifiees: '6000000' };
  await faire(s, 'gestionnaire', 'resilierConvention', 'ResilierConvention', { ...surConvention, ...fin }, convention);
}

/** The last party signs on paper, sends its scan, and the staff records it. */
async function surPapier(s: Serveur, dossierId: string, sur: { conventionId?: string; acte: object }): Promise<void> {
  const organismeId = s.monde.organismes.fondationAfnic;
  const [signature] = await s.sql<{ id: string; jour: string }>(
    `select id, to_char(maintenant() at time zone 'Europe/Paris', 'YYYY-MM-DD') as jour from signature
      where convention_id = $1 and organisme_id = $2`,
    [sur.conventionId, organismeId],
  );
  const code = codeNumerisation(signature?.id ?? '');
  await joindrePiece(s, s.monde.jetons.fondationAfnic, dossierId, code);
  const [piece] = await s.sql<{ id: string }>('select id from piece where code = $1', [code]);
  const signataire = { organismeId, nom: 'Camille Exemple', qualite: 'Directrice', signeeLe: signature?.jour };
  const demande = { ...sur, ...signataire, pieceId: piece?.id, reperes: [], pagesVerifiees: true };
  const nom = 'EnregistrerSignatureManuscrite';
  await faire(s, 'gestionnaire', 'enregistrerSignatureManuscrite', nom, demande, ['Convention', 'id etat']);
}

/** Only one calculation of a round is alive at a time. */
async function fini(s: Serveur, calculId: string): Promise<void> {
  for (;;) {
    const [calcul] = await s.sql<{ etat: string }>('select etat from calcul where id = $1', [calculId]);
    if (calcul?.etat !== 'EN_ATTENTE' && calcul?.etat !== 'EN_COURS') return;
    await setTimeout(50);
  }
}
