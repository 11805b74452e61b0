import { CENT_POUR_CENT, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { exigerUniques } from './controles.js';

/** What a financing rule bears on: all the envelopes of the call together, a class of funders, or one envelope. */
export const PORTEES_REGLE = ['APPEL', 'CLASSE', 'ENVELOPPE'] as const;
export type PorteeRegle = (typeof PORTEES_REGLE)[number];

export const TYPES_REGLE_FINANCEMENT = [
  'TAUX_MAX',
  'MONTANT_MAX',
  'MONTANT_MIN',
  'FORFAIT',
  'DEGRESSIF',
  'BONIFICATION',
  'PARTICIPATION_MIN_MAITRE_OUVRAGE',
] as const;
export type TypeRegleFinancement = (typeof TYPES_REGLE_FINANCEMENT)[number];

/** What a rate is taken of. FINANCEMENT_PUBLIC: own contribution of a public project owner plus public grants. */
export const BASES_REGLE = ['DEPENSE_SUBVENTIONNABLE', 'COUT_TOTAL', 'FINANCEMENT_PUBLIC'] as const;
export type BaseRegle = (typeof BASES_REGLE)[number];

/** A rule of a call, as data with its legal text: no rate and no cap is a constant of the code (allocation.md §3). */
export interface RegleFinancement {
  id: string;
  portee: PorteeRegle;
  /** Class id or envelope id, `null` for the call. */
  cible: string | null;
  type: TypeRegleFinancement;
  /** TAUX_MAX, PARTICIPATION_MIN_MAITRE_OUVRAGE. */
  tauxBp?: number | null;
  /** TAUX_MAX: the eligible base unless it says otherwise. */
  base?: BaseRegle | null;
  /** MONTANT_MAX, MONTANT_MIN, FORFAIT, BONIFICATION, in cents. */
  montant?: Centimes | null;
  /** DEGRESSIF, and BONIFICATION paid over several years: cents by year. */
  annees?: readonly Centimes[] | null;
  /** The rule only holds for a project that bears this tag: « QPV », « ACV » … */
  condition?: string | null;
  sourceJuridique: string | null;
}

const PORTEES_ADMISES: Readonly<Record<TypeRegleFinancement, readonly PorteeRegle[]>> = {
  TAUX_MAX: PORTEES_REGLE,
  MONTANT_MAX: PORTEES_REGLE,
  MONTANT_MIN: ['ENVELOPPE'],
  FORFAIT: PORTEES_REGLE,
  DEGRESSIF: PORTEES_REGLE,
  BONIFICATION: PORTEES_REGLE,
  PARTICIPATION_MIN_MAITRE_OUVRAGE: ['CLASSE'],
};

/**
 * Checks rules one by one, then together. Refusals, in this order: DOUBLON (`regles[i].id`), then, rule by rule,
 * ENTREE_INVALIDE: scope, target, rate, base, amount, years that the type does not admit; a bonus without a lump sum to add to.
 */
export function controlerReglesFinancement(regles: readonly RegleFinancement[]): Decision {
  return premierRefus(
    () => exigerUniques(regles, 'regles', 'La règle'),
    ...regles.map((regle, i) => () => controlerRegle(regle, `regles[${i}]`, regles)),
  );
}

function controlerRegle(regle: RegleFinancement, chemin: string, regles: readonly RegleFinancement[]): Decision {
  const exiger = (juste: boolean, champ: string, message: string): Decision =>
    juste ? accepter() : refuser('ENTREE_INVALIDE', `Règle « ${regle.id} » : ${message}`, `${chemin}.${champ}`);
  return premierRefus(
    () =>
      exiger(PORTEES_ADMISES[regle.type].includes(regle.portee), 'portee', 'ce type de règle n’a pas cette portée.'),
    () =>
      exiger(
        (regle.portee === 'APPEL') === (regle.cible === null),
        'cible',
        'une classe ou une enveloppe se nomme, un appel non.',
      ),
    () => exiger(tauxJuste(regle), 'tauxBp', 'le taux est un nombre entier de points de base, 10 000 au plus.'),
    () => exiger(baseJuste(regle), 'base', 'un taux ne se prend pas sur cette base.'),
    () => exiger(montantJuste(regle), 'montant', 'le montant manque, ou il est négatif.'),
    () => exiger(anneesJustes(regle), 'annees', 'les montants par année manquent, sont négatifs ou augmentent.'),
    () => exiger(bonificationJuste(regle, regles), 'type', 'une bonification complète un forfait de la même cible.'),
  );
}

function tauxJuste({ type, tauxBp }: RegleFinancement): boolean {
  if (type !== 'TAUX_MAX' && type !== 'PARTICIPATION_MIN_MAITRE_OUVRAGE') return true;
  const plusBas = type === 'TAUX_MAX' ? 0 : 1;
  return Number.isInteger(tauxBp) && (tauxBp ?? -1) >= plusBas && (tauxBp ?? -1) <= CENT_POUR_CENT;
}

/** A rate of the public financing would depend on the very split that it caps: it is written as a minimum participation. */
function baseJuste({ type, base }: RegleFinancement): boolean {
  if (type === 'TAUX_MAX') return base !== 'FINANCEMENT_PUBLIC';
  if (type === 'PARTICIPATION_MIN_MAITRE_OUVRAGE') return (base ?? 'FINANCEMENT_PUBLIC') === 'FINANCEMENT_PUBLIC';
  return true;
}

function montantJuste({ type, montant, annees }: RegleFinancement): boolean {
  if (type === 'BONIFICATION' && annees) return true;
  if (type === 'TAUX_MAX' || type === 'PARTICIPATION_MIN_MAITRE_OUVRAGE' || type === 'DEGRESSIF') return true;
  return (montant ?? -1n) >= 0n;
}

function anneesJustes({ type, annees }: RegleFinancement): boolean {
  if (type === 'BONIFICATION') return (annees ?? []).every((montant) => montant >= 0n);
  if (type !== 'DEGRESSIF') return true;
  if (!annees || annees.length === 0) return false;
  return annees.every((montant, i) => montant >= 0n && montant <= (annees[i - 1] ?? montant));
}

function bonificationJuste(regle: RegleFinancement, regles: readonly RegleFinancement[]): boolean {
  return regle.type !== 'BONIFICATION' || regles.some((autre) => estForfait(autre) && memeCible(autre, regle));
}

/** A lump sum, in one amount or year by year. */
export function estForfait({ type }: Pick<RegleFinancement, 'type'>): boolean {
  return type === 'FORFAIT' || type === 'DEGRESSIF';
}

function memeCible(a: RegleFinancement, b: RegleFinancement): boolean {
  return a.portee === b.portee && a.cible === b.cible;
}
