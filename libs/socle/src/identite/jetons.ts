import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AgentHabilite, HabilitationAgent } from '@tdt/domaine';
import { DataSource } from 'typeorm';
import { nouvelId, type Executeur } from '../horloge.js';
import { sqlHabilitations } from './habilitations.js';

const PREFIXE = 'tdt_';
const ENTETE = /^Bearer ([A-Za-z0-9_-]{20,200})$/;

/** Only the SHA-256 is stored: whoever reads the database gets no access. The token is random, so no salt is needed. */
export function empreinteJeton(jeton: string): Buffer {
  return createHash('sha256').update(jeton).digest();
}

export interface DemandeJeton {
  utilisateurId: string;
  libelle: string;
  /** Roles to which the token is limited; null: all those of its owner. */
  roles: string[] | null;
  /** Life of the token in days. */
  jours: number;
}

/** Makes a token and returns its text, shown once and never again. */
export async function creerJeton(base: Executeur, demande: DemandeJeton): Promise<string> {
  const jeton = PREFIXE + randomBytes(32).toString('base64url');
  await base.query(
    `insert into jeton (id, empreinte, utilisateur_id, roles, libelle, cree_le, expire_le)
     values ($1, $2, $3, $4, $5, maintenant(), maintenant() + make_interval(days => $6))`,
    [nouvelId(), empreinteJeton(jeton), demande.utilisateurId, demande.roles, demande.libelle, demande.jours],
  );
  return jeton;
}

interface LigneIdentite {
  utilisateur_id: string;
  habilitations: HabilitationAgent[];
}

/** Who is behind a token, with the habilitations valid now: one statement, at every request, so a removed right is gone at once. */
@Injectable()
export class Jetons {
  constructor(private readonly source: DataSource) {}

  /** Same, by the whole `Authorization` header. */
  async parEntete(entete: string): Promise<AgentHabilite | null> {
    const jeton = ENTETE.exec(entete)?.[1];
    return jeton ? this.identifier(jeton) : null;
  }

  async identifier(jeton: string): Promise<AgentHabilite | null> {
    const [ligne] = await this.source.query<LigneIdentite[]>(
      `select j.utilisateur_id, ${sqlHabilitations('j.utilisateur_id', 'j.roles is null or h.role = any (j.roles)')} as habilitations
       from jeton j join utilisateur u on u.id = j.utilisateur_id
       where j.empreinte = $1 and j.revoque_le is null and j.expire_le > maintenant() and u.desactive_le is null`,
      [empreinteJeton(jeton)],
    );
    return ligne ? { utilisateurId: ligne.utilisateur_id, habilitations: ligne.habilitations } : null;
  }
}
