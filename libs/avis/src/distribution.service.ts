import { Injectable } from '@nestjs/common';
import {
  accepter,
  ACTES_ANNONCES,
  AVIS,
  avisDe,
  modeDe,
  pauseAvantReprise,
  prochainRecapitulatif,
  type CodeAvis,
  type FamilleAvis,
  type ModeAvis,
} from '@tdt/domaine';
import { maintenant, nouveauSecret, nouvelId, UniteDeTravail } from '@tdt/socle';
import { randomInt } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { DESTINATAIRES } from './destinataires.js';

interface EvenementLu {
  id: string;
  action: string;
  objet_id: string;
  acteur_id: string | null;
  essais: number;
}

interface Destinataire {
  utilisateur_id: string;
  objet_id: string;
  reglages: Partial<Record<FamilleAvis, ModeAvis>>;
}

const LOT_SILENCIEUX = 500;
const JOUR_MS = 86_400_000;

/** A number in [0, 1): chance that only spreads retries. */
export const hasard = (): number => randomInt(0, 1_000_000) / 1_000_000;

/** Turns each event of the outbox into messages to those who wait for it: wholly or not at all, hence exactly once. */
@Injectable()
export class Distribution {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly source: DataSource,
  ) {}

  /** Closes events that nobody waits for. @returns how many. */
  async ecarter(): Promise<number> {
    const [bilan] = await this.source.query<{ n: number }[]>(
      `with ecartes as (
         update evenement set traite_le = maintenant() where id in (
           select id from evenement where traite_le is null and action <> all ($1) order by id limit $2 for update skip locked)
         returning 1)
       select count(*)::int as n from ecartes`,
      [ACTES_ANNONCES, LOT_SILENCIEUX],
    );
    return bilan?.n ?? 0;
  }

  /**
   * Takes the oldest event that nobody else holds. One that fails is put back, later each time.
   * @returns false when there was none
   * @throws whatever made it fail, once it is put back
   */
  async distribuerUn(): Promise<boolean> {
    let pris: EvenementLu | undefined;
    try {
      const decision = await this.unite.executer(async (tx) => {
        [pris] = await tx.query<EvenementLu[]>(
          `select id, action, objet_id, acteur_id, essais from evenement
            where traite_le is null and a_traiter_le <= maintenant() and action = any ($1)
            order by a_traiter_le, id limit 1 for update skip locked`,
          [ACTES_ANNONCES],
        );
        if (!pris) return accepter(false);
        for (const code of avisDe(pris.action)) await this.distribuer(tx, pris, code);
        await tx.query('update evenement set traite_le = maintenant() where id = $1', [pris.id]);
        return accepter(true);
      });
      return decision.ok && decision.fait;
    } catch (erreur) {
      if (pris) await this.remettre(pris);
      throw erreur;
    }
  }

  private async remettre({ id, essais }: EvenementLu): Promise<void> {
    await this.source.query(
      `update evenement set essais = essais + 1, a_traiter_le = maintenant() + make_interval(secs => $2)
        where id = $1 and traite_le is null`,
      [id, pauseAvantReprise(essais + 1, hasard()) / 1_000],
    );
  }

  private async distribuer(tx: EntityManager, evenement: EvenementLu, code: CodeAvis): Promise<void> {
    const { destinataires, ...definition } = AVIS[code];
    if (destinataires === 'INVITE') {
      const courrielId = await this.ouvrir(tx, { invitation: evenement.objet_id });
      return this.inscrire(tx, evenement.id, courrielId, code, null, evenement.objet_id);
    }
    const auteurAussi = 'auteurAussi' in definition && definition.auteurAussi;
    const lignes = await tx.query<Destinataire[]>(
      `select distinct d.utilisateur_id, d.objet_id, (
           select coalesce(json_object_agg(p.famille, p.mode), '{}') from preference_avis p
            where p.utilisateur_id = d.utilisateur_id)::jsonb as reglages
         from (${DESTINATAIRES[destinataires]}) d
        where d.utilisateur_id is not null and d.utilisateur_id is distinct from $2 order by 1, 2`,
      [evenement.id, auteurAussi ? null : evenement.acteur_id],
    );
    for (const { utilisateur_id: utilisateur, objet_id: objetId, reglages } of lignes) {
      const mode = modeDe(code, reglages);
      if (mode === 'AUCUN') continue;
      const courrielId =
        mode === 'IMMEDIAT' ? await this.ouvrir(tx, { utilisateur }) : await this.recapitulatif(tx, utilisateur);
      await this.inscrire(tx, evenement.id, courrielId, code, utilisateur, objetId);
    }
  }

  private async inscrire(
    tx: EntityManager,
    evenementId: string,
    courrielId: string,
    code: CodeAvis,
    utilisateurId: string | null,
    objetId: string,
  ): Promise<void> {
    await tx.query(
      'insert into avis (id, evenement_id, courriel_id, utilisateur_id, code, objet_id) values ($1, $2, $3, $4, $5, $6)',
      [nouvelId(), evenementId, courrielId, utilisateurId, code, objetId],
    );
  }

  private async ouvrir(tx: EntityManager, a: { utilisateur?: string; invitation?: string }): Promise<string> {
    const id = nouvelId();
    await tx.query(
      `insert into courriel (id, utilisateur_id, invitation_id, a_envoyer_le, desabonnement, cree_le)
       values ($1, $2, $3, maintenant(), $4, maintenant())`,
      [id, a.utilisateur ?? null, a.invitation ?? null, nouveauSecret()],
    );
    return id;
  }

  /** The digest that this person will get next. One that is already leaving takes nothing more: the next day's does. */
  private async recapitulatif(tx: EntityManager, utilisateur: string): Promise<string> {
    for (let instant = await maintenant(tx); ; instant = new Date(instant.getTime() + JOUR_MS)) {
      const { jour, partLe } = prochainRecapitulatif(instant);
      const [ligne] = await tx.query<{ id: string }[]>(
        `insert into courriel (id, utilisateur_id, jour, a_envoyer_le, desabonnement, cree_le)
         values ($1, $2, $3, $4, $5, maintenant())
         on conflict (utilisateur_id, jour) do update set essais = 0
           where courriel.etat = 'A_ENVOYER' and courriel.essais = 0
         returning id`,
        [nouvelId(), utilisateur, jour, partLe, nouveauSecret()],
      );
      if (ligne) return ligne.id;
    }
  }
}
