import { jourDeParis } from '@tdt/domaine';
import type { Page } from 'playwright-core';
import type { Partie } from '../../apps/outils/scenario-e1/partie.js';
import type { ClePersonne } from '../monde-donnees.js';
import { semerEnveloppe } from '../outillage/arrivees.js';
import { numeriser, SAIT_NUMERISER } from '../outillage/numerisation.js';
import { cocher, ecrire, presser } from '../outillage/clavier.js';
import { Ecrans } from '../outillage/ecrans.js';
import { apresE1 } from '../outillage/e1.js';
import { cle, type Serveur } from '../outillage/serveur.js';

const LENT = 90_000;
const AUTRES: ClePersonne[] = ['regionBretagne', 'rennesMetropoleSignataire'];

describe('Signer une convention, dans un navigateur', () => {
  let s: Serveur;
  let p: Partie;
  let ecrans: Ecrans;
  /** Two desks, from one test to the next: at one the manager, at the other the parties in turn. */
  let gestion: Page;
  let bureau: Page;
  const h1 = (page: Page) => page.waitForSelector('h1:has-text("Convention E1-C-0001")');
  const etat = (page: Page, texte: string) => page.waitForSelector(`.fr-badge:text-is("${texte}")`);
  /** Signs elsewhere than on a screen. */
  const signer = async (qui: ClePersonne, conventionId: string) => {
    const [c] = await s.sql<{ empreinte: string }>(
      `select encode(coalesce(scelle_empreinte, pdf_empreinte), 'hex') as empreinte from convention where id = $1`,
      [conventionId],
    );
    const acte = { type: 'DELIBERATION', numero: '21-118', date: '2021-11-10' };
    const demande = { cle: cle(), conventionId, ...c, nom: 'Camille Exemple', qualite: 'Élue', acte };
    await p.client.faire(qui, 'signerConvention', 'Convention { id }', {
      demande: ['SignerConventionInput!', demande],
    });
  };
  const dernierAvenant = async () => {
    const [a] = await s.sql<{ id: string }>(
      'select id from convention where avenant_de_id is not null order by version desc limit 1',
    );
    return a?.id ?? '';
  };

  beforeAll(async () => {
    ({ s, p } = await apresE1('signature-ecrans'));
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
      const page = (bureau = await ecrans.entrer(s.monde.personnes.hubBretagne, '/ce-qui-m-attend'));
      await page.waitForSelector('text=Signer la convention');
      await presser(page, 'a:has-text("Signer la convention")');
      await h1(page);
      await etat(page, 'En signature');
      expect(await page.inputValue('#champ-nom')).not.toBe('');
      expect(await page.inputValue('#champ-acte-numero')).toBe('2021-02');
      await ecrans.controler(page, 'convention à signer');
      const telecharger = page.waitForEvent('download');
      await presser(page, 'a[download]');
      expect((await telecharger).suggestedFilename()).toBe('convention-e1-c-0001-v1.pdf');
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
      const page = await ecrans.relever(bureau, s.monde.personnes.regionBretagne, '/conventions');
      await page.click('a:has-text("E1-C-0001")');
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
    'une partie signe sur papier et dépose sa numérisation ; la gestion relance les autres, puis l’enregistre',
    async () => {
      const partie = await ecrans.relever(bureau, s.monde.personnes.fondationAfnic, `/conventions/${p.conventionId}`);
      await partie.click('a:text-is("Signer sur papier")');
      const telecharger = partie.waitForEvent('download');
      await partie.click('a:has-text("à imprimer")');
      const papier = await telecharger;
      expect(papier.suggestedFilename()).toBe('convention-e1-c-0001-v1-papier.pdf');
      // Two pages are scanned; the others were forgotten.
      const buffer = numeriser(await papier.path(), [2, 1]);
      const numerisation = { name: 'signée.pdf', mimeType: 'application/pdf', buffer };
      await partie.setInputFiles('input[type=file]', numerisation);
      await partie.waitForSelector('text=« signée.pdf » est joint');
      await partie.waitForSelector('text=Antivirus : non analysée');
      expect(await partie.locator('h2:has-text("Enregistrer la signature")').count()).toBe(0);
      const page = (gestion = await ecrans.entrer(s.monde.personnes.gestionnaire, `/conventions/${p.conventionId}`));
      await page.click('button:text-is("Relancer")');
      await page.waitForSelector('dialog[open] >> text=Région Bretagne, Rennes Métropole et Fondation AFNIC');
      await ecrans.controler(page, 'relance');
      await page.click('dialog[open] button:text-is("Relancer")');
      await page.waitForSelector('text=Dernière relance le');
      await page.click('a:has-text("recevoir les numérisations")');
      await page.waitForSelector('h1:has-text("Signer sur papier la convention E1-C-0001")');
      await page.waitForSelector(
        SAIT_NUMERISER ? 'text=Reconnues à leur petit code : pages 1 et 2.' : 'text=comparez chacune',
      );
      await ecrans.controler(page, 'papier');
      await page.click('button:has-text("Enregistrer la signature")');
      await page.waitForSelector('[role=group] >> text=Indiquez la date portée sur le papier');
      await ecrans.controler(page, 'papier-incomplet');
      await page.fill('#champ-signeeLe', jourDeParis(new Date()));
      await ecrans.retourEtRecharge(page, '/conventions/:id/papier');
      await page.click('button:has-text("Enregistrer la signature")');
      await page.waitForSelector(
        `[role=group] >> text=${SAIT_NUMERISER ? 'Absentes ou non reconnues : pages 3, 4,' : 'Aucune page'}`,
      );
      await page.check('#champ-pagesVerifiees-0', { force: true });
      await page.click('button:has-text("Enregistrer la signature")');
      await page.waitForSelector('text=Ce sera possible une fois la numérisation reçue');
      await page.click('nav a:text-is("E1-C-0001")');
      await page.waitForSelector('td:has-text("Signature manuscrite du")');
      await ecrans.controler(page, 'signature manuscrite');
    },
    LENT,
  );

  it(
    'la gestion signe pour la Banque des Territoires, puis notifie quand tous ont signé',
    async () => {
      for (const qui of AUTRES) await signer(qui, p.conventionId);
      const page = gestion;
      await page.goto(new URL(`/conventions/${p.conventionId}`, page.url()).href);
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

  it(
    'la gestion prépare un avenant : ce qui ne va pas, puis avant et après, le document, et sa mise en signature',
    async () => {
      const page = gestion;
      await page.click('a:has-text("Préparer un avenant")');
      await page.waitForSelector('text=Rien ne change encore');
      await page.fill('#champ-montants-1-', '130 000');
      await page.waitForSelector('[role=status]:has-text("Le plan réunirait")');
      await page.click('summary:has-text("Changer des dates")');
      await page.fill('#champ-dates-FIN', '');
      await page.click('button:has-text("Proposer l’avenant…")');
      await page.waitForSelector('[role=group] >> text=Dites pourquoi');
      await page.waitForSelector('[role=group] >> text=ne s’efface pas');
      await ecrans.controler(page, 'avenant-incomplet');
      await page.click('button:has-text("Tout remettre")');
      await page.fill('#champ-motif', 'La Région relaie la banque.');
      await page.fill('#champ-montants-0-', '340 000');
      await page.fill('#champ-montants-1-', '130 000');
      await page.waitForSelector('[role=status]:has-text("3 parties le signeront")');
      await ecrans.retourEtRecharge(page, '/conventions/:id/avenant');
      await page.waitForSelector('td:has-text("Apporte 10 000,00 € de plus")');
      const telecharger = page.waitForEvent('download');
      await page.click('button:has-text("Lire le projet d’avenant")');
      expect((await telecharger).suggestedFilename()).toBe('projet-convention-e1-c-0001-v2.pdf');
      await ecrans.controler(page, 'avenant-equilibre');
      await page.click('button:has-text("Proposer l’avenant…")');
      await page.click('dialog[open] button:text-is("Proposer l’avenant")');
      await etat(page, 'En signature');
      expect(await page.locator('.fr-badge:text-is("Attendue")').count()).toBe(3);
      await page.goBack();
      await page.waitForSelector('text=Un avenant est déjà en signature');
    },
    LENT,
  );

  it(
    'une partie concernée le signe ; signé de toutes, il remplace la convention, qui garde son histoire',
    async () => {
      const id = await dernierAvenant();
      await signer('hubBretagne', id);
      await signer('gestionnaire', id);
      const page = await ecrans.relever(bureau, s.monde.personnes.regionBretagne, '/ce-qui-m-attend');
      await page.click('a:has-text("Signer l")');
      await page.waitForSelector('h1:has-text("Avenant à la convention E1-C-0001")');
      // The act that empowered to sign the convention is not the one of its avenant.
      expect(await page.inputValue('#champ-acte-numero')).toBe('');
      await page.selectOption('#champ-acte-type', 'DELIBERATION');
      await page.fill('#champ-acte-numero', '22_CP_0101');
      await page.fill('#champ-acte-date', '2022-01-10');
      await page.check('#champ-lu-0', { force: true });
      await page.click('button:text-is("Signer…")');
      await page.click('dialog[open] button:text-is("Signer")');
      await etat(page, 'Signée');
      await page.waitForSelector('.tdt-frise >> text=il remplace la version précédente');
      await ecrans.controler(page, 'avenant-signe');
      await page.click('.tdt-frise a:has-text("Convention mise en signature")');
      await etat(page, 'Remplacée par un avenant');
    },
    LENT,
  );

  it(
    'la gestion fait arriver un financeur : ce qui manque, puis avant et après ; il trouve l’avenant à signer',
    async () => {
      await semerEnveloppe(s, 'strasbourg', 2_000_000n);
      const page = gestion;
      await page.goto(new URL(`/conventions/${await dernierAvenant()}/avenant`, page.url()).href);
      await page.click('summary:has-text("Arrivée d’un financeur")');
      await page.fill('#champ-arrivees', 'Strasbourg');
      await page.click('button[aria-label^="Choisir Eurométropole"]');
      await page.fill('#champ-motif', 'Strasbourg relaie la Région.');
      await page.fill('#champ-arrivees-0-montant', '20 000');
      await page.click('button:has-text("Proposer l’avenant…")');
      await page.waitForSelector('[role=group] >> text=Indiquez le numéro de cet acte');
      await ecrans.controler(page, 'avenant-arrivee-incomplet');
      await page.fill('#champ-arrivees-0-dispositif', 'Inclusion numérique');
      await page.selectOption('#champ-arrivees-0-acte-type', 'DELIBERATION');
      await page.fill('#champ-arrivees-0-acte-numero', 'ES-2026-77');
      await page.fill('#champ-arrivees-0-acte-date', '2026-01-15');
      await page.fill('#champ-montants-1-', '110 000');
      await page.waitForSelector('[role=status]:has-text("3 parties le signeront")');
      await page.waitForSelector('td:has-text("Rejoint la convention : 20 000,00 €")');
      await ecrans.controler(page, 'avenant-arrivee');
      await page.click('button:has-text("Proposer l’avenant…")');
      await page.click('dialog[open] button:text-is("Proposer l’avenant")');
      await etat(page, 'En signature');
      const partie = await ecrans.relever(bureau, s.monde.personnes.strasbourg, '/ce-qui-m-attend');
      await partie.click('a:has-text("Signer l")');
      await partie.waitForSelector('#champ-acte-numero[value="ES-2026-77"]');
      await ecrans.controler(partie, 'avenant-arrivee-a-signer');
    },
    LENT,
  );

  it(
    'un avenant se retire en disant pourquoi',
    async () => {
      await gestion.click('button:has-text("Retirer l’avenant")');
      await gestion.click('dialog[open] button:text-is("Retirer l’avenant")');
      await gestion.waitForSelector('dialog[open] >> text=Dites pourquoi');
      await gestion.fill('#champ-motif', 'Le projet finit à temps.');
      await gestion.click('dialog[open] button:text-is("Retirer l’avenant")');
      await etat(gestion, 'Avenant retiré');
    },
    LENT,
  );

  it(
    'la gestion résilie : les conséquences en euros, puis l’acte ; plus personne n’attend de convention',
    async () => {
      const [convention] = await s.sql<{ id: string }>(`select id from convention where etat = 'SIGNEE'`);
      const page = gestion;
      await page.goto(new URL(`/conventions/${convention?.id}/resiliation`, page.url()).href);
      await page.click('button:has-text("Résilier la convention…")');
      await page.waitForSelector('[role=group] >> text=lettre recommandée');
      await ecrans.controler(page, 'resiliation-incomplete');
      const ilYA = (jours: number) => jourDeParis(new Date(Date.now() - jours * 86_400_000));
      await page.fill('#champ-motif', 'Le projet est abandonné.');
      await page.fill('#champ-miseEnDemeureLe', ilYA(40));
      await page.fill('#champ-effetLe', ilYA(20));
      await page.fill('#champ-depensesJustifiees', '60 000');
      await page.click('button:has-text("Résilier la convention…")');
      await page.waitForSelector('[role=group] >> text=préavis est de 30 jours');
      await page.fill('#champ-effetLe', ilYA(5));
      await page.waitForSelector('td:has-text("34 000,00 €")');
      await ecrans.controler(page, 'resiliation');
      await ecrans.retourEtRecharge(page, '/conventions/:id/resiliation');
      await page.click('button:has-text("Résilier la convention…")');
      await page.waitForSelector('dialog[open] >> text=ne se reprend pas');
      await page.click('dialog[open] button:text-is("Résilier la convention")');
      await etat(page, 'Résiliée');
      await page.goto(new URL('/ce-qui-m-attend', page.url()).href);
      await page.waitForSelector('h1:has-text("Ce qui m’attend")');
      expect(await page.locator('text=Générer la convention').count()).toBe(0);
    },
    LENT,
  );

  it('n’a rien laissé à redire : ni la console, ni axe, ni nos règles', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
