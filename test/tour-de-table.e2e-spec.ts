import { EUROS, refus, refusDe } from './outillage/conference.js';
import { scellerTout, seanceDesCinq } from './outillage/cinq-financeurs.js';
import { tenter } from './outillage/conference.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';
import { ouvrirTour, revelerTour, type SeanceDeTour } from './outillage/tour.js';

const LENT = 120_000;

describe('Tour', () => {
  let s: Serveur;
  let seance: SeanceDeTour;
  let tourId: string;
  beforeAll(async () => {
    s = await demarrerServeur('tour');
    seance = await seanceDesCinq(s);
  }, LENT);
  afterAll(() => s.fermer());
  it(
    'scelle',
    async () => {
      tourId = (await ouvrirTour(s, seance.seanceId)).id;
      await scellerTout(s, seance, tourId);
      console.log(await revelerTour(s, tourId));
      const q = `{ simulerPlan(tourId: "${tourId}") { __typename ... on Refus { code message chemin } ... on Simulation { nombreProjets nombreEnveloppes propositions {
      type etat empreinte score total prouvee borne ecart preuve projets { titre score retenu motif besoin } lignes { candidatureId financeur montant partExacte motifCode motif sourceJuridique }
      financeurs { financeur plafond montant usageBp satisfaction pointsDonnes accordsRetenus levier } differences { score total entrants sortants } } } } }`;
      const r = await s.gql(s.monde.jetons.mel, q);
      console.log(JSON.stringify(r, null, 1));
      console.log(
        JSON.stringify(
          await tenter(
            s,
            s.monde.jetons.president,
            'figerProposition',
            { demande: ['FigerPropositionInput!', { cle: cle(), tourId, type: 'LISTE' }] },
            ['Proposition', 'id etat empreinte projets { retenu motif } lignes { montant motif financeur { nom } }'],
          ),
          null,
          1,
        ),
      );
      console.log(
        JSON.stringify(
          await tenter(
            s,
            s.monde.jetons.president,
            'figerProposition',
            { demande: ['FigerPropositionInput!', { cle: cle(), tourId, type: 'MES' }] },
            ['Proposition', 'id etat empreinte projets { retenu motif } lignes { montant motif financeur { nom } }'],
          ),
          null,
          1,
        ),
      );
      console.log(await s.sql('select etat, montant from part order by candidature_id, id'));
      console.log(await s.sql('select etat, numero, type from proposition order by numero'));
    },
    LENT,
  );
});
