import type { ComponentType } from 'react';
import { EtapeCalendrier } from './etape-calendrier.js';
import { EtapeGrille } from './etape-grille.js';
import { EtapeMontant } from './etape-montant.js';
import { EtapePieces } from './etape-pieces.js';
import { EtapePresentation } from './etape-presentation.js';
import { EtapeVerification } from './etape-verification.js';
import type { AppelSaisi } from './saisie.js';

/** What every step is given. */
export interface EtapeProps {
  saisie: AppelSaisi;
  modifier: (changement: Partial<AppelSaisi>) => void;
}

interface Etape {
  cle: string;
  titre: string;
  champs: readonly (keyof AppelSaisi)[];
  Contenu: ComponentType<EtapeProps>;
}

export const ETAPES: readonly Etape[] = [
  {
    cle: 'presentation',
    titre: 'Présenter l’appel',
    champs: ['code', 'type', 'titre', 'resume', 'objet', 'conferenceId'],
    Contenu: EtapePresentation,
  },
  {
    cle: 'calendrier',
    titre: 'Calendrier et candidats',
    champs: [
      'ouvertureJour',
      'ouvertureHeure',
      'clotureJour',
      'clotureHeure',
      'categories',
      'dureeMoisMax',
      'territoires',
    ],
    Contenu: EtapeCalendrier,
  },
  {
    cle: 'montant',
    titre: 'Montant de l’aide',
    champs: [
      'mode',
      'base',
      'montantAnnonce',
      'financementPartiel',
      'bonifications',
      'plafonds',
      'millesimeQpv',
      'millesimeAcv',
    ],
    Contenu: EtapeMontant,
  },
  { cle: 'pieces', titre: 'Pièces demandées', champs: ['pieces'], Contenu: EtapePieces },
  { cle: 'grille', titre: 'Grille d’instruction', champs: ['grille', 'seuil'], Contenu: EtapeGrille },
  { cle: 'verification', titre: 'Vérifier', champs: [], Contenu: EtapeVerification },
];

/** The step that holds this field. */
export function etapeDuChemin(chemin: string): string {
  const [champ = ''] = chemin.split(/[.[]/);
  return ETAPES.find((e) => (e.champs as readonly string[]).includes(champ))?.cle ?? 'presentation';
}
