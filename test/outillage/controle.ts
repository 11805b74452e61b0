import { mkdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { EN_GRAND } from './ampleur.js';
import { expliquer, lireIndecis, type Indecis } from './indecis.js';

const OUTILS = [
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  path.join(import.meta.dirname, 'regles-ecran.js'),
]
  .map((fichier) => readFileSync(fichier, 'utf8'))
  .join('\n;\n');
const ADRESSE_OUTILS = '/essais/controle.js';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'];
/** What depends on how a page is drawn, and not only on what it says: a proof judges it again at another width, in other colours. */
const DESSIN = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];
/** Where screenshots go when they are asked for: CAPTURES=/tmp/captures npm test -- porteur */
export const CAPTURES = process.env['CAPTURES'];

/**
 * The widths and schemes under which screens are judged: each by axe and by our rules on a desk by day, each address and its
 * dialogs by our rules on a telephone by night. `npm run epreuves -- ecrans` has axe judge every screen under all four, which
 * screenshots show.
 */
const DEUX = [
  { largeur: 1280, theme: 'light', axe: 'tout' },
  { largeur: 320, theme: 'dark', axe: EN_GRAND ? 'dessin' : 'rien' },
] as const;
export const APPARENCES =
  CAPTURES || EN_GRAND
    ? [
        ...DEUX,
        { largeur: 1280, theme: 'dark', axe: 'dessin' } as const,
        { largeur: 320, theme: 'light', axe: 'dessin' } as const,
      ]
    : DEUX;

/** These screens say the same wherever the address leads: their title does too. */
const TITRES_COMMUNS =
  /^(Page introuvable|Informations indisponibles|Connectez-vous|Page réservée|Pour qui agissez-vous \?) — /;

type Apparence = (typeof APPARENCES)[number];
type Vu = { violations: string[]; indecis: Indecis[] };

/** Has a server of the tests give the tools of the control, at an address that the application does not know. */
export function servirOutils(serveur: Server): void {
  const [application] = serveur.listeners('request') as RequestListener[];
  serveur.removeAllListeners('request');
  serveur.on('request', (requete: IncomingMessage, reponse: ServerResponse) => {
    if (requete.url !== ADRESSE_OUTILS) return application?.(requete, reponse);
    reponse.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' }).end(OUTILS);
  });
}

async function capturer(page: Page, dossier: string, nom: string): Promise<void> {
  mkdirSync(dossier, { recursive: true });
  await page.screenshot({ path: path.join(dossier, `${nom}.png`), fullPage: true });
}

const adresseSansId = (adresse: string) => new URL(adresse).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id');

async function habiller(page: Page, { largeur, theme }: Apparence): Promise<void> {
  const habits = `[innerWidth, document.documentElement.dataset.frTheme, matchMedia('(prefers-color-scheme: dark)').matches].join()`;
  if ((await page.evaluate(habits)) !== [largeur, theme, theme === 'dark'].join()) {
    await page.setViewportSize({ width: largeur, height: 900 });
    // The pages of the server follow the device, those of the application what the person has chosen.
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(
      `document.documentElement.dataset.frTheme = document.documentElement.style.colorScheme = '${theme}'`,
    );
  }
  // A colour on its way to another one would be judged half-way.
  await page.evaluate('Promise.all(document.getAnimations().map((a) => a.finished.catch(() => 0)))');
}

/**
 * Judges screens, remembering what it has seen: the same words in the same clothes are judged once, wherever they are met, the
 * header and the footer apart from what is between them.
 */
export class Controle {
  /** How many screens it has looked at. */
  juges = 0;
  private readonly vus = new Set<string>();
  private readonly signatures = new Set<string>();
  private readonly titres = new Map<string, string>();
  private readonly surTelephone = new Set<string>();
  private readonly indecis = lireIndecis();

