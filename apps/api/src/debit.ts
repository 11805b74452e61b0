import { Inject, Injectable, Logger, Module, type DynamicModule, type NestMiddleware } from '@nestjs/common';
import type { RequeteIdentifiee } from '@tdt/socle';
import type { NextFunction, Request, Response } from 'express';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { CONFIGURATION } from './cles.js';
import type { Configuration } from './configuration.js';
import { repondreErreur } from './filtre-http.js';

/** How much may be asked in how long (trust.md §8). `points` is multiplied by the configuration's `facteurDebit`. */
export const DEBITS = {
  /** Requests of one person, whatever the number of sessions. */
  personne: { points: 300, secondes: 60 },
  /** Requests of one address without a person behind it. */
  anonyme: { points: 60, secondes: 60 },
  /** Attempts to log in from one address. */
  connexion: { points: 10, secondes: 15 * 60 },
  /** Cost of the GraphQL operations of one person or address. */
  cout: { points: 50_000, secondes: 60 },
  /** Files sent by one person. */
  envoi: { points: 30, secondes: 3_600 },
  /** Exports asked by one person. */
  export: { points: 3, secondes: 3_600 },
} as const;
export type Debit = keyof typeof DEBITS;

/** Answers how long to wait, in seconds, or null when the request may pass. */
export type Compteur = (debit: Debit, qui: string, points?: number) => Promise<number | null>;

/** One family of routes and what counts there. The first that matches decides. */
const ROUTES: readonly { chemin: RegExp; methodes: readonly string[]; debit: Debit }[] = [
  // Each page asks who is connected: that is no attempt to log in.
  { chemin: /^\/connexion(?!\/(session|style\.css)$)(\/|$)/, methodes: ['GET', 'POST'], debit: 'connexion' },
  { chemin: /^\/exports(\/|$)/, methodes: ['GET', 'POST'], debit: 'export' },
  { chemin: /^\/(pieces|documents\/logos)(\/|$)/, methodes: ['POST', 'PUT'], debit: 'envoi' },
];
/** The page of open data is no file of them. */
const COMPTEES = /^\/(graphql|documents|pieces|televersements|connexion|exports|donnees-ouvertes\/.+)(\/|$)/;

/** Who is counted: the person when there is one, else the address seen by the outermost trusted proxy. */
export function quiDemande(requete: Request & RequeteIdentifiee): { qui: string; connu: boolean } {
  const utilisateur = requete.agent?.utilisateurId ?? null;
  return utilisateur === null ? { qui: `ip:${requete.ip ?? ''}`, connu: false } : { qui: utilisateur, connu: true };
}

/** Counts in PostgreSQL, so that the instances share them. A counter out of reach lets pass: the database then answers for itself. */
@Injectable()
export class Debits {
  private readonly journal = new Logger('Debit');
  private readonly limiteurs: Record<Debit, RateLimiterPostgres>;

  constructor(@Inject(DataSource) source: DataSource, @Inject(CONFIGURATION) configuration: Configuration) {
    const creer = (nom: Debit) =>
      new RateLimiterPostgres({
        storeClient: source,
        storeType: 'typeorm',
        tableName: 'debit',
        tableCreated: true,
        keyPrefix: nom,
        points: DEBITS[nom].points * configuration.facteurDebit,
        duration: DEBITS[nom].secondes,
        // Once refused, a caller is refused from memory until its window ends: a flood costs no statement.
        inMemoryBlockOnConsumed: DEBITS[nom].points * configuration.facteurDebit + 1,
      });
    const noms = Object.keys(DEBITS) as Debit[];
    this.limiteurs = Object.fromEntries(noms.map((nom) => [nom, creer(nom)])) as Record<Debit, RateLimiterPostgres>;
  }

  /** Takes points. @returns the seconds to wait when there are none left, null otherwise */
  async prendre(debit: Debit, qui: string, points = 1): Promise<number | null> {
    try {
      await this.limiteurs[debit].consume(qui, points);
      return null;
    } catch (refus) {
      if (refus instanceof RateLimiterRes) return Math.max(1, Math.ceil(refus.msBeforeNext / 1_000));
      this.journal.warn({ err: refus }, 'compteur de débit hors d’atteinte');
      return null;
    }
  }
}

/** Apart from the application's module, because GraphQL is configured with the counters. */
@Module({})
export class DebitModule {
  static avec(configuration: Configuration): DynamicModule {
    const providers = [{ provide: CONFIGURATION, useValue: configuration }, Debits];
    return { module: DebitModule, providers, exports: [Debits] };
  }
}

/** 429 with the delay to keep, before anything of the request is done. */
@Injectable()
export class LimiteDebit implements NestMiddleware {
  constructor(private readonly debits: Debits) {}

  async use(requete: Request & RequeteIdentifiee, reponse: Response, suite: NextFunction): Promise<void> {
    const chemin = requete.originalUrl.split('?')[0] ?? '';
    if (!COMPTEES.test(chemin)) return suite();
    const { qui, connu } = quiDemande(requete);
    const route = ROUTES.find((r) => r.chemin.test(chemin) && r.methodes.includes(requete.method));
    const prises: [Debit, string][] = [[connu ? 'personne' : 'anonyme', qui]];
    if (route) prises.push([route.debit, route.debit === 'connexion' ? `ip:${requete.ip ?? ''}` : qui]);
    for (const [debit, cle] of prises) {
      const attente = await this.debits.prendre(debit, cle);
      if (attente === null) continue;
      reponse.setHeader('Retry-After', attente);
      const message = `Vous avez fait trop de demandes en peu de temps : réessayez dans ${attente} seconde(s).`;
      return repondreErreur(reponse, 429, 'LIMITE_DEPASSEE', message);
    }
    suite();
  }
}
