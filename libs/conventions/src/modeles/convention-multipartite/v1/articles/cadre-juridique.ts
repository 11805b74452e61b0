import type { BaseAide } from '@tdt/domaine';
import { AVEC_FINANCEUR_PRIVE, AVEC_FINANCEUR_PUBLIC, INVESTISSEMENT, MINIMIS, TOUJOURS } from '../conditions.js';
import { ecrireEuros } from '@tdt/domaine';
import { A_COMPLETER, enChiffresEtLettres } from '../contexte.js';
import { clause, type Articles, type Contexte } from '../modele.js';
import { sansPoint } from './objet-et-duree.js';

const FONDEMENTS: Readonly<Record<BaseAide, string>> = {
  NON_ECONOMIQUE:
    'Le projet ne constitue pas une activité économique au sens du droit de l’Union européenne : les contributions publiques ne sont pas des aides d’État au sens de l’article 107 du traité sur le fonctionnement de l’Union européenne',
  DE_MINIMIS: 'Les contributions publiques sont attribuées au titre des aides de minimis',
  DE_MINIMIS_SIEG:
    'Les contributions publiques sont attribuées au titre des aides de minimis accordées à des entreprises fournissant des services d’intérêt économique général',
  SIEG_2012_21:
    'Les contributions publiques sont attribuées à titre de compensation d’obligations de service public, sur le fondement de la décision 2012/21/UE de la Commission du 20 décembre 2011',
  RGEC: 'Les contributions publiques sont attribuées sur le fondement du règlement (UE) n° 651/2014 de la Commission du 17 juin 2014 (règlement général d’exemption par catégorie)',
  AUTRE: 'Les contributions publiques sont attribuées sur le fondement suivant',
};

/** What the beneficiary declares, and what these public contributions add to it (R15): all public funders together. */
export function declarerCumul(
  { aideEtat }: Pick<Contexte['donnees'], 'aideEtat'>,
  totalPublic: bigint,
  origine: string,
): string {
  const cumul = aideEtat?.cumulDeclare ?? 0n;
  const plafond = aideEtat?.plafond ?? null;
  const limite = plafond === null ? '' : `, pour un plafond de ${ecrireEuros(plafond)}`;
  const recu =
    cumul === 0n ? 'n’avoir reçu aucune aide au même titre' : `avoir reçu au même titre ${enChiffresEtLettres(cumul)}`;
  return `Le bénéficiaire déclare ${recu} au cours des trois années qui précèdent, tous financeurs publics confondus et à l’échelle de l’entreprise unique. Avec les contributions publiques ${origine}, d’un montant de ${enChiffresEtLettres(totalPublic)}, ce cumul est porté à ${ecrireEuros(cumul + totalPublic)}${limite}.`;
}

/** Articles on the rules that surround the project. */
export const ARTICLES_CADRE = {
  AIDE_ETAT: [
    clause(
      TOUJOURS,
      ({ donnees: { aideEtat } }) =>
        aideEtat === null
          ? `Fondement des contributions publiques au regard des règles européennes : ${A_COMPLETER}.`
          : `${FONDEMENTS[aideEtat.base]}. Texte appliqué : ${sansPoint(aideEtat.reference)}.`,
      'R15',
    ),
    clause(
      MINIMIS,
      ({ donnees, totalPublic }) => declarerCumul(donnees, totalPublic, 'de la présente convention'),
      'règlements (UE) 2023/2831 et 2023/2832, R15',
    ),
    clause(
      MINIMIS,
      () =>
        'La présente convention vaut information du bénéficiaire sur le caractère de minimis des aides. Chaque financeur public en assure l’enregistrement au registre central lorsqu’il y est tenu.',
    ),
    clause(
      TOUJOURS,
      () =>
        'Si une contribution est déclarée incompatible avec le marché intérieur, le bénéficiaire en restitue le montant au financeur concerné, augmenté des intérêts prévus par le droit de l’Union.',
    ),
  ],
  COMMUNICATION: [
    clause(
      TOUJOURS,
      () =>
        'Le bénéficiaire mentionne le soutien de tous les financeurs, sur un pied d’égalité, et reproduit leurs logotypes dans toute communication relative au projet, dans le respect de leurs chartes graphiques.',
    ),
    clause(
      INVESTISSEMENT,
      () =>
        'Il appose le même affichage, lisible du public, sur les équipements acquis avec une contribution d’investissement.',
    ),
    clause(
      TOUJOURS,
      () =>
        'Les résultats du projet restent la propriété du bénéficiaire. Les supports pédagogiques, études et outils produits grâce aux contributions sont diffusés sous une licence ouverte permettant leur réutilisation gratuite par les acteurs de l’inclusion numérique, sauf droits de tiers signalés aux financeurs.',
    ),
  ],
  DONNEES: [
    clause(
      AVEC_FINANCEUR_PUBLIC,
      () =>
        'Chaque financeur public soumis à cette obligation publie, gratuitement et dans les trois mois de la signature, les données essentielles de la présente convention.',
      'loi 2000-321 art. 10, décret 2017-779, R43',
    ),
    clause(
      TOUJOURS,
      () =>
        'Chaque partie est responsable des traitements de données à caractère personnel qu’elle met en œuvre pour l’exécution de la convention. Ces données se limitent à l’identité et aux coordonnées professionnelles des signataires et des interlocuteurs du projet.',
      'règlement (UE) 2016/679, R48',
    ),
    clause(
      TOUJOURS,
      () =>
        'Elles sont conservées dix ans après la clôture du dossier. Les personnes concernées exercent leurs droits d’accès, de rectification, d’effacement et de limitation auprès de la partie qui a recueilli leurs données et peuvent saisir la Commission nationale de l’informatique et des libertés.',
      'R48',
    ),
    clause(
      TOUJOURS,
      () =>
        'Le bénéficiaire remet aux financeurs des indicateurs agrégés qui ne permettent pas d’identifier les personnes accompagnées.',
    ),
  ],
  CONFLITS: [
    clause(
      TOUJOURS,
      () =>
        'Les parties prennent toute mesure pour prévenir ou faire cesser les situations d’interférence entre un intérêt de nature à compromettre l’exercice impartial et objectif d’une fonction et l’exécution de la convention. Les déports constatés en séance figurent au procès-verbal.',
      'R23',
    ),
    clause(
      TOUJOURS,
      () =>
        'Aucun dirigeant, salarié ou mandataire du bénéficiaire ne peut tirer d’avantage personnel des contributions. Les conventions passées avec une personne liée au bénéficiaire sont signalées dans le bilan.',
    ),
    clause(
      AVEC_FINANCEUR_PRIVE,
      () =>
        'Le soutien d’un financeur privé ne lui donne aucun droit sur l’orientation du projet ni sur le choix des publics accompagnés.',
      'R17',
    ),
  ],
} satisfies Articles;
