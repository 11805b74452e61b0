import type { Page } from 'playwright-core';
import { LOGO_JPEG } from '../../libs/conventions/essais/logos.js';
import { demander, dossierE1, joindre, PIECES_ASSOCIATION, semerAmiHubs } from '../monde-candidatures.js';
import { pdfMinimal } from '../monde-client.js';
import { choisir, ecrire, joindre as choisirFichier, presser } from '../outillage/clavier.js';
import { Ecrans } from '../outillage/ecrans.js';
import { definir, REGLE } from '../outillage/regles-financement.js';
import { demarrerServeur, type Serveur } from '../outillage/serveur.js';

const LENT = 120_000;

describe('Le parcours de la gestion, dans un navigateur', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let page: Page;

  beforeAll(async () => {
    s = await demarrerServeur('gestion');
    const fenetre = { ouverture: '2026-01-01T00:00:00+01:00', cloture: '2126-01-01T23:59:59+01:00' };
    await semerAmiHubs(s, { code: 'HUBS-SUITE', titre: 'Hubs, la suite', ...fenetre });
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  it(
    'prépare un appel sans code, à partir d’un autre, et essaie ses règles',
    async () => {
      page = await ecrans.entrer(s.monde.personnes.gestionnaire, '/gestion');
      await page.waitForSelector('main table');
      await ecrans.controler(page, 'appels-geres');
      await ecrans.retourEtRecharge(page, '/gestion');
      await page.goto(`${new URL(page.url()).origin}/gestion/nouvel-appel?etape=verification`);
      await page.waitForSelector('text=7 points restent à compléter');
      await ecrans.controler(page, 'editeur-manques');
      await page.click('main a:has-text("La grille d\'instruction n\'a aucun critère")');
      await page.waitForURL('**/nouvel-appel?etape=grille#champ-grille');
      await page.click('.fr-nav >> text=Appels gérés');
      await page.click('main table a:has-text("Hubs, la suite")');
      await page.click('text=Préparer un appel à partir de celui-ci');
      await page.fill('#champ-code', 'hubs-2027');
      await page.click('main >> text=Continuer');
      await page.fill('#champ-ouvertureJour', '2026-01-01');
      await page.fill('#champ-clotureJour', '2126-12-31');
      await page.click('main >> text=Continuer');
      await page.fill('#champ-base', '200 000');
      await page.click('text=Ajouter une limite');
      await page.fill('#champ-plafonds-1-valeur', '50');
      await page.fill('#champ-plafonds-1-libelle', 'La moitié du coût');
      await page.fill('#champ-plafonds-1-source', 'Cahier des charges, article 4');
      await page.fill('label:has-text("Coût total de votre projet") + input', '300 000');
      await page.waitForSelector('text=150\u202f000,00\u00a0€');
      await ecrans.controler(page, 'editeur-montant');
      await ecrans.retourEtRecharge(page, '/gestion/nouvel-appel');
      expect(await page.inputValue('#champ-base')).toBe('200\u202f000,00');
      await page.goBack();
      expect(await page.inputValue('#champ-clotureJour')).toBe('2126-12-31');
      await page.goto(`${new URL(page.url()).origin}/gestion/nouvel-appel?etape=verification`);
      await page.waitForSelector('text=Pas plus de 50,00\u00a0% du coût du projet.');
      await page.click('text=Créer le brouillon de l’appel');
      await page.waitForSelector('text=Référence HUBS-2027');
    },
    LENT,
  );

  it(
    'corrige le brouillon, prévenue de ce qui n’est pas enregistré et de ce qu’un collègue a changé',
    async () => {
      await page.click('text=Modifier le brouillon');
      await page.fill('#champ-titre', 'Hubs 2027');
      await ecrans.retourEtRecharge(page, '/gestion/:id/modifier');
      await page.click('.fr-nav >> text=Ce qui m’attend');
      await page.waitForSelector('dialog[open] >> text=ne sont pas enregistrés');
      await ecrans.controler(page, 'partir-sans-enregistrer');
      await page.click('text=Rester et enregistrer');
      const collegue = `update appel_a_projets set titre = 'Hubs du collègue', resume = 'Le sien', version = version + 1
        where code = 'HUBS-2027'`;
      await s.sql(collegue);
      await page.click('button:has-text("Enregistrer le brouillon")');
      await page.waitForSelector('text=Ses changements sont repris : Résumé.');
      expect(await page.isDisabled('button:has-text("Reprendre l’écriture")')).toBe(true);
      await ecrans.controler(page, 'conflit');
      await page.click('text=Garder ma version');
      await page.click('text=Reprendre l’écriture');
      await page.click('button:has-text("Enregistrer le brouillon")');
      await page.waitForSelector('h1:text-is("Hubs 2027")');
      const [appel] = await s.sql(`select resume, version, modifie_par from appel_a_projets where code = 'HUBS-2027'`);
      expect(appel).toEqual({ resume: 'Le sien', version: 3, modifie_par: [s.monde.personnes.gestionnaire] });
    },
    LENT,
  );

  it(
    'dit qui paie quoi, voit aussitôt ce que cela fait, et corrige une règle à sa ligne',
    async () => {
      await page.click('text=Dire qui paie quoi');
      await page.click('text=Ajouter une règle');
      await page.fill('#champ-regles-0-valeur', '120');
      await page.fill('#champ-regles-0-libelle', 'Aides publiques');
      await page.click('text=Enregistrer ces règles');
      await page.waitForSelector('text=À corriger avant d’enregistrer');
      await page.waitForSelector('fieldset >> text=Citez le texte dont vient cette règle.');
      await ecrans.controler(page, 'financement-erreur');
      await page.fill('#champ-regles-0-valeur', '37,5');
      await page.fill('#champ-regles-0-source', 'CGCT, article L. 1111-10');
      await page.waitForSelector('text=Personnes publiques : au plus 37,50\u00a0% de la dépense subventionnable.');
      await page.waitForSelector('text=Vous pouvez aller jusqu’à 37\u202f500,00\u00a0€');
      await ecrans.controler(page, 'financement');
      await ecrans.retourEtRecharge(page, '/gestion/:id/financement');
    },
    LENT,
  );

  it(
    'apprend qu’un collègue a défini d’autres règles, les compare aux siennes et repart des siennes',
    async () => {
      const appelId = new URL(page.url()).pathname.split('/')[2] ?? '';
      const regle = { ...REGLE, libelle: 'Celle du collègue' };
      const definie = await definir(s, 'gestionnaire2', { appelId, version: 1, regles: [regle] });
      expect(definie).toEqual({ __typename: 'AppelAProjets', versionRegles: 2 });
      await page.click('text=Enregistrer ces règles');
      await page.waitForSelector('h2:has-text("Un collègue a défini d’autres règles")');
      await page.waitForSelector('li:has-text("Celle du collègue. Personnes publiques : Au plus 80,00")');
      await page.waitForSelector('li:has-text("Aides publiques. Personnes publiques : Au plus 37,50")');
      await ecrans.controler(page, 'financement-conflit');
      await page.click('text=Repartir des miennes');
      await page.click('text=Enregistrer ces règles');
      await page.waitForSelector('dd:has-text("Personnes publiques : Au plus 37,50")');
      expect(await page.isVisible('text=Celle du collègue')).toBe(false);
    },
    LENT,
  );

  it(
    'le publie à deux, son enveloppe dotée, au clavier, puis le prolonge',
    async () => {
      const chemin = new URL(page.url()).pathname;
      await page.fill('#champ-dispositif', 'Hubs 2027');
      await page.click('button:has-text("Ouvrir l’enveloppe")');
      await page.waitForSelector('text=Doter « Hubs 2027 »');
      await page.click('text=Publier l’appel');
      await page.click('dialog button:has-text("Publier l’appel")');
      await page.waitForSelector("dialog >> text=n'est pas dotée");
      await ecrans.controler(page, 'publication-refusee');
      await ecrans.relever(page, s.monde.personnes.gestionnaire2, chemin);
      await ecrire(page, 'input[id^="champ-dotation"]', '2 000 000');
      await presser(page, 'button:has-text("Mettre ces crédits dans l’enveloppe")');
      await page.waitForSelector('td:has-text("2\u202f000\u202f000,00\u00a0€")');
      await presser(page, 'button:has-text("Publier l’appel")');
      await page.waitForSelector('dialog >> text=deux paires d’yeux');
      await presser(page, 'dialog button:has-text("Publier l’appel")');
      await page.waitForSelector('main >> text=Publié le');
      await ecrans.controler(page, 'appel-publie');
      await ecrans.retourEtRecharge(page, '/gestion/:id');
      await page.click('text=Prolonger les dépôts');
      await page.fill('#champ-prolongation', '2126-12-30');
      await page.waitForSelector('text=Choisissez un instant plus tardif');
      expect(await page.isDisabled('dialog button:has-text("Prolonger les dépôts")')).toBe(true);
      await page.fill('#champ-prolongation', '2127-01-31');
      await page.click('dialog button:has-text("Prolonger les dépôts")');
      await page.waitForSelector('dd:has-text("31 janvier 2127")');
    },
    LENT,
  );

  it(
    'enregistre une candidature venue par la poste, qu’une autre personne vérifie et dépose',
    async () => {
      await ecrans.relever(page, s.monde.personnes.gestionnaire, '/instruction');
      await page.click('text=Enregistrer une candidature reçue');
      await page.selectOption('#champ-appelId', { label: 'Hubs, la suite' });
      await page.fill('#champ-porteurId', 'hinau');
      await page.click('button:has-text("Choisir")');
      await page.fill('#champ-recueLe', '2026-03-02');
      await page.waitForSelector('text=Reçue dans le délai');
      await ecrans.controler(page, 'recue');
      await ecrans.retourEtRecharge(page, '/instruction/recue');
      await page.fill('#champ-recueLe', '2100-01-01');
      await page.click('text=Enregistrer la réception');
      await page.waitForSelector('text=La réception ne peut pas être dans l’avenir.');
      await ecrans.controler(page, 'recue-erreur');
      await page.fill('#champ-recueLe', '2026-03-02');
      await page.click('text=Enregistrer la réception');
      await page.waitForSelector('text=Vous saisissez la candidature de Hinaura, reçue par courrier le 2 mars 2026');
      const scan = { name: 'demande.pdf', mimeType: 'application/pdf', buffer: pdfMinimal() };
      await page.setInputFiles('#champ-pieces-DEMANDE-RECUE', scan);
      await page.waitForSelector('text=« demande.pdf » est joint.');
      await ecrans.controler(page, 'recue-saisie');
      const id = new URL(page.url()).pathname.split('/')[2] ?? '';
      await demander(s, 'gestionnaire', 'enregistrer', { d: { id, version: 1, ...dossierE1(s.monde) } });
      for (const code of PIECES_ASSOCIATION) await joindre(s, 'gestionnaire', id, code);
      await page.goto(`${new URL(page.url()).origin}/candidatures/${id}/recapitulatif`);
      await page.waitForSelector('text=un autre gestionnaire la vérifie et dépose le dossier');
      expect(await page.isDisabled('button:has-text("Déposer la candidature")')).toBe(true);
      await ecrans.relever(page, s.monde.personnes.gestionnaire2, '/ce-qui-m-attend');
      await page.click('main a:has-text("Saisir puis déposer la candidature reçue de Hinaura")');
      await page.click('.fr-sidemenu >> text=Vérifier et déposer');
      await page.click('button:has-text("Déposer la candidature")');
      await page.waitForSelector(
        'dialog[open] >> text=Vous attestez que la saisie répète la demande reçue par courrier',
      );
      await page.click('text=Déposer maintenant');
      await page.waitForURL(`**/instruction/${id}`);
      await page.waitForSelector('main >> text=reçue par courrier le 2 mars 2026');
      await ecrans.relever(page, s.monde.personnes.hinaura, `/candidatures/${id}`);
      await page.waitForSelector('#recu ~ p:has-text("Reçue par courrier le 2 mars 2026")');
      await ecrans.controler(page, 'recue-porteur');
    },
    LENT,
  );

  it(
    'invite au clavier, renouvelle, annule ; accorde un droit, qu’une seconde personne confirme, puis y met fin',
    async () => {
      await ecrans.relever(page, s.monde.personnes.gestionnaire, '/personnes');
      await page.waitForSelector('text=Aucune invitation n’attend de réponse.');
      const logo = { name: 'notre-logo.jpg', mimeType: 'image/jpeg', buffer: LOGO_JPEG };
      await choisirFichier(page, `#champ-logo-${s.monde.organismes.bdt}`, logo);
      await page.waitForSelector('[role=status]:has-text("« notre-logo.jpg » est le logo de Banque des Territoires")');
      await page.waitForSelector('img[alt^="Logo de Banque des Territoires"]');
      await ecrire(page, '#champ-courriel', 'claire@exemple.fr');
      await choisir(page, '#champ-role', 'Instructeur');
      expect(await page.isDisabled('button:has-text("Choisissez d’abord un appel")')).toBe(true);
      await choisir(page, '#champ-appelId', 'Hubs, la suite');
      await ecrans.retourEtRecharge(page, '/personnes');
      await presser(page, 'button:has-text("Envoyer l’invitation")');
      await page.waitForSelector('text=L’invitation est partie par courriel');
      await page.waitForSelector('main table >> text=claire@exemple.fr');
      await ecrans.controler(page, 'invitation');
      const premier = await page.textContent('code');
      await page.click('button:has-text("Renouveler")');
      await page.waitForSelector('td code');
      expect(await page.textContent('td code')).not.toBe(premier);
      await page.click('td button:has-text("Annuler")');
      await page.click('dialog button:has-text("Annuler l’invitation")');
      await page.waitForSelector('text=Aucune invitation n’attend de réponse.');
      const [votante] = await s.sql<{ nom: string }>(
        `select prenom || ' ' || nom as nom from utilisateur where id = $1`,
        [s.monde.personnes.bdtVotante],
      );
      const nom = votante?.nom ?? '';
      await page.selectOption('#champ-utilisateurId', { label: nom });
      await page.selectOption('#champ-roleAccorde', 'GESTIONNAIRE');
      await page.click('text=Accorder ce droit');
      await page.click('button:has-text("Confirmer ce droit")');
      await page.waitForSelector('text=Vous avez accordé cette habilitation');
      await ecrans.controler(page, 'droit-a-confirmer');
      await ecrans.relever(page, s.monde.personnes.admin, '/personnes');
      await page.click('button:has-text("Confirmer ce droit")');
      await page.waitForSelector('h2:has-text("À confirmer")', { state: 'detached' });
      const finDuDroit = page.getByRole('button', { name: `Mettre fin à ce droit : ${nom}, Gestionnaire` });
      await finDuDroit.click();
      await page.click('dialog button:has-text("Mettre fin à ce droit")');
      await finDuDroit.waitFor({ state: 'detached' });
      await page.reload();
      await page.waitForSelector(`tr:has-text("${nom}")`);
    },
    LENT,
  );

  it('ne laisse ni faute d’accessibilité sur un écran, ni faute dans la console', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
