import { detailsDuFormulaire, refusDuFormulaire } from './chemins-formulaire.js';
import { refuser } from '../refus.js';

describe('Chemins du formulaire', () => {
  const point = (chemin: string) => ({ code: 'INCOMPLET' as const, chemin, message: 'À remplir.' });

  it.each([
    ['porteur.representantNom', 'representantNom'],
    ['actions[3].titre', 'actions[3].intitule'],
    ['partenaires[0].mandat', 'partenaires[0].mandatLe'],
    ['regions', 'territoires'],
    ['baseAide', 'regimeAide'],
    ['budget.volontaires', 'budget'],
    ['plan[2].montant', 'plan[2].montant'],
  ])('mène de %s au champ %s', (regle, champ) => {
    expect(detailsDuFormulaire([point(regle)])).toEqual([point(champ)]);
  });

  it('traduit un refus et ses points, et laisse celui qui n’a pas de chemin', () => {
    const { refus } = refuser('INCOMPLET', 'Incomplet.', 'regions', [point('baseAide')]);
    expect(refusDuFormulaire(refus)).toEqual({ ...refus, chemin: 'territoires', details: [point('regimeAide')] });
    expect(refusDuFormulaire(refuser('INTERDIT', 'Non.').refus).chemin).toBeUndefined();
  });
});
