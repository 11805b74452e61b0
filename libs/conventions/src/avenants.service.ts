import { Injectable } from '@nestjs/common';
import { GrandLivre, type EcritureAPoster } from '@tdt/appels';
import { Part } from '@tdt/conference';
import {
  accepter,
  arriveesDe,
  avancer,
  CYCLE_CONVENTION,
  decider,
  donneesEnJson,
  ecartsDesParts,
  modificationsEnJson,
  refuser,
  somme,
  type Decision,
  type EcartDePart,
  type Modification,
} from '@tdt/domaine';
import { introuvable, maintenant, nouvelId, Sceaux, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { DataSource, In, type EntityManager } from 'typeorm';
import { inscrireArrivees, insuffisante, prevoirParts, retirerArrivees } from './arrivees.js';
import type { ProposerAvenantInput, RetirerAvenantInput } from './avenants.inputs.js';
import { Convention } from './convention.entity.js';
import { tracer } from './tracer.js';
import { Figeur, type ConventionFigee } from './figeur.service.js';
import { composerAvenant } from './modeles/avenant/v1/index.js';
import { contenuAvenant, projeterAvenant, type ProjetAvenant } from './projet-avenant.js';
import { abandonnerDemandes } from './prestataire/demandes-vives.js';
import { Signature } from './signature.entity.js';
import { objetDeConvention, verrouillerConvention, verrouillerParts } from './verrous.js';

/** Document template of the avenants in force, and its version. */
const MODELE_AVENANT = 'avenant/v1';

/** The avenants of signed conventions (R46): proposed and frozen, withdrawn; their signature is that of any convention. */
@Injectable()
export class AvenantsService {
  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly sceaux: Sceaux,
    private readonly figeur: Figeur,
  ) {}

  /**
   * Freezes an avenant and puts it to the signature of the parties that it affects; what an increase needs is kept in its
   * envelope until then. Refusals: INTROUVABLE, INTERDIT, then those of `projeterAvenant`, CONFLIT_VERSION
   * (the convention has moved meanwhile), then the ledger's (ENVELOPPE_INSUFFISANTE).
   */
  async proposerAvenant(agent: AgentConnu, demande: ProposerAvenantInput): Promise<Decision<string>> {
    const partIds = prevoirParts(demande.modifications);
    const imprime = await this.imprimer(agent, demande, partIds);
    const proposition = await this.unite.executer((tx) => this.proposer(tx, agent, demande, partIds, imprime));
    if (proposition.ok) await this.sceaux.scellerApres('CONVENTION', proposition.fait);
    return proposition;
  }

  /** Nobody waits for a printer, nor for an authority. Null when there is nothing to sign, or when this agent may not ask for it. */
  private async imprimer(
    agent: AgentConnu,
    demande: ProposerAvenantInput,
    partIds: readonly string[],
  ): Promise<ConventionFigee | null> {
    const { manager } = this.source;
    const convention = await manager.findOneBy(Convention, { id: demande.conventionId });
    if (!convention?.signeeLe) return null;
    if (!decider(agent, 'proposerAvenant', await objetDeConvention(manager, convention)).ok) return null;
    const instant = await maintenant(manager);
    const projet = await projeterAvenant(manager, agent, convention, demande, partIds, instant);
    if (!projet.ok) return null;
    const contenu = contenuAvenant(convention, projet.fait, demande.motif);
    return this.figeur.figer(donneesEnJson(projet.fait.donnees), instant, (definitives, options) =>
      composerAvenant(definitives, contenu, options),
    );
  }

  private async proposer(
    tx: EntityManager,
    agent: AgentConnu,
    demande: ProposerAvenantInput,
    partIds: readonly string[],
    imprime: ConventionFigee | null,
  ): Promise<Decision<string>> {
    const lignes = await verrouillerConvention(tx, demande.conventionId);
    if (!lignes) return introuvable('conventionId');
    const { convention } = lignes;
    const droit = decider(agent, 'proposerAvenant', await objetDeConvention(tx, convention));
    if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
    const instant = imprime?.figeeLe ?? (await maintenant(tx));
    const projet = await projeterAvenant(tx, agent, convention, demande, partIds, instant);
    if (!projet.ok) return projet;
    const { donnees, parties, modifications } = projet.fait;
    if (imprime?.projet !== donneesEnJson(donnees)) {
      return refuser('CONFLIT_VERSION', 'La convention a changé entre-temps : reprenez l’avenant.', 'conventionId');
    }
    const { candidatureId } = convention;
    const { arrivants, appelId } = projet.fait;
    const inscrites = await inscrireArrivees(tx, appelId, candidatureId, modifications, arrivants, instant);
    if (!inscrites.ok) return inscrites;
    const { projet: _projet, ...contenu } = imprime;
    const id = await inscrireAvenant(tx, agent, convention, demande.motif, { ...projet.fait, contenu, instant });
    const garde = await reserver(tx, agent, demande.cle, { id, candidatureId, modifications });
    if (!garde.ok) return garde;
    await tracer(
      tx,
      agent,
      'proposerAvenant',
      { id, candidatureId },
      {
        modifie: convention.id,
        donnees: contenu.empreinte.toString('hex'),
        pdf: contenu.pdfEmpreinte.toString('hex'),
        scelle: contenu.scelleEmpreinte?.toString('hex') ?? null,
        parties: parties.map((p) => p.organismeId),
        ...(arrivants.size > 0 && { parts: [...arrivants.values()].map((a) => a.partId) }),
      },
    );
    return accepter(id);
  }

  /**
   * Takes back an avenant that not all have signed: the convention stands as it was, what was kept for it goes back to its
   * envelope by the exact inverse, and who would have joined does not. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE, ENTREE_INVALIDE (no reason), the ledger's.
   */
  retirerAvenant(agent: AgentConnu, demande: RetirerAvenantInput): Promise<Decision<string>> {
    const { cle, avenantId: id, motif } = demande;
    return this.unite.executer(async (tx) => {
      const lignes = await verrouillerConvention(tx, id);
      if (!lignes) return introuvable('avenantId');
      const { convention } = lignes;
      const droit = decider(agent, 'retirerAvenant', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'avenantId' } };
      if (convention.avenantDeId === null) {
        return refuser('ETAT_INVALIDE', 'Ce n’est pas un avenant : constatez plutôt sa caducité.', 'avenantId');
      }
      const suite = avancer(CYCLE_CONVENTION, convention.etat, 'abandonner');
      if (!suite.ok) return suite;
      if (motif.trim() === '') return refuser('ENTREE_INVALIDE', 'Dites pourquoi : les parties le liront.', 'motif');
      await tx.update(Convention, { id }, { etat: suite.fait, motifCaducite: motif.trim() });
      await abandonnerDemandes(tx, id, await maintenant(tx));
      const [lot] = await tx.query<{ lot: string }[]>(
        `select distinct lot_id as lot from ecriture where convention_id = $1 and type = 'RESERVER'`,
        [id],
      );
      const acte = { cle, acteurId: agent.utilisateurId, operation: 'retirerAvenant' };
      const rendu = lot ? await new GrandLivre(tx).annuler(acte, lot.lot) : accepter();
      if (!rendu.ok) return rendu;
      const retirees = await retirerArrivees(tx, convention);
      if (!retirees.ok) return retirees;
      await tracer(tx, agent, 'retirerAvenant', convention, { depuis: convention.etat });
      return accepter(id);
    });
  }
}

