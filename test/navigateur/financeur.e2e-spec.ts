import { verifierGrandLivre } from '@tdt/appels';
import { ecrireEuros } from '@tdt/domaine';
import type { Page } from 'playwright-core';
import { choisir, dater, ecrire, presser } from '../outillage/clavier.js';
import { Ecrans } from '../outillage/ecrans.js';
import { demarrerServeur, type Serveur } from '../outillage/serveur.js';
import {
  adopter,
  demandeAnnonce,
  EUROS,
  figer,
  ouvrirTour,
  preparerSeance,
  revelerTour,
  sceller,
  type SeanceDeTour,
} from '../outillage/tour.js';

const LENT = 90_000;
const k = (milliers: bigint) => milliers * 1_000n * EUROS;
/** As the pages write it: thin and non-breaking spaces. */
const euros = (texte: string) => `${texte.replace(' ', '\u202f')}\u00a0€`;
const PROJETS = [
  { hub: 'hubBretagne', cout: k(100n), propres: k(10n), note: 78 },
  { hub: 'hubLo', cout: k(60n), propres: k(5n), note: 63 },
] as const;
const REGLES = [
  {
    code: 'REGION375',
    libelle: 'Part d’une région',
    portee: 'ENVELOPPE',
    categorie: 'REGION',
    type: 'TAUX_MAX',
    tauxBp: 3_750,
    sourceJuridique: 'Règlement d’intervention régional, article 3',
  },
  {
    code: 'PUBLIC95',
    libelle: 'Financements publics',
    portee: 'CLASSE',
    classe: 'PUBLIC',
    type: 'TAUX_MAX',
    tauxBp: 9_500,
    sourceJuridique: 'Règlement de l’appel, article 5',
  },
];

