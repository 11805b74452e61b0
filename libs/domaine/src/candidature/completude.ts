import type { Appel, PieceDemandee } from '../appel/appel.js';
import { verifierDemande } from '../appel/montant-droit.js';
import type { FaitsMontant } from '../appel/regles.js';
import { equilibre, totauxBudget } from '../budget/equilibre.js';
import { LIBELLES_CATEGORIE, doitContratEngagementRepublicain } from '../identifiants/categories.js';
import type { Decision, DetailRefus } from '../refus.js';
import type { Candidature } from './candidature.js';
import { PIECE_DEMANDE_RECUE } from './reception.js';
import { verifierPlan } from './verifier-plan.js';

type AppelDepot = Pick<Appel, 'pieces' | 'regles'>;

function manque(chemin: string, message: string): DetailRefus {
  return { code: 'INCOMPLET', chemin, message };
}

function vide(texte: string | null): boolean {
  return texte === null || texte.trim() === '';
}

function presentation({ titre, debut, fin, porteur }: Candidature): DetailRefus[] {
  const details: DetailRefus[] = [];
  if (vide(titre)) details.push(manque('titre', 'Donnez un titre au projet.'));
  if (!debut) details.push(manque('debut', 'Indiquez le début du projet.'));
  if (!fin) details.push(manque('fin', 'Indiquez la fin du projet.'));
  if (debut && fin && fin < debut) details.push(manque('fin', 'La fin du projet précède son début.'));
  if (vide(porteur.representantNom)) {
    details.push(manque('porteur.representantNom', 'Indiquez le nom du représentant légal du porteur.'));
  }
  if (vide(porteur.representantQualite)) {
    details.push(manque('porteur.representantQualite', 'Indiquez la qualité du représentant légal du porteur.'));
  }
  return details;
}

function consortium({ partenaires }: Candidature): DetailRefus[] {
  return partenaires.flatMap(({ denomination, mandat }, i) =>
    mandat ? [] : [manque(`partenaires[${i}].mandat`, `Joignez le mandat donné au porteur par ${denomination}.`)],
  );
}

function actions({ actions: projet, regions }: Candidature): DetailRefus[] {
  const details: DetailRefus[] = [];
  if (projet.length === 0) details.push(manque('actions', 'Décrivez au moins une action.'));
  projet.forEach(({ titre, lieux }, i) => {
    if (vide(titre)) details.push(manque(`actions[${i}].titre`, "Donnez un titre à l'action."));
    if (lieux.length === 0)
      details.push(manque(`actions[${i}].lieux`, "Nommez au moins un lieu où l'action se tient."));
  });
  if (regions.length === 0) details.push(manque('regions', 'Indiquez les régions que le projet couvre.'));
  return details;
}

function argent({ budget, plan, montantDemande }: Candidature): DetailRefus[] {
  const details: DetailRefus[] = [];
  if (budget.length === 0) details.push(manque('budget', 'Remplissez le budget du projet.'));
  if (plan.length === 0) details.push(manque('plan', 'Remplissez le plan de financement.'));
  if (montantDemande === null) details.push(manque('montantDemande', 'Indiquez le montant demandé.'));
  return details;
}

/** The documents that this kind of applicant owes. */
export function piecesDues(
  pieces: readonly PieceDemandee[],
  { porteur }: Pick<Candidature, 'porteur'>,
): PieceDemandee[] {
  return pieces.filter(
    ({ obligatoire, categories }) => obligatoire && (categories.length === 0 || categories.includes(porteur.categorie)),
  );
}

function pieces(candidature: Candidature, appel: AppelDepot): DetailRefus[] {
  const recue = candidature.reception && !candidature.pieces.includes(PIECE_DEMANDE_RECUE);
  return [
    ...(recue ? [manque(`pieces.${PIECE_DEMANDE_RECUE}`, 'Joignez la demande reçue, numérisée.')] : []),
    ...piecesDues(appel.pieces, candidature)
      .filter(({ code }) => !candidature.pieces.includes(code))
      .map(({ code, libelle }) => manque(`pieces.${code}`, `Joignez la pièce « ${libelle} ».`)),
  ];
}

function declarations(candidature: Candidature): DetailRefus[] {
  const { porteur, contratEngagementRepublicain, origineInitiative, baseAide } = candidature;
  const details: DetailRefus[] = [];
  if (doitContratEngagementRepublicain(porteur.categorie)) {
    const categorie = LIBELLES_CATEGORIE[porteur.categorie].toLowerCase();
    const message = `Acceptez le contrat d'engagement républicain, dû par toute ${categorie}.`;
    const cer = contratEngagementRepublicain;
    if (!cer || vide(cer.date) || vide(cer.signataire) || vide(cer.version)) {
      details.push(manque('contratEngagementRepublicain', message));
    }
  }
  if (!origineInitiative) {
    details.push(manque('origineInitiative', "Dites qui a pris l'initiative du projet."));
  }
  if (!baseAide)
    details.push(manque('baseAide', "Indiquez la base de l'aide au regard des règles sur les aides d'État."));
  return details;
}

/** What is simply absent from the file, in the order of the form (R2, R15, R29, R30). */
export function manquesCandidature(candidature: Candidature, appel: AppelDepot): DetailRefus[] {
  return [
    ...presentation(candidature),
    ...consortium(candidature),
    ...actions(candidature),
    ...argent(candidature),
    ...pieces(candidature, appel),
    ...declarations(candidature),
  ];
}

/** What the amount depends on, read from the file. */
export function faitsMontant({ actions: projet, budget, assiette }: Candidature): FaitsMontant {
  const coutTotal = totauxBudget(budget).charges;
  return { lieux: projet.flatMap(({ lieux }) => lieux), assiette: assiette ?? coutTotal, coutTotal };
}

function points(decision: Decision<unknown>): DetailRefus[] {
  if (decision.ok) return [];
  const { code, message, chemin = '', details } = decision.refus;
  return details ?? [{ code, chemin, message }];
}

/**
 * "Ce qui manque, où": everything that stands between the draft and its deposit, in the order of the form, so that the
 * applicant corrects in one round trip (domain §10). Empty when the file can go, instant and eligibility aside.
 */
export function completude(candidature: Candidature, appel: AppelDepot): DetailRefus[] {
  const { budget, plan, montantDemande } = candidature;
  const details = manquesCandidature(candidature, appel);
  if (budget.length > 0) details.push(...points(equilibre(budget)));
  if (plan.length > 0) details.push(...points(verifierPlan(candidature)));
  if (montantDemande !== null && appel.regles) {
    details.push(...points(verifierDemande(appel.regles, faitsMontant(candidature), montantDemande)));
  }
  return details;
}
