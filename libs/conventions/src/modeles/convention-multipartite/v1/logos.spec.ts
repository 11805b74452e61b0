import { createHash } from 'node:crypto';
import { logosDesSignataires, type DonneesConvention } from '@tdt/domaine';
import { controlerPdf, imagesPdf, infosPdf, octetsJointsPdf, pagesPdf, textePdf } from '@tdt/documents';
import { testPdf } from '../../../../../documents/essais/pdf.js';
import { bilateraleDe, CONVENTION_COURTE, CONVENTION_LONGUE } from '../../../../essais/documents.js';
import { avecLogos } from '../../../../essais/logos.js';
import { composerConventionBilaterale } from '../../convention-bilaterale/v1/index.js';
import { EMIS_LE_EXEMPLE, EMPREINTE_EXEMPLE, SCEAU_EXEMPLE } from './exemple-e1.js';
import { composerConvention } from './index.js';

const OPTIONS = { projet: false, empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE, sceau: SCEAU_EXEMPLE };
/** Everything an A4 page leaves between its margins, in points. */
const [GAUCHE, DROITE, HAUT, BAS] = [61.9, 533.4, 768, 73.9];
/** The largest that a logo may be. */
const [LARGEUR, HAUTEUR] = [128.1, 44.1];

interface Document {
  nom: string;
  donnees: DonneesConvention;
  pdf: Promise<Buffer>;
}

function document(nom: string, donnees: DonneesConvention, images: ReadonlyMap<string, Uint8Array>): Document {
  const composer = donnees.ensemble ? composerConventionBilaterale : composerConvention;
  return { nom, donnees, pdf: composer(donnees, { ...OPTIONS, logos: images }) };
}

const [courte, longue] = [avecLogos(CONVENTION_COURTE), avecLogos(CONVENTION_LONGUE)];
const DOCUMENTS = [
  document('un financeur', courte.donnees, courte.images),
  document('quatorze financeurs', longue.donnees, longue.images),
  document('un financeur d’un ensemble de quatorze', bilateraleDe(longue.donnees, 'organisme-2'), longue.images),
];

type Boite = [gauche: number, bas: number, droite: number, haut: number];

/** Where the figures of a document are, in points from the foot of their page, in the order of reading. */
function boites(pdf: Buffer): Boite[] {
  const lues = infosPdf(pdf, '-struct').matchAll(/Figure:\s+\/Placement \/Block\s+\/BBox \[([^\]]+)\]/g);
  return [...lues].map(([, nombres = '']) => nombres.split(' ').map(Number) as Boite);
}

const seChevauchent = (a: Boite, b: Boite) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

describe.each(DOCUMENTS)('logos d’une convention à $nom', ({ donnees, pdf }) => {
  const couverture = logosDesSignataires(donnees);
  const logos = donnees.logos ?? [];

  testPdf('PDF sans défaut, où chaque logo est en couleurs RVB opaques, une fois dans le fichier', async () => {
    expect(controlerPdf(await pdf)).toContain('No syntax or stream encoding errors found');
    const images = imagesPdf(await pdf).map((ligne) => ligne.trim().split(/\s+/));
    expect(images.map(([, , type, , , couleur, , bits]) => [type, couleur, bits])).toEqual(
      images.map(() => ['image', 'rgb', '8']),
    );
    expect(images).toHaveLength(couverture.length + logos.length);
    const objets = new Set(images.map((colonnes) => colonnes[10]));
    expect(objets.size).toBe(new Set(logos.map((l) => l.sha256)).size);
    // Same resolution both ways: none is distorted, whatever its proportions.
    for (const colonnes of images)
      expect(Math.abs(Number(colonnes[12]) - Number(colonnes[13]))).toBeLessThanOrEqual(Number(colonnes[12]) / 100);
  });

  testPdf('sur la couverture, puis avec leur nom à l’annexe VIII, chacun avec son texte de remplacement', async () => {
    const [premiere = '', suivante = ''] = pagesPdf(await pdf);
    expect(premiere).toContain('Empreinte');
    expect(suivante).toContain('Entre les soussignés');
    const texte = textePdf(await pdf);
    expect(texte).toContain('Annexe VIII – Logos des parties');
    const alternatives = (await pdf).toString('latin1').split('/Alt (').slice(1);
    // The seal has its own; names with accents are written in UTF-16.
    expect(alternatives).toHaveLength(couverture.length + logos.length + 1);
    const simples = logos.filter(({ denomination }) => /^[\x20-\x7e]+$/.test(denomination));
    for (const { denomination } of simples)
      expect(alternatives.some((a) => a.replace(/\\/g, '').startsWith(`Logo de ${denomination})`))).toBe(true);
  });

  testPdf('dans les marges, sans se chevaucher ni dépasser la taille commune', async () => {
    const toutes = boites(await pdf);
    const surLaPage = toutes.slice(0, couverture.length);
    const logosPoses = [...surLaPage, ...toutes.slice(couverture.length + 1)];
    expect(logosPoses).toHaveLength(couverture.length + logos.length);
    for (const [gauche, bas, droite, haut] of logosPoses) {
      expect(gauche >= GAUCHE && droite <= DROITE && bas >= BAS && haut <= HAUT).toBe(true);
      expect(droite - gauche <= LARGEUR && haut - bas <= HAUTEUR).toBe(true);
    }
    expect(surLaPage.some((a, i) => surLaPage.slice(i + 1).some((b) => seChevauchent(a, b)))).toBe(false);
  });

  testPdf('le document les porte comme fichiers, sous leur empreinte', async () => {
    const texte = (await pdf).toString('latin1');
    for (const { sha256 } of logos) {
      const fichiers = ['png', 'jpg'].filter((type) => texte.includes(`logo-${sha256}.${type}`));
      expect(fichiers).toHaveLength(1);
      const octets = octetsJointsPdf(await pdf, `logo-${sha256}.${fichiers[0]}`);
      expect(createHash('sha256').update(octets).digest('hex')).toBe(sha256);
    }
  });
});

test('les mêmes données et les mêmes images donnent les mêmes octets', async () => {
  for (const { donnees, nom, pdf } of DOCUMENTS) {
    const encore = await document(nom, donnees, toutesLesImages()).pdf;
    expect(encore.equals(await pdf)).toBe(true);
  }
});

function toutesLesImages(): Map<string, Uint8Array> {
  // Other objects of the same bytes, as another thread receives them.
  return new Map([...courte.images, ...longue.images].map(([sha256, octets]) => [sha256, new Uint8Array(octets)]));
}

test('une image qui manque n’est jamais passée sous silence', async () => {
  await expect(composerConvention(courte.donnees, OPTIONS)).rejects.toThrow('Image d’un logo absente');
});
