import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { affecter } from '../monde.js';
import { origineDe } from '../outillage/navigateur.js';
import { demarrerServeur, type Serveur } from '../outillage/serveur.js';

const OPTIONS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'];
const LENT = 90_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('Se connecter, dans un navigateur', () => {
  let s: Serveur;
  let navigateur: Browser;
  let page: Page;
  const fautes: string[] = [];

  /** Names of the rules that axe finds broken on the page. */
  async function axe(): Promise<string[]> {
    await page.evaluate(AXE);
    return page.evaluate<string[]>('axe.run().then((r) => r.violations.map((v) => v.id))');
  }

  beforeAll(async () => {
    s = await demarrerServeur('navconnexion');
    await affecter(s.sqlExecuteur, s.monde.personnes.sicoval, 'PORTEUR', { organismeId: s.monde.organismes.hubik });
    navigateur = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: OPTIONS,
    });
    page = await navigateur.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && fautes.push(message.text()));
    page.on('pageerror', (erreur) => fautes.push(erreur.message));
  }, LENT);
  afterAll(async () => {
    await navigateur?.close();
    await s?.fermer();
  });

  it(
    'choisit une personne au clavier, puis l’organisme pour lequel elle agit',
    async () => {
      // Opened on the other name of this machine: the cookies of the return are those of the public address.
      await page.goto(s.url);
      await page.click('header >> text=Se connecter');
      await page.waitForSelector('h1:has-text("Qui êtes-vous ?")');
      expect(page.url().startsWith(origineDe(s))).toBe(true);
      expect(await axe()).toEqual([]);
      await page.focus(`input[value="${s.monde.personnes.sicoval}"]`);
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1:has-text("Pour qui agissez-vous ?")');
      expect(await page.textContent('header')).toContain('Lise Exemple, aucun organisme choisi');
      expect(await axe()).toEqual([]);
      await page.check(`input[value="${s.monde.organismes.sicoval}"]`, { force: true });
      await page.click('text=Agir pour cet organisme');
      await page.waitForSelector('h1:has-text("Appels à projets")');
      await page.waitForSelector('header >> text=Lise Exemple, Sicoval');
    },
    LENT,
  );

  it(
    'ne laisse au JavaScript de la page aucun cookie, et tient sur 320 pixels',
    async () => {
      expect(await page.evaluate('document.cookie')).toBe('');
      await page.setViewportSize({ width: 320, height: 700 });
      for (const chemin of ['/mon-organisme', '/connexion?prompt=login']) {
        await page.goto(origineDe(s) + chemin);
        await page.waitForSelector('main h1');
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    },
    LENT,
  );

  it(
    'se déconnecte de la plateforme et du fournisseur, par la politique de contenu elle-même',
    async () => {
      await page.goto(origineDe(s));
      await page.click('header >> text=Se déconnecter');
      await page.waitForSelector('h1:has-text("Se déconnecter de la démonstration")');
      expect(await axe()).toEqual([]);
      await page.click('text=Me déconnecter');
      await page.waitForSelector('header >> text=Se connecter');
      expect(new URL(page.url()).pathname).toBe('/');
      await page.click('header >> text=Se connecter');
      await page.waitForSelector('h1:has-text("Qui êtes-vous ?")');
    },
    LENT,
  );

  it('n’a rien écrit dans la console : ni faute, ni ressource refusée par la politique de contenu', () => {
    expect(fautes).toEqual([]);
  });
});
