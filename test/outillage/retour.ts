import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const PATIENCE_MS = 15_000;
const PAS_MS = 100;

/**
 * What somebody who comes back must find: the page, its title, and all that is written or chosen in its fields. An amount that
 * was just typed is found with the spaces that leaving its field gives it.
 */
const LIRE = `(() => {
  const h1 = document.querySelector('main h1');
  // A page that has just come bears the name of the site alone until it is told its own.
  if (!h1 || !document.title.endsWith(' — Tour de table')) return null;
  const champs = [...document.querySelectorAll('main input:not([type=file]), main select, main textarea')];
  const saisie = champs
    .filter((c) => !c.closest('dialog'))
    .map((c) => (c.id.startsWith('champ-') ? c.id : c.type) + '=' + (/radio|checkbox/.test(c.type) ? c.checked : c.value.replace(/[\u00a0\u202f]/g, ' ')));
  return JSON.stringify([location.pathname + location.search, document.title, h1.textContent, ...saisie]);
})()`;

/** Who went from a page to another hears where he is: the focus is on its title, or on the field that the address names. */
const SUR_LE_TITRE = `(() => {
  const actif = document.activeElement;
  if (!actif || actif === document.body) return false;
  const vise = location.hash && document.getElementById(location.hash.slice(1));
  return actif.tagName === 'H1' || Boolean(vise && vise.contains(actif));
})()`;

/** Asks until it is so, or until patience ends. A page on its way to another one has nothing to answer. */
async function demander<T>(
  page: Page,
  question: string,
  voulu: (lu: T | null) => boolean,
  patience = PATIENCE_MS,
): Promise<T | null> {
  for (let reste = patience; ; reste -= PAS_MS) {
    const lu = await page.evaluate<T | null>(question).catch(() => null);
    if (voulu(lu) || reste <= 0) return lu;
    await setTimeout(PAS_MS);
  }
}

function conforme(adresse: string, modele: string): boolean {
  const motif = modele.replace(/:\w+/g, '[^/]+').replace('*', '.+');
  return new RegExp(`^${motif}$`).test(new URL(adresse).pathname);
}

/** The same screen again, or what of it is not the same. */
async function retrouver(page: Page, avant: string, quand: string, patience: number): Promise<string[]> {
  const apres = await demander<string>(page, LIRE, (lu) => lu === avant, patience);
  if (apres === avant) return [];
  const [voulus, vus] = [JSON.parse(avant) as string[], JSON.parse(apres ?? '[]') as string[]];
  const perdus = voulus.filter((v) => !vus.includes(v));
  return [`${quand} : ${perdus.join(' | ') || 'en trop'} → ${vus.filter((v) => !voulus.includes(v)).join(' | ')}`];
}

/** In what `LIRE` gives: the address, the title of the page, its heading. */
const SANS_SAISIE = 3;

/**
 * What people do at any step, without a thought: reload, go back, come forward. Nothing that is written or kept may be lost, and
 * what is gone back to is a page, with its title. Unless `complet`, screens with nothing to write are let be, and the others are
 * reloaded alone. `patience`, in milliseconds, is that of what must come back. @returns what went wrong; the screen is then where it was
 */
export async function retourEtRecharge(
  page: Page,
  modele: string,
  { complet = true, patience = PATIENCE_MS } = {},
): Promise<string[]> {
  const ici = (fautes: string[]) => fautes.map((f) => `${modele}, ${f}`);
  if (!conforme(page.url(), modele)) return ici([`ce n’est pas l’adresse : ${page.url()}`]);
  const avant = await demander<string>(page, LIRE, (lu) => lu !== null);
  if (avant === null) return ici(['sans titre']);
  const saisi = (JSON.parse(avant) as string[]).length > SANS_SAISIE;
  if (!complet && !saisi) return [];
  await page.reload({ waitUntil: 'commit' });
  const fautes = await retrouver(page, avant, 'rechargé', patience);
  // The first screen of a tab has nothing behind it.
  if (!complet || (await page.evaluate<number>('history.length')) < 2) return ici(fautes);
  const adresse = page.url();
  await page.evaluate('window.memePage = true');
  await page.goBack({ waitUntil: 'commit' });
  if (page.url() === adresse) return ici(fautes);
  const memePage = await page.evaluate<boolean>('window.memePage === true').catch(() => false);
  const ailleurs = new URL(page.url()).pathname !== new URL(adresse).pathname;
  const suivre = async (quand: string) => {
    if (memePage && ailleurs && !(await demander<boolean>(page, SUR_LE_TITRE, Boolean)))
      fautes.push(`${quand} : le focus est resté ailleurs que sur le titre`);
  };
  if (page.url().startsWith('http')) {
    const precedent = await demander<string>(page, LIRE, (lu) => lu !== null);
    if (precedent === null || /introuvable|ne s’affiche pas/.test(precedent)) fautes.push(`précédent : ${precedent}`);
    await suivre('précédent');
  }
  await page.goForward({ waitUntil: 'commit' });
  fautes.push(...(await retrouver(page, avant, 'revenu', patience)));
  await suivre('revenu');
  return ici(fautes);
}

/**
 * Follows this link, and goes back as soon as the page that it leads to opens its live channel: left so early, the page must ask
 * the channel for nothing more, which the browser would call a fault.
 */
export async function quitterAussitot(page: Page, lien: string): Promise<void> {
  await page.addInitScript(
    'WebSocket = class extends WebSocket { constructor(...a) { super(...a); setTimeout(() => history.back()); } }',
  );
  await page.reload();
  const ouverte = page.waitForEvent('websocket');
  await page.click(lien);
  await (await ouverte).waitForEvent('close');
  await page.waitForSelector(lien);
}
