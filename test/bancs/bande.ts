import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type PoliceFontkit } from 'fontkit';
import PDFDocument from 'pdfkit';

/*
 * What raw pdfkit is measured on: every call that one of our documents makes to pdfkit, recorded with its arguments, then made
 * again with nothing of ours around it. No text is written, cut into lines or measured any more: it is the least that any
 * program could ask of pdfkit for these very bytes, tags, bookmarks and embedded data included.
 */

type Pdf = InstanceType<typeof PDFDocument>;
type Methode = (this: object, ...args: unknown[]) => unknown;
type Fonction = (...args: unknown[]) => unknown;

/** One call. Objects that pdfkit made are numbered: 0 the document, 1 its outline, then in the order of their making. */
interface Appel {
  cible: number;
  methode: string;
  arguments: Argument[];
  /** Number of the object that it gave, if it is a new one. */
  resultat: number | null;
  /** Attributes that the caller wrote on the tag that it hands over. */
  attributs: object | null;
}

/** A value, an object that pdfkit made, or a function: what it does each time that pdfkit calls it. */
type Argument = { valeur: unknown } | { objet: number } | { passages: Appel[][] };

export interface Bande {
  options: ConstructorParameters<typeof PDFDocument>[0];
  appels: Appel[];
}

interface Balise {
  dictionary: { data: { A?: object } };
}

const ESSAI = new PDFDocument({ autoFirstPage: false, tagged: true });
const PROTOTYPES: readonly object[] = [
  PDFDocument.prototype,
  Object.getPrototypeOf(ESSAI.struct('P')) as object,
  Object.getPrototypeOf(ESSAI.outline) as object,
];
const nomsDe = (prototype: object) =>
  [...Object.getOwnPropertyNames(prototype), ...(prototype === PDFDocument.prototype ? ['on'] : [])].filter(
    (nom) => nom !== 'constructor',
  );

/** Records what is asked of pdfkit from outside it; what pdfkit asks of itself is its own affair. */
class Enregistreur {
  readonly objets = new Map<unknown, number>();
  racine: Appel[] = [];
  options: Bande['options'];
  private courante = this.racine;
  private dedans = false;
  private commence = false;

  appeler(objet: object, methode: string, originale: Methode, args: unknown[]): unknown {
    if (this.dedans || !this.ecoute(objet, methode, args)) return originale.apply(objet, args);
    const passes = args.map((arg) => (typeof arg === 'function' ? this.suivre(arg as Fonction) : null));
    const appel: Appel = {
      cible: this.objets.get(objet) ?? -1,
      methode,
      arguments: args.map((arg, rang) => passes[rang]?.argument ?? this.argument(arg)),
      resultat: null,
      attributs: methode === 'add' && this.objets.has(args[0]) ? attributsDe(args[0] as Balise) : null,
    };
    this.courante.push(appel);
    this.dedans = true;
    try {
      const resultat = originale.apply(
        objet,
        args.map((arg, rang) => passes[rang]?.fonction ?? arg),
      );
      appel.resultat = this.numeroter(resultat);
      return resultat;
    } finally {
      this.dedans = false;
    }
  }

  /** The constructor calls its own methods: our first call is the one that collects the bytes. */
  private ecoute(objet: object, methode: string, [evenement]: unknown[]): boolean {
    if (methode === 'on' && evenement === 'data' && !this.commence) {
      this.commence = true;
      this.options = (objet as unknown as { options: Bande['options'] }).options;
      this.objets.set(objet, 0).set((objet as Pdf).outline, 1);
    }
    return this.commence && (methode !== 'on' || evenement === 'pageAdded');
  }

  private argument(arg: unknown): Argument {
    const numero = this.objets.get(arg);
    return numero === undefined ? { valeur: arg } : { objet: numero };
  }

  private numeroter(resultat: unknown): number | null {
    const objet = PROTOTYPES.some((p) => resultat instanceof Object && Object.getPrototypeOf(resultat) === p);
    if (!objet || this.objets.has(resultat)) return null;
    this.objets.set(resultat, this.objets.size);
    return this.objets.size - 1;
  }

