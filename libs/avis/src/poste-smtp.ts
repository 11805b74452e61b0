import { createTransport, type Transporter } from 'nodemailer';
import type { OptionsAvis, ServeurSmtp } from './options.js';
import type { CourrielPret, Poste, Remise } from './poste.js';

/** Together well under the lease of a mail: whoever still waits for the server holds it alone. */
const DELAIS_MS = { dnsTimeout: 5_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

interface ErreurSmtp {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** Never the text of the answer: servers quote the address in it. */
function motifDe({ code, responseCode }: ErreurSmtp): string {
  const motif = responseCode ? `SMTP ${responseCode}` : (code ?? 'SMTP');
  return motif
    .toUpperCase()
    .replace(/[^A-Z0-9_ ]/g, '_')
    .slice(0, 60);
}

/**
 * Hands mails over to a mail server, each on its own connection: a kept one that the server closes would make nodemailer try
 * again behind the lease. What the server accepts is sent: whether somebody reads it is not known.
 */
export class PosteSmtp implements Poste {
  private readonly transport: Transporter;

  constructor(
    { hote, port, tls, identifiant }: ServeurSmtp,
    private readonly expediteur: OptionsAvis['expediteur'],
  ) {
    this.transport = createTransport({
      host: hote,
      port,
      secure: tls,
      // A password never travels in clear.
      requireTLS: identifiant !== null,
      auth: identifiant ? { user: identifiant.utilisateur, pass: identifiant.secret } : undefined,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...DELAIS_MS,
    });
  }

  async remettre({ id, a, sujet, texte, html, desabonnement }: CourrielPret): Promise<Remise> {
    const { nom, adresse } = this.expediteur;
    try {
      await this.transport.sendMail({
        messageId: `<${id}@${adresse.slice(adresse.lastIndexOf('@') + 1)}>`,
        from: { name: nom, address: adresse },
        to: { name: a.nom, address: a.adresse },
        subject: sujet,
        text: texte,
        html,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'Content-Language': 'fr',
          ...(desabonnement === null
            ? {}
            : {
                'List-Unsubscribe': `<${desabonnement}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
      });
      return { etat: 'ENVOYE' };
    } catch (erreur) {
      const smtp = erreur as ErreurSmtp;
      const echec = { reponse: smtp.responseCode ?? null, commande: smtp.command ?? null };
      return { etat: 'ECHEC', echec, motif: motifDe(smtp) };
    }
  }

  fermer(): void {
    this.transport.close();
  }
}
