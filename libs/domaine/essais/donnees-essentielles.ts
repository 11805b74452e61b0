import type { DonneesConvention } from '../src/convention/index.js';
import type { ConventionAPublier } from '../src/donnees-essentielles/index.js';
import { donneesE1 } from './convention.js';

const SIRETS: Record<string, string> = {
  bdt: '18002002600019',
  region: '23350001600040',
  metropole: '24350013900189',
  fondation: '90000002700012',
};

/** Scenario E1, numbered and frozen, its parties under numbers of their own. */
export function donneesSignees(autrement: Partial<DonneesConvention> = {}): DonneesConvention {
  const base = donneesE1();
  return {
    ...base,
    entete: { ...base.entete, numero: 'HUBS-2020-C-0001', projet: false },
    financeurs: base.financeurs.map((f) => ({ ...f, siret: SIRETS[f.organismeId] ?? null })),
    beneficiaire: { ...base.beneficiaire, siret: '90000001900019', rna: 'W353000001' },
    ...autrement,
  };
}

/** The same, signed on the last day of November 2020 (T20). */
export function conventionSignee(
  autrement: Partial<DonneesConvention> = {},
  suite: Partial<ConventionAPublier> = {},
): ConventionAPublier {
  return { donnees: donneesSignees(autrement), etat: 'SIGNEE', signeeLe: '2020-11-30', ...suite };
}
