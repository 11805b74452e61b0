import { nouvelId } from '@tdt/socle';
import { CREER_ENVELOPPE } from './monde-appels.js';
import {
  convoquer,
  creerConference,
  emarger,
  EUROS,
  ouvrir,
  ouvrirEnveloppe,
  parId,
  proposer,
  semerAppel,
  semerCandidature,
} from './outillage/conference.js';
import { entrerPar, Navigateur, navigateurDe, origineDe } from './outillage/navigateur.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

const MOI = '{ moi { courriel } }';
const CLORE = `mutation ($d: CloreScrutinInput!) { cloreScrutin(demande: $d) {
  __typename ... on Scrutin { etat } ... on Refus { code chemin message } } }`;

interface Cloture {
  cloreScrutin: { __typename: string; etat?: string; code?: string; chemin?: string; message?: string };
}

describe('Agir par une session', () => {
  let s: Serveur;
  const enveloppe = (organismeId: string) => ({
    financeurId: organismeId,
    libelle: 'Fonds',
    dispositif: 'Hubs',
    exercice: 2026,
  });

  beforeAll(async () => {
    s = await demarrerServeur('session');
    // The embedded provider is made at the first visit.
    await new Navigateur(origineDe(s)).suivre('/connexion');
  }, 60_000);
  afterAll(() => s?.fermer());

  describe('Les droits sont ceux de l’instant de la demande', () => {
    const creer = async (n: Navigateur, d: object) =>
      (await n.gql<{ creerEnveloppe: { id?: string; code?: string } }>(CREER_ENVELOPPE, { d })).data?.creerEnveloppe;

    it('un droit retiré l’est dès la demande suivante, rendu il change le cookie', async () => {
      const { personnes, organismes, jetons } = s.monde;
      const navigateur = await navigateurDe(s, personnes.metropoleLyon);
      const d = enveloppe(organismes.metropoleLyon);
      expect(await creer(navigateur, d)).toHaveProperty('id');
      const premier = navigateur.cookie('sid');
      const [droit] = await s.sql<{ id: string }>('select id from habilitation where utilisateur_id = $1', [
        personnes.metropoleLyon,
      ]);
      const retirer = 'mutation ($id: ID!) { retirerHabilitation(id: $id) { ... on Habilitation { fin } } }';
      await s.gql(jetons.admin, retirer, { id: droit?.id });
      expect(await creer(navigateur, d)).toMatchObject({ code: 'INTERDIT' });
      const second = navigateur.cookie('sid');
      expect(second).not.toBe(premier);
      const pour = await navigateur.gql(MOI, {}, { 'X-Organisme': organismes.metropoleLyon });
      expect([pour.statut, pour.errors?.[0]?.extensions.code]).toEqual([403, 'INTERDIT']);

      const accorder = `mutation ($d: AccorderHabilitationInput!) { accorderHabilitation(demande: $d) { ... on Habilitation { id } } }`;
      const rendu = {
        utilisateurId: personnes.metropoleLyon,
        role: 'FINANCEUR',
        organismeId: organismes.metropoleLyon,
      };
      await s.gql(jetons.admin, accorder, { d: rendu });
      expect(await creer(navigateur, d)).toHaveProperty('id');
      expect(navigateur.cookie('sid')).not.toBe(second);
      for (const ancien of [premier, second]) {
        const voleur = new Navigateur(origineDe(s));
        voleur.poser('sid', ancien ?? '');
        expect((await voleur.gql(MOI)).statut).toBe(401);
      }
    });

    it('deux demandes qui croisent le changement de cookie : une passe, l’autre est à refaire, et la session reste', async () => {
      const { personnes } = s.monde;
      const navigateur = await navigateurDe(s, personnes.brestMetropole);
      const ancien = new Navigateur(origineDe(s));
      ancien.poser('sid', navigateur.cookie('sid') ?? '');
      await s.sql('update habilitation set debut = debut where utilisateur_id = $1', [personnes.brestMetropole]);
      expect((await navigateur.gql(MOI)).statut).toBe(200);
      const croisee = await ancien.gql(MOI);
      expect([croisee.statut, croisee.poses]).toEqual([401, []]);
      expect((await ancien.demander('/connexion/session')).statut).toBe(401);
      expect((await ancien.demander('/connexion')).statut).toBe(303);
      expect((await navigateur.gql(MOI)).statut).toBe(200);
    });

    it('un rôle qui demande deux facteurs, accordé en cours de session, n’agit pas sur un seul', async () => {
      const { personnes, organismes, jetons } = s.monde;
      const navigateur = await navigateurDe(s, personnes.hubNormandie, 'eidas1');
      expect((await navigateur.gql(MOI)).statut).toBe(200);
      const accorder = `mutation ($d: AccorderHabilitationInput!) { accorderHabilitation(demande: $d) { ... on Habilitation { id } } }`;
      const d = { utilisateurId: personnes.hubNormandie, role: 'FINANCEUR', organismeId: organismes.hubNormandie };
      await s.gql(jetons.admin, accorder, { d });
      const reponse = await navigateur.gql(MOI);
      expect([reponse.statut, reponse.errors?.[0]?.extensions]).toEqual([
        403,
        { code: 'AUTHENTIFICATION_FAIBLE', chemin: '/connexion?niveau=fort' },
      ]);
      await entrerPar(navigateur, { sub: personnes.hubNormandie }, '/connexion?niveau=fort');
      expect((await navigateur.gql(MOI)).statut).toBe(200);
    });

    it('la page du fournisseur redemande deux facteurs tant qu’ils manquent', async () => {
      const navigateur = new Navigateur(origineDe(s));
      const faible = await entrerPar(
        navigateur,
        { sub: s.monde.personnes.hubEst, acr: 'eidas1' },
        '/connexion?niveau=fort',
      );
      expect(faible.texte).toContain('La plateforme demande deux facteurs');
      expect(navigateur.cookie('sid')).toBeUndefined();
    });
  });

  describe('Clore un scrutin demande une authentification récente (A8)', () => {
    let scrutinId: string;
    let president: Navigateur;

    beforeAll(async () => {
      const { jetons, personnes } = s.monde;
      await s.reglerHorloge('2021-08-01T08:00:00Z');
      const { conferenceId, sieges } = await creerConference(s, ['rennesMetropole', 'bdt', 'anct']);
      const appelId = await semerAppel(s, conferenceId);
      const montants = { cout: 60_000n * EUROS, propres: 10_000n * EUROS, demande: 50_000n * EUROS };
      const candidatureId = await semerCandidature(s, appelId, 'hubBretagne', montants);
      await s.reglerHorloge('2021-09-01T08:00:00Z');
      const enveloppeId = await ouvrirEnveloppe(s, 'bdt', montants.demande, appelId);
      await proposer(s, 'bdt', { candidatureId, enveloppeId, montant: montants.demande.toString() });
      const seance = await convoquer(s, conferenceId, [{ candidatureId }], '2021-09-20T08:00:00Z');
      await s.reglerHorloge('2021-09-20T08:00:00Z');
      for (const membre of ['rennesMetropole', 'bdt', 'anct'] as const)
        await emarger(s, membre, { seanceId: seance.id, membreId: sieges[membre] });
      await ouvrir(s, seance.id);
      await s.reglerHorloge(null);
      const [point] = seance['points'] as { id: string }[];
      const scrutin = await parId(s, jetons.president, 'ouvrirScrutin', 'pointId', point?.id ?? '', ['Scrutin', 'id']);
      expect(scrutin).toMatchObject({ __typename: 'Scrutin' });
      scrutinId = scrutin.id;
      president = await navigateurDe(s, personnes.president);
    }, 60_000);

    const clore = async () =>
      (await president.gql<Cloture>(CLORE, { d: { cle: nouvelId(), scrutinId } })).data.cloreScrutin;
    const vieillir = (minutes: number) =>
      s.sql(
        'update session set authentifie_le = authentifie_le - make_interval(mins => $1) where utilisateur_id = $2',
        [minutes, s.monde.personnes.president],
      );

    it('refuse au bout de quinze minutes, par un refus qui dit où se ré-authentifier', async () => {
      await vieillir(16);
      expect(await clore()).toMatchObject({
        __typename: 'Refus',
        code: 'AUTHENTIFICATION_FAIBLE',
        chemin: '/connexion?prompt=login&max_age=900',
      });
      expect(await s.sql('select etat from scrutin where id = $1', [scrutinId])).toEqual([{ etat: 'OUVERT' }]);
    });

    it('laisse faire le reste, et agir par jeton', async () => {
      expect((await president.gql(MOI)).statut).toBe(200);
      const d = enveloppe(s.monde.organismes.rennesMetropole);
      const { data } = await president.gql<{ creerEnveloppe: object }>(CREER_ENVELOPPE, { d });
      expect(data.creerEnveloppe).toHaveProperty('id');
      const inconnu = { cle: nouvelId(), scrutinId: nouvelId() };
      const parJeton = await s.gql<Cloture>(s.monde.jetons.president, CLORE, { d: inconnu });
      expect(parJeton.cloreScrutin).toMatchObject({ code: 'INTROUVABLE' });
    });

    it('redemande qui l’on est malgré la session du fournisseur, y revient pour le même organisme, et laisse clore', async () => {
      const avant = president.cookie('sid');
      const refus = await clore();
      const porte = `${refus.chemin}&retour=/seances/x`;
      expect((await president.suivre(porte)).url).toContain('/interaction/');
      const arrivee = await entrerPar(president, { sub: s.monde.personnes.president }, porte, /seances/);
      expect(arrivee.vers).toBe(`${origineDe(s)}/seances/x`);
      expect(president.cookie('sid')).not.toBe(avant);
      const { session } = await president.json<{ session: { organisme: { nom: string } } }>('/connexion/session');
      expect(session.organisme.nom).toBe('Rennes Métropole');
      expect(await clore()).toMatchObject({ __typename: 'Scrutin', etat: 'PROCLAME' });
    });
  });

  describe('Les demandes venues d’ailleurs (CSRF)', () => {
    let n: Navigateur;
    const MUTER = (d: object) => JSON.stringify({ query: CREER_ENVELOPPE, variables: { d } });
    const NOUS = { origin: '', 'sec-fetch-site': 'same-origin' };
    const compter = () => s.sql('select count(*) from enveloppe');

    beforeAll(async () => {
      n = await navigateurDe(s, s.monde.personnes.regionCentre);
      NOUS.origin = origineDe(s);
    });

    const envoyer = (chemin: string, methode: string, entetes: Record<string, string>, corps?: string) =>
      fetch(origineDe(s) + chemin, {
        method: methode,
        redirect: 'manual',
        body: corps,
        headers: { cookie: `sid=${n.cookie('sid')}`, accept: 'application/json', ...entetes },
      });
    const JSON_ = { 'content-type': 'application/json' };
    const AILLEURS: [string, Record<string, string>][] = [
      ['d’un autre site', { origin: 'https://mal.example', 'sec-fetch-site': 'cross-site' }],
      ['d’un autre site, sans Sec-Fetch-Site', { origin: 'https://mal.example' }],
      ['d’un sous-domaine', { origin: 'http://a.localhost', 'sec-fetch-site': 'same-site' }],
      ['de nulle part', { 'sec-fetch-site': 'none' }],
      ['d’une origine tue', { origin: 'null' }],
      ['sans rien dire de son origine', {}],
      ['d’un autre port', { origin: 'http://localhost:1' }],
    ];

    it.each(AILLEURS)('refuse une mutation %s', async (_cas, entetes) => {
      const avant = await compter();
      const corps = MUTER(enveloppe(s.monde.organismes.regionCentre));
      const reponse = await envoyer('/graphql', 'POST', { ...JSON_, ...entetes }, corps);
      expect(reponse.status).toBe(403);
      expect(await reponse.json()).toMatchObject({ errors: [{ extensions: { code: 'INTERDIT', chemin: 'Origin' } }] });
      expect(await compter()).toEqual(avant);
    });

    it.each([
      ['/deconnexion', ''],
      ['/connexion/organisme', '{}'],
      ['/connexion/rattachement', ''],
      ['/invitations/x', ''],
      ['/pieces/01a00000-0000-7000-8000-000000000000/RIB', ''],
    ])('refuse un envoi à %s depuis un autre site, et la session reste', async (chemin, corps) => {
      for (const [, entetes] of AILLEURS)
        expect((await envoyer(chemin, 'POST', { ...JSON_, ...entetes }, corps)).status).toBe(403);
      expect((await n.gql(MOI)).statut).toBe(200);
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ])('refuse de nos propres pages un corps %s, qu’un formulaire saurait envoyer', async (type) => {
      const corps = MUTER(enveloppe(s.monde.organismes.regionCentre));
      const reponse = await envoyer('/graphql', 'POST', { ...NOUS, 'content-type': type }, corps);
      expect([reponse.status, await reponse.json()]).toMatchObject([
        415,
        { errors: [{ extensions: { code: 'ENTREE_INVALIDE', chemin: '' } }] },
      ]);
    });

    it.each(['/graphql', '/graphql/', '/GraphQL', '/graphql/x'])('refuse GraphQL en GET sur %s', async (chemin) => {
      const reponse = await envoyer(`${chemin}?query=${encodeURIComponent(MOI)}`, 'GET', NOUS);
      expect(reponse.status).toBe(405);
    });

    it('accepte nos pages, par l’un ou l’autre des deux en-têtes, et les jetons sans aucun', async () => {
      const corps = JSON.stringify({ query: MOI });
      const manieres: Record<string, string>[] = [NOUS, { origin: NOUS.origin }, { 'sec-fetch-site': 'same-origin' }];
      for (const entetes of manieres)
        expect((await envoyer('/graphql', 'POST', { ...JSON_, ...entetes }, corps)).status).toBe(200);
      expect((await s.brut(s.monde.jetons.regionCentre, MOI)).statut).toBe(200);
    });
  });
});
