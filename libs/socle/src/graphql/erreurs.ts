import type { ValidationError } from 'class-validator';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { nouvelId } from '../horloge.js';

/** Codes that may leave the server as they are; everything else becomes « Erreur interne » with a reference. */
const CODES_PUBLICS = new Set([
  'NON_AUTHENTIFIE',
  'INTERDIT',
  'ENTREE_INVALIDE',
  'LIMITE_DEPASSEE',
  'REQUETE_INVALIDE',
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
    const messages = Object.entries(e.constraints ?? {}).map(([regle, m]) => ({
      chemin,
      message: regle === 'whitelistValidation' ? 'Ce champ n’existe pas.' : m,
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

/** `Variable "$d" got invalid value … at "d.montant"; …`: keeps the path, never the value. */
function cheminDeVariable(message: string): string {
  const variable = /^Variable "\$([^"]+)"/.exec(message)?.[1];
  return /at "([^"]+)"/.exec(message)?.[1] ?? variable ?? '';
}

function depuisGraphql(erreur: GraphQLFormattedError, cause: unknown): GraphQLFormattedError | undefined {
  const code = erreur.extensions?.['code'];
  const precise = (cause as { originalError?: { extensions?: Record<string, unknown>; message?: string } } | null)
    ?.originalError;
  if (code === 'ENTREE_INVALIDE' || code === 'BAD_USER_INPUT') {
    const chemin = erreur.extensions?.['chemin'] ?? cheminDeVariable(erreur.message);
    const phrase =
      code === 'BAD_USER_INPUT' && !precise
        ? 'Une valeur de la demande est mal formée ou manque.'
        : phrasePropre(erreur, precise?.message);
    return {
      message: phrase,
      extensions: { code: 'ENTREE_INVALIDE', chemin, details: erreur.extensions?.['details'] ?? [] },
    };
  }
  if (code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED' || code === 'BAD_REQUEST') {
    return depuisValidation(erreur);
  }
  return undefined;
}

function phrasePropre(erreur: GraphQLFormattedError, precise: string | undefined): string {
  return (
    precise ??
    (erreur.message.startsWith('Variable "') ? (erreur.message.split('; ').at(-1) as string) : erreur.message)
  );
}

function depuisValidation(erreur: GraphQLFormattedError): GraphQLFormattedError {
  const limite = /(limit|exceeded|too (deep|many|complex|large))/i.test(erreur.message);
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

/** The last gate before the network: an allow-list. A fault leaves as a reference that the log also holds. */
export function formaterErreur(
  erreur: GraphQLFormattedError,
  cause: unknown,
  journaliser: (cause: unknown, reference: string) => void,
): GraphQLFormattedError {
  const traduite = depuisGraphql(erreur, cause);
  if (traduite) return traduite;
  if (CODES_PUBLICS.has(String(erreur.extensions?.['code'])))
    return { message: erreur.message, extensions: erreur.extensions, path: erreur.path };
  const reference = nouvelId();
  journaliser(cause, reference);
  return {
    message: `Une erreur interne nous empêche de répondre. Rien n’a été modifié. Signalez-la avec la référence ${reference}.`,
    extensions: { code: 'ERREUR_INTERNE', reference },
  };
}
