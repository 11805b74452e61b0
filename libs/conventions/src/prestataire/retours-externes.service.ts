import { Inject, Injectable } from '@nestjs/common';
import {
  accepter,
  arriveTropTard,
  avancer,
  CYCLE_SIGNATURE_EXTERNE,
  refuserSignature,
  reserveSurCopie,
  type ActionSignatureExterne,
  type Decision,
} from '@tdt/domaine';
import { lireCopieSignee, maintenant, OPTIONS_SCELLEMENT, UniteDeTravail, type OptionsScellement } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { lireSignatures } from '../lire-signatures.js';
import { Signature } from '../signature.entity.js';
import { tracer } from '../tracer.js';
import { trouverConvention, verrouillerConvention } from '../verrous.js';
import { abandonnerDemandes, fin } from './demandes-vives.js';
import { FichiersExternes, RIEN, type Gardes } from './fichiers-externes.service.js';
import { inscrireSignature, type Retour } from './inscrire-signature.js';
import type { FichiersRecus } from './prestataire.js';
import { SignatureExterne } from './signature-externe.entity.js';

const TROP_TARD = 'Ce retour du prestataire est arrivé trop tard : cette signature n’était plus attendue.';
const SANS_MOTIF = 'Refusée chez le prestataire de signature, sans motif donné.';

/** The names under which the journal keeps what the machine reads at the provider. */
const LIGNES: Partial<Record<ActionSignatureExterne, string>> = {
  mettreDeCote: 'mettreDeCoteSignatureExterne',
  expirer: 'expirerSignatureExterne',
  annuler: 'annulerSignatureExterne',
};

