/** Injection token of the options below: the application gives them from its checked configuration. */
export const OPTIONS_AVIS = Symbol('options des avis');

/** The mail server that takes our mails. */
export interface ServeurSmtp {
  hote: string;
  port: number;
  /** TLS from the first byte (`smtps:`); otherwise STARTTLS when the server has it. */
  tls: boolean;
  identifiant: { utilisateur: string; secret: string } | null;
}

export interface OptionsAvis {
  /** Does this process send? With `web`, another one does. */
  actif: boolean;
  /** Null: nothing leaves from here. */
  smtp: ServeurSmtp | null;
  /** Without a server, what would have left is kept and shown on a page: never in production. */
  demonstration: boolean;
  expediteur: { nom: string; adresse: string };
}
