import { ecrireDate, ecrireInstant } from '../calendrier/index.js';
import { CYCLE_CANDIDATURE } from '../candidature/index.js';
import { LIBELLES_ROLE } from '../habilitation/index.js';
import { ecrireEuros } from '../montant/index.js';
import type { FamilleAvis } from './familles.js';
import type { FaitsParObjet, ObjetAvis } from './faits.js';

/** Who waits for an event, as a closed list: the API has one query a line. */
export const DESTINATAIRES_AVIS = [
  'INVITE',
  'PORTEURS',
  'INSTRUCTEURS',
  'MEMBRES_DE_LA_SEANCE',
  'MANDATAIRE',
  'MEMBRES_DU_TOUR',
  'VOTANTS',
  'FINANCEURS_DES_PARTS',
  'PARTIES',
  'PORTEURS_DES_POINTS',
  'PORTEURS_ADMIS',
  'BROUILLONS',
] as const;
export type DestinatairesAvis = (typeof DESTINATAIRES_AVIS)[number];

/** What is said to one person of one event. Every text is one line. */
export interface MessageAvis {
  sujet: string;
  phrases: string[];
  /** A numbered list: the agenda of a session. */
  liste?: string[];
}

/** One event that people wait for. Either it belongs to a family, or a duty forbids to switch it off and says why. */
export interface DefinitionAvis<O extends ObjetAvis> {
  objet: O;
  libelle: string;
  famille: FamilleAvis | null;
  /** Why nobody can refuse it: the duty that it fulfils. Present when there is no family. */
  obligation?: string;
  destinataires: DestinatairesAvis;
  /** The author of the act is told too: a receipt, a summons. */
  auteurAussi?: boolean;
  composer(f: FaitsParObjet[O]): MessageAvis;
}

const definir = <O extends ObjetAvis>(definition: DefinitionAvis<O>): DefinitionAvis<O> => definition;

const entre = (texte: string) => `« ${texte} »`;
const titreDe = (titre: string) => entre(titre === '' ? 'projet sans titre' : titre);
const dossier = ({ titre, numero }: { titre: string; numero: string | null }) =>
  numero === null ? titreDe(titre) : `${titreDe(titre)}, n° ${numero}`;
const seanceDe = ({ conference, numero, intitule }: { conference: string; numero: string; intitule: string }) =>
  `séance n° ${numero} ${entre(intitule)} de ${entre(conference)}`;

const ACCUSE =
  'Accusé de réception d’un envoi par voie électronique (code des relations entre le public et l’administration, L. 112-11).';
const COMPLETER = 'L’administration indique ce qui manque et le délai pour le fournir (même code, L. 114-5).';
const DECISION = 'Une décision est portée à la connaissance de la personne qu’elle concerne (même code, L. 221-8).';
const CONVOCATION = 'Chaque membre reçoit la convocation et l’ordre du jour dans le délai du règlement (R18).';
const INVITATION = 'La personne invitée n’a pas encore de compte : rien d’autre ne la préviendrait.';

