import { Injectable } from '@nestjs/common';
import type { AgentHabilite } from '@tdt/domaine';
import { DataSource } from 'typeorm';
import { Perimetre } from './perimetre.js';

/** A kind of thing that may wait for somebody: each context declares its own, and none knows those of the others. */
export interface SorteAFaire {
  /** Code that a program reads: `VOTER`. */
  type: string;
  /** GraphQL type of the object to open. */
  objetType: string;
  /** The French sentence, made from the subject that the SQL found (a title, a name). */
  phrase: (sujet: string) => string;
  /**
   * SELECT of `objet_id` (uuid), `sujet` (text) and `echeance` (timestamptz, null when there is none). Its `where` asks
   * `perimetre` who may act, and looks at the state of the object.
   */
  sql: (perimetre: Perimetre) => string;
}

/** One thing that waits for the agent. */
export interface ChoseAFaire {
  type: string;
  libelle: string;
  objetType: string;
  objetId: string;
  echeance: string | null;
}

interface LigneAFaire {
  sorte: number;
  objet_id: string;
  sujet: string;
  echeance: string | null;
}

const SORTES = new Map<string, SorteAFaire>();
const LIGNES_MAX = 200;

/** Adds kinds of things to do; called once, when the module of the context is loaded. */
export function declarerAFaire(...sortes: SorteAFaire[]): void {
  for (const sorte of sortes) SORTES.set(sorte.type, sorte);
}

/** What waits for an agent, all contexts together, in one SQL statement. */
@Injectable()
export class AFaire {
  constructor(private readonly source: DataSource) {}

  /** The most urgent first, those without a date last; at most 200. */
  async pour(agent: AgentHabilite): Promise<ChoseAFaire[]> {
    const sortes = [...SORTES.values()];
    if (agent.utilisateurId === null || sortes.length === 0) return [];
    const perimetre = new Perimetre(this.source, agent);
    const branches = sortes.map(
      (s, i) => `select ${i} as sorte, objet_id, sujet, echeance from (${s.sql(perimetre)}) s${i}`,
    );
    const lignes = await this.source.query<LigneAFaire[]>(
      ...perimetre.requete(`select sorte, objet_id, sujet, to_char(echeance at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as echeance
       from (${branches.join(' union all ')}) tout order by tout.echeance nulls last, objet_id limit ${LIGNES_MAX}`),
    );
    return lignes.map(({ sorte, objet_id: objetId, sujet, echeance }) => {
      const { type, objetType, phrase } = sortes[sorte] as SorteAFaire;
      return { type, libelle: phrase(sujet), objetType, objetId, echeance };
    });
  }
}
