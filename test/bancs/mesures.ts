import {
  chercherOptimum,
  listeClassee,
  partager,
  partsEgales,
  partsEquitables,
  preparer,
  verifierCertificat,
  type Certificat,
  type PlanOptimal,
} from '@tdt/domaine';
import { chronometrer, meilleure, type Duree } from './calibrage.js';
import { CLASSES, genererPlan, type PlanGenere } from './generateur.js';

/** One thing measured, beside the figure of allocation.md, 11, in milliseconds; `null`: it gives none. */
export interface Mesure {
  taille: string;
  objet: string;
  duree: Duree;
  repere: number | null;
  remarque: string;
}

/**
 * The figures of allocation.md, 11, for the sizes that the bench runs. Our search proves as it goes: what it takes is set
 * beside the optimum and its certificate, which the table gives apart.
 */
const REPERES = {
  '10×5': { liste: 3, mes: 12, optimum: 32 + 10, parts: 13, verification: 13 },
  '50×15': { liste: 28, mes: 54, optimum: 1_765 + 896, parts: 63, verification: 104 },
  '200×15': { liste: 160, mes: 208, optimum: 11_295 + 3_865, parts: 775, verification: 398 },
  '200×40': { liste: 36, mes: 692, optimum: 24_202 + 7_631, parts: 1_005, verification: 1_001 },
} as const;

const MES_1000_40 = 1_166;

/** Split of one project: from 0.1 ms for 3 lines to 0.6 ms for 40. */
const PARTAGES = [
  [3, 0.1],
  [10, 0.2],
  [20, 0.35],
  [40, 0.6],
] as const;

/** Long things are measured once, short ones several times after a first one that warms the process. */
const LONG_MS = 2_000;
const ESSAIS = 7;

async function mesurer(action: () => unknown): Promise<Duree> {
  const premiere = await chronometrer(action);
  if (premiere.processeur > LONG_MS) return premiere;
  const suivantes: Duree[] = [];
  for (let i = 0; i < ESSAIS; i += 1) suivantes.push(await chronometrer(action));
  return meilleure(suivantes);
}

/** The split of one project, many times: one is too short for a clock. */
async function mesurerPartage(lignes: number, repere: number): Promise<Mesure> {
  const { instance } = genererPlan(200, lignes);
  const [projet] = [...instance.projets].sort((a, b) => b.lignes.length - a.lignes.length);
  const rangs = new Map(instance.enveloppes.map(({ id, rang, classe }) => [id, { rang, classe }]));
  const demande = {
    besoin: projet?.besoin ?? 0n,
    classes: CLASSES.map((classe) => ({
      ...classe,
      plafond: projet?.plafondsClasses[classe.id] ?? null,
      regle: null,
      source: null,
    })),
    lignes: instance.enveloppes.map(({ id, montant }, i) => ({
      id,
      classe: rangs.get(id)?.classe ?? null,
      rang: i,
      poids: montant,
      minimum: 0n,
      plafonds: [
        {
          code: 'TAUX',
          montant: ((projet?.besoin ?? 0n) * BigInt(20 + ((i * 7) % 60))) / 100n,
          regle: null,
          source: null,
        },
      ],
    })),
  };
  const fois = 500;
  const { processeur, horloge } = await mesurer(() => {
    for (let i = 0; i < fois; i += 1) partager(demande);
  });
  const duree = { processeur: processeur / fois, horloge: horloge / fois };
  return { taille: `${lignes} lignes`, objet: 'partage d’un projet', duree, repere, remarque: '' };
}

/** All that a session of this size asks of the engine. */
async function mesurerPlan(taille: keyof typeof REPERES, { instance, points }: PlanGenere): Promise<Mesure[]> {
  const reperes = REPERES[taille];
  const mesures: Mesure[] = [];
  const noter = (objet: string, duree: Duree, repere: number | null, remarque = '') =>
    mesures.push({ taille, objet, duree, repere, remarque });

  const liste = listeClassee(instance, { saut: true });
  noter('liste classée', await mesurer(() => listeClassee(instance, { saut: true })), reperes.liste);
  noter('parts égales', await mesurer(() => partsEgales(instance, points, 'PARTS_EGALES')), reperes.mes);

  const trouves: PlanOptimal[] = [];
  const optimum = await mesurer(async () =>
    trouves.push(await chercherOptimum(instance, null, { departs: [liste.retenus] })),
  );
  const [plan] = trouves;
  if (plan === undefined) return mesures;
  const preuve = plan.prouve ? 'prouvé' : `NON PROUVÉ (${plan.arret ?? 'sans cause'})`;
  noter(
    'optimum, certificat compris',
    optimum,
    reperes.optimum,
    `${plan.retenus.length} projets, ${plan.noeuds} nœuds, ${preuve}`,
  );

  const preparee = preparer(instance);
  const parts = () =>
    partsEquitables(
      preparee,
      plan.retenus,
      { ponderation: 'PRORATA_ENVELOPPE' },
      { lignesAllumees: plan.lignesAllumees },
    );
  noter('parts avec réserves', await mesurer(parts), reperes.parts, parts().ok ? '' : 'REFUSÉES');

  const { certificat } = plan;
  if (certificat !== null) {
    const verdict = verifierCertificat(instance, {}, certificat);
    const remarque = `${feuilles(certificat.preuve)} feuilles, ${verdict.valide ? 'valide' : `REFUSÉ : ${verdict.raison}`}`;
    noter(
      'vérification du certificat',
      await mesurer(() => verifierCertificat(instance, {}, certificat)),
      reperes.verification,
      remarque,
    );
  }
  return mesures;
}

function feuilles(noeud: Certificat['preuve']): number {
  return 'projet' in noeud ? feuilles(noeud.dedans) + feuilles(noeud.dehors) : 1;
}

async function mesurerGrandesParts(): Promise<Mesure> {
  const { instance, points } = genererPlan(1_000, 40);
  partsEgales(instance, points, 'PARTS_EGALES');
  const duree = await mesurer(() => partsEgales(instance, points, 'PARTS_EGALES'));
  return { taille: '1000×40', objet: 'parts égales', duree, repere: MES_1000_40, remarque: '' };
}

/** Runs everything, from the smallest to the largest, and tells each measure as soon as it is known. */
export async function toutMesurer(surMesure: (mesure: Mesure) => void): Promise<void> {
  // A warm process: the first of each kind pays for the compiler.
  await mesurerPlan('10×5', genererPlan(10, 5));
  for (const [lignes] of PARTAGES) await mesurerPartage(lignes, 0);
  for (const [lignes, repere] of PARTAGES) surMesure(await mesurerPartage(lignes, repere));
  for (const taille of Object.keys(REPERES) as (keyof typeof REPERES)[]) {
    const [projets = 0, financeurs = 0] = taille.split('×').map(Number);
    for (const mesure of await mesurerPlan(taille, genererPlan(projets, financeurs))) surMesure(mesure);
  }
  surMesure(await mesurerGrandesParts());
}
