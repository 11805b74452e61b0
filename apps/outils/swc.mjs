/** How our TypeScript becomes JavaScript: the same in what is built and in the tests. */
export const OPTIONS_SWC = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  swcrc: false,
  configFile: false,
};
