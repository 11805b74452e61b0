import { createHash } from 'node:crypto';
import {
  accepter,
  NATURES_COMPTE,
  refuser,
  type Centimes,
  type Decision,
  type NatureCompte,
  type TypeEcriture,
} from '@tdt/domaine';
import { enJson, type ActeGrandLivre, type EcritureAPoster, type LigneDePart, type LotPoste } from './ecritures.js';
import { refusDepuisSql, type RefusSql } from './refus-grand-livre.js';

/** Anything that runs SQL and gives rows: a TypeORM EntityManager, a DataSource, or a thin wrapper of a pg client. */
export interface ExecuteurSql {
  query(sql: string, parametres?: unknown[]): Promise<unknown>;
}

/** Balances of an envelope, summed by nature of account, in centimes. */
export type SoldesEnveloppe = Record<NatureCompte, Centimes>;

type LotJson = Omit<LotPoste, 'ecritures'> & {
  ecritures: (Omit<LotPoste['ecritures'][number], 'rang' | 'montant'> & { rang: number; montant: string })[];
};

/**
 * The ledger of the envelopes (trust.md §4). Every method is one business act = one lot = all its entries or none, inside
 * the transaction of the executor that it was given. The constraints of the database decide, under the envelope's lock;
 * a refusal has written nothing and leaves the transaction usable. Serialisation errors (40P01, 55P03, 40001) are thrown:
 * the transaction has to be tried again as a whole, which only its owner can do.
 */
export class GrandLivre {
  constructor(private readonly executeur: ExecuteurSql) {}

  /** Puts money into an envelope. Refusals: CONFLIT_IDEMPOTENCE, INTROUVABLE, ETAT_INVALIDE (closed), ENTREE_INVALIDE. */
  doter(acte: ActeGrandLivre, enveloppeId: string, montant: Centimes): Promise<Decision<LotPoste>> {
    return this.poster(acte, [{ type: 'DOTER', enveloppeId, de: 'SOURCE', vers: 'DISPONIBLE', montant }]);
  }

  /** Takes back money that nothing has touched yet. Refusal: ENVELOPPE_INSUFFISANTE. */
  reprendre(acte: ActeGrandLivre, enveloppeId: string, montant: Centimes): Promise<Decision<LotPoste>> {
    return this.poster(acte, [{ type: 'REPRENDRE', enveloppeId, de: 'DISPONIBLE', vers: 'SOURCE', montant }]);
  }

  /** Keeps money for shares, until `expireLe` when given. Refusal: ENVELOPPE_INSUFFISANTE. */
  reserver(acte: ActeGrandLivre, lignes: (LigneDePart & { expireLe?: Date })[]): Promise<Decision<LotPoste>> {
    return this.mouvoir(acte, 'RESERVER', 'DISPONIBLE', 'RESERVE', lignes);
  }

  /**
   * First key (R24): the séance's vote, on one share or on all those of a scrutin. `depuis` says where the money is now.
   * Refusals: ENVELOPPE_INSUFFISANTE, MONTANT_EXCESSIF (over the cap, or over what was reserved).
   */
  voter(
    acte: ActeGrandLivre,
    lignes: (LigneDePart & { plafond?: Centimes })[],
    depuis: 'DISPONIBLE' | 'RESERVE' = 'DISPONIBLE',
  ): Promise<Decision<LotPoste>> {
    return this.mouvoir(acte, 'VOTER', depuis, 'VOTE', lignes);
  }

  /** Second key (R24): the funder's own act, already recorded as `engagement`. Refusals: ACTE_INVALIDE, MONTANT_EXCESSIF. */
  engager(acte: ActeGrandLivre, ligne: LigneDePart & { acteId: string }): Promise<Decision<LotPoste>> {
    return this.mouvoir(acte, 'ENGAGER', 'VOTE', 'ENGAGE', [ligne]);
  }

  /** All the shares that one convention commits, in one lot (I11). Refusals: INTROUVABLE, MONTANT_EXCESSIF. */
  conventionner(acte: ActeGrandLivre, conventionId: string, lignes: LigneDePart[]): Promise<Decision<LotPoste>> {
    const citees = lignes.map((ligne) => ({ ...ligne, conventionId }));
    return this.mouvoir(acte, 'CONVENTIONNER', 'ENGAGE', 'CONVENTIONNE', citees);
  }

  /** Gives money back to the envelope. From ENGAGE on, it takes the funder's act (ACTE_INVALIDE). */
  liberer(
    acte: ActeGrandLivre,
    depuis: 'RESERVE' | 'VOTE' | 'ENGAGE' | 'CONVENTIONNE',
    motif: string,
    lignes: (LigneDePart & { acteId?: string })[],
  ): Promise<Decision<LotPoste>> {
    const motivees = lignes.map((ligne) => ({ ...ligne, motif }));
    return this.mouvoir(acte, 'LIBERER', depuis, 'DISPONIBLE', motivees);
  }

