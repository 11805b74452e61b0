import { createHash, createHmac, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Affirmations = Record<string, unknown>;

/** A JSON Web Token before it is signed. */
export interface Jeton {
  entete: Record<string, unknown>;
  affirmations: Affirmations;
}

/** What this provider can be told to do wrong; everything absent is done as ProConnect does it. */
export interface Tromperies {
  /** Changes the id_token before it is signed. */
  idToken?: (jeton: Jeton) => void;
  userinfo?: (jeton: Jeton) => void;
  /** Replaces the way a token is signed. */
  signerIdToken?: (jeton: Jeton) => string;
  signerUserinfo?: (jeton: Jeton) => string;
  /** Replaces a whole answer. */
  repondreCode?: () => { statut: number; corps: unknown };
  repondreUserinfo?: (affirmations: Affirmations) => { statut: number; type: string; corps: string };
  /** Changes the address to which the browser is sent back. */
  retour?: (url: URL) => void;
}

interface CodeEmis {
  nonce: string;
  redirection: string;
  client: string;
  defi: string | null;
}

export const CLIENT = { id: 'plateforme', secret: 'secret-de-la-plateforme-pour-les-essais' };
/** Another service of the same provider: what it obtains is not for us. */
export const AUTRE_CLIENT = { id: 'autre-service', secret: 'secret-d-un-autre-service-du-fournisseur' };

const base64url = (valeur: unknown) => Buffer.from(JSON.stringify(valeur)).toString('base64url');
const corpsSigne = ({ entete, affirmations }: Jeton) => `${base64url(entete)}.${base64url(affirmations)}`;

export function signerRs256(jeton: Jeton, cle: KeyObject): string {
  const texte = corpsSigne(jeton);
  return `${texte}.${sign('sha256', Buffer.from(texte), cle).toString('base64url')}`;
}

export function signerEs256(jeton: Jeton, cle: KeyObject): string {
  const texte = corpsSigne(jeton);
  const signature = sign('sha256', Buffer.from(texte), { key: cle, dsaEncoding: 'ieee-p1363' });
  return `${texte}.${signature.toString('base64url')}`;
}

/** Signed with a secret that the platform knows: what is verified is then not who made it. */
export function signerHs256(jeton: Jeton, secret: string): string {
  const texte = corpsSigne(jeton);
  return `${texte}.${createHmac('sha256', secret).update(texte).digest('base64url')}`;
}

export const sansSignature = (jeton: Jeton) => `${corpsSigne(jeton)}.`;

/** A provider that speaks the real protocol and may be told to lie at any step of it. Logs everybody in as `personne`. */
export class FournisseurMalveillant {
  tromperies: Tromperies = {};
  personne: Affirmations = {};
  acr: string | undefined = 'eidas2';
  emetteur = '';
  /** Requests received, by path: what the platform has really asked. */
  readonly recues: { chemin: string; parametres: URLSearchParams }[] = [];
  readonly cle = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly cleEc = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  /** Known to nobody: its public half is not published. */
  readonly cleEtrangere = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly codes = new Map<string, CodeEmis>();
  private readonly acces = new Map<string, string>();
  private readonly serveur = http.createServer((requete, reponse) => void this.servir(requete, reponse));

  async demarrer(): Promise<void> {
    await new Promise<void>((suite) => this.serveur.listen(0, '127.0.0.1', suite));
    this.emetteur = `http://127.0.0.1:${(this.serveur.address() as AddressInfo).port}`;
  }

  arreter(): Promise<void> {
    this.serveur.closeAllConnections();
    return new Promise((suite) => this.serveur.close(() => suite()));
  }

  /** Honest again, for this person. */
  remettre(personne: Affirmations, acr: string | undefined = 'eidas2'): void {
    this.tromperies = {};
    this.personne = personne;
    this.acr = acr;
    this.recues.length = 0;
  }

  /** A code that this provider honours, as if `client` had asked for it. */
  emettreCode(client: string, redirection: string, nonce: string, defi: string | null): string {
    const code = randomBytes(24).toString('base64url');
    this.codes.set(code, { client, redirection, nonce, defi });
    return code;
  }

  private async servir(requete: http.IncomingMessage, reponse: http.ServerResponse): Promise<void> {
    const url = new URL(requete.url ?? '/', this.emetteur);
    let corps = '';
    for await (const morceau of requete) corps += String(morceau);
    const parametres = requete.method === 'POST' ? new URLSearchParams(corps) : url.searchParams;
    this.recues.push({ chemin: url.pathname, parametres });
    const json = (statut: number, contenu: unknown) =>
      void reponse.writeHead(statut, { 'content-type': 'application/json' }).end(JSON.stringify(contenu));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(200, this.decouverte());
      case '/jwks':
        return json(200, { keys: this.clesPubliques() });
      case '/authorize':
        return void reponse.writeHead(303, { location: this.autoriser(parametres) }).end();
      case '/token': {
        const { statut, corps: contenu } = this.tromperies.repondreCode?.() ?? this.echanger(parametres);
        return json(statut, contenu);
      }
      case '/userinfo': {
        const { statut, type, corps: texte } = this.informer(requete.headers.authorization ?? '');
        return void reponse.writeHead(statut, { 'content-type': type }).end(texte);
      }
      default:
        return json(404, {});
    }
  }

  private decouverte(): object {
    const { emetteur } = this;
    return {
      issuer: emetteur,
      authorization_endpoint: `${emetteur}/authorize`,
      token_endpoint: `${emetteur}/token`,
      userinfo_endpoint: `${emetteur}/userinfo`,
      jwks_uri: `${emetteur}/jwks`,
      end_session_endpoint: `${emetteur}/session/end`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256'],
      userinfo_signing_alg_values_supported: ['RS256', 'ES256', 'HS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private clesPubliques(): object[] {
    return [
      { ...this.cle.publicKey.export({ format: 'jwk' }), kid: 'rsa', use: 'sig', alg: 'RS256' },
      { ...this.cleEc.publicKey.export({ format: 'jwk' }), kid: 'ec', use: 'sig', alg: 'ES256' },
    ];
  }

  private autoriser(demande: URLSearchParams): string {
    const redirection = demande.get('redirect_uri') ?? '';
    const code = this.emettreCode(
      demande.get('client_id') ?? '',
      redirection,
      demande.get('nonce') ?? '',
      demande.get('code_challenge'),
    );
    const retour = new URL(redirection);
    retour.search = new URLSearchParams({ code, state: demande.get('state') ?? '', iss: this.emetteur }).toString();
    this.tromperies.retour?.(retour);
    return retour.href;
  }

  /** The checks of an honest token endpoint: client, code used once, redirection, PKCE. */
  private echanger(p: URLSearchParams): { statut: number; corps: unknown } {
    const refuser = (error: string) => ({ statut: 400, corps: { error } });
    if (p.get('client_id') !== CLIENT.id || p.get('client_secret') !== CLIENT.secret) return refuser('invalid_client');
    const code = this.codes.get(p.get('code') ?? '');
    this.codes.delete(p.get('code') ?? '');
    if (!code || code.client !== CLIENT.id || code.redirection !== p.get('redirect_uri'))
      return refuser('invalid_grant');
    const preuve = createHash('sha256')
      .update(p.get('code_verifier') ?? '')
      .digest('base64url');
    if (code.defi !== null && code.defi !== preuve) return refuser('invalid_grant');
    const acces = randomBytes(24).toString('base64url');
    this.acces.set(acces, String(this.personne['sub']));
    const maintenant = Math.floor(Date.now() / 1_000);
    const jeton: Jeton = {
      entete: { alg: 'RS256', typ: 'JWT', kid: 'rsa' },
      affirmations: {
        iss: this.emetteur,
        aud: CLIENT.id,
        sub: this.personne['sub'],
        iat: maintenant,
        exp: maintenant + 60,
        auth_time: maintenant,
        nonce: code.nonce,
        ...(this.acr === undefined ? {} : { acr: this.acr }),
      },
    };
    this.tromperies.idToken?.(jeton);
    const idToken = this.tromperies.signerIdToken?.(jeton) ?? signerRs256(jeton, this.cle.privateKey);
    return { statut: 200, corps: { access_token: acces, token_type: 'Bearer', expires_in: 60, id_token: idToken } };
  }

  private informer(autorisation: string): { statut: number; type: string; corps: string } {
    const sub = this.acces.get(autorisation.replace(/^Bearer /, ''));
    if (sub === undefined) return { statut: 401, type: 'application/json', corps: '{"error":"invalid_token"}' };
    const affirmations = { iss: this.emetteur, aud: CLIENT.id, ...this.personne };
    const jeton: Jeton = { entete: { alg: 'RS256', typ: 'JWT', kid: 'rsa' }, affirmations };
    this.tromperies.userinfo?.(jeton);
    const substitut = this.tromperies.repondreUserinfo?.(jeton.affirmations);
    if (substitut) return substitut;
    const corps = this.tromperies.signerUserinfo?.(jeton) ?? signerRs256(jeton, this.cle.privateKey);
    return { statut: 200, type: 'application/jwt', corps };
  }
}
