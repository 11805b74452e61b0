import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { nouvelId, type Executeur } from '../horloge.js';

/** Values about one person, by name: `{ courriel: … }`. */
export interface ValeursPersonnelles {
  personneId: string;
  valeurs: Record<string, string>;
}

/** What a line of the journal says of a personal value: where it is, and a hash that means nothing without its salt. */
export interface Pointeur {
  valeur: string;
  empreinte: string;
}

const CHIFFRE = 'aes-256-gcm';
const TAILLE_IV = 12;
const TAILLE_SCEAU = 16;
const TAILLE_SEL = 32;

/** The salt is encrypted with the value: once the key is gone, nobody can try names against the hash. */
function empreinteSalee(sel: Buffer, valeur: string): string {
  return createHash('sha256').update(sel).update(valeur).digest('hex');
}

function chiffrer(cle: Buffer, id: string, clair: Buffer): Buffer {
  const iv = randomBytes(TAILLE_IV);
  const chiffreur = createCipheriv(CHIFFRE, cle, iv, { authTagLength: TAILLE_SCEAU }).setAAD(Buffer.from(id));
  const corps = Buffer.concat([chiffreur.update(clair), chiffreur.final()]);
  return Buffer.concat([iv, chiffreur.getAuthTag(), corps]);
}

function dechiffrer(cle: Buffer, id: string, chiffre: Buffer): Buffer {
  const corps = TAILLE_IV + TAILLE_SCEAU;
  const dechiffreur = createDecipheriv(CHIFFRE, cle, chiffre.subarray(0, TAILLE_IV), { authTagLength: TAILLE_SCEAU })
    .setAAD(Buffer.from(id))
    .setAuthTag(chiffre.subarray(TAILLE_IV, corps));
  return Buffer.concat([dechiffreur.update(chiffre.subarray(corps)), dechiffreur.final()]);
}

/** The key of this person, made at the first value. Locked, so that an erasure comes wholly before or wholly after. */
async function cleDe(tx: Executeur, personneId: string): Promise<Buffer> {
  await tx.query(
    `insert into cle_personnelle (personne_id, cle, creee_le) values ($1, $2, maintenant())
     on conflict (personne_id) do nothing`,
    [personneId, randomBytes(32)],
  );
  const [ligne] = await tx.query<{ cle: Buffer | null }[]>(
    'select cle from cle_personnelle where personne_id = $1 for share',
    [personneId],
  );
  if (!ligne?.cle) throw new Error(`les valeurs de la personne ${personneId} ont été effacées : rien ne s’y ajoute`);
  return ligne.cle;
}

/** Keeps personal values under the key of their person. @returns what the journal's line may hold in their place. */
export async function confier(
  tx: Executeur,
  { personneId, valeurs }: ValeursPersonnelles,
): Promise<Record<string, Pointeur>> {
  const cle = await cleDe(tx, personneId);
  const pointeurs: Record<string, Pointeur> = {};
  for (const [nom, valeur] of Object.entries(valeurs)) {
    const id = nouvelId();
    const sel = randomBytes(TAILLE_SEL);
    await tx.query(
      'insert into valeur_personnelle (id, personne_id, chiffre, creee_le) values ($1, $2, $3, maintenant())',
      [id, personneId, chiffrer(cle, id, Buffer.concat([sel, Buffer.from(valeur)]))],
    );
    pointeurs[nom] = { valeur: id, empreinte: empreinteSalee(sel, valeur) };
  }
  return pointeurs;
}

/**
 * The value behind a pointer, or null once it has been erased.
 * @throws Error when the stored value is not the one that the journal attests.
 */
export async function relire(base: Executeur, { valeur: id, empreinte }: Pointeur): Promise<string | null> {
  const [ligne] = await base.query<{ chiffre: Buffer; cle: Buffer | null }[]>(
    `select v.chiffre, c.cle from valeur_personnelle v join cle_personnelle c on c.personne_id = v.personne_id
      where v.id = $1`,
    [id],
  );
  if (!ligne?.cle) return null;
  const clair = dechiffrer(ligne.cle, id, ligne.chiffre);
  const valeur = clair.subarray(TAILLE_SEL).toString();
  if (empreinteSalee(clair.subarray(0, TAILLE_SEL), valeur) !== empreinte) {
    throw new Error(`la valeur ${id} n’est pas celle que le journal atteste`);
  }
  return valeur;
}

/**
 * Erases every personal value of the journal about this person: its key is destroyed, what it encrypted is deleted. The
 * lines stay and the chains still verify. To be called in a transaction, with the journal line of the erasure itself.
 * @returns how many values there were.
 */
export async function effacerPersonne(tx: Executeur, personneId: string): Promise<number> {
  // A person without a value gets a destroyed key as well: nothing can be kept about him from now on.
  await tx.query(
    `insert into cle_personnelle (personne_id, cle, creee_le, detruite_le) values ($1, null, maintenant(), maintenant())
     on conflict (personne_id) do update set cle = null, detruite_le = maintenant() where cle_personnelle.cle is not null`,
    [personneId],
  );
  const [bilan] = await tx.query<{ n: number }[]>(
    `with effacees as (delete from valeur_personnelle where personne_id = $1 returning 1)
     select count(*)::int as n from effacees`,
    [personneId],
  );
  return bilan?.n ?? 0;
}
