import { execFileSync } from 'node:child_process';
import { outilsPdfManquants } from '@tdt/documents';
import { pdf, type ObjetPdf } from '../../libs/candidatures/essais/fabrique-pdf.js';
import { pdfMinimal } from '../monde-client.js';

/** Can a document be turned into pictures here? Its tools are Debian packages. */
export const SAIT_NUMERISER = outilsPdfManquants().length === 0;

const A4 = { largeur: 595, hauteur: 842 };
const DPI = 150;

/** These pages of a document as a scanner gives them back: a picture each, in grey; nothing on them where it cannot be done. */
export function numeriser(chemin: string, pages: readonly number[]): Buffer {
  if (!SAIT_NUMERISER) return pdfMinimal();
  const images = pages.map((page) =>
    execFileSync('pdftoppm', ['-jpeg', '-gray', '-r', `${DPI}`, '-f', `${page}`, '-l', `${page}`, chemin], {
      maxBuffer: 16 * 1024 * 1024,
    }),
  );
  const [largeur, hauteur] = [Math.ceil((A4.largeur * DPI) / 72), Math.ceil((A4.hauteur * DPI) / 72)];
  const feuilles = images.flatMap((flux, rang): ObjetPdf[] => {
    const numero = 3 + 3 * rang;
    const ressources = `<< /XObject << /I ${numero + 2} 0 R >> >>`;
    return [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${numero + 1} 0 R /Resources ${ressources} >>`,
      { dictionnaire: '', flux: Buffer.from(`${A4.largeur} 0 0 ${A4.hauteur} 0 0 cm /I Do`) },
      {
        dictionnaire: `/Type /XObject /Subtype /Image /Width ${largeur} /Height ${hauteur} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode`,
        flux,
      },
    ];
  });
  const enfants = images.map((_, rang) => `${3 + 3 * rang} 0 R`).join(' ');
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${enfants}] /Count ${images.length} >>`,
    ...feuilles,
  ]);
}
