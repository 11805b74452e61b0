import { LOGO_JPEG, logoDuRang } from '../libs/conventions/essais/logos.js';
import type { Plateforme } from './monde-client.js';
import { changerLogo } from './outillage/logos.js';

/** Invented organisations only: no shape of ours stands for a body that has a logo of its own. */
const LOGOS = [
  ['hubBretagne', logoDuRang(0)],
  ['hubNormandie', logoDuRang(4)],
  ['hubEst', LOGO_JPEG],
] as const;

/** Some organisations of the demonstration give their logo, each by whoever manages its users. */
export async function donnerDesLogos(p: Plateforme): Promise<void> {
  for (const [organisme, image] of LOGOS) {
    const { statut, message } = await changerLogo(p, organisme, organisme, image);
    if (statut !== 200) throw new Error(`logo de ${organisme} : ${statut} ${message}`);
  }
}
