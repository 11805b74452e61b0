import { spawnSync } from 'node:child_process';
import { CLIENT, FournisseurMalveillant, signerEs256, type Jeton } from './outillage/fournisseur-malveillant.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

const PUBLIQUE = 'https://tourdetable.example';

/** The deployed shape: https in front, a provider that takes neither PKCE nor max_age, and another algorithm. */
describe('Se connecter derrière une adresse https, par un fournisseur réglé comme ProConnect', () => {
  const f = new FournisseurMalveillant();
  let s: Serveur;

  beforeAll(async () => {
    await f.demarrer();
    s = await demarrerServeur('proconnect', {
      ADRESSE_PUBLIQUE: PUBLIQUE,
      OIDC_EMETTEUR: f.emetteur,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ALGORITHME: 'ES256',
    });
  }, 60_000);
  beforeEach(() => {
    const email = 'Alix.Nouvelle@hub.example';
    const siret = '18002002600019';
    f.remettre({ sub: 'alix', email, given_name: 'Alix', usual_name: 'Nouvelle', uid: 'a', siret }, 'eidas1');
    const enEs256 = (jeton: Jeton) =>
      signerEs256({ ...jeton, entete: { alg: 'ES256', kid: 'ec' } }, f.cleEc.privateKey);
    f.tromperies = { signerIdToken: enEs256, signerUserinfo: enEs256 };
  });
  afterAll(async () => {
    await s?.fermer();
    await f.arreter();
  });

  const aller = (chemin: string, cookie = '', methode = 'GET', entetes: Record<string, string> = {}) =>
    fetch(s.url + chemin, {
      method: methode,
      redirect: 'manual',
      headers: { cookie, accept: 'text/html', ...entetes },
    });
  const cookieDe = (reponse: Response, nom: string) =>
    reponse.headers.getSetCookie().find((c) => c.startsWith(`${nom}=`) && !c.includes('1970')) ?? '';
  const paire = (cookie: string) => cookie.split(';')[0] ?? '';

  /** Goes through the provider; the front of the tests is ours, so the return is asked of the server itself. */
  async function entrer(): Promise<{ depart: Response; retour: Response }> {
    const depart = await aller('/connexion');
    const chez = await fetch(depart.headers.get('location') ?? '', { redirect: 'manual' });
    const { pathname, search } = new URL(chez.headers.get('location') ?? '');
    const retour = await aller(pathname + search, paire(cookieDe(depart, '__Host-connexion')));
    return { depart, retour };
  }

  it('n’envoie que les paramètres de la liste de ProConnect', async () => {
    const { depart } = await entrer();
    const url = new URL(depart.headers.get('location') ?? '');
    expect([...url.searchParams.keys()].sort()).toEqual([
      'claims',
      'client_id',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ]);
    expect(url.searchParams.get('redirect_uri')).toBe(`${PUBLIQUE}/connexion/retour`);
    const envoye = f.recues.find((r) => r.chemin === '/token')?.parametres;
    expect([...(envoye?.keys() ?? [])].sort()).toEqual([
      'client_id',
      'client_secret',
      'code',
      'grant_type',
      'redirect_uri',
    ]);
  });

  it('ne pose que des cookies __Host-, Secure, HttpOnly et SameSite=Lax', async () => {
    const { depart, retour } = await entrer();
    expect([retour.status, retour.headers.get('location')]).toEqual([303, '/']);
    for (const cookie of [cookieDe(depart, '__Host-connexion'), cookieDe(retour, '__Host-sid')])
      expect(cookie).toMatch(/^__Host-\w+=[\w-]{43};(?!.*Domain).* Path=\/;.* HttpOnly; Secure; SameSite=Lax$/);
    expect(cookieDe(retour, '__Host-sid')).not.toContain('Expires');
    const session = await aller('/connexion/session', paire(cookieDe(retour, '__Host-sid')));
    expect(await session.json()).toMatchObject({ session: { utilisateur: { courriel: 'alix.nouvelle@hub.example' } } });
    const sansPrefixe = await aller('/connexion/session', paire(cookieDe(retour, '__Host-sid')).replace('__Host-', ''));
    expect(await sansPrefixe.json()).toEqual({ session: null });
  });

  it('quitte par une page, et non par une redirection que « form-action » arrêterait', async () => {
    const { retour } = await entrer();
    const sid = paire(cookieDe(retour, '__Host-sid'));
    const page = await aller('/deconnexion', sid, 'POST', { origin: PUBLIQUE });
    expect([page.status, page.headers.get('location')]).toEqual([200, null]);
    const refresh = /^0; url=(.*)$/.exec(page.headers.get('refresh') ?? '')?.[1] ?? '';
    expect(refresh).toMatch(new RegExp(`^${f.emetteur}/session/end\\?id_token_hint=`));
    expect(new URL(refresh).searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIQUE}/deconnexion/retour`);
    expect(await page.text()).toContain('<h1>Vous êtes déconnecté</h1>');
  });

  it('refuse la signature d’un autre algorithme que celui qui est réglé', async () => {
    f.tromperies = {};
    expect((await entrer()).retour.status).toBe(401);
  });

  it('reconnaît la personne à son sub, et suit son changement d’adresse', async () => {
    await entrer();
    f.personne = { ...f.personne, email: 'alix@autre.example', usual_name: 'Renommée' };
    await entrer();
    expect(await s.sql('select courriel, nom from utilisateur where prenom = $1', ['Alix'])).toEqual([
      { courriel: 'alix@autre.example', nom: 'Renommée' },
    ]);
    f.personne = { ...f.personne, email: 'gwenn.hubbretagne@demo.example' };
    expect((await entrer()).retour.status).toBe(303);
    expect(await s.sql('select courriel from utilisateur where prenom = $1', ['Alix'])).toEqual([
      { courriel: 'alix@autre.example' },
    ]);
  });

  it('en production, refuse de démarrer avec le fournisseur de démonstration', () => {
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production', DATABASE_URL: s.urlBase, PORT: '0' };
    const lance = spawnSync(process.execPath, ['dist/apps/api/src/main.js'], {
      env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect([lance.status, lance.stderr]).toEqual([
      1,
      'OIDC_EMETTEUR manque : le fournisseur d’identité de démonstration est refusé en production, donnez l’adresse de ProConnect.\n',
    ]);
  }, 70_000);
});
