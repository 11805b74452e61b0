import { attendreRefus, fait, refus } from '../../essais/decision.js';
import { amiOuvert, hubBretagne } from './hub-bretagne.fixture.js';
import { repondreComplements } from './repondre.js';

const complet = (extra = {}) => hubBretagne({ etat: 'A_COMPLETER', ...extra });
const repondre = (candidature = complet(), texte = 'Voici.', piecesDemandees: string[] = []) =>
  repondreComplements(candidature, amiOuvert(), { texte, piecesDemandees });

describe('repondreComplements (R2)', () => {
  test('renvoie un dossier complet, la réponse débarrassée de ses blancs', () => {
    expect(fait(repondre(complet(), ' Voici. ', ['RIB']))).toEqual({ etat: 'DEPOSE', reponse: 'Voici.' });
  });

  test('refuse, dans l’ordre : l’état, la réponse vide, ce qui manque', () => {
    attendreRefus(repondre(hubBretagne(), ''), 'ETAT_INVALIDE', 'etat', 'compléter');
    attendreRefus(repondre(complet({ titre: '' }), ' '), 'ENTREE_INVALIDE', 'reponse', 'Répondez');
    attendreRefus(repondre(complet({ titre: '' })), 'INCOMPLET', undefined, 'un point reste à remplir');
  });

  test('exige aussi les pièces demandées, une seule fois chacune, par leur nom', () => {
    const sansRib = complet({ pieces: ['STATUTS', 'DIRIGEANTS', 'AVIS_SIRET', 'COMPTES'] });
    const refuse = refus(repondre(sansRib, 'Voici.', ['RIB', 'LETTRES', 'STATUTS', 'INCONNUE']));
    expect(refuse.message).toContain('3 points restent');
    expect(refuse.details?.map((d) => [d.code, d.chemin])).toEqual([
      ['INCOMPLET', 'pieces.RIB'],
      ['INCOMPLET', 'pieces.LETTRES'],
      ['INCOMPLET', 'pieces.INCONNUE'],
    ]);
    expect(refuse.details?.[1]?.message).toContain('« Lettres d');
    expect(refuse.details?.[2]?.message).toContain('« INCONNUE »');
  });

  test('refuse un dossier que la correction a déséquilibré (R10)', () => {
    const budget = hubBretagne().budget.slice(0, 3);
    expect(refus(repondre(complet({ budget }))).details?.[0]).toMatchObject({ code: 'BUDGET_DESEQUILIBRE' });
  });
});
