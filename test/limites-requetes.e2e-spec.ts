import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

interface Vu {
  statut: number;
  code?: string;
  texte: string;
  entetes: Headers;
}

const JSON_UTF8 = { 'content-type': 'application/json' };
const APPELS = '{ appelsAProjets(first: 1) { totalCount } }';
const requete = (query: string, variables: object = {}) => JSON.stringify({ query, variables });
const emboite = (n: number): unknown => (n === 0 ? 1 : { a: emboite(n - 1) });

/** Nothing of how the server is made may leave it. */
const INTERNE = /node_modules|\.ts\b|\.js\b|\bat \S+ \(?\S*:\d+:\d+|typeorm|postgres|apollo|armor|nestjs|stack/i;

describe('Limites des requêtes', () => {
  let s: Serveur;
  const envoyer = async (corps: string | undefined, options: RequestInit = {}, chemin = '/graphql'): Promise<Vu> => {
    const reponse = await fetch(`${s.url}${chemin}`, { method: 'POST', headers: JSON_UTF8, body: corps, ...options });
    const texte = await reponse.text();
    const code = /"code":"([A-Z_]+)"/.exec(texte)?.[1];
    return { statut: reponse.status, code, texte, entetes: reponse.headers };
  };
  const avecJeton = (jeton: string) => ({ headers: { ...JSON_UTF8, authorization: `Bearer ${jeton}` } });

  beforeAll(async () => {
    s = await demarrerServeur('limites', { JETON_METRIQUES: 'un-jeton-de-metriques-assez-long' });
  }, 60_000);
  afterAll(() => s?.fermer());

  /** Abuse, what is sent, the status and code of the answer. */
  const ABUS: [nom: string, () => Promise<Vu>, statut: number, code: string][] = [
    [
      'GET avec une requête',
      () => envoyer(undefined, { method: 'GET' }, `/graphql?query=${encodeURIComponent(APPELS)}`),
      405,
      'REQUETE_INVALIDE',
    ],
    [
      'GET avec une mutation',
      () => envoyer(undefined, { method: 'GET' }, '/graphql?query=mutation{x}'),
      405,
      'REQUETE_INVALIDE',
    ],
    ['HEAD', () => envoyer(undefined, { method: 'HEAD' }), 405, ''],
    ['PUT', () => envoyer(requete(APPELS), { method: 'PUT' }), 405, 'REQUETE_INVALIDE'],
    ['DELETE', () => envoyer(requete(APPELS), { method: 'DELETE' }), 405, 'REQUETE_INVALIDE'],
    [
      'formulaire (CSRF)',
      () =>
        envoyer('query={appelsAProjets{totalCount}}', {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      415,
      'ENTREE_INVALIDE',
    ],
    [
      'texte brut (CSRF)',
      () => envoyer(requete(APPELS), { headers: { 'content-type': 'text/plain' } }),
      415,
      'ENTREE_INVALIDE',
    ],
    [
      'multipart (CSRF)',
      () => envoyer(requete(APPELS), { headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
      415,
      'ENTREE_INVALIDE',
    ],
    ['sans type de contenu', () => envoyer(undefined, { headers: {} }), 415, 'ENTREE_INVALIDE'],
    [
      'UTF-7',
      () => envoyer(requete(APPELS), { headers: { 'content-type': 'application/json; charset=utf-7' } }),
      415,
      'ENTREE_INVALIDE',
    ],
    [
      'UTF-16',
      () => envoyer(requete(APPELS), { headers: { 'content-type': 'application/json; charset=utf-16' } }),
      415,
      'ENTREE_INVALIDE',
    ],
    [
      'application/graphql',
      () => envoyer(APPELS, { headers: { 'content-type': 'application/graphql' } }),
      415,
      'ENTREE_INVALIDE',
    ],
    ['un lot de requêtes', () => envoyer(`[${requete(APPELS)},${requete(APPELS)}]`), 400, 'ENTREE_INVALIDE'],
    ['un corps qui est un nombre', () => envoyer('12'), 400, 'ENTREE_INVALIDE'],
    ['un corps vide', () => envoyer(''), 400, 'REQUETE_INVALIDE'],
    ['un corps coupé', () => envoyer('{"query":'), 400, 'ENTREE_INVALIDE'],
    ['un corps de 110 ko', () => envoyer(requete(`${APPELS} #${'x'.repeat(110_000)}`)), 413, 'LIMITE_DEPASSEE'],
    ['des variables de 70 ko', () => envoyer(requete(APPELS, { x: 'x'.repeat(70_000) })), 413, 'LIMITE_DEPASSEE'],
    ['des variables imbriquées', () => envoyer(requete(APPELS, { x: emboite(40) })), 413, 'LIMITE_DEPASSEE'],
    [
      'des listes de variables imbriquées',
      () => envoyer(`{"query":"{__typename}","variables":{"x":${'['.repeat(500)}${']'.repeat(500)}}}`),
      413,
      'LIMITE_DEPASSEE',
    ],
    [
      'deux mutations',
      () =>
        envoyer(
          requete(
            `mutation { a: publierAppel(id: "${cle()}") { __typename } b: publierAppel(id: "${cle()}") { __typename } }`,
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'deux mutations par un fragment',
      () =>
        envoyer(
          requete(
            `mutation { ...f } fragment f on Mutation { a: publierAppel(id: "${cle()}") { __typename } b: publierAppel(id: "${cle()}") { __typename } }`,
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'deux mutations par fragments en ligne',
      () =>
        envoyer(
          requete(
            `mutation { ... { a: publierAppel(id: "1") { __typename } } ... on Mutation { b: publierAppel(id: "1") { __typename } } }`,
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'cent alias',
      () =>
        envoyer(
          requete(
            `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: appelsAProjets(first: 1) { totalCount }`).join(' ')} }`,
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'cent alias de __typename',
      () => envoyer(requete(`{ ${Array.from({ length: 100 }, (_, i) => `a${i}: __typename`).join(' ')} }`)),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'des alias cachés dans des fragments',
      () =>
        envoyer(
          requete(
            `{ ...f ...g } fragment f on Query { ${Array.from({ length: 10 }, (_, i) => `a${i}: __typename`).join(' ')} } fragment g on Query { ${Array.from({ length: 10 }, (_, i) => `b${i}: __typename`).join(' ')} }`,
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'dix directives répétées',
      () => envoyer(requete(`{ __typename ${'@include(if: true) '.repeat(10)} }`)),
      400,
      'LIMITE_DEPASSEE',
    ],
    ['une directive inconnue', () => envoyer(requete('{ __typename @nimporte }')), 400, 'REQUETE_INVALIDE'],
    ['deux mille lexèmes', () => envoyer(requete(`{ ${'__typename '.repeat(2_000)} }`)), 400, 'LIMITE_DEPASSEE'],
    [
      'un champ répété mille fois',
      () => envoyer(requete(`{ appelsAProjets(first: 1) { ${'totalCount '.repeat(1_600)} } }`)),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'quinze niveaux',
      () =>
        envoyer(
          requete(
            `{ appelsAProjets { edges { node { ${'candidatures { edges { node { appel { '.repeat(4)} id ${'} } } }'.repeat(4)} } } } }`,
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'un fragment qui se contient',
      () => envoyer(requete('{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }')),
      400,
      'REQUETE_INVALIDE',
    ],
    [
      'des fragments qui doublent à chaque étage',
      () =>
        envoyer(
          requete(
            `{ ...f0 } ${Array.from({ length: 60 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f60 on Query { __typename }`,
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'des pages dans des pages',
      () =>
        envoyer(
          requete(
            '{ appelsAProjets(first: 100) { edges { node { candidatures(first: 100) { edges { node { id appel { candidatures(first: 100) { totalCount } } } } } } } } }',
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'des pages dans des pages, par variable',
      () =>
        envoyer(
          requete(
            'query ($n: Int!) { appelsAProjets(first: $n) { edges { node { candidatures(first: $n) { edges { node { id appel { candidatures(first: $n) { totalCount } } } } } } } } }',
            { n: 100 },
          ),
        ),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'un milliard de lignes',
      () => envoyer(requete('{ territoires(first: 1000000000) { totalCount } }')),
      400,
      'LIMITE_DEPASSEE',
    ],
    [
      'un nombre de lignes négatif',
      () => envoyer(requete('{ territoires(first: -1) { totalCount } }')),
      200,
      'ENTREE_INVALIDE',
    ],
    [
      'un curseur forgé',
      () => envoyer(requete('{ territoires(first: 1, after: "WyJhIl0") { totalCount edges { node { id } } } }')),
      200,
      'ENTREE_INVALIDE',
    ],
    ['une opération sans nom parmi deux', () => envoyer(requete(`query A ${APPELS} query B ${APPELS}`)), 400, ''],
    ['un champ inconnu', () => envoyer(requete('{ motsDePasse { tous } }')), 400, 'REQUETE_INVALIDE'],
    ['un abonnement', () => envoyer(requete('subscription { tout }')), 400, ''],
    [
      'les métriques sans jeton',
      () => envoyer(undefined, { method: 'GET', headers: {} }, '/metriques'),
      404,
      'INTROUVABLE',
    ],
    [
      'les métriques avec un autre jeton',
      () =>
        envoyer(
          undefined,
          { method: 'GET', headers: { authorization: 'Bearer un-jeton-de-metriques-assez-lonG' } },
          '/metriques',
        ),
      404,
      'INTROUVABLE',
    ],
    [
      'un jeton trop long',
      () => envoyer(requete(APPELS), { headers: { ...JSON_UTF8, authorization: `Bearer ${'a'.repeat(4_000)}` } }),
      401,
      'NON_AUTHENTIFIE',
    ],
  ];

  it.each(ABUS)('%s', async (_nom, abus, statut, code) => {
    const vu = await abus();
    expect([vu.statut, vu.code ?? '']).toEqual([statut, code || (vu.code ?? '')]);
    expect(vu.statut).toBeLessThan(500);
    expect(vu.texte).not.toMatch(INTERNE);
    expect(vu.texte).not.toContain('ERREUR_INTERNE');
  });

  it('éprouve au moins quarante abus', () => expect(ABUS.length).toBeGreaterThanOrEqual(40));

  it('accepte du JSON en UTF-8, avec ou sans mention, et une seule mutation', async () => {
    for (const type of ['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"']) {
      expect((await envoyer(requete(APPELS), { headers: { 'content-type': type } })).texte).toContain('totalCount');
    }
    const seule = requete(`mutation { publierAppel(id: "${cle()}", cle: "${cle()}") { __typename } }`);
    expect((await envoyer(seule, avecJeton(s.monde.jetons.gestionnaire))).texte).toContain('"__typename":"Refus"');
  });

  it('hors production, laisse un outil lire le schéma', async () => {
    const vu = await envoyer(requete('{ __schema { queryType { name } mutationType { name } } }'));
    const { data } = JSON.parse(vu.texte) as { data: object };
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' }, mutationType: { name: 'Mutation' } } });
  });

  // The counters belong to the process, which other files may have served before: what counts is how much they rise.
  it('ouvre ses métriques à leur seul jeton : durées par opération, refus par code, connexions', async () => {
    const ouvert = { method: 'GET', headers: { authorization: 'Bearer un-jeton-de-metriques-assez-long' } };
    const lire = () => envoyer(undefined, ouvert, '/metriques');
    const compteur = /tdt_refus_total\{operation="publierAppel",code="INTROUVABLE"\} (\d+)/;
    const introuvables = (texte: string) => Number(compteur.exec(texte)?.[1] ?? 0);
    const avant = introuvables((await lire()).texte);
    const publier = `mutation { publierAppel(id: "${cle()}", cle: "${cle()}") { ... on Refus { code } } }`;
    await envoyer(requete(publier), avecJeton(s.monde.jetons.gestionnaire));
    const { statut, texte } = await lire();
    expect(statut).toBe(200);
    expect(texte).toMatch(/tdt_operation_secondes_count\{operation="appelsAProjets",issue="repondue"\} \d+/);
    expect(introuvables(texte)).toBe(avant + 1);
    expect(texte).toMatch(/tdt_base_connexions\{etat="ouvertes"\} \d+/);
  });
});
