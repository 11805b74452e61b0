import { ecrireDate, ecrireInstant } from '../calendrier/index.js';
import { definir, entre } from './definition.js';

const seanceDe = ({ conference, numero, intitule }: { conference: string; numero: string; intitule: string }) =>
  `séance n° ${numero} ${entre(intitule)} de ${entre(conference)}`;

const CONVOCATION = 'Chaque membre reçoit la convocation et l’ordre du jour dans le délai du règlement (R18).';

/** Events in the life of a session, for the members of its conference. */
export const AVIS_CONFERENCE = {
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
} as const;
