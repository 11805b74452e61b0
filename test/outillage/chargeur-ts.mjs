/*
 * `node --import` this file: Node then loads our TypeScript as it stands. The tests run so, and so do the processes of their own
 * that a proof starts.
 */
import { register } from 'node:module';

register('./crochets-ts.mjs', import.meta.url);
