import { ACTIONS, ACTIONS_ECRITURE, ACTIONS_LECTURE, LECTURE_REQUISE, LECTURE_RESTREINTE } from './actions.js';
import { DROITS, RELATIONS } from './droits.js';
import { LIBELLES_ROLE, ROLES, ROLES_ACCORDES } from './roles.js';

/** The table as it is read aloud. `test/droits` compares it with its own transcription of trust.md §3.2, cell by cell. */
const TABLE = [
  'lireTerritoire : PUBLIC TOUS',
  'lireOrganisme : PUBLIC TOUS',
  'lireUtilisateur : PORTEUR PROPRE, FINANCEUR PROPRE, GESTIONNAIRE PROPRE, ADMIN TOUS',
  'lireHabilitation : PORTEUR PROPRE, FINANCEUR PROPRE, GESTIONNAIRE PROPRE, ADMIN TOUS',
  'lireInvitation : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE GERE, ADMIN TOUS',
  'lireAppel : PUBLIC TOUS',
  'lireAppelBrouillon : INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS',
  'lireEnveloppe : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'lireCandidature : PORTEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT ORDRE_DU_JOUR',
  'lireCandidatureBrouillon : PORTEUR PROPRE',
  'lirePiece : PORTEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT ORDRE_DU_JOUR',
  'lireRib : PORTEUR PROPRE, FINANCEUR MEMBRE, GESTIONNAIRE TOUS',
  'lireComplement : PORTEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireInstruction : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lirePart : PORTEUR PROPRE, FINANCEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lirePartAvantVote : FINANCEUR PROPRE, GESTIONNAIRE TOUS',
  'lireConference : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireSeance : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireScrutin : PORTEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireBulletin : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireBulletinScelle : FINANCEUR PROPRE, GESTIONNAIRE PROPRE, PRESIDENT PROPRE',
  'lireDeport : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lirePv : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireTour : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireScelle : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireAnnonce : FINANCEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireAnnonceScellee : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'simulerPlan : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireProposition : FINANCEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireEngagement : PORTEUR PROPRE, FINANCEUR PROPRE, FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireConvention : PORTEUR PROPRE, FINANCEUR PROPRE, GESTIONNAIRE TOUS',
  'lireGeneration : GESTIONNAIRE TOUS',
  'verifierConvention : PUBLIC TOUS',
  'lireResultat : PUBLIC TOUS',
  'lireDonneesEssentielles : PUBLIC TOUS',
  'suivreDonneesEssentielles : GESTIONNAIRE TOUS',
  'lireJournal : PORTEUR PROPRE, FINANCEUR PROPRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'lireScellement : PUBLIC TOUS',
  'lireReglageAvis : PORTEUR TOUS, FINANCEUR TOUS, INSTRUCTEUR TOUS, GESTIONNAIRE TOUS, PRESIDENT TOUS, ADMIN TOUS',
  'creerOrganisme : GESTIONNAIRE TOUS, ADMIN TOUS',
  'modifierOrganisme : PORTEUR PROPRE, FINANCEUR PROPRE, GESTIONNAIRE TOUS, ADMIN TOUS',
  'changerLogo : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE TOUS, ADMIN TOUS',
  'creerUtilisateur : ADMIN TOUS',
  'desactiverUtilisateur : ADMIN TOUS',
  'reactiverUtilisateur : ADMIN TOUS',
  'accorderHabilitation : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE GERE, ADMIN TOUS',
  'confirmerHabilitation : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE GERE, ADMIN TOUS',
  'retirerHabilitation : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE GERE, ADMIN TOUS',
  'inviterUtilisateur : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE GERE, ADMIN TOUS',
  'renouvelerInvitation : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE GERE, ADMIN TOUS',
  'annulerInvitation : PORTEUR GERE, FINANCEUR GERE, GESTIONNAIRE GERE, ADMIN TOUS',
  'reglerAvis : PORTEUR TOUS, FINANCEUR TOUS, INSTRUCTEUR TOUS, GESTIONNAIRE TOUS, PRESIDENT TOUS, ADMIN TOUS',
  'creerAppel : GESTIONNAIRE TOUS',
  'modifierAppel : GESTIONNAIRE TOUS',
  'publierAppel : GESTIONNAIRE TOUS',
  'prolongerAppel : GESTIONNAIRE TOUS',
  'cloreAppel : GESTIONNAIRE TOUS',
  'annulerAppel : GESTIONNAIRE TOUS',
  'definirReglesFinancement : GESTIONNAIRE TOUS',
  'creerEnveloppe : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'doterEnveloppe : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'reprendreEnveloppe : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'ouvrirCandidature : PORTEUR PROPRE',
  'enregistrerCandidatureRecue : GESTIONNAIRE TOUS',
  'saisirCandidatureRecue : GESTIONNAIRE TOUS',
  'enregistrerCandidature : PORTEUR PROPRE',
  'deposerCandidature : PORTEUR PROPRE',
  'retirerCandidature : PORTEUR PROPRE',
  'joindrePiece : PORTEUR PROPRE',
  'demanderComplements : INSTRUCTEUR AFFECTE',
  'repondreComplements : PORTEUR PROPRE',
  'declarerRecevable : INSTRUCTEUR AFFECTE',
  'declarerIrrecevable : INSTRUCTEUR AFFECTE',
  'commencerInstruction : INSTRUCTEUR AFFECTE',
  'noterCandidature : INSTRUCTEUR AFFECTE',
  'terminerInstruction : INSTRUCTEUR AFFECTE',
  'creerConference : GESTIONNAIRE TOUS',
  'modifierConference : GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'proposerPart : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'convoquerSeance : PRESIDENT AFFECTE',
  'ajouterPoint : PRESIDENT AFFECTE',
  'ouvrirSeance : PRESIDENT AFFECTE',
  'suspendreSeance : PRESIDENT AFFECTE',
  'reprendreSeance : PRESIDENT AFFECTE',
  'emarger : FINANCEUR PROPRE, GESTIONNAIRE PROPRE, PRESIDENT PROPRE',
  'constaterPresence : GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'annulerPresence : GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'donnerPouvoir : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'declarerDeport : FINANCEUR PROPRE, INSTRUCTEUR PROPRE, GESTIONNAIRE PROPRE, PRESIDENT AFFECTE',
  'ouvrirScrutin : PRESIDENT AFFECTE',
  'voter : FINANCEUR PROPRE, GESTIONNAIRE PROPRE, PRESIDENT PROPRE',
  'cloreScrutin : PRESIDENT AFFECTE',
  'proclamerScrutin : PRESIDENT AFFECTE',
  'annulerScrutin : PRESIDENT AFFECTE',
  'cloreSeance : PRESIDENT AFFECTE',
  'redigerPv : GESTIONNAIRE TOUS',
  'approuverPv : PRESIDENT AFFECTE',
  'ouvrirTour : PRESIDENT AFFECTE',
  'scellerAnnonce : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'retirerAnnonce : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'revelerTour : PRESIDENT AFFECTE',
  'annulerTour : PRESIDENT AFFECTE',
  'lancerCalcul : FINANCEUR MEMBRE, INSTRUCTEUR AFFECTE, GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'arreterCalcul : GESTIONNAIRE TOUS, PRESIDENT AFFECTE',
  'figerProposition : PRESIDENT AFFECTE',
  'enregistrerEngagement : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'libererPart : FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'redigerPartiesLibres : GESTIONNAIRE TOUS',
  'genererConvention : GESTIONNAIRE TOUS',
  'lancerGeneration : GESTIONNAIRE TOUS',
  'arreterGeneration : GESTIONNAIRE TOUS',
  'reprendreGeneration : GESTIONNAIRE TOUS',
  'relireConvention : GESTIONNAIRE TOUS',
  'mettreEnSignature : GESTIONNAIRE TOUS',
  'signerConvention : PORTEUR PROPRE, FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'refuserSignature : PORTEUR PROPRE, FINANCEUR PROPRE, GESTIONNAIRE PROPRE',
  'enregistrerSignatureManuscrite : GESTIONNAIRE TOUS',
  'relancerSignataires : GESTIONNAIRE TOUS',
  'notifierConvention : GESTIONNAIRE TOUS',
  'constaterCaducite : GESTIONNAIRE TOUS',
  'proposerAvenant : GESTIONNAIRE TOUS',
  'retirerAvenant : GESTIONNAIRE TOUS',
  'resilierConvention : GESTIONNAIRE TOUS',
];

