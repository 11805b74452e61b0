import { avecLignes, donneesE1, ligne, partie } from '../../essais/convention.js';
import { conventionObligatoire, cumulAnnuel, etatRecapitulatif, faitsConvention } from './faits.js';

describe('conventionObligatoire (R26)', () => {
  test.each([
    [2_300_000n, false],
    [2_300_001n, true],
  ])('T19 : %s centimes → %s', (montantAnnuelCumule, attendu) => {
    expect(conventionObligatoire({ montantAnnuelCumule })).toBe(attendu);
  });

  test('T19 : 15 000 + 10 000 de la même autorité la même année', () => {
    const subventions = [
      { financeurId: 'region', exercice: 2021, montant: 1_500_000n },
      { financeurId: 'region', exercice: 2021, montant: 1_000_000n },
      { financeurId: 'region', exercice: 2022, montant: 7n },
      { financeurId: 'autre', exercice: 2021, montant: 9n },
    ];
    const cumul = cumulAnnuel(subventions, 'region', 2021);
    expect(cumul).toBe(2_500_000n);
    expect(conventionObligatoire({ montantAnnuelCumule: cumul })).toBe(true);
  });

  test('ni d’un financeur privé, ni vers une personne publique', () => {
    const montantAnnuelCumule = 10_000_000n;
    expect(conventionObligatoire({ montantAnnuelCumule, financeurPublic: false })).toBe(false);
    expect(conventionObligatoire({ montantAnnuelCumule, beneficiairePrive: false })).toBe(false);
  });
});

describe('faitsConvention', () => {
  test('E1 : association, argent public, collectivités', () => {
    expect(faitsConvention(donneesE1())).toEqual({
      financeurPublic: true,
      beneficiairePrive: true,
      sansButLucratif: true,
      investissementEtat: false,
      investissement: false,
      collectiviteFinance: true,
      collectiviteBeneficiaire: false,
      total: 55_000_000n,
      conventionObligatoire: true,
      sousSubventions: false,
    });
  });

  test('investissement de l’État vers un EPCI', () => {
    const etat = ligne('etat', 'État', 'ETAT', 100n, { nature: 'INVESTISSEMENT' });
    const donnees = avecLignes([etat], { beneficiaire: partie('epci', 'EPCI', 'EPCI') });
    expect(faitsConvention(donnees)).toMatchObject({
      beneficiairePrive: false,
      sansButLucratif: false,
      investissementEtat: true,
      investissement: true,
      collectiviteFinance: false,
      collectiviteBeneficiaire: true,
      conventionObligatoire: false,
    });
  });

  test('un investissement d’une région n’est pas un investissement de l’État, ni un fonctionnement de l’État', () => {
    const region = ligne('region', 'Région', 'REGION', 100n, { nature: 'INVESTISSEMENT' });
    const etat = ligne('etat', 'État', 'ETAT', 100n);
    expect(faitsConvention(avecLignes([region, etat])).investissementEtat).toBe(false);
  });

  test('une seule ligne suffit, aux côtés des autres', () => {
    const etat = ligne('etat', 'État', 'ETAT', 100n, { nature: 'INVESTISSEMENT' });
    const faits = faitsConvention(avecLignes([ligne('region', 'Région', 'REGION', 100n), etat]));
    expect(faits).toMatchObject({ investissementEtat: true, investissement: true, collectiviteFinance: true });
  });

  test('R26 : une autorité seule au-dessus du seuil, les autres au-dessous', () => {
    const region = (montant: bigint) => [
      ligne('region', 'Région', 'REGION', montant),
      ligne('etat', 'État', 'ETAT', 1n),
    ];
    expect(faitsConvention(avecLignes(region(2_300_001n))).conventionObligatoire).toBe(true);
    expect(faitsConvention(avecLignes(region(2_300_000n))).conventionObligatoire).toBe(false);
    expect(faitsConvention(avecLignes([ligne('etat', 'État', 'ETAT', 2_300_001n)])).conventionObligatoire).toBe(true);
  });

  test('R26 : les parts d’une même autorité s’additionnent, celles du privé ne comptent pas', () => {
    const deux = (montant: bigint) => [
      ligne('etat', 'État', 'ETAT', montant, { partId: 'a' }),
      ligne('etat', 'État', 'ETAT', 1_000_000n, { partId: 'b' }),
      ligne('fondation', 'Fondation', 'FONDATION', 9_000_000n),
      ligne('region', 'Région', 'REGION', 2_300_000n),
    ];
    expect(faitsConvention(avecLignes(deux(1_300_000n))).conventionObligatoire).toBe(false);
    expect(faitsConvention(avecLignes(deux(1_300_001n))).conventionObligatoire).toBe(true);
  });

  test('E11 : trois financeurs privés', () => {
    const faits = faitsConvention(avecLignes([ligne('f', 'Fondation', 'FONDATION', 9_000_000n)]));
    expect(faits).toMatchObject({ financeurPublic: false, conventionObligatoire: false });
  });

  test('sousSubventions : un membre du consortium reçoit une part', () => {
    const membres = (part: bigint) => ({ mandatLe: null, membres: [{ denomination: 'M', siret: null, part }] });
    expect(faitsConvention(donneesE1({ consortium: membres(0n) })).sousSubventions).toBe(false);
    expect(faitsConvention(donneesE1({ consortium: membres(1n) })).sousSubventions).toBe(true);
  });
});

describe('etatRecapitulatif (R32)', () => {
  test('E1 : Région et Métropole, et elles seules', () => {
    const etat = etatRecapitulatif(donneesE1());
    expect(etat?.lignes.map((l) => l.financeur)).toEqual(['Région Bretagne', 'Rennes Métropole']);
    expect(etat?.total).toBe(18_000_000n);
  });

  test.each([
    ['un département et une commune', ['DEPARTEMENT', 'COMMUNE'], true],
    ['une région seule', ['REGION', 'ETAT'], false],
    ['deux communes', ['COMMUNE', 'EPCI'], false],
    ['aucune collectivité', ['ETAT', 'FONDATION'], false],
  ] as const)('%s → %s', (_, categories, attendu) => {
    const lignes = categories.map((categorie, i) => ligne(`f${i}`, `F${i}`, categorie, 100n));
    expect(etatRecapitulatif(avecLignes(lignes)) !== null).toBe(attendu);
  });

  test('deux parts de la même région ne font pas deux collectivités', () => {
    const lignes = ['a', 'b'].map((partId) => ligne('region', 'Région', 'REGION', 100n, { partId }));
    expect(etatRecapitulatif(avecLignes(lignes))).toBeNull();
  });
});
