import { instantDeParis, jourDeParis } from '@tdt/domaine';
import { nouvelId } from '@tdt/socle';
import { AAP_LIEUX_INCLUSIFS, AMI_HUBS_2020 } from './monde-appels.js';
import { jouer, type Plateforme } from './monde-client.js';
import { HUBS } from './monde-hubs.js';
import { deposerDossier, instruire, preparerDossier } from './monde-dossiers.js';
import { affecter } from './monde.js';
import { secondDe, type CleOrganisme, type ClePersonne } from './monde-donnees.js';
import { tenirSeance, convoquerProchaine } from './monde-seances.js';
import { definirRegles, tenirTour } from './monde-tour.js';

/** The story of the demonstration, and one id of each type that it made. */
export interface Histoire {
  appelId: string;
  appelOuvertId: string;
  conferenceId: string;
  candidatures: Record<string, string>;
  seanceCloseId: string;
  seancePreteId: string;
  exemples: Record<string, string>;
}

/** Members of the conference that examines the hubs: eleven, each with one vote. */
export const MEMBRES: Extract<CleOrganisme, ClePersonne>[] = [
  'anct',
  'regionBretagne',
  'regionNormandie',
  'regionGrandEst',
  'regionCentre',
  'brestMetropole',
  'metropoleLyon',
  'mel',
  'fondationAfnic',
];

async function creerConference(p: Plateforme): Promise<string> {
  const { jetons, organismes, personnes } = p.monde;
  const demande = { nom: 'Conférence des financeurs des hubs' };
  const { id } = await jouer(
    p,
    jetons.gestionnaire,
    'creerConference',
    { demande: ['CreerConferenceInput!', demande] },
    ['Conference', 'id'],
  );
  const sieges: [CleOrganisme, ClePersonne, object][] = [
    ['rennesMetropole', 'president', { president: true }],
    ['bdt', 'bdtVotante', { vicePresident: true }],
    ...MEMBRES.map((cle): [CleOrganisme, ClePersonne, object] => [cle, cle, {}]),
  ];
  for (const [cle, personne, role] of sieges) {
    const suppleant = cle === 'regionBretagne' ? { suppleantId: personnes.regionBretagneSuppleant } : {};
    const siege = {
      conferenceId: id,
      organismeId: organismes[cle],
      titulaireId: personnes[personne],
      ...role,
      ...suppleant,
    };
    await jouer(p, jetons.gestionnaire, 'ajouterMembre', { demande: ['AjouterMembreInput!', siege] }, ['Membre', 'id']);
  }
  await affecter(p.sqlExecuteur, personnes.president, 'PRESIDENT', {
    organismeId: organismes.rennesMetropole,
    conferenceId: id,
  });
  return id;
}

async function ouvrirEnveloppe(
  p: Plateforme,
  cle: ClePersonne,
  financeur: CleOrganisme,
  appelId: string,
  euros: number,
  libelle = 'Inclusion numérique',
): Promise<string> {
  const jeton = p.monde.jetons[cle];
  const demande = {
    financeurId: p.monde.organismes[financeur],
    appelId,
    libelle,
    dispositif: financeur === 'bdt' ? 'Hubs' : 'Inclusion numérique',
    exercice: 2021,
  };
  const { id } = await jouer(p, jeton, 'creerEnveloppe', { demande: ['CreerEnveloppeInput!', demande] }, [
    'Enveloppe',
    'id',
  ]);
  const dotation = { cle: nouvelId(), enveloppeId: id, montant: `${euros}00` };
  const second = p.monde.jetons[secondDe(financeur)];
  await jouer(p, second, 'doterEnveloppe', { demande: ['DoterEnveloppeInput!', dotation] }, ['Enveloppe', 'id']);
  return id;
}

async function publier(
  p: Plateforme,
  appel: { titre: string } & Record<string, unknown>,
  enveloppe: number,
): Promise<string> {
  const { gestionnaire, gestionnaire2 } = p.monde.jetons;
  const { id } = await jouer(p, gestionnaire, 'creerAppel', { demande: ['CreerAppelInput!', appel] }, [
    'AppelAProjets',
    'id',
  ]);
  await ouvrirEnveloppe(p, 'bdtVotante', 'bdt', id, enveloppe, appel.titre);
  await jouer(p, gestionnaire2, 'publierAppel', { id: ['ID!', id] }, ['AppelAProjets', 'id']);
  await affecter(p.sqlExecuteur, p.monde.personnes.instructrice, 'INSTRUCTEUR', {
    organismeId: p.monde.organismes.bdt,
    appelId: id,
  });
  return id;
}

