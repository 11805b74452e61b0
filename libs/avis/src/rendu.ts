import { ecrireDate, type MessageAvis } from '@tdt/domaine';
import { html, type Html } from '@tdt/socle';

/** One thing said, and where to go for it. */
export interface AvisRendu extends MessageAvis {
  lien: { adresse: string; libelle: string };
}

/** The seal that this mail bears witness to: whoever keeps the mail can show that the journal was rewritten. */
export interface SceauTemoin {
  rang: string;
  racine: string;
  scelleLe: Date;
  adresse: string;
}

export interface PageCourriel {
  /** How the person is greeted. */
  prenom: string | null;
  avis: AvisRendu[];
  /** Day of the digest; null for a mail that leaves at once. */
  recapitulatif: Date | null;
  sceau: SceauTemoin | null;
  /** Address of the page that silences it, and what that silences; or why it cannot be. */
  silence: { adresse: string; quoi: string } | { obligation: string };
}

export interface Rendu {
  sujet: string;
  texte: string;
  html: string;
}

function pied({ sceau, silence }: PageCourriel): { phrase: string; adresse: string | null }[] {
  const temoin = sceau
    ? {
        phrase: `Sceau du journal n° ${sceau.rang}, du ${ecrireDate(sceau.scelleLe)}, racine ${sceau.racine}. Gardez ce message : il prouverait une réécriture.`,
        adresse: sceau.adresse,
      }
    : { phrase: 'Le journal n’est pas encore scellé.', adresse: null };
  const arreter =
    'obligation' in silence
      ? { phrase: `Ce message ne peut pas être désactivé. ${silence.obligation}`, adresse: null }
      : { phrase: `Ne plus recevoir : ${silence.quoi}.`, adresse: silence.adresse };
  return [temoin, arreter, { phrase: 'Message automatique : personne ne lit les réponses.', adresse: null }];
}

function avisEnTexte({ sujet, phrases, liste = [], lien }: AvisRendu, seul: boolean): string {
  const lignes = [...phrases, ...liste.map((point, i) => `${i + 1}. ${point}`), `${lien.libelle} : ${lien.adresse}`];
  return [...(seul ? [] : [sujet]), ...lignes].join('\n');
}

function avisEnHtml({ sujet, phrases, liste = [], lien }: AvisRendu, seul: boolean): Html {
  return html`${seul ? null : html`<h2>${sujet}</h2>`}${phrases.map((p) => html`<p>${p}</p>`)}${
      liste.length === 0
        ? null
        : html`<ol>
            ${liste.map((point) => html`<li>${point}</li>`)}
          </ol>`
    }
    <p><a href="${lien.adresse}">${lien.libelle}</a></p>`;
}

/** The mail in its two forms, which say the same: plain text, and HTML without image, style or script. */
export function rendre(page: PageCourriel): Rendu {
  const { avis, prenom, recapitulatif } = page;
  const seul = recapitulatif === null;
  const sujet =
    recapitulatif === null
      ? (avis[0]?.sujet ?? '')
      : `Récapitulatif du ${ecrireDate(recapitulatif)} : ${avis.length} ${avis.length > 1 ? 'nouvelles' : 'nouvelle'}`;
  const salut = prenom === null ? 'Bonjour,' : `Bonjour ${prenom},`;
  const fin = pied(page);
  const texte = [
    salut,
    ...avis.map((a) => avisEnTexte(a, seul)),
    ['--', ...fin.map(({ phrase, adresse }) => (adresse ? `${phrase}\n${adresse}` : phrase))].join('\n'),
  ].join('\n\n');
  const corps = html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <title>${sujet}</title>
      </head>
      <body>
        <h1>${sujet}</h1>
        <p>${salut}</p>
        ${avis.map((a) => avisEnHtml(a, seul))}
        <hr />
        ${fin.map(({ phrase, adresse }) =>
          adresse === null ? html`<p>${phrase}</p>` : html`<p>${phrase} <a href="${adresse}">${adresse}</a></p>`,
        )}
      </body>
    </html>`;
  return { sujet, texte: `${texte}\n`, html: corps.texte };
}
