import { EUROS, refus, refusDe } from './outillage/conference.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';
import {
  CINQ,
  demandeAnnonce,
  ouvrirTour,
  preparerSeance,
  retirer,
  revelerTour,
  sceller,
  type SeanceDeTour,
} from './outillage/tour.js';

const LENT = 120_000;

describe('Sceller', () => {
  let s: Serveur;
  let seance: SeanceDeTour;
  let tourId: string;
  beforeAll(async () => {
    s = await demarrerServeur('tour');
    seance = await preparerSeance(
      s,
      [
        { hub: 'hubBretagne', cout: 100_000n * EUROS, propres: 10_000n * EUROS, note: 78 },
        { hub: 'hubNormandie', cout: 80_000n * EUROS, propres: 5_000n * EUROS, note: 64 },
      ],
      Object.fromEntries(CINQ.map((f) => [f, 50_000n * EUROS])),
      [
        {
          code: 'R80',
          libelle: 'Taux',
          portee: 'CLASSE',
          classe: 'PUBLIC',
          type: 'TAUX_MAX',
          tauxBp: 8000,
          sourceJuridique: 'Règlement, art. 5',
        },
      ],
    );
  }, LENT);
  afterAll(() => s.fermer());
  it(
    'scelle',
    async () => {
      const tour = await ouvrirTour(s, seance.seanceId);
      console.log(tour);
      tourId = tour.id;
      const d = demandeAnnonce(seance, tourId, 'anct', 40_000n * EUROS, { hubBretagne: 30_000n * EUROS });
      const a = await sceller(s, 'anct', d);
      console.log(a);
      expect(await sceller(s, 'anct', d)).toEqual(a);
      expect(refusDe(await retirer(s, 'mel', a.id))).toEqual(refus('INTROUVABLE', 'annonceId'));
      console.log(await sceller(s, 'anct', { ...d, cle: cle() }));
      console.log(await revelerTour(s, tourId));
      console.log(
        await s.gql(
          s.monde.jetons.mel,
          `{ tour(id: "${tourId}") { etat annonces { plafond lignes { maximum } } scelles { empreinte financeur { nom } } preuves { sel contenu } } appelAProjets(id: "${seance.appelId}") { reglesFinancement { code } classesFinanceurs { code } } }`,
        ),
      );
    },
    LENT,
  );
});