/** What must be readable before it can be changed: `null`, when nothing exists yet. */
const REQUISES = [
  'creerOrganisme : null',
  'modifierOrganisme : lireOrganisme',
  'changerLogo : lireOrganisme',
  'creerUtilisateur : null',
  'desactiverUtilisateur : lireUtilisateur',
  'reactiverUtilisateur : lireUtilisateur',
  'accorderHabilitation : lireUtilisateur',
  'confirmerHabilitation : lireHabilitation',
  'retirerHabilitation : lireHabilitation',
  'inviterUtilisateur : null',
  'renouvelerInvitation : lireInvitation',
  'annulerInvitation : lireInvitation',
  'reglerAvis : null',
  'creerAppel : null',
  'modifierAppel : lireAppel',
  'publierAppel : lireAppel',
  'prolongerAppel : lireAppel',
  'cloreAppel : lireAppel',
  'annulerAppel : lireAppel',
  'definirReglesFinancement : lireAppel',
  'creerEnveloppe : null',
  'doterEnveloppe : lireEnveloppe',
  'reprendreEnveloppe : lireEnveloppe',
  'ouvrirCandidature : lireAppel',
  'enregistrerCandidatureRecue : lireAppel',
  'saisirCandidatureRecue : lireCandidature',
  'enregistrerCandidature : lireCandidature',
  'deposerCandidature : lireCandidature',
  'retirerCandidature : lireCandidature',
  'joindrePiece : lireCandidature',
  'demanderComplements : lireCandidature',
  'repondreComplements : lireCandidature',
  'declarerRecevable : lireCandidature',
  'declarerIrrecevable : lireCandidature',
  'commencerInstruction : lireCandidature',
  'noterCandidature : lireCandidature',
  'terminerInstruction : lireCandidature',
  'creerConference : null',
  'modifierConference : lireConference',
  'proposerPart : lireCandidature',
  'convoquerSeance : lireConference',
  'ajouterPoint : lireSeance',
  'ouvrirSeance : lireSeance',
  'suspendreSeance : lireSeance',
  'reprendreSeance : lireSeance',
  'emarger : lireSeance',
  'constaterPresence : lireSeance',
  'annulerPresence : lireSeance',
  'donnerPouvoir : lireSeance',
  'declarerDeport : lireSeance',
  'ouvrirScrutin : lireSeance',
  'voter : lireSeance',
  'cloreScrutin : lireScrutin',
  'proclamerScrutin : lireScrutin',
  'annulerScrutin : lireScrutin',
  'cloreSeance : lireSeance',
  'redigerPv : lireSeance',
  'approuverPv : lirePv',
  'ouvrirTour : lireSeance',
  'scellerAnnonce : lireTour',
  'retirerAnnonce : lireAnnonce',
  'revelerTour : lireTour',
  'annulerTour : lireTour',
  'lancerCalcul : simulerPlan',
  'arreterCalcul : simulerPlan',
  'figerProposition : simulerPlan',
  'enregistrerEngagement : lirePart',
  'libererPart : lirePart',
  'redigerPartiesLibres : lireCandidature',
  'genererConvention : lireCandidature',
  'lancerGeneration : lireSeance',
  'arreterGeneration : lireGeneration',
  'reprendreGeneration : lireGeneration',
  'relireConvention : lireConvention',
  'mettreEnSignature : lireConvention',
  'signerConvention : lireConvention',
  'refuserSignature : lireConvention',
  'enregistrerSignatureManuscrite : lireConvention',
  'relancerSignataires : lireConvention',
  'notifierConvention : lireConvention',
  'constaterCaducite : lireConvention',
  'proposerAvenant : lireConvention',
  'retirerAvenant : lireConvention',
  'resilierConvention : lireConvention',
];

