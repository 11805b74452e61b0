import { Injectable } from '@nestjs/common';
import type { Role } from '@tdt/domaine';
import { INACTIVITE_MAX_MIN, sqlEnVigueur, type SessionCourante } from '@tdt/socle';
import { DataSource } from 'typeorm';

interface OrganismePossible {
  id: string;
  nom: string;
  /** The page names them, and shows in its menu what they may do. */
  roles: Role[];
}

/** What the top of the pages shows; null when nobody is connected. */
export interface EtatSession {
  session: {
    utilisateur: { id: string; prenom: string; nom: string; courriel: string };
    /** For which the person acts, or null until he has chosen. */
    organisme: OrganismePossible | null;
    /** For which he may act. */
    organismes: OrganismePossible[];
    authentifieLe: string;
    /** Ends then whatever happens, or earlier after this many minutes without a request. */
    expireLe: string;
    inactiviteMaxMin: number;
  } | null;
}

interface Ligne {
  id: string;
  prenom: string;
  nom: string;
  courriel: string;
  organismes: OrganismePossible[];
}

@Injectable()
export class EtatDeSession {
  constructor(private readonly source: DataSource) {}

  async lire(session: SessionCourante | undefined): Promise<EtatSession> {
    const [ligne] = session
      ? await this.source.query<Ligne[]>(
          `select u.id, u.prenom, u.nom, u.courriel, coalesce((
             select json_agg(json_build_object('id', o.id, 'nom', o.nom, 'roles', o.roles) order by o.nom, o.id)
             from (select o.id, o.nom, array_agg(distinct h.role order by h.role) as roles
                   from habilitation h join organisme o on o.id = h.organisme_id
                   where h.utilisateur_id = u.id and ${sqlEnVigueur('h')}
                   group by o.id) o), '[]'::json) as organismes
           from utilisateur u where u.id = $1`,
          [session.utilisateurId],
        )
      : [];
    if (!session || !ligne) return { session: null };
    const { organismes, ...utilisateur } = ligne;
    return {
      session: {
        utilisateur,
        organisme: organismes.find((o) => o.id === session.organismeId) ?? null,
        organismes,
        authentifieLe: session.authentifieLe.toISOString(),
        expireLe: session.expireLe.toISOString(),
        inactiviteMaxMin: INACTIVITE_MAX_MIN,
      },
    };
  }
}
