import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { accepter, refuser, type Decision } from '@tdt/domaine';
import type { Executeur } from '../horloge.js';
import type { CleActe } from './cle.js';

const CHIFFRE = 'aes-256-gcm';
const TAILLE_IV = 12;
const TAILLE_SCEAU = 16;
const VERROU_NON_OBTENU = '55P03';

/** Thrown out of a unit of work whose key has already served: nothing was done this time. */
export class CleDejaPrise extends Error {}

/** Thrown out of a unit of work whose key is being used by a request that has not ended: nothing was done this time. */
export class CleOccupee extends Error {}

export const DEMANDE_EN_COURS = refuser(
  'DEMANDE_EN_COURS',
  'Cette demande est déjà en cours : attendez un instant, puis renvoyez-la sous la même clé.',
  'cle',
);

const CONFLIT = refuser('CONFLIT_IDEMPOTENCE', 'Cette clé a déjà servi pour une opération différente.', 'cle');

/** An answer kept whole, because it is made by the domain and read from no table. Field by field it is what it was. */
export class ReponseRetenue {
  constructor(champs: object) {
    Object.assign(this, champs);
  }
}

function sceller(secret: Buffer, reponse: unknown): Buffer {
  const iv = randomBytes(TAILLE_IV);
  const chiffreur = createCipheriv(CHIFFRE, secret, iv, { authTagLength: TAILLE_SCEAU });
  const corps = Buffer.concat([chiffreur.update(JSON.stringify(reponse)), chiffreur.final()]);
  return Buffer.concat([iv, chiffreur.getAuthTag(), corps]);
}

function ouvrir(secret: Buffer, scelle: Buffer): unknown {
  const corps = TAILLE_IV + TAILLE_SCEAU;
  const dechiffreur = createDecipheriv(CHIFFRE, secret, scelle.subarray(0, TAILLE_IV), { authTagLength: TAILLE_SCEAU });
  dechiffreur.setAuthTag(scelle.subarray(TAILLE_IV, corps));
  const clair = Buffer.concat([dechiffreur.update(scelle.subarray(corps)), dechiffreur.final()]);
  return JSON.parse(clair.toString(), (_nom, lu: unknown) =>
    typeof lu === 'object' && lu !== null && !Array.isArray(lu) ? new ReponseRetenue(lu) : lu,
  ) as unknown;
}

/**
 * Enters the key first in the transaction of its act: the primary key (person, key) is what makes an act unique. A second
 * request under the same key waits here for the first one to end, and takes the key itself if that one has rolled back.
 * No target is named: whatever makes the key unique decides, and without it the act is done twice (the proof's control).
 * @throws CleDejaPrise, CleOccupee
 */
export async function inscrire(tx: Executeur, { acteurId, inscription, demande }: CleActe): Promise<void> {
  try {
    const inscrites = await tx.query<unknown[]>(
      `insert into cle_acte (acteur_id, cle, demande, faite_le) values ($1, $2, $3, maintenant())
       on conflict do nothing returning 1`,
      [acteurId, inscription, demande],
    );
    if (inscrites.length === 0) throw new CleDejaPrise();
  } catch (erreur) {
    const { code, driverError } = erreur as { code?: string; driverError?: { code?: string } };
    if ((driverError?.code ?? code) === VERROU_NON_OBTENU) throw new CleOccupee();
    throw erreur;
  }
}

/** Keeps what the act answered, in its own transaction: an effect without its answer cannot be committed. */
export async function retenir(tx: Executeur, cle: CleActe, reponse: unknown): Promise<void> {
  await tx.query('update cle_acte set reponse = $3 where acteur_id = $1 and cle = $2', [
    cle.acteurId,
    cle.inscription,
    sceller(cle.secret, reponse),
  ]);
}

/** What this key answered the first time, CONFLIT_IDEMPOTENCE when it served for something else, or null when it is new. */
export async function retrouver(base: Executeur, cle: CleActe): Promise<Decision<unknown> | null> {
  const [ligne] = await base.query<{ demande: Buffer; reponse: Buffer }[]>(
    'select demande, reponse from cle_acte where acteur_id = $1 and cle = $2',
    [cle.acteurId, cle.inscription],
  );
  if (!ligne) return null;
  return ligne.demande.equals(cle.demande) ? accepter(ouvrir(cle.secret, ligne.reponse)) : CONFLIT;
}
