import { resoudreChamp } from '@tdt/socle';
import {
  execute,
  getNamedType,
  isLeafType,
  isObjectType,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLField,
} from 'graphql';
import { Jetons } from '@tdt/socle';
import type { AgentHabilite } from '@tdt/domaine';
import { documentAvec } from '../outillage/documents.js';
import type { Serveur } from '../outillage/serveur.js';
import type { Acteur } from './acteurs.js';
import { CHAMPS_RESERVES, CHAMPS_SELON_LE_LECTEUR, LECTURES, type Colonnes } from './matrice.js';
import { permis, type Registre } from './faits.js';

/** A request made once for all actors. */
export interface Question {
  racine: string;
  document: DocumentNode;
}

/** Who asks, with his rights of now: read once, as a request does. */
export async function agentDe(s: Serveur, acteur: Acteur): Promise<AgentHabilite> {
  const identifie = acteur.jeton === null ? null : await s.app.get(Jetons).identifier(acteur.jeton);
  return identifie ?? { utilisateurId: null, habilitations: [] };
}

/** Runs an operation on the served schema: its resolvers and its walls, without HTTP. */
export async function executer(s: Serveur, agent: AgentHabilite, document: DocumentNode): Promise<ExecutionResult> {
  return execute({
    schema: s.schema,
    document,
    contextValue: { req: { agent, headers: {} } },
    fieldResolver: resoudreChamp,
  });
}

/** Everything that the scene can be asked: each object by its id, each list, down to `niveaux` objects. */
export function questions(s: Serveur, cibles: Readonly<Record<string, readonly string[]>>): Question[] {
  const racines = Object.values(s.schema.getQueryType()?.getFields() ?? {});
  return racines.flatMap((racine) => questionsDe(s, racine, cibles));
}

function questionsDe(
  s: Serveur,
  racine: GraphQLField<unknown, unknown>,
  cibles: Readonly<Record<string, readonly string[]>>,
): Question[] {
  const type = getNamedType(racine.type);
  if (!isObjectType(type)) return [];
  const poser = (args: string, niveaux: number): Question => ({
    racine: racine.name,
    document: parse(documentAvec(s.schema, racine, niveaux, args)),
  });
  if (racine.args.length === 1 && racine.args[0]?.name === 'id') {
    return (cibles[type.name] ?? []).map((id, i) => poser(`(id: "${id}")`, i === 0 ? 2 : 1));
  }
  const liste = /Connexion$/.test(type.name);
  if (liste && ['TerritoireConnexion', 'ZonageConnexion'].includes(type.name)) return [];
  return liste ? [poser('(first: 100)', type.name === 'UtilisateurConnexion' ? 1 : 0)] : [];
}

type Valeurs = Map<string, string | null>;
/** Type → id → field → value, `null` for nothing. */
export type Vus = Map<string, Map<string, Valeurs>>;

function recueillir(s: Serveur, valeur: unknown, vus: Vus): void {
  if (Array.isArray(valeur)) return valeur.forEach((v) => recueillir(s, v, vus));
  if (valeur === null || typeof valeur !== 'object') return;
  const objet = valeur as Record<string, unknown>;
  const [nom, id] = [objet['__typename'], objet['id']];
  if (typeof nom === 'string' && typeof id === 'string' && LECTURES[nom]) {
    const parId = vus.get(nom) ?? new Map<string, Valeurs>();
    const champs = parId.get(id) ?? new Map<string, string | null>();
    const type = s.schema.getType(nom);
    for (const [champ, v] of Object.entries(objet)) {
      const declare = isObjectType(type) ? type.getFields()[champ] : undefined;
      if (!declare || !isLeafType(getNamedType(declare.type))) continue;
      champs.set(champ, v === null ? null : JSON.stringify(v));
    }
    vus.set(nom, parId.set(id, champs));
  }
  Object.values(objet).forEach((v) => recueillir(s, v, vus));
}

/** All that this actor is shown. */
export async function regarder(s: Serveur, agent: AgentHabilite, demandes: readonly Question[]): Promise<Vus> {
  const vus: Vus = new Map();
  for (const { racine, document } of demandes) {
    const { data, errors } = await executer(s, agent, document);
    if (errors) throw new Error(`${racine} : ${JSON.stringify(errors)}`);
    recueillir(s, data, vus);
  }
  return vus;
}

/** What was compared, and what differs from the matrix. */
export interface Constat {
  cellules: number;
  champs: Set<string>;
  ecarts: string[];
}

/** Every object that anybody was shown, and what each of its fields holds for whoever reads it. */
function reunir(regards: Iterable<Vus>): Vus {
  const tout: Vus = new Map();
  for (const vus of regards) {
    for (const [type, parId] of vus) {
      const ici = tout.get(type) ?? new Map<string, Valeurs>();
      for (const [id, champs] of parId) {
        const connus = ici.get(id) ?? new Map<string, string | null>();
        for (const [champ, valeur] of champs) connus.set(champ, connus.get(champ) ?? valeur);
        ici.set(id, connus);
      }
      tout.set(type, ici);
    }
  }
  return tout;
}

function droitsDe(type: string, stade: string): Colonnes {
  const ligne = LECTURES[type]?.[stade];
  if (!ligne) throw new Error(`La matrice ne dit rien de ${type} au stade « ${stade} »`);
  return ligne;
}

/** Compares what everybody was shown with what the matrix lets him see, object by object and field by field. */
export function comparer(registre: Registre, regards: ReadonlyMap<Acteur, Vus>): Constat {
  const constat: Constat = { cellules: 0, champs: new Set(), ecarts: [] };
  const tout = reunir(regards.values());
  for (const [type, parId] of tout) {
    for (const [id, verite] of parId) {
      const faits = registre.faits(type, id);
      // A public object without a list of its own is found under whatever names it, which not everybody sees.
      if (type === 'Territoire') continue;
      for (const [acteur, vus] of regards) {
        const soi = acteur.utilisateurId !== null && faits.personnes.includes(acteur.utilisateurId);
        const chemin = registre.chemin(type, id);
        const atteint = chemin === null || vus.get(chemin[0])?.has(chemin[1]) === true;
        const attendu = atteint && (soi || permis(acteur, droitsDe(type, faits.stade), faits));
        const lus = vus.get(type)?.get(id);
        constat.cellules += verite.size;
        if (attendu !== (lus !== undefined)) {
          constat.ecarts.push(`${acteur.nom} ${lus ? 'voit' : 'ne voit pas'} ${type} ${faits.stade} ${id}`);
        }
        if (lus && attendu) comparerChamps(constat, acteur, { type, faits, soi }, { lus, verite });
      }
      for (const champ of verite.keys()) constat.champs.add(`${type}.${champ}`);
    }
  }
  return constat;
}

function comparerChamps(
  constat: Constat,
  acteur: Acteur,
  { type, faits, soi }: { type: string; faits: ReturnType<Registre['faits']>; soi: boolean },
  { lus, verite }: { lus: Valeurs; verite: Valeurs },
): void {
  for (const [champ, valeur] of lus) {
    const nom = `${type}.${champ}`;
    if (CHAMPS_SELON_LE_LECTEUR.includes(nom)) continue;
    const reserve = CHAMPS_RESERVES[nom];
    const attendu = reserve && !soi && !permis(acteur, reserve, faits) ? null : verite.get(champ);
    if (valeur !== attendu)
      constat.ecarts.push(`${acteur.nom} lit ${nom} ${faits.stade} : ${valeur} au lieu de ${attendu}`);
  }
}
