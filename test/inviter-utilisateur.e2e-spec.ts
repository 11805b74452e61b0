import type { CleOrganisme, ClePersonne } from './monde-donnees.js';
import { entrerPar, Navigateur, navigateurDe, origineDe, type PageVue } from './outillage/navigateur.js';
import { demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';
import { agirSurUtilisateurs, demandeInvitation } from './outillage/utilisateurs.js';

const JOUR_MS = 86_400_000;

describe('Inviter une personne à agir pour un organisme', () => {
  let s: Serveur;

  const acte = (qui: ClePersonne, ...suite: [Parameters<typeof agirSurUtilisateurs>[2], object]) =>
    agirSurUtilisateurs(s, qui, ...suite);
  const demande = (organisme: CleOrganisme, autrement: object = {}) =>
    demandeInvitation(s, organisme, 'PORTEUR', autrement);
  /** An invitation by the hub's manager, and the path of its link. */
  async function inviter(autrement: object = {}): Promise<{ id: string; courriel: string; chemin: string }> {
    const variables = demande('hubBretagne', autrement);
    const { invitationId = '', lien = '' } = await acte('hubBretagne', 'inviter', variables);
    expect(lien).toMatch(new RegExp(`^${origineDe(s)}/invitations/[\\w-]{43}$`));
    return { id: invitationId, courriel: variables.d.courriel, chemin: new URL(lien).pathname };
  }
  /** Somebody new, logged in under this address. */
  async function arriver(courriel: string, porte?: string): Promise<Navigateur> {
    const navigateur = new Navigateur(origineDe(s));
    await entrerPar(navigateur, { prenom: 'Nolwenn', nom: 'Nouvelle', courriel }, porte);
    return navigateur;
  }
  const accepter = (n: Navigateur, chemin: string) => n.demander(chemin, { methode: 'POST' });
  const refusDe = (page: PageVue) => {
    const { errors } = JSON.parse(page.texte) as { errors: { extensions: { code: string; chemin: string } }[] };
    return [page.statut, errors[0]?.extensions.code, errors[0]?.extensions.chemin];
  };
  const droits = (courriel: string) =>
    s.sql<{ role: string; organisme_id: string; gestionnaire_utilisateurs: boolean; accordee_par: string }>(
      `select h.role, h.organisme_id, h.gestionnaire_utilisateurs, h.accordee_par from habilitation h
       join utilisateur u on u.id = h.utilisateur_id where u.courriel = $1 and h.fin is null`,
      [courriel],
    );
  const dansJours = (jours: number, ms = 0) =>
    s.reglerHorloge(new Date(Date.now() + jours * JOUR_MS + ms).toISOString());

  beforeAll(async () => {
    s = await demarrerServeur('invitation', EN_NOMBRE);
    await new Navigateur(origineDe(s)).suivre('/connexion');
  }, 60_000);
  afterEach(() => s.reglerHorloge(null));
  afterAll(() => s?.fermer());

  it('mène du lien à l’habilitation : se connecter, puis accepter par un envoi explicite', async () => {
    const { courriel, chemin, id } = await inviter();
    const navigateur = new Navigateur(origineDe(s));
    const page = await navigateur.demander(chemin, { entetes: { accept: 'text/html' } });
    expect(page.texte).toContain('Porteur de projet');
    expect(page.texte).toContain('Hub Bretagne');
    expect(page.texte).toContain(`/connexion?invitation=${chemin.split('/')[2]}`);
    expect(refusDe(await accepter(navigateur, chemin))).toEqual([401, 'NON_AUTHENTIFIE', 'session']);
    const porte = `/connexion?invitation=${chemin.split('/')[2]}`;
    const arrivee = await entrerPar(navigateur, { prenom: 'Nolwenn', nom: 'Nouvelle', courriel }, porte);
    expect(arrivee.vers).toBe(origineDe(s) + chemin);
    expect(await droits(courriel)).toEqual([]);
    const sid = navigateur.cookie('sid');
    expect((await accepter(navigateur, chemin)).vers).toBe(`${origineDe(s)}/mon-organisme`);
    expect(await droits(courriel)).toEqual([
      {
        role: 'PORTEUR',
        organisme_id: s.monde.organismes.hubBretagne,
        gestionnaire_utilisateurs: false,
        accordee_par: s.monde.personnes.hubBretagne,
      },
    ]);
    await navigateur.gql('{ moi { id } }');
    expect(navigateur.cookie('sid')).not.toBe(sid);
    const lue = await s.gql<{ invitations: { edges: { node: { id: string; etat: string; courriel: string } }[] } }>(
      s.monde.jetons.hubBretagne,
      '{ invitations(first: 100) { edges { node { id etat courriel } } } }',
    );
    expect(lue.invitations.edges.map((e) => e.node)).toContainEqual({ id, etat: 'ACCEPTEE', courriel });
  });

  it('ouvrir le lien dix fois ne le consomme pas, et n’écrit rien', async () => {
    const { courriel, chemin } = await inviter();
    const navigateur = await arriver(courriel);
    const etat = () =>
      s.sql('select acceptee_le, expire_le, empreinte, xmin::text from invitation where courriel = $1', [courriel]);
    const avant = await etat();
    for (let i = 0; i < 10; i += 1)
      expect((await (i % 2 ? navigateur : new Navigateur(origineDe(s))).demander(chemin)).statut).toBe(200);
    expect(await etat()).toEqual(avant);
    expect((await accepter(navigateur, chemin)).statut).toBe(303);
  });

  it('ne sert qu’une fois, même à vingt envois simultanés', async () => {
    const { courriel, chemin } = await inviter();
    const navigateur = await arriver(courriel);
    const pages = await Promise.all(Array.from({ length: 20 }, () => accepter(navigateur, chemin)));
    expect(pages.filter((p) => p.statut === 303)).toHaveLength(1);
    expect(await droits(courriel)).toHaveLength(1);
    expect((await navigateur.demander(chemin)).statut).toBe(409);
  });

  it('expire au bout de sept jours, à la milliseconde', async () => {
    const variables = demande('hubBretagne');
    const { lien = '', expireLe = '' } = await acte('hubBretagne', 'inviter', variables);
    const chemin = new URL(lien).pathname;
    expect(Date.parse(expireLe) - Date.now()).toBeGreaterThan(7 * JOUR_MS - 60_000);
    await s.reglerHorloge(expireLe);
    const navigateur = await arriver(variables.d.courriel);
    expect(refusDe(await accepter(navigateur, chemin))).toEqual([410, 'HORS_DELAI', 'invitation']);
    await s.reglerHorloge(new Date(Date.parse(expireLe) - 1).toISOString());
    expect((await accepter(navigateur, chemin)).statut).toBe(303);
  });

  it('renouvelée, l’ancien lien ne mène nulle part et le nouveau vaut sept jours de plus', async () => {
    const { id, courriel, chemin } = await inviter();
    await dansJours(8);
    const { lien = '' } = await acte('hubBretagne', 'renouveler', { id });
    const nouveau = new URL(lien).pathname;
    const navigateur = await arriver(courriel);
    expect((await navigateur.demander(chemin)).statut).toBe(404);
    expect(refusDe(await accepter(navigateur, chemin))).toEqual([404, 'INTROUVABLE', 'invitation']);
    expect((await accepter(navigateur, nouveau)).statut).toBe(303);
    expect(await acte('hubBretagne', 'renouveler', { id })).toEqual({ code: 'ETAT_INVALIDE', chemin: 'invitation' });
  });

  it('annulée, elle ne sert plus', async () => {
    const { id, courriel, chemin } = await inviter();
    expect(await acte('hubBretagne', 'annuler', { id })).toEqual({ etat: 'ANNULEE' });
    const navigateur = await arriver(courriel);
    expect(refusDe(await accepter(navigateur, chemin))).toEqual([409, 'ETAT_INVALIDE', 'invitation']);
    expect(await acte('hubBretagne', 'annuler', { id })).toEqual({ code: 'ETAT_INVALIDE', chemin: 'invitation' });
  });

  it('n’est pas pour une autre adresse que la sienne', async () => {
    const { courriel, chemin } = await inviter();
    const autre = await arriver('autre@hub.example', `/connexion?invitation=${chemin.split('/')[2]}`);
    expect(refusDe(await accepter(autre, chemin))).toEqual([403, 'INTERDIT', 'courriel']);
    const connue = await navigateurDe(s, s.monde.personnes.hubLo);
    expect(refusDe(await accepter(connue, chemin))).toEqual([403, 'INTERDIT', 'courriel']);
    expect(await droits('autre@hub.example')).toEqual([]);
    expect((await accepter(await arriver(courriel), chemin)).statut).toBe(303);
  });

  it('ne vaut plus rien quand celui qui a invité ne gère plus les utilisateurs', async () => {
    const { courriel, chemin } = await inviter();
    const suspendre = (oui: boolean) =>
      s.sql('update habilitation set gestionnaire_utilisateurs = $1 where utilisateur_id = $2', [
        !oui,
        s.monde.personnes.hubBretagne,
      ]);
    await suspendre(true);
    const navigateur = await arriver(courriel);
    expect(refusDe(await accepter(navigateur, chemin))).toEqual([409, 'ETAT_INVALIDE', 'invitation']);
    await suspendre(false);
    expect((await accepter(navigateur, chemin)).statut).toBe(303);
  });

  it('ne garde que l’empreinte du lien', async () => {
    const { chemin } = await inviter();
    const jeton = chemin.split('/')[2] ?? '';
    const [tout] = await s.sql<{ texte: string }>('select string_agg(i::text, chr(10)) as texte from invitation i');
    expect(tout?.texte).not.toContain(jeton);
    expect(tout?.texte).not.toContain(Buffer.from(jeton).toString('hex'));
  });

  describe('Rattacher une identité à un compte inscrit d’avance', () => {
    const courriel = 'inscrite@hub.example';
    let chemin: string;
    let porte: string;

    beforeAll(async () => {
      const inscrire = `mutation ($d: CreerUtilisateurInput!) { creerUtilisateur(demande: $d) { ... on Utilisateur { id } } }`;
      await s.gql(s.monde.jetons.admin, inscrire, { d: { courriel, prenom: 'Inscrite', nom: 'Avant' } });
      ({ chemin } = await inviter({ courriel }));
      porte = `/connexion?invitation=${chemin.split('/')[2]}`;
    });
    const venir = async (navigateur: Navigateur, par: string) =>
      entrerPar(navigateur, { prenom: 'Inscrite', nom: 'Avant', courriel }, par, /rattachement|\/$/);

    it('sans le lien, l’adresse seule n’ouvre pas le compte', async () => {
      expect(refusDe(await venir(new Navigateur(origineDe(s)), '/connexion'))).toEqual([403, 'INTERDIT', 'courriel']);
    });

    it('avec le lien, attend un oui explicite, venu de nos pages', async () => {
      const navigateur = new Navigateur(origineDe(s));
      expect((await venir(navigateur, porte)).vers).toBe(`${origineDe(s)}/connexion/rattachement`);
      expect(navigateur.cookie('sid')).toBeUndefined();
      for (let i = 0; i < 3; i += 1) {
        const page = await navigateur.demander('/connexion/rattachement', { entetes: { accept: 'text/html' } });
        expect([page.statut, page.texte.includes(courriel)]).toEqual([200, true]);
      }
      const ailleurs = { origin: 'https://mal.example', 'sec-fetch-site': 'cross-site' };
      const force = await navigateur.demander('/connexion/rattachement', { methode: 'POST', entetes: ailleurs });
      expect(refusDe(force)).toEqual([403, 'INTERDIT', 'Origin']);
      expect(await droits(courriel)).toEqual([]);
      expect((await navigateur.demander('/connexion/rattachement', { methode: 'POST' })).vers).toBe(`${origineDe(s)}/`);
      expect(await droits(courriel)).toMatchObject([{ role: 'PORTEUR' }]);
      expect(await s.sql('select 1 from utilisateur where courriel = $1', [courriel])).toHaveLength(1);
      const encore = new Navigateur(origineDe(s));
      expect((await venir(encore, '/connexion')).vers).toBe(`${origineDe(s)}/`);
    });

    it('ne se fait que si l’invitant pourrait donner tous les droits du compte', async () => {
      const { personnes, organismes } = s.monde;
      const visee = 'basile.bdt@demo.example';
      const parLeHub = await inviter({ courriel: visee });
      const tenterPar = async (chemin: string) => {
        const navigateur = new Navigateur(origineDe(s));
        const choix = { prenom: 'Basile', nom: 'Exemple', courriel: visee };
        const par = `/connexion?invitation=${chemin.split('/')[2]}`;
        return { navigateur, page: await entrerPar(navigateur, choix, par, /rattachement|\/$/) };
      };
      const usurpateur = await tenterPar(parLeHub.chemin);
      expect(refusDe(usurpateur.page)).toEqual([403, 'INTERDIT', 'invitation']);
      expect(usurpateur.navigateur.cookie('rattachement')).toBeUndefined();

      // Same role as he has: the invitation only changes who he is at the provider, and closes what he had open.
      const ancienne = await navigateurDe(s, personnes.gestionnaire2);
      const d = { courriel: visee, role: 'GESTIONNAIRE', organismeId: organismes.bdt };
      const { lien = '' } = await acte('admin', 'inviter', { d });
      const { navigateur, page } = await tenterPar(new URL(lien).pathname);
      expect(page.vers).toBe(`${origineDe(s)}/connexion/rattachement`);
      expect((await navigateur.demander('/connexion/rattachement', { methode: 'POST' })).statut).toBe(303);
      expect(await droits(visee)).toMatchObject([{ role: 'GESTIONNAIRE' }]);
      expect((await ancienne.gql('{ moi { id } }')).statut).toBe(401);
      const { data } = await navigateur.gql<{ moi: { id: string } }>('{ moi { id } }');
      expect(data.moi.id).toBe(personnes.gestionnaire2);
      const identites = await s.sql('select 1 from identite where utilisateur_id = $1', [personnes.gestionnaire2]);
      expect(identites).toHaveLength(1);
    });

    it('un autre navigateur, ou un second oui, ne trouve plus rien à confirmer', async () => {
      const navigateur = new Navigateur(origineDe(s));
      expect((await navigateur.demander('/connexion/rattachement')).statut).toBe(404);
      expect((await navigateur.demander('/connexion/rattachement', { methode: 'POST' })).statut).toBe(404);
    });
  });
});
