import { timingSafeEqual } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { Controller, Get, Header, Inject, NotFoundException, Req } from '@nestjs/common';
import { AnalysesPieces } from '@tdt/candidatures';
import { MesuresDesAvis } from '@tdt/avis';
import { horlogeDuProcessus } from '@tdt/socle';
import type { Request } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { CONFIGURATION } from './cles.js';
import type { Configuration } from './configuration.js';

const SEUILS_SECONDES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.6, 1, 2, 5, 10];

/** Rate, errors and duration of each operation, and the health of the process: one registry a process. */
export const registre = new Registry();
collectDefaultMetrics({ register: registre });
const durees = new Histogram({
  name: 'tdt_operation_secondes',
  help: 'Durée des opérations GraphQL.',
  labelNames: ['operation', 'issue'],
  buckets: SEUILS_SECONDES,
  registers: [registre],
});
const refusees = new Counter({
  name: 'tdt_refus_total',
  help: 'Refus rendus par les opérations qui modifient, par code.',
  labelNames: ['operation', 'code'],
  registers: [registre],
});
const connexions = new Gauge({
  name: 'tdt_base_connexions',
  help: 'Connexions à la base : ouvertes, libres, et demandes qui en attendent une.',
  labelNames: ['etat'],
  registers: [registre],
});
const quarantaine = new Gauge({
  name: 'tdt_quarantaine_pieces',
  help: 'Pièces jointes qui attendent le verdict de l’antivirus.',
  registers: [registre],
});
const attente = new Gauge({
  name: 'tdt_quarantaine_secondes',
  help: 'Attente de la plus ancienne pièce en quarantaine : elle grandit quand l’antivirus ne répond plus.',
  registers: [registre],
});

const avis = new Gauge({
  name: 'tdt_avis',
  help: 'Événements à distribuer, courriels à envoyer, courriels abandonnés.',
  labelNames: ['etat'],
  registers: [registre],
});
const retardAvis = new Gauge({
  name: 'tdt_avis_retard_secondes',
  help: 'Retard du plus ancien événement ou courriel qui aurait dû partir.',
  registers: [registre],
});

interface Corps {
  kind: string;
  singleResult?: { data?: Record<string, unknown> | null; errors?: readonly { extensions?: { code?: unknown } }[] };
}

/** The refusal that a mutation returned, if its type was asked for: `code` of the first root field. */
function codeDuRefus(corps: Corps): string | undefined {
  const [premier] = Object.values(corps.singleResult?.data ?? {});
  const code = (premier as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : undefined;
}

/**
 * Measures each operation under the name of its root field, which is ours: the name that a client gives it could be
 * anything, and each new one would be a new series kept for ever.
 */
export function greffonMetriques(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      const debut = horlogeDuProcessus();
      let operation = 'inconnue';
      return {
        async didResolveOperation({ operation: resolue }) {
          const racine = resolue?.selectionSet.selections.find((s) => s.kind === 'Field');
          if (racine?.kind === 'Field') operation = racine.name.value;
        },
        async willSendResponse({ response }) {
          const corps = response.body as Corps;
          const erreur = corps.singleResult?.errors?.[0];
          const issue = erreur ? String(erreur.extensions?.code ?? 'ERREUR_INTERNE') : 'repondue';
          durees.observe({ operation, issue }, (horlogeDuProcessus() - debut) / 1_000);
          const code = codeDuRefus(corps);
          if (code) refusees.inc({ operation, code });
        },
      };
    },
  };
}

/** Same length by construction (both are hashed lengths apart): a wrong token takes as long as a right one. */
function memeJeton(recu: string | undefined, attendu: string): boolean {
  const [a, b] = [Buffer.from(recu ?? ''), Buffer.from(`Bearer ${attendu}`)];
  return a.length === b.length && timingSafeEqual(a, b);
}

@Controller()
export class MetriquesController {
  constructor(
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(AnalysesPieces) private readonly analyses: AnalysesPieces,
    private readonly mesures: MesuresDesAvis,
  ) {}

  /** Prometheus text. Without the token of the configuration, this address does not exist. */
  @Get('metriques')
  @Header('Content-Type', registre.contentType)
  async metriques(@Req() requete: Request): Promise<string> {
    const { jetonMetriques } = this.configuration;
    if (jetonMetriques === null || !memeJeton(requete.headers.authorization, jetonMetriques))
      throw new NotFoundException();
    const { totalCount, idleCount, waitingCount } = (
      this.source.driver as unknown as { master: { totalCount: number; idleCount: number; waitingCount: number } }
    ).master;
    connexions.set({ etat: 'ouvertes' }, totalCount);
    connexions.set({ etat: 'libres' }, idleCount);
    connexions.set({ etat: 'attendues' }, waitingCount);
    const { pieces, secondes } = await this.analyses.attente();
    quarantaine.set(pieces);
    attente.set(secondes);
    const { evenements, aEnvoyer, abandonnes, retardS } = await this.mesures.mesurer();
    avis.set({ etat: 'a_distribuer' }, evenements);
    avis.set({ etat: 'a_envoyer' }, aEnvoyer);
    avis.set({ etat: 'abandonnes' }, abandonnes);
    retardAvis.set(retardS);
    return registre.metrics();
  }
}
