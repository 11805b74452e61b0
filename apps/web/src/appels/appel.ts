import { ecrireEuros, ecrireInstant, ecrireTaux, type AppelRegles, type TypePlafond } from '@tdt/domaine';
import { gql, type DonneesDe } from '../commun/api.js';

export const LISTE_APPELS = gql(`
  query Accueil {
    appelsAProjets(first: 50) {
      edges {
        node {
          id
          titre
          resume
          type
          etat
          ouverture
          cloture
          montantAnnonce
        }
      }
    }
  }
`);

export const UN_APPEL = gql(`
  query Appel($id: ID!) {
    appelAProjets(id: $id) {
      id
      reference
      titre
      resume
      objet
      type
      etat
      ouverture
      cloture
      modeMontant
      montantAnnonce
      categoriesAdmises
      dureeMoisMax
      seuilInstruction
      regles {
        id
        type
        code
        libelle
        montant
        tauxBp
        condition
        preuve
        cumulable
        sourceJuridique
      }
      grille {
        id
        libelle
        poids
      }
      pieces {
        id
        libelle
        obligatoire
        categories
      }
      territoires {
        id
        nom
      }
    }
  }
`);

export type AppelPublic = NonNullable<DonneesDe<typeof UN_APPEL>['appelAProjets']>;
export type RegleAppel = AppelPublic['regles'][number];

/** The rules as the domain reads them, so that the page computes what the API would. */
export function reglesDe(appel: Pick<AppelPublic, 'modeMontant' | 'regles'>): AppelRegles {
  const centimes = (montant: string | null) => (montant === null ? 0n : BigInt(montant));
  const plafonds = appel.regles.filter((r) => r.type !== 'BASE' && r.type !== 'BONIFICATION');
  return {
    mode: appel.modeMontant,
    montantBase: centimes(appel.regles.find((r) => r.type === 'BASE')?.montant ?? null),
    bonifications: appel.regles
      .filter((r) => r.type === 'BONIFICATION')
      .map((r) => ({
        ...r,
        montant: centimes(r.montant),
        condition: r.condition ?? 'LIEU_QPV',
        preuve: r.preuve ?? '',
      })),
    plafonds: plafonds.map((r) => ({
      code: r.code,
      libelle: r.libelle,
      type: r.type as TypePlafond,
      tauxBp: r.tauxBp,
      montant: r.montant === null ? null : BigInt(r.montant),
      sourceJuridique: r.sourceJuridique ?? '',
    })),
  };
}

/** A rule in one plain sentence. */
export function phraseDeRegle(regle: RegleAppel, mode: AppelPublic['modeMontant']): string {
  const valeur = regle.montant === null ? ecrireTaux(regle.tauxBp ?? 0) : ecrireEuros(BigInt(regle.montant));
  switch (regle.type) {
    case 'BASE':
      return mode === 'FORFAIT' ? `Un montant fixe de ${valeur}.` : `Jusqu’à ${valeur}.`;
    case 'BONIFICATION':
      return `${valeur} de plus : ${(regle.preuve || regle.libelle).replace(/^./, (l) => l.toLowerCase())}.`;
    case 'TAUX_MAX':
      return `Pas plus de ${valeur} du coût du projet.`;
    case 'MONTANT_MAX':
      return `Pas plus de ${valeur} en tout.`;
    case 'MONTANT_MIN':
      return `Pas d’aide inférieure à ${valeur}.`;
    case 'PROJET_MIN':
      return `Un projet d’au moins ${valeur}.`;
  }
}

/** A date of the calendar of a call; a draft may have none yet. */
export function ecrireEcheance(instant: string | null): string {
  return instant === null ? 'une date à fixer' : ecrireInstant(new Date(instant));
}
