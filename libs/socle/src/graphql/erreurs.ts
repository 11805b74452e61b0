import type { ValidationError } from 'class-validator';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { nouvelId } from '../horloge.js';

/** Codes that may leave the server as they are; everything else becomes « Erreur interne » with a reference. */
const CODES_PUBLICS = new Set([
  'NON_AUTHENTIFIE',
  'INTERDIT',
  'INTROUVABLE',
  'ENTREE_INVALIDE',
  'LIMITE_DEPASSEE',
  'REQUETE_INVALIDE',
]);

/** What graphql-js and Apollo say of a request that is not one: read, valid, naming one operation. */
const CODES_DE_FORME = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

interface PointInvalide {
  chemin: string;
  message: string;
}

export function entreeInvalide(message: string, chemin: string, details: PointInvalide[] = []): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'ENTREE_INVALIDE', chemin, details } });
}

function aplatir(erreurs: ValidationError[], prefixe = ''): PointInvalide[] {
  return erreurs.flatMap((e) => {
    const chemin = /^\d+$/.test(e.property)
      ? `${prefixe}[${e.property}]`
      : prefixe
        ? `${prefixe}.${e.property}`
        : e.property;
    const messages = Object.values(e.constraints ?? {}).map((m) => ({
      chemin,
      message: m,
    }));
    return [...messages, ...aplatir(e.children ?? [], chemin)];
  });
}

/** What class-validator found, as one typed error with every path. */
export function erreurDeForme(erreurs: ValidationError[]): GraphQLError {
  const details = aplatir(erreurs);
  const premier = details[0] ?? { chemin: '', message: 'La demande est mal formée.' };
  return entreeInvalide(premier.message, premier.chemin, details);
}

interface FauteDeForme {
  message: string;
  extensions?: Record<string, unknown>;
}

/** Path of the faulty value in the request, without the value itself, which graphql-js quotes in its message. */
function cheminDeVariable(message: string): string {
  const variable = /^Variable "\$([^"]+)"/.exec(message)?.[1];
  const precis = /at "([^"]+)"/.exec(message)?.[1] ?? variable ?? '';
  const champ = /Field "([^"]+)" (of required type|is not defined)/.exec(message)?.[1];
  return champ ? [precis, champ].filter(Boolean).join('.') : precis;
}

/** Our own sentence when a scalar of ours refused the value; else what graphql-js found, in French. */
function phraseDeForme(message: string, cause: FauteDeForme | undefined): string {
  if (cause?.extensions?.['code'] === 'ENTREE_INVALIDE') return cause.message;
  if (/of required type/.test(message)) return 'Une valeur obligatoire manque.';
  if (/is not defined by type/.test(message)) return 'Ce champ n’existe pas.';
  if (/does not exist in/.test(message)) return 'Cette valeur ne fait pas partie des choix possibles.';
  return 'Cette valeur est mal formée.';
}

function depuisGraphql(erreur: GraphQLFormattedError, cause: unknown): GraphQLFormattedError | undefined {
  const code = erreur.extensions?.['code'];
  const faute = cause as { originalError?: FauteDeForme } | null;
  if (code === 'BAD_USER_INPUT' || (code === 'ENTREE_INVALIDE' && erreur.message.startsWith('Variable "'))) {
    const chemin = cheminDeVariable(erreur.message);
    const message = phraseDeForme(erreur.message, faute?.originalError);
    return { message, extensions: { code: 'ENTREE_INVALIDE', chemin, details: [] } };
  }
  if (CODES_DE_FORME.has(String(code))) {
    return depuisValidation(erreur, faute?.originalError);
  }
  return undefined;
}

function depuisValidation(erreur: GraphQLFormattedError, cause: FauteDeForme | undefined): GraphQLFormattedError {
  const notre = cause?.extensions?.['code'];
  if (cause && (notre === 'ENTREE_INVALIDE' || notre === 'LIMITE_DEPASSEE')) {
    const extensions = { code: notre, chemin: '', ...(notre === 'ENTREE_INVALIDE' ? { details: [] } : {}) };
    return { message: cause.message, locations: erreur.locations, extensions };
  }
  const limite = /(limit|exceeded|too (deep|many|complex|large)|\d+ tokens)/i.test(erreur.message);
  // The text of graphql-js quotes the request and not its values: it helps whoever writes a query and reveals nothing stored.
  const message = limite
    ? 'La requête est trop grande ou trop profonde : demandez moins de champs ou moins de lignes à la fois.'
    : `La requête n’est pas valide : ${erreur.message}`;
  return {
    message,
    locations: erreur.locations,
    extensions: { code: limite ? 'LIMITE_DEPASSEE' : 'REQUETE_INVALIDE', chemin: '' },
  };
}

/** graphql-js stops at fifty faulty values, with an error that has no code. */
const TROP_DE_FAUTES = /^Too many errors processing variables/;

/** The last gate before the network: an allow-list. A fault leaves as a reference that the log also holds. */
export function formaterErreur(
  erreur: GraphQLFormattedError,
  cause: unknown,
  journaliser: (cause: unknown, reference: string) => void,
): GraphQLFormattedError {
  const traduite = depuisGraphql(erreur, cause);
  if (traduite) return traduite;
  if (TROP_DE_FAUTES.test(erreur.message)) {
    const message = 'Trop de valeurs sont mal formées : corrigez celles qui sont citées, puis recommencez.';
    return { message, extensions: { code: 'ENTREE_INVALIDE', chemin: '', details: [] } };
  }
  if (CODES_PUBLICS.has(String(erreur.extensions?.['code'])))
    return { message: erreur.message, extensions: erreur.extensions, path: erreur.path };
  const reference = nouvelId();
  journaliser(cause, reference);
  return {
    message: `Une erreur interne nous empêche de répondre. Rien n’a été modifié. Signalez-la avec la référence ${reference}.`,
    extensions: { code: 'ERREUR_INTERNE', reference },
  };
}
