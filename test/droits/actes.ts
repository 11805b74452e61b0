import { nouvelId } from '@tdt/socle';
import { ROLES_ACCORDES, type AgentHabilite, type RoleAccorde } from '@tdt/domaine';
import { parse, type GraphQLField } from 'graphql';
import { ampleur } from '../outillage/ampleur.js';
import type { Serveur } from '../outillage/serveur.js';
import type { Acteur } from './acteurs.js';
import { ciblesDe, type Cible } from './cibles.js';
import { permis, type Faits, type Registre } from './faits.js';
import { executer } from './lectures.js';
import { CALCULS, LECTURES, MUTATIONS, SUR_CE_QUI_EST_RECU } from './matrice.js';
import { Banc, ecrire, type Issue } from './mutations.js';
import type { Scene } from './scene.js';

/** Refusals of a right; any other answer means that the right was there. */
const REFUS_DE_DROIT = ['INTROUVABLE', 'INTERDIT', 'NON_AUTHENTIFIE'];

/** A right that was there, then a rule of the session on the person: not a refusal of the matrix. */
const REGLES_DE_SIEGE =
  /^Seul le titulaire du siège|^Ce membre a émargé lui-même|^Seule la personne qui a émargé pour ce siège/;

/** Of the acts on what the actor cannot read, one in so many is also tried on what does not exist; all of them in a proof. */
const ABSENTS = ampleur(6, 1);

const RIEN: Cible = { type: null, id: '', ids: {} };

export type CiblesParRole = Record<RoleAccorde, Record<string, Cible>>;

export async function toutesLesCibles(s: Serveur, scene: Scene): Promise<CiblesParRole> {
  const entrees = [];
  for (const role of ROLES_ACCORDES) entrees.push([role, await ciblesDe(s, scene, role)] as const);
  return Object.fromEntries(entrees) as CiblesParRole;
}

/** What was tried, and what differs from the matrix. */
export interface ConstatActes {
  cellules: number;
  permises: number;
  ecarts: string[];
}

export interface Essai {
  acteur: Acteur;
  agent: AgentHabilite;
  cible: Cible;
  faits: Faits;
}

export function essaiDe(
  registre: Registre,
  cibles: CiblesParRole,
  acteur: Acteur,
  agent: AgentHabilite,
  nom: string,
): Essai {
  const cible = cibles[acteur.role ?? 'PORTEUR'][nom] ?? RIEN;
  return { acteur, agent, cible, faits: registre.faits(cible.type ?? '', cible.id) };
}

/** Whether the matrix lets this actor read what he acts on. */
function lisible({ acteur, cible, faits }: Essai): boolean {
  const ligne = cible.type === null ? undefined : LECTURES[cible.type]?.[faits.stade];
  return ligne !== undefined && permis(acteur, ligne, faits);
}

/** Same act on something that does not exist. */
function surLAbsent(texte: string, cible: Cible): string {
  return cible.id === '' ? texte : texte.replaceAll(cible.id, nouvelId());
}

async function essayerMutation(
  banc: Banc,
  mutation: GraphQLField<unknown, unknown>,
  essai: Essai,
  attendu: boolean,
  comparer: boolean,
): Promise<string[]> {
  const texte = ecrire(mutation, essai.cible);
  const issue = await banc.jouer(essai.agent, texte);
  const obtenu = !REFUS_DE_DROIT.includes(issue.code) || REGLES_DE_SIEGE.test(issue.message);
  const qui = `${essai.acteur.nom} ${mutation.name}`;
  if (issue.code === 'ERREUR') return [`${qui} : ${issue.message}`];
  if (obtenu !== attendu)
    return [`${qui} : ${issue.code} « ${issue.message} » ${issue.chemin}, attendu ${attendu ? 'permis' : 'refusé'}`];
  if (!comparer || obtenu || essai.cible.type === null || lisible(essai)) return [];
  const absent = await banc.jouer(essai.agent, surLAbsent(texte, essai.cible));
  return memeIssue(issue, absent) ? [] : [`${qui} : ${JSON.stringify([issue, absent])} distingue l’absent du caché`];
}

function memeIssue(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.message === b.message && a.chemin === b.chemin;
}

/** Every mutation, by every actor, on what is his own and on what is not; nothing of it stays written. */
export async function essayerMutations(
  s: Serveur,
  registre: Registre,
  cibles: CiblesParRole,
  agents: ReadonlyMap<Acteur, AgentHabilite>,
): Promise<ConstatActes> {
  const constat: ConstatActes = { cellules: 0, permises: 0, ecarts: [] };
  const banc = new Banc(s);
  try {
    for (const mutation of Object.values(s.schema.getMutationType()?.getFields() ?? {})) {
      const lignes = [MUTATIONS[mutation.name], SUR_CE_QUI_EST_RECU[mutation.name]].filter((l) => l !== undefined);
      if (lignes.length === 0) constat.ecarts.push(`${mutation.name} n’est pas dans la matrice`);
      for (const [ligne, [acteur, agent]] of lignes.flatMap((l) => [...agents].map((a) => [l, a] as const))) {
        const essai = essaiDe(registre, cibles, acteur, agent, ligne.cible);
        // To act on something one must be able to read it.
        const lu = essai.cible.type === null || lisible(essai);
        const attendu = lu && permis(acteur, ligne.droits, essai.faits);
        constat.cellules += 1;
        if (attendu) constat.permises += 1;
        constat.ecarts.push(
          ...(await essayerMutation(banc, mutation, essai, attendu, constat.cellules % ABSENTS === 0)),
        );
      }
    }
  } finally {
    banc.retirer();
  }
  return constat;
}

/** Every query that computes an answer, by every actor. */
export async function essayerCalculs(
  s: Serveur,
  registre: Registre,
  cibles: CiblesParRole,
  agents: ReadonlyMap<Acteur, AgentHabilite>,
): Promise<ConstatActes> {
  const constat: ConstatActes = { cellules: 0, permises: 0, ecarts: [] };
  for (const [nom, { cible: nomCible, droits }] of Object.entries(CALCULS)) {
    const champ = s.schema.getQueryType()?.getFields()[nom];
    if (!champ) throw new Error(`${nom} n’est plus dans le schéma`);
    for (const [acteur, agent] of agents) {
      const essai = essaiDe(registre, cibles, acteur, agent, nomCible);
      const proposition = cibles[acteur.role ?? 'PORTEUR']['proposition']?.id ?? '';
      const { ids } = essai.cible;
      const cible = { ...essai.cible, ids: { ...ids, propositionId: `"${proposition}"` } };
      const texte = ecrire(champ, cible).replace('mutation', 'query');
      const { data, errors } = await executer(s, agent, parse(texte));
      const recu = data?.['r'] as { __typename: string; code?: string } | undefined;
      const obtenu = !errors && recu !== undefined && !REFUS_DE_DROIT.includes(recu.code ?? '');
      const attendu = permis(acteur, droits, essai.faits);
      constat.cellules += 1;
      if (attendu) constat.permises += 1;
      if (obtenu !== attendu)
        constat.ecarts.push(`${acteur.nom} ${nom} : ${JSON.stringify(errors ?? recu)}, attendu ${attendu}`);
    }
  }
  return constat;
}
