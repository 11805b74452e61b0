import { PrestataireDeSignature, SansPrestataire } from './prestataire.js';
import { Yousign, type OptionsYousign } from './yousign.js';

/** The provider, as the configuration chose it. */
export type OptionsPrestataire = { sorte: 'aucun' } | ({ sorte: 'yousign' } & OptionsYousign);

export function choisirPrestataire(options: OptionsPrestataire): PrestataireDeSignature {
  return options.sorte === 'yousign' ? new Yousign(options) : new SansPrestataire();
}
