import { controlerPdf, infosPdf, pieceJointePdf, policesPdf, textePdf } from '@tdt/documents';
import { donneesBilaterales, donneesEnJson, type DonneesConvention, type EngagementCoordonne } from '@tdt/domaine';
import { EMIS_LE_EXEMPLE, EMPREINTE_EXEMPLE, EXEMPLE_E1 } from '../../convention-multipartite/v1/exemple-e1.js';
import { EXEMPLE_14 } from '../../lettre/v1/exemples.js';
import { composerConventionBilaterale } from './index.js';
import { testPdf } from '../../../../../documents/essais/pdf.js';

const NUMERO = '2024-BRE-017';

/** The convention of this funder; every other public funder has its own, the gifts come by letter. */
function bilateraleDe(plan: DonneesConvention, financeurId: string, numero: string | null = NUMERO): DonneesConvention {
  const engagements = plan.financeurs.map(({ organismeId, denomination, categorie }, rang): EngagementCoordonne => {
    const lettre = categorie === 'FONDATION' && organismeId !== financeurId;
    return {
      financeurId: organismeId,
      financeur: denomination,
      document: lettre ? 'LETTRE_MECENAT' : 'CONVENTION',
      numero: lettre || numero === null ? null : `${numero}-${String.fromCharCode(65 + rang)}`,
    };
  });
  return donneesBilaterales(plan, financeurId, { numero, engagements });
}

const REGION = bilateraleDe(EXEMPLE_E1, 'organisme-region');

const composer = (donnees: DonneesConvention, projet = false) =>
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
  expect(pieceJointePdf(pdf, 'convention.json')).toBe(donneesEnJson(REGION));
});

testPdf('Région : deux parties, le plan entier, sa seule part due, les trois autres documents (R32, R33)', async () => {
  const lu = textePdf(await region);
  expect(lu.match(/Signature et cachet/g)).toHaveLength(2);
  for (const montant of ['350 000,00 €', '120 000,00 €', '60 000,00 €', '20 000,00 €', '600 000,00 €'])
    expect(lu).toContain(montant);
  expect(lu).toContain('au titre de « Stratégie numérique responsable » : 120 000,00 € (cent vingt mille euros).');
  expect(lu).not.toContain('(trois cent cinquante mille euros)');
  expect(lu).toContain('l’ensemble coordonné n° 2024-BRE-017 : 4 financeurs s’engagent');
  expect(lu).toMatch(
    /la convention n° 2024-BRE-017-A avec Banque des Territoires.* ;.*la convention n° 2024-BRE-017-C avec Rennes Métropole ;.*la lettre de mécénat de Fondation Rivage/,
  );
  expect(lu).toContain('notamment son article L1611-8');
  expect(lu).toContain('Annexe IV – État récapitulatif des subventions des collectivités');
  expect(lu).toMatch(/avenants concordants aux autres documents/);
  expect(lu).toContain('tribunal administratif de Rennes');
});

testPdf('fondation du même plan : un don, sans le droit des subventions ni le juge administratif (R17)', async () => {
  const plan = { ...EXEMPLE_E1, clauses: { ...EXEMPLE_E1.clauses, tribunal: null } };
  const lu = textePdf(await composer(bilateraleDe(plan, 'organisme-fondation')));
  expect(lu).toContain('La contribution du financeur privé, Fondation Rivage numérique (fictive), est consentie');
  expect(lu).toContain('tribunal judiciaire du siège du bénéficiaire');
  expect(lu).not.toMatch(/2000-321|Annexe IV –|Annexe V –|de minimis|tribunal administratif/);
});

testPdf('quatorze financeurs, projet : les treize autres sont nommés, aucune somme n’est due pour eux', async () => {
  const lu = textePdf(await composer(bilateraleDe(EXEMPLE_14, 'organisme-12', null), true));
  const documents = EXEMPLE_14.financeurs.filter((f) => f.organismeId !== 'organisme-12');
  const dons = documents.filter((f) => f.categorie === 'FONDATION').length;
  expect(lu.match(/la convention à conclure avec/g)).toHaveLength(documents.length - dons);
  expect(lu.match(/la lettre de mécénat de/g) ?? []).toHaveLength(dons);
  expect(lu).toContain('l’ensemble coordonné : 14 financeurs s’engagent');
  expect(lu).toContain('Pays d’Œuvre & Cœur <de> Montagne');
  expect(lu).toContain('PROJET – document sans valeur contractuelle');
});

test('mêmes données, mêmes octets', async () => {
  expect((await composer(REGION)).equals(await region)).toBe(true);
});

test('des données qui ne sont pas d’un ensemble : faute de l’appelant', async () => {
  await expect(composer(EXEMPLE_E1)).rejects.toThrow('pas celles d’un ensemble');
});
