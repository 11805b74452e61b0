import { outilsPdfManquants } from '../src/relecture.js';

const manquants = outilsPdfManquants();
if (manquants.length > 0)
  process.stderr.write(`PDF : ${manquants.join(', ')} absent(s), tests passés sans être joués.\n`);

/** A test that reads documents with tools that are not ours. Skipped loudly where they are missing: never silently green. */
export const testPdf = manquants.length === 0 ? test : test.skip;
