import {
  champFinancement,
  demandeFinancement,
  financementDe,
  manquesFinancement,
  reglesLues,
  REGLE_VIERGE,
} from './financement.js';

const TAUX = { ...REGLE_VIERGE, libelle: 'Aides publiques', valeur: '80', source: 'CGCT, L. 1111-10' };

describe('Les règles de financement d’un appel, telles qu’on les écrit', () => {
  it('donne à chaque règle un code, sans changer celui d’une règle déjà enregistrée', () => {
    const saisi = { classes: [], regles: [TAUX, { ...TAUX, code: 'REGLE-1' }, TAUX] };
    const { regles, version } = demandeFinancement('appel', { version: 4, saisi });
    expect(version).toBe(4);
    expect(regles.map((r) => r.code)).toEqual(['REGLE-2', 'REGLE-1', 'REGLE-3']);
    expect(regles[0]).toMatchObject({
      portee: 'CLASSE',
      classe: 'PUBLIC',
      financeurId: null,
      categorie: null,
      tauxBp: 8000,
      base: 'DEPENSE_SUBVENTIONNABLE',
      montant: null,
    });
  });

  it('se relit comme elle a été écrite', () => {
    const montant = {
      ...TAUX,
      portee: 'ENVELOPPE' as const,
      classe: '',
      categorie: 'REGION' as const,
      type: 'MONTANT_MAX' as const,
    };
    const saisi = {
      classes: [],
      regles: [
        { ...montant, code: 'A', valeur: '150 000,00' },
        { ...TAUX, code: 'B' },
      ],
    };
    const relu = financementDe(reglesLues(saisi));
    expect(reglesLues(relu)).toEqual(reglesLues(saisi));
  });

  it('dit à sa ligne ce qui manque, puis ce que la règle de l’API refuse', () => {
    const chemins = (regle: object, classes: never[] = []) =>
      manquesFinancement({ classes, regles: [TAUX, { ...TAUX, ...regle }] }).map((m) => m.chemin);
    expect(chemins({})).toEqual([]);
    expect(chemins({ libelle: ' ', valeur: '101', source: '' })).toEqual([
      'regles[1].libelle',
      'regles[1].valeur',
      'regles[1].source',
    ]);
    expect(chemins({ type: 'MONTANT_MAX', valeur: '0' })).toEqual(['regles[1].valeur']);
    expect(chemins({ classe: 'INCONNUE' })).toEqual(['regles[1].portee']);
    expect(chemins({ portee: 'ENVELOPPE' })).toEqual(['regles[1].portee']);
  });

  it.each([
    ['regles[2].tauxBp', 'regles[2].valeur'],
    ['regles[0].sourceJuridique', 'regles[0].source'],
    ['regles[1].cible', 'regles[1].portee'],
    ['classes[1].categories', 'classes[1].categories'],
  ])('%s se montre à %s', (chemin, champ) => {
    expect(champFinancement(chemin)).toBe(champ);
  });
});
