import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { jpeg, morceauPng, png, type OptionsPng } from '../../../candidatures/essais/fabrique-image.js';
import { issueDe } from '../../../candidatures/essais/controle.js';
import { LOGO_JPEG, logoDuRang } from '../../essais/logos.js';
import { preparerLogo } from './image.js';

function garder(type: string, octets: Buffer): Buffer {
  const decision = preparerLogo(type, octets);
  if (!decision.ok) throw new Error(decision.refus.message);
  return decision.fait.octets;
}

/** Red, green and blue of each pixel of an image that was written anew without difference between its rows. */
function pixels(octets: Buffer): number[][] {
  const largeur = octets.readUInt32BE(16);
  const debut = octets.indexOf('IDAT') + 4;
  const rangees = inflateSync(octets.subarray(debut, debut + octets.readUInt32BE(debut - 8)));
  const pas = 3 * largeur + 1;
  const lues: number[][] = [];
  for (let i = 0; i < rangees.length; i += pas) {
    const [filtre = 0, ...valeurs] = rangees.subarray(i, i + pas);
    const ligne = valeurs.map((v, n) => (filtre === 2 ? v + (lues.at(-1)?.[n] ?? 0) : v) & 255);
    lues.push(ligne);
  }
  return lues;
}

/** A PNG 32 pixels wide of which each row begins with these samples. */
function avec(options: OptionsPng, premiers: number[], octetsRangee: number): Buffer {
  const rangee = Buffer.alloc(octetsRangee + 1);
  rangee.set(premiers, 1);
  return png({
    ...options,
    largeur: 32,
    hauteur: 32,
    rangees: Buffer.concat(Array.from({ length: 32 }, () => rangee)),
  });
}

describe('Un PNG écrit de nouveau', () => {
  test.each<[string, Buffer, number[]]>([
    ['couleurs', avec({ couleur: 2 }, [10, 20, 30], 96), [10, 20, 30]],
    ['couleurs sur 16 bits', avec({ couleur: 2, profondeur: 16 }, [10, 0, 20, 0, 30, 0], 192), [10, 20, 30]],
    ['gris', avec({ couleur: 0 }, [77], 32), [77, 77, 77]],
    ['noir et blanc', avec({ couleur: 0, profondeur: 1 }, [0b1000_0000], 4), [255, 255, 255, 0, 0, 0]],
    ['gris sur 4 bits', avec({ couleur: 0, profondeur: 4 }, [0x3f], 16), [51, 51, 51, 255, 255, 255]],
    ['gris à demi transparent, sur blanc', avec({ couleur: 4 }, [0, 128], 64), [127, 127, 127, 255, 255, 255]],
    [
      'couleurs transparentes, sur blanc',
      avec({ couleur: 6 }, [9, 9, 9, 0, 9, 8, 7, 255], 128),
      [255, 255, 255, 9, 8, 7],
    ],
    [
      'palette à une couleur transparente',
      avec(
        { couleur: 3, couleurs: Buffer.from([1, 2, 3, 4, 5, 6]), avant: [morceauPng('tRNS', Buffer.from([255, 0]))] },
        [0, 1],
        32,
      ),
      [1, 2, 3, 255, 255, 255],
    ],
    [
      'une couleur qui vaut pour rien',
      avec({ couleur: 2, avant: [morceauPng('tRNS', Buffer.from([0, 1, 0, 2, 0, 3]))] }, [1, 2, 3, 1, 2, 4], 96),
      [255, 255, 255, 1, 2, 4],
    ],
  ])('%s', async (_cas, recu, attendus) => {
    const garde = garder('image/png', recu);
    expect(await issueDe(garde)).toBe('image/png');
    for (const ligne of pixels(garde)) expect(ligne.slice(0, attendus.length)).toEqual(attendus);
    expect([...garde.subarray(24, 29)]).toEqual([8, 2, 0, 0, 0]);
  });

  test('quel que soit le filtre de chaque rangée, les mêmes pixels', () => {
    const image = fc.array(fc.tuple(fc.nat(4), fc.uint8Array({ minLength: 96, maxLength: 96 })), {
      minLength: 32,
      maxLength: 32,
    });
    fc.assert(
      fc.property(image, (lignes) => {
        const octets = lignes.map(([, octets]) => octets);
        const voisin = (y: number, i: number) => (i < 0 || y < 0 ? 0 : (octets[y]?.[i] ?? 0));
        const predire = (filtre: number, y: number, i: number) => {
          const [a, b, c] = [voisin(y, i - 3), voisin(y - 1, i), voisin(y - 1, i - 3)];
          const ecarts = [a, b, c].map((n) => Math.abs(a + b - c - n));
          const proche = [a, b, c][ecarts.indexOf(Math.min(...ecarts))] ?? 0;
          return [0, a, b, Math.floor((a + b) / 2), proche][filtre] ?? 0;
        };
        const rangees = lignes.map(([filtre, ligne], y) =>
          Buffer.from([filtre, ...ligne.map((v, i) => v - predire(filtre, y, i))]),
        );
        const recu = png({ largeur: 32, hauteur: 32, couleur: 2, rangees: Buffer.concat(rangees) });
        expect(pixels(garder('image/png', recu))).toEqual(octets.map((ligne) => [...ligne]));
      }),
      { numRuns: 30 },
    );
  });

  test('ne garde ni texte, ni profil, ni date', () => {
    const secret = morceauPng('tEXt', Buffer.from('Auteur\0Jeanne Exemple'));
    const recu = avec({ couleur: 2, avant: [secret] }, [1], 96);
    expect(recu.includes('Jeanne')).toBe(true);
    expect(garder('image/png', recu).includes('Jeanne')).toBe(false);
    expect(garder('image/png', garder('image/png', recu)).equals(garder('image/png', recu))).toBe(true);
  });
});

