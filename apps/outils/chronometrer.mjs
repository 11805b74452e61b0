// `npm run chronometre`: how long somebody who sees the application for the first time takes, from the home page, to deposit a
// candidature, and a funder to vote. A browser does it by the words that are on screen; what a person would spend on each gesture is added up.
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { dire, Echec, executer } from './communs.mjs';
import { avecDemonstration } from './demonstration.mjs';

/**
 * Seconds of each gesture (keystroke-level model of Card, Moran and Newell, 1983): the hand to the mouse, a look for the target,
 * pointing, clicking; a choice in a list; a file found on the computer; one character of an average typist. Words of a minute of
 * attentive reading (Brysbaert, 2019); of a page that is skimmed, seconds for a hundred words (Weinreich and others, 2008).
 */
const CLIC_S = 0.4 + 1.35 + 1.1 + 0.2;
const LISTE_S = CLIC_S + 1.35 + 1.3;
const FICHIER_S = 15;
const CARACTERE_S = 0.28;
const MOTS_MINUTE = 238;
const SURVOL_CENT_MOTS_S = 4.4;
const DEPOT_MAX_S = 600;
const VOTE_MAX_S = 120;
const PATIENCE_MS = 20_000;

/** One page: what it says does not matter to who joins it. */
async function pdf() {
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument();
  document.text('Avis de situation au répertoire SIRENE').end();
  return buffer(document);
}

/** Somebody in front of a screen: reads what is new on it, and takes their time for each gesture. */
class Personne {
  #lues = new Set();
  #debut = performance.now();
  mots = 0;
  gestes = 0;
  /** Seconds. */
  temps = { lecture: 0, survol: 0, saisie: 0, gestes: 0 };

  constructor(page) {
    this.page = page;
  }

  #compter(texte) {
    const lignes = texte.split('\n').map((l) => l.trim());
    const nouvelles = lignes.filter((l) => l !== '' && !this.#lues.has(l));
    for (const l of nouvelles) this.#lues.add(l);
    return nouvelles.reduce((somme, l) => somme + l.split(/\s+/).length, 0);
  }

  /** Reads the screen that has this text. What `attentif` selects is read word for word even by who skims the rest. */
  async lire(repere, attentif) {
    await this.page.waitForSelector(repere);
    const lus = attentif ? this.#compter(await this.page.locator(attentif).first().innerText()) : 0;
    const autres = this.#compter(await this.page.locator('body').innerText());
    this.mots += lus + autres;
    this.temps.lecture += ((lus + autres) / MOTS_MINUTE) * 60;
    this.temps.survol += (lus / MOTS_MINUTE) * 60 + (autres / 100) * SURVOL_CENT_MOTS_S;
  }

  #geste(secondes) {
    this.gestes += 1;
    this.temps.gestes += secondes;
  }

  async cliquer(cible) {
    this.#geste(CLIC_S);
    await this.page.locator(cible).first().click();
  }

  async ecrire(cible, texte) {
    this.#geste(CLIC_S);
    this.temps.saisie += texte.length * CARACTERE_S;
    const champ = this.page.locator(cible).first();
    await champ.click();
    await champ.fill(texte);
    await this.page.keyboard.press('Tab');
  }

  /** Writes the beginning of a name, and takes what is proposed. */
  async trouver(cible, debut, proposition) {
    this.#geste(CLIC_S);
    this.temps.saisie += debut.length * CARACTERE_S;
    await this.page.locator(cible).first().fill(debut);
    await this.cliquer(`button[aria-label^="Ajouter ${proposition}"]`);
  }

  async choisir(cible, choix) {
    this.#geste(LISTE_S);
    await this.page.locator(cible).first().selectOption(choix);
  }

  async joindre(cible, name) {
    this.#geste(FICHIER_S);
    await this.page.setInputFiles(cible, { name, mimeType: 'application/pdf', buffer: await pdf() });
  }

  /** In seconds: who skims what does not concern them, and who reads every word of every screen. Our own slowness counts in both. */
  bilan() {
    const machine = (performance.now() - this.#debut) / 1000;
    const { lecture, survol, saisie, gestes } = this.temps;
    const fait = saisie + gestes + machine;
    return { survol: fait + survol, entier: fait + lecture, machine };
  }
}

