import { Injectable, Logger } from '@nestjs/common';
import {
  accepter,
  avancer,
  CYCLE_SIGNATURE_EXTERNE,
  ETATS_EXTERNES_VIFS,
  lireDonneesConvention,
  suiteExterne,
  type Decision,
} from '@tdt/domaine';
import { compterPages } from '@tdt/documents';
import { maintenant, UniteDeTravail } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import type { Convention } from '../convention.entity.js';
import { nomFichierConvention } from '../modeles/convention-multipartite/v1/index.js';
import { Signature } from '../signature.entity.js';
import { tracer } from '../tracer.js';
import { trouverConvention, verrouillerConvention } from '../verrous.js';
import { AU_PLUS_TOT, fin } from './demandes-vives.js';
import { PrestataireDeSignature, DemandeRejetee, PrestataireInjoignable } from './prestataire.js';
import { RetoursExternes } from './retours-externes.service.js';
import { SignatureExterne } from './signature-externe.entity.js';

/** Longest that one look may last: well under what frees a request that a killed instance had taken; less when somebody waits. */
const DELAI_MS = 45_000;
const DELAI_PERSONNE_MS = 15_000;
/** A notice that was lost is caught up with at this pace, in seconds; a failure, at a growing one. */
const RELEVE_S = 15 * 60;
const ECHEC_S = 20;
/** The evidence is written a moment after the signature: looks that wait for it, before it is done without. */
const PREUVE_ESSAIS = 4;
const NON_PRISE =
  'Le prestataire n’a pas pris cette demande en charge : vérifiez le nom, l’adresse et le mobile du signataire, ou signez autrement.';

const SUIVIS = ETATS_EXTERNES_VIFS.filter((etat) => etat !== 'A_VERIFIER');

/** Taken by one instance at a time; the one that was killed with it gives it back after two minutes. */
const PRENDRE = `update signature_externe set prise_le = clock_timestamp(), essais = essais + 1
   where id = (select id from signature_externe
     where etat = any ($2) and ($1::uuid is null and prochain_essai <= clock_timestamp() or id = $1)
       and (prise_le is null or prise_le < clock_timestamp() - interval '2 minutes')
     order by prochain_essai limit 1 for update skip locked)
   returning id`;

/** A notice that came during the look, hence after what the look had read, is not forgotten. */
const RENDRE = `update signature_externe set prise_le = null, prochain_essai = case
     when prochain_essai > prise_le and prochain_essai <= clock_timestamp() then prochain_essai
     else clock_timestamp() + make_interval(secs => $2) end, essais = case when $4 then 0 else essais end
   where id = $1 and etat = any ($3)`;

