/** What is wrong in a file, in a French sentence, and where: `input.projects[2].need`. */
export class FauteDeFichier extends Error {
  constructor(
    readonly chemin: string,
    message: string,
  ) {
    super(message);
  }
}

const CLE_SIMPLE = /^[A-Za-z_]\w*$/;

/** One value of a JSON file with its path, so that a fault says where it is. */
export class Noeud {
  constructor(
    readonly valeur: unknown,
    readonly chemin: string,
  ) {}

  faute(message: string): FauteDeFichier {
    return new FauteDeFichier(this.chemin, message);
  }

  /** A member that must be there. @throws FauteDeFichier */
  champ(nom: string): Noeud {
    const membre = this.facultatif(nom);
    if (membre === undefined) throw this.sous(nom).faute('ce champ manque');
    return membre;
  }

  /** A member, `undefined` when it is absent or null. @throws FauteDeFichier when this is no object */
  facultatif(nom: string): Noeud | undefined {
    const objet = this.objet();
    const valeur = Object.hasOwn(objet, nom) ? objet[nom] : undefined;
    return valeur === undefined || valeur === null ? undefined : this.sous(nom, valeur);
  }

  /** The elements of an array. @throws FauteDeFichier */
  elements(): Noeud[] {
    if (!Array.isArray(this.valeur)) throw this.faute('un tableau est attendu');
    return this.valeur.map((valeur, i) => new Noeud(valeur, `${this.chemin}[${i}]`));
  }

  /** The members of an object. @throws FauteDeFichier */
  membres(): [string, Noeud][] {
    return Object.entries(this.objet()).map(([nom, valeur]) => [nom, this.sous(nom, valeur)]);
  }

  /** A text that is not empty. @throws FauteDeFichier */
  texte(): string {
    if (typeof this.valeur !== 'string' || this.valeur === '') throw this.faute('un texte est attendu');
    return this.valeur;
  }

  /** One of these words. @throws FauteDeFichier */
  mot<Mot extends string>(mots: readonly Mot[]): Mot {
    const trouve = mots.find((mot) => mot === this.valeur);
    if (trouve === undefined)
      throw this.faute(`${ecrire(this.valeur)} n’est pas connu, choisissez parmi ${mots.join(', ')}`);
    return trouve;
  }

  /** @throws FauteDeFichier */
  booleen(): boolean {
    if (typeof this.valeur !== 'boolean') throw this.faute('true ou false est attendu');
    return this.valeur;
  }

  /**
   * A whole number, zero or more: a JSON number that floats write exactly, or a text of digits.
   * @throws FauteDeFichier
   */
  entier(): bigint {
    const { valeur } = this;
    if (typeof valeur === 'string' && /^-?\d+$/.test(valeur)) return this.positif(BigInt(valeur));
    if (typeof valeur !== 'number' || !Number.isInteger(valeur))
      throw this.faute(`un nombre entier est attendu (reçu : ${ecrire(valeur)})`);
    if (!Number.isSafeInteger(valeur))
      throw this.faute('ce nombre est trop grand pour un nombre JSON, écrivez-le entre guillemets');
    return this.positif(BigInt(valeur));
  }

  /** A whole number that counts or ranks. @throws FauteDeFichier */
  nombre(): number {
    const entier = this.entier();
    if (entier > BigInt(Number.MAX_SAFE_INTEGER)) throw this.faute('ce nombre est trop grand');
    return Number(entier);
  }

  private positif(entier: bigint): bigint {
    if (entier < 0n) throw this.faute(`un nombre positif ou nul est attendu (reçu : ${entier})`);
    return entier;
  }

  private objet(): Record<string, unknown> {
    const { valeur } = this;
    if (typeof valeur !== 'object' || valeur === null || Array.isArray(valeur))
      throw this.faute('un objet est attendu');
    return valeur as Record<string, unknown>;
  }

  private sous(nom: string, valeur?: unknown): Noeud {
    const suite = CLE_SIMPLE.test(nom) ? `.${nom}` : `[${JSON.stringify(nom)}]`;
    return new Noeud(valeur, this.chemin === '' && suite.startsWith('.') ? nom : `${this.chemin}${suite}`);
  }
}

/** A value as it was read, cut short. */
function ecrire(valeur: unknown): string {
  const texte = JSON.stringify(valeur) ?? 'rien';
  return texte.length > 40 ? `${texte.slice(0, 39)}…` : texte;
}

/** Parses the text of a JSON file. @throws FauteDeFichier */
export function lireJson(texte: string): Noeud {
  try {
    return new Noeud(JSON.parse(texte.replace(/^\uFEFF/, '')), '');
  } catch {
    throw new FauteDeFichier('', 'ce fichier n’est pas du JSON');
  }
}
