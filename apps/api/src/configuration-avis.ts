import type { OptionsAvis, ServeurSmtp } from '@tdt/avis';
import { accepter, refuser, type Decision } from '@tdt/domaine';

type Environnement = Record<string, string | undefined>;

export const ROLES = ['tout', 'web', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const EXPEDITEUR_LOCAL = { nom: 'Tour de table', adresse: 'ne-pas-repondre@localhost' };
const PORT_SMTP = { 'smtp:': 587, 'smtps:': 465 } as const;
const NOMMEE = /^([^<>"\p{Cc}]{0,80}?)\s*<([^<>\s]+)>$/u;
const ADRESSE = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/;

/** What this process does, `tout` when it is alone. */
export function lireRole(env: Environnement): Decision<Role> {
  const valeur = env['ROLE'] ?? 'tout';
  const role = ROLES.find((r) => r === valeur);
  if (role) return accepter(role);
  return refuser('ENTREE_INVALIDE', `ROLE vaut « ${valeur} » : choisissez parmi ${ROLES.join(', ')}.`, 'ROLE');
}

/** The address is never quoted: it may hold a password. */
function lireServeur(texte: string): Decision<ServeurSmtp> {
  const url = URL.canParse(texte) ? new URL(texte) : null;
  const protocole = url?.protocol;
  if (!url || url.hostname === '' || (protocole !== 'smtp:' && protocole !== 'smtps:')) {
    const message = 'SMTP_ADRESSE n’est pas une adresse « smtp://… » ou « smtps://… » valide : corrigez-la.';
    return refuser('ENTREE_INVALIDE', message, 'SMTP_ADRESSE');
  }
  const identifiant = url.username && {
    utilisateur: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
  };
  return accepter({
    hote: url.hostname,
    port: url.port === '' ? PORT_SMTP[protocole] : Number(url.port),
    tls: protocole === 'smtps:',
    identifiant: identifiant || null,
  });
}

function lireExpediteur(texte: string): Decision<OptionsAvis['expediteur']> {
  const lue = NOMMEE.exec(texte.trim());
  const [nom, adresse] = lue ? [lue[1] ?? '', lue[2] ?? ''] : ['Tour de table', texte.trim()];
  if (ADRESSE.test(adresse)) return accepter({ nom, adresse });
  const message = `EXPEDITEUR vaut « ${texte} » : donnez une adresse, ou « Nom <adresse> ».`;
  return refuser('ENTREE_INVALIDE', message, 'EXPEDITEUR');
}

/** Everything that sending mails needs, or the first wrong value. In production whoever sends must have a server. */
export function lireAvis(env: Environnement, role: Role, enProduction: boolean): Decision<OptionsAvis> {
  const actif = role !== 'web';
  const adresse = env['SMTP_ADRESSE'];
  const expediteur = env['EXPEDITEUR'] ? lireExpediteur(env['EXPEDITEUR']) : accepter(EXPEDITEUR_LOCAL);
  if (!expediteur.ok) return expediteur;
  if (!adresse) {
    if (!enProduction || !actif)
      return accepter({ actif, smtp: null, demonstration: !enProduction, expediteur: expediteur.fait });
    const message =
      'SMTP_ADRESSE manque : donnez l’adresse du serveur de courriel, ou ROLE=web si un autre processus envoie.';
    return refuser('ENTREE_INVALIDE', message, 'SMTP_ADRESSE');
  }
  if (!env['EXPEDITEUR']) {
    const message = 'EXPEDITEUR manque : donnez l’adresse d’où partent les courriels.';
    return refuser('ENTREE_INVALIDE', message, 'EXPEDITEUR');
  }
  const smtp = lireServeur(adresse);
  return smtp.ok ? accepter({ actif, smtp: smtp.fait, demonstration: false, expediteur: expediteur.fait }) : smtp;
}
