import type { Jour } from '../calendrier/index.js';
import type { EtatConvention } from '../convention/cycles.js';
import type { DonneesConvention, LignePlanConvention, PartieConvention } from '../convention/donnees.js';
import { somme } from '../montant/montant.js';
import { repartirPlusFortReste } from '../montant/repartition.js';
import { beneficiairesDe, estPersonnePhysique, type Beneficiaire } from './beneficiaires.js';
import { couperObjet, ecrireDecimal, ecrirePourcentages, surUneLigne } from './ecriture.js';
import { estAttribuantLie, estPubliable } from './obligation.js';
import type { LigneEssentielle } from './profils.js';
import { conditionsVersement, periodeVersement } from './versements.js';

/** A convention as it was frozen, where it stands, and the Paris day of its last signature. */
export interface ConventionAPublier {
  donnees: DonneesConvention;
  etat: EtatConvention;
  signeeLe: Jour | null;
  /** Inhabitants of the local authorities that are known, by organisation. */
  habitants?: ReadonlyMap<string, number>;
}

const RNA_PUBLIABLE = /^W\d{9}$/;
const ACCORDE = 'Accordé';

const ouiNon = (vrai: boolean): string => (vrai ? 'oui' : 'non');
const enListe = (valeurs: readonly string[]): string =>
  [...new Set(valeurs.map((v) => surUneLigne(v).replaceAll(';', ',')))].filter((v) => v !== '').join(';');

/** The public funders of a convention that must publish, each once whatever the number of its shares (R43). */
function attribuantsDe({ donnees, habitants }: ConventionAPublier): PartieConvention[] {
  const payeurs = new Set(donnees.plan.lignes.filter((l) => l.montant > 0n).map((l) => l.financeurId));
  return donnees.financeurs.filter(
    ({ organismeId, categorie }) =>
      payeurs.has(organismeId) && estAttribuantLie(categorie, habitants?.get(organismeId) ?? null),
  );
}

/** The public funders of the same plan that must publish: those of the other conventions too, in a coordinated set. */
function cofinanceursDe({ donnees, habitants }: ConventionAPublier): { id: string; nom: string }[] {
  return (donnees.ensemble?.lignes ?? donnees.plan.lignes)
    .filter((l) => l.montant > 0n && estAttribuantLie(l.categorie, habitants?.get(l.financeurId) ?? null))
    .map((l) => ({ id: l.financeurId, nom: l.financeur }));
}

interface Contexte {
  donnees: DonneesConvention;
  signeeLe: Jour;
  cofinanceurs: readonly { id: string; nom: string }[];
}

/** What the lines of an agreement have in common. */
function communes({ donnees, signeeLe }: Contexte) {
  const { entete, aideEtat, seance, cout } = donnees;
  const objet = donnees.objet ?? entete.titre;
  return {
    dateConvention: signeeLe,
    objet: couperObjet(objet.charAt(0).toUpperCase() + objet.slice(1)),
    nature: 'aide en numéraire',
    idRAE: '',
    notificationUE: ouiNon(aideEtat !== null && ['DE_MINIMIS', 'DE_MINIMIS_SIEG'].includes(aideEtat.base)),
    nomServiceInstructeur: surUneLigne(seance.conference),
    exerciceBudgetaire: String(entete.exercices[0] ?? signeeLe.slice(0, 4)),
    pluriannualite: ouiNon(entete.exercices.length > 1),
    anneesPluriannualite: entete.exercices.length > 1 ? entete.exercices.join(';') : '',
    statutLabel: ACCORDE,
    // What a file asked is not public, and the number of the State's accounts is not known here.
    montantDemande: '',
    ej: '',
    // The conventions of a set share it: one project is found again behind several of them.
    idCofinancement: donnees.ensemble?.numero ?? entete.numero ?? '',
    evaluationCout: ecrireDecimal(cout.total),
    dateMiseAJour: signeeLe,
  };
}

/** What all the beneficiaries of one funder have in common: its acts, its payments, those who pay beside it. */
function deLAttribuant(contexte: Contexte, attribuant: PartieConvention, parts: readonly LignePlanConvention[]) {
  const { donnees, signeeLe, cofinanceurs } = contexte;
  const ids = new Set(parts.map((p) => p.partId));
  const versements = donnees.echeanciers.filter((e) => ids.has(e.partId)).flatMap((e) => e.versements);
  const actes = parts.map((p) => p.acte).filter((acte) => acte !== null);
  const dispositif = enListe(parts.map((p) => p.dispositif));
  const autres = cofinanceurs.filter((c) => c.id !== attribuant.organismeId);
  return {
    nomAttribuant: surUneLigne(attribuant.denomination),
    idAttribuant: attribuant.siret ?? '',
    referenceDecision: enListe(actes.map((a) => a.numero)),
    dateDecision:
      actes
        .map((a) => a.date)
        .sort()
        .at(-1) ?? '',
    conditionsVersement: conditionsVersement(versements),
    datesPeriodeVersement: periodeVersement(donnees, versements, signeeLe),
    dispositif,
    dispositifAide: dispositif,
    cofinancement: ouiNon(autres.length > 0),
    attribuantsCofinanceurs: enListe(autres.map((c) => c.nom)),
  };
}

function duBeneficiaire({ nom, siret, rna }: Beneficiaire) {
  return {
    nomBeneficiaire: surUneLigne(nom),
    idBeneficiaire: siret ?? '',
    // The SCDL knows W and 9 digits only; the other numbers of the register (W2A…, W9R…) have no place in it.
    rnaBeneficiaire: rna !== null && RNA_PUBLIABLE.test(rna) ? rna : '',
  };
}

/**
 * The essential data of a convention, one line for each public funder bound to publish and each beneficiary (R43, domain
 * §5). `montant` is what that beneficiary receives of that funder: the lines of a file sum to what it grants, as in the
 * official example. A convention that is not signed, or that only private funders pay (E11), has none; neither has one whose
 * beneficiary is a natural person. Lines come as the data allow: `constatsLigne` says which may be published.
 */
export function lignesEssentielles(convention: ConventionAPublier): LigneEssentielle[] {
  const { donnees, etat, signeeLe } = convention;
  if (!estPubliable(etat, signeeLe) || estPersonnePhysique(donnees.beneficiaire.formeJuridique)) return [];
  const attribuants = attribuantsDe(convention);
  if (attribuants.length === 0) return [];
  const beneficiaires = beneficiairesDe(donnees);
  const contexte = { donnees, signeeLe, cofinanceurs: cofinanceursDe(convention) };
  const pourcentages = ecrirePourcentages(beneficiaires.map((b) => b.part));
  return attribuants.flatMap((attribuant) => {
    const parts = donnees.plan.lignes.filter((l) => l.financeurId === attribuant.organismeId);
    const montants = repartirPlusFortReste(
      somme(parts.map((p) => p.montant)),
      beneficiaires.map((b) => b.part),
    );
    const base = { ...communes(contexte), ...deLAttribuant(contexte, attribuant, parts) };
    const reference = `${base.idCofinancement}-${base.idAttribuant}`;
    const lignes = beneficiaires.map((beneficiaire, rang) => ({
      ...base,
      ...duBeneficiaire(beneficiaire),
      montant: ecrireDecimal(montants[rang] ?? 0n),
      pourcentageSubvention: pourcentages[rang] ?? '',
      idSubvention: beneficiaires.length > 1 ? `${reference}-${rang + 1}` : reference,
    }));
    // A beneficiary may be too small for a cent of a small share.
    return lignes.filter((_, rang) => montants[rang] !== 0n);
  });
}
