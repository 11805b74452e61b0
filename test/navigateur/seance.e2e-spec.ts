import type { Page, WebSocketRoute } from 'playwright-core';
import { parId } from '../outillage/conference.js';
import { scellerTout, seanceDesCinq } from '../outillage/cinq-financeurs.js';
import { Ecrans } from '../outillage/ecrans.js';
import { demarrerServeur, type Serveur } from '../outillage/serveur.js';
import { JOUR_DE_SEANCE, ouvrirTour, type SeanceDeTour } from '../outillage/tour.js';

const LENT = 120_000;
const SIX = ['president', 'anct', 'regionBretagne', 'mel', 'brestMetropole', 'fondationAfnic'] as const;
type Qui = (typeof SIX)[number];

describe('Une séance à six navigateurs : présidence, cinq financeurs, un déport, un pouvoir', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let seance: SeanceDeTour;
  const pages = {} as Record<Qui, Page>;
  /** The WebSockets of the one browser whose live channel will be cut, and whether the network now refuses them. */
  const prises: WebSocketRoute[] = [];
  let coupee = false;

  const noms = (cle: Exclude<Qui, 'president'>) =>
    s
      .sql<{ nom: string }>('select nom from organisme where id = $1', [s.monde.organismes[cle]])
      .then(([o]) => o?.nom ?? '');

  beforeAll(async () => {
    s = await demarrerServeur('seance-ecrans');
    seance = await seanceDesCinq(s);
    const tour = await ouvrirTour(s, seance.seanceId);
    await scellerTout(s, seance, tour.id);
    await s.reglerHorloge(JOUR_DE_SEANCE);
    ecrans = await Ecrans.ouvrir(s);
    for (const qui of SIX) pages[qui] = await ecrans.entrer(s.monde.personnes[qui], '/seances');
    await pages.mel.routeWebSocket('**/graphql', (prise) => {
      if (coupee) return void prise.close();
      prise.connectToServer();
      prises.push(prise);
    });
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  /** Every browser, or these, shows this text, without having been reloaded. */
  async function tousVoient(texte: string | RegExp, qui: readonly Qui[] = SIX): Promise<void> {
    for (const q of qui) {
      await pages[q].getByText(texte).first().waitFor();
      expect(await pages[q].evaluate('window.temoin')).toBe(q);
    }
  }

  /** Clicks the button of an act, then confirms it in its dialog. */
  async function faire(
    qui: Qui,
    bouton: string | RegExp,
    confirmer: string,
    dans?: (dialogue: Page) => Promise<unknown>,
  ) {
    const page = pages[qui];
    await page.getByRole('button', { name: bouton }).first().click();
    await page.waitForSelector('dialog[open]');
    await dans?.(page);
    await page.locator('dialog[open]').getByRole('button', { name: confirmer, exact: true }).click();
    await page.waitForSelector('dialog[open]', { state: 'detached' });
  }

  it(
    'chacun trouve la séance dans sa liste et la suit en direct',
    async () => {
      await ecrans.controler(pages.president, 'seances');
      for (const qui of SIX) {
        await pages[qui].click('main a:has-text("Séance d’automne")');
        await pages[qui].waitForSelector('text=En direct : cette page suit la séance');
        await pages[qui].evaluate(`window.temoin = '${qui}'`);
      }
      await tousVoient('Pas encore là');
      expect(prises).toHaveLength(1);
    },
    LENT,
  );

  it(
    'émargements, pouvoir et ouverture : les autres les voient sans recharger',
    async () => {
      const afnic = await noms('fondationAfnic');
      const brest = await noms('brestMetropole');
      await faire('fondationAfnic', 'Donner pouvoir', 'Donner pouvoir', (p) =>
        p.selectOption('dialog[open] select', { label: brest }),
      );
      await tousVoient(`Représenté par ${brest}`);
      for (const qui of ['president', 'anct', 'regionBretagne', 'mel', 'brestMetropole'] as const)
        await faire(qui, /^Émarger pour/, 'J’émarge');
      await tousVoient(/6 membres sur 7, il en faut 4/);
      await tousVoient('Le quorum est atteint');
      await ecrans.controler(pages.fondationAfnic, 'seance-convoquee');
      await faire('president', 'Ouvrir la séance', 'Ouvrir');
      await tousVoient(/^Ouverte le 20/);
      expect(afnic).not.toBe(brest);
    },
    LENT,
  );

  it(
    'tour révélé, propositions côte à côte, une figée : chacun lit pourquoi',
    async () => {
      await tousVoient('Les montants sont sous scellé');
      await faire('president', 'Révéler les annonces', 'Révéler');
      await tousVoient('Les propositions côte à côte');
      await ecrans.controler(pages.anct, 'propositions');
      await faire('president', 'Figer : Liste classée', 'Figer');
      await tousVoient('Proposition figée n° 1.');
      await pages.anct.selectOption('select[id^="champ-pourquoi"]', { label: 'Projet de hubBretagne' });
      await pages.anct.waitForSelector('caption:has-text("Ce qui a fixé chaque montant")');
    },
    LENT,
  );

  it(
    'un déport, puis le scrutin : le membre en déport ne voit pas le plan, celui dont la liaison est coupée suit quand même',
    async () => {
      await faire('regionBretagne', 'Me déporter de ce point', 'Me déporter', (p) =>
        p.selectOption('dialog[open] select', { value: 'SIEGE_CHEZ_LE_PORTEUR' }),
      );
      const region = await noms('regionBretagne');
      await tousVoient(new RegExp(`En déport sur ce point : ${region}`));
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
    },
    LENT,
  );

  async function voter(qui: Qui, sens: string, pour: string) {
    const page = pages[qui];
    const groupe = page.locator('.tdt-bloc .tdt-bloc', { hasText: pour });
    await groupe.getByText(sens, { exact: true }).click();
    await groupe.getByRole('button', { name: /^Voter pour/ }).click();
    await page.locator('dialog[open]').getByRole('button', { name: 'Déposer le bulletin' }).click();
    await page.waitForSelector('dialog[open]', { state: 'detached' });
  }

  it(
    'cinq bulletins, dont un par pouvoir, puis la proclamation : le résultat se lit partout',
    async () => {
      await voter('president', 'Pour', 'Votre vote pour');
      await voter('anct', 'Pour', 'Votre vote pour');
      await voter('mel', 'Contre', 'Votre vote pour');
      await voter('brestMetropole', 'Pour', 'Votre vote pour');
      await voter('brestMetropole', 'Abstention', 'par pouvoir');
      await tousVoient(/^5 bulletins reçus|5 bulletins reçus/);
      // Until the closing nobody reads the ballot of another: the giver of a mandate reads his own.
      await tousVoient('Il a voté : abstention.', ['fondationAfnic']);
      expect(await pages.anct.isVisible('text=abstention.')).toBe(false);
      await faire('president', 'Clore et proclamer', 'Clore et proclamer');
      await tousVoient(/Adopté : 3 voix pour, 1 contre, 1 abstention/);
      await ecrans.controler(pages.president, 'resultat');
      coupee = false;
      await pages.mel.waitForSelector('text=En direct : cette page suit la séance');
    },
    LENT,
  );

  it(
    'la clôture et le procès-verbal ; recharger et revenir en arrière montrent le même état',
    async () => {
      await faire('president', 'Clore la séance', 'Clore définitivement');
      await tousVoient('La séance est close. Son procès-verbal reste à rédiger.');
      await parId(s, s.monde.jetons.gestionnaire, 'redigerPv', 'seanceId', seance.seanceId, ['Seance', 'id']);
      await tousVoient('Télécharger le procès-verbal (PDF)');
      await faire('president', 'Approuver le procès-verbal', 'Approuver définitivement');
      await tousVoient('Le procès-verbal est approuvé et figé.');
      await pages.anct.reload();
      await pages.anct.waitForSelector('text=Le procès-verbal est approuvé et figé.');
      await pages.anct.goBack();
      await pages.anct.waitForSelector('caption:has-text("Passées")');
      expect(ecrans.fautes).toEqual([]);
    },
    LENT,
  );
});
