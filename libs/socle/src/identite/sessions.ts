import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { exigerNiveau, type AgentHabilite, type HabilitationAgent, type Refus } from '@tdt/domaine';
import { DataSource } from 'typeorm';
import { nouvelId, type Executeur } from '../horloge.js';
import { sqlEnVigueur, sqlHabilitations } from './habilitations.js';

/** Minutes without a request after which a session ends, and hours after which it ends anyway (trust.md §8). */
export const INACTIVITE_MAX_MIN = 30;
export const DUREE_MAX_H = 8;

const OCTETS = 32;
const FORME = /^[A-Za-z0-9_-]{43}$/;

/** A text that nobody can guess: 256 bits, for a cookie, a state, a nonce or a link. */
export function nouveauSecret(): string {
  return randomBytes(OCTETS).toString('base64url');
}

/** All that the database keeps of such a text. It is random, so no salt is needed. */
export function empreinteSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A live session, at the instant of the request by the clock of the database. */
export interface SessionCourante {
  id: string;
  utilisateurId: string;
  /** Organisation for which the person acts; null until he has chosen one. */
  organismeId: string | null;
  acr: string;
  authentifieLe: Date;
  expireLe: Date;
  instant: Date;
}

export interface SessionIdentifiee {
  session: SessionCourante;
  agent: AgentHabilite;
  /** Why this session may not act: its level is not that of the rights which its holder has by now. */
  faible: Refus | null;
  /** The cookie that replaces the one just used, when the rights have changed since. */
  secret: string | null;
}

export interface SessionAOuvrir {
  utilisateurId: string;
  acr: string;
  authentifieLe: Date;
  idToken: string;
  /** Organisation to keep acting for, when the person still may. */
  organismeId: string | null;
}

export interface SessionOuverte {
  secret: string;
  /** The only organisation possible, or the one that was asked; null when the person has to choose, or has none. */
  organismeId: string | null;
}

interface LigneSession {
  id: string;
  utilisateur_id: string;
  organisme_id: string | null;
  acr: string;
  authentifie_le: Date;
  expire_le: Date;
  instant: Date;
  a_renouveler: boolean;
  habilitations: HabilitationAgent[];
}

/** Alive: used within thirty minutes, opened within eight hours, by somebody whose account is open. */
const VIVANTE = `s.vue_le > maintenant() - make_interval(mins => ${INACTIVITE_MAX_MIN}) and s.expire_le > maintenant()
  and exists (select 1 from utilisateur u where u.id = s.utilisateur_id and u.desactive_le is null)`;

const COLONNES = `s.id, s.utilisateur_id, s.organisme_id, s.acr, s.authentifie_le, s.expire_le, maintenant() as instant,
  s.a_renouveler`;

/** SQL: the organisations for which the person `utilisateur` may act now. */
const sqlOrganismes = (utilisateur: string) => `select distinct h.organisme_id from habilitation h
  where h.utilisateur_id = ${utilisateur} and h.organisme_id is not null and ${sqlEnVigueur('h')}`;

/** Sessions kept by the server. What a browser holds is a secret of which we keep the SHA-256 only. */
@Injectable()
export class Sessions {
  constructor(private readonly source: DataSource) {}

  /**
   * Who is behind this cookie, with his rights of now for the organisation that he has chosen. Marks the session as used,
   * to the minute: a write at each read would be the dearest part of it.
   */
  async identifier(secret: string): Promise<SessionIdentifiee | null> {
    if (!FORME.test(secret)) return null;
    const [ligne] = await this.source.query<LigneSession[]>(
      `with s as (select s.* from session s where s.empreinte = $1 and ${VIVANTE}),
       vue as (update session set vue_le = maintenant() from s where session.id = s.id and s.vue_le < maintenant() - interval '1 minute')
       select ${COLONNES},
         ${sqlHabilitations('s.utilisateur_id', 'h.organisme_id is null or h.organisme_id = s.organisme_id')} as habilitations
       from s`,
      [empreinteSecret(secret)],
    );
    if (!ligne) return null;
    const renouvele = ligne.a_renouveler ? await this.renouveler(secret) : null;
    if (ligne.a_renouveler && !renouvele) return null;
    return { ...identifiee(ligne), secret: renouvele };
  }

  /**
   * The session as it stands, by its id or by its cookie: neither marked as used nor given another cookie, for what stays open
   * without asking anything. `faible` as above.
   */
  async regarder(cle: { id: string } | { secret: string }): Promise<Omit<SessionIdentifiee, 'secret'> | null> {
    if ('secret' in cle && !FORME.test(cle.secret)) return null;
    const [condition, valeur] = 'id' in cle ? ['s.id = $1', cle.id] : ['s.empreinte = $1', empreinteSecret(cle.secret)];
    const [ligne] = await this.source.query<LigneSession[]>(
      `select ${COLONNES},
         ${sqlHabilitations('s.utilisateur_id', 'h.organisme_id is null or h.organisme_id = s.organisme_id')} as habilitations
       from session s where ${condition} and ${VIVANTE}`,
      [valeur],
    );
    return ligne ? identifiee(ligne) : null;
  }

