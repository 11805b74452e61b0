/**
 * The ledger's accounts and permitted movements as data (trust.md §4). The SQL table `fleche` holds the same rows: a test
 * compares them, so that neither can change alone.
 */

/** Natures of account, in the order in which money goes through them. */
export const NATURES_COMPTE = [
  'SOURCE',
  'DISPONIBLE',
  'RESERVE',
  'VOTE',
  'ENGAGE',
  'CONVENTIONNE',
  'A_PAYER',
  'VERSE',
  'A_RECOUVRER',
] as const;

export type NatureCompte = (typeof NATURES_COMPTE)[number];

/** Natures held once by an envelope; every other account belongs to one share of one project. */
export const NATURES_SANS_PART: readonly NatureCompte[] = ['SOURCE', 'DISPONIBLE'];

export const TYPES_ECRITURE = [
  'DOTER',
  'REPRENDRE',
  'RESERVER',
  'VOTER',
  'ENGAGER',
  'CONVENTIONNER',
  'LIQUIDER',
  'VERSER',
  'LIBERER',
  'CONSTATER_INDU',
  'RECOUVRER',
  'ANNULER',
] as const;

export type TypeEcriture = (typeof TYPES_ECRITURE)[number];

/** One permitted movement: `montant` leaves `de` (debit) and enters `vers` (credit). */
export interface FlecheGrandLivre {
  type: TypeEcriture;
  de: NatureCompte;
  vers: NatureCompte;
  exigeActe: boolean;
  exigeConvention: boolean;
  exigePaiement: boolean;
  /** False: still allowed on a frozen or closed envelope (I14). */
  enveloppeOuverte: boolean;
}

type Exigence = 'exigeActe' | 'exigeConvention' | 'exigePaiement' | 'memeClose';

function fleche(type: TypeEcriture, de: NatureCompte, vers: NatureCompte, ...exigences: Exigence[]): FlecheGrandLivre {
  return {
    type,
    de,
    vers,
    exigeActe: exigences.includes('exigeActe'),
    exigeConvention: exigences.includes('exigeConvention'),
    exigePaiement: exigences.includes('exigePaiement'),
    enveloppeOuverte: !exigences.includes('memeClose'),
  };
}

const FLECHES_DIRECTES: readonly FlecheGrandLivre[] = [
  fleche('DOTER', 'SOURCE', 'DISPONIBLE'),
  fleche('REPRENDRE', 'DISPONIBLE', 'SOURCE'),
  fleche('RESERVER', 'DISPONIBLE', 'RESERVE'),
  fleche('VOTER', 'RESERVE', 'VOTE'),
  fleche('VOTER', 'DISPONIBLE', 'VOTE'),
  fleche('ENGAGER', 'VOTE', 'ENGAGE', 'exigeActe'),
  fleche('CONVENTIONNER', 'ENGAGE', 'CONVENTIONNE', 'exigeConvention'),
  fleche('LIQUIDER', 'CONVENTIONNE', 'A_PAYER'),
  fleche('VERSER', 'A_PAYER', 'VERSE', 'exigePaiement', 'memeClose'),
  fleche('LIBERER', 'RESERVE', 'DISPONIBLE'),
  fleche('LIBERER', 'VOTE', 'DISPONIBLE'),
  fleche('LIBERER', 'ENGAGE', 'DISPONIBLE', 'exigeActe'),
  fleche('LIBERER', 'CONVENTIONNE', 'DISPONIBLE', 'exigeActe'),
  fleche('CONSTATER_INDU', 'VERSE', 'A_RECOUVRER'),
  fleche('RECOUVRER', 'A_RECOUVRER', 'DISPONIBLE', 'memeClose'),
  fleche('RECOUVRER', 'A_RECOUVRER', 'SOURCE', 'memeClose'),
];

/** Every permitted movement. `ANNULER` has the reverse of each other arrow: it undoes one entry exactly, once (I7). */
export const FLECHES_GRAND_LIVRE: readonly FlecheGrandLivre[] = [
  ...FLECHES_DIRECTES,
  ...FLECHES_DIRECTES.map(({ de, vers }) => fleche('ANNULER', vers, de, 'memeClose')),
];

/** The arrow of this type between these accounts, or `undefined` when the movement is forbidden (I5). */
export function trouverFleche(type: TypeEcriture, de: NatureCompte, vers: NatureCompte): FlecheGrandLivre | undefined {
  return FLECHES_GRAND_LIVRE.find((f) => f.type === type && f.de === de && f.vers === vers);
}
