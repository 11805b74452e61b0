import { CYCLE_PART, ecrireEuros, ETAPES_PART, ETATS_PART_ECARTES, type EtatPart } from '@tdt/domaine';

interface PartVue {
  etat: EtatPart;
  montant: string;
}

/** Refused, withdrawn or replaced: it no longer counts in any plan. */
export function estEcartee({ etat }: Pick<PartVue, 'etat'>): boolean {
  return ETATS_PART_ECARTES.includes(etat);
}

/** Still in its funder's hands: the vote is ahead. */
export function estAvantVote({ etat }: Pick<PartVue, 'etat'>): boolean {
  return (ETAPES_PART as readonly EtatPart[]).includes(etat);
}

/** « 60 000,00 €, proposée » */
export function phraseDePart({ etat, montant }: PartVue): string {
  return `${ecrireEuros(BigInt(montant))}, ${CYCLE_PART.etats[etat]}`;
}
