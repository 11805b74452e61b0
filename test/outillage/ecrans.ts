import type { Server } from 'node:http';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { EN_GRAND } from './ampleur.js';
import { APPARENCES, CAPTURES, Controle, servirOutils } from './controle.js';
import { etatsDeLaTable } from './etats.js';
import { navigateurDe, origineDe } from './navigateur.js';
import { retourEtRecharge } from './retour.js';
import type { Serveur } from './serveur.js';

const OPTIONS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'];
/** A busy machine is slow, not wrong; a screen that never comes must still be said before the test ends. */
const PATIENCE_MS = 15_000;
/** `npm test` judges each screen of the table once it is filled; a proof, all the states that the journeys meet. */
const DE_LA_TABLE = etatsDeLaTable();

/**
 * A real browser on a server of the tests. `fautes` gathers what pages write on the console and what `controler` finds wrong
 * with screens: the last test of a file expects it empty.
 */
export class Ecrans {
  readonly fautes: string[] = [];
  private readonly controle = new Controle();

  private constructor(
    readonly serveur: Serveur,
    private readonly chromium: Browser,
  ) {}

  static async ouvrir(serveur: Serveur): Promise<Ecrans> {
    servirOutils(serveur.app.getHttpServer() as Server);
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
    return new Ecrans(serveur, await chromium.launch({ executablePath, args: OPTIONS }));
  }

  async fermer(): Promise<void> {
    if (EN_GRAND) process.stdout.write(`Écrans : ${this.controle.juges} écrans sous ${APPARENCES.length} apparences\n`);
    await this.chromium.close();
  }

  private ecouter(page: Page): Page {
    // A request that the test cuts, or a session that it ends, a file that it has refused, is a line of the browser and no fault of the page.
    page.setDefaultTimeout(PATIENCE_MS);
    const attendu = /ERR_FAILED|ERR_INTERNET_DISCONNECTED|status of 4(01|22)/;
    page.on('console', (m) => m.type() === 'error' && !attendu.test(m.text()) && this.fautes.push(m.text()));
    page.on('pageerror', (erreur) => this.fautes.push(erreur.message));
    return page;
  }

  /** Another tab of the same browser. */
  async onglet(contexte: BrowserContext, chemin: string): Promise<Page> {
    const page = this.ecouter(await contexte.newPage());
    await page.goto(origineDe(this.serveur) + chemin);
    return page;
  }

  /** A new browser in which nobody is connected. */
  async visiter(chemin = '/', largeur = 1280): Promise<Page> {
    const contexte = await this.chromium.newContext({ viewport: { width: largeur, height: 900 }, locale: 'fr-FR' });
    return this.onglet(contexte, chemin);
  }

  /** A new browser, in which this person has just logged in, on the page asked for. How one logs in has a file of its own. */
  async entrer(personneId: string, chemin = '/'): Promise<Page> {
    const contexte = await this.chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
    await this.connecter(contexte, personneId);
    return this.onglet(contexte, chemin);
  }

  /**
   * Another person at the same desk, the former one logged out: this page is now hers, with nothing to go back to. A page of its
   * own costs a process of the browser, three times the work of the page itself.
   */
  async relever(page: Page, personneId: string, chemin = '/'): Promise<Page> {
    await page.evaluate('localStorage.clear(), sessionStorage.clear()');
    await page.context().clearCookies();
    await this.connecter(page.context(), personneId);
    await page.goto(origineDe(this.serveur) + chemin);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Page.resetNavigationHistory');
    await cdp.detach();
    return page;
  }

  private async connecter(contexte: BrowserContext, personneId: string): Promise<void> {
    const { cookies } = await navigateurDe(this.serveur, personneId);
    await contexte.addCookies(
      cookies.map(({ nom, valeur, hote, chemin: path }) => ({ name: nom, value: valeur, domain: hote, path })),
    );
  }

  /** Judges the screen that is shown, under each of the `APPARENCES`. What is wrong joins `fautes`, under this name. */
  async controler(page: Page, nom: string): Promise<void> {
    if (EN_GRAND || CAPTURES || DE_LA_TABLE.has(nom)) this.fautes.push(...(await this.controle.juger(page, nom)));
  }

  /**
   * Reloads the screen that is shown, goes back and comes forward. It is the one at this address (`/seances/:id`); what is lost on
   * the way joins `fautes`. `npm test` only reloads the steps of a candidature, where hours of work would be lost;
   * `npm run epreuves -- ecrans` does all of it everywhere.
   */
  async retourEtRecharge(page: Page, adresse: string): Promise<void> {
    if (EN_GRAND || adresse === '/candidatures/:id/:etape')
      this.fautes.push(...(await retourEtRecharge(page, adresse, { complet: EN_GRAND })));
  }
}
