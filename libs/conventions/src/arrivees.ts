import { Organisme } from '@tdt/acteurs';
import { Enveloppe } from '@tdt/appels';
import { Part } from '@tdt/conference';
import {
  accepter,
  arriveesDe,
  avancer,
  CYCLE_PART,
  decider,
  lireModifications,
  refuser,
  type Decision,
  type EtatPart,
  type Modification,
  type PartieConvention,
} from '@tdt/domaine';
import { introuvable, nouvelId, type Agent } from '@tdt/socle';
import { In, type EntityManager } from 'typeorm';
import type { ArriveeInput, ModificationInput } from './avenants.inputs.js';
import type { Convention } from './convention.entity.js';
import { partie } from './parties.js';

/** A funder that an avenant makes a party, as its own record says it. */
export interface Arrivant {
  partId: string;
  partie: PartieConvention;
  /** The envelope that was named, which the agent may see; null when the funder's own is looked for. */
  enveloppeId: string | null;
  /** What was said of the base; null: the whole cost. */
  assiette: bigint | null;
}

/** Those who arrive, by the rank of the modification that says so. */
export type Arrivants = ReadonlyMap<number, Arrivant>;

/** One id for the share of each modification that may bring one: what is printed is what is then written. */
export function prevoirParts(modifications: readonly unknown[]): string[] {
  return modifications.map(() => nouvelId());
}

/**
 * The funders who would join, and the envelopes that were named for them. Refusals: INTROUVABLE (no such organisation; no such
 * envelope, another funder's, or one that the agent may not see), INELIGIBLE (envelope of another call), ETAT_INVALIDE
 * (envelope closed).
 */
export async function lireArrivants(
  tx: EntityManager,
  agent: Agent,
  appelId: string,
  demandees: readonly ModificationInput[],
  partIds: readonly string[],
): Promise<Decision<Arrivants>> {
  const arrivees = demandees.flatMap((m, rang) =>
    m.type === 'FINANCEUR' && m.arrivee ? [{ rang, ...m.arrivee }] : [],
  );
  const arrivants = new Map<number, Arrivant>();
  if (arrivees.length === 0) return accepter(arrivants);
  const organismes = await tx.findBy(Organisme, { id: In(arrivees.map((a) => a.financeurId)) });
  const enveloppes = await tx.findBy(Enveloppe, { id: In(arrivees.flatMap((a) => a.enveloppeId ?? [])) });
  for (const arrivee of arrivees) {
    const { rang, financeurId, acte = null, assiette = null } = arrivee;
    const chemin = `modifications[${rang}].arrivee`;
    const organisme = organismes.find((o) => o.id === financeurId);
    if (!organisme) return introuvable(`${chemin}.financeurId`);
    const enveloppeId = lireEnveloppe(agent, appelId, arrivee, enveloppes, `${chemin}.enveloppeId`);
    if (!enveloppeId.ok) return enveloppeId;
    arrivants.set(rang, {
      partId: partIds[rang] ?? '',
      partie: partie(organisme, acte && { type: acte.type, numero: acte.numero.trim(), date: acte.date }),
      enveloppeId: enveloppeId.fait,
      assiette,
    });
  }
  return accepter(arrivants);
}

function lireEnveloppe(
  agent: Agent,
  appelId: string,
  { financeurId, enveloppeId }: ArriveeInput,
  enveloppes: readonly Enveloppe[],
  chemin: string,
): Decision<string | null> {
  if (!enveloppeId) return accepter(null);
  const enveloppe = enveloppes.find((e) => e.id === enveloppeId && e.financeurId === financeurId);
  const objet = enveloppe && { organismeIds: [enveloppe.financeurId], appelId: enveloppe.appelId };
  if (!objet || !decider(agent, 'lireEnveloppe', objet).ok) return introuvable(chemin);
  if (enveloppe.appelId !== null && enveloppe.appelId !== appelId) {
    return refuser('INELIGIBLE', 'Cette enveloppe est destinée à un autre appel.', chemin);
  }
  if (enveloppe.statut !== 'OUVERTE') {
    return refuser('ETAT_INVALIDE', 'Cette enveloppe est gelée ou close.', chemin);
  }
  return accepter(enveloppeId);
}

