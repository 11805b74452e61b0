import type { ClePersonne } from '../monde-donnees.js';
import { cle, type Serveur } from './serveur.js';

/** A rule that needs nothing else: at most 80 % of the eligible base for all public funders together. */
export const REGLE = {
  code: 'R80',
  libelle: 'Aides publiques',
  portee: 'CLASSE',
  classe: 'PUBLIC',
  type: 'TAUX_MAX',
  tauxBp: 8_000,
  sourceJuridique: 'CGCT, article L. 1111-10',
};

export interface Definie {
  __typename: 'AppelAProjets' | 'Refus';
  versionRegles?: number;
  code?: string;
  chemin?: string;
  message?: string;
}

/** Defines the financing rules of a call: those read at this version are replaced. */
export async function definir(
  s: Serveur,
  qui: ClePersonne,
  demande: { appelId: string; version: number; regles: readonly object[] },
): Promise<Definie> {
  const requete = `mutation ($d: DefinirReglesFinancementInput!) {
    r: definirReglesFinancement(demande: $d) {
      __typename ... on AppelAProjets { versionRegles } ... on Refus { code chemin message } } }`;
  const { r } = await s.gql<{ r: Definie }>(s.monde.jetons[qui], requete, { d: { cle: cle(), ...demande } });
  return r;
}
