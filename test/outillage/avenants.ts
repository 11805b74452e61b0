import type { ClePersonne } from '../monde-donnees.js';

/** A convention or an avenant, as these tests read it. */
export interface Convention {
  id: string;
  version: number;
  etat: string;
  total: string;
  pdfEmpreinte: string;
  scelleEmpreinte: string | null;
  donnees: string;
  avenantDeId: string | null;
  resiliationEffetLe: string | null;
  depensesJustifiees: string | null;
  candidature: { etat: string };
  signaturesDesParties: { etat: string; organisme: { nom: string } }[];
}

export const CHAMPS_CONVENTION = `id version etat total pdfEmpreinte scelleEmpreinte donnees avenantDeId resiliationEffetLe depensesJustifiees
  candidature { etat } signaturesDesParties { etat organisme { nom } }`;
export const TYPE_CONVENTION = `Convention { ${CHAMPS_CONVENTION} }`;
export const ACTE_AVENANT = { type: 'DELIBERATION', numero: '22_CP_0101', date: '2021-11-08' };
/** Who signs the convention of the scenario, the beneficiary first. */
export const TOUTES: ClePersonne[] = [
  'hubBretagne',
  'gestionnaire',
  'regionBretagne',
  'rennesMetropoleSignataire',
  'fondationAfnic',
];
