import { avancer } from '../cycle.js';
import type { Jour } from '../calendrier/index.js';
import type { Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { appliquerModifications } from './appliquer-modifications.js';
import { arriveesDe, exigerArrivee } from './arrivee.js';
import { annexesApplicables } from './articles.js';
import { CYCLE_CONVENTION, type EtatConvention } from './cycles.js';
import type { AnnexeConvention, DonneesConvention } from './donnees.js';
import { cibleDe, type Modification } from './modification.js';
import { partiesASigner, type SignatureDePartie } from './signer.js';

export interface DemandeAvenant {
  /** State of the convention to change, the last one that all its parties signed. */
  etat: EtatConvention;
  /** Another avenant of the same convention is in signature. */
  ouvert: boolean;
  /** The frozen data of that convention. */
  donnees: DonneesConvention;
  modifications: readonly Modification[];
  motif: string;
  /** Paris day on which the avenant is made. */
  etablieLe: Jour;
  /** Of the avenant: one more than the last version of this number, withdrawn avenants included. */
  version: number;
}

/** What an avenant makes: another version of the same convention, and who has to sign it. */
export interface AvenantPropose {
  donnees: DonneesConvention;
  parties: SignatureDePartie[];
}

/**
 * May this avenant be proposed (R46)? Refusals, in order: ETAT_INVALIDE (convention not signed, or over), INELIGIBLE (one of a
 * coordinated set), ETAT_INVALIDE (one avenant at a time), ENTREE_INVALIDE (no reason; nothing changed; the same thing changed twice; a value that makes no sense), those of
 * `exigerArrivee`, then those of `appliquerModifications`, then ENTREE_INVALIDE (dates out of order).
 */
export function proposerAvenant(demande: DemandeAvenant): Decision<AvenantPropose> {
  const { donnees, modifications } = demande;
  const verdict = premierRefus(
    () => avancer(CYCLE_CONVENTION, demande.etat, 'remplacer'),
    () => exigerHorsEnsemble(donnees),
    () => exigerSeul(demande.ouvert),
    () => exigerMotif(demande.motif),
    () => exigerModifications(donnees, modifications),
  );
  if (!verdict.ok) return verdict;
  const suite = appliquerModifications(donnees, modifications);
  if (!suite.ok) return suite;
  const dates = exigerDates(suite.fait);
  if (!dates.ok) return dates;
  const { entete } = donnees;
  const nouvelles = {
    ...suite.fait,
    annexes: annexesApres(suite.fait, modifications),
    entete: { ...entete, version: demande.version, etablieLe: demande.etablieLe },
  };
  return accepter({ donnees: nouvelles, parties: partiesConcernees(donnees, modifications) });
}

/** A funder who joins may call for an annex that the convention had not (R32): the files joined to it stay. */
function annexesApres(apres: DonneesConvention, modifications: readonly Modification[]): AnnexeConvention[] {
  if (arriveesDe(modifications).length === 0) return apres.annexes;
  const connues = new Set(apres.annexes.map((a) => a.code));
  return [...apres.annexes, ...annexesApplicables(apres).filter((a) => !connues.has(a.code))];
}

/** What a set has in common would need the same avenant to each of its conventions, at once (R33). */
export function exigerHorsEnsemble({ ensemble }: Pick<DonneesConvention, 'ensemble'>): Decision {
  if (!ensemble) return accepter();
  const message = `Cette convention est l’une de l’ensemble ${ensemble.numero} : le projet et le plan y sont communs, un avenant à une seule n’aurait pas d’effet. Résiliez les conventions de l’ensemble, puis générez-en d’autres depuis le dossier ; une convention signée de tous admet les avenants.`;
  return refuser('INELIGIBLE', message, 'conventionId');
}

function exigerSeul(ouvert: boolean): Decision {
  if (!ouvert) return accepter();
  const message = 'Un avenant est déjà en signature : attendez qu’il soit signé, ou retirez-le.';
  return refuser('ETAT_INVALIDE', message, 'conventionId');
}

function exigerMotif(motif: string): Decision {
  if (motif.trim() !== '') return accepter();
  return refuser('ENTREE_INVALIDE', 'Dites pourquoi : les parties le liront.', 'motif');
}

function exigerModifications(donnees: DonneesConvention, modifications: readonly Modification[]): Decision {
  if (modifications.length === 0) return refuser('ENTREE_INVALIDE', 'Cet avenant ne change rien.', 'modifications');
  const cibles = modifications.map(cibleDe);
  for (const [rang, m] of modifications.entries()) {
    const chemin = `modifications[${rang}]`;
    if (cibles.indexOf(cibleDe(m)) !== rang)
      return refuser('ENTREE_INVALIDE', 'Cette valeur est déjà changée plus haut.', chemin);
    if (m.type === 'FINANCEUR') {
      const admis = m.sens === 'ARRIVEE' ? exigerArrivee(donnees, modifications, rang, m) : accepter();
      if (!admis.ok) return admis;
      continue;
    }
    if (m.de === m.vers) return refuser('ENTREE_INVALIDE', 'Cette valeur est déjà celle de la convention.', chemin);
    if (!valeurAdmise(m)) return refuser('ENTREE_INVALIDE', 'Cette valeur n’est pas admise.', `${chemin}.vers`);
  }
  return accepter();
}

/** A share stays above zero (a funder who brings nothing leaves); no amount is negative, no text blank, no date taken away. */
function valeurAdmise(m: Exclude<Modification, { type: 'FINANCEUR' }>): boolean {
  switch (m.type) {
    case 'MONTANT':
      return m.partId === null ? m.vers >= 0n : m.vers > 0n;
    case 'LIGNE_BUDGET':
      return m.vers >= 0n;
    case 'DATES':
      return m.vers !== null;
    case 'BENEFICIAIRE':
      return m.vers !== null && m.vers.trim() !== '';
  }
}

function exigerDates({ duree, cout }: DonneesConvention): Decision {
  const suites: [Jour | null, Jour | null][] = [
    [duree.debut, duree.fin],
    [duree.fin, duree.limiteBilan],
    [cout.eligibiliteDebut, cout.eligibiliteFin],
  ];
  if (suites.every(([avant, apres]) => avant === null || apres === null || avant <= apres)) return accepter();
  const message = 'Ces dates se contredisent : le début, la fin, puis la limite du bilan.';
  return refuser('ENTREE_INVALIDE', message, 'modifications');
}

/**
 * The parties that an avenant affects: they alone sign again. The beneficiary always; the funder whose share changes, leaves
 * or joins; every party when dates, beneficiary or budget change, since they are common to all.
 * @returns in the order in which they sign when there is one
 */
export function partiesConcernees(
  donnees: DonneesConvention,
  modifications: readonly Modification[],
): SignatureDePartie[] {
  const arrivees = arriveesDe(modifications).map((m) => m.partie);
  const toutes = partiesASigner({ ...donnees, financeurs: [...donnees.financeurs, ...arrivees] });
  const communes = modifications.some((m) => m.type !== 'MONTANT' && m.type !== 'FINANCEUR');
  const touches = new Set(
    modifications.flatMap((m) => {
      if (m.type === 'FINANCEUR') return [m.ligne.financeurId];
      const ligne = m.type === 'MONTANT' ? donnees.plan.lignes.find((l) => l.partId === m.partId) : undefined;
      return ligne ? [ligne.financeurId] : [];
    }),
  );
  return toutes
    .filter(({ organismeId, qualite }) => communes || qualite === 'BENEFICIAIRE' || touches.has(organismeId))
    .map((partie, rang) => ({ ...partie, rang: rang + 1 }));
}

/** What an avenant does to the money of one share, in centimes: above zero more is needed, below it is freed. */
export interface EcartDePart {
  partId: string;
  delta: Centimes;
  /** Nothing is left of the share: its funder leaves. */
  depart: boolean;
  /** There was no share before: its funder joins. */
  arrivee: boolean;
}

/** The shares whose amount changes. */
export function ecartsDesParts(modifications: readonly Modification[]): EcartDePart[] {
  return modifications.flatMap((m): EcartDePart[] => {
    if (m.type === 'MONTANT' && m.partId !== null) {
      return [{ partId: m.partId, delta: m.vers - m.de, depart: false, arrivee: false }];
    }
    if (m.type !== 'FINANCEUR') return [];
    const { partId, montant } = m.ligne;
    const depart = m.sens === 'DEPART';
    return [{ partId, delta: depart ? -montant : montant, depart, arrivee: !depart }];
  });
}
