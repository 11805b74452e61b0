import type { Calendrier } from './calendrier.js';
import type { Client } from './client.js';
import { creerConference, deposer, instruire, preparerCandidature, publierAppel } from './etapes-appel.js';
import { engager, generer, signer, type Resultat } from './etapes-convention.js';
import { proposerParts, reunir, voter } from './etapes-seance.js';
import { nouvellePartie } from './partie.js';

/**
 * Plays scenario E1 of domain.md §12 from the call to the signed convention, and checks every figure on the way. Throws
 * an `Ecart` with one French sentence at the first difference.
 */
export async function jouerE1(
  client: Client,
  cal: Calendrier,
  code: string,
  dire: (etape: string) => void,
): Promise<Resultat> {
  const partie = nouvellePartie(client, cal, code, dire);
  await cal.aller('preparation');
  await creerConference(partie);
  await publierAppel(partie);
  await preparerCandidature(partie);
  await deposer(partie);
  await instruire(partie);
  await proposerParts(partie);
  await reunir(partie);
  await voter(partie);
  await engager(partie);
  await generer(partie);
  return signer(partie);
}
