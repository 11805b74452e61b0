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

/** A line that comes from a stored call keeps the code under which other rows know it. */
interface LigneSaisie {
  code?: string;
}

export interface BonificationSaisie extends LigneSaisie {
  libelle: string;
  montant: string;
  condition: ConditionBonification;
  preuve: string;
  cumulable: boolean;
  source?: string;
}

export interface PlafondSaisi extends LigneSaisie {
  type: TypePlafond;
  libelle: string;
  /** A rate for TAUX_MAX, an amount for the others. */
  valeur: string;
  source: string;
}

export interface PieceSaisie extends LigneSaisie {
  libelle: string;
  obligatoire: boolean;
  categories: CategorieOrganisme[];
}

export interface CritereSaisi extends LigneSaisie {
  libelle: string;
  poids: string;
}

export interface TerritoireSaisi {
  nature: Api.NatureTerritoire;
  code: string;
  nom: string;
}

/** What the editor holds, as it is typed. Nobody types the code of a line. */
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
  sourceBase?: string;
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

/** Under what name the device keeps the new call that is being written: one at a time. */
export const GARDE_APPEL = 'appel';

/** A draft that is being rewritten: what is typed, and the state of the call from which it was. */
export interface Reecriture {
  version: number;
  base: AppelSaisi;
  saisie: AppelSaisi;
}

/** Under what name the device keeps what is typed of this draft. */
export const gardeDuBrouillon = (id: string) => `appel.${id}`;

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

/** A stored call, as its editor shows it. */
export function saisieDe(appel: AppelGere): AppelSaisi {
  const { regles } = appel;
  const base = regles.find((r) => r.type === 'BASE');
  const [ouverture, cloture] = [momentSaisi(appel.ouverture, '00:00'), momentSaisi(appel.cloture)];
  return {
    code: appel.reference,
    type: appel.type,
    titre: appel.titre,
    resume: appel.resume,
    objet: appel.objet,
    conferenceId: appel.conferenceId ?? '',
    ouvertureJour: ouverture.jour,
    ouvertureHeure: ouverture.heure,
    clotureJour: cloture.jour,
    clotureHeure: cloture.heure,
    categories: appel.categoriesAdmises as CategorieOrganisme[],
    dureeMoisMax: texte(appel.dureeMoisMax),
    territoires: appel.territoires.map(({ nature, code, nom }) => ({ nature, code, nom })),
    mode: appel.modeMontant,
    base: montantSaisi(base?.montant ?? null),
    sourceBase: base?.sourceJuridique ?? undefined,
    montantAnnonce: montantSaisi(appel.montantAnnonce),
    financementPartiel: appel.financementPartiel,
    millesimeQpv: texte(appel.millesimeQpv),
    millesimeAcv: texte(appel.millesimeAcv),
    ...reglesSaisissables(regles),
    pieces: appel.pieces.map(({ code, libelle, obligatoire, categories }) => ({
      code,
      libelle,
      obligatoire,
      categories: categories as CategorieOrganisme[],
    })),
    grille: appel.grille.map(({ code, libelle, poids }) => ({ code, libelle, poids: String(poids) })),
    seuil: texte(appel.seuilInstruction),
  };
}

function reglesSaisissables(regles: AppelGere['regles']): Pick<AppelSaisi, 'bonifications' | 'plafonds'> {
  return {
    bonifications: regles
      .filter((r) => r.type === 'BONIFICATION')
      .map((r) => ({
        code: r.code,
        libelle: r.libelle,
        montant: montantSaisi(r.montant),
        condition: r.condition ?? 'LIEU_QPV',
        preuve: r.preuve ?? '',
        cumulable: r.cumulable,
        source: r.sourceJuridique ?? undefined,
      })),
    plafonds: regles
      .filter((r) => r.type !== 'BASE' && r.type !== 'BONIFICATION')
      .map((r) => ({
        code: r.code,
        type: r.type as TypePlafond,
        libelle: r.libelle,
        valeur: r.montant === null ? tauxSaisi(r.tauxBp ?? 0) : montantSaisi(r.montant),
        source: r.sourceJuridique ?? '',
      })),
  };
}

/** A former call as the start of a new one; its days and its reference belong to it alone. */
export function repriseDe(appel: AppelGere): AppelSaisi {
  return { ...saisieDe(appel), code: '', ouvertureJour: '', clotureJour: '' };
}

/** The day and the minute of a call, as a form shows them. */
export function momentSaisi(instant: string | null, aDefaut = '23:59'): { jour: string; heure: string } {
  if (instant === null) return { jour: '', heure: aDefaut };
  const date = new Date(instant);
  return { jour: jourDeParis(date), heure: heureDeParis(date).slice(0, 5) };
}
