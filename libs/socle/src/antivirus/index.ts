export { AnalyseInterrompue, Antivirus, AntivirusInjoignable, SansAntivirus } from './antivirus.js';
export type { VerdictAntivirus } from './antivirus.js';
export { Clamd } from './clamd.js';
export type { AdresseClamd, DelaisClamd } from './clamd.js';
