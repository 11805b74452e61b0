import {
  couvre,
  DROITS,
  LECTURE_RESTREINTE,
  portee,
  type Action,
  type ActionLecture,
  type AgentHabilite,
  type Droit,
  type ObjetHabilite,
} from '@tdt/domaine';
import type { Acteur } from './acteurs.js';
import { essaiDe, type CiblesParRole } from './actes.js';
import { permis, type Registre } from './faits.js';
import { LECTURES, MUTATIONS, SUIVI_DES_DONNEES, SUR_CE_QUI_EST_RECU } from './matrice.js';
import { estRestreint, objetDe, typesDecides } from './paires.js';

/** Mutations that are the same act, by right, as another one. */
const ACTION_DE: Readonly<Record<string, Action>> = {
  ajouterMembre: 'modifierConference',
  modifierPart: 'proposerPart',
  retirerPart: 'proposerPart',
  retirerPiece: 'joindrePiece',
};

/** Actions that no operation of the schema asks yet, that only a route or another action asks, or that concern nobody else. */
export const SANS_OPERATION: readonly Action[] = [
  'lireTerritoire',
  'lirePiece',
  'lireRib',
  'simulerPlan',
  'lireEngagement',
  'lireJournal',
  'verifierConvention',
  'lireResultat',
  'lireDonneesEssentielles',
  'lireScellement',
  'lireReglageAvis',
  'reglerAvis',
  'modifierOrganisme',
  'changerLogo',
  'cloreAppel',
  'annulerAppel',
  'reprendreEnveloppe',
  'proclamerScrutin',
];

interface Cellule {
  action: Action;
  acteur: Acteur;
  agent: AgentHabilite;
  objet: ObjetHabilite;
  attendu: boolean;
}

/** Every decision of the scene, with what the matrix says of it. */
export function cellules(
  registre: Registre,
  cibles: CiblesParRole,
  agents: ReadonlyMap<Acteur, AgentHabilite>,
): Cellule[] {
  const lectures = typesDecides().flatMap(({ type, action }) =>
    registre.ids(type).flatMap((id) => {
      const faits = registre.faits(type, id);
      const ligne = LECTURES[type]?.[faits.stade];
      if (!ligne) throw new Error(`La matrice ne dit rien de ${type} au stade « ${faits.stade} »`);
      const lue: ActionLecture = (estRestreint(type, faits) ? LECTURE_RESTREINTE[action] : undefined) ?? action;
      return [...agents].map(([acteur, agent]) => ({
        action: lue,
        acteur,
        agent,
        objet: objetDe(type, faits),
        attendu: permis(acteur, ligne, faits),
      }));
    }),
  );
  const suivies = registre.ids('Convention').flatMap((id) => {
    const faits = registre.faits('Convention', id);
    const objet = objetDe('Convention', faits);
    const attendu = (acteur: Acteur) => permis(acteur, SUIVI_DES_DONNEES, faits);
    const action: Action = 'suivreDonneesEssentielles';
    return [...agents].map(([acteur, agent]) => ({ action, acteur, agent, objet, attendu: attendu(acteur) }));
  });
  const decidees = Object.entries(MUTATIONS).filter(([nom]) => !SANS_OPERATION.includes(nom as Action));
  const duService = Object.values(SUR_CE_QUI_EST_RECU).map((ligne) => ['saisirCandidatureRecue', ligne] as const);
  const ecritures = [...decidees, ...duService].flatMap(([nom, { cible, droits }]) =>
    [...agents].map(([acteur, agent]) => {
      const essai = essaiDe(registre, cibles, acteur, agent, cible);
      const objet = essai.cible.type === null ? {} : objetDe(essai.cible.type, essai.faits);
      return {
        action: ACTION_DE[nom] ?? (nom as Action),
        acteur,
        agent,
        objet,
        attendu: permis(acteur, droits, essai.faits),
      };
    }),
  );
  return [...lectures, ...suivies, ...ecritures];
}

const decide = ({ agent, action, objet }: Cellule) => portee(agent, action).some((raison) => couvre(raison, objet));

/** Cells of this action that the table of rights decides otherwise than the matrix. */
export function ecartsDeDecision(toutes: readonly Cellule[]): string[] {
  return toutes.filter((c) => decide(c) !== c.attendu).map((c) => `${c.acteur.nom} ${c.action}`);
}

/**
 * Takes each row of the table away, then gives it to all objects: the matrix must differ each time. Returns how many were
 * tried, and those that nothing noticed.
 */
export function saboter(toutes: readonly Cellule[]): { essais: number; inapercus: string[] } {
  const table = DROITS as Droit[];
  const bilan = { essais: 0, inapercus: [] as string[] };
  for (const [rang, droit] of [...table].entries()) {
    if (SANS_OPERATION.includes(droit.action)) continue;
    const concernees = toutes.filter((c) => c.action === droit.action);
    const essayer = (quoi: string, ...remplacants: Droit[]) => {
      table.splice(rang, 1, ...remplacants);
      bilan.essais += 1;
      if (concernees.every((c) => decide(c) === c.attendu)) bilan.inapercus.push(`${quoi} ${JSON.stringify(droit)}`);
      table.splice(rang, remplacants.length, droit);
    };
    essayer('sans');
    if (droit.relation !== 'TOUS') essayer('à tous', { ...droit, relation: 'TOUS' });
  }
  return bilan;
}