/** The hub's president brings a colleague in: the invitation still waits for its answer. */
async function inviterUneCollegue(p: Plateforme): Promise<void> {
  const invitation = {
    courriel: 'nolwenn.hubbretagne@demo.example',
    role: 'PORTEUR',
    organismeId: p.monde.organismes.hubBretagne,
  };
  await jouer(
    p,
    p.monde.jetons.hubBretagne,
    'inviterUtilisateur',
    { demande: ['InviterUtilisateurInput!', invitation] },
    ['InvitationEmise', 'invitationId'],
  );
}

/** Candidates in every state, from the first deposit to the last second of the window. */
async function recevoirCandidatures(p: Plateforme, appelId: string): Promise<Record<string, string>> {
  const { jetons } = p.monde;
  const instructrice = jetons.instructrice;
  const ids: Record<string, string> = {};
  await p.reglerHorloge('2021-05-10T08:00:00Z');
  ids['hinaura'] = await deposerDossier(p, appelId, HUBS.hinaura, '2021-05-12T09:30:00Z');
  ids['hubNormandie'] = await deposerDossier(p, appelId, HUBS.hubNormandie, '2021-06-14T15:05:00Z');
  ids['hubEst'] = await deposerDossier(p, appelId, HUBS.hubEst, '2021-06-21T07:45:00Z', {
    partenaires: [{ organismeId: p.monde.organismes.strasbourg, role: 'Animation locale', mandatLe: '2021-05-20' }],
  });
  ids['hubLo'] = await deposerDossier(p, appelId, HUBS.hubLo, '2021-06-25T12:00:00Z', {
    aidesDeclarees: [{ date: '2020-03-01', montant: '1200000' }],
  });
  ids['assembleurs'] = await deposerDossier(p, appelId, HUBS.assembleurs, '2021-06-28T16:20:00Z');
  ids['conumm'] = await deposerDossier(p, appelId, HUBS.conumm, '2021-06-29T10:10:00Z');
  ids['rhinocc'] = await deposerDossier(p, appelId, HUBS.rhinocc, '2021-06-30T09:00:00Z');
  ids['hubik'] = await preparerDossier(p, appelId, HUBS.hubik, { budget: [], plan: [] });
  ids['hubBretagne'] = await deposerDossier(p, appelId, HUBS.hubBretagne, '2021-06-30T21:59:59Z');

  await p.reglerHorloge('2021-07-12T08:00:00Z');
  const de = (cle: string) => ids[cle] ?? '';
  await jouer(
    p,
    jetons.rhinocc,
    'retirerCandidature',
    { id: ['ID!', de('rhinocc')], motif: ['String!', 'Le porteur rejoint un autre projet.'] },
    ['Candidature', 'id'],
  );
  await jouer(
    p,
    instructrice,
    'declarerIrrecevable',
    { id: ['ID!', de('hinaura')], motif: ['String!', 'Le projet reste dans une région déjà couverte par un hub.'] },
    ['Candidature', 'id'],
  );
  const complements = {
    id: de('conumm'),
    message: 'Les derniers comptes approuvés sont illisibles : joignez-les à nouveau.',
    pieces: ['COMPTES'],
    echeance: '2021-07-30',
  };
  await jouer(p, instructrice, 'demanderComplements', { demande: ['DemanderComplementsInput!', complements] }, [
    'Candidature',
    'id',
  ]);
  await instruire(p, de('hubBretagne'), [20, 16, 16, 14, 12]);
  await instruire(p, de('hubNormandie'), [19, 14, 15, 13, 11]);
  await instruire(p, de('hubEst'), [20, 15, 14, 12, 12]);
  await instruire(p, de('hubLo'), [18, 13, 16, 12, 10]);
  return ids;
}

