import { composerRecu, type DonneesRecu } from '@tdt/candidatures';
import { RECU_E1, RECU_LONG } from '../../libs/candidatures/essais/recus.js';
import {
  composerProcesVerbal,
  PROCES_VERBAL_E1,
  PROCES_VERBAL_LONG,
} from '../../libs/conference/essais/proces-verbaux.js';
import { exemplairesConventions, type Exemplaire } from '../../libs/conventions/essais/documents.js';
import type { Sceaux } from '../../libs/conventions/essais/convention-scellee.js';

export type { Exemplaire } from '../../libs/conventions/essais/documents.js';
export type { Sceaux } from '../../libs/conventions/essais/convention-scellee.js';

const EMPREINTE = '4be1d09a7c3f5528e6b19f0c27d8a34615ce90fb72a83d4451e07c96b8af2d03';
const emisLe = new Date('2023-12-18T09:00:00Z');
const tel = <Donnees>(donnees: Donnees): Donnees => donnees;

const procesVerbal = (cas: Exemplaire['cas'], donnees: typeof PROCES_VERBAL_E1): Exemplaire => ({
  modele: 'proces-verbal',
  cas,
  composer: (salir = tel) => composerProcesVerbal(salir(donnees), { projet: false, empreinte: EMPREINTE, emisLe }),
});

const recu = (cas: Exemplaire['cas'], donnees: DonneesRecu): Exemplaire => ({
  modele: 'recu-depot',
  cas,
  composer: (salir = tel) => composerRecu(salir(donnees), { emisLe }),
});

const [demande] = RECU_E1.demandes;
const UNE_DEMANDE = demande ? { demandes: [demande], montantDemande: demande.montant } : {};

/** Every document that the platform prints, of every context, with the shortest and the longest data. */
export function exemplaires(sceaux: Sceaux): Exemplaire[] {
  return [
    ...exemplairesConventions(sceaux),
    procesVerbal('court', PROCES_VERBAL_E1),
    procesVerbal('long', PROCES_VERBAL_LONG),
    recu('court', { ...RECU_E1, ...UNE_DEMANDE, pieces: [], contact: null }),
    recu('long', RECU_LONG),
  ];
}

/** Signs that nobody sees, and that turn the text around, after the first character of each text however deep. */
export function salir<Donnees>(valeur: Donnees): Donnees {
  if (typeof valeur === 'string') return valeur.replace(/^(.)/su, '$1\u202E\u200B\u2067\uFEFF') as Donnees;
  if (Array.isArray(valeur)) return valeur.map(salir) as Donnees;
  if (typeof valeur !== 'object' || valeur === null || valeur instanceof Date) return valeur;
  return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, salir(v)])) as Donnees;
}
