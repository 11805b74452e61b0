/** Fields of a file (JSON text) whose text is refused: what it holds, the fields, the path, the character and its rank. */
export const TEXTES_REFUSES: readonly [cas: string, champs: string, chemin: string, dit: string][] = [
  ['un caractère nul', '"titre":"a\\u0000b"', 'titre', 'un caractère invisible (U+0000) au rang 2'],
  ['une demi-paire', '"titre":"a\\ud800b"', 'titre', 'une moitié de caractère (U+D800) au rang 2'],
  ['une marque qui retourne l’écriture', '"resume":"fdp\\u202eexe"', 'resume', '(U+202E) au rang 4'],
  ['une marque d’ordre des octets', '"titre":"\\ufeffHub"', 'titre', '(U+FEFF) au rang 1'],
  ['le liant d’un emoji composé', '"titre":"\\ud83d\\udc69\\u200d\\ud83d\\udcbb"', 'titre', '(U+200D) au rang 2'],
  [
    'un espace sans chasse, dans une liste',
    '"actions":[{"intitule":"Animer"},{"intitule":"Accompagner","cible":"4\\u200b0"}]',
    'actions[1].cible',
    '(U+200B) au rang 2',
  ],
];

/** What French needs: no-break spaces, lines and tabs, typographic signs, an accent written apart, an emoji. */
export const TEXTE_ADMIS = 'Objectif\u00A0: 12\u202F000\u00A0€\n\t« l’e\u0301te\u0301 » – bientôt… ❤\uFE0F';
