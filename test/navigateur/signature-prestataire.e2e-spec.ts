import type { Page } from 'playwright-core';
import { SuiviExterne } from '@tdt/conventions';
import type { Partie } from '../../apps/outils/scenario-e1/partie.js';
import { Ecrans } from '../outillage/ecrans.js';
import { FauxYousign } from '../outillage/faux-yousign.js';
import { apresE1 } from '../outillage/e1.js';
import type { Serveur } from '../outillage/serveur.js';

const LENT = 90_000;

describe('Signer chez un prestataire, dans un navigateur', () => {
  let faux: FauxYousign;
  let s: Serveur;
  let p: Partie;
  let ecrans: Ecrans;
  let bureau: Page;
  const relever = async () => {
    await s.sql(`update signature_externe set prochain_essai = clock_timestamp() where terminee_le is null`);
    while (await s.app.get(SuiviExterne).suivre());
  };
  /** Back from the page where one signs, to this tab: it looks again at once, and not at its next turn. */
  const revenir = (page: Page) => page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
  const faireSigner = async (page: Page) => {
    await page.click('button:text-is("Faire signer chez Yousign…")');
    await page.click('dialog[open] button:text-is("Faire signer")');
    await page.waitForSelector('h2:has-text("signe chez Yousign")');
  };

  beforeAll(async () => {
    faux = await FauxYousign.ouvrir();
    ({ s, p } = await apresE1('prestataire-ecrans', faux.reglages()));
    await s.reglerHorloge(null);
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
    await faux?.fermer();
  });

  it(
    'le porteur choisit le prestataire, dit où joindre le signataire, abandonne, redemande ; signé là-bas, cela se voit ici',
    async () => {
      const page = (bureau = await ecrans.entrer(s.monde.personnes.hubBretagne, `/conventions/${p.conventionId}`));
      await page.waitForSelector('legend:has-text("Où signer")');
      await page.check('input[name=voie] >> nth=1', { force: true });
      await page.check('#champ-lu-0', { force: true });
      await page.click('button:text-is("Faire signer chez Yousign…")');
      await page.waitForSelector('[role=group] >> text=Donnez l’adresse électronique du signataire');
      await ecrans.controler(page, 'prestataire-incomplet');
      await page.fill('#champ-courriel', 'camille@exemple.fr');
      await page.fill('#champ-mobile', '06 12 34 56 78');
      await ecrans.retourEtRecharge(page, '/conventions/:id');
      await page.click('button:text-is("Faire signer chez Yousign…")');
      await page.waitForSelector('dialog[open] >> text=Yousign lui écrit à camille@exemple.fr');
      await ecrans.controler(page, 'prestataire-a-confirmer');
      await page.click('dialog[open] button:text-is("Faire signer")');
      await page.waitForSelector('a:has-text("Signer chez Yousign")');
      await page.waitForSelector('td:has-text("En attente chez le prestataire")');
      expect(await page.locator('button:has-text("Refuser de signer")').count()).toBe(0);
      await ecrans.controler(page, 'prestataire-attendu');
      await page.click('button:text-is("Abandonner la demande")');
      await page.click('dialog[open] button:text-is("Abandonner la demande")');
      await page.waitForSelector('text=La dernière demande faite au prestataire est annulée');
      await ecrans.controler(page, 'prestataire-abandonne');
      await page.check('input[name=voie] >> nth=1', { force: true });
      await page.fill('#champ-courriel', 'camille@exemple.fr');
      await page.check('#champ-lu-0', { force: true });
      await faireSigner(page);
      await faux.signer(faux.demandes.at(-1)?.id ?? '');
      await relever();
      await revenir(page);
      await page.waitForSelector('td:has-text("Signature chez un prestataire")');
      const telecharger = page.waitForEvent('download');
      await page.click('a:text-is("le document signé")');
      expect((await telecharger).suggestedFilename()).toBe('convention-e1-c-0001-v1-signee.pdf');
      await ecrans.controler(page, 'prestataire-signe');
    },
    LENT,
  );

  it(
    'ce qui revient en doute attend la gestion, qui le lit, dit ce qu’elle a vérifié, et tranche',
    async () => {
      const partie = await ecrans.relever(
        bureau,
        s.monde.personnes.rennesMetropoleSignataire,
        `/conventions/${p.conventionId}`,
      );
      await partie.check('input[name=voie] >> nth=1', { force: true });
      await partie.fill('#champ-courriel', 'camille@exemple.fr');
      await partie.check('#champ-lu-0', { force: true });
      await faireSigner(partie);
      await faux.signer(faux.demandes.at(-1)?.id ?? '', (signe) => Buffer.concat([signe, Buffer.from('\n')]));
      await relever();
      await revenir(partie);
      await partie.waitForSelector('text=la gestion le vérifie');
      await ecrans.controler(partie, 'prestataire-en-verification');
      const page = await ecrans.entrer(s.monde.personnes.gestionnaire, '/ce-qui-m-attend');
      await page.click('a:has-text("Vérifier une signature revenue du prestataire")');
      await page.waitForSelector('h2:has-text("Signatures à vérifier")');
      await page.waitForSelector('text=Aucune signature nouvelle ne couvre tout le fichier reçu');
      await ecrans.controler(page, 'prestataire-a-verifier');
      await page.click('button:text-is("Retenir cette signature")');
      await page.click('dialog[open] button:text-is("Retenir cette signature")');
      await page.waitForSelector('dialog[open] >> text=Dites ce que vous avez vérifié');
      await ecrans.controler(page, 'prestataire-a-retenir');
      await page.fill('#champ-motif', 'Seul un saut de ligne suit la signature.');
      await page.click('dialog[open] button:text-is("Retenir cette signature")');
      await page.waitForSelector('h2:has-text("Signatures à vérifier")', { state: 'detached' });
      expect(await page.locator('.fr-badge:text-is("Donnée")').count()).toBe(2);
    },
    LENT,
  );

  it('n’a rien laissé à redire : ni la console, ni axe, ni nos règles', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
