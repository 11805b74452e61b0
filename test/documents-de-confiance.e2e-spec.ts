import { readFileSync } from 'node:fs';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

describe('Documents de confiance', () => {
  let s: Serveur;
  beforeAll(async () => {
    s = await demarrerServeur('confiance', { DOCUMENTS_DE_CONFIANCE: 'oui' });
  }, 60_000);
  afterAll(() => s?.fermer());

  const DOCUMENTS = JSON.parse(readFileSync('dist/documents-web.json', 'utf8')) as Record<string, string>;

  it('sert à un navigateur les requêtes de nos pages, et aucune autre', async () => {
    const accueil = Object.values(DOCUMENTS).find((d) => d.includes('query Accueil'));
    expect((await s.brut(null, accueil ?? '')).errors).toBeUndefined();
    expect((await s.brut(null, `${accueil ?? ''}   # mise en page\n`)).errors).toBeUndefined();
    const libre = await s.brut(null, '{ appelsAProjets { totalCount } }');
    expect(libre.errors?.[0]?.extensions).toMatchObject({ code: 'REQUETE_INVALIDE' });
  });

  it('laisse un programme muni d’un jeton composer les siennes', async () => {
    expect((await s.brut(s.monde.jetons.hubBretagne, '{ appelsAProjets { totalCount } }')).errors).toBeUndefined();
  });
});
