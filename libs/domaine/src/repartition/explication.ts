import { ecrireEuros, somme, type Centimes } from '../montant/montant.js';
import { nommerMinimum, type Coupe, type MinimumEnJeu } from './coupe.js';
import { financer, indexProjet, type OptionsFlot } from './flot.js';
import type { ElementCoupe, PartsDuPlan } from './instance.js';
import { chercherLignesAllumees } from './lignes-allumees.js';
import { lignesDe, lire, type InstancePreparee } from './preparation.js';

/**
 * FINANCABLE: all can be funded whole. MANQUE: the caps named do not let enough through. MINIMA: the caps would do, the
 * minima cannot be honoured together. INDETERMINE: too many minima to search.
 */
export type IssueExplication = 'FINANCABLE' | 'MANQUE' | 'MINIMA' | 'INDETERMINE';

/** Whether a set of projects can be funded whole and, if not, a proof that can be added up by hand (A10). */
export interface Explication {
  issue: IssueExplication;
  besoin: Centimes;
  /** The most that can be reached, minima ignored unless the lines switched on are given; 0 when those alone break a cap. */
  atteignable: Centimes;
  manque: Centimes;
  /** One way to reach it. */
  parts: PartsDuPlan;
  /** The smallest set of projects that cannot be funded together, in rank order. */
  projetsEnConflit: readonly string[];
  /** What these projects need. */
  besoinEnConflit: Centimes;
  /** All that binds them: envelopes, then lines and classes. MANQUE: they let through `besoinEnConflit` − `manque`, their sum less the minima below. */
  bloquants: readonly ElementCoupe[];
  /** MANQUE: minima that take money from these envelopes to where these projects cannot use it. MINIMA: those at odds. */
  minima: readonly MinimumEnJeu[];
}

/** Why these projects cannot all be funded, or that they can. @throws RangeError on an unknown project: a fault of the caller */
export function expliquer(
  instance: InstancePreparee,
  ensemble: Iterable<string>,
  options: OptionsFlot = {},
): Explication {
  const ids = [...new Set(ensemble)];
  const { besoin, atteint, parts, coupe } = financer(instance, ids, options);
  const bilan = { besoin, atteignable: atteint, manque: besoin - atteint, parts };
  if (coupe) return { issue: coupe.parMinima ? 'MINIMA' : 'MANQUE', ...bilan, ...conflit(instance, coupe) };
  if (options.lignesAllumees) return { issue: 'FINANCABLE', ...bilan, ...SANS_CONFLIT };
  const recherche = chercherLignesAllumees(instance, ids);
  if (recherche.issue === 'FAISABLE') {
    return { issue: 'FINANCABLE', ...bilan, parts: recherche.financement.parts, ...SANS_CONFLIT };
  }
  if (recherche.issue === 'INDETERMINE') return { issue: 'INDETERMINE', ...bilan, ...SANS_CONFLIT };
  return { issue: 'MINIMA', ...bilan, ...conflitDesMinima(instance, ids) };
}

type Conflit = Pick<Explication, 'projetsEnConflit' | 'besoinEnConflit' | 'bloquants' | 'minima'>;

const SANS_CONFLIT: Conflit = { projetsEnConflit: [], besoinEnConflit: 0n, bloquants: [], minima: [] };

function besoinDes(instance: InstancePreparee, ids: readonly string[]): Centimes {
  return somme(ids.map((id) => lire(instance.projets, indexProjet(instance, id)).besoin));
}

function conflit(instance: InstancePreparee, { elements, projets, minimaImmobilises, parMinima }: Coupe): Conflit {
  return {
    projetsEnConflit: projets,
    besoinEnConflit: besoinDes(instance, projets),
    // The needs in a cut are those of projects that no cap holds: they are no part of the conflict.
    bloquants: elements.filter(({ nature }) => parMinima || nature !== 'BESOIN'),
    minima: minimaImmobilises,
  };
}

