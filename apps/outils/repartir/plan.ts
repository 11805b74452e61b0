import {
  chercherOptimum,
  ecrireExplication,
  expliquer,
  instantane,
  listeClassee,
  partsEquitables,
  PONDERATIONS,
  pourquoiRefuse,
  preparer,
  type Explication,
  type Instance,
  type InstancePreparee,
  type PlanOptimal,
  type PoidsDuPlan,
} from '@tdt/domaine';
import { exiger } from './decision.js';
import type { Noeud } from './lecture.js';
import { identifiants, lireInstance, lireParEnveloppe, lireTableau } from './lire-instance.js';
import { elementDeCoupe, entier, entiers, type Json, type Repartition } from './sortie.js';

/** After so long the best plan known is printed, and said not to be proven. */
const DELAI_MS = 120_000;

function lirePoids(entree: Noeud, instance: Instance): PoidsDuPlan {
  const ponderation = entree.facultatif('poids')?.mot(PONDERATIONS) ?? 'PRORATA_ENVELOPPE';
  if (ponderation === 'ANNONCES') return { ponderation, annonces: lireTableau(entree.champ('annonces'), instance) };
  if (ponderation !== 'CLE') return { ponderation };
  return { ponderation, cle: lireParEnveloppe(entree.champ('cle'), identifiants(instance.enveloppes)) };
}

function ecrireRefus({ issue, besoin, atteignable, manque, bloquants, projetsEnConflit }: Explication) {
  return {
    ...(issue === 'MANQUE' ? {} : { issue }),
    besoin: entier(besoin),
    atteignable: entier(atteignable),
    manque: entier(manque),
    bloquants: bloquants.map(elementDeCoupe),
    projetsEnConflit: [...projetsEnConflit],
  };
}

/** Why all cannot be funded, then why each refused project has no place beside those selected. */
function expliquerRefus(preparee: InstancePreparee, retenus: readonly string[]): { [cle: string]: Json } {
  const ids = preparee.projets.map(({ id }) => id);
  const refuses = ids.filter((id) => !retenus.includes(id));
  if (refuses.length === 0) return {};
  const ensemble = ecrireRefus(expliquer(preparee, ids));
  const refus = refuses.flatMap((id) => {
    const refusDePlace = pourquoiRefuse(preparee, retenus, id);
    if (refusDePlace === null) return [];
    const { explication, accessible } = refusDePlace;
    const phrase = ecrireExplication(explication);
    return [[id, { ...ecrireRefus(explication), accessible: accessible === null ? null : entier(accessible), phrase }]];
  });
  // The name under which the published case of two projects tells it.
  const cle = ids.length === 2 ? 'explicationRefusDesDeux' : 'explicationRefusDeTous';
  return { [cle]: ensemble, explications: Object.fromEntries(refus) };
}

function ecrirePreuve({ prouve, borne }: PlanOptimal): { [cle: string]: Json } {
  return { prouve, ...(prouve ? {} : { borne: borne === null ? null : entier(borne) }) };
}

/** `kind: plan`: the best plan (A4), its fair shares (A6), the ranked list beside it (A9), and why the others are refused (A10). */
export async function repartirPlan(entree: Noeud): Promise<Repartition> {
  const instance = lireInstance(entree);
  const poids = lirePoids(entree, instance);
  const liste = listeClassee(instance, { saut: true });
  const plan = await chercherOptimum(instance, null, {
    departs: [liste.retenus],
    delaiMs: DELAI_MS,
    horloge: () => performance.now(),
  });
  const preparee = preparer(instance);
  const { retenus, score, montant, lignesAllumees } = plan;
  const { parts, projets } = exiger(partsEquitables(preparee, retenus, poids, { lignesAllumees }), entree.chemin);
  const resultat = {
    score: entier(score),
    montant: entier(montant),
    retenus: [...retenus],
    parts: Object.fromEntries(Object.entries(parts).map(([projet, siennes]) => [projet, entiers(siennes)])),
    ...ecrirePreuve(plan),
    listeClassee: { retenus: liste.retenus, score: entier(liste.score), reste: entier(liste.reste) },
    ...expliquerRefus(preparee, retenus),
  };
  const contenu = { instance, parametres: { genre: 'plan', poids }, resultat: { retenus, score, montant, projets } };
  return { resultat, instantane: instantane(contenu) };
}
