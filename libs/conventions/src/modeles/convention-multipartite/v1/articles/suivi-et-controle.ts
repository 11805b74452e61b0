import { CLAUSES_TYPES, ecrireEuros, ecrireTaux, type ClauseExcedent } from '@tdt/domaine';
import {
  AVEC_COLLECTIVITE,
  AVEC_ETAT,
  AVEC_FINANCEUR_PUBLIC,
  COMPTES_PUBLIES,
  EXCEDENT,
  INVESTISSEMENT_ETAT,
  PLUS_D_UN_AN,
  SANS_EXCEDENT,
  TOUJOURS,
} from '../conditions.js';
import { A_COMPLETER, enChiffresEtLettres, jour } from '../contexte.js';
import { clause, enumeration, type Articles } from '../modele.js';
import { terminer } from './objet-et-duree.js';

/** Articles on reports, evaluation, control and what happens to money not spent. */
export const ARTICLES_SUIVI = {
  COMPTES_RENDUS: [
    clause(
      PLUS_D_UN_AN,
      () =>
        'Le bénéficiaire remet chaque année, à la date anniversaire du début du projet, un compte rendu intermédiaire de l’avancement des actions, des dépenses payées et des indicateurs.',
    ),
    enumeration(
      TOUJOURS,
      ({ donnees: { duree } }) =>
        `Le bénéficiaire remet au plus tard le ${jour(duree.limiteBilan)}, et en tout état de cause dans les six mois de la clôture de l’exercice pour lequel la dernière contribution a été attribuée, un bilan final composé :`,
      () => [
        'du compte rendu financier, dans la forme du formulaire Cerfa n° 15059, signé par son représentant, qui rapproche ligne à ligne les prévisions et les réalisations ;',
        'du compte rendu quantitatif et qualitatif du projet, avec la valeur atteinte par chaque indicateur ;',
        'de ses comptes annuels approuvés et, s’il y a lieu, du rapport du commissaire aux comptes.',
      ],
      'loi 2000-321 art. 10, R37',
    ),
    clause(
      TOUJOURS,
      () =>
        'Tout écart de plus de 10 % entre la prévision et la réalisation d’un poste du budget est expliqué. Un seul bilan est établi pour tous les financeurs, qui s’interdisent d’en demander un autre pour le même objet.',
    ),
    clause(
      COMPTES_PUBLIES,
      (c) =>
        `Les subventions publiques de la présente convention s’élèvent à ${ecrireEuros(c.totalPublic)}. Pour tout exercice au cours duquel il reçoit plus de 153 000 € de fonds publics, le bénéficiaire s’assure de ses obligations de nommer un commissaire aux comptes et de publier ses comptes annuels.`,
      'C. com. L612-4, R44, R45',
    ),
    clause(
      TOUJOURS,
      () =>
        'À défaut de remise dans les délais, le bénéficiaire est relancé ; après une mise en demeure restée sans effet pendant un mois, chaque financeur peut exiger la restitution des sommes dont l’emploi n’est pas justifié.',
    ),
  ],
  EVALUATION: [
    clause(
      TOUJOURS,
      () =>
        'Un comité de suivi réunit le bénéficiaire et les financeurs au moins une fois par an, à l’initiative du secrétariat de la conférence. Il examine l’avancement du projet, les indicateurs et les difficultés ; il ne modifie pas la convention.',
    ),
    clause(
      TOUJOURS,
      () =>
        'L’évaluation porte sur la conformité des résultats à l’objet de la convention, sur l’impact du projet au regard de ses indicateurs et, s’il y a lieu, sur les suites à lui donner. Ses conclusions sont communes aux financeurs et communiquées au bénéficiaire, qui peut y joindre ses observations.',
      'loi 2000-321 art. 10, R27',
    ),
  ],
  CONTROLE: [
    clause(
      TOUJOURS,
      ({ donnees: { clauses } }) => clauses.controleEvaluation ?? CLAUSES_TYPES.controleEvaluation ?? A_COMPLETER,
      'loi 2000-321 art. 10, R27, R48',
    ),
    clause(
      TOUJOURS,
      () =>
        'Ce contrôle s’exerce pendant la convention et pendant les quatre ans qui suivent, par les agents du financeur ou par toute personne qu’il mandate. Le bénéficiaire facilite l’accès à toute pièce justificative.',
    ),
    clause(
      AVEC_COLLECTIVITE,
      () =>
        'Le bénéficiaire fournit aux collectivités et groupements qui le subventionnent une copie certifiée de ses budgets et de ses comptes de l’exercice écoulé, ainsi que tout document faisant connaître les résultats de son activité.',
      'CGCT L1611-4',
    ),
    clause(
      AVEC_ETAT,
      () => 'Le bénéficiaire se soumet aux contrôles des corps d’inspection de l’État et du comptable assignataire.',
    ),
    clause(
      AVEC_FINANCEUR_PUBLIC,
      () =>
        'L’attention du bénéficiaire est appelée sur la compétence des juridictions financières à l’égard des fonds publics qu’il reçoit.',
      'code des juridictions financières',
    ),
  ],
  REVERSEMENT: [
    clause(
      TOUJOURS,
      ({ donnees: { clauses } }) => clauses.reversement ?? CLAUSES_TYPES.reversement ?? A_COMPLETER,
      'loi 2000-321 art. 10, R27',
    ),
    enumeration(
      TOUJOURS,
      () =>
        'Un financeur peut réduire sa contribution ou en exiger le reversement total ou partiel, après avoir mis le bénéficiaire à même de présenter ses observations :',
      () => [
        'si le projet n’est pas réalisé, ou ne l’est qu’en partie ;',
        'si l’objet du projet ou l’emploi des fonds a été modifié sans son accord ;',
        'si le coût réel ou les dépenses éligibles réelles sont inférieurs à l’assiette de sa contribution ;',
        'si un compte rendu n’est pas remis ou si le contrôle révèle des dépenses non justifiées.',
      ],
      'R40',
    ),
    clause(
      INVESTISSEMENT_ETAT,
      () =>
        'La subvention d’investissement de l’État est en outre reversée en cas de dépassement du plafond des aides publiques ou d’inachèvement dans les délais.',
      'décret 2018-514 art. 14',
    ),
    clause(
      TOUJOURS,
      () =>
        'Lorsque le reversement tient à une moindre dépense, il est réparti entre les financeurs en proportion des sommes que chacun a versées, au centime près. Chaque financeur public recouvre sa part par un titre de perception ou de recettes ; chaque financeur privé, par une demande de remboursement.',
      'R40',
    ),
    clause(
      EXCEDENT,
      ({ donnees: { clauses } }) => excedentEnMots(clauses.excedent),
      'loi 2000-321 art. 10 modifié par loi 2021-875, R27, R42',
    ),
    clause(
      SANS_EXCEDENT,
      () =>
        'Aucune part des sommes non dépensées n’est laissée au bénéficiaire : elles sont restituées aux financeurs.',
      'R42',
    ),
  ],
  CER: [
    clause(
      TOUJOURS,
      ({ donnees: { cer } }) =>
        cer === null
          ? 'Le bénéficiaire souscrit le contrat d’engagement républicain prévu à l’article 10-1 de la loi n° 2000-321 du 12 avril 2000, dont le texte est rappelé à l’annexe V.'
          : `Le bénéficiaire a souscrit le ${jour(cer.accepteLe)}, par ${cer.signataireNom}, ${cer.signataireQualite}, le contrat d’engagement républicain prévu à l’article 10-1 de la loi n° 2000-321 du 12 avril 2000 (${cer.versionTexte}), rappelé à l’annexe V.`,
      'loi 2021-1109, décret 2021-1947, R30',
    ),
    clause(
      TOUJOURS,
      () =>
        'Il en informe ses membres par tout moyen, veille à son respect par ses dirigeants, salariés, membres et bénévoles, et répond des manquements qui lui sont imputables.',
    ),
    clause(
      TOUJOURS,
      () =>
        'En cas de manquement, chaque financeur public peut retirer sa subvention par une décision motivée, après que le bénéficiaire a pu présenter ses observations. Le retrait porte sur la part correspondant à la période restant à courir à la date du manquement ; les sommes sont restituées dans un délai qui ne peut excéder six mois.',
      'R41',
    ),
  ],
} satisfies Articles;

