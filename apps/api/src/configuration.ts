import { accepter, refuser, type Decision } from '@tdt/domaine';
import type { OptionsFichiers, OptionsScellement, ReglagesConnexion } from '@tdt/socle';
import type { OptionsAvis } from '@tdt/avis';
import type { OptionsPrestataire } from '@tdt/conventions';
import { lireAvis, lireRole, type Role } from './configuration-avis.js';
import { lireConnexion } from './configuration-connexion.js';
import { lireFichiers } from './configuration-fichiers.js';
import { lirePrestataire } from './configuration-signature.js';
import { lireScellement } from './configuration-scellement.js';

/** Everything that the process takes from its environment, read once and checked once. */
export interface Configuration {
  environnement: 'production' | 'developpement' | 'test';
  port: number;
  urlBase: string;
  niveauJournal: string;
  /** Time left to clients to finish once SIGTERM is received, in milliseconds. */
  delaiDrainage: number;
  connexionsBase: number;
  /** Threads that print conventions; 0 prints them in the thread of requests. */
  imprimeurs: number;
  /** How attachments are stored, scanned and served. */
  fichiers: OptionsFichiers;
  /** Multiplies every rate limit: 1 is what trust.md asks. */
  facteurDebit: number;
  /** Proxies in front of us whose `X-Forwarded-For` is believed: their number, counted from us. */
  proxysDeConfiance: number;
  /** Only the operations of our own pages, but for API tokens: always in production. */
  documentsDeConfiance: boolean;
  /** Token that opens `/metriques`; null closes it. */
  jetonMetriques: string | null;
  connexion: ReglagesConnexion;
  scellement: OptionsScellement;
  /** Who signs conventions outside. */
  prestataire: OptionsPrestataire;
  /** What this process does: answers requests, sends mails, or both. */
  role: Role;
  avis: OptionsAvis;
}

type Environnement = Record<string, string | undefined>;

const ENVIRONNEMENTS: Record<string, Configuration['environnement']> = {
  production: 'production',
  development: 'developpement',
  test: 'test',
};
const NIVEAUX = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function entier(env: Environnement, nom: string, defaut: number, min: number, max: number): Decision<number> {
  const texte = env[nom] ?? String(defaut);
  const valeur = Number(texte);
  if (/^\d+$/.test(texte) && valeur >= min && valeur <= max) return accepter(valeur);
  return refuser('ENTREE_INVALIDE', `${nom} vaut « ${texte} » : donnez un nombre entier de ${min} à ${max}.`, nom);
}

function parmi(env: Environnement, nom: string, defaut: string, choix: readonly string[]): Decision<string> {
  const valeur = env[nom] ?? defaut;
  if (choix.includes(valeur)) return accepter(valeur);
  return refuser('ENTREE_INVALIDE', `${nom} vaut « ${valeur} » : choisissez parmi ${choix.join(', ')}.`, nom);
}

/** The address is never quoted: it holds a password. */
function adresseBase(env: Environnement): Decision<string> {
  const texte = env['DATABASE_URL'];
  if (!texte)
    return refuser('ENTREE_INVALIDE', 'DATABASE_URL manque : donnez l’adresse de la base PostgreSQL.', 'DATABASE_URL');
  const valide = URL.canParse(texte) && /^postgres(ql)?:$/.test(new URL(texte).protocol);
  if (valide) return accepter(texte);
  return refuser(
    'ENTREE_INVALIDE',
    'DATABASE_URL n’est pas une adresse « postgresql://… » valide : corrigez-la.',
    'DATABASE_URL',
  );
}

/** A secret is absent or long: a short one would be guessed. It is never quoted. */
function secret(env: Environnement, nom: string): Decision<string | null> {
  const texte = env[nom];
  if (texte === undefined || texte === '') return accepter(null);
  if (/^[\x21-\x7e]{24,200}$/.test(texte)) return accepter(texte);
  return refuser('ENTREE_INVALIDE', `${nom} est trop faible : donnez 24 caractères au moins, sans espace.`, nom);
}