/** Drops the projects one by one, the last rank first, as long as the rest still cannot be funded. */
function conflitDesMinima(instance: InstancePreparee, ids: readonly string[]): Conflit {
  const rang = (id: string) => indexProjet(instance, id);
  let projets = [...ids].sort((a, b) => rang(a) - rang(b));
  for (const id of projets.toReversed()) {
    const sansLui = projets.filter((autre) => autre !== id);
    if (chercherLignesAllumees(instance, sansLui).issue === 'INFAISABLE') projets = sansLui;
  }
  return {
    projetsEnConflit: projets,
    besoinEnConflit: besoinDes(instance, projets),
    bloquants: [],
    minima: lignesDe(instance, projets.map(rang))
      .filter(({ minimum }) => minimum > 0n)
      .map((ligne) => nommerMinimum(instance, ligne)),
  };
}

/** Why a project has no place beside those retained. */
export interface RefusDePlace {
  explication: Explication;
  /** The most that it can be given while the others keep all they need; `null` when minima have a say. */
  accessible: Centimes | null;
}

/**
 * Why this project does not fit beside the retained ones, which can all be funded; `null` when it does fit.
 * @throws RangeError on an unknown project: a fault of the caller
 */
export function pourquoiRefuse(
  instance: InstancePreparee,
  retenus: Iterable<string>,
  projet: string,
  options: OptionsFlot = {},
): RefusDePlace | null {
  const explication = expliquer(instance, [...retenus, projet], options);
  if (explication.issue === 'FINANCABLE') return null;
  const libre = explication.issue === 'MANQUE' && !options.lignesAllumees;
  return { explication, accessible: libre ? besoinDes(instance, [projet]) - explication.manque : null };
}

/** The explanation as a person reads it and can add it up. `nommer`: the name of a project, an envelope or a class from its id. */
export function ecrireExplication(explication: Explication, nommer = (id: string) => id): string {
  const { issue, projetsEnConflit, besoinEnConflit, bloquants, minima, manque } = explication;
  const projets = projetsEnConflit.map((id) => `« ${nommer(id)} »`).join(', ');
  const plafonds = bloquants.map((element) => ecrireBloquant(element, nommer));
  const minimums = minima.map(
    ({ projet, enveloppe, minimum }) =>
      `minimum de ${nommer(enveloppe)} sur « ${nommer(projet)} » ${ecrireEuros(minimum)}`,
  );
  switch (issue) {
    case 'FINANCABLE':
      return 'Tous ces projets peuvent être financés en entier.';
    case 'INDETERMINE':
      return 'Trop de minima de participation se disputent les enveloppes pour conclure.';
    case 'MINIMA': {
      const depasses = plafonds.map((plafond) => ` : ${plafond} ne suffit pas`).join('');
      return `Les minima de participation ne permettent pas de financer ensemble ${projets} (${minimums.join(', ')})${depasses}.`;
    }
    case 'MANQUE': {
      const termes = [...plafonds, ...minimums.map((terme) => `moins le ${terme}`)].join(', ');
      const possibles = `${ecrireEuros(besoinEnConflit - manque)} possibles (${termes})`;
      return `${projets} : ${ecrireEuros(besoinEnConflit)} demandés, ${possibles} ; il manque ${ecrireEuros(manque)}.`;
    }
  }
}

function ecrireBloquant({ nature, id, projet, montant, code }: ElementCoupe, nommer: (id: string) => string): string {
  const sur = projet === undefined ? '' : ` sur « ${nommer(projet)} »`;
  const suite = `${sur} ${ecrireEuros(montant)}${code ? ` (${code})` : ''}`;
  switch (nature) {
    case 'ENVELOPPE':
      return `enveloppe ${nommer(id)}${suite}`;
    case 'CLASSE':
      return `plafond de la classe ${nommer(id)}${suite}`;
    case 'LIGNE':
      return `plafond de ${nommer(id)}${suite}`;
    case 'BESOIN':
      return `besoin de « ${nommer(id)} »${suite}`;
  }
}
