import { createHash, sign, type KeyObject } from 'node:crypto';
import { aSigner, donneesEnJson, ecrireSceau, encoderSceau, sceauDe, type DonneesConvention } from '@tdt/domaine';
import { apposerCachet, type Cachet, type CleScellement, type Horodateur } from '@tdt/socle';
import { EMIS_LE_EXEMPLE } from '../src/modeles/convention-multipartite/v1/exemple-e1.js';
import { composerConvention, type OptionsConvention } from '../src/modeles/convention-multipartite/v1/index.js';

export { EMIS_LE_EXEMPLE, EXEMPLE_E1 } from '../src/modeles/convention-multipartite/v1/exemple-e1.js';
export { composerConvention };
export { EXEMPLE_LONG } from '../src/modeles/convention-multipartite/v1/exemple-long.js';

export interface Sceaux {
  cle: CleScellement;
  cachet: Cachet;
  horodateur: Horodateur | null;
}

export interface ConventionScellee {
  donnees: DonneesConvention;
  empreinte: string;
  /** Address of the QR code. */
  lien: string;
  /** Frozen bytes, then the sealed file. */
  pdf: Buffer;
  scelle: Buffer;
}

const PAGE = 'https://tour-de-table.exemple.fr/verifier';

function signer(charge: Uint8Array, cle: KeyObject): Buffer {
  return sign(null, aSigner(charge), cle);
}

/** A document as the platform freezes it: the hash of the data that it carries, their seal, then the cachet. */
export async function scellerDocument(
  { texte, donnees }: { texte: string; donnees: DonneesConvention },
  { cle, cachet, horodateur }: Sceaux,
  composer: (options: OptionsConvention) => Promise<Buffer>,
  lien?: string,
): Promise<ConventionScellee> {
  const empreinte = createHash('sha256').update(texte).digest('hex');
  const charge = encoderSceau(sceauDe(donnees, empreinte, cle.kid));
  const adresse = lien ?? `${PAGE}#${ecrireSceau(signer(charge, cle.privee), charge)}`;
  const pdf = await composer({ projet: false, empreinte, sceau: adresse, emisLe: EMIS_LE_EXEMPLE });
  const { ajout } = await apposerCachet(pdf, { cachet, horodateur, le: EMIS_LE_EXEMPLE, motif: 'Mise en signature' });
  return { donnees, empreinte, lien: adresse, pdf, scelle: Buffer.concat([pdf, ajout]) };
}

/** A convention as the platform freezes it, without a database. `lien`: the QR code of another one, for a forger. */
export function sceller(donnees: DonneesConvention, sceaux: Sceaux, lien?: string): Promise<ConventionScellee> {
  const texte = donneesEnJson(donnees);
  return scellerDocument({ texte, donnees }, sceaux, (options) => composerConvention(donnees, options), lien);
}
