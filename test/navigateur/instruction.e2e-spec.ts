import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { engager } from '../../apps/outils/scenario-e1/etapes-convention.js';
import type { Partie } from '../../apps/outils/scenario-e1/partie.js';
import { donneesSignees } from '../../libs/domaine/essais/donnees-essentielles.js';
import { NOTES_78 } from '../monde-candidatures.js';
import { semerConvention } from '../outillage/conventions-signees.js';
import { ecrire, presser } from '../outillage/clavier.js';
import { rediger } from '../outillage/convention-generee.js';
import { deposerPour, dupliquerDossier } from '../outillage/dossiers-jumeaux.js';
import { Ecrans } from '../outillage/ecrans.js';
import { apresVote } from '../outillage/e1.js';
import { alternatives, deposerLesLogos } from '../outillage/logos-a-l-ecran.js';
import type { Serveur } from '../outillage/serveur.js';

const LENT = 120_000;
const HUBS = ['hubBretagne', 'hubNormandie', 'hubEst'] as const;

describe('Le parcours de l’instruction à la convention, dans un navigateur', () => {
  let s: Serveur;
  let ecrans: Ecrans;
  let p: Partie;
  let page: Page;
  const dossiers: string[] = [];
  const etatDe = async (id: string | undefined) => {
    const [ligne] = await s.sql<{ etat: string }>('select etat from candidature where id = $1', [id]);
    return ligne?.etat;
  };

  /** One file kept by the conference with every share engaged, and three more that have just been deposited. */
  beforeAll(async () => {
    ({ s, p } = await apresVote('instruction'));
    await engager(p);
    await s.reglerHorloge(null);
    dossiers.push(...(await deposerPour(s, HUBS)));
    ecrans = await Ecrans.ouvrir(s);
  }, LENT);
  afterAll(async () => {
    await ecrans?.fermer();
    await s?.fermer();
  });

  it(
    'l’instructrice retrouve ses dossiers, les filtre, et en déclare deux recevables d’un coup',
    async () => {
      page = await ecrans.entrer(s.monde.personnes.instructrice, '/ce-qui-m-attend');
      await page.click('main a:has-text("Se prononcer sur la recevabilité") >> nth=0');
      await page.waitForSelector('text=Dites si le dossier est complet');
      await ecrans.controler(page, 'dossier-depose');
      await page.goBack();
      await page.click('.fr-nav >> text=Instruction');
      await page.waitForSelector('main table');
      await page.selectOption('#champ-etat', 'DEPOSE');
      await page.waitForSelector('text=3 dossiers.');
      await page.fill('#champ-recherche', 'introuvable');
      await page.click('text=Chercher');
      await page.waitForSelector('text=Aucun dossier ne répond à ces critères.');
      await page.click('text=Tout afficher');
      await page.waitForSelector('text=4 dossiers.');
      await page.goBack();
      await page.waitForSelector('text=Aucun dossier ne répond');
      await page.goBack();
      await page.waitForSelector('text=3 dossiers.');
      expect(await page.inputValue('#champ-etat')).toBe('DEPOSE');
      await ecrans.retourEtRecharge(page, '/instruction');
      for (const id of dossiers.slice(0, 2)) await page.check(`#choix-${id}`, { force: true });
      await page.waitForSelector('text=2 dossiers choisis');
      expect(await page.isDisabled('button:has-text("Commencer l’instruction (0)")')).toBe(true);
      await ecrans.controler(page, 'tableau');
      await page.click('button:has-text("Déclarer recevables (2)")');
      await page.waitForSelector('dialog[open] >> text=On ne revient pas sur cet acte');
      await page.click('dialog button:has-text("Déclarer recevables")');
      await page.waitForSelector('dialog >> text=Terminé : 2 sur 2 traités.');
      await ecrans.controler(page, 'lot-fini');
      expect(await Promise.all(dossiers.map(etatDe))).toEqual(['RECEVABLE', 'RECEVABLE', 'DEPOSE']);
      await page.click('text=Fermer et voir la liste');
      await page.waitForSelector('text=Un dossier.');
      const [csv] = await Promise.all([page.waitForEvent('download'), page.click('text=Exporter ces dossiers (CSV)')]);
      expect(readFileSync(await csv.path(), 'utf8')).toContain(';350000,00;;;');
    },
    LENT,
  );

  it(
    'un lot qu’une coupure interrompt reprend sans rien faire deux fois',
    async () => {
      await page.selectOption('#champ-etat', 'RECEVABLE');
      await page.waitForSelector('text=2 dossiers.');
      await page.click('text=Choisir tous les dossiers qui attendent');
      await page.click('button:has-text("Commencer l’instruction (2)")');
      let actes = 0;
      // The first act reaches the server, and its answer is lost.
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('CommencerInstruction')) return route.fallback();
        actes += 1;
        if (actes === 1) await route.fetch();
        return actes === 1 ? route.abort() : route.fallback();
      });
      await page.click('dialog button:has-text("Commencer l’instruction")');
      await page.waitForSelector('dialog >> text=Reprendre ne fera rien deux fois');
      await ecrans.controler(page, 'lot-interrompu');
      await page.click('text=Reprendre les dossiers restants');
      await page.waitForSelector('dialog >> text=Terminé : 2 sur 2 traités.');
      await page.unroute('**/graphql');
      const lignes = await s.sql('select 1 from journal where action = $1 and objet_id = $2', [
        'commencerInstruction',
        dossiers[0],
      ]);
      expect(lignes).toHaveLength(1);
      await page.click('text=Fermer et voir la liste');
    },
    LENT,
  );

  it(
    'demande des compléments, après une erreur à corriger',
    async () => {
      await page.goto(`${new URL(page.url()).origin}/instruction/${dossiers[2]}`);
      await page.click('main >> text=Demander des compléments');
      await page.fill('#champ-message', 'Les comptes sont illisibles.');
      await page.click('text=Envoyer la demande');
      await page.waitForSelector('dialog >> text=La demande n’est pas partie');
      await ecrans.controler(page, 'complements-erreur');
      await page.click('dialog label:has-text("Derniers comptes approuvés")');
      await page.fill('#champ-echeance', '2126-06-01');
      await page.click('text=Envoyer la demande');
      await page.waitForSelector('text=Le porteur complète son dossier');
      expect(await etatDe(dossiers[2])).toBe('A_COMPLETER');
    },
    LENT,
  );

  it(
    'note la grille, retrouve ses notes après un rechargement, et rend son avis au clavier',
    async () => {
      await page.goto(`${new URL(page.url()).origin}/instruction/${dossiers[0]}`);
      await page.fill('#champ-notes-TERRITOIRE-points', '30');
      await page.click('text=Enregistrer les notes');
      await page.waitForSelector('text=se note en points entiers de 0 à 25');
      await ecrans.controler(page, 'grille-erreur');
      for (const { critere, points, commentaire } of NOTES_78) {
        await page.fill(`#champ-notes-${critere}-points`, String(points));
        await page.fill(`#champ-notes-${critere}-commentaire`, commentaire);
      }
      await ecrans.retourEtRecharge(page, '/instruction/:id');
      await page.waitForSelector('text=78 sur 100');
      expect(await page.textContent('#raison-avis')).toContain('Dites si votre avis est favorable.');
      await page.click('text=Enregistrer les notes');
      await page.waitForSelector('text=Toutes les notes écrites sont enregistrées.');
      await page.click('label:text-is("Favorable")');
      await page.fill('#champ-avis', 'Un projet solide, attendu par le territoire.');
      await ecrans.controler(page, 'grille');
      await presser(page, 'main button:has-text("Terminer l’instruction")');
      await page.waitForSelector('dialog[open] >> text=Les notes et l’avis ne changeront plus');
      await presser(page, 'dialog[open] button:has-text("Terminer l’instruction")');
      await page.waitForSelector('h3:has-text("Avis favorable")');
      expect(await etatDe(dossiers[0])).toBe('INSTRUIT');
      await ecrans.controler(page, 'dossier-instruit');
    },
    LENT,
  );

  it(
    'la gestionnaire voit ce qui manque à une convention, la génère au clavier, la lit et la télécharge',
    async () => {
      await ecrans.relever(page, s.monde.personnes.gestionnaire, '/conventions');
      await page.waitForSelector('main table >> text=L’acte qui habilite le signataire de Hub Bretagne manque');
      expect(await page.isDisabled('button:has-text("Générer la convention prête")')).toBe(true);
      await ecrans.controler(page, 'conventions-a-generer');
      await ecrans.retourEtRecharge(page, '/conventions');
      await presser(page, 'main table a');
      await page.waitForSelector('text=À compléter ici');
      await ecrire(page, '#champ-objet', 'Le projet relie les médiateurs bretons.');
      await presser(page, '#champ-clauses');
      await page.keyboard.type('Logo');
      await ecrire(page, '#champ-clauses-0-texte', 'Le logo de chaque financeur est affiché.');
      await presser(page, '#champ-clauses');
      await deposerLesLogos(page, s.monde.organismes);
      await presser(page, 'button:has-text("Enregistrer ces textes")');
      await page.waitForSelector('[role=group] >> text=La clause n° 2 n’a pas de titre');
      await ecrans.controler(page, 'convention-manques');
      await ecrire(page, '#champ-clauses-1-titre', 'Itinérance');
      await ecrire(page, '#champ-clauses-1-texte', 'Le bus passe deux fois\u200b par mois.');
      await presser(page, '#champ-clauses-1-monter');
      await page.waitForSelector('#champ-clauses-0-descendre:focus');
      await page.fill('#champ-numero', '2021-02');
      await page.fill('#champ-date', '2021-06-14');
      await page.fill('#champ-excedent', '120');
      await page.waitForSelector('text=Écrivez un pourcentage de 0 à 100');
      await page.fill('#champ-excedent', '5');
      await page.waitForSelector('text=Rien ne manque');
      await ecrans.retourEtRecharge(page, '/conventions/dossiers/:id');
      await page.waitForSelector('text=Rien ne manque');
      expect(await page.isDisabled('button:has-text("Générer le projet")')).toBe(true);
      await page.click('button:has-text("Enregistrer ces textes")');
      await page.click('[role=group] a:has-text("caractère invisible (U+200B) au rang 23")');
      await ecrire(page, '#champ-clauses-0-texte', 'Le bus passe deux fois par mois.');
      await rediger(p, { version: 0, objet: 'Écrit entre-temps.' }, 'gestionnaire2');
      await page.click('button:has-text("Enregistrer ces textes")');
      await page.waitForSelector('[role=group]:focus >> text=objet : Écrit entre-temps.');
      await page.click('button:has-text("Garder ce que j’ai écrit")');
      await page.click('button:has-text("Enregistrer ces textes")');
      await page.waitForSelector('[role=status]:has-text("la prochaine génération imprime ces textes")');
      await page.goBack();
      await page.waitForSelector('text=Rien : prête à générer');
      await presser(page, 'button:has-text("Générer la convention prête")');
      await page.waitForSelector('dialog[open] >> text=par un autre gestionnaire que vous');
      await presser(page, 'dialog[open] button:text-is("Générer")');
      await page.waitForSelector('text=Génération terminée : 1 sur 1 dossier.');
      await page.waitForSelector('main table a:has-text("E1-C-0001")');
      await page.waitForSelector('button:has-text("Générer")', { state: 'detached' });
      await ecrans.controler(page, 'conventions-generees');
      const [liasse] = await Promise.all([page.waitForEvent('download'), page.click('text=de la séance (ZIP)')]);
      expect(liasse.suggestedFilename()).toMatch(/^conventions-seance-.*\.zip$/);
      await page.click('main table a:has-text("E1-C-0001")');
      await page.waitForSelector('text=C’est un projet');
      expect(await page.textContent('main strong')).toBe('550\u202f000,00\u00a0€');
      await page.waitForSelector('dd:text-is("Le projet relie les médiateurs bretons.")');
      expect(await page.locator('#apercu ~ h4').allTextContents()).toEqual(['Itinérance', 'Logo']);
      expect(await alternatives(page)).toEqual(['Logo de Région Bretagne', 'Logo de Hub Bretagne']);
      await ecrans.controler(page, 'convention-projet');
      await ecrans.retourEtRecharge(page, '/conventions/:id');
      const [recu] = await Promise.all([page.waitForEvent('download'), page.click('text=Télécharger la convention')]);
      expect(
        readFileSync(await recu.path())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      await page.click('main button:has-text("Valider la relecture")');
      await page.click('dialog button:has-text("Valider la relecture")');
      await page.waitForSelector('text=quatre yeux valent mieux que deux');
    },
    LENT,
  );

  it(
    'mettre en signature demande une autre personne',
    async () => {
      const chemin = new URL(page.url()).pathname;
      await page.click('main button:has-text("Mettre en signature")');
      await page.click('dialog button:has-text("Mettre en signature")');
      await page.waitForSelector('dialog >> text=un autre gestionnaire doit la mettre en signature');
      await ecrans.controler(page, 'quatre-yeux');
      await ecrans.relever(page, s.monde.personnes.gestionnaire2, chemin);
      await page.click('main button:has-text("Mettre en signature")');
      await page.click('dialog button:has-text("Mettre en signature")');
      await page.waitForSelector('text=Elle est figée et attend les signatures');
      expect(await etatDe(p.candidatureId)).toBe('CONVENTIONNE');
      await ecrans.relever(page, s.monde.personnes.hubBretagne, `/candidatures/${p.candidatureId}`);
      await page.waitForSelector('a:has-text("Convention E1-C-0001 (PDF)")');
    },
    LENT,
  );

  it(
    'pour un autre dossier, choisit un ensemble de conventions bilatérales, voit ce qu’il donne, puis le suit',
    async () => {
      const id = await dupliquerDossier(s, p.candidatureId, 'hubNormandie', 60);
      await s.sql(`update part set etat = 'ENGAGEE' where candidature_id = $1`, [id]);
      await s.sql(`update candidature set etat = 'RETENU' where id = $1`, [id]);
      await ecrans.relever(page, s.monde.personnes.gestionnaire2, `/conventions/dossiers/${id}`);
      await page.waitForSelector('text=À compléter ici');
      await page.click('label:has-text("Un ensemble de conventions bilatérales")');
      await page.waitForSelector('main table >> text=Lettre de mécénat');
      await ecrans.controler(page, 'formes');
      await page.fill('#champ-numero', '2021-02');
      await page.fill('#champ-date', '2021-06-14');
      await page.fill('#champ-excedent', '5');
      await page.waitForSelector('text=Rien ne manque');
      await presser(page, 'button:has-text("Générer les projets de l’ensemble")');
      await page.waitForSelector('h2:has-text("L’ensemble E1-C-0002")');
      const suivi = (await page.textContent('main table:has-text("Documents de l’ensemble")')) ?? '';
      for (const lu of ['E1-C-0002-A', 'E1-C-0002-B', 'E1-C-0002-C', 'Lettre de Fondation AFNIC'])
        expect(suivi).toContain(lu);
      await page.click('summary:has-text("Générer de nouveau")');
      await page.waitForSelector('text=Rien ne manque');
      await ecrans.controler(page, 'ensemble');
      await page.click('a:has-text("E1-C-0002-B")');
      await page.waitForSelector('li:has-text("lettre de mécénat de Fondation AFNIC")');
      await ecrans.controler(page, 'convention-bilaterale');
    },
    LENT,
  );

  it(
    'lit ce qui retient des données essentielles, passé trois mois (R43)',
    async () => {
      const donnees = donneesSignees();
      const sansSiret = { ...donnees, beneficiaire: { ...donnees.beneficiaire, siret: null } };
      await semerConvention(s, { donnees: sansSiret, etat: 'SIGNEE', signeeLe: '2020-11-30T10:00:00Z' });
      await ecrans.relever(page, s.monde.personnes.gestionnaire2, '/conventions');
      await page.waitForSelector('h2:has-text("Données essentielles à compléter")');
      const tableau = await page.textContent('main table:has-text("Subventions qui ne peuvent pas encore paraître")');
      expect(tableau).toContain('28 février 2021\u00a0: en retard');
      expect(tableau).toContain('idBeneficiaire\u00a0: La valeur est obligatoire.');
      await ecrans.controler(page, 'conventions-en-retard');
    },
    LENT,
  );

  it('ne laisse ni faute d’accessibilité sur un écran, ni faute dans la console', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
