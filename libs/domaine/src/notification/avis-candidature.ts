import { ecrireDate, ecrireInstant } from '../calendrier/index.js';
import { CYCLE_CANDIDATURE, LIBELLES_CANAL, type CanalReception } from '../candidature/index.js';
import { definir, entre, titreDe } from './definition.js';

const dossier = ({ titre, numero }: { titre: string; numero: string | null }) =>
  numero === null ? titreDe(titre) : `${titreDe(titre)}, n° ${numero}`;

const ACCUSE =
  'Accusé de réception d’un envoi par voie électronique (code des relations entre le public et l’administration, L. 112-11).';
const COMPLETER =
  'L’administration indique ce qui manque et le délai pour le fournir (code des relations entre le public et l’administration, L. 114-5).';
const DECISION =
  'Une décision est portée à la connaissance de la personne qu’elle concerne (code des relations entre le public et l’administration, L. 221-8).';

const parCanal = ({ canal }: { canal: CanalReception | null }) => (canal ? ` par ${LIBELLES_CANAL[canal]}` : '');

/** Events in the life of a file, for those who carry it and those who instruct it. */
export const AVIS_CANDIDATURE = {
  CANDIDATURE_RECUE: definir({
    objet: 'candidature',
    libelle: 'Votre candidature est reçue par courrier ou par courriel',
    famille: null,
    obligation: ACCUSE,
    destinataires: 'PORTEURS',
    composer: (f) => ({
      sujet: `Candidature reçue : ${f.appel}`,
      phrases: [
        `Une candidature de ${f.porteur} pour l’appel ${entre(f.appel)} a été reçue${parCanal(f)}${f.recueLe ? ` le ${ecrireInstant(f.recueLe)}` : ''}.`,
        'Le service la saisit sur la plateforme, où vous la lisez parmi vos candidatures. Vous n’avez rien à faire.',
        'Vous recevrez le récépissé quand une seconde personne aura vérifié la saisie.',
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
        ...(f.deposeLe ? [`Dépôt reçu${parCanal(f)} le ${ecrireInstant(f.deposeLe)}.`] : []),
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
} as const;
