import {
  heureDeParis,
  jourDeParis,
  type CategorieOrganisme,
  type ConditionBonification,
  type TypePlafond,
} from '@tdt/domaine';
import { montantSaisi } from '../candidatures/saisie.js';
import { tauxSaisi } from '../commun/taux.js';
import type { AppelGere } from './appel.js';

export interface BonificationSaisie {
  libelle: string;
  montant: string;
  condition: ConditionBonification;
  preuve: string;
  cumulable: boolean;
}

export interface PlafondSaisi {
  type: TypePlafond;
  libelle: string;
  /** A rate for TAUX_MAX, an amount for the others. */
  valeur: string;
  source: string;
}

export interface PieceSaisie {
  libelle: string;
  obligatoire: boolean;
  categories: CategorieOrganisme[];
}

export interface CritereSaisi {
  libelle: string;
  poids: string;
}

export interface TerritoireSaisi {
  nature: Api.NatureTerritoire;
  code: string;
  nom: string;
}

/** What the editor holds, as it is typed. Nobody types a code: each is made from the rank of its line. */
export interface AppelSaisi {
  code: string;
  type: Api.TypeAppel;
  titre: string;
  resume: string;
  objet: string;
  conferenceId: string;
  ouvertureJour: string;
  ouvertureHeure: string;
  clotureJour: string;
  clotureHeure: string;
  categories: CategorieOrganisme[];
  dureeMoisMax: string;
  territoires: TerritoireSaisi[];
  mode: Api.ModeMontant;
  base: string;
  montantAnnonce: string;
  financementPartiel: boolean;
  millesimeQpv: string;
  millesimeAcv: string;
  bonifications: BonificationSaisie[];
  plafonds: PlafondSaisi[];
  pieces: PieceSaisie[];
  grille: CritereSaisi[];
  seuil: string;
}

/** Under what name the device keeps the call that is being written: one at a time. */
export const GARDE_APPEL = 'appel';

export const APPEL_VIERGE: AppelSaisi = {
  code: '',
  type: 'AAP',
  titre: '',
  resume: '',
  objet: '',
  conferenceId: '',
  ouvertureJour: '',
  ouvertureHeure: '00:00',
  clotureJour: '',
  clotureHeure: '23:59',
  categories: [],
  dureeMoisMax: '',
  territoires: [],
  mode: 'PLAFOND',
  base: '',
  montantAnnonce: '',
  financementPartiel: true,
  millesimeQpv: '2024',
  millesimeAcv: '2024',
  bonifications: [],
  plafonds: [],
  pieces: [{ libelle: 'Avis de situation au répertoire SIRENE', obligatoire: true, categories: [] }],
  grille: [],
  seuil: '',
};

const texte = (n: number | null) => (n === null ? '' : String(n));

/** A former call as the start of a new one; its dates and its code belong to it alone. */
export function repriseDe(appel: AppelGere): AppelSaisi {
  const { regles } = appel;
  return {
    ...APPEL_VIERGE,
    type: appel.type,
    titre: appel.titre,
    resume: appel.resume,
    objet: appel.objet,
    conferenceId: appel.conferenceId ?? '',
    ouvertureHeure: appel.ouverture ? heureDeParis(new Date(appel.ouverture)).slice(0, 5) : '00:00',
    clotureHeure: appel.cloture ? heureDeParis(new Date(appel.cloture)).slice(0, 5) : '23:59',
    categories: appel.categoriesAdmises as CategorieOrganisme[],
    dureeMoisMax: texte(appel.dureeMoisMax),
    territoires: appel.territoires,
    mode: appel.modeMontant,
    base: montantSaisi(regles.find((r) => r.type === 'BASE')?.montant ?? null),
    montantAnnonce: montantSaisi(appel.montantAnnonce),
    financementPartiel: appel.financementPartiel,
    millesimeQpv: texte(appel.millesimeQpv),
    millesimeAcv: texte(appel.millesimeAcv),
    bonifications: regles
      .filter((r) => r.type === 'BONIFICATION')
      .map((r) => ({
        libelle: r.libelle,
        montant: montantSaisi(r.montant),
        condition: r.condition ?? 'LIEU_QPV',
        preuve: r.preuve ?? '',
        cumulable: r.cumulable,
      })),
    plafonds: regles
      .filter((r) => r.type !== 'BASE' && r.type !== 'BONIFICATION')
      .map((r) => ({
        type: r.type as TypePlafond,
        libelle: r.libelle,
        valeur: r.montant === null ? tauxSaisi(r.tauxBp ?? 0) : montantSaisi(r.montant),
        source: r.sourceJuridique ?? '',
      })),
    pieces: appel.pieces.map(({ libelle, obligatoire, categories }) => ({
      libelle,
      obligatoire,
      categories: categories as CategorieOrganisme[],
    })),
    grille: appel.grille.map(({ libelle, poids }) => ({ libelle, poids: String(poids) })),
    seuil: texte(appel.seuilInstruction),
  };
}

/** The day and the minute of a call, as a form shows them. */
export function momentSaisi(instant: string | null): { jour: string; heure: string } {
  if (instant === null) return { jour: '', heure: '23:59' };
  const date = new Date(instant);
  return { jour: jourDeParis(date), heure: heureDeParis(date).slice(0, 5) };
}
