import { createHash } from 'node:crypto';
import { CREER_ENVELOPPE } from './monde-appels.js';
import { affecter } from './monde.js';
import { entrerPar, Navigateur, navigateurDe, origineDe } from './outillage/navigateur.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

const MOI = '{ moi { courriel habilitations { role } } }';
const MES_ENVELOPPES = '{ enveloppes(first: 5) { totalCount } }';
interface EtatSession {
  session: {
    utilisateur: { courriel: string };
    organisme: { id: string; nom: string; roles: string[] } | null;
    organismes: { id: string }[];
    authentifieLe: string;
    expireLe: string;
  } | null;
}

describe('Se connecter', () => {
  let s: Serveur;
  const etat = (n: Navigateur) => n.json<EtatSession>('/connexion/session');
  const moi = async (n: Navigateur) => (await n.gql<{ moi: { courriel: string } | null }>(MOI)).data.moi;
  const sessions = async () =>
    s.sql<{ empreinte: Buffer; utilisateur_id: string }>('select empreinte, utilisateur_id from session');
  const dansMinutes = (minutes: number) => s.reglerHorloge(new Date(Date.now() + minutes * 60_000).toISOString());

  beforeAll(async () => {
    s = await demarrerServeur('connexion');
    const { personnes, organismes } = s.monde;
    await affecter(s.sqlExecuteur, personnes.sicoval, 'PORTEUR', { organismeId: organismes.hubik });
  }, 60_000);
  afterEach(() => s.reglerHorloge(null));
  afterAll(() => s?.fermer());

  it('demande au fournisseur ce que ProConnect permet, avec un state et un nonce de plus de 32 caractères', async () => {
    const navigateur = new Navigateur(origineDe(s));
    const depart = await navigateur.demander('/connexion?retour=/appels');
    expect(depart.statut).toBe(303);
    const { searchParams } = new URL(depart.vers ?? '');
    expect([...searchParams.keys()].sort()).toEqual([
      'claims',
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ]);
    expect(searchParams.get('response_type')).toBe('code');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('scope')).toBe('openid given_name usual_name email uid siret');
    for (const nom of ['state', 'nonce']) expect(searchParams.get(nom)?.length).toBeGreaterThanOrEqual(32);
    expect(searchParams.get('state')).not.toBe(searchParams.get('nonce'));
    const autre = new URL((await new Navigateur(origineDe(s)).demander('/connexion')).vers ?? '').searchParams;
    expect(autre.get('state')).not.toBe(searchParams.get('state'));
    expect(depart.poses).toEqual([expect.stringMatching(/^connexion=[\w-]{43}; .*HttpOnly; SameSite=Lax$/)]);
  });

  it('mène par le fournisseur de démonstration jusqu’à la session, et revient où l’on voulait aller', async () => {
    const navigateur = new Navigateur(origineDe(s));
    const page = await navigateur.suivre('/connexion?retour=/appels/x');
    expect(page.texte).toContain('Gwenn Exemple');
    expect(page.texte).toContain('Porteur de projet, Hub Bretagne');
    const envoi = { sub: s.monde.personnes.hubBretagne, acr: 'eidas1' };
    const corps = new URLSearchParams(envoi).toString();
    const suite = await navigateur.demander(page.url, {
      methode: 'POST',
      corps,
      type: 'application/x-www-form-urlencoded',
    });
    const arrivee = await navigateur.suivre(suite.vers ?? '', /appels\/x$/);
    expect(arrivee.vers).toBe(`${origineDe(s)}/appels/x`);
    expect(arrivee.entetes.get('cache-control')).toBe('no-store');
    expect(arrivee.poses[1]).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await moi(navigateur)).toEqual({
      courriel: 'gwenn.hubbretagne@demo.example',
      habilitations: [{ role: 'PORTEUR' }],
    });
    expect((await etat(navigateur)).session).toMatchObject({
      utilisateur: { courriel: 'gwenn.hubbretagne@demo.example' },
      organisme: { id: s.monde.organismes.hubBretagne, nom: 'Hub Bretagne', roles: ['PORTEUR'] },
    });
  });

  it('ne garde que l’empreinte du cookie', async () => {
    const navigateur = await navigateurDe(s, s.monde.personnes.anct);
    const secret = navigateur.cookie('sid') ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const empreinte = createHash('sha256').update(secret).digest();
    expect((await sessions()).some((l) => l.empreinte.equals(empreinte))).toBe(true);
    const [tout] = await s.sql<{ texte: string }>('select string_agg(session::text, chr(10)) as texte from session');
    expect(tout?.texte).not.toContain(secret);
    expect(tout?.texte).not.toContain(Buffer.from(secret).toString('hex'));
  });

  it('n’agit que pour l’organisme choisi, et change de cookie en changeant d’organisme', async () => {
    const { personnes, organismes } = s.monde;
    const navigateur = new Navigateur(origineDe(s));
    const arrivee = await entrerPar(navigateur, { sub: personnes.sicoval });
    expect(arrivee.vers).toBe(`${origineDe(s)}/mon-organisme?retour=%2F`);
    expect((await etat(navigateur)).session).toMatchObject({ organisme: null, organismes: [{}, {}] });
    const d = { financeurId: organismes.sicoval, libelle: 'Fonds', dispositif: 'Hubs', exercice: 2026 };
    const ouvrir = async () =>
      (
        await navigateur.gql<{ creerEnveloppe: { id?: string; code?: string; chemin?: string } }>(CREER_ENVELOPPE, {
          d,
        })
      ).data.creerEnveloppe;
    expect(await ouvrir()).toMatchObject({ code: 'INTERDIT', chemin: 'X-Organisme' });
    const choisir = (organismeId: unknown) =>
      navigateur.demander('/connexion/organisme', {
        methode: 'POST',
        corps: JSON.stringify({ organismeId }),
        type: 'application/json',
      });
    for (const refuse of [organismes.bdt, 'x', null, 42]) expect((await choisir(refuse)).statut).toBe(403);
    const ancien = navigateur.cookie('sid') ?? '';
    expect((await choisir(organismes.hubik)).statut).toBe(200);
    expect(await ouvrir()).toMatchObject({ code: 'INTERDIT', chemin: null });
    expect((await choisir(organismes.sicoval)).statut).toBe(200);
    expect(await ouvrir()).toHaveProperty('id');
    const nouveau = navigateur.cookie('sid') ?? '';
    expect(nouveau).not.toBe(ancien);
    expect((await etat(navigateur)).session).toMatchObject({ organisme: { nom: 'Sicoval', roles: ['FINANCEUR'] } });
    const voleur = new Navigateur(origineDe(s));
    voleur.poser('sid', ancien);
    expect((await voleur.gql(MOI)).statut).toBe(401);
  });

  it('refuse une demande faite au nom d’un autre organisme que celui de la session', async () => {
    const { personnes, organismes } = s.monde;
    const navigateur = await navigateurDe(s, personnes.regionBretagne);
    const pour = (id: string) => navigateur.gql(MES_ENVELOPPES, {}, { 'X-Organisme': id });
    expect((await pour(organismes.regionBretagne)).statut).toBe(200);
    for (const autre of [organismes.bdt, 'x', '']) {
      const reponse = await pour(autre);
      expect([reponse.statut, reponse.errors?.[0]?.extensions]).toEqual([
        403,
        { code: 'INTERDIT', chemin: 'X-Organisme' },
      ]);
    }
    const parJeton = async (id: string) =>
      (
        await fetch(`${s.url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${s.monde.jetons.sicoval}`,
            'x-organisme': id,
          },
          body: JSON.stringify({ query: MOI }),
        })
      ).status;
    expect([
      await parJeton(organismes.sicoval),
      await parJeton(organismes.hubik),
      await parJeton(organismes.bdt),
    ]).toEqual([200, 200, 403]);
  });

  it('change de cookie à chaque connexion, et ferme la session précédente du navigateur', async () => {
    const navigateur = await navigateurDe(s, s.monde.personnes.mel);
    const premier = navigateur.cookie('sid') ?? '';
    await navigateur.suivre('/connexion', /\/$/);
    const second = navigateur.cookie('sid') ?? '';
    expect(second).not.toBe(premier);
    expect((await sessions()).filter((l) => l.utilisateur_id === s.monde.personnes.mel)).toHaveLength(1);
    const voleur = new Navigateur(origineDe(s));
    voleur.poser('sid', premier);
    expect((await voleur.gql(MOI)).statut).toBe(401);
  });

  it('n’adopte jamais un cookie de session apporté par le navigateur', async () => {
    const plante = 'x'.repeat(43);
    const navigateur = new Navigateur(origineDe(s));
    navigateur.poser('sid', plante);
    await entrerPar(navigateur, { sub: s.monde.personnes.mel });
    expect(navigateur.cookie('sid')).not.toBe(plante);
    const attaquant = new Navigateur(origineDe(s));
    attaquant.poser('sid', plante);
    expect((await attaquant.gql(MOI)).statut).toBe(401);
  });

  it('prend fin après trente minutes sans demande, par l’horloge de la base', async () => {
    const navigateur = await navigateurDe(s, s.monde.personnes.strasbourg);
    await dansMinutes(29);
    expect(await moi(navigateur)).not.toBeNull();
    await dansMinutes(29 + 29);
    expect(await moi(navigateur)).not.toBeNull();
    await dansMinutes(29 + 29 + 31);
    const reponse = await navigateur.gql(MOI);
    expect([reponse.statut, reponse.errors?.[0]?.extensions]).toEqual([
      401,
      { code: 'NON_AUTHENTIFIE', chemin: 'session' },
    ]);
    expect(navigateur.cookie('sid')).toBeUndefined();
    expect(await moi(navigateur)).toBeNull();
  });

  it('prend fin après huit heures, même sans cesser de servir', async () => {
    const navigateur = await navigateurDe(s, s.monde.personnes.strasbourg);
    for (let minutes = 25; minutes < 480; minutes += 25) {
      await dansMinutes(minutes);
      expect((await navigateur.gql(MOI)).statut).toBe(200);
    }
    await dansMinutes(481);
    expect((await navigateur.gql(MOI)).statut).toBe(401);
  });

  it('quitte la plateforme et le fournisseur', async () => {
    const navigateur = await navigateurDe(s, s.monde.personnes.fdj);
    const secret = navigateur.cookie('sid') ?? '';
    const { adresse } = await navigateur.json<{ adresse: string }>('/deconnexion', { methode: 'POST' });
    const fin = new URL(adresse);
    expect(fin.pathname).toBe('/fournisseur-local/session/end');
    expect([...fin.searchParams.keys()].sort()).toEqual([
      'client_id',
      'id_token_hint',
      'post_logout_redirect_uri',
      'state',
    ]);
    expect(navigateur.cookie('sid')).toBeUndefined();
    const voleur = new Navigateur(origineDe(s));
    voleur.poser('sid', secret);
    expect((await voleur.gql(MOI)).statut).toBe(401);

    const page = await navigateur.suivre(adresse);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.texte)?.[1] ?? '';
    const confirmation = new URL(/action="([^"]+)"/.exec(page.texte)?.[1] ?? '', page.url).href;
    const quitte = await navigateur.demander(confirmation, {
      methode: 'POST',
      corps: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
      type: 'application/x-www-form-urlencoded',
    });
    expect(quitte.vers).toMatch(/\/deconnexion\/retour\?state=/);
    expect((await navigateur.demander(quitte.vers ?? '')).vers).toBe(`${origineDe(s)}/`);
    expect((await navigateur.suivre('/connexion')).url).toContain('/interaction/');
    expect((await navigateur.demander(quitte.vers ?? '')).statut).toBe(403);
  });

  it('ne mène jamais ailleurs que sur la plateforme après la connexion', async () => {
    for (const ailleurs of ['https://mal.example/', '//mal.example', '/\\mal.example', 'mal', '/\n/mal.example']) {
      const navigateur = new Navigateur(origineDe(s));
      const page = await entrerPar(
        navigateur,
        { sub: s.monde.personnes.fdj },
        `/connexion?retour=${encodeURIComponent(ailleurs)}`,
      );
      expect(page.vers).toBe(`${origineDe(s)}/`);
    }
  });

  it('tient du fournisseur réel ce qui ne dépend que de lui : adresse de retour, code à usage unique, PKCE', async () => {
    const depart = new URL((await new Navigateur(origineDe(s)).demander('/connexion')).vers ?? '');
    depart.searchParams.set('redirect_uri', `${origineDe(s)}/connexion/retour/ailleurs`);
    const refusee = await new Navigateur(origineDe(s)).demander(depart.href);
    expect([refusee.statut, refusee.vers]).toEqual([400, null]);
    expect(refusee.texte).toContain('Le fournisseur de démonstration a refusé la demande.');

    /** Stops on the way back: the code is there, and not used yet. */
    const jusquAuCode = async (navigateur: Navigateur) => {
      const arret = /\/connexion\/retour/;
      return (await entrerPar(navigateur, { sub: s.monde.personnes.mel }, '/connexion', arret)).vers ?? '';
    };
    const un = new Navigateur(origineDe(s));
    const retourUn = await jusquAuCode(un);
    const code = new URL(retourUn).searchParams.get('code') ?? '';
    const glisserAilleurs = async () => {
      const autre = new Navigateur(origineDe(s));
      const retour = new URL(await jusquAuCode(autre));
      retour.searchParams.set('code', code);
      const page = await autre.demander(retour.href);
      expect(autre.cookie('sid')).toBeUndefined();
      return [page.statut, page.texte.includes('"chemin":"code"')];
    };
    expect(await glisserAilleurs()).toEqual([401, true]);
    expect((await un.demander(retourUn)).statut).toBe(303);
    expect(await glisserAilleurs()).toEqual([401, true]);
  });

  it('ouvre à une personne inconnue un compte sans aucun droit', async () => {
    const navigateur = new Navigateur(origineDe(s));
    await entrerPar(navigateur, { prenom: 'Zoé', nom: 'Nouvelle', courriel: 'Zoe@hub.example' });
    expect(await moi(navigateur)).toEqual({ courriel: 'zoe@hub.example', habilitations: [] });
    expect((await etat(navigateur)).session).toMatchObject({ organisme: null, organismes: [] });
    const encore = new Navigateur(origineDe(s));
    await entrerPar(encore, { prenom: 'Zoé', nom: 'Nouvelle', courriel: 'zoe@hub.example' });
    expect(await s.sql("select 1 from utilisateur where courriel = 'zoe@hub.example'")).toHaveLength(1);
  });

  it('laisse une ligne au journal à chaque connexion et à chaque déconnexion', async () => {
    const navigateur = await navigateurDe(s, s.monde.personnes.laRochelle);
    await navigateur.demander('/deconnexion', { methode: 'POST' });
    const lignes = await s.sql<{ action: string }>('select action from journal where chaine = $1 order by rang', [
      `utilisateur:${s.monde.personnes.laRochelle}`,
    ]);
    expect(lignes.map((l) => l.action)).toEqual(['seConnecter', 'seDeconnecter']);
  });
});
