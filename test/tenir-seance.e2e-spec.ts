import { createHash } from 'node:crypto';
import type { CleOrganisme } from './monde-donnees.js';
import {
  EUROS,
  MONTANTS,
  NEUF,
  bulletins,
  clore,
  convoquer,
  creerConference,
  donnerPouvoir,
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
  tenter,
  voter,
} from './outillage/conference.js';
import { affecter } from './monde.js';
import * as lettres from './outillage/decisions.js';
import { cle, demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

/** Documents and many requests at once take a while on a busy machine. */
const LENT = 60_000;

describe('Tenir une séance : déport, pouvoirs, partage des voix (E4, R18 à R25)', () => {
  let s: Serveur;
  let president: string;
  let conferenceId: string;
  let appelId: string;
  let sieges: Record<string, string>;
  const candidatures: Record<string, string> = {};
  const enveloppes: Record<string, string> = {};
  let seanceId: string;
  let pointId: string;
  let scrutinId: string;

  const pouvoir = (seanceId: string, mandant: CleOrganisme, mandataire: CleOrganisme) =>
    donnerPouvoir(s, sieges, seanceId, [mandant, mandataire]);

  const bulletinsVus = (cle: CleOrganisme | 'gestionnaire') => bulletins(s, cle, scrutinId);

  beforeAll(async () => {
    s = await demarrerServeur('seance', EN_NOMBRE);
    president = s.monde.jetons.president;
    await s.reglerHorloge('2021-09-01T08:00:00Z');
    ({ conferenceId, sieges } = await creerConference(s, NEUF));
    appelId = await semerAppel(s, conferenceId);
    const hub = await semerCandidature(s, appelId, 'hubEst', MONTANTS);
    candidatures['hubEst'] = hub;
    enveloppes['bdt'] = await ouvrirEnveloppe(s, 'bdt', 500_000n * EUROS, appelId);
    enveloppes['mel'] = await ouvrirEnveloppe(s, 'mel', 100_000n * EUROS);
    await proposer(s, 'bdt', { candidatureId: hub, enveloppeId: enveloppes['bdt'], montant: '6000000' });
    const reservee = { candidatureId: hub, enveloppeId: enveloppes['mel'], montant: '3000000' };
    await proposer(s, 'mel', { ...reservee, reserver: true, cle: cle() });
  }, LENT);
  afterAll(() => s.fermer());

  it('R18 : convoque au moins cinq jours pleins avant, et fige l’ordre du jour', async () => {
    const points = [{ candidatureId: candidatures['hubEst'] }];
    expect(refusDe(await convoquer(s, conferenceId, points, '2021-09-06T07:59:59Z'))).toEqual(
      refus('CONVOCATION_TARDIVE', 'prevueLe'),
    );
    expect(refusDe(await convoquer(s, conferenceId, [], '2021-09-20T08:00:00Z'))).toEqual(refus('INCOMPLET', 'points'));
    expect(
      refusDe(await convoquer(s, conferenceId, [points[0] ?? {}, points[0] ?? {}], '2021-09-20T08:00:00Z')),
    ).toEqual(refus('DOUBLON', 'points[1]'));
    const convoquee = await convoquer(s, conferenceId, points, '2021-09-20T08:00:00Z');
    expect(convoquee).toMatchObject({ etat: 'CONVOQUEE', numero: '2021-01', quorum: { membres: 9, requis: 5 } });
    seanceId = convoquee.id;
    pointId = (convoquee['points'] as { id: string }[])[0]?.id ?? '';
    const [dossier] = await s.sql('select etat from candidature where id = $1', [candidatures['hubEst']]);
    expect(dossier).toEqual({ etat: 'INSCRIT_EN_SEANCE' });
    expect(refusDe(await convoquer(s, conferenceId, points, '2021-09-21T08:00:00Z'))).toEqual(
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
    expect(refusDe(await pouvoir(seanceId, 'fondationAfnic', 'anct'))).toEqual(refus('POUVOIR_REFUSE', 'mandataireId'));
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
    expect(refusDe(await ouvrir(s, seanceId))).toEqual(refus('HORS_DELAI', 'prevueLe'));
    await s.reglerHorloge('2021-09-20T08:05:00Z');
    for (const membre of ['rennesMetropole', 'bdt', 'anct', 'regionGrandEst', 'mel'] as const) {
      const fait = await emarger(s, membre, { seanceId, membreId: sieges[membre] });
      expect(fait).toMatchObject({ __typename: 'Emargement', qualite: 'TITULAIRE' });
    }
    expect(refusDe(await emarger(s, 'mel', { seanceId, membreId: sieges['mel'] }))).toEqual(
      refus('DOUBLON', 'membreId'),
    );
    expect(refusDe(await emarger(s, 'mel', { seanceId, membreId: sieges['strasbourg'] }))).toEqual(refus('INTERDIT'));
    expect(await ouvrir(s, seanceId)).toMatchObject({
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
      expect(refusDe(await voter(s, 'bdt', bulletin('bdt', 'CONTRE')))).toEqual(refus('VOTE_DEJA_EXPRIME', 'membreId'));
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
      expect(await soldes(s, 'mel', enveloppes['mel'] ?? '')).toEqual({
        disponible: '7000000',
        reserve: '0',
        vote: '3000000',
        engage: '0',
      });
      expect(await soldes(s, 'bdt', enveloppes['bdt'] ?? '')).toEqual({
        disponible: '44000000',
        reserve: '0',
        vote: '6000000',
        engage: '0',
      });
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
    await expect(s.sql(tardif, [cle(), scrutinId, sieges['strasbourg'], s.monde.personnes.strasbourg])).rejects.toThrow(
      'pas ouvert',
    );
  });

  it(
    'R25 : le procès-verbal se rédige à la clôture, se télécharge et se fige',
    async () => {
      const objet: [string, string] = ['Seance', 'id etat procesVerbaux { empreinte adressePdf approuveLe }'];
      const { gestionnaire } = s.monde.jetons;
      const rediger = (jeton: string) => parId(s, jeton, 'redigerPv', 'seanceId', seanceId, objet);
      expect(refusDe(await rediger(gestionnaire))).toEqual(refus('ETAT_INVALIDE', 'etat'));
      expect(refusDe(await rediger(president))).toEqual(refus('INTERDIT'));
      expect(await parId(s, president, 'cloreSeance', 'id', seanceId, ['Seance', 'id etat'])).toMatchObject({
        etat: 'CLOSE',
      });
      await rediger(gestionnaire);
      // Nobody is told of a decision before the minutes are approved.
      expect((await lettres.lettreDecision(s, 'hubEst', candidatures['hubEst'] ?? '')).statut).toBe(404);
      // Whoever wrote the minutes does not approve them, were he the chair.
      const perimetre = { organismeId: s.monde.organismes.bdt, conferenceId };
      await affecter(s.sqlExecuteur, s.monde.personnes.gestionnaire, 'PRESIDENT', perimetre);
      const seul = await parId(s, gestionnaire, 'approuverPv', 'seanceId', seanceId, objet);
      expect(refusDe(seul)).toEqual(refus('QUATRE_YEUX'));
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

  it(
    'R17, R24, R26 : la lettre de la décision et celle de chaque financeur, à qui de droit et à nul autre',
    async () => {
      const tenue = { conferenceId, sieges, appelId, enveloppeId: enveloppes['bdt'] ?? '' };
      expect(await lettres.lettresDesDecisions(s, candidatures['hubEst'] ?? '', tenue)).toEqual(
        lettres.LETTRES_DECISIONS,
      );
      expect(await lettres.lettresDesFinanceurs(s, tenue, enveloppes['mel'] ?? '')).toEqual(lettres.LETTRES_FINANCEURS);
    },
    LENT,
  );

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
