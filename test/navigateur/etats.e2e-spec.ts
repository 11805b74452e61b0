import type { Page } from 'playwright-core';
import { ETAPES } from '../../apps/web/src/candidatures/etapes.js';
import { affecter } from '../monde.js';
import { ampleur } from '../outillage/ampleur.js';
import { designer, presser } from '../outillage/clavier.js';
import type { ClePersonne } from '../monde-donnees.js';
import { creerConference } from '../outillage/conference.js';
import { Ecrans } from '../outillage/ecrans.js';
import {
  adressesDuSite,
  adressesRechargees,
  etatsJuges,
  lireEcrans,
  parts,
  texteAttendu,
  type Ecran,
} from '../outillage/etats.js';
import { origineDe } from '../outillage/navigateur.js';
import { retourEtRecharge } from '../outillage/retour.js';
import { demarrerServeur, type Serveur } from '../outillage/serveur.js';

const LENT = 120_000;
/** A page that asks the API for nothing. */
const ACCUEIL = '/mentions-legales';
const INCONNU = '01a00000-0000-7000-8000-000000000000';
const ECRANS = lireEcrans();
/** One screen in sixteen where one and the same piece says that something is missing, one in eight of those that say what will come; all in a proof. */
const SEMBLABLES = ECRANS.filter((_, n) => n % ampleur(16, 1) === 0);
const A_VENIR = ECRANS.filter((_, n) => n % ampleur(8, 1) === 0);
const ETATS = ['vide', 'rempli', 'erreur'] as const;

describe('Les écrans et leurs états', () => {
  it('ont chacun leur ligne, et chaque adresse du site est un écran', () => {
    expect(ECRANS.map((e) => e.adresse).sort()).toEqual(adressesDuSite().sort());
  });

  it('sont chacun vus vides, remplis et en erreur, ou disent pourquoi un état n’a pas d’objet', () => {
    const juges = etatsJuges();
    const sans = ECRANS.flatMap((e) =>
      ETATS.flatMap((etat) => parts(e[etat]).map((p) => ({ ecran: e.adresse, etat, p }))),
    );
    const vu = (p: string) =>
      p === 'coupure' || p === 'inconnu' || texteAttendu(p) !== null || /^sans objet : .{8}/.test(p) || juges.has(p);
    expect(sans.filter(({ p }) => !vu(p))).toEqual([]);
  });
});

describe('Le bouton « précédent » et le rechargement', () => {
  /** Led elsewhere at once: the session that it leads to is reloaded. */
  const RENVOIS = ['/seances/objets/:id'];

  it('sont essayés par un parcours sur chaque adresse du site, et sur chaque étape d’une candidature', () => {
    const attendues = adressesDuSite().flatMap((adresse) =>
      adresse.endsWith('/:etape') ? ETAPES.map(({ cle }) => adresse.replace(':etape', cle)) : [adresse],
    );
    const vues = adressesRechargees();
    expect(attendues.filter((adresse) => !vues.has(adresse))).toEqual(RENVOIS);
  });
});

