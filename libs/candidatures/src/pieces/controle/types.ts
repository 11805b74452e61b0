/** What may be joined: formats that any service opens, and that we can read to their end before we keep them. */
export const TYPES_MIME = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

export type TypeMime = (typeof TYPES_MIME)[number];

/** The families that the first bytes tell apart; a ZIP says what it is only once it is open. */
export type Signature = 'pdf' | 'png' | 'jpeg' | 'zip';

const SIGNATURES: [signature: Signature, octets: number[]][] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
];

/** What the first bytes declare; null for anything else, whatever name or type the sender gave. */
export function signatureDe(debut: Uint8Array): Signature | null {
  return SIGNATURES.find(([, octets]) => octets.every((octet, i) => debut[i] === octet))?.[0] ?? null;
}
