import {
  chercherOptimum,
  listeClassee,
  verifierCertificat,
  type Certificat,
  type PlanOptimal,
  type Solveur,
} from '@tdt/domaine';
import { SolveurHighs } from '@tdt/socle';
import fc from 'fast-check';
import { gater } from '../../libs/domaine/essais/certificats-gates.js';
import { arbCasContraint, type CasContraint } from '../../libs/domaine/essais/contraintes.js';
import { optimumReference } from '../../libs/domaine/essais/optimum-reference.js';
import {
  depassement,
  modeleNaif,
  optimumParEnsembles,
  planTranchant,
  retenusNaifs,
} from '../../libs/domaine/essais/plans-tranchants.js';
import { nombre, type Bilan } from './outils.js';

/** HiGHS is asked first, whatever the size: what it answers in floats is what has to be caught. */
const AVEC_HIGHS = { noeudsAvantSolveur: 0 };
const TAILLE = { enveloppes: 3, projets: 6, montant: 6n, minima: true };

async function avecHighs<T>(travailler: (solveur: Solveur) => Promise<T>): Promise<T> {
  const solveur = new SolveurHighs();
  try {
    return await travailler(solveur);
  } finally {
    await solveur.fermer();
  }
}

type Choix = Pick<PlanOptimal, 'retenus' | 'score' | 'montant'>;
const memeChoix = (a: Choix, b: Choix) =>
  a.score === b.score && a.montant === b.montant && a.retenus.join() === b.retenus.join();

/** Certificates of one point less than the truth, whole and spoilt: how many were made, how many were refused. */
function fausses({ instance, contraintes }: CasContraint, { score }: PlanOptimal, sain: Certificat) {
  const compte = { essais: 0, refus: 0 };
  if (score === 0n) return compte;
  const ids = instance.projets.map(({ id }) => id);
  for (const preuve of [sain.preuve, ...gater(sain.preuve, ids)]) {
    compte.essais += 1;
    const verdict = verifierCertificat(instance, contraintes, { ...sain, preuve, score: score - 1n });
    compte.refus += Number(!verdict.valide);
  }
  return compte;
}

/** The optimum by HiGHS against every set and every cent (I17), its certificates true and false (A5), the list as control. */
export async function mesurerOptimum(fois: number) {
  const m = { fois, faisables: 0, justes: 0, acceptes: 0, essais: 0, refus: 0, listesJustes: 0, appels: 0 };
  await avecHighs(async (solveur) => {
    for (const cas of fc.sample(arbCasContraint(TAILLE), { numRuns: fois, seed: 17 })) {
      const plan = await chercherOptimum(cas.instance, solveur, { ...cas.contraintes, ...AVEC_HIGHS });
      const attendu = optimumReference(cas.instance, cas.contraintes);
      m.appels += plan.appelsSolveur;
      m.justes += Number(attendu ? memeChoix(plan, attendu) : plan.issue === 'IMPOSSIBLE');
      if (!plan.certificat) continue;
      m.acceptes += Number(verifierCertificat(cas.instance, cas.contraintes, plan.certificat).valide);
      if (!attendu) continue;
      m.faisables += 1;
      m.listesJustes += Number(listeClassee(cas.instance, { saut: true }).retenus.join() === attendu.retenus.join());
      const { essais, refus } = fausses(cas, plan, plan.certificat);
      m.essais += essais;
      m.refus += refus;
    }
  });
  return m;
}

export async function epreuveOptimum(fois: number): Promise<Bilan> {
  const m = await mesurerOptimum(fois);
  return {
    reussie:
      m.justes === fois &&
      m.acceptes === fois &&
      m.refus === m.essais &&
      m.essais >= fois &&
      m.listesJustes < m.faisables,
    ligne:
      `optimum : ${nombre(m.justes)}/${nombre(fois)} instances comme en essayant tout, ${nombre(m.appels)} appels à HiGHS ; ` +
      `${nombre(m.acceptes)} certificats acceptés, ${nombre(m.refus)}/${nombre(m.essais)} faux refusés ; ` +
      `témoin, la liste classée : ${nombre(m.listesJustes)}/${nombre(m.faisables)} justes`,
  };
}

/** One cent short of 20 to 120 M€: cents overspent by the plan, and by whoever believes what HiGHS answers in floats. */
export async function mesurerCentime(fois: number) {
  const m = { fois, depasses: 0, justes: 0, prouves: 0, naifsDepasses: 0 };
  await avecHighs(async (solveur) => {
    for (let graine = 1; graine <= fois; graine++) {
      const instance = planTranchant(graine);
      const plan = await chercherOptimum(instance, solveur, AVEC_HIGHS);
      m.depasses += Number(depassement(instance, plan.retenus) > 0n);
      m.justes += Number(memeChoix(plan, optimumParEnsembles(instance)));
      m.prouves += Number(plan.prouve);
      const { valeurs } = await solveur.resoudre(modeleNaif(instance));
      m.naifsDepasses += Number(depassement(instance, retenusNaifs(instance, valeurs)) > 0n);
    }
  });
  return m;
}

export async function epreuveCentime(fois: number): Promise<Bilan> {
  const m = await mesurerCentime(fois);
  return {
    reussie: m.depasses === 0 && m.justes === fois && m.prouves === fois && m.naifsDepasses > 0,
    ligne:
      `un centime de moins : ${m.depasses}/${nombre(fois)} plans dépassés, ${nombre(m.justes)} optimaux et prouvés ; ` +
      `témoin qui croit les flottants : ${nombre(m.naifsDepasses)}/${nombre(fois)} dépassés`,
  };
}
