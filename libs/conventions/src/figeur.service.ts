import { createHash, sign } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  aSigner,
  donneesEnJson,
  ecrireSceau,
  encoderSceau,
  lireDonneesConvention,
  sceauDe,
  type DonneesConvention,
} from '@tdt/domaine';
import { apposerCachet, OPTIONS_SCELLEMENT, type NiveauCachet, type OptionsScellement } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { empreinteDonnees } from './empreinte.js';
import { lireLogos } from './logos/lire-logos.js';
import { composerSelonForme } from './modeles/convention.js';
import type { OptionsConvention } from './modeles/convention-multipartite/v1/index.js';

/** Everything that a convention keeps from the moment when it is put to signature. */
export interface ConventionFigee {
  /** The data of the draft that was printed. */
  projet: string;
  donnees: string;
  empreinte: Buffer;
  sceau: string | null;
  pdf: Buffer;
  pdfEmpreinte: Buffer;
  figeeLe: Date;
  cachet: Buffer | null;
  cachetNiveau: NiveauCachet | null;
  cachetCertificat: Buffer | null;
  scelleEmpreinte: Buffer | null;
}

/** A template: the data and what is printed around them, to the bytes. */
export type Composeur = (donnees: DonneesConvention, options: OptionsConvention) => Promise<Buffer>;

type CachetPose = Pick<ConventionFigee, 'cachet' | 'cachetNiveau' | 'cachetCertificat' | 'scelleEmpreinte'>;

const SANS_CACHET: CachetPose = { cachet: null, cachetNiveau: null, cachetCertificat: null, scelleEmpreinte: null };
const sha256 = (octets: Buffer): Buffer => createHash('sha256').update(octets).digest();

/** Page that checks a convention; what follows `#` never reaches a server. */
const PAGE_VERIFICATION = '/verifier';

/** Prints what will be signed, with its two proofs: the QR seal of its data, and the cachet of its bytes. */
@Injectable()
export class Figeur {
  private readonly journal = new Logger(Figeur.name);

  constructor(
    private readonly source: DataSource,
    @Inject(OPTIONS_SCELLEMENT) private readonly options: OptionsScellement,
  ) {}

  /** What is signed: no longer a draft, the same data, seal and instant giving the same bytes for ever, up to the cachet. */
  async figer(projet: string, figeeLe: Date, composer: Composeur = composerSelonForme): Promise<ConventionFigee> {
    const lues = lireDonneesConvention(projet);
    const definitives = { ...lues, entete: { ...lues.entete, projet: false } };
    const donnees = donneesEnJson(definitives);
    const empreinte = empreinteDonnees(donnees);
    const sceau = await this.sceller(definitives, empreinte.toString('hex'), figeeLe);
    const logos = await lireLogos(this.source.manager, definitives);
    const options = { projet: false, empreinte: empreinte.toString('hex'), sceau, logos, emisLe: figeeLe };
    const pdf = await composer(definitives, options);
    const cachet = await this.cacheter(pdf, figeeLe);
    return { projet, donnees, empreinte, sceau, pdf, pdfEmpreinte: sha256(pdf), figeeLe, ...cachet };
  }

  /** The address that the QR code bears; null without a key. The key is made public before anything bears its name. */
  private async sceller(donnees: DonneesConvention, empreinte: string, le: Date): Promise<string | null> {
    const { cle, adresse } = this.options;
    if (!cle) return null;
    await this.source.query(
      'insert into scellement_cle (kid, publique, vue_le) values ($1, $2, $3) on conflict (kid) do nothing',
      [cle.kid, cle.publique, le],
    );
    const charge = encoderSceau(sceauDe(donnees, empreinte, cle.kid));
    return `${adresse}${PAGE_VERIFICATION}#${ecrireSceau(sign(null, aSigner(charge), cle.privee), charge)}`;
  }

  /** Without an authority that answers, the cachet has no time-stamp: nobody is kept from signing by somebody else's fault. */
  private async cacheter(pdf: Buffer, le: Date): Promise<CachetPose> {
    const { cachet, horodateur } = this.options;
    if (!cachet) return SANS_CACHET;
    const motif = 'Convention figée et mise en signature';
    const { ajout, niveau, manque } = await apposerCachet(pdf, { cachet, horodateur, le, motif });
    if (manque !== null) this.journal.error({ err: manque }, 'cachet sans horodatage');
    return {
      cachet: ajout,
      cachetNiveau: niveau,
      cachetCertificat: cachet.chaine[0] ?? null,
      scelleEmpreinte: sha256(Buffer.concat([pdf, ajout])),
    };
  }
}
