// The rows to verify, from an exported file: one JSON object a line.
import fs from 'node:fs';
import readline from 'node:readline';

/** @param {string} chemin `-` for the standard input */
export async function* lireFichier(chemin) {
  const input = chemin === '-' ? process.stdin : fs.createReadStream(chemin);
  let numero = 0;
  for await (const texte of readline.createInterface({ input, crlfDelay: Infinity })) {
    numero += 1;
    if (texte === '') continue;
    try {
      yield JSON.parse(texte);
    } catch {
      yield { type: `ligne ${numero} du fichier, qui n'est pas du JSON` };
    }
  }
}
