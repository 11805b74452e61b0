import { ligneDeSubvention, type NaturePart } from '../budget/index.js';
import { estPublique } from '../identifiants/categories.js';
import { tauxBp, type Centimes } from '../montant/index.js';
import { accepter, refuser, type Decision } from '../refus.js';
import type { DonneesConvention, DureeConvention, EcheancierConvention, PartieConvention } from './donnees.js';
import { A_LA_SIGNATURE, dureeEnMois, echeancierParDefaut, type DemandeEcheancier } from './echeancier.js';
import type { Modification, ModificationFinanceur } from './modification.js';

/** A funder who joins a signed convention, and what it brings. */
export interface DemandeArrivee {
  partId: string;
  partie: PartieConvention;
  dispositif: string;
  nature: NaturePart;
  montant: Centimes;
  /** Eligible base of this funder. */
  assiette: Centimes;
}

type PartAPayer = Pick<DemandeEcheancier, 'montant' | 'categorie' | 'nature'> & { partId: string };

/** The usual schedule of a share, within the caps of its funder (R35, R36). */
export function echeancierUsuel(
  { partId, ...part }: PartAPayer,
  { debut, fin, limiteBilan }: DureeConvention,
): EcheancierConvention {
  const dureeMois = debut === null || fin === null ? 0 : dureeEnMois(debut, fin);
  return {
    partId,
    comptable: estPublique(part.categorie)
      ? 'comptable public assignataire du financeur'
      : 'services financiers du financeur',
    ibanMasque: null,
    versements: echeancierParDefaut({ ...part, dureeMois, garantie: false, limiteBilan }),
  };
}

/**
 * The modification by which a funder joins (R46): its share is the last of the plan, a ceiling brought down to real spending,
 * paid by the usual schedule; its line of account 74 stands after those that come before it in the plan of accounts.
 */
export function arriveeDe(d: DonneesConvention, demande: DemandeArrivee): ModificationFinanceur {
  const { partId, partie, dispositif, nature, montant, assiette } = demande;
  const { organismeId, denomination, categorie, acteHabilitant } = partie;
  const compte = ligneDeSubvention(categorie);
  const apres = d.budget.produits.findIndex((p) => p.compte > compte || !p.compte.startsWith('74'));
  return {
    type: 'FINANCEUR',
    sens: 'ARRIVEE',
    rang: d.plan.lignes.length,
    rangPartie: d.financeurs.length,
    partie,
    ligne: {
      partId,
      financeurId: organismeId,
      financeur: denomination,
      categorie,
      dispositif,
      nature,
      assiette,
      montant,
      tauxBp: tauxBp(montant, d.cout.total),
      tauxAssietteBp: tauxBp(montant, assiette),
      acte: acteHabilitant && {
        ...acteHabilitant,
        signataireNom: partie.representantNom ?? '',
        signataireQualite: partie.representantQualite ?? '',
        transmisControleLegaliteLe: null,
      },
      condition: null,
    },
    regle: { partId, mode: 'PLAFOND', base: montant, bonifications: [], maximum: montant },
    echeancier: aCompterDeLAvenant(echeancierUsuel({ partId, montant, categorie, nature }, d.duree)),
    subvention: {
      rang: apres === -1 ? d.budget.produits.length : apres,
      ligne: { compte, libelle: denomination, montant },
    },
  };
}

/** What the others were paid at the signature of the convention, who joins pays at that of the avenant. */
function aCompterDeLAvenant(echeancier: EcheancierConvention): EcheancierConvention {
  const versements = echeancier.versements.map((v) =>
    v.evenement === A_LA_SIGNATURE
      ? { ...v, evenement: 'Signature de l’avenant', pieces: ['Avenant signé', ...v.pieces.slice(1)] }
      : v,
  );
  return { ...echeancier, versements };
}

/** The arrivals among these modifications. */
export function arriveesDe(modifications: readonly Modification[]): ModificationFinanceur[] {
  return modifications.filter((m) => m.type === 'FINANCEUR').filter((m) => m.sens === 'ARRIVEE');
}

/**
 * May this funder join? Refusals, in order: INELIGIBLE (the beneficiary), DOUBLON (a party already, or the same arrival
 * written twice), ENTREE_INVALIDE (no scheme, nothing brought).
 */
export function exigerArrivee(
  donnees: DonneesConvention,
  modifications: readonly Modification[],
  rang: number,
  { partie, ligne }: ModificationFinanceur,
): Decision {
  const chemin = `modifications[${rang}].arrivee`;
  const { organismeId, denomination } = partie;
  if (organismeId === donnees.beneficiaire.organismeId) {
    const message = 'Le bénéficiaire ne se finance pas lui-même : changez ses ressources propres.';
    return refuser('INELIGIBLE', message, `${chemin}.financeurId`);
  }
  const connus = [...donnees.financeurs, ...arriveesDe(modifications.slice(0, rang)).map((m) => m.partie)];
  if (connus.some((f) => f.organismeId === organismeId)) {
    const message = `${denomination} est déjà partie à la convention : changez le montant de sa part.`;
    return refuser('DOUBLON', message, `${chemin}.financeurId`);
  }
  if (ligne.dispositif.trim() === '') {
    const message = 'Dites au titre de quel dispositif ce financeur apporte sa part.';
    return refuser('ENTREE_INVALIDE', message, `${chemin}.dispositif`);
  }
  if (ligne.montant <= 0n) {
    return refuser('ENTREE_INVALIDE', 'Qui arrive apporte plus de zéro euro.', `${chemin}.montant`);
  }
  return accepter();
}
