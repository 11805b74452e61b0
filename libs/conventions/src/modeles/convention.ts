import type { DonneesConvention, ModeConvention } from '@tdt/domaine';
import { composerConventionBilaterale } from './convention-bilaterale/v1/index.js';
import { composerConvention, type OptionsConvention } from './convention-multipartite/v1/index.js';

/** Document templates in force, and their versions: a signed convention is printed by the one that it names, for ever. */
export const MODELES: Readonly<Record<ModeConvention, string>> = {
  MULTIPARTITE: 'convention-multipartite/v1',
  BIPARTITES_COORDONNEES: 'convention-bilaterale/v1',
};

const COMPOSEURS: Readonly<Record<ModeConvention, typeof composerConvention>> = {
  MULTIPARTITE: composerConvention,
  BIPARTITES_COORDONNEES: composerConventionBilaterale,
};

/** The document of these data, by the template of their form. */
export function composerSelonForme(donnees: DonneesConvention, options: OptionsConvention): Promise<Buffer> {
  return COMPOSEURS[donnees.entete.mode](donnees, options);
}
