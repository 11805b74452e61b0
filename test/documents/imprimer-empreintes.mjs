/*
 * Run in a child process by the determinism test: composes the documents of the module named in argument and prints their
 * SHA-256, which is the only output.
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const { composerExemples } = await import(pathToFileURL(process.argv[2]).href);
const documents = await composerExemples();
process.stdout.write(JSON.stringify(documents.map((pdf) => createHash('sha256').update(pdf).digest('hex'))));
