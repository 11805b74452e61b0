import path from 'node:path';
import type { FichierLu } from './fichier-lu.js';
import type { Budget } from './gonfleur.js';
import { LIMITES } from './limites.js';
import { Rejet, type MotifRejet } from './motifs.js';
import type { TypeMime } from './types.js';
import { lireBalises, type Balise } from './xml.js';
import { lireEntreeZip, ouvrirZip, type EntreeZip } from './zip.js';

const CONTENUS = '[Content_Types].xml';
const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** Content type of the main part → type of the document. */
const PRINCIPALES: Readonly<Record<string, TypeMime>> = {
  [`${OFFICE}.wordprocessingml.document.main+xml`]: `${OFFICE}.wordprocessingml.document`,
  [`${OFFICE}.spreadsheetml.sheet.main+xml`]: `${OFFICE}.spreadsheetml.sheet`,
};

/** Parts that run, embed or fetch something, by their paths (ECMA-376 parts 1 and 4, [MS-OFFMACRO2]). */
const PARTIES_REFUSEES: [motif: MotifRejet, chemin: RegExp][] = [
  ['OOXML_MACROS', /vbaproject|vbadata|(^|\/)(macrosheets|dialogsheets)\//i],
  ['OOXML_FICHIER_EMBARQUE', /(^|\/)(embeddings|activex)\//i],
  ['OOXML_LIEN_EXTERNE', /(^|\/)externallinks\//i],
];
/** What a part may be, by its extension; `.bin` only as printer settings, which no program runs. */
const EXTENSIONS = /\.(xml|rels|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|svg|odttf|fntdata)$/i;
const IMPRIMANTE = /(^|\/)printersettings\/[^/]+\.bin$/i;
/** Where a link of the text may lead: the web, a mail, a telephone, a place in the document itself. */
const LIEN_ADMIS = /^(https?:\/\/|mailto:|tel:|#)/i;
const [UTF16_GRAND, UTF16_PETIT] = ['\xfe\xff', '\xff\xfe'];
const RECOUVREMENT = 16;

function exigerPartie(nom: string): void {
  const refusee = PARTIES_REFUSEES.find(([, chemin]) => chemin.test(nom));
  if (refusee) throw new Rejet(refusee[0]);
  if (nom.endsWith('/') || EXTENSIONS.test(nom) || IMPRIMANTE.test(nom)) return;
  throw new Rejet('OOXML_FICHIER_EMBARQUE');
}

/** Every XML part is in UTF-8 and declares nothing of its own: entities are how a few lines become gigabytes, or read files. */
function surveillantXml(): (morceau: Buffer) => void {
  let fin = '';
  let debut = true;
  return (morceau) => {
    const texte = fin + morceau.toString('latin1');
    if (debut && (texte.startsWith(UTF16_GRAND) || texte.startsWith(UTF16_PETIT) || texte.slice(0, 4).includes('\0')))
      throw new Rejet('OOXML_INVALIDE');
    if (/<!(DOCTYPE|ENTITY)/i.test(texte)) throw new Rejet('OOXML_INVALIDE');
    debut = false;
    fin = texte.slice(-RECOUVREMENT);
  };
}

/** One package under control. */
class LectureOoxml {
  private readonly budget: Budget = { reste: LIMITES.zip.gonfle };

  constructor(
    private readonly fichier: FichierLu,
    private readonly entrees: Map<string, EntreeZip>,
  ) {}

  async lire(): Promise<TypeMime> {
    for (const nom of this.entrees.keys()) exigerPartie(nom);
    const balises = await this.balises(CONTENUS);
    const type = this.typeDuDocument(balises);
    for (const nom of this.entrees.keys()) {
      if (nom === CONTENUS || nom.endsWith('/')) continue;
      if (/\.rels$/i.test(nom)) exigerRelations(await this.balises(nom));
      else await this.parcourir(nom);
    }
    return type;
  }

  private async parcourir(nom: string): Promise<void> {
    const surveiller = /\.(xml|vml)$/i.test(nom) ? surveillantXml() : () => undefined;
    await lireEntreeZip(this.fichier, this.entrees.get(nom) as EntreeZip, this.budget, surveiller);
  }

  /** A small part, whole in memory: its size is bounded. */
  private async balises(nom: string): Promise<Balise[]> {
    const entree = this.entrees.get(nom);
    if (!entree || entree.taille > LIMITES.zip.xmlLu) throw new Rejet('OOXML_INVALIDE');
    const surveiller = surveillantXml();
    const morceaux: Buffer[] = [];
    await lireEntreeZip(this.fichier, entree, this.budget, (morceau) => {
      surveiller(morceau);
      morceaux.push(Buffer.from(morceau));
    });
    return lireBalises(Buffer.concat(morceaux).toString('utf8'));
  }

  private typeDuDocument(balises: Balise[]): TypeMime {
    const types = balises.map(({ attributs }) => attributs.get('ContentType') ?? '');
    if (types.some((t) => /macroenabled|vbaproject|activex/i.test(t))) throw new Rejet('OOXML_MACROS');
    const principales = balises.filter(({ attributs }) =>
      Object.hasOwn(PRINCIPALES, attributs.get('ContentType') ?? ''),
    );
    const [principale] = principales;
    const partie = principale?.attributs.get('PartName')?.replace(/^\//, '') ?? '';
    const type = PRINCIPALES[principale?.attributs.get('ContentType') ?? ''];
    if (principales.length !== 1 || !type || !this.entrees.has(partie)) throw new Rejet('OOXML_INVALIDE');
    if (!this.entrees.has('_rels/.rels')) throw new Rejet('OOXML_INVALIDE');
    return type;
  }
}

/** A link of the text may leave the document; a template, a picture or a workbook fetched from elsewhere may not. */
function exigerRelations(balises: Balise[]): void {
  for (const { nom, attributs } of balises) {
    if (nom !== 'Relationship') continue;
    const [type, cible] = [attributs.get('Type') ?? '', attributs.get('Target') ?? ''];
    if (/\/(oleObject|package|attachedToolbars|vbaProject|aFChunk)$/i.test(type))
      throw new Rejet('OOXML_FICHIER_EMBARQUE');
    const interne = (attributs.get('TargetMode') ?? 'Internal') === 'Internal';
    if (interne && !/^[a-z][a-z0-9+.-]*:|^\/\/|\\/i.test(cible) && !sortDuPaquet(cible)) continue;
    if (interne || !type.endsWith('/hyperlink') || !LIEN_ADMIS.test(cible)) throw new Rejet('OOXML_LIEN_EXTERNE');
  }
}

/** A relative path may climb to the root of the package (four folders at most stand below it), not above. */
function sortDuPaquet(cible: string): boolean {
  return path.posix.normalize(cible).startsWith('../../../../');
}

/** Rejects an office document that is broken, that has macros or foreign parts, or that depends on another file. */
export async function controlerOoxml(fichier: FichierLu): Promise<TypeMime> {
  return new LectureOoxml(fichier, await ouvrirZip(fichier)).lire();
}
