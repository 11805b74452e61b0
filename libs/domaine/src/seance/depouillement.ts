import { compter } from '../texte/accord.js';
import {
  membresVotants,
  type AssietteMajorite,
  type Majorite,
  type MembreSeance,
  type Reglement,
} from './reglement.js';
import { pouvoirsEffectifs, type PresenceSeance } from './quorum.js';
import type { Bulletin } from './scrutin.js';

/** The result of a ballot, in votes (weights), as proclaimed and minuted (R22). */
export interface ResultatScrutin {
  pour: number;
  contre: number;
  abstention: number;
  exprimes: number;
  /** What the majority was counted on. */
  base: number;
  adopte: boolean;
  /** The casting vote decided. */
  voixPreponderante: boolean;
  /** A French sentence for the minutes. */
  motif: string;
}

/** `deports`: those of the item. */
export interface DemandeDepouillement extends Omit<PresenceSeance, 'sansQuorum'> {
  bulletins: readonly Bulletin[];
}

const LIBELLES_MAJORITE: Readonly<Record<Majorite, string>> = {
  SIMPLE: 'majorité simple',
  ABSOLUE: 'majorité absolue',
  QUALIFIEE: 'majorité qualifiée',
  UNANIMITE: 'unanimité',
};

const LIBELLES_ASSIETTE: Readonly<Record<AssietteMajorite, string>> = {
  EXPRIMES: 'suffrages exprimés',
  PRESENTS: 'voix présentes ou représentées',
};

/**
 * Counts the ballot. Abstentions are not votes cast. SIMPLE: more for than against. ABSOLUE: more than half of the base.
 * QUALIFIEE: at least the fraction of the base. UNANIMITE: the whole base. Nobody for: never adopted. On a tie (SIMPLE,
 * ABSOLUE) the vote of the one who presides decides, if the règlement gives it and if he votes himself (R22).
 * Throws an Error on a ballot paper that `voter` would not have let in: a fault of ours.
 */
export function depouiller(demande: DemandeDepouillement): ResultatScrutin {
  exigerBulletinsValides(demande);
  const { reglement, bulletins } = demande;
  const pour = voixDe(bulletins, 'POUR');
  const contre = voixDe(bulletins, 'CONTRE');
  const abstention = voixDe(bulletins, 'ABSTENTION');
  const exprimes = pour + contre;
  const base = reglement.assiette === 'EXPRIMES' ? exprimes : voixPresentes(demande);
  const sensPreponderant = partage(reglement, pour, contre, base) ? sensDuPresident(demande) : null;
  const adopte =
    sensPreponderant === null ? majoriteAtteinte(reglement, pour, contre, base) : sensPreponderant === 'POUR';
  const voixPreponderante = sensPreponderant !== null;
  const motif = phrase({ pour, contre, abstention, adopte, voixPreponderante }, reglement);
  return { pour, contre, abstention, exprimes, base, adopte, voixPreponderante, motif };
}

function exigerBulletinsValides({ bulletins, membres, deports }: DemandeDepouillement): void {
  const votants = new Map(membresVotants(membres).map((m) => [m.id, m.voix]));
  const vus = new Set<string>();
  for (const { membreId, voix } of bulletins) {
    if (votants.get(membreId) !== voix) throw new Error(`Bulletin sans siège ou de poids faux : ${membreId}.`);
    if (deports.some((d) => d.membreId === membreId)) throw new Error(`Bulletin d'un membre déporté : ${membreId}.`);
    if (vus.has(membreId)) throw new Error(`Deux bulletins du même siège : ${membreId}.`);
    vus.add(membreId);
  }
}

function voixDe(bulletins: readonly Bulletin[], sens: Bulletin['sens']): number {
  return bulletins.filter((b) => b.sens === sens).reduce((total, b) => total + b.voix, 0);
}

/** Votes of the seats present or represented on the item, whether they voted or not. */
function voixPresentes(demande: DemandeDepouillement): number {
  const deportes = new Set(demande.deports.map((d) => d.membreId));
  const presents = demande.emargements.map((e) => e.membreId).filter((id) => !deportes.has(id));
  const representes = pouvoirsEffectifs(demande).map((p) => p.mandantId);
  const sieges = new Set([...presents, ...representes]);
  return demande.membres.filter((m) => sieges.has(m.id)).reduce((total, m) => total + m.voix, 0);
}

function majoriteAtteinte(reglement: Reglement, pour: number, contre: number, base: number): boolean {
  if (pour === 0) return false;
  switch (reglement.majorite) {
    case 'SIMPLE':
      return pour > contre;
    case 'ABSOLUE':
      return 2 * pour > base;
    case 'QUALIFIEE':
      return pour * (reglement.majoriteDenominateur ?? 1) >= (reglement.majoriteNumerateur ?? 1) * base;
    case 'UNANIMITE':
      return pour === base;
  }
}

/** A tie that a casting vote may break: as many for as against, and for an absolute majority nothing else in the base. */
function partage({ majorite }: Reglement, pour: number, contre: number, base: number): boolean {
  if (pour !== contre || pour === 0) return false;
  return majorite === 'SIMPLE' || (majorite === 'ABSOLUE' && 2 * pour === base);
}

/**
 * The member who presides the item: the president when he sits himself and is not in déport, else the vice-president on
 * the same terms, else nobody has the casting vote.
 */
export function presidentDuPoint({
  membres,
  emargements,
  deports,
}: Pick<PresenceSeance, 'membres' | 'emargements' | 'deports'>): MembreSeance | null {
  const siege = (m: MembreSeance) =>
    emargements.some((e) => e.membreId === m.id && e.qualite === 'TITULAIRE') &&
    !deports.some((d) => d.membreId === m.id);
  const president = membres.find((m) => m.president && siege(m));
  return president ?? membres.find((m) => m.vicePresident && siege(m)) ?? null;
}

/** The side of the casting vote, `null` when there is none: not in the règlement, not voting himself, or abstaining. */
function sensDuPresident(demande: DemandeDepouillement): 'POUR' | 'CONTRE' | null {
  const { reglement, bulletins } = demande;
  const preside = presidentDuPoint(demande);
  if (!preside || !reglement.voixPreponderante) return null;
  if (!preside.president && !reglement.voixPreponderanteVicePresident) return null;
  const bulletin = bulletins.find((b) => b.membreId === preside.id);
  return bulletin && bulletin.sens !== 'ABSTENTION' ? bulletin.sens : null;
}

function phrase(
  resultat: Pick<ResultatScrutin, 'pour' | 'contre' | 'abstention' | 'adopte' | 'voixPreponderante'>,
  { majorite, assiette }: Reglement,
): string {
  const { pour, contre, abstention, adopte, voixPreponderante } = resultat;
  const issue = adopte ? 'Adopté' : 'Rejeté';
  const decompte = `${pour} voix pour, ${contre} contre, ${compter(abstention, 'abstention')}`;
  const regle = voixPreponderante
    ? 'partage égal des voix, tranché par la voix prépondérante de la présidence'
    : `${LIBELLES_MAJORITE[majorite]} des ${LIBELLES_ASSIETTE[assiette]}`;
  return `${issue} : ${decompte} (${regle}).`;
}
