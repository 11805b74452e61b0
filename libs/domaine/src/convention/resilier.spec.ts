import fc from 'fast-check';
import { donneesE1 } from '../../essais/convention.js';
import { somme } from '../montant/index.js';
import { premierEffetResiliation, resilierConvention, type DemandeResiliation } from './resilier.js';

const demande = (changements: Partial<DemandeResiliation> = {}): DemandeResiliation => ({
  etat: 'NOTIFIEE',
  avenantOuvert: false,
  motif: 'Le projet est abandonné.',
  miseEnDemeureLe: '2022-01-31',
  effetLe: '2022-03-02',
  depensesJustifiees: 6_000_000n,
  donnees: donneesE1(),
  aujourdhui: '2022-03-02',
  ...changements,
});

describe('Résilier une convention (R47)', () => {
  it('trente jours calendaires après la mise en demeure', () => {
    expect(premierEffetResiliation('2022-01-31')).toBe('2022-03-02');
  });

  it('liquide chaque part sur les dépenses justifiées, et libère le reste', () => {
    const decision = resilierConvention(demande());
    expect(decision.ok && decision.fait).toEqual([
      { partId: 'part-bdt', montant: 35_000_000n, du: 3_500_000n, libere: 31_500_000n },
      { partId: 'part-region', montant: 12_000_000n, du: 1_200_000n, libere: 10_800_000n },
      { partId: 'part-metropole', montant: 6_000_000n, du: 600_000n, libere: 5_400_000n },
      { partId: 'part-fondation', montant: 2_000_000n, du: 200_000n, libere: 1_800_000n },
    ]);
  });

  // In the order of the refusals: each line still has every fault of the lines below it.
  const trop = { depensesJustifiees: 60_000_001n };
  it.each<[string, string, string, Partial<DemandeResiliation>]>([
    ['ETAT_INVALIDE', 'etat', 'en signature', { etat: 'EN_SIGNATURE', avenantOuvert: true, motif: '', ...trop }],
    ['ETAT_INVALIDE', 'conventionId', 'retirez-le', { avenantOuvert: true, motif: '', effetLe: '2022-03-01', ...trop }],
    ['ENTREE_INVALIDE', 'motif', 'Dites pourquoi', { motif: ' ', effetLe: '2022-03-01', ...trop }],
    ['HORS_DELAI', 'effetLe', '2 mars 2022', { effetLe: '2022-03-01', ...trop }],
    ['HORS_DELAI', 'effetLe', 'à partir du 3 mars 2022', { effetLe: '2022-03-03', ...trop }],
    ['ENTREE_INVALIDE', 'depensesJustifiees', 'négatif', { depensesJustifiees: -1n }],
    ['MONTANT_EXCESSIF', 'depensesJustifiees', 'coût du projet', trop],
  ])('refuse par %s (%s) : %s', (code, chemin, phrase, changements) => {
    const decision = resilierConvention(demande(changements));
    if (decision.ok) throw new Error('accepté');
    expect(decision.refus).toMatchObject({ code, chemin });
    expect(decision.refus.message.replace(/\s/g, ' ')).toContain(phrase);
  });

  it('nul ne doit plus que sa part, ni tous ensemble plus que ce qui fut dépensé', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 60_000_000n }), (depensesJustifiees) => {
        const decision = resilierConvention(demande({ depensesJustifiees }));
        if (!decision.ok) throw new Error(decision.refus.message);
        for (const { montant, du, libere } of decision.fait) {
          expect(du + libere).toBe(montant);
          expect(du >= 0n && libere >= 0n).toBe(true);
        }
        expect(somme(decision.fait.map((p) => p.du)) <= depensesJustifiees).toBe(true);
      }),
    );
  });
});
