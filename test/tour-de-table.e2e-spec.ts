import { createHash } from 'node:crypto';
import { jouer } from './monde-client.js';
import { annoncesDe, scellerTout, seanceDesCinq } from './outillage/cinq-financeurs.js';
import {
  clore,
  emarger,
  EUROS,
  ouvrir,
  parId,
  proposer,
  refus,
  refusDe,
  soldes,
  tenter,
  voixDe,
  voter,
  type ReponseActe,
} from './outillage/conference.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';
import {
  CINQ,
  demandeAnnonce,
  figer,
  JOUR_DE_SEANCE,
  MEMBRES_DU_TOUR,
  ouvrirTour,
  retirer,
  revelerTour,
  sceller,
  simuler,
  type Financeur,
  type PropositionVue,
  type SeanceDeTour,
} from './outillage/tour.js';

const LENT = 120_000;

describe('Un tour de table, de l’annonce scellée au vote (A4 à A10, R22 à R24)', () => {
  let s: Serveur;
  let president: string;
  let seance: SeanceDeTour;
  let tourId: string;
  /** Hash that everybody could read at the seal, by funder. */
  let publiees: Record<string, string>;
  let propositions: PropositionVue[];
  let proposition: ReponseActe;

  const jeton = (f: Financeur) => s.monde.jetons[voixDe(f)];
  const aFaire = async (f: string) =>
    (await s.gql<{ mesActions: { type: string }[] }>(f, '{ mesActions { type } }')).mesActions.map((a) => a.type);
  const deHub = (hub: string) => seance.candidatures[hub] ?? '';

  beforeAll(async () => {
    s = await demarrerServeur('tour');
    president = s.monde.jetons.president;
    seance = await seanceDesCinq(s);
    // Prepared before the round, and reserved: the frozen plan will take its place.
    const part = { candidatureId: deHub('hubEst'), enveloppeId: seance.enveloppes['mel'], montant: '2500000' };
    await proposer(s, 'mel', { ...part, reserver: true, cle: cle() });
  }, LENT);
  afterAll(() => s?.fermer());

  it('la présidence ouvre un tour ; l’ordre du jour est l’ordre de départage, figé', async () => {
    const demande = { cle: cle(), seanceId: seance.seanceId };
    const args: Parameters<typeof tenter>[3] = { demande: ['OuvrirTourInput!', demande] };
    expect(refusDe(await tenter(s, s.monde.jetons.gestionnaire, 'ouvrirTour', args, ['Tour', 'id']))).toEqual(
      refus('INTERDIT'),
    );
    const ouvert = await ouvrirTour(s, seance.seanceId, demande);
    expect(ouvert).toMatchObject({ etat: 'OUVERT', numero: 1, scelles: [] });
    expect(ouvert['projets']).toEqual(
      ['hubBretagne', 'hubNormandie', 'hubEst', 'hubLo'].map((h, i) => ({ rang: i + 1, candidatureId: deHub(h) })),
    );
    tourId = ouvert.id;
    // The same key is the same round; another one is refused as long as it is open.
    expect(await ouvrirTour(s, seance.seanceId, demande)).toEqual(ouvert);
    expect(refusDe(await ouvrirTour(s, seance.seanceId))).toEqual(refus('DOUBLON', 'seanceId'));
    expect(refusDe(await ouvrirTour(s, seance.seanceId, { cle: demande.cle, pointsParFinanceur: 7 }))).toEqual(
      refus('CONFLIT_IDEMPOTENCE', 'cle'),
    );
    await expect(s.sql('update tour_projet set rang = 9 where tour_id = $1', [tourId])).rejects.toThrow(
      'ne se modifient',
    );
    expect(await aFaire(jeton('mel'))).toContain('SCELLER_ANNONCE');
    expect(await aFaire(president)).toContain('REVELER_TOUR');
  });

  it('chacun ne scelle que le sien, dans la limite de son enveloppe et hors de ses déports', async () => {
    const sien = (plafond: bigint, annonces: object) =>
      demandeAnnonce(seance, tourId, 'mel', plafond, annonces as Record<string, bigint>);
    const un = 100n * EUROS;
    expect(refusDe(await sceller(s, 'anct', sien(un, { hubEst: un })))).toEqual(refus('INTROUVABLE', 'enveloppeId'));
    expect(refusDe(await sceller(s, 'sicoval', sien(un, { hubEst: un })))).toEqual(refus('INTROUVABLE', 'tourId'));
    // 300 000 € in the envelope, 25 000 of them kept for a share that the plan would replace.
    const trop = await sceller(s, 'mel', sien(300_000n * EUROS + 1n, { hubEst: un }));
    expect(refusDe(trop)).toEqual(refus('ENVELOPPE_INSUFFISANTE', 'plafond'));
    expect(await sceller(s, 'mel', sien(300_000n * EUROS, { hubEst: un }))).toMatchObject({ version: 1 });
    const deport = { pointId: seance.points['hubLo'], membreId: seance.sieges['mel'], motif: 'SIEGE_CHEZ_LE_PORTEUR' };
    await jouer(s, jeton('mel'), 'declarerDeport', { demande: ['DeclarerDeportInput!', deport] }, ['Deport', 'id']);
    const deporte = await sceller(s, 'mel', sien(un, { hubEst: un, hubLo: un }));
    expect(refusDe(deporte)).toEqual(refus('DEPORT', 'lignes[1].candidatureId'));
    await s.sql('delete from deport where point_id = $1', [seance.points['hubLo']]);
  });

  it('sceller à nouveau remplace ; retirer efface jusqu’à la prochaine annonce', async () => {
    const ids = await scellerTout(s, seance, tourId);
    const vue = `{ tour(id: "${tourId}") { scelles { id empreinte financeur { nom } } annonces { version etat } preuves { id } } }`;
    const lire = async () =>
      (await s.gql<{ tour: Record<string, { id: string; empreinte: string }[]> }>(jeton('mel'), vue)).tour;
    expect((await lire())['annonces']).toEqual([
      { version: 1, etat: 'REMPLACEE' },
      { version: 2, etat: 'SCELLEE' },
    ]);
    expect(await retirer(s, 'brestMetropole', ids.brestMetropole)).toMatchObject({ etat: 'RETIREE' });
    expect(refusDe(await retirer(s, 'brestMetropole', ids.brestMetropole))).toEqual(
      refus('ETAT_INVALIDE', 'annonceId'),
    );
    expect((await lire())['scelles']).toHaveLength(5);
    const { plafond, lignes } = annoncesDe('brestMetropole');
    await sceller(s, 'brestMetropole', demandeAnnonce(seance, tourId, 'brestMetropole', plafond, lignes));
    const { scelles = [] } = await lire();
    // The five that stand, and the former one of the reader, which it alone still sees.
    expect(scelles).toHaveLength(6);
    publiees = Object.fromEntries(scelles.map(({ id, empreinte }) => [id, empreinte]));
    expect(await aFaire(jeton('mel'))).not.toContain('SCELLER_ANNONCE');
    expect(refusDe(await figer(s, tourId, 'LISTE'))).toEqual(refus('ETAT_INVALIDE', 'tourId'));
  });

  it('révélé, chacun vérifie que nul n’a changé son annonce ; rien n’y entre plus, rien n’en sort', async () => {
    expect(await revelerTour(s, tourId)).toMatchObject({ etat: 'REVELE' });
    const { tour } = await s.gql<{
      tour: { annonces: { plafond: string }[]; preuves: Record<'id' | 'empreinte' | 'sel' | 'contenu', string>[] };
    }>(jeton('anct'), `{ tour(id: "${tourId}") { annonces { plafond } preuves { id empreinte sel contenu } } }`);
    expect(tour.annonces.map((a) => a.plafond).toSorted()).toEqual(
      CINQ.map((f) => String(annoncesDe(f).plafond)).toSorted(),
    );
    expect(tour.preuves).toHaveLength(5);
    for (const { id, empreinte, sel, contenu } of tour.preuves) {
      expect(createHash('sha256').update(Buffer.from(sel, 'hex')).update(contenu).digest('hex')).toBe(empreinte);
      expect(publiees[id]).toBe(empreinte);
    }
    const { plafond, lignes } = annoncesDe('mel');
    const tardive = await sceller(s, 'mel', demandeAnnonce(seance, tourId, 'mel', plafond, lignes));
    expect(refusDe(tardive)).toEqual(refus('ETAT_INVALIDE', 'etat'));
    for (const sql of [
      'update annonce set plafond = plafond + 1',
      'delete from annonce',
      'update ligne_annonce set maximum = maximum + 1',
      'update tour set revele_le = revele_le',
    ]) {
      await expect(s.sql(sql)).rejects.toThrow(/ne se modifient|ne change plus|définitive|pas ouvert/);
    }
  });

  it(
    'montre les quatre propositions côte à côte, chacune au centime et prouvée',
    async () => {
      propositions = await simuler(s, jeton('fondationAfnic'), tourId);
      expect(propositions.map((p) => [p.type, p.score, p.prouvee, p.ecart])).toEqual([
        ['LISTE', 151, true, null],
        ['MES', 208, true, null],
        ['OPTIMUM', 208, true, 0],
        ['GARANTI', 208, true, 0],
      ]);
      for (const p of propositions) {
        const retenus = p.projets.filter((projet) => projet.retenu);
        for (const { candidatureId, besoin } of retenus) {
          const lignes = p.lignes.filter((l) => l.candidatureId === candidatureId);
          expect(lignes.reduce((total, l) => total + BigInt(l.montant), 0n)).toBe(BigInt(besoin));
        }
        for (const { plafond, montant, usageBp } of p.financeurs) {
          expect(BigInt(montant)).toBeLessThanOrEqual(BigInt(plafond));
          expect(usageBp).toBe(Number((BigInt(montant) * 10_000n) / BigInt(plafond)));
        }
      }
      // Without the costliest project, the three others fit: that is what the optimum sees and the list does not.
      expect(propositions[2]?.differences).toMatchObject({
        score: 57,
        entrants: [deHub('hubNormandie'), deHub('hubLo')],
        sortants: [deHub('hubBretagne')],
      });
      expect(propositions[0]?.financeurs.map((f) => f.satisfaction)).toEqual([2, 2, 2, 2, 2]);
      expect(propositions[3]?.financeurs.map((f) => f.satisfaction)).toEqual([3, 3, 3, 3, 3]);
    },
    LENT,
  );

  it(
    'qui s’est déporté d’un projet n’en lit plus rien, ni annonce, ni montant, ni preuve',
    async () => {
      const deport = { pointId: seance.points['hubEst'], membreId: seance.sieges['bdt'], motif: 'INTERET_PERSONNEL' };
      await jouer(s, s.monde.jetons.bdtVotante, 'declarerDeport', { demande: ['DeclarerDeportInput!', deport] }, [
        'Deport',
        'id',
      ]);
      const vues = await simuler(s, s.monde.jetons.bdtVotante, tourId);
      const lus = vues.flatMap((p) => [...p.lignes, ...p.projets].map((l) => l.candidatureId));
      expect(new Set(lus)).toEqual(new Set(['hubBretagne', 'hubNormandie', 'hubLo'].map(deHub)));
      const { tour } = await s.gql<{
        tour: { annonces: { lignes: { candidatureId: string }[] }[]; preuves: object[] };
      }>(
        s.monde.jetons.bdtVotante,
        `{ tour(id: "${tourId}") { annonces { lignes { candidatureId } } preuves { id } } }`,
      );
      expect(tour.preuves).toEqual([]);
      expect(tour.annonces.flatMap((a) => a.lignes.map((l) => l.candidatureId))).not.toContain(deHub('hubEst'));
      await s.sql('delete from deport where point_id = $1', [seance.points['hubEst']]);
    },
    LENT,
  );

  it(
    'fige celle que la conférence choisit : la même empreinte, et une autre peut encore la remplacer',
    async () => {
      expect(refusDe(await figer(s, tourId, 'LISTE', s.monde.jetons.gestionnaire))).toEqual(refus('INTERDIT'));
      const premiere = await figer(s, tourId, 'LISTE');
      expect(premiere).toMatchObject({ etat: 'FIGEE', numero: 1, empreinte: propositions[0]?.empreinte });
      expect(await soldes(s, 'mel', seance.enveloppes['mel'] ?? '')).toMatchObject({
        reserve: montantDe('LISTE', 'hubEst', 'mel'),
      });
      const memeCle = cle();
      proposition = await figer(s, tourId, 'GARANTI', president, memeCle);
      expect(proposition).toMatchObject({
        etat: 'FIGEE',
        numero: 2,
        empreinte: propositions[3]?.empreinte,
        prouvee: true,
      });
      expect(await figer(s, tourId, 'GARANTI', president, memeCle)).toEqual(proposition);
      const etats = await s.sql('select etat, numero from proposition order by numero');
      expect(etats).toEqual([
        { etat: 'REMPLACEE', numero: 1 },
        { etat: 'FIGEE', numero: 2 },
      ]);
      await expect(s.sql('update proposition set score = 0')).rejects.toThrow('figée');
      await expect(s.sql('update proposition_ligne set montant = 1')).rejects.toThrow('ne se modifient');
      const suite = await s.gql<{ seance: { points: { suiteProposition: string }[] } }>(
        jeton('mel'),
        `{ seance(id: "${seance.seanceId}") { points { suiteProposition } } }`,
      );
      expect(suite.seance.points.map((p) => p.suiteProposition)).toEqual([
        'non retenu par la proposition',
        'retenu par la proposition',
        'retenu par la proposition',
        'retenu par la proposition',
      ]);
    },
    LENT,
  );

  /** Amount of a simulated proposition, in centimes as text. */
  function montantDe(type: string, hub: string, financeur: Financeur): string {
    const vue = propositions.find((p) => p.type === type);
    const ligne = vue?.lignes.find(
      (l) => l.candidatureId === deHub(hub) && l.financeurId === s.monde.organismes[financeur],
    );
    return ligne?.montant ?? '0';
  }

  it(
    'le scrutin porte sur l’empreinte figée : une part changée entre-temps, et il ne s’ouvre pas',
    async () => {
      await s.reglerHorloge(JOUR_DE_SEANCE);
      for (const membre of MEMBRES_DU_TOUR)
        await emarger(s, membre, { seanceId: seance.seanceId, membreId: seance.sieges[membre] });
      expect(await ouvrir(s, seance.seanceId)).toMatchObject({ etat: 'OUVERTE' });
      const scrutin = (hub: string) =>
        parId(s, president, 'ouvrirScrutin', 'pointId', seance.points[hub] ?? '', [
          'Scrutin',
          'id propositionId empreinte',
        ]);
      expect(await scrutin('hubBretagne')).toMatchObject({
        code: 'ETAT_INVALIDE',
        message: expect.stringContaining('pas retenu'),
      });
      const [part] = await s.sql<{ id: string; montant: string }>(
        `select id, montant::text from part where etat = 'PROPOSEE' and candidature_id = $1 and financeur_id = $2`,
        [deHub('hubEst'), s.monde.organismes.mel],
      );
      expect(part?.montant).toBe(montantDe('GARANTI', 'hubEst', 'mel'));
      const baissee = { partId: part?.id, montant: '100', cle: cle() };
      await jouer(s, jeton('mel'), 'modifierPart', { demande: ['ModifierPartInput!', baissee] }, ['Part', 'id']);
      expect(await scrutin('hubEst')).toMatchObject({
        code: 'ETAT_INVALIDE',
        message: expect.stringContaining('ne correspond plus'),
      });
      proposition = await figer(s, tourId, 'GARANTI');
      expect(proposition).toMatchObject({ numero: 3, empreinte: propositions[3]?.empreinte });
      for (const hub of ['hubNormandie', 'hubEst', 'hubLo']) {
        const ouvert = await scrutin(hub);
        expect(ouvert).toMatchObject({ propositionId: proposition.id });
        expect(refusDe(await figer(s, tourId, 'LISTE'))).toEqual(refus('ETAT_INVALIDE', 'tourId'));
        for (const membre of MEMBRES_DU_TOUR)
          await voter(s, membre, { scrutinId: ouvert.id, membreId: seance.sieges[membre], sens: 'POUR' });
        expect(await clore(s, president, ouvert.id)).toMatchObject({ etat: 'PROCLAME', adopte: true });
      }
    },
    LENT,
  );

  it('les parts votées sont celles de la proposition, au centime', async () => {
    const votees = await s.sql<{ ligne: string }>(
      `select candidature_id || ' ' || enveloppe_id || ' ' || montant as ligne from part where etat = 'VOTEE' order by 1`,
    );
    const figees = await s.sql<{ ligne: string }>(
      `select candidature_id || ' ' || enveloppe_id || ' ' || montant as ligne from proposition_ligne
       where proposition_id = $1 order by 1`,
      [proposition.id],
    );
    expect(votees.length).toBeGreaterThan(12);
    expect(votees).toEqual(figees);
    const [total] = await s.sql('select sum(montant)::text as total from part where etat = $1', ['VOTEE']);
    expect(total).toEqual({ total: propositions[3]?.total });
  });
});
