import type { AnnexeConvention, DonneesConvention } from './donnees.js';
import { etatRecapitulatif, faitsConvention, type FaitsConvention } from './faits.js';

interface Contexte {
  donnees: DonneesConvention;
  faits: FaitsConvention;
}

/** A reason to be there, or `null` to be left out. */
type Condition = (contexte: Contexte) => string | null;

function si(condition: boolean, raison: string): string | null {
  return condition ? raison : null;
}

const TOUJOURS: Condition = () => 'Présent dans toute convention';
const ARGENT_PUBLIC: Condition = ({ faits }) => si(faits.financeurPublic, 'Un financeur au moins est public');
const CER: Condition = ({ faits }) =>
  si(faits.financeurPublic && faits.sansButLucratif, 'Association ou fondation aidée par un financeur public (R30)');
const SANS_BUT_LUCRATIF: Condition = ({ faits }) =>
  si(faits.financeurPublic && faits.sansButLucratif, 'Bénéficiaire à but non lucratif (R27)');
const INVESTISSEMENT_ETAT: Condition = ({ faits }) =>
  si(faits.investissementEtat, 'Subvention d’investissement de l’État (R28, R35)');
const DONNEES_ESSENTIELLES: Condition = ({ faits }) =>
  si(faits.conventionObligatoire, 'Subvention publique de plus de 23 000 € (R26, R43)');
const RECAPITULATIF: Condition = ({ donnees }) =>
  si(etatRecapitulatif(donnees) !== null, 'Région ou département aux côtés d’une autre collectivité (R32)');

/** A clause of an article, present or not according to the case. */
export interface ClauseApplicable {
  code: CodeClause;
  raison: string;
}

/** An article as it will be printed: `numero` runs 1..n over the articles that apply. */
export interface ArticleApplicable {
  numero: number;
  code: CodeArticle;
  titre: string;
  raison: string;
  clauses: ClauseApplicable[];
}

const CLAUSES = {
  INITIATIVE_BENEFICIAIRE: ARGENT_PUBLIC,
  SANS_SOLIDARITE: ({ donnees }) => si(donnees.financeurs.length > 1, 'Plusieurs financeurs'),
  CONDITION_SUSPENSIVE: ({ donnees }) =>
    si(
      donnees.plan.lignes.some((l) => l.condition !== null),
      'Une part au moins est sous condition',
    ),
  ETAT_RECAPITULATIF: RECAPITULATIF,
  BONIFICATIONS: ({ donnees }) =>
    si(
      donnees.regles.some((r) => r.bonifications.length > 0),
      'Une bonification au moins est accordée (R3, R5)',
    ),
  PLAFONDS_2018_514: INVESTISSEMENT_ETAT,
  SOUS_SUBVENTION_AUTORISEE: ({ donnees }) =>
    si(donnees.clauses.reversementAutorise, 'Le reversement aux partenaires est autorisé (R31)'),
  SOUS_SUBVENTION_INTERDITE: ({ donnees }) =>
    si(!donnees.clauses.reversementAutorise, 'Aucun reversement n’est autorisé (R31)'),
  FONDS_DEDIES: SANS_BUT_LUCRATIF,
  EXCEDENT: SANS_BUT_LUCRATIF,
  REVERSEMENT_2018_514: INVESTISSEMENT_ETAT,
  MINIMIS: ({ donnees }) =>
    si(donnees.aideEtat?.base === 'DE_MINIMIS', 'Aide de minimis : montant et cumul déclarés (R15)'),
  MINIMIS_SIEG: ({ donnees }) =>
    si(donnees.aideEtat?.base === 'DE_MINIMIS_SIEG', 'Aide de minimis SIEG : montant et cumul déclarés (R15)'),
  DONNEES_ESSENTIELLES,
  TRIBUNAL_ADMINISTRATIF: ARGENT_PUBLIC,
  JURIDICTION_CIVILE: ({ faits }) => si(!faits.financeurPublic, 'Tous les financeurs sont privés'),
} satisfies Record<string, Condition>;

export type CodeClause = keyof typeof CLAUSES;

interface Article {
  titre: string;
  condition: Condition;
  clauses: readonly CodeClause[];
}

function article(titre: string, condition: Condition = TOUJOURS, ...clauses: CodeClause[]): Article {
  return { titre, condition, clauses };
}

/** The outline of domain.md §6, in its order. */
const ARTICLES = {
  OBJET: article('Objet', TOUJOURS, 'INITIATIVE_BENEFICIAIRE'),
  DESCRIPTION: article('Description du projet et territoire'),
  DUREE: article('Durée'),
  COUT: article('Coût du projet et dépenses éligibles'),
  PLAN: article(
    'Plan de financement et part de chaque financeur',
    TOUJOURS,
    'SANS_SOLIDARITE',
    'CONDITION_SUSPENSIVE',
    'ETAT_RECAPITULATIF',
  ),
  CALCUL: article('Règle de calcul du montant définitif', TOUJOURS, 'BONIFICATIONS'),
  VERSEMENTS: article('Modalités de versement', TOUJOURS, 'PLAFONDS_2018_514'),
  UTILISATION: article(
    'Conditions d’utilisation',
    TOUJOURS,
    'SOUS_SUBVENTION_AUTORISEE',
    'SOUS_SUBVENTION_INTERDITE',
    'FONDS_DEDIES',
  ),
  INFORMATION: article('Obligations d’information'),
  COMPTES_RENDUS: article('Comptes rendus'),
  EVALUATION: article('Suivi et évaluation'),
  CONTROLE: article('Contrôle'),
  REVERSEMENT: article('Sort des sommes non employées et reversement', TOUJOURS, 'EXCEDENT', 'REVERSEMENT_2018_514'),
  CER: article('Contrat d’engagement républicain', CER),
  AIDE_ETAT: article('Aides d’État', ARGENT_PUBLIC, 'MINIMIS', 'MINIMIS_SIEG'),
  COMMUNICATION: article('Communication et propriété intellectuelle'),
  DONNEES: article('Données essentielles et données personnelles', TOUJOURS, 'DONNEES_ESSENTIELLES'),
  CONFLITS: article('Prévention des conflits d’intérêts'),
  AVENANTS: article('Avenants'),
  RESILIATION: article('Suspension, résiliation et force majeure'),
  LITIGES: article('Litiges', TOUJOURS, 'TRIBUNAL_ADMINISTRATIF', 'JURIDICTION_CIVILE'),
  SIGNATURES: article('Pièces contractuelles et signatures'),
  // Last, so that the articles of the template keep their numbers with them and without.
  PARTICULIERES: article('Clauses particulières', ({ donnees }) =>
    si((donnees.partiesLibres?.clauses.length ?? 0) > 0, 'Des clauses sont rédigées pour cette seule convention'),
  ),
} satisfies Record<string, Article>;

