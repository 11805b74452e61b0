import path from 'node:path';
import { lireFichiers } from './configuration-fichiers.js';

const CLE = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7)).toString('base64');
const PRODUCTION = { DEPOT_DOSSIER: '/srv/pieces', ANTIVIRUS: 'clamd://clamav:3310', CLES_LIENS: `2026a:${CLE}` };
const S3 = {
  DEPOT: 's3',
  S3_ADRESSE: 'https://s3.fr-par.exemple.fr',
  S3_REGION: 'fr-par',
  S3_SEAU: 'pieces',
  S3_CLE_ACCES: 'acces',
  S3_CLE_SECRETE: 'tres-secret',
};

const chemin = (env: Record<string, string | undefined>, production: boolean) => {
  const lue = lireFichiers(env, production);
  return lue.ok ? 'acceptée' : lue.refus.chemin;
};

describe('La configuration des pièces jointes', () => {
  it('sans rien dire, garde sur le disque et met en quarantaine', () => {
    const dossier = path.resolve('.data/pieces');
    expect(lireFichiers({}, false)).toEqual({
      ok: true,
      fait: {
        depot: { sorte: 'disque', dossier },
        travail: path.join(dossier, 'travail'),
        antivirus: { sorte: 'absent' },
        clesLiens: [],
      },
    });
  });

  it('en production, dit tout et n’a aucun défaut', () => {
    const secret = Buffer.from(CLE, 'base64');
    expect(lireFichiers(PRODUCTION, true)).toEqual({
      ok: true,
      fait: {
        depot: { sorte: 'disque', dossier: '/srv/pieces' },
        travail: '/srv/pieces/travail',
        antivirus: { sorte: 'clamd', adresse: { host: 'clamav', port: 3310 } },
        clesLiens: [{ nom: '2026a', secret }],
      },
    });
    for (const nom of Object.keys(PRODUCTION)) expect(chemin({ ...PRODUCTION, [nom]: undefined }, true)).toBe(nom);
  });

  it('lit un magasin S3, et nomme ce qui lui manque', () => {
    const lue = lireFichiers({ ...S3, DEPOT_TRAVAIL: '/tmp/t' }, false);
    expect(lue).toMatchObject({ ok: true, fait: { depot: { sorte: 's3', seau: 'pieces' }, travail: '/tmp/t' } });
    for (const nom of Object.keys(S3).slice(1)) expect(chemin({ ...S3, [nom]: '' }, false)).toBe(nom);
    expect(chemin({ ...S3, S3_ADRESSE: 'ftp://x' }, false)).toBe('S3_ADRESSE');
    expect(chemin({ DEPOT: 'nuage' }, false)).toBe('DEPOT');
  });

  it.each<[string, object]>([
    ['clamd://127.0.0.1:3310', { sorte: 'clamd', adresse: { host: '127.0.0.1', port: 3310 } }],
    ['clamd://[::1]:3310', { sorte: 'clamd', adresse: { host: '::1', port: 3310 } }],
    ['clamd:/run/clamd.ctl', { sorte: 'clamd', adresse: { path: '/run/clamd.ctl' } }],
    ['aucun', { sorte: 'dispense' }],
  ])('lit l’antivirus %s', (ANTIVIRUS, antivirus) => {
    expect(lireFichiers({ ANTIVIRUS }, false)).toMatchObject({ ok: true, fait: { antivirus } });
  });

  it.each(['aucun', '', 'clamd', 'clamd://', 'clamd://hote', 'clamd://hote:99999', 'oui'])(
    'refuse en production l’antivirus « %s »',
    (ANTIVIRUS) => {
      expect(chemin({ ...PRODUCTION, ANTIVIRUS }, true)).toBe('ANTIVIRUS');
    },
  );

  it('refuse un antivirus mal écrit plutôt que de s’en passer', () => {
    for (const ANTIVIRUS of ['', 'non', 'clamd://hote']) expect(chemin({ ANTIVIRUS }, false)).toBe('ANTIVIRUS');
  });

  it.each([
    ['trop courte', 'a:YWJj'],
    ['répétée', `a:${Buffer.alloc(32, 'ab').toString('base64')}`],
    ['sans nom', CLE],
    ['vide', ''],
    ['deux fois le même nom', `a:${CLE},a:${CLE}`],
    ['bonne puis faible', `a:${CLE},b:YWJj`],
  ])('refuse en production une clé %s, sans la répéter', (_cas, CLES_LIENS) => {
    const lue = lireFichiers({ ...PRODUCTION, CLES_LIENS }, true);
    expect(lue).toMatchObject({ ok: false, refus: { chemin: 'CLES_LIENS' } });
    if (CLES_LIENS) expect(JSON.stringify(lue)).not.toContain(CLES_LIENS);
  });

  it('accepte plusieurs clés, la première devant signer', () => {
    const autre = Buffer.from(Array.from({ length: 32 }, (_, i) => 255 - i)).toString('base64url');
    const lue = lireFichiers({ CLES_LIENS: `b:${autre}, a:${CLE}` }, false);
    expect(lue.ok && lue.fait.clesLiens.map((cle) => cle.nom)).toEqual(['b', 'a']);
  });
});