  /** Same session, other cookie: the former one is dead at once. Null when another request has just done it. */
  private async renouveler(ancien: string): Promise<string | null> {
    const secret = nouveauSecret();
    const [lignes] = await this.source.query<[{ id: string }[], number]>(
      'update session set empreinte = $2, empreinte_precedente = $1, a_renouveler = false where empreinte = $1 returning id',
      [empreinteSecret(ancien), empreinteSecret(secret)],
    );
    return lignes.length === 1 ? secret : null;
  }

  /** Was this the cookie of a session that lives on under another one? Its browser has, or is about to have, the new one. */
  async estRemplacee(secret: string): Promise<boolean> {
    const lignes = await this.source.query<unknown[]>(
      `select 1 from session s where s.empreinte_precedente = $1 and ${VIVANTE}`,
      [empreinteSecret(secret)],
    );
    return lignes.length > 0;
  }

  /** Opens a session under a secret of our own making, never one that a browser brought. */
  async ouvrir(tx: Executeur, demande: SessionAOuvrir): Promise<SessionOuverte> {
    const secret = nouveauSecret();
    const { utilisateurId, acr, authentifieLe, idToken } = demande;
    const organismes = await tx.query<{ organisme_id: string }[]>(sqlOrganismes('$1'), [utilisateurId]);
    const possibles = organismes.map((o) => o.organisme_id);
    const seul = possibles.length === 1 ? (possibles[0] ?? null) : null;
    const organismeId = possibles.find((id) => id === demande.organismeId) ?? seul;
    await tx.query(
      `insert into session (id, empreinte, utilisateur_id, organisme_id, acr, authentifie_le, id_token, cree_le, vue_le, expire_le)
       select $1::uuid, $2::bytea, $3::uuid, $4::uuid, $5::text, least($6::timestamptz, m.instant), $7::text, m.instant, m.instant,
         m.instant + make_interval(hours => ${DUREE_MAX_H})
       from (select maintenant() as instant) m`,
      [nouvelId(), empreinteSecret(secret), utilisateurId, organismeId, acr, authentifieLe, idToken],
    );
    await tx.query(
      'delete from session where id in (select id from session where expire_le <= maintenant() for update skip locked)',
    );
    return { secret, organismeId };
  }

  /** Acts from now on for this organisation, under a new cookie, returned; null when the person has no right there. */
  async choisirOrganisme(secret: string, organismeId: string): Promise<string | null> {
    const nouveau = nouveauSecret();
    const [lignes] = await this.source.query<[{ id: string }[], number]>(
      `update session s set empreinte = $2, empreinte_precedente = $1, organisme_id = $3::uuid, a_renouveler = false
       where s.empreinte = $1 and ${VIVANTE} and $3::uuid in (${sqlOrganismes('s.utilisateur_id')}) returning s.id`,
      [empreinteSecret(secret), empreinteSecret(nouveau), organismeId],
    );
    return lignes.length === 1 ? nouveau : null;
  }

  /** Ends a session. Returns what the provider needs to end its own, or null when there was none. */
  async fermer(
    base: Executeur,
    secret: string,
  ): Promise<{ utilisateurId: string; organismeId: string | null; idToken: string } | null> {
    const [lignes] = await base.query<
      [{ utilisateur_id: string; organisme_id: string | null; id_token: string }[], number]
    >('delete from session where empreinte = $1 returning utilisateur_id, organisme_id, id_token', [
      empreinteSecret(secret),
    ]);
    const [fermee] = lignes;
    return fermee
      ? { utilisateurId: fermee.utilisateur_id, organismeId: fermee.organisme_id, idToken: fermee.id_token }
      : null;
  }
}

function identifiee(ligne: LigneSession): Omit<SessionIdentifiee, 'secret'> {
  const session = enSession(ligne);
  const niveau = exigerNiveau(ligne.acr, ligne.habilitations);
  const habilitations = niveau.ok ? ligne.habilitations : [];
  const agent = { utilisateurId: session.utilisateurId, habilitations };
  return { session, agent, faible: niveau.ok ? null : niveau.refus };
}

function enSession(ligne: LigneSession): SessionCourante {
  return {
    id: ligne.id,
    utilisateurId: ligne.utilisateur_id,
    organismeId: ligne.organisme_id,
    acr: ligne.acr,
    authentifieLe: ligne.authentifie_le,
    expireLe: ligne.expire_le,
    instant: ligne.instant,
  };
}
