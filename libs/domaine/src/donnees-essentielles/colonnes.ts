import {
  annee,
  annees,
  conditions,
  jour,
  montant,
  nature,
  ouiNon,
  part,
  periode,
  rna,
  siret,
  texteBorne,
  texteLibre,
  type Format,
} from './formats.js';
import type { NomColonne, ProfilDonnees } from './profils.js';

/** What a column holds, and in which profiles it may not be empty. */
export interface Colonne {
  format: Format;
  obligatoire: readonly ProfilDonnees[];
}

const TOUS: readonly ProfilDonnees[] = ['ETALAB', 'SCDL', 'ETENDU'];
const ETENDU: readonly ProfilDonnees[] = ['ETENDU'];

const colonne = (format: Format, obligatoire: readonly ProfilDonnees[] = []): Colonne => ({ format, obligatoire });

/** Every column of every profile (domain §5). */
export const COLONNES: Readonly<Record<NomColonne, Colonne>> = {
  nomAttribuant: colonne(texteLibre, TOUS),
  idAttribuant: colonne(siret, TOUS),
  dateConvention: colonne(jour, TOUS),
  referenceDecision: colonne(texteLibre),
  nomBeneficiaire: colonne(texteLibre, TOUS),
  // In the two others, a number of the register of associations may stand in its place.
  idBeneficiaire: colonne(siret, ['ETALAB']),
  rnaBeneficiaire: colonne(rna),
  objet: colonne(texteBorne(256), TOUS),
  montant: colonne(montant, TOUS),
  nature: colonne(nature, TOUS),
  conditionsVersement: colonne(conditions, TOUS),
  datesPeriodeVersement: colonne(periode, TOUS),
  idRAE: colonne(texteBorne(5)),
  notificationUE: colonne(ouiNon, TOUS),
  pourcentageSubvention: colonne(part, TOUS),
  dispositifAide: colonne(texteLibre),
  idSubvention: colonne(texteLibre, ETENDU),
  nomServiceInstructeur: colonne(texteLibre),
  exerciceBudgetaire: colonne(annee, ETENDU),
  pluriannualite: colonne(ouiNon, ETENDU),
  anneesPluriannualite: colonne(annees),
  dateDecision: colonne(jour),
  dispositif: colonne(texteLibre),
  statutLabel: colonne(texteLibre, ETENDU),
  montantDemande: colonne(montant),
  ej: colonne(texteLibre),
  cofinancement: colonne(ouiNon, ETENDU),
  attribuantsCofinanceurs: colonne(texteLibre),
  idCofinancement: colonne(texteLibre),
  evaluationCout: colonne(montant),
  dateMiseAJour: colonne(jour, ETENDU),
};
