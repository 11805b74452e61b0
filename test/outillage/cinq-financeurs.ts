import type { CleOrganisme } from '../monde-donnees.js';
import { EUROS } from './conference.js';
import type { Serveur } from './serveur.js';
import {
  CINQ,
  demandeAnnonce,
  preparerConference,
  preparerSeance,
  sceller,
  type Annonces,
  type Financeur,
  type ProjetSeme,
  type SeanceDeTour,
} from './tour.js';

const k = (milliers: bigint) => milliers * 1_000n * EUROS;

/** The best marked project is so costly that it leaves room for one other only; without it the three others fit. */
export const PROJETS: ProjetSeme[] = [
  { hub: 'hubBretagne', cout: k(900n), propres: k(50n), note: 78 },
  { hub: 'hubNormandie', cout: k(460n), propres: k(40n), note: 72 },
  { hub: 'hubEst', cout: k(500n), propres: k(40n), note: 73 },
  { hub: 'hubLo', cout: k(450n), propres: k(30n), note: 63 },
];

export const REGLES = [
  {
    code: 'PUBLIC80',
    libelle: 'Financement public limité à 80 % de la dépense',
    portee: 'CLASSE',
    classe: 'PUBLIC',
    type: 'TAUX_MAX',
    tauxBp: 8_000,
    sourceJuridique: 'Règlement de l’appel, article 5',
  },
  {
    code: 'REGION30',
    libelle: 'Une région apporte au plus 30 %',
    portee: 'ENVELOPPE',
    categorie: 'REGION',
    type: 'TAUX_MAX',
    tauxBp: 3_000,
    sourceJuridique: 'Règlement d’intervention régional, article 3',
  },
];

export const DOTATIONS: Record<Financeur, bigint> = {
  anct: k(900n),
  regionBretagne: k(400n),
  mel: k(300n),
  brestMetropole: k(200n),
  fondationAfnic: k(250n),
};

interface Annonce {
  plafond: bigint;
  lignes: Annonces;
}

/**
 * What each of the five announces. No amount is round, and none is that of another: an answer that holds one of them holds
 * it for having read it. `ecart`, in centimes, gives another set of as many amounts.
 */
export function annoncesDe(financeur: Financeur, ecart = 0n): Annonce {
  const rang = BigInt(CINQ.indexOf(financeur) + 1);
  const unique = (montant: bigint, place: bigint) => montant + rang * 101n + place * 1_010n + ecart;
  const [plafond, ...maxima] = MONTANTS[financeur];
  const lignes = Object.fromEntries(PROJETS.map(({ hub }, i) => [hub, unique(k(maxima[i] ?? 0n), BigInt(i))]));
  return { plafond: unique(k(plafond), 7n), lignes };
}

/** Ceiling of the round, then the most for each project, in thousands of euros. */
const MONTANTS: Record<Financeur, [bigint, bigint, bigint, bigint, bigint]> = {
  anct: [760n, 500n, 260n, 250n, 240n],
  regionBretagne: [300n, 200n, 150n, 149n, 134n],
  mel: [250n, 151n, 100n, 120n, 99n],
  brestMetropole: [180n, 121n, 80n, 61n, 79n],
  fondationAfnic: [191n, 140n, 60n, 70n, 65n],
};

/** The session of the five funders, summoned, its round not yet open. */
export function seanceDesCinq(s: Serveur): Promise<SeanceDeTour> {
  return preparerSeance(s, PROJETS, DOTATIONS as Partial<Record<CleOrganisme, bigint>>, REGLES);
}

/** The same five funders and their files, before anybody is summoned. */
export const conferenceDesCinq = (s: Serveur) =>
  preparerConference(s, PROJETS, DOTATIONS as Partial<Record<CleOrganisme, bigint>>, REGLES);

/** Every funder seals what it announces. */
export async function scellerTout(
  s: Serveur,
  seance: SeanceDeTour,
  tourId: string,
): Promise<Record<Financeur, string>> {
  const ids = {} as Record<Financeur, string>;
  for (const financeur of CINQ) {
    const { plafond, lignes } = annoncesDe(financeur);
    const annonce = await sceller(s, financeur, demandeAnnonce(seance, tourId, financeur, plafond, lignes));
    if (annonce.__typename !== 'Annonce') throw new Error(JSON.stringify(annonce));
    ids[financeur] = annonce.id;
  }
  return ids;
}
