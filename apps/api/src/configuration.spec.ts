import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nouvelleCleScellement } from '@tdt/socle';
import { lireFichiers } from './configuration-fichiers.js';
import { lireConfiguration } from './configuration.js';

const BONNE = { DATABASE_URL: 'postgresql://tdt:secret@localhost:5432/tdt' };
const COURRIEL = {
  SMTP_ADRESSE: 'smtp://tdt:mot%20de%20passe@relais.example',
  EXPEDITEUR: 'Tour de table <avis@tourdetable.example>',
};
const PROCONNECT = {
  ...COURRIEL,
  ADRESSE_PUBLIQUE: 'https://tourdetable.example',
  OIDC_EMETTEUR: 'https://proconnect.example/api/v2',
  OIDC_CLIENT_ID: 'tdt',
  OIDC_CLIENT_SECRET: 'secret-de-proconnect',
};
/** What production requires to receive attachments. */
const FICHIERS = {
  DEPOT_DOSSIER: '/srv/pieces',
  ANTIVIRUS: 'clamd://antivirus:3310',
  CLES_LIENS: `2026a:${randomBytes(32).toString('base64')}`,
};
const pem = (cle: ReturnType<typeof nouvelleCleScellement>) =>
  cle.privee.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('La configuration', () => {
  it('se lit une fois, avec ses valeurs par défaut', () => {
    const fichiers = lireFichiers({}, false);
    expect(lireConfiguration(BONNE)).toEqual({
      ok: true,
      fait: {
        environnement: 'developpement',
        port: 3000,
        urlBase: BONNE.DATABASE_URL,
        niveauJournal: 'info',
        delaiDrainage: 500,
        connexionsBase: 10,
        imprimeurs: 2,
        fichiers: fichiers.ok && fichiers.fait,
        facteurDebit: 100,
        prestataire: { sorte: 'aucun' },
        proxysDeConfiance: 0,
        documentsDeConfiance: false,
        jetonMetriques: null,
        connexion: {
          adressePublique: null,
          fournisseur: {
            cle: 'demonstration',
            emetteur: null,
            clientId: 'tour-de-table',
            secret: expect.stringMatching(/^[\w-]{43}$/),
            algorithme: 'RS256',
            pkce: true,
            maxAge: true,
          },
        },
        scellement: { cle: null, horodateur: null, periodeMs: 600_000, cachet: null, adresse: 'http://localhost:3000' },
        role: 'tout',
        avis: {
          actif: true,
          smtp: null,
          demonstration: true,
          expediteur: { nom: 'Tour de table', adresse: 'ne-pas-repondre@localhost' },
        },
      },
    });
  });

  it.each([
    ['NODE_ENV', { NODE_ENV: 'prod' }, 'NODE_ENV vaut « prod » : choisissez parmi production, development, test.'],
    ['DATABASE_URL', { DATABASE_URL: undefined }, 'DATABASE_URL manque : donnez l’adresse de la base PostgreSQL.'],
    [
      'DATABASE_URL',
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL n’est pas une adresse « postgresql://… » valide : corrigez-la.',
    ],
    ['PORT', { PORT: '70000' }, 'PORT vaut « 70000 » : donnez un nombre entier de 0 à 65535.'],
    ['PORT', { PORT: '1e3' }, 'PORT vaut « 1e3 » : donnez un nombre entier de 0 à 65535.'],
    [
      'NIVEAU_JOURNAL',
      { NIVEAU_JOURNAL: 'bavard' },
      'NIVEAU_JOURNAL vaut « bavard » : choisissez parmi trace, debug, info, warn, error, fatal, silent.',
    ],
    [
      'DELAI_DRAINAGE_MS',
      { DELAI_DRAINAGE_MS: '-1' },
      'DELAI_DRAINAGE_MS vaut « -1 » : donnez un nombre entier de 0 à 30000.',
    ],
    [
      'ANTIVIRUS',
      {
        NODE_ENV: 'production',
        ...PROCONNECT,
        CLE_SCELLEMENT: pem(nouvelleCleScellement()),
        ...FICHIERS,
        ANTIVIRUS: 'aucun',
      },
      'ANTIVIRUS vaut « aucun » : en production, donnez « clamd://hôte:port » ou « clamd:/chemin/de/la/prise ».',
    ],
    ['IMPRIMEURS', { IMPRIMEURS: '33' }, 'IMPRIMEURS vaut « 33 » : donnez un nombre entier de 0 à 32.'],
    ['FACTEUR_DEBIT', { FACTEUR_DEBIT: '0' }, 'FACTEUR_DEBIT vaut « 0 » : donnez un nombre entier de 1 à 10000.'],
    [
      'DOCUMENTS_DE_CONFIANCE',
      { DOCUMENTS_DE_CONFIANCE: 'peut-être' },
      'DOCUMENTS_DE_CONFIANCE vaut « peut-être » : choisissez parmi oui, non.',
    ],
    [
      'JETON_METRIQUES',
      { JETON_METRIQUES: 'court' },
      'JETON_METRIQUES est trop faible : donnez 24 caractères au moins, sans espace.',
    ],
    ['CONNEXIONS_BASE', { CONNEXIONS_BASE: '1' }, 'CONNEXIONS_BASE vaut « 1 » : donnez un nombre entier de 2 à 100.'],
  ])('refuse %s mal donné par une phrase qui le nomme', (chemin, changement, message) => {
    expect(lireConfiguration({ ...BONNE, ...changement })).toMatchObject({ ok: false, refus: { chemin, message } });
  });

  const PRODUCTION = {
    NODE_ENV: 'production',
    ...FICHIERS,
    ...PROCONNECT,
    CLE_SCELLEMENT: pem(nouvelleCleScellement()),
  };

  it('lit en production le fournisseur d’identité, comme ProConnect le veut', () => {
    expect(lireConfiguration({ ...BONNE, ...PRODUCTION })).toMatchObject({
      ok: true,
      fait: {
        connexion: {
          adressePublique: 'https://tourdetable.example',
          fournisseur: { emetteur: PROCONNECT.OIDC_EMETTEUR, algorithme: 'RS256', pkce: false, maxAge: false },
        },
      },
    });
  });

  it.each([
    ['le fournisseur de démonstration', 'OIDC_EMETTEUR', { OIDC_EMETTEUR: undefined }, 'refusé en production'],
    ['un émetteur en http', 'OIDC_EMETTEUR', { OIDC_EMETTEUR: 'http://localhost:4000' }, 'https:// en production'],
    ['une adresse publique en http', 'ADRESSE_PUBLIQUE', { ADRESSE_PUBLIQUE: 'http://localhost:3000' }, 'https://'],
    ['une adresse publique absente', 'ADRESSE_PUBLIQUE', { ADRESSE_PUBLIQUE: undefined }, 'manque'],
    ['une adresse publique avec un chemin', 'ADRESSE_PUBLIQUE', { ADRESSE_PUBLIQUE: 'https://a.fr/b' }, 'sans chemin'],
    ['un client sans identifiant', 'OIDC_CLIENT_ID', { OIDC_CLIENT_ID: undefined }, 'manque'],
    ['un secret trop court', 'OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET: 'court' }, 'moins de 16'],
    ['un algorithme symétrique', 'OIDC_ALGORITHME', { OIDC_ALGORITHME: 'HS256' }, 'RS256, ES256'],
    ['l’absence de signature', 'OIDC_ALGORITHME', { OIDC_ALGORITHME: 'none' }, 'RS256, ES256'],
    ['un PKCE mal écrit', 'OIDC_PKCE', { OIDC_PKCE: 'true' }, 'oui, non'],
    ['un max_age mal écrit', 'OIDC_MAX_AGE', { OIDC_MAX_AGE: '1' }, 'oui, non'],
  ])('refuse en production %s', (_cas, chemin, changement, mots) => {
    const lue = lireConfiguration({ ...BONNE, ...PRODUCTION, ...changement });
    expect(lue).toMatchObject({ ok: false, refus: { chemin, message: expect.stringContaining(mots) } });
    expect(JSON.stringify(lue)).not.toContain(PROCONNECT.OIDC_CLIENT_SECRET);
  });

  it('n’accepte http, hors production, que sur la machine elle-même', () => {
    for (const hote of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect(lireConfiguration({ ...BONNE, ADRESSE_PUBLIQUE: `http://${hote}` }).ok).toBe(true);
    for (const hote of ['192.168.1.2', 'tourdetable.example', 'localhost.example'])
      expect(lireConfiguration({ ...BONNE, ADRESSE_PUBLIQUE: `http://${hote}` })).toMatchObject({
        refus: { chemin: 'ADRESSE_PUBLIQUE' },
      });
  });

  it('ne répète jamais le mot de passe de la base', () => {
    const lue = lireConfiguration({ DATABASE_URL: 'http://tdt:secret@localhost' });
    expect(JSON.stringify(lue)).not.toContain('secret');
  });
});

describe('Le serveur de courriel', () => {
  const PRODUCTION = {
    NODE_ENV: 'production',
    ...PROCONNECT,
    ...FICHIERS,
    CLE_SCELLEMENT: pem(nouvelleCleScellement()),
  };
  const lire = (autrement: object) => lireConfiguration({ ...BONNE, ...PRODUCTION, ...autrement });

  it('se donne par son adresse, chiffrée d’emblée ou non, avec ou sans compte', () => {
    const expediteur = { nom: 'Tour de table', adresse: 'avis@tourdetable.example' };
    const identifiant = { utilisateur: 'tdt', secret: 'mot de passe' };
    expect(lire({})).toMatchObject({
      fait: {
        avis: {
          actif: true,
          demonstration: false,
          expediteur,
          smtp: { hote: 'relais.example', port: 587, tls: false, identifiant },
        },
      },
    });
    expect(lire({ SMTP_ADRESSE: 'smtps://relais.example', EXPEDITEUR: 'avis@a.fr', ROLE: 'worker' })).toMatchObject({
      fait: {
        role: 'worker',
        avis: {
          expediteur: { nom: 'Tour de table', adresse: 'avis@a.fr' },
          smtp: { port: 465, tls: true, identifiant: null },
        },
      },
    });
    expect(lire({ SMTP_ADRESSE: 'smtp://courriel:1025' })).toMatchObject({ fait: { avis: { smtp: { port: 1025 } } } });
  });

  it('n’est pas demandé à un processus qui n’envoie pas, et rien ne se montre en production', () => {
    expect(lire({ ROLE: 'web', SMTP_ADRESSE: undefined })).toMatchObject({
      ok: true,
      fait: { avis: { actif: false, smtp: null, demonstration: false } },
    });
  });

  it.each([
    ['SMTP_ADRESSE', { SMTP_ADRESSE: undefined }, 'manque'],
    ['SMTP_ADRESSE', { SMTP_ADRESSE: 'http://tdt:mot%20de%20passe@relais.example' }, 'n’est pas une adresse'],
    ['SMTP_ADRESSE', { SMTP_ADRESSE: 'smtp://' }, 'n’est pas une adresse'],
    ['EXPEDITEUR', { EXPEDITEUR: undefined }, 'manque'],
    ['EXPEDITEUR', { EXPEDITEUR: 'Tour de table' }, 'donnez une adresse'],
    ['EXPEDITEUR', { EXPEDITEUR: 'Tour\r\nBcc: x@y.fr <avis@a.fr>' }, 'donnez une adresse'],
    ['ROLE', { ROLE: 'migrate' }, 'choisissez parmi tout, web, worker'],
  ])('refuse %s mal donné : %j', (chemin, changement, mots) => {
    const lue = lire(changement);
    expect(lue).toMatchObject({ ok: false, refus: { chemin, message: expect.stringContaining(mots) } });
    expect(JSON.stringify(lue)).not.toContain('passe');
  });
});

describe('La clé qui scelle le journal', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const rsa = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  // PKCS #8 of an Ed25519 seed made of thirty-two times the same byte.
  const devinable = `302e020100300506032b657004220420${'07'.repeat(32)}`;
  const faible = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(devinable, 'hex').toString('base64')}\n-----END PRIVATE KEY-----\n`;

  it('se donne par son texte ou par son fichier, et se nomme par sa partie publique', () => {
    const cle = nouvelleCleScellement();
    const fichier = path.join(os.tmpdir(), `cle-scellement-${process.pid}.pem`);
    writeFileSync(fichier, pem(cle), { mode: 0o600 });
    for (const env of [{ CLE_SCELLEMENT: pem(cle) }, { CLE_SCELLEMENT_FICHIER: fichier }]) {
      const lue = lireConfiguration({ ...BONNE, NODE_ENV: 'production', ...FICHIERS, ...PROCONNECT, ...env });
      expect(lue).toMatchObject({ ok: true, fait: { scellement: { cle: { kid: cle.kid } } } });
    }
  });

  it.each([
    ['absente en production', {}, /^CLE_SCELLEMENT manque/],
    ['vide en production', { CLE_SCELLEMENT: '' }, /^CLE_SCELLEMENT manque/],
    ['illisible', { CLE_SCELLEMENT: 'motdepasse' }, /n’est pas une clé privée lisible/],
    ['d’une autre sorte', { CLE_SCELLEMENT: rsa }, /n’est pas une clé Ed25519/],
    ['devinable', { CLE_SCELLEMENT: faible }, /n’a pas été tirée au hasard/],
    ['dans un fichier absent', { CLE_SCELLEMENT_FICHIER: '/nulle/part.pem' }, /ne peut pas être lu/],
  ])('%s : le service ne démarre pas', (_cas, env, phrase) => {
    const lue = lireConfiguration({ ...BONNE, NODE_ENV: 'production', ...FICHIERS, ...PROCONNECT, ...env });
    expect(lue.ok ? '' : lue.refus.message).toMatch(phrase);
    expect(JSON.stringify(lue)).not.toContain('motdepasse');
  });

  it.each([
    [{ SCELLEMENT_PERIODE_S: '601' }, 'SCELLEMENT_PERIODE_S'],
    [{ HORODATAGE: 'ftp://ailleurs' }, 'HORODATAGE'],
    [
      {
        ...FICHIERS,
        ...PROCONNECT,
        HORODATAGE: 'local',
        NODE_ENV: 'production',
        CLE_SCELLEMENT: pem(nouvelleCleScellement()),
      },
      'HORODATAGE',
    ],
    [{ HORODATAGE: 'https://horodatage.exemple.fr' }, 'HORODATAGE_CERTIFICATS'],
    [{ HORODATAGE: 'https://exemple.fr', HORODATAGE_CERTIFICATS: '/nulle/part.pem' }, 'HORODATAGE_CERTIFICATS'],
    [{ CACHET: '/nulle/part.p12' }, 'CACHET'],
    [{ CACHET: import.meta.filename }, 'CACHET'],
    [{ CACHET: '/nulle/part.p12', CACHET_MOT_DE_PASSE_FICHIER: '/nulle/part' }, 'CACHET_MOT_DE_PASSE_FICHIER'],
    [
      {
        ...FICHIERS,
        ...PROCONNECT,
        CACHET: 'local',
        NODE_ENV: 'production',
        CLE_SCELLEMENT: pem(nouvelleCleScellement()),
      },
      'CACHET',
    ],
  ])('refuse le réglage %j', (env, chemin) => {
    expect(lireConfiguration({ ...BONNE, ...env })).toMatchObject({ ok: false, refus: { chemin } });
  });
});
