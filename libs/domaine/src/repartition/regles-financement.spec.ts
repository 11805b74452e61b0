import { attendreRefus } from '../../essais/decision.js';
import { controlerReglesFinancement, TYPES_REGLE_FINANCEMENT, type RegleFinancement } from './regles-financement.js';

/** A rule that holds, of each type. */
const JUSTES: Record<RegleFinancement['type'], RegleFinancement> = {
  TAUX_MAX: { ...vide('TAUX_MAX'), tauxBp: 8000 },
  MONTANT_MAX: { ...vide('MONTANT_MAX'), montant: 0n },
  MONTANT_MIN: { ...vide('MONTANT_MIN'), portee: 'ENVELOPPE', cible: 'E1', montant: 1n },
  FORFAIT: { ...vide('FORFAIT'), montant: 250n },
  DEGRESSIF: { ...vide('DEGRESSIF'), annees: [3n, 2n, 2n, 0n] },
  BONIFICATION: { ...vide('BONIFICATION'), montant: 50n },
  PARTICIPATION_MIN_MAITRE_OUVRAGE: {
    ...vide('PARTICIPATION_MIN_MAITRE_OUVRAGE'),
    portee: 'CLASSE',
    cible: 'PUBLIC',
    tauxBp: 2000,
  },
};

function vide(type: RegleFinancement['type']): RegleFinancement {
  return { id: type, portee: 'APPEL', cible: null, type, sourceJuridique: null };
}

type Ecart = Partial<RegleFinancement>;

/** Checks the rule, changed, beside the lump sum that a bonus needs. */
function controler(type: RegleFinancement['type'], ecart: Ecart = {}) {
  return controlerReglesFinancement([JUSTES.FORFAIT, { ...JUSTES[type], id: 'R', ...ecart }]);
}

test('chaque type a une règle qui tient, et toutes tiennent ensemble', () => {
  expect(Object.keys(JUSTES)).toEqual([...TYPES_REGLE_FINANCEMENT]);
  expect(controlerReglesFinancement(Object.values(JUSTES))).toEqual({ ok: true, fait: undefined });
  expect(controlerReglesFinancement([]).ok).toBe(true);
});

test('une règle nommée deux fois', () => {
  const doublon = controlerReglesFinancement([JUSTES.FORFAIT, { ...JUSTES.TAUX_MAX, id: 'FORFAIT', tauxBp: -1 }]);
  attendreRefus(doublon, 'DOUBLON', 'regles[1].id', 'La règle « FORFAIT » figure deux fois.');
});

describe('ce qui passe', () => {
  test.each<[RegleFinancement['type'], Ecart]>([
    ['TAUX_MAX', { portee: 'CLASSE', cible: 'PUBLIC' }],
    ['TAUX_MAX', { portee: 'ENVELOPPE', cible: 'E1' }],
    ['TAUX_MAX', { tauxBp: 0 }],
    ['TAUX_MAX', { tauxBp: 10_000 }],
    ['TAUX_MAX', { base: 'COUT_TOTAL' }],
    ['TAUX_MAX', { base: 'DEPENSE_SUBVENTIONNABLE', montant: -1n, annees: [] }],
    ['MONTANT_MAX', { portee: 'ENVELOPPE', cible: 'E1', tauxBp: -1, base: 'COUT_TOTAL' }],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { tauxBp: 1, montant: -1n }],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { tauxBp: 10_000, base: 'FINANCEMENT_PUBLIC' }],
    ['DEGRESSIF', { annees: [0n], montant: -1n }],
    ['FORFAIT', { annees: [1n, 2n] }],
    ['BONIFICATION', { montant: null, annees: [2n, 5n, 0n] }],
    ['BONIFICATION', { montant: 5n, annees: null }],
    ['BONIFICATION', { montant: -5n, annees: [1n] }],
  ])('%s %#', (type, ecart) => {
    expect(controler(type, ecart).ok).toBe(true);
  });
});

