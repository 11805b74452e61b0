import { constants, deflateRawSync, deflateSync } from 'node:zlib';

/** One numbered object: its text, and the bytes of its stream when it has one (`/Length` is added). */
export type ObjetPdf = string | { dictionnaire: string; flux: Buffer };

export interface OptionsPdf {
  entete?: string;
  /** Added to the trailer's dictionary. */
  remorque?: string;
  fin?: string;
}

/** A catalogue, a page tree and one empty page: objects 1 to 3 of every example. `catalogue` adds entries to the first. */
export const unePage = (catalogue = ''): ObjetPdf[] => [
  `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
];

function ecrireObjet(objet: ObjetPdf): Buffer {
  if (typeof objet === 'string') return Buffer.from(objet, 'latin1');
  const debut = `<< ${objet.dictionnaire} /Length ${objet.flux.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(debut, 'latin1'), objet.flux, Buffer.from('\nendstream')]);
}

/** Numbered objects one after the other, from this position; answers where each begins. */
function enchainer(objets: ObjetPdf[], depuis: number, premier = 1): { corps: Buffer; positions: number[] } {
  const positions: number[] = [];
  const morceaux: Buffer[] = [];
  let position = depuis;
  for (const [rang, objet] of objets.entries()) {
    const morceau = Buffer.concat([
      Buffer.from(`${premier + rang} 0 obj\n`),
      ecrireObjet(objet),
      Buffer.from('\nendobj\n'),
    ]);
    positions.push(position);
    morceaux.push(morceau);
    position += morceau.length;
  }
  return { corps: Buffer.concat(morceaux), positions };
}

const ENTETE = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
const ligne = (position: number) => `${String(position).padStart(10, '0')} 00000 n \n`;

/** A well-formed PDF of these objects, the first being its catalogue. */
export function pdf(objets: ObjetPdf[], { entete = ENTETE, remorque = '', fin = '%%EOF\n' }: OptionsPdf = {}): Buffer {
  const debut = Buffer.from(entete, 'latin1');
  const { corps, positions } = enchainer(objets, debut.length);
  const depart = debut.length + corps.length;
  const taille = objets.length + 1;
  const table = `xref\n0 ${taille}\n0000000000 65535 f \n${positions.map(ligne).join('')}`;
  const suite = `${table}trailer\n<< /Size ${taille} /Root 1 0 R ${remorque} >>\nstartxref\n${depart}\n${fin}`;
  return Buffer.concat([debut, corps, Buffer.from(suite, 'latin1')]);
}

/** The smallest PDF that a reader opens. */
export const pdfUnePage = (catalogue = '', ...autres: ObjetPdf[]): Buffer => pdf([...unePage(catalogue), ...autres]);

/** Appends a new version of some objects, as a signature or an annotation does. */
export function mettreAJour(avant: Buffer, numero: number, objet: ObjetPdf): Buffer {
  const { corps, positions } = enchainer([objet], avant.length, numero);
  const taille = Number(/\/Size (\d+)/.exec(avant.toString('latin1'))?.[1] ?? 0);
  const ancien = /startxref\n(\d+)\n%%EOF\n$/.exec(avant.toString('latin1'))?.[1] ?? '0';
  const depart = avant.length + corps.length;
  const suite = `xref\n${numero} 1\n${ligne(positions[0] ?? 0)}trailer\n<< /Size ${Math.max(taille, numero + 1)} /Root 1 0 R /Prev ${ancien} >>\nstartxref\n${depart}\n%%EOF\n`;
  return Buffer.concat([avant, corps, Buffer.from(suite)]);
}

export interface OptionsFluxObjets {
  /** Replaces the dictionary's entries other than /N and /First. */
  dictionnaire?: string;
  /** What is done with the content before it is stored. */
  filtre?: (contenu: Buffer) => Buffer;
  /** Replaces the offset of an object, by its rank. */
  decalages?: Record<number, number>;
}

/** A stream that holds objects, numbered from `premier` on. */
export function fluxObjets(premier: number, objets: string[], options: OptionsFluxObjets = {}): ObjetPdf {
  const { dictionnaire = '/Type /ObjStm /Filter /FlateDecode', filtre = deflateSync, decalages = {} } = options;
  let position = 0;
  const paires = objets.map((objet, rang) => {
    const decalage = decalages[rang] ?? position;
    position += objet.length + 1;
    return `${premier + rang} ${decalage}`;
  });
  const entete = `${paires.join(' ')} `;
  const contenu = Buffer.from(entete + objets.map((o) => `${o} `).join(''), 'latin1');
  return { dictionnaire: `${dictionnaire} /N ${objets.length} /First ${entete.length}`, flux: filtre(contenu) };
}

/** A modern PDF: catalogue, pages and `autres` inside a stream of objects, and its table in a stream as well. */
export function pdfFluxObjets(autres: string[] = [], options: OptionsFluxObjets = {}, catalogue = ''): Buffer {
  const caches = [...(unePage(catalogue) as string[]), ...autres];
  const numeroFlux = caches.length + 1;
  const debut = Buffer.from(ENTETE, 'latin1');
  const { corps, positions } = enchainer([fluxObjets(1, caches, options)], debut.length, numeroFlux);
  const depart = debut.length + corps.length;
  const lignes = [
    [0, 0, 255],
    ...caches.map((_, rang) => [2, numeroFlux, rang]),
    [1, positions[0] ?? 0, 0],
    [1, depart, 0],
  ];
  const table = Buffer.concat(
    lignes.map(([t = 0, b = 0, c = 0]) => Buffer.from([t, b >> 16, (b >> 8) & 255, b & 255, c])),
  );
  const objet = {
    dictionnaire: `/Type /XRef /Size ${lignes.length} /W [1 3 1] /Root 1 0 R /Filter /FlateDecode`,
    flux: deflateSync(table),
  };
  const dernier = enchainer([objet], depart, numeroFlux + 1).corps;
  return Buffer.concat([debut, corps, dernier, Buffer.from(`startxref\n${depart}\n%%EOF\n`)]);
}

/** `mio` mebibytes of zeros compressed about a thousand times, without ever making them. */
export function bombe(mio: number): Buffer {
  const bloc = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array.from({ length: mio }, () => bloc),
    Buffer.from([3, 0, 0, 0, 0, 0]),
  ]);
}

/** ASCII85, as ISO 32000 writes it. */
export function ascii85(octets: Buffer): Buffer {
  let texte = '';
  for (let i = 0; i < octets.length; i += 4) {
    const groupe = octets.subarray(i, i + 4);
    let valeur = Buffer.concat([groupe, Buffer.alloc(4 - groupe.length)]).readUInt32BE(0);
    if (valeur === 0 && groupe.length === 4) texte += 'z';
    else {
      const chiffres = [];
      for (let k = 0; k < 5; k += 1) {
        chiffres.unshift(String.fromCharCode(0x21 + (valeur % 85)));
        valeur = Math.floor(valeur / 85);
      }
      texte += chiffres.slice(0, groupe.length + 1).join('');
    }
  }
  return Buffer.from(`${texte}~>`);
}

/** A PDF of exactly this size (some megabytes), filled by a stream without any filter. */
export function pdfDeTaille(octets: number, remplir: Buffer = Buffer.from('tour de table ')): Buffer {
  const essai = (n: number) => pdfUnePage('', { dictionnaire: '', flux: Buffer.alloc(n, remplir) });
  const million = 1_000_000;
  // The length of the stream and the position of the table are written with as many digits as they need.
  const chiffres = 2 * (String(octets).length - String(million).length);
  return essai(octets - (essai(million).length - million) - chiffres);
}
