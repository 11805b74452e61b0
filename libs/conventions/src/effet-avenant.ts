import { GrandLivre, type EcritureAPoster } from '@tdt/appels';
import { Part } from '@tdt/conference';
import {
  accepter,
  avancer,
  CYCLE_CONVENTION,
  CYCLE_PART,
  ecartsDesParts,
  lireModifications,
  partsActives,
  type Decision,
  type EcartDePart,
} from '@tdt/domaine';
import { nouvelId, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { arriver } from './arrivees.js';
import { Convention } from './convention.entity.js';
import { Engagement } from './engagement.entity.js';
import { Signature } from './signature.entity.js';
import { verrouillerParts } from './verrous.js';

/** What the avenant does to the share, and the funder's act by which it does. */
interface PartModifiee {
  part: Part;
  ecart: EcartDePart | null;
  acteId: string | undefined;
}

/**
 * The entries that undo exactly what made this convention's money conventionné, last entry first (I7). None is a fault: a
 * convention is frozen with its entries.
 */
export async function deconventionnements(tx: EntityManager, conventionId: string): Promise<EcritureAPoster[]> {
  const causes = await tx.query<{ id: string }[]>(
    `select id from ecriture where convention_id = $1 and type = 'CONVENTIONNER' order by enveloppe_id desc, rang desc`,
    [conventionId],
  );
  if (causes.length === 0) throw new Error(`convention ${conventionId} : figée sans écriture au grand livre`);
  return causes.map(({ id }) => ({ type: 'ANNULER', enveloppeId: null, causeId: id }));
}

/**
 * The last signature of an avenant: it takes the place of the convention that it changes, and the money follows in one lot.
 * The lot of that convention is undone exactly, what is given up goes back to its envelope, what was kept for an increase is
 * committed by the funder's act, and every share is conventionné again. Refusals: ETAT_INVALIDE, then the ledger's.
 */
export async function prendreEffet(
  tx: EntityManager,
  agent: Pick<AgentConnu, 'utilisateurId'>,
  cle: string,
  avenant: Convention,
  instant: Date,
): Promise<Decision<unknown>> {
  const modifiee = await tx.findOneOrFail(Convention, {
    where: { id: avenant.avenantDeId ?? '' },
    lock: { mode: 'for_no_key_update' },
  });
  const suite = avancer(CYCLE_CONVENTION, modifiee.etat, 'remplacer');
  if (!suite.ok) return suite;
  await tx.update(Convention, { id: modifiee.id }, { etat: suite.fait });
  const ecarts = ecartsDesParts(lireModifications(avenant.avenantModifications ?? '[]'));
  const parts = partsActives(await verrouillerParts(tx, avenant.candidatureId));
  const modifiees: PartModifiee[] = [];
  for (const part of parts) {
    const ecart = ecarts.find((e) => e.partId === part.id) ?? null;
    const acteId = ecart ? await inscrireActe(tx, avenant, part, ecart, instant) : undefined;
    modifiees.push({ part, ecart, acteId });
  }
  const lot = await new GrandLivre(tx).poster({ cle, acteurId: agent.utilisateurId, operation: 'signerConvention' }, [
    ...(await deconventionnements(tx, modifiee.id)),
    ...ecritures(avenant, modifiees),
  ]);
  if (!lot.ok) return lot;
  for (const { part, ecart } of modifiees) {
    if (!ecart) continue;
    const changee = partChangee(part, ecart);
    if (!changee.ok) return changee;
    await tx.update(Part, { id: part.id }, { ...changee.fait, version: part.version + 1 });
  }
  return accepter();
}

/** What the share becomes: its amount alone changes, unless its funder joins or leaves. */
function partChangee(
  part: Part,
  { delta, depart, arrivee }: EcartDePart,
): Decision<Partial<Pick<Part, 'etat' | 'montant'>>> {
  if (depart) return partir(part);
  if (!arrivee) return accepter({ montant: part.montant + delta });
  const etat = arriver(part.etat);
  return etat.ok ? accepter({ etat: etat.fait }) : etat;
}

/** A funder who leaves: its share is no longer conventionnée, then withdrawn. */
function partir({ etat }: Part): Decision<Pick<Part, 'etat'>> {
  const engagee = avancer(CYCLE_PART, etat, 'deconventionner');
  const retiree = engagee.ok ? avancer(CYCLE_PART, engagee.fait, 'retirer') : engagee;
  return retiree.ok ? accepter({ etat: retiree.fait }) : retiree;
}

/**
 * The funder's signature of the avenant is its act on its share (R24): nobody commits or gives up the money of another. Of one
 * who joins, it is the act that commits the share.
 */
async function inscrireActe(
  tx: EntityManager,
  { id: avenantId }: Convention,
  { id: partId, financeurId }: Part,
  { delta, arrivee }: EcartDePart,
  instant: Date,
): Promise<string> {
  const signee = await tx.findOneByOrFail(Signature, { conventionId: avenantId, organismeId: financeurId });
  const id = nouvelId();
  await tx.insert(Engagement, {
    id,
    partId,
    financeurId,
    sens: arrivee ? 'ENGAGEMENT' : 'AVENANT',
    avenantId,
    typeActe: signee.acteType ?? undefined,
    numero: signee.acteNumero ?? undefined,
    dateActe: signee.acteDate ?? undefined,
    signataireNom: signee.nom ?? undefined,
    signataireQualite: signee.qualite ?? undefined,
    montant: delta < 0n ? -delta : delta,
    avertissements: [],
    enregistrePar: signee.faitePar ?? undefined,
    enregistreLe: instant,
  });
  return id;
}

function ecritures(avenant: Convention, modifiees: readonly PartModifiee[]): EcritureAPoster[] {
  const motif = avenant.avenantMotif ?? '';
  const changements = modifiees.flatMap(({ part, ecart, acteId }): EcritureAPoster[] => {
    if (!ecart) return [];
    const sur = { enveloppeId: part.enveloppeId, partId: part.id };
    if (ecart.delta < 0n)
      return [{ ...sur, type: 'LIBERER', de: 'ENGAGE', vers: 'DISPONIBLE', montant: -ecart.delta, acteId, motif }];
    return [
      { ...sur, type: 'VOTER', de: 'RESERVE', vers: 'VOTE', montant: ecart.delta },
      { ...sur, type: 'ENGAGER', de: 'VOTE', vers: 'ENGAGE', montant: ecart.delta, acteId },
    ];
  });
  const conventionnees = modifiees.flatMap(({ part, ecart }): EcritureAPoster[] => {
    // A share that arrives already says its amount.
    const montant = part.montant + (ecart?.arrivee ? 0n : (ecart?.delta ?? 0n));
    if (montant === 0n) return [];
    const sur = { enveloppeId: part.enveloppeId, partId: part.id, conventionId: avenant.id };
    return [{ ...sur, type: 'CONVENTIONNER', de: 'ENGAGE', vers: 'CONVENTIONNE', montant }];
  });
  return [...changements, ...conventionnees];
}
