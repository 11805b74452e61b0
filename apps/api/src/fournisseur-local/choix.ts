import { html, type Html } from '@tdt/socle';
import type { Personne } from './personnes.js';

function choix({ sub, prenom, nom, courriel, qualites }: Personne): Html {
  return html`<label>
    <input type="radio" name="sub" value="${sub}" required /> ${prenom} ${nom}, ${courriel}
    <small>${qualites.length > 0 ? qualites.join(' ; ') : 'Aucun droit'}</small>
  </label>`;
}

const NIVEAU = html`<fieldset>
  <legend>Authentification</legend>
  <label><input type="radio" name="acr" value="eidas2" checked /> Deux facteurs (eidas2)</label>
  <label><input type="radio" name="acr" value="eidas1" /> Mot de passe seul (eidas1)</label>
</fieldset>`;

/** Where a visitor of the demonstration says who he is. `fort`: the platform has asked for two factors. */
export function pageDeChoix(personnes: readonly Personne[], fort: boolean, refus: string | null): Html {
  return html`<p>Toutes ces personnes sont inventées. Un fournisseur réel demanderait ici de prouver qui vous êtes.</p>
    ${fort ? html`<p role="status">La plateforme demande deux facteurs.</p>` : null}
    ${refus ? html`<p role="alert">${refus}</p>` : null}
    <form method="post">
      <fieldset>
        <legend>Personne</legend>
        ${personnes.map(choix)}
      </fieldset>
      ${NIVEAU}
      <button>Se connecter</button>
    </form>
    <h2>Ou venir pour la première fois</h2>
    <form method="post">
      <label>Prénom <input type="text" name="prenom" required maxlength="100" autocomplete="given-name" /></label>
      <label>Nom <input type="text" name="nom" required maxlength="100" autocomplete="family-name" /></label>
      <label>
        Adresse électronique, par exemple zoe@exemple.fr
        <input type="email" name="courriel" required maxlength="200" autocomplete="email" />
      </label>
      ${NIVEAU}
      <button>Se connecter comme cette personne</button>
    </form>`;
}
