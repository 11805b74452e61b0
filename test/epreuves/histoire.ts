import { GrandLivre } from '@tdt/appels';
import type { Centimes } from '@tdt/domaine';
import type pg from 'pg';
import { ajouterEnveloppe, creerMonde, type MondeGrandLivre } from './monde.js';
import { executeur, hasard, identifiant } from './outils.js';

const MONTANT: Centimes = 25_000_000n;

/**
 * A ledger with a past: for each envelope a dotation, then shares that stop at every stage, some reserved first, some
 * capped, some released, some reversed, two paid. About five entries a share.
 */
export async function ecrireHistoire(pool: pg.Pool, nom: string, enveloppes: number, partsParEnveloppe: number) {
  const base = await creerMonde(pool, nom, []);
  const des = hasard(partsParEnveloppe * 31 + enveloppes);
  for (let n = 0; n < enveloppes; n += 1) {
    const racine = `${nom} histoire ${n}`;
    const parts = Array.from({ length: partsParEnveloppe }, (_, i) => ({
      id: identifiant(`${racine} part ${i}`),
      montant: MONTANT,
      acteId: identifiant(`${racine} acte ${i}`),
    }));
    const monde = { ...base, enveloppeId: identifiant(racine), parts };
    await ajouterEnveloppe(pool, monde);
    const conteur = new Conteur(new GrandLivre(executeur(pool)), monde, racine);
    await conteur.doter(MONTANT * BigInt(partsParEnveloppe + 1));
    for (const part of parts) await conteur.raconter(part, Math.floor(des() * 8), des() < 0.5);
  }
  await figerConvention(pool, base.conventionId);
  return base;
}

/** Sends the convention to signature, as the application leaves it: its total and its data are those of its entries (I11). */
async function figerConvention(pool: pg.Pool, conventionId: string): Promise<void> {
  await pool.query(
    `with lignes as (
       select part_id, montant from ecriture where convention_id = $1 and type = 'CONVENTIONNER' order by part_id),
     textes as (
       select sum(montant) as total, jsonb_build_object('plan', jsonb_build_object('lignes', jsonb_agg(
         jsonb_build_object('partId', part_id, 'montant', montant::text))))::text as donnees from lignes)
     update convention c set total = t.total, donnees = t.donnees, empreinte = sha256(convert_to(t.donnees, 'UTF8')),
            pdf = 'pdf', pdf_empreinte = sha256('pdf'), figee_le = maintenant(), etat = 'EN_SIGNATURE'
       from textes t where c.id = $1`,
    [conventionId],
  );
}

class Conteur {
  private actes = 0;

  constructor(
    private readonly livre: GrandLivre,
    private readonly monde: MondeGrandLivre,
    private readonly racine: string,
  ) {}

  private cle() {
    this.actes += 1;
    return { cle: identifiant(`${this.racine} acte ${this.actes} du conteur`), acteurId: this.monde.acteurId };
  }

  private async exiger(decision: ReturnType<GrandLivre['poster']>) {
    const d = await decision;
    if (!d.ok) throw new Error(d.refus.message);
    return d.fait;
  }

  doter(montant: Centimes) {
    return this.exiger(this.livre.doter(this.cle(), this.monde.enveloppeId, montant));
  }

  /** `etape` 0 … 7: how far the share goes, from reserved only to paid, with a release and a reversal on the way. */
  async raconter(part: MondeGrandLivre['parts'][number], etape: number, reserve: boolean): Promise<void> {
    const { livre, monde } = this;
    const ligne = { enveloppeId: monde.enveloppeId, partId: part.id, montant: part.montant };
    if (reserve) await this.exiger(livre.reserver(this.cle(), [ligne]));
    if (reserve && etape === 0) return;
    const vote = () =>
      livre.voter(this.cle(), [{ ...ligne, plafond: part.montant }], reserve ? 'RESERVE' : 'DISPONIBLE');
    const premier = await this.exiger(vote());
    if (etape === 1) return;
    if (etape === 2) {
      await this.exiger(livre.liberer(this.cle(), 'VOTE', 'renoncement du porteur', [ligne]));
      return;
    }
    if (etape === 3) {
      await this.exiger(livre.annuler(this.cle(), premier.lot));
      await this.exiger(vote());
    }
    await this.exiger(livre.engager(this.cle(), { ...ligne, acteId: part.acteId }));
    if (etape <= 4) return;
    await this.exiger(livre.conventionner(this.cle(), monde.conventionId, [ligne]));
    if (etape <= 5) return;
    const commun = { enveloppeId: ligne.enveloppeId, partId: ligne.partId, montant: ligne.montant };
    await this.exiger(
      livre.poster(this.cle(), [
        { type: 'LIQUIDER', de: 'CONVENTIONNE', vers: 'A_PAYER', ...commun },
        { type: 'VERSER', de: 'A_PAYER', vers: 'VERSE', referencePaiement: `VIR ${part.id}`, ...commun },
      ]),
    );
  }
}