describe('ce qui est refusé, au bon endroit', () => {
  const PORTEE = 'ce type de règle n’a pas cette portée';
  const CIBLE = 'une classe ou une enveloppe se nomme, un appel non';
  const TAUX = 'le taux est un nombre entier de points de base, 10 000 au plus';
  const BASE = 'un taux ne se prend pas sur cette base';
  const MONTANT = 'le montant manque, ou il est négatif';
  const ANNEES = 'les montants par année manquent, sont négatifs ou augmentent';
  const BONIFICATION = 'une bonification complète un forfait de la même cible';
  test.each<[RegleFinancement['type'], Ecart, string, string]>([
    ['MONTANT_MIN', { portee: 'APPEL', cible: null }, 'portee', PORTEE],
    ['MONTANT_MIN', { portee: 'CLASSE', cible: 'PUBLIC' }, 'portee', PORTEE],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { portee: 'APPEL', cible: null }, 'portee', PORTEE],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { portee: 'ENVELOPPE' }, 'portee', PORTEE],
    ['TAUX_MAX', { cible: 'PUBLIC' }, 'cible', CIBLE],
    ['TAUX_MAX', { portee: 'CLASSE', tauxBp: -1 }, 'cible', CIBLE],
    ['TAUX_MAX', { tauxBp: undefined }, 'tauxBp', TAUX],
    ['TAUX_MAX', { tauxBp: null }, 'tauxBp', TAUX],
    ['TAUX_MAX', { tauxBp: -1, base: 'FINANCEMENT_PUBLIC' }, 'tauxBp', TAUX],
    ['TAUX_MAX', { tauxBp: 10_001 }, 'tauxBp', TAUX],
    ['TAUX_MAX', { tauxBp: 0.5 }, 'tauxBp', TAUX],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { tauxBp: 0 }, 'tauxBp', TAUX],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { tauxBp: undefined }, 'tauxBp', TAUX],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { tauxBp: 10_001 }, 'tauxBp', TAUX],
    ['TAUX_MAX', { base: 'FINANCEMENT_PUBLIC' }, 'base', BASE],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { base: 'COUT_TOTAL' }, 'base', BASE],
    ['PARTICIPATION_MIN_MAITRE_OUVRAGE', { base: 'DEPENSE_SUBVENTIONNABLE' }, 'base', BASE],
    ['MONTANT_MAX', { montant: -1n }, 'montant', MONTANT],
    ['MONTANT_MAX', { montant: undefined, annees: [1n] }, 'montant', MONTANT],
    ['MONTANT_MIN', { montant: null }, 'montant', MONTANT],
    ['FORFAIT', { montant: null, annees: [1n] }, 'montant', MONTANT],
    ['BONIFICATION', { montant: null }, 'montant', MONTANT],
    ['BONIFICATION', { montant: -1n }, 'montant', MONTANT],
    ['DEGRESSIF', { annees: null }, 'annees', ANNEES],
    ['DEGRESSIF', { annees: [] }, 'annees', ANNEES],
    ['DEGRESSIF', { annees: [2n, -1n] }, 'annees', ANNEES],
    ['DEGRESSIF', { annees: [2n, 3n] }, 'annees', ANNEES],
    ['BONIFICATION', { annees: [1n, -1n] }, 'annees', ANNEES],
    ['BONIFICATION', { portee: 'ENVELOPPE', cible: 'E1' }, 'type', BONIFICATION],
  ])('%s %#', (type, ecart, champ, message) => {
    attendreRefus(controler(type, ecart), 'ENTREE_INVALIDE', `regles[1].${champ}`, `Règle « R » : ${message}.`);
  });

  test('un forfait d’une autre cible ne porte pas la bonification, un dégressif de la même la porte', () => {
    const surE1 = { portee: 'ENVELOPPE', cible: 'E1' } as const;
    const bonus = { ...JUSTES.BONIFICATION, ...surE1 };
    const ailleurs = [bonus, { ...JUSTES.DEGRESSIF, portee: 'ENVELOPPE' as const, cible: 'E2' }];
    attendreRefus(controlerReglesFinancement(ailleurs), 'ENTREE_INVALIDE', 'regles[0].type', BONIFICATION);
    const classe = [bonus, { ...JUSTES.FORFAIT, portee: 'CLASSE' as const, cible: 'E1' }];
    attendreRefus(controlerReglesFinancement(classe), 'ENTREE_INVALIDE', 'regles[0].type', BONIFICATION);
    expect(controlerReglesFinancement([bonus, { ...JUSTES.DEGRESSIF, ...surE1 }]).ok).toBe(true);
    expect(controlerReglesFinancement([bonus, { ...JUSTES.MONTANT_MAX, ...surE1 }]).ok).toBe(false);
  });
});
