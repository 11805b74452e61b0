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
  it('scelle', async () => {
    tourId = (await ouvrirTour(s, seance.seanceId)).id;
    await scellerTout(s, seance, tourId);
    await revelerTour(s, tourId);
    const q = `{ simulerPlan(tourId: "${tourId}") { __typename ... on Refus { code message chemin } ... on Simulation { nombreProjets nombreEnveloppes propositions {
      type etat empreinte score total prouvee borne ecart preuve projets { titre score retenu } financeurs { financeur plafond montant usageBp satisfaction pointsDonnes accordsRetenus levier } differences { score total entrants sortants } } } } }`;
    const r = await s.gql(s.monde.jetons.mel, q);
    console.log(JSON.stringify(r, null, 1));
    for (const type of ['LISTE', 'MES', 'OPTIMUM', 'GARANTI']) {
      const p = await tenter(s, s.monde.jetons.president, 'figerProposition', { demande: ['FigerPropositionInput!', { cle: cle(), tourId, type }] }, ['Proposition', 'id etat empreinte projets { candidatureId retenu motif } lignes { montant motif financeur { nom } }']);
      console.log(type, p.__typename, p.code, p.message);
      console.log(await s.gql(s.monde.jetons.anct, `{ verifierProposition(propositionId: "${p.id}") { ... on VerificationProposition { empreinte empreinteRefaite identique manquements certificatValide } ... on Refus { code message } } }`));
      for (const hub of ['hubBretagne', 'hubLo', 'hubNormandie'])
      console.log(JSON.stringify(await s.gql(s.monde.jetons.anct, `{ pourquoi(propositionId: "${p.id}", candidatureId: "${seance.candidatures[hub]}") { ... on Pourquoi { titre retenu phrase lignes { financeur montant poids niveau motif bornes { nature nom montant regle sourceJuridique } } conflit { projets besoin possible manque bornes { nature nom projet montant regle sourceJuridique } } } ... on Refus { code message } } }`), null, 1).slice(0, 2500));
    }
      for (const hub of ['hubBretagne', 'hubLo', 'hubNormandie'])
    console.log(await s.gql(s.monde.jetons.anct, `{ prixEntree(tourId: "${tourId}", candidatureId: "${seance.candidatures[hub]}") { ... on PrixEntree { possible score scoreSans cout total entrants sortants prouve phrase } ... on Refus { code message } } }`));
  }, LENT);
});
