import {
  CLAUSES_TYPES,
  LIBELLES_BASE_AIDE,
  annexesApplicables,
  cumulMinimis,
  doitContratEngagementRepublicain,
  echeanceCompteRendu,
  jourDeParis,
  logosImprimes,
  partiesLibresImprimees,
  partsActives,
  plafondMinimis,
  totauxBudget,
  type ActeHabilitant,
  type ActionFinancee,
  type ConsortiumConvention,
  type DonneesConvention,
  type DureeConvention,
  type Jour,
  type LieuConvention,
  type SeanceConvention,
} from '@tdt/domaine';
import type { RegleAppel } from './calcul.js';
import { reglesDeCalcul } from './calcul.js';
import type { Dossier, LigneLieu } from './dossier.js';
import { assemblerBudget, assemblerEcheanciers, assemblerPlan, natureDepenses } from './financement.js';
import { avecLogo, partieBeneficiaire, partieFinanceur, siretDe } from './parties.js';

/** What no row of the file says, and that whoever makes the convention decides. Null: not decided, or the usual. */
export interface Complements {
  acteBeneficiaire: ActeHabilitant | null;
  excedentBp: number | null;
  limiteBilan: Jour | null;
  dateEffet: Jour | null;
  description: string | null;
  tribunal: string | null;
  fongibiliteBp: number | null;
  depensesExclues: string[];
}

export interface Assemblage {
  dossier: Dossier;
  /** Rules of the call, null when it has none. */
  regles: RegleAppel;
  complements: Complements;
  numero: string | null;
  version: number;
  /** Paris day of the making. */
  etablieLe: Jour;
}

const DESCRIPTION_USUELLE =
  'Le bénéficiaire met en œuvre le projet sous sa seule responsabilité, sur les territoires nommés ci-après.';
const VERSION_CER = 'décret n° 2021-1947 du 31 décembre 2021';
const TRIBUNAL_DU_SIEGE = 'tribunal administratif dans le ressort duquel le bénéficiaire a son siège';

/**
 * The data of a convention, from the rows of the file (R27 to R33). Pure. Nothing is refused here: what is missing stays
 * null, and the domain says what it is.
 */
export function assemblerConvention(assemblage: Assemblage): DonneesConvention {
  const { dossier, complements, numero, version, etablieLe } = assemblage;
  const { candidature, porteur } = dossier;
  const parts = partsActives(dossier.parts);
  const financeurs = [...new Set(parts.map((p) => p.financeurId))].map((id) => partieFinanceur(dossier, id));
  const beneficiaire = partieBeneficiaire(porteur, candidature, complements.acteBeneficiaire);
  const duree = assemblerDuree(assemblage);
  const cout = totauxBudget(dossier.budget).charges;
  const donnees: DonneesConvention = {
    entete: {
      numero,
      titre: candidature.titre,
      exercices: exercices(duree),
      version,
      projet: true,
      mode: 'MULTIPARTITE',
      etablieLe,
    },
    financeurs,
    beneficiaire,
    consortium: assemblerConsortium(dossier),
    appel: { type: candidature.appelType, titre: candidature.appelTitre, reference: candidature.appelCode },
    seance: assemblerSeance(dossier, etablieLe),
    objet: enMinuscule(candidature.resume),
    description: complements.description ?? DESCRIPTION_USUELLE,
    actions: assemblerActions(dossier, duree),
    duree,
    cout: {
      total: cout,
      natureDepenses: natureDepenses(dossier.budget),
      eligibiliteDebut: duree.debut,
      eligibiliteFin: duree.fin,
      fraisIndirectsBp: null,
      depensesExclues: complements.depensesExclues,
      fongibiliteBp: complements.fongibiliteBp,
    },
    plan: assemblerPlan(dossier, parts, cout),
    regles: reglesDeCalcul(assemblage.regles, dossier, parts, cout),
    echeanciers: assemblerEcheanciers(dossier, parts, duree),
    aideEtat: assemblerAideEtat(dossier, etablieLe),
    cer: assemblerCer(dossier),
    budget: assemblerBudget(dossier, parts),
    clauses: {
      ...CLAUSES_TYPES,
      excedent: complements.excedentBp === null ? null : { pourcentBp: complements.excedentBp, montant: null },
      origineInitiative: candidature.origineInitiative === 'PORTEUR' ? 'BENEFICIAIRE' : candidature.origineInitiative,
      tribunal: complements.tribunal ?? TRIBUNAL_DU_SIEGE,
    },
    annexes: [],
    partiesLibres: partiesLibresImprimees(dossier.partiesLibres),
    logos: logosImprimes(avecLogo(dossier, [...financeurs, beneficiaire]), dossier.partiesLibres.sansLogo),
  };
  return { ...donnees, annexes: annexesApplicables(donnees) };
}

