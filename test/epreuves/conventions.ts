import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { cachetLocal, controlerCachet, horodateurLocal, lireSignature, nouvelleCleScellement } from '@tdt/socle';
import { EXEMPLE_E1, sceller } from '../../libs/conventions/essais/convention-scellee.js';
import { hasard, nombre, tirer, type Bilan } from './outils.js';
import { compile } from './processus.js';

const executer = promisify(execFile);

const FUSEAUX = ['UTC', 'Europe/Paris', 'Pacific/Auckland', 'America/St_Johns', 'Asia/Kolkata', 'Pacific/Apia'];
const LANGUES = ['C', 'fr_FR.UTF-8', 'tr_TR.UTF-8', 'ar_EG.UTF-8', 'de_DE.UTF-8'];

/** What one process says of the documents that it made. */
export interface Fabrication {
  empreintes: string[];
  /** Of the control, whose date of issue is read in the time zone of the process. */
  temoin: string;
}

/** Makes the same convention again and again, in processes that live elsewhere: one hash, whatever was made before. */
export async function epreuveRegenerations(processus: number, fois: number): Promise<Bilan> {
  const fabrications: Fabrication[] = [];
  for (let rang = 0; rang < processus; rang += 1) {
    const langue = LANGUES[rang % LANGUES.length] ?? 'C';
    const env = { ...process.env, TZ: FUSEAUX[rang % FUSEAUX.length], LANG: langue, LC_ALL: langue, NODE_OPTIONS: '' };
    const script = compile('test/epreuves/ouvrier-conventions.js');
    const { stdout } = await executer(process.execPath, [script, String(fois)], { env });
    fabrications.push(JSON.parse(stdout) as Fabrication);
  }
  const empreintes = fabrications.flatMap((f) => f.empreintes);
  const distinctes = new Set(empreintes).size;
  const temoins = new Set(fabrications.map((f) => f.temoin)).size;
  return {
    reussie: empreintes.length === processus * fois && distinctes === 1 && temoins > 1,
    ligne: `conventions recomposées : ${nombre(empreintes.length)} fois dans ${processus} processus (fuseaux et langues différents), ${distinctes} empreinte ; témoin daté à l'heure locale : ${temoins} empreintes`,
  };
}

/** One change that nobody should be able to make unseen. */
interface Falsification {
  espece: 'octet changé' | 'octets ajoutés';
  pdf: Buffer;
}

function falsifier(pdf: Buffer, fige: number, des: () => number): Falsification {
  if (des() < 0.3) {
    const ajout = Buffer.from(Array.from({ length: 1 + Math.floor(des() * 40) }, () => Math.floor(des() * 256)));
    return { espece: 'octets ajoutés', pdf: Buffer.concat([pdf, ajout]) };
  }
  const change = Buffer.from(pdf);
  // One change in two falls after the frozen bytes: on the cachet itself, where a lax checker looks least.
  const place = tirer(
    [() => Math.floor(des() * pdf.length), () => fige + Math.floor(des() * (pdf.length - fige))],
    des,
  )();
  change[place] = (change[place] ?? 0) ^ (1 + Math.floor(des() * 255));
  return { espece: 'octet changé', pdf: change };
}

/** A checker that takes the signature's word for how much it covers. */
function controlerSansLaQueue(pdf: Buffer): string {
  const plage = lireSignature(pdf)?.plage;
  return controlerCachet(plage ? pdf.subarray(0, plage[2] + plage[3]) : pdf).etat;
}

export interface MesureFalsifications {
  essais: number;
  detectees: number;
  ajouts: number;
  /** Appends that the control has missed. */
  ajoutsManquesParLeTemoin: number;
}

/** Changes a byte of a sealed convention, or adds some, so many times. */
export async function mesurerFalsifications(essais: number, graine = 20_211_115): Promise<MesureFalsifications> {
  const dossier = await mkdtemp(path.join(tmpdir(), 'tdt-falsifications-'));
  try {
    const cachet = cachetLocal(path.join(dossier, 'cachet'));
    const horodateur = horodateurLocal(path.join(dossier, 'horodatage'));
    const { pdf, scelle } = await sceller(EXEMPLE_E1, { cle: nouvelleCleScellement(), cachet, horodateur });
    const intact = controlerCachet(scelle);
    if (intact.etat !== 'INTACT' || intact.niveau !== 'B-T') throw new Error(`le fichier de départ est ${intact.etat}`);
    const des = hasard(graine);
    const mesure = { essais, detectees: 0, ajouts: 0, ajoutsManquesParLeTemoin: 0 };
    for (let n = 0; n < essais; n += 1) {
      const { espece, pdf: falsifie } = falsifier(scelle, pdf.length, des);
      if (controlerCachet(falsifie).etat !== 'INTACT') mesure.detectees += 1;
      if (espece === 'octet changé') continue;
      mesure.ajouts += 1;
      if (controlerSansLaQueue(falsifie) === 'INTACT') mesure.ajoutsManquesParLeTemoin += 1;
    }
    return mesure;
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}

export async function epreuveConventionsFalsifiees(essais: number): Promise<Bilan> {
  const { detectees, ajouts, ajoutsManquesParLeTemoin } = await mesurerFalsifications(essais);
  return {
    reussie: detectees === essais && ajouts > 0 && ajoutsManquesParLeTemoin === ajouts,
    ligne: `conventions falsifiées : ${nombre(detectees)} détectées sur ${nombre(essais)} ; témoin qui croit la plage signée : ${ajoutsManquesParLeTemoin} ajouts manqués sur ${ajouts}`,
  };
}
