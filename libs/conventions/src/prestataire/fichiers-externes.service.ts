import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Objets } from '@tdt/candidatures';
import { Antivirus, DossierTravail } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import type { FichiersRecus } from './prestataire.js';
import type { SignatureExterne } from './signature-externe.entity.js';

/** What is kept of what came back: keys in the store, and hashes. */
export type Gardes = Pick<SignatureExterne, 'documentCle' | 'documentEmpreinte' | 'preuveCle' | 'preuveEmpreinte'>;

export const RIEN: Gardes = { documentCle: null, documentEmpreinte: null, preuveCle: null, preuveEmpreinte: null };

const sha256 = (octets: Buffer): Buffer => createHash('sha256').update(octets).digest();

/** The files that the provider gives back, scanned and stored as every file that enters. */
@Injectable()
export class FichiersExternes {
  constructor(
    private readonly source: DataSource,
    private readonly antivirus: Antivirus,
    private readonly travail: DossierTravail,
    private readonly objets: Objets,
  ) {}

  /** As any file that enters: without an answer of the scanner it does not. @returns what the scanner found */
  async analyser({ document, preuve }: FichiersRecus): Promise<string | null> {
    if (this.antivirus.dispense) return null;
    for (const octets of preuve ? [document, preuve] : [document]) {
      const verdict = await this.antivirus.analyser(Readable.from([octets]));
      if (!verdict.sain) return verdict.signature;
    }
    return null;
  }

  async ranger({ document, preuve }: FichiersRecus): Promise<Gardes> {
    return {
      documentCle: await this.rangerUn(document),
      documentEmpreinte: sha256(document),
      preuveCle: preuve && (await this.rangerUn(preuve)),
      preuveEmpreinte: preuve && sha256(preuve),
    };
  }

  private rangerUn(octets: Buffer): Promise<string> {
    return this.travail.avecFichier(async (chemin) => {
      await writeFile(chemin, octets, { mode: 0o600 });
      return this.objets.ranger(chemin);
    });
  }

  async adopter(tx: EntityManager, { documentCle, preuveCle }: Gardes): Promise<void> {
    for (const cle of [documentCle, preuveCle]) if (cle !== null) await this.objets.adopter(tx, cle);
  }

  /** Files that another look had already received. */
  async oublier({ documentCle, preuveCle }: Gardes, adoptes: boolean): Promise<void> {
    const cles = [documentCle, preuveCle].filter((cle) => cle !== null);
    if (!adoptes && cles.length > 0) await this.objets.abandonner(this.source.manager, cles);
  }
}
