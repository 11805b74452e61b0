import { ecrireDate, ecrireInstant } from '../calendrier/index.js';
import { LIBELLES_ROLE } from '../habilitation/index.js';
import { ecrireEuros } from '../montant/index.js';
import { AVIS_CANDIDATURE } from './avis-candidature.js';
import { AVIS_CONFERENCE } from './avis-conference.js';
import { definir, entre, titreDe } from './definition.js';

const INVITATION = 'La personne invitée n’a pas encore de compte : rien d’autre ne la préviendrait.';

/** Every event that people wait for. */
export const AVIS = {
  ...AVIS_CANDIDATURE,
  ...AVIS_CONFERENCE,
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
    destinataires: 'SIGNATAIRES',
    auteurAussi: true,
    composer: (f) => ({
      sujet: `Convention à signer : n° ${f.numero}`,
      phrases: [
        `La convention n° ${f.numero}, pour ${titreDe(f.titre)}, attend la signature de votre organisme.`,
        'Ouvrir le lien ci-dessous ne signe rien : vous lisez le document, puis vous signez.',
      ],
    }),
  }),
  SIGNATURE_RELANCEE: definir({
    objet: 'convention',
    libelle: 'Votre signature est encore attendue',
    famille: 'FINANCEMENTS',
    destinataires: 'SIGNATAIRES',
    auteurAussi: true,
    composer: (f) => ({
      sujet: `Relance : convention à signer n° ${f.numero}`,
      phrases:
        f.attendueDepuis === null
          ? [`La convention n° ${f.numero}, pour ${titreDe(f.titre)}, n’attend plus de signature.`]
          : [
              `La convention n° ${f.numero}, pour ${titreDe(f.titre)}, attend la signature de votre organisme depuis le ${ecrireDate(f.attendueDepuis)}.`,
              'Le lien ci-dessous mène à la page où vous lisez le document, puis le signez. L’ouvrir ne signe rien : il sert autant de fois que vous voulez, une fois connecté.',
            ],
    }),
  }),
  CONVENTION_SIGNEE: definir({
    objet: 'convention',
    libelle: 'Une convention est signée de toutes ses parties',
    famille: 'FINANCEMENTS',
    destinataires: 'PARTIES_A_LA_DERNIERE',
    composer: (f) => ({
      sujet: `Convention signée : n° ${f.numero}`,
      phrases: [`Toutes les parties ont signé la convention n° ${f.numero}, pour ${titreDe(f.titre)}.`],
    }),
  }),
  SIGNATURE_REFUSEE: definir({
    objet: 'convention',
    libelle: 'Une partie refuse de signer une convention',
    famille: 'FINANCEMENTS',
    destinataires: 'PARTIES',
    composer: (f) => ({
      sujet: `Signature refusée : convention n° ${f.numero}`,
      phrases: [
        `Une partie a refusé de signer la convention n° ${f.numero}, pour ${titreDe(f.titre)}.`,
        'Elle dit pourquoi sur la page de la convention, que personne ne peut plus signer.',
      ],
    }),
  }),
  CONVENTION_CADUQUE: definir({
    objet: 'convention',
    libelle: 'Une convention à signer devient caduque',
    famille: 'FINANCEMENTS',
    destinataires: 'PARTIES',
    composer: (f) => ({
      sujet: `Convention caduque : n° ${f.numero}`,
      phrases: [
        `La convention n° ${f.numero}, pour ${titreDe(f.titre)}, est caduque : elle ne sera pas signée.`,
        'Les signatures déjà données n’ont pas d’effet. Chaque financeur reste engagé par son acte, jusqu’à une nouvelle convention.',
      ],
    }),
  }),
  AVENANT_RETIRE: definir({
    objet: 'convention',
    libelle: 'Un avenant à signer est retiré',
    famille: 'FINANCEMENTS',
    destinataires: 'PARTIES',
    composer: (f) => ({
      sujet: `Avenant retiré : convention n° ${f.numero}`,
      phrases: [
        `L’avenant à la convention n° ${f.numero}, pour ${titreDe(f.titre)}, est retiré : il ne sera pas signé.`,
        'La convention reste en vigueur telle qu’elle a été signée.',
      ],
    }),
  }),
  CONVENTION_RESILIEE: definir({
    objet: 'convention',
    libelle: 'Une convention est résiliée',
    famille: null,
    obligation: 'La résiliation met fin aux engagements des parties : chacune doit la recevoir.',
    destinataires: 'PARTIES',
    composer: (f) => ({
      sujet: `Résiliation de la convention n° ${f.numero}`,
      phrases: [
        `La convention n° ${f.numero}, pour ${titreDe(f.titre)}, est résiliée.`,
        'Le motif, la date d’effet et les dépenses justifiées à cette date sont sur la page de la convention.',
      ],
    }),
  }),
  CONVENTION_NOTIFIEE: definir({
    objet: 'convention',
    libelle: 'Une convention vous est notifiée',
    famille: null,
    obligation: 'La notification fait courir le délai de paiement : chaque partie doit la recevoir.',
    destinataires: 'PARTIES',
    composer: (f) => ({
      sujet: `Notification de la convention n° ${f.numero}`,
      phrases: [
        `La convention n° ${f.numero}, pour ${titreDe(f.titre)}, signée de toutes ses parties, vous est notifiée.`,
        'Le délai de paiement court à compter de ce jour, sauf autre délai que la convention fixe.',
      ],
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
