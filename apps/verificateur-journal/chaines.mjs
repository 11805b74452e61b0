// The chains of the journal, line by line, against themselves and against what the seals attest.
import { empreinteLigne } from './canonique.mjs';

/** A chain that lost its end may have lost thousands of lines: the first ones are enough to name. */
const ABSENTES_NOMMEES = 20n;

export class Chaines {
  #sceaux;
  #signaler;
  #tetes = new Map();
  #vues = new Set();
  #courante;
  lignes = 0;
  /** Lines after the last seal: chained, not yet sealed. */
  horsSceau = 0;

  /** @param sceaux judged seals, or null to trust the chains alone */
  constructor(sceaux, signaler) {
    this.#sceaux = sceaux;
    this.#signaler = signaler;
  }

  get nombre() {
    return this.#vues.size;
  }

  /** Where the database says that a chain ends. */
  ajouterTete({ chaine, rang, empreinte }) {
    this.#tetes.set(chaine, { rang, empreinte });
  }

  /** The next line, in the order of chains and ranks. */
  ajouter(ligne) {
    this.lignes += 1;
    if (this.#courante?.chaine !== ligne.chaine) this.#ouvrir(ligne.chaine);
    const c = this.#courante;
    this.#jugerSuite(c, ligne);
    this.#jugerContenu(c, ligne);
    this.#jugerSceau(c, ligne);
    c.rang = BigInt(ligne.rang);
    c.empreinte = ligne.empreinte;
  }

  conclure() {
    this.#fermer();
    for (const chaine of new Set([...this.#tetes.keys(), ...(this.#sceaux?.chaines ?? [])])) {
      if (this.#vues.has(chaine)) continue;
      if (this.#tetes.get(chaine)?.rang === '0' && !this.#sceaux?.attestations(chaine).length) continue;
      this.#ouvrir(chaine);
      this.#fermer();
    }
  }

  #faute(chaine, rang, detail) {
    this.#signaler('journal', `${chaine}#${rang}`, detail);
  }

  #ouvrir(chaine) {
    this.#fermer();
    if (this.#vues.has(chaine)) this.#faute(chaine, 1, 'la chaîne revient après une autre');
    this.#vues.add(chaine);
    const attestations = this.#sceaux?.attestations(chaine) ?? [];
    this.#courante = { chaine, rang: 0n, empreinte: '', attestations, prochaine: 0 };
  }

  #jugerSuite(c, l) {
    const attendu = c.rang + 1n;
    const rang = BigInt(l.rang);
    if (rang > attendu) this.#absentes(c.chaine, attendu, rang - 1n, `la chaîne passe à la ligne ${rang}`);
    if (rang < attendu) this.#faute(c.chaine, l.rang, 'rang déjà vu');
    if (l.prec === c.empreinte) return;
    this.#faute(c.chaine, l.rang, 'ne suit pas la ligne précédente');
    if (rang === attendu && attendu > 1n) this.#faute(c.chaine, c.rang, 'la ligne suivante en atteste une autre');
  }

  #jugerContenu(c, l) {
    try {
      JSON.parse(l.donnees);
      if (empreinteLigne(l) !== l.empreinte)
        this.#faute(c.chaine, l.rang, 'son contenu n’est pas celui de son empreinte');
    } catch (erreur) {
      this.#faute(c.chaine, l.rang, erreur.message);
    }
  }

  /** Under which seal the line is, whether that seal knows it, and whether an earlier one should have known it already. */
  #jugerSceau(c, l) {
    if (!this.#sceaux) return;
    const rang = BigInt(l.rang);
    while (c.prochaine < c.attestations.length && BigInt(c.attestations[c.prochaine].rang) < rang) c.prochaine += 1;
    const attestation = c.attestations[c.prochaine];
    if (!attestation) this.horsSceau += 1;
    if (attestation && BigInt(attestation.rang) === rang && attestation.empreinte !== l.empreinte) {
      const depuis = BigInt(c.attestations[c.prochaine - 1]?.rang ?? 0) + 1n;
      this.#faute(
        c.chaine,
        l.rang,
        `le sceau n° ${attestation.sceau} en atteste une autre : lignes ${depuis} à ${rang} réécrites`,
      );
    }
    const avant = attestation ? this.#sceaux.numero(Number(attestation.sceau) - 1) : this.#sceaux.dernier;
    if (avant && l.faitLe < avant.arreteLe)
      this.#faute(c.chaine, l.rang, `antidatée : le sceau n° ${avant.rang}, arrêté plus tard, ne la connaît pas`);
  }

  #absentes(chaine, de, a, pourquoi) {
    for (let rang = de; rang <= a && rang < de + ABSENTES_NOMMEES; rang += 1n)
      this.#faute(chaine, rang, `absente : ${pourquoi}`);
  }

  #fermer() {
    const c = this.#courante;
    if (!c) return;
    this.#courante = undefined;
    const attestee = c.attestations.at(-1);
    if (attestee && BigInt(attestee.rang) > c.rang)
      this.#absentes(c.chaine, c.rang + 1n, BigInt(attestee.rang), `le sceau n° ${attestee.sceau} l’atteste`);
    const tete = this.#tetes.get(c.chaine) ?? { rang: '0', empreinte: '' };
    if (BigInt(tete.rang) !== c.rang || tete.empreinte !== c.empreinte)
      this.#signaler(
        'journal_tete',
        c.chaine,
        `dit la ligne ${tete.rang} pour dernière ; la chaîne finit à la ligne ${c.rang}`,
      );
  }
}
