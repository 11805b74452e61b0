/** Native ESM: run through `node --experimental-vm-modules` (see the npm scripts). */
const commun = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@tdt/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.stryker-tmp', '<rootDir>/.data'],
  testEnvironment: 'node',
  rootDir: import.meta.dirname,
};

export default {
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
      testMatch: ['<rootDir>/test/**/*-spec.ts'],
      globalSetup: '<rootDir>/test/outillage/mise-en-place.mjs',
      globalTeardown: '<rootDir>/test/outillage/demontage.mjs',
    },
  ],
};
