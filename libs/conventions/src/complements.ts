import type { DonneesConvention } from '@tdt/domaine';
import type { Complements } from './assembler.js';
import type { ComplementsConventionInput } from './conventions.inputs.js';

const AUCUN: Complements = {
  acteBeneficiaire: null,
  excedentBp: null,
  limiteBilan: null,
  dateEffet: null,
  description: null,
  tribunal: null,
  fongibiliteBp: null,
  depensesExclues: [],
};

/** What was decided for a version, read back from what it printed. */
export function complementsDe({ beneficiaire, clauses, duree, description, cout }: DonneesConvention): Complements {
  return {
    acteBeneficiaire: beneficiaire.acteHabilitant,
    excedentBp: clauses.excedent?.pourcentBp ?? null,
    limiteBilan: duree.limiteBilan,
    dateEffet: duree.dateEffet,
    description,
    tribunal: clauses.tribunal,
    fongibiliteBp: cout.fongibiliteBp,
    depensesExclues: cout.depensesExclues,
  };
}

/** What is decided now; what is not said again stays as in the former version. */
export function completer(demande: ComplementsConventionInput, precedente: DonneesConvention | null): Complements {
  const avant = precedente === null ? AUCUN : complementsDe(precedente);
  const acte = demande.acteBeneficiaire;
  return {
    acteBeneficiaire: acte ? { type: acte.type, numero: acte.numero, date: acte.date } : avant.acteBeneficiaire,
    excedentBp: demande.excedentBp ?? avant.excedentBp,
    limiteBilan: demande.limiteBilan ?? avant.limiteBilan,
    dateEffet: demande.dateEffet ?? avant.dateEffet,
    description: demande.description ?? avant.description,
    tribunal: demande.tribunal ?? avant.tribunal,
    fongibiliteBp: demande.fongibiliteBp ?? avant.fongibiliteBp,
    depensesExclues: demande.depensesExclues ?? avant.depensesExclues,
  };
}
