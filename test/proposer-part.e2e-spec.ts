import { ReservationsEchues } from '@tdt/appels';
import type { CleOrganisme } from './monde-donnees.js';
import {
  EUROS,
  MONTANTS,
  creerConference,
  ouvrirEnveloppe,
  proposer,
  refus,
  refusDe,
  semerAppel,
  semerCandidature,
  soldes,
  tenter,
  voixDe,
} from './outillage/conference.js';
import { cle, demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

const LENT = 60_000;

describe('Proposer une part (R11, R24, T2)', () => {
  let s: Serveur;
  const candidatures: Record<string, string> = {};
  const enveloppes: Record<string, string> = {};

  beforeAll(async () => {
    s = await demarrerServeur('parts', EN_NOMBRE);
    await s.reglerHorloge('2021-09-01T08:00:00Z');
    const { conferenceId } = await creerConference(s, ['rennesMetropole', 'bdt', 'mel', 'anct']);
    const appelId = await semerAppel(s, conferenceId);
    candidatures['hubEst'] = await semerCandidature(s, appelId, 'hubEst', MONTANTS);
    enveloppes['bdt'] = await ouvrirEnveloppe(s, 'bdt', 500_000n * EUROS, appelId);
    enveloppes['mel'] = await ouvrirEnveloppe(s, 'mel', 100_000n * EUROS);
  }, LENT);
  afterAll(() => s.fermer());

  it('refuse l’enveloppe d’un autre, un dossier inconnu', async () => {
    const demande = { candidatureId: candidatures['hubEst'], enveloppeId: enveloppes['mel'], montant: '3000000' };
    expect(refusDe(await proposer(s, 'bdt', demande))).toEqual(refus('INTROUVABLE', 'enveloppeId'));
    const inconnue = { ...demande, candidatureId: cle() };
    expect(refusDe(await proposer(s, 'mel', inconnue))).toEqual(refus('INTROUVABLE', 'candidatureId'));
  });

  it(
    'réserve dans l’enveloppe une seule fois, quand la même demande arrive vingt fois',
    async () => {
      const demande = {
        candidatureId: candidatures['hubEst'],
        enveloppeId: enveloppes['mel'],
        montant: '3000000',
        reserver: true,
        cle: cle(),
      };
      const reponses = await Promise.all(Array.from({ length: 20 }, () => proposer(s, 'mel', demande)));
      expect(new Set(reponses.map((r) => r.id)).size).toBe(1);
      expect(await soldes(s, 'mel', enveloppes['mel'] ?? '')).toMatchObject({
        disponible: '7000000',
        reserve: '3000000',
      });
      expect(refusDe(await proposer(s, 'mel', { ...demande, montant: '1' }))).toEqual(
        refus('CONFLIT_IDEMPOTENCE', 'cle'),
      );
      expect(refusDe(await proposer(s, 'mel', { ...demande, reserver: false, cle: cle() }))).toEqual(
        refus('DOUBLON', 'dispositif'),
      );
    },
    LENT,
  );

  it('garde la part d’un financeur pour lui seul jusqu’au vote (T2)', async () => {
    const bdt = { candidatureId: candidatures['hubEst'], enveloppeId: enveloppes['bdt'], montant: '6000000' };
    expect(await proposer(s, 'bdt', bdt)).toMatchObject({ __typename: 'Part', etat: 'PROPOSEE' });
    expect(await partsVues('mel')).toEqual(['3000000']);
    expect(await partsVues('bdt')).toEqual(['6000000']);
    expect(await partsVues('rennesMetropole')).toEqual([]);
    expect(await partsVues('hubEst')).toEqual([]);
  });

  it('remplace une part proposée au lieu d’écraser son montant, et déplace sa réserve', async () => {
    const proposee = await s.sql<{ id: string }>(`select id from part where financeur_id = $1`, [
      s.monde.organismes.mel,
    ]);
    const demande = { partId: proposee[0]?.id, montant: '2000000', cle: cle() };
    const modifier = () =>
      tenter(s, s.monde.jetons.mel, 'modifierPart', { demande: ['ModifierPartInput!', demande] }, [
        'Part',
        'id montant version etat',
      ]);
    const premiere = await modifier();
    expect(premiere).toMatchObject({ montant: '2000000', version: 2, etat: 'PROPOSEE' });
    expect((await modifier()).id).toBe(premiere.id);
    expect(await soldes(s, 'mel', enveloppes['mel'] ?? '')).toMatchObject({
      disponible: '8000000',
      reserve: '2000000',
    });
    const etats = await s.sql('select etat from part where financeur_id = $1 order by id', [s.monde.organismes.mel]);
    expect(etats).toEqual([{ etat: 'REDUITE' }, { etat: 'PROPOSEE' }]);
    const autre = { partId: premiere.id, montant: '3000000', cle: cle() };
    const remontee = await tenter(s, s.monde.jetons.mel, 'modifierPart', { demande: ['ModifierPartInput!', autre] }, [
      'Part',
      'id montant',
    ]);
    expect(remontee).toMatchObject({ montant: '3000000' });
  });

  it('rend à l’enveloppe ce qui était réservé jusqu’à une date passée, une seule fois', async () => {
    const enveloppeId = await ouvrirEnveloppe(s, 'anct', 50_000n * EUROS);
    const demande = {
      candidatureId: candidatures['hubEst'],
      enveloppeId,
      montant: '1000000',
      reserver: true,
      reserverJusque: '2021-09-10T08:00:00Z',
      cle: cle(),
    };
    expect(await proposer(s, 'anct', demande)).toMatchObject({ __typename: 'Part' });
    const job = s.app.get(ReservationsEchues);
    await s.reglerHorloge('2021-09-10T07:59:59.999Z');
    expect(await job.liberer()).toBe(0);
    await s.reglerHorloge('2021-09-10T08:00:00Z');
    const passages = await Promise.all([job.liberer(), job.liberer(), job.liberer()]);
    expect(passages.reduce((a, b) => a + b)).toBe(1);
    expect(await soldes(s, 'anct', enveloppeId)).toMatchObject({ disponible: '5000000', reserve: '0' });
    await s.reglerHorloge('2021-09-01T08:00:00Z');
  });

  it('un porteur qui retire sa candidature rend à chaque financeur ce qu’il avait réservé', async () => {
    const args: Parameters<typeof tenter>[3] = {
      id: ['ID!', candidatures['hubEst']],
      motif: ['String!', 'Le projet rejoint un autre hub.'],
    };
    const retiree = await tenter(s, s.monde.jetons.hubEst, 'retirerCandidature', args, ['Candidature', 'id etat']);
    expect(retiree).toMatchObject({ etat: 'RETIRE' });
    expect(await soldes(s, 'mel', enveloppes['mel'] ?? '')).toMatchObject({ disponible: '10000000', reserve: '0' });
    const actives = await s.sql(`select 1 from part where etat not in ('RETIREE', 'REDUITE')`);
    expect(actives).toEqual([]);
  });

  async function partsVues(cle: CleOrganisme): Promise<string[]> {
    const jeton = s.monde.jetons[voixDe(cle)];
    const requete = `query ($id: ID!) { parts(filtre: { candidatureId: $id }) { totalCount edges { node { montant etat } } } }`;
    const { parts } = await s.gql<{ parts: { edges: { node: { montant: string; etat: string } }[] } }>(jeton, requete, {
      id: candidatures['hubEst'],
    });
    return parts.edges.filter((e) => !['REDUITE', 'RETIREE'].includes(e.node.etat)).map((e) => e.node.montant);
  }
});
