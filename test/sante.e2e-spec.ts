import request from 'supertest';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

describe('La santé du service et la porte HTTP', () => {
  let s: Serveur;
  beforeAll(async () => {
    s = await demarrerServeur('sante');
  }, 60_000);
  afterAll(() => s?.fermer());

  it('dit vivant, et prêt quand la base écrit durablement', async () => {
    expect((await request(s.url).get('/vivant')).body).toEqual({ etat: 'vivant' });
    expect((await request(s.url).get('/pret')).body).toEqual({ etat: 'pret' });
  });

  it('n’est pas prêt quand la base est à migrer ou que son horloge diverge', async () => {
    await s.reglerHorloge('2021-01-01T00:00:00Z');
    const decalee = await request(s.url).get('/pret');
    expect([decalee.status, decalee.body]).toEqual([503, { etat: 'indisponible', motif: 'horloges en désaccord' }]);
    await s.reglerHorloge(null);
    await s.sql("insert into migrations (timestamp, name) values (1, 'venue-d-ailleurs')");
    const etrangere = await request(s.url).get('/pret');
    expect([etrangere.status, etrangere.body]).toEqual([503, { etat: 'indisponible', motif: 'base à migrer' }]);
    await s.sql("delete from migrations where name = 'venue-d-ailleurs'");
    expect((await request(s.url).get('/pret')).status).toBe(200);
  });

  it('donne à chaque réponse un numéro de requête, et garde celui de l’appelant s’il est inoffensif', async () => {
    expect((await request(s.url).get('/vivant')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const garde = await request(s.url).get('/vivant').set('X-Request-Id', 'essai-12345678');
    expect(garde.headers['x-request-id']).toBe('essai-12345678');
    const refuse = await request(s.url).get('/vivant').set('X-Request-Id', '<script>alert(1)</script>');
    expect(refuse.headers['x-request-id']).not.toContain('script');
  });

  it('garde une connexion ouverte plus longtemps qu’un mandataire ne garde la sienne', async () => {
    const { headers } = await fetch(`${s.url}/vivant`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });

  it('interdit au navigateur tout ce qui ne vient pas de la plateforme', async () => {
    const { headers } = await request(s.url).get('/vivant');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('répond une phrase et un code à une adresse inconnue, sans rien d’interne', async () => {
    const reponse = await request(s.url).get('/documents/inconnu').set('Accept', 'application/json');
    expect(reponse.status).toBe(404);
    expect(reponse.body).toEqual({
      errors: [
        {
          message: 'Cette adresse n’existe pas ou n’est pas visible pour vous.',
          extensions: { code: 'INTROUVABLE', chemin: '' },
        },
      ],
    });
  });
});
