import {
  appliquerModifications,
  arriveeDe,
  departDe,
  donneesEnJson,
  ecrireEuros,
  enLettres,
  partiesConcernees,
  somme,
  type Modification,
} from '@tdt/domaine';
import { aplatirEspaces, controlerPdf, infosPdf, pieceJointePdf, policesPdf, textePdf } from '@tdt/documents';
import {
  EMIS_LE_EXEMPLE,
  EMPREINTE_EXEMPLE,
  EXEMPLE_E1,
  SCEAU_EXEMPLE,
} from '../../convention-multipartite/v1/exemple-e1.js';
import { EXEMPLE_SEUIL } from '../../convention-multipartite/v1/exemples-cas.js';
import { composerAvenant } from './index.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const depart = departDe(EXEMPLE_E1, 'part-fondation');
if (!depart) throw new Error('exemple sans fondation');
const MODIFICATIONS: Modification[] = [
  { type: 'MONTANT', partId: 'part-region', de: 12_000_000n, vers: 14_000_000n },
  depart,
  { type: 'DATES', champ: 'FIN', de: '2026-03-31', vers: '2026-06-30' },
  { type: 'LIGNE_BUDGET', compte: '641', libelle: 'Quatre postes à temps plein', de: 24_200_000n, vers: 24_300_000n },
  { type: 'LIGNE_BUDGET', compte: 'RP', libelle: '', de: 5_000_000n, vers: 5_100_000n },
  { type: 'MONTANT', partId: null, de: 5_000_000n, vers: 5_100_000n },
  { type: 'BENEFICIAIRE', champ: 'SIEGE', de: EXEMPLE_E1.beneficiaire.siege, vers: '2 rue Neuve, 35000 Rennes' },
];

const modifiees = appliquerModifications(EXEMPLE_E1, MODIFICATIONS);
if (!modifiees.ok) throw new Error(modifiees.refus.message);
const DONNEES = { ...modifiees.fait, entete: { ...EXEMPLE_E1.entete, version: 2, etablieLe: '2025-01-15' } };

const composer = (projet = false) =>
  composerAvenant(
    DONNEES,
    {
      avant: EXEMPLE_E1,
      signeeLe: '2024-03-20',
      modifications: MODIFICATIONS,
      motif: 'La Région relaie la fondation, qui se retire.',
      parties: partiesConcernees(EXEMPLE_E1, MODIFICATIONS),
    },
    { projet, empreinte: EMPREINTE_EXEMPLE, sceau: projet ? null : SCEAU_EXEMPLE, emisLe: EMIS_LE_EXEMPLE },
  );
const fichier = composer();
const chiffres = (montant: bigint) => aplatirEspaces(ecrireEuros(montant));