/** Every event that people wait for. */
export const AVIS = {
  INVITATION_RECUE: definir({
    objet: 'invitation',
    libelle: 'Vous êtes invité à agir pour un organisme',
    famille: null,
    obligation: INVITATION,
    destinataires: 'INVITE',
    composer: ({ organisme, role, expireLe }) => ({
      sujet: `Invitation à agir pour ${organisme}`,
      phrases: [
        `Vous êtes invité à agir comme ${entre(LIBELLES_ROLE[role])} pour ${organisme} sur Tour de table.`,
        'Ouvrir le lien ci-dessous montre l’invitation sans rien accepter ; vous l’acceptez ensuite, une fois connecté.',
        `Il sert jusqu’au ${ecrireInstant(expireLe)}. Ne le transmettez à personne.`,
      ],
    }),
  }),
  CANDIDATURE_DEPOSEE: definir({
    objet: 'candidature',
    libelle: 'Votre candidature est déposée',
    famille: null,
    obligation: ACCUSE,
    destinataires: 'PORTEURS',
    auteurAussi: true,
    composer: (f) => ({
      sujet: `Candidature déposée : ${f.titre}`,
      phrases: [
        `La candidature ${dossier(f)} de ${f.porteur} est déposée pour l’appel ${entre(f.appel)}.`,
        ...(f.deposeLe ? [`Dépôt reçu le ${ecrireInstant(f.deposeLe)}.`] : []),
        'Le récépissé, qui porte l’empreinte du dossier, se télécharge depuis la candidature.',
      ],
    }),
  }),
  CANDIDATURE_A_INSTRUIRE: definir({
    objet: 'candidature',
    libelle: 'Une candidature est arrivée',
    famille: 'INSTRUCTION',
    destinataires: 'INSTRUCTEURS',
    composer: (f) => ({
      sujet: `Candidature à instruire : ${f.titre}`,
      phrases: [`${f.porteur} a déposé la candidature ${dossier(f)} pour l’appel ${entre(f.appel)}.`],
    }),
  }),
  CANDIDATURE_RETIREE: definir({
    objet: 'candidature',
    libelle: 'Une candidature est retirée',
    famille: 'INSTRUCTION',
    destinataires: 'INSTRUCTEURS',
    composer: (f) => ({
      sujet: `Candidature retirée : ${f.titre}`,
      phrases: [`${f.porteur} a retiré la candidature ${dossier(f)}.`],
    }),
  }),
  COMPLEMENTS_DEMANDES: definir({
    objet: 'candidature',
    libelle: 'Des compléments vous sont demandés',
    famille: null,
    obligation: COMPLETER,
    destinataires: 'PORTEURS',
    composer: (f) => ({
      sujet: `Compléments demandés : ${f.titre}`,
      phrases: [
        `Des compléments sont demandés pour la candidature ${dossier(f)}.`,
        ...(f.complement === null ? ['Ils ont été fournis depuis.'] : [`Demande : ${f.complement}`]),
        ...(f.echeance === null ? [] : [`À fournir au plus tard le ${ecrireDate(f.echeance)}.`]),
      ],
    }),
  }),
  COMPLEMENTS_FOURNIS: definir({
    objet: 'candidature',
    libelle: 'Les compléments demandés sont arrivés',
    famille: 'INSTRUCTION',
    destinataires: 'INSTRUCTEURS',
    composer: (f) => ({
      sujet: `Compléments fournis : ${f.titre}`,
      phrases: [`${f.porteur} a répondu à la demande de compléments de la candidature ${dossier(f)}.`],
    }),
  }),
  COMPLEMENTS_ECHEANCE: definir({
    objet: 'candidature',
    libelle: 'L’échéance de compléments approche',
    famille: 'ECHEANCES',
    destinataires: 'PORTEURS',
    composer: (f) => ({
      sujet: `Compléments bientôt attendus : ${f.titre}`,
      phrases:
        f.echeance === null
          ? [`Les compléments de la candidature ${dossier(f)} ont été fournis : rien n’est plus attendu de vous.`]
          : [
              `Les compléments de la candidature ${dossier(f)} sont attendus au plus tard le ${ecrireDate(f.echeance)}.`,
            ],
    }),
  }),
  BROUILLON_ECHEANCE: definir({
    objet: 'candidature',
    libelle: 'Un appel se clôt et votre candidature n’est pas déposée',
    famille: 'ECHEANCES',
    destinataires: 'PORTEURS',
    composer: (f) => ({
      sujet: `Candidature à déposer : ${f.titre}`,
      phrases: [
        f.deposeLe === null && f.cloture !== null
          ? `La candidature ${titreDe(f.titre)} n’est pas déposée ; l’appel ${entre(f.appel)} se clôt le ${ecrireInstant(f.cloture)}.`
          : `La candidature ${titreDe(f.titre)} a été déposée : rien n’est plus attendu de vous.`,
      ],
    }),
  }),
  CANDIDATURE_RECEVABLE: definir({
    objet: 'candidature',
    libelle: 'Votre candidature est recevable',
    famille: 'CANDIDATURES',
    destinataires: 'PORTEURS',
    composer: (f) => ({
      sujet: `Candidature recevable : ${f.titre}`,
      phrases: [`La candidature ${dossier(f)} est recevable : elle sera instruite.`],
    }),
  }),
  CANDIDATURE_IRRECEVABLE: definir({
    objet: 'candidature',
    libelle: 'Votre candidature est irrecevable',
    famille: null,
    obligation: DECISION,
    destinataires: 'PORTEURS',
    composer: (f) => ({
      sujet: `Candidature irrecevable : ${f.titre}`,
      phrases: [`La candidature ${dossier(f)} est irrecevable.`, ...(f.motif === null ? [] : [`Motif : ${f.motif}`])],
    }),
  }),
  DECISION_RENDUE: definir({
    objet: 'candidature',
    libelle: 'La conférence a décidé de votre candidature',
    famille: null,
    obligation: DECISION,
    destinataires: 'PORTEURS_DES_POINTS',
    composer: (f) => ({
      sujet: `Décision sur votre candidature : ${f.titre}`,
      phrases: [
        `Le procès-verbal de la séance est approuvé. La candidature ${dossier(f)} est : ${CYCLE_CANDIDATURE.etats[f.etat]}.`,
        ...(f.etat === 'RETENU' ? ['Un vote n’engage aucun financeur : chacun prend maintenant son propre acte.'] : []),
        ...(f.motif === null ? [] : [`Motif : ${f.motif}`]),
      ],
    }),
  }),
  SEANCE_CONVOQUEE: definir({
    objet: 'seance',
    libelle: 'Vous êtes convoqué à une séance, ou son ordre du jour est complété',
    famille: null,
    obligation: CONVOCATION,
    destinataires: 'MEMBRES_DE_LA_SEANCE',
    auteurAussi: true,
    composer: (f) => ({
      sujet: `Convocation : ${f.intitule}, ${ecrireDate(f.prevueLe)}`,
      phrases: [
        `Vous êtes convoqué à la ${seanceDe(f)}.`,
        `Date : ${ecrireInstant(f.prevueLe)}. Lieu : ${f.lieu}.`,
        ...(f.sansQuorum ? ['Seconde convocation : la conférence y délibère sans condition de quorum.'] : []),
        'Ordre du jour :',
      ],
      liste: f.points,
    }),
  }),
  POUVOIR_RECU: definir({
    objet: 'pouvoir',
    libelle: 'Un membre vous donne pouvoir',
    famille: 'SEANCES',
    destinataires: 'MANDATAIRE',
    composer: (f) => ({
      sujet: `Pouvoir reçu : ${f.intitule}, ${ecrireDate(f.prevueLe)}`,
      phrases: [`${f.mandant} vous donne pouvoir de voter pour lui à la ${seanceDe(f)}.`],
    }),
  }),
  SCRUTIN_OUVERT: definir({
    objet: 'scrutin',
    libelle: 'Un scrutin est ouvert',
    famille: 'SEANCES',
    destinataires: 'VOTANTS',
    composer: (f) => ({
      sujet: `Scrutin ouvert : ${f.point}`,
      phrases: [`Le scrutin sur ${entre(f.point)} est ouvert à la ${seanceDe(f)}.`],
    }),
  }),
  PV_APPROUVE: definir({
    objet: 'seance',
    libelle: 'Le procès-verbal d’une séance est approuvé',
    famille: 'SEANCES',
    destinataires: 'MEMBRES_DE_LA_SEANCE',
    composer: (f) => ({
      sujet: `Procès-verbal approuvé : ${f.intitule}`,
      phrases: [`Le procès-verbal de la ${seanceDe(f)} est approuvé : il ne changera plus.`],
    }),
  }),
  TOUR_OUVERT: definir({
    objet: 'tour',
    libelle: 'Un tour de table est ouvert',
    famille: 'TOURS',
    destinataires: 'MEMBRES_DU_TOUR',
    composer: (f) => ({
      sujet: `Tour de table ouvert : ${f.intitule}`,
      phrases: [
        `Le tour n° ${f.tour} de la ${seanceDe(f)} est ouvert.`,
        'Vos annonces restent scellées jusqu’à ce que le président les révèle toutes ensemble.',
      ],
    }),
  }),
  TOUR_REVELE: definir({
    objet: 'tour',
    libelle: 'Un tour de table est révélé',
    famille: 'TOURS',
    destinataires: 'MEMBRES_DU_TOUR',
    composer: (f) => ({
      sujet: `Tour de table révélé : ${f.intitule}`,
      phrases: [`Les annonces du tour n° ${f.tour} de la ${seanceDe(f)} sont révélées : consultez-les en ligne.`],
    }),
  }),
  TOUR_ANNULE: definir({
    objet: 'tour',
    libelle: 'Un tour de table est annulé',
    famille: 'TOURS',
    destinataires: 'MEMBRES_DU_TOUR',
    composer: (f) => ({
      sujet: `Tour de table annulé : ${f.intitule}`,
      phrases: [
        `Le tour n° ${f.tour} de la ${seanceDe(f)} est annulé : ce qui y fut scellé le reste.`,
        ...(f.motif === null ? [] : [`Motif : ${f.motif}`]),
      ],
    }),
  }),
  ACTE_ATTENDU: definir({
    objet: 'part',
    libelle: 'Votre part est votée : votre acte est attendu',
    famille: 'FINANCEMENTS',
    destinataires: 'FINANCEURS_DES_PARTS',
    auteurAussi: true,
    composer: (f) => ({
      sujet: `Acte attendu : ${f.titre}`,
      phrases: [
        `La part de ${f.financeur} pour ${titreDe(f.titre)}, ${ecrireEuros(f.montant)}, est votée.`,
        'Elle n’engage votre organisme qu’une fois pris et enregistré son propre acte.',
      ],
    }),
  }),
  CONVENTION_A_SIGNER: definir({
    objet: 'convention',
    libelle: 'Une convention est à signer',
    famille: 'FINANCEMENTS',
    destinataires: 'PARTIES',
    composer: (f) => ({
      sujet: `Convention à signer : n° ${f.numero}`,
      phrases: [`La convention n° ${f.numero}, pour ${titreDe(f.titre)}, est mise à la signature de ses parties.`],
    }),
  }),
  APPEL_PUBLIE: definir({
    objet: 'appel',
    libelle: 'Un appel auquel vous pouvez répondre est publié',
    famille: 'APPELS',
    destinataires: 'PORTEURS_ADMIS',
    composer: (f) => ({
      sujet: `Appel publié : ${f.titre}`,
      phrases: [
        `L’appel ${entre(f.titre)} est publié.`,
        ...(f.cloture === null ? [] : [`Les candidatures se déposent jusqu’au ${ecrireInstant(f.cloture)}.`]),
      ],
    }),
  }),
  APPEL_PROLONGE: definir({
    objet: 'appel',
    libelle: 'Un appel pour lequel vous préparez une candidature change de clôture',
    famille: 'CANDIDATURES',
    destinataires: 'BROUILLONS',
    composer: (f) => ({
      sujet: `Appel prolongé : ${f.titre}`,
      phrases: [
        `L’appel ${entre(f.titre)}, pour lequel vous préparez une candidature, est prolongé.`,
        ...(f.cloture === null ? [] : [`Les candidatures se déposent jusqu’au ${ecrireInstant(f.cloture)}.`]),
      ],
    }),
  }),
} as const;

export type CodeAvis = keyof typeof AVIS;
export const CODES_AVIS = Object.keys(AVIS) as CodeAvis[];
