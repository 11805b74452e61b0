import { ETATS_APPEL } from './cycle-appel.js';
import { exigerAppelModifiable } from './modifier.js';

describe('exigerAppelModifiable', () => {
  test.each(ETATS_APPEL)('à l’état %s, seul un brouillon se réécrit', (etat) => {
    const decision = exigerAppelModifiable({ etat, version: 3 }, 3);
    if (etat === 'BROUILLON') expect(decision).toEqual({ ok: true });
    else
      expect(decision).toMatchObject({
        refus: {
          code: 'ETAT_INVALIDE',
          chemin: 'id',
          message: expect.stringMatching(/état « .+ » : il ne se réécrit/),
        },
      });
  });

  test.each([2, 4])('la version lue, %i, n’est plus celle de l’appel', (lue) => {
    expect(exigerAppelModifiable({ etat: 'BROUILLON', version: 3 }, lue)).toEqual({
      ok: false,
      refus: {
        code: 'CONFLIT_VERSION',
        chemin: 'version',
        message: 'Cet appel a été modifié depuis que vous l’avez lu : relisez-le.',
      },
    });
  });

  test('l’état passe avant la version', () => {
    expect(exigerAppelModifiable({ etat: 'PUBLIE', version: 3 }, 2)).toMatchObject({
      refus: { code: 'ETAT_INVALIDE', message: expect.stringContaining('« publié »') },
    });
  });
});
