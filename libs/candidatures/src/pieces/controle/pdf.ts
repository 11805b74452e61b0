import type { FichierLu } from './fichier-lu.js';
import type { Budget } from './gonfleur.js';
import { LIMITES } from './limites.js';
import { Rejet } from './motifs.js';
import { ContenuPdf } from './pdf-contenu.js';
import { FluxPdf } from './pdf-flux.js';
import { LexeurPdf, type Jeton } from './pdf-lexeur.js';

/** Where we are between the objects of the file. */
type Zone = 'dehors' | 'objet' | 'remorque';

const ENTETE = /^%PDF-(1\.[0-7]|2\.0)[\r\n\s%]/;
const COMMENTAIRE_MAX = 32;
const BOUT = 4_096;

/**
 * Reads a PDF from its first byte to its last, without its tables: everything between two objects, inside them and inside
 * their streams is looked at once. What the tables would show elsewhere is thereby refused, not followed.
 */
class LecturePdf {
  readonly contenu = new ContenuPdf();
  private readonly lexeur = new LexeurPdf((jeton) => this.jeton(jeton));
  private readonly budget: Budget = { reste: LIMITES.fichierGonfle };
  private zone: Zone = 'dehors';
  private flux: FluxPdf | undefined;
  private entiers: Jeton[] = [];
  /** Positions where a table of objects may begin. */
  private readonly reperes = new Set<number>();
  private depart: number | undefined;
  private departAttendu = false;
  private dernierJeton = 0;

  async lire(fichier: FichierLu): Promise<void> {
    let position = 0;
    for await (const morceau of fichier.flux()) {
      await this.morceau(morceau, position);
      position += morceau.length;
    }
    if (this.flux) throw new Rejet('PDF_INVALIDE');
    this.lexeur.finir();
    this.contenu.finObjet();
    this.verifierFin();
    await this.verifierDepart(fichier);
  }

  private async morceau(octets: Buffer, position: number): Promise<void> {
    let i = 0;
    while (i < octets.length) {
      if (!this.flux) i = this.lexeur.lire(octets, i, position);
      else {
        const apres = await this.flux.lire(octets, i);
        if (apres !== null) this.flux = undefined;
        i = apres ?? octets.length;
      }
    }
  }

  private jeton(jeton: Jeton): 'continuer' | 'arreter' {
    this.dernierJeton = jeton.position;
    if (jeton.sorte === 'mot' && this.structure(jeton)) return this.flux ? 'arreter' : 'continuer';
    if (this.zone === 'dehors') this.entre(jeton);
    else this.contenu.jeton(jeton);
    if (jeton.sorte === 'nombre') this.entiers = [...this.entiers.slice(-1), jeton];
    else this.entiers = [];
    return 'continuer';
  }

  /** The words that build the file. @returns false for the words of its content */
  private structure({ texte, position }: Jeton): boolean {
    if (texte === 'obj') this.ouvrirObjet();
    else if (texte === 'endobj') this.fermer();
    else if (texte === 'stream') this.ouvrirFlux();
    else if (texte === 'xref') {
      this.fermer();
      this.reperes.add(position);
    } else if (texte === 'trailer') {
      this.fermer();
      this.contenu.debutObjet();
      this.zone = 'remorque';
    } else if (texte === 'startxref') {
      this.fermer();
      this.departAttendu = true;
    } else return false;
    this.entiers = [];
    return true;
  }

  private ouvrirObjet(): void {
    const [numero, generation] = this.entiers;
    if (!numero || !generation) throw new Rejet('PDF_AMBIGU');
    this.fermer();
    this.contenu.debutObjet();
    this.reperes.add(numero.position);
    this.zone = 'objet';
  }

  private fermer(): void {
    this.contenu.finObjet();
    this.zone = 'dehors';
  }

  private ouvrirFlux(): void {
    if (this.zone !== 'objet') throw new Rejet('PDF_AMBIGU');
    this.flux = new FluxPdf(this.contenu.dictionnaire, this.contenu, this.budget);
    this.zone = 'dehors';
  }

  /** Between two objects stand only numbers, and the marks of a table's lines. */
  private entre({ sorte, texte }: Jeton): void {
    if (sorte === 'nombre') {
      if (this.departAttendu) this.depart = Number(texte);
      this.departAttendu = false;
    } else if (sorte !== 'mot' || (texte !== 'n' && texte !== 'f')) throw new Rejet('PDF_AMBIGU');
  }

  /** The last thing written is `%%EOF`: after it, another format could begin. */
  private verifierFin(): void {
    const fin = this.lexeur.dernierCommentaire;
    const juste = fin?.texte.trimEnd() === '%EOF' && fin.texte.length < COMMENTAIRE_MAX;
    if (!fin || !juste) throw new Rejet('PDF_INVALIDE');
    if (this.dernierJeton > fin.position) throw new Rejet('POLYGLOTTE');
    const { catalogue, racine, pages } = this.contenu;
    if (!catalogue || !racine || pages === 0) throw new Rejet('PDF_INVALIDE');
  }

  /** The table that a reader starts from is one that we have seen. Some producers are a line end away from it. */
  private async verifierDepart(fichier: FichierLu): Promise<void> {
    if (this.depart === undefined || !Number.isSafeInteger(this.depart)) throw new Rejet('PDF_INVALIDE');
    const debut = (await fichier.lire(this.depart, COMMENTAIRE_MAX)).toString('latin1');
    const blancs = debut.length - debut.trimStart().length;
    if (!this.reperes.has(this.depart + blancs)) throw new Rejet('PDF_INVALIDE');
  }
}

/** In the last lines of the file, or the first of one made to be read on line, a reader is told how the rest is encrypted. */
async function seDitChiffre(fichier: FichierLu): Promise<boolean> {
  const bouts = [await fichier.lire(0, BOUT), await fichier.lire(Math.max(0, fichier.taille - BOUT), BOUT)];
  return bouts.some((bout) => /\/Encrypt[\s<]/.test(bout.toString('latin1')));
}

/** Rejects a PDF that is broken, encrypted, active, that holds other files or that would grow beyond measure. @returns its pages */
export async function controlerPdf(fichier: FichierLu): Promise<number> {
  const entete = (await fichier.lire(0, COMMENTAIRE_MAX)).toString('latin1');
  if (!ENTETE.test(entete)) throw new Rejet('PDF_INVALIDE');
  const lecture = new LecturePdf();
  try {
    await lecture.lire(fichier);
  } catch (rejet) {
    // What is encrypted looks like a riddle before its key is met: the sender needs the real reason.
    const enigme = rejet instanceof Rejet && (rejet.motif === 'PDF_AMBIGU' || rejet.motif === 'TROP_COMPLEXE');
    throw enigme && (await seDitChiffre(fichier)) ? new Rejet('PDF_CHIFFRE') : rejet;
  }
  return lecture.contenu.pages;
}
