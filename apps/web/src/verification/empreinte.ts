/** SHA-256 in hexadecimal, worked out by the browser itself. */
export async function empreinteDe(octets: BufferSource): Promise<string> {
  const hache = new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
  return [...hache].map((o) => o.toString(16).padStart(2, '0')).join('');
}
