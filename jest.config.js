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
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/outillage/mise-en-place.mjs',
      globalTeardown: '<rootDir>/test/outillage/demontage.mjs',
    },
  ],
};