/** What comes back from the provider, once it has been read there: checked, kept, and recorded as any other signature. */
@Injectable()
export class RetoursExternes {
  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly fichiers: FichiersExternes,
    @Inject(OPTIONS_SCELLEMENT) private readonly scellement: OptionsScellement,
  ) {}

  /** Where whoever has signed comes back to. */
  adresseDe(conventionId: string): string {
    return `${this.scellement.adresse}/conventions/${conventionId}`;
  }

  /**
   * The provider says that it is signed, and gives its files: what they prove by themselves is recorded, what they do not is set
   * aside for the staff with the reason. Played again, it changes nothing.
   */
  async recevoir(id: string, fichiers: FichiersRecus): Promise<void> {
    const menace = await this.fichiers.analyser(fichiers);
    const copie = await lireCopieSignee(await this.figeDe(id), fichiers.document);
    const reserve = reserveSurCopie({ ...copie, menace });
    const gardes = menace === null ? await this.fichiers.ranger(fichiers) : RIEN;
    const decision = await this.surRetour(id, (tx, retour) => this.conclure(tx, retour, gardes, reserve));
    if (decision.ok) return this.fichiers.oublier(gardes, decision.fait);
    // The domain says no to what is authentic: people settle it.
    const { message } = decision.refus;
    const apart = await this.surRetour(id, (tx, retour) => this.conclure(tx, retour, gardes, message));
    await this.fichiers.oublier(gardes, apart.ok && apart.fait);
  }

  /** It ended there without a signature. What comes too late is only written down. */
  async terminer(id: string, action: ActionSignatureExterne, motif: string | null): Promise<void> {
    await this.surRetour(id, async (tx, retour) => {
      if (action === 'refuser' && !tropTard(retour)) return this.refuser(tx, retour, motif ?? SANS_MOTIF);
      const tardif = action === 'refuser';
      return accepter(await clore(tx, retour, tardif ? 'annuler' : action, { motif: tardif ? TROP_TARD : motif }));
    });
  }

  /** @returns whether the files are now the request's */
  private async conclure(
    tx: EntityManager,
    retour: Retour,
    gardes: Gardes,
    reserve: string | null,
  ): Promise<Decision<boolean>> {
    const { demande, convention } = retour;
    if (tropTard(retour)) {
      const close = await clore(tx, retour, 'annuler', { ...gardes, motif: TROP_TARD });
      if (close) await this.fichiers.adopter(tx, gardes);
      return accepter(close);
    }
    if (reserve !== null) {
      const mise = await clore(tx, retour, 'mettreDeCote', { ...gardes, motif: reserve });
      if (mise) await this.fichiers.adopter(tx, gardes);
      return accepter(mise);
    }
    const suite = avancer(CYCLE_SIGNATURE_EXTERNE, demande.etat, 'signer');
    if (!suite.ok) return accepter(false);
    const inscrite = await inscrireSignature(tx, retour);
    if (!inscrite.ok) return inscrite;
    await tx.update(SignatureExterne, { id: demande.id }, { etat: suite.fait, ...gardes, ...fin(retour.instant) });
    await this.fichiers.adopter(tx, gardes);
    await tracer(tx, null, 'signerConvention', convention, {
      ...inscrite.fait,
      document: gardes.documentEmpreinte?.toString('hex'),
      preuve: gardes.preuveEmpreinte?.toString('hex') ?? null,
    });
    return accepter(true);
  }

  private async refuser(tx: EntityManager, retour: Retour, motif: string): Promise<Decision<unknown>> {
    const { convention, signature, demande, instant } = retour;
    const suite = avancer(CYCLE_SIGNATURE_EXTERNE, demande.etat, 'refuser');
    if (!suite.ok) return accepter();
    const { organismeId } = signature;
    const signatures = await lireSignatures(tx, convention.id);
    const { etat, ordreSignature: ordre } = convention;
    const decision = refuserSignature({ etat, ordre, signatures, organismeId, motif });
    if (!decision.ok) return decision;
    const { demandeePar: faitePar, id } = demande;
    await tx.update(Signature, { id: signature.id }, { etat: 'REFUSEE', motif, faitePar, faiteLe: instant });
    await tx.update(SignatureExterne, { id }, { etat: suite.fait, motif, ...fin(instant) });
    await abandonnerDemandes(tx, convention.id, instant);
    const quoi = { id: signature.id, partie: organismeId, mode: 'PRESTATAIRE', demande: id, demandeePar: faitePar };
    await tracer(tx, null, 'refuserSignature', convention, quoi);
    return accepter();
  }

  /** Locks, then reads again what the act is about. */
  private async surRetour<Fait>(
    id: string,
    acte: (tx: EntityManager, retour: Retour) => Promise<Decision<Fait>>,
  ): Promise<Decision<Fait>> {
    return this.unite.executer(async (tx) => {
      const { signatureId } = await tx.findOneByOrFail(SignatureExterne, { id });
      const { conventionId } = await tx.findOneByOrFail(Signature, { id: signatureId });
      const lignes = await verrouillerConvention(tx, conventionId);
      if (!lignes) throw new Error(`demande ${id} : convention introuvable`);
      const signature = await tx.findOneByOrFail(Signature, { id: signatureId });
      const demande = await tx.findOneByOrFail(SignatureExterne, { id });
      return acte(tx, { convention: lignes.convention, signature, demande, instant: await maintenant(tx) });
    });
  }

  private async figeDe(id: string): Promise<Buffer> {
    const { manager } = this.source;
    const { signatureId } = await manager.findOneByOrFail(SignatureExterne, { id });
    const { conventionId } = await manager.findOneByOrFail(Signature, { id: signatureId });
    const convention = await trouverConvention(manager, conventionId);
    if (!convention?.pdf) throw new Error(`demande ${id} : document figé introuvable`);
    return Buffer.concat([convention.pdf, convention.cachet ?? Buffer.alloc(0)]);
  }
}

const tropTard = ({ convention, signature }: Retour): boolean => arriveTropTard(convention.etat, signature.etat);

/** Moves a request without any signature. @returns false when it had already moved: nothing was written */
async function clore(
  tx: EntityManager,
  { convention, demande, instant }: Retour,
  action: ActionSignatureExterne,
  reste: Partial<SignatureExterne>,
): Promise<boolean> {
  const suite = avancer(CYCLE_SIGNATURE_EXTERNE, demande.etat, action);
  if (!suite.ok || demande.etat === 'A_VERIFIER') return false;
  const finie = suite.fait === 'A_VERIFIER' ? {} : fin(instant);
  await tx.update(SignatureExterne, { id: demande.id }, { etat: suite.fait, ...reste, ...finie });
  await tracer(tx, null, LIGNES[action] ?? action, convention, {
    id: demande.id,
    demandeePar: demande.demandeePar,
    ...(reste.documentEmpreinte && { document: reste.documentEmpreinte.toString('hex') }),
  });
  return true;
}