type Limites = Pick<Configuration, 'facteurDebit' | 'proxysDeConfiance' | 'documentsDeConfiance' | 'jetonMetriques'>;

function lireLimites(env: Environnement, enProduction: boolean): Decision<Limites> {
  // A developer and a test press the buttons faster than people do.
  const facteur = entier(env, 'FACTEUR_DEBIT', enProduction ? 1 : 100, 1, 10_000);
  if (!facteur.ok) return facteur;
  const documents = parmi(env, 'DOCUMENTS_DE_CONFIANCE', 'non', ['oui', 'non']);
  if (!documents.ok) return documents;
  const proxys = entier(env, 'PROXYS_DE_CONFIANCE', 0, 0, 5);
  if (!proxys.ok) return proxys;
  const jeton = secret(env, 'JETON_METRIQUES');
  if (!jeton.ok) return jeton;
  return accepter({
    facteurDebit: facteur.fait,
    proxysDeConfiance: proxys.fait,
    documentsDeConfiance: enProduction || documents.fait === 'oui',
    jetonMetriques: jeton.fait,
  });
}

/** Reads the configuration, or names the first wrong value in one French sentence. */
export function lireConfiguration(env: Environnement): Decision<Configuration> {
  const environnement = parmi(env, 'NODE_ENV', 'development', Object.keys(ENVIRONNEMENTS));
  if (!environnement.ok) return environnement;
  const urlBase = adresseBase(env);
  if (!urlBase.ok) return urlBase;
  const port = entier(env, 'PORT', 3000, 0, 65_535);
  if (!port.ok) return port;
  const niveauJournal = parmi(env, 'NIVEAU_JOURNAL', 'info', NIVEAUX);
  if (!niveauJournal.ok) return niveauJournal;
  const delaiDrainage = entier(env, 'DELAI_DRAINAGE_MS', 500, 0, 30_000);
  if (!delaiDrainage.ok) return delaiDrainage;
  const connexionsBase = entier(env, 'CONNEXIONS_BASE', 10, 2, 100);
  if (!connexionsBase.ok) return connexionsBase;
  const imprimeurs = entier(env, 'IMPRIMEURS', 2, 0, 32);
  if (!imprimeurs.ok) return imprimeurs;
  const limites = lireLimites(env, environnement.fait === 'production');
  if (!limites.ok) return limites;
  const connexion = lireConnexion(env, environnement.fait === 'production');
  if (!connexion.ok) return connexion;
  const periode = entier(env, 'SCELLEMENT_PERIODE_S', 600, 1, 600);
  const adresse = connexion.fait.adressePublique ?? `http://localhost:${port.fait}`;
  const scellement = lireScellement(env, environnement.fait === 'production', periode, adresse);
  if (!scellement.ok) return scellement;
  const fichiers = lireFichiers(env, environnement.fait === 'production');
  if (!fichiers.ok) return fichiers;
  const prestataire = lirePrestataire(env, environnement.fait === 'production');
  if (!prestataire.ok) return prestataire;
  const role = lireRole(env);
  if (!role.ok) return role;
  const avis = lireAvis(env, role.fait, environnement.fait === 'production');
  if (!avis.ok) return avis;
  return accepter({
    ...limites.fait,
    environnement: ENVIRONNEMENTS[environnement.fait] ?? 'developpement',
    port: port.fait,
    urlBase: urlBase.fait,
    niveauJournal: niveauJournal.fait,
    delaiDrainage: delaiDrainage.fait,
    connexionsBase: connexionsBase.fait,
    imprimeurs: imprimeurs.fait,
    fichiers: fichiers.fait,
    connexion: connexion.fait,
    scellement: scellement.fait,
    prestataire: prestataire.fait,
    role: role.fait,
    avis: avis.fait,
  });
}
