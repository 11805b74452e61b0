import { Composition, CourrielsController, Distribution, Envoi, PosteRetenue } from '@tdt/avis';
import { accepter, refuser } from '@tdt/domaine';
import { effacerPersonne, journaliser, Sceaux, UniteDeTravail } from '@tdt/socle';
import { entete, type CourrielRecu } from './epreuves/boite-aux-lettres.js';
import { creerConference, MONTANTS, semerAppel, semerCandidature } from './outillage/conference.js';
import { Courrier, JETON_METRIQUES, lienDe } from './outillage/courrier.js';
import type { Serveur } from './outillage/serveur.js';
import { agirSurUtilisateurs } from './outillage/utilisateurs.js';

describe('Faire partir les courriels', () => {
  let c: Courrier;
  let s: Serveur;
  let candidatureId: string;

  /** One more line of the journal on the file, as an act would leave it. */
  const annoncer = (action: string) =>
    s.sql(`select journaliser('candidature:' || $1::uuid, $2, null, 'candidature', $1::uuid, null, '{}')`, [
      candidatureId,
      action,
    ]);

  beforeAll(async () => {
    c = await Courrier.ouvrir('avis_envoi');
    ({ s } = c);
    await s.app.get(Sceaux).passer();
    await s.reglerHorloge('2021-11-15T09:00:00Z');
    const { conferenceId } = await creerConference(s, ['rennesMetropole', 'bdt']);
    candidatureId = await semerCandidature(s, await semerAppel(s, conferenceId), 'hubBretagne', MONTANTS);
    await c.passer();
  }, 60_000);
  afterAll(() => c?.fermer());

  it('un acte annulé n’annonce rien : l’événement meurt avec sa transaction', async () => {
    const avant = await s.sql('select count(*) from evenement');
    const chaine = `candidature:${candidatureId}`;
    const objet = { objetType: 'candidature', objetId: candidatureId, acteurId: null };
    const annule = await s.app.get(UniteDeTravail).executer(async (tx) => {
      await journaliser(tx, { chaine, action: 'declarerRecevable', ...objet });
      return refuser('ETAT_INVALIDE', 'Annulé.');
    });
    expect(annule.ok).toBe(false);
    expect(await s.sql('select count(*) from evenement')).toEqual(avant);
    expect(await c.passer()).toEqual([]);
  });

  it('serveur de courriel à terre puis relevé : le courriel part une fois, sous le même Message-ID', async () => {
    await s.reglerHorloge('2021-11-16T09:00:00Z');
    await c.boite.fermer();
    const invite = await c.inviter();
    expect(await c.passer()).toEqual([]);
    const [courriel] = await s.sql<{ id: string; etat: string; motif: string; essais: number }>(
      'select id, etat, motif, essais from courriel where invitation_id = $1',
      [invite.id],
    );
    expect(courriel).toMatchObject({ etat: 'A_ENVOYER', essais: 1 });
    expect(courriel?.motif).toMatch(/^E[A-Z]+$/);
    await c.boite.ouvrir();
    expect(await c.passer()).toEqual([]);
    await s.reglerHorloge('2021-11-16T09:01:00Z');
    const recus = await c.passer();
    expect(recus.map(({ pour, messageId }) => [pour, messageId])).toEqual([
      [[invite.courriel], `<${courriel?.id}@tourdetable.example>`],
    ]);
    await s.reglerHorloge('2021-11-16T12:00:00Z');
    expect(await c.passer()).toEqual([]);
  });

  it('un refus passager se reprend, un refus définitif s’abandonne et se voit dans les mesures', async () => {
    const [passager, definitif] = [await c.inviter(), await c.inviter()];
    c.boite.refuser = (a) => {
      if (a === definitif.courriel) return { code: 550, message: `inconnu : ${a}` };
      return a === passager.courriel ? { code: 451, message: 'plus tard' } : null;
    };
    expect(await c.passer()).toEqual([]);
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
    c.boite.refuser = () => null;
    await s.reglerHorloge('2021-11-16T13:00:00Z');
    expect((await c.passer()).map((r) => r.pour)).toEqual([[passager.courriel]]);
  });

  it('le lien d’une invitation s’ouvre sans se consommer ; un renouvellement l’éteint', async () => {
    const { id, courriel } = await c.inviter();
    const [recu] = await c.passer();
    const chemin = lienDe(recu as CourrielRecu, 'invitations');
    const ecrit = () => s.sql('select acceptee_le, annulee_le from invitation where id = $1', [id]);
    for (let i = 0; i < 3; i += 1) expect((await fetch(s.url + chemin)).status).toBe(200);
    expect(await ecrit()).toEqual([{ acceptee_le: null, annulee_le: null }]);
    expect((await fetch(s.url + chemin, { method: 'POST' })).status).toBe(401);
    const { lien = '' } = await agirSurUtilisateurs(s, 'hubBretagne', 'renouveler', { id });
    const [second] = await c.passer();
    expect(second?.pour).toEqual([courriel]);
    expect((await fetch(s.url + chemin)).status).toBe(404);
    for (const vif of [lienDe(second as CourrielRecu, 'invitations'), new URL(lien).pathname])
      expect((await fetch(s.url + vif)).status).toBe(200);
    await agirSurUtilisateurs(s, 'hubBretagne', 'renouveler', { id });
    await agirSurUtilisateurs(s, 'hubBretagne', 'annuler', { id });
    expect(await c.passer()).toEqual([]);
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
    expect(lus.mesAvis?.obligatoires).toHaveLength(9);
    expect(await s.gql(null, '{ mesAvis { reglages { mode } } }')).toEqual({ mesAvis: null });
    const regles = await c.regler('hubBretagne', 'CANDIDATURES', 'RECAPITULATIF');
    expect(regles.reglerAvis.reglages).toContainEqual({ famille: 'CANDIDATURES', mode: 'RECAPITULATIF' });
    await s.reglerHorloge('2021-11-17T08:00:00Z');
    await annoncer('declarerRecevable');
    await annoncer('declarerRecevable');
    expect(await c.passer()).toEqual([]);
    await annoncer('declarerIrrecevable');
    await c.partis({ 'Candidature irrecevable : Projet de hubBretagne': ['hubBretagne'] });
    await s.reglerHorloge('2021-11-18T07:00:00Z');
    const [recu] = await c.partis({ 'Récapitulatif du 18 novembre 2021 : 2 nouvelles': ['hubBretagne'] });
    expect(recu?.html?.match(/<h2>/g)).toHaveLength(2);
  });

  it('se désabonne par un POST, en un clic et sans connexion ; ouvrir le lien ne fait rien', async () => {
    await c.regler('hubBretagne', 'CANDIDATURES', 'IMMEDIAT');
    await annoncer('declarerRecevable');
    const [recu] = await c.partis({ 'Candidature recevable : Projet de hubBretagne': ['hubBretagne'] });
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
    expect(await c.passer()).toEqual([]);
    expect((await fetch(`${s.url}/desabonnement/inconnu`, { method: 'POST' })).status).toBe(404);
  });

  it('ne dit rien à qui n’a plus le droit de lire, ni à qui s’est effacé, et n’en garde pas l’adresse', async () => {
    await c.regler('hubBretagne', 'CANDIDATURES', 'IMMEDIAT');
    const qui = s.monde.personnes.hubBretagne;
    const [gwenn] = await c.adresses('hubBretagne');
    await annoncer('declarerRecevable');
    await c.boite.fermer();
    expect(await c.passer()).toEqual([]);
    await s.sql(`update habilitation set fin = maintenant() where utilisateur_id = $1`, [qui]);
    await c.boite.ouvrir();
    await s.reglerHorloge('2021-11-18T09:00:00Z');
    expect(await c.passer()).toEqual([]);
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
    await s.sql('update candidature set titre = $2 where id = $1', [candidatureId, piege]);
    await annoncer('declarerRecevable');
    const [gwenn] = await c.adresses('hubBretagne');
    const [recu, ...autres] = await c.passer();
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
    await s.sql(`update candidature set titre = 'Projet de hubBretagne' where id = $1`, [candidatureId]);
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
    expect(page).toContain('<h2>Candidature recevable : Projet de hubBretagne</h2>');
    expect(page).toContain('Gwenn Exemple, ');
    await s.app.get(UniteDeTravail).executer(async (tx) => {
      await effacerPersonne(tx, s.monde.personnes.hubBretagne);
      return accepter();
    });
    expect(await montrer()).not.toContain('Candidature recevable');
    await annoncer('declarerRecevable');
    expect(await c.passer()).toEqual([]);
    const [fin] = await s.sql('select etat from courriel order by cree_le desc, id desc limit 1');
    expect(fin).toEqual({ etat: 'SANS_OBJET' });
  });
});
