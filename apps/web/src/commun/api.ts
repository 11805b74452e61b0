import { Client, fetchExchange } from 'urql';

/** The same origin serves the page and the API: no address to configure. POST only, as the API asks. */
export const clientGraphql = new Client({ url: '/graphql', exchanges: [fetchExchange], preferGetMethod: false });