/** The avenant as it was printed, and the signatures that it waits for. @returns its id */
async function inscrireAvenant(
  tx: EntityManager,
  agent: AgentConnu,
  { id: avenantDeId, candidatureId, numero, ordreSignature }: Convention,
  motif: string,
  projet: ProjetAvenant & { contenu: Omit<ConventionFigee, 'projet'>; instant: Date },
): Promise<string> {
  const { donnees, parties, modifications, version, contenu, instant } = projet;
  const id = nouvelId();
  await tx.insert(Convention, {
    ...contenu,
    id,
    candidatureId,
    numero,
    version,
    modele: MODELE_AVENANT,
    etat: 'EN_SIGNATURE',
    total: somme(donnees.plan.lignes.map((l) => l.montant)),
    emiseLe: instant,
    genereePar: agent.utilisateurId,
    ordreSignature,
    avenantDeId,
    avenantMotif: motif.trim(),
    avenantModifications: modificationsEnJson(modifications),
  });
  await tx.insert(
    Signature,
    parties.map(({ organismeId, qualite: qualitePartie, rang, etat }) => {
      return { id: nouvelId(), conventionId: id, organismeId, qualitePartie, rang, etat };
    }),
  );
  return id;
}

/** Every increase is kept in its own envelope until the last signature: never overspent, whoever asks meanwhile. */
async function reserver(
  tx: EntityManager,
  agent: AgentConnu,
  cle: string,
  avenant: { id: string; candidatureId: string; modifications: readonly Modification[] },
): Promise<Decision<unknown>> {
  const hausses = ecartsDesParts(avenant.modifications).filter((e) => e.delta > 0n);
  if (hausses.length === 0) return accepter();
  await verrouillerParts(tx, avenant.candidatureId);
  const parts = await tx.findBy(Part, { id: In(hausses.map((h) => h.partId)) });
  const ecritures = hausses.map(({ partId, delta }): EcritureAPoster => {
    const enveloppeId = parts.find((p) => p.id === partId)?.enveloppeId ?? null;
    const sur = { enveloppeId, partId, conventionId: avenant.id };
    return { ...sur, type: 'RESERVER', de: 'DISPONIBLE', vers: 'RESERVE', montant: delta };
  });
  const acte = { cle, acteurId: agent.utilisateurId, operation: 'proposerAvenant' };
  const lot = await new GrandLivre(tx).poster(acte, ecritures);
  if (lot.ok || lot.refus.code !== 'ENVELOPPE_INSUFFISANTE') return lot;
  const siennes = parts.every((p) => decider(agent, 'lireEnveloppe', { organismeIds: [p.financeurId] }).ok);
  return siennes ? lot : sansMontant(avenant.modifications, hausses);
}

/** What is left in an envelope is its funder's own: the refusal says whose it is, when there is only one, and no figure. */
function sansMontant(modifications: readonly Modification[], hausses: readonly EcartDePart[]): Decision<never> {
  const [seule] = arriveesDe(modifications);
  if (seule && hausses.length === 1) {
    return insuffisante(seule.partie.denomination, `modifications[${modifications.indexOf(seule)}].arrivee.montant`);
  }
  const message =
    'Une enveloppe ne couvre pas ce que cet avenant y garderait : voyez avec les financeurs qui apportent plus.';
  return refuser('ENVELOPPE_INSUFFISANTE', message, 'modifications');
}