describe('l’avenant, modèle v1', () => {
  testPdf('structure PDF sans défaut, PDF/A-3a balisé, polices incorporées', async () => {
    const pdf = await fichier;
    expect(controlerPdf(pdf)).toContain('No syntax or stream encoding errors found');
    expect(infosPdf(pdf)).toMatch(/Tagged:\s+yes/);
    expect(infosPdf(pdf, '-meta')).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(policesPdf(pdf).filter((police) => !police.incorporee)).toEqual([]);
    expect(infosPdf(pdf, '-struct').match(/^\s+H1 /gm)).toHaveLength(1);
  });

  test('mêmes données, mêmes octets', async () => {
    expect((await composer()).equals(await fichier)).toBe(true);
  });

  testPdf('dit chaque modification, l’ancienne valeur puis la nouvelle', async () => {
    const lu = textePdf(await fichier);
    expect(lu).toContain('Avenant à la convention n° 2024-BRE-017');
    expect(lu).toContain('signée le 20 mars 2024');
    expect(lu).toContain('La Région relaie la fondation');
    for (const suite of [
      `${chiffres(12_000_000n)} ${chiffres(14_000_000n)}`,
      '31 mars 2026 30 juin 2026',
      `${chiffres(24_200_000n)} ${chiffres(24_300_000n)}`,
      `${chiffres(5_000_000n)} ${chiffres(5_100_000n)}`,
    ])
      expect(lu).toContain(suite);
    for (const mot of ['Départ d’un financeur', 'néant', '2 rue Neuve']) expect(lu).toContain(mot);
  });

  testPdf('donne le plan entier après l’avenant, en chiffres, son total en lettres', async () => {
    const lu = textePdf(await fichier);
    const plan = lu.slice(lu.indexOf('Plan de financement après'), lu.indexOf('Article 4'));
    for (const { montant } of DONNEES.plan.lignes) expect(plan).toContain(chiffres(montant));
    expect(plan).toContain(chiffres(60_100_000n));
    expect(plan).not.toContain('Rivage');
    const total = somme(DONNEES.plan.lignes.map((l) => l.montant));
    expect(lu).toContain(aplatirEspaces(enLettres(total)).replace(/'/g, '’'));
  });

  testPdf('n’attend que les parties concernées, et joint les données mêmes', async () => {
    const pdf = await fichier;
    expect(textePdf(pdf).match(/Signature et cachet/g)).toHaveLength(5);
    expect(pieceJointePdf(pdf, 'convention.json')).toBe(donneesEnJson(DONNEES));
  });

  testPdf(
    'une part qui passe 23 000 € appelle une clause que la convention n’avait pas, et nulle autre (R26, T19)',
    async () => {
      const ligne = EXEMPLE_SEUIL.plan.lignes[0];
      if (!ligne) throw new Error('exemple sans part');
      const de = ligne.montant;
      const passer = async (vers: bigint) => {
        const propres = EXEMPLE_SEUIL.plan.ressourcesPropres;
        const modifications: Modification[] = [{ type: 'MONTANT', partId: ligne.partId, de, vers }];
        const donnees = {
          ...EXEMPLE_SEUIL,
          cout: { ...EXEMPLE_SEUIL.cout, total: vers + propres },
          plan: { ...EXEMPLE_SEUIL.plan, lignes: [{ ...ligne, montant: vers }] },
        };
        const pdf = await composerAvenant(
          donnees,
          { avant: EXEMPLE_SEUIL, signeeLe: '2024-03-20', modifications, motif: 'Hausse.', parties: [] },
          { projet: true, empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE },
        );
        return textePdf(pdf);
      };
      const lu = await passer(de + 1n);
      const ajouts = lu.slice(lu.indexOf('Article 4 – Clauses ajoutées'), lu.indexOf('Article 5 – Effet'));
      expect(ajouts).toContain('communiqués à toute personne');
      expect(ajouts.match(/4\.\d/g)).toEqual(['4.1', '4.2']);
      const sans = await passer(de - 1n);
      expect(sans).not.toContain('Clauses ajoutées');
      expect(sans).toContain('Article 4 – Effet');
    },
  );

  const departement = arriveeDe(EXEMPLE_E1, {
    partId: 'part-departement',
    partie: {
      organismeId: 'departement',
      denomination: 'Département d’Ille-et-Vilaine',
      categorie: 'DEPARTEMENT',
      formeJuridique: null,
      siret: '22350001800013',
      rna: null,
      ridet: null,
      siege: '1 avenue de la Préfecture, 35000 Rennes',
      representantNom: 'Nolwenn Exemple',
      representantQualite: 'Présidente du conseil départemental',
      acteHabilitant: { type: 'DELIBERATION', numero: '24-CD-12', date: '2024-12-02' },
    },
    dispositif: 'Pacte des solidarités',
    nature: 'FONCTIONNEMENT',
    montant: 2_000_000n,
    assiette: EXEMPLE_E1.cout.total,
  });
  const relais: Modification[] = [
    departement,
    { type: 'MONTANT', partId: 'part-region', de: 12_000_000n, vers: 10_000_000n },
  ];

  testPdf('qui arrive est nommé en entier, avec sa part, ses versements et ce qui l’oblige (R24, R33)', async () => {
    const suite = appliquerModifications(EXEMPLE_E1, relais);
    if (!suite.ok) throw new Error(suite.refus.message);
    const parties = partiesConcernees(EXEMPLE_E1, relais);
    const contenu = { avant: EXEMPLE_E1, signeeLe: '2024-03-20', modifications: relais, motif: 'Relais.', parties };
    const options = { projet: false, empreinte: EMPREINTE_EXEMPLE, sceau: SCEAU_EXEMPLE, emisLe: EMIS_LE_EXEMPLE };
    const pdf = await composerAvenant(suite.fait, contenu, options);
    expect(controlerPdf(pdf)).toContain('No syntax or stream encoding errors found');
    const lu = textePdf(pdf);
    const article = lu.slice(lu.indexOf('Article 4 – Arrivée d’un financeur'), lu.indexOf('Article 5 –'));
    for (const mot of [
      'SIRET 223 500 018 00013',
      '1 avenue de la Préfecture',
      'Nolwenn Exemple, Présidente du conseil départemental',
      'délibération n° 24-CD-12 du 2 décembre 2024',
      `Département d’Ille-et-Vilaine apporte ${chiffres(2_000_000n)} (vingt mille euros)`,
      'Pacte des solidarités',
      'plafonné à cette somme',
      'Signature de l’avenant',
      'sans solidarité',
    ])
      expect(article).toContain(mot);
    for (const { montant } of departement.echeancier.versements) expect(article).toContain(chiffres(montant));
    expect(lu).toContain(`néant Département d’Ille-et-Vilaine (Pacte des solidarités) : ${chiffres(2_000_000n)}`);
    // The statement of the grants of local authorities changes with it (CGCT L1611-8).
    const etat = lu.slice(lu.lastIndexOf('Annexe IV'));
    expect(etat).toContain('Département d’Ille-et-Vilaine');
    expect(etat).toContain('Région');
    expect(lu.match(/Signature et cachet/g)).toHaveLength(3);
  });

  testPdf('en filigrane tant qu’il est un projet', async () => {
    expect(textePdf(await composer(true))).toContain('PROJET');
  });
});