/**
 * Of the open envelopes of a funder for this call, the one that can bear the amount: its own for the call first, then the most
 * recent year. The funder signs what is asked of it; nobody else learns which one it was.
 */
const ENVELOPPE_DU_FINANCEUR = `
  select e.id from enveloppe e join compte c on c.enveloppe_id = e.id and c.nature = 'DISPONIBLE'
   where e.financeur_id = $1 and e.statut = 'OUVERTE' and (e.appel_id is null or e.appel_id = $2) and c.solde >= $3
   order by e.appel_id is null, e.exercice desc, e.creee_le, e.id limit 1`;

/**
 * Writes the shares of those who arrive: proposed, they are in no plan before the last signature. Refusal:
 * ENVELOPPE_INSUFFISANTE, in the same words whether the funder has no envelope or too small a one.
 */
export async function inscrireArrivees(
  tx: EntityManager,
  appelId: string,
  candidatureId: string,
  modifications: readonly Modification[],
  arrivants: Arrivants,
  instant: Date,
): Promise<Decision> {
  for (const { partie: arrivante, ligne } of arriveesDe(modifications)) {
    const [rang, arrivant] = [...arrivants].find(([, a]) => a.partId === ligne.partId) ?? [0, undefined];
    const { financeurId, dispositif, nature, montant, partId: id } = ligne;
    const [trouvee] = arrivant?.enveloppeId
      ? [{ id: arrivant.enveloppeId }]
      : await tx.query<{ id: string }[]>(ENVELOPPE_DU_FINANCEUR, [financeurId, appelId, montant.toString()]);
    if (!trouvee) return insuffisante(arrivante.denomination, `modifications[${rang}].arrivee.montant`);
    const assiette = arrivant?.assiette ?? null;
    const part = { id, candidatureId, financeurId, enveloppeId: trouvee.id, dispositif, nature, montant, assiette };
    await tx.insert(Part, { ...part, condition: null, etat: 'PROPOSEE', version: 1, creeeLe: instant });
  }
  return accepter();
}

/** Said of an envelope that the agent may not see: no figure, and not even whether there is one. */
export function insuffisante(denomination: string, chemin: string): Decision<never> {
  const message = `${denomination} n’a pas, pour cet appel, d’enveloppe ouverte qui porte ce montant : demandez-lui de l’ouvrir ou de la doter.`;
  return refuser('ENVELOPPE_INSUFFISANTE', message, chemin);
}

/** An avenant that will not be signed: the shares that it would have brought are withdrawn. Refusal: ETAT_INVALIDE. */
export async function retirerArrivees(tx: EntityManager, avenant: Convention): Promise<Decision> {
  const arrivees = arriveesDe(lireModifications(avenant.avenantModifications ?? '[]'));
  const parts = await tx.findBy(Part, { id: In(arrivees.map((m) => m.ligne.partId)) });
  for (const part of parts) {
    const suite = avancer(CYCLE_PART, part.etat, 'retirer');
    if (!suite.ok) return suite;
    await tx.update(Part, { id: part.id }, { etat: suite.fait, version: part.version + 1 });
  }
  return accepter();
}

/** The last signature of the avenant is worth the vote of its parties, the funder's act (R24) and the convention, at once. */
export function arriver(etat: EtatPart): Decision<EtatPart> {
  const votee = avancer(CYCLE_PART, etat, 'voter');
  const engagee = votee.ok ? avancer(CYCLE_PART, votee.fait, 'engager') : votee;
  return engagee.ok ? avancer(CYCLE_PART, engagee.fait, 'conventionner') : engagee;
}
