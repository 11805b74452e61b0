// The text that the hash of each thing covers. Written from README.md of this folder, not from the code that wrote the rows.
import { createHash } from 'node:crypto';

export function sha256(...morceaux) {
  const h = createHash('sha256');
  for (const morceau of morceaux) h.update(morceau);
  return h.digest();
}

const texte = (valeur) => JSON.stringify(valeur);
/** Ranks and formats are whole numbers, carried as text so that none is rounded. */
const entier = (valeur) => {
  if (!/^-?\d+$/.test(valeur)) throw new Error(`« ${valeur} » n'est pas un entier`);
  return valeur;
};

/** Fields of a line: key in the text, value in the row. Keys by length, then by bytes. */
const CHAMPS = [
  ['lot', (l) => texte(l.lot)],
  ['rang', (l) => entier(l.rang)],
  ['role', (l) => texte(l.role), 2],
  ['motif', (l) => texte(l.motif), 2],
  ['objet', (l) => texte(l.objet)],
  ['acteur', (l) => texte(l.acteur)],
  ['action', (l) => texte(l.action)],
  ['chaine', (l) => texte(l.chaine)],
  ['faitLe', (l) => texte(milliseconde(l.faitLe))],
  ['format', (l) => entier(l.format), 2],
  // Kept as the text that was hashed: read and written again, a number could change its form.
  ['donnees', (l) => l.donnees],
  ['requete', (l) => texte(l.requete), 2],
  ['resultat', (l) => texte(l.resultat), 2],
  ['objetType', (l) => texte(l.objetType)],
  ['organisation', (l) => texte(l.organisation), 2],
];

/** The hash says milliseconds: a line that says more has been touched. */
function milliseconde(instant) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}000Z$/.test(instant))
    throw new Error(`date « ${instant} » plus fine que la milliseconde`);
  return `${instant.slice(0, -4)}Z`;
}

/** @returns {string} the hash (hexadecimal) that this line must bear, given the one it says comes before. */
export function empreinteLigne(ligne) {
  const format = Number(ligne.format);
  if (format !== 1 && format !== 2) throw new Error(`format ${ligne.format} inconnu`);
  const champs = CHAMPS.filter(([, , depuis = 1]) => format >= depuis).map(([cle, lire]) => `"${cle}": ${lire(ligne)}`);
  return sha256(Buffer.from(ligne.prec, 'hex'), `{${champs.join(', ')}}`).toString('hex');
}

/** @returns {Buffer} leaf of a chain in the tree of a seal. */
export function feuille({ chaine, rang, empreinte }) {
  return sha256(Buffer.from([0]), JSON.stringify([chaine, entier(rang), empreinte]));
}

/** @returns {string} the hash (hexadecimal) that this seal must bear. JSON with sorted keys, no space, everything as text. */
export function empreinteSceau(s) {
  const contenu = {
    arreteLe: milliseconde(s.arreteLe),
    cause: s.cause,
    chaines: entier(s.chaines),
    jour: s.jour,
    kid: s.kid,
    lignes: entier(s.lignes),
    objet: s.objet,
    racine: s.racine,
    rang: entier(s.rang),
    scelleLe: milliseconde(s.scelleLe),
  };
  return sha256(Buffer.from(s.prec, 'hex'), JSON.stringify(contenu)).toString('hex');
}

/** What the signature of a seal covers. */
export function messageSigne(empreinte) {
  return Buffer.concat([Buffer.from('Tour de table : sceau du journal\n'), Buffer.from(empreinte, 'hex')]);
}
