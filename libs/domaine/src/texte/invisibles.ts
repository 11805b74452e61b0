/*
 * Characters that nobody sees, and that change what is read: control characters, private marks, and what Unicode says is
 * shown as nothing (`Default_Ignorable_Code_Point`): zero-width signs, soft hyphen, marks that turn the direction of writing.
 * A title that holds one is not the title that is searched, compared and signed. What French needs stays: line ends, tabs, no-break
 * spaces, accents written apart, and the selectors that choose the drawing of an emoji. Its joiner (U+200D) does not: an
 * emoji made of several is read as well apart.
 */
const INVISIBLE = /(?![\t\n\r\uFE00-\uFE0F])[\p{Cc}\p{Co}\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLES = new RegExp(INVISIBLE, 'gu');

/** In a Unicode regular expression, a surrogate matches only when it is alone. */
const DEMI_PAIRE = /\p{Surrogate}/u;
const REFUSE = new RegExp(`${INVISIBLE.source}|${DEMI_PAIRE.source}`, 'u');

/** The text without the characters that nobody sees. */
export function sansInvisibles(texte: string): string {
  return texte.replace(INVISIBLES, '');
}

/**
 * Why a text that a person gives cannot be taken: which character, at which rank (the first is 1, an emoji counts for one),
 * in a sentence for whoever typed it. Null when the text can be taken as it is.
 */
export function refusDeTexte(texte: string): string | null {
  const trouve = REFUSE.exec(texte);
  if (trouve === null) return null;
  const [caractere] = trouve;
  const code = `U+${(caractere.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const rang = [...texte.slice(0, trouve.index)].length + 1;
  const nature = DEMI_PAIRE.test(caractere) ? 'une moitié de caractère' : 'un caractère invisible';
  return `Le texte contient ${nature} (${code}) au rang ${rang} : ${DEMI_PAIRE.test(caractere) ? 'retirez-la' : 'retirez-le'}.`;
}
