import { createRequire } from 'node:module';
import { validerCodeTerritoire, validerIdentifiant, type TypeTerritoire } from '@tdt/domaine';
import fc from 'fast-check';
import { stdnum } from 'stdnum';

/*
 * The domain imports nothing, its tests included, so its identifiers meet the outside world here: an independent
 * validator, and the whole official découpage.
 */
describe('les identifiants du domaine et stdnum disent la même chose', () => {
  const chiffres = (longueur: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: longueur, maxLength: longueur }).map((t) => t.join(''));
  const nonNul = (valeur: string) => !/^0+$/.test(valeur);
  const siret = (valeur: string) => stdnum.FR?.siret?.validate(valeur).isValid;
  const siren = (valeur: string) => stdnum.FR?.siren?.validate(valeur).isValid;

  test('SIRET au hasard', () => {
    fc.assert(
      fc.property(chiffres(14).filter(nonNul), (valeur) => {
        expect(validerIdentifiant('SIRET', valeur).ok).toBe(siret(valeur));
      }),
      { numRuns: 1000 },
    );
  });

  test('SIRET de La Poste au hasard, et celui de son siège', () => {
    fc.assert(
      fc.property(chiffres(5), (nic) => {
        expect(validerIdentifiant('SIRET', `356000000${nic}`).ok).toBe(siret(`356000000${nic}`));
      }),
      { numRuns: 500, examples: [['00048'], ['49837'], ['00049']] },
    );
  });

  test('SIREN au hasard', () => {
    fc.assert(
      fc.property(chiffres(9).filter(nonNul), (valeur) => {
        expect(validerIdentifiant('SIREN', valeur).ok).toBe(siren(valeur));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('le découpage officiel passe en entier', () => {
  const lire = createRequire(import.meta.url);

  test.each<[TypeTerritoire, string, number]>([
    ['REGION', 'regions', 26],
    ['DEPARTEMENT', 'departements', 109],
    ['EPCI', 'epci', 1255],
    ['COMMUNE', 'communes', 37_590],
  ])('%s', (type, fichier, nombre) => {
    const lignes = lire(`@etalab/decoupage-administratif/data/${fichier}.json`) as { code: string }[];
    expect(lignes).toHaveLength(nombre);
    expect(lignes.filter(({ code }) => !validerCodeTerritoire(type, code).ok)).toEqual([]);
  });
});
