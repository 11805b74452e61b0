import type { Page } from 'playwright-core';
import { logoDuRang } from '../../libs/conventions/essais/logos.js';
import type { CleOrganisme } from '../monde-donnees.js';
import { cocher, joindre, presser } from './clavier.js';

/** What stands for each logo on the page, for whoever does not see it. */
export const alternatives = (page: Page): Promise<string[]> =>
  page.locator('.tdt-logo').evaluateAll((images) => images.map((image) => (image as unknown as { alt: string }).alt));

/**
 * On the page that prepares a convention, by keyboard: gives three parties their logo, is refused one that is too heavy, then leaves
 * out that of the foundation.
 */
export async function deposerLesLogos(page: Page, organismes: Record<CleOrganisme, string>): Promise<void> {
  await presser(page, 'summary:has-text("Déposer ou changer le logo d’une partie")');
  for (const [rang, qui] of (['hubBretagne', 'regionBretagne', 'fondationAfnic'] as const).entries()) {
    const logo = { name: `${qui}.png`, mimeType: 'image/png', buffer: logoDuRang(rang) };
    await joindre(page, `#champ-logo-${organismes[qui]}`, logo);
    await page.waitForSelector(`[role=status]:has-text("« ${qui}.png » est le logo de ")`);
  }
  const lourd = { name: 'affiche.png', mimeType: 'image/png', buffer: Buffer.alloc(500_001) };
  await joindre(page, `#champ-logo-${organismes.rennesMetropole}`, lourd);
  await page.waitForSelector('text=Un logo pèse 500 ko au plus');
  await cocher(page, 'label:has-text("Fondation AFNIC") >> xpath=../input');
}
