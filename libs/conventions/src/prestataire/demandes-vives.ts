import { avancer, CYCLE_SIGNATURE_EXTERNE, ETATS_EXTERNES_VIFS, voieLibre, type Decision } from '@tdt/domaine';
import { In, type EntityManager } from 'typeorm';
import { Signature } from '../signature.entity.js';
import { SignatureExterne } from './signature-externe.entity.js';

/** The machine looks at it again as soon as it can. */
export const AU_PLUS_TOT = { prochainEssai: () => 'clock_timestamp()', essais: 0 } as const;

/** What must hold of a request that is over: when it ended, and nobody to reach any more. */
export function fin(instant: Date): Pick<SignatureExterne, 'termineeLe' | 'courriel' | 'mobile' | 'lien'> {
  return { termineeLe: instant, courriel: null, mobile: null, lien: null };
}

/** The last request of one party, whatever became of it. */
export function derniereDemande(tx: EntityManager, signatureId: string): Promise<SignatureExterne | null> {
  return tx.findOne(SignatureExterne, { where: { signatureId }, order: { demandeeLe: 'DESC', id: 'DESC' } });
}

/** Nothing that this party asked of a provider may still come back. Refusal: ETAT_INVALIDE. */
export async function exigerVoieLibre(
  tx: EntityManager,
  conventionId: string,
  organismeId: string,
): Promise<Decision<unknown>> {
  const signature = await tx.findOneBy(Signature, { conventionId, organismeId });
  return voieLibre(signature && ((await derniereDemande(tx, signature.id))?.etat ?? null));
}

/** Nobody will sign this convention any more: what its parties asked of a provider is cancelled there, then over here. */
export async function abandonnerDemandes(tx: EntityManager, conventionId: string, instant: Date): Promise<void> {
  const vives = await tx.find(SignatureExterne, {
    where: { signature: { conventionId }, etat: In(ETATS_EXTERNES_VIFS) },
    order: { id: 'ASC' },
  });
  for (const { id, etat } of vives) {
    // What came back and waits for the staff is over at the provider: there is nothing to cancel there.
    const recue = etat === 'A_VERIFIER';
    const suite = avancer(CYCLE_SIGNATURE_EXTERNE, etat, recue ? 'annuler' : 'abandonner');
    if (!suite.ok) continue;
    const apres = recue ? fin(instant) : AU_PLUS_TOT;
    await tx.update(SignatureExterne, { id }, { etat: suite.fait, ...apres });
  }
}
