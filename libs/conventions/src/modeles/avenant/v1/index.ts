export { composerAvenant, type ContenuAvenant } from './composer.js';
