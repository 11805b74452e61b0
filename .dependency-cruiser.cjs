// The import rule of the architecture, each line with its reason. `npm run imports` fails on a breach.

/** From upstream to downstream: a library may import those before it, never those after. */
const ORDRE = [
  'domaine',
  'documents',
  'socle',
  'acteurs',
  'appels',
  'candidatures',
  'conference',
  'conventions',
  'execution',
  'observatoire',
  'avis',
];

const INDEX = (libs) => `^libs/(${libs.join('|')})/src/`;

/** libs/<x> must not import what comes after it in the life of a file. */
const amontIgnoreAval = ORDRE.slice(1, -1).map((lib, i) => ({
  name: `${lib}-ignore-l-aval`,
  severity: 'error',
  comment: `L'amont ignore l'aval : ${lib} vient avant ${ORDRE.slice(i + 2).join(', ')} dans la vie d'un dossier ; que l'aval appelle son service.`,
  from: { path: INDEX([lib]) },
  to: { path: INDEX(ORDRE.slice(i + 2)) },
}));

/** Inside a library its own files are free; from another one, only its index.ts is a door. */
const entreeParIndex = ORDRE.map((lib) => ({
  name: `entrer-dans-${lib}-par-index`,
  severity: 'error',
  comment: `Importez @tdt/${lib} : ce qui n'est pas dans son index.ts peut changer sans prévenir.`,
  from: { pathNot: `^libs/${lib}/` },
  to: { path: `^libs/${lib}/src/`, pathNot: `^libs/${lib}/src/index\\.ts$` },
}));

module.exports = {
  forbidden: [
    {
      name: 'domaine-n-importe-rien',
      severity: 'error',
      comment:
        'Le domaine est du TypeScript pur : ni npm, ni node, ni une autre bibliothèque. Il se lit, se teste et tourne dans le navigateur sans rien.',
      from: { path: '^libs/domaine/', pathNot: '\\.spec\\.ts$|^libs/domaine/essais/' },
      to: { pathNot: '^libs/domaine/' },
    },
    {
      name: 'tests-du-domaine-sans-base',
      severity: 'error',
      comment: 'Un test du domaine n’a besoin que de Jest et de fast-check : sinon la règle testée n’est pas pure.',
      from: { path: '^libs/domaine/(.*\\.spec\\.ts$|essais/)' },
      to: { pathNot: '^libs/domaine/|node_modules/(fast-check|@jest|@types/jest)/|^node:|^(fs|path|url)$' },
    },
    ...amontIgnoreAval,
    ...entreeParIndex,
    {
      name: 'impression-sans-le-serveur',
      severity: 'error',
      comment:
        'Chaque fil d’impression charge les modèles : avec le socle viendrait tout le serveur, quatre à cinq fois plus long à lire.',
      from: { path: '^libs/conventions/src/(modeles/|impression/imprimeur)', pathNot: 'spec\\.ts$' },
      to: { path: '^libs/socle/' },
    },
    {
      name: 'web-ne-connait-que-le-domaine',
      severity: 'error',
      comment:
        'L’application web connaît l’API par schema.graphql seulement, et partage les fonctions pures du domaine.',
      from: { path: '^apps/web/' },
      to: { path: '^(libs/(?!domaine/)|apps/(api|outils)/|migrations/|test/)' },
    },
    {
      name: 'verificateur-du-journal-independant',
      severity: 'error',
      comment:
        'Le vérificateur juge ce que l’application a écrit : il n’en partage rien, ni code ni dépendance, sauf pg pour lire une base.',
      from: { path: '^apps/verificateur-journal/' },
      to: { pathNot: '^apps/verificateur-journal/|^(node:)?[a-z/]+$|node_modules/(pg|@types/pg)/' },
    },
    {
      name: 'bibliotheque-n-importe-pas-les-applications',
      severity: 'error',
      comment: 'Une bibliothèque ne sait pas qui la sert : seule apps/api connaît tous les contextes.',
      from: { path: '^(libs|migrations)/' },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'essais-pour-les-tests-seuls',
      severity: 'error',
      comment: 'Les essais sont des exemples et des références pour les tests : rien de ce qui tourne n’en dépend.',
      from: { path: '^(apps/(api|web)|libs)/', pathNot: 'spec\\.ts$|/essais/' },
      to: { path: '/essais/' },
    },
    {
      name: 'code-n-importe-pas-les-tests',
      severity: 'error',
      comment:
        'Ce qui tourne chez les utilisateurs n’embarque pas les tests. Le monde de démonstration fait exception.',
      from: { path: '^(apps/api|libs)/', pathNot: 'spec\\.ts$' },
      to: { path: '^test/' },
    },
    {
      name: 'lanceurs-sans-dependance',
      severity: 'error',
      comment:
        'Les lanceurs tournent sur un clone sans node_modules : ils n’importent d’avance que node et leurs voisins.',
      from: { path: '^apps/outils/[^/]+\\.mjs$' },
      to: { dependencyTypes: ['npm', 'npm-dev'], dependencyTypesNot: ['dynamic-import'], dynamic: false },
    },
    {
      name: 'pas-de-cycle',
      severity: 'error',
      comment:
        'Un cycle plante au chargement en ESM. Entités et types GraphQL qui se citent l’un l’autre font exception : leur relation est une fonction (() => Autre) et leur champ est typé par Relation<> ou un alias.',
      from: {},
      to: {
        circular: true,
        via: { pathNot: '\\.(type|entity)\\.ts$' },
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    },
    {
      name: 'dependance-de-developpement-hors-production',
      severity: 'error',
      comment: 'L’image déployée n’installe pas les dépendances de développement.',
      from: { path: '^(apps/api|libs|migrations)/', pathNot: 'spec\\.ts$|/essais/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'import-resolu',
      severity: 'error',
      comment:
        'Un import que rien ne résout échouera au démarrage ; Stryker ne s’installe que pour mesurer les mutants.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(@tdt|@stryker-mutator)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test/mutants/node_modules|\\.data|\\.stryker-tmp)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
