import fc from 'fast-check';
import { attendreRefus } from '../../essais/decision.js';
import { scellerAnnonce, texteAnnonce, type DemandeAnnonce, type LigneScellee, type ProjetAnnonce } from './sceller.js';

const ligne = (candidatureId: string, autrement: Partial<LigneScellee> = {}): LigneScellee => {
  return { candidatureId, maximum: 100n, minimum: 0n, points: null, condition: null, ...autrement };
};
const projet = (candidatureId: string, autrement: Partial<ProjetAnnonce> = {}): ProjetAnnonce => ({
  candidatureId,
  appelId: 'a1',
  titre: `Projet ${candidatureId}`,
  categoriePorteur: 'ASSOCIATION',
  coutTotal: 1_000n,
  deporte: false,
  memeDispositif: false,
  ...autrement,
});
const DEMANDE: DemandeAnnonce = {
  etatSeance: 'CONVOQUEE',
  etatTour: 'OUVERT',
  bareme: { pointsParFinanceur: null, pointsMaxParProjet: null },
  financeur: { categorie: 'REGION' },
  siege: true,
  enveloppe: { appelId: 'a1', statut: 'OUVERTE', mobilisable: 500n },
  projets: [projet('c1'), projet('c2')],
  plafond: 150n,
  lignes: [ligne('c1'), ligne('c2')],
};
const sceller = (autrement: Partial<DemandeAnnonce>) => scellerAnnonce({ ...DEMANDE, ...autrement });

describe('scellerAnnonce', () => {
  test('accepte une annonce ordinaire, jusqu’au dernier centime de l’enveloppe et du coût', () => {
    expect(sceller({}).ok).toBe(true);
    expect(sceller({ plafond: 500n, lignes: [ligne('c1', { maximum: 1_000n, minimum: 1_000n })] }).ok).toBe(true);
    expect(sceller({ enveloppe: { ...DEMANDE.enveloppe, appelId: null } }).ok).toBe(true);
  });

  test('accepte pendant une suspension, faite souvent pour se concerter', () => {
    expect(sceller({ etatSeance: 'SUSPENDUE' }).ok).toBe(true);
  });

  test('refus dans l’ordre : tour, séance, siège, enveloppe, lignes, points, plafond', () => {
    let demande: DemandeAnnonce = {
      etatTour: 'REVELE',
      etatSeance: 'CLOSE',
      siege: false,
      bareme: { pointsParFinanceur: 7, pointsMaxParProjet: 3 },
      financeur: { categorie: 'REGION' },
      enveloppe: { appelId: 'a2', statut: 'CLOSE', mobilisable: 10n },
      projets: [projet('c1', { deporte: true, memeDispositif: true, categoriePorteur: 'FONDS_DE_DOTATION' })],
      plafond: 0n,
      lignes: [],
    };
    const puis = (autrement: Partial<DemandeAnnonce>) => {
      demande = { ...demande, ...autrement };
      return scellerAnnonce(demande);
    };
    attendreRefus(puis({}), 'ETAT_INVALIDE', 'etat', '« révélé »');
    attendreRefus(puis({ etatTour: 'OUVERT' }), 'ETAT_INVALIDE', 'seanceId', '« close »');
    attendreRefus(puis({ etatSeance: 'OUVERTE' }), 'INTERDIT', 'enveloppeId', 'membre de la conférence');
    attendreRefus(puis({ siege: true }), 'ETAT_INVALIDE', 'enveloppeId', 'gelée ou close');
    const ouverte = { ...demande.enveloppe, statut: 'OUVERTE' };
    attendreRefus(puis({ enveloppe: ouverte }), 'INCOMPLET', 'lignes', 'un projet au moins');
    const mauvaise = ligne('c1', { maximum: 0n, minimum: 5n });
    const inconnue = [ligne('c9'), ligne('c9')];
    attendreRefus(puis({ lignes: inconnue }), 'INTROUVABLE', 'lignes[0].candidatureId', 'ne figure pas');
    attendreRefus(puis({ lignes: [mauvaise, mauvaise] }), 'DEPORT', 'lignes[0].candidatureId', 'Projet c1');
    const sansDeport = projet('c1', { memeDispositif: true, categoriePorteur: 'FONDS_DE_DOTATION' });
    attendreRefus(puis({ projets: [sansDeport] }), 'INELIGIBLE', 'enveloppeId', 'autre appel');
    attendreRefus(puis({ enveloppe: { ...ouverte, appelId: 'a1' } }), 'INELIGIBLE', 'lignes[0].candidatureId', 'R16');
    attendreRefus(
      puis({ financeur: { categorie: 'FONDATION' } }),
      'DOUBLON',
      'lignes[0].candidatureId',
      'même dispositif',
    );
    attendreRefus(puis({ projets: [projet('c1')] }), 'ENTREE_INVALIDE', 'lignes[0].maximum', 'dépasse zéro');
    attendreRefus(
      puis({ lignes: [ligne('c1', { maximum: 1_001n, minimum: 1_002n })] }),
      'ENTREE_INVALIDE',
      'lignes[0].minimum',
      'minimum',
    );
    attendreRefus(
      puis({ lignes: [ligne('c1', { maximum: 1_001n })] }),
      'PLAN_DESEQUILIBRE',
      'lignes[0].maximum',
      'coûte',
    );
    attendreRefus(puis({ lignes: [ligne('c1'), ligne('c1')] }), 'DOUBLON', 'lignes[1].candidatureId', 'deux fois');
    attendreRefus(puis({ lignes: [ligne('c1')] }), 'LIMITE_DEPASSEE', 'lignes[0].points', 'de 0 à 3');
    attendreRefus(puis({ lignes: [ligne('c1', { points: 3 })] }), 'ENTREE_INVALIDE', 'plafond', 'dépasse zéro');
    attendreRefus(puis({ plafond: 11n }), 'ENVELOPPE_INSUFFISANTE', 'plafond', '0,10');
    expect(puis({ plafond: 10n }).ok).toBe(true);
  });

  test('points : aucun sans barème, de zéro au plus par projet, pas plus que le total', () => {
    const bareme = { pointsParFinanceur: 5, pointsMaxParProjet: 3 };
    const avec = (a: number | null, b: number | null) =>
      sceller({ bareme, lignes: [ligne('c1', { points: a }), ligne('c2', { points: b })] });
    attendreRefus(
      sceller({ lignes: [ligne('c1'), ligne('c2', { points: 0 })] }),
      'ENTREE_INVALIDE',
      'lignes[1].points',
      'ne compte pas',
    );
    attendreRefus(avec(1, null), 'LIMITE_DEPASSEE', 'lignes[1].points', 'de 0 à 3');
    attendreRefus(avec(4, 0), 'LIMITE_DEPASSEE', 'lignes[0].points', 'de 0 à 3');
    attendreRefus(avec(0, -1), 'LIMITE_DEPASSEE', 'lignes[1].points', 'de 0 à 3');
    attendreRefus(avec(3, 3), 'LIMITE_DEPASSEE', 'lignes', '5 points en tout');
    expect(avec(3, 2).ok).toBe(true);
    expect(avec(0, 0).ok).toBe(true);
  });
});

