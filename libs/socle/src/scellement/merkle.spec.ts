import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { feuille, racine } from './merkle.js';

function sha256(...morceaux: Uint8Array[]): Buffer {
  return createHash('sha256').update(Buffer.concat(morceaux)).digest();
}

/** RFC 6962 §2.1 as it is written: split at the largest power of two smaller than the number of leaves. */
function mth(feuilles: Buffer[]): Buffer {
  if (feuilles.length === 0) return sha256();
  const [seule] = feuilles;
  if (feuilles.length === 1 && seule) return seule;
  let k = 1;
  while (k * 2 < feuilles.length) k *= 2;
  return sha256(Buffer.from([1]), mth(feuilles.slice(0, k)), mth(feuilles.slice(k)));
}

const empreinte = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((octets) => Buffer.from(octets));

describe('La racine de Merkle', () => {
  it('est celle de la RFC 6962, quel que soit le nombre de feuilles', () => {
    fc.assert(
      fc.property(fc.array(empreinte, { maxLength: 40 }), (feuilles) => {
        expect(racine(feuilles)).toEqual(mth(feuilles));
      }),
    );
  });

  it('change dès qu’une tête change, disparaît ou change de place', () => {
    const tete = fc.record({ chaine: fc.string(), rang: fc.nat().map(String), empreinte });
    fc.assert(
      fc.property(fc.array(tete, { minLength: 2, maxLength: 20 }), fc.nat(), (tetes, n) => {
        const i = n % tetes.length;
        const vue = racine(tetes.map(feuille)).toString('hex');
        const autre = tetes.map((t, k) => (k === i ? { ...t, rang: `${t.rang}1` } : t));
        expect(racine(autre.map(feuille)).toString('hex')).not.toBe(vue);
        expect(racine(tetes.filter((_, k) => k !== i).map(feuille)).toString('hex')).not.toBe(vue);
        const tournees = [...tetes.slice(1), ...tetes.slice(0, 1)].map(feuille);
        const pareilles = tournees.every((f, k) => tetes[k] !== undefined && f.equals(feuille(tetes[k])));
        if (!pareilles) expect(racine(tournees).toString('hex')).not.toBe(vue);
      }),
    );
  });
});
