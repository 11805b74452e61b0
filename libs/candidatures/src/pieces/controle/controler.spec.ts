import fc from 'fast-check';
import { EN_GRAND } from '../../../../domaine/essais/ampleur.js';
import { issueDe, sansProgramme, verdictDe } from '../../../essais/controle.js';
import { CORPUS } from '../../../essais/corpus.js';
import { jpeg, png } from '../../../essais/fabrique-image.js';
import { pdfFluxObjets, pdfUnePage } from '../../../essais/fabrique-pdf.js';
import { docx } from '../../../essais/fabrique-zip.js';

/** Places where a file is cut, and damages done to it; all of them in the proof `controles`. */
const ATTEINTES = EN_GRAND ? 150 : 50;
/** Bombs take their time before they are refused. */
const DELAI = 60_000;
const DU_NOM = ['NOM_REFUSE', 'EXTENSION_REFUSEE', 'EXTENSION_TROMPEUSE'];
/** The largest files and the bombs: `test/pieces` sends them to the server at every run, and `pdf.spec` measures what a bomb costs. */
const lourde = (c: (typeof CORPUS)[number]) => c.attendu === 'BOMBE' || c.nom === 'gros.pdf';
const DU_CONTENU = CORPUS.filter((c) => !DU_NOM.includes(c.attendu) && (EN_GRAND || !lourde(c)));

describe('Le corpus, par notre seule lecture', () => {
  test('compte soixante pièces', () => expect(CORPUS).toHaveLength(60));

  test.each(DU_CONTENU.map((c) => [c.cas, c] as const))(
    '%s',
    async (_cas, c) => {
      const verdict = await sansProgramme(() => verdictDe(c.contenu()));
      const admis = c.attendu === 'SAINE' || c.attendu === 'INFECTEE';
      expect(verdict).toEqual(admis ? expect.objectContaining({ ok: true }) : { ok: false, motif: c.attendu });
    },
    DELAI,
  );
});

describe('Un fichier quelconque', () => {
  const JUSTES: [string, Buffer][] = [
    ['PDF', pdfUnePage()],
    ['PDF à flux d’objets', pdfFluxObjets(['(texte)'])],
    ['PNG', png({ largeur: 4, hauteur: 4 })],
    ['JPEG', jpeg()],
    ['DOCX', docx()],
  ];

  test.each(JUSTES)(
    '%s coupé où que ce soit est refusé',
    async (_type, contenu) => {
      // A PDF may lose its last line end.
      for (let fin = contenu.length - 2; fin >= 0; fin -= 1 + Math.floor(contenu.length / ATTEINTES)) {
        expect(await sansProgramme(() => issueDe(contenu.subarray(0, fin)))).toMatch(/^[A-Z_]+$/);
      }
    },
    DELAI,
  );

  test.each(JUSTES)(
    '%s abîmé au hasard reçoit toujours un verdict, jamais une panne',
    async (_type, contenu) => {
      const degats = fc.array(fc.tuple(fc.nat(contenu.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(degats, async (octets) => {
          const abime = Buffer.from(contenu);
          for (const [position, octet] of octets) abime[position] = octet;
          expect(await sansProgramme(() => issueDe(abime))).toMatch(/^([A-Z_]+|application\/.+|image\/.+)$/);
        }),
        { numRuns: ATTEINTES },
      );
    },
    DELAI,
  );

  test('une suite d’octets sans type est refusée', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (octets) => {
        expect(await issueDe(octets)).toBe('TYPE_INCONNU');
      }),
    );
  });

  test('dix contrôles demandés à la fois répondent tous, chacun le sien', async () => {
    const fichiers = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? pdfUnePage() : png()));
    const types = await Promise.all(fichiers.map((f) => issueDe(f)));
    expect(types).toEqual(fichiers.map((_, i) => (i % 2 === 0 ? 'application/pdf' : 'image/png')));
  });
});
