import { deflateSync } from 'node:zlib';
import { issueDe } from '../../../essais/controle.js';
import { jpeg, morceauPng, png, type OptionsPng } from '../../../essais/fabrique-image.js';
import { bombe } from '../../../essais/fabrique-pdf.js';

const [PNG, JPEG] = ['image/png', 'image/jpeg'];

describe('PNG', () => {
  test.each<[string, OptionsPng]>([
    ['noir et blanc', { profondeur: 1, couleur: 0, largeur: 9 }],
    ['gris sur 16 bits', { profondeur: 16, couleur: 0 }],
    ['gris et transparence', { couleur: 4 }],
    ['couleurs et transparence sur 16 bits, entrelacé', { profondeur: 16, couleur: 6, entrelace: true }],
    ['entrelacé, plus petit que les passes', { largeur: 1, hauteur: 1, entrelace: true }],
    [
      'un texte et un profil comprimés',
      {
        avant: [
          morceauPng('zTXt', Buffer.concat([Buffer.from('Titre\0\0'), deflateSync(Buffer.from('bonjour'))])),
          morceauPng('iCCP', Buffer.concat([Buffer.from('ICC\0\0'), deflateSync(Buffer.alloc(3000))])),
          morceauPng('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>')),
        ],
      },
    ],
  ])('admet : %s', async (_cas, options) => {
    expect(await issueDe(png(options))).toBe(PNG);
  });

  test.each<[string, OptionsPng, string]>([
    ['une profondeur que sa couleur n’admet pas', { profondeur: 4, couleur: 2 }, 'IMAGE_INVALIDE'],
    ['une couleur inconnue', { couleur: 5 }, 'IMAGE_INVALIDE'],
    ['aucun pixel', { largeur: 0 }, 'IMAGE_INVALIDE'],
    ['trop large', { largeur: 16_001, hauteur: 1 }, 'IMAGE_TROP_GRANDE'],
    ['trop de pixels', { largeur: 16_000, hauteur: 3_126, rangees: Buffer.alloc(1) }, 'IMAGE_TROP_GRANDE'],
    ['une rangée de moins', { rangees: Buffer.alloc(9 * 61) }, 'IMAGE_INVALIDE'],
    ['un octet de plus', { rangees: Buffer.alloc(10 * 61 + 1) }, 'IMAGE_INVALIDE'],
    ['un filtre inconnu', { rangees: Buffer.alloc(10 * 61, 5) }, 'IMAGE_INVALIDE'],
    [
      'une bombe dans un texte',
      { avant: [morceauPng('zTXt', Buffer.concat([Buffer.from('a\0\0'), bombe(9)]))] },
      'BOMBE',
    ],
    [
      'une bombe dans un texte international',
      {
        avant: [morceauPng('iTXt', Buffer.concat([Buffer.from('a\0\x01\0fr\0b\0', 'latin1'), bombe(9)]))],
      },
      'BOMBE',
    ],
    ['un texte sans titre', { avant: [morceauPng('zTXt', Buffer.alloc(2_000, 65))] }, 'IMAGE_INVALIDE'],
    ['un morceau au nom illisible', { avant: [morceauPng('a\0b!', Buffer.alloc(1))] }, 'IMAGE_INVALIDE'],
  ])('refuse : %s', async (_cas, options, attendu) => {
    expect(await issueDe(png(options))).toBe(attendu);
  });

  test('refuse une somme de contrôle fausse et ce qui suit la fin', async () => {
    const image = png();
    for (const position of [30, image.length - 20]) {
      const abimee = Buffer.from(image);
      abimee[position] = (abimee[position] ?? 0) ^ 1;
      expect(await issueDe(abimee)).toBe('IMAGE_INVALIDE');
    }
    expect(await issueDe(Buffer.concat([image, Buffer.from('charge')]))).toBe('POLYGLOTTE');
  });
});

describe('JPEG', () => {
  const avec = (change: (octets: Buffer) => Buffer) => change(jpeg());
  const rang = (octets: Buffer, marqueur: number) => octets.indexOf(Buffer.from([0xff, marqueur]));
  const sans = (marqueur: number) => (octets: Buffer) => {
    const debut = rang(octets, marqueur);
    return Buffer.concat([octets.subarray(0, debut), octets.subarray(debut + 2 + octets.readUInt16BE(debut + 2))]);
  };
  const octet = (marqueur: number, decalage: number, valeur: number) => (octets: Buffer) => {
    octets[rang(octets, marqueur) + decalage] = valeur;
    return octets;
  };
  const [SOF, DQT, SOS] = [0xc0, 0xdb, 0xda];

  test.each<[string, Buffer]>([
    ['progressif', jpeg({ progressif: true })],
    ['avec un commentaire', jpeg({ commentaire: Buffer.from('photo') })],
    ['suivi de zéros', Buffer.concat([jpeg(), Buffer.alloc(100)])],
    ['suivi du bloc d’un téléphone', Buffer.concat([jpeg(), Buffer.from('donnéesSEFT')])],
  ])('admet : %s', async (_cas, contenu) => expect(await issueDe(contenu)).toBe(JPEG));

  test.each<[string, Buffer, string]>([
    ['65 535 pixels de côté', jpeg({ largeur: 65_535, hauteur: 65_535 }), 'IMAGE_TROP_GRANDE'],
    ['aucune ligne', jpeg({ hauteur: 0 }), 'IMAGE_INVALIDE'],
    ['sans trame', avec(sans(SOF)), 'IMAGE_INVALIDE'],
    ['sans table de quantification', avec(sans(DQT)), 'IMAGE_INVALIDE'],
    [
      'sans données',
      avec((o) => Buffer.concat([o.subarray(0, rang(o, SOS)), Buffer.from([0xff, 0xd9])])),
      'IMAGE_INVALIDE',
    ],
    ['à cinq composantes', avec(octet(SOF, 9, 5)), 'IMAGE_INVALIDE'],
    ['à l’échantillonnage impossible', avec(octet(SOF, 11, 0x50)), 'IMAGE_INVALIDE'],
    ['à codage arithmétique', avec(octet(SOF, 1, 0xc9)), 'IMAGE_INVALIDE'],
    ['au segment qui déborde', avec(octet(DQT, 2, 0xff)), 'IMAGE_INVALIDE'],
    ['suivi d’une charge', Buffer.concat([jpeg(), Buffer.from('charge')]), 'POLYGLOTTE'],
    ['suivi d’une photo coupée', Buffer.concat([jpeg(), jpeg().subarray(0, 60)]), 'IMAGE_INVALIDE'],
    ['une page dans son commentaire', jpeg({ commentaire: Buffer.from('<script>alert(1)</script>') }), 'POLYGLOTTE'],
  ])('refuse : %s', async (_cas, contenu, attendu) => expect(await issueDe(contenu)).toBe(attendu));

  test('refuse un nombre de balayages qu’aucune photo n’a', async () => {
    const image = jpeg();
    const debut = rang(image, SOS);
    const balayage = image.subarray(debut, -2);
    const repete = Array.from({ length: 101 }, () => balayage);
    expect(await issueDe(Buffer.concat([image.subarray(0, debut), ...repete, image.subarray(-2)]))).toBe(
      'TROP_COMPLEXE',
    );
  });
});
