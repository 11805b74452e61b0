import type { CategorieOrganisme } from '../identifiants/categories.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { CLASSE_APPEL, controlerReglesFinancement, validerArbre, type RegleFinancement } from '../repartition/index.js';
import { CYCLE_APPEL, type EtatAppel } from './cycle-appel.js';

/** A class of funders of a call. The classes form a tree; a funder is in the class that names its category. */
export interface ClasseDeFinanceurs {
  code: string;
  parent: string | null;
  libelle: string;
  categories: readonly CategorieOrganisme[];
}

function classe(
  code: string,
  parent: string | null,
  libelle: string,
  ...categories: CategorieOrganisme[]
): ClasseDeFinanceurs {
  return { code, parent, libelle, categories };
}

/** The tree of a call that defines none. */
export const CLASSES_PAR_DEFAUT: readonly ClasseDeFinanceurs[] = [
  classe('PUBLIC', null, 'Personnes publiques'),
  classe('ETAT', 'PUBLIC', 'État', 'ETAT'),
  classe('COLLECTIVITES', 'PUBLIC', 'Collectivités territoriales et groupements'),
  classe('REGION', 'COLLECTIVITES', 'Régions', 'REGION'),
  classe('DEPARTEMENT', 'COLLECTIVITES', 'Départements', 'DEPARTEMENT'),
  classe('EPCI', 'COLLECTIVITES', 'Intercommunalités', 'EPCI'),
  classe('COMMUNE', 'COLLECTIVITES', 'Communes', 'COMMUNE'),
  classe('ORGANISMES_SOCIAUX', 'PUBLIC', 'Organismes de sécurité sociale', 'ORGANISME_SOCIAL'),
  classe('AUTRES_PUBLICS', 'PUBLIC', 'Autres personnes publiques', 'ETABLISSEMENT_PUBLIC', 'GIP', 'AUTRE_PUBLIC'),
  classe('PRIVE', null, 'Personnes privées'),
  classe('FONDATIONS', 'PRIVE', 'Fondations et fonds de dotation', 'FONDATION', 'FONDS_DE_DOTATION'),
  classe('ENTREPRISES', 'PRIVE', 'Entreprises', 'ENTREPRISE'),
  classe('AUTRES_PRIVES', 'PRIVE', 'Associations et autres personnes privées', 'ASSOCIATION', 'AUTRE_PRIVE'),
];

/** Code of the class of a funder of this category, `null` when no class names it: no class cap then holds it. */
export function classeDe(categorie: CategorieOrganisme, classes: readonly ClasseDeFinanceurs[]): string | null {
  return classes.find((c) => c.categories.includes(categorie))?.code ?? null;
}

/** A financing rule as a call defines it: on the whole call, on a class, or on the envelopes of a funder or of a category. */
export interface RegleDeLAppel extends Omit<RegleFinancement, 'id' | 'cible' | 'sourceJuridique'> {
  code: string;
  classe: string | null;
  financeurId: string | null;
  categorie: CategorieOrganisme | null;
  sourceJuridique: string;
}

export interface ReglesDeLAppel {
  classes: readonly ClasseDeFinanceurs[];
  regles: readonly RegleDeLAppel[];
}

/**
 * Checks the classes and the financing rules of a call. Refusals, in this order: those of the tree (no tree, no rule:
 * outside it neither uniqueness nor cents would hold), ENTREE_INVALIDE (reserved class), DOUBLON (category in two classes),
 * then rule by rule INCOMPLET (no legal source), ENTREE_INVALIDE (target), and those of `controlerReglesFinancement`.
 */
export function controlerReglesDeLAppel({ classes, regles }: ReglesDeLAppel): Decision {
  return premierRefus(
    () => validerArbre(classes.map(({ code, parent }) => ({ id: code, parent }))),
    () => exigerClassesLibres(classes),
    () => exigerCategoriesUniques(classes),
    ...regles.map((regle, i) => () => controlerCible(regle, classes, `regles[${i}]`)),
    () => controlerReglesFinancement(regles.map(versRegle)),
  );
}