function assemblerDuree({ dossier, complements }: Assemblage): DureeConvention {
  const { debut, fin } = dossier.candidature;
  // The grant is for the financial years of the project; the last one ends with the calendar year unless stated (R37).
  const usuelle = fin === null ? null : echeanceCompteRendu(`${fin.slice(0, 4)}-12-31`);
  return { dateEffet: complements.dateEffet, debut, fin, limiteBilan: complements.limiteBilan ?? usuelle };
}

function exercices({ debut, fin }: DureeConvention): number[] {
  if (debut === null || fin === null) return [];
  const [premier, dernier] = [Number(debut.slice(0, 4)), Number(fin.slice(0, 4))];
  return Array.from({ length: Math.max(0, dernier - premier) + 1 }, (_, i) => premier + i);
}

function assemblerConsortium({ partenaires }: Dossier): ConsortiumConvention | null {
  if (partenaires.length === 0) return null;
  const mandats = partenaires.map((p) => p.mandatLe).filter((jour) => jour !== null);
  return {
    // The mandate is whole when the last partner has given it.
    mandatLe: mandats.length === partenaires.length ? (mandats.sort().at(-1) ?? null) : null,
    membres: partenaires.map((p) => ({ denomination: p.nom, siret: siretDe(p), part: 0n })),
  };
}

function assemblerSeance({ vote }: Dossier, etablieLe: Jour): SeanceConvention {
  if (vote === null) return { conference: '', date: etablieLe, numeroDeliberation: '' };
  const { conference, tenueLe, numeroDeliberation } = vote;
  return { conference, date: jourDeParis(tenueLe), numeroDeliberation };
}

/** As it is read after a colon; an acronym keeps its capitals. Null for a text that says nothing. */
function enMinuscule(texte: string): string | null {
  const dit = texte.trim();
  if (dit === '') return null;
  return /^\p{Lu}\p{Ll}/u.test(dit) ? dit.charAt(0).toLowerCase() + dit.slice(1) : dit;
}

function enLieu({ type, code, libelle }: LigneLieu): LieuConvention {
  return { type, code, libelle };
}

/** An action that names no place happens on the whole territory of the project; so does the first one if all name some. */
function assemblerActions({ actions, territoires }: Dossier, { debut, fin }: DureeConvention): ActionFinancee[] {
  const partout = actions.findIndex((action) => action.lieux.length === 0);
  return actions.map((action, rang) => ({
    titre: action.intitule,
    description: action.description,
    debut,
    fin,
    lieux: [...(rang === Math.max(partout, 0) || action.lieux.length === 0 ? territoires : []), ...action.lieux].map(
      enLieu,
    ),
    indicateurs: action.indicateur.trim() === '' ? [] : [{ libelle: action.indicateur, cible: action.cible }],
  }));
}

function assemblerAideEtat({ candidature, aidesDeclarees }: Dossier, jour: Jour): DonneesConvention['aideEtat'] {
  const base = candidature.regimeAide;
  if (base === null) return null;
  const plafond = plafondMinimis(base, jour);
  return {
    base,
    cumulDeclare: plafond === null ? null : cumulMinimis(jour, aidesDeclarees),
    plafond,
    reference: LIBELLES_BASE_AIDE[base],
  };
}

function assemblerCer({ candidature, porteur }: Dossier): DonneesConvention['cer'] {
  const { cerAccepteLe, cerSignataire, cerVersion, representantQualite } = candidature;
  if (cerAccepteLe === null || cerSignataire === null || !doitContratEngagementRepublicain(porteur.categorie)) {
    return null;
  }
  return {
    accepteLe: cerAccepteLe,
    signataireNom: cerSignataire,
    signataireQualite: representantQualite ?? porteur.representantQualite ?? '',
    versionTexte: cerVersion ?? VERSION_CER,
  };
}
