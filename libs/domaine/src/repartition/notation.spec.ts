import { attendreRefus, fait } from '../../essais/decision.js';
import { noterProjets, type BulletinNotes, type DemandeNotation } from './notation.js';

const CRITERES = [
  { id: 'impact', libelle: 'Impact', poids: 3n, pointsMax: 5n },
  { id: 'cout', libelle: 'Coût', poids: 1n, pointsMax: 10n },
];

function bulletin(financeur: string, projet: string, impact: bigint, cout: bigint): BulletinNotes {
  return { financeur, projet, notes: { impact, cout } };
}

const demande = (bulletins: BulletinNotes[], autrement: Partial<DemandeNotation> = {}): DemandeNotation => {
  return { projets: ['P', 'Q'], criteres: CRITERES, bulletins, agregat: 'SOMME', ...autrement };
};

describe('noterProjets (mode NOTATION)', () => {
  test('points entiers fois les poids, par financeur, puis leur somme', () => {
    const bulletins = [bulletin('A', 'P', 5n, 10n), bulletin('B', 'P', 0n, 4n), bulletin('A', 'Q', 2n, 0n)];
    expect(fait(noterProjets(demande(bulletins)))).toEqual({
      points: { P: { A: 25n, B: 4n }, Q: { A: 6n } },
      scores: { P: 29n, Q: 6n },
    });
  });

  test('un critère peut s’appeler « constructor »', () => {
    const criteres = [{ id: 'constructor', libelle: 'Pilotage', poids: 2n, pointsMax: 5n }];
    const muet = noterProjets(demande([{ financeur: 'A', projet: 'P', notes: {} }], { criteres }));
    attendreRefus(muet, 'INCOMPLET', 'bulletins[0].notes.constructor', '« Pilotage » n’est pas noté.');
    const note = { financeur: 'A', projet: 'P', notes: { constructor: 4n } as unknown as BulletinNotes['notes'] };
    expect(fait(noterProjets(demande([note], { criteres }))).scores).toEqual({ P: 8n, Q: 0n });
  });

  test('sans bulletin, ni points ni score', () => {
    expect(fait(noterProjets(demande([])))).toEqual({ points: { P: {}, Q: {} }, scores: { P: 0n, Q: 0n } });
  });

  test.each<[string, bigint[], bigint]>([
    ['personne', [], 0n],
    ['un financeur', [7n], 14n],
    ['deux', [3n, 8n], 11n],
    ['trois, dans le désordre', [9n, 1n, 4n], 8n],
    ['trois, égaux', [4n, 4n, 1n], 8n],
    ['quatre', [10n, 1n, 7n, 2n], 9n],
    ['dix vaut plus que neuf', [9n, 10n, 2n], 18n],
  ])('deux fois la médiane : %s', (_, couts, score) => {
    const bulletins = couts.map((cout, i) => bulletin(`F${i}`, 'P', 0n, cout));
    expect(fait(noterProjets(demande(bulletins, { agregat: 'MEDIANE_DOUBLE' }))).scores).toEqual({ P: score, Q: 0n });
  });

  const juste = bulletin('A', 'P', 1n, 1n);
  const casse = { impact: 6n, autre: 1n };
  test.each<[string, Partial<DemandeNotation>, Parameters<typeof attendreRefus>[1], string, string]>([
    [
      'un critère deux fois',
      { criteres: [...CRITERES, CRITERES[0]!], bulletins: [{ ...juste, projet: 'Z' }] },
      'DOUBLON',
      'criteres[2].id',
      'Le critère « impact »',
    ],
    [
      'un poids négatif',
      { criteres: [CRITERES[0]!, { ...CRITERES[1]!, poids: -1n }], bulletins: [{ ...juste, projet: 'Z' }] },
      'ENTREE_INVALIDE',
      'criteres[1].poids',
      'négatifs',
    ],
    [
      'un projet inconnu',
      { bulletins: [juste, { ...juste, projet: 'Z', notes: casse }] },
      'ENTREE_INVALIDE',
      'bulletins[1].projet',
      'Le projet « Z » n’est pas soumis au vote.',
    ],
    [
      'deux fois le même projet',
      { bulletins: [juste, { ...juste, notes: casse }] },
      'DOUBLON',
      'bulletins[1]',
      '« A » note deux fois « P ».',
    ],
    [
      'trop de points',
      { bulletins: [{ ...juste, notes: casse }] },
      'ENTREE_INVALIDE',
      'bulletins[0].notes.impact',
      '« Impact » se note de 0 à 5.',
    ],
    [
      'des points négatifs',
      { bulletins: [bulletin('A', 'P', -1n, 1n)] },
      'ENTREE_INVALIDE',
      'bulletins[0].notes.impact',
      'de 0 à 5',
    ],
    [
      'un critère sans note',
      { bulletins: [{ ...juste, notes: { impact: 1n, autre: 1n } }] },
      'INCOMPLET',
      'bulletins[0].notes.cout',
      '« Coût » n’est pas noté.',
    ],
    [
      'un critère inconnu',
      { bulletins: [{ ...juste, notes: { impact: 5n, cout: 10n, autre: 1n } }] },
      'ENTREE_INVALIDE',
      'bulletins[0].notes.autre',
      '« autre » ne figure pas',
    ],
  ])('refuse %s', (_, autrement, code, chemin, mots) => {
    attendreRefus(noterProjets(demande([], autrement)), code, chemin, mots);
  });

  test('deux financeurs notent le même projet, un financeur en note deux', () => {
    const bulletins = [juste, { ...juste, financeur: 'B' }, { ...juste, projet: 'Q' }];
    expect(fait(noterProjets(demande(bulletins))).scores).toEqual({ P: 8n, Q: 4n });
  });
});
