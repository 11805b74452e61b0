import { Injectable } from '@nestjs/common';
import { lienParCourriel } from '@tdt/acteurs';
import {
  AVIS,
  composerAvis,
  LIBELLES_FAMILLE_AVIS,
  modeDe,
  uneLigne,
  type CodeAvis,
  type FaitsDe,
  type FamilleAvis,
  type ModeAvis,
  type ObjetAvis,
} from '@tdt/domaine';
import { AdressePublique, agentDe, Perimetre } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { lireFaits } from './faits.js';
import type { CourrielPret } from './poste.js';
import { rendre, type AvisRendu, type PageCourriel, type SceauTemoin } from './rendu.js';

/** A message that waits to leave. */
export interface CourrielEnAttente {
  id: string;
  utilisateur_id: string | null;
  invitation_id: string | null;
  recapitulatif: boolean;
  a_envoyer_le: Date;
  desabonnement: string;
}

interface Personne {
  courriel: string;
  prenom: string;
  nom: string;
  reglages: Partial<Record<FamilleAvis, ModeAvis>>;
}

interface AvisLu {
  code: CodeAvis;
  objet_id: string;
}

/** Pages of the site that show an object to whoever is logged in; the home page for the others. */
const CHEMINS: Partial<Record<ObjetAvis, string>> = { appel: '/appels/', convention: '/conventions/' };

const NOM_MAX = 100;

/** Writes a mail as it leaves: with the address, the facts and the rights of that instant. */
@Injectable()
export class Composition {
  constructor(
    private readonly source: DataSource,
    private readonly adresse: AdressePublique,
  ) {}

  /**
   * The mail, or null when it has lost its reason: the person may no longer read what it says, has closed her account, was
   * erased or has silenced it; the invitation was used or cancelled.
   */
  async preparer(courriel: CourrielEnAttente): Promise<CourrielPret | null> {
    const personneId = courriel.utilisateur_id ?? courriel.invitation_id;
    if (personneId === null || (await this.estEffacee(personneId))) return null;
    if (courriel.invitation_id !== null) return this.inviter(courriel, courriel.invitation_id);
    return this.prevenir(courriel, personneId);
  }

  private async estEffacee(personneId: string): Promise<boolean> {
    const lignes = await this.source.query<unknown[]>(
      'select 1 from cle_personnelle where personne_id = $1 and cle is null',
      [personneId],
    );
    return lignes.length > 0;
  }

  private async prevenir(courriel: CourrielEnAttente, utilisateurId: string): Promise<CourrielPret | null> {
    const [personne] = await this.source.query<Personne[]>(
      `select u.courriel, u.prenom, u.nom, (select coalesce(json_object_agg(p.famille, p.mode), '{}') from preference_avis p
         where p.utilisateur_id = u.id) as reglages from utilisateur u where u.id = $1 and u.desactive_le is null`,
      [utilisateurId],
    );
    if (!personne) return null;
    const lus = await this.source.query<AvisLu[]>(
      'select code, objet_id from avis where courriel_id = $1 order by evenement_id, id',
      [courriel.id],
    );
    const voulus = lus.filter(({ code }) => code in AVIS && modeDe(code, personne.reglages) !== 'AUCUN');
    const avis = await this.visibles(utilisateurId, voulus);
    if (avis.length === 0) return null;
    const silence = this.silence(courriel, voulus[0]?.code);
    const nom = uneLigne(`${personne.prenom} ${personne.nom}`, NOM_MAX);
    return {
      id: courriel.id,
      personneId: utilisateurId,
      a: { nom, adresse: personne.courriel },
      desabonnement: 'adresse' in silence ? silence.adresse : null,
      ...rendre({
        prenom: uneLigne(personne.prenom, NOM_MAX),
        avis,
        recapitulatif: courriel.recapitulatif ? courriel.a_envoyer_le : null,
        sceau: await this.sceau(),
        silence,
      }),
    };
  }

  /** What this person may read of it now; the rest is left out. */
  private async visibles(utilisateurId: string, lus: AvisLu[]): Promise<AvisRendu[]> {
    const agent = await agentDe(this.source, utilisateurId);
    if (!agent) return [];
    const rendus: AvisRendu[] = [];
    for (const { code, objet_id: id } of lus) {
      const { objet } = AVIS[code];
      if (objet === 'invitation') continue;
      const perimetre = new Perimetre(this.source, agent);
      const faits = await lireFaits((sql, valeurs) => this.source.query(sql, valeurs), perimetre, objet, id);
      if (!faits) continue;
      const chemin = CHEMINS[objet];
      const lien = { adresse: this.adresse.url(chemin ? chemin + id : '/'), libelle: 'Ouvrir Tour de table' };
      rendus.push({ ...composerAvis(code, faits as FaitsDe<typeof code>), lien });
    }
    return rendus;
  }

  private async inviter(courriel: CourrielEnAttente, invitationId: string): Promise<CourrielPret | null> {
    const emise = await lienParCourriel(this.source, invitationId);
    if (!emise) return null;
    const { jeton, courriel: adresse, ...faits } = emise;
    const lien = { adresse: this.adresse.url(`/invitations/${jeton}`), libelle: 'Voir l’invitation' };
    return {
      id: courriel.id,
      personneId: invitationId,
      a: { nom: '', adresse },
      desabonnement: null,
      ...rendre({
        prenom: null,
        avis: [{ ...composerAvis('INVITATION_RECUE', faits), lien }],
        recapitulatif: null,
        sceau: await this.sceau(),
        silence: { obligation: AVIS.INVITATION_RECUE.obligation ?? '' },
      }),
    };
  }

  private silence(courriel: CourrielEnAttente, code: CodeAvis | undefined): PageCourriel['silence'] {
    const adresse = this.adresse.url(`/desabonnement/${courriel.desabonnement}`);
    if (courriel.recapitulatif || code === undefined) return { adresse, quoi: 'le récapitulatif quotidien' };
    const { famille, obligation } = AVIS[code];
    if (famille === null) return { obligation: obligation ?? '' };
    return { adresse, quoi: `« ${LIBELLES_FAMILLE_AVIS[famille]} »` };
  }

  private async sceau(): Promise<SceauTemoin | null> {
    const [dernier] = await this.source.query<{ rang: string; racine: string; scelleLe: Date }[]>(
      `select rang, encode(racine, 'hex') as racine, scelle_le as "scelleLe" from scellement order by rang desc limit 1`,
    );
    return dernier ? { ...dernier, adresse: this.adresse.url('/journal') } : null;
  }
}
