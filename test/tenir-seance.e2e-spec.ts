import { createHash } from 'node:crypto';
import { jouer } from './monde-client.js';
import type { CleOrganisme } from './monde-donnees.js';
import {
  clore,
  creerConference,
  emarger,
  ouvrirEnveloppe,
  parId,
  proposer,
  refus,
  refusDe,
  semerAppel,
  semerCandidature,
  tenter,
  voixDe,
  voter,
} from './outillage/conference.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

const EUROS = 100n;
/** Documents and many requests at once take a while on a busy machine. */
const LENT = 60_000;
const NEUF: CleOrganisme[] = [
  'rennesMetropole',
  'bdt',
  'anct',
  'regionGrandEst',
  'mel',
  'brestMetropole',
  'metropoleLyon',
  'fondationAfnic',
  'strasbourg',
];

describe('Tenir une séance (E4, R18 à R25)', () => {
  let s: Serveur;
  let president: string;
  let conferenceId: string;
  let sieges: Record<string, string>;
  const candidatures: Record<string, string> = {};
  const enveloppes: Record<string, string> = {};

  const convoquer = (demande: object) =>
    tenter(s, president, 'convoquerSeance', { demande: ['ConvoquerSeanceInput!', demande] }, [
      'Seance',
      'id etat numero sansQuorum points { id rang intitule candidatureId } quorum { membres requis }',
    ]);
  const seance = (points: object[], prevueLe: string, autres: object = {}) => ({
    conferenceId,
    intitule: 'Séance d’automne',
    prevueLe,
    lieu: 'Rennes',
    points,
    ...autres,
  });
  const pouvoir = (seanceId: string, mandant: CleOrganisme, mandataire: CleOrganisme) =>
    tenter(
      s,
      s.monde.jetons[voixDe(mandant)],
      'donnerPouvoir',
      { demande: ['DonnerPouvoirInput!', { seanceId, mandantId: sieges[mandant], mandataireId: sieges[mandataire] }] },
      ['Pouvoir', 'id'],
    );
  const ouvrir = (id: string) =>
    parId(s, president, 'ouvrirSeance', 'id', id, ['Seance', 'id etat presidePar { organisme { nom } }']);

  beforeAll(async () => {
    s = await demarrerServeur('seance');
    president = s.monde.jetons.president;
    await s.reglerHorloge('2021-09-01T08:00:00Z');
    ({ conferenceId, sieges } = await creerConference(s, NEUF));
    const appelId = await semerAppel(s, conferenceId);
    for (const hub of ['hubEst', 'hubLo', 'hinaura'] as const) {
      const montants = { cout: 100_000n * EUROS, propres: 10_000n * EUROS, demande: 60_000n * EUROS };
      candidatures[hub] = await semerCandidature(s, appelId, hub, montants);
    }
    enveloppes['bdt'] = await ouvrirEnveloppe(s, 'bdt', 500_000n * EUROS, appelId);
    enveloppes['mel'] = await ouvrirEnveloppe(s, 'mel', 100_000n * EUROS);
  }, 120_000);
  afterAll(() => s.fermer());

  describe('préparer : les parts de chaque financeur', () => {
    it('refuse l’enveloppe d’un autre, un dossier inconnu, une réservation sans clé', async () => {
      const demande = { candidatureId: candidatures['hubEst'], enveloppeId: enveloppes['mel'], montant: '3000000' };
      expect(refusDe(await proposer(s, 'bdt', demande))).toEqual(refus('INTROUVABLE', 'enveloppeId'));
      const inconnue = { ...demande, candidatureId: cle() };
      expect(refusDe(await proposer(s, 'mel', inconnue))).toEqual(refus('INTROUVABLE', 'candidatureId'));
      const sansCle = { ...demande, reserver: true };
      expect(refusDe(await proposer(s, 'mel', sansCle))).toEqual(refus('ENTREE_INVALIDE', 'cle'));
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
        expect(await soldes('mel')).toMatchObject({ disponible: '7000000', reserve: '3000000' });
        expect(refusDe(await proposer(s, 'mel', { ...demande, montant: '1' }))).toEqual(
          refus('CONFLIT_IDEMPOTENCE', 'cle'),
        );
        expect(refusDe(await proposer(s, 'mel', { ...demande, reserver: false, cle: null }))).toEqual(
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
      expect(await soldes('mel')).toMatchObject({ disponible: '8000000', reserve: '2000000' });
      const etats = await s.sql('select etat from part where financeur_id = $1 order by id', [s.monde.organismes.mel]);
      expect(etats).toEqual([{ etat: 'REDUITE' }, { etat: 'PROPOSEE' }]);
      const autre = { partId: premiere.id, montant: '3000000', cle: cle() };
      const remontee = await tenter(s, s.monde.jetons.mel, 'modifierPart', { demande: ['ModifierPartInput!', autre] }, [
        'Part',
        'id montant',
      ]);
      expect(remontee).toMatchObject({ montant: '3000000' });
    });
  });

  async function soldes(cle: CleOrganisme): Promise<Record<string, string>> {
    const jeton = s.monde.jetons[voixDe(cle)];
    const requete = 'query ($id: ID!) { enveloppe(id: $id) { disponible reserve vote engage } }';
    return (await s.gql<{ enveloppe: Record<string, string> }>(jeton, requete, { id: enveloppes[cle] })).enveloppe;
  }

  async function partsVues(cle: CleOrganisme): Promise<string[]> {
    const jeton = s.monde.jetons[voixDe(cle)];
    const requete = `query ($id: ID!) { parts(filtre: { candidatureId: $id }) { totalCount edges { node { montant etat } } } }`;
    const { parts } = await s.gql<{ parts: { edges: { node: { montant: string; etat: string } }[] } }>(jeton, requete, {
      id: candidatures['hubEst'],
    });
    return parts.edges.filter((e) => !['REDUITE', 'RETIREE'].includes(e.node.etat)).map((e) => e.node.montant);
  }

  describe('une séance avec déport, pouvoirs et partage des voix', () => {
    let seanceId: string;
    let pointId: string;
    let scrutinId: string;

    it('R18 : convoque au moins cinq jours pleins avant, et fige l’ordre du jour', async () => {
      const points = [{ candidatureId: candidatures['hubEst'] }];
      expect(refusDe(await convoquer(seance(points, '2021-09-06T07:59:59Z')))).toEqual(
        refus('CONVOCATION_TARDIVE', 'prevueLe'),
      );
      expect(refusDe(await convoquer(seance([], '2021-09-20T08:00:00Z')))).toEqual(refus('INCOMPLET', 'points'));
      expect(refusDe(await convoquer(seance([points[0] ?? {}, points[0] ?? {}], '2021-09-20T08:00:00Z')))).toEqual(
        refus('DOUBLON', 'points[1]'),
      );
      const convoquee = await convoquer(seance(points, '2021-09-20T08:00:00Z'));
      expect(convoquee).toMatchObject({ etat: 'CONVOQUEE', numero: '2021-01', quorum: { membres: 9, requis: 5 } });
      seanceId = convoquee.id;
      pointId = (convoquee['points'] as { id: string }[])[0]?.id ?? '';
      const [dossier] = await s.sql('select etat from candidature where id = $1', [candidatures['hubEst']]);
      expect(dossier).toEqual({ etat: 'INSCRIT_EN_SEANCE' });
      expect(refusDe(await convoquer(seance(points, '2021-09-21T08:00:00Z')))).toEqual(
        refus('ETAT_INVALIDE', 'points[0].candidatureId'),
      );
    });

    it('R18 : n’ajoute un point que si les membres, consultés, ne s’y opposent pas', async () => {
      const ajouter = (autres: object) =>
        tenter(
          s,
          president,
          'ajouterPoint',
          { demande: ['AjouterPointInput!', { seanceId, point: { type: 'AUTRE', intitule: 'Bilan' }, ...autres }] },
          ['Seance', 'id points { intitule ajouteEnSeance }'],
        );
      expect(refusDe(await ajouter({}))).toEqual(refus('ORDRE_DU_JOUR_FIGE', 'points'));
      expect(refusDe(await ajouter({ membresConsultes: true, opposantIds: [sieges['mel']] }))).toEqual(
        refus('ORDRE_DU_JOUR_FIGE', 'points'),
      );
      expect(await ajouter({ membresConsultes: true })).toMatchObject({
        points: [{ ajouteEnSeance: false }, { intitule: 'Bilan', ajouteEnSeance: true }],
      });
    });

    it('R20 : un second pouvoir au même membre est refusé', async () => {
      expect(await pouvoir(seanceId, 'brestMetropole', 'anct')).toMatchObject({ __typename: 'Pouvoir' });
      expect(await pouvoir(seanceId, 'metropoleLyon', 'mel')).toMatchObject({ __typename: 'Pouvoir' });
      expect(refusDe(await pouvoir(seanceId, 'fondationAfnic', 'anct'))).toEqual(
        refus('POUVOIR_REFUSE', 'mandataireId'),
      );
      const pourAutrui = await tenter(
        s,
        s.monde.jetons.bdtVotante,
        'donnerPouvoir',
        {
          demande: ['DonnerPouvoirInput!', { seanceId, mandantId: sieges['strasbourg'], mandataireId: sieges['bdt'] }],
        },
        ['Pouvoir', 'id'],
      );
      expect(refusDe(pourAutrui)).toEqual(refus('INTERDIT'));
    });

    it('émarge chaque siège une fois, par son titulaire ; n’ouvre pas avant le jour dit', async () => {
      expect(refusDe(await ouvrir(seanceId))).toEqual(refus('HORS_DELAI', 'prevueLe'));
      await s.reglerHorloge('2021-09-20T08:05:00Z');
      for (const membre of ['rennesMetropole', 'bdt', 'anct', 'regionGrandEst', 'mel'] as const) {
        const fait = await emarger(s, membre, { seanceId, membreId: sieges[membre] });
        expect(fait).toMatchObject({ __typename: 'Emargement', qualite: 'TITULAIRE' });
      }
      expect(refusDe(await emarger(s, 'mel', { seanceId, membreId: sieges['mel'] }))).toEqual(
        refus('DOUBLON', 'membreId'),
      );
      expect(refusDe(await emarger(s, 'mel', { seanceId, membreId: sieges['strasbourg'] }))).toEqual(refus('INTERDIT'));
      expect(await ouvrir(seanceId)).toMatchObject({
        etat: 'OUVERTE',
        presidePar: { organisme: { nom: 'Rennes Métropole' } },
      });
    });

    it('R23 : la Région siège au GIP porteur : déportée, elle ne voit plus la proposition et ne vote pas', async () => {
      const demande = { pointId, membreId: sieges['regionGrandEst'], motif: 'SIEGE_CHEZ_LE_PORTEUR' };
      const args: Parameters<typeof tenter>[3] = { demande: ['DeclarerDeportInput!', demande] };
      expect(refusDe(await tenter(s, s.monde.jetons.bdtVotante, 'declarerDeport', args, ['Deport', 'id']))).toEqual(
        refus('INTERDIT'),
      );
      expect(
        await tenter(s, s.monde.jetons.regionGrandEst, 'declarerDeport', args, ['Deport', 'id motif']),
      ).toMatchObject({ motif: 'SIEGE_CHEZ_LE_PORTEUR' });
      const ouvert = await parId(s, president, 'ouvrirScrutin', 'pointId', pointId, [
        'Scrutin',
        'id etat numero empreinte lignes { montant financeur { nom } part { id } } point { quorum { membres requis total } }',
      ]);
      expect(ouvert).toMatchObject({
        etat: 'OUVERT',
        numero: '2021-01-1',
        point: { quorum: { membres: 8, requis: 4, total: 6 } },
      });
      expect((ouvert['lignes'] as { montant: string }[]).map((l) => l.montant).toSorted()).toEqual([
        '3000000',
        '6000000',
      ]);
      scrutinId = ouvert.id;
      const vue = `query ($id: ID!) { scrutin(id: $id) { etat lignes { montant } point { candidature { titre } } } }`;
      expect(await s.gql(s.monde.jetons.regionGrandEst, vue, { id: scrutinId })).toEqual({
        scrutin: { etat: 'OUVERT', lignes: [], point: { candidature: null } },
      });
      const bulletin = { scrutinId, membreId: sieges['regionGrandEst'], sens: 'POUR' };
      expect(refusDe(await voter(s, 'regionGrandEst', bulletin))).toEqual(refus('DEPORT', 'membreId'));
    });

    it('fige la proposition pendant le scrutin', async () => {
      const [part] = await s.sql<{ id: string }>(`select id from part where financeur_id = $1 and etat = 'PROPOSEE'`, [
        s.monde.organismes.bdt,
      ]);
      const retrait = await tenter(
        s,
        s.monde.jetons.bdtVotante,
        'retirerPart',
        { demande: ['RetirerPartInput!', { partId: part?.id, motif: 'Changement d’avis' }] },
        ['Part', 'id'],
      );
      expect(refusDe(retrait)).toEqual(refus('ETAT_INVALIDE', 'candidatureId'));
    });

    it(
      'T9 : un siège vote une fois, par la personne qui l’occupe ; vingt rejeux d’un pouvoir comptent pour un',
      async () => {
        const bulletin = (membre: CleOrganisme, sens: string) => ({ scrutinId, membreId: sieges[membre], sens });
        expect(await voter(s, 'rennesMetropole', bulletin('rennesMetropole', 'POUR'))).toMatchObject({ sens: 'POUR' });
        expect(refusDe(await voter(s, 'bdt', bulletin('mel', 'POUR')))).toEqual(refus('INTERDIT'));
        expect(await voter(s, 'bdt', bulletin('bdt', 'POUR'))).toMatchObject({ voix: 1 });
        expect(refusDe(await voter(s, 'bdt', bulletin('bdt', 'CONTRE')))).toEqual(
          refus('VOTE_DEJA_EXPRIME', 'membreId'),
        );
        const parPouvoir = { ...bulletin('brestMetropole', 'POUR'), mandataireId: sieges['anct'] };
        const rejeux = await Promise.all(Array.from({ length: 20 }, () => voter(s, 'anct', parPouvoir)));
        expect(rejeux.filter((r) => r.__typename === 'Vote')).toHaveLength(1);
        expect(rejeux.filter((r) => r.code === 'VOTE_DEJA_EXPRIME')).toHaveLength(19);
        const sansPouvoir = { ...bulletin('fondationAfnic', 'POUR'), mandataireId: sieges['anct'] };
        expect(refusDe(await voter(s, 'anct', sansPouvoir))).toEqual(refus('POUVOIR_REFUSE', 'mandataireId'));
        await voter(s, 'anct', bulletin('anct', 'CONTRE'));
        await voter(s, 'mel', bulletin('mel', 'CONTRE'));
        await voter(s, 'mel', { ...bulletin('metropoleLyon', 'CONTRE'), mandataireId: sieges['mel'] });
      },
      LENT,
    );

    it('garde les bulletins scellés jusqu’à la clôture', async () => {
      expect(await bulletinsVus('bdt')).toEqual({ votants: 6, votes: 1, pour: null });
      expect(await bulletinsVus('gestionnaire')).toEqual({ votants: 6, votes: 1, pour: null });
      expect(await bulletinsVus('strasbourg')).toEqual({ votants: 6, votes: 0, pour: null });
    });

    async function bulletinsVus(cle: CleOrganisme | 'gestionnaire'): Promise<object> {
      const jeton = s.monde.jetons[cle === 'gestionnaire' ? cle : voixDe(cle)];
      const requete = `query ($id: ID!) { scrutin(id: $id) { votants pour votes { sens } } }`;
      const { scrutin } = await s.gql<{ scrutin: { votants: number; pour: number | null; votes: unknown[] } }>(
        jeton,
        requete,
        { id: scrutinId },
      );
      return { ...scrutin, votes: scrutin.votes.length };
    }

    it(
      'R22, R24 : trois voix partout, la voix de la présidence adopte ; le vote n’engage personne',
      async () => {
        const mutation = cle();
        expect(refusDe(await clore(s, s.monde.jetons.bdtVotante, scrutinId))).toEqual(refus('INTERDIT'));
        const rejeux = await Promise.all(Array.from({ length: 20 }, () => clore(s, president, scrutinId, mutation)));
        for (const r of rejeux) {
          expect(r).toMatchObject({ etat: 'PROCLAME', adopte: true, pour: 3, contre: 3, voixPreponderante: true });
        }
        expect(rejeux[0]?.['resultat']).toMatch(/^Adopté : 3 voix pour, 3 contre.*voix prépondérante/);
        expect(await soldes('mel')).toEqual({ disponible: '7000000', reserve: '0', vote: '3000000', engage: '0' });
        expect(await soldes('bdt')).toEqual({ disponible: '44000000', reserve: '0', vote: '6000000', engage: '0' });
        const lots = await s.sql(`select count(*)::int as n from lot where operation = 'cloreScrutin'`);
        expect(lots).toEqual([{ n: 1 }]);
        const dossier = `query ($id: ID!) { candidature(id: $id) { etat parts { montant etat } planVote { vote reste } } }`;
        const lu = await s.gql<{ candidature: { parts: object[] } }>(s.monde.jetons.hubEst, dossier, {
          id: candidatures['hubEst'],
        });
        expect(lu.candidature).toMatchObject({ etat: 'RETENU', planVote: { vote: '9000000', reste: '0' } });
        expect(lu.candidature.parts.filter((p) => (p as { etat: string }).etat === 'VOTEE')).toHaveLength(2);
        expect(await bulletinsVus('strasbourg')).toEqual({ votants: 6, votes: 6, pour: 3 });
      },
      LENT,
    );

    it('un résultat proclamé ne change plus, même par la base', async () => {
      expect(refusDe(await clore(s, president, scrutinId))).toEqual(refus('ETAT_INVALIDE', 'etat'));
      const annuler = await tenter(
        s,
        president,
        'annulerScrutin',
        { demande: ['AnnulerScrutinInput!', { scrutinId, motif: 'Erreur' }] },
        ['Scrutin', 'id'],
      );
      expect(refusDe(annuler)).toEqual(refus('ETAT_INVALIDE', 'etat'));
      await expect(s.sql('update scrutin set pour = 9 where id = $1', [scrutinId])).rejects.toThrow('définitive');
      await expect(s.sql('delete from vote where scrutin_id = $1', [scrutinId])).rejects.toThrow('ne se modifient');
      const tardif = `insert into vote (id, scrutin_id, membre_id, sens, voix, utilisateur_id, vote_le)
        values ($1, $2, $3, 'POUR', 1, $4, maintenant())`;
      await expect(
        s.sql(tardif, [cle(), scrutinId, sieges['strasbourg'], s.monde.personnes.strasbourg]),
      ).rejects.toThrow('pas ouvert');
    });

    it(
      'R25 : le procès-verbal se rédige à la clôture, se télécharge et se fige',
      async () => {
        const objet: [string, string] = ['Seance', 'id etat procesVerbaux { empreinte adressePdf approuveLe }'];
        expect(refusDe(await parId(s, president, 'redigerPv', 'seanceId', seanceId, objet))).toEqual(
          refus('ETAT_INVALIDE', 'etat'),
        );
        expect(await parId(s, president, 'cloreSeance', 'id', seanceId, ['Seance', 'id etat'])).toMatchObject({
          etat: 'CLOSE',
        });
        await parId(s, s.monde.jetons.gestionnaire, 'redigerPv', 'seanceId', seanceId, objet);
        const approuve = await parId(s, president, 'approuverPv', 'seanceId', seanceId, objet);
        const [pv] = approuve['procesVerbaux'] as { empreinte: string; adressePdf: string }[];
        expect(approuve).toMatchObject({ etat: 'PV_APPROUVE' });
        const lire = (jeton: string) =>
          fetch(`${s.url}${pv?.adressePdf}`, { headers: { authorization: `Bearer ${jeton}` } });
        const reponse = await lire(s.monde.jetons.strasbourg);
        expect(reponse.headers.get('content-type')).toBe('application/pdf');
        const octets = Buffer.from(await reponse.arrayBuffer());
        expect(octets.subarray(0, 5).toString()).toBe('%PDF-');
        expect(createHash('sha256').update(octets).digest('hex')).toBe(pv?.empreinte);
        expect((await lire(s.monde.jetons.hubEst)).status).toBe(404);
        await expect(s.sql(`update proces_verbal set donnees = '{}' where seance_id = $1`, [seanceId])).rejects.toThrow(
          'définitive',
        );
      },
      LENT,
    );
  });

  describe('R19, R21 : une première séance sans quorum, une seconde valable à trois', () => {
    let premiereId: string;
    const quatre: CleOrganisme[] = ['rennesMetropole', 'bdt', 'anct', 'mel'];

    it('4 membres sur 9 : la séance n’ouvre pas', async () => {
      await s.reglerHorloge('2021-10-01T08:00:00Z');
      const points = [{ candidatureId: candidatures['hubLo'] }, { candidatureId: candidatures['hinaura'] }];
      premiereId = (await convoquer(seance(points, '2021-10-08T08:00:00Z'))).id;
      await s.reglerHorloge('2021-10-08T08:00:00Z');
      for (const membre of quatre) await emarger(s, membre, { seanceId: premiereId, membreId: sieges[membre] });
      expect(await ouvrir(premiereId)).toMatchObject({ etat: 'SANS_QUORUM' });
      expect(refusDe(await ouvrir(premiereId))).toEqual(refus('ETAT_INVALIDE', 'etat'));
    });

    it('reconvoque avec le même ordre du jour, une seule fois', async () => {
      const suite = { seancePrecedenteId: premiereId };
      const autre = [{ candidatureId: candidatures['hubLo'] }];
      expect(refusDe(await convoquer(seance(autre, '2021-10-11T08:00:00Z', suite)))).toEqual(
        refus('ORDRE_DU_JOUR_FIGE', 'points'),
      );
      expect(refusDe(await convoquer(seance([], '2021-10-09T07:00:00Z', suite)))).toEqual(
        refus('CONVOCATION_TARDIVE', 'prevueLe'),
      );
      expect(await convoquer(seance([], '2021-10-11T08:00:00Z', suite))).toMatchObject({
        etat: 'RECONVOQUEE',
        sansQuorum: true,
        points: [{ candidatureId: candidatures['hubLo'] }, { candidatureId: candidatures['hinaura'] }],
      });
      expect(refusDe(await convoquer(seance([], '2021-10-12T08:00:00Z', suite)))).toEqual(
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
        expect(await ouvrir(seanceId)).toMatchObject({ etat: 'OUVERTE' });
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
        expect(await soldes('bdt')).toMatchObject({ disponible: '35000000', reserve: '9000000' });
        const { id: scrutinId } = await ouvrirScrutin();
        for (const [membre, sens] of [
          ['rennesMetropole', 'CONTRE'],
          ['bdt', 'CONTRE'],
          ['anct', 'POUR'],
        ] as const) {
          await voter(s, membre, { scrutinId, membreId: sieges[membre], sens });
        }
        expect(await clore(s, president, scrutinId, cle(), 'METTRE_EN_ATTENTE')).toMatchObject({ adopte: false });
        expect(await soldes('bdt')).toMatchObject({ disponible: '44000000', reserve: '0', vote: '6000000' });
        await parId(s, president, 'cloreSeance', 'id', seanceId, ['Seance', 'id']);
        const dossiers = await s.sql('select etat from candidature where id = any ($1) order by etat', [
          [candidatures['hubLo'], candidatures['hinaura']],
        ]);
        expect(dossiers).toEqual([{ etat: 'AJOURNE' }, { etat: 'LISTE_ATTENTE' }]);
      },
      LENT,
    );
  });

  it('qui n’est pas de la conférence ne voit ni séance, ni scrutin, ni membre', async () => {
    const requete = `{ conferences { totalCount } seances { totalCount } }`;
    for (const jeton of [s.monde.jetons.hubEst, s.monde.jetons.sicoval, null]) {
      expect(await s.gql(jeton, requete)).toEqual({ conferences: { totalCount: 0 }, seances: { totalCount: 0 } });
    }
    expect(await s.gql(s.monde.jetons.strasbourg, requete)).toEqual({
      conferences: { totalCount: 1 },
      seances: { totalCount: 3 },
    });
  });
});
