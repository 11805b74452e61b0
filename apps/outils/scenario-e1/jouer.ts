import { creerConference, deposer, instruire, preparerCandidature, publierAppel } from './etapes-appel.js';
import { engager, generer, signer, type Resultat } from './etapes-convention.js';
import { proposerParts, reunir, voter } from './etapes-seance.js';
import type { Partie } from './partie.js';

/** From the call to the vote: four shares voted, none engaged yet. */
export async function jouerJusquAuVote(partie: Partie): Promise<void> {
  await partie.cal.aller('preparation');
  await creerConference(partie);
  await publierAppel(partie);
  await preparerCandidature(partie);
  await deposer(partie);
  await instruire(partie);
  await proposerParts(partie);
  await reunir(partie);
  await voter(partie);
}

/**
 * Plays scenario E1 of domain.md §12 from the call to the signed convention, and checks every figure on the way. Throws
 * an `Ecart` with one French sentence at the first difference.
 */
export async function jouerE1(partie: Partie): Promise<Resultat> {
  await jouerJusquAuVote(partie);
  await engager(partie);
  await generer(partie);
  return signer(partie);
}
