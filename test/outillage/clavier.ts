import type { Locator, Page } from 'playwright-core';

/** A selector, or an element already found. */
export type Cible = string | Locator;
interface Fichier {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** More stops than the longest screen has. */
const ARRETS = 250;
/** More options than the longest list has. */
const OPTIONS = 150;

const trouver = (page: Page, cible: Cible): Locator =>
  typeof cible === 'string' ? page.locator(cible).first() : cible.first();

/** Presses Tab until this element has the focus: what somebody without a mouse does. */
export async function tabulerVers(page: Page, cible: Cible, max = ARRETS): Promise<void> {
  const element = await trouver(page, cible).elementHandle();
  for (let i = 0; i < max; i += 1) {
    if (await element?.evaluate((e) => e === e.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`« ${String(cible)} » hors d’atteinte au clavier`);
}

/** Goes to a link or a button, and presses Enter. */
export async function presser(page: Page, cible: Cible): Promise<void> {
  await tabulerVers(page, cible);
  await page.keyboard.press('Enter');
}

/** Goes to a box, and ticks or unticks it. */
export async function cocher(page: Page, cible: Cible): Promise<void> {
  await tabulerVers(page, cible);
  await page.keyboard.press('Space');
}

/** Goes to a text field, and writes this in the place of what it holds. */
export async function ecrire(page: Page, cible: Cible, texte: string): Promise<void> {
  await tabulerVers(page, cible);
  await page.keyboard.press('Control+A');
  if (texte === '') await page.keyboard.press('Delete');
  else await page.keyboard.type(texte);
}

/** Goes to a date field, and types the day: its three parts come in the order of the browser's own language. */
export async function dater(page: Page, cible: Cible, jour: string): Promise<void> {
  const [annee = '', mois = '', quantieme = ''] = jour.split('-');
  await tabulerVers(page, cible);
  for (const chiffres of [quantieme + mois + annee, mois + quantieme + annee]) {
    await page.keyboard.type(chiffres);
    if ((await trouver(page, cible).inputValue()) === jour) return;
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowLeft');
  }
  throw new Error(`« ${String(cible)} » ne prend pas la date ${jour} au clavier`);
}

/** Goes to a list, and moves down to this option. */
export async function choisir(page: Page, cible: Cible, libelle: string): Promise<void> {
  await tabulerVers(page, cible);
  await page.keyboard.press('Home');
  const liste = trouver(page, cible);
  for (let i = 0; i < OPTIONS; i += 1) {
    const choisie = await liste.evaluate(
      (e) => (e as unknown as { selectedOptions: { text: string }[] }).selectedOptions[0]?.text,
    );
    if (choisie === libelle) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`« ${libelle} » ne se choisit pas au clavier dans « ${String(cible)} »`);
}

/** Goes to a group of radio buttons, then moves to this one: Tab stops once in a group, arrows go through it. */
export async function designer(page: Page, cible: Cible): Promise<void> {
  const bouton = await trouver(page, cible).elementHandle();
  const groupe = await bouton?.getAttribute('name');
  const dedans = () => page.evaluate<boolean>(`document.activeElement.name === ${JSON.stringify(groupe)}`);
  for (let i = 0; i < ARRETS && !(await dedans()); i += 1) await page.keyboard.press('Tab');
  for (let i = 0; i < ARRETS && (await dedans()); i += 1) {
    if (await bouton?.evaluate((e) => e === e.ownerDocument.activeElement)) return page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`« ${String(cible)} » ne se désigne pas au clavier`);
}

/** Goes to a file field, and opens its window. */
export async function joindre(page: Page, cible: Cible, fichier: Fichier): Promise<void> {
  await tabulerVers(page, cible);
  const fenetre = page.waitForEvent('filechooser');
  // Who waits is told to the page, the key to the browser: the page answers once it knows, else the key may come first.
  await page.evaluate('0');
  await page.keyboard.press('Enter');
  await (await fenetre).setFiles(fichier);
}