async function deposer(p) {
  const suite = async (adresse) => {
    await p.cliquer('main button:has-text("Continuer")');
    await p.page.waitForURL(`**/${adresse}`);
    await p.lire('main h1');
  };
  await p.lire('text=Par où commencer');
  await p.cliquer('main a:has-text("Lieux d’accueil")');
  await p.lire('text=Calendrier');
  await p.cliquer('main a:has-text("Candidater")');
  await p.lire('h1:has-text("Connectez-vous")');
  await p.cliquer('main a:has-text("Se connecter")');
  await p.lire('h1:has-text("Qui êtes-vous ?")');
  await p.cliquer('label:has-text("Hubik")');
  await p.cliquer('button:text-is("Se connecter")');
  await p.lire('main button:has-text("Ouvrir le brouillon")');
  await p.cliquer('main button:has-text("Ouvrir le brouillon")');
  await p.page.waitForSelector('main :is(.fr-stepper__title, .fr-alert--error)');
  if (await p.page.isVisible('text=a déjà une candidature'))
    throw new Echec('La démonstration a déjà servi : npm run demo:reset, puis npm start, et relancez.');
  await p.lire('label:has-text("souscrit au contrat")');
  await p.cliquer('label:has-text("souscrit au contrat")');
  await p.choisir('#champ-regimeAide', 'NON_ECONOMIQUE');
  await suite('partenaires');
  await suite('projet');
  await p.ecrire('#champ-titre', 'Permanences numériques à Kerourien');
  await p.ecrire(
    '#champ-resume',
    'Deux conseillers accueillent sans rendez-vous, quatre matinées par semaine, les habitants qui ont une démarche à faire en ligne.',
  );
  await p.ecrire('#champ-debut', '2027-01-01');
  await p.ecrire('#champ-fin', '2028-12-31');
  await p.cliquer('label:text-is("Notre structure")');
  await p.trouver('#champ-territoires', 'Finist', 'Finistère');
  await p.cliquer('text=Ajouter une action');
  await p.lire('#champ-actions-0-intitule');
  await p.ecrire('#champ-actions-0-intitule', 'Tenir des permanences');
  await p.trouver('#champ-actions-0-lieux', 'Brest', 'Brest,');
  await suite('budget');
  await p.ecrire('#champ-compte-641', '40000');
  await suite('plan');
  await p.trouver('#champ-plan-financeur', 'Région Bret', 'Région Bretagne');
  await p.ecrire('#champ-plan-0-montant', '8000');
  await p.cliquer('main button:has-text("Demander")');
  await p.trouver('#champ-plan-financeur', 'Banque', 'Banque des Territoires');
  await p.ecrire('#champ-plan-1-montant', '32000');
  await p.lire('text=Le plan de financement couvre exactement le coût');
  await suite('pieces');
  await p.joindre('#champ-pieces-SIRENE', 'sirene.pdf');
  await p.lire('text=Retirer « sirene.pdf »');
  await p.cliquer('button:has-text("Vérifier la candidature")');
  await p.lire('main a:has-text("dépassent les produits")');
  await p.cliquer('main a:has-text("dépassent les produits")');
  await p.lire('button:has-text("Reprendre les subventions")');
  await p.cliquer('button:has-text("Reprendre les subventions")');
  await p.lire('text=Le budget est équilibré');
  await p.cliquer('.fr-sidemenu a[href$="/recapitulatif"]');
  await p.lire('button:has-text("Déposer la candidature"):enabled');
  await p.cliquer('button:has-text("Déposer la candidature")');
  await p.lire('dialog[open] >> text=son contenu est figé');
  await p.cliquer('dialog[open] button:has-text("Déposer")');
  await p.lire('text=Récépissé');
}

async function voter(p) {
  await p.lire('text=Par où commencer');
  await p.cliquer('main a:has-text("connectez-vous")');
  await p.lire('h1:has-text("Qui êtes-vous ?")');
  await p.cliquer('label:has-text("Agence nationale")');
  await p.cliquer('button:text-is("Se connecter")');
  await p.lire('main a:has-text("Voter sur")', 'main li:has(a:has-text("Voter sur"))');
  await p.cliquer('main a:has-text("Voter sur")');
  const bulletin = '.tdt-bloc .tdt-bloc:has(legend:has-text("Votre vote pour"))';
  await p.lire(bulletin, bulletin);
  await p.cliquer(`${bulletin} label:text-is("Pour")`);
  await p.cliquer('button:has-text("Voter pour")');
  await p.lire('dialog[open]', 'dialog[open]');
  await p.cliquer('dialog[open] button:has-text("Déposer le bulletin")');
  await p.lire('text=a voté');
}

const minutes = (s) => `${Math.floor(s / 60)} min ${String(Math.round(s % 60)).padStart(2, '0')} s`;

async function chronometrer(chromium, adresse, { nom, jouer, maximum }) {
  const contexte = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
  const page = await contexte.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(adresse);
  const personne = new Personne(page);
  try {
    await jouer(personne);
  } catch (erreur) {
    if (erreur instanceof Echec) throw erreur;
    const image = path.join('reports', `chronometre-${nom}.png`);
    await page.screenshot({ path: image, fullPage: true });
    throw new Echec(`« ${nom} » s’est arrêté : voyez ${image}.\n${erreur.message}`);
  }
  await contexte.close();
  const { survol, entier, machine } = personne.bilan();
  const tenu = survol < maximum;
  dire(
    `${tenu ? '✓' : '✗'} ${nom} : ${minutes(survol)} en survolant ce qui ne concerne pas, ${minutes(entier)} en lisant tout ` +
      `(${personne.gestes} gestes, ${personne.mots} mots, ${Math.round(machine)} s de machine) ; moins de ${minutes(maximum)} attendus.`,
  );
  return tenu;
}

await executer(() =>
  avecDemonstration(async (chromium, adresse) => {
    const depot = await chronometrer(chromium, adresse, {
      nom: 'Déposer une candidature',
      jouer: deposer,
      maximum: DEPOT_MAX_S,
    });
    const vote = await chronometrer(chromium, adresse, { nom: 'Voter', jouer: voter, maximum: VOTE_MAX_S });
    return depot && vote ? 0 : 1;
  }),
);
