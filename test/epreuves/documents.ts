import { createPublicKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { textePdf } from '@tdt/documents';
import { cachetLocal, empreinteCertificat, nouvelleCleScellement } from '@tdt/socle';
import { controlerFichier } from '../../apps/outils/controle-convention/controler.js';
import { estScelle, type Modele } from '../../apps/outils/controle-convention/modeles.js';
import { lirePieces, type ClesDeConfiance } from '../../apps/outils/controle-convention/pieces.js';
import { pointsDeFond } from '../../apps/outils/controle-convention/points-fond.js';
import { exemplairesDesCas } from '../../libs/conventions/essais/documents.js';
import { exemplaires, salir, type Exemplaire, type Sceaux } from './exemplaires.js';
import { nombre, type Bilan } from './outils.js';

interface Mesure {
  documents: number;
  points: number;
  echecs: string[];
  /** Documents that show a sign that nobody sees. */
  salis: number;
  /** Documents held against the data of another one, and those that pass all the same. */
  croises: number;
  croisesAcceptes: number;
}

/** Controls one document, then itself with hostile texts, then against the data of the one before of the same model. */
async function mesurer(mesure: Mesure, { modele, composer }: Exemplaire, cles: ClesDeConfiance, avant?: Buffer) {
  const pdf = await composer();
  const { points } = await controlerFichier(pdf, { cles, registre: async () => null });
  mesure.documents += 1;
  mesure.points += points.filter((p) => p.verdict === 'CONFORME').length;
  mesure.echecs.push(...points.filter((p) => p.verdict === 'ECHEC').map((p) => `${modele}, ${p.nom} : ${p.detail}`));
  if (textePdf(await composer(salir)) !== textePdf(pdf)) mesure.salis += 1;
  if (avant) {
    const regards = { constat: { etat: 'ABSENT' }, cles: null, scelle: estScelle(modele as Modele) } as const;
    const croise = await pointsDeFond(pdf, lirePieces(avant), regards);
    mesure.croises += 1;
    if (!croise.some((p) => p.nom === 'Empreinte imprimée' && p.verdict === 'ECHEC')) mesure.croisesAcceptes += 1;
  }
  return pdf;
}

/** Every document of every template, every clause on and off, short and long data: no point fails, no hostile sign is printed. */
export async function epreuveDocuments(): Promise<Bilan> {
  const dossier = await mkdtemp(path.join(tmpdir(), 'tdt-documents-'));
  try {
    const sceaux: Sceaux = { cle: nouvelleCleScellement(), cachet: cachetLocal(dossier), horodateur: null };
    const cles: ClesDeConfiance = {
      sceaux: new Map([[sceaux.cle.kid, createPublicKey(sceaux.cle.privee)]]),
      cachets: new Set([empreinteCertificat(sceaux.cachet.chaine[0] ?? Buffer.alloc(0))]),
    };
    const mesure: Mesure = { documents: 0, points: 0, echecs: [], salis: 0, croises: 0, croisesAcceptes: 0 };
    const derniers = new Map<string, Buffer>();
    for (const exemplaire of [...exemplaires(sceaux), ...exemplairesDesCas(sceaux)]) {
      const porte = !/^(proces-verbal|recu-depot)$/.test(exemplaire.modele);
      const avant = porte ? derniers.get(exemplaire.modele) : undefined;
      derniers.set(exemplaire.modele, await mesurer(mesure, exemplaire, cles, avant));
    }
    const { documents, points, echecs, salis, croises, croisesAcceptes } = mesure;
    const detail = echecs.length === 0 ? '' : ` (${echecs.slice(0, 5).join(' ; ')})`;
    return {
      reussie: echecs.length === 0 && salis === 0 && croises > 0 && croisesAcceptes === 0,
      ligne: `documents contrôlés : ${nombre(documents)}, ${nombre(points)} points conformes, ${echecs.length} en échec${detail}, ${salis} où un signe invisible s’imprime ; témoin, les données d’un autre document : ${croises - croisesAcceptes} refusés sur ${croises}`,
    };
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}
