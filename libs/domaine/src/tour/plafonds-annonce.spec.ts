import fc from 'fast-check';
import { attendreRefus } from '../../essais/decision.js';
import { CLASSES_PAR_DEFAUT, type RegleDeLAppel } from '../appel/classes-financeurs.js';
import { concerneFinanceur, plafondsAnnonce, type DemandePlafondsAnnonce } from './plafonds-annonce.js';

const regle = (code: string, autrement: Partial<RegleDeLAppel>): RegleDeLAppel => ({
  code,
  portee: 'APPEL',
  classe: null,
  financeurId: null,
  categorie: null,
  type: 'TAUX_MAX',
  tauxBp: null,
  montant: null,
  sourceJuridique: `Texte ${code}`,
  ...autrement,
});
const REGION_375 = regle('REGION375', { portee: 'ENVELOPPE', categorie: 'REGION', tauxBp: 3_750 });
const PUBLIC_80 = regle('PUBLIC80', { portee: 'CLASSE', classe: 'PUBLIC', tauxBp: 8_000 });
const DEMANDE: DemandePlafondsAnnonce = {
  projet: {
    categoriePorteur: 'ASSOCIATION',
    coutTotal: 10_000_000n,
    assiette: null,
    ressourcesPropres: 1_000_000n,
    acquis: [],
  },
  financeur: { id: 'region', categorie: 'REGION' },
  classes: CLASSES_PAR_DEFAUT,
  regles: [REGION_375, PUBLIC_80],
  mobilisable: 20_000_000n,
};
const projet = (autrement: Partial<DemandePlafondsAnnonce['projet']>) => ({ ...DEMANDE.projet, ...autrement });
function plafonds(autrement: Partial<DemandePlafondsAnnonce> = {}) {
  const decision = plafondsAnnonce({ ...DEMANDE, ...autrement });
  if (!decision.ok) throw new Error(decision.refus.message);
  return decision.fait;
}

describe('plafondsAnnonce', () => {
  test('37 500,00 € sur 100 000,00 € au taux de 37,5 %, avec la règle et son texte', () => {
    const { maximum, plafonds: tous } = plafonds();
    expect(maximum).toBe(3_750_000n);
    expect(tous.map(({ code, montant, regle: r }) => [code, montant, r])).toEqual([
      ['TAUX', 3_750_000n, 'REGION375'],
      ['TAUX', 8_000_000n, 'PUBLIC80'],
      ['BESOIN', 9_000_000n, null],
      ['ENVELOPPE', 20_000_000n, null],
    ]);
    expect(tous[0]?.source).toBe('Texte REGION375');
  });

  test('le taux porte sur la dépense subventionnable quand elle est inférieure au coût', () => {
    expect(plafonds({ projet: projet({ assiette: 4_000_000n }) }).maximum).toBe(1_500_000n);
  });

  test('ce que l’enveloppe peut encore donner, puis ce qui manque au projet, l’emportent s’ils sont plus bas', () => {
    expect(plafonds({ mobilisable: 120n }).plafonds[0]).toMatchObject({ code: 'ENVELOPPE', montant: 120n });
    const presque = projet({ ressourcesPropres: 9_999_999n });
    expect(plafonds({ projet: presque }).plafonds[0]).toMatchObject({ code: 'BESOIN', montant: 1n });
  });

  test('les parts déjà votées d’une même classe s’imputent sur son plafond, et sur ce qui manque', () => {
    const acquis = [{ categorie: 'DEPARTEMENT' as const, montant: 7_500_000n }];
    const { plafonds: tous } = plafonds({ projet: projet({ acquis }) });
    expect(tous.slice(0, 2).map(({ code, montant }) => [code, montant])).toEqual([
      ['TAUX', 500_000n],
      ['BESOIN', 1_500_000n],
    ]);
  });

  test('les règles des autres ne bornent pas : autre catégorie, autre financeur, autre classe', () => {
    const autres = [
      regle('DEPT', { portee: 'ENVELOPPE', categorie: 'DEPARTEMENT', tauxBp: 1 }),
      regle('AUTRE', { portee: 'ENVELOPPE', financeurId: 'autre', type: 'MONTANT_MAX', montant: 1n }),
      regle('PRIVES', { portee: 'CLASSE', classe: 'PRIVE', tauxBp: 1 }),
    ];
    for (const autre of autres) expect(concerneFinanceur(autre, DEMANDE.financeur, CLASSES_PAR_DEFAUT)).toBe(false);
    expect(plafonds({ regles: autres }).plafonds.map(({ code }) => code)).toEqual(['BESOIN', 'ENVELOPPE']);
  });

  test('la sienne propre, celle de tout l’appel, et la part minimale d’un maître d’ouvrage public bornent', () => {
    const regles = [
      regle('MOI', { portee: 'ENVELOPPE', financeurId: 'region', type: 'MONTANT_MAX', montant: 3_000n }),
      regle('TOUS', { type: 'MONTANT_MAX', montant: 2_000n }),
      regle('MINI', { portee: 'CLASSE', classe: 'PUBLIC', type: 'PARTICIPATION_MIN_MAITRE_OUVRAGE', tauxBp: 2_000 }),
    ];
    const public20 = projet({ categoriePorteur: 'EPCI', ressourcesPropres: 100n });
    expect(plafonds({ regles, projet: public20 }).plafonds.slice(0, 3)).toMatchObject([
      { code: 'PARTICIPATION', montant: 400n, regle: 'MINI' },
      { code: 'MONTANT_MAX', montant: 2_000n, regle: 'TOUS' },
      { code: 'MONTANT_MAX', montant: 3_000n, regle: 'MOI' },
    ]);
  });

  test('refuse comme le moteur un projet dont les ressources dépassent le coût', () => {
    const trop = plafondsAnnonce({ ...DEMANDE, projet: projet({ ressourcesPropres: 10_000_001n }) });
    attendreRefus(trop, 'BUDGET_DESEQUILIBRE', 'projet.apport', 'coût');
  });

  test('le maximum est le plus bas des plafonds, quels que soient les montants', () => {
    const montant = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(montant, montant, montant, fc.integer({ min: 0, max: 10_000 }), (cout, propres, mobilisable, bp) => {
        fc.pre(propres <= cout);
        const regles = [{ ...REGION_375, tauxBp: bp }];
        const lu = plafonds({ regles, mobilisable, projet: projet({ coutTotal: cout, ressourcesPropres: propres }) });
        expect(lu.plafonds.every((p) => p.montant >= lu.maximum)).toBe(true);
        expect([(cout * BigInt(bp)) / 10_000n, mobilisable, cout - propres]).toContain(lu.maximum);
      }),
    );
  });
});
