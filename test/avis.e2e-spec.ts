import { Composition, Envoi, Facteur, Rappels } from '@tdt/avis';
import { CODES_AVIS, refuser } from '@tdt/domaine';
import { effacerPersonne, journaliser, Sceaux, UniteDeTravail } from '@tdt/socle';
import { CourrielsController } from '../libs/avis/src/courriels.controller.js';
import { PosteRetenue } from '../libs/avis/src/poste-retenue.js';
import { instruire } from './monde-dossiers.js';
import type { ClePersonne } from './monde-donnees.js';
import { conventionner, engager } from './monde-seances.js';
import { BoiteAuxLettres, entete, type CourrielRecu } from './outillage/boite-aux-lettres.js';
import { clore, convoquer, donnerPouvoir, emarger, ouvrir, voter } from './outillage/conference.js';
import { notations } from './outillage/observation.js';
import { cle, demarrerServeur, scellementDeTest, type Serveur } from './outillage/serveur.js';
import { ouvrirTour, revelerTour } from './outillage/tour.js';
import { agirSurUtilisateurs, demandeInvitation } from './outillage/utilisateurs.js';
import { FINANCEURS, Vie } from './outillage/vie.js';

const LENT = 120_000;
const SCELLE = 9_876_543n;
const JETON_METRIQUES = 'jeton-des-metriques-pour-les-essais';

