import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Depot, exigerCle, ObjetAbsent } from './depot.js';

/** A bucket of an S3-compatible store (Scaleway, OVH, Outscale, MinIO, AWS …). */
export interface OptionsS3 {
  adresse: string;
  region: string;
  seau: string;
  cleAcces: string;
  cleSecrete: string;
}

const CONNEXION_MAX_MS = 5_000;
const REPONSE_MAX_MS = 60_000;

/** What fails is thrown, and logged by who knows why it was asked. */
const rien = () => undefined;
const MUET = { debug: rien, info: rien, warn: rien, error: rien };

/** The client is loaded at the first use: who stores on disk does not pay for it. */
const chargerS3 = () => import('@aws-sdk/client-s3');

/** Objects in a bucket. Checksums are only sent where S3 requires them: many compatible stores know no other. */
export class DepotS3 extends Depot {
  #client: Promise<S3Client> | undefined;

  constructor(private readonly options: OptionsS3) {
    super();
  }

  async deposer(cle: string, chemin: string): Promise<void> {
    exigerCle(cle);
    const { PutObjectCommand } = await chargerS3();
    const { size } = await stat(chemin);
    const ou = { Bucket: this.options.seau, Key: cle };
    const demande = new PutObjectCommand({ ...ou, Body: createReadStream(chemin), ContentLength: size });
    await (await this.client()).send(demande);
    await rm(chemin, { force: true });
  }

  async lire(cle: string): Promise<Readable> {
    exigerCle(cle);
    const { GetObjectCommand, NoSuchKey } = await chargerS3();
    const demande = new GetObjectCommand({ Bucket: this.options.seau, Key: cle });
    const reponse = await (await this.client()).send(demande).catch((erreur: unknown) => {
      throw erreur instanceof NoSuchKey ? new ObjetAbsent(cle) : erreur;
    });
    return reponse.Body as Readable;
  }

  async supprimer(cle: string): Promise<void> {
    exigerCle(cle);
    const { DeleteObjectCommand } = await chargerS3();
    await (await this.client()).send(new DeleteObjectCommand({ Bucket: this.options.seau, Key: cle }));
  }

  private client(): Promise<S3Client> {
    return (this.#client ??= this.ouvrir());
  }

  private async ouvrir(): Promise<S3Client> {
    const { S3Client: Client } = await chargerS3();
    const { adresse, region, cleAcces, cleSecrete } = this.options;
    return new Client({
      endpoint: adresse,
      region,
      credentials: { accessKeyId: cleAcces, secretAccessKey: cleSecrete },
      forcePathStyle: true,
      logger: MUET,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNEXION_MAX_MS, requestTimeout: REPONSE_MAX_MS },
    });
  }
}
