import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { aSigner, ecrireSceau, encoderSceau, lireSceau, type SceauConvention, type SceauPresente } from '@tdt/domaine';
import { nouvelleCleScellement } from '@tdt/socle';

/** What is presented to be verified: file (`e`), number, seal, embedded data. */
export type Pieces = Partial<Record<'e' | 'n' | 's' | 'd', string | null>>;

export const VERIFIER = `query ($e: String, $n: String, $s: String, $d: String) {
  r: verifierConvention(empreinte: $e, numero: $n, sceau: $s, empreinteDonnees: $d) { verdict } }`;

interface Figee {
  numero: string;
  empreinte: string;
  pdfEmpreinte: string | null;
  sceau: string | null;
  scelleEmpreinte: string | null;
}

const sha256 = (octets: Buffer | string) => createHash('sha256').update(octets).digest('hex');

function lire(adresse: string): SceauPresente {
  const lu = lireSceau(adresse);
  if (!lu.ok) throw new Error(lu.refus.message);
  return lu.fait;
}

/** The seal of another platform, and ours with one amount changed. */
export function falsifier(adresse: string): { autreCle: string; autreMontant: string } {
  const { signature, sceau } = lire(adresse);
  const { kid, privee } = nouvelleCleScellement();
  const autre = encoderSceau({ ...sceau, kid });
  const parts = sceau.parts.map((part, rang) => ({ ...part, montant: part.montant + (rang === 0 ? 100n : 0n) }));
  return {
    autreCle: ecrireSceau(sign(null, aSigner(autre), privee), autre),
    autreMontant: ecrireSceau(signature, encoderSceau({ ...sceau, parts, total: sceau.total + 100n })),
  };
}

/** What anybody may present of a convention that is in signature, true and false, and the word that it deserves. */
export function casDeVerification({ numero: n, empreinte: d, sceau: s, ...figee }: Figee): [Pieces, string][] {
  const { scelleEmpreinte: e, pdfEmpreinte } = figee;
  const { autreCle, autreMontant } = falsifier(s ?? '');
  const autre = sha256('autre');
  return [
    [{ n }, 'EN_SIGNATURE'],
    [{ e }, 'EN_SIGNATURE'],
    [{ e: (pdfEmpreinte ?? '').toUpperCase(), n: ` ${n} `, s, d }, 'EN_SIGNATURE'],
    [{ s }, 'EN_SIGNATURE'],
    [{ n: 'CONV-C-0002' }, 'INCONNUE'],
    [{}, 'INCONNUE'],
    [{ e: autre }, 'INCONNUE'],
    [{ e, n: 'CONV-C-0002' }, 'INCOHERENTE'],
    [{ e: autre, n }, 'INCOHERENTE'],
    [{ s, n: 'CONV-C-0002' }, 'INCOHERENTE'],
    [{ s, d: autre }, 'INCOHERENTE'],
    [{ e: autre, s, d }, 'FALSIFIEE'],
    [{ s: autreMontant }, 'FALSIFIEE'],
    [{ s: 'pas-un-sceau' }, 'FALSIFIEE'],
    [{ e, s: autreCle }, 'CACHET_INCONNU'],
  ];
}

interface ClesPubliques {
  sceaux: { kid: string; spki: string }[];
  cachets: { empreinte: string; certificat: string }[];
}

/** Checks a seal as a stranger would, with the public keys only; and gives the certificates, by the hash of their own bytes. */
export async function verifierParLesCles(
  url: string,
  adresse: string,
): Promise<{ authentique: boolean; contenu: SceauConvention; cachets: string[] }> {
  const { signature, charge, sceau: contenu } = lire(adresse);
  const { sceaux, cachets } = (await (await fetch(`${url}/documents/cles-conventions.json`)).json()) as ClesPubliques;
  const spki = Buffer.from(sceaux.find(({ kid }) => kid === contenu.kid)?.spki ?? '', 'base64');
  const publique = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return {
    authentique: verify(null, aSigner(charge), publique, signature),
    contenu,
    cachets: cachets.map(({ certificat }) => sha256(Buffer.from(certificat, 'base64'))),
  };
}
