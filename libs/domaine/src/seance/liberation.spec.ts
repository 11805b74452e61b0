import { attendreRefus, fait, refus } from '../../essais/decision.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import type { EtatPart } from './cycle-part.js';
import { libererPart, type ActeRetrait } from './liberation.js';

const ACTE: ActeRetrait = {
  typeActe: 'DELIBERATION',
  numero: '2021-131',
  dateActe: '2021-10-04',
  signataireNom: 'Jeanne Fictive',
  signataireQualite: 'Présidente',
  transmisLe: '2021-10-05',
};

function retirer(
  etat: EtatPart,
  acte: ActeRetrait | null,
  { motif = 'Le projet a changé', categorie = 'REGION' as CategorieOrganisme } = {},
) {
  return libererPart({ part: { etat }, motif, acte, financeur: { categorie }, aujourdhui: '2021-10-10' });
}

describe('libererPart', () => {
  test.each<[EtatPart, string]>([
    ['VOTEE', 'VOTE'],
    ['SOUS_RESERVE', 'VOTE'],
  ])('une part %s se retire sans acte ; le compte %s rend l’argent', (etat, depuis) => {
    expect(fait(retirer(etat, null))).toEqual({ etat: 'RETIREE', depuis });
  });

  test('une part engagée se retire par un acte ; le compte ENGAGE rend l’argent', () => {
    expect(fait(retirer('ENGAGEE', ACTE))).toEqual({ etat: 'RETIREE', depuis: 'ENGAGE' });
  });

  test('l’acte de retrait d’un financeur qui n’est pas une collectivité n’est pas transmis', () => {
    expect(fait(retirer('ENGAGEE', { ...ACTE, transmisLe: null }, { categorie: 'FONDATION' })).etat).toBe('RETIREE');
  });

  test.each<EtatPart>(['CONVENTIONNEE', 'VERSEE', 'RETIREE', 'REFUSEE'])('ETAT_INVALIDE : part %s', (etat) => {
    attendreRefus(retirer(etat, null, { motif: '' }), 'ETAT_INVALIDE', 'etat', 'retirer la part');
  });

  test.each<EtatPart>(['PRESSENTIE', 'ANNONCEE', 'PROPOSEE'])('ETAT_INVALIDE : part %s, pas encore votée', (etat) => {
    attendreRefus(retirer(etat, null, { motif: '' }), 'ETAT_INVALIDE', 'etat', 'retirez-la de la proposition');
  });

  test.each(['', '   '])('ENTREE_INVALIDE : motif « %s »', (motif) => {
    attendreRefus(retirer('ENGAGEE', null, { motif }), 'ENTREE_INVALIDE', 'motif', 'Indiquez le motif');
  });

  test('ACTE_INVALIDE : part engagée sans acte (R24)', () => {
    attendreRefus(retirer('ENGAGEE', null), 'ACTE_INVALIDE', 'acte', 'ne se retire que par un acte');
  });

  test('ACTE_INVALIDE : chaque champ fautif de l’acte est nommé', () => {
    const decision = retirer('ENGAGEE', { ...ACTE, numero: ' ', dateActe: '2021-10-11', transmisLe: null });
    attendreRefus(decision, 'ACTE_INVALIDE', 'acte.numero', 'Indiquez le numéro');
    expect(refus(decision).details?.map((d) => d.chemin)).toEqual(['acte.numero', 'acte.dateActe', 'acte.transmisLe']);
  });

  test('ACTE_INVALIDE : un acte donné avant l’engagement est contrôlé aussi', () => {
    attendreRefus(
      retirer('VOTEE', { ...ACTE, signataireNom: '' }),
      'ACTE_INVALIDE',
      'acte.signataireNom',
      'signataire',
    );
  });
});
