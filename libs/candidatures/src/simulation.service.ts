import { Injectable } from '@nestjs/common';
import { accepter, montantDroit, refuser, type Decision, type LieuAction, type MontantDroit } from '@tdt/domaine';
import { CENTIMES_MAX, introuvable, Perimetre, type Agent } from '@tdt/socle';
import { DataSource } from 'typeorm';
import {
  appelDepuisJson,
  sqlAppelPourRegles,
  sqlLieu,
  sqlZonageReconnu,
  type AppelJson,
} from './candidature-pour-regles.js';
import type { SimulerMontantArgs } from './candidatures.inputs.js';

interface Lu {
  appel: AppelJson;
  lieux: LieuAction[];
  inconnus: number[];
}

/** "How much could we get?", before anybody opens a file. */
@Injectable()
export class SimulationService {
  constructor(private readonly source: DataSource) {}

  /**
   * What a call would grant for these places, in one statement and without writing anything (R3, R5). Without a cost, a cap
   * in per cent does not bind. Refusals: INTROUVABLE (the call), TERRITOIRE_INCONNU, ETAT_INVALIDE (no rule yet).
   */
  async simulerMontant(agent: Agent, demande: SimulerMontantArgs): Promise<Decision<MontantDroit>> {
    const lu = await this.lire(agent, demande);
    if (!lu) return introuvable('appelId');
    const [premier] = lu.inconnus;
    if (premier !== undefined) {
      const message = `Aucune commune ne porte le code INSEE « ${demande.lieux[premier]?.communeCode} ».`;
      return refuser('TERRITOIRE_INCONNU', message, `lieux[${premier}].communeCode`);
    }
    const { regles } = appelDepuisJson(lu.appel);
    if (!regles) return refuser('ETAT_INVALIDE', 'Cet appel n’a pas encore de règle de calcul.', 'appelId');
    const cout = demande.coutTotal ?? CENTIMES_MAX;
    return accepter(montantDroit(regles, { lieux: lu.lieux, assiette: cout, coutTotal: cout }));
  }

  private async lire(agent: Agent, { appelId, lieux }: SimulerMontantArgs): Promise<Lu | undefined> {
    const p = new Perimetre(this.source, agent);
    const lignes = lieux.map((l, rang) => ({
      rang,
      commune_code: l.communeCode,
      dispositif: l.dispositif ?? null,
      zonage_code: l.zonageCode ?? null,
    }));
    const demandes = `jsonb_to_recordset(${p.valeur(JSON.stringify(lignes), 'jsonb')})
      as l (rang integer, commune_code text, dispositif text, zonage_code text)`;
    const [lu] = await this.source.query<Lu[]>(
      ...p.requete(`select ${sqlAppelPourRegles('ap')} as appel,
         (select coalesce(json_agg(${sqlLieu('l', 'z', 't')} order by l.rang), '[]') from ${demandes}
            join territoire t on t.nature = 'COMMUNE' and t.code = l.commune_code
            left join ${sqlZonageReconnu('l', 'ap')} z on true) as lieux,
         (select coalesce(json_agg(l.rang order by l.rang), '[]') from ${demandes}
          where not exists (select 1 from territoire t where t.nature = 'COMMUNE' and t.code = l.commune_code)) as inconnus
       from appel_a_projets ap
       where ap.id = ${p.valeur(appelId, 'uuid')} and ${p.visible('AppelAProjets', 'ap')}`),
    );
    return lu;
  }
}
