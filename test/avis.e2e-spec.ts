import { Sceaux } from '@tdt/socle';
import { instruire } from './monde-dossiers.js';
import type { ClePersonne } from './monde-donnees.js';
import { conventionner, engager } from './monde-seances.js';
import { entete, type CourrielRecu } from './epreuves/boite-aux-lettres.js';
import { clore, convoquer, donnerPouvoir, emarger, ouvrir, voter } from './outillage/conference.js';
import { Courrier, parSujet } from './outillage/courrier.js';
import { notations } from './outillage/observation.js';
import type { Serveur } from './outillage/serveur.js';
import { ouvrirTour, revelerTour } from './outillage/tour.js';
import { FINANCEURS, Vie } from './outillage/vie.js';

const LENT = 120_000;
const SCELLE = 9_876_543n;

describe('Prévenir par courriel ceux qui attendent', () => {
  let c: Courrier;
  let s: Serveur;
  let vie: Vie;

  beforeAll(async () => {
    c = await Courrier.ouvrir('avis');
    ({ s } = c);
    await s.app.get(Sceaux).passer();
    await s.reglerHorloge('2020-11-02T08:00:00Z');
    vie = new Vie(s);
  }, LENT);
  afterAll(() => c?.fermer());

  it('publie un appel : les porteurs admis l’apprennent par le récapitulatif de 8 h, et pas avant', async () => {
    await vie.publierAppel();
    expect(await c.passer()).toEqual([]);
    await c.regler('hubEst', 'APPELS', 'AUCUN');
    await s.reglerHorloge('2020-11-03T06:59:59Z');
    expect(await c.passer()).toEqual([]);
    await s.reglerHorloge('2020-11-03T07:00:00Z');
    const recus = await c.passer();
    const porteurs = await s.sql<{ courriel: string }>(
      `select distinct u.courriel from utilisateur u join habilitation h on h.utilisateur_id = u.id and h.role = 'PORTEUR'
         join organisme o on o.id = h.organisme_id
         join appel_a_projets a on o.categorie = any (a.categories_admises) where u.id <> $1 order by 1`,
      [s.monde.personnes.hubEst],
    );
    expect(porteurs.length).toBeGreaterThan(3);
    expect(parSujet(recus)).toEqual({
      'Récapitulatif du 3 novembre 2020 : 1 nouvelle': porteurs.map((p) => p.courriel),
    });
    expect(recus[0]?.text).toContain('Appel publié : ');
  });

  it(
    'accompagne un dossier, de l’échéance qui approche à la recevabilité',
    async () => {
      const titre = 'Hub Bretagne';
      await s.reglerHorloge('2021-05-10T08:00:00Z');
      await vie.preparer();
      expect(await c.passer()).toEqual([]);
      await s.reglerHorloge('2021-06-28T22:00:00Z');
      const rappel = { [`Candidature à déposer : ${titre}`]: ['hubBretagne'] as ClePersonne[] };
      const [brouillon] = await c.partis(rappel);
      expect(brouillon?.text).toContain('se clôt le 30 juin 2021 à 23 h 59 min 59 s (heure de Paris)');
      expect(await c.passer()).toEqual([]);
      const prolonge = {
        id: ['ID!', vie.appelId] as [string, string],
        cloture: ['Instant!', '2021-07-02T21:59:59Z'] as [string, string],
      };
      await vie.acte('gestionnaire', 'prolongerAppel', prolonge, 'AppelAProjets');
      await c.partis({ 'Appel prolongé : Hubs pour un numérique inclusif': ['hubBretagne'] });
      await s.reglerHorloge('2021-06-30T22:00:00Z');
      await c.partis(rappel);
      await vie.surDossier('hubBretagne', 'deposerCandidature');
      await c.partis({
        [`Candidature déposée : ${titre}`]: ['hubBretagne'],
        [`Candidature à instruire : ${titre}`]: ['instructrice'],
      });
      const demande = {
        id: vie.candidatureId,
        message: 'Comptes\r\nillisibles.',
        pieces: ['COMPTES'],
        echeance: '2021-07-30',
      };
      await s.reglerHorloge('2021-07-12T08:00:00Z');
      await vie.acte(
        'instructrice',
        'demanderComplements',
        { demande: ['DemanderComplementsInput!', demande] },
        'Candidature',
      );
      const [complements] = await c.partis({ [`Compléments demandés : ${titre}`]: ['hubBretagne'] });
      expect(complements?.text).toContain('Demande : Comptes illisibles.');
      expect(complements?.text).toContain('au plus tard le 30 juillet 2021');
      await s.reglerHorloge('2021-07-27T22:00:00Z');
      await c.partis({ [`Compléments bientôt attendus : ${titre}`]: ['hubBretagne'] });
      const reponse: Record<string, [string, string]> = {
        id: ['ID!', vie.candidatureId],
        reponse: ['String!', 'Les voici.'],
      };
      await vie.acte('hubBretagne', 'repondreComplements', reponse, 'Candidature');
      await c.partis({ [`Compléments fournis : ${titre}`]: ['instructrice'] });
      await instruire(s, vie.candidatureId, [20, 16, 16, 14, 12]);
      await c.partis({ [`Candidature recevable : ${titre}`]: ['hubBretagne'] });
    },
    LENT,
  );

  it(
    'convoque, ouvre un tour de table et le révèle sans jamais dire un montant scellé',
    async () => {
      /** Every mail that left while the amounts were under seal, or when they were revealed. */
      const sousScelle: CourrielRecu[] = [];
      const membres: ClePersonne[] = ['president', 'bdtVotante', 'regionBretagne', 'fondationAfnic'];
      const autres = membres.slice(1);
      await s.reglerHorloge('2021-09-15T09:00:00Z');
      await vie.proposerParts();
      expect(await c.passer()).toEqual([]);
      const points = [{ candidatureId: vie.candidatureId }];
      const seance = await convoquer(s, vie.conferenceId, points, '2021-10-04T08:00:00Z');
      vie.seanceId = seance.id;
      vie.pointId = (seance['points'] as { id: string }[])[0]?.id ?? '';
      const [convocation] = await c.partis({ 'Convocation : Séance d’automne, 4 octobre 2021': membres });
      expect(convocation?.text).toContain('4 octobre 2021 à 10 h 00 min 00 s (heure de Paris). Lieu : Rennes.');
      expect(convocation?.text).toContain('1. Hub Bretagne');
      expect(entete(convocation as CourrielRecu, 'list-unsubscribe')).toBeUndefined();
      expect(convocation?.text).toContain('ne peut pas être désactivé');
      const { id: tourId } = await ouvrirTour(s, vie.seanceId);
      sousScelle.push(...(await c.partis({ 'Tour de table ouvert : Séance d’automne': autres })));
      await vie.sceller(tourId, SCELLE);
      expect(await c.passer()).toEqual([]);
      await revelerTour(s, tourId);
      sousScelle.push(...(await c.partis({ 'Tour de table révélé : Séance d’automne': autres })));
      expect(sousScelle).toHaveLength(6);
      for (const { brut, text = '', html = '' } of sousScelle)
        for (const montant of [SCELLE, SCELLE + 1n]) expect(brut + text + html).not.toMatch(notations(montant));
    },
    LENT,
  );

  it(
    'mène du pouvoir au scrutin, à l’acte attendu de chaque financeur, au procès-verbal et à la convention',
    async () => {
      await s.reglerHorloge('2021-10-04T08:05:00Z');
      await donnerPouvoir(s, vie.sieges, vie.seanceId, ['fondationAfnic', 'regionBretagne']);
      await c.partis({ 'Pouvoir reçu : Séance d’automne, 4 octobre 2021': ['regionBretagne'] });
      const presents = FINANCEURS.slice(0, 3);
      for (const membre of presents)
        await emarger(s, membre, { seanceId: vie.seanceId, membreId: vie.sieges[membre], mode: 'PRESENTIEL' });
      await ouvrir(s, vie.seanceId);
      const { id: scrutinId } = await vie.acte(
        'president',
        'ouvrirScrutin',
        { pointId: ['ID!', vie.pointId] },
        'Scrutin',
      );
      await c.partis({ 'Scrutin ouvert : Hub Bretagne': ['bdtVotante', 'regionBretagne', 'fondationAfnic'] });
      for (const membre of presents) await voter(s, membre, { scrutinId, membreId: vie.sieges[membre], sens: 'POUR' });
      await clore(s, s.monde.jetons.president, scrutinId);
      const actes = await c.partis({
        'Acte attendu : Hub Bretagne': [
          'president',
          'bdtVotante',
          'gestionnaire',
          'gestionnaire2',
          'regionBretagne',
          'regionBretagneSuppleant',
          'rennesMetropoleSignataire',
          'fondationAfnic',
          'fondationAfnicSignataire',
        ],
      });
      const [region] = await c.adresses('regionBretagne');
      const acte = actes.find((c) => c.pour[0] === region)?.text ?? '';
      expect(acte).toMatch(notations(12_000_000n));
      for (const autre of [35_000_000n, 6_000_000n, 2_000_000n]) expect(acte).not.toMatch(notations(autre));
      const seance = { seanceId: ['ID!', vie.seanceId] as [string, string] };
      await vie.acte('president', 'cloreSeance', { id: ['ID!', vie.seanceId] }, 'Seance');
      await vie.acte('gestionnaire', 'redigerPv', seance, 'Seance');
      expect(await c.passer()).toEqual([]);
      await vie.acte('president', 'approuverPv', seance, 'Seance');
      const [, , , decision] = await c.partis({
        'Procès-verbal approuvé : Séance d’automne': ['bdtVotante', 'regionBretagne', 'fondationAfnic'],
        'Décision sur votre candidature : Hub Bretagne': ['hubBretagne'],
      });
      const [sceau] = await s.sql<{ rang: string; racine: string }>(
        `select rang, encode(racine, 'hex') as racine from scellement order by rang desc limit 1`,
      );
      for (const forme of [decision?.text, decision?.html])
        expect(forme).toMatch(new RegExp(`n° ${sceau?.rang}, du [^,]+, racine ${sceau?.racine}`));
      await s.reglerHorloge('2021-11-15T09:00:00Z');
      await engager(s, vie.candidatureId, [...FINANCEURS]);
      await conventionner(s, vie.candidatureId);
      const parties: ClePersonne[] = [
        'president',
        'bdtVotante',
        'gestionnaire',
        'gestionnaire2',
        'regionBretagne',
        'regionBretagneSuppleant',
        'rennesMetropoleSignataire',
        'fondationAfnic',
        'fondationAfnicSignataire',
        'hubBretagne',
      ];
      const recus = await c.passer();
      expect(
        recus.map((r) => r.subject).filter((sujet) => !sujet?.startsWith('Convention à signer : n° HUBS')),
      ).toEqual([]);
      expect(recus.flatMap((r) => r.pour).sort()).toEqual((await c.adresses(...parties)).sort());
    },
    LENT,
  );
});
