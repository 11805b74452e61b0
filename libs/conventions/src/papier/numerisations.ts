import { declarerPieceHorsAppel } from '@tdt/candidatures';
import { attendreSignatureDe, decider, refuser, signatureDuCode, type Decision } from '@tdt/domaine';
import { estUuid, introuvable, type Agent, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Convention } from '../convention.entity.js';
import { lireSignatures } from '../lire-signatures.js';
import { Signature } from '../signature.entity.js';
import { objetDeConvention } from '../verrous.js';

/** The signature that a scan is of, with its convention; null when there is none in this file. */
async function trouver(
  tx: EntityManager,
  candidatureId: string,
  code: string,
): Promise<{ signature: Signature; convention: Convention } | null> {
  const id = signatureDuCode(code) ?? '';
  const signature = estUuid(id) ? await tx.findOneBy(Signature, { id }) : null;
  const convention = signature && (await tx.findOneBy(Convention, { id: signature.conventionId, candidatureId }));
  return convention && { signature, convention };
}

/**
 * The staff joins the scan of any party that may sign now, a party its own. Refusals: INTROUVABLE, INTERDIT, then those of
 * `attendreSignatureDe`: once the signature is recorded, its scan is never replaced.
 */
async function admettre(
  tx: EntityManager,
  agent: AgentConnu,
  candidatureId: string,
  code: string,
): Promise<Decision<unknown>> {
  const trouvee = await trouver(tx, candidatureId, code);
  if (!trouvee) return introuvable('code');
  const { signature, convention } = trouvee;
  const objet = await objetDeConvention(tx, convention);
  if (!decider(agent, 'enregistrerSignatureManuscrite', objet).ok) {
    const droit = decider(agent, 'signerConvention', objet);
    if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'code' } };
    if (droit.fait.organismeId !== signature.organismeId)
      return refuser('INTERDIT', 'Vous n’agissez pas pour cette partie.', 'code');
  }
  const { etat, ordreSignature: ordre } = convention;
  const signatures = await lireSignatures(tx, convention.id);
  return attendreSignatureDe({ etat, ordre, signatures, organismeId: signature.organismeId });
}

/** Whoever reads the convention sees how its parties have signed it. */
async function peutLire(tx: EntityManager, agent: Agent, candidatureId: string, code: string): Promise<boolean> {
  const trouvee = await trouver(tx, candidatureId, code);
  return trouvee !== null && decider(agent, 'lireConvention', await objetDeConvention(tx, trouvee.convention)).ok;
}

/** Scans of paper signatures enter by the way of all documents: content read to its end, quarantine, antivirus. */
export function declarerNumerisations(): void {
  declarerPieceHorsAppel({ reconnait: (code) => signatureDuCode(code) !== null, admettre, peutLire });
}
