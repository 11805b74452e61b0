import type { Page } from 'playwright-core';
import { designer, presser } from './clavier.js';

/** Its button, the one that confirms it, and what there is to choose in between. */
export type Acte = [bouton: string | RegExp, confirmation: string, dans?: (dialogue: Page) => Promise<unknown>];

async function confirmer(page: Page, bouton: string): Promise<void> {
  await presser(page, page.locator('dialog[open]').getByRole('button', { name: bouton, exact: true }));
  await page.waitForSelector('dialog[open]', { state: 'detached' });
}

/** Goes to the button of an act of the session, then confirms it in its dialog: by keys alone. */
export async function agir(page: Page, ...[bouton, confirmation, dans]: Acte): Promise<void> {
  await presser(page, page.getByRole('button', { name: bouton }));
  await page.waitForSelector('dialog[open]');
  await dans?.(page);
  await confirmer(page, confirmation);
}

/** Casts a ballot, by keys alone: its own (« Votre vote pour »), or one held « par pouvoir ». */
export async function deposerBulletin(page: Page, sens: string, pour: string): Promise<void> {
  const bulletin = page.locator('.tdt-bloc .tdt-bloc', { hasText: pour });
  await designer(page, bulletin.getByRole('radio', { name: sens, exact: true }));
  await presser(page, bulletin.getByRole('button', { name: /^Voter pour/ }));
  await confirmer(page, 'Déposer le bulletin');
}