/** Every funder opens its own envelope: there is no common pot. */
async function ouvrirEnveloppes(p: Plateforme, appelId: string): Promise<Partial<Record<CleOrganisme, string>>> {
  const [bdt] = await p.sql<{ id: string }>('select id from enveloppe where appel_id = $1 and financeur_id = $2', [
    appelId,
    p.monde.organismes.bdt,
  ]);
  return {
    bdt: bdt?.id,
    anct: await ouvrirEnveloppe(p, 'anct', 'anct', appelId, 200_000),
    regionBretagne: await ouvrirEnveloppe(p, 'regionBretagne', 'regionBretagne', appelId, 200_000),
    regionNormandie: await ouvrirEnveloppe(p, 'regionNormandie', 'regionNormandie', appelId, 150_000),
    regionGrandEst: await ouvrirEnveloppe(p, 'regionGrandEst', 'regionGrandEst', appelId, 180_000),
    regionCentre: await ouvrirEnveloppe(p, 'regionCentre', 'regionCentre', appelId, 160_000),
    rennesMetropole: await ouvrirEnveloppe(p, 'president', 'rennesMetropole', appelId, 100_000),
    fondationAfnic: await ouvrirEnveloppe(p, 'fondationAfnic', 'fondationAfnic', appelId, 60_000),
    fondationBruneau: await ouvrirEnveloppe(p, 'fondationBruneau', 'fondationBruneau', appelId, 50_000),
    fdj: await ouvrirEnveloppe(p, 'fdj', 'fdj', appelId, 80_000),
  };
}

const JOUR_MS = 86_400_000;

/**
 * Plays the AMI of 2020 from its publication to a signed-ready convention, then puts the platform back to today: one séance
 * closed, one open and ready to vote the plan that its round froze, one call open to newcomers. `aujourdhui` is the instant of the person who will look.
 */
export async function jouerHistoire(p: Plateforme, aujourdhui: Date): Promise<Histoire> {
  const dansJours = (n: number) => new Date(aujourdhui.getTime() + n * JOUR_MS).toISOString();
  const jour = (n: number, heure: string) => instantDeParis(jourDeParis(new Date(dansJours(n))), heure).toISOString();
  await p.reglerHorloge('2020-11-02T08:00:00Z');
  const conferenceId = await creerConference(p);
  const appelId = await publier(p, { ...AMI_HUBS_2020, conferenceId }, 2_300_000);
  await definirRegles(p, appelId);
  const candidatures = await recevoirCandidatures(p, appelId);
  const enveloppes = await ouvrirEnveloppes(p, appelId);
  const seanceCloseId = await tenirSeance(p, conferenceId, candidatures, enveloppes);
  await p.reglerHorloge(dansJours(-40));
  const appelOuvertId = await publier(
    p,
    { ...AAP_LIEUX_INCLUSIFS, conferenceId, ouverture: jour(-30, '00:00:00'), cloture: jour(365, '23:59:59') },
    600_000,
  );
  const seancePreteId = await convoquerProchaine(p, conferenceId, candidatures, enveloppes, [
    dansJours(-10),
    dansJours(-1),
    dansJours(0),
  ]);
  const { tourId, propositionId, calculId } = await tenirTour(p, seancePreteId, candidatures, enveloppes);
  await p.reglerHorloge(null);
  // One file of the closed session still awaits the acts of its funders: the batch says so, and makes nothing of it.
  const generation = { demande: ['LancerGenerationInput!', { seanceId: seanceCloseId }] as const };
  const { id: generationId } = await jouer(p, p.monde.jetons.gestionnaire, 'lancerGeneration', generation, [
    'Generation',
    'id',
  ]);
  await inviterUneCollegue(p);
  const exemples = {
    Tour: tourId,
    Proposition: propositionId,
    InstantaneProposition: propositionId,
    Calcul: calculId,
    Generation: generationId,
    AppelAProjets: appelId,
    ProjetRetenu: appelId,
    Conference: conferenceId,
    Candidature: candidatures['hubBretagne'] ?? '',
    Seance: seanceCloseId,
  };
  return { appelId, appelOuvertId, conferenceId, candidatures, seanceCloseId, seancePreteId, exemples };
}