  /**
   * Undoes a whole lot by its exact inverse, last entry first (I7). Refusals: INTROUVABLE (no such lot), DOUBLON (already
   * undone), MONTANT_EXCESSIF or ENVELOPPE_INSUFFISANTE (the money has moved on since).
   */
  async annuler(acte: ActeGrandLivre, lotId: string): Promise<Decision<LotPoste>> {
    const causes = await this.lignes<{ id: string }>(
      'select id from ecriture where lot_id = $1 order by enveloppe_id desc, rang desc',
      [lotId],
    );
    if (causes.length === 0) return refuser('INTROUVABLE', 'Le lot à annuler n’existe pas.', 'lotId');
    return this.poster(
      acte,
      causes.map(({ id }) => ({ type: 'ANNULER', enveloppeId: null, causeId: id })),
    );
  }

  /** Posts any lot, as it is: the named methods above are its usual forms. */
  async poster(acte: ActeGrandLivre, ecritures: EcritureAPoster[]): Promise<Decision<LotPoste>> {
    const premiere = ecritures[0];
    if (!premiere) return refuser('ENTREE_INVALIDE', 'Un lot contient au moins une écriture.', 'ecritures');
    const operation = acte.operation ?? premiere.type;
    const demandees = JSON.stringify(ecritures.map(enJson));
    const empreinte = createHash('sha256').update(`${operation}\n${acte.acteurId}\n${demandees}`).digest();
    const [ligne] = await this.lignes<{ reponse: LotJson | { refus: RefusSql } }>(
      'select tenter_poster($1::uuid, $2, $3::uuid, $4, $5::jsonb) as reponse',
      [acte.cle, operation, acte.acteurId, empreinte, demandees],
    );
    if (!ligne) throw new Error('tenter_poster n’a rien répondu');
    const { reponse } = ligne;
    return 'refus' in reponse ? refusDepuisSql(reponse.refus) : accepter(lotDepuisSql(reponse));
  }

  /** Balances of the envelope by nature; all zero for an envelope that never received anything. */
  async soldes(enveloppeId: string): Promise<SoldesEnveloppe> {
    const soldes = Object.fromEntries(NATURES_COMPTE.map((nature) => [nature, 0n])) as SoldesEnveloppe;
    const lignes = await this.lignes<{ nature: NatureCompte; solde: string }>(
      'select nature, sum(solde)::text as solde from compte where enveloppe_id = $1 group by nature',
      [enveloppeId],
    );
    for (const { nature, solde } of lignes) soldes[nature] = BigInt(solde);
    return soldes;
  }

  /** Balances of one share. */
  async soldesPart(partId: string): Promise<Partial<SoldesEnveloppe>> {
    const lignes = await this.lignes<{ nature: NatureCompte; solde: string }>(
      'select nature, solde::text as solde from compte where part_id = $1',
      [partId],
    );
    return Object.fromEntries(lignes.map(({ nature, solde }) => [nature, BigInt(solde)]));
  }

  /** Reservations whose date has passed and that still hold money: the job releases each by its own lot. */
  async reservationsEchues(limite = 100): Promise<LigneDePart[]> {
    const lignes = await this.lignes<{ enveloppeId: string; partId: string; montant: string }>(
      `select c.enveloppe_id as "enveloppeId", c.part_id as "partId", c.solde::text as montant
         from reservation r join compte c on c.part_id = r.part_id and c.nature = 'RESERVE' and c.solde > 0
        where r.expire_le <= maintenant() order by r.expire_le, r.part_id limit $1`,
      [limite],
    );
    return lignes.map((ligne) => ({ ...ligne, montant: BigInt(ligne.montant) }));
  }

  private mouvoir(
    acte: ActeGrandLivre,
    type: TypeEcriture,
    de: NatureCompte,
    vers: NatureCompte,
    lignes: (LigneDePart & Partial<EcritureAPoster>)[],
  ): Promise<Decision<LotPoste>> {
    return this.poster(
      acte,
      lignes.map((ligne) => ({ ...ligne, type, de, vers })),
    );
  }

  private async lignes<Ligne>(sql: string, parametres: unknown[]): Promise<Ligne[]> {
    return (await this.executeur.query(sql, parametres)) as Ligne[];
  }
}

function lotDepuisSql(json: LotJson): LotPoste {
  const ecritures = json.ecritures.map((e) => ({ ...e, rang: BigInt(e.rang), montant: BigInt(e.montant) }));
  return { ...json, ecritures };
}
