/** Injection token of the checked configuration. */
export const CONFIGURATION = Symbol('configuration');
