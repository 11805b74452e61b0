import { accepter, refuser, type Decision } from '../refus.js';
import { validerIdentifiant } from './identifiant.js';

export const TYPES_TERRITOIRE = ['REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE', 'QPV'] as const;
export type TypeTerritoire = (typeof TYPES_TERRITOIRE)[number];

const METROPOLE = '0[1-9]|1\\d|2[AB1-9]|[3-8]\\d|9[0-5]';
const OUTRE_MER = '97[1-8]|98[4-9]';

const CODES: Record<Exclude<TypeTerritoire, 'EPCI'>, { motif: RegExp; attendu: string }> = {
  REGION: { motif: new RegExp(`^(?:\\d{2}|${OUTRE_MER})$`), attendu: 'le code INSEE de la région, par exemple 53' },
  DEPARTEMENT: {
    motif: new RegExp(`^(?:${METROPOLE}|${OUTRE_MER})$`),
    attendu: 'le code INSEE du département, par exemple 35, 2A ou 974',
  },
  COMMUNE: {
    motif: new RegExp(`^(?:(?:${METROPOLE})\\d{3}|(?:${OUTRE_MER})\\d{2})$`),
    attendu: 'le code INSEE de la commune sur 5 caractères, par exemple 56260 ou 2A004, et non son code postal',
  },
  // QP: vintage 2015; QN: vintage 2024, with the zone letter.
  QPV: {
    motif: /^(?:QP\d{2}[\dAB]\d{3}|QN\d{2}[\dAB]\d{2}[A-Z])$/,
    attendu: 'le code du quartier, par exemple QP029001',
  },
};

/**
 * Has this code the shape of an official code (domain §9)? Codes are text, never numbers ("01004", "2A004"). Whether the
 * territory exists is for the reference data to say.
 * @returns the code, or `TERRITOIRE_INCONNU`
 */
export function validerCodeTerritoire(type: TypeTerritoire, code: string): Decision<string> {
  if (type === 'EPCI') {
    if (validerIdentifiant('SIREN', code).ok) return accepter(code);
    return refuser('TERRITOIRE_INCONNU', 'Code inconnu : une intercommunalité se désigne par son SIREN.', 'code');
  }
  const { motif, attendu } = CODES[type];
  if (motif.test(code)) return accepter(code);
  return refuser('TERRITOIRE_INCONNU', `Code inconnu : il faut ${attendu}.`, 'code');
}