  private suivre(fonction: Fonction): { argument: Argument; fonction: Fonction } {
    const passages: Appel[][] = [];
    const suivie = (...args: unknown[]): unknown => {
      const [dedans, courante] = [this.dedans, this.courante];
      this.dedans = false;
      this.courante = [];
      passages.push(this.courante);
      try {
        return fonction(...args);
      } finally {
        this.dedans = dedans;
        this.courante = courante;
      }
    };
    return { argument: { passages }, fonction: suivie };
  }
}

function attributsDe(balise: Balise): object | null {
  return balise.dictionary.data.A ?? null;
}

/** Records one composition; it must make its document in one go. @returns its calls, and its bytes */
export async function enregistrer(composer: () => Promise<Buffer>): Promise<{ bande: Bande; pdf: Buffer }> {
  const enregistreur = new Enregistreur();
  const defaire = PROTOTYPES.map((prototype) => detourner(prototype, enregistreur));
  let pdf: Promise<Buffer>;
  try {
    pdf = composer();
  } finally {
    defaire.forEach((retablir) => retablir());
  }
  return { pdf: await pdf, bande: { options: enregistreur.options, appels: enregistreur.racine } };
}

function detourner(prototype: object, enregistreur: Enregistreur): () => void {
  const methodes = prototype as Record<string, Methode>;
  const avant = nomsDe(prototype).flatMap((nom) => {
    const originale = methodes[nom];
    return typeof originale === 'function' ? [{ nom, originale, propre: Object.hasOwn(methodes, nom) }] : [];
  });
  for (const { nom, originale } of avant) {
    methodes[nom] = function (...args) {
      return enregistreur.appeler(this, nom, originale, args);
    };
  }
  return () => {
    for (const { nom, originale, propre } of avant) {
      if (propre) methodes[nom] = originale;
      else delete methodes[nom];
    }
  };
}

const POLICES: Readonly<Record<string, string>> = {
  normal: 'DejaVuSansCondensed.ttf',
  gras: 'DejaVuSansCondensed-Bold.ttf',
  italique: 'DejaVuSansCondensed-Oblique.ttf',
  mono: 'DejaVuSansMono.ttf',
};

/** The same fonts, parsed once too, as fontkit gives them. */
function lirePolices(): Record<string, PoliceFontkit> {
  const trouver = createRequire(import.meta.url);
  return Object.fromEntries(
    Object.entries(POLICES).map(([nom, fichier]) => [
      nom,
      create(readFileSync(trouver.resolve(`dejavu-fonts-ttf/ttf/${fichier}`))),
    ]),
  );
}

let polices: Record<string, PoliceFontkit> | undefined;

/** Makes the calls of a tape again. @returns the bytes: those of the recorded document */
export function rejouer({ options, appels }: Bande): Promise<Buffer> {
  polices ??= lirePolices();
  // Its memory of glyphs ends up in the bytes: see `policesPartagees`.
  for (const police of Object.values(polices)) police._glyphs = {};
  const pdf = new PDFDocument(options);
  const octets = new Promise<Buffer>((resoudre, rejeter) => {
    const blocs: Uint8Array[] = [];
    pdf.on('data', (bloc: Uint8Array) => blocs.push(bloc));
    pdf.on('end', () => resoudre(Buffer.concat(blocs)));
    pdf.on('error', rejeter);
  });
  derouler(appels, [pdf, pdf.outline]);
  return octets;
}

function derouler(appels: readonly Appel[], objets: unknown[]): void {
  for (const appel of appels) {
    const args = appel.arguments.map((arg) => {
      if ('valeur' in arg) return arg.valeur;
      if ('objet' in arg) return objets[arg.objet];
      let rang = 0;
      return () => derouler(arg.passages[rang++] ?? [], objets);
    });
    if (appel.methode === 'registerFont') args[1] = polices?.[args[0] as string];
    if (appel.attributs) (args[0] as Balise).dictionary.data.A = appel.attributs;
    const cible = objets[appel.cible] as Record<string, Fonction>;
    const resultat = cible[appel.methode]?.(...args);
    if (appel.resultat !== null) objets[appel.resultat] = resultat;
  }
}
