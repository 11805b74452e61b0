import { nouvelId } from '@tdt/socle';
import { jouer, type Plateforme } from './monde-client.js';
import type { CleOrganisme, ClePersonne } from './monde-donnees.js';

/** Who may pay what in the AMI of the demonstration: invented rules, each with the text that it would come from. */
const REGLES_AMI = [
  {
    code: 'PUBLIC95',
    libelle: 'Financements publics limités à 95 % de la dépense',
    portee: 'CLASSE',
    classe: 'PUBLIC',
    type: 'TAUX_MAX',
    tauxBp: 9_500,
    sourceJuridique: 'Règlement de l’appel (démonstration), article 6',
  },
  {
    code: 'REGION25',
    libelle: 'Une région apporte au plus un quart de la dépense',
    portee: 'ENVELOPPE',
    categorie: 'REGION',
    type: 'TAUX_MAX',
    tauxBp: 2_500,
    sourceJuridique: 'Règlement d’intervention des régions (démonstration), article 3',
  },
];

/** Defines the financing rules of the call, while its deposits are open. */
export async function definirRegles(p: Plateforme, appelId: string): Promise<void> {
  const demande = { cle: nouvelId(), appelId, version: 1, regles: REGLES_AMI };
  await jouer(
    p,
    p.monde.jetons.gestionnaire,
    'definirReglesFinancement',
    { demande: ['DefinirReglesFinancementInput!', demande] },
    ['AppelAProjets', 'id'],
  );
}

/** What each funder announces: ceiling of the round, then the most for each project, in whole euros. */
const ANNONCES: [ClePersonne, CleOrganisme, number, [hub: string, euros: number][]][] = [
  [
    'bdtVotante',
    'bdt',
    650_000,
    [
      ['hubEst', 350_000],
      ['hubLo', 300_000],
    ],
  ],
  [
    'anct',
    'anct',
    150_000,
    [
      ['hubEst', 120_000],
      ['hubLo', 40_000],
    ],
  ],
  ['regionCentre', 'regionCentre', 110_000, [['hubLo', 105_000]]],
  [
    'fondationAfnic',
    'fondationAfnic',
    40_000,
    [
      ['hubEst', 25_000],
      ['hubLo', 20_000],
    ],
  ],
];

const centimes = (euros: number) => `${euros}00`;

/** A round opened, sealed and revealed in this session, its guaranteed plan frozen, and a calculation asked for. */
export async function tenirTour(
  p: Plateforme,
  seanceId: string,
  candidatures: Record<string, string>,
  enveloppes: Partial<Record<CleOrganisme, string>>,
): Promise<{ tourId: string; propositionId: string; calculId: string }> {
  const president = p.monde.jetons.president;
  const acte = (nom: string, type: string, demande: object, objet: string, jeton = president) =>
    jouer(p, jeton, nom, { demande: [`${type}!`, { cle: nouvelId(), ...demande }] }, [objet, 'id']);
  const { id: tourId } = await acte('ouvrirTour', 'OuvrirTourInput', { seanceId }, 'Tour');
  for (const [personne, financeur, plafond, projets] of ANNONCES) {
    const lignes = projets.map(([hub, euros]) => ({ candidatureId: candidatures[hub], maximum: centimes(euros) }));
    const demande = { tourId, enveloppeId: enveloppes[financeur], plafond: centimes(plafond), lignes };
    await acte('scellerAnnonce', 'ScellerAnnonceInput', demande, 'Annonce', p.monde.jetons[personne]);
  }
  await acte('revelerTour', 'RevelerTourInput', { tourId }, 'Tour');
  const figement = { tourId, type: 'GARANTI' };
  const { id: propositionId } = await acte('figerProposition', 'FigerPropositionInput', figement, 'Proposition');
  const { id: calculId } = await acte('lancerCalcul', 'LancerCalculInput', { tourId }, 'Calcul');
  return { tourId, propositionId, calculId };
}
