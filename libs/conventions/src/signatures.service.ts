import { createHash } from 'node:crypto';
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
  lireDonneesConvention,
  partsActives,
  refuser,
  type Decision,
} from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { complementsDe } from './complements.js';
import { Convention } from './convention.entity.js';
import type { MettreEnSignatureInput } from './conventions.inputs.js';
import { empreinteDonnees, tracer } from './conventions.service.js';
import { composerConvention } from './modeles/convention-multipartite/v1/index.js';
import { projeter } from './projeter.js';
import { empreinteDemande, rejouer } from './rejeu.js';
import { objetDeConvention, verrouillerConvention, verrouillerParts } from './verrous.js';

/** From the moment when a convention goes to signature, what was signed can be proved. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly candidatures: CandidaturesService,
  ) {}

  /**
   * Freezes data, bytes and hashes of a reread convention; its shares and its file become CONVENTIONNE, in one lot of the
   * ledger whose sum is the total (I11). The same key answers the same convention and counts once. Refusals: INTROUVABLE,
   * INTERDIT, CONFLIT_IDEMPOTENCE, ETAT_INVALIDE, CONFLIT_VERSION (the file has moved since), then the ledger's.
   */
  mettreEnSignature(agent: AgentConnu, demande: MettreEnSignatureInput): Promise<Decision<string>> {
    const { cle, conventionId: id } = demande;
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('conventionId');
      const { convention, candidature } = lignes;
      const droit = decider(agent, 'mettreEnSignature', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
      const empreinte = empreinteDemande(demande);
      const deja = await rejouer(tx, agent, { action: 'mettreEnSignature', objetId: id, cle, empreinte });
      if (deja) return deja;
      const suite = avancer(CYCLE_CONVENTION, convention.etat, 'mettreEnSignature');
      if (!suite.ok) return suite;
      await verrouillerParts(tx, candidature.id);
      const total = await verifierInchangee(tx, candidature, convention);
      if (!total.ok) return total;
      const fige = await figer(convention, await maintenant(tx));
      await tx.update(Convention, { id }, { ...fige, etat: suite.fait });
      const conventionnees = await this.conventionner(tx, agent, cle, convention);
      if (!conventionnees.ok) return conventionnees;
      const avance = await this.candidatures.changerEtat(tx, agent, candidature.id, 'CONVENTIONNER');
      if (!avance.ok) return avance;
      await tracer(tx, agent, 'mettreEnSignature', convention, {
        cle,
        empreinte,
        reponse: id,
        donnees: fige.empreinte.toString('hex'),
        pdf: fige.pdfEmpreinte.toString('hex'),
        total: total.fait,
      });
      return accepter(id);
    });
  }

  /** One lot for all the shares: either the convention commits them all, or none. */
  private async conventionner(
    tx: EntityManager,
    agent: AgentConnu,
    cle: string,
    { id, candidatureId }: Convention,
  ): Promise<Decision<unknown>> {
    const parts = partsActives(await tx.find(Part, { where: { candidatureId }, order: { id: 'ASC' } }));
    const lot = await new GrandLivre(tx).conventionner(
      { cle, acteurId: agent.utilisateurId, operation: 'mettreEnSignature' },
      id,
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

/**
 * The file, read again, still gives exactly what was reread. Refusals: those of a generation, then CONFLIT_VERSION.
 * @returns the total of the shares
 */
async function verifierInchangee(
  tx: EntityManager,
  candidature: Candidature,
  { donnees, numero, version }: Convention,
): Promise<Decision<bigint>> {
  const relue = lireDonneesConvention(donnees);
  const { etablieLe } = relue.entete;
  const projet = await projeter(tx, candidature, { complements: complementsDe(relue), numero, version, etablieLe });
  if (!projet.ok) return projet;
  if (donneesEnJson(projet.fait.donnees) === donnees) return accepter(projet.fait.total);
  const message =
    'Le dossier a changé depuis que ce projet a été généré : regénérez la convention et faites-la relire.';
  return refuser('CONFLIT_VERSION', message, 'conventionId');
}

interface ConventionFigee {
  donnees: string;
  empreinte: Buffer;
  pdf: Buffer;
  pdfEmpreinte: Buffer;
  figeeLe: Date;
}

/** What is signed: no longer a draft, the same data and the same instant giving the same bytes for ever. */
async function figer(convention: Convention, figeeLe: Date): Promise<ConventionFigee> {
  const projet = lireDonneesConvention(convention.donnees);
  const definitives = { ...projet, entete: { ...projet.entete, projet: false } };
  const donnees = donneesEnJson(definitives);
  const empreinte = empreinteDonnees(donnees);
  const pdf = await composerConvention(definitives, {
    projet: false,
    empreinte: empreinte.toString('hex'),
    emisLe: figeeLe,
  });
  return { donnees, empreinte, pdf, pdfEmpreinte: createHash('sha256').update(pdf).digest(), figeeLe };
}
