import { FauteDeFichier } from './lecture.js';

/** One row of a section: its values by column, and the number of its line for faults. */
export class Rangee {
  constructor(
    readonly numero: number,
    private readonly champs: ReadonlyMap<string, string>,
  ) {}

  faute(message: string): FauteDeFichier {
    return new FauteDeFichier(`ligne ${this.numero}`, message);
  }

  /** The value of a column, '' when it is empty or absent. */
  lire(colonne: string): string {
    return this.champs.get(colonne) ?? '';
  }

  /** @throws FauteDeFichier when the column is empty or absent */
  exiger(colonne: string): string {
    const valeur = this.lire(colonne);
    if (valeur === '') throw this.faute(`la colonne ${colonne} est vide ou absente`);
    return valeur;
  }
}

const SECTIONS = ['META', 'PROJECTS', 'VOTES'] as const;
type Section = (typeof SECTIONS)[number];

/** One line of a .pb file, cut into its values. `numero` counts from 1, as editors do. */
interface Ligne {
  numero: number;
  valeurs: string[];
}

/** Reads one value from `debut`: bare, or between double quotes where a double quote is written twice. */
function lireValeur(texte: string, debut: number, numero: number): { valeur: string; fin: number } {
  let i = debut;
  while (texte[i] === ' ') i += 1;
  let citee = '';
  if (texte[i] === '"') {
    for (i += 1; texte[i] !== '"' || texte[i + 1] === '"'; i += 1) {
      if (i >= texte.length) throw new FauteDeFichier(`ligne ${numero}`, 'un guillemet ouvert n’est pas refermé');
      if (texte[i] === '"') i += 1;
      citee += texte[i];
    }
    i += 1;
  }
  const suite = i;
  while (i < texte.length && texte[i] !== ';' && texte[i] !== '\n') i += 1;
  return { valeur: (citee + texte.slice(suite, i)).trim(), fin: i };
}

/** Cuts a .pb text into lines and values, quoted as in CSV. Empty lines are left out. */
function decouper(brut: string): Ligne[] {
  const texte = brut.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lignes: Ligne[] = [];
  let numero = 1;
  for (let i = 0; i < texte.length; i += 1) {
    const debut = i;
    const valeurs: string[] = [];
    for (; ; i += 1) {
      const { valeur, fin } = lireValeur(texte, i, numero);
      valeurs.push(valeur);
      i = fin;
      if (texte[i] !== ';') break;
    }
    if (valeurs.some((valeur) => valeur !== '')) lignes.push({ numero, valeurs });
    numero += texte.slice(debut, i + 1).split('\n').length - 1;
  }
  return lignes;
}

function titre({ valeurs }: Ligne): Section | undefined {
  const [premiere = '', ...reste] = valeurs;
  return reste.some((valeur) => valeur !== '') ? undefined : SECTIONS.find((s) => s === premiere.toUpperCase());
}

function enRangee({ numero, valeurs }: Ligne, colonnes: readonly string[]): Rangee {
  if (valeurs.slice(colonnes.length).some((valeur) => valeur !== ''))
    throw new FauteDeFichier(`ligne ${numero}`, `${valeurs.length} valeurs pour ${colonnes.length} colonnes`);
  return new Rangee(numero, new Map(colonnes.map((colonne, i) => [colonne, valeurs[i] ?? ''])));
}

/**
 * The three sections of a Pabulib file, row by row (format of Faliszewski et al., IJCAI 2023).
 * @throws FauteDeFichier when a section is missing or a line does not follow its header
 */
export function lireSections(texte: string): Record<Section, Rangee[]> {
  const sections = new Map<Section, Rangee[]>();
  let courante: { section: Section; colonnes?: string[] } | undefined;
  for (const ligne of decouper(texte)) {
    const section = titre(ligne);
    if (section !== undefined) {
      if (sections.has(section))
        throw new FauteDeFichier(`ligne ${ligne.numero}`, `la section ${section} revient deux fois`);
      courante = { section };
      sections.set(section, []);
    } else if (courante === undefined) {
      throw new FauteDeFichier(`ligne ${ligne.numero}`, 'un fichier Pabulib commence par la ligne META');
    } else if (courante.colonnes === undefined) {
      courante.colonnes = ligne.valeurs.map((valeur) => valeur.toLowerCase());
    } else {
      sections.get(courante.section)?.push(enRangee(ligne, courante.colonnes));
    }
  }
  const [META, PROJECTS, VOTES] = SECTIONS.map((section) => {
    const rangees = sections.get(section);
    if (rangees === undefined) throw new FauteDeFichier('', `la section ${section} manque`);
    return rangees;
  }) as [Rangee[], Rangee[], Rangee[]];
  return { META, PROJECTS, VOTES };
}
