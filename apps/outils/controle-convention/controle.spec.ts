import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jugerConvention, type DonneesConvention, type VerdictConvention } from '@tdt/domaine';
import { cachetLocal, controlerCachet, empreinteCertificat, horodateurLocal, nouvelleCleScellement } from '@tdt/socle';
import { EXEMPLE_E1, EXEMPLE_LONG, sceller, type Sceaux } from '../../../libs/conventions/essais/convention-scellee.js';
import { mesurerFalsifications } from '../../../test/epreuves/conventions.js';
import { controlerFichier, faitsDuFichier } from './controler.js';
import { lirePieces, lireQr, type ClesDeConfiance, type PiecesDuFichier } from './pieces.js';
import { codeDeSortie, ecrireRapport } from './rapport.js';
import type { Inscription, Registre } from './registre.js';
import { testPdf } from '../../../libs/documents/essais/pdf.js';

const dossier = mkdtempSync(path.join(tmpdir(), 'tdt-controle-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const sceaux = (nom: string): Sceaux => ({
  cle: nouvelleCleScellement(),
  cachet: cachetLocal(path.join(dossier, nom)),
  horodateur: horodateurLocal(path.join(dossier, 'horodatage')),
});

const nous = sceaux('nous');
const eux = sceaux('eux');
const CLES: ClesDeConfiance = {
  sceaux: new Map([[nous.cle.kid, createPublicKey(nous.cle.privee)]]),
  cachets: new Set([empreinteCertificat(nous.cachet.chaine[0] ?? Buffer.alloc(0))]),
};

const notre = sceller(EXEMPLE_E1, nous);
const autre = sceller({ ...EXEMPLE_E1, entete: { ...EXEMPLE_E1.entete, numero: '2024-BRE-018' } }, nous);

/** The region gives ten times less, and the total says so too: only the seals know better. */
const MONTANT_RECRIT: DonneesConvention = {
  ...EXEMPLE_E1,
  plan: {
    ...EXEMPLE_E1.plan,
    lignes: EXEMPLE_E1.plan.lignes.map((l, rang) => (rang === 1 ? { ...l, montant: l.montant / 10n } : l)),
  },
};

const registre = (inscription: Partial<Inscription> | null): Registre => ({
  cles: CLES,
  garde: false,
  inscription: inscription && { etat: 'SIGNEE', suivie: false, octets: true, total: 55_000_000n, ...inscription },
});

/** Reading a page takes a second: each file is read once. */
const lues = new WeakMap<Buffer, PiecesDuFichier>();
function lireUneFois(pdf: Buffer): PiecesDuFichier {
  const pieces = lues.get(pdf) ?? lirePieces(pdf);
  lues.set(pdf, pieces);
  return pieces;
}

function mot(pdf: Buffer, vu: Registre | null = registre({})): VerdictConvention {
  return jugerConvention(faitsDuFichier(lireUneFois(pdf), controlerCachet(pdf), CLES, vu));
}

describe('Le code QR', () => {
  testPdf.each([
    ['le cas E1', EXEMPLE_E1],
    [
      'le cas le plus long, douze financeurs',
      { ...EXEMPLE_LONG, entete: { ...EXEMPLE_LONG.entete, numero: 'AMI-HUBS-2020-C-0001' } },
    ],
  ])('se lit sur la couverture numérisée à 150 points par pouce : %s', async (_cas, donnees) => {
    const distincts = donnees.financeurs.map((f, rang) => ({
      ...f,
      siret: String(90_000_002_700_012n + BigInt(rang)),
    }));
    const { pdf, lien } = await sceller({ ...donnees, financeurs: distincts }, nous);
    expect(lireQr(pdf)).toBe(lien);
  });
});

