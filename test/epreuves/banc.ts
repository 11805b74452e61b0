import { GrandLivre } from '@tdt/appels';
import type { CodeRefus } from '@tdt/domaine';
import pg from 'pg';
import { ajouterEnveloppe, creerMonde, type MondeGrandLivre } from './monde.js';
import { executeur, identifiant, type BaseJetable } from './outils.js';

export const MONTANT = 35_000_000n;
export const DOTATION = 230_000_000n;

/** A database with a ledger, for tests that each take fresh envelopes. */
export class BancGrandLivre {
  private compteur = 0;

  private constructor(
    private readonly base: BaseJetable,
    readonly pool: pg.Pool,
    readonly livre: GrandLivre,
    readonly socle: MondeGrandLivre,
  ) {}

  static async ouvrir(base: BaseJetable): Promise<BancGrandLivre> {
    const pool = new pg.Pool({ connectionString: base.url, max: 20 });
    const socle = await creerMonde(pool, 'banc', []);
    return new BancGrandLivre(base, pool, new GrandLivre(executeur(pool)), socle);
  }

  async fermer(): Promise<void> {
    await this.pool.end();
    await this.base.fermer();
  }

  /** A name never given before. */
  nom(objet: string): string {
    this.compteur += 1;
    return `${objet} ${this.compteur}`;
  }

  /** An act never done before. */
  acte() {
    return { cle: identifiant(this.nom('acte')), acteurId: this.socle.acteurId };
  }

  /** A fresh envelope with `dotation`, and three shares of 350 000 €. */
  async enveloppe(dotation = DOTATION): Promise<MondeGrandLivre> {
    const racine = this.nom('enveloppe');
    const parts = [0, 1, 2].map((i) => ({
      id: identifiant(`${racine} part ${i}`),
      montant: MONTANT,
      acteId: identifiant(`${racine} acte ${i}`),
    }));
    const monde = { ...this.socle, enveloppeId: identifiant(racine), parts };
    await ajouterEnveloppe(this.pool, monde);
    const dote = await this.livre.doter(this.acte(), monde.enveloppeId, dotation);
    expect(dote.ok).toBe(true);
    return monde;
  }

  /** The whole of a share, with its act. */
  ligne({ enveloppeId, parts }: MondeGrandLivre, i = 0) {
    return { enveloppeId, partId: parts[i]!.id, montant: MONTANT, acteId: parts[i]!.acteId };
  }

  /** Expects this refusal, and that nothing at all was written. Gives its French sentence. */
  async refuse(action: () => ReturnType<GrandLivre['poster']>, code: CodeRefus, chemin: string): Promise<string> {
    const avant = await this.toutCeQuiSEcrit();
    const decision = await action();
    expect(await this.toutCeQuiSEcrit()).toEqual(avant);
    if (decision.ok) throw new Error('accepté');
    expect([decision.refus.code, decision.refus.chemin]).toEqual([code, chemin]);
    return decision.refus.message;
  }

  /** SQLSTATE of the error that this statement meets. */
  async erreurSql(sql: string): Promise<string | undefined> {
    return this.pool.query(sql).then(
      () => undefined,
      (erreur: { code?: string }) => erreur.code,
    );
  }

  private async toutCeQuiSEcrit(): Promise<unknown> {
    const { rows } = await this.pool.query(
      `select (select count(*) from lot) as lots, (select count(*) from ecriture) as ecritures,
              (select count(*) from journal) as journal, (select count(*) from compte) as comptes,
              (select sum(rang) from enveloppe) as rangs, (select sum(credit_cumule) from compte) as cumuls`,
    );
    return rows[0];
  }
}
