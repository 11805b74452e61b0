import { ajouterJours, ajouterMois, jourDeParis, type Jour } from '@tdt/domaine';

export const ETAPES = [
  'preparation',
  'ouverture',
  'derniereSeconde',
  'instruction',
  'convocation',
  'seance',
  'actes',
  'convention',
] as const;
export type Etape = (typeof ETAPES)[number];

/** When each step happens. A test moves the database clock; on a running instance time passes by itself. */
export interface Calendrier {
  ouverture: string;
  cloture: string;
  exercice: number;
  projet: { debut: Jour; fin: Jour };
  cerLe: Jour;
  /** Board decision that empowers the applicant's signatory. */
  conseilLe: Jour;
  seanceLe: string;
  delaiConvocationJours: number;
  /** Day of the funders' acts, and of their transmission to the préfet. */
  acteLe: Jour;
  transmisLe: Jour;
  /** Makes now the instant of this step. */
  aller(etape: Etape): Promise<void>;
}

/** The dates of the scenario itself (domain.md §12): a call of 17 November 2020 to 30 June 2021, Paris time. */
export function calendrierDe2021(reglerHorloge: (instant: string) => Promise<void>): Calendrier {
  const instants: Record<Etape, string> = {
    preparation: '2020-11-10T09:00:00Z',
    ouverture: '2021-06-01T09:00:00Z',
    derniereSeconde: '2021-06-30T21:59:59Z',
    instruction: '2021-07-15T09:00:00Z',
    convocation: '2021-09-10T08:00:00Z',
    seance: '2021-09-23T12:00:00Z',
    actes: '2021-10-20T09:00:00Z',
    convention: '2021-11-15T09:00:00Z',
  };
  return {
    ouverture: '2020-11-17T00:00:00+01:00',
    cloture: '2021-06-30T23:59:59+02:00',
    exercice: 2021,
    projet: { debut: '2021-10-01', fin: '2023-09-30' },
    cerLe: '2021-06-15',
    conseilLe: '2021-06-14',
    seanceLe: '2021-09-23T14:00:00+02:00',
    delaiConvocationJours: 5,
    acteLe: '2021-10-11',
    transmisLe: '2021-10-13',
    aller: (etape) => reglerHorloge(instants[etape]),
  };
}

/** Seconds from the publication to the closing: what it takes to prepare a file, with a wide margin. */
const SECONDES_DE_DEPOT = 15;
/** How long before the closing the deposit is sent. */
const AVANCE_MS = 800;
const SECONDES_AVANT_SEANCE = 2;

const attendre = (ms: number) => new Promise((suite) => setTimeout(suite, Math.max(0, ms)));

/** Today: the call closes a few seconds from now, the session is summoned for the next seconds. */
export function calendrierDuJour(maintenant: () => number): Calendrier {
  const depart = Math.ceil(maintenant() / 1000) * 1000;
  const cloture = depart + SECONDES_DE_DEPOT * 1000;
  const aujourdhui = jourDeParis(new Date(depart));
  const calendrier: Calendrier = {
    ouverture: new Date(depart - 86_400_000).toISOString(),
    cloture: new Date(cloture).toISOString(),
    exercice: Number(aujourdhui.slice(0, 4)),
    projet: { debut: ajouterMois(aujourdhui, 1), fin: ajouterJours(ajouterMois(aujourdhui, 25), -1) },
    cerLe: aujourdhui,
    conseilLe: aujourdhui,
    seanceLe: '',
    delaiConvocationJours: 0,
    acteLe: aujourdhui,
    transmisLe: aujourdhui,
    async aller(etape) {
      if (etape === 'derniereSeconde') await attendre(cloture - AVANCE_MS - maintenant());
      if (etape === 'instruction') await attendre(cloture + 1_000 - maintenant());
      if (etape === 'convocation')
        calendrier.seanceLe = new Date(maintenant() + SECONDES_AVANT_SEANCE * 1_000).toISOString();
      if (etape === 'seance') await attendre(Date.parse(calendrier.seanceLe) + 200 - maintenant());
    },
  };
  return calendrier;
}