describe('Contrôler une convention en PDF', () => {
  testPdf('authentique : aucun point en échec, avec ou sans registre', async () => {
    const { scelle } = await notre;
    const seul = await controlerFichier(scelle, { cles: CLES, registre: async () => null });
    expect(seul.points.filter((p) => p.verdict === 'ECHEC')).toEqual([]);
    expect(seul.mot).toBeNull();
    expect(ecrireRapport(seul).at(-1)).toContain('le registre n’a pas été interrogé');
    const inscrit = await controlerFichier(scelle, { cles: null, registre: async () => registre({}) });
    const nonControles = inscrit.points.filter((p) => p.verdict !== 'CONFORME').map((p) => p.nom);
    expect(nonControles).toEqual(['Validateur PDF/A']);
    expect({ mot: inscrit.mot, code: codeDeSortie(inscrit) }).toEqual({ mot: 'EN_VIGUEUR', code: 0 });
  });

  testPdf('montant récrit sous le même sceau : chaque contrôle qui doit le voir le voit', async () => {
    const { lien } = await notre;
    const { scelle } = await sceller(MONTANT_RECRIT, eux, lien);
    const rapport = await controlerFichier(scelle, { cles: CLES, registre: async () => registre(null) });
    const echecs = rapport.points.filter((p) => p.verdict === 'ECHEC').map((p) => p.nom);
    expect(echecs).toEqual(['Cachet', 'Code QR', 'Registre (base)']);
    expect({ mot: rapport.mot, code: codeDeSortie(rapport) }).toEqual({ mot: 'CACHET_INCONNU', code: 1 });
  });

  testPdf(
    'dit le mot juste de chaque falsification',
    async () => {
      const { scelle, pdf, lien } = await notre;
      const { pdf: pdfAutre, lien: lienAutre } = await autre;
      const recrit = await sceller(MONTANT_RECRIT, nous, lien);
      const codeEchange = await sceller(EXEMPLE_E1, nous, lienAutre);
      const etranger = await sceller(EXEMPLE_E1, eux);
      const cachetEtranger = await sceller(EXEMPLE_E1, { ...nous, cachet: eux.cachet });
      const ajoute = Buffer.concat([scelle, Buffer.from('\n')]);
      const change = Buffer.from(scelle);
      change[Math.floor(pdf.length / 2)] = (change[Math.floor(pdf.length / 2)] ?? 0) ^ 1;
      const inconnue = registre({ octets: false });
      const cas: [string, Buffer, Registre | null, VerdictConvention][] = [
        ['authentique', scelle, registre({}), 'EN_VIGUEUR'],
        ['résiliée', scelle, registre({ etat: 'RESILIEE' }), 'RESILIEE'],
        ['ancienne version', scelle, registre({ etat: 'CADUQUE', suivie: true }), 'REMPLACEE'],
        ['remplacée par un avenant', scelle, registre({ etat: 'REMPLACEE' }), 'REMPLACEE'],
        ['un octet changé', change, inconnue, 'FALSIFIEE'],
        ['un octet ajouté', ajoute, inconnue, 'FALSIFIEE'],
        ['cachet ôté, octets que le registre n’a pas', Buffer.concat([pdf, Buffer.from('\n')]), inconnue, 'FALSIFIEE'],
        ['montants et données récrits, cachet ôté, code gardé', recrit.pdf, registre(null), 'INCOHERENTE'],
        ['code d’une autre convention', codeEchange.pdf, inconnue, 'INCOHERENTE'],
        ['même code, scellé par nous', codeEchange.scelle, inconnue, 'INCOHERENTE'],
        ['tout refait par un tiers', etranger.scelle, registre({}), 'CACHET_INCONNU'],
        ['cachet d’un tiers', cachetEtranger.scelle, registre({}), 'CACHET_INCONNU'],
        ['convention que le registre n’a pas', pdfAutre, registre(null), 'INCONNUE'],
      ];
      const trouves = cas.map(([nom, fichier, vu]) => [nom, mot(fichier, vu)]);
      expect(trouves).toEqual(cas.map(([nom, , , attendu]) => [nom, attendu]));
    },
    60_000,
  );

  test('un fichier qui n’est pas un PDF échoue sans faute', async () => {
    const rapport = await controlerFichier(Buffer.from('bonjour'), { cles: CLES, registre: async () => null });
    expect(codeDeSortie(rapport)).toBe(1);
    expect(rapport.mot).toBeNull();
  });
});

describe('Le cachet', () => {
  test('quarante falsifications sont détectées ; un contrôle qui croit la plage signée manque tous les ajouts', async () => {
    const mesure = await mesurerFalsifications(40);
    expect(mesure.detectees).toBe(40);
    expect(mesure.ajouts).toBeGreaterThan(5);
    expect(mesure.ajoutsManquesParLeTemoin).toBe(mesure.ajouts);
  }, 60_000);

  test('sans réponse de l’autorité, il est posé sans horodatage ; les octets figés ne changent pas', async () => {
    const horodateur = { autorite: 'muette', horodater: () => Promise.reject(new Error('muette')) };
    const { scelle, pdf } = await sceller(EXEMPLE_E1, { ...nous, horodateur });
    expect(controlerCachet(scelle)).toMatchObject({ etat: 'INTACT', niveau: 'B-B', horodateLe: null });
    expect(scelle.subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect(controlerCachet(pdf)).toEqual({ etat: 'ABSENT' });
  });
});
