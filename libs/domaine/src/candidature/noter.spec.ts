import { GRILLE_HUBS } from '../programmes/hubs.js';
import { noter, type Note } from './noter.js';

/** E1: 78 out of 100. */
const NOTES: Note[] = [
  { critere: 'TERRITOIRE', points: 20, commentaire: 'Besoin démontré' },
  { critere: 'COUVERTURE', points: 16, commentaire: 'Quatre départements' },
  { critere: 'GOUVERNANCE', points: 17, commentaire: 'Soutiens écrits' },
  { critere: 'MODELE', points: 12, commentaire: 'Fragile après 2023' },
  { critere: 'CAPACITE', points: 13, commentaire: 'Équipe en place' },
];
const changer = (i: number, extra: Partial<Note>) => NOTES.map((note, j) => (i === j ? { ...note, ...extra } : note));

describe('noter (domaine §1.3)', () => {
  test('E1 : 78 sur 100', () => {
    expect(noter(GRILLE_HUBS, NOTES)).toEqual({ ok: true, fait: { notes: NOTES, total: 78 } });
  });

  test('les notes reviennent dans l’ordre de la grille', () => {
    expect(noter(GRILLE_HUBS, [...NOTES].reverse())).toEqual({ ok: true, fait: { notes: NOTES, total: 78 } });
  });

  test('de zéro au poids, bornes comprises', () => {
    const extremes = (choisir: (poids: number) => number) =>
      GRILLE_HUBS.map(({ code, poids }) => ({ critere: code, points: choisir(poids), commentaire: 'x' }));
    expect(
      noter(
        GRILLE_HUBS,
        extremes(() => 0),
      ),
    ).toMatchObject({ ok: true, fait: { total: 0 } });
    expect(
      noter(
        GRILLE_HUBS,
        extremes((poids) => poids),
      ),
    ).toMatchObject({ ok: true, fait: { total: 100 } });
  });

  test.each<[string, Note[], string, string, string]>([
    ['au-dessus du poids', changer(0, { points: 26 }), 'ENTREE_INVALIDE', 'notes[0].points', 'de 0 à 25'],
    [
      'négatif',
      changer(1, { points: -1 }),
      'ENTREE_INVALIDE',
      'notes[1].points',
      '« Couverture, y compris QPV et ACV »',
    ],
    ['demi-point', changer(1, { points: 1.5 }), 'ENTREE_INVALIDE', 'notes[1].points', 'points entiers'],
    ['sans commentaire', changer(2, { commentaire: ' ' }), 'INCOMPLET', 'notes[2].commentaire', 'Commentez la note'],
    [
      'critère inconnu',
      [...NOTES, { critere: 'X', points: 1, commentaire: 'x' }],
      'ENTREE_INVALIDE',
      'notes[5].critere',
      '« X »',
    ],
    ['noté deux fois', [...NOTES, ...NOTES.slice(0, 1)], 'DOUBLON', 'notes[5].critere', 'noté deux fois'],
    ['oublié', NOTES.slice(1), 'INCOMPLET', 'notes', "« Pertinence au regard du territoire » n'est pas noté"],
  ])('refuse : %s', (_titre, notes, code, chemin, mots) => {
    expect(noter(GRILLE_HUBS, notes)).toEqual({
      ok: false,
      refus: {
        code,
        chemin: 'notes',
        message: "La grille d'instruction est à compléter ou à corriger.",
        details: [{ code, chemin, message: expect.stringContaining(mots) }],
      },
    });
  });

  test('tous les défauts d’un coup', () => {
    const decision = noter(GRILLE_HUBS, changer(0, { points: 99, commentaire: '' }).slice(0, 4));
    expect(decision.ok ? [] : decision.refus.details?.map(({ chemin }) => chemin)).toEqual([
      'notes[0].points',
      'notes[0].commentaire',
      'notes',
    ]);
  });
});