describe('Dans un monde sans appel ni dossier', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let page: Page;
  const pages = new Map<ClePersonne | undefined, Page>();

  beforeAll(async () => {
    s = await demarrerServeur('etats');
    await affecter(s.sqlExecuteur, s.monde.personnes.sicoval, 'PORTEUR', { organismeId: s.monde.organismes.hubik });
    // Only who presides a conference may open the page of a second summons.
    await creerConference(s, ['rennesMetropole']);
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  it(
    'on se connecte en choisissant une personne au clavier, puis l’organisme pour lequel elle agit',
    async () => {
      page = await ecrans.visiter();
      // Opened on the other name of this machine: the cookies of the return are those of the public address.
      await page.goto(s.url);
      await presser(page, 'header a:has-text("Se connecter")');
      await page.waitForSelector('h1:has-text("Qui êtes-vous ?")');
      expect(page.url().startsWith(origineDe(s))).toBe(true);
      await ecrans.controler(page, 'connexion');
      await designer(page, `input[value="${s.monde.personnes.sicoval}"]`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1:has-text("Pour qui agissez-vous ?")');
      expect(await page.textContent('header')).toContain('Lise Exemple, aucun organisme choisi');
      await ecrans.controler(page, 'mon-organisme');
      await presser(page, 'button:has-text("Agir pour cet organisme")');
      await page.waitForSelector('text=Choisissez un organisme.');
      await ecrans.controler(page, 'mon-organisme-erreur');
      await designer(page, `input[value="${s.monde.organismes.sicoval}"]`);
      await presser(page, 'button:has-text("Agir pour cet organisme")');
      await page.waitForSelector('h1:has-text("Ce qui m’attend")');
      await page.waitForSelector('header >> text=Lise Exemple, Sicoval');
      expect(await page.evaluate('document.cookie')).toBe('');
      await presser(page, 'header a:has-text("Lise Exemple, Sicoval")');
      await page.waitForSelector('h1:has-text("Pour qui agissez-vous ?")');
      await ecrans.retourEtRecharge(page, '/mon-organisme');
    },
    LENT,
  );

  it(
    'sur un téléphone, le menu s’ouvre, se parcourt et se ferme au clavier',
    async () => {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.focus('header button:has-text("Menu")');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role=dialog] >> text=Mes enveloppes');
      expect(await page.evaluate('document.activeElement.title')).toBe('Fermer');
      expect(await page.evaluate('document.getElementById("contenu").inert')).toBe(true);
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.title')).toBe('Menu');
      await page.keyboard.press('Enter');
      await page.click('[role=dialog] >> text=Mes enveloppes');
      await page.waitForURL('**/enveloppes');
      await page.waitForSelector('[role=dialog]', { state: 'detached' });
      expect(await page.evaluate('document.getElementById("contenu").inert')).toBe(false);
      await page.setViewportSize({ width: 1280, height: 900 });
    },
    LENT,
  );

  it(
    'l’apparence se choisit, se voit aussitôt, et se retrouve',
    async () => {
      const theme = () => page.evaluate<string>('document.documentElement.dataset.frTheme');
      await page.click('text=Paramètres d’affichage');
      await page.waitForSelector('dialog[open] >> text=Thème sombre');
      await ecrans.controler(page, 'apparence');
      await page.click('dialog label:has-text("Thème sombre")');
      expect(await theme()).toBe('dark');
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Paramètres d’affichage');
      await page.reload();
      await page.waitForSelector('h1');
      expect(await theme()).toBe('dark');
    },
    LENT,
  );

  it(
    'on se déconnecte de la plateforme et du fournisseur, par la politique de contenu elle-même',
    async () => {
      await page.click('header >> text=Se déconnecter');
      await page.waitForSelector('h1:has-text("Se déconnecter de la démonstration")');
      await ecrans.controler(page, 'deconnexion');
      await page.click('text=Me déconnecter');
      await page.waitForSelector('header >> text=Se connecter');
      expect(new URL(page.url()).pathname).toBe('/');
      await page.click('header >> text=Se connecter');
      await page.waitForSelector('h1:has-text("Qui êtes-vous ?")');
    },
    LENT,
  );

  /** Each person's own, opened the first time that one of her screens is looked at. */
  async function bureauDe(qui: ClePersonne | undefined): Promise<Page> {
    const ouvert = pages.get(qui);
    if (ouvert) return ouvert;
    const personne = qui && s.monde.personnes[qui];
    const bureau = await (personne ? ecrans.entrer(personne, ACCUEIL) : ecrans.visiter(ACCUEIL));
    await bureau.waitForSelector('h1:has-text("Mentions légales")');
    pages.set(qui, bureau);
    return bureau;
  }

  /** Goes there as a link would: without loading the application again. */
  async function aller({ adresse }: Ecran, onglet: Page): Promise<void> {
    const chemin = adresse.replace(':id', INCONNU).replace(':etape', 'projet').replace('*', 'nulle-part');
    const pousser = (vers: string) =>
      onglet.evaluate(
        `history.pushState({}, '', '${vers}'); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`,
      );
    // By a page that waits for nothing: what is looked for on the next one is not what the last one showed.
    await pousser(ACCUEIL);
    await onglet.waitForSelector('h1:has-text("Mentions légales")');
    await pousser(chemin);
  }

  async function voir(
    sorte: (part: string) => boolean,
    texte: (part: string) => string,
    prefixe: string,
    ecransVus: Ecran[],
    couper = false,
  ): Promise<number> {
    let vus = 0;
    for (const ecran of ecransVus) {
      for (const part of ETATS.flatMap((etat) => parts(ecran[etat])).filter(sorte)) {
        const onglet = await bureauDe(ecran.qui);
        if (couper) await onglet.route('**/graphql', (route) => route.abort());
        await aller(ecran, onglet);
        await onglet.locator('main', { hasText: texte(part) }).waitFor();
        await ecrans.controler(onglet, `${prefixe} ${ecran.adresse}`);
        vus += 1;
      }
    }
    return vus;
  }

  it(
    'les écrans disent ce qui viendra',
    async () => {
      const vus = await voir(
        (part) => texteAttendu(part) !== null,
        (part) => texteAttendu(part) ?? '',
        'vide',
        A_VENIR,
      );
      expect(vus).toBe(A_VENIR.flatMap((e) => ETATS.flatMap((t) => parts(e[t]))).filter((p) => texteAttendu(p)).length);
    },
    LENT,
  );

  it(
    'une adresse qui ne mène à rien le dit, sans dire si elle a existé',
    async () => {
      expect(
        await voir(
          (part) => part === 'inconnu',
          () => 'Cette adresse n’existe pas',
          'inconnu',
          SEMBLABLES,
        ),
      ).toBeGreaterThan(ampleur(1, 8));
    },
    LENT,
  );

  it(
    'quand le serveur ne répond plus, les écrans disent ce qui est gardé et quoi faire',
    async () => {
      expect(
        await voir(
          (part) => part === 'coupure',
          () => 'le service ne répond pas',
          'coupure',
          SEMBLABLES,
          true,
        ),
      ).toBeGreaterThan(ampleur(2, 20));
    },
    LENT,
  );

  it(
    'témoin : une page qui oublie ce qu’on y écrit est vue, au rechargement et au retour',
    async () => {
      const page = await ecrans.visiter('/');
      const corps = '<main><h1>Oublieuse</h1><input id="champ-x" autocomplete="off"></main>';
      const body = `<!doctype html><html lang="fr"><title>Oublieuse — Tour de table</title>${corps}</html>`;
      await page.route('**/oublieuse', (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
      await page.goto(`${origineDe(s)}/oublieuse`);
      await page.fill('#champ-x', 'perdu');
      expect(await retourEtRecharge(page, '/oublieuse', { patience: 300 })).toEqual([
        '/oublieuse, rechargé : champ-x=perdu → champ-x=',
        '/oublieuse, revenu : champ-x=perdu → champ-x=',
      ]);
      await page.context().close();
    },
    LENT,
  );

  it('aucun écran n’a laissé de faute d’accessibilité, ni la console de ligne', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