/** What the body may keep of the grants it did not spend: a rate, an amount, both, or nothing. */
function excedentEnMots(excedent: ClauseExcedent | null): string {
  if (excedent === null) return `Part de l’excédent que le bénéficiaire peut conserver : ${A_COMPLETER}.`;
  const limites = [
    excedent.pourcentBp ? `${ecrireTaux(excedent.pourcentBp)} des contributions publiques versées` : null,
    excedent.montant ? enChiffresEtLettres(excedent.montant) : null,
  ].filter((limite) => limite !== null);
  if (limites.length === 0) {
    return 'Le bénéficiaire ne conserve aucune part des contributions publiques non dépensées : elles sont restituées.';
  }
  return `Si le projet est réalisé et ses objectifs atteints, le bénéficiaire, organisme à but non lucratif, conserve la part non dépensée des contributions publiques dans la limite de ${limites.join(' et de ')}. Il l’affecte à des actions de même objet et le justifie dans ses comptes.`;
}

/** The seven commitments, for the annex (R30). */
export const ENGAGEMENTS_REPUBLICAINS: readonly string[] = [
  'respect des lois de la République',
  'liberté de conscience',
  'liberté des membres de l’association',
  'égalité et non-discrimination',
  'fraternité et prévention de la violence',
  'respect de la dignité de la personne humaine',
  'respect des symboles de la République',
].map((engagement, rang, tous) => terminer(engagement, rang, tous.length));
