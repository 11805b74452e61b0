import { OPTIONS_SWC } from './apps/outils/swc.mjs';

/*
 * The tests run in bare Node, which loads TypeScript by `test/outillage/chargeur-ts.mjs` (see the npm scripts): the files that a
 * process tests one after the other share what they import. Jest's own runner evaluates the server's three thousand modules anew
 * for each of them, in a context where nothing is compiled yet.
 */
const commun = {
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.stryker-tmp', '<rootDir>/.data'],
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
  runner: '<rootDir>/test/outillage/coureur.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/outillage/delai.mjs'],
};

const base = {
  globalSetup: '<rootDir>/test/outillage/mise-en-place.mjs',
  globalTeardown: '<rootDir>/test/outillage/demontage.mjs',
};

/** The one file that puts another module in the place of ours: that takes Jest's own runner, and a compilation of its own. */
const SUBSTITUTION = 'connexion-temoin';
const isole = {
  ...commun,
  runner: 'jest-runner',
  setupFilesAfterEnv: [],
  moduleNameMapper: { '^@tdt/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: OPTIONS_SWC.jsc, module: OPTIONS_SWC.module }] },
};

export default {
  testSequencer: '<rootDir>/test/outillage/ordre.mjs',
  projects: [
    { ...commun, displayName: 'domaine', testMatch: ['<rootDir>/libs/domaine/**/*.spec.ts'] },
    {
      ...commun,
      displayName: 'unites',
      testMatch: ['<rootDir>/libs/!(domaine)/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts'],
    },
    {
      ...commun,
      ...base,
      displayName: 'e2e',
      testMatch: [`<rootDir>/test/**/!(${SUBSTITUTION}).e2e-spec.ts`],
    },
    { ...isole, ...base, displayName: 'temoin', testMatch: [`<rootDir>/test/${SUBSTITUTION}.e2e-spec.ts`] },
  ],
};
