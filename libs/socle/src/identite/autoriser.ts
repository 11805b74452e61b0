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

/** A refused right, whose INTROUVABLE names the same value as that of an absent object: the path must not tell them apart. */
export function cacher({ refus }: { ok: false; refus: Refus }, chemin: string): { ok: false; refus: Refus } {
  return { ok: false, refus: refus.code === 'INTROUVABLE' ? { ...refus, chemin } : refus };
}
