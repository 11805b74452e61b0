import { donneesEnJson, ecrireEuros, enLettres, type DonneesConvention } from '@tdt/domaine';
import { aplatirEspaces, controlerPdf, infosPdf, pagesPdf, pieceJointePdf, policesPdf, textePdf } from '@tdt/documents';
import { EMIS_LE_EXEMPLE, EMPREINTE_EXEMPLE, EXEMPLE_E1 } from './exemple-e1.js';
import { EXEMPLE_LONG } from './exemple-long.js';
import { composerConvention, nomFichierConvention } from './index.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const composer = (donnees: DonneesConvention, projet = false) =>
  composerConvention(donnees, { projet, empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE });

/** As `aplatir` reads it in the document: typographic apostrophes. */
const mots = (montant: bigint) => aplatirEspaces(enLettres(montant)).replace(/'/g, '’');
const chiffres = (montant: bigint) => aplatirEspaces(ecrireEuros(montant));

const finale = composer(EXEMPLE_E1);
const projet = composer(EXEMPLE_E1, true);
const longue = composer(EXEMPLE_LONG, true);

describe('fichier de la convention E1', () => {
  testPdf('structure PDF sans défaut, balisée, en français, titre affiché', async () => {
    const pdf = await finale;
    expect(controlerPdf(pdf)).toContain('No syntax or stream encoding errors found');
    expect(infosPdf(pdf)).toMatch(/Tagged:\s+yes/);
    expect(infosPdf(pdf)).toMatch(/PDF version:\s+1\.7/);
    expect(pdf.toString('latin1')).toContain('/Lang (fr-FR)');
    expect(pdf.toString('latin1')).toContain('/DisplayDocTitle true');
  });

  testPdf('marques PDF/A-3a et PDF/UA-1 dans les métadonnées', async () => {
    const xmp = infosPdf(await finale, '-meta');
    expect(xmp.match(/<pdfaid:part>3<\/pdfaid:part>/g)).toHaveLength(1);
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(xmp.match(/<pdfuaid:part>1<\/pdfuaid:part>/g)).toHaveLength(1);
    expect(xmp).toContain('pdfaExtension:schemas');
  });

  testPdf('toutes les polices sont incorporées', async () => {
    const liste = policesPdf(await longue);
    expect(liste.length).toBeGreaterThanOrEqual(4);
    expect(liste.filter((police) => !police.incorporee)).toEqual([]);
  });

  testPdf('un seul titre de niveau 1, tableaux avec légende, en-têtes et portée', async () => {
    const arbre = infosPdf(await finale, '-struct');
    expect(arbre.match(/^\s+H1 /gm)).toHaveLength(1);
    expect(arbre.match(/^\s+Caption/gm)).toHaveLength(arbre.match(/^\s+THead/gm)?.length ?? 0);
    expect(arbre).toContain('/Scope /Column');
    expect(arbre).toContain('/Scope /Row');
    expect(arbre).toMatch(/\bLI\b[\s\S]*\bLbl\b[\s\S]*\bLBody\b/);
  });

  test('un titre hostile ne casse ni ne double les métadonnées', async () => {
    const titre = 'Hub R&D <Grand Est></rdf:li><pdfaid:part>1</pdfaid:part>';
    const pdf = await composer({ ...EXEMPLE_E1, entete: { ...EXEMPLE_E1.entete, titre } });
    const xmp = pdf.toString('utf8');
    expect(xmp.match(/<pdfaid:part>/g)).toHaveLength(1);
    expect(xmp).toContain('Hub R&amp;D &lt;Grand Est&gt;');
  });
});

describe('contenu de la convention E1', () => {
  testPdf('chaque montant se lit en chiffres et en lettres (domaine §6)', async () => {
    const lu = textePdf(await finale);
    const { plan, cout } = EXEMPLE_E1;
    for (const montant of [cout.total, plan.ressourcesPropres, ...plan.lignes.map((l) => l.montant)]) {
      expect(lu).toContain(chiffres(montant));
      expect(lu).toContain(mots(montant));
    }
    for (const { versements } of EXEMPLE_E1.echeanciers) {
      for (const { montant } of versements) expect(lu).toContain(chiffres(montant));
    }
    for (const { montant } of [...EXEMPLE_E1.budget.charges, ...EXEMPLE_E1.budget.produits]) {
      expect(lu).toContain(chiffres(montant));
    }
  });

  testPdf('les taux imprimés totalisent 100,00 % (R12)', async () => {
    const lu = pagesPdf(await finale).join('\n');
    const tableau = aplatirEspaces(lu.slice(lu.indexOf('Plan de financement du projet.'), lu.indexOf('5.2')));
    const taux = [...tableau.matchAll(/€ (\d{1,3}),(\d{2}) %/g)].map((t) => Number(t[1]) * 100 + Number(t[2]));
    expect(taux).toHaveLength(6);
    expect(taux.at(-1)).toBe(10_000);
    expect(taux.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(10_000);
  });

  testPdf('22 articles numérotés sans trou, cinq parties et cinq cartouches de signature (R33)', async () => {
    const lu = textePdf(await finale);
    const numeros = [...lu.matchAll(/Article (1er|\d+) – /g)].map((a) => (a[1] === '1er' ? 1 : Number(a[1])));
    expect(numeros).toEqual(Array.from({ length: 22 }, (_, rang) => rang + 1));
    expect(lu.match(/Signature et cachet/g)).toHaveLength(5);
    for (const partie of [...EXEMPLE_E1.financeurs, EXEMPLE_E1.beneficiaire]) {
      expect(lu.split(aplatirEspaces(partie.denomination)).length).toBeGreaterThan(2);
    }
  });

  testPdf('état récapitulatif : Région et Métropole, et elles seules (R32)', async () => {
    const lu = textePdf(await finale);
    const etat = lu.slice(lu.indexOf('Annexe IV'), lu.indexOf('Annexe V –'));
    expect(etat).toContain('Région Bretagne');
    expect(etat).toContain('Rennes Métropole');
    expect(etat).not.toContain('Rivage');
    expect(etat).toContain(chiffres(18_000_000n));
  });

  testPdf('convention.json : les données mêmes, montants au centime', async () => {
    const joint = pieceJointePdf(await finale, 'convention.json');
    expect(joint).toBe(donneesEnJson(EXEMPLE_E1));
    const { plan } = JSON.parse(joint) as { plan: { lignes: { montant: string }[]; ressourcesPropres: string } };
    const total = plan.lignes.reduce((t, l) => t + BigInt(l.montant), BigInt(plan.ressourcesPropres));
    expect(total).toBe(EXEMPLE_E1.cout.total);
  });

  testPdf('pied de chaque page : numéro, version, empreinte courte, page x / y', async () => {
    const pages = pagesPdf(await finale).map(aplatirEspaces);
    pages.forEach((page, rang) => {
      expect(page).toContain('Convention n° 2024-BRE-017 · version 1 · empreinte 9f2c41d07ab85e63');
      expect(page).toContain(`page ${rang + 1} / ${pages.length}`);
    });
  });

  testPdf('filigrane et mention PROJET sur le projet seulement, hors du texte', async () => {
    expect(textePdf(await finale)).not.toContain('PROJET');
    const pages = pagesPdf(await projet);
    for (const page of pages.slice(1)) expect(page).toContain('PROJET – document sans valeur contractuelle');
    expect(pages.join('').match(/PROJET/g)).toHaveLength(pages.length - 1);
    expect(pages[0]).toContain('sans valeur contractuelle');
  });
});

describe('clauses selon le cas', () => {
  testPdf.each<[string, Partial<DonneesConvention>, RegExp, RegExp]>([
    [
      'bénéficiaire public : ni CER ni loi 2000-321 sur le montant (R30)',
      { beneficiaire: { ...EXEMPLE_E1.beneficiaire, categorie: 'EPCI' }, cer: null },
      /Le représentant du bénéficiaire agit en vertu/,
      /contrat d’engagement républicain/i,
    ],
    [
      'reversement autorisé ou interdit (R31)',
      {},
      /ne peut employer tout ou partie des contributions en subventions/,
      /Par dérogation à l’interdiction/,
    ],
    [
      'excédent nul : tout est restitué (R42)',
      { clauses: { ...EXEMPLE_E1.clauses, excedent: { pourcentBp: 0, montant: null } } },
      /ne conserve aucune part des contributions/,
      /conserve la part non dépensée/,
    ],
    [
      'initiative d’un financeur : la déclaration du porteur n’est pas imprimée (R29)',
      { clauses: { ...EXEMPLE_E1.clauses, origineInitiative: 'FINANCEUR' } },
      /Objet/,
      /est à l’initiative du projet/,
    ],
  ])('%s', async (_cas, change, present, absent) => {
    const lu = textePdf(await composer({ ...EXEMPLE_E1, ...change }));
    expect(lu).toMatch(present);
    expect(lu).not.toMatch(absent);
  });

  testPdf('investissement de l’État : plafonds du décret 2018-514, groupement, condition suspensive', async () => {
    const lu = textePdf(await longue);
    expect(lu).toContain('l’avance n’excède pas 30 % du montant maximal');
    expect(lu).toContain('Par dérogation à l’interdiction de reverser');
    expect(lu).toContain('attendu avant le 30 juin 2024');
    expect(lu).toContain('Annexe IX – Mandat du consortium');
  });

  testPdf('un brouillon vide s’imprime avec ses blancs au lieu d’échouer', async () => {
    const vide: DonneesConvention = {
      ...EXEMPLE_E1,
      entete: { ...EXEMPLE_E1.entete, numero: null },
      objet: null,
      description: null,
      actions: [],
      duree: { dateEffet: null, debut: null, fin: null, limiteBilan: null },
      plan: { lignes: [], ressourcesPropres: 0n, ressourcesPropresTauxBp: 0, contributionsVolontaires: 0n },
      financeurs: [],
      regles: [],
      echeanciers: [],
      aideEtat: null,
      cer: null,
      budget: { charges: [], produits: [], emplois: [], ressources: [] },
    };
    const pdf = await composer(vide, true);
    expect(controlerPdf(pdf)).toContain('No syntax or stream encoding errors found');
    expect(textePdf(pdf)).toContain('[à compléter]');
  });
});

describe('mise en page du cas long', () => {
  testPdf('l’en-tête d’un tableau coupé est répété, une seule fois dans les balises', async () => {
    const pdf = await longue;
    const pages = pagesPdf(pdf).filter((page) => /Compte\s+Libellé\s+Montant/.test(page));
    expect(pages.length).toBeGreaterThanOrEqual(4);
    const arbre = infosPdf(pdf, '-struct');
    expect(arbre.match(/^\s+THead/gm)).toHaveLength(arbre.match(/^\s+Caption/gm)?.length ?? 0);
  });

  testPdf('aucune page vide, aucun titre seul en bas de page', async () => {
    for (const page of pagesPdf(await longue)) {
      const lignes = page
        .split('\n')
        .map((l) => l.trim())
        .filter((l) => l !== '');
      expect(lignes.length).toBeGreaterThan(6);
      const derniere = lignes.at(-2) ?? '';
      expect(derniere).not.toMatch(/^(Article|Annexe|Versements –)/);
    }
  });

  testPdf('tous les montants des douze parts se lisent en entier', async () => {
    const lu = textePdf(await longue);
    for (const { montant } of EXEMPLE_LONG.plan.lignes) expect(lu).toContain(chiffres(montant));
    expect(lu).toContain('10 839 516,15 €');
  });
});

test.each([
  [EXEMPLE_E1, false, 'convention-2024-bre-017-v1.pdf'],
  [EXEMPLE_LONG, true, 'projet-convention-4-mars-2024-hub-bretagne-association-fictive-v12.pdf'],
])('nom de fichier sans accent ni espace', (donnees, brouillon, attendu) => {
  expect(nomFichierConvention(donnees, brouillon)).toBe(attendu);
});
