import { ecrireEuros, ecrireTaux, type AppelRegles, type ConditionBonification, type TypePlafond } from '@tdt/domaine';
import { gql } from 'urql';

export interface RegleAppel {
  id: string;
  type: 'BASE' | 'BONIFICATION' | TypePlafond;
  code: string;
  libelle: string;
  montant: string | null;
  tauxBp: number | null;
  condition: ConditionBonification | null;
  preuve: string | null;
  cumulable: boolean;
  sourceJuridique: string | null;
}

export interface AppelPublic {
  id: string;
  reference: string;
  titre: string;
  resume: string;
  objet: string;
  type: 'AAP' | 'AMI';
  etat: string;
  ouverture: string;
  cloture: string;
  modeMontant: 'FORFAIT' | 'PLAFOND';
  montantAnnonce: string | null;
  categoriesAdmises: string[];
  dureeMoisMax: number | null;
  seuilInstruction: number | null;
  regles: RegleAppel[];
  grille: { id: string; libelle: string; poids: number }[];
  pieces: { id: string; libelle: string; obligatoire: boolean; categories: string[] }[];
  territoires: { id: string; nom: string }[];
}

export const LISTE_APPELS = gql`
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
`;

export const UN_APPEL = gql`
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
`;

/** The rules as the domain reads them, so that the page computes what the API would. */
export function reglesDe(appel: AppelPublic): AppelRegles {
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
