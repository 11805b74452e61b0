import type { Emargement, MembreSeance } from '../src/seance/index.js';

/** Seats m1..mn of one vote each: m1 presides, m2 is vice-president. The holder of m3 is « t3 », his substitute « s3 ». */
export function membres(nombre: number): MembreSeance[] {
  return Array.from({ length: nombre }, (_, i) => membre(i + 1));
}

/** One seat. */
export function membre(numero: number, autrement: Partial<MembreSeance> = {}): MembreSeance {
  return {
    id: `m${numero}`,
    organismeId: `o${numero}`,
    voix: 1,
    president: numero === 1,
    vicePresident: numero === 2,
    titulaireId: `t${numero}`,
    suppleantId: `s${numero}`,
    ...autrement,
  };
}

/** The holders of these seats sit in the room. */
export function presents(...numeros: number[]): Emargement[] {
  return numeros.map((n) => ({ membreId: `m${n}`, utilisateurId: `t${n}`, qualite: 'TITULAIRE', mode: 'PRESENTIEL' }));
}

/** The substitutes of these seats sit in the room. */
export function suppleants(...numeros: number[]): Emargement[] {
  return numeros.map((n) => ({ membreId: `m${n}`, utilisateurId: `s${n}`, qualite: 'SUPPLEANT', mode: 'PRESENTIEL' }));
}

/** Mandates as « giver > holder ». */
export function pouvoirs(...paires: [number, number][]): { mandantId: string; mandataireId: string }[] {
  return paires.map(([mandant, mandataire]) => ({ mandantId: `m${mandant}`, mandataireId: `m${mandataire}` }));
}

/** Seats in déport on the item. */
export function deports(...numeros: number[]): { membreId: string }[] {
  return numeros.map((n) => ({ membreId: `m${n}` }));
}
