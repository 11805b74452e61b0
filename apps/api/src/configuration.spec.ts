import { lireFichiers } from './configuration-fichiers.js';
import { lireConfiguration } from './configuration.js';

const BONNE = { DATABASE_URL: 'postgresql://tdt:secret@localhost:5432/tdt' };

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
        fichiers: fichiers.ok && fichiers.fait,
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
      { NODE_ENV: 'production', DEPOT_DOSSIER: '/srv', ANTIVIRUS: 'aucun' },
      'ANTIVIRUS vaut « aucun » : en production, donnez « clamd://hôte:port » ou « clamd:/chemin/de/la/prise ».',
    ],
    ['CONNEXIONS_BASE', { CONNEXIONS_BASE: '1' }, 'CONNEXIONS_BASE vaut « 1 » : donnez un nombre entier de 2 à 100.'],
  ])('refuse %s mal donné par une phrase qui le nomme', (chemin, changement, message) => {
    expect(lireConfiguration({ ...BONNE, ...changement })).toMatchObject({ ok: false, refus: { chemin, message } });
  });

  it('ne répète jamais le mot de passe de la base', () => {
    const lue = lireConfiguration({ DATABASE_URL: 'http://tdt:secret@localhost' });
    expect(JSON.stringify(lue)).not.toContain('secret');
  });
});
