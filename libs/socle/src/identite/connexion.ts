import type { AddressInfo } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** The OpenID Connect provider that says who people are, and how it wants to be spoken to. */
export interface ReglagesFournisseur {
  /** Names the provider in the table `identite`: its issuer, or `demonstration` for the embedded one. */
  cle: string;
  /** Issuer; null for the embedded provider, which lives at our own address. */
  emetteur: string | null;
  clientId: string;
  secret: string;
  /** Signature that both the id_token and the userinfo must bear, as declared to the provider. */
  algorithme: 'RS256' | 'ES256';
  /** ProConnect refuses any parameter outside its list: neither PKCE nor max_age is on it. */
  pkce: boolean;
  maxAge: boolean;
}

export interface ReglagesConnexion {
  /** Origin at which people reach the platform; null: the port on which this process listens, on localhost. */
  adressePublique: string | null;
  fournisseur: ReglagesFournisseur;
}

/** Injection token of the checked settings of the login. */
export const REGLAGES_CONNEXION = Symbol('réglages de la connexion');

export const CLE_DEMONSTRATION = 'demonstration';

/** Path of the embedded provider. */
export const CHEMIN_FOURNISSEUR_LOCAL = '/fournisseur-local';

/** Where people reach the platform: what redirections, cookies and the same-origin check are measured against. */
@Injectable()
export class AdressePublique {
  constructor(
    @Inject(REGLAGES_CONNEXION) private readonly reglages: ReglagesConnexion,
    private readonly hote: HttpAdapterHost,
  ) {}

  get origine(): string {
    if (this.reglages.adressePublique) return this.reglages.adressePublique;
    const serveur = this.hote.httpAdapter.getHttpServer() as { address(): AddressInfo | null };
    return `http://localhost:${serveur.address()?.port ?? 0}`;
  }

  /** Over https cookies bear the `__Host-` prefix and `Secure`; http is accepted on localhost only, by the configuration. */
  get sure(): boolean {
    return this.origine.startsWith('https:');
  }

  url(chemin: string): string {
    return new URL(chemin, this.origine).href;
  }

  /** A path of ours to go back to. Anything that would lead elsewhere becomes the home page. */
  cheminSur(chemin: unknown): string {
    if (typeof chemin !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(chemin) || chemin.length > 500) return '/';
    return URL.canParse(chemin, this.origine) && new URL(chemin, this.origine).origin === this.origine ? chemin : '/';
  }
}
