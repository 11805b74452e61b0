import type { AppelRegles } from '../appel/regles.js';
import { solder, type Solde } from '../budget/versements.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import type { Centimes } from '../montant/montant.js';
import { partTaux } from '../montant/taux.js';
import { accepter, refuser, type Decision } from '../refus.js';

const SOURCE = 'AAP Pass numérique 2020, cahier des charges';
const TAUX_ETAT = 5000;

/** Amount of the call of 2020: at most half, for a project of at least 20 000, 1 500 000 at most (R7; T9). */
export const REGLES_PASS_NUMERIQUE_2020: AppelRegles = {
  mode: 'PLAFOND',
  montantBase: 150_000_000n,
  bonifications: [],
  plafonds: [
    { code: 'MOITIE', libelle: "Part de l'État", type: 'TAUX_MAX', tauxBp: TAUX_ETAT, sourceJuridique: SOURCE },
    { code: 'MINIMUM', libelle: 'Projet minimal', type: 'PROJET_MIN', montant: 2_000_000n, sourceJuridique: SOURCE },
  ],
};

/** The State's half of a programme of passes, rounded down (R7; T13). */
export function partEtatPass(coutProgramme: Centimes): Centimes {
  return partTaux(coutProgramme, TAUX_ETAT);
}

/** What was bought and used, at the end of the convention. */
export interface UsagePass {
  passesUtilises: bigint;
  prixPasse: Centimes;
  /** Maximum of the convention, in cents. */
  maximum: Centimes;
  dejaVerse: Centimes;
}

/** What the State owes for the passes really used, and what comes back (R7, R40; T11). */
export function soldePass({ passesUtilises, prixPasse, maximum, dejaVerse }: UsagePass): Solde {
  const part = partEtatPass(passesUtilises * prixPasse);
  return solder(part < maximum ? part : maximum, dejaVerse);
}

/** At least half of the passes go to "publics PIC", far from employment (R7). @returns `INELIGIBLE` below */
export function verifierPublicsPic(passesTotal: bigint, passesPic: bigint): Decision {
  if (passesPic < 0n || passesPic > passesTotal) {
    return refuser('ENTREE_INVALIDE', 'Le nombre de passes PIC est compris entre zéro et le total.', 'passesPic');
  }
  if (2n * passesPic >= passesTotal) return accepter();
  const message = `La moitié des passes au moins va aux publics PIC : ${passesPic} sur ${passesTotal} ne suffit pas.`;
  return refuser('INELIGIBLE', message, 'passesPic');
}

/** A commune applies only in a grouping, of which one member carries the project and receives the grant (R7). */
export function verifierPorteurPass(
  porteur: CategorieOrganisme,
  partenaires: readonly { denomination: string }[],
): Decision {
  if (porteur !== 'COMMUNE' || partenaires.length > 0) return accepter();
  const message =
    'Une commune seule ne peut pas candidater : elle le peut dans un groupement dont elle est le porteur unique.';
  return refuser('INELIGIBLE', message, 'porteur.categorie');
}
