import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { AAP_LIEUX_INCLUSIFS, CREER_APPEL, CREER_ENVELOPPE, DOTER_ENVELOPPE, PUBLIER_APPEL } from '../monde-appels.js';
import { demander, mains, type Reponse } from '../monde-candidatures.js';
import { pdfMinimal } from '../monde-client.js';
import { affecter } from '../monde.js';
import { ecrire, joindre, presser } from '../outillage/clavier.js';
import { Ecrans } from '../outillage/ecrans.js';
import { cle, demarrerServeur, type Serveur } from '../outillage/serveur.js';

const LENT = 90_000;
const ENREGISTRE = '.tdt-sauvegarde:has-text("Enregistré à")';

describe('Le parcours du porteur, dans un navigateur', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let page: Page;
  let appelId = '';
  let dossier = '';
  const api = mains(
    () => s,
    () => dossier,
  );

  async function publierUnAppel(): Promise<string> {
    const { gestionnaire: jeton, gestionnaire2, bdtVotante } = s.monde.jetons;
    const dates = { ouverture: '2026-01-01T00:00:00+01:00', cloture: '2126-01-01T23:59:59+01:00' };
    const { creerAppel } = await s.gql<{ creerAppel: Reponse }>(jeton, CREER_APPEL, {
      d: { ...AAP_LIEUX_INCLUSIFS, ...dates },
    });
    const id = creerAppel.id ?? '';
    const d = { financeurId: s.monde.organismes.bdt, appelId: id, libelle: 'L', dispositif: 'L', exercice: 2026 };
    const { creerEnveloppe } = await s.gql<{ creerEnveloppe: Reponse }>(bdtVotante, CREER_ENVELOPPE, { d });
    await s.gql(jeton, DOTER_ENVELOPPE, { d: { cle: cle(), enveloppeId: creerEnveloppe.id, montant: '60000000' } });
    await s.gql(gestionnaire2, PUBLIER_APPEL, { id });
    return id;
  }

  const etape = async (nom: string) => {
    await page.click(`.fr-sidemenu a[href$="/${nom}"]`);
    await page.waitForURL(`**/${nom}`);
    await page.waitForSelector('.fr-stepper__title');
  };
  const enregistre = () => page.waitForSelector(ENREGISTRE);

  beforeAll(async () => {
    s = await demarrerServeur('porteur');
    appelId = await publierUnAppel();
    await affecter(s.sqlExecuteur, s.monde.personnes.instructrice, 'INSTRUCTEUR', {
      organismeId: s.monde.organismes.bdt,
      appelId,
    });
    ecrans = await Ecrans.ouvrir(s);
    page = await ecrans.entrer(s.monde.personnes.hubBretagne, '/ce-qui-m-attend');
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  it(
    'accueille qui n’a encore rien, et ouvre un brouillon',
    async () => {
      await page.waitForSelector('text=Rien ne vous attend pour Hub Bretagne');
      expect(await page.title()).toBe('Ce qui m’attend — Tour de table');
      await ecrans.controler(page, 'attente-vide');
      await page.click('.fr-nav >> text=Mes candidatures');
      await page.waitForSelector('text=n’a pas encore de candidature');
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
      await ecrans.controler(page, 'candidatures-vide');
      await page.click('main >> text=Commencer une candidature');
      await page.click('main >> text=Ouvrir le brouillon');
      await page.waitForSelector('text=Choisissez un appel.');
      await ecrans.controler(page, 'nouvelle-erreur');
      await page.check('main input[type=radio]', { force: true });
      await ecrans.retourEtRecharge(page, '/candidatures/nouvelle');
      await page.click('main >> text=Ouvrir le brouillon');
      await page.waitForURL('**/structure');
      dossier = new URL(page.url()).pathname.split('/')[2] ?? '';
      await page.waitForSelector('.fr-stepper__title');
      await ecrans.controler(page, 'structure-vide');
    },
    LENT,
  );

  it(
    'enregistre seul ce qui est écrit, et le retrouve après une coupure et un rechargement',
    async () => {
      await etape('projet');
      await page.fill('#champ-titre', 'Un lieu à Kerourien');
      await enregistre();
      expect(await api.lire('{ titre }')).toEqual({ titre: 'Un lieu à Kerourien' });
      await page.route('**/graphql', (route) => route.abort());
      await page.fill('#champ-titre', 'Un lieu d’accueil à Kerourien');
      await page.waitForSelector('text=gardé sur cet appareil');
      await ecrans.controler(page, 'projet-hors-ligne');
      await page.unroute('**/graphql');
      await page.reload();
      await page.waitForSelector('text=a été retrouvé');
      expect(await page.inputValue('#champ-titre')).toBe('Un lieu d’accueil à Kerourien');
      await enregistre();
      expect(await api.lire('{ titre }')).toEqual({ titre: 'Un lieu d’accueil à Kerourien' });
    },
    LENT,
  );

  it(
    'garde la saisie quand la session prend fin, et la reprend après une connexion dans un autre onglet',
    async () => {
      await s.sql('delete from session');
      await page.fill('#champ-resume', 'Des permanences sans rendez-vous.');
      await page.waitForSelector('dialog[open] >> text=Votre session a pris fin');
      await ecrans.controler(page, 'session-perdue');
      const [onglet] = await Promise.all([
        page.context().waitForEvent('page'),
        page.click('dialog >> text=Me reconnecter dans un nouvel onglet'),
      ]);
      // The provider still knows this browser: the person has nothing to type.
      await onglet.waitForSelector('h1:has-text("Vous êtes reconnecté")');
      await onglet.close();
      await page.waitForSelector('dialog[open]', { state: 'detached' });
      await enregistre();
      expect(await api.lire('{ resume }')).toEqual({ resume: 'Des permanences sans rendez-vous.' });
    },
    LENT,
  );

  it(
    'réunit ce qu’un collègue a écrit en même temps, et fait choisir champ par champ ce qui se contredit',
    async () => {
      await api.enregistrer({ titre: 'Titre du collègue', debut: '2027-01-01' });
      await page.fill('#champ-titre', 'Accueil numérique de Kerourien');
      await page.waitForSelector('text=Un collègue a modifié les mêmes champs que vous');
      expect(await page.inputValue('#champ-debut')).toBe('2027-01-01');
      expect(await page.textContent('main fieldset:has(legend:text("Titre du projet"))')).toContain(
        'Titre du collègue',
      );
      await ecrans.controler(page, 'conflit');
      await page.click('text=Garder ma version');
      await enregistre();
      expect(await api.lire('{ titre debut }')).toEqual({
        titre: 'Accueil numérique de Kerourien',
        debut: '2027-01-01',
      });
    },
    LENT,
  );

  it(
    'remplit le dossier : lieux nommés, budget du Cerfa, plan et ses calculs, pièces',
    async () => {
      await page.fill('#champ-fin', '2028-12-31');
      await page.click('label:text-is("Notre structure")');
      await page.fill('#champ-territoires', 'Finist');
      await page.click('button[aria-label^="Ajouter Finistère"]');
      await page.click('text=Ajouter une action');
      await page.fill('#champ-actions-0-intitule', 'Tenir des permanences');
      await page.fill('#champ-actions-0-lieux', 'Brest');
      await page.click('button[aria-label^="Ajouter Brest,"]');
      await page.selectOption('#lieu-0-0', { label: 'QPV : Kerourien (Brest)' });
      await enregistre();
      await ecrans.controler(page, 'projet-rempli');
      await ecrans.retourEtRecharge(page, '/candidatures/:id/projet');
      await etape('structure');
      await page.click('label:has-text("souscrit au contrat")');
      await page.selectOption('#champ-regimeAide', 'NON_ECONOMIQUE');
      await ecrans.retourEtRecharge(page, '/candidatures/:id/structure');
      await etape('partenaires');
      await page.fill('#champ-partenaires', '243 500 139 00011');
      await page.waitForSelector('text=La clé de contrôle de ce SIRET est fausse');
      await page.fill('#champ-partenaires', 'Brest');
      await page.click('button[aria-label^="Ajouter Brest Métropole"]');
      await page.fill('#champ-partenaires-0-mandatLe', '2026-10-01');
      await ecrans.controler(page, 'partenaires');
      await ecrans.retourEtRecharge(page, '/candidatures/:id/partenaires');
      await etape('budget');
      await page.fill('#champ-compte-641', '40000,5');
      await page.keyboard.press('Tab');
      await page.waitForSelector('text=Les charges (40\u202f000,50\u00a0€) dépassent');
      expect(await page.inputValue('input[id^="champ-budget-0"]')).toBe('40\u202f000,50');
      await ecrans.retourEtRecharge(page, '/candidatures/:id/budget');
      await etape('plan');
      await page.fill('#champ-plan-financeur', 'Région Bret');
      await page.click('button[aria-label^="Ajouter Région Bretagne"]');
      await page.fill('#champ-plan-0-montant', '8000.5');
      await page.click('text=Demander 32\u202f000,40\u00a0€');
      await page.fill('#champ-plan-financeur', 'Banque');
      await page.click('button[aria-label^="Ajouter Banque des Territoires"]');
      await page.fill('#champ-plan-1-montant', '32 000,00');
      await page.waitForSelector('text=Le plan de financement couvre exactement le coût');
      await enregistre();
      await ecrans.controler(page, 'plan');
      await ecrans.retourEtRecharge(page, '/candidatures/:id/plan');
      await etape('pieces');
      await page.setInputFiles('#champ-pieces-SIRENE', {
        name: 'faux.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('x'),
      });
      await page.waitForSelector('text=Le contenu de ce fichier n’est ni un PDF');
      await ecrans.controler(page, 'pieces-erreur');
      const sirene = { name: 'sirene.pdf', mimeType: 'application/pdf', buffer: pdfMinimal() };
      await page.setInputFiles('#champ-pieces-SIRENE', sirene);
      await page.waitForSelector('text=Retirer « sirene.pdf »');
      await ecrans.retourEtRecharge(page, '/candidatures/:id/pieces');
      await page.waitForSelector('text=Retirer « sirene.pdf »');
    },
    LENT,
  );

  it(
    'se dépose au clavier seul, après une erreur à corriger, contre un récépissé',
    async () => {
      await presser(page, 'button:has-text("Vérifier la candidature")');
      await page.waitForURL('**/recapitulatif');
      expect(await page.isDisabled('button:has-text("Déposer la candidature")')).toBe(true);
      expect(await page.textContent('#raison-depot')).toContain('Un point reste à remplir.');
      await ecrans.controler(page, 'recapitulatif-incomplet');
      await ecrans.retourEtRecharge(page, '/candidatures/:id/recapitulatif');
      await presser(page, 'main a:has-text("dépassent les produits")');
      await page.waitForURL('**/budget?corriger#champ-budget');
      await ecrans.controler(page, 'budget-a-corriger');
      await presser(page, 'button:has-text("Reprendre les subventions")');
      await page.waitForSelector('text=Le budget est équilibré : 40\u202f000,50\u00a0€.');
      await enregistre();
      await presser(page, 'button:has-text("Continuer")');
      await page.waitForURL('**/plan');
      await page.goBack();
      await page.waitForURL('**/budget?corriger*');
      await presser(page, '.fr-sidemenu a[href$="/recapitulatif"]');
      await presser(page, 'button:has-text("Déposer la candidature")');
      await page.waitForSelector('dialog[open] >> text=son contenu est figé');
      await ecrans.controler(page, 'depot-confirmation');
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog[open]', { state: 'detached' });
      expect(await page.evaluate('document.activeElement?.textContent')).toBe('Déposer la candidature');
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog[open] >> text=son contenu est figé');
      // The browser tells late that the former one closed: the one that was opened since must stay.
      await page.evaluate('document.querySelector("dialog[open]").dispatchEvent(new Event("close"))');
      await presser(page, 'dialog[open] button:has-text("Déposer maintenant")');
      await page.waitForSelector('text=Votre candidature est déposée sous le numéro LIEUX-INCLUSIFS-0001');
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
      await ecrans.controler(page, 'depose');
      await ecrans.retourEtRecharge(page, '/candidatures/:id');
      const [recu] = await Promise.all([page.waitForEvent('download'), page.click('text=Télécharger le récépissé')]);
      const fichier = await recu.path();
      expect(execFileSync('head', ['-c', '5', fichier]).toString()).toBe('%PDF-');
    },
    LENT,
  );

  it(
    'répond à une demande de compléments au clavier, retrouve le dossier dans sa liste, puis le retire',
    async () => {
      const d = { id: dossier, message: 'Précisez les horaires.', pieces: ['RIB'], echeance: '2126-06-01' };
      await demander(s, 'instructrice', 'demanderComplements', { d });
      await page.click('.fr-nav >> text=Ce qui m’attend');
      await presser(page, 'main a:has-text("Compléter « Accueil numérique de Kerourien »")');
      await page.waitForSelector('text=Précisez les horaires.');
      await presser(page, 'button:has-text("Envoyer ma réponse")');
      await page.waitForSelector('text=Votre réponse n’est pas partie');
      await ecrans.controler(page, 'complements-erreur');
      await ecrire(page, '#champ-reponse', 'Du lundi au vendredi, de 9 h à 17 h.');
      const rib = { name: 'rib.pdf', mimeType: 'application/pdf', buffer: pdfMinimal() };
      await joindre(page, '#champ-pieces-RIB', rib);
      await page.waitForSelector('text=Retirer « rib.pdf »');
      await ecrans.retourEtRecharge(page, '/candidatures/:id');
      await page.waitForSelector('text=Retirer « rib.pdf »');
      await presser(page, 'button:has-text("Envoyer ma réponse")');
      await page.waitForSelector('text=Réponse envoyée');
      expect(await api.lire('{ etat }')).toEqual({ etat: 'DEPOSE' });
      await page.click('.fr-nav >> text=Mes candidatures');
      await page.waitForSelector('main table');
      await page.selectOption('main select', 'BROUILLON');
      await page.waitForSelector('text=Aucune candidature ne répond à ces critères.');
      await page.click('text=Tout afficher');
      await page.waitForSelector('main table');
      await ecrans.controler(page, 'candidatures');
      await ecrans.retourEtRecharge(page, '/candidatures');
      await page.click('main table a');
      await page.click('text=Retirer la candidature');
      await page.click('text=Retirer définitivement');
      await page.waitForSelector('dialog .fr-message--error');
      await ecrans.controler(page, 'retrait-erreur');
      await page.fill('#champ-motif', 'Le local n’est plus disponible.');
      await page.click('text=Retirer définitivement');
      await page.waitForSelector('text=Le dossier est : retiré');
      await ecrans.controler(page, 'retire');
    },
    LENT,
  );

  it(
    'reprend l’ancien dossier dans un nouveau brouillon',
    async () => {
      await page.click('text=Reprendre ce dossier pour un autre appel');
      await page.waitForSelector('main select option:checked:has-text("Accueil numérique")', { state: 'attached' });
      await ecrans.controler(page, 'nouvelle');
      await page.check('main input[type=radio]', { force: true });
      await page.click('text=Ouvrir le brouillon');
      await page.waitForURL('**/structure');
      await page.waitForSelector('h1:has-text("Accueil numérique de Kerourien")');
      await etape('budget');
      expect(await page.textContent('main tfoot')).toContain('40\u202f000,50\u00a0€');
      await ecrans.controler(page, 'budget');
    },
    LENT,
  );

  it('ne laisse ni faute d’accessibilité sur un écran, ni faute dans la console', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
