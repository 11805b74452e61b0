import { Logger } from '@nestjs/common';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { formaterErreur, resoudreChamp } from '@tdt/socle';
import { isObjectType, type GraphQLSchema } from 'graphql';
import type { Configuration } from './configuration.js';

/** Derived from our own documents plus a margin; armor's defaults leave two holes (trust.md, finding 6). */
function protections() {
  return new ApolloArmor({
    maxDepth: { n: 12 },
    maxAliases: { n: 15, allowList: [] },
    maxDirectives: { n: 5 },
    maxTokens: { n: 1_500 },
    costLimit: { maxCost: 20_000 },
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
    if (!isObjectType(type) || racines.includes(type)) continue;
    for (const champ of Object.values(type.getFields())) champ.resolve = undefined;
  }
  return schema;
}

export function optionsGraphql(configuration: Configuration): ApolloDriverConfig {
  const journal = new Logger('GraphQL');
  const armure = protections();
  const enProduction = configuration.environnement === 'production';
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
    context: ({ req, res }: { req: unknown; res: unknown }) => ({ req, res }),
    fieldResolver: resoudreChamp,
    transformSchema: sansResolveurDeChamp,
    validationRules: [...armure.validationRules],
    // Apollo's cache-control wraps every field: a list costs 1.7 times more with it (stack.md).
    plugins: [...(armure.plugins as never[]), ApolloServerPluginCacheControlDisabled()],
    allowBatchedHttpRequests: false,
    formatError: (erreur, cause) =>
      formaterErreur(erreur, cause, (faute, reference) => journal.error({ reference, err: faute }, 'erreur interne')),
  };
}
