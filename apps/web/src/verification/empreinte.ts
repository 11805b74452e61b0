/** SHA-256 of a file in hexadecimal, worked out by the browser itself. */
export async function empreinteDe(fichier: Blob): Promise<string> {
  const octets = new Uint8Array(await crypto.subtle.digest('SHA-256', await fichier.arrayBuffer()));
  return [...octets].map((o) => o.toString(16).padStart(2, '0')).join('');
}

export function estEmpreinte(texte: string): boolean {
  return /^[0-9a-f]{64}$/.test(texte);
}
