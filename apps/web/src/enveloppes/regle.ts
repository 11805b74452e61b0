import { CLASSES_PAR_DEFAUT, type ClasseDeFinanceurs, type RegleDeLAppel } from '@tdt/domaine';
import type { AppelDeLEnveloppe } from './enveloppe.js';

/** A call with who may pay what in it. */
export type AppelAvecRegles = Pick<AppelDeLEnveloppe, 'classesFinanceurs' | 'reglesFinancement'>;

/** The classes of funders of the call, or those of the platform when it defines none. */
export function classesDe({ classesFinanceurs }: AppelAvecRegles): readonly ClasseDeFinanceurs[] {
  return classesFinanceurs.length > 0 ? classesFinanceurs : CLASSES_PAR_DEFAUT;
}

/** A rule as the domain reads it. */
export function regleDe({ financeur, montant, ...regle }: AppelAvecRegles['reglesFinancement'][number]): RegleDeLAppel {
  return { ...regle, financeurId: financeur?.id ?? null, montant: montant === null ? null : BigInt(montant) };
}
