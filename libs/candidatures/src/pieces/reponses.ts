import { pipeline } from 'node:stream/promises';
import { HttpException, Logger } from '@nestjs/common';
import type { CodeRefus, Refus } from '@tdt/domaine';
import type { Response } from 'express';
import type { FichierServi } from './telechargements.service.js';

const STATUTS: Partial<Record<CodeRefus, number>> = {
  INTROUVABLE: 404,
  INTERDIT: 403,
  LIMITE_DEPASSEE: 413,
  CONFLIT_VERSION: 409,
};
const journal = new Logger('Pieces');

/** A refusal in the shape of every error of the API; `precisions` are further values that a program reads. */
export function erreurHttp(
  { code, message, chemin = '', details = [], ...autres }: Refus & { motif?: string },
  precisions: object = {},
  statut = STATUTS[code] ?? 422,
): HttpException {
  const extensions = { code, chemin, details, ...autres, ...precisions };
  return new HttpException({ errors: [{ message, extensions }] }, statut);
}

/** Percent-encoded for a header (RFC 8187): the quotes that delimit the value, and the marks that it may not hold, as well. */
function encoder(nom: string): string {
  return encodeURIComponent(nom).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Downloaded and never displayed by us: a file that somebody else sent may hold anything. */
export async function servir(reponse: Response, fichier: FichierServi): Promise<void> {
  const ascii = fichier.nom
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '');
  reponse.set({
    'Content-Type': fichier.typeMime,
    'Content-Length': String(fichier.taille),
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoder(fichier.nom)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Referrer-Policy': 'no-referrer',
    ...(fichier.empreinte && { 'Repr-Digest': `sha-256=:${fichier.empreinte.toString('base64')}:` }),
  });
  // Half of the answer has left: all that remains is to cut it short, so that nobody takes it for whole.
  await pipeline(fichier.flux, reponse).catch((erreur: unknown) => journal.warn({ err: erreur }, 'envoi interrompu'));
}
