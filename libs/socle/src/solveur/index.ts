export { PanneSolveur, SolveurHighs } from './highs.js';
