/*
 * Lets a child process run our TypeScript directly: `node --import ./test/documents/chargeur-ts.mjs script.ts`. The proof
 * that two processes give the same bytes needs a second process, and Jest's own transform lives inside Jest.
 */
import { register } from 'node:module';

register('./crochets-ts.mjs', import.meta.url);
