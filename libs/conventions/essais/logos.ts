import { annexesApplicables, type DonneesConvention, type PartieConvention } from '@tdt/domaine';
import { png } from '../../candidatures/essais/fabrique-image.js';
import { preparerLogo } from '../src/logos/image.js';

/*
 * Logos of nobody: shapes drawn here, for tests and for the demonstration. Each organisation of an example gets its own, of every
 * proportion that a logo may have.
 */

/** A JPEG in colours as a browser writes it, 240 × 96 pixels. */
export const LOGO_JPEG = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABh',
    'Y3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB',
    'UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA',
    'AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9Y',
    'WVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM',
    'ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0o',
    'OjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2Nj',
    'Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCABgAPADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAcG',
    '/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABoBAQADAQEBAAAAAAAAAAAAAAACAwQFAQb/xAAnEQEAAAQEBwADAQAAAAAAAAAAAxFB',
    'YQEEExQCEhUhYqHhBUKBwf/aAAwDAQACEQMRAD8AoAJA9wwVRInJLsr4kASV7iyviQBI3FlfEgCRuLK+JAEjcWV8SBXzHBZDic8+',
    'wA8WgAAAAAAAAjQv0bq9SyyiNBo3NSyyiNBo3NSyyiNLKhx8HKlw8UxIFfSBDBRmKACTKAAAAAAK+kCvo4tWXqAPGkAAAAAAABGg',
    'G5mAAAAFlRpZVEai2HUSBX0gU4KsxQASZQAAAAABX0gV9HFqy9QGVY81mtvLtObfChak+7VDKjH1Tw9/F21u1QyodU8Pfw2t2qGV',
    'Dqnh7+G1u1QDrsaNANzMAAAALKjSyqI1FsOokCvpApwVZigAkygAAAAACvpAr6OLVl6jKtUyrj/lP0/v+OrlagDkNgAAADVAPrnH',
    'RoBuZgAAABZUaWVRGoth1EgV9IFOCrMUAEmUAAAAAAV9IFfRxasvUZVqmVcf8p+n9/x1crUAchsAAAAaoB9c46NANzMAAAALKjSy',
    'qI1FsOokCvinDF5Eh88u6QCvhNXt7pAK+Ezb3SAV8Jm3ukAr4TNvdIFfAxxWQ4fJPuMq1Qx5rK7iXeUmuFF059mVGqGPpfn6+rt1',
    'ZlRqg6X5+vpurMqNUHS/P19N1YAddjRoWUX61lendGhZQ1rGndGhZQ1rGndGllBDj4+ZLh4ZP//Z',
  ].join(''),
  'base64',
);

type Couleur = readonly [rouge: number, vert: number, bleu: number];

export interface Dessin {
  largeur: number;
  hauteur: number;
  couleur: Couleur;
  accent: Couleur;
}

/** What is at this point: a ring at the left or at the top, then bars along the rest; null where one sees through. */
function teinte({ largeur, hauteur, couleur, accent }: Dessin, x: number, y: number): Couleur | null {
  const cote = Math.min(largeur, hauteur);
  const [u, v] = largeur >= hauteur ? [x, y] : [y, x];
  if (u < cote) {
    const rayon = Math.hypot(u - cote / 2, v - cote / 2) / cote;
    return rayon < 0.2 ? accent : rayon < 0.48 ? couleur : null;
  }
  const suite = u - cote * 1.15;
  const pas = cote * 0.5;
  const barre = suite >= 0 && suite % pas < pas * 0.7 && v > cote * (0.15 + 0.25 * (Math.floor(suite / pas) % 3));
  return barre && v < cote * 0.85 ? (Math.floor(suite / pas) % 4 === 3 ? accent : couleur) : null;
}

/** A PNG with transparency, its edges softened, as a drawing program exports a logo. */
export function dessinerLogo(dessin: Dessin): Buffer {
  const { largeur, hauteur } = dessin;
  const rangees = Buffer.alloc(hauteur * (1 + 4 * largeur));
  for (let y = 0; y < hauteur; y += 1) {
    for (let x = 0; x < largeur; x += 1) {
      const points = [0.25, 0.75].flatMap((dy) => [0.25, 0.75].map((dx) => teinte(dessin, x + dx, y + dy)));
      const pleins = points.filter((point) => point !== null);
      const melange = [0, 1, 2].map((i) => pleins.reduce((s, p) => s + (p[i] ?? 0), 0) / Math.max(1, pleins.length));
      rangees.set(
        [...melange, (255 * pleins.length) / points.length].map(Math.round),
        y * (1 + 4 * largeur) + 1 + 4 * x,
      );
    }
  }
  return png({ largeur, hauteur, couleur: 6, rangees });
}

const COULEURS: readonly Couleur[] = [
  [27, 58, 107],
  [11, 93, 78],
  [148, 40, 60],
  [88, 60, 140],
  [176, 90, 20],
];
/** Ordinary ones, then the longest and the highest that are admitted. */
const TAILLES: readonly (readonly [largeur: number, hauteur: number])[] = [
  [300, 100],
  [160, 160],
  [420, 90],
  [90, 240],
  [240, 120],
  [2000, 32],
  [32, 1200],
];

/** The logo of an example's party, by its rank. */
export function logoDuRang(rang: number): Buffer {
  const [largeur, hauteur] = TAILLES[rang % TAILLES.length] ?? [100, 100];
  const [couleur, accent] = [COULEURS[rang % COULEURS.length], COULEURS[(rang + 2) % COULEURS.length]];
  return dessinerLogo({ largeur, hauteur, couleur: couleur ?? [0, 0, 0], accent: accent ?? [0, 0, 0] });
}

const dejaPrets = new Map<number, { empreinte: string; octets: Buffer }>();

/** The same as the platform keeps it; made once. */
function pretDuRang(rang: number): { empreinte: string; octets: Buffer } {
  const connu = dejaPrets.get(rang);
  if (connu) return connu;
  const jpeg = rang % 5 === 4;
  const prepare = preparerLogo(jpeg ? 'image/jpeg' : 'image/png', jpeg ? LOGO_JPEG : logoDuRang(rang));
  if (!prepare.ok) throw new Error(prepare.refus.message);
  dejaPrets.set(rang, prepare.fait);
  return prepare.fait;
}

/** These data with a logo for each party, and the images of those logos. */
export function avecLogos(donnees: DonneesConvention): { donnees: DonneesConvention; images: Map<string, Buffer> } {
  const parties: PartieConvention[] = [...donnees.financeurs, donnees.beneficiaire];
  const images = new Map<string, Buffer>();
  const logos = parties.map(({ organismeId, denomination }, rang) => {
    const { empreinte: sha256, octets } = pretDuRang(rang);
    images.set(sha256, octets);
    return { organismeId, denomination, sha256 };
  });
  const avec = { ...donnees, logos };
  return { donnees: { ...avec, annexes: annexesApplicables(avec) }, images };
}
