import { avecLogos } from './logos.js';
import {
  EMIS_LE_EXEMPLE,
  EMPREINTE_EXEMPLE,
  EXEMPLE_E1,
  SCEAU_EXEMPLE,
} from '../src/modeles/convention-multipartite/v1/exemple-e1.js';
import { composerConvention } from '../src/modeles/convention-multipartite/v1/index.js';

/** The example as it is signed, as it is drafted and with the logos of its parties: what two processes must agree on, byte for byte. */
export async function composerExemples(): Promise<Buffer[]> {
  const options = { empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE };
  const { donnees, images } = avecLogos(EXEMPLE_E1);
  return [
    await composerConvention(EXEMPLE_E1, { ...options, projet: false, sceau: SCEAU_EXEMPLE }),
    await composerConvention(EXEMPLE_E1, { ...options, projet: true }),
    await composerConvention(donnees, { ...options, projet: true, logos: images }),
  ];
}