describe('Un JPEG gardé', () => {
  test('perd ce qui n’est pas l’image', async () => {
    const recu = jpeg({ largeur: 64, hauteur: 64, commentaire: Buffer.from('Jeanne Exemple') });
    const garde = garder('image/jpeg', recu);
    expect([recu.includes('Jeanne'), garde.includes('Jeanne')]).toEqual([true, false]);
    expect(garde.equals(jpeg({ largeur: 64, hauteur: 64 }))).toBe(true);
    expect(await issueDe(garde)).toBe('image/jpeg');
    // Its colour profile is that of every screen, which goes without saying.
    expect(garder('image/jpeg', LOGO_JPEG).includes('ICC_PROFILE')).toBe(false);
    expect(await issueDe(garder('image/jpeg', LOGO_JPEG))).toBe('image/jpeg');
  });

  test('progressif, reste entier ; ce qui suit sa fin ne le suit pas', () => {
    const recu = jpeg({ largeur: 64, hauteur: 64, progressif: true });
    expect(garder('image/jpeg', Buffer.concat([recu, Buffer.alloc(9)])).equals(recu)).toBe(true);
  });
});

describe('Ce qui n’est pas un logo', () => {
  test.each<[string, string, Buffer, string]>([
    ['un PDF', 'application/pdf', Buffer.from('%PDF-1.7'), 'Un logo est une image PNG ou JPEG.'],
    ['un PNG entrelacé', 'image/png', png({ largeur: 40, hauteur: 40, entrelace: true }), 'Ce PNG est entrelacé'],
    ['trop petit', 'image/png', png({ largeur: 31, hauteur: 40 }), 'Ce logo mesure 31 × 40 pixels'],
    ['trop grand', 'image/jpeg', jpeg({ largeur: 2_001, hauteur: 64 }), 'Ce logo mesure 2001 × 64 pixels'],
    ['quatre encres', 'image/jpeg', jpeg({ largeur: 64, hauteur: 64, composantes: 4 }), 'Ce logo est en quadrichromie'],
  ])('%s', (_cas, type, recu, attendu) => {
    expect(preparerLogo(type, recu)).toMatchObject({
      ok: false,
      refus: { code: 'ENTREE_INVALIDE', chemin: 'fichier', message: expect.stringContaining(attendu) },
    });
  });

  test('son nom est celui de ce qui est gardé', () => {
    const decision = preparerLogo('image/png', logoDuRang(0));
    const { empreinte, octets } = decision.ok ? decision.fait : { empreinte: '', octets: Buffer.alloc(0) };
    expect(empreinte).toBe(createHash('sha256').update(octets).digest('hex'));
  });
});
