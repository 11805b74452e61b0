import { Inject, Injectable } from '@nestjs/common';
import { estDefinitif, pauseAvantReprise } from '@tdt/domaine';
import type { Pointeur } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { Composition, type CourrielEnAttente } from './composition.service.js';
import { hasard } from './distribution.service.js';
import { POSTE, type CourrielPret, type Poste, type Remise } from './poste.js';

/** How long a mail belongs to whoever took it, in seconds: longer than every wait for the server together. */
export const BAIL_S = 120;

type Pris = CourrielEnAttente & { essais: number };

/**
 * Sends the mails that are due. A mail is taken under a lease, then handed over, then marked: whoever dies in between leaves
 * it to another, so it may leave twice, under the same Message-ID, and never zero times (trust.md A9).
 */
@Injectable()
export class Envoi {
  constructor(
    private readonly source: DataSource,
    private readonly composition: Composition,
    @Inject(POSTE) private readonly poste: Poste,
  ) {}

  /** @returns false when no mail was due */
  async envoyerUn(bailS = BAIL_S): Promise<boolean> {
    const pris = await this.prendre(bailS);
    if (!pris) return false;
    const pret = await this.preparer(pris);
    if (!pret) await this.finir(pris.id, 'SANS_OBJET');
    else await this.consigner(pris, await this.poste.remettre(pret));
    return true;
  }

  /** A mail that cannot be written is our fault: it is tried again like the others, and given up like them. */
  private async preparer(pris: Pris): Promise<CourrielPret | null> {
    try {
      return await this.composition.preparer(pris);
    } catch (erreur) {
      await this.consigner(pris, { etat: 'ECHEC', echec: { reponse: null, commande: null }, motif: 'COMPOSITION' });
      throw erreur;
    }
  }

  private async prendre(bailS: number): Promise<Pris | undefined> {
    const [pris] = await this.source.query<Pris[]>(
      `with pris as (
         update courriel c set essais = c.essais + 1, a_envoyer_le = maintenant() + make_interval(secs => $1)
          from (select id, a_envoyer_le from courriel where etat = 'A_ENVOYER' and a_envoyer_le <= maintenant()
                order by a_envoyer_le, id limit 1 for update skip locked) du
          where c.id = du.id
         returning c.id, c.utilisateur_id, c.invitation_id, c.jour is not null as recapitulatif, du.a_envoyer_le,
           c.desabonnement, c.essais)
       select * from pris`,
      [bailS],
    );
    return pris;
  }

  private async consigner({ id, essais }: Pris, remise: Remise): Promise<void> {
    if (remise.etat === 'ENVOYE') return this.finir(id, 'ENVOYE');
    if (remise.etat === 'RETENU') return this.finir(id, 'RETENU', null, remise.retenu);
    if (estDefinitif(remise.echec, essais)) return this.finir(id, 'ABANDONNE', remise.motif);
    await this.source.query(
      `update courriel set a_envoyer_le = maintenant() + make_interval(secs => $2), motif = $3
        where id = $1 and etat = 'A_ENVOYER'`,
      [id, pauseAvantReprise(essais, hasard()) / 1_000, remise.motif],
    );
  }

  /** Once: whoever comes second, its lease being over, finds it finished. */
  private async finir(id: string, etat: string, motif: string | null = null, retenu: Pointeur | null = null) {
    await this.source.query(
      `update courriel set etat = $2, motif = $3, retenu = $4, fini_le = maintenant() where id = $1 and etat = 'A_ENVOYER'`,
      [id, etat, motif, retenu],
    );
  }
}
