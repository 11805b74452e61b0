import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Antivirus, SansAntivirus } from '../antivirus/antivirus.js';
import { Clamd, type AdresseClamd } from '../antivirus/clamd.js';
import { DepotDisque } from './depot-disque.js';
import { DepotS3, type OptionsS3 } from './depot-s3.js';
import { Depot } from './depot.js';
import { LiensSignes, type CleDeSignature } from './liens-signes.js';
import { DossierTravail } from './travail.js';

/** Everything that receiving, scanning and serving files takes from the configuration. */
export interface OptionsFichiers {
  depot: { sorte: 'disque'; dossier: string } | ({ sorte: 's3' } & OptionsS3);
  /** Folder of the files being received, on a disk of this instance. */
  travail: string;
  /** `absent`: files stay in quarantine; `dispense`: they are served without a scan, and say so. */
  antivirus: { sorte: 'clamd'; adresse: AdresseClamd } | { sorte: 'absent' } | { sorte: 'dispense' };
  /** The first key signs. None: one is drawn for the life of the process. */
  clesLiens: CleDeSignature[];
}

function choisirDepot({ depot }: OptionsFichiers): Depot {
  return depot.sorte === 's3' ? new DepotS3(depot) : new DepotDisque(depot.dossier);
}

function choisirAntivirus({ antivirus }: OptionsFichiers): Antivirus {
  return antivirus.sorte === 'clamd' ? new Clamd(antivirus.adresse) : new SansAntivirus(antivirus.sorte === 'dispense');
}

/** The store, the scanner and the signed links, as the configuration chose them. */
@Global()
@Module({})
export class FichiersModule {
  static avec(options: OptionsFichiers): DynamicModule {
    const fournis = [
      { provide: Depot, useFactory: () => choisirDepot(options) },
      { provide: Antivirus, useFactory: () => choisirAntivirus(options) },
      { provide: LiensSignes, useFactory: () => new LiensSignes(options.clesLiens) },
      { provide: DossierTravail, useFactory: () => new DossierTravail(options.travail) },
    ];
    return { module: FichiersModule, providers: fournis, exports: fournis.map((f) => f.provide) };
  }
}