  /** What is wrong with the screen that is shown, under each of the `APPARENCES`. */
  async juger(page: Page, nom: string): Promise<string[]> {
    const fautes: string[] = [];
    // A page whose part of the application is still on its way has no title yet.
    await page.waitForSelector('h1');
    if (!(await page.evaluate<boolean>('"tdt" in window'))) await this.outiller(page);
    // A button under the pointer has other colours: it leaves the page.
    await page.mouse.move(-5, -5);
    if (await this.connue(page)) fautes.push(...(await this.regles(page)).map((f) => `${nom} : ${f}`));
    else fautes.push(...(await this.jugerSousToutes(page, nom)));
    fautes.push(...this.titreRepris(await page.title(), page.url()).map((f) => `${nom} : ${f}`));
    return fautes;
  }

  /** A page of the application takes the tools as it takes its own scripts: sending them to it takes longer than running them. */
  private async outiller(page: Page): Promise<void> {
    if (await page.evaluate<boolean>(`document.querySelector('script[src^="/assets/"]') !== null`))
      await page.addScriptTag({ url: ADRESSE_OUTILS });
    else await page.evaluate(OUTILS);
  }

  private async jugerSousToutes(page: Page, nom: string): Promise<string[]> {
    const fautes: string[] = [];
    this.juges += 1;
    const lieu = `${adresseSansId(page.url())} ${await page.locator('dialog[open]').count()}`;
    const dejaReduit = !EN_GRAND && !CAPTURES && this.surTelephone.has(lieu);
    this.surTelephone.add(lieu);
    for (const apparence of dejaReduit ? [DEUX[0]] : APPARENCES) {
      const ici = `${nom}, ${apparence.largeur} px, ${apparence.theme}`;
      await habiller(page, apparence);
      if (CAPTURES) await capturer(page, CAPTURES, `${nom}-${apparence.largeur}-${apparence.theme}`);
      const trouvees = [...(await this.axe(page, apparence)), ...(await this.regles(page))];
      fautes.push(...trouvees.map((f) => `${ici} : ${f}`));
    }
    if (!dejaReduit) await habiller(page, DEUX[0]);
    return fautes;
  }

  /** The whole screen, word for word, has been judged under every appearance: an address that leads to nothing says the same as another. */
  private async connue(page: Page): Promise<boolean> {
    if (CAPTURES) return false;
    const { cadre, page: corps } = await page.evaluate<{ cadre: string; page: string }>('tdt.empreintes()');
    return this.dejaVu(`partout ${cadre} ${corps}`);
  }

  private async axe(page: Page, { largeur, theme, axe }: Apparence): Promise<string[]> {
    if (axe === 'rien') return [];
    const { cadre, page: corps } = await page.evaluate<{ cadre: string; page: string }>('tdt.empreintes()');
    const sansCadre = this.dejaVu(`${largeur} ${theme} ${cadre}`);
    if (this.dejaVu(`${largeur} ${theme} ${corps}`) && sansCadre) return [];
    const options = JSON.stringify({ tags: TAGS, dessin: DESSIN, tout: axe === 'tout', sansCadre });
    const vus = await page.evaluate<Vu[]>(`tdt.axe(${options})`);
    return vus.flatMap(({ violations, indecis }) => [...violations, ...expliquer(this.indecis, indecis)]);
  }

  private async regles(page: Page): Promise<string[]> {
    const connues = JSON.stringify([...this.signatures]);
    const { fautes, signatures } = await page.evaluate<{ fautes: string[]; signatures: string[] }>(
      `tdt.regles(${connues})`,
    );
    for (const signature of signatures) this.signatures.add(signature);
    return fautes;
  }

  private dejaVu(cle: string): boolean {
    const vu = this.vus.has(cle);
    this.vus.add(cle);
    return vu;
  }

  /** Two pages have two titles: who goes from one to the other hears where she is. Two files may bear the same name. */
  private titreRepris(titre: string, adresse: string): string[] {
    if (TITRES_COMMUNS.test(titre)) return [];
    const chemin = adresseSansId(adresse);
    const autre = this.titres.get(titre) ?? chemin;
    this.titres.set(titre, autre);
    return autre === chemin ? [] : [`titre « ${titre} » déjà celui de ${autre}`];
  }
}