export type CodeArticle = keyof typeof ARTICLES;

/** The articles that this convention prints, each with the reason why, and its conditional clauses (domain.md §6). */
export function articlesApplicables(donnees: DonneesConvention): ArticleApplicable[] {
  const contexte = { donnees, faits: faitsConvention(donnees) };
  return (Object.entries(ARTICLES) as [CodeArticle, Article][])
    .flatMap(([code, { titre, condition, clauses }]) => {
      const raison = condition(contexte);
      return raison === null ? [] : [{ code, titre, raison, clauses: clausesApplicables(clauses, contexte) }];
    })
    .map((applicable, i) => ({ numero: i + 1, ...applicable }));
}

function clausesApplicables(codes: readonly CodeClause[], contexte: Contexte): ClauseApplicable[] {
  return codes.flatMap((code) => {
    const raison = CLAUSES[code](contexte);
    return raison === null ? [] : [{ code, raison }];
  });
}

/** A text that the convention relies on: a line of the « Vu ». */
export interface VisaApplicable {
  texte: string;
  raison: string;
}

const VISAS: readonly (readonly [string, Condition])[] = [
  ['la loi n° 2000-321 du 12 avril 2000, notamment ses articles 9-1, 10 et 10-1', ARGENT_PUBLIC],
  [
    'le décret n° 2001-495 du 6 juin 2001 relatif à la transparence financière des aides publiques',
    DONNEES_ESSENTIELLES,
  ],
  [
    'le décret n° 2017-779 du 5 mai 2017 relatif aux données essentielles des conventions de subvention',
    DONNEES_ESSENTIELLES,
  ],
  [
    'le décret n° 2018-514 du 25 juin 2018 relatif aux subventions de l’État pour des projets d’investissement',
    INVESTISSEMENT_ETAT,
  ],
  [
    'le code général des collectivités territoriales, notamment son article L1611-4',
    ({ faits }) => si(faits.collectiviteFinance, 'Une collectivité finance le projet (R31)'),
  ],
  ['le code général des collectivités territoriales, notamment son article L1611-8', RECAPITULATIF],
  [
    'le code général des collectivités territoriales, notamment son article L1111-10',
    ({ faits }) =>
      si(faits.collectiviteBeneficiaire && faits.investissement, 'Investissement porté par une collectivité (R13)'),
  ],
  ['la loi n° 2021-1109 du 24 août 2021 et le décret n° 2021-1947 du 31 décembre 2021', CER],
  ['le règlement (UE) 2023/2831 relatif aux aides de minimis', CLAUSES.MINIMIS],
  [
    'le règlement (UE) 2023/2832 relatif aux aides de minimis accordées à des services d’intérêt économique général',
    CLAUSES.MINIMIS_SIEG,
  ],
];

/** The texts to cite before the articles, each with the reason why, in the order of the law. */
export function visasApplicables(donnees: DonneesConvention): VisaApplicable[] {
  const contexte = { donnees, faits: faitsConvention(donnees) };
  return VISAS.flatMap(([texte, condition]) => {
    const raison = condition(contexte);
    return raison === null ? [] : [{ texte, raison }];
  });
}

const ANNEXES: readonly (readonly [string, string, Condition])[] = [
  ['I', 'Fiche du projet et territoire', TOUJOURS],
  ['II', 'Budget prévisionnel', TOUJOURS],
  ['III', 'Plan de financement et échéancier', TOUJOURS],
  ['IV', 'État récapitulatif des subventions des collectivités', RECAPITULATIF],
  ['V', 'Contrat d’engagement républicain', CER],
  [
    'VI',
    'Indicateurs',
    ({ donnees }) =>
      si(
        donnees.actions.some((action) => action.indicateurs.length > 0),
        'Des indicateurs sont fixés',
      ),
  ],
  ['VIII', 'Logos des parties', ({ donnees }) => si(donnees.logos !== undefined, 'Une partie au moins a un logo')],
  [
    'IX',
    'Mandat du consortium',
    ({ donnees }) => si(donnees.consortium !== null, 'Le projet est porté à plusieurs (R31)'),
  ],
];

/** The annexes that apply; their Roman numbers never change, so that the articles can cite them (domain.md §6). */
export function annexesApplicables(donnees: DonneesConvention): AnnexeConvention[] {
  const contexte = { donnees, faits: faitsConvention(donnees) };
  return ANNEXES.filter(([, , condition]) => condition(contexte) !== null).map(([code, titre]) => ({ code, titre }));
}
