import { Injectable } from '@nestjs/common';
import { GrandLivre } from '@tdt/appels';
import { CandidaturesService, type Candidature } from '@tdt/candidatures';
import { Part } from '@tdt/conference';
import {
  accepter,
  avancer,
  CYCLE_CONVENTION,
  CYCLE_PART,
  decider,
  donneesEnJson,
  exigerQuatreYeux,
  lireDonneesConvention,
  partiesASigner,
  partsActives,
  refuser,
  type Decision,
} from '@tdt/domaine';
import { introuvable, maintenant, nouvelId, Sceaux, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { complementsDe } from './complements.js';
import { Convention } from './convention.entity.js';
import { tracer } from './tracer.js';
import { reprojeter, suivreDossier } from './ensembles.js';
import { Figeur, type ConventionFigee } from './figeur.service.js';
import { Signature } from './signature.entity.js';
import type { MettreEnSignatureInput } from './signatures.inputs.js';
import { desParties, objetDeConvention, verrouillerConvention, verrouillerParts } from './verrous.js';

/** From the moment when a convention goes to signature, what was signed can be proved. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly candidatures: CandidaturesService,
    private readonly sceaux: Sceaux,
    private readonly figeur: Figeur,
  ) {}

  /**
   * Freezes data, bytes and hashes of a reread convention that somebody else generated; its shares become
   * CONVENTIONNE, in one lot of the ledger whose sum is the total (I11), its file too, with the last of a set, then the journal
   * is sealed. Refusals: INTROUVABLE,
   * INTERDIT, ETAT_INVALIDE, CONFLIT_VERSION (the file has moved since), QUATRE_YEUX, then the ledger's.
   */
  async mettreEnSignature(agent: AgentConnu, demande: MettreEnSignatureInput): Promise<Decision<string>> {
    const figee = await this.preparer(demande.conventionId);
    const signature = await this.unite.executer((tx) => this.signer(tx, agent, demande, figee));
    if (signature.ok) await this.sceaux.scellerApres('CONVENTION', signature.fait);
    return signature;
  }

  /** Prints and seals before any lock: nobody waits for a printer, nor for an authority. Null when there is nothing to sign. */
  private async preparer(id: string): Promise<ConventionFigee | null> {
    const { manager } = this.source;
    const convention = await manager.findOneBy(Convention, { id, etat: 'RELUE' });
    return convention && this.figeur.figer(convention.donnees, await maintenant(manager));
  }

  private async signer(
    tx: EntityManager,
    agent: AgentConnu,
    demande: MettreEnSignatureInput,
    figee: ConventionFigee | null,
  ): Promise<Decision<string>> {
    const { cle, conventionId: id } = demande;
    const lignes = await verrouillerConvention(tx, id);
    if (!lignes) return introuvable('conventionId');
    const { convention, candidature } = lignes;
    const droit = decider(agent, 'mettreEnSignature', await objetDeConvention(tx, convention));
    if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
    const suite = avancer(CYCLE_CONVENTION, convention.etat, 'mettreEnSignature');
    if (!suite.ok) return suite;
    await verrouillerParts(tx, candidature.id);
    const inchangee = await verifierInchangee(tx, candidature, convention);
    if (!inchangee.ok) return inchangee;
    if (figee?.projet !== convention.donnees) return changee();
    const auteurs = { genererConvention: [convention.genereePar] };
    const quatreYeux = exigerQuatreYeux(agent, 'mettreEnSignature', auteurs);
    if (!quatreYeux.ok) return quatreYeux;
    const { projet: _projet, ...contenu } = figee;
    await tx.update(Convention, { id }, { ...contenu, etat: suite.fait, ordreSignature: demande.ordre ?? 'LIBRE' });
    await attendreSignatures(tx, convention);
    const conventionnees = await this.conventionner(tx, agent, cle, convention);
    if (!conventionnees.ok) return conventionnees;
    const avance = await suivreDossier(tx, agent, this.candidatures, convention, 'CONVENTIONNER');
    if (!avance.ok) return avance;
    await tracer(tx, agent, 'mettreEnSignature', convention, {
      donnees: figee.empreinte.toString('hex'),
      pdf: figee.pdfEmpreinte.toString('hex'),
      scelle: figee.scelleEmpreinte?.toString('hex') ?? null,
      cachet: figee.cachetNiveau,
      total: convention.total,
    });
    return accepter(id);
  }

  /** One lot for all the shares: either the convention commits them all, or none. */
  private async conventionner(
    tx: EntityManager,
    agent: AgentConnu,
    cle: string,
    convention: Convention,
  ): Promise<Decision<unknown>> {
    const parts = partsActives(await tx.find(Part, { where: desParties(convention), order: { id: 'ASC' } }));
    const lot = await new GrandLivre(tx).conventionner(
      { cle, acteurId: agent.utilisateurId, operation: 'mettreEnSignature' },
      convention.id,
      parts.map((part) => ({ enveloppeId: part.enveloppeId ?? '', partId: part.id, montant: part.montant })),
    );
    if (!lot.ok) return lot;
    for (const part of parts) {
      const suite = avancer(CYCLE_PART, part.etat, 'conventionner');
      if (!suite.ok) return suite;
      await tx.update(Part, { id: part.id }, { etat: suite.fait, version: part.version + 1 });
    }
    return accepter();
  }
}

/** Every party is awaited, in the order in which the frozen convention lists them. */
async function attendreSignatures(tx: EntityManager, { id, donnees }: Convention): Promise<void> {
  const parties = partiesASigner(lireDonneesConvention(donnees));
  const lignes = parties.map(({ organismeId, qualite: qualitePartie, rang, etat }) => ({
    id: nouvelId(),
    conventionId: id,
    organismeId,
    qualitePartie,
    rang,
    etat,
  }));
  await tx.insert(Signature, lignes);
}

/** The file, read again, still gives exactly what was reread. Refusals: those of a generation, then CONFLIT_VERSION. */
async function verifierInchangee(
  tx: EntityManager,
  candidature: Candidature,
  convention: Convention,
): Promise<Decision<unknown>> {
  const relue = lireDonneesConvention(convention.donnees);
  const { etablieLe, version } = relue.entete;
  const choix = { complements: complementsDe(relue), version, etablieLe };
  const projet = await reprojeter(tx, candidature, convention, choix);
  if (!projet.ok) return projet;
  return donneesEnJson(projet.fait) === convention.donnees ? accepter() : changee();
}

function changee(): Decision<never> {
  const message =
    'Le dossier a changé depuis que ce projet a été généré : regénérez la convention et faites-la relire.';
  return refuser('CONFLIT_VERSION', message, 'conventionId');
}