/** The target of a rule as the engine names it; funders and categories are resolved to envelopes round by round. */
function versRegle({ code, classe: nom, financeurId, categorie, ...regle }: RegleDeLAppel): RegleFinancement {
  return { ...regle, id: code, cible: nom ?? financeurId ?? categorie };
}

function exigerClassesLibres(classes: readonly ClasseDeFinanceurs[]): Decision {
  const rang = classes.findIndex((c) => c.code === CLASSE_APPEL);
  if (rang < 0) return accepter();
  const message = `« ${CLASSE_APPEL} » désigne l’appel entier : nommez autrement cette classe.`;
  return refuser('ENTREE_INVALIDE', message, `classes[${rang}].code`);
}

function exigerCategoriesUniques(classes: readonly ClasseDeFinanceurs[]): Decision {
  const vues = new Set<CategorieOrganisme>();
  for (const [rang, { code, categories }] of classes.entries()) {
    for (const categorie of categories) {
      if (vues.has(categorie)) {
        const message = `La catégorie ${categorie} est déjà dans une autre classe que « ${code} ».`;
        return refuser('DOUBLON', message, `classes[${rang}].categories`);
      }
      vues.add(categorie);
    }
  }
  return accepter();
}

function controlerCible(regle: RegleDeLAppel, classes: readonly ClasseDeFinanceurs[], chemin: string): Decision {
  const { code, portee, financeurId, categorie, sourceJuridique } = regle;
  if (sourceJuridique.trim() === '') {
    return refuser('INCOMPLET', `Citez le texte dont vient la règle « ${code} ».`, `${chemin}.sourceJuridique`);
  }
  const cibles = [regle.classe, financeurId, categorie].filter((cible) => cible !== null).length;
  if (cibles > (portee === 'APPEL' ? 0 : 1)) {
    return refuser('ENTREE_INVALIDE', `La règle « ${code} » a plus de cibles que sa portée.`, `${chemin}.portee`);
  }
  if (portee === 'CLASSE' && !classes.some((c) => c.code === regle.classe)) {
    const message = `La règle « ${code} » porte sur une classe qui n’existe pas : « ${regle.classe ?? ''} ».`;
    return refuser('ENTREE_INVALIDE', message, `${chemin}.classe`);
  }
  if (portee === 'ENVELOPPE' && financeurId === null && categorie === null) {
    const message = `La règle « ${code} » nomme un financeur ou une catégorie.`;
    return refuser('ENTREE_INVALIDE', message, `${chemin}.financeurId`);
  }
  return accepter();
}

const ETATS_REGLES_MODIFIABLES: readonly EtatAppel[] = ['BROUILLON', 'VALIDE', 'PUBLIE', 'OUVERT', 'SUSPENDU'];

/**
 * The financing rules of a call may change until its deposits close: applicants build their plan on them. Refusals, in this
 * order: ETAT_INVALIDE, HORS_DELAI.
 */
export function exigerReglesModifiables(appel: { etat: EtatAppel; cloture: Date | null }, instant: Date): Decision {
  const { etat, cloture } = appel;
  if (!ETATS_REGLES_MODIFIABLES.includes(etat)) {
    const message = `L’appel est à l’état « ${CYCLE_APPEL.etats[etat]} » : ses règles de financement ne changent plus.`;
    return refuser('ETAT_INVALIDE', message, 'appelId');
  }
  if (cloture === null || instant.getTime() <= cloture.getTime()) return accepter();
  return refuser('HORS_DELAI', 'Les dépôts sont clos : les règles de financement ne changent plus.', 'appelId');
}

/** New rules replace those that were read, never those that a colleague has defined meanwhile. Refusal: CONFLIT_VERSION. */
export function exigerReglesLues(appel: { versionRegles: number }, lue: number): Decision {
  if (lue === appel.versionRegles) return accepter();
  const message = 'Les règles de financement de cet appel ont changé depuis que vous les avez lues : relisez-les.';
  return refuser('CONFLIT_VERSION', message, 'version');
}
