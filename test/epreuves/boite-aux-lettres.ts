import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** One mail as the server took it: envelope, headers, text, HTML. */
export interface CourrielRecu extends Email {
  /** Recipients of the envelope. */
  pour: string[];
  brut: string;
}

type Reponse = { code: number; message: string } | null;

/** A real mail server that keeps what it takes, and that can be made to refuse somebody or to be down. */
export class BoiteAuxLettres {
  readonly recus: CourrielRecu[] = [];
  /** What the server answers to a recipient; null accepts. */
  refuser: (adresse: string) => Reponse = () => null;
  /** Called once a mail is taken, before its acknowledgement leaves. */
  avantAccuse: () => void = () => undefined;
  private serveur: SMTPServer | undefined;
  private port = 0;

  async ouvrir(): Promise<string> {
    const serveur = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      closeTimeout: 100,
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, suite) => {
        const reponse = this.refuser(address);
        suite(reponse ? Object.assign(new Error(reponse.message), { responseCode: reponse.code }) : null);
      },
      onData: (flux, session, suite) => {
        this.prendre(flux, session).then(() => suite(), suite);
      },
    });
    // A client that is killed leaves its connection in the middle of a word.
    serveur.on('error', () => undefined);
    this.serveur = serveur;
    await new Promise<void>((ouvert) => serveur.listen(this.port, '127.0.0.1', ouvert));
    this.port = (serveur.server.address() as AddressInfo).port;
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** The server goes down; `ouvrir` brings it back at the same address. */
  async fermer(): Promise<void> {
    const { serveur } = this;
    this.serveur = undefined;
    if (serveur) await new Promise<void>((ferme) => serveur.close(ferme));
  }

  /** Empties the box. */
  vider(): CourrielRecu[] {
    return this.recus.splice(0);
  }

  private async prendre(flux: NodeJS.ReadableStream, session: SMTPServerSession): Promise<void> {
    const morceaux: Buffer[] = [];
    for await (const morceau of flux) morceaux.push(morceau as Buffer);
    const octets = Buffer.concat(morceaux);
    const lu = await PostalMime.parse(octets);
    this.recus.push({ ...lu, pour: session.envelope.rcptTo.map((r) => r.address), brut: octets.toString() });
    this.avantAccuse();
  }
}

/** Value of one header. */
export const entete = (courriel: CourrielRecu, nom: string): string | undefined =>
  courriel.headers.find((h) => h.key === nom)?.value;
