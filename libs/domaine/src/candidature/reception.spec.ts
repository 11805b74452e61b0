import fc from 'fast-check';
import { ACTIONS_ECRITURE } from '../habilitation/actions.js';
import { ACTES_DU_SERVICE, droitSurDossier, enregistrerReception } from './reception.js';

const OUVERTURE = new Date('2020-11-16T23:00:00.000Z');
const CLOTURE = new Date('2021-06-30T21:59:59.000Z');
const PLUS_TARD = new Date('2021-09-01T00:00:00.000Z');
const APPEL = {
  etat: 'OUVERT' as const,
  ouverture: OUVERTURE,
  cloture: CLOTURE,
  categoriesAdmises: ['ASSOCIATION' as const],
};
const ASSOCIATION = { categorie: 'ASSOCIATION' as const };
const enregistrer = (
  recueLe: Date | string,
  appel = {},
  porteur: Parameters<typeof enregistrerReception>[1] = ASSOCIATION,
) => enregistrerReception({ ...APPEL, ...appel }, porteur, new Date(recueLe), PLUS_TARD);

describe('Une candidature reçue par courrier ou par courriel', () => {
  it('est jugée sur son instant de réception, quel que soit celui de l’enregistrement (R1)', () => {
    expect(enregistrer(OUVERTURE)).toEqual({ ok: true, fait: { etat: 'BROUILLON' } });
    expect(enregistrer(CLOTURE)).toEqual({ ok: true, fait: { etat: 'BROUILLON' } });
  });

  it.each([
    [
      '2020-11-16T22:59:59.999Z',
      'Reçue avant l’ouverture des dépôts, le 17 novembre 2020 à 0 h 00 min 00 s (heure de Paris).',
    ],
    [
      '2021-06-30T21:59:59.001Z',
      'Reçue après la clôture des dépôts, le 30 juin 2021 à 23 h 59 min 59 s (heure de Paris).',
    ],
  ])('reçue à %s, elle est hors délai', (recueLe, message) => {
    expect(enregistrer(recueLe)).toEqual({ ok: false, refus: { code: 'HORS_DELAI', chemin: 'recueLe', message } });
  });

  it('refuse dans l’ordre : état de l’appel, avenir, fenêtre, catégorie', () => {
    const commune = { categorie: 'COMMUNE' as const };
    const demain = '2021-09-01T00:00:00.001Z';
    expect(enregistrer(demain, { etat: 'CLOS' }, commune)).toMatchObject({
      refus: { code: 'ETAT_INVALIDE', chemin: 'appelId', message: expect.stringContaining('« clos »') },
    });
    for (const sans of [{ ouverture: null }, { cloture: null }]) {
      expect(enregistrer(demain, sans, commune)).toMatchObject({ refus: { code: 'ETAT_INVALIDE' } });
    }
    expect(enregistrer(demain, {}, commune)).toMatchObject({
      refus: { code: 'ENTREE_INVALIDE', chemin: 'recueLe', message: 'La réception ne peut pas être dans l’avenir.' },
    });
    expect(enregistrer('2021-08-01T00:00:00Z', {}, commune)).toMatchObject({ refus: { code: 'HORS_DELAI' } });
    expect(enregistrer(CLOTURE, {}, commune)).toMatchObject({ refus: { code: 'INELIGIBLE' } });
    // At this very instant: it is not the future.
    expect(enregistrer(PLUS_TARD, { cloture: PLUS_TARD }).ok).toBe(true);
  });
});

describe('droitSurDossier', () => {
  const instant = fc.option(fc.constant(CLOTURE));

  it('jusqu’au dépôt, ce qui a été reçu se saisit par le service, et le reste du parcours ne change pas', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACTIONS_ECRITURE), instant, instant, (action, recueLe, deposeLe) => {
        const attendu = recueLe && !deposeLe && ACTES_DU_SERVICE.includes(action) ? 'saisirCandidatureRecue' : action;
        expect(droitSurDossier(action, { recueLe, deposeLe })).toBe(attendu);
      }),
    );
  });

  it('ce sont les actes du porteur sur son brouillon', () => {
    expect(ACTES_DU_SERVICE).toEqual([
      'enregistrerCandidature',
      'joindrePiece',
      'deposerCandidature',
      'retirerCandidature',
    ]);
  });
});
