import type { Refus } from '@tdt/domaine';
import { envoyerPage, html, type Html } from '@tdt/socle';
import type { Request, Response } from 'express';

const STATUTS: Partial<Record<Refus['code'], number>> = {
  NON_AUTHENTIFIE: 401,
  INTROUVABLE: 404,
  ETAT_INVALIDE: 409,
  HORS_DELAI: 410,
};

/** What the person can do next, when the sentence of the refusal does not say it all. */
function suite({ code, chemin }: Refus): Html {
  if (code === 'AUTHENTIFICATION_FAIBLE') {
    const adresse = chemin?.startsWith('/connexion') ? chemin : '/connexion?niveau=fort';
    return html`<p><a class="bouton" href="${adresse}">Se connecter avec un second facteur</a></p>`;
  }
  if (code === 'NON_AUTHENTIFIE') return html`<p><a class="bouton" href="/connexion">Recommencer la connexion</a></p>`;
  return html`<p><a href="/">Revenir à l’accueil</a></p>`;
}

/** A refusal on a page, or as JSON for whoever does not ask for a page. */
export function repondreRefus(requete: Request, reponse: Response, refus: Refus): void {
  const statut = STATUTS[refus.code] ?? 403;
  if (requete.accepts(['html', 'json']) === 'html') {
    const titre = refus.code === 'AUTHENTIFICATION_FAIBLE' ? 'Second facteur demandé' : 'Connexion refusée';
    return envoyerPage(
      reponse,
      titre,
      html`<p role="alert">${refus.message}</p>
        ${suite(refus)}`,
      statut,
    );
  }
  const { code, message, chemin = '' } = refus;
  reponse
    .status(statut)
    .set('Cache-Control', 'no-store')
    .json({ errors: [{ message, extensions: { code, chemin } }] });
}

/** See Other: the next request is a GET, whatever this one was. */
export function allerA(reponse: Response, adresse: string): void {
  reponse.set('Cache-Control', 'no-store').redirect(303, adresse);
}
