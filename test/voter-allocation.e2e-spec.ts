import { jouer } from './monde-client.js';
import type { CleOrganisme } from './monde-donnees.js';
import { ampleur } from './outillage/ampleur.js';
import {
  clore,
  creerConference,
  emarger,
  ouvrirEnveloppe,
  parId,
  proposer,
  semerAppel,
  semerCandidature,
  tenter,
  voter,
  type ReponseActe,
} from './outillage/conference.js';
import { cle, demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

const EUROS = 100n;
const LENT = 240_000;
const HUBS: CleOrganisme[] = [
  'hubBretagne',
  'hubNormandie',
  'hubEst',
  'hubLo',
  'hinaura',
  'assembleurs',
  'rhinocc',
  'conumm',
  'hubik',
];
const MEMBRES: CleOrganisme[] = ['rennesMetropole', 'bdt', 'anct'];
const COURSES = ampleur(25, 200);

describe('Voter une allocation (E2, R4, T8, T9)', () => {
  let s: Serveur;
  let president: string;
  let conferenceId: string;
  let sieges: Record<string, string>;
  let enveloppeId: string;
  let appelId: string;
  const candidatures: Record<string, string> = {};
  const points: Record<string, string> = {};

  async function ouvrirSeance(ordre: object[]): Promise<{ id: string; rang: number; candidatureId: string | null }[]> {
    const demande = {
      conferenceId,
      intitule: 'Séance',
      prevueLe: '2021-09-20T08:00:00Z',
      lieu: 'Rennes',
      points: ordre,
    };
    await s.reglerHorloge('2021-09-01T08:00:00Z');
    const seance = await jouer<{ id: string; points: { id: string; rang: number; candidatureId: string | null }[] }>(
      s,
      president,
      'convoquerSeance',
      { demande: ['ConvoquerSeanceInput!', demande] },
      ['Seance', 'id points { id rang candidatureId }'],
    );
    await s.reglerHorloge('2021-09-20T08:00:00Z');
    for (const membre of MEMBRES) await emarger(s, membre, { seanceId: seance.id, membreId: sieges[membre] });
    const ouverte = await parId(s, president, 'ouvrirSeance', 'id', seance.id, ['Seance', 'id etat']);
    expect(ouverte).toMatchObject({ etat: 'OUVERTE' });
    // Real time again: every ballot gets its own instant.
    await s.reglerHorloge(null);
    return seance.points;
  }

  const ouvrirScrutin = async (pointId: string) =>
    (await parId(s, president, 'ouvrirScrutin', 'pointId', pointId, ['Scrutin', 'id'])).id;

  /** Opens the ballot of a hub and has the three members vote for it; the closing is left to the test. */
  async function scrutinVote(hub: CleOrganisme): Promise<string> {
    const scrutinId = await ouvrirScrutin(points[hub] ?? '');
    for (const membre of MEMBRES) await voter(s, membre, { scrutinId, membreId: sieges[membre], sens: 'POUR' });
    return scrutinId;
  }

  async function enveloppe(): Promise<Record<string, string>> {
    const requete = `query ($id: ID!) { enveloppe(id: $id) { disponible vote projete depassement avertissement } }`;
    const lu = await s.gql<{ enveloppe: Record<string, string> }>(s.monde.jetons.bdtVotante, requete, {
      id: enveloppeId,
    });
    return lu.enveloppe;
  }

  const etats = async (...hubs: CleOrganisme[]) => {
    const ids = hubs.map((hub) => candidatures[hub]);
    const lignes = await s.sql<{ id: string; etat: string }>('select id, etat from candidature where id = any ($1)', [
      ids,
    ]);
    return ids.map((id) => lignes.find((l) => l.id === id)?.etat);
  };

  beforeAll(async () => {
    s = await demarrerServeur('allocation', EN_NOMBRE);
    president = s.monde.jetons.president;
    await s.reglerHorloge('2021-08-01T08:00:00Z');
    ({ conferenceId, sieges } = await creerConference(s, MEMBRES));
    appelId = await semerAppel(s, conferenceId, { partiel: true, annonce: 2_300_000n * EUROS });
    const montants = { cout: 400_000n * EUROS, propres: 50_000n * EUROS, demande: 350_000n * EUROS };
    for (const hub of HUBS.slice(0, 7)) candidatures[hub] = await semerCandidature(s, appelId, hub, montants);
    enveloppeId = await ouvrirEnveloppe(s, 'bdt', 2_300_000n * EUROS, appelId);
  }, LENT);
  afterAll(() => s.fermer());

  it(
    'montre que sept hubs demandent 150 000 € de plus que l’enveloppe, sans rien bloquer (R4)',
    async () => {
      for (const hub of HUBS.slice(0, 7)) {
        const demande = { candidatureId: candidatures[hub], enveloppeId, montant: String(350_000n * EUROS) };
        expect(await proposer(s, 'bdt', demande)).toMatchObject({ etat: 'PROPOSEE' });
      }
      expect(await enveloppe()).toMatchObject({
        disponible: '230000000',
        projete: '245000000',
        depassement: '15000000',
        avertissement: expect.stringMatching(/dépasse de 150.000,00.€/),
      });
      const requete = `query ($id: ID!) { appelAProjets(id: $id) { totalDemande avertissementDepassement } }`;
      const { appelAProjets } = await s.gql<{ appelAProjets: object }>(s.monde.jetons.gestionnaire, requete, {
        id: appelId,
      });
      expect(appelAProjets).toMatchObject({
        totalDemande: '245000000',
        avertissementDepassement: expect.stringMatching(/dépasse de 150.000,00.€/),
      });
    },
    LENT,
  );

  it(
    'vote six allocations, refuse la septième sans rien écrire et laisse son scrutin ouvert',
    async () => {
      // Two more hubs, postponed from another session, contend for what will be left.
      for (const hub of HUBS.slice(7)) {
        const montants = { cout: 60_000n * EUROS, propres: 10_000n * EUROS, demande: 50_000n * EUROS };
        candidatures[hub] = await semerCandidature(s, appelId, hub, montants);
        await proposer(s, 'bdt', { candidatureId: candidatures[hub], enveloppeId, montant: String(50_000n * EUROS) });
      }
      const ordre = await ouvrirSeance(HUBS.map((hub) => ({ candidatureId: candidatures[hub] })));
      for (const hub of HUBS) points[hub] = ordre.find((p) => p.candidatureId === candidatures[hub])?.id ?? '';
      for (const hub of HUBS.slice(0, 6)) {
        expect(await clore(s, president, await scrutinVote(hub))).toMatchObject({ etat: 'PROCLAME', adopte: true });
      }
      expect(await enveloppe()).toMatchObject({ disponible: '20000000', vote: '210000000' });

      const septieme = await scrutinVote('rhinocc');
      const journal = () =>
        s.sql<{ resultat: string; n: number }>(
          'select resultat, count(*)::int as n from journal group by resultat order by resultat',
        );
      const [faits, ...refus] = await journal();
      expect(refus).toEqual([]);
      const refusee = await clore(s, president, septieme);
      expect(refusee).toMatchObject({ code: 'ENVELOPPE_INSUFFISANTE', chemin: 'lignes[0]' });
      expect(refusee.details).toEqual([
        {
          code: 'ENVELOPPE_INSUFFISANTE',
          chemin: 'lignes[0]',
          message: expect.stringContaining('Banque des Territoires'),
        },
      ]);
      // The balance of the envelope is its funder's alone: 200 000,00 € is written nowhere.
      expect(JSON.stringify(refusee)).not.toMatch(/200.?000/);
      // Of the refused act nothing remains but the line that says it was tried (trust.md §5).
      expect(await journal()).toEqual([faits, { resultat: 'REFUSE', n: 1 }]);
      expect(await s.sql('select etat from scrutin where id = $1', [septieme])).toEqual([{ etat: 'OUVERT' }]);
      expect(await enveloppe()).toMatchObject({ disponible: '20000000', vote: '210000000' });
      expect(await etats('rhinocc')).toEqual(['INSCRIT_EN_SEANCE']);

      const annuler = { scrutinId: septieme, motif: 'Part à ajuster' };
      await jouer(s, president, 'annulerScrutin', { demande: ['AnnulerScrutinInput!', annuler] }, ['Scrutin', 'id']);
      const [part] = await s.sql<{ id: string }>('select id from part where candidature_id = $1', [
        candidatures['rhinocc'],
      ]);
      const ajustee = { partId: part?.id, montant: String(150_000n * EUROS) };
      await jouer(s, s.monde.jetons.bdtVotante, 'modifierPart', { demande: ['ModifierPartInput!', ajustee] }, [
        'Part',
        'id',
      ]);
      expect(await clore(s, president, await scrutinVote('rhinocc'))).toMatchObject({ adopte: true });
      expect(await enveloppe()).toMatchObject({ disponible: '5000000', vote: '225000000' });
    },
    LENT,
  );

  it(
    'deux clôtures simultanées se disputent les derniers 50 000 € : une seule passe (T8)',
    async () => {
      const scrutins = [await scrutinVote('conumm'), await scrutinVote('hubik')];
      const reponses = await Promise.all(scrutins.map((id) => clore(s, president, id)));
      expect(reponses.filter((r) => r['etat'] === 'PROCLAME')).toHaveLength(1);
      expect(reponses.filter((r) => r.code === 'ENVELOPPE_INSUFFISANTE')).toHaveLength(1);
      expect(await enveloppe()).toMatchObject({ disponible: '0', vote: '230000000' });
      expect((await etats('conumm', 'hubik')).toSorted()).toEqual(['INSCRIT_EN_SEANCE', 'RETENU']);
      const parts = await s.sql(
        `select etat, count(*)::int as n from part where montant = $1 group by etat order by etat`,
        [String(50_000n * EUROS)],
      );
      expect(parts).toEqual([
        { etat: 'PROPOSEE', n: 1 },
        { etat: 'VOTEE', n: 1 },
      ]);
    },
    LENT,
  );

  it(
    `aucun bulletin n’entre après la clôture, sur ${COURSES} courses entre voter et clore (T9)`,
    async () => {
      let tardifs = 0;
      for (let tour = 0; tour < COURSES / 25; tour += 1) {
        const ordre = await ouvrirSeance(
          Array.from({ length: 25 }, (_, i) => ({ type: 'AUTRE', intitule: `Point ${i + 1}` })),
        );
        for (const { id: pointId } of ordre) tardifs += await courir(pointId);
      }
      // The race is a real one: the closing wins some of the time.
      expect(tardifs).toBeGreaterThan(0);
      const faux = await s.sql(
        `select sc.id from scrutin sc left join vote v on v.scrutin_id = sc.id
         where sc.etat = 'PROCLAME' group by sc.id
         having coalesce(sum(v.voix), 0) <> sc.pour + sc.contre + sc.abstention or max(v.vote_le) > sc.clos_le`,
      );
      expect(faux).toEqual([]);
      process.stdout.write(
        `Scrutins : ${COURSES} courses entre voter et clore, ${tardifs} bulletins tardifs, 0 compté\n`,
      );
    },
    LENT,
  );

  /** Two votes and the closing at once; gives how many votes came too late. Every accepted vote is counted, no other is. */
  async function courir(pointId: string): Promise<number> {
    const scrutinId = await ouvrirScrutin(pointId);
    const vote = (membre: CleOrganisme) => voter(s, membre, { scrutinId, membreId: sieges[membre], sens: 'POUR' });
    const cloture = tenter(
      s,
      president,
      'cloreScrutin',
      { demande: ['CloreScrutinInput!', { cle: cle(), scrutinId }] },
      ['Scrutin', 'id pour'],
    );
    const [clos, ...votes] = (await Promise.all([cloture, vote('bdt'), vote('anct')])) as [
      ReponseActe,
      ...ReponseActe[],
    ];
    const acceptes = votes.filter((v) => v.__typename === 'Vote').length;
    expect(clos['pour']).toBe(acceptes);
    expect(votes.every((v) => v.__typename === 'Vote' || v.code === 'ETAT_INVALIDE')).toBe(true);
    return votes.length - acceptes;
  }
});
