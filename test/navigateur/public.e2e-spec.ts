import { chromium, type Browser, type Page } from 'playwright-core';
import { AAP_LIEUX_INCLUSIFS, CREER_APPEL, CREER_ENVELOPPE, DOTER_ENVELOPPE, PUBLIER_APPEL } from '../monde-appels.js';
import { Sceaux } from '@tdt/socle';
import { cle, demarrerServeur, scellementDeTest, type Serveur } from '../outillage/serveur.js';

const OPTIONS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'];
const LENT = 60_000;

describe('Le site public, dans un navigateur', () => {
  let s: Serveur;
  let navigateur: Browser;
  const fautes: string[] = [];

  async function publierUnAppel(): Promise<void> {
    const { gestionnaire: jeton, gestionnaire2, bdtVotante } = s.monde.jetons;
    const d = { ...AAP_LIEUX_INCLUSIFS, ouverture: '2026-01-01T00:00:00+01:00', cloture: '2126-01-01T23:59:59+01:00' };
    const { creerAppel } = await s.gql<{ creerAppel: { id: string } }>(jeton, CREER_APPEL, { d });
    const enveloppe = {
      financeurId: s.monde.organismes.bdt,
      appelId: creerAppel.id,
      libelle: 'Lieux',
      dispositif: 'Lieux',
      exercice: 2026,
    };
    const { creerEnveloppe } = await s.gql<{ creerEnveloppe: { id: string } }>(bdtVotante, CREER_ENVELOPPE, {
      d: enveloppe,
    });
    await s.gql(jeton, DOTER_ENVELOPPE, { d: { cle: cle(), enveloppeId: creerEnveloppe.id, montant: '60000000' } });
    await s.gql(gestionnaire2, PUBLIER_APPEL, { id: creerAppel.id });
  }

  async function ouvrir(largeur: number): Promise<Page> {
    const page = await navigateur.newPage({ viewport: { width: largeur, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && fautes.push(message.text()));
    page.on('pageerror', (erreur) => fautes.push(erreur.message));
    await page.goto(s.url);
    await page.waitForSelector('main h1');
    return page;
  }

  beforeAll(async () => {
    s = await demarrerServeur('navigateur', scellementDeTest());
    await publierUnAppel();
    navigateur = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: OPTIONS,
    });
  }, LENT);
  afterAll(async () => {
    await navigateur?.close();
    await s?.fermer();
  });

  it.each([1280, 320])(
    'mène de l’accueil au calcul de l’aide, sur %i pixels de large',
    async (largeur) => {
      const page = await ouvrir(largeur);
      expect(await page.title()).toBe('Appels à projets — Tour de table');
      await page.click('text=Lieux d’accueil numérique de proximité');
      await page.waitForSelector('text=Calendrier');
      expect(await page.title()).toBe('Lieux d’accueil numérique de proximité — Tour de table');
      await page.fill('main input[inputmode=decimal]', '40 000');
      expect(await page.textContent('main [role=status]')).toContain('32\u202f000,00\u00a0€');
      await page.check('main input[type=checkbox]', { force: true });
      await page.fill('main input[inputmode=decimal]', '600 000');
      expect(await page.textContent('main [role=status]')).toContain('50\u202f000,00\u00a0€');
      await page.fill('main input[inputmode=decimal]', '1e400');
      expect(await page.locator('main .fr-message--error').textContent()).toContain('montant');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(largeur);
      await page.goBack();
      await page.waitForSelector('text=Candidater maintenant');
      await page.close();
    },
    LENT,
  );

  it(
    'se parcourt au clavier, et dit l’adresse inconnue',
    async () => {
      const page = await ouvrir(1280);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement?.textContent')).toBe('Contenu');
      await page.focus('main a[href^="/appels/"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=Calendrier');
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
      await page.goto(`${s.url}/appels/01a00000-0000-7000-8000-000000000000`);
      await page.waitForSelector('text=Page introuvable');
      await page.close();
    },
    LENT,
  );

  it.each([1280, 320])(
    'publie les sceaux du journal sans en montrer une ligne, sur %i pixels de large',
    async (largeur) => {
      await s.app.get(Sceaux).passer();
      const page = await ouvrir(largeur);
      await page.click('text=Registre des sceaux');
      await page.waitForSelector('main table');
      expect(await page.title()).toBe('Registre des sceaux — Tour de table');
      const [sceau] = await s.sql<{ empreinte: string }>(
        `select encode(empreinte, 'hex') as empreinte from scellement`,
      );
      expect(await page.textContent('main table')).toContain(sceau?.empreinte);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(largeur);
      const cles = await page.getAttribute('main a[href$=".pem"]', 'href');
      expect(await (await fetch(`${s.url}${cles}`)).text()).toMatch(/^-----BEGIN PUBLIC KEY-----/);
      await page.close();
    },
    LENT,
  );

  it('n’a rien écrit dans la console : ni faute, ni ressource refusée par la politique de contenu', () => {
    expect(fautes).toEqual([]);
  });
});
