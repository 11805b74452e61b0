import { Inject, Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import { ACR_FORTS, accepter, FRAICHEUR_MAX_S, refuser, type Decision } from '@tdt/domaine';
import * as openid from 'openid-client';
import { horlogeDuProcessus } from '../horloge.js';
import { lireAffirmations, type IdentiteAffirmee } from './affirmations.js';
import { AdressePublique, CHEMIN_FOURNISSEUR_LOCAL, REGLAGES_CONNEXION, type ReglagesConnexion } from './connexion.js';

/** What must come back as it went: kept on the server between the two halves of a login. */
export interface AttentesConnexion {
  etat: string;
  nonce: string;
  /** PKCE code verifier; null when the provider does not take it. */
  verificateur: string | null;
  /** The person must prove again who he is, whatever session he has at the provider. */
  fraiche: boolean;
}

const PORTEE = 'openid given_name usual_name email uid siret';
const CHEMIN_RETOUR = '/connexion/retour';
const CHEMIN_RETOUR_DECONNEXION = '/deconnexion/retour';
/** Past this, the provider is silent. The embedded one is this very process: busy starting, it is late but not silent. */
const [DELAI_S, DELAI_LOCAL_S] = [5, 30];

/** Errors that say nothing of the login: the provider did not answer, or not as a provider. */
const PANNES = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);

/** Speaks OpenID Connect as ProConnect wants it: code flow, state, nonce, signed userinfo. */
@Injectable()
export class ClientOpenId {
  readonly #journal = new Logger('Connexion');
  #decouverte: Promise<openid.Configuration> | undefined;

  constructor(
    @Inject(REGLAGES_CONNEXION) private readonly reglages: ReglagesConnexion,
    private readonly adresse: AdressePublique,
  ) {}

  /** Where to send the browser. `fort`: by two factors. Only the parameters of ProConnect's list, unless settings say more. */
  async adresseAutorisation(attentes: AttentesConnexion, fort: boolean): Promise<string> {
    const acr = fort ? { essential: true, values: ACR_FORTS } : null;
    const parametres: Record<string, string> = {
      redirect_uri: this.adresse.url(CHEMIN_RETOUR),
      scope: PORTEE,
      state: attentes.etat,
      nonce: attentes.nonce,
      claims: JSON.stringify({ id_token: { acr, auth_time: { essential: true } } }),
    };
    if (attentes.verificateur !== null) {
      parametres['code_challenge'] = await openid.calculatePKCECodeChallenge(attentes.verificateur);
      parametres['code_challenge_method'] = 'S256';
    }
    if (attentes.fraiche) {
      parametres['prompt'] = 'login';
      if (this.reglages.fournisseur.maxAge) parametres['max_age'] = String(FRAICHEUR_MAX_S);
    }
    return openid.buildAuthorizationUrl(await this.configuration(), parametres).href;
  }

  /** The verifier of a new login, when the provider takes PKCE. */
  nouveauVerificateur(): string | null {
    return this.reglages.fournisseur.pkce ? openid.randomPKCECodeVerifier() : null;
  }

  /**
   * Second half: exchanges the code, verifies all that came back. Refusals: NON_AUTHENTIFIE with what was wrong,
   * AUTHENTIFICATION_FAIBLE when a fresh authentication was asked and an old one came. A silent provider: 503.
   */
  async identifier(parametres: string, attentes: AttentesConnexion): Promise<Decision<IdentiteAffirmee>> {
    const configuration = await this.configuration();
    const retour = new URL(this.adresse.url(CHEMIN_RETOUR));
    retour.search = parametres;
    let etape: 'id_token' | 'userinfo' = 'id_token';
    try {
      const jetons = await openid.authorizationCodeGrant(configuration, retour, {
        expectedState: attentes.etat,
        expectedNonce: attentes.nonce,
        pkceCodeVerifier: attentes.verificateur ?? undefined,
        idTokenExpected: true,
      });
      const jeton = jetons.claims();
      if (!jeton || !jetons.id_token) return this.refuserReponse('id_token');
      etape = 'userinfo';
      const infos = await openid.fetchUserInfo(configuration, jetons.access_token, jeton.sub);
      const { cle, clientId } = this.reglages.fournisseur;
      const emetteur = configuration.serverMetadata().issuer;
      const destinataire = { fournisseur: cle, emetteur, clientId };
      const instant = horlogeDuProcessus();
      const lue = lireAffirmations(jeton, infos, destinataire, instant, jetons.id_token);
      return lue.ok && attentes.fraiche ? exigerFraiche(lue.fait, instant) : lue;
    } catch (erreur) {
      return this.traduire(erreur, etape);
    }
  }

