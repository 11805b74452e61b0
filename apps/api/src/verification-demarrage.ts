import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { ACTIONS, type Action } from '@tdt/domaine';
import { CLE_HABILITE, mutationsSansCle, verifierLecture } from '@tdt/socle';
import { DataSource } from 'typeorm';

/** Types made by the domain and not read from a table: their content is decided by who builds them. */
export const TYPES_CALCULES: ReadonlySet<string> = new Set([
  'Refus',
  'DetailRefus',
  'InvitationEmise',
  'ActionAttendue',
  'MontantDroit',
  'LigneMontant',
  'TotauxPlan',
  'Reglement',
  'ConstatQuorum',
  'PlanVote',
  'ProjetRetenu',
  'FinancementPublie',
  'VerificationConvention',
  'SignatureManuscrite',
  'AttribuantPublie',
  'FichierDonneesEssentielles',
  'RetardDonneesEssentielles',
  'SceauJournal',
  'Simulation',
  'PropositionSimulee',
  'ProjetSimule',
  'LigneSimulee',
  'UsageEnveloppe',
  'EcartPlans',
  'EcartFinanceur',
  'Pourquoi',
  'PourquoiLigne',
  'BorneLigne',
  'ConflitDeProjets',
  'PrixEntree',
  'VerificationProposition',
  'PartiesLibres',
  'ClauseParticuliere',
  'ManquesConvention',
  'FormeProposee',
  'DocumentPropose',
  'ProjetAvenant',
  'BilanGeneration',
  'MesAvis',
  'ReglageAvis',
  'AvisObligatoire',
]);

const CLE_OPERATION = 'graphql:resolver_type';
const OPERATIONS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * Deny by default, at boot: an operation without a declared action, a type without a declared right, or a mutation without the
 * key that makes it unique, stops the start.
 */
@Injectable()
export class VerificationDemarrage implements OnApplicationBootstrap {
  constructor(
    private readonly hote: GraphQLSchemaHost,
    private readonly source: DataSource,
    private readonly decouverte: DiscoveryService,
    private readonly balayeur: MetadataScanner,
    private readonly reflecteur: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    verifierLecture(this.hote.schema, this.source, TYPES_CALCULES);
    const sansPolitique = this.operations().filter(({ action }) => !action || !ACTIONS.includes(action));
    if (sansPolitique.length > 0) {
      throw new Error(`Opération sans politique déclarée : ${sansPolitique.map((o) => o.nom).join(', ')}`);
    }
    const sansCle = mutationsSansCle(this.hote.schema);
    if (sansCle.length > 0) throw new Error(`Mutation sans clé : ${sansCle.join(', ')}`);
  }

  private operations(): { nom: string; action: Action | undefined }[] {
    return this.decouverte
      .getProviders()
      .filter((p) => typeof p.instance === 'object' && p.instance !== null)
      .flatMap((p) => {
        const prototype = Object.getPrototypeOf(p.instance as object) as Record<string, () => unknown>;
        return this.balayeur.getAllMethodNames(prototype).flatMap((nom) => {
          const methode = prototype[nom] as () => unknown;
          const type: unknown = Reflect.getMetadata(CLE_OPERATION, methode);
          if (!OPERATIONS.has(String(type))) return [];
          return [{ nom, action: this.reflecteur.get<Action | undefined>(CLE_HABILITE, methode) }];
        });
      });
  }
}
