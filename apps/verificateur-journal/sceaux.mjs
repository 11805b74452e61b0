// The seals: each follows the one before, bears the root of the heads it names, and is signed by a key that we were given.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { empreinteSceau, feuille, messageSigne } from './canonique.mjs';
import { Arbre } from './merkle.mjs';

/** @returns {Map<string, import('node:crypto').KeyObject>} the public keys of a PEM text, by name. */
export function lireCles(pem) {
  const blocs = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  return new Map(
    blocs.map((bloc) => {
      const cle = createPublicKey(bloc);
      const der = cle.export({ type: 'spki', format: 'der' });
      return [createHash('sha256').update(der).digest('hex').slice(0, 16), cle];
    }),
  );
}

export class Sceaux {
  #sceaux = [];
  #tetes = new Map();
  #attestations = new Map();
  #arbre = new Arbre();
  #total = 0n;

  constructor(cles, signaler) {
    this.cles = cles;
    this.signaler = (rang, detail) => signaler('scellement', `scellement#${rang}`, detail);
  }

  ajouter(sceau) {
    this.#sceaux.push(sceau);
  }

  /** A head under a seal: only those that changed since the seal before are written. */
  ajouterTete(tete) {
    const liste = this.#tetes.get(tete.sceau) ?? [];
    liste.push(tete);
    this.#tetes.set(tete.sceau, liste);
  }

  get nombre() {
    return this.#sceaux.length;
  }

  get dernier() {
    return this.#sceaux.at(-1);
  }

  get chaines() {
    return this.#attestations.keys();
  }

  /** What the seals attest of a chain: ranks and hashes, oldest first. */
  attestations(chaine) {
    return this.#attestations.get(chaine) ?? [];
  }

  /** The seal of this number; numbers have no gap. */
  numero(rang) {
    return this.#sceaux[rang - 1];
  }

  /** Judges everything that was added, in order. */
  juger() {
    let avant;
    for (const sceau of this.#sceaux) {
      this.#jugerSuite(sceau, avant);
      this.#jugerSignature(sceau);
      this.#jugerTetes(sceau);
      avant = sceau;
    }
    for (const rang of this.#tetes.keys()) this.signaler(rang, 'têtes d’un sceau qui n’existe pas');
  }

  #jugerSuite(s, avant) {
    const attendu = BigInt(avant?.rang ?? 0) + 1n;
    if (BigInt(s.rang) !== attendu) this.signaler(s.rang, `vient après le sceau n° ${attendu - 1n} : un sceau manque`);
    if (s.prec !== (avant?.empreinte ?? '')) this.signaler(s.rang, 'ne suit pas le sceau précédent');
    if (s.arreteLe > s.scelleLe || (avant && (s.arreteLe < avant.arreteLe || s.scelleLe < avant.scelleLe)))
      this.signaler(s.rang, 'ses instants reculent');
  }

  #jugerSignature(s) {
    let attendue;
    try {
      attendue = empreinteSceau(s);
    } catch (erreur) {
      return this.signaler(s.rang, erreur.message);
    }
    if (attendue !== s.empreinte) this.signaler(s.rang, 'son contenu n’est pas celui de son empreinte');
    const cle = this.cles.get(s.kid);
    if (!cle) return this.signaler(s.rang, `signé par la clé ${s.kid}, qui n’est pas parmi celles données`);
    if (!verify(null, messageSigne(s.empreinte), cle, Buffer.from(s.signature, 'hex')))
      this.signaler(s.rang, 'sa signature est fausse');
  }

  #jugerTetes(s) {
    const tetes = this.#tetes.get(s.rang) ?? [];
    this.#tetes.delete(s.rang);
    for (const tete of tetes) {
      const connues = this.#attestations.get(tete.chaine);
      const avant = connues?.at(-1);
      if (
        tete.position !== (avant?.position ?? String(this.#arbre.taille)) ||
        BigInt(tete.rang) <= BigInt(avant?.rang ?? 0)
      ) {
        this.signaler(s.rang, `la tête de ${tete.chaine} n’est pas à sa place`);
        continue;
      }
      this.#arbre.poser(Number(tete.position), feuille(tete));
      this.#total += BigInt(tete.rang) - BigInt(avant?.rang ?? 0);
      if (connues) connues.push(tete);
      else this.#attestations.set(tete.chaine, [tete]);
    }
    if (this.#arbre.racine() !== s.racine) this.signaler(s.rang, 'sa racine n’est pas celle des têtes');
    if (String(this.#arbre.taille) !== s.chaines || String(this.#total) !== s.lignes)
      this.signaler(
        s.rang,
        `compte ${s.chaines} chaînes et ${s.lignes} lignes pour ${this.#arbre.taille} et ${this.#total}`,
      );
  }
}
