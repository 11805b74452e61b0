import { aChange, fusionner } from './fusion.js';
import { APPEL_VIERGE } from './saisie.js';

const BASE = { ...APPEL_VIERGE, titre: 'Hubs', base: '100,00', seuil: '50' };

describe('Deux personnes réécrivent le même brouillon', () => {
  it('réunit ce que chacune a changé, et ne demande que ce que les deux ont changé autrement', () => {
    const mienne = { ...BASE, titre: 'Hubs 2027', resume: 'Le mien', seuil: '60' };
    const leur = { ...BASE, titre: 'Hubs 2028', base: '200,00', seuil: '60' };
    expect(fusionner(BASE, mienne, leur)).toEqual({
      saisie: { ...mienne, base: '200,00' },
      recus: ['base'],
      conflits: ['titre'],
    });
  });

  it('compare les listes par leur contenu', () => {
    const critere = { code: 'A', libelle: 'Territoire', poids: '100' };
    const leur = { ...BASE, grille: [critere] };
    expect(fusionner(BASE, { ...BASE, grille: [{ ...critere }] }, leur).conflits).toEqual([]);
    expect(fusionner(BASE, { ...BASE, grille: [{ ...critere, poids: '90' }] }, leur).conflits).toEqual(['grille']);
  });

  it('sait ce qui n’est pas enregistré', () => {
    expect(aChange(BASE, { ...BASE, categories: [] })).toBe(false);
    expect(aChange(BASE, { ...BASE, categories: ['ASSOCIATION'] })).toBe(true);
  });
});
