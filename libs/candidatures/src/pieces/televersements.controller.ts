import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Req,
  UnsupportedMediaTypeException,
  UseGuards,
} from '@nestjs/common';
import { refuser, type Decision } from '@tdt/domaine';
import { AgentCourant, type AgentConnu } from '@tdt/socle';
import type { Request } from 'express';
import { PeutJoindre } from './peut-joindre.js';
import type { Televersement } from './piece.entity.js';
import { erreurHttp } from './reponses.js';
import { Televersements, type DemandeTeleversement, type Plage } from './televersements.service.js';

interface EtatTeleversement {
  id: string;
  adresse: string;
  etat: string;
  taille: number;
  /** Where the next part begins. */
  recu: number;
  expireLe: string;
}

function vue({ id, etat, taille, recu, expireLe }: Televersement): EtatTeleversement {
  return { id, adresse: `/televersements/${id}`, etat, taille, recu, expireLe: expireLe.toISOString() };
}

/** `Content-Range: bytes 0-65535/200000` (RFC 9110, 14.4). */
function lirePlage(entete: string | undefined): Plage | null {
  const nombres = /^bytes (\d{1,9})-(\d{1,9})\/(\d{1,9})$/.exec(entete ?? '')?.slice(1);
  const [debut, fin, total] = (nombres ?? []).map(Number);
  return debut === undefined || fin === undefined || total === undefined ? null : { debut, fin, total };
}

/** The bytes of the request; refusing them half-way leaves the line open for the answer. */
const corpsDe = (requete: Request): AsyncIterable<Uint8Array> => requete.iterator({ destroyOnReturn: false });

function lireDemande(corps: unknown): Decision<DemandeTeleversement> {
  const { nom, taille, sha256 = null } = (corps ?? {}) as Record<string, unknown>;
  if (typeof nom !== 'string') return refuser('ENTREE_INVALIDE', 'Donnez le nom du fichier.', 'nom');
  if (typeof taille !== 'number' || !Number.isSafeInteger(taille) || taille < 1)
    return refuser('ENTREE_INVALIDE', 'Donnez la taille du fichier en octets.', 'taille');
  if (sha256 !== null && (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)))
    return refuser('ENTREE_INVALIDE', 'Donnez l’empreinte SHA-256 en hexadécimal.', 'sha256');
  return { ok: true, fait: { nom, taille, sha256 } };
}

/**
 * Uploads that can be resumed. POST announces a file and answers its address; PUT sends the next part, with Content-Range and
 * the type application/octet-stream; GET says where to resume; POST …/fin makes the document; DELETE gives up.
 */
@Controller()
@UseGuards(PeutJoindre)
export class TeleversementsController {
  constructor(private readonly televersements: Televersements) {}

  @Post('pieces/:candidatureId/:code/televersements')
  async ouvrir(
    @Param('candidatureId') candidatureId: string,
    @Param('code') code: string,
    @Req() requete: Request,
    @AgentCourant() agent: AgentConnu,
  ): Promise<EtatTeleversement> {
    const demande = lireDemande(requete.body);
    if (!demande.ok) throw erreurHttp(demande.refus);
    const decision = await this.televersements.ouvrir(agent, candidatureId, code, demande.fait);
    if (!decision.ok) throw erreurHttp(decision.refus);
    return this.etat(decision.fait, agent);
  }

  @Get('televersements/:id')
  async etat(@Param('id') id: string, @AgentCourant() agent: AgentConnu): Promise<EtatTeleversement> {
    const decision = await this.televersements.lire(agent, id);
    if (!decision.ok) throw erreurHttp(decision.refus);
    return vue(decision.fait);
  }

  @Put('televersements/:id')
  async partie(
    @Param('id') id: string,
    @Req() requete: Request,
    @AgentCourant() agent: AgentConnu,
  ): Promise<{ recu: number }> {
    if (requete.headers['content-type'] !== 'application/octet-stream') throw new UnsupportedMediaTypeException();
    const plage = lirePlage(requete.headers['content-range']);
    if (!plage)
      throw erreurHttp({ code: 'ENTREE_INVALIDE', message: 'Donnez Content-Range.', chemin: 'Content-Range' });
    const decision = await this.televersements.recevoir(agent, id, plage, corpsDe(requete));
    if (!decision.ok) throw erreurHttp(decision.refus, decision.recu === undefined ? {} : { recu: decision.recu });
    return { recu: decision.fait };
  }

  @Post('televersements/:id/fin')
  async fin(@Param('id') id: string, @AgentCourant() agent: AgentConnu): Promise<{ id: string; adresse: string }> {
    const decision = await this.televersements.terminer(agent, id);
    if (!decision.ok) throw erreurHttp(decision.refus);
    return { id: decision.fait, adresse: `/documents/pieces/${decision.fait}` };
  }

  @Delete('televersements/:id')
  @HttpCode(204)
  async abandonner(@Param('id') id: string, @AgentCourant() agent: AgentConnu): Promise<void> {
    const decision = await this.televersements.abandonner(agent, id);
    if (!decision.ok) throw erreurHttp(decision.refus);
  }
}
