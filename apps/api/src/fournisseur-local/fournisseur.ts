import { generateKeyPairSync } from 'node:crypto';
import { CHEMIN_FOURNISSEUR_LOCAL, Html, horlogeDuProcessus, html, nouveauSecret, pageHtml } from '@tdt/socle';
import type { ClientMetadata, Configuration, JWK, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { creerMemoire } from './memoire.js';
import type { Personne, Personnes } from './personnes.js';

/** One factor and two, in ProConnect's words. */
export const NIVEAUX = ['eidas1', 'eidas2'] as const;

const HEURES_12 = 12 * 3_600;

function affirmations(p: Personne): Record<string, string> {
  return { email: p.courriel, given_name: p.prenom, usual_name: p.nom, uid: p.sub, siret: p.siret };
}

/** A client of ours has nothing to ask the person: everything that it may have is granted at once, as ProConnect does. */
async function toutAccorder(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const connu = session.grantIdFor(client.clientId);
  if (connu) return provider.Grant.find(connu);
  const accord = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  accord.addOIDCScope('openid email given_name usual_name uid siret');
  await accord.save();
  return accord;
}

function page(ctx: KoaContextWithOIDC, titre: string, corps: Html): void {
  ctx.type = 'html';
  ctx.body = pageHtml(titre, corps);
}

const DECONNEXION = html`<p>Voulez-vous aussi quitter le fournisseur d’identité de la démonstration ?</p>
  <p>
    <button form="op.logoutForm" name="logout" value="yes">Me déconnecter</button>
    <button form="op.logoutForm">Rester connecté</button>
  </p>`;

/** Only what ProConnect offers: code flow, signed userinfo, short lives (trust.md, A8), PKCE besides. */
function configurer(clients: ClientMetadata[], personnes: Personnes): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const cle: JWK = { ...(privateKey.export({ format: 'jwk' }) as JWK), use: 'sig', alg: 'RS256', kid: nouveauSecret() };
  return {
    clients,
    jwks: { keys: [cle] },
    adapter: creerMemoire(horlogeDuProcessus),
    cookies: { keys: [nouveauSecret()] },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_post'],
    scopes: ['openid'],
    acrValues: [...NIVEAUX],
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      email: ['email'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      uid: ['uid'],
      siret: ['siret'],
      acr: null,
      auth_time: null,
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, formulaire) =>
          page(ctx, 'Se déconnecter de la démonstration', html`${new Html(formulaire)}${DECONNEXION}`),
        postLogoutSuccessSource: (ctx) =>
          page(ctx, 'Vous êtes déconnecté', html`<p><a href="/">Revenir à l’accueil</a></p>`),
      },
    },
    interactions: { url: (_ctx, { uid }) => `${CHEMIN_FOURNISSEUR_LOCAL}/interaction/${uid}` },
    loadExistingGrant: toutAccorder,
    findAccount: async (_ctx, sub) => {
      const personne = await personnes.trouver(sub);
      return personne && { accountId: sub, claims: () => ({ sub, ...affirmations(personne) }) };
    },
    renderError: (ctx, { error, error_description: precision }) =>
      page(
        ctx,
        'Connexion impossible',
        html`<p role="alert">Le fournisseur de démonstration a refusé la demande.</p>
          <p>${error} : ${precision ?? ''}</p>
          <p><a href="/">Revenir à l’accueil</a></p>`,
      ),
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 30,
      IdToken: 60,
      Interaction: 600,
      Session: HEURES_12,
      Grant: HEURES_12,
    },
  };
}

/**
 * An OpenID Connect provider that speaks as ProConnect does, for the demonstration and the tests. Imported when it is first
 * needed: a platform that has a real provider never loads it.
 */
export async function creerFournisseur(
  emetteur: string,
  clients: ClientMetadata[],
  personnes: Personnes,
): Promise<Provider> {
  const { Provider: Fournisseur } = await import('oidc-provider');
  return new Fournisseur(emetteur, configurer(clients, personnes));
}
