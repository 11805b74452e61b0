import { createHash, sign } from 'node:crypto';
import { donneesSignees } from '../../libs/domaine/essais/donnees-essentielles.js';
import type { Page } from 'playwright-core';
import { AAP_LIEUX_INCLUSIFS, CREER_APPEL, CREER_ENVELOPPE, DOTER_ENVELOPPE, PUBLIER_APPEL } from '../monde-appels.js';
import { aSigner, ecrireSceau, encoderSceau } from '@tdt/domaine';
import { nouvelId, nouvelleCleScellement, Sceaux } from '@tdt/socle';
import { pdfMinimal } from '../monde-client.js';
import { ampleur } from '../outillage/ampleur.js';
import { proposer } from '../outillage/conference.js';
import { semerConvention } from '../outillage/conventions-signees.js';
import { Ecrans } from '../outillage/ecrans.js';
import { adopter, EUROS, preparerSeance } from '../outillage/tour.js';
import { cle, demarrerServeur, scellementDeTest, type Serveur } from '../outillage/serveur.js';

const LENT = 60_000;

describe('Le site public, dans un navigateur', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let appelClos = '';
  const cleScellement = nouvelleCleScellement();

  async function publierUnAppel(): Promise<void> {
    const { gestionnaire: jeton, gestionnaire2, bdtVotante } = s.monde.jetons;
    const d = { ...AAP_LIEUX_INCLUSIFS, ouverture: '2026-01-01T00:00:00+01:00', cloture: '2126-01-01T23:59:59+01:00' };
    const { creerAppel } = await s.gql<{ creerAppel: { id: string } }>(jeton, CREER_APPEL, { d });
    const enveloppe = {
      financeurId: s.monde.organismes.bdt,
      appelId: creerAppel.id,
      libelle: 'Lieux',
      dispositif: 'Lieux',
      exercice: 2026,
    };
    const { creerEnveloppe } = await s.gql<{ creerEnveloppe: { id: string } }>(bdtVotante, CREER_ENVELOPPE, {
      d: enveloppe,
    });
    await s.gql(jeton, DOTER_ENVELOPPE, { d: { cle: cle(), enveloppeId: creerEnveloppe.id, montant: '60000000' } });
    await s.gql(gestionnaire2, PUBLIER_APPEL, { id: creerAppel.id });
  }

  async function ouvrir(largeur: number, chemin = '/'): Promise<Page> {
    const page = await ecrans.visiter(chemin, largeur);
    await page.waitForSelector('main h1');
    return page;
  }

  /** A call whose conference has adopted one plan: two public funders, and a foundation that nothing is published of. */
  async function adopterUnPlan(): Promise<string> {
    const k = (milliers: bigint) => milliers * 1_000n * EUROS;
    const projet = { hub: 'hubBretagne', cout: k(100n), propres: k(10n), note: 78 } as const;
    const parts = { regionBretagne: k(50n), anct: k(30n), fondationAfnic: k(10n) };
    const seance = await preparerSeance(s, [projet], parts);
    await s.reglerHorloge(null);
    const candidatureId = seance.candidatures['hubBretagne'] ?? '';
    for (const financeur of ['regionBretagne', 'anct', 'fondationAfnic'] as const) {
      const enveloppeId = seance.enveloppes[financeur];
      await proposer(s, financeur, { candidatureId, enveloppeId, montant: String(parts[financeur]) });
    }
    await adopter(s, seance, 'hubBretagne');
    const pdf = pdfMinimal();
    await s.sql(
      `insert into convention (id, candidature_id, numero, modele, etat, total, donnees, empreinte, emise_le, generee_par,
         pdf, pdf_empreinte, figee_le)
       values ($1, $2, 'HUBS-C-0001', 'convention-multipartite/v1', 'EN_SIGNATURE', 1, '{}', sha256('{}'), maintenant(), $3,
         $4, sha256($4), maintenant())`,
      [nouvelId(), candidatureId, s.monde.personnes.gestionnaire, pdf],
    );
    return seance.appelId;
  }

  /** A seal by the key of this server, and the same with one amount changed. */
  async function scellerUnCode(): Promise<{ sceau: string; faux: string }> {
    await s.app.get(Sceaux).passer();
    const [kid, privee] = [cleScellement.kid, cleScellement.privee];
    const parts = [{ siret: '90000002700012', montant: 55_000_000n }];
    const contenu = {
      kid,
      empreinte: '44136fa355b3678a1146ad16f7e8649e',
      date: '2026-03-04',
      siret: null,
      numero: 'HUBS-C-0001',
      total: 55_000_000n,
      parts,
    };
    const charge = encoderSceau(contenu);
    const signature = sign(null, aSigner(charge), privee);
    const autre = { ...contenu, total: 55_000_100n, parts: [{ siret: '90000002700012', montant: 55_000_100n }] };
    return { sceau: ecrireSceau(signature, charge), faux: ecrireSceau(signature, encoderSceau(autre)) };
  }

  beforeAll(async () => {
    s = await demarrerServeur('navigateur', scellementDeTest(cleScellement));
    await publierUnAppel();
    appelClos = await adopterUnPlan();
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  it.each(ampleur([320], [1280, 320]))(
    'mène de l’accueil au calcul de l’aide, sur %i pixels de large',
    async (largeur) => {
      const page = await ouvrir(largeur);
      expect(await page.title()).toBe('Appels à projets — Tour de table');
      await page.click('text=Lieux d’accueil numérique de proximité');
      await page.waitForSelector('text=Calendrier');
      expect(await page.title()).toBe('Lieux d’accueil numérique de proximité — Tour de table');
      await page.fill('main input[inputmode=decimal]', '40 000');
      expect(await page.textContent('main [role=status]')).toContain('32\u202f000,00\u00a0€');
      await page.check('main input[type=checkbox]', { force: true });
      await page.fill('main input[inputmode=decimal]', '600 000');
      expect(await page.textContent('main [role=status]')).toContain('50\u202f000,00\u00a0€');
      await page.fill('main input[inputmode=decimal]', '1e400');
      expect(await page.locator('main .fr-message--error').textContent()).toContain('montant');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(largeur);
      if (largeur === 1280) await ecrans.retourEtRecharge(page, '/appels/:id');
      await page.goBack();
      await page.waitForSelector('text=Candidater maintenant');
      if (largeur === 1280) await ecrans.retourEtRecharge(page, '/');
      await page.close();
    },
    LENT,
  );

  it(
    'se parcourt au clavier, et dit l’adresse inconnue',
    async () => {
      const page = await ouvrir(1280);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement?.textContent')).toBe('Contenu');
      await ecrans.controler(page, 'accueil');
      await page.focus('main a[href^="/appels/"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=Calendrier');
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('H1');
      await ecrans.controler(page, 'appel');
      await page.goto(`${s.url}/appels/01a00000-0000-7000-8000-000000000000`);
      await page.waitForSelector('text=Page introuvable');
      await page.close();
    },
    LENT,
  );

  it.each(ampleur([1280], [1280, 320]))(
    'publie les sceaux du journal sans en montrer une ligne, sur %i pixels de large',
    async (largeur) => {
      await s.app.get(Sceaux).passer();
      const page = await ouvrir(largeur);
      await page.click('text=Registre des sceaux');
      await page.waitForSelector('main table');
      expect(await page.title()).toBe('Registre des sceaux — Tour de table');
      const [sceau] = await s.sql<{ empreinte: string }>(
        `select encode(empreinte, 'hex') as empreinte from scellement`,
      );
      expect(await page.textContent('main table')).toContain(sceau?.empreinte);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(largeur);
      if (largeur === 1280) await ecrans.controler(page, 'journal');
      if (largeur === 1280) await ecrans.retourEtRecharge(page, '/journal');
      const cles = await page.getAttribute('main a[href$=".pem"]', 'href');
      expect(await (await fetch(`${s.url}${cles}`)).text()).toMatch(/^-----BEGIN PUBLIC KEY-----/);
      await page.close();
    },
    LENT,
  );

  it(
    'publie les projets retenus d’un appel clos : leurs financeurs publics, leurs montants, et pas le mécénat',
    async () => {
      const page = await ouvrir(1280);
      await page.click('main a:has-text("Hubs pour un numérique inclusif")');
      await page.click('main a:has-text("Voir les projets retenus")');
      await page.waitForSelector('h1:has-text("Résultats")');
      const tableau = await page.textContent('main table');
      expect(tableau).toContain('Région Bretagne50\u202f000,00\u00a0€');
      expect(tableau).toContain('Total80\u202f000,00\u00a0€');
      expect(tableau).not.toContain('Afnic');
      await ecrans.controler(page, 'resultats');
      await ecrans.retourEtRecharge(page, '/appels/:id/resultats');
      await page.waitForSelector('main table');
      await page.goBack();
      await page.waitForURL(`**/appels/${appelClos}`);
      await page.context().close();
    },
    LENT,
  );

  it(
    'dit ce que vaut une convention, par son fichier, son numéro ou son code, sans que le fichier quitte l’appareil',
    async () => {
      const page = await ouvrir(1280);
      await page.click('.fr-footer >> text=Vérifier une convention');
      await page.click('main button:has-text("Vérifier cette convention")');
      await page.waitForSelector('text=Choisissez le fichier PDF');
      await ecrans.controler(page, 'verifier-erreur');
      const envois: string[] = [];
      page.on('request', (r) => envois.push(`${r.url()} ${r.postData() ?? ''}`));
      const fichier = (buffer: Buffer) =>
        page.setInputFiles('main input[type=file]', { name: 'convention.pdf', mimeType: 'application/pdf', buffer });
      await fichier(pdfMinimal());
      const empreinte = createHash('sha256').update(pdfMinimal()).digest('hex');
      await page.waitForSelector(`[data-empreinte]:has-text("${empreinte}")`);
      await page.fill('#champ-numero', 'HUBS-C-0001');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=authentique, en cours de signature');
      expect(envois.filter((corps) => corps.includes('%PDF'))).toEqual([]);
      await ecrans.controler(page, 'verifier-authentique');
      await page.fill('#champ-numero', 'HUBS-C-0002');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=Ces éléments ne vont pas ensemble');
      await fichier(Buffer.concat([pdfMinimal(), Buffer.from('\n')]));
      await page.fill('#champ-numero', '');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=Cette convention est inconnue');
      await ecrans.controler(page, 'verifier-inconnue');
      await page.context().close();
    },
    LENT,
  );

  it(
    'publie les données essentielles des conventions signées, à télécharger sans compte',
    async () => {
      const page = await ouvrir(1280);
      await page.click('.fr-footer >> text=Données ouvertes');
      await page.waitForSelector('text=Aucune convention n’est encore signée');
      await semerConvention(s, { donnees: donneesSignees(), etat: 'SIGNEE', signeeLe: '2020-11-30T10:00:00Z' });
      await page.reload();
      await page.waitForSelector('main table');
      expect(await page.title()).toBe('Données ouvertes — Tour de table');
      expect(await page.textContent('main table')).not.toContain('Fondation');
      await ecrans.controler(page, 'donnees-ouvertes');
      await ecrans.retourEtRecharge(page, '/donnees-ouvertes');
      const [recu] = await Promise.all([
        page.waitForEvent('download'),
        page.click('main a:has-text("SCDL de Région Bretagne")'),
      ]);
      expect(recu.suggestedFilename()).toBe('donnees-essentielles-23350001600040-scdl.csv');
      await page.context().close();
    },
    LENT,
  );

  it(
    'vérifie lui-même le code scanné, qui ne va dans aucune adresse demandée ; sans réseau, il dit encore ce qui est scellé',
    async () => {
      const { sceau, faux } = await scellerUnCode();
      const page = await ecrans.visiter(`/verifier#${sceau}`, 1280);
      const demandees: string[] = [];
      page.on('request', (r) => demandees.push(r.url()));
      await page.waitForSelector('text=Ce que dit le sceau');
      expect(await page.textContent('main table')).toContain('90000002700012');
      expect(await page.textContent('main table')).toContain('550\u202f000,00\u00a0€');
      await ecrans.controler(page, 'verifier-sceau');
      expect(demandees.filter((adresse) => adresse.includes(sceau.slice(0, 40)))).toEqual([]);
      await ecrans.retourEtRecharge(page, '/verifier');
      await page.waitForSelector('text=Ce que dit le sceau');
      await page.fill('#champ-code', faux);
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=Cette convention a été modifiée');
      expect(await page.locator('text=Ce que dit le sceau').count()).toBe(0);
      await page.route('**/graphql', (route) => route.abort());
      await page.fill('#champ-code', `https://exemple.fr/verifier#${sceau}`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=La vérification n’a pas abouti');
      expect(await page.textContent('main table')).toContain('550\u202f000,00\u00a0€');
      await page.context().close();
    },
    LENT,
  );

  it(
    'se recharge et se remonte page après page, par le pied de page et jusqu’à une adresse inconnue',
    async () => {
      const page = await ouvrir(1280);
      const suivre = async (lien: string, titre = lien) => {
        await page.click(`.fr-footer a:has-text("${lien}")`);
        await page.waitForSelector(`h1:has-text("${titre}")`);
      };
      await suivre('Plan du site');
      await ecrans.retourEtRecharge(page, '/plan-du-site');
      await suivre('Accessibilité', 'Déclaration d’accessibilité');
      await ecrans.retourEtRecharge(page, '/accessibilite');
      await suivre('Mentions légales');
      await ecrans.retourEtRecharge(page, '/mentions-legales');
      await page.goto(`${new URL(page.url()).origin}/session-retrouvee`);
      await ecrans.retourEtRecharge(page, '/session-retrouvee');
      await page.goto(`${new URL(page.url()).origin}/nulle-part`);
      await ecrans.retourEtRecharge(page, '/*');
      await page.context().close();
    },
    LENT,
  );

  it('dit où signaler une faille (RFC 9116), pour six mois au plus', async () => {
    const reponse = await fetch(`${s.url}/.well-known/security.txt`);
    expect(reponse.headers.get('content-type')).toContain('text/plain');
    const texte = await reponse.text();
    expect(texte).toMatch(/^Contact: http:\/\/\S+\/mentions-legales#signaler$/m);
    const expire = Date.parse(/^Expires: (\S+)$/m.exec(texte)?.[1] ?? '');
    expect(expire).toBeGreaterThan(Date.now());
    expect(expire).toBeLessThan(Date.now() + 181 * 86_400_000);
  });

  it('n’a rien écrit dans la console : ni faute, ni ressource refusée par la politique de contenu', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
