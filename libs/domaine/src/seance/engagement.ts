import { estJour, type Jour } from '../calendrier/index.js';
import type { TypeActe } from '../convention/actes.js';
import { avancer } from '../cycle.js';
import { estCollectivite, type CategorieOrganisme } from '../identifiants/categories.js';
import { ecrireEuros, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';
import { CYCLE_PART, type EtatPart } from './cycle-part.js';

/** The funder's own act, as typed in (R24). `montant`: the amount that the act grants, in centimes. */
export interface ActeEngagement {
  typeActe: TypeActe;
  numero: string;
  dateActe: Jour;
  montant: Centimes;
  signataireNom: string;
  signataireQualite: string;
  /** Day on which the act was sent to the préfet: required for a collectivité. */
  transmisLe?: Jour | null;
}

export interface DemandeEngagement {
  part: { id: string; etat: EtatPart; financeurId: string; montant: Centimes };
  acte: ActeEngagement;
  agent: { organismeId: string };
  financeur: { id: string; categorie: CategorieOrganisme };
  /** Paris day of the session's vote. */
  voteLe: Jour;
  /** Paris day of the recording. */
  aujourdhui: Jour;
}

/** What of a request the act itself is checked against. */
export interface ActeAControler {
  acte: Omit<ActeEngagement, 'montant'>;
  financeur: { categorie: CategorieOrganisme };
  /** Paris day of the recording. */
  aujourdhui: Jour;
}

export interface EngagementFait {
  partId: string;
  etat: EtatPart;
  montant: Centimes;
  acte: ActeEngagement;
  /** French sentences for what a person decides (W rules): R34, act older than the vote. */
  avertissements: string[];
}

/**
 * Commits a share by its own funder's act: the only way from VOTEE to ENGAGEE (R24). Refusals, in this order: ETAT_INVALIDE
 * (share not voted), INTERDIT (another organisation's share), ACTE_INVALIDE with every missing or wrong field of the act
 * in `details`, ACTE_INVALIDE (amount other than the voted one).
 */
export function enregistrerEngagement(demande: DemandeEngagement): Decision<EngagementFait> {
  const { part, acte, agent, financeur } = demande;
  const suite = avancer(CYCLE_PART, part.etat, 'engager');
  if (!suite.ok) return suite;
  const verdict = premierRefus(
    () => exigerPropreFinanceur(part.financeurId, agent.organismeId, financeur.id),
    () => exigerActeComplet(demande),
    () => exigerMontantVote(acte.montant, part.montant),
  );
  if (!verdict.ok) return verdict;
  const avertissements = avertir(demande);
  return accepter({ partId: part.id, etat: suite.fait, montant: part.montant, acte, avertissements });
}

function exigerPropreFinanceur(deLaPart: string, deLAgent: string, financeur: string): Decision {
  if (deLaPart === deLAgent && deLaPart === financeur) return accepter();
  return refuser('INTERDIT', 'Seul le financeur de cette part peut l’engager, par son propre acte.', 'partId');
}

/** Is the act whole and dated right (R24)? `ACTE_INVALIDE` with every missing or wrong field in `details`. */
export function exigerActeComplet({ acte, financeur, aujourdhui }: ActeAControler): Decision {
  const details = [
    ...fautesTextes(acte),
    ...fautesDate(acte, aujourdhui),
    ...fautesTransmission(acte, financeur.categorie, aujourdhui),
  ];
  const [premiere] = details;
  return premiere ? refuser('ACTE_INVALIDE', premiere.message, premiere.chemin, details) : accepter();
}

function faute(champ: keyof ActeEngagement, message: string): DetailRefus {
  return { code: 'ACTE_INVALIDE', chemin: `acte.${champ}`, message };
}

function fautesTextes(acte: ActeAControler['acte']): DetailRefus[] {
  const attendus = {
    numero: 'Indiquez le numéro de l’acte.',
    signataireNom: 'Indiquez le nom du signataire de l’acte.',
    signataireQualite: 'Indiquez la qualité du signataire de l’acte.',
  };
  return (Object.keys(attendus) as (keyof typeof attendus)[])
    .filter((champ) => acte[champ].trim() === '')
    .map((champ) => faute(champ, attendus[champ]));
}

function fautesDate({ dateActe }: ActeAControler['acte'], aujourdhui: Jour): DetailRefus[] {
  if (!estJour(dateActe)) return [faute('dateActe', 'La date de l’acte n’existe pas.')];
  if (dateActe > aujourdhui) return [faute('dateActe', 'La date de l’acte est dans le futur.')];
  return [];
}

function fautesTransmission(
  acte: ActeAControler['acte'],
  categorie: CategorieOrganisme,
  aujourdhui: Jour,
): DetailRefus[] {
  const transmis = acte.transmisLe ?? null;
  if (transmis === null) {
    if (!estCollectivite(categorie)) return [];
    const message = 'Indiquez la date de transmission de l’acte au contrôle de légalité.';
    return [faute('transmisLe', message)];
  }
  if (!estJour(transmis) || transmis > aujourdhui) {
    return [faute('transmisLe', 'La date de transmission n’existe pas ou est dans le futur.')];
  }
  if (transmis < acte.dateActe) {
    return [faute('transmisLe', 'La transmission au contrôle de légalité suit l’acte.')];
  }
  return [];
}

function exigerMontantVote(deLActe: Centimes, vote: Centimes): Decision {
  if (deLActe === vote) return accepter();
  return refuser(
    'ACTE_INVALIDE',
    `L’acte porte ${ecrireEuros(deLActe)} alors que la conférence a voté ${ecrireEuros(vote)}.`,
    'acte.montant',
  );
}

function avertir({ acte, financeur, voteLe }: DemandeEngagement): string[] {
  const avertissements: string[] = [];
  if (estCollectivite(financeur.categorie) && acte.typeActe !== 'DELIBERATION') {
    avertissements.push(
      'L’attribution d’une subvention par une collectivité relève d’une délibération distincte du vote du budget (R34).',
    );
  }
  if (acte.dateActe < voteLe) {
    avertissements.push('L’acte est antérieur au vote de la conférence : vérifiez qu’il vise bien ce projet.');
  }
  return avertissements;
}
