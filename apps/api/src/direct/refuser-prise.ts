import type { Duplex } from 'node:stream';
import type { Refus } from '@tdt/domaine';

const STATUTS: Partial<Record<Refus['code'], string>> = {
  NON_AUTHENTIFIE: '401 Unauthorized',
  LIMITE_DEPASSEE: '429 Too Many Requests',
};

/** Refuses an upgrade as HTTP refuses a request: same codes, same sentences. */
export function refuserPrise(prise: Duplex, { code, message, chemin = '' }: Refus): void {
  const corps = JSON.stringify({ errors: [{ message, extensions: { code, chemin } }] });
  prise.end(
    [
      `HTTP/1.1 ${STATUTS[code] ?? '403 Forbidden'}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(corps)}`,
      '',
      corps,
    ].join('\r\n'),
  );
}
