// `npm run captures`: the main screens of the demonstration as pictures, and a table of what each costs to show. It starts the
// demonstration by itself, or uses the one that runs.
import fs from 'node:fs';
import path from 'node:path';
import { CONNEXIONS } from './base-demo.mjs';
import { attendre, dire, Echec, executer, lireJson, RACINE } from './communs.mjs';
import { avecDemonstration } from './demonstration.mjs';

const DOSSIER = path.join(RACINE, 'apps/web/captures');
const CALME_MS = 800;
/** Bytes that may travel: for a first view, and for each of the next ones (issue « the web app »). */
const PLAFOND_PREMIERE = 250_000;
const PLAFOND_SUIVANTE = 60_000;

/** Who looks at what. `suivre`: the first link of the page whose address matches, for a screen about one object. */
const ECRANS = [
  { nom: 'accueil', chemin: '/' },
  { nom: 'appel', chemin: '/', suivre: /^\/appels\/[^/]+$/ },
  { nom: 'verifier', chemin: '/verifier' },
  { nom: 'ce-qui-m-attend', role: 'Porteur de projet', chemin: '/ce-qui-m-attend' },
  { nom: 'candidatures', role: 'Porteur de projet', chemin: '/candidatures' },
  { nom: 'candidature', role: 'Porteur de projet', chemin: '/candidatures', suivre: /^\/candidatures\/[0-9a-f-]{36}/ },
  { nom: 'enveloppes', role: 'Financeur', chemin: '/enveloppes' },
  { nom: 'financements', role: 'Financeur', chemin: '/financements' },
  { nom: 'seances', role: 'Président de la conférence', chemin: '/seances' },
  { nom: 'seance', role: 'Président de la conférence', chemin: '/seances', suivre: /^\/seances\/[0-9a-f-]{36}$/ },
  { nom: 'instruction', role: 'Instructeur', chemin: '/instruction' },
  { nom: 'conventions', role: 'Gestionnaire', chemin: '/conventions' },
  { nom: 'appels', role: 'Gestionnaire', chemin: '/gestion' },
];

/** Counts what crosses the network for this page: nothing for what the browser already holds. */
async function compter(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const compte = { octets: 0, requetes: 0 };
  const deCache = new Set();
  cdp.on('Network.requestServedFromCache', ({ requestId }) => deCache.add(requestId));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (deCache.has(requestId) || encodedDataLength === 0) return;
    compte.octets += encodedDataLength;
    compte.requetes += 1;
  });
  return compte;
}

/** Where the login leads back to: a page that asks nothing of the server. */
const APRES_CONNEXION = '/accessibilite';

async function entrer(page, adresse, courriel) {
  await page.goto(`${adresse}/connexion?retour=${APRES_CONNEXION}`);
  await page.locator('label', { hasText: courriel }).first().click();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === APRES_CONNEXION);
}

/** The page has its title, and nothing has come over the network for a while: its pieces come one after the other. */
async function attendrePage(page, compte) {
  for (let vues = -1; vues !== compte.requetes;) {
    vues = compte.requetes;
    await attendre(CALME_MS);
    await page.waitForSelector('main h1');
  }
}

async function suivre(page, motif) {
  const adresses = await page.locator('main a').evaluateAll((liens) => liens.map((a) => new URL(a.href).pathname));
  const cible = adresses.find((a) => motif.test(a));
  if (cible === undefined) throw new Echec(`Aucun lien vers ${motif} sur ${page.url()} : la démonstration a changé.`);
  await page.locator(`main a[href="${cible}"]`).first().click();
  await page.waitForURL((url) => url.pathname === cible);
}

/** Shows one screen to its person; what the home page brought before is not counted again. */
async function montrer(contexte, adresse, ecran) {
  const page = await contexte.newPage();
  const compte = await compter(page);
  await page.goto(adresse);
  await attendrePage(page, compte);
  const premiere = { ...compte };
  if (ecran.chemin !== '/') await page.goto(adresse + ecran.chemin);
  await attendrePage(page, compte);
  if (ecran.suivre) await suivre(page, ecran.suivre);
  await attendrePage(page, compte);
  await page.screenshot({ path: path.join(DOSSIER, `${ecran.nom}.png`), fullPage: true });
  const chemin = new URL(page.url()).pathname.replace(/[0-9a-f-]{36}/, '…');
  await page.close();
  const suivante = { octets: compte.octets - premiere.octets, requetes: compte.requetes - premiere.requetes };
  return { nom: ecran.nom, chemin, premiere, suivante };
}

function ko(octets) {
  return `${Math.round(octets / 1000)} ko`;
}

function direTableau(lignes) {
  const titre = ['écran', 'adresse', '1re vue', 'requêtes', 'puis', 'requêtes'];
  const cases = lignes.map(({ nom, chemin, premiere, suivante }) => [
    nom,
    chemin,
    premiere ? ko(premiere.octets) : '',
    premiere ? String(premiere.requetes) : '',
    ko(suivante.octets),
    String(suivante.requetes),
  ]);
  const toutes = [titre, ...cases];
  const largeurs = titre.map((_, i) => Math.max(...toutes.map((l) => l[i].length)));
  for (const l of toutes) dire(l.map((c, i) => (i < 2 ? c.padEnd(largeurs[i]) : c.padStart(largeurs[i]))).join('  '));
}

async function photographier(chromium, adresse) {
  const connexions = lireJson(CONNEXIONS, []);
  const lignes = [];
  const contextes = new Map();
  for (const ecran of ECRANS) {
    let contexte = contextes.get(ecran.role);
    const nouveau = contexte === undefined;
    if (nouveau) {
      contexte = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
      contextes.set(ecran.role, contexte);
      const personne = connexions.find((c) => c.role === ecran.role);
      if (ecran.role !== undefined && !personne)
        throw new Echec(`Personne n’est « ${ecran.role} » dans la démonstration.`);
      if (personne) {
        const page = await contexte.newPage();
        await entrer(page, adresse, personne.courriel);
        await page.close();
      }
    }
    const vu = await montrer(contexte, adresse, ecran);
    // Only the very first page of a browser that knows nothing is a first view.
    lignes.push(nouveau && ecran.role === undefined ? vu : { ...vu, premiere: undefined });
    dire(`  ${ecran.nom}.png`);
  }
  return lignes;
}

await executer(() =>
  avecDemonstration(async (chromium, adresse) => {
    fs.mkdirSync(DOSSIER, { recursive: true });
    dire(`Captures dans ${path.relative(RACINE, DOSSIER)} :`);
    const lignes = await photographier(chromium, adresse);
    direTableau(lignes);
    const lourdes = lignes.filter(
      (l) => l.suivante.octets > PLAFOND_SUIVANTE || (l.premiere?.octets ?? 0) > PLAFOND_PREMIERE,
    );
    dire(
      lourdes.length === 0
        ? `Aucun écran au-delà de ${ko(PLAFOND_PREMIERE)} en première vue, de ${ko(PLAFOND_SUIVANTE)} ensuite.`
        : `Trop lourds : ${lourdes.map((l) => l.nom).join(', ')}.`,
    );
    return lourdes.length === 0 ? 0 : 1;
  }),
);
