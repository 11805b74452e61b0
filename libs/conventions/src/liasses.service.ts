import { Injectable } from '@nestjs/common';
import { decider, ETATS_CONVENTION_TOMBES, type DetailRefus } from '@tdt/domaine';
import { estUuid, type Agent } from '@tdt/socle';
import { DataSource } from 'typeorm';
import type { FichierArchive } from './archive.js';
import { PanneImpression } from './impression/imprimerie.js';
import { ManquesService } from './manques.service.js';
import { Tirages, type Tirage } from './tirages.service.js';
import { objetDeConvention } from './verrous.js';

/** A convention of the session, in the order of their numbers. */
interface Piece {
  id: string;
  candidatureId: string;
  financeurId: string | null;
  numero: string;
  emiseLe: Date;
}

interface DossierIncomplet {
  titre: string;
  manques: DetailRefus[];
}

/** What the archive of a session holds. */
export interface Liasse {
  /** Number of the session. */
  numero: string;
  pieces: Piece[];
  incomplets: DossierIncomplet[];
}

/** First date that a ZIP can write. */
const DEPART = new Date('1980-01-01T12:00:00Z');

/** Name of the archive, in plain letters. */
export function nomLiasse({ numero }: Pick<Liasse, 'numero'>): string {
  return `conventions-seance-${numero.replace(/[^\w-]+/g, '-')}.zip`;
}

/** Documents printed ahead of the one that is being sent. */
const AVANCE = 4;

const SEANCE = `select numero from seance where id = $1`;

/** The conventions that stand for each file on the agenda. */
const PIECES = `
  select v.id, v.candidature_id as "candidatureId", v.financeur_id as "financeurId", v.numero, v.emise_le as "emiseLe"
    from convention v
   where v.etat <> all ($2) and exists (select 1 from point p where p.seance_id = $1 and p.candidature_id = v.candidature_id)
   order by v.numero, v.version`;

const A_CONVENTIONNER = `
  select c.id, coalesce(nullif(btrim(c.titre), ''), 'projet sans titre') as titre
    from candidature c
   where c.etat = 'RETENU' and exists (select 1 from point p where p.seance_id = $1 and p.candidature_id = c.id)
     and not exists (select 1 from convention v where v.candidature_id = c.id and v.etat <> all ($2))
   order by titre, c.id`;

/** All the conventions of a session at once. */
@Injectable()
export class LiassesService {
  constructor(
    private readonly source: DataSource,
    private readonly manques: ManquesService,
    private readonly tirages: Tirages,
  ) {}

  /** Those that this agent may read, and what the others still lack if he may make them. Null: nothing is for him. */
  async preparer(agent: Agent, seanceId: string): Promise<Liasse | null> {
    if (!estUuid(seanceId)) return null;
    const { manager } = this.source;
    const [seance] = await manager.query<{ numero: string }[]>(SEANCE, [seanceId]);
    if (!seance) return null;
    const pieces: Piece[] = [];
    for (const piece of await manager.query<Piece[]>(PIECES, [seanceId, [...ETATS_CONVENTION_TOMBES]])) {
      if (decider(agent, 'lireConvention', await objetDeConvention(manager, piece)).ok) pieces.push(piece);
    }
    const incomplets = await this.incomplets(agent, seanceId);
    return pieces.length + incomplets.length === 0 ? null : { numero: seance.numero, pieces, incomplets };
  }

  private async incomplets(agent: Agent, seanceId: string): Promise<DossierIncomplet[]> {
    const dossiers = await this.source.query<{ id: string; titre: string }[]>(A_CONVENTIONNER, [
      seanceId,
      [...ETATS_CONVENTION_TOMBES],
    ]);
    const incomplets: DossierIncomplet[] = [];
    for (const { id, titre } of dossiers) {
      const lus = await this.manques.manquesConvention(agent, id);
      if (lus.ok) incomplets.push({ titre, manques: lus.fait.manques });
    }
    return incomplets;
  }

  /** The files, then the list of what is missing, if anything is: one document that cannot be printed keeps no other. */
  async *fichiers(agent: Agent, { pieces, incomplets }: Liasse): AsyncGenerator<FichierArchive> {
    const pannes: string[] = [];
    // Printed ahead: what fails is kept for its turn, since nobody waits for it yet, and may never do.
    const commencees: Promise<PromiseSettledResult<Tirage | null>>[] = [];
    for (const [rang, { numero, emiseLe }] of pieces.entries()) {
      for (const { id } of pieces.slice(commencees.length, rang + AVANCE)) {
        commencees.push(issueDe(this.tirages.tirer(agent, id)));
      }
      const issue = await commencees[rang];
      if (issue?.status === 'rejected') {
        if (!(issue.reason instanceof PanneImpression)) throw issue.reason;
        pannes.push(numero);
      } else if (issue?.value) {
        yield { nom: issue.value.nom, contenu: issue.value.pdf, le: emiseLe };
      }
    }
    const texte = ecrireManques(incomplets, pannes);
    if (texte !== '') yield { nom: 'a-completer.txt', contenu: Buffer.from(texte), le: pieces[0]?.emiseLe ?? DEPART };
  }
}

async function issueDe<T>(promesse: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [issue] = await Promise.allSettled([promesse]);
  return issue;
}

function ecrireManques(incomplets: readonly DossierIncomplet[], pannes: readonly string[]): string {
  const lignes = [
    ...incomplets.flatMap(({ titre, manques }) => [
      `« ${titre} »${manques.length === 0 ? ' : rien ne manque, sa convention peut être générée.' : ' :'}`,
      ...manques.map(({ message }) => `– ${message}`),
    ]),
    ...pannes.map((numero) => `Convention ${numero} : ce document n’a pas pu être imprimé, téléchargez-le seul.`),
  ];
  return lignes.map((ligne) => `${ligne}\n`).join('');
}
