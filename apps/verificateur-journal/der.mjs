// As much of DER (ITU-T X.690) as a time-stamp needs: tags, lengths, children.

/** @returns {{classe: number, etiquette: number, contenu: Buffer, brut: Buffer}[]} the elements that follow one another in `octets` */
export function elements(octets) {
  const suite = [];
  for (let i = 0; i < octets.length;) {
    const debut = i;
    const tete = octets[i];
    if ((tete & 0x1f) === 0x1f) throw new Error('DER : étiquette longue');
    let taille = octets[i + 1];
    i += 2;
    if (taille >= 0x80) {
      const chiffres = taille & 0x7f;
      if (chiffres === 0 || chiffres > 4) throw new Error('DER : longueur illisible');
      taille = octets.readUIntBE(i, chiffres);
      i += chiffres;
    }
    if (!(i + taille <= octets.length)) throw new Error('DER : coupé');
    const contenu = octets.subarray(i, i + taille);
    i += taille;
    suite.push({ classe: tete >> 6, etiquette: tete & 0x1f, contenu, brut: octets.subarray(debut, i) });
  }
  return suite;
}

/** Children of a constructed element that must exist. */
export function enfants(element) {
  if (!element) throw new Error('DER : élément absent');
  return elements(element.contenu);
}

/** Dotted form of an object identifier. */
export function oid(element) {
  if (element?.etiquette !== 6) throw new Error('DER : identifiant d’objet attendu');
  const nombres = [];
  let n = 0;
  for (const octet of element.contenu) {
    n = n * 128 + (octet & 0x7f);
    if (octet < 0x80) {
      nombres.push(n);
      n = 0;
    }
  }
  const premier = Math.min(2, Math.floor(nombres[0] / 40));
  return [premier, nombres[0] - premier * 40, ...nombres.slice(1)].join('.');
}

/** GeneralizedTime, always in UTC in DER. */
export function instant(element) {
  const [, a, mo, j, h, mi, s, f = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(element?.contenu.toString('latin1') ?? '') ?? [];
  if (a === undefined) throw new Error('DER : date illisible');
  return new Date(`${a}-${mo}-${j}T${h}:${mi}:${s}${f.slice(0, 4)}Z`);
}
