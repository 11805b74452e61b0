import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { calendrierDe2021 } from '../../apps/outils/scenario-e1/calendrier.js';
import { Client } from '../../apps/outils/scenario-e1/client.js';
import { engager } from '../../apps/outils/scenario-e1/etapes-convention.js';
import { jouerJusquAuVote } from '../../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie, type Partie } from '../../apps/outils/scenario-e1/partie.js';
import { pdfMinimal } from '../monde-client.js';
import {
  demander,
  dossierE1,
  joindre,
  NOTES_78,
  PIECES_ASSOCIATION,
  preparer,
  semerAmiHubs,
} from '../monde-candidatures.js';
import { Ecrans, tabulerVers } from '../outillage/ecrans.js';
import { demarrerServeur, type Serveur } from '../outillage/serveur.js';

const LENT = 120_000;
const HUBS = ['hubBretagne', 'hubNormandie', 'hubEst'] as const;

describe('Le parcours de la gestion et de l’instruction, dans un navigateur', () => {
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
    s = await demarrerServeur('gestion');
    p = nouvellePartie(
      new Client(s.url, s.monde),
      calendrierDe2021((instant) => s.reglerHorloge(instant)),
      'E1',
      () => undefined,
    );
    await jouerJusquAuVote(p);
    await engager(p);
    await s.reglerHorloge(null);
    const fenetre = { ouverture: '2026-01-01T00:00:00+01:00', cloture: '2126-01-01T23:59:59+01:00' };
    const appelId = await semerAmiHubs(s, { code: 'HUBS-SUITE', titre: 'Hubs, la suite', ...fenetre });
    for (const hub of HUBS) {
      const id = await preparer(s, hub, s.monde.organismes[hub], appelId);
      const { etat, message } = await demander(s, hub, 'deposer', { id });
      if (etat !== 'DEPOSE') throw new Error(message);
      dossiers.push(id);
    }
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
      await page.reload();
      await page.waitForSelector('text=78 sur 100');
      expect(await page.textContent('#raison-avis')).toContain('Dites si votre avis est favorable.');
      await page.click('text=Enregistrer les notes');
      await page.waitForSelector('text=Toutes les notes écrites sont enregistrées.');
      await page.click('label:text-is("Favorable")');
      await page.fill('#champ-avis', 'Un projet solide, attendu par le territoire.');
      await ecrans.controler(page, 'grille');
      await tabulerVers(page, 'main button:has-text("Terminer l’instruction")');
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog[open] >> text=Les notes et l’avis ne changeront plus');
      await tabulerVers(page, 'dialog[open] button:has-text("Terminer l’instruction")');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h3:has-text("Avis favorable")');
      expect(await etatDe(dossiers[0])).toBe('INSTRUIT');
      await ecrans.controler(page, 'dossier-instruit');
    },
    LENT,
  );

  it(
    'la gestionnaire voit ce qui manque à une convention, la génère, la lit et la télécharge',
    async () => {
      page = await ecrans.entrer(s.monde.personnes.gestionnaire, '/conventions');
      await page.waitForSelector('main table >> text=L’acte qui habilite le signataire de Hub Bretagne manque');
      expect(await page.isDisabled('button:has-text("Générer la convention prête")')).toBe(true);
      await ecrans.controler(page, 'conventions-a-generer');
      await page.click('main table a');
      await page.waitForSelector('text=À compléter ici');
      await ecrans.controler(page, 'convention-manques');
      await page.fill('#champ-numero', '2021-02');
      await page.fill('#champ-date', '2021-06-14');
      await page.fill('#champ-excedent', '120');
      await page.waitForSelector('text=Écrivez un pourcentage de 0 à 100');
      await page.fill('#champ-excedent', '5');
      await page.waitForSelector('text=Rien ne manque');
      await page.reload();
      await page.waitForSelector('text=Rien ne manque');
      await page.goBack();
      await page.waitForSelector('text=Rien : prête à générer');
      await page.click('button:has-text("Générer la convention prête")');
      await page.click('dialog button:has-text("Générer")');
      await page.waitForSelector('dialog >> text=Terminé : 1 sur 1 traités.');
      await page.click('text=Fermer et voir la liste');
      await page.waitForSelector('text=Aucun dossier retenu n’attend sa convention');
      await page.click('main table a:has-text("E1-C-0001")');
      await page.waitForSelector('text=C’est un projet');
      expect(await page.textContent('main strong')).toBe('550\u202f000,00\u00a0€');
      await ecrans.controler(page, 'convention-projet');
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
      page = await ecrans.entrer(s.monde.personnes.gestionnaire2, chemin);
      await page.click('main button:has-text("Mettre en signature")');
      await page.click('dialog button:has-text("Mettre en signature")');
      await page.waitForSelector('text=Elle est figée et attend les signatures');
      expect(await etatDe(p.candidatureId)).toBe('CONVENTIONNE');
      page = await ecrans.entrer(s.monde.personnes.hubBretagne, `/candidatures/${p.candidatureId}`);
      await page.waitForSelector('a:has-text("Convention E1-C-0001 (PDF)")');
    },
    LENT,
  );

  it(
    'prépare un appel sans code, à partir d’un autre, et essaie ses règles',
    async () => {
      page = await ecrans.entrer(s.monde.personnes.gestionnaire, '/gestion');
      await page.waitForSelector('main table');
      await ecrans.controler(page, 'appels-geres');
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
      await page.reload();
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
      await page.click('text=Enregistrer ces règles');
      await page.waitForSelector('dd:has-text("Personnes publiques : Au plus 37,50")');
    },
    LENT,
  );

  it(
    'le publie à deux, son enveloppe dotée, puis le prolonge',
    async () => {
      const chemin = new URL(page.url()).pathname;
      await page.fill('#champ-dispositif', 'Hubs 2027');
      await page.click('button:has-text("Ouvrir l’enveloppe")');
      await page.waitForSelector('text=Doter « Hubs 2027 »');
      await page.click('text=Publier l’appel');
      await page.click('dialog button:has-text("Publier l’appel")');
      await page.waitForSelector("dialog >> text=n'est pas dotée");
      await ecrans.controler(page, 'publication-refusee');
      page = await ecrans.entrer(s.monde.personnes.gestionnaire2, chemin);
      await page.fill('input[id^="champ-dotation"]', '2 000 000');
      await page.click('text=Mettre ces crédits dans l’enveloppe');
      await page.waitForSelector('td:has-text("2\u202f000\u202f000,00\u00a0€")');
      await page.click('text=Publier l’appel');
      await page.waitForSelector('dialog >> text=deux paires d’yeux');
      await page.click('dialog button:has-text("Publier l’appel")');
      await page.waitForSelector('main >> text=Publié le');
      await ecrans.controler(page, 'appel-publie');
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
      page = await ecrans.entrer(s.monde.personnes.gestionnaire, '/instruction');
      await page.click('text=Enregistrer une candidature reçue');
      await page.selectOption('#champ-appelId', { label: 'Hubs, la suite' });
      await page.fill('#champ-porteurId', 'hinau');
      await page.click('button:has-text("Choisir")');
      await page.fill('#champ-recueLe', '2026-03-02');
      await page.waitForSelector('text=Reçue dans le délai');
      await ecrans.controler(page, 'recue');
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
      page = await ecrans.entrer(s.monde.personnes.gestionnaire2, '/ce-qui-m-attend');
      await page.click('main a:has-text("Saisir puis déposer la candidature reçue de Hinaura")');
      await page.click('.fr-sidemenu >> text=Vérifier et déposer');
      await page.click('button:has-text("Déposer la candidature")');
      await page.waitForSelector(
        'dialog[open] >> text=Vous attestez que la saisie répète la demande reçue par courrier',
      );
      await page.click('text=Déposer maintenant');
      await page.waitForURL(`**/instruction/${id}`);
      await page.waitForSelector('main >> text=reçue par courrier le 2 mars 2026');
      page = await ecrans.entrer(s.monde.personnes.hinaura, `/candidatures/${id}`);
      await page.waitForSelector('#recu ~ p:has-text("Reçue par courrier le 2 mars 2026")');
      await ecrans.controler(page, 'recue-porteur');
    },
    LENT,
  );

  it(
    'invite, renouvelle, annule ; accorde un droit, qu’une seconde personne confirme, puis y met fin',
    async () => {
      page = await ecrans.entrer(s.monde.personnes.gestionnaire, '/personnes');
      await page.waitForSelector('text=Aucune invitation n’attend de réponse.');
      await page.fill('#champ-courriel', 'claire@exemple.fr');
      await page.selectOption('#champ-role', 'INSTRUCTEUR');
      expect(await page.isDisabled('button:has-text("Choisissez d’abord un appel")')).toBe(true);
      await page.selectOption('#champ-appelId', { label: 'Hubs, la suite' });
      await page.click('text=Envoyer l’invitation');
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
      page = await ecrans.entrer(s.monde.personnes.admin, '/personnes');
      await page.click('button:has-text("Confirmer ce droit")');
      await page.waitForSelector('h2:has-text("À confirmer")', { state: 'detached' });
      await page.click(`button[aria-label="Mettre fin au droit de ${nom} : Gestionnaire"]`);
      await page.click('dialog button:has-text("Mettre fin à ce droit")');
      await page.waitForSelector(`button[aria-label="Mettre fin au droit de ${nom} : Gestionnaire"]`, {
        state: 'detached',
      });
      await page.reload();
      await page.waitForSelector(`tr:has-text("${nom}")`);
    },
    LENT,
  );

  it('ne laisse ni faute d’accessibilité sur un écran, ni faute dans la console', () => {
    expect(ecrans.fautes).toEqual([]);
  });
});
