import type { Page } from 'playwright-core';
import { calendrierDe2021 } from '../../apps/outils/scenario-e1/calendrier.js';
import { Client } from '../../apps/outils/scenario-e1/client.js';
import { jouerE1 } from '../../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie, type Partie } from '../../apps/outils/scenario-e1/partie.js';
import type { ClePersonne } from '../monde-donnees.js';
import { cocher, ecrire, presser } from '../outillage/clavier.js';
import { Ecrans } from '../outillage/ecrans.js';
import { cle, demarrerServeur, type Serveur } from '../outillage/serveur.js';

const LENT = 90_000;
const AUTRES: ClePersonne[] = ['regionBretagne', 'rennesMetropoleSignataire', 'fondationAfnic'];

describe('Signer une convention, dans un navigateur', () => {
  let s: Serveur;
  let p: Partie;
  let ecrans: Ecrans;
  const h1 = (page: Page) => page.waitForSelector('h1:has-text("Convention SIGNA-C-0001")');
  const etat = (page: Page, texte: string) => page.waitForSelector(`.fr-badge:text-is("${texte}")`);

  beforeAll(async () => {
    s = await demarrerServeur('signature-ecrans');
    const cal = calendrierDe2021((instant) => s.reglerHorloge(instant));
    p = nouvellePartie(new Client(s.url, s.monde), cal, 'SIGNA', () => undefined);
    await jouerE1(p);
    await s.reglerHorloge(null);
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  it(
    'le porteur trouve ce qu’il doit signer, le lit, corrige une erreur et signe, au clavier seul',
    async () => {
      const page = await ecrans.entrer(s.monde.personnes.hubBretagne, '/ce-qui-m-attend');
      await page.waitForSelector('text=Signer la convention');
      await presser(page, 'a:has-text("Signer la convention")');
      await h1(page);
      await etat(page, 'En signature');
      expect(await page.inputValue('#champ-nom')).not.toBe('');
      expect(await page.inputValue('#champ-acte-numero')).toBe('2021-02');
      await ecrans.controler(page, 'convention à signer');
      const telecharger = page.waitForEvent('download');
      await presser(page, 'a[download]');
      expect((await telecharger).suggestedFilename()).toBe('convention-signa-c-0001-v1.pdf');
      await ecrire(page, '#champ-acte-numero', '');
      await presser(page, 'button:text-is("Signer…")');
      await page.waitForSelector('[role=group] >> text=Téléchargez et lisez la convention');
      await ecrans.controler(page, 'signature incomplète');
      await ecrire(page, '#champ-acte-numero', '2021-02');
      await ecrans.retourEtRecharge(page, '/conventions/:id');
      await cocher(page, '#champ-lu-0');
      await presser(page, 'button:text-is("Signer…")');
      await page.waitForSelector('dialog[open] >> text=ne se reprend pas');
      await ecrans.controler(page, 'signature à confirmer');
      await presser(page, 'dialog[open] button:text-is("Signer")');
      await etat(page, 'Partiellement signée');
      await page.waitForSelector('td:has-text("Gwenn")');
      expect(await page.locator('button:has-text("Signer")').count()).toBe(0);
    },
    LENT,
  );

  it(
    'un financeur qui refuse doit dire pourquoi, et peut y renoncer',
    async () => {
      const page = await ecrans.entrer(s.monde.personnes.regionBretagne, '/conventions');
      await page.click('a:has-text("SIGNA-C-0001")');
      await h1(page);
      await page.click('button:has-text("Refuser de signer…")');
      await page.click('dialog[open] button:text-is("Refuser de signer")');
      await page.waitForSelector('dialog[open] >> text=Dites pourquoi');
      await ecrans.controler(page, 'refus de signer');
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog[open]', { state: 'detached' });
      expect(await page.locator('.fr-badge:text-is("Attendue")').count()).toBe(4);
    },
    LENT,
  );

  it(
    'la gestion signe pour la Banque des Territoires, puis notifie quand tous ont signé',
    async () => {
      for (const qui of AUTRES) {
        const [c] = await s.sql<{ empreinte: string }>(
          `select encode(coalesce(scelle_empreinte, pdf_empreinte), 'hex') as empreinte from convention where id = $1`,
          [p.conventionId],
        );
        const acte = { type: 'DELIBERATION', numero: '21-118', date: '2021-11-10' };
        const demande = {
          cle: cle(),
          conventionId: p.conventionId,
          ...c,
          nom: 'Camille Exemple',
          qualite: 'Élue',
          acte,
        };
        await p.client.faire(qui, 'signerConvention', 'Convention { id }', {
          demande: ['SignerConventionInput!', demande],
        });
      }
      const page = await ecrans.entrer(s.monde.personnes.gestionnaire, `/conventions/${p.conventionId}`);
      await h1(page);
      await page.check('#champ-lu-0', { force: true });
      await page.click('button:text-is("Signer…")');
      await page.click('dialog[open] button:text-is("Signer")');
      await etat(page, 'Signée');
      await page.waitForSelector('text=données essentielles sont à publier au plus tard le');
      await page.click('button:has-text("Notifier aux parties")');
      await page.click('dialog[open] button:has-text("Notifier aux parties")');
      await etat(page, 'Notifiée');
      await ecrans.retourEtRecharge(page, '/conventions/:id');
      await etat(page, 'Notifiée');
      await ecrans.controler(page, 'convention notifiée');
    },
    LENT,
  );

  it('n’a rien laissé à redire : ni la console, ni axe, ni nos règles', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
