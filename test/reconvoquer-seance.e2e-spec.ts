import { jouer } from './monde-client.js';
import type { CleOrganisme } from './monde-donnees.js';
import {
  EUROS,
  MONTANTS,
  NEUF,
  clore,
  convoquer,
  creerConference,
  emarger,
  ouvrir,
  ouvrirEnveloppe,
  parId,
  proposer,
  refus,
  refusDe,
  semerAppel,
  semerCandidature,
  soldes,
  voter,
} from './outillage/conference.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

/** Documents and many requests at once take a while on a busy machine. */
const LENT = 60_000;

describe('Reconvoquer une séance sans quorum (E4, R19, R21)', () => {
  let s: Serveur;
  let president: string;
  let conferenceId: string;
  let sieges: Record<string, string>;
  const candidatures: Record<string, string> = {};
  const enveloppes: Record<string, string> = {};

  beforeAll(async () => {
    s = await demarrerServeur('reconvocation');
    president = s.monde.jetons.president;
    await s.reglerHorloge('2021-09-01T08:00:00Z');
    ({ conferenceId, sieges } = await creerConference(s, NEUF));
    const appelId = await semerAppel(s, conferenceId);
    for (const hub of ['hubLo', 'hinaura'] as const) {
      candidatures[hub] = await semerCandidature(s, appelId, hub, MONTANTS);
    }
    enveloppes['bdt'] = await ouvrirEnveloppe(s, 'bdt', 500_000n * EUROS, appelId);
  }, LENT);
  afterAll(() => s.fermer());

  let premiereId: string;
  const quatre: CleOrganisme[] = ['rennesMetropole', 'bdt', 'anct', 'mel'];

  /** What waits for this person, by kind. */
  async function aFaire(jeton: string): Promise<string[]> {
    const { mesActions } = await s.gql<{ mesActions: { type: string }[] }>(jeton, '{ mesActions { type } }');
    return mesActions.map((a) => a.type).toSorted();
  }

  it('4 membres sur 9 : la séance n’ouvre pas', async () => {
    await s.reglerHorloge('2021-10-01T08:00:00Z');
    const points = [{ candidatureId: candidatures['hubLo'] }, { candidatureId: candidatures['hinaura'] }];
    premiereId = (await convoquer(s, conferenceId, points, '2021-10-08T08:00:00Z')).id;
    await s.reglerHorloge('2021-10-08T08:00:00Z');
    for (const membre of quatre) await emarger(s, membre, { seanceId: premiereId, membreId: sieges[membre] });
    expect(await ouvrir(s, premiereId)).toMatchObject({ etat: 'SANS_QUORUM' });
    expect(refusDe(await ouvrir(s, premiereId))).toEqual(refus('ETAT_INVALIDE', 'etat'));
    expect(await aFaire(president)).toEqual(['RECONVOQUER_SEANCE']);
  });

  it('reconvoque avec le même ordre du jour, une seule fois', async () => {
    const suite = { seancePrecedenteId: premiereId };
    const autre = [{ candidatureId: candidatures['hubLo'] }];
    expect(refusDe(await convoquer(s, conferenceId, autre, '2021-10-11T08:00:00Z', suite))).toEqual(
      refus('ORDRE_DU_JOUR_FIGE', 'points'),
    );
    expect(refusDe(await convoquer(s, conferenceId, [], '2021-10-09T07:00:00Z', suite))).toEqual(
      refus('CONVOCATION_TARDIVE', 'prevueLe'),
    );
    expect(await convoquer(s, conferenceId, [], '2021-10-11T08:00:00Z', suite)).toMatchObject({
      etat: 'RECONVOQUEE',
      sansQuorum: true,
      points: [{ candidatureId: candidatures['hubLo'] }, { candidatureId: candidatures['hinaura'] }],
    });
    expect(refusDe(await convoquer(s, conferenceId, [], '2021-10-12T08:00:00Z', suite))).toEqual(
      refus('DOUBLON', 'seancePrecedenteId'),
    );
  });

  it(
    '3 présents : valable ; un plan rejeté rend les réserves, un point sans vote ajourne son dossier',
    async () => {
      const [seconde] = await s.sql<{ id: string }>('select id from seance where seance_precedente_id = $1', [
        premiereId,
      ]);
      const seanceId = seconde?.id ?? '';
      await s.reglerHorloge('2021-10-11T08:00:00Z');
      for (const membre of quatre.slice(0, 3)) await emarger(s, membre, { seanceId, membreId: sieges[membre] });
      expect(await ouvrir(s, seanceId)).toMatchObject({ etat: 'OUVERTE' });
      const demande = { candidatureId: candidatures['hubLo'], enveloppeId: enveloppes['bdt'], montant: '8999999' };
      await proposer(s, 'bdt', { ...demande, reserver: true, cle: cle() });
      const [point] = await s.sql<{ id: string }>('select id from point where seance_id = $1 order by rang', [
        seanceId,
      ]);
      const ouvrirScrutin = () =>
        parId(s, president, 'ouvrirScrutin', 'pointId', point?.id ?? '', ['Scrutin', 'id etat']);
      expect(refusDe(await ouvrirScrutin())).toEqual(refus('PLAN_DESEQUILIBRE', 'plan'));
      const [part] = await s.sql<{ id: string }>(`select id from part where candidature_id = $1`, [
        candidatures['hubLo'],
      ]);
      const juste = { partId: part?.id, montant: '9000000', cle: cle() };
      await jouer(s, s.monde.jetons.bdtVotante, 'modifierPart', { demande: ['ModifierPartInput!', juste] }, [
        'Part',
        'id',
      ]);
      expect(await soldes(s, 'bdt', enveloppes['bdt'] ?? '')).toMatchObject({
        disponible: '41000000',
        reserve: '9000000',
      });
      const { id: scrutinId } = await ouvrirScrutin();
      expect(await aFaire(s.monde.jetons.anct)).toEqual(['VOTER']);
      expect(await aFaire(s.monde.jetons.mel)).toEqual(['EMARGER']);
      expect(await aFaire(president)).toEqual(['CLORE_SCRUTIN', 'VOTER']);
      for (const [membre, sens] of [
        ['rennesMetropole', 'CONTRE'],
        ['bdt', 'CONTRE'],
        ['anct', 'POUR'],
      ] as const) {
        await voter(s, membre, { scrutinId, membreId: sieges[membre], sens });
      }
      expect(await clore(s, president, scrutinId, cle(), 'METTRE_EN_ATTENTE')).toMatchObject({ adopte: false });
      expect(await soldes(s, 'bdt', enveloppes['bdt'] ?? '')).toMatchObject({
        disponible: '50000000',
        reserve: '0',
        vote: '0',
      });
      await parId(s, president, 'cloreSeance', 'id', seanceId, ['Seance', 'id']);
      const dossiers = await s.sql('select etat from candidature where id = any ($1) order by etat', [
        [candidatures['hubLo'], candidatures['hinaura']],
      ]);
      expect(dossiers).toEqual([{ etat: 'AJOURNE' }, { etat: 'LISTE_ATTENTE' }]);
    },
    LENT,
  );
});
