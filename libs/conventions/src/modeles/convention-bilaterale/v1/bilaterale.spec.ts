import { controlerPdf, infosPdf, pieceJointePdf, policesPdf, textePdf } from '@tdt/documents';
import { jsonCanonique } from '@tdt/domaine';
import { EMIS_LE_EXEMPLE, EMPREINTE_EXEMPLE, EXEMPLE_E1 } from '../../convention-multipartite/v1/exemple-e1.js';
import { EXEMPLE_14 } from '../../lettre/v1/exemples.js';
import { composerConventionBilaterale, reduireAuFinanceur, type DonneesBilaterale } from './index.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const REGION: DonneesBilaterale = {
  ensemble: {
    ...EXEMPLE_E1,
    entete: { ...EXEMPLE_E1.entete, mode: 'BIPARTITES_COORDONNEES', numero: '2024-BRE-017-B' },
  },
  financeurId: 'organisme-region',
  soeurs: [
    { financeurId: 'organisme-metropole', numero: '2024-BRE-017-C', signeeLe: null },
    { financeurId: 'organisme-bdt', numero: '2024-BRE-017-A', signeeLe: '2024-03-01' },
  ],
};

const composer = (donnees: DonneesBilaterale, projet = false) =>
  composerConventionBilaterale(donnees, { projet, empreinte: EMPREINTE_EXEMPLE, emisLe: EMIS_LE_EXEMPLE });

const region = composer(REGION);

testPdf('structure sans défaut, balisée, un seul titre, polices incorporées, données jointes', async () => {
  const pdf = await region;
  expect(controlerPdf(pdf)).toContain('No syntax or stream encoding errors found');
  expect(infosPdf(pdf)).toMatch(/Tagged:\s+yes/);
  expect(infosPdf(pdf, '-struct').match(/^\s+H1 /gm)).toHaveLength(1);
  const xmp = infosPdf(pdf, '-meta');
  expect([xmp.includes('<pdfaid:part>3<'), xmp.includes('<pdfuaid:part>1<')]).toEqual([true, true]);
  expect(policesPdf(pdf).every((police) => police.incorporee)).toBe(true);
  expect(pieceJointePdf(pdf, 'convention.json')).toBe(jsonCanonique(REGION));
});

testPdf(
  'Région : deux parties, le plan entier, sa seule part due, les trois autres conventions (R32, R33)',
  async () => {
    const lu = textePdf(await region);
    expect(lu.match(/Signature et cachet/g)).toHaveLength(2);
    for (const montant of ['350 000,00 €', '120 000,00 €', '60 000,00 €', '20 000,00 €', '600 000,00 €'])
      expect(lu).toContain(montant);
    expect(lu).toContain('au titre de « Stratégie numérique responsable » : 120 000,00 € (cent vingt mille euros).');
    expect(lu).not.toContain('(trois cent cinquante mille euros)');
    expect(lu).toContain('un ensemble coordonné de 4 conventions');
    expect(lu).toMatch(
      /la convention n° 2024-BRE-017-A avec Banque des Territoires.*signée le 1er mars 2024 ;.*la convention n° 2024-BRE-017-C avec Rennes Métropole, en cours de signature ;.*la convention à conclure avec Fondation Rivage/,
    );
    expect(lu).toContain('Annexe IV – État récapitulatif des subventions des collectivités');
    expect(lu).toMatch(/avenants concordants aux autres conventions/);
    expect(lu).toContain('tribunal administratif de Rennes');
  },
);

testPdf('fondation du même plan : un don, sans le droit des subventions ni le juge administratif (R17)', async () => {
  const { clauses } = EXEMPLE_E1;
  const ensemble = { ...REGION.ensemble, clauses: { ...clauses, tribunal: null } };
  const lu = textePdf(await composer({ ensemble, financeurId: 'organisme-fondation', soeurs: [] }));
  expect(lu).toContain('La contribution du financeur privé, Fondation Rivage numérique (fictive), est consentie');
  expect(lu).toContain('tribunal judiciaire du siège du bénéficiaire');
  expect(lu).not.toMatch(/2000-321|Annexe IV –|Annexe V –|de minimis|tribunal administratif/);
});

testPdf('quatorze financeurs, projet : les treize autres sont nommés, aucune somme n’est due pour eux', async () => {
  const lu = textePdf(await composer({ ensemble: EXEMPLE_14, financeurId: 'organisme-12', soeurs: [] }, true));
  expect(lu.match(/la convention à conclure avec/g)).toHaveLength(13);
  expect(lu).toContain('un ensemble coordonné de 14 conventions');
  expect(lu).toContain('Pays d’Œuvre & Cœur <de> Montagne');
  expect(lu).toContain('PROJET – document sans valeur contractuelle');
});

test('mêmes données, mêmes octets', async () => {
  expect((await composer(REGION)).equals(await region)).toBe(true);
});

test('un financeur sans part dans le plan : faute de l’appelant', () => {
  expect(() => reduireAuFinanceur(EXEMPLE_E1, 'inconnu')).toThrow('Le plan n’a pas ce financeur');
  const { financeurs, plan, regles, echeanciers } = reduireAuFinanceur(EXEMPLE_E1, 'organisme-metropole');
  expect([financeurs, plan.lignes, regles, echeanciers].map((l) => l.length)).toEqual([1, 1, 1, 1]);
});
