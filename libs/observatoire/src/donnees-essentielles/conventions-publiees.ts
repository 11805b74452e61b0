import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  ETATS_PUBLIABLES,
  jourDeParis,
  lireDonneesConvention,
  type ConventionAPublier,
  type EtatConvention,
} from '@tdt/domaine';
import { DataSource } from 'typeorm';

/** A signed convention as the open data read it, and what the rights on it depend on. */
export interface ConventionPubliee extends ConventionAPublier {
  id: string;
  numero: string;
  appelId: string;
  conferenceId: string | null;
}

/** Which conventions stand behind a file, in its order, and a hash that changes with them: their data are frozen. */
export interface Sources {
  ids: string[];
  empreinte: string;
  /** Of this reading, by the clock of the database. */
  instant: Date;
}

const PAR_PAGE = 50;
const ETATS = ETATS_PUBLIABLES.map((etat) => `'${etat}'`).join(', ');
const ORDRE = 'order by v.signee_le, v.numero, v.id';
const SIGNEES = `select v.id, v.etat, v.signee_le, row_number() over (${ORDRE}) as rang from convention v
  where v.signee_le is not null and v.etat in (${ETATS})`;
/** The expression of the index `convention_attribuants`. */
const SIGNEES_DE = `${SIGNEES}
  and v.figee_le is not null and jsonb_path_query_array(v.donnees::jsonb, '$.financeurs[*].siret') @> to_jsonb($1::text)`;

interface Ligne {
  id: string;
  numero: string;
  etat: EtatConvention;
  donnees: string;
  signeeLe: Date;
  appelId: string;
  conferenceId: string | null;
}

/** Reads what is public of conventions: signed, in their last version. A draft is not within its reach. */
@Injectable()
export class ConventionsPubliees {
  constructor(private readonly source: DataSource) {}

  /** Those to which the body of this SIRET is a party; all of them without one. */
  async sources(siret?: string): Promise<Sources> {
    const [lues] = await this.source.query<{ ids: string[] | null; traces: string[]; instant: Date }[]>(
      `select maintenant() as instant, array_agg(s.id::text order by s.rang) filter (where s.id is not null) as ids,
              array_agg(concat_ws(' ', s.id, s.etat, s.signee_le at time zone 'UTC') order by s.rang) as traces
         from (select 1) une left join (${siret === undefined ? SIGNEES : SIGNEES_DE}) s on true`,
      siret === undefined ? [] : [siret],
    );
    if (!lues) throw new Error('une agrégation donne une ligne');
    const { ids, traces, instant } = lues;
    return { ids: ids ?? [], empreinte: createHash('sha256').update(traces.join('\n')).digest('hex'), instant };
  }

  /** The conventions of these ids, in the order of a file, a few at a time: no connection is held between two of them. */
  async *lire(ids: readonly string[]): AsyncGenerator<ConventionPubliee> {
    for (let rang = 0; rang < ids.length; rang += PAR_PAGE) {
      const lignes = await this.source.query<Ligne[]>(
        `select v.id, v.numero, v.etat, v.donnees, v.signee_le as "signeeLe", a.id as "appelId",
                a.conference_id as "conferenceId"
           from convention v join candidature c on c.id = v.candidature_id join appel_a_projets a on a.id = c.appel_id
          where v.id = any($1::uuid[]) ${ORDRE}`,
        [ids.slice(rang, rang + PAR_PAGE)],
      );
      for (const { donnees, signeeLe, ...reste } of lignes) {
        yield { ...reste, donnees: lireDonneesConvention(donnees), signeeLe: jourDeParis(signeeLe) };
      }
    }
  }
}
