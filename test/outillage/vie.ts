import { nouvelId } from '@tdt/socle';
import { AMI_HUBS_2020 } from '../monde-appels.js';
import { jouer, joindrePiece } from '../monde-client.js';
import { preparerDossier } from '../monde-dossiers.js';
import { HUBS } from '../monde-hubs.js';
import { affecter } from '../monde.js';
import { creerConference, EUROS, ouvrirEnveloppe, proposer } from './conference.js';
import type { CleOrganisme } from '../monde-donnees.js';
import type { Serveur } from './serveur.js';

/** The four funders of Hub Bretagne's plan: all sit in the conference, the first presides. */
export const FINANCEURS = ['rennesMetropole', 'bdt', 'regionBretagne', 'fondationAfnic'] as const;

const PIECES = ['STATUTS', 'DIRIGEANTS', 'SIRENE', 'RIB', 'COMPTES'];

/** One call, one conference, one file: a whole life, played act by act so that a test can look in between. */
export class Vie {
  conferenceId = '';
  sieges: Record<string, string> = {};
  appelId = '';
  candidatureId = '';
  seanceId = '';
  pointId = '';
  enveloppes: Partial<Record<CleOrganisme, string>> = {};

  constructor(private readonly s: Serveur) {}

  acte<T = { id: string }>(
    qui: keyof Serveur['monde']['jetons'],
    nom: string,
    args: Record<string, [string, unknown]>,
    type: string,
    champs = 'id',
  ) {
    return jouer<T>(this.s, this.s.monde.jetons[qui], nom, args, [type, champs]);
  }

  async publierAppel(): Promise<void> {
    const { conferenceId, sieges } = await creerConference(this.s, [...FINANCEURS]);
    Object.assign(this, { conferenceId, sieges });
    const demande = { ...AMI_HUBS_2020, conferenceId };
    this.appelId = (
      await this.acte('gestionnaire', 'creerAppel', { demande: ['CreerAppelInput!', demande] }, 'AppelAProjets')
    ).id;
    for (const financeur of FINANCEURS)
      this.enveloppes[financeur] = await ouvrirEnveloppe(this.s, financeur, 900_000n * EUROS, this.appelId);
    await this.acte('gestionnaire2', 'publierAppel', { id: ['ID!', this.appelId] }, 'AppelAProjets');
    const { organismes, personnes } = this.s.monde;
    const perimetre = { organismeId: organismes.bdt, appelId: this.appelId };
    await affecter(this.s.sqlExecuteur, personnes.instructrice, 'INSTRUCTEUR', perimetre);
  }

  async preparer(): Promise<void> {
    this.candidatureId = await preparerDossier(this.s, this.appelId, HUBS.hubBretagne);
    for (const code of PIECES) await joindrePiece(this.s, this.s.monde.jetons.hubBretagne, this.candidatureId, code);
  }

  surDossier(qui: 'hubBretagne' | 'instructrice', nom: string) {
    return this.acte(qui, nom, { id: ['ID!', this.candidatureId] }, 'Candidature');
  }

  async proposerParts(): Promise<void> {
    const { demande, cofinanceurs } = HUBS.hubBretagne;
    for (const [financeur, euros] of [['bdt', demande], ...cofinanceurs] as [CleOrganisme, number][]) {
      const part = {
        candidatureId: this.candidatureId,
        enveloppeId: this.enveloppes[financeur],
        montant: String(BigInt(euros) * EUROS),
      };
      const recu = await proposer(this.s, financeur, part);
      if (recu.__typename !== 'Part') throw new Error(JSON.stringify(recu));
    }
  }

  async sceller(tourId: string, maximum: bigint): Promise<void> {
    const lignes = [{ candidatureId: this.candidatureId, maximum: String(maximum) }];
    const demande = {
      cle: nouvelId(),
      tourId,
      enveloppeId: this.enveloppes.regionBretagne,
      plafond: String(maximum + 1n),
      lignes,
    };
    await this.acte('regionBretagne', 'scellerAnnonce', { demande: ['ScellerAnnonceInput!', demande] }, 'Annonce');
  }
}
