import { Injectable } from '@nestjs/common';
import {
  accepter,
  AVIS,
  CODES_AVIS,
  FAMILLES_AVIS,
  LIBELLES_FAMILLE_AVIS,
  modeDe,
  type Decision,
  type FamilleAvis,
  type ModeAvis,
} from '@tdt/domaine';
import { introuvable, journaliser, maintenant, UniteDeTravail } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { Courriel } from './courriel.entity.js';
import { PreferenceAvis } from './preference-avis.entity.js';
import { AvisObligatoireType, MesAvisType, ReglageAvisType } from './avis.type.js';

/** What a link of a mail silences. */
export interface Silence {
  utilisateurId: string;
  familles: FamilleAvis[];
  quoi: string;
}

/** Each person's own choice. Nobody reads or sets another's: no request names a person. */
@Injectable()
export class Preferences {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly source: DataSource,
  ) {}

  async lire(utilisateurId: string): Promise<MesAvisType> {
    const reglages = await this.reglages(this.source.manager, utilisateurId);
    return Object.assign(new MesAvisType(), {
      reglages: FAMILLES_AVIS.map((famille) => {
        const code = CODES_AVIS.find((c) => AVIS[c].famille === famille);
        const mode = code ? modeDe(code, reglages) : 'IMMEDIAT';
        const evenements = CODES_AVIS.filter((c) => AVIS[c].famille === famille).map((c) => AVIS[c].libelle);
        const libelle = LIBELLES_FAMILLE_AVIS[famille];
        return Object.assign(new ReglageAvisType(), { famille, libelle, mode, evenements });
      }),
      obligatoires: CODES_AVIS.flatMap((code) => {
        const { famille, libelle, obligation = '' } = AVIS[code];
        return famille === null ? [Object.assign(new AvisObligatoireType(), { libelle, raison: obligation })] : [];
      }),
    });
  }

  private async reglages(base: EntityManager, utilisateurId: string): Promise<Partial<Record<FamilleAvis, ModeAvis>>> {
    const lignes = await base.findBy(PreferenceAvis, { utilisateurId });
    return Object.fromEntries(lignes.map(({ famille, mode }) => [famille, mode]));
  }

  /** Sets one family for oneself; the last choice holds. */
  async reglerAvis(utilisateurId: string, famille: FamilleAvis, mode: ModeAvis): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      await this.ecrire(tx, utilisateurId, [famille], mode, utilisateurId);
      return accepter(utilisateurId);
    });
  }

  /** What the link of a mail would silence; reading it changes nothing. Null: no such link, or a mail that a duty imposes. */
  async silenceDe(secret: string): Promise<Silence | null> {
    const courriel = await this.source.manager.findOneBy(Courriel, { desabonnement: secret });
    if (!courriel || courriel.utilisateurId === null) return null;
    const { id, jour, utilisateurId } = courriel;
    const lus = await this.source.query<{ code: keyof typeof AVIS }[]>('select code from avis where courriel_id = $1', [
      id,
    ]);
    const familles = new Set(lus.flatMap(({ code }) => AVIS[code]?.famille ?? []));
    if (familles.size === 0) return null;
    const noms = [...familles].map((f) => `« ${LIBELLES_FAMILLE_AVIS[f]} »`).join(', ');
    return {
      utilisateurId,
      familles: [...familles],
      quoi: jour === null ? noms : `le récapitulatif quotidien : ${noms}`,
    };
  }

  /** Silences what this link is about. Whoever holds the link may: it arrived in the mailbox. Refusal: INTROUVABLE. */
  async desabonner(secret: string): Promise<Decision<Silence>> {
    const silence = await this.silenceDe(secret);
    if (!silence) return introuvable('desabonnement');
    return this.unite.executer(async (tx) => {
      await this.ecrire(tx, silence.utilisateurId, silence.familles, 'AUCUN', null);
      return accepter(silence);
    });
  }

  private async ecrire(
    tx: EntityManager,
    utilisateurId: string,
    familles: FamilleAvis[],
    mode: ModeAvis,
    acteurId: string | null,
  ): Promise<void> {
    const regleeLe = await maintenant(tx);
    await tx.upsert(
      PreferenceAvis,
      familles.map((famille) => ({ utilisateurId, famille, mode, regleeLe })),
      ['utilisateurId', 'famille'],
    );
    await journaliser(tx, {
      chaine: `utilisateur:${utilisateurId}`,
      action: 'reglerAvis',
      acteurId,
      objetType: 'utilisateur',
      objetId: utilisateurId,
      donnees: { familles, mode },
    });
  }
}
