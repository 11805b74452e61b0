import { refuser, type Refus } from '@tdt/domaine';

/** The one sentence for what is absent and for what is hidden: telling them apart would tell that it exists. */
export const INTROUVABLE: { ok: false; refus: Refus } = refuser(
  'INTROUVABLE',
  'Cet objet n’existe pas ou n’est pas visible pour vous.',
);

/** Same, saying which value of the request named it. */
export function introuvable(chemin: string): { ok: false; refus: Refus } {
  return { ok: false, refus: { ...INTROUVABLE.refus, chemin } };
}
