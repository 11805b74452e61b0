import {
  accepter,
  arriveeDe,
  dateDe,
  departDe,
  esquisserModifications,
  ligneModifiable,
  refuser,
  valeurBeneficiaire,
  type Decision,
  type DonneesConvention,
  type Modification,
} from '@tdt/domaine';
import type { Arrivant, Arrivants } from './arrivees.js';
import type { ModificationInput } from './avenants.inputs.js';

/**
 * The typed differences that a request asks for, each with the value that it replaces, read from the convention. Refusals:
 * INCOMPLET (what it is about, or the new value, is missing), INTROUVABLE (the convention has no such share or line).
 * @param arrivants those who join, read beforehand
 */
export function lireDemandees(
  donnees: DonneesConvention,
  demandees: readonly ModificationInput[],
  arrivants: Arrivants = new Map(),
): Decision<Modification[]> {
  const lues: Modification[] = [];
  const cout = coutApres(donnees, demandees);
  let etat = donnees;
  for (const [rang, demandee] of demandees.entries()) {
    const lue = demandee.arrivee
      ? arrivee(etat, demandee, arrivants.get(rang), cout, `modifications[${rang}]`)
      : lireUne(etat, demandee, `modifications[${rang}]`);
    if (!lue.ok) return lue;
    lues.push(lue.fait);
    // Each is written for the state that the former ones leave: places move when a funder goes.
    const suite = esquisserModifications(etat, [lue.fait]);
    if (suite.ok) etat = suite.fait;
  }
  return accepter(lues);
}

function lireUne(donnees: DonneesConvention, m: ModificationInput, chemin: string): Decision<Modification> {
  switch (m.type) {
    case 'MONTANT':
      return montant(donnees, m, chemin);
    case 'LIGNE_BUDGET': {
      if (!m.compte || m.montant === undefined || m.montant === null) return incomplete(chemin);
      const cle = { compte: m.compte, libelle: m.libelle ?? '' };
      const ligne = ligneModifiable(donnees, cle);
      return ligne
        ? accepter({ type: 'LIGNE_BUDGET', ...cle, de: ligne.montant, vers: m.montant })
        : absente(`${chemin}.compte`);
    }
    case 'DATES': {
      if (!m.date || !m.jour) return incomplete(chemin);
      return accepter({ type: 'DATES', champ: m.date, de: dateDe(donnees, m.date), vers: m.jour });
    }
    case 'BENEFICIAIRE': {
      if (!m.champ || !m.texte) return incomplete(chemin);
      const de = valeurBeneficiaire(donnees, m.champ);
      return accepter({ type: 'BENEFICIAIRE', champ: m.champ, de, vers: m.texte.trim() });
    }
    case 'FINANCEUR': {
      const depart = m.partId ? departDe(donnees, m.partId) : null;
      return depart ? accepter(depart) : absente(`${chemin}.partId`);
    }
  }
}

function montant({ plan }: DonneesConvention, m: ModificationInput, chemin: string): Decision<Modification> {
  if (m.montant === undefined || m.montant === null) return incomplete(chemin);
  const partId = m.partId ?? null;
  const de = partId === null ? plan.ressourcesPropres : plan.lignes.find((l) => l.partId === partId)?.montant;
  if (de === undefined) return absente(`${chemin}.partId`);
  return accepter({ type: 'MONTANT', partId, de, vers: m.montant });
}

/** What the project will cost: the base of a share that arrives is all of it, whatever the order of the modifications (R12). */
function coutApres({ budget, cout }: DonneesConvention, demandees: readonly ModificationInput[]): bigint {
  return demandees.reduce((total, { type, compte, libelle, montant: vers }) => {
    const charge = budget.charges.find((l) => l.compte === compte && l.libelle === (libelle ?? ''));
    return type === 'LIGNE_BUDGET' && charge && vers ? total + vers - charge.montant : total;
  }, cout.total);
}

function arrivee(
  donnees: DonneesConvention,
  { type, partId, arrivee: demandee }: ModificationInput,
  arrivant: Arrivant | undefined,
  cout: bigint,
  chemin: string,
): Decision<Modification> {
  if (type !== 'FINANCEUR' || partId || !demandee || !arrivant) return incomplete(chemin);
  const { nature, montant: apporte } = demandee;
  const dispositif = demandee.dispositif.trim();
  const { partie, assiette } = arrivant;
  const base = { partId: arrivant.partId, partie, assiette: assiette ?? cout };
  return accepter(arriveeDe(donnees, { ...base, dispositif, nature, montant: apporte }));
}

function incomplete(chemin: string): Decision<never> {
  return refuser('INCOMPLET', 'Dites ce que cette modification change, et sa nouvelle valeur.', chemin);
}

function absente(chemin: string): Decision<never> {
  return refuser('INTROUVABLE', 'La convention n’a pas cette part ou cette ligne.', chemin);
}