describe('la table des droits', () => {
  test('chaque action a au moins un droit, et aucun droit n’est écrit deux fois', () => {
    for (const action of ACTIONS) expect(DROITS.some((d) => d.action === action)).toBe(true);
    const cles = DROITS.map((d) => `${d.action} ${d.role} ${d.relation}`);
    expect(new Set(cles).size).toBe(cles.length);
    expect(new Set(DROITS.map((d) => d.relation))).toEqual(new Set(RELATIONS));
  });

  test('les listes d’actions se complètent sans se recouvrir', () => {
    expect(ACTIONS).toEqual([...ACTIONS_LECTURE, ...ACTIONS_ECRITURE]);
    expect(new Set(ACTIONS).size).toBe(ACTIONS.length);
  });

  test('le public ne fait que lire', () => {
    const publics = DROITS.filter((d) => d.role === 'PUBLIC').map((d) => d.action);
    expect(publics).toEqual([
      'lireTerritoire',
      'lireOrganisme',
      'lireAppel',
      'verifierConvention',
      'lireResultat',
      'lireDonneesEssentielles',
      'lireScellement',
    ]);
  });

  test('ROLES_ACCORDES : tous les rôles sauf PUBLIC, chacun avec son libellé', () => {
    expect(ROLES_ACCORDES).toEqual(['PORTEUR', 'FINANCEUR', 'INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN']);
    for (const role of ROLES) expect(LIBELLES_ROLE[role]).not.toBe('');
  });

  test('dit ceci, et rien d’autre', () => {
    const droitsDe = (action: string) =>
      DROITS.filter((d) => d.action === action).map((d) => `${d.role} ${d.relation}`);
    expect(ACTIONS.map((action) => `${action} : ${droitsDe(action).join(', ')}`)).toEqual(TABLE);
  });

  test('LECTURE_REQUISE : ce qu’il faut pouvoir lire avant d’agir', () => {
    expect(Object.entries(LECTURE_REQUISE).map(([action, lecture]) => `${action} : ${lecture}`)).toEqual(REQUISES);
  });

  test('LECTURE_RESTREINTE : la lecture plus étroite du stade confidentiel', () => {
    expect(Object.entries(LECTURE_RESTREINTE).map(([action, lecture]) => `${action} : ${lecture}`)).toEqual([
      'lireAppel : lireAppelBrouillon',
      'lireCandidature : lireCandidatureBrouillon',
      'lirePart : lirePartAvantVote',
      'lireBulletin : lireBulletinScelle',
      'lireScelle : lireAnnonceScellee',
      'lireAnnonce : lireAnnonceScellee',
    ]);
  });

  test('LIBELLES_ROLE : le mot que lit l’utilisateur', () => {
    expect(LIBELLES_ROLE).toEqual({
      PUBLIC: 'Public',
      PORTEUR: 'Porteur de projet',
      FINANCEUR: 'Financeur',
      INSTRUCTEUR: 'Instructeur',
      GESTIONNAIRE: 'Gestionnaire',
      PRESIDENT: 'Président de la conférence',
      ADMIN: 'Administrateur',
    });
  });
});
