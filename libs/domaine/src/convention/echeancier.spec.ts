import fc from 'fast-check';
import { attendreRefus } from '../../essais/decision.js';
import { controlerEcheancier, dureeEnMois, echeancierParDefaut, type DemandeEcheancier } from './echeancier.js';

function demande(autrement: Partial<DemandeEcheancier> = {}): DemandeEcheancier {
  return {
    montant: 10_000_000n,
    categorie: 'ETAT',
    nature: 'INVESTISSEMENT',
    dureeMois: 24,
    garantie: false,
    limiteBilan: '2024-03-31',
    ...autrement,
  };
}

const montants = (autrement: Partial<DemandeEcheancier>) =>
  echeancierParDefaut(demande(autrement)).map((v) => v.montant);

describe('echeancierParDefaut (R35)', () => {
  test.each<[string, Partial<DemandeEcheancier>, bigint[]]>([
    ['30 % puis 80 %', {}, [3_000_000n, 5_000_000n, 2_000_000n]],
    ['garantie : 60 % puis 80 %', { garantie: true }, [6_000_000n, 2_000_000n, 2_000_000n]],
    ['48 mois juste : encore 80 %', { dureeMois: 48 }, [3_000_000n, 5_000_000n, 2_000_000n]],
    ['plus de 48 mois : 90 %', { dureeMois: 49 }, [3_000_000n, 6_000_000n, 1_000_000n]],
  ])('T24, État, investissement de 100 000 : %s', (_, autrement, attendu) => {
    expect(montants(autrement)).toEqual(attendu);
  });

  test('ailleurs, notre usage : 50 %, 30 %, 20 %', () => {
    expect(montants({ categorie: 'REGION', dureeMois: 60, garantie: true })).toEqual([
      5_000_000n,
      3_000_000n,
      2_000_000n,
    ]);
    expect(montants({ nature: 'FONCTIONNEMENT' })).toEqual([5_000_000n, 3_000_000n, 2_000_000n]);
  });

  test('rangs, taux, pièces et échéance du solde', () => {
    const lignes = echeancierParDefaut(demande());
    expect(lignes.map((l) => [l.rang, l.pourcentBp, l.echeance])).toEqual([
      [1, 3_000, null],
      [2, 5_000, null],
      [3, 2_000, '2024-03-31'],
    ]);
    expect(lignes.map((l) => l.evenement)).toEqual([
      'Signature de la convention',
      'Avancement du projet',
      'Achèvement du projet',
    ]);
    expect(lignes[0]?.pieces).toEqual(['Convention signée', 'RIB']);
    expect(lignes[1]?.pieces).toEqual(['Compte rendu intermédiaire', 'État des dépenses']);
    expect(lignes[2]?.pieces).toEqual(['Compte rendu financier', 'Bilan qualitatif et quantitatif']);
  });

  test('trop peu pour une avance : une seule ligne, le solde, à 100 %', () => {
    expect(montants({ montant: 4n })).toEqual([1n, 2n, 1n]);
    expect(echeancierParDefaut(demande({ montant: 3n }))).toMatchObject([
      { rang: 1, montant: 3n, pourcentBp: 10_000, evenement: 'Achèvement du projet' },
    ]);
  });

  test('propriété : la somme est la part, les taux font 100 %, et l’échéancier passe son propre contrôle', () => {
    const cas = fc.record({
      montant: fc.bigInt({ min: 1n, max: 10n ** 13n }),
      categorie: fc.constantFrom('ETAT' as const, 'REGION' as const),
      dureeMois: fc.integer({ min: 0, max: 60 }),
      garantie: fc.boolean(),
    });
    fc.assert(
      fc.property(cas, (choix) => {
        const choisie = demande(choix);
        const lignes = echeancierParDefaut(choisie);
        expect(lignes.reduce((total, l) => total + l.montant, 0n)).toBe(choix.montant);
        expect(lignes.reduce((total, l) => total + l.pourcentBp, 0)).toBe(10_000);
        expect(lignes.map((l) => l.rang)).toEqual(lignes.map((_, i) => i + 1));
        expect(controlerEcheancier(choisie, lignes).ok).toBe(true);
      }),
    );
  });
});

describe('controlerEcheancier', () => {
  const controler = (valeurs: bigint[], autrement: Partial<DemandeEcheancier> = {}) =>
    controlerEcheancier(
      demande(autrement),
      valeurs.map((montant) => ({ montant })),
    );

  test('refus dans l’ordre', () => {
    attendreRefus(controler([]), 'INCOMPLET', 'versements', 'aucun versement');
    attendreRefus(controler([1n, 0n]), 'ENTREE_INVALIDE', 'versements[1].montant', 'supérieur à zéro');
    attendreRefus(controler([-1n]), 'ENTREE_INVALIDE', 'versements[0].montant', 'supérieur à zéro');
    attendreRefus(controler([9_999_999n]), 'PLAN_DESEQUILIBRE', 'versements', /totalise 99.999,99.*part de 100.000,00/);
  });

  test('T24 : l’avance à 30 000 passe, à 30 000,01 non ; 60 000 avec garantie', () => {
    expect(controler([3_000_000n, 7_000_000n]).ok).toBe(true);
    const trop = controler([3_000_001n, 6_999_999n]);
    attendreRefus(trop, 'MONTANT_EXCESSIF', 'versements[0].montant', /avance.*2018-514 : 30.000,00/);
    expect(controler([6_000_000n, 4_000_000n], { garantie: true }).ok).toBe(true);
    expect(controler([6_000_001n, 3_999_999n], { garantie: true }).ok).toBe(false);
  });

  test('T24 : acomptes cumulés à 80 000, 90 000 au-delà de 48 mois', () => {
    expect(controler([3_000_000n, 3_000_000n, 2_000_000n, 2_000_000n]).ok).toBe(true);
    const trop = controler([3_000_000n, 3_000_000n, 2_000_001n, 1_999_999n]);
    attendreRefus(trop, 'MONTANT_EXCESSIF', 'versements[2].montant', /cumulés \(80.000,01.*2018-514 : 80.000,00/);
    expect(controler([3_000_000n, 6_000_000n, 1_000_000n], { dureeMois: 49 }).ok).toBe(true);
    expect(controler([3_000_000n, 6_000_001n, 999_999n], { dureeMois: 49 }).ok).toBe(false);
  });

  test('un versement unique est le solde, sur justificatifs', () => {
    expect(controler([10_000_000n]).ok).toBe(true);
  });

  test('aucun plafond hors investissement de l’État', () => {
    expect(controler([9_000_000n, 1_000_000n], { categorie: 'REGION' }).ok).toBe(true);
    expect(controler([9_000_000n, 1_000_000n], { nature: 'FONCTIONNEMENT' }).ok).toBe(true);
  });
});

test.each([
  ['2021-10-01', '2023-09-30', 23],
  ['2021-10-01', '2023-10-01', 24],
  ['2021-01-31', '2021-02-28', 0],
  ['2021-01-15', '2021-02-15', 1],
  ['2021-12-01', '2022-01-01', 1],
  ['2022-01-01', '2021-12-01', 0],
])('dureeEnMois du %s au %s = %s', (debut, fin, attendu) => {
  expect(dureeEnMois(debut, fin)).toBe(attendu);
});
