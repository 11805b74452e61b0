import type { Compilateur, Fragment, ObjetLu } from './compilateur.js';
import { entreeInvalide } from '../graphql/erreurs.js';
import { definitionDe, type DefinitionLecture, type Tri } from './definition.js';
import { nomDuType, type ChampDemande } from './selection.js';

/** Arguments shared by every connection; the bounds of `first` are part of the input type. */
export interface ArgumentsConnexion {
  first?: number;
  after?: string | null;
  tri?: string | null;
  filtre?: object | null;
}

interface Depuis {
  propriete: string;
  a: string;
}

/** A cursor is opaque to clients: the sort value and the id of the last row seen. */
export function encoderCurseur(valeur: string, id: string): string {
  return Buffer.from(JSON.stringify([valeur, id])).toString('base64url');
}

/** A cursor that was not made here is refused by the caller: it answers undefined. */
export function decoderCurseur(curseur: string): [string, string] | undefined {
  try {
    const lu: unknown = JSON.parse(Buffer.from(curseur, 'base64url').toString());
    return Array.isArray(lu) && typeof lu[0] === 'string' && typeof lu[1] === 'string' ? [lu[0], lu[1]] : undefined;
  } catch {
    return undefined;
  }
}

function sqlFiltres(
  c: Compilateur,
  definition: DefinitionLecture,
  filtre: ArgumentsConnexion['filtre'],
  a: string,
): string[] {
  return Object.entries(filtre ?? {}).flatMap(([nom, valeur]) => {
    const predicat = definition.filtres?.[nom];
    if (!predicat) throw new Error(`${definition.nom} : filtre ${nom} non déclaré`);
    if (valeur === null || valeur === undefined) return [];
    return [`(${predicat(a, c.parametres.ajouter(valeur, Array.isArray(valeur) ? 'text[]' : 'text'))})`];
  });
}

/** `(sort, id) > (last sort, last id)`: a page costs the same wherever it is, and never shows or skips a row twice. */
function sqlSuite(
  c: Compilateur,
  args: ArgumentsConnexion,
  definition: DefinitionLecture,
  tri: Tri,
  a: string,
): string[] {
  const colonne = c.colonne(definition, tri.colonne);
  const [cle, type] = [`${a}.${colonne.databaseName}`, String(colonne.type)];
  if (!args.after) return [];
  const lu = decoderCurseur(args.after);
  if (!lu) throw entreeInvalide('Ce curseur n’est pas de cette plateforme.', 'after');
  const [valeur, id] = [
    c.parametres.ajouter(lu[0], type),
    c.parametres.ajouter(lu[1], String(c.colonne(definition, 'id').type)),
  ];
  return [`(${cle}, ${a}.id) ${tri.sens === 'ASC' ? '>' : '<'} (${valeur}, ${id})`];
}

/** Checked here too: the arguments of a nested connection pass through no input class. */
const LIGNES_MAX = 100;
const TRI_PAR_DEFAUT: Tri = { colonne: 'id', sens: 'ASC' };

/** SQL of one page, nested (under `depuis`) or at the root. */
export function compilerConnexion(
  c: Compilateur,
  demande: ChampDemande,
  depuis?: Depuis,
  args = demande.args as ArgumentsConnexion,
): Fragment {
  const definition = definitionDe(nomDuType(demande.type).replace(/Connexion$/, ''));
  const a = c.nouvelAlias();
  const tri = definition.tris?.[args.tri ?? ''] ?? Object.values(definition.tris ?? {})[0] ?? TRI_PAR_DEFAUT;
  const colonne = c.colonne(definition, tri.colonne);
  const cle = `${a}.${colonne.databaseName}`;
  const first = args.first ?? 20;
  if (first < 1 || first > LIGNES_MAX) throw entreeInvalide('Demandez de 1 à 100 lignes à la fois.', 'first');
  const visibles = [
    ...(depuis ? [c.jointure(c.relation(definition, depuis.propriete), a, depuis.a)] : []),
    c.portee(definition, a),
    ...sqlFiltres(c, definition, args.filtre, a),
  ];
  const suite = sqlSuite(c, args, definition, tri, a);
  const ordre = `${cle} ${tri.sens}, ${a}.id ${tri.sens}`;
  const table = c.entite(definition).tablePath;
  const page = `select ${a}.* from ${table} ${a} where ${[...visibles, ...suite].join(' and ')} order by ${ordre} limit ${first + 1}`;

  const champs = demande.sous(nomDuType(demande.type));
  const noeuds = champs
    .filter((f) => f.champ === 'edges')
    .flatMap((e) => e.sous(`${definition.nom}Arete`).filter((f) => f.champ === 'node'));
  const objets = noeuds.map((n) => c.objet(definition, a, n.sous(definition.nom)));
  const ligne = ["'v'", `${cle}::text`, "'i'", `${a}.id`, ...objets.flatMap((o, i) => [`'n${i}'`, o.sql])].join(', ');
  const lignes = `(select coalesce(json_agg(json_build_object(${ligne}) order by ${ordre}), '[]') from (${page}) ${a})`;
  const compte = champs.some((f) => f.champ === 'totalCount')
    ? `(select count(*) from ${table} ${a} where ${visibles.join(' and ')})`
    : 'null';
  return {
    sql: `json_build_object('lignes', ${lignes}, 'total', ${compte})`,
    finir: (objet) => {
      const lu = objet[demande.cle] as { lignes: ObjetLu[]; total: number | null };
      for (const l of lu.lignes) objets.forEach((o, i) => o.finir?.(l[`n${i}`] as ObjetLu));
      objet[demande.cle] = mettreEnForme(lu, champs, first, `${definition.nom}Arete`);
    },
  };
}

function mettreEnForme(
  lu: { lignes: ObjetLu[]; total: number | null },
  champs: ChampDemande[],
  first: number,
  arete: string,
): ObjetLu {
  const lignes = lu.lignes.slice(0, first);
  const curseur = (l: ObjetLu | undefined) => (l ? encoderCurseur(String(l['v']), String(l['i'])) : null);
  let rang = 0;
  const valeur = (demande: ChampDemande): unknown => {
    if (demande.champ === 'totalCount') return lu.total;
    if (demande.champ === 'pageInfo') {
      const page: ObjetLu = {
        hasNextPage: lu.lignes.length > first,
        endCursor: curseur(lignes.at(-1)),
        __typename: 'PageInfo',
      };
      return Object.fromEntries(demande.sous('PageInfo').map((s) => [s.cle, page[s.champ]]));
    }
    if (demande.champ !== 'edges') return `${arete.replace(/Arete$/, 'Connexion')}`;
    const sous = demande.sous(arete).map((s) => ({ ...s, cleSql: s.champ === 'node' ? `n${rang++}` : '' }));
    return lignes.map((l) =>
      Object.fromEntries(
        sous.map((s) => [s.cle, s.champ === 'node' ? l[s.cleSql] : s.champ === 'cursor' ? curseur(l) : arete]),
      ),
    );
  };
  return Object.fromEntries(champs.map((demande) => [demande.cle, valeur(demande)]));
}