  /** Where to send the browser so that its session at the provider ends too; null when the provider offers nothing. */
  async adresseDeconnexion(idToken: string, etat: string): Promise<string | null> {
    const configuration = await this.configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return null;
    return openid.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      state: etat,
      post_logout_redirect_uri: this.adresse.url(CHEMIN_RETOUR_DECONNEXION),
    }).href;
  }

  /** Asked once, at the first login: the platform starts, reads and serves tokens without its provider. */
  private configuration(): Promise<openid.Configuration> {
    this.#decouverte ??= this.decouvrir().catch((erreur: unknown) => {
      this.#decouverte = undefined;
      return this.panne(erreur);
    });
    return this.#decouverte;
  }

  private async decouvrir(): Promise<openid.Configuration> {
    const { emetteur, clientId, secret, algorithme } = this.reglages.fournisseur;
    const serveur = new URL(emetteur ?? this.adresse.url(CHEMIN_FOURNISSEUR_LOCAL));
    const execute = [openid.enableNonRepudiationChecks];
    // The settings accept http for localhost only, and never in production.
    if (serveur.protocol === 'http:') execute.push(openid.allowInsecureRequests);
    return openid.discovery(
      serveur,
      clientId,
      { id_token_signed_response_alg: algorithme, userinfo_signed_response_alg: algorithme },
      openid.ClientSecretPost(secret),
      { execute, timeout: emetteur === null ? DELAI_LOCAL_S : DELAI_S },
    );
  }

  private traduire(erreur: unknown, etape: 'id_token' | 'userinfo'): Decision<IdentiteAffirmee> {
    if (erreur instanceof openid.AuthorizationResponseError) return this.refuserReponse('fournisseur', erreur.error);
    if (erreur instanceof openid.ResponseBodyError) return this.refuserReponse('code', erreur.error);
    const { code, cause } = erreur as { code?: string; cause?: { code?: string; cause?: { claim?: string } } };
    if (code === undefined || PANNES.has(code)) return this.panne(erreur);
    const precis = cause?.cause?.claim;
    return this.refuserReponse(precis ? `${etape}.${precis}` : etape, code);
  }

  private refuserReponse(chemin: string, motif = ''): Decision<IdentiteAffirmee> {
    this.#journal.warn({ chemin, motif }, 'connexion refusée');
    const message = 'La réponse du service d’authentification n’est pas acceptable : recommencez la connexion.';
    return refuser('NON_AUTHENTIFIE', message, chemin);
  }

  private panne(erreur: unknown): never {
    this.#journal.error({ err: erreur }, 'fournisseur d’identité injoignable');
    throw new ServiceUnavailableException();
  }
}

/** Asking for it is not enough: the request passes by the browser, and `auth_time` is what the provider signs. */
function exigerFraiche(identite: IdentiteAffirmee, instantMs: number): Decision<IdentiteAffirmee> {
  if (instantMs - identite.authentifieLe.getTime() < FRAICHEUR_MAX_S * 1_000) return accepter(identite);
  const message = 'Le service d’authentification n’a pas redemandé qui vous êtes : recommencez.';
  return refuser('AUTHENTIFICATION_FAIBLE', message, 'id_token.auth_time');
}