describe('Le parcours du financeur, dans un navigateur', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let page: Page;
  let seance: SeanceDeTour;
  let tourId = '';
  const h1 = (texte: string) => page.waitForSelector(`h1:has-text("${texte}")`);
  const menu = (texte: string) => page.click(`.fr-nav >> text=${texte}`);

  beforeAll(async () => {
    s = await demarrerServeur('financeur');
    const dotations = { regionBretagne: k(60n), mel: k(100n), anct: k(100n) };
    seance = await preparerSeance(s, [...PROJETS], dotations, REGLES);
    tourId = (await ouvrirTour(s, seance.seanceId)).id;
    await s.reglerHorloge(null);
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  it(
    'ouvre une enveloppe, qu’une autre personne doit doter',
    async () => {
      page = await ecrans.entrer(s.monde.personnes.laRochelle, '/enveloppes');
      await page.waitForSelector('text=n’a pas encore d’enveloppe');
      await ecrans.controler(page, 'enveloppes-vide');
      await page.click('main >> text=Ouvrir une enveloppe');
      await h1('Ouvrir une enveloppe');
      await page.click('main button:has-text("Ouvrir l’enveloppe")');
      await page.waitForSelector('text=L’enveloppe n’est pas ouverte');
      await ecrans.controler(page, 'enveloppe-nouvelle-erreur');
      await page.click('main a:has-text("Nommez l’enveloppe.")');
      await page.keyboard.type('Médiation numérique');
      await page.fill('#champ-dispositif', 'Territoire connecté');
      await ecrans.retourEtRecharge(page, '/enveloppes/nouvelle');
      await page.click('main button:has-text("Ouvrir l’enveloppe")');
      await page.waitForSelector('text=L’enveloppe est ouverte');
      await page.click('main button:has-text("Ajouter des crédits")');
      await page.fill('#champ-montant', '12 500,5');
      expect(await page.textContent('dialog [role=status]')).toContain(`à ${euros('12 500,50')}`);
      await page.click('dialog button:has-text("Ajouter ces crédits")');
      await page.waitForSelector('dialog >> text=Vous avez ouvert cette enveloppe');
      await ecrans.controler(page, 'dotation-refus');
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog[open]', { state: 'detached' });
      const chemin = new URL(page.url()).pathname;
      await menu('Dossiers à financer');
      await page.waitForSelector('text=Aucun dossier pour l’instant');
      await ecrans.controler(page, 'dossiers-vide');
      await ecrans.relever(page, s.monde.personnes.laRochelleSignataire, chemin);
      await page.click('main button:has-text("Ajouter des crédits")');
      await page.fill('#champ-montant', '12 500,5');
      await page.click('dialog button:has-text("Ajouter ces crédits")');
      await page.waitForSelector(`.fr-text--lead:has-text("${euros('12 500,50')} disponibles")`);
    },
    LENT,
  );

  it(
    'voit ses enveloppes en jauges, ses dossiers filtrés, et prépare une part au maximum permis',
    async () => {
      await ecrans.relever(page, s.monde.personnes.regionBretagne, '/enveloppes');
      await page.waitForSelector('main figure table');
      expect(await page.textContent('main figure table')).toContain(euros('60 000,00'));
      await ecrans.controler(page, 'enveloppes');
      await ecrans.retourEtRecharge(page, '/enveloppes');
      await page.click('main h2 a');
      await page.waitForSelector('text=Au plus 37,50');
      await page.waitForSelector('text=Elle ne finance rien encore');
      await ecrans.controler(page, 'enveloppe');
      await ecrans.retourEtRecharge(page, '/enveloppes/:id');
      await menu('Dossiers à financer');
      await page.waitForSelector('text=2 dossiers.');
      await page.selectOption('main form select >> nth=1', 'RETENU');
      await page.waitForSelector('text=Aucun dossier ne répond à ces critères.');
      await page.goBack();
      await page.waitForSelector('text=2 dossiers.');
      await page.fill('main input[type=search]', 'hubLo');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=Un dossier.');
      await ecrans.retourEtRecharge(page, '/financements');
      await page.waitForSelector('text=Un dossier.');
      await ecrans.controler(page, 'dossiers');
      await page.click('main table a');
      await h1('Projet de hubLo');
      await page.click('main button:has-text("Préparer une part")');
      await page.click(`main button:has-text("Aller jusqu’à ${euros('22 500,00')}")`);
      await ecrans.controler(page, 'part-preparee');
      await ecrans.retourEtRecharge(page, '/financements/:id');
      await page.click('main button:has-text("Préparer cette part")');
      await page.waitForSelector(`text=Votre organisme apporte ${euros('22 500,00')}`);
      await page.click('main button:has-text("Changer le montant")');
      await page.fill('#champ-montant', '70 000');
      await page.waitForSelector(`text=${euros('70 000,00')} dépassent ce maximum de ${euros('47 500,00')}`);
      await page.fill('#champ-montant', '0');
      await page.click('main button:has-text("Enregistrer la part")');
      await page.waitForSelector('text=Votre part n’est pas enregistrée');
      await ecrans.controler(page, 'part-refusee');
      await page.click('main button:has-text("Ne rien changer")');
      await page.click('main button:has-text("Retirer cette part")');
      await page.fill('#champ-motif', 'Nous préférons l’autre projet.');
      await page.click('dialog button:has-text("Retirer la part")');
      await page.waitForSelector('text=n’apporte encore rien à ce projet');
    },
    LENT,
  );

  it(
    'annonce sous scellé, au clavier, ses plafonds calculés ; ce qui est écrit survit au rechargement',
    async () => {
      await menu('Ce qui m’attend');
      // The page before this one has items too.
      await page.waitForSelector('h1:has-text("Ce qui m’attend")');
      await page.waitForSelector('main li');
      await ecrans.controler(page, 'attente');
      await ecrans.retourEtRecharge(page, '/ce-qui-m-attend');
      await presser(page, 'main a:has-text("Sceller ce que votre organisme annonce")');
      await h1('Tour de table n° 1');
      await page.waitForSelector(
        `fieldset:has-text("hubBretagne") >> text=Vous pouvez aller jusqu’à ${euros('37 500,00')}`,
      );
      const phrase = await page.textContent('fieldset:has-text("hubBretagne")');
      expect(phrase).toContain(`${euros('37 500,00')}\u00a0: taux 37,50\u00a0% de la dépense subventionnable`);
      expect(await page.isDisabled('button:has-text("Sceller l’annonce")')).toBe(true);
      await ecrans.controler(page, 'annonce-vide');
      await presser(page, `button:has-text("Aller jusqu’à ${euros('37 500,00')}")`);
      await ecrire(page, '#champ-plafond', '80000');
      await ecrans.retourEtRecharge(page, '/financements/tours/:id');
      await page.waitForSelector('text=Ce brouillon est gardé sur cet appareil');
      await presser(page, 'button:has-text("Sceller l’annonce")');
      await page.waitForSelector('dialog[open] >> text=Sceller cette annonce');
      await ecrans.controler(page, 'annonce-confirmation');
      await presser(page, 'dialog button:has-text("Sceller maintenant")');
      await page.waitForSelector(
        `main .fr-alert a:has-text("Votre enveloppe peut encore donner ${euros('60 000,00')}")`,
      );
      await ecrans.controler(page, 'annonce-refus');
      await ecrire(page, '#champ-plafond', '40 000');
      await presser(page, 'button:has-text("Sceller l’annonce")');
      await presser(page, 'dialog button:has-text("Sceller maintenant")');
      await page.waitForSelector('h2:has-text("Votre annonce scellée")');
      await page.reload();
      await page.waitForSelector(`main table:has-text("Jusqu’à ${euros('37 500,00')}")`);
      expect(await page.textContent('#scelles ~ ul')).toContain('Région Bretagne');
      await ecrans.controler(page, 'annonce-scellee');
      await presser(page, 'button:has-text("Remplacer l’annonce")');
      await ecrire(page, '#champ-plafond', '37 500');
      await presser(page, 'button:has-text("Sceller l’annonce")');
      await presser(page, 'dialog button:has-text("Sceller maintenant")');
      await page.waitForSelector('text=version 2');
      await page.goBack();
      await h1('Ce qui m’attend');
      await page.waitForSelector('main li');
      expect(await page.textContent('main ul')).not.toContain('Sceller ce que');
    },
    LENT,
  );

  /** The others announce, the chair reveals, freezes and proclaims: the live session is another journey. */
  async function tenirLaSeance(): Promise<void> {
    for (const financeur of ['mel', 'anct'] as const) {
      await sceller(s, financeur, demandeAnnonce(seance, tourId, financeur, k(45n), { hubBretagne: k(45n) }));
    }
    await revelerTour(s, tourId);
    expect(await figer(s, tourId, 'LISTE')).toMatchObject({ etat: 'FIGEE' });
    await adopter(s, seance, 'hubBretagne');
  }

  const remplirLActe = async () => {
    await choisir(page, '#champ-acte-typeActe', 'Délibération');
    await ecrire(page, '#champ-acte-numero', '21_CP_0917');
    await dater(page, '#champ-acte-dateActe', '2021-11-08');
    await ecrire(page, '#champ-acte-signataireNom', 'Camille Exemple');
    await ecrire(page, '#champ-acte-signataireQualite', 'présidente du conseil régional');
    await dater(page, '#champ-acte-transmisLe', '2021-11-10');
    await ecrans.retourEtRecharge(page, '/financements/parts/:id');
    await presser(page, 'main button:has-text("Enregistrer l’acte")');
    await page.waitForSelector('dialog[open] >> text=Engager l’argent de votre organisme');
  };

  it(
    'après le vote, qui a voté ne peut pas engager ; une autre personne enregistre l’acte, au clavier',
    async () => {
      await tenirLaSeance();
      await menu('Dossiers à financer');
      await page.click('text=Vos parts, et celles qui attendent votre acte');
      await page.waitForSelector('text=Votre acte d’engagement');
      await ecrans.controler(page, 'parts');
      await ecrans.retourEtRecharge(page, '/financements/parts');
      await page.click('main table a:has-text("hubBretagne")');
      await page.click('main button:has-text("Enregistrer l’acte")');
      await page.waitForSelector('text=L’acte n’est pas enregistré');
      expect(await page.locator('main .fr-alert--error a').count()).toBe(6);
      await ecrans.controler(page, 'acte-erreur');
      await remplirLActe();
      expect(await page.locator('main .fr-error-text, main .fr-message--error').count()).toBe(0);
      await ecrans.controler(page, 'acte-confirmation');
      await page.click('dialog button:has-text("Engager")');
      await page.waitForSelector('text=Vous avez porté le vote de votre organisme sur cette part');
      const chemin = new URL(page.url()).pathname;
      await ecrans.relever(page, s.monde.personnes.regionBretagneSuppleant, '/ce-qui-m-attend');
      await page.click('main >> text=Enregistrer votre acte d’engagement');
      await page.waitForURL(`**${chemin}`);
      await remplirLActe();
      await presser(page, 'dialog button:has-text("Engager")');
      await page.waitForSelector('h2:has-text("Votre organisme est engagé pour")');
      await page.reload();
      await page.waitForSelector('text=n° 21_CP_0917 du 8 novembre 2021');
      await ecrans.controler(page, 'part-engagee');
      const [part] = await s.sql<{ etat: string; montant: string }>(
        'select etat, montant::text from part where id = $1',
        [chemin.split('/').at(-1)],
      );
      expect(part).toMatchObject({ etat: 'ENGAGEE' });
      await page.click('main dl a >> nth=0');
      const engage = ecrireEuros(BigInt(part?.montant ?? '0'));
      await page.waitForSelector(`tr:has-text("Engagé"):has-text("${engage}")`);
      expect((await verifierGrandLivre((requete) => s.sql(requete))).filter((i) => i.lignes.length > 0)).toEqual([]);
    },
    LENT,
  );

  it(
    'prévient avant la fin de la session, la garde ouverte à la demande, et règle les courriels reçus',
    async () => {
      await page.clock.install();
      await page.click('text=Vos courriels');
      await h1('Vos courriels');
      await page.click('fieldset:has-text("Les tours de table") label:has-text("Un récapitulatif par jour")');
      await page.waitForSelector('text=Votre choix est enregistré.');
      await ecrans.controler(page, 'avis');
      await ecrans.retourEtRecharge(page, '/mes-avis');
      expect(await s.sql('select mode from preference_avis where famille = $1', ['TOURS'])).toEqual([
        { mode: 'RECAPITULATIF' },
      ]);
      await page.clock.fastForward('25:30');
      await page.waitForSelector('dialog[open] >> text=Votre session va bientôt prendre fin');
      await ecrans.controler(page, 'fin-de-session');
      await page.click('dialog button:has-text("Rester connecté")');
      await page.waitForSelector('dialog[open]', { state: 'detached' });
      await page.clock.fastForward('20:00');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      await page.context().close();
    },
    LENT,
  );

  it('ne laisse ni faute d’accessibilité sur un écran, ni faute dans la console', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
