// The style rules that a command enforces. Type-aware rules are limited to those that find real faults (a promise nobody awaits).
import tseslint from 'typescript-eslint';

/** Time, chance and identity are handed in (architecture.md, rule 14). */
const TEMPS_ET_HASARD = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'new Date() : recevez l’instant (horloge).',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Date.now() : recevez l’instant (horloge).',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Math.random() : recevez le hasard.',
  },
];

/** Money is a bigint of centimes, a rate an integer of basis points (rule 8): these four are how a float slips in. */
const FLOTTANTS = [
  {
    selector: "CallExpression[callee.name='parseFloat']",
    message: 'parseFloat : les montants sont des bigint en centimes.',
  },
  {
    selector: "CallExpression[callee.property.name='parseFloat']",
    message: 'parseFloat : les montants sont des bigint en centimes.',
  },
  {
    selector: "CallExpression[callee.property.name='toFixed']",
    message: 'toFixed : écrivez les montants par les fonctions de libs/domaine/montant.',
  },
];

/** TypeORM hands orderBy's text to SQL as it is; a concatenated condition is an injection. Bind parameters, sort by an enum's column map. */
const METHODES_SQL = '/^(where|andWhere|orWhere|having|andHaving|orHaving|orderBy|addOrderBy|groupBy|addGroupBy)$/';
const SQL_CONCATENE = ['BinaryExpression', 'TemplateLiteral[expressions.length>0]'].map((forme) => ({
  selector: `CallExpression[callee.property.name=${METHODES_SQL}] > ${forme}.arguments:first-child`,
  message: 'Condition SQL concaténée : liez un paramètre, ou triez par une table énumération → colonne.',
}));

const TAILLES = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
};

/** Rule 13: a class with more collaborators does two things. */
const COLLABORATEURS = [
  {
    selector: "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>5]",
    message: 'Plus de cinq collaborateurs : séparez cette classe.',
  },
];

const PARTOUT = [...FLOTTANTS, ...SQL_CONCATENE, ...COLLABORATEURS];

/** In a specification, a describe callback holds a table of cases: its length is no complexity. Every other function stays short. */
const FONCTIONS_COURTES = {
  create(contexte) {
    const juger = (noeud) => {
      const lignes = noeud.loc.end.line - noeud.loc.start.line + 1;
      const appel = noeud.parent?.type === 'CallExpression' ? contexte.sourceCode.getText(noeud.parent.callee) : '';
      if (lignes <= 70 || appel.startsWith('describe')) return;
      contexte.report({ node: noeud, message: `Fonction de ${lignes} lignes (70 au plus).` });
    };
    return { FunctionDeclaration: juger, FunctionExpression: juger, ArrowFunctionExpression: juger };
  },
};

const COMMUNES = {
  ...TAILLES,
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  'no-restricted-syntax': ['error', ...PARTOUT],
};

const TYPESCRIPT = {
  ...COMMUNES,
  'no-unused-vars': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unsafe-function-type': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

export default [
  { ignores: ['dist/', 'node_modules/', '.data/', '.stryker-tmp/', 'reports/', 'coverage/', 'sortie/'] },
  { files: ['**/*.{js,mjs,cjs}'], rules: { ...COMMUNES, 'no-console': 'off' } },
  {
    files: ['**/*.{ts,mts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: TYPESCRIPT,
  },
  {
    files: ['libs/**/*.ts', 'apps/api/**/*.ts', 'migrations/**/*.ts'],
    ignores: ['libs/socle/src/horloge*', 'libs/socle/src/horloge/**', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TEMPS_ET_HASARD, ...PARTOUT] },
  },
  // Command-line tools speak on the console.
  { files: ['apps/outils/**/*.ts', 'test/bancs/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.spec.ts', '**/*-spec.ts', '**/*.spec.tsx'],
    plugins: { tdt: { rules: { 'fonctions-courtes': FONCTIONS_COURTES } } },
    rules: {
      'max-lines-per-function': 'off',
      'tdt/fonctions-courtes': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // A test knows what it has just put in an array, and prints durations, not money.
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', ...SQL_CONCATENE, ...COLLABORATEURS],
    },
  },
  // Declarations describe code that lives elsewhere.
  { files: ['**/*.d.mts', '**/*.d.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
];
