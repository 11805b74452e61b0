import { ROLES_A_AUTHENTIFICATION_FORTE, type Role } from '@tdt/domaine';
import { CONNEXIONS_REFUSEES } from './outillage/connexions-refusees.js';
import { AUTRE_CLIENT, CLIENT, FournisseurMalveillant } from './outillage/fournisseur-malveillant.js';
import { Navigateur, origineDe, type PageVue } from './outillage/navigateur.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

interface Refusee {
  errors: { message: string; extensions: { code: string; chemin: string } }[];
}

const MOI = '{ moi { courriel } }';

describe('Refuser une connexion', () => {
  const f = new FournisseurMalveillant();
  let s: Serveur;

  const personne = (autrement: object = {}) => ({
    sub: 'sub-de-remi',
    email: 'remi.fondationafnic@demo.example',
    given_name: 'Rémi',
    usual_name: 'Exemple',
    uid: 'remi',
    siret: '18002002600019',
    ...autrement,
  });
  const nouveau = () => new Navigateur(origineDe(s));
  const compter = async () => {
    const [n] = await s.sql<{ n: string }>(
      `select (select count(*) from session) || ' ' || (select count(*) from identite) || ' ' || (select count(*) from utilisateur)
         || ' ' || (select count(*) from rattachement) as n`,
    );
    return n?.n;
  };
  /** The answer of the platform to what came back from the provider. */
  const tenter = (navigateur = nouveau(), porte = '/connexion') =>
    navigateur.suivre(porte, /^(?!.*(authorize|retour))/);

  async function attendreRefus(
    page: PageVue,
    navigateur: Navigateur,
    [statut, code, chemin]: [number, string, string],
  ): Promise<void> {
    const { errors } = JSON.parse(page.texte) as Refusee;
    expect([page.statut, errors[0]?.extensions.code, errors[0]?.extensions.chemin]).toEqual([statut, code, chemin]);
    expect(errors[0]?.message).toMatch(/^[A-Z].*\.$/u);
    expect(navigateur.cookie('sid')).toBeUndefined();
    expect((await navigateur.gql<{ moi: unknown }>(MOI)).data.moi).toBeNull();
  }

  beforeAll(async () => {
    await f.demarrer();
    s = await demarrerServeur('refusee', {
      OIDC_EMETTEUR: f.emetteur,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_PKCE: 'oui',
    });
    await s.sql('insert into identite (fournisseur, sub, utilisateur_id, cree_le) values ($1, $2, $3, maintenant())', [
      `${f.emetteur}/`,
      'sub-de-remi',
      s.monde.personnes.fondationAfnic,
    ]);
  }, 60_000);
  beforeEach(() => f.remettre(personne()));
  afterAll(async () => {
    await s?.fermer();
    await f.arreter();
  });

  it('accepte celle d’un fournisseur honnête : le reste de ce fichier ne tient qu’à la tromperie', async () => {
    const navigateur = nouveau();
    const page = await tenter(navigateur);
    expect([page.statut, page.vers]).toEqual([303, `${origineDe(s)}/`]);
    expect((await navigateur.gql<{ moi: { courriel: string } }>(MOI)).data.moi.courriel).toBe(
      'remi.fondationafnic@demo.example',
    );
    expect(f.recues.map((r) => r.chemin)).toEqual([
      '/.well-known/openid-configuration',
      '/authorize',
      '/token',
      '/jwks',
      '/userinfo',
    ]);
  });

  it.each(CONNEXIONS_REFUSEES.map((c) => [c.cas, c] as const))('%s', async (_cas, { tromperies, attendu, acr }) => {
    f.tromperies = tromperies(f);
    if (acr !== undefined) f.acr = acr ?? undefined;
    const avant = await compter();
    const navigateur = nouveau();
    await attendreRefus(await tenter(navigateur), navigateur, attendu);
    expect(await compter()).toBe(avant);
  });

  it('en compte plus de vingt-cinq, toutes différentes', () => {
    expect(CONNEXIONS_REFUSEES.length).toBeGreaterThanOrEqual(25);
    expect(new Set(CONNEXIONS_REFUSEES.map((c) => c.cas)).size).toBe(CONNEXIONS_REFUSEES.length);
  });

  const INCONNUE: [number, string, string] = [401, 'NON_AUTHENTIFIE', 'state'];
  const CODE: [number, string, string] = [401, 'NON_AUTHENTIFIE', 'code'];

  it('state d’un autre navigateur : le lien d’un attaquant ne connecte pas sa victime à son compte', async () => {
    const attaquant = nouveau();
    const { vers } = await attaquant.suivre('/connexion', /\/connexion\/retour/);
    const occupee = nouveau();
    await occupee.demander('/connexion');
    for (const victime of [occupee, nouveau()])
      await attendreRefus(await victime.demander(vers ?? ''), victime, INCONNUE);
  });

  it('retour rejoué : la même réponse ne sert qu’une fois, même avec le cookie', async () => {
    const navigateur = nouveau();
    const { vers } = await navigateur.suivre('/connexion', /\/connexion\/retour/);
    const etat = navigateur.cookie('connexion') ?? '';
    expect((await navigateur.demander(vers ?? '')).statut).toBe(303);
    const rejoueur = nouveau();
    rejoueur.poser('connexion', etat);
    await attendreRefus(await rejoueur.demander(vers ?? ''), rejoueur, INCONNUE);
  });

  it('connexion commencée il y a plus de dix minutes', async () => {
    const navigateur = nouveau();
    const { vers } = await navigateur.suivre('/connexion', /\/connexion\/retour/);
    await s.reglerHorloge(new Date(Date.now() + 601_000).toISOString());
    await attendreRefus(await navigateur.demander(vers ?? ''), navigateur, INCONNUE);
    await s.reglerHorloge(null);
  });

  /** A login of ours in which another code is slipped. */
  async function glisser(code: string): Promise<void> {
    f.tromperies = { retour: (url) => url.searchParams.set('code', code) };
    const navigateur = nouveau();
    await attendreRefus(await tenter(navigateur), navigateur, CODE);
  }

  it('code déjà utilisé', async () => {
    const navigateur = nouveau();
    const { vers } = await navigateur.suivre('/connexion', /\/connexion\/retour/);
    const code = new URL(vers ?? '').searchParams.get('code') ?? '';
    expect((await navigateur.demander(vers ?? '')).statut).toBe(303);
    await glisser(code);
  });

  it('code d’un autre client', () =>
    glisser(f.emettreCode(AUTRE_CLIENT.id, `${origineDe(s)}/connexion/retour`, 'n'.repeat(43), null)));

  it('code demandé pour une autre adresse de retour', () =>
    glisser(f.emettreCode(CLIENT.id, `${origineDe(s)}/ailleurs`, 'n'.repeat(43), null)));

  it('code obtenu par un autre navigateur : le vérificateur PKCE n’est pas le sien', async () => {
    const { vers } = await nouveau().suivre('/connexion', /\/connexion\/retour/);
    await glisser(new URL(vers ?? '').searchParams.get('code') ?? '');
  });

  it('compte désactivé : ni connexion, ni session, ni jeton', async () => {
    const { jetons, personnes } = s.monde;
    const ouvert = nouveau();
    await tenter(ouvert);
    const changer = (verbe: string) =>
      s.gql<Record<string, { desactiveLe?: string | null; code?: string }>>(
        jetons.admin,
        `mutation ($id: ID!) { ${verbe}Utilisateur(id: $id) { ... on Utilisateur { desactiveLe } ... on Refus { code } } }`,
        { id: personnes.fondationAfnic },
      );
    expect((await changer('desactiver'))['desactiverUtilisateur']?.desactiveLe).toEqual(expect.any(String));
    expect(await changer('desactiver')).toEqual({ desactiverUtilisateur: { code: 'ETAT_INVALIDE' } });
    expect((await ouvert.gql(MOI)).statut).toBe(401);
    expect((await s.brut(jetons.fondationAfnic, MOI)).statut).toBe(401);
    const navigateur = nouveau();
    await attendreRefus(await tenter(navigateur), navigateur, [403, 'INTERDIT', 'compte']);
    await changer('reactiver');
    expect((await tenter(nouveau())).statut).toBe(303);
  });

  it('adresse d’un compte existant, sous une identité inconnue : elle n’ouvre rien', async () => {
    f.remettre(personne({ sub: 'usurpateur' }));
    const navigateur = nouveau();
    await attendreRefus(await tenter(navigateur), navigateur, [403, 'INTERDIT', 'courriel']);
  });

  it('authentification ancienne quand une nouvelle est demandée', async () => {
    f.tromperies = { idToken: ({ affirmations: a }) => (a['auth_time'] = Number(a['iat']) - 901) };
    const navigateur = nouveau();
    const page = await tenter(navigateur, '/connexion?prompt=login&max_age=900');
    await attendreRefus(page, navigateur, [403, 'AUTHENTIFICATION_FAIBLE', 'id_token.auth_time']);
    // Without that demand the login is good, and no younger than what it rests upon.
    const silencieuse = nouveau();
    expect((await tenter(silencieuse)).statut).toBe(303);
    const { session } = await silencieuse.json<{ session: { authentifieLe: string } }>('/connexion/session');
    expect(Date.now() - Date.parse(session.authentifieLe)).toBeGreaterThan(900_000);
  });

  it('fournisseur muet : le service le dit, et rien d’autre ne s’arrête', async () => {
    f.tromperies = { repondreCode: () => ({ statut: 500, corps: {} }) };
    const navigateur = nouveau();
    await attendreRefus(await tenter(navigateur), navigateur, [503, 'ERREUR_INTERNE', '']);
  });

  it('montre à une personne une page, sans rien d’interne', async () => {
    f.acr = 'eidas1';
    const navigateur = nouveau();
    const { vers } = await navigateur.suivre('/connexion', /\/connexion\/retour/);
    const page = await navigateur.demander(vers ?? '', { entetes: { accept: 'text/html,*/*;q=0.8' } });
    expect([page.statut, page.entetes.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect(page.texte).toContain('<h1>Second facteur demandé</h1>');
    expect(page.texte).toContain('href="/connexion?niveau=fort"');
    expect(page.texte).not.toMatch(/style=|<script|node_modules|eidas/);
    const forte = await navigateur.demander('/connexion?niveau=fort');
    const claims = JSON.parse(new URL(forte.vers ?? '').searchParams.get('claims') ?? '{}') as {
      id_token: { acr: { essential: boolean; values: string[] } };
    };
    expect(claims.id_token.acr).toMatchObject({
      essential: true,
      values: expect.arrayContaining(['eidas2', 'eidas3']),
    });
  });

  describe('témoin : où aucun rôle n’exige deux facteurs', () => {
    const exigeants = ROLES_A_AUTHENTIFICATION_FORTE as Role[];
    const retires = [...exigeants];
    const faibles = CONNEXIONS_REFUSEES.filter((c) => c.attendu[1] === 'AUTHENTIFICATION_FAIBLE');
    beforeAll(() => exigeants.splice(0));
    afterAll(() => void exigeants.push(...retires));

    it.each(faibles.map((c) => [c.cas, c.acr] as const))('%s : la connexion passe, et agit', async (_cas, acr) => {
      f.acr = acr ?? undefined;
      const navigateur = nouveau();
      const page = await tenter(navigateur);
      expect([page.statut, page.vers]).toEqual([303, `${origineDe(s)}/`]);
      const { data } = await navigateur.gql<{ moi: { courriel: string } }>(MOI);
      expect(data.moi.courriel).toBe('remi.fondationafnic@demo.example');
    });

    it('les autres tromperies restent refusées : le témoin ne casse que ce qu’il dit', async () => {
      expect(faibles).toHaveLength(3);
      f.tromperies = CONNEXIONS_REFUSEES.find((c) => c.cas === 'nonce faux')?.tromperies(f) ?? {};
      expect((await tenter()).statut).toBe(401);
    });
  });

  it('n’envoie à ProConnect ni PKCE ni max_age quand ses réglages les taisent', async () => {
    const depart = await nouveau().demander('/connexion?prompt=login');
    const { searchParams } = new URL(depart.vers ?? '');
    expect(searchParams.get('prompt')).toBe('login');
    expect(searchParams.has('max_age')).toBe(false);
  });
});
