import { PROCES_VERBAL_E1 } from '../src/documents/proces-verbal/v1/exemple-e1.js';
import type { DonneesProcesVerbal, PointProcesVerbal } from '../src/documents/proces-verbal/v1/index.js';

export { PROCES_VERBAL_E1 } from '../src/documents/proces-verbal/v1/exemple-e1.js';
export { composerProcesVerbal } from '../src/documents/proces-verbal/v1/index.js';

const FINANCEURS = Array.from(
  { length: 14 },
  (_, rang) => `Communauté de communes du Pays d’Œuvre & Cœur <de> Montagne n° ${rang + 1}`,
);

const PARTS: PointProcesVerbal['parts'] = FINANCEURS.map((financeur, rang) => ({
  financeur,
  dispositif: 'Inclusion numérique & « dernier kilomètre »',
  montant: 1_234_567n * BigInt(rang + 1),
}));
const RESSOURCES_PROPRES = 987_654_321n;

/** Fourteen members, twelve items of fourteen shares, a suspension. Nobody in it is real. */
export const PROCES_VERBAL_LONG: DonneesProcesVerbal = {
  ...PROCES_VERBAL_E1,
  presents: FINANCEURS.map((organisme, rang) => ({
    organisme,
    representant: `Prénom-Composé Nom-Exemple n° ${rang + 1}`,
    qualite: rang % 3 === 0 ? 'SUPPLEANT' : 'TITULAIRE',
    mode: rang % 2 === 0 ? 'PRESENTIEL' : 'DISTANCE',
    voix: 1,
    constatePar: rang === 5 ? 'Nolwenn Modèle' : null,
  })),
  suspensions: [
    {
      motif: 'Vérification d’un montant auprès de l’une des parties',
      suspendueLe: new Date('2023-12-14T13:30:00Z'),
      repriseLe: new Date('2023-12-14T13:45:00Z'),
    },
  ],
  points: Array.from({ length: 12 }, (_, rang): PointProcesVerbal => ({
    ...(PROCES_VERBAL_E1.points[1] as PointProcesVerbal),
    ordre: rang + 1,
    intitule: `Équiper, relier et faire rayonner les lieux de médiation « R&D <sociale> », volet ${rang + 1}`,
    numeroDeliberation: `2023-12-${rang + 1}`,
    porteur: 'Association de l’œuvre & du lien (fictive)',
    parts: PARTS,
    ressourcesPropres: RESSOURCES_PROPRES,
    coutTotal: PARTS.reduce((total, part) => total + part.montant, RESSOURCES_PROPRES),
  })),
};
