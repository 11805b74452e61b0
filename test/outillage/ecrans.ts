import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { origineDe } from './navigateur.js';
import type { Serveur } from './serveur.js';

const OPTIONS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A busy machine is slow, not wrong; a screen that never comes must still be said before the test ends. */
const PATIENCE_MS = 15_000;
/** Where screenshots go when they are asked for: CAPTURES=/tmp/captures npm test -- porteur */
const CAPTURES = process.env['CAPTURES'];

/**
 * The widths and schemes under which each screen is judged. What depends on the width does not depend on the colours: two
 * passes see both widths and both schemes, and all four are seen when screenshots are asked for.
 */
const DEUX = [
  { largeur: 1280, theme: 'light' },
  { largeur: 320, theme: 'dark' },
] as const;
const APPARENCES = CAPTURES
  ? [...DEUX, { largeur: 1280, theme: 'dark' } as const, { largeur: 320, theme: 'light' } as const]
  : DEUX;

/** What axe does not see (trust.md §10, layer 2), judged in the page. */
const NOS_REGLES = `(() => {
  const fautes = [];
  const visibles = (q) => [...document.querySelectorAll(q)].filter((e) => e.checkVisibility({ visibilityProperty: true }));
  if (visibles('h1').length !== 1) fautes.push('un seul h1');
  if (!document.title.endsWith(' — Tour de table')) fautes.push('titre de page');
  for (const t of visibles('main table')) {
    if (!t.caption) fautes.push('tableau sans légende');
    if ([...t.querySelectorAll('th')].some((th) => !th.scope)) fautes.push('th sans scope');
  }
  for (const f of visibles('main fieldset')) if (!f.querySelector('legend')) fautes.push('groupe sans légende');
  if (visibles('[tabindex]').some((e) => e.tabIndex > 0)) fautes.push('tabindex positif');
  for (const e of visibles('.fr-error-text, .fr-message--error')) {
    if (e.id && !document.querySelector('[aria-describedby~="' + e.id + '"]')) fautes.push('erreur non reliée : ' + e.textContent);
  }
  for (const a of visibles('a, button')) {
    if (/^(ici|cliquez|cliquer|en savoir plus|lire la suite|suite|voir|modifier|ok)$/i.test(a.innerText.trim())) fautes.push('intitulé vague : ' + a.innerText);
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) fautes.push('défilement horizontal');
  return fautes;
})()`;

/**
 * A real browser on a server of the tests. `fautes` gathers what pages write on the console and what `controler` finds wrong
 * with screens: the last test of a file expects it empty.
 */
export class Ecrans {
  readonly fautes: string[] = [];

  private constructor(
    readonly serveur: Serveur,
    private readonly chromium: Browser,
  ) {}

  static async ouvrir(serveur: Serveur): Promise<Ecrans> {
    const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
    return new Ecrans(serveur, await chromium.launch({ executablePath, args: OPTIONS }));
  }

  async fermer(): Promise<void> {
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

  /** A new browser, in which this person has just logged in, on the page asked for. */
  async entrer(personneId: string, chemin = '/'): Promise<Page> {
    const contexte = await this.chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
    const page = this.ecouter(await contexte.newPage());
    await page.goto(origineDe(this.serveur) + chemin);
    await this.seConnecter(page, personneId, chemin);
    return page;
  }

  /** Judges the screen that is shown, at both widths, light and dark. What is wrong joins `fautes`, under this name. */
  async controler(page: Page, nom: string): Promise<void> {
    if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
    // A button under the pointer has other colours: it leaves the page.
    await page.mouse.move(-5, -5);
    for (const { largeur, theme } of APPARENCES) {
      await page.setViewportSize({ width: largeur, height: 900 });
      await page.evaluate(`document.documentElement.setAttribute('data-fr-scheme', '${theme}')`);
      await page.waitForSelector(`html[data-fr-theme=${theme}]`, { state: 'attached' });
      // A colour on its way to another one would be judged half-way.
      await page.evaluate('Promise.all(document.getAnimations().map((a) => a.finished.catch(() => 0)))');
      if (CAPTURES) await capturer(page, CAPTURES, `${nom}-${largeur}-${theme}`);
      const options = JSON.stringify({ runOnly: TAGS, resultTypes: ['violations'] });
      const axe = await page.evaluate<string[]>(
        `axe.run(${options}).then((r) => r.violations.map((v) => v.id + ' : ' + v.nodes.map((n) => n.target.join(' ')).join(' | ')))`,
      );
      const notres = await page.evaluate<string[]>(NOS_REGLES);
      this.fautes.push(...[...axe, ...notres].map((f) => `${nom}, ${largeur} px, ${theme} : ${f}`));
    }
    await page.evaluate(`document.documentElement.setAttribute('data-fr-scheme', 'light')`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  /** From the login page of the embedded provider back to `chemin`. */
  async seConnecter(page: Page, personneId: string, chemin: string): Promise<void> {
    await page.goto(`${origineDe(this.serveur)}/connexion?retour=${encodeURIComponent(chemin)}`);
    await page.check(`input[value="${personneId}"]`, { force: true });
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname + url.search === chemin);
  }
}

async function capturer(page: Page, dossier: string, nom: string): Promise<void> {
  mkdirSync(dossier, { recursive: true });
  await page.screenshot({ path: path.join(dossier, `${nom}.png`), fullPage: true });
}

/** Presses Tab until this element has the focus: what somebody without a mouse does. */
export async function tabulerVers(page: Page, selecteur: string, max = 150): Promise<void> {
  const cible = page.locator(selecteur).first();
  await cible.waitFor();
  for (let i = 0; i < max; i += 1) {
    if (await cible.evaluate((e) => e === e.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`« ${selecteur} » hors d’atteinte au clavier`);
}
