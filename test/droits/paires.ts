import { decider, ROLES_ACCORDES, type ActionLecture, type AgentHabilite, type ObjetHabilite } from '@tdt/domaine';
import { definitionSiConnue, Perimetre } from '@tdt/socle';
import type { Serveur } from '../outillage/serveur.js';
import type { Perimetres } from './acteurs.js';
import type { Faits, Registre } from './faits.js';
import { COLONNES, LECTURES } from './matrice.js';

const RESTREINTS: Readonly<Record<string, readonly string[]>> = {
  AppelAProjets: ['BROUILLON'],
  Candidature: ['BROUILLON'],
  Part: ['AVANT'],
  Vote: ['OUVERT'],
  Annonce: ['SOUS_SCELLE', 'ECARTEE'],
  LigneAnnonce: ['SOUS_SCELLE', 'ECARTEE'],
  PreuveAnnonce: ['SOUS_SCELLE', 'ECARTEE'],
  Scelle: ['ECARTEE'],
};

/** Types whose rights are their own: the others are seen with the object that holds them. */
export function typesDecides(): { type: string; action: ActionLecture }[] {
  return Object.keys(LECTURES).flatMap((type) => {
    const action = definitionSiConnue(type)?.action;
    return action && !['Territoire', 'Zonage'].includes(type) ? [{ type, action }] : [];
  });
}

/** The object is in its confidential stage. */
export function estRestreint(type: string, { stade }: Faits): boolean {
  return (RESTREINTS[type] ?? []).includes(stade);
}

/** What a single decision is told of the object: the facts of the tables, at its stage. */
export function objetDe(type: string, faits: Faits): ObjetHabilite {
  const ligne = LECTURES[type]?.[faits.stade];
  const cellule = (role: (typeof COLONNES)[number]) => ligne?.[COLONNES.indexOf(role)] ?? '-';
  const lien = cellule('FINANCEUR').split(',').at(-1) ?? '-';
  const sans = (liste: readonly string[], autres: readonly string[]) => liste.filter((o) => !autres.includes(o));
  const membres: Record<string, readonly string[]> = {
    m: faits.membres,
    d: sans(faits.membres, faits.enDeport),
    n: sans(faits.membres, faits.enDeportQuelquePart),
    l: sans([...faits.membres, ...faits.sollicites], faits.enDeport),
  };
  const dossier = faits.porteurs.length > 0;
  return {
    organismeIds: faits.proprietaires,
    ...(dossier ? { porteurIds: cellule('PORTEUR') === '-' ? [] : faits.porteurs } : {}),
    appelIds: faits.appels,
    conferenceId: faits.conferences[0] ?? null,
    membreOrganismeIds: membres[lien] ?? [],
    ordreDuJour: faits.ordreDuJour,
    restreint: estRestreint(type, faits),
  };
}

/** Somebody with one to three rights, drawn among every role, organisation and perimeter. */
export function tirerAgent(des: () => number, organismes: readonly string[], p: Perimetres): AgentHabilite {
  const parmi = <T>(liste: readonly T[]): T => liste[Math.floor(des() * liste.length)] as T;
  const habilitations = Array.from({ length: 1 + Math.floor(des() * 3) }, () => ({
    role: parmi(ROLES_ACCORDES),
    organismeId: parmi(organismes),
    appelId: parmi([null, null, p.appelId, p.autreAppelId]),
    conferenceId: parmi([null, null, p.conferenceId, p.autreConferenceId]),
    gereUtilisateurs: des() < 0.5,
  }));
  return { utilisateurId: '01a00000-0000-7000-8000-000000000000', habilitations };
}

/** Rows that lists show this agent, all types in one statement: `Type id`. */
async function listes(s: Serveur, agent: AgentHabilite): Promise<Set<string>> {
  const perimetre = new Perimetre(s.source, agent);
  const branches = typesDecides().map(({ type }) => {
    const table = s.source.getMetadata(definitionSiConnue(type)?.entite() as never).tablePath;
    return `select '${type} ' || x.id as objet from ${table} x where ${perimetre.visible(type, 'x')}`;
  });
  const lignes = await s.sql<{ objet: string }>(...perimetre.requete(branches.join(' union all ')));
  return new Set(lignes.map((l) => l.objet));
}

/** Pairs compared, those of which the list shows the object, and those on which list and decision disagree. */
export async function comparerPaires(
  s: Serveur,
  registre: Registre,
  agents: readonly AgentHabilite[],
): Promise<{ paires: number; visibles: number; ecarts: string[] }> {
  const objets = typesDecides().flatMap(({ type, action }) =>
    registre.ids(type).map((id) => ({ nom: `${type} ${id}`, action, objet: objetDe(type, registre.faits(type, id)) })),
  );
  const bilan = { paires: 0, visibles: 0, ecarts: [] as string[] };
  for (const agent of agents) {
    const montres = await listes(s, agent);
    for (const { nom, action, objet } of objets) {
      const [liste, decision] = [montres.has(nom), decider(agent, action, objet).ok];
      bilan.paires += 1;
      if (liste) bilan.visibles += 1;
      if (liste !== decision)
        bilan.ecarts.push(`${nom} : liste ${liste}, décision ${decision}, ${JSON.stringify(agent.habilitations)}`);
    }
  }
  return bilan;
}
