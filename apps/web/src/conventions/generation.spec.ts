import { compterDossiers, estVivante, phraseGeneration } from './generation.js';

describe('Ce que la page dit d’une génération', () => {
  const bilan = (faites: number, ecartees: number, total = 12) => ({
    total,
    faites,
    ecartees,
    restantes: total - faites - ecartees,
    avancement: 0,
  });

  it('compte les dossiers traités, et parmi eux ceux qui sont écartés', () => {
    expect(phraseGeneration('EN_COURS', bilan(2, 1))).toBe('Génération en cours : 3 sur 12 dossiers, dont 1 écarté.');
    expect(phraseGeneration('ARRETEE', bilan(2, 2))).toBe('Génération arrêtée : 4 sur 12 dossiers, dont 2 écartés.');
    expect(phraseGeneration('TERMINEE', bilan(1, 0, 1))).toBe('Génération terminée : 1 sur 1 dossier.');
    expect(phraseGeneration('EN_ATTENTE', bilan(0, 0))).toContain('en attente d’une machine : 0 sur 12 dossiers.');
    expect(compterDossiers(0)).toBe('0 dossier');
  });

  it('suit celles qui avancent seules', () => {
    const etats = ['EN_ATTENTE', 'EN_COURS', 'ARRETEE', 'ECHOUEE', 'TERMINEE'] as const;
    expect(etats.filter((etat) => estVivante({ etat }))).toEqual(['EN_ATTENTE', 'EN_COURS']);
  });
});
