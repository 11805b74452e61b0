import { attendreRefus, fait } from '../../essais/decision.js';
import { ETATS_APPEL } from '../appel/cycle-appel.js';
import { amiOuvert } from './hub-bretagne.fixture.js';
import { ouvrirCandidature } from './ouvrir.js';

const ASSOCIATION = { categorie: 'ASSOCIATION' } as const;
const PENDANT = new Date('2021-06-01T09:00:00Z');
const CLOTURE = new Date('2021-06-30T21:59:59Z');

describe('ouvrirCandidature (R1, R6)', () => {
  test('ouvre un brouillon dès la publication, avant même la fenêtre de dépôt', () => {
    const avant = new Date('2020-11-01T00:00:00Z');
    expect(fait(ouvrirCandidature(amiOuvert({ etat: 'PUBLIE' }), ASSOCIATION, avant))).toEqual({ etat: 'BROUILLON' });
  });

  test.each(ETATS_APPEL)('appel %s', (etat) => {
    const decision = ouvrirCandidature(amiOuvert({ etat }), ASSOCIATION, PENDANT);
    if (etat === 'PUBLIE' || etat === 'OUVERT') expect(decision.ok).toBe(true);
    else attendreRefus(decision, 'ETAT_INVALIDE', 'appelId', 'ne reçoit pas de candidature');
  });

  test('refuse un appel sans clôture', () => {
    attendreRefus(
      ouvrirCandidature(amiOuvert({ cloture: null }), ASSOCIATION, PENDANT),
      'ETAT_INVALIDE',
      'appelId',
      'ouvert',
    );
  });

  test('accepte la dernière milliseconde et refuse la suivante (R1)', () => {
    expect(ouvrirCandidature(amiOuvert(), ASSOCIATION, CLOTURE).ok).toBe(true);
    const apres = new Date(CLOTURE.getTime() + 1);
    attendreRefus(ouvrirCandidature(amiOuvert(), ASSOCIATION, apres), 'HORS_DELAI', 'appelId', '30 juin 2021');
  });

  test('refuse une catégorie non admise, après l’état et le délai (R6)', () => {
    const social = { categorie: 'ORGANISME_SOCIAL' } as const;
    attendreRefus(ouvrirCandidature(amiOuvert(), social, PENDANT), 'INELIGIBLE', 'porteur.categorie', 'admis');
    const apres = new Date(CLOTURE.getTime() + 1);
    attendreRefus(ouvrirCandidature(amiOuvert(), social, apres), 'HORS_DELAI', 'appelId', 'clos');
  });
});
