// Programs that some tests use and npm does not bring: a browser, the readers that check the PDF from outside, openssl.
import fs from 'node:fs';
import path from 'node:path';
import { dire, lancer } from './communs.mjs';

/** The one without windows first: it draws the same pages for a quarter less work. */
const NAVIGATEURS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const NAVIGATEURS_AILLEURS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** Packages of a Debian that have one: the first is not in all. */
const NAVIGATEURS_DEBIAN = ['chromium-headless-shell', 'chromium'];
const OUTILS_PDF = ['qpdf', 'pdfinfo', 'pdftotext', 'pdfdetach', 'pdffonts', 'pdftoppm'];

function dansLePath(programme) {
  const suffixe = process.platform === 'win32' ? '.exe' : '';
  const dossiers = (process.env.PATH ?? '').split(path.delimiter);
  return dossiers.map((d) => path.join(d, programme + suffixe)).find((f) => fs.existsSync(f));
}

function trouverNavigateur() {
  const donne = process.env.CHROMIUM_PATH;
  if (donne && fs.existsSync(donne)) return donne;
  return NAVIGATEURS.map(dansLePath).find(Boolean) ?? NAVIGATEURS_AILLEURS.find((f) => fs.existsSync(f));
}

function outilsPdfManquants() {
  return OUTILS_PDF.filter((programme) => dansLePath(programme) === undefined);
}

/** Installs Debian packages when we may (root, apt-get present). The list of packages is refreshed once if it must be. */
async function installerPaquets(paquets) {
  if (process.getuid?.() !== 0 || dansLePath('apt-get') === undefined) return;
  dire(`Installation de ${paquets.join(', ')} pour les tests…`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const installer = () =>
    lancer('apt-get', ['install', '-y', '--no-install-recommends', ...paquets], { env, muet: true });
  if ((await installer()).code === 0) return;
  await lancer('apt-get', ['update'], { env, muet: true });
  await installer();
}

/** @returns {Promise<string | undefined>} path of a Chromium, installed if we may; undefined when there is none. */
export async function navigateur() {
  for (const paquet of NAVIGATEURS_DEBIAN) {
    if (trouverNavigateur() === undefined) await installerPaquets([paquet]);
  }
  return trouverNavigateur();
}

/** @returns {Promise<string[]>} the PDF readers still missing after an attempt to install them. */
export async function outilsPdf() {
  if (outilsPdfManquants().length > 0) await installerPaquets(['qpdf', 'poppler-utils']);
  return outilsPdfManquants();
}

/** @returns {Promise<boolean>} true when openssl is there, installed if we may: time-stamps are made and judged with it. */
export async function openssl() {
  if (dansLePath('openssl') === undefined) await installerPaquets(['openssl']);
  return dansLePath('openssl') !== undefined;
}
