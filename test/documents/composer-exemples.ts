import { createHash } from 'node:crypto';
import { composerRecu } from '../../libs/candidatures/src/documents/recu-depot/v1/index.js';
import { RECU_E1 } from '../../libs/candidatures/src/documents/recu-depot/v1/exemple-e1.js';
import { composerProcesVerbal } from '../../libs/conference/src/documents/proces-verbal/v1/index.js';
import { PROCES_VERBAL_E1 } from '../../libs/conference/src/documents/proces-verbal/v1/exemple-e1.js';
import { composerConvention } from '../../libs/conventions/src/modeles/convention-multipartite/v1/index.js';
import {
  EMIS_LE_EXEMPLE,
  EMPREINTE_EXEMPLE,
  EXEMPLE_E1,
} from '../../libs/conventions/src/modeles/convention-multipartite/v1/exemple-e1.js';

/** SHA-256 of each example document, in order: what two processes must agree on. */
export async function empreintesExemples(): Promise<string[]> {
  const commun = { empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE };
  const documents = [
    await composerConvention(EXEMPLE_E1, { ...commun, projet: false }),
    await composerConvention(EXEMPLE_E1, { ...commun, projet: true }),
    await composerRecu(RECU_E1, commun),
    await composerProcesVerbal(PROCES_VERBAL_E1, { ...commun, projet: false }),
  ];
  return documents.map((document) => createHash('sha256').update(document).digest('hex'));
}
