import { montantDroit, verifierDemande } from '../appel/montant-droit.js';
import { controlerRegles } from '../appel/controler-regles.js';
import {
  partEtatPass,
  REGLES_PASS_NUMERIQUE_2020,
  soldePass,
  verifierPorteurPass,
  verifierPublicsPic,
} from './pass-numerique.js';

const projet = (coutTotal: bigint) => ({ lieux: [], assiette: coutTotal, coutTotal });

describe('Pass numérique 2020 (R7)', () => {
  test('les règles sont cohérentes', () => {
    expect(controlerRegles(REGLES_PASS_NUMERIQUE_2020).ok).toBe(true);
    expect(REGLES_PASS_NUMERIQUE_2020.mode).toBe('PLAFOND');
  });

  test('T9 : un projet de 20 000 donne 10 000 ; 19 999,99 est refusé', () => {
    expect(montantDroit(REGLES_PASS_NUMERIQUE_2020, projet(2_000_000n)).montant).toBe(1_000_000n);
    expect(verifierDemande(REGLES_PASS_NUMERIQUE_2020, projet(2_000_000n), 1_000_000n).ok).toBe(true);
    expect(verifierDemande(REGLES_PASS_NUMERIQUE_2020, projet(2_000_000n), 1_000_001n)).toMatchObject({
      refus: { code: 'MONTANT_EXCESSIF' },
    });
    expect(verifierDemande(REGLES_PASS_NUMERIQUE_2020, projet(1_999_999n), 999_999n)).toMatchObject({
      refus: { code: 'INELIGIBLE', chemin: 'coutTotal', message: expect.stringContaining('Projet minimal') },
    });
  });

  test('au plus 1 500 000 par projet', () => {
    expect(montantDroit(REGLES_PASS_NUMERIQUE_2020, projet(300_000_000n)).montant).toBe(150_000_000n);
    expect(montantDroit(REGLES_PASS_NUMERIQUE_2020, projet(300_000_002n)).montant).toBe(150_000_000n);
    expect(montantDroit(REGLES_PASS_NUMERIQUE_2020, projet(299_999_998n)).montant).toBe(149_999_999n);
  });

  test('T13 : un programme de 30 M, 15 M pour l’État', () => {
    expect(partEtatPass(3_000_000_000n)).toBe(1_500_000_000n);
  });

  const usage = { passesUtilises: 2750n, prixPasse: 1000n, maximum: 2_000_000n };

  test('T11 : 2 750 passes utilisés sur 4 000, 20 000 versés : 13 750 dus, 6 250 à reverser', () => {
    expect(soldePass({ ...usage, dejaVerse: 2_000_000n })).toEqual({
      du: 1_375_000n,
      solde: 0n,
      reversement: 625_000n,
    });
  });

  test('E7 : 16 000 versés, 2 250 à reverser', () => {
    expect(soldePass({ ...usage, dejaVerse: 1_600_000n })).toEqual({
      du: 1_375_000n,
      solde: 0n,
      reversement: 225_000n,
    });
  });

  test('le dû ne dépasse pas le maximum de la convention', () => {
    expect(soldePass({ ...usage, passesUtilises: 4001n, dejaVerse: 0n })).toMatchObject({
      du: 2_000_000n,
      solde: 2_000_000n,
    });
    expect(soldePass({ ...usage, passesUtilises: 3999n, dejaVerse: 0n })).toMatchObject({ du: 1_999_500n });
  });

  test.each([
    [4000n, 2200n],
    [4000n, 2000n],
    [5n, 3n],
    [0n, 0n],
    [4n, 4n],
  ])('publics PIC : %s passes dont %s, accepté', (total, pic) => {
    expect(verifierPublicsPic(total, pic)).toEqual({ ok: true, fait: undefined });
  });

  test.each([
    [4000n, 1999n, 'INELIGIBLE', '1999 sur 4000'],
    [5n, 2n, 'INELIGIBLE', 'moitié'],
    [4n, 5n, 'ENTREE_INVALIDE', 'entre zéro et le total'],
    [4n, -1n, 'ENTREE_INVALIDE', 'entre zéro et le total'],
  ])('publics PIC : %s passes dont %s, refusé', (total, pic, code, mots) => {
    expect(verifierPublicsPic(total, pic)).toMatchObject({
      ok: false,
      refus: { code, chemin: 'passesPic', message: expect.stringContaining(mots) },
    });
  });

  test('E7 : une commune seule ne candidate pas, en groupement si', () => {
    expect(verifierPorteurPass('COMMUNE', [])).toMatchObject({
      ok: false,
      refus: { code: 'INELIGIBLE', chemin: 'porteur.categorie', message: expect.stringContaining('groupement') },
    });
    expect(verifierPorteurPass('COMMUNE', [{ denomination: 'Perros-Guirec' }])).toEqual({ ok: true, fait: undefined });
    expect(verifierPorteurPass('EPCI', []).ok).toBe(true);
  });
});
