import { doitContratEngagementRepublicain, estCollectivite, estPublique, type CodeClause } from '@tdt/domaine';
import type { Condition, Contexte } from './modele.js';

/*
 * Every reason why a clause is printed, in one place. The template names them; this file says what they mean.
 */

export const TOUJOURS: Condition = { libelle: 'Toujours', vraie: () => true };

/** A condition that the domain decides. */
function duDomaine(code: CodeClause, libelle: string): Condition {
  return { libelle, vraie: (c) => c.clausesDuDomaine.has(code) };
}

export const PLUSIEURS_FINANCEURS = duDomaine('SANS_SOLIDARITE', 'Plusieurs financeurs');

export const FONDS_DEDIES = duDomaine('FONDS_DEDIES', 'Bénéficiaire à but non lucratif (R27)');

export const TRIBUNAL_ADMINISTRATIF = duDomaine('TRIBUNAL_ADMINISTRATIF', 'Un financeur au moins est public');

export const JURIDICTION_CIVILE = duDomaine('JURIDICTION_CIVILE', 'Tous les financeurs sont privés');

export const AVEC_FINANCEUR_PUBLIC: Condition = {
  libelle: 'Un financeur au moins est une personne publique',
  vraie: (c) => c.publics.length > 0,
};

export const AVEC_FINANCEUR_PRIVE: Condition = {
  libelle: 'Un financeur au moins est une personne privée (R17)',
  vraie: (c) => c.prives.length > 0,
};

export const FINANCEURS_MIXTES: Condition = {
  libelle: 'Financeurs publics et privés réunis (R17)',
  vraie: (c) => c.publics.length > 0 && c.prives.length > 0,
};

export const AVEC_COLLECTIVITE: Condition = {
  libelle: 'Un financeur au moins est une collectivité territoriale ou un groupement (CGCT L1611-4, L2311-7)',
  vraie: (c) => c.donnees.financeurs.some((f) => estCollectivite(f.categorie)),
};

export const ETAT_RECAPITULATIF = duDomaine(
  'ETAT_RECAPITULATIF',
  'Région ou département aux côtés d’une autre collectivité (CGCT L1611-8, R32)',
);

export const AVEC_ETAT: Condition = {
  libelle: 'L’État est financeur',
  vraie: (c) => c.donnees.financeurs.some((f) => f.categorie === 'ETAT'),
};

export const INVESTISSEMENT: Condition = {
  libelle: 'Une contribution au moins porte sur des dépenses d’investissement',
  vraie: (c) => c.donnees.plan.lignes.some((l) => l.nature === 'INVESTISSEMENT'),
};

export const INVESTISSEMENT_ETAT = duDomaine(
  'PLAFONDS_2018_514',
  'Subvention d’investissement de l’État (décret 2018-514, R14, R28, R35)',
);

export const INVESTISSEMENT_COLLECTIVITE: Condition = {
  libelle: 'Bénéficiaire collectivité maître d’ouvrage d’un investissement (CGCT L1111-10, R13)',
  vraie: (c) => INVESTISSEMENT.vraie(c) && estCollectivite(c.donnees.beneficiaire.categorie),
};

export const BENEFICIAIRE_PRIVE: Condition = {
  libelle: 'Bénéficiaire de droit privé (loi 2000-321, R26)',
  vraie: (c) => !estPublique(c.donnees.beneficiaire.categorie),
};

export const BENEFICIAIRE_PUBLIC: Condition = {
  libelle: 'Bénéficiaire personne publique',
  vraie: (c) => estPublique(c.donnees.beneficiaire.categorie),
};

export const NON_LUCRATIF: Condition = {
  libelle: 'Bénéficiaire à but non lucratif (R27, R42)',
  vraie: (c) => doitContratEngagementRepublicain(c.donnees.beneficiaire.categorie),
};

export const COMPTES_PUBLIES: Condition = {
  libelle: 'Association ou fondation recevant plus de 153 000 € de fonds publics (R44, R45)',
  vraie: (c) => NON_LUCRATIF.vraie(c) && c.totalPublic > 15_300_000n,
};

export const CONVENTION_OBLIGATOIRE = duDomaine(
  'DONNEES_ESSENTIELLES',
  'Subvention publique de plus de 23 000 € à un organisme de droit privé (R26, R43)',
);

export const CONSORTIUM: Condition = {
  libelle: 'Projet porté par un groupement',
  vraie: (c) => c.donnees.consortium !== null && c.donnees.consortium.membres.length > 0,
};

export const INITIATIVE_BENEFICIAIRE = duDomaine(
  'INITIATIVE_BENEFICIAIRE',
  'Un financeur au moins est public : le bénéficiaire est à l’initiative du projet (R29)',
);

export const BONIFICATIONS = duDomaine('BONIFICATIONS', 'Une bonification au moins est accordée (R3, R5)');

export const AVEC_CONDITION_SUSPENSIVE = duDomaine(
  'CONDITION_SUSPENSIVE',
  'Une contribution au moins est soumise à une condition',
);

export const CONTRIBUTIONS_VOLONTAIRES: Condition = {
  libelle: 'Contributions volontaires en nature déclarées (R10)',
  vraie: (c) => c.donnees.plan.contributionsVolontaires > 0n,
};

export const RESSOURCES_PROPRES: Condition = {
  libelle: 'Le bénéficiaire apporte des ressources propres',
  vraie: (c) => c.donnees.plan.ressourcesPropres > 0n,
};

export const REVERSEMENT_AUTORISE = duDomaine(
  'SOUS_SUBVENTION_AUTORISEE',
  'La convention autorise le reversement à des partenaires nommés (R31)',
);

export const REVERSEMENT_INTERDIT = duDomaine(
  'SOUS_SUBVENTION_INTERDITE',
  'Aucun reversement autorisé (CGCT L1611-4, R31)',
);

export const EXCEDENT = duDomaine(
  'EXCEDENT',
  'Bénéficiaire à but non lucratif aidé par un financeur public (R27, R42)',
);

export const SANS_EXCEDENT: Condition = {
  libelle: 'Bénéficiaire qui ne peut garder aucun excédent',
  vraie: (c) => !EXCEDENT.vraie(c),
};

export const MINIMIS: Condition = {
  libelle: 'Aide de minimis, générale ou SIEG (R15)',
  vraie: (c) => c.clausesDuDomaine.has('MINIMIS') || c.clausesDuDomaine.has('MINIMIS_SIEG'),
};

export const PLUS_D_UN_AN: Condition = {
  libelle: 'Projet de plus de douze mois : compte rendu intermédiaire',
  vraie: ({ donnees: { duree } }) =>
    duree.debut !== null &&
    duree.fin !== null &&
    duree.fin > `${Number(duree.debut.slice(0, 4)) + 1}${duree.debut.slice(4)}`,
};

export const ORIGINE_BENEFICIAIRE: Condition = {
  libelle: 'Le besoin n’a pas été défini par un financeur : sinon, alerte « commande publique » (R29)',
  vraie: (c) => c.donnees.clauses.origineInitiative !== 'FINANCEUR',
};

export const INDICATEURS: Condition = {
  libelle: 'Des indicateurs sont fixés',
  vraie: (c) => c.donnees.actions.some((action) => action.indicateurs.length > 0),
};

/** The clause is printed when both conditions hold. */
export function et(a: Condition, b: Condition): Condition {
  return { libelle: `${a.libelle} ; et : ${b.libelle}`, vraie: (c: Contexte) => a.vraie(c) && b.vraie(c) };
}
