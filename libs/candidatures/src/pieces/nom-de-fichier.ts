/** What may be joined: formats that any service opens, and that the first bytes tell apart. */
export type TypeMime = 'application/pdf' | 'image/png' | 'image/jpeg';

const SIGNATURES: [type: TypeMime, octets: number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];

/** The type that the content itself declares; null for anything else, whatever name or type the sender gave. */
export function typeDuContenu(contenu: Uint8Array): TypeMime | null {
  return SIGNATURES.find(([, octets]) => octets.every((octet, i) => contenu[i] === octet))?.[0] ?? null;
}

const EXTENSIONS: Record<TypeMime, string> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};
const LONGUEUR_MAX = 120;
const SEPARATEURS = /[/\\:*?"<>|]/g;

/** A file name that can be shown and downloaded: no path, no control character, and the extension of its real type. */
export function nomDeFichier(recu: string, type: TypeMime): string {
  const dernier = recu.split(/[/\\]/).at(-1) ?? '';
  const propre = dernier
    .normalize('NFC')
    .replace(/\p{C}/gu, '')
    .replace(SEPARATEURS, '-')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/^[.\s]+/, '')
    .trim();
  // By characters and not by code units: half of a surrogate pair is no text.
  const court = [...propre].slice(0, LONGUEUR_MAX).join('').trim();
  return `${court === '' ? 'piece' : court}.${EXTENSIONS[type]}`;
}