describe('texteAnnonce', () => {
  const texte = { tourId: 't', enveloppeId: 'e', financeurId: 'f', version: 1, plafond: 150n };

  test('dit tout, une fois, dans un seul ordre', () => {
    expect(texteAnnonce({ ...texte, lignes: [ligne('c2'), ligne('c1', { condition: 'Sous réserve' })] })).toBe(
      '{"enveloppeId":"e","financeurId":"f","lignes":[' +
        '{"candidatureId":"c1","condition":"Sous réserve","maximum":"100","minimum":"0","points":null},' +
        '{"candidatureId":"c2","condition":null,"maximum":"100","minimum":"0","points":null}],' +
        '"plafond":"150","tourId":"t","version":1}',
    );
  });

  test('deux annonces différentes ont deux textes ; l’ordre des lignes ne compte pas', () => {
    const montant = fc.bigInt(1n, 1_000n);
    fc.assert(
      fc.property(montant, montant, montant, (a, b, c) => {
        const lignes = [ligne('c1', { maximum: a }), ligne('c2', { maximum: b })];
        const envers = lignes.toReversed();
        expect(texteAnnonce({ ...texte, lignes })).toBe(texteAnnonce({ ...texte, lignes: envers }));
        const autre = texteAnnonce({ ...texte, lignes: [ligne('c1', { maximum: c }), ligne('c2', { maximum: b })] });
        expect(autre === texteAnnonce({ ...texte, lignes })).toBe(a === c);
      }),
    );
  });
});
