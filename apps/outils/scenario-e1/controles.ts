import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { ecrireEuros, ecrireTaux, etatRecapitulatif, somme, type DonneesConvention } from '@tdt/domaine';
import { exiger } from './client.js';
import { COUT, FINANCEMENTS } from './projet.js';

/** The figures of E1 in the frozen data; answers them in words. */
export function controlerDonnees(d: DonneesConvention): string {
  const parties = d.financeurs.length + 1;
  exiger(parties === 5, `La convention a ${parties} parties au lieu de 5.`);
  const total = somme(d.plan.lignes.map((l) => l.montant)) + d.plan.ressourcesPropres;
  exiger(
    total === COUT && d.cout.total === COUT,
    `Le plan totalise ${ecrireEuros(total)} au lieu de ${ecrireEuros(COUT)}.`,
  );
  const taux = d.plan.lignes.reduce((t, l) => t + l.tauxBp, d.plan.ressourcesPropresTauxBp);
  exiger(taux === 10_000, `Les taux totalisent ${ecrireTaux(taux)} au lieu de 100,00 %.`);
  const recapitulatif = etatRecapitulatif(d)?.lignes.map((l) => l.financeur) ?? [];
  exiger(
    recapitulatif.join(', ') === 'Région Bretagne, Rennes Métropole',
    `L’état récapitulatif liste ${recapitulatif.join(', ')} (R32).`,
  );
  exiger(d.cer !== null, 'Le contrat d’engagement républicain manque (R30).');
  exiger(d.aideEtat?.base === 'DE_MINIMIS_SIEG', `La base d’aide est ${d.aideEtat?.base} (R15).`);
  return `${parties} parties, plan de ${ecrireEuros(total)}, taux totalisant ${ecrireTaux(taux)}`;
}

/** What was read in the PDF itself. */
export interface LecturePdf {
  pages: number;
  constat: string;
}

/** The PDF holds its own data to the byte; with pdftotext at hand, the printed text says the same amounts. */
export async function controlerPdf(pdf: Buffer, donnees: string): Promise<LecturePdf> {
  exiger(pdf.subarray(0, 5).toString() === '%PDF-', 'Le document téléchargé n’est pas un PDF.');
  exiger(
    flux(pdf).some((texte) => texte === donnees),
    'Le PDF ne contient pas ses propres données (convention.json).',
  );
  const pages = pdf.toString('latin1').split(/\/Type \/Page\b(?!s)/).length - 1;
  const texte = texteDe(pdf);
  if (texte === null)
    return { pages, constat: 'convention.json y est, identique aux données (pdftotext absent : texte non relu)' };
  const attendus = [
    ...FINANCEMENTS.map((f) => ecrireEuros(f.montant)),
    ecrireEuros(COUT),
    ecrireTaux(10_000),
    'six cent mille euros',
  ];
  for (const attendu of attendus) exiger(texte.includes(serrer(attendu)), `Le PDF n’imprime pas « ${attendu} ».`);
  exiger(!texte.includes('[àcompléter]'), 'Le PDF laisse un blanc « [à compléter] ».');
  return { pages, constat: 'convention.json y est, et le texte imprime chaque montant et 100,00 %' };
}

/** Every compressed stream of the file, as text. */
function flux(pdf: Buffer): string[] {
  const trouves: string[] = [];
  for (let debut = pdf.indexOf('stream\n'); debut >= 0; debut = pdf.indexOf('stream\n', debut + 1)) {
    const fin = pdf.indexOf('endstream', debut);
    try {
      trouves.push(inflateSync(pdf.subarray(debut + 'stream\n'.length, fin)).toString('utf8'));
    } catch {
      // Not a compressed stream: fonts and metadata may be stored as they are.
    }
  }
  return trouves;
}

/** Spaces of every width are left out: they depend on where lines break. */
function serrer(texte: string): string {
  return texte.replace(/\s/gu, '');
}

function texteDe(pdf: Buffer): string | null {
  const dossier = fs.mkdtempSync(path.join(os.tmpdir(), 'scenario-e1-'));
  try {
    const fichier = path.join(dossier, 'convention.pdf');
    fs.writeFileSync(fichier, pdf);
    const lu = spawnSync('pdftotext', ['-layout', fichier, '-'], { encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 });
    return lu.status === 0 ? serrer(lu.stdout) : null;
  } finally {
    fs.rmSync(dossier, { recursive: true, force: true });
  }
}
