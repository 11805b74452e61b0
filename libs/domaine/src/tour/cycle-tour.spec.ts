import { actionsPossibles, etatsFinaux } from '../cycle.js';
import { CYCLE_TOUR, LIBELLES_PROPOSITION, TYPES_PROPOSITION } from './cycle-tour.js';

/* The life of a round written a second time: « ETAT action ETAT roles ». */
test('CYCLE_TOUR', () => {
  expect(CYCLE_TOUR.fleches.map((f) => `${f.etat} ${f.action} ${f.vers} ${f.roles.join(',')}`)).toEqual([
    'OUVERT sceller OUVERT FINANCEUR,GESTIONNAIRE',
    'OUVERT retirer OUVERT FINANCEUR,GESTIONNAIRE',
    'OUVERT reveler REVELE PRESIDENT',
    'OUVERT annuler ANNULE PRESIDENT',
  ]);
  expect([CYCLE_TOUR.objet, CYCLE_TOUR.initial]).toEqual(['Le tour', 'OUVERT']);
});

test('un tour révélé ou annulé ne bouge plus', () => {
  expect(etatsFinaux(CYCLE_TOUR)).toEqual(['REVELE', 'ANNULE']);
  expect(actionsPossibles(CYCLE_TOUR, 'REVELE')).toEqual([]);
  expect(actionsPossibles(CYCLE_TOUR, 'OUVERT', 'FINANCEUR')).toEqual(['sceller', 'retirer']);
});

test('un libellé français par état, par action et par type de proposition', () => {
  for (const libelle of [...Object.values(CYCLE_TOUR.etats), ...Object.values(CYCLE_TOUR.actions)]) {
    expect(libelle).toMatch(/^[a-zéèêà’ -]{3,}$/);
  }
  for (const type of TYPES_PROPOSITION) expect(LIBELLES_PROPOSITION[type]).toMatch(/ : /);
});
