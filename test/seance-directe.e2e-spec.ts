import { Ecoute } from '@tdt/socle';
import type { CleOrganisme } from './monde-donnees.js';
import {
  convoquer,
  creerConference,
  emarger,
  MONTANTS,
  ouvrir,
  parId,
  semerAppel,
  semerCandidature,
  tenter,
  voter,
} from './outillage/conference.js';
import { completerCles } from './outillage/cles.js';
import { Canal, SUIVRE } from './outillage/direct.js';
import { navigateurDe } from './outillage/navigateur.js';
import { envoyer } from './outillage/client-api.js';
import { demarrerJumeauTuable, demarrerServeur, type Serveur } from './outillage/serveur.js';

const LENT = 60_000;
const MEMBRES: CleOrganisme[] = ['rennesMetropole', 'bdt', 'mel', 'brestMetropole'];
const ECOUTES = `select pid, query from pg_stat_activity where application_name = 'tour-de-table-ecoute' and datname = current_database()`;

describe('La séance en direct : un canal par lequel rien ne se lit, que l’on suit sous ses droits', () => {
  let s: Serveur;
  let jumeau: { url: string; fermer(): Promise<void> };
  let sieges: Record<string, string>;
  let seanceId = '';
  let pointId = '';
  const ouverts: Canal[] = [];

  /** One more follower, closed at the end whatever happens. */
  async function suivre(url: string, jeton: string): Promise<Canal> {
    const canal = await Canal.parJeton(url, jeton);
    ouverts.push(canal);
    await canal.suivre(seanceId);
    return canal;
  }
  const version = async () => {
    const [ligne] = await s.sql<{ n: number }>(`select rang::int as n from journal_tete where chaine = $1`, [
      `seance:${seanceId}`,
    ]);
    return ligne?.n ?? 0;
  };
  /** The same platform, reached by the other instance. */
  const parJumeau = (): Serveur => ({
    ...s,
    async gql<T>(jeton: string | null, requete: string, variables?: Record<string, unknown>): Promise<T> {
      const complet = completerCles(requete, variables);
      return (await envoyer<T>(jumeau.url, jeton, complet.requete, complet.variables)).data;
    },
  });
  const siege = (cle: CleOrganisme) => ({ seanceId, membreId: sieges[cle] });

  beforeAll(async () => {
    s = await demarrerServeur('directe');
    const lancement = demarrerJumeauTuable(s);
    await s.reglerHorloge('2021-09-01T08:00:00Z');
    const conference = await creerConference(s, MEMBRES);
    sieges = conference.sieges;
    const appelId = await semerAppel(s, conference.conferenceId);
    const candidatureId = await semerCandidature(s, appelId, 'hubEst', MONTANTS);
    const points = [{ type: 'AUTRE', intitule: 'Règlement' }, { candidatureId }];
    const seance = await convoquer(s, conference.conferenceId, points, '2021-09-20T08:00:00Z');
    seanceId = seance.id;
    pointId = (seance['points'] as { id: string }[])[0]?.id ?? '';
    await s.reglerHorloge('2021-09-20T08:00:00Z');
    jumeau = await lancement;
  }, LENT);
  afterAll(async () => {
    for (const canal of ouverts) await canal.fermer();
    await jumeau?.fermer();
    await s?.fermer();
  });

  it(
    'un acte fait sur une instance est annoncé par l’autre, sans rien dire de lui',
    async () => {
      const ici = await suivre(s.url, s.monde.jetons.mel);
      const ailleurs = await suivre(jumeau.url, s.monde.jetons.president);
      const depart = await version();
      expect([ici.versions(), ailleurs.versions()]).toEqual([[depart], [depart]]);
      await emarger(s, 'mel', siege('mel'));
      await emarger(parJumeau(), 'bdt', siege('bdt'));
      for (const canal of [ici, ailleurs]) {
        await canal.jusqua(() => canal.versions().at(-1) === depart + 2);
        for (const { payload } of canal.de('next')) {
          expect(payload).toEqual({ data: { seanceModifiee: { id: seanceId, version: expect.any(Number) } } });
        }
      }
      // A refused act, which the journal keeps too, is not told.
      expect(await emarger(s, 'mel', siege('mel'))).toMatchObject({ code: 'DOUBLON' });
      await emarger(s, 'rennesMetropole', siege('rennesMetropole'));
      await ici.jusqua(() => ici.versions().at(-1) === depart + 3);
      expect(ici.versions()).toEqual([...new Set(ici.versions())]);
    },
    LENT,
  );

  it('tait la séance à qui ne peut pas la lire, absente ou cachée', async () => {
    for (const jeton of [s.monde.jetons.hubBretagne, s.monde.jetons.metropoleLyon]) {
      const canal = await suivre(s.url, jeton);
      expect([canal.codes(), canal.versions()]).toEqual([['INTROUVABLE'], []]);
      await canal.suivre('0190a5b0-0000-7000-8000-000000000000', 'absente');
      const [cachee, absente] = [...canal.de('next'), ...canal.de('error')].map(({ payload, type }) => ({
        payload,
        type,
      }));
      expect(cachee).toEqual(absente);
    }
    const illisible = await suivre(s.url, s.monde.jetons.mel);
    await illisible.suivre('pas un identifiant', 'faux');
    expect(illisible.codes()).toEqual(['INTROUVABLE']);
  });

  it('se laisse suivre par ceux qui la lisent, et par eux seuls, quel que soit leur rôle', async () => {
    const lisent: string[] = [];
    const suivent: string[] = [];
    for (const [qui, jeton] of Object.entries(s.monde.jetons)) {
      const { data } = await s.brut<{ seance: unknown }>(jeton, `{ seance(id: "${seanceId}") { id } }`);
      if (data.seance) lisent.push(qui);
      const canal = await suivre(s.url, jeton);
      if (canal.versions().length > 0) suivent.push(qui);
      await canal.fermer();
    }
    expect(suivent).toEqual(lisent);
    expect(lisent).toEqual(expect.arrayContaining(['president', 'mel', 'gestionnaire']));
    expect(lisent.length).toBeLessThan(Object.keys(s.monde.jetons).length);
  });

  it('n’accueille que des personnes connues, venues de nos pages quand elles ont un témoin', async () => {
    await expect(Canal.ouvrir(s.url, {})).rejects.toThrow(/403 .*INTERDIT/);
    await expect(Canal.parJeton(s.url, 'tdt_un_jeton_qui_n_existe_pas')).rejects.toThrow(/401 .*NON_AUTHENTIFIE/);
    const personne = await navigateurDe(s, s.monde.personnes.mel);
    const { origine } = personne;
    const cookie = `sid=${personne.cookie('sid')}`;
    for (const origin of ['https://ailleurs.example', '', origine.replace('http:', 'https:')]) {
      await expect(Canal.ouvrir(s.url, { cookie, origin })).rejects.toThrow(/403 .*INTERDIT/);
    }
    await expect(Canal.ouvrir(s.url, { cookie: 'sid=inconnu', origin: origine })).rejects.toThrow(/401 /);
    // What shows another organisation than that of the session is not served.
    const autre = await Canal.ouvrir(s.url, { cookie, origin: origine }, { organisme: s.monde.organismes.bdt });
    expect(autre.fin).toMatchObject({ code: 4403 });
    const canal = await Canal.ouvrir(s.url, { cookie, origin: origine }, { organisme: s.monde.organismes.mel });
    ouverts.push(canal);
    await canal.suivre(seanceId);
    expect(canal.versions()).toEqual([await version()]);
  });

  it('finit avec la session, et avec le droit, dès l’acte suivant', async () => {
    const personneId = s.monde.personnes.brestMetropole;
    const personne = await navigateurDe(s, personneId);
    const entetes = { cookie: `sid=${personne.cookie('sid')}`, origin: personne.origine };
    const [parSession, parDroit] = [
      await Canal.ouvrir(s.url, entetes),
      await suivre(s.url, s.monde.jetons.brestMetropole),
    ];
    ouverts.push(parSession);
    await parSession.suivre(seanceId);
    const vueLe = () => s.sql(`select vue_le from session where utilisateur_id = $1`, [personneId]);
    await s.sql(`update session set vue_le = vue_le - interval '20 minutes' where utilisateur_id = $1`, [personneId]);
    const avant = await vueLe();
    await emarger(s, 'brestMetropole', siege('brestMetropole'));
    for (const canal of [parSession, parDroit]) await canal.jusqua(() => canal.versions().length === 2);
    // To be told is not to do: the session of somebody who is away still ends.
    expect(await vueLe()).toEqual(avant);
    await s.sql(`delete from session where utilisateur_id = $1`, [personneId]);
    await s.sql(`update membre set fin = '2021-09-19' where id = $1`, [sieges['brestMetropole']]);
    expect(await ouvrir(s, seanceId)).toMatchObject({ etat: 'OUVERTE' });
    await parSession.jusqua(() => parSession.fin?.code === 4401);
    await parDroit.jusqua(() => parDroit.de('complete').length === 1);
    expect([parSession.versions().length, parDroit.versions().length]).toEqual([2, 2]);
    await s.sql(`update membre set fin = null where id = $1`, [sieges['brestMetropole']]);
  });

  it('ne porte que des abonnements, petits et peu nombreux', async () => {
    const canal = await suivre(s.url, s.monde.jetons.mel);
    const refuses = [
      '{ seances { totalCount } }',
      'mutation { ouvrirSeance(id: "x", cle: "y") { __typename } }',
      `${SUIVRE} ${SUIVRE}`,
      'subscription { seanceModifiee',
      'subscription ($id: ID!) { seanceModifiee(id: $id) { id etat } }',
    ];
    for (const [i, requete] of refuses.entries()) {
      canal.demander(`r${i}`, requete, { id: seanceId });
      await canal.jusqua(() => canal.messages.some((m) => m.id === `r${i}`));
    }
    expect(canal.codes()).toEqual(refuses.map(() => 'REQUETE_INVALIDE'));
    for (const id of ['2', '3', '4', '5', '6']) await canal.suivre(seanceId, id);
    expect(canal.codes().slice(refuses.length)).toEqual(['LIMITE_DEPASSEE']);
    canal.demander('trop', 'x'.repeat(20_000));
    await canal.jusqua(() => canal.fin !== undefined);
    expect(canal.fin?.code).toBe(1009);
    const parHttp = await s.brut(s.monde.jetons.mel, SUIVRE, { id: seanceId });
    expect(parHttp).toMatchObject({ statut: 400, errors: [{ extensions: { code: 'REQUETE_INVALIDE' } }] });
    const onglets: Canal[] = [];
    await expect(
      (async () => {
        for (let i = 0; i < 20; i += 1) onglets.push(await Canal.parJeton(s.url, s.monde.jetons.bdtVotante));
      })(),
    ).rejects.toThrow(/429 .*LIMITE_DEPASSEE/);
    expect(onglets).toHaveLength(12);
    for (const onglet of onglets) await onglet.fermer();
  });

  it('écoute par une seule connexion, qui revient quand on la coupe : ce qui s’est fait entre-temps est annoncé', async () => {
    const canal = await suivre(s.url, s.monde.jetons.mel);
    const { suivis } = s.app.get(Ecoute);
    const avant = await s.sql<{ pid: number }>(ECOUTES);
    expect(avant).toHaveLength(2);
    // An act that goes unheard, as those that happen while nothing listens …
    await s.sql('alter table journal disable trigger journal_signale');
    const ouvert = await parId(s, s.monde.jetons.president, 'ouvrirScrutin', 'pointId', pointId, ['Scrutin', 'id']);
    await s.sql('alter table journal enable trigger journal_signale');
    const attendue = await version();
    // … is told when the connection comes back, and by nothing else.
    await s.sql(`select pg_terminate_backend(pid) from (${ECOUTES}) e`);
    await canal.jusqua(() => canal.versions().at(-1) === attendue);
    await voter(s, 'mel', { scrutinId: ouvert.id, membreId: sieges['mel'], sens: 'POUR' });
    await canal.jusqua(() => canal.versions().at(-1) === attendue + 1);
    const apres = await s.sql<{ pid: number }>(ECOUTES);
    expect(apres.filter(({ pid }) => avant.some((a) => a.pid === pid))).toEqual([]);
    expect(suivis).toBeGreaterThan(0);
  });

  it('ne retient rien de qui est parti', async () => {
    for (const canal of ouverts.splice(0)) await canal.fermer();
    const { app } = s;
    await expect(attendre(() => app.get(Ecoute).suivis === 0)).resolves.toBe(true);
    // An act that nobody follows is still an act.
    const demande = { pointId, membreId: sieges['bdt'], motif: 'AUTRE' };
    const deport = await tenter(
      s,
      s.monde.jetons.bdtVotante,
      'declarerDeport',
      { demande: ['DeclarerDeportInput!', demande] },
      ['Deport', 'id'],
    );
    expect(deport).toMatchObject({ __typename: 'Deport' });
  });
});

/** Becomes true within five seconds: connections end a little after they are closed. */
async function attendre(vrai: () => boolean): Promise<boolean> {
  for (let essai = 0; essai < 100 && !vrai(); essai += 1) await new Promise((suite) => setTimeout(suite, 50));
  return vrai();
}
