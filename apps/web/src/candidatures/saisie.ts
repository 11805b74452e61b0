import { ecrireEuros } from '@tdt/domaine';
import type { CandidatureLue } from './candidature.js';

export interface LieuSaisi {
  communeCode: string;
  commune: string;
  dispositif: Api.DispositifZonage | null;
  zonageCode: string | null;
  libelle: string;
  /** In the reference list of the call (R5): the server says it, or the place was picked from that list. */
  reconnu: boolean;
}

export interface ActionSaisie {
  intitule: string;
  description: string;
  indicateur: string;
  cible: string;
  lieux: LieuSaisi[];
}

export interface PartenaireSaisi {
  organismeId: string;
  nom: string;
  role: string;
  mandatLe: string;
}

export interface LigneBudgetSaisie {
  compte: string;
  libelle: string;
  montant: string;
}

export interface LignePlanSaisie {
  type: Api.TypeLignePlan;
  financeur: { id: string; nom: string; categorie: Api.CategorieOrganisme } | null;
  nature: Api.NatureProjet | '';
  dispositif: string;
  assiette: string;
  montant: string;
}

export interface AideSaisie {
  date: string;
  montant: string;
}

export interface TerritoireSaisi {
  nature: Api.NatureTerritoire;
  code: string;
  nom: string;
  regionCode: string | null;
}

/**
 * What the form holds, as it is typed: amounts and days are texts, possibly wrong or half-written. Its fields are those of
 * the API's input, so that a refusal finds its field and each is saved, merged and compared on its own.
 */
export interface Saisie {
  titre: string;
  resume: string;
  origineInitiative: Api.OrigineInitiative | '';
  nature: Api.NatureProjet;
  debut: string;
  fin: string;
  regimeAide: Api.RegimeAide | '';
  montantDemande: string;
  assiette: string;
  representantNom: string;
  representantQualite: string;
  contratEngagementRepublicain: { accepte: boolean; date: string; signataire: string };
  exceptionParticipation: { type: Api.ExceptionParticipation | ''; acte: string };
  territoires: TerritoireSaisi[];
  partenaires: PartenaireSaisi[];
  actions: ActionSaisie[];
  budget: LigneBudgetSaisie[];
  plan: LignePlanSaisie[];
  aidesDeclarees: AideSaisie[];
}

export type Champ = keyof Saisie;

/** What each field is called when a person is told about it. */
export const LIBELLES_CHAMP: Record<Champ, string> = {
  titre: 'Titre du projet',
  resume: 'Résumé du projet',
  origineInitiative: 'Initiative du projet',
  nature: 'Nature de la dépense',
  debut: 'Début du projet',
  fin: 'Fin du projet',
  regimeAide: 'Base de l’aide',
  montantDemande: 'Montant demandé au titre de l’appel',
  assiette: 'Dépense éligible',
  representantNom: 'Nom du représentant légal',
  representantQualite: 'Qualité du représentant légal',
  contratEngagementRepublicain: 'Contrat d’engagement républicain',
  exceptionParticipation: 'Exception à la participation minimale',
  territoires: 'Territoires du projet',
  partenaires: 'Partenaires',
  actions: 'Actions et leurs lieux',
  budget: 'Budget',
  plan: 'Plan de financement',
  aidesDeclarees: 'Aides publiques déjà reçues',
};

export const CHAMPS = Object.keys(LIBELLES_CHAMP) as Champ[];

/** Centimes as the API sends them → « 12 500,00 ». */
export function montantSaisi(centimes: string | bigint | null): string {
  return centimes === null ? '' : ecrireEuros(BigInt(centimes)).replace(/\u00a0€$/, '');
}

/** The form that shows this file. */
export function saisieDe(lue: CandidatureLue): Saisie {
  return {
    titre: lue.titre,
    resume: lue.resume,
    origineInitiative: lue.origineInitiative ?? '',
    nature: lue.nature,
    debut: lue.debut ?? '',
    fin: lue.fin ?? '',
    regimeAide: lue.regimeAide ?? '',
    montantDemande: montantSaisi(lue.montantDemande),
    assiette: montantSaisi(lue.assiette),
    representantNom: lue.representantNom ?? '',
    representantQualite: lue.representantQualite ?? '',
    contratEngagementRepublicain: {
      accepte: lue.cerAccepteLe !== null,
      date: lue.cerAccepteLe ?? '',
      signataire: lue.cerSignataire ?? '',
    },
    exceptionParticipation: { type: lue.exceptionParticipation ?? '', acte: lue.exceptionActe ?? '' },
    territoires: lue.territoires,
    partenaires: lue.partenaires.map(({ organisme, role, mandatLe }) => ({
      organismeId: organisme.id,
      nom: organisme.nom,
      role,
      mandatLe: mandatLe ?? '',
    })),
    actions: lue.actions.map((action) => ({
      ...action,
      lieux: action.lieux.map((lieu) => ({ ...lieu, commune: lieu.commune.nom })),
    })),
    budget: lue.budget.map((ligne) => ({ ...ligne, montant: montantSaisi(ligne.montant) })),
    plan: lue.plan.map((ligne) => ({
      ...ligne,
      nature: ligne.nature ?? '',
      assiette: montantSaisi(ligne.assiette),
      montant: montantSaisi(ligne.montant),
    })),
    aidesDeclarees: lue.aidesDeclarees.map(({ date, montant }) => ({ date, montant: montantSaisi(montant) })),
  };
}

/** Same content for another file: what a new candidature takes from a former one, the amounts asked and the pledge excepted. */
export function reprise(ancienne: Saisie): Partial<Saisie> {
  const { titre, resume, nature, regimeAide, territoires, partenaires, actions, budget, plan } = ancienne;
  // A mandate was given for that project.
  const sansMandat = partenaires.map((p) => ({ ...p, mandatLe: '' }));
  return { titre, resume, nature, regimeAide, territoires, partenaires: sansMandat, actions, budget, plan };
}
