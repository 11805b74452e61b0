import { AMI_HUBS_2020 } from '../programmes/hubs.js';
import { eligibilite } from './eligibilite.js';

const ASSOCIATION = { categorie: 'ASSOCIATION' } as const;
const INELIGIBLE_TERRITOIRE = {
  ok: false,
  refus: { code: 'INELIGIBLE', chemin: 'territoires', message: expect.stringContaining('région visée') },
};

describe('eligibilite (R6)', () => {
  test.each([
    ['une région visée', ['53']],
    ['une région visée et une couverte', ['52', '53']],
    ['plus large qu’une région couverte', ['52', '75']],
  ])('accepte %s', (_titre, regions) => {
    expect(eligibilite(AMI_HUBS_2020, ASSOCIATION, { regions })).toEqual({ ok: true, fait: { avertissements: [] } });
  });

  test.each([
    ['une seule région couverte', ['52']],
    ['la même région citée deux fois', ['52', '52']],
    ['aucune région', []],
  ])('refuse %s', (_titre, regions) => {
    expect(eligibilite(AMI_HUBS_2020, ASSOCIATION, { regions })).toMatchObject(INELIGIBLE_TERRITOIRE);
  });

  test('un appel sans région cible vaut pour tout le pays', () => {
    expect(eligibilite({ ...AMI_HUBS_2020, regionsCibles: [] }, ASSOCIATION, { regions: ['52'] }).ok).toBe(true);
  });

  test('la catégorie du porteur est refusée d’abord, avec celles qui sont admises', () => {
    const appel = { categoriesAdmises: ['ASSOCIATION', 'EPCI'] as ('ASSOCIATION' | 'EPCI')[], regionsCibles: ['53'] };
    expect(eligibilite(appel, { categorie: 'FONDS_DE_DOTATION' }, { regions: [] })).toEqual({
      ok: false,
      refus: {
        code: 'INELIGIBLE',
        chemin: 'porteur.categorie',
        message:
          'Un organisme de catégorie « Fonds de dotation » ne peut pas candidater ; admis : association, intercommunalité.',
        details: undefined,
      },
    });
  });

  test('un recouvrement avertit et ne bloque pas', () => {
    const hubsExistants = [
      { nom: 'CONUMM', regions: ['52', '24'] },
      { nom: 'Hubik', regions: ['75'] },
    ];
    expect(eligibilite(AMI_HUBS_2020, ASSOCIATION, { regions: ['53', '52'], hubsExistants })).toEqual({
      ok: true,
      fait: {
        avertissements: [
          {
            code: 'DOUBLON',
            chemin: 'territoires',
            message: 'Le territoire du projet recouvre en partie celui de CONUMM.',
          },
        ],
      },
    });
  });
});
