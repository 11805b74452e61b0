import { Composition, CourrielsController, Distribution, Envoi, Facteur, PosteRetenue } from '@tdt/avis';
import { accepter, refuser } from '@tdt/domaine';
import { effacerPersonne, journaliser, Sceaux, UniteDeTravail } from '@tdt/socle';
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
  /** One more line of the journal on the file, as an act would leave it. */
  const annoncer = (action: string) =>
    s.sql(`select journaliser('candidature:' || $1::uuid, $2, null, 'candidature', $1::uuid, null, '{}')`, [
      vie.candidatureId,
      action,
    ]);

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

  it('un acte annulé n’annonce rien : l’événement meurt avec sa transaction', async () => {
    const avant = await s.sql('select count(*) from evenement');
    const chaine = `candidature:${vie.candidatureId}`;
    const objet = { objetType: 'candidature', objetId: vie.candidatureId, acteurId: null };
    const annule = await s.app.get(UniteDeTravail).executer(async (tx) => {
      await journaliser(tx, { chaine, action: 'declarerRecevable', ...objet });
      return refuser('ETAT_INVALIDE', 'Annulé.');
    });
    expect(annule.ok).toBe(false);
    expect(await s.sql('select count(*) from evenement')).toEqual(avant);
    expect(await passer()).toEqual([]);
  });

  it('serveur de courriel à terre puis relevé : le courriel part une fois, sous le même Message-ID', async () => {
    await s.reglerHorloge('2021-11-16T09:00:00Z');
    await boite.fermer();
    const invite = await inviter();
    expect(await passer()).toEqual([]);
    const [courriel] = await s.sql<{ id: string; etat: string; motif: string; essais: number }>(
      'select id, etat, motif, essais from courriel where invitation_id = $1',
      [invite.id],
    );
    expect(courriel).toMatchObject({ etat: 'A_ENVOYER', essais: 1 });
    expect(courriel?.motif).toMatch(/^E[A-Z]+$/);
    await boite.ouvrir();
    expect(await passer()).toEqual([]);
    await s.reglerHorloge('2021-11-16T09:01:00Z');
    const recus = await passer();
    expect(recus.map(({ pour, messageId }) => [pour, messageId])).toEqual([
      [[invite.courriel], `<${courriel?.id}@tourdetable.example>`],
    ]);
    await s.reglerHorloge('2021-11-16T12:00:00Z');
    expect(await passer()).toEqual([]);
  });

  it('un refus passager se reprend, un refus définitif s’abandonne et se voit dans les mesures', async () => {
    const [passager, definitif] = [await inviter(), await inviter()];
    boite.refuser = (a) => {
      if (a === definitif.courriel) return { code: 550, message: `inconnu : ${a}` };
      return a === passager.courriel ? { code: 451, message: 'plus tard' } : null;
    };
    expect(await passer()).toEqual([]);
    const lus = await s.sql<{ etat: string; motif: string }>(
      'select etat, motif from courriel where invitation_id = any ($1) order by id',
      [[passager.id, definitif.id]],
    );
    expect(lus).toEqual([
      { etat: 'A_ENVOYER', motif: 'SMTP 451' },
      { etat: 'ABANDONNE', motif: 'SMTP 550' },
    ]);
    const entetes = { authorization: `Bearer ${JETON_METRIQUES}` };
    const mesures = await (await fetch(`${s.url}/metriques`, { headers: entetes })).text();
    expect(mesures).toContain('tdt_avis{etat="abandonnes"} 1');
    expect(mesures).toContain('tdt_avis{etat="a_envoyer"} 1');
    expect(mesures).toContain('tdt_avis_retard_secondes 0');
    boite.refuser = () => null;
    await s.reglerHorloge('2021-11-16T13:00:00Z');
    expect((await passer()).map((r) => r.pour)).toEqual([[passager.courriel]]);
  });

  it('le lien d’une invitation s’ouvre sans se consommer ; un renouvellement l’éteint', async () => {
    const { id, courriel } = await inviter();
    const [recu] = await passer();
    const chemin = lienDe(recu as CourrielRecu, 'invitations');
    const ecrit = () => s.sql('select acceptee_le, annulee_le from invitation where id = $1', [id]);
    for (let i = 0; i < 3; i += 1) expect((await fetch(s.url + chemin)).status).toBe(200);
    expect(await ecrit()).toEqual([{ acceptee_le: null, annulee_le: null }]);
    expect((await fetch(s.url + chemin, { method: 'POST' })).status).toBe(401);
    const { lien = '' } = await agirSurUtilisateurs(s, 'hubBretagne', 'renouveler', { id });
    const [second] = await passer();
    expect(second?.pour).toEqual([courriel]);
    expect((await fetch(s.url + chemin)).status).toBe(404);
    for (const vif of [lienDe(second as CourrielRecu, 'invitations'), new URL(lien).pathname])
      expect((await fetch(s.url + vif)).status).toBe(200);
    await agirSurUtilisateurs(s, 'hubBretagne', 'renouveler', { id });
    await agirSurUtilisateurs(s, 'hubBretagne', 'annuler', { id });
    expect(await passer()).toEqual([]);
  });

  it('règle, pour soi seul, ce qui part aussitôt, au récapitulatif ou jamais', async () => {
    const lus = await s.gql<{ mesAvis: { reglages: { mode: string }[]; obligatoires: { raison: string }[] } | null }>(
      s.monde.jetons.instructrice,
      '{ mesAvis { reglages { famille mode libelle evenements } obligatoires { libelle raison } } }',
    );
    expect(lus.mesAvis?.reglages.map((r) => r.mode)).toEqual([
      'IMMEDIAT',
      'IMMEDIAT',
      'IMMEDIAT',
      'IMMEDIAT',
      'IMMEDIAT',
      'IMMEDIAT',
      'RECAPITULATIF',
    ]);
    expect(lus.mesAvis?.obligatoires).toHaveLength(6);
    expect(await s.gql(null, '{ mesAvis { reglages { mode } } }')).toEqual({ mesAvis: null });
    const regles = await regler('hubBretagne', 'CANDIDATURES', 'RECAPITULATIF');
    expect(regles.reglerAvis.reglages).toContainEqual({ famille: 'CANDIDATURES', mode: 'RECAPITULATIF' });
    await s.reglerHorloge('2021-11-17T08:00:00Z');
    await annoncer('declarerRecevable');
    await annoncer('declarerRecevable');
    expect(await passer()).toEqual([]);
    await annoncer('declarerIrrecevable');
    await partis({ 'Candidature irrecevable : Hub Bretagne': ['hubBretagne'] });
    await s.reglerHorloge('2021-11-18T07:00:00Z');
    const [recu] = await partis({ 'Récapitulatif du 18 novembre 2021 : 2 nouvelles': ['hubBretagne'] });
    expect(recu?.html?.match(/<h2>/g)).toHaveLength(2);
  });

  it('se désabonne par un POST, en un clic et sans connexion ; ouvrir le lien ne fait rien', async () => {
    await regler('hubBretagne', 'CANDIDATURES', 'IMMEDIAT');
    await annoncer('declarerRecevable');
    const [recu] = await partis({ 'Candidature recevable : Hub Bretagne': ['hubBretagne'] });
    const chemin = lienDe(recu as CourrielRecu, 'desabonnement');
    expect(entete(recu as CourrielRecu, 'list-unsubscribe')).toMatch(new RegExp(`^<http.*${chemin}>$`));
    expect(entete(recu as CourrielRecu, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const choix = () =>
      s.sql(`select mode from preference_avis where utilisateur_id = $1 and famille = 'CANDIDATURES'`, [
        s.monde.personnes.hubBretagne,
      ]);
    const page = await fetch(s.url + chemin);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
    expect(await choix()).toEqual([{ mode: 'IMMEDIAT' }]);
    const unClic = { 'content-type': 'application/x-www-form-urlencoded' };
    const fait = await fetch(s.url + chemin, { method: 'POST', headers: unClic, body: 'List-Unsubscribe=One-Click' });
    expect(fait.status).toBe(200);
    expect(await choix()).toEqual([{ mode: 'AUCUN' }]);
    await annoncer('declarerRecevable');
    expect(await passer()).toEqual([]);
    expect((await fetch(`${s.url}/desabonnement/inconnu`, { method: 'POST' })).status).toBe(404);
  });

  it('ne dit rien à qui n’a plus le droit de lire, ni à qui s’est effacé, et n’en garde pas l’adresse', async () => {
    await regler('hubBretagne', 'CANDIDATURES', 'IMMEDIAT');
    const qui = s.monde.personnes.hubBretagne;
    const [gwenn] = await adresse('hubBretagne');
    await annoncer('declarerRecevable');
    await boite.fermer();
    expect(await passer()).toEqual([]);
    await s.sql(`update habilitation set fin = maintenant() where utilisateur_id = $1`, [qui]);
    await boite.ouvrir();
    await s.reglerHorloge('2021-11-18T09:00:00Z');
    expect(await passer()).toEqual([]);
    await s.sql(`update habilitation set fin = null where utilisateur_id = $1`, [qui]);
    const dernier = await s.sql(
      'select etat, retenu from courriel where utilisateur_id = $1 order by cree_le desc, id desc limit 1',
      [qui],
    );
    expect(dernier).toEqual([{ etat: 'SANS_OBJET', retenu: null }]);
    const tables = await s.sql<{ t: string }>(
      `select (select json_agg(c)::text from courriel c) || (select json_agg(e)::text from evenement e)
         || (select json_agg(a)::text from avis a) as t`,
    );
    expect(tables[0]?.t).not.toContain(gwenn);
    expect(tables[0]?.t).not.toContain('@');
  });

  it('tient le texte des gens hors des entêtes, et dit la même chose en texte et en HTML', async () => {
    const piege = 'Titre\r\nBcc: pirate@ailleurs.example\r\n\r\n<img src=x>\u202e';
    await s.sql('update candidature set titre = $2 where id = $1', [vie.candidatureId, piege]);
    await annoncer('declarerRecevable');
    const [gwenn] = await adresse('hubBretagne');
    const [recu, ...autres] = await passer();
    expect([recu?.pour, autres]).toEqual([[gwenn], []]);
    expect(recu?.subject).toBe('Candidature recevable : Titre Bcc: pirate@ailleurs.example <img src=x>');
    expect(recu?.bcc).toBeUndefined();
    expect(recu?.html).toContain('&lt;img src=x&gt;');
    expect(recu?.html).not.toMatch(/<(img|script|style|link)/);
    expect(recu?.html).toContain('<html lang="fr">');
    const lu = recu as CourrielRecu;
    expect(['auto-submitted', 'content-language'].map((nom) => entete(lu, nom))).toEqual(['auto-generated', 'fr']);
    expect(recu?.from).toMatchObject({ name: 'Tour de table', address: 'avis@tourdetable.example' });
    expect(recu?.to?.[0]).toMatchObject({ name: 'Gwenn Exemple', address: gwenn });
  });

  it('sans serveur de courriel, garde ce qui serait parti pour la démonstration, et l’efface avec la personne', async () => {
    expect((await fetch(`${s.url}/courriels`, { headers: { accept: 'application/json' } })).status).toBe(404);
    await s.sql(`update candidature set titre = 'Hub Bretagne' where id = $1`, [vie.candidatureId]);
    await annoncer('declarerRecevable');
    await s.app.get(Distribution).distribuerUn();
    const retenue = new PosteRetenue(s.app.get(UniteDeTravail));
    expect(await new Envoi(s.source, s.app.get(Composition), retenue).envoyerUn()).toBe(true);
    const montrer = async () => {
      let page = '';
      const reponse = { send: (corps: string) => (page = corps) };
      const chaine = Object.assign(reponse, { status: () => chaine, set: () => chaine, type: () => chaine });
      await new CourrielsController(s.source, { demonstration: true } as never).montrer(chaine as never);
      return page;
    };
    const page = await montrer();
    expect(page).toContain('<h2>Candidature recevable : Hub Bretagne</h2>');
    expect(page).toContain('Gwenn Exemple, ');
    await s.app.get(UniteDeTravail).executer(async (tx) => {
      await effacerPersonne(tx, s.monde.personnes.hubBretagne);
      return accepter();
    });
    expect(await montrer()).not.toContain('Candidature recevable');
    await annoncer('declarerRecevable');
    expect(await passer()).toEqual([]);
    const [fin] = await s.sql('select etat from courriel order by cree_le desc, id desc limit 1');
    expect(fin).toEqual({ etat: 'SANS_OBJET' });
  });
});
