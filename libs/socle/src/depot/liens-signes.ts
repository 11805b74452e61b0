import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a link allows: one use, of one object, by one person. */
export interface Lien {
  usage: string;
  objetId: string;
  utilisateurId: string;
}

/** A secret and the name under which links cite it: the first of a list signs, all of them verify, so keys can rotate. */
export interface CleDeSignature {
  nom: string;
  secret: Buffer;
}

const FORME = /^([a-z0-9-]{1,16})\.([0-9a-z]{1,10})\.([A-Za-z0-9_-]{43})$/;
const BASE = 36;

/** Signs short-lived links and tells those that it signed. Nothing is stored: the signature covers everything a link says. */
export class LiensSignes {
  private readonly cles: readonly [CleDeSignature, ...CleDeSignature[]];

  /** Without a key, one of this process is drawn: enough for one instance, and its links end with it. */
  constructor([premiere, ...suivantes]: readonly CleDeSignature[]) {
    this.cles = [premiere ?? { nom: 'ephemere', secret: randomBytes(32) }, ...suivantes];
  }

  signer(lien: Lien, expireLe: Date): string {
    const [cle] = this.cles;
    const echeance = expireLe.getTime().toString(BASE);
    return `${cle.nom}.${echeance}.${sceau(cle, lien, echeance)}`;
  }

  /** True when this token was signed here, for exactly this use, object and person, and still holds at this instant. */
  verifier(jeton: unknown, lien: Lien, instant: Date): boolean {
    const [, nom, echeance, recu] = (typeof jeton === 'string' && FORME.exec(jeton)) || [];
    const cle = this.cles.find((c) => c.nom === nom);
    if (!cle || !echeance || !recu) return false;
    if (!timingSafeEqual(Buffer.from(sceau(cle, lien, echeance)), Buffer.from(recu))) return false;
    return Number.parseInt(echeance, BASE) > instant.getTime();
  }
}

function sceau(cle: CleDeSignature, { usage, objetId, utilisateurId }: Lien, echeance: string): string {
  const texte = JSON.stringify(['tour-de-table/lien/v1', cle.nom, usage, objetId, utilisateurId, echeance]);
  return createHmac('sha256', cle.secret).update(texte).digest('base64url');
}
