import { aSigner, lireSceau, type FaitsVerification, type SceauConvention } from '@tdt/domaine';

/** Public keys of the platform by name, as `/documents/cles-conventions.json` gives them (SPKI, base64). */
export type Cles = ReadonlyMap<string, string>;

/** Read once, as the page opens: with them, a seal is checked without the network. */
export async function lireCles(): Promise<Cles> {
  const reponse = await fetch('/documents/cles-conventions.json');
  if (!reponse.ok) throw new Error(String(reponse.status));
  const { sceaux } = (await reponse.json()) as { sceaux: { kid: string; spki: string }[] };
  return new Map(sceaux.map(({ kid, spki }) => [kid, spki]));
}

/** What a seal is worth, and what it says when it is authentic. `NON_VERIFIE`: this browser, or now, cannot tell. */
export interface SceauJuge {
  valeur: NonNullable<FaitsVerification['sceau']> | 'NON_VERIFIE';
  contenu: SceauConvention | null;
}

/** Copied: WebCrypto takes no view that might be of shared memory. */
const octets = (source: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(source);

/** Checks a seal by the browser's own Ed25519. */
export async function jugerSceau(texte: string, cles: Cles | null): Promise<SceauJuge> {
  const lu = lireSceau(texte);
  if (!lu.ok) return { valeur: 'FAUX', contenu: null };
  if (!cles) return { valeur: 'NON_VERIFIE', contenu: null };
  const { signature, charge, sceau } = lu.fait;
  const spki = cles.get(sceau.kid);
  if (spki === undefined) return { valeur: 'CLE_INCONNUE', contenu: null };
  try {
    const publique = Uint8Array.from(atob(spki), (c) => c.charCodeAt(0));
    const cle = await crypto.subtle.importKey('spki', publique, 'Ed25519', false, ['verify']);
    const vrai = await crypto.subtle.verify('Ed25519', cle, octets(signature), octets(aSigner(charge)));
    return vrai ? { valeur: 'AUTHENTIQUE', contenu: sceau } : { valeur: 'FAUX', contenu: null };
  } catch {
    // A browser without Ed25519: the server, asked next, checks the seal too.
    return { valeur: 'NON_VERIFIE', contenu: null };
  }
}