/** Follows at the provider what was asked of it: opens, reads, cancels, never with a lock held. */
@Injectable()
export class SuiviExterne {
  private readonly journal = new Logger(SuiviExterne.name);

  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
    private readonly prestataire: PrestataireDeSignature,
    private readonly retours: RetoursExternes,
  ) {}

  /** An authentic notice says that something has moved: what, is read there. A reference of somebody else changes nothing. */
  async signaler(reference: string): Promise<void> {
    await this.source.query(
      `update signature_externe set prochain_essai = clock_timestamp(), essais = 0
        where prestataire = $1 and reference = $2 and etat = any ($3)`,
      [this.prestataire.code, reference, SUIVIS],
    );
  }

  /** Looks at one request: this one, for whoever waits for it, or the first that is due. @returns false when there was none to take */
  async suivre(id: string | null = null): Promise<boolean> {
    if (this.prestataire.code === null) return false;
    // The driver answers the rows of an update, then their number.
    const [prises] = await this.source.query<[{ id: string }[], number]>(PRENDRE, [id, SUIVIS]);
    const prise = prises[0]?.id;
    if (prise === undefined) return false;
    const demande = await this.source.manager.findOneByOrFail(SignatureExterne, { id: prise });
    let delai = RELEVE_S;
    let echec = false;
    try {
      await this.regarder(demande, AbortSignal.timeout(id === null ? DELAI_MS : DELAI_PERSONNE_MS));
    } catch (erreur) {
      echec = true;
      delai = Math.min(ECHEC_S * 2 ** Math.min(demande.essais, 10), RELEVE_S);
      this.journal.warn({ demande: prise, err: erreur }, 'prestataire de signature : nouvel essai plus tard');
    }
    await this.source.query(RENDRE, [prise, delai, SUIVIS, !echec]);
    return true;
  }

  private async regarder(demande: SignatureExterne, signal: AbortSignal): Promise<void> {
    if (demande.prestataire !== this.prestataire.code) throw new PrestataireInjoignable('autre prestataire');
    if (demande.etat === 'A_OUVRIR') return this.ouvrir(demande, signal);
    const reference = demande.reference ?? (await this.prestataire.retrouver(demande.id, signal));
    if (reference === null) return this.retours.terminer(demande.id, 'annuler', null);
    if (demande.etat === 'A_ANNULER') await this.prestataire.annuler(reference, signal);
    const { constat, motif } = await this.prestataire.lire(reference, signal);
    const action = suiteExterne(demande.etat, constat);
    if (action === null) {
      if (demande.etat === 'A_ANNULER') throw new PrestataireInjoignable('annulation sans effet');
      return;
    }
    if (action !== 'signer') return this.retours.terminer(demande.id, action, motif);
    const fichiers = await this.prestataire.telecharger(reference, signal);
    if (fichiers.preuve === null && demande.essais < PREUVE_ESSAIS) throw new PrestataireInjoignable('preuve attendue');
    await this.retours.recevoir(demande.id, fichiers);
  }

  private async ouvrir(demande: SignatureExterne, signal: AbortSignal): Promise<void> {
    const { id, nom, courriel, mobile } = demande;
    const convention = await this.conventionDe(demande);
    if (!convention?.pdf) throw new Error(`demande ${id} : document figé introuvable`);
    const pdf = Buffer.concat([convention.pdf, convention.cachet ?? Buffer.alloc(0)]);
    try {
      const ouverte = await this.prestataire.ouvrir(
        {
          cle: id,
          titre: `Convention ${convention.numero}`,
          nomFichier: nomFichierConvention(lireDonneesConvention(convention.donnees), false),
          pdf,
          pages: compterPages(convention.pdf),
          nom,
          courriel: courriel ?? '',
          mobile,
          retour: this.retours.adresseDe(convention.id),
        },
        signal,
      );
      await this.surDemande(convention, id, (tx, relue, instant) =>
        noterOuverte(tx, convention, relue, ouverte, instant),
      );
    } catch (erreur) {
      if (!(erreur instanceof DemandeRejetee)) throw erreur;
      this.journal.warn({ demande: id, err: erreur }, 'prestataire de signature : demande rejetée');
      await this.nettoyer(id, signal);
      await this.surDemande(convention, id, (tx, relue, instant) => noterEchec(tx, convention, relue, instant));
    }
  }

  /** Over here only once nothing of it is left there. */
  private async nettoyer(cle: string, signal: AbortSignal): Promise<void> {
    const reference = await this.prestataire.retrouver(cle, signal);
    if (reference === null) return;
    await this.prestataire.annuler(reference, signal);
    const { constat } = await this.prestataire.lire(reference, signal);
    if (constat !== 'ANNULEE') throw new PrestataireInjoignable('une demande rejetée reste ouverte');
  }

  private async conventionDe({ signatureId }: SignatureExterne): Promise<Convention | null> {
    const { manager } = this.source;
    const { conventionId } = await manager.findOneByOrFail(Signature, { id: signatureId });
    return trouverConvention(manager, conventionId);
  }

  private async surDemande(
    { id: conventionId }: Convention,
    id: string,
    acte: (tx: EntityManager, demande: SignatureExterne, instant: Date) => Promise<void>,
  ): Promise<void> {
    await this.unite.executer(async (tx): Promise<Decision<unknown>> => {
      await verrouillerConvention(tx, conventionId);
      const demande = await tx.findOneByOrFail(SignatureExterne, { id });
      return accepter(await acte(tx, demande, await maintenant(tx)));
    });
  }
}

/** Opened: or abandoned while it was being opened, and then to be cancelled there by the next look. */
async function noterOuverte(
  tx: EntityManager,
  convention: Convention,
  { id, etat }: SignatureExterne,
  { reference, lien }: { reference: string; lien: string | null },
  instant: Date,
): Promise<void> {
  const suite = avancer(CYCLE_SIGNATURE_EXTERNE, etat, 'ouvrir');
  const ouverte = suite.ok ? { etat: suite.fait, lien } : AU_PLUS_TOT;
  await tx.update(SignatureExterne, { id }, { reference, ouverteLe: instant, ...ouverte });
  if (suite.ok) await tracer(tx, null, 'ouvrirSignatureExterne', convention, { id, reference });
}

async function noterEchec(
  tx: EntityManager,
  convention: Convention,
  { id, etat }: SignatureExterne,
  instant: Date,
): Promise<void> {
  // Abandoned meanwhile: the next look says so.
  const suite = avancer(CYCLE_SIGNATURE_EXTERNE, etat, 'echouer');
  if (!suite.ok) return;
  await tx.update(SignatureExterne, { id }, { etat: suite.fait, motif: NON_PRISE, ...fin(instant) });
  await tracer(tx, null, 'echouerSignatureExterne', convention, { id });
}
