import type { Page, WebSocketRoute } from 'playwright-core';
import { conferenceDesCinq, scellerTout } from '../outillage/cinq-financeurs.js';
import { EN_GRAND } from '../outillage/ampleur.js';
import { choisir, ecrire, presser } from '../outillage/clavier.js';
import { convoquer } from '../outillage/conference.js';
import { Ecrans } from '../outillage/ecrans.js';
import { agir, deposerBulletin, type Acte } from '../outillage/gestes-seance.js';
import { semerGrandTour } from '../outillage/grand-tour.js';
import { quitterAussitot } from '../outillage/retour.js';
import { demarrerServeur, type Serveur } from '../outillage/serveur.js';
import { AVANT, JOUR_DE_SEANCE } from '../outillage/tour.js';

const LENT = 120_000;
const SIX = ['president', 'anct', 'regionBretagne', 'mel', 'brestMetropole', 'fondationAfnic'] as const;
type Qui = (typeof SIX)[number] | 'gestionnaire';

describe('Une séance, de la convocation au procès-verbal, à six navigateurs et sans souris : un déport, un pouvoir, une suspension', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let conference: Awaited<ReturnType<typeof conferenceDesCinq>>;
  const pages = {} as Record<Qui, Page>;
  const noms: Record<string, string> = {};
  /** The WebSockets of the one browser whose live channel will be cut, and whether the network now refuses them. */
  const prises: WebSocketRoute[] = [];
  let coupee = false;

  const entrer = async (qui: Qui, chemin: string) => {
    pages[qui] = await ecrans.entrer(s.monde.personnes[qui], chemin);
  };

  beforeAll(async () => {
    s = await demarrerServeur('seance-ecrans');
    conference = await conferenceDesCinq(s);
    const organismes = await s.sql<{ id: string; nom: string }>('select id, nom from organisme');
    for (const [cle, id] of Object.entries(s.monde.organismes))
      noms[cle] = organismes.find((o) => o.id === id)?.nom ?? '';
    await s.reglerHorloge(AVANT);
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  /** Every browser, or these, shows this text, without having been reloaded. */
  async function tousVoient(texte: string | RegExp, qui: readonly Qui[] = SIX): Promise<void> {
    await Promise.all(qui.map((q) => pages[q].getByText(texte).first().waitFor()));
    for (const q of qui) expect(await pages[q].evaluate('window.temoin')).toBe(q);
  }

  /** Reloads this browser, goes back and comes forward: it then follows the session again. */
  async function revenir(qui: Qui): Promise<void> {
    await ecrans.retourEtRecharge(pages[qui], '/seances/:id');
    await pages[qui].waitForSelector('text=En direct : cette page suit la séance');
    await pages[qui].evaluate(`window.temoin = '${qui}'`);
  }

  const faire = (qui: Qui, ...acte: Acte) => agir(pages[qui], ...acte);
  const voter = (qui: Qui, sens: string, pour: string) => deposerBulletin(pages[qui], sens, pour);

  it(
    'le secrétariat prépare la convocation ; la présidence l’ouvre à son adresse, et convoque : trop tard, puis à temps',
    async () => {
      await entrer('gestionnaire', '/seances/nouvelle');
      const staff = pages.gestionnaire;
      await staff.click('text=Inscrire les 4 dossiers');
      await staff.fill('#champ-intitule', 'Séance d’automne');
      await staff.fill('#champ-lieu', 'Rennes, et visioconférence');
      await ecrans.retourEtRecharge(staff, '/seances/nouvelle');
      const adresse = new URL((await staff.textContent('section .tdt-empreinte')) ?? '');
      expect(await staff.isVisible('text=Vérifier et convoquer')).toBe(false);
      pages.president = await ecrans.relever(staff, s.monde.personnes.president, adresse.pathname + adresse.search);
      const page = pages.president;
      await page.waitForSelector('ol li:has-text("4. Projet de hubLo")');
      await page.click('text=Vérifier et convoquer');
      await page.waitForSelector('text=Indiquez l’heure de la séance.');
      await ecrans.controler(page, 'convocation');
      await page.fill('#champ-prevueLe', '2021-09-03');
      await page.fill('#champ-heure', '10:00');
      const convoquer = async () => {
        await page.click('text=Vérifier et convoquer');
        await page.click('dialog[open] button:has-text("Convoquer")');
      };
      await convoquer();
      await page.waitForSelector('.fr-alert:has-text("au moins 5 jours pleins avant la séance")');
      await page.fill('#champ-prevueLe', '2021-09-20');
      await convoquer();
      await page.waitForSelector('h1:has-text("Séance d’automne")');
      await faire('president', 'Ouvrir un tour de table', 'Ouvrir le tour');
      await page.waitForSelector('text=Les montants sont sous scellé');
    },
    LENT,
  );

  it(
    'le jour dit, chacun trouve la séance, dans sa liste ou à son adresse, et la suit en direct',
    async () => {
      const [tour] = await s.sql<{ id: string; seance: string }>('select id, seance_id as seance from tour');
      await scellerTout(s, { ...conference, seanceId: tour?.seance ?? '', points: {} }, tour?.id ?? '');
      await convoquer(s, conference.conferenceId, [{ type: 'AUTRE', intitule: 'Bilan' }], '2021-09-20T07:00:00Z', {
        intitule: 'Bilan de l’année',
      });
      await s.reglerHorloge(JOUR_DE_SEANCE);
      await ecrans.relever(pages.president, s.monde.personnes.president, '/seances');
      await entrer('mel', '/seances');
      await pages.president.waitForSelector('main a:text-is("Séance d’automne")');
      await ecrans.controler(pages.president, 'seances');
      await ecrans.retourEtRecharge(pages.president, '/seances');
      const [bilan] = await s.sql<{ id: string }>('select id from seance where intitule = $1', ['Bilan de l’année']);
      const seconde = await ecrans.onglet(pages.president.context(), `/seances/${bilan?.id}/reconvoquer`);
      await seconde.waitForSelector('h1:has-text("Convoquer de nouveau")');
      await ecrans.controler(seconde, 'reconvocation');
      await ecrans.retourEtRecharge(seconde, '/seances/:id/reconvoquer');
      await seconde.goto(new URL('/seances', seconde.url()).href);
      await quitterAussitot(seconde, 'main a:text-is("Séance d’automne")');
      await seconde.close();
      await pages.mel.routeWebSocket('**/graphql', (prise) => {
        if (coupee) return void prise.close();
        prise.connectToServer();
        prises.push(prise);
      });
      await Promise.all(
        SIX.map(async (qui) => {
          if (qui in pages) await pages[qui].click('main a:text-is("Séance d’automne")');
          else await entrer(qui, `/seances/${tour?.seance}`);
          await pages[qui].waitForSelector('text=En direct : cette page suit la séance');
          await pages[qui].evaluate(`window.temoin = '${qui}'`);
        }),
      );
      await tousVoient('Pas encore là');
      expect(prises).toHaveLength(1);
    },
    LENT,
  );

  it(
    'émargements, pouvoir, une membre notée par la présidence, une erreur annulée, puis l’ouverture',
    async () => {
      await faire('fondationAfnic', 'Donner pouvoir', 'Donner pouvoir', (p) =>
        choisir(p, 'dialog[open] select', noms['brestMetropole'] ?? ''),
      );
      for (const qui of ['president', 'anct', 'mel', 'brestMetropole'] as const)
        await faire(qui, /^Émarger pour/, 'J’émarge');
      const noter = (cle: string) =>
        faire('president', 'Noter la présence d’un membre', 'Noter présent', (p) =>
          choisir(p, 'dialog[open] select', noms[cle] ?? ''),
        );
      await noter('bdt');
      await tousVoient(/6 membres sur 7, il en faut 4/);
      await faire('president', `Annuler la présence de ${noms['bdt']}`, 'Annuler la présence');
      await noter('regionBretagne');
      await tousVoient(/^Présent dans la salle, noté par/);
      await tousVoient(`Représenté par ${noms['brestMetropole']}`);
      await ecrans.controler(pages.president, 'seance-convoquee');
      await revenir('fondationAfnic');
      await faire('president', 'Ouvrir la séance', 'Ouvrir');
      await tousVoient(/^Ouverte le 20/);
    },
    LENT,
  );

  it(
    'tour révélé, propositions côte à côte, une figée : chacun lit pourquoi, et le prix d’entrée d’un projet écarté',
    async () => {
      expect(await pages.anct.isVisible('a:has-text("Revoir l’annonce scellée")')).toBe(true);
      await faire('president', 'Révéler les annonces', 'Révéler');
      await tousVoient('Les propositions côte à côte');
      await faire('president', 'Figer : Liste classée', 'Figer');
      await tousVoient('Proposition figée n° 1.');
      await revenir('anct');
      const choix = 'select[id^="champ-pourquoi"]';
      await pages.anct.selectOption(choix, { label: 'Projet de hubBretagne' });
      await pages.anct.waitForSelector('caption:has-text("Ce qui a fixé chaque montant")');
      await pages.anct.selectOption(choix, { label: 'Projet de hubLo' });
      await pages.anct.click('text=Chercher son prix d’entrée dans le plan');
      await pages.anct.waitForSelector('text=/Somme des notes\\s: \\d+ avec lui/');
      await pages.anct.click('text=Comparer les propositions');
      await pages.anct.waitForSelector('th:has-text("Ce qui est prouvé")');
      await ecrans.controler(pages.anct, 'propositions');
    },
    LENT,
  );

  it(
    'un déport, puis le scrutin : le membre en déport ne voit pas le plan, celui dont la liaison est coupée suit quand même',
    async () => {
      await faire('regionBretagne', 'Me déporter de ce point', 'Me déporter', (p) =>
        choisir(p, 'dialog[open] select', 'Siège dans une instance du porteur'),
      );
      await tousVoient(new RegExp(`En déport sur ce point : ${noms['regionBretagne']}`));
      coupee = true;
      await prises[0]?.close({ code: 4_000 });
      await pages.mel.waitForSelector('text=Liaison directe coupée');
      await faire('president', 'Ouvrir le scrutin', 'Ouvrir le scrutin');
      await tousVoient('Le scrutin est ouvert.');
      expect(await pages.mel.isVisible('text=Liaison directe coupée')).toBe(true);
      expect(await pages.mel.isVisible('text=Plan de financement soumis au vote')).toBe(true);
      expect(await pages.regionBretagne.isVisible('text=Vous êtes en déport sur ce point')).toBe(true);
      expect(await pages.regionBretagne.isVisible('text=Plan de financement soumis au vote')).toBe(false);
      expect(await pages.regionBretagne.isVisible('legend:has-text("Votre vote")')).toBe(false);
      await ecrans.controler(pages.brestMetropole, 'scrutin');
      await revenir('regionBretagne');
      expect(await pages.regionBretagne.isVisible('text=Plan de financement soumis au vote')).toBe(false);
    },
    LENT,
  );

  it(
    'la présidence suspend en plein scrutin : tous le voient, plus personne ne vote ; à la reprise il continue',
    async () => {
      // What waits for somebody leads to his ballot.
      await presser(pages.anct, pages.anct.getByRole('link', { name: 'Ce qui m’attend' }));
      await presser(pages.anct, 'a:has-text("Voter sur « Projet de hubBretagne »")');
      await voter('anct', 'Pour', 'Votre vote pour');
      await pages.anct.waitForSelector('text=a voté : pour');
      await revenir('anct');
      await faire('president', 'Suspendre la séance', 'Suspendre', (p) =>
        ecrire(p, 'dialog[open] #champ-motif', 'Concertation des financeurs'),
      );
      await tousVoient(/Depuis le 20 septembre 2021 à 10:00\s: Concertation des financeurs/);
      for (const qui of ['president', 'mel', 'brestMetropole'] as const)
        expect(await pages[qui].isVisible('legend:has-text("Votre vote")')).toBe(false);
      expect(await pages.president.isVisible('text=Clore et proclamer')).toBe(false);
      await tousVoient('Le scrutin attend la reprise de la séance.');
      await ecrans.controler(pages.president, 'suspendue');
      await revenir('brestMetropole');
      await faire('president', 'Reprendre la séance', 'Reprendre');
      await tousVoient('Le scrutin est ouvert.');
      await tousVoient(/^Suspendue du 20 septembre/);
    },
    LENT,
  );

  it(
    'cinq bulletins, dont un par pouvoir, puis la proclamation : le résultat se lit partout',
    async () => {
      await voter('president', 'Pour', 'Votre vote pour');
      await voter('mel', 'Contre', 'Votre vote pour');
      await voter('brestMetropole', 'Pour', 'Votre vote pour');
      await voter('brestMetropole', 'Abstention', 'par pouvoir');
      await tousVoient(/^5 bulletins reçus|5 bulletins reçus/);
      // Until the closing nobody reads the ballot of another: the giver of a mandate reads his own.
      await tousVoient('Il a voté : abstention.', ['fondationAfnic']);
      expect(await pages.anct.isVisible('text=abstention.')).toBe(false);
      await faire('president', 'Clore et proclamer', 'Clore et proclamer');
      await tousVoient(/Adopté\s: 3 voix pour, 1 contre, 1 abstention/);
      await ecrans.controler(pages.president, 'resultat');
      await revenir('president');
      coupee = false;
      await pages.mel.waitForSelector('text=En direct : cette page suit la séance');
    },
    LENT,
  );

  it(
    'la clôture et le procès-verbal ; recharger et revenir en arrière montrent le même état',
    async () => {
      await pages.president.click('button:has-text("Ajouter un point")');
      await pages.president.fill('dialog[open] #champ-intitule', 'Calendrier');
      await pages.president.click('dialog[open] button:has-text("Ajouter le point")');
      await pages.president.waitForSelector('dialog[open] :text("un point ne s’ajoute que si aucun membre, consulté")');
      await pages.president.click('dialog[open] button:has-text("Renoncer")');
      await faire('president', 'Clore la séance', 'Clore définitivement');
      await tousVoient('La séance est close. Son procès-verbal reste à rédiger.');
      await entrer('gestionnaire', new URL(pages.president.url()).pathname);
      await faire('gestionnaire', 'Rédiger le procès-verbal', 'Rédiger');
      await tousVoient('Télécharger le procès-verbal (PDF)');
      await faire('president', 'Approuver le procès-verbal', 'Approuver définitivement');
      await tousVoient('Le procès-verbal est approuvé et figé.');
      await revenir('anct');
      await pages.anct.waitForSelector('text=Le procès-verbal est approuvé et figé.');
    },
    LENT,
  );

  it(
    'une séance sans quorum : la présidence le constate et convoque de nouveau, sur le même ordre du jour',
    async () => {
      const page = pages.president;
      await page.goBack();
      await page.waitForSelector('caption:has-text("Passées")');
      await page.click('caption:has-text("À venir") ~ tbody a');
      await faire('president', 'Ouvrir la séance', 'Constater');
      await page.click('a:has-text("Convoquer de nouveau")');
      await page.fill('#champ-prevueLe', '2021-09-27');
      await page.fill('#champ-heure', '10:00');
      await page.click('text=Vérifier et convoquer');
      await page.click('dialog[open] button:has-text("Convoquer")');
      await page.waitForSelector('text=Seconde convocation : la séance se tiendra sans condition de quorum.');
    },
    LENT,
  );

  // Its length is what it shows: `npm run epreuves -- ecrans` plays it, and the API's own test the calculation.
  if (EN_GRAND)
    it(
      'cent cinquante projets : liste et parts égales tout de suite, l’optimum se suit, se retrouve, s’arrête, et dit son écart',
      async () => {
        for (const page of Object.values(pages)) await page.context().close();
        const { seanceId } = await semerGrandTour(s, 150);
        await entrer('president', `/seances/${seanceId}`);
        const page = pages.president;
        const prouve = 'tr:has(th:text-is("Ce qui est prouvé")) td';
        await page.waitForSelector(`${prouve}:has-text("À calculer")`);
        const dits = ['Prouvé le meilleur', 'Prouvé le meilleur', 'À calculer', 'À calculer'];
        expect(await page.locator(prouve).allTextContents()).toEqual(dits);
        expect(await page.isDisabled('button:has-text("Figer : Optimum")')).toBe(true);
        await faire('president', 'Lancer le calcul', 'Lancer');
        await page.waitForSelector('progress');
        await page.waitForSelector('text=/Écart certifié\\s: \\d+ points?/');
        await page.reload();
        await page.waitForSelector('progress');
        await faire('president', 'Arrêter le calcul', 'Arrêter');
        await page.waitForSelector('td:has-text("Non prouvé le meilleur : à")');
        expect(await page.isEnabled('button:has-text("Figer : Optimum")')).toBe(true);
      },
      LENT,
    );

  it('n’a rien laissé à redire : ni la console, ni axe, ni nos règles, ni le bouton « précédent »', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
