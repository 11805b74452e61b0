import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apposerCachet, cachetLocal } from '@tdt/socle';
import { pdfMinimal } from '../monde-client.js';

const CLE = 'cle-d-api-du-faux-prestataire';
const SECRET = 'secret-des-avis-du-faux-prestataire';

interface Demande {
  id: string;
  status: string;
  name: string;
  external_id: string | null;
  documents: { id: string }[];
  signers: { id: string; signature_link: string; info: Record<string, string>; fields: object[]; mode: string }[];
  decline_information: { reason: string } | null;
}

interface Depose {
  demande: Demande;
  fichier: Buffer;
  signe: Buffer | null;
}

type Reponse = [statut: number, corps: object | Buffer];

const INTROUVABLE: Reponse = [404, { detail: 'Not found' }];

async function lireCorps(requete: IncomingMessage): Promise<Buffer> {
  const morceaux: Buffer[] = [];
  for await (const morceau of requete) morceaux.push(morceau as Buffer);
  return Buffer.concat(morceaux);
}

/**
 * A server that speaks the protocol of Yousign, version 3, over real HTTP: what the driver says and understands is tried on it, not
 * what Yousign itself does. Its breakdowns, and what people do there, are asked for by the test.
 */
export class FauxYousign {
  readonly #demandes = new Map<string, Depose>();
  /** What was asked, in order: « POST /signature_requests ». */
  readonly appels: string[] = [];
  /** Answers to give before any other, one a call. */
  pannes: number[] = [];
  /** Evidence that is not written yet: how many times it is asked for in vain. */
  preuvesAttendues = 0;
  /** The next call of this kind is done, and its answer lost. */
  perdre: RegExp | null = null;

  private constructor(
    private readonly serveur: Server,
    private readonly dossier: string,
  ) {}

