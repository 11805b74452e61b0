import {
  cheminDansLeFormulaire,
  demandeAnnonce,
  illisibles,
  LIGNE_VIDE,
  plafondAnnonce,
  saisieDeLAnnonce,
  totalAnnonce,
  type SaisieAnnonce,
} from './saisie-annonce.js';

const ORDRE = ['p1', 'p2', 'p3'];
const SAISIE: SaisieAnnonce = {
  enveloppeId: 'e1',
  plafond: '',
  lignes: {
    p3: { ...LIGNE_VIDE, maximum: '1 250,5', minimum: '100', condition: ' si la Région aussi ' },
    p1: { ...LIGNE_VIDE, maximum: '2000', points: '3' },
    p2: { ...LIGNE_VIDE, minimum: '50' },
  },
};

describe('Ce qui est annoncé, dans le formulaire', () => {
  test('un projet sans accord n’est pas annoncé ; les autres partent dans l’ordre du tour, en centimes', () => {
    expect(demandeAnnonce('t1', SAISIE, ORDRE)).toEqual({
      tourId: 't1',
      enveloppeId: 'e1',
      plafond: '325050',
      lignes: [
        { candidatureId: 'p1', maximum: '200000', minimum: null, points: 3, condition: null },
        { candidatureId: 'p3', maximum: '125050', minimum: '10000', points: null, condition: 'si la Région aussi' },
      ],
    });
  });

  test('sans plafond écrit, le tour vaut la somme des accords', () => {
    expect(totalAnnonce(SAISIE, ORDRE)).toBe(325_050n);
    expect(plafondAnnonce(SAISIE, ORDRE)).toBe(325_050n);
    expect(plafondAnnonce({ ...SAISIE, plafond: '3 000' }, ORDRE)).toBe(300_000n);
  });

  test('nomme chaque montant qui ne se lit pas, par son champ', () => {
    const lignes = { ...SAISIE.lignes, p1: { ...LIGNE_VIDE, maximum: 'deux mille', minimum: '1,234' } };
    const chemins = illisibles({ ...SAISIE, plafond: '-1', lignes }, ORDRE).map((p) => p.chemin);
    expect(chemins).toEqual(['lignes.p1.maximum', 'lignes.p1.minimum', 'plafond']);
    expect(illisibles(SAISIE, ORDRE)).toEqual([]);
  });

  test('un refus de l’API sur la seconde ligne annoncée retrouve le champ du projet', () => {
    const ici = (chemin: string) => cheminDansLeFormulaire(chemin, SAISIE, ORDRE);
    expect(ici('lignes[1].minimum')).toBe('lignes.p3.minimum');
    expect(ici('lignes[0].candidatureId')).toBe('lignes.p1.maximum');
    expect(ici('plafond')).toBe('plafond');
  });

  test('une annonce scellée se reprend telle qu’elle est', () => {
    const reprise = saisieDeLAnnonce(
      {
        id: 'a1',
        version: 1,
        etat: 'SCELLEE',
        plafond: '325050',
        empreinte: '',
        scelleLe: '2026-01-01T00:00:00.000Z',
        financeur: { id: 'f1' },
        enveloppe: { id: 'e1', libelle: 'E' },
        lignes: [
          { id: 'l1', candidatureId: 'p1', maximum: '200000', minimum: '0', points: 3, condition: null },
          { id: 'l2', candidatureId: 'p3', maximum: '125050', minimum: '10000', points: null, condition: 'c' },
        ],
      },
      'e2',
    );
    expect(demandeAnnonce('t1', reprise, ORDRE)).toMatchObject({
      enveloppeId: 'e1',
      plafond: '325050',
      lignes: [
        { candidatureId: 'p1', maximum: '200000', minimum: null, points: 3 },
        { candidatureId: 'p3', maximum: '125050', minimum: '10000', condition: 'c' },
      ],
    });
  });
});
