import { Facteur } from '@tdt/avis';
import type { ClePersonne } from '../monde-donnees.js';
import { BoiteAuxLettres, type CourrielRecu } from '../epreuves/boite-aux-lettres.js';
import { demarrerServeur, scellementDeTest, type Serveur } from './serveur.js';
import { agirSurUtilisateurs, demandeInvitation } from './utilisateurs.js';

/** Token that opens the metrics of this server. */
export const JETON_METRIQUES = 'jeton-des-metriques-pour-les-essais';

/** A server whose mails go to a real mail server of ours, and leave when the test says so. */
export class Courrier {
  private constructor(
    readonly s: Serveur,
    readonly boite: BoiteAuxLettres,
  ) {}

  static async ouvrir(nom: string): Promise<Courrier> {
    const boite = new BoiteAuxLettres();
    const SMTP_ADRESSE = await boite.ouvrir();
    const EXPEDITEUR = 'Tour de table <avis@tourdetable.example>';
    const reglages = { ...scellementDeTest(), SMTP_ADRESSE, EXPEDITEUR, JETON_METRIQUES };
    return new Courrier(await demarrerServeur(nom, reglages), boite);
  }

  async fermer(): Promise<void> {
    await this.s.fermer();
    await this.boite.fermer();
  }

  /** One round of the worker, and the mails that it made leave. */
  async passer(): Promise<CourrielRecu[]> {
    await this.s.app.get(Facteur).passer();
    return this.boite.vider();
  }

  async adresses(...cles: ClePersonne[]): Promise<string[]> {
    const ids = cles.map((c) => this.s.monde.personnes[c]);
    const lignes = await this.s.sql<{ courriel: string }>(
      'select courriel from utilisateur where id = any ($1) order by 1',
      [ids],
    );
    return lignes.map((l) => l.courriel);
  }

  /** What one act makes leave: subjects, and the keys of those who must have received it, and nobody else. */
  async partis(attendus: Record<string, ClePersonne[]>): Promise<CourrielRecu[]> {
    const recus = await this.passer();
    const voulus: Record<string, string[]> = {};
    for (const [sujet, cles] of Object.entries(attendus)) voulus[sujet] = await this.adresses(...cles);
    expect(parSujet(recus)).toEqual(voulus);
    return recus;
  }

  regler(qui: ClePersonne, famille: string, mode: string) {
    return this.s.gql<{ reglerAvis: { reglages?: { famille: string; mode: string }[] } }>(
      this.s.monde.jetons[qui],
      `mutation ($d: ReglerAvisInput!) { reglerAvis(demande: $d) { ... on MesAvis { reglages { famille mode } } } }`,
      { d: { famille, mode } },
    );
  }

  /** Somebody new is invited by the hub's manager. */
  async inviter(): Promise<{ id: string; courriel: string }> {
    const demande = demandeInvitation(this.s, 'hubBretagne', 'PORTEUR');
    const { invitationId = '' } = await agirSurUtilisateurs(this.s, 'hubBretagne', 'inviter', demande);
    return { id: invitationId, courriel: demande.d.courriel };
  }
}

/** Subject → addresses, in order. */
export function parSujet(recus: CourrielRecu[]): Record<string, string[]> {
  const groupes: Record<string, string[]> = {};
  for (const { subject = '', pour } of recus) (groupes[subject] ??= []).push(...pour);
  for (const liste of Object.values(groupes)) liste.sort();
  return groupes;
}

/** Path of the first link of a mail to this kind of page. */
export function lienDe({ text = '' }: CourrielRecu, page: string): string {
  return new RegExp(`https?://[^/]+(/${page}/[\\w-]+)`).exec(text)?.[1] ?? '';
}
