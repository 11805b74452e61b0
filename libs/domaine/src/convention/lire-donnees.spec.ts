import { donneesE1 } from '../../essais/convention.js';
import type { DonneesConvention } from './donnees.js';
import { donneesEnJson } from './json.js';
import { lireDonneesConvention } from './lire-donnees.js';

const relire = (donnees: DonneesConvention) => lireDonneesConvention(donneesEnJson(donnees));

test('E1 : les données relues sont celles qui ont été écrites, montants en bigint', () => {
  const donnees = donneesE1();
  expect(relire(donnees)).toEqual(donnees);
  expect(donneesEnJson(relire(donnees))).toBe(donneesEnJson(donnees));
});

test('chaque montant se relit, où qu’il soit', () => {
  const donnees = donneesE1({
    aideEtat: { base: 'DE_MINIMIS_SIEG', cumulDeclare: 0n, plafond: 75_000_000n, reference: 'règlement' },
    consortium: { mandatLe: null, membres: [{ denomination: 'Partenaire', siret: '13002603200016', part: 1n }] },
    regles: [
      {
        partId: 'part-bdt',
        mode: 'FORFAIT',
        base: 25_000_000n,
        bonifications: [{ libelle: 'QPV', montant: 5_000_000n, preuves: ['1234'] }],
        maximum: 35_000_000n,
      },
    ],
  });
  const relues = relire({ ...donnees, clauses: { ...donnees.clauses, excedent: { pourcentBp: null, montant: 9n } } });
  expect(relues.aideEtat).toEqual(donnees.aideEtat);
  expect(relues.consortium).toEqual(donnees.consortium);
  expect(relues.regles).toEqual(donnees.regles);
  expect(relues.clauses.excedent?.montant).toBe(9n);
  expect(relues.plan.contributionsVolontaires).toBe(0n);
});

test('un texte fait de chiffres reste un texte', () => {
  const donnees = donneesE1();
  const entete = { ...donnees.entete, titre: '2021', numero: '17' };
  expect(relire({ ...donnees, entete }).entete).toEqual(entete);
});

test('un texte qui n’est pas du JSON est une faute de l’appelant', () => {
  expect(() => lireDonneesConvention('{')).toThrow(SyntaxError);
});
