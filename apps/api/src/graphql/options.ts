import path from 'node:path';
import { Logger } from '@nestjs/common';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { donnerCles, formaterErreur, resoudreChamp } from '@tdt/socle';
import { isIntrospectionType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Configuration } from '../configuration.js';
import type { Compteur } from '../debit.js';
import { greffonMetriques } from '../metriques.js';
import { lireDocuments } from './documents-de-confiance.js';
import { greffonLimites, LIMITES } from './limites.js';
import { greffonRejeu } from './rejeu.js';
import { uneSeuleMutation } from './une-seule-mutation.js';

/** Written by the build of the web app, beside its pages and not among them. */
const DOCUMENTS_DU_WEB = 'dist/documents-web.json';

/** armor's defaults leave two holes: `__typename` was free of aliases, and ten directives passed (trust.md, finding 6). */
function protections() {
  return new ApolloArmor({
    maxDepth: { n: LIMITES.profondeur },
    maxAliases: { n: LIMITES.alias, allowList: [] },
    maxDirectives: { n: LIMITES.directives },
    // graphql-js counts the tokens itself (`parseOptions`): armor's parser answers HTTP 500.
    maxTokens: { enabled: false },
    // Its estimate knows no page size: ours does (`greffonLimites`).
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: true },
  }).protect();
}

/**
 * Nest gives each field a resolver that looks it up by name, which would lose the aliases that `lecture` answers with.
 * Without it `resoudreChamp` serves; only root fields keep theirs, so nothing can be patched after the one SQL statement.
 */
function sansResolveurDeChamp(schema: GraphQLSchema): GraphQLSchema {
  const racines = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || racines.includes(type)) continue;
    for (const champ of Object.values(type.getFields())) champ.resolve = undefined;
  }
  return schema;
}

export function optionsGraphql(configuration: Configuration, compteur: Compteur): ApolloDriverConfig {
  const journal = new Logger('GraphQL');
  const armure = protections();
  const enProduction = configuration.environnement === 'production';
  const documents = configuration.documentsDeConfiance ? lireDocuments(path.resolve(DOCUMENTS_DU_WEB)) : null;
  return {
    driver: ApolloDriver,
    autoSchemaFile: true,
    sortSchema: true,
    path: '/graphql',
    graphiql: false,
    introspection: !enProduction,
    hideSchemaDetailsFromClientErrors: enProduction,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITES.lexemes },
    context: ({ req, res }: { req: unknown; res: unknown }) => ({ req, res }),
    fieldResolver: resoudreChamp,
    transformSchema: (schema) => donnerCles(sansResolveurDeChamp(schema)),
    validationRules: [...armure.validationRules, uneSeuleMutation],
    // Apollo's cache-control wraps every field: a list costs 1.7 times more with it (stack.md).
    plugins: [
      ...(armure.plugins as never[]),
      greffonLimites({ documents, compteur }),
      greffonMetriques(),
      greffonRejeu(),
      ApolloServerPluginCacheControlDisabled(),
    ],
    allowBatchedHttpRequests: false,
    formatError: (erreur, cause) =>
      formaterErreur(erreur, cause, (faute, reference) => journal.error({ reference, err: faute }, 'erreur interne')),
  };
}
