import pg from 'pg';
import type { CleOrganisme } from './monde-donnees.js';
import {
  clore,
  convoquer,
  creerConference,
  emarger,
  ouvrir,
  parId,
  refus,
  refusDe,
  tenter,
  voter,
  type ReponseActe,
} from './outillage/conference.js';
import { ampleur } from './outillage/ampleur.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

const LENT = 120_000;
const COURSES = ampleur(10, 40);
const SEANCE: [string, string] = [
  'Seance',
  'id etat actionsPossibles suspensions { motif suspendueLe repriseLe } quorum { presents }',
];
/** Votes cast while their session was suspended. */
const PENDANT = `select v.id from vote v join scrutin sc on sc.id = v.scrutin_id join point p on p.id = sc.point_id
  join suspension su on su.seance_id = p.seance_id
  where v.vote_le > su.suspendue_le and v.vote_le < coalesce(su.reprise_le, 'infinity')`;

describe('Suspendre une séance, et noter qui siège sans écran (R19, R25)', () => {
  let s: Serveur;
  let president: string;
  let sieges: Record<string, string>;
  let seanceId: string;
  let points: string[];

  const acte = (jeton: string, nom: string, type: string, demande: object, objet = SEANCE): Promise<ReponseActe> =>
    tenter(s, jeton, nom, { demande: [type, demande] }, objet);
  const suspendre = (jeton = president, motif = 'Concertation') =>
    acte(jeton, 'suspendreSeance', 'SuspendreSeanceInput!', { seanceId, motif });
  const reprendre = (jeton = president) => parId(s, jeton, 'reprendreSeance', 'id', seanceId, SEANCE);
  const constater = (jeton: string, membre: CleOrganisme, qualite = 'TITULAIRE') =>
    acte(jeton, 'constaterPresence', 'ConstaterPresenceInput!', { seanceId, membreId: sieges[membre], qualite }, [
      'Emargement',
      'id qualite constatePar',
    ]);
  const annulerPresence = (membre: CleOrganisme) =>
    acte(president, 'annulerPresence', 'AnnulerPresenceInput!', { seanceId, membreId: sieges[membre] });
  const siege = (membre: CleOrganisme) => ({ seanceId, membreId: sieges[membre] });
  const ouvrirScrutin = async (pointId = '') =>
    (await parId(s, president, 'ouvrirScrutin', 'pointId', pointId, ['Scrutin', 'id'])).id;
  const attendu = async (jeton: string) =>
    (await s.gql<{ mesActions: { type: string }[] }>(jeton, '{ mesActions { type } }')).mesActions.map((a) => a.type);
  const nomDe = async (qui: 'gestionnaire' | 'president') => {
    const requete = `select prenom || ' ' || nom as nom from utilisateur where id = $1`;
    return (await s.sql<{ nom: string }>(requete, [s.monde.personnes[qui]]))[0]?.nom;
  };

  beforeAll(async () => {
    s = await demarrerServeur('suspension');
    president = s.monde.jetons.president;
    await s.reglerHorloge('2021-09-01T08:00:00Z');
    const conference = await creerConference(s, ['rennesMetropole', 'bdt', 'anct', 'mel', 'fondationAfnic']);
    sieges = conference.sieges;
    const ordre = Array.from({ length: COURSES + 2 }, (_, i) => ({ type: 'AUTRE', intitule: `Point ${i + 1}` }));
    const seance = await convoquer(s, conference.conferenceId, ordre, '2021-09-20T08:00:00Z');
    seanceId = seance.id;
    points = (seance['points'] as { id: string }[]).map((p) => p.id);
    await s.reglerHorloge('2021-09-20T08:05:00Z');
    for (const membre of ['rennesMetropole', 'bdt', 'anct'] as const) await emarger(s, membre, siege(membre));
  }, LENT);
  afterAll(() => s?.fermer());

  it('la présidence ou le secrétariat note un membre sans écran, et annule une erreur avant le premier scrutin', async () => {
    const { bdtVotante, gestionnaire } = s.monde.jetons;
    expect(refusDe(await constater(bdtVotante, 'mel'))).toEqual(refus('INTERDIT'));
    expect(refusDe(await constater(gestionnaire, 'mel', 'SUPPLEANT'))).toEqual(refus('ENTREE_INVALIDE', 'qualite'));
    expect(await constater(gestionnaire, 'mel')).toMatchObject({ constatePar: await nomDe('gestionnaire') });
    expect(refusDe(await annulerPresence('bdt'))).toEqual(refus('INTERDIT', 'membreId'));
    expect(await annulerPresence('mel')).toMatchObject({ quorum: { presents: 3 } });
    expect(await constater(president, 'mel')).toMatchObject({ constatePar: await nomDe('president') });
    const requete = `query ($id: ID!) { seance(id: $id) { emargements { constatePar } } }`;
    const { seance } = await s.gql<{ seance: { emargements: object[] } }>(bdtVotante, requete, { id: seanceId });
    expect(seance.emargements.filter((e) => (e as { constatePar: unknown }).constatePar !== null)).toHaveLength(1);
    expect(await ouvrir(s, seanceId)).toMatchObject({ etat: 'OUVERTE' });
  });

  it('suspendue : ni vote, ni clôture, ni point, ni tour avant la reprise ; on émarge encore', async () => {
    const { bdtVotante, anct } = s.monde.jetons;
    const scrutinId = await ouvrirScrutin(points[0]);
    expect(refusDe(await suspendre(bdtVotante))).toEqual(refus('INTERDIT'));
    expect(refusDe(await suspendre(president, '  '))).toEqual(refus('INCOMPLET', 'motif'));
    expect(refusDe(await reprendre())).toEqual(refus('ETAT_INVALIDE', 'etat'));
    expect(await attendu(anct)).toEqual(['VOTER']);
    await s.reglerHorloge('2021-09-20T09:00:00Z');
    expect(await suspendre()).toMatchObject({
      etat: 'SUSPENDUE',
      actionsPossibles: ['reprendre'],
      suspensions: [{ motif: 'Concertation', suspendueLe: '2021-09-20T09:00:00.000Z', repriseLe: null }],
    });
    const enSuspens = refus('ETAT_INVALIDE', 'seance');
    const scrutin: [string, string] = ['Scrutin', 'id'];
    expect(refusDe(await voter(s, 'bdt', { scrutinId, membreId: sieges['bdt'], sens: 'POUR' }))).toEqual(enSuspens);
    expect(refusDe(await clore(s, president, scrutinId))).toEqual(enSuspens);
    const annulation = { scrutinId, motif: 'Erreur' };
    expect(refusDe(await acte(president, 'annulerScrutin', 'AnnulerScrutinInput!', annulation, scrutin))).toEqual(
      enSuspens,
    );
    expect(refusDe(await parId(s, president, 'ouvrirScrutin', 'pointId', points[1] ?? '', scrutin))).toEqual(enSuspens);
    expect(refusDe(await parId(s, president, 'cloreSeance', 'id', seanceId, SEANCE))).toEqual(
      refus('ETAT_INVALIDE', 'etat'),
    );
    const tour = await acte(president, 'ouvrirTour', 'OuvrirTourInput!', { seanceId }, ['Tour', 'id']);
    expect(refusDe(tour)).toEqual(refus('ETAT_INVALIDE', 'seanceId'));
    expect([await attendu(anct), await attendu(president)]).toEqual([[], ['REPRENDRE_SEANCE']]);
    expect(await emarger(s, 'fondationAfnic', siege('fondationAfnic'))).toMatchObject({ qualite: 'TITULAIRE' });
    expect(refusDe(await annulerPresence('mel'))).toEqual(refus('ETAT_INVALIDE', 'scrutins'));
    await s.reglerHorloge('2021-09-20T09:10:00Z');
    expect(refusDe(await reprendre(bdtVotante))).toEqual(refus('INTERDIT'));
    expect(await reprendre()).toMatchObject({
      etat: 'OUVERTE',
      suspensions: [{ repriseLe: '2021-09-20T09:10:00.000Z' }],
    });
    await expect(s.sql(`update suspension set motif = 'Autre' where seance_id = $1`, [seanceId])).rejects.toThrow(
      'définitive',
    );
    expect(await clore(s, president, scrutinId)).toMatchObject({ etat: 'PROCLAME' });
  });

  it(
    `un vote qui arrive pendant que la présidence suspend compte, ou est refusé : ${COURSES} courses`,
    async () => {
      // Real time: every act has its own instant.
      await s.reglerHorloge(null);
      let refuses = 0;
      for (const pointId of points.slice(1, COURSES + 1)) {
        const scrutinId = await ouvrirScrutin(pointId);
        const compte = async () =>
          (await s.sql<{ n: number }>('select count(*)::int as n from vote where scrutin_id = $1', [scrutinId]))[0]?.n;
        const vote = (membre: CleOrganisme) => voter(s, membre, { scrutinId, membreId: sieges[membre], sens: 'POUR' });
        const [pause, ...votes] = await Promise.all([suspendre(), vote('bdt'), vote('anct')]);
        expect(pause).toMatchObject({ etat: 'SUSPENDUE' });
        const tardifs = votes.filter((v) => v.__typename !== 'Vote');
        expect(tardifs.map((v) => v.code)).toEqual(tardifs.map(() => 'ETAT_INVALIDE'));
        expect(await compte()).toBe(2 - tardifs.length);
        refuses += tardifs.length;
        // After the resumption whoever was refused votes; whoever was counted does not vote twice.
        await reprendre();
        await Promise.all([vote('bdt'), vote('anct')]);
        expect(await compte()).toBe(2);
      }
      // The race is a real one: the chair wins some of the time.
      expect(refuses).toBeGreaterThan(0);
      expect(await s.sql(PENDANT)).toEqual([]);
      process.stdout.write(
        `Suspensions : ${COURSES} courses entre voter et suspendre, ${refuses} votes refusés, 0 compté\n`,
      );
    },
    LENT,
  );

  it('témoin : qui lit l’état sans verrou vote pendant la suspension ; la base le refuse, et sans elle cela se voit', async () => {
    const scrutinId = await ouvrirScrutin(points[COURSES + 1]);
    const naif = new pg.Client({ connectionString: s.urlBase });
    await naif.connect();
    try {
      const tardif = `insert into vote (id, scrutin_id, membre_id, sens, voix, utilisateur_id, vote_le)
        values (gen_random_uuid(), $1, $2, 'POUR', 1, $3, maintenant())`;
      const bulletin = [scrutinId, sieges['anct'], s.monde.personnes.anct];
      await naif.query('begin');
      const lu = await naif.query('select etat from seance where id = $1', [seanceId]);
      expect(lu.rows).toEqual([{ etat: 'OUVERTE' }]);
      expect(await suspendre()).toMatchObject({ etat: 'SUSPENDUE' });
      await naif.query('savepoint avant');
      await expect(naif.query(tardif, bulletin)).rejects.toThrow('la séance est suspendue');
      await naif.query('rollback to savepoint avant; alter table vote disable trigger vote_scrutin_ouvert');
      await naif.query(tardif, bulletin);
      expect((await naif.query(PENDANT)).rows).toHaveLength(1);
    } finally {
      await naif.query('rollback');
      await naif.end();
    }
    await reprendre();
    for (const { id } of await s.sql<{ id: string }>(`select id from scrutin where etat = 'OUVERT'`))
      await clore(s, president, id);
  });

  it('le procès-verbal porte chaque suspension avec ses heures, et qui a noté une présence', async () => {
    expect(await parId(s, president, 'cloreSeance', 'id', seanceId, SEANCE)).toMatchObject({ etat: 'CLOSE' });
    await parId(s, s.monde.jetons.gestionnaire, 'redigerPv', 'seanceId', seanceId, SEANCE);
    const [pv] = await s.sql<{ donnees: string }>('select donnees from proces_verbal where seance_id = $1', [seanceId]);
    const { suspensions, presents } = JSON.parse(pv?.donnees ?? '{}') as Record<string, Record<string, unknown>[]>;
    expect(suspensions).toHaveLength(COURSES + 2);
    expect(suspensions?.every((su) => su['motif'] === 'Concertation' && su['repriseLe'] !== null)).toBe(true);
    const constats = presents?.map((p) => p['constatePar']).filter((nom) => nom !== null);
    expect(constats).toEqual([await nomDe('president')]);
  });
});
