/** Markup that is safe to send: made by `html`, which escapes every value it is given. */
export class Html {
  constructor(readonly texte: string) {}
}

export type ValeurHtml = string | number | Html | null | readonly Html[];

const ENTITES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function enTexte(valeur: ValeurHtml): string {
  if (valeur === null) return '';
  if (valeur instanceof Html) return valeur.texte;
  if (typeof valeur === 'object') return valeur.map((v) => v.texte).join('');
  return String(valeur).replace(/[&<>"']/g, (c) => ENTITES[c] ?? c);
}

/** Template of markup. A value is text unless it is itself made by `html`: nothing has to be remembered to be safe. */
export function html(morceaux: TemplateStringsArray, ...valeurs: ValeurHtml[]): Html {
  return new Html(morceaux.reduce((avant, morceau, i) => avant + enTexte(valeurs[i - 1] ?? null) + morceau));
}
