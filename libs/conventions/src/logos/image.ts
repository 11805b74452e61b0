import { createHash } from 'node:crypto';
import type { ImageDeLogo } from '@tdt/acteurs';
import { accepter, admettreLogo, exigerPoidsLogo, type Decision, type ImageLogo } from '@tdt/domaine';
import { lireEnteteJpeg, reecrireJpeg } from './jpeg.js';
import { lireEntetePng, reecrirePng } from './png.js';

/** What the header of an image says; of another file, its type alone counts. */
function decrire(type: string, octets: Buffer): ImageLogo {
  const autre = { type, largeur: 0, hauteur: 0, profondeur: 0, quadrichromie: false, entrelacee: false };
  if (type === 'image/png') {
    const { entrelace, largeur, hauteur, profondeur } = lireEntetePng(octets);
    return { ...autre, largeur, hauteur, profondeur, entrelacee: entrelace };
  }
  if (type !== 'image/jpeg') return autre;
  const { composantes, ...dimensions } = lireEnteteJpeg(octets);
  return { ...autre, ...dimensions, quadrichromie: composantes === 4 };
}

/**
 * The image that is kept of a sound file, with its name: its pixels and nothing else. Refusals: those of `admettreLogo`, then
 * LIMITE_DEPASSEE when its pixels alone weigh more than a logo may.
 */
export function preparerLogo(type: string, recus: Buffer): Decision<ImageDeLogo> {
  const admis = admettreLogo(decrire(type, recus));
  if (!admis.ok) return admis;
  const octets = type === 'image/png' ? reecrirePng(recus) : reecrireJpeg(recus);
  const poids = exigerPoidsLogo(octets.length);
  if (!poids.ok) return poids;
  return accepter({ empreinte: createHash('sha256').update(octets).digest('hex'), typeMime: type, octets });
}
