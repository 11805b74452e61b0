import { attendreRefus, fait, refus } from '../../essais/decision.js';
import { donneesE1 } from '../../essais/convention.js';
import type { EtatPart } from '../seance/index.js';
import { LIBELLES_TYPE_ACTE, TYPES_ACTE } from './actes.js';
import { CLAUSES_TYPES } from './clauses.js';
import { genererConvention, type DemandeConvention } from './generer.js';

const COUT = 60_000_000n;

function demande(autrement: Partial<DemandeConvention> = {}): DemandeConvention {
  const donnees = donneesE1();
  const parts = donnees.plan.lignes.map((l) => ({ id: l.partId, etat: 'ENGAGEE' as EtatPart, montant: l.montant }));
  return { parts, coutTotal: COUT, donnees, ...autrement };
}

const avecEtat = (etat: EtatPart) => demande().parts.map((p, i) => (i === 1 ? { ...p, etat } : p));

describe('genererConvention', () => {
  test('E1 : la convention totalise les parts, hors ressources propres', () => {
    expect(fait(genererConvention(demande()))).toEqual({ etat: 'PROJET', total: 55_000_000n });
  });

  test('une part écartée ne compte pas', () => {
    const parts = [...demande().parts, { id: 'ancienne', etat: 'REDUITE' as const, montant: 7n }];
    expect(fait(genererConvention(demande({ parts }))).total).toBe(55_000_000n);
  });

  test('1. ETAT_INVALIDE : une part votée mais pas engagée', () => {
    const decision = genererConvention(demande({ parts: avecEtat('VOTEE'), coutTotal: 1n }));
    attendreRefus(decision, 'ETAT_INVALIDE', 'parts', '1 part n’est pas engagée');
    expect(refus(decision).details?.map((d) => d.chemin)).toEqual(['parts[1].etat']);
  });

  test('sous réserve : seulement si l’appel l’admet', () => {
    const parts = avecEtat('SOUS_RESERVE');
    expect(genererConvention(demande({ parts })).ok).toBe(false);
    expect(genererConvention(demande({ parts, sousReserveAdmise: true })).ok).toBe(true);
  });

  test('2. PLAN_DESEQUILIBRE : la somme n’est pas le coût', () => {
    const decision = genererConvention(demande({ coutTotal: COUT + 1n, donnees: donneesE1({ objet: null }) }));
    attendreRefus(decision, 'PLAN_DESEQUILIBRE', 'parts', 'il manque 0,01');
  });

  test('3. CONFLIT_VERSION : les données à imprimer disent autre chose que les parts', () => {
    const base = donneesE1({ objet: null });
    const lignes = base.plan.lignes.map((l, i) => (i === 0 ? { ...l, montant: l.montant - 1n } : l));
    const decision = genererConvention(demande({ donnees: { ...base, plan: { ...base.plan, lignes } } }));
    attendreRefus(decision, 'CONFLIT_VERSION', 'donnees', 'ne correspondent plus');
    expect(refus(decision).details).toEqual([
      {
        code: 'CONFLIT_VERSION',
        chemin: 'parts[0].montant',
        message: 'Le tableau de financement ne reprend pas le montant engagé de cette part.',
      },
    ]);
    const enTrop = { ...base.plan, lignes: [...base.plan.lignes, { ...base.plan.lignes[0]!, partId: 'x' }] };
    expect(refus(genererConvention(demande({ donnees: { ...base, plan: enTrop } }))).code).toBe('CONFLIT_VERSION');
    const cout = { ...base.cout, total: COUT - 1n };
    expect(refus(genererConvention(demande({ donnees: { ...base, cout } }))).code).toBe('CONFLIT_VERSION');
  });

  test('4. INCOMPLET : chaque mention manquante, avec son chemin', () => {
    const decision = genererConvention(demande({ donnees: donneesE1({ objet: null, cer: null }) }));
    attendreRefus(decision, 'INCOMPLET', 'objet', /^2 mentions obligatoires manquent/);
    expect(refus(decision).details?.map((d) => d.chemin)).toEqual(['objet', 'cer']);
  });
});

test('les clauses types ne décident rien à la place des parties', () => {
  expect(CLAUSES_TYPES).toMatchObject({ excedent: null, origineInitiative: null, reversementAutorise: false });
  expect(CLAUSES_TYPES.conditionsUtilisation).toMatch('seule réalisation du projet');
  expect(CLAUSES_TYPES.controleEvaluation).toMatch('dix ans');
  expect(CLAUSES_TYPES.reversement).toMatch('au prorata');
});

test('chaque type d’acte a son libellé', () => {
  expect(Object.keys(LIBELLES_TYPE_ACTE)).toEqual([...TYPES_ACTE]);
});