describe('Prévenir par courriel', () => {
  let s: Serveur;
  let vie: Vie;
  const boite = new BoiteAuxLettres();
  /** Every mail that left while the amounts were under seal. */
  const sousScelle: CourrielRecu[] = [];

  const passer = async () => {
    await s.app.get(Facteur).passer();
    return boite.vider();
  };
  const adresse = async (...cles: ClePersonne[]) => {
    const ids = cles.map((c) => s.monde.personnes[c]);
    const lignes = await s.sql<{ courriel: string }>('select courriel from utilisateur where id = any ($1)', [ids]);
    return lignes.map((l) => l.courriel);
  };
  /** The mails of one round: subject → addresses, both in order. */
  const parSujet = (recus: CourrielRecu[]) => {
    const groupes: Record<string, string[]> = {};
    for (const { subject = '', pour } of recus) (groupes[subject] ??= []).push(...pour);
    for (const liste of Object.values(groupes)) liste.sort();
    return groupes;
  };
  /** What one act makes leave: subjects and the keys of those who must have received it, and nobody else. */
  async function partis(attendus: Record<string, ClePersonne[]>): Promise<CourrielRecu[]> {
    const recus = await passer();
    const voulus: Record<string, string[]> = {};
    for (const [sujet, cles] of Object.entries(attendus)) voulus[sujet] = (await adresse(...cles)).sort();
    expect(parSujet(recus)).toEqual(voulus);
    return recus;
  }
  const regler = (qui: ClePersonne, famille: string, mode: string) =>
    s.gql<{ reglerAvis: { reglages?: { famille: string; mode: string }[] } }>(
      s.monde.jetons[qui],
      `mutation ($d: ReglerAvisInput!) { reglerAvis(demande: $d) { ... on MesAvis { reglages { famille mode } } } }`,
      { d: { famille, mode } },
    );
  const inviter = async () => {
    const demande = demandeInvitation(s, 'hubBretagne', 'PORTEUR');
    const { invitationId = '' } = await agirSurUtilisateurs(s, 'hubBretagne', 'inviter', demande);
    return { id: invitationId, courriel: demande.d.courriel };
  };
  const lienDe = ({ text = '' }: CourrielRecu, page: string) =>
    new RegExp(`https?://[^/]+(/${page}/[\\w-]+)`).exec(text)?.[1] ?? '';
  const etats = () =>
    s.sql<{ etat: string; n: number }>('select etat, count(*)::int as n from courriel group by 1 order by 1');

  beforeAll(async () => {
    const SMTP_ADRESSE = await boite.ouvrir();
    const EXPEDITEUR = 'Tour de table <avis@tourdetable.example>';
    s = await demarrerServeur('avis', { ...scellementDeTest(), SMTP_ADRESSE, EXPEDITEUR, JETON_METRIQUES });
    await s.app.get(Sceaux).passer();
    await s.reglerHorloge('2020-11-02T08:00:00Z');
    vie = new Vie(s);
  }, LENT);
  afterAll(async () => {
    await s?.fermer();
    await boite.fermer();
  });

  it('publie un appel : les porteurs admis l’apprennent par le récapitulatif de 8 h, et pas avant', async () => {
    await vie.publierAppel();
    expect(await passer()).toEqual([]);
    await regler('hubEst', 'APPELS', 'AUCUN');
    await s.reglerHorloge('2020-11-03T06:59:59Z');
    expect(await passer()).toEqual([]);
    await s.reglerHorloge('2020-11-03T07:00:00Z');
    const recus = await passer();
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
      expect(await passer()).toEqual([]);
      await s.reglerHorloge('2021-06-28T22:00:00Z');
      const rappel = { [`Candidature à déposer : ${titre}`]: ['hubBretagne'] as ClePersonne[] };
      const [brouillon] = await partis(rappel);
      expect(brouillon?.text).toContain('se clôt le 30 juin 2021 à 23 h 59 min 59 s (heure de Paris)');
      expect(await passer()).toEqual([]);
      const prolonge = {
        id: ['ID!', vie.appelId] as [string, string],
        cloture: ['Instant!', '2021-07-02T21:59:59Z'] as [string, string],
      };
      await vie.acte('gestionnaire', 'prolongerAppel', prolonge, 'AppelAProjets');
      await partis({ 'Appel prolongé : Hubs pour un numérique inclusif': ['hubBretagne'] });
      await s.reglerHorloge('2021-06-30T22:00:00Z');
      await partis(rappel);
      await vie.surDossier('hubBretagne', 'deposerCandidature');
      await partis({
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
      const [complements] = await partis({ [`Compléments demandés : ${titre}`]: ['hubBretagne'] });
      expect(complements?.text).toContain('Demande : Comptes illisibles.');
      expect(complements?.text).toContain('au plus tard le 30 juillet 2021');
      await s.reglerHorloge('2021-07-27T22:00:00Z');
      await partis({ [`Compléments bientôt attendus : ${titre}`]: ['hubBretagne'] });
      const reponse = { id: vie.candidatureId, reponse: 'Les voici.' };
      await vie.acte(
        'hubBretagne',
        'repondreComplements',
        { demande: ['RepondreComplementsInput!', reponse] },
        'Candidature',
      );
      await partis({ [`Compléments fournis : ${titre}`]: ['instructrice'] });
      await instruire(s, vie.candidatureId, [20, 16, 16, 14, 12]);
      await partis({ [`Candidature recevable : ${titre}`]: ['hubBretagne'] });
    },
    LENT,
  );

  it(
    'convoque, ouvre un tour de table et le révèle sans jamais dire un montant scellé',
    async () => {
      const membres: ClePersonne[] = ['president', 'bdtVotante', 'regionBretagne', 'fondationAfnic'];
      const autres = membres.slice(1);
      await s.reglerHorloge('2021-09-15T09:00:00Z');
      await vie.proposerParts();
      expect(await passer()).toEqual([]);
      const points = [{ candidatureId: vie.candidatureId }];
      const seance = await convoquer(s, vie.conferenceId, points, '2021-10-04T08:00:00Z');
      vie.seanceId = seance.id;
      vie.pointId = (seance['points'] as { id: string }[])[0]?.id ?? '';
      const [convocation] = await partis({ 'Convocation : Séance d’automne, 4 octobre 2021': membres });
      expect(convocation?.text).toContain('4 octobre 2021 à 10 h 00 min 00 s (heure de Paris). Lieu : Rennes.');
      expect(convocation?.text).toContain('1. Hub Bretagne');
      expect(entete(convocation as CourrielRecu, 'list-unsubscribe')).toBeUndefined();
      expect(convocation?.text).toContain('ne peut pas être désactivé');
      const { id: tourId } = await ouvrirTour(s, vie.seanceId);
      sousScelle.push(...(await partis({ 'Tour de table ouvert : Séance d’automne': autres })));
      await vie.sceller(tourId, SCELLE);
      expect(await passer()).toEqual([]);
      await revelerTour(s, tourId);
      sousScelle.push(...(await partis({ 'Tour de table révélé : Séance d’automne': autres })));
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
      await partis({ 'Pouvoir reçu : Séance d’automne, 4 octobre 2021': ['regionBretagne'] });
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
      await partis({ 'Scrutin ouvert : Hub Bretagne': ['bdtVotante', 'regionBretagne', 'fondationAfnic'] });
      for (const membre of presents) await voter(s, membre, { scrutinId, membreId: vie.sieges[membre], sens: 'POUR' });
      await clore(s, s.monde.jetons.president, scrutinId);
      const actes = await partis({
        'Acte attendu : Hub Bretagne': [
          'president',
          'bdtVotante',
          'gestionnaire',
          'gestionnaire2',
          'regionBretagne',
          'regionBretagneSuppleant',
          'fondationAfnic',
        ],
      });
      const [region] = await adresse('regionBretagne');
      const acte = actes.find((c) => c.pour[0] === region)?.text ?? '';
      expect(acte).toMatch(notations(12_000_000n));
      for (const autre of [35_000_000n, 6_000_000n, 2_000_000n]) expect(acte).not.toMatch(notations(autre));
      const seance = { seanceId: ['ID!', vie.seanceId] as [string, string] };
      await vie.acte('president', 'cloreSeance', { id: ['ID!', vie.seanceId] }, 'Seance');
      await vie.acte('president', 'redigerPv', seance, 'Seance');
      expect(await passer()).toEqual([]);
      await vie.acte('president', 'approuverPv', seance, 'Seance');
      const [, , , decision] = await partis({
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
        'regionBretagne',
        'regionBretagneSuppleant',
        'fondationAfnic',
        'hubBretagne',
      ];
      const recus = await passer();
      expect(
        recus.map((r) => r.subject).filter((sujet) => !sujet?.startsWith('Convention à signer : n° HUBS')),
      ).toEqual([]);
      expect(recus.flatMap((r) => r.pour).sort()).toEqual(
        (await adresse(...parties.filter((p) => p !== 'gestionnaire'))).sort(),
      );
    },
    LENT,
  );
});