  static async ouvrir(): Promise<FauxYousign> {
    const serveur = createServer();
    const faux = new FauxYousign(serveur, await mkdtemp(path.join(tmpdir(), 'tdt-faux-yousign-')));
    serveur.on('request', (requete: IncomingMessage, reponse: ServerResponse) => void faux.repondre(requete, reponse));
    await new Promise<void>((suite) => serveur.listen(0, '127.0.0.1', suite));
    return faux;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.serveur.address() as AddressInfo).port}/v3`;
  }

  /** Settings of a server that has it for provider. */
  reglages(): Record<string, string> {
    return {
      PRESTATAIRE_SIGNATURE: 'yousign',
      YOUSIGN_ADRESSE: this.url,
      YOUSIGN_CLE: CLE,
      YOUSIGN_SECRET_AVIS: SECRET,
    };
  }

  async fermer(): Promise<void> {
    this.serveur.closeAllConnections();
    await new Promise((suite) => this.serveur.close(suite));
    await rm(this.dossier, { recursive: true, force: true });
  }

  /** Every request that it holds, the last one last. */
  get demandes(): Demande[] {
    return [...this.#demandes.values()].map(({ demande }) => demande);
  }

  private trouver(reference: string): Depose {
    const trouvee = this.#demandes.get(reference);
    if (!trouvee) throw new Error(`le faux prestataire n’a pas ${reference}`);
    return trouvee;
  }

  /** The signatory signs; `fausser` is what somebody then does to the file. */
  async signer(reference: string, fausser: (signe: Buffer) => Buffer = (signe) => signe): Promise<void> {
    const depose = this.trouver(reference);
    const cachet = cachetLocal(this.dossier);
    const { ajout } = await apposerCachet(depose.fichier, { cachet, horodateur: null, le: new Date(), motif: 'Signé' });
    depose.signe = fausser(Buffer.concat([depose.fichier, ajout]));
    depose.demande.status = 'done';
  }

  refuser(reference: string, reason: string): void {
    const { demande } = this.trouver(reference);
    demande.status = 'declined';
    demande.decline_information = { reason };
  }

  expirer(reference: string): void {
    this.trouver(reference).demande.status = 'expired';
  }

  /** A notice about this reference, as it is sent. */
  avis(reference: string, secret = SECRET): { corps: string; entetes: Record<string, string> } {
    const signature_request = { id: reference, status: this.#demandes.get(reference)?.demande.status ?? 'done' };
    const corps = JSON.stringify({
      event_id: randomUUID(),
      event_name: 'signature_request.done',
      data: { signature_request },
    });
    const signature = createHmac('sha256', secret).update(corps).digest('hex');
    return { corps, entetes: { 'content-type': 'application/json', 'x-yousign-signature-256': `sha256=${signature}` } };
  }

  private async repondre(requete: IncomingMessage, reponse: ServerResponse): Promise<void> {
    const corps = await lireCorps(requete);
    const url = new URL(requete.url ?? '/', this.url);
    const chemin = url.pathname.replace(/^\/v3/, '');
    const appel = `${requete.method} ${chemin.replace(/[0-9a-f-]{36}/g, ':id')}`;
    this.appels.push(appel);
    const panne = this.pannes.shift();
    if (panne === 0) return void reponse.destroy();
    const [statut, contenu] = panne ? [panne, { detail: 'panne' }] : await this.traiter(requete, url, chemin, corps);
    if (this.perdre?.test(appel)) {
      this.perdre = null;
      return void reponse.destroy();
    }
    const pdf = Buffer.isBuffer(contenu);
    reponse.writeHead(statut, { 'content-type': pdf ? 'application/pdf' : 'application/json' });
    reponse.end(pdf ? contenu : JSON.stringify(contenu));
  }

  private async traiter(requete: IncomingMessage, url: URL, chemin: string, corps: Buffer): Promise<Reponse> {
    if (requete.headers.authorization !== `Bearer ${CLE}`) return [401, { detail: 'Unauthorized' }];
    const [, racine, reference, sous, objet, suite] = chemin.split('/');
    if (racine !== 'signature_requests') return INTROUVABLE;
    if (!reference) return requete.method === 'POST' ? this.creer(corps) : this.lister(url);
    const depose = this.#demandes.get(reference);
    if (!depose) return INTROUVABLE;
    const { demande } = depose;
    if (requete.method === 'GET' && !sous)
      return [200, { ...demande, signers: demande.signers.map(({ id }) => ({ id })) }];
    if (requete.method === 'DELETE') return this.supprimer(depose);
    if (requete.method === 'POST' && sous === 'documents') return this.deposer(requete, depose, corps);
    if (requete.method === 'POST' && sous === 'signers') return this.ajouter(demande, corps);
    if (sous === 'activate') return demande.status === 'draft' ? this.activer(demande) : [400, {}];
    if (sous === 'cancel') return this.annuler(demande);
    if (sous === 'documents' && objet) return depose.signe ? [200, depose.signe] : INTROUVABLE;
    if (sous !== 'signers' || !objet) return INTROUVABLE;
    if (!suite) return [200, demande.signers.find((x) => x.id === objet) ?? {}];
    if (demande.status !== 'done' || this.preuvesAttendues-- > 0) return INTROUVABLE;
    return [200, pdfMinimal()];
  }

  private creer(corps: Buffer): Reponse {
    const { name, external_id } = JSON.parse(corps.toString()) as Pick<Demande, 'name' | 'external_id'>;
    const vierge = { documents: [], signers: [], decline_information: null };
    const demande: Demande = { id: randomUUID(), status: 'draft', name, external_id, ...vierge };
    this.#demandes.set(demande.id, { demande, fichier: Buffer.alloc(0), signe: null });
    return [201, demande];
  }

  private lister(url: URL): Reponse {
    const cle = url.searchParams.get('external_id[eq]');
    return [200, { meta: { next_cursor: null }, data: this.demandes.filter((d) => d.external_id === cle) }];
  }

  private supprimer({ demande }: Depose): Reponse {
    if (demande.status === 'ongoing') return [403, {}];
    this.#demandes.delete(demande.id);
    return [204, {}];
  }

  private async deposer(requete: IncomingMessage, depose: Depose, corps: Buffer): Promise<Reponse> {
    const headers = { 'content-type': requete.headers['content-type'] ?? '' };
    const formulaire = await new Response(new Uint8Array(corps), { headers }).formData();
    const fichier = formulaire.get('file');
    if (formulaire.get('nature') !== 'signable_document' || !(fichier instanceof Blob)) return [400, {}];
    depose.fichier = Buffer.from(await fichier.arrayBuffer());
    const document = { id: randomUUID() };
    depose.demande.documents.push(document);
    return [201, document];
  }

  private ajouter(demande: Demande, corps: Buffer): Reponse {
    const {
      info,
      fields,
      signature_authentication_mode: mode,
    } = JSON.parse(corps.toString()) as {
      info: Record<string, string>;
      fields: object[];
      signature_authentication_mode: string;
    };
    if (info['email']?.endsWith('@refuse.example')) return [400, { detail: 'email' }];
    const id = randomUUID();
    const signataire = { id, signature_link: `${this.url}/signer/${id}`, info, fields, mode };
    demande.signers.push(signataire);
    return [201, signataire];
  }

  private activer(demande: Demande): Reponse {
    if (demande.documents.length === 0 || demande.signers.length === 0) return [400, {}];
    demande.status = 'ongoing';
    return [201, demande];
  }

  private annuler(demande: Demande): Reponse {
    if (demande.status !== 'ongoing') return [400, {}];
    demande.status = 'canceled';
    return [201, demande];
  }
}
