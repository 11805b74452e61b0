import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  accepter,
  CYCLE_ANALYSE,
  decider,
  ETATS_PART_PAYEURS,
  estRib,
  estTelechargeable,
  refuser,
  type ActionLecture,
  type Decision,
  type ObjetHabilite,
} from '@tdt/domaine';
import {
  Antivirus,
  Depot,
  estConnu,
  estUuid,
  introuvable,
  journaliser,
  LiensSignes,
  maintenant,
  UniteDeTravail,
  type Agent,
  type AgentConnu,
  type Lien,
} from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { Candidature } from '../candidature.entity.js';
import { objetHabilite } from '../dossiers.js';
import { lireContenuDePiece } from './contenu-de-piece.js';
import { Piece } from './piece.entity.js';
import { pieceHorsAppel } from './pieces-hors-appel.js';

/** A document ready to leave: never shown inside a page of ours. */
export interface FichierServi {
  nom: string;
  typeMime: string;
  taille: number;
  /** SHA-256. */
  empreinte: Buffer | null;
  flux: Readable;
}

/** Life of a download link, in milliseconds. */
const VALIDITE_MS = 5 * 60_000;
const USAGE = 'telecharger-piece';

/** Documents on their way out: decided on the loaded object, twice, and only through a link made for one person. */
@Injectable()
export class TelechargementsPieces {
  constructor(
    private readonly source: DataSource,
    private readonly depot: Depot,
    private readonly liens: LiensSignes,
    private readonly antivirus: Antivirus,
    private readonly unite: UniteDeTravail,
  ) {}

  /**
   * The address from which this agent can download this document in the next five minutes. Refusals: INTROUVABLE (absent,
   * or not for him: the same answer), ETAT_INVALIDE (not declared clean).
   */
  async lien(agent: Agent, id: string): Promise<Decision<string>> {
    if (!estConnu(agent)) return introuvable('id');
    const piece = await this.autoriser(agent, id);
    if (!piece.ok) return piece;
    const expireLe = new Date((await maintenant(this.source)).getTime() + VALIDITE_MS);
    const jeton = this.liens.signer(lienVers(agent, piece.fait.id), expireLe);
    return accepter(`/documents/pieces/${piece.fait.id}/contenu?jeton=${jeton}`);
  }

  /** The document behind a link, to the person for whom it was made, if she still may. A line of the journal keeps who read what. */
  async ouvrir(agent: Agent, id: string, jeton: unknown): Promise<Decision<FichierServi>> {
    if (!estConnu(agent) || !this.liens.verifier(jeton, lienVers(agent, id), await maintenant(this.source)))
      return introuvable('id');
    const decision = await this.autoriser(agent, id);
    if (!decision.ok) return decision;
    const { nom, typeMime, taille, empreinte } = decision.fait;
    await this.tracer(agent, decision.fait);
    const flux = await lireContenuDePiece(this.source, this.depot, decision.fait);
    return accepter({ nom, typeMime, taille, empreinte, flux });
  }

  /** In a unit of work, which adds the request to the line. */
  private async tracer({ utilisateurId }: AgentConnu, { id, candidatureId, code }: Piece): Promise<void> {
    await this.unite.executer(async (tx) => {
      await journaliser(tx, {
        chaine: `piece:${id}`,
        action: 'telechargerPiece',
        acteurId: utilisateurId,
        objetType: 'piece',
        objetId: id,
        donnees: { candidatureId, code },
      });
      return accepter();
    });
  }

  /** The receipt of a deposit, which we wrote ourselves, or null when there is none or it is not for this agent. */
  async recu(agent: Agent, id: string): Promise<FichierServi | null> {
    const tx = this.source.manager;
    const candidature = estUuid(id) ? await tx.findOneBy(Candidature, { id }) : null;
    if (!candidature || !decider(agent, 'lireCandidature', await objetHabilite(tx, candidature)).ok) return null;
    const [ligne] = await tx.query<{ recu: Buffer | null }[]>('select recu from candidature where id = $1', [id]);
    if (!ligne?.recu) return null;
    const { recu } = ligne;
    const nom = `recepisse-${candidature.numero}.pdf`;
    return { nom, typeMime: 'application/pdf', taille: recu.length, empreinte: null, flux: Readable.from([recu]) };
  }

  private async autoriser(agent: Agent, id: string): Promise<Decision<Piece>> {
    const tx = this.source.manager;
    const piece = estUuid(id) ? await tx.findOneBy(Piece, { id }) : null;
    if (!piece || !(await this.peutLire(tx, agent, piece))) return introuvable('id');
    if (estTelechargeable(piece.etatAnalyse, this.antivirus.dispense)) return accepter(piece);
    const message = `La pièce est à l’état « ${CYCLE_ANALYSE.etats[piece.etatAnalyse]} » : elle ne se télécharge pas.`;
    return refuser('ETAT_INVALIDE', message, 'id');
  }

  /** A document is never seen without its file, whose draft stage is stricter; bank details have their own right as well. */
  private async peutLire(tx: EntityManager, agent: Agent, { candidatureId, code }: Piece): Promise<boolean> {
    const hors = pieceHorsAppel(code);
    if (hors) return hors.peutLire(tx, agent, candidatureId, code);
    const candidature = await tx.findOneBy(Candidature, { id: candidatureId });
    if (!candidature) return false;
    const objet = await objetHabilite(tx, candidature);
    const peut = (action: ActionLecture, sur: ObjetHabilite) => decider(agent, action, sur).ok;
    if (!peut('lireCandidature', objet)) return false;
    if (!estRib(code)) return peut('lirePiece', objet);
    return peut('lireRib', { ...objet, membreOrganismeIds: await payeurs(tx, candidatureId) });
  }
}

function lienVers({ utilisateurId }: AgentConnu, objetId: string): Lien {
  return { usage: USAGE, objetId: objetId.toLowerCase(), utilisateurId };
}

/** The funders that have engaged a share of this file: they will pay it. */
async function payeurs(tx: EntityManager, candidatureId: string): Promise<string[]> {
  const lignes = await tx.query<{ id: string }[]>(
    'select distinct financeur_id as id from part where candidature_id = $1 and etat = any ($2)',
    [candidatureId, ETATS_PART_PAYEURS],
  );
  return lignes.map(({ id }) => id);
}
