export * from './instance.js';
export { ecrireRationnel, ratio, type Rationnel } from './rationnel.js';
