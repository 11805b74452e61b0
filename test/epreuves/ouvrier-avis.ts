import type { Decision } from '@tdt/domaine';
import { AdressePublique, optionsBase, UniteDeTravail } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { ENTITES } from '../../apps/api/src/app.module.js';
import { Composition, Distribution, Envoi, PosteSmtp } from '@tdt/avis';

/** One worker of the proof, made to be killed: the real services, around a lease short enough to be waited for. */
interface ReglagesOuvrier {
  urlBase: string;
  portSmtp: number;
  bailS: number;
  /** The control: every statement commits by itself, so that the effect is outside the transaction of the job. */
  temoin: boolean;
}

const PAUSE_MS = 20;

class SansTransaction extends UniteDeTravail {
  constructor(private readonly base: DataSource) {
    super(base);
  }

  override executer<Fait>(acte: (tx: EntityManager) => Promise<Decision<Fait>>): Promise<Decision<Fait>> {
    return acte(this.base.manager);
  }
}

const { urlBase, portSmtp, bailS, temoin } = JSON.parse(process.argv[2] ?? '{}') as ReglagesOuvrier;
const source = await new DataSource(optionsBase(urlBase, ENTITES, 2)).initialize();
const unite = temoin ? new SansTransaction(source) : new UniteDeTravail(source);
const adresse = new AdressePublique({ adressePublique: 'https://plateforme.invalid' } as never, undefined as never);
const smtp = { hote: '127.0.0.1', port: portSmtp, tls: false, identifiant: null };
const poste = new PosteSmtp(smtp, { nom: 'Tour de table', adresse: 'avis@plateforme.invalid' });
const distribution = new Distribution(unite, source);
const envoi = new Envoi(source, new Composition(source, adresse), poste);

let arrete = false;
process.once('SIGTERM', () => (arrete = true));
while (!arrete) {
  const distribue = await distribution.distribuerUn().catch(() => false);
  const envoye = await envoi.envoyerUn(bailS);
  if (!distribue && !envoye) await new Promise((suite) => setTimeout(suite, PAUSE_MS));
}
poste.fermer();
await source.destroy();
