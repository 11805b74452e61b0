import {
  appliquerModifications,
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

  testPdf('en filigrane tant qu’il est un projet', async () => {
    expect(textePdf(await composer(true))).toContain('PROJET');
  });
});
