import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pagesPdf, textePdf } from '@tdt/documents';
import { cachetLocal, empreinteCertificat, nouvelleCleScellement } from '@tdt/socle';
import { exemplaires, salir, type Sceaux } from '../../../test/epreuves/exemplaires.js';
import { controlerFichier } from './controler.js';
import { estScelle, LIBELLES_MODELE, MODELES, pieceDe, seRecompose, type Modele } from './modeles.js';
import { lirePieces, type ClesDeConfiance } from './pieces.js';
import { pointsDeFond } from './points-fond.js';
import { codeDeSortie, ecrireRapport } from './rapport.js';
import type { Registre } from './registre.js';
import { testPdf } from '../../../libs/documents/essais/pdf.js';

const dossier = mkdtempSync(path.join(tmpdir(), 'tdt-documents-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const sceaux: Sceaux = { cle: nouvelleCleScellement(), cachet: cachetLocal(dossier), horodateur: null };
const CLES: ClesDeConfiance = {
  sceaux: new Map([[sceaux.cle.kid, createPublicKey(sceaux.cle.privee)]]),
  cachets: new Set([empreinteCertificat(sceaux.cachet.chaine[0] ?? Buffer.alloc(0))]),
};
const EXEMPLAIRES = exemplaires(sceaux).map((e) => [`${e.modele}, ${e.cas}`, e] as const);
/** Of the long ones, the most common; the others are left to the proof `documents`. */
const TOUS = EXEMPLAIRES.filter(([nom, { cas }]) => cas === 'court' || nom === 'convention-multipartite, long').map(
  ([nom, e]) => [nom, e, e.composer()] as const,
);
const SANS_BASE = { cles: CLES, registre: async () => null };

test('chaque modèle a son exemplaire court et son exemplaire long', () => {
  expect(EXEMPLAIRES.map(([nom]) => nom).sort()).toEqual(MODELES.flatMap((m) => [`${m}, court`, `${m}, long`]).sort());
});

/** Points that a document of this model does not have. */
function attendusSansObjet(modele: Modele): string[] {
  const scelle = estScelle(modele);
  const porte = pieceDe(modele) !== null;
  return [
    ...(scelle ? [] : ['Signature (pdfsig)']),
    ...(porte ? [] : ['Montants du texte et des données']),
    ...(porte && seRecompose(modele) ? [] : ['Texte entier et données jointes']),
    ...(porte ? [] : ['Empreinte imprimée']),
    ...(scelle ? [] : ['Cachet', 'Code QR', 'Signature du code QR']),
    ...(modele.startsWith('lettre-') ? ['Registre (base)'] : []),
  ];
}

describe('reconnu, aucun point en échec, « sans objet » là où le document n’a rien à montrer, aucun blanc', () => {
  testPdf.each(TOUS)('%s', async (_nom, { modele }, compose) => {
    const pdf = await compose;
    const rapport = await controlerFichier(pdf, SANS_BASE);
    const noms = (...verdicts: string[]) =>
      rapport.points.filter((p) => verdicts.includes(p.verdict)).map((p) => p.nom);
    expect(rapport.points.filter((p) => p.verdict === 'ECHEC')).toEqual([]);
    expect(rapport.points[0]).toEqual({
      nom: 'Modèle',
      verdict: 'CONFORME',
      detail: LIBELLES_MODELE[modele as Modele],
    });
    expect(noms('SANS_OBJET')).toEqual(attendusSansObjet(modele as Modele));
    const registre = modele.startsWith('lettre-') ? [] : ['Registre (base)'];
    expect(noms('NON_CONTROLE')).toEqual(['Validateur PDF/A', ...registre]);
    expect(textePdf(pdf)).not.toContain('[à compléter]');
    expect(codeDeSortie(rapport)).toBe(0);
  });
});

/** One of each family; the others, and the long ones, are in the proof `documents`. */
const COURTS = TOUS.filter(
  ([, { cas, modele }]) =>
    cas === 'court' && /^(convention-multipartite|lettre-engagement|proces-verbal)$/.test(modele),
);

describe('les signes invisibles, ou qui retournent le texte, n’arrivent sur aucune page', () => {
  test('ils sont bien mis dans chaque texte', () => {
    expect(JSON.stringify(salir({ texte: 'Hub', liste: ['a'] }))).toMatch(/H\u202E\u200B.*a\u202E\u200B/u);
  });

  testPdf.each(COURTS)('%s', async (_nom, { composer }, compose) => {
    expect(textePdf(await composer(salir))).toBe(textePdf(await compose));
  });
});

testPdf('les annexes de la convention la plus longue font douze pages au moins', async () => {
  const [, , pdf] = TOUS.find(([nom]) => nom === 'convention-multipartite, long') ?? [];
  const pages = pagesPdf((await pdf) ?? Buffer.alloc(0));
  const premiere = pages.findIndex((page) => page.includes('Annexe I –') && page.includes('Fiche'));
  expect(pages.length - premiere).toBeGreaterThanOrEqual(12);
});

testPdf('les données d’une autre lettre : montants, texte et empreinte le disent', async () => {
  const pdf = (nom: `${Modele}, ${'court' | 'long'}`) => new Map(EXEMPLAIRES).get(nom)?.composer() ?? Buffer.alloc(0);
  const autre = lirePieces(await pdf('lettre-mecenat, long'));
  expect(autre.modele).toBe('lettre-mecenat');
  const sansSceau = { constat: { etat: 'ABSENT' }, cles: null, scelle: false } as const;
  const points = await pointsDeFond(await pdf('lettre-mecenat, court'), autre, sansSceau);
  expect(points.map((p) => p.verdict)).toEqual([
    'ECHEC',
    'NON_CONTROLE',
    'ECHEC',
    'SANS_OBJET',
    'SANS_OBJET',
    'SANS_OBJET',
  ]);
});

testPdf('procès-verbal et récépissé : la base dit si ces octets sont les siens', async () => {
  for (const [, , compose] of TOUS.filter(([nom]) => /^(proces-verbal|recu-depot), court/.test(nom))) {
    const registre = (garde: boolean): Registre => ({ cles: CLES, inscription: null, garde });
    const verdict = async (garde: boolean) =>
      (await controlerFichier(await compose, { cles: CLES, registre: async () => registre(garde) })).points.at(-1);
    expect(await verdict(true)).toMatchObject({ nom: 'Registre (base)', verdict: 'CONFORME' });
    expect(await verdict(false)).toMatchObject({ nom: 'Registre (base)', verdict: 'ECHEC' });
  }
});

testPdf('le rapport d’une lettre finit par ce qui s’en dit sans sceau', async () => {
  const lettre = await TOUS.find(([nom]) => nom === 'lettre-refus, court')?.[2];
  const lignes = ecrireRapport(await controlerFichier(lettre ?? Buffer.alloc(0), SANS_BASE));
  expect(lignes.at(-1)).toMatch(
    /^Verdict : aucun point en échec, \d+ conformes ; ce document ne porte pas de sceau\.$/,
  );
  expect(lignes).toContain('· Cachet : sans objet, ce document ne se scelle pas');
});
