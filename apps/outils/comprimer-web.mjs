// Beside each text of the built application, the same one compressed by Brotli: nobody waits for the server to compress it.
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const TEXTES = /\.(js|css|svg|html)$/;
/** Below this, the header of the answer weighs more than what is saved. */
const TAILLE_MIN = 1_024;

const compresser = promisify(brotliCompress);

export async function comprimer(dossier) {
  const fichiers = fs
    .readdirSync(dossier, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && TEXTES.test(e.name))
    .map((e) => path.join(e.parentPath, e.name));
  await Promise.all(
    fichiers.map(async (fichier) => {
      const texte = fs.readFileSync(fichier);
      if (texte.length < TAILLE_MIN) return;
      const params = {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: texte.length,
      };
      fs.writeFileSync(`${fichier}.br`, await compresser(texte, { params }));
    }),
  );
}
