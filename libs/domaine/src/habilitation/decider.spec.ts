import { attendreRefus, fait } from '../../essais/decision.js';
import type { Action } from './actions.js';
import {
  couvre,
  decider,
  portee,
  type AgentHabilite,
  type HabilitationAgent,
  type ObjetHabilite,
  type Portee,
} from './decider.js';
import type { RoleAccorde } from './roles.js';

const ANONYME: AgentHabilite = { utilisateurId: null, habilitations: [] };

function agent(role: RoleAccorde, autrement: Partial<HabilitationAgent> = {}): AgentHabilite {
  return { utilisateurId: 'u1', habilitations: [{ role, organismeId: 'o1', ...autrement }] };
}

/** Code of the refusal, or « oui ». */
function verdict(qui: AgentHabilite, action: Action, objet: ObjetHabilite): string {
  const decision = decider(qui, action, objet);
  return decision.ok ? 'oui' : decision.refus.code;
}

const AGENTS = {
  public: ANONYME,
  porteur: agent('PORTEUR'),
  financeur: agent('FINANCEUR'),
  instructeur: agent('INSTRUCTEUR', { appelId: 'a1' }),
  gestionnaire: agent('GESTIONNAIRE'),
  president: agent('PRESIDENT', { conferenceId: 'c1' }),
  admin: agent('ADMIN'),
} as const;

/** An object of the agent's own organisation, call and conference, of which he is a member. */
const PROCHE: ObjetHabilite = {
  organismeIds: ['o1'],
  appelId: 'a1',
  conferenceId: 'c1',
  membreOrganismeIds: ['o1', 'o2'],
  ordreDuJour: true,
};
/** The same object seen from elsewhere: other organisation, other call, other conference. */
const LOINTAIN: ObjetHabilite = {
  organismeIds: ['o9'],
  appelId: 'a9',
  conferenceId: 'c9',
  membreOrganismeIds: ['o8', 'o9'],
};

describe('trust.md §3.2 : qui peut quoi sur un objet qui le concerne', () => {
  // public, porteur, financeur, instructeur, gestionnaire, président, admin : o = oui, x = INTERDIT, a = NON_AUTHENTIFIE, - = INTROUVABLE
  test.each<[Action, boolean, string]>([
    ['lireAppel', false, 'ooooooo'],
    ['lireAppel', true, '---oo--'],
    ['publierAppel', true, '---xo--'],
    ['publierAppel', false, 'axxxoxx'],
    ['ouvrirCandidature', false, 'aoxxxxx'],
    ['lireCandidature', false, '-ooooo-'],
    ['lireCandidature', true, '-o-----'],
    ['enregistrerCandidature', true, '-o-----'],
    ['deposerCandidature', true, '-o-----'],
    ['retirerCandidature', false, '-oxxxx-'],
    ['demanderComplements', false, '-xxoxx-'],
    ['declarerRecevable', false, '-xxoxx-'],
    ['declarerIrrecevable', false, '-xxoxx-'],
    ['noterCandidature', false, '-xxoxx-'],
    ['lirePiece', false, '-ooooo-'],
    ['lireRib', false, '-oo-o--'],
    ['lireInstruction', false, '--oooo-'],
    ['lirePart', false, '-ooooo-'],
    ['lirePart', true, '--o-o--'],
    ['proposerPart', false, '-xoxox-'],
    ['lireBulletin', false, '--oooo-'],
    ['lireBulletin', true, '--o-oo-'],
    ['lireTour', false, '--oooo-'],
    ['ouvrirTour', false, '--xxxo-'],
    ['revelerTour', false, '--xxxo-'],
    ['scellerAnnonce', false, '--oxox-'],
    ['lireScelle', false, '--oooo-'],
    ['lireAnnonce', false, '--oooo-'],
    ['lireAnnonce', true, '--o-o--'],
    ['retirerAnnonce', true, '--o-o--'],
    ['simulerPlan', false, '--oooo-'],
    ['lancerCalcul', false, '--oooo-'],
    ['arreterCalcul', false, '--xxoo-'],
    ['figerProposition', false, '--xxxo-'],
    ['lireProposition', false, '--oooo-'],
    ['definirReglesFinancement', false, 'axxxoxx'],
    ['lireEnveloppe', false, '--o-o--'],
    ['doterEnveloppe', false, '--o-o--'],
    ['convoquerSeance', false, '--xxxo-'],
    ['ouvrirSeance', false, '--xxxo-'],
    ['suspendreSeance', false, '--xxxo-'],
    ['reprendreSeance', false, '--xxxo-'],
    ['emarger', false, '--oxoo-'],
    ['constaterPresence', false, '--xxoo-'],
    ['annulerPresence', false, '--xxoo-'],
    ['donnerPouvoir', false, '--oxox-'],
    ['declarerDeport', false, '--oooo-'],
    ['ouvrirScrutin', false, '--xxxo-'],
    ['voter', false, '--oxoo-'],
    ['cloreScrutin', false, '-xxxxo-'],
    ['enregistrerEngagement', false, '-xoxox-'],
    ['redigerPartiesLibres', false, '-xxxox-'],
    ['genererConvention', false, '-xxxox-'],
    ['lancerGeneration', false, '--xxox-'],
    ['arreterGeneration', false, '----o--'],
    ['reprendreGeneration', false, '----o--'],
    ['mettreEnSignature', false, '-xx-o--'],
    ['lireConvention', false, '-oo-o--'],
    ['lireComplement', false, '-ooooo-'],
    ['redigerPv', false, '--xxox-'],
    ['approuverPv', false, '--xxxo-'],
    ['confirmerHabilitation', false, '-xx-x-o'],
    ['creerOrganisme', false, 'axxxoxo'],
    ['accorderHabilitation', false, '-xx-x-o'],
    ['inviterUtilisateur', false, 'axxxxxo'],
    ['annulerInvitation', false, '------o'],
    ['desactiverUtilisateur', false, '-xx-x-o'],
    ['lireJournal', false, '-ooooo-'],
    ['lireTerritoire', false, 'ooooooo'],
  ])('%s (restreint : %s) → %s', (action, restreint, attendu) => {
    const lettres: Record<string, string> = { oui: 'o', INTERDIT: 'x', NON_AUTHENTIFIE: 'a', INTROUVABLE: '-' };
    const obtenu = Object.values(AGENTS).map((qui) => lettres[verdict(qui, action, { ...PROCHE, restreint })]);
    expect(obtenu.join('')).toBe(attendu);
  });

  test('la présidence ne voit un dossier que lorsqu’il peut venir à l’ordre du jour', () => {
    for (const ordreDuJour of [false, undefined]) {
      const avant = { ...PROCHE, ordreDuJour };
      expect(verdict(AGENTS.president, 'lireCandidature', avant)).toBe('INTROUVABLE');
      expect(verdict(AGENTS.instructeur, 'lireCandidature', avant)).toBe('oui');
    }
    expect(verdict(agent('PRESIDENT'), 'lireCandidature', PROCHE)).toBe('INTROUVABLE');
    expect(verdict(agent('PRESIDENT', { conferenceId: 'c2' }), 'lireCandidature', PROCHE)).toBe('INTROUVABLE');
  });

  test('loin de tout, seuls restent le public et ceux qui voient tout', () => {
    for (const qui of [AGENTS.porteur, AGENTS.financeur, AGENTS.instructeur, AGENTS.president]) {
      expect(verdict(qui, 'lireCandidature', LOINTAIN)).toBe('INTROUVABLE');
      expect(verdict(qui, 'retirerCandidature', LOINTAIN)).toBe('INTROUVABLE');
      expect(verdict(qui, 'lireAppel', LOINTAIN)).toBe('oui');
    }
    expect(verdict(AGENTS.gestionnaire, 'lireCandidature', LOINTAIN)).toBe('oui');
    expect(verdict(AGENTS.gestionnaire, 'enregistrerEngagement', LOINTAIN)).toBe('INTERDIT');
  });
});

describe('decider', () => {
  test('les phrases', () => {
    attendreRefus(decider(ANONYME, 'lireCandidature', PROCHE), 'INTROUVABLE', undefined, 'n’est pas visible pour vous');
    attendreRefus(decider(ANONYME, 'publierAppel', PROCHE), 'NON_AUTHENTIFIE', undefined, 'Connectez-vous');
    attendreRefus(decider(AGENTS.porteur, 'publierAppel', PROCHE), 'INTERDIT', undefined, 'habilitation ne permet pas');
  });

  test('accepte avec la raison, pour le journal', () => {
    expect(fait(decider(AGENTS.instructeur, 'noterCandidature', PROCHE))).toEqual({
      role: 'INSTRUCTEUR',
      relation: 'AFFECTE',
      organismeId: 'o1',
      appelId: 'a1',
      conferenceId: null,
    });
    expect(fait(decider(ANONYME, 'lireAppel', {}))).toEqual({
      role: 'PUBLIC',
      relation: 'TOUS',
      organismeId: null,
      appelId: null,
      conferenceId: null,
    });
  });

  test('ce qui est lu avant d’être public l’est au titre de la lecture étroite', () => {
    const brouillon = { ...PROCHE, restreint: true };
    expect(fait(decider(AGENTS.gestionnaire, 'lireAppel', brouillon)).role).toBe('GESTIONNAIRE');
    expect(fait(decider(AGENTS.gestionnaire, 'lireAppel', PROCHE)).role).toBe('PUBLIC');
  });

  test('une annonce sous scellé n’existe que pour son financeur, gestion et présidence comprises', () => {
    const scellee: ObjetHabilite = { ...PROCHE, organismeIds: ['o2'], restreint: true };
    for (const qui of Object.values(AGENTS)) {
      expect(verdict(qui, 'lireAnnonce', scellee)).toBe('INTROUVABLE');
      expect(verdict(qui, 'retirerAnnonce', scellee)).toBe('INTROUVABLE');
    }
    expect(verdict(AGENTS.president, 'lireScelle', { ...PROCHE, organismeIds: ['o2'] })).toBe('oui');
  });

  test('une action inconnue est refusée à tous', () => {
    for (const qui of Object.values(AGENTS)) {
      expect(decider(qui, 'toutPermettre' as Action, PROCHE).ok).toBe(false);
      expect(decider(qui, 'toString' as Action, PROCHE).ok).toBe(false);
    }
  });

  test('un objet sans propriétaire ni conférence n’est « propre » à personne', () => {
    expect(verdict(AGENTS.porteur, 'lireCandidature', {})).toBe('INTROUVABLE');
    expect(verdict(AGENTS.financeur, 'lireEnveloppe', {})).toBe('INTROUVABLE');
    expect(verdict(AGENTS.financeur, 'lireCandidature', {})).toBe('INTROUVABLE');
    expect(verdict(AGENTS.instructeur, 'lireCandidature', {})).toBe('INTROUVABLE');
  });

  test('QUATRE_YEUX : nul ne s’accorde une habilitation à soi-même', () => {
    const soi = decider(AGENTS.admin, 'accorderHabilitation', { utilisateurId: 'u1' });
    attendreRefus(soi, 'QUATRE_YEUX', undefined, 'soi-même');
    expect(verdict(AGENTS.admin, 'accorderHabilitation', { utilisateurId: 'u2' })).toBe('oui');
    expect(verdict(AGENTS.admin, 'creerUtilisateur', { utilisateurId: 'u1' })).toBe('oui');
    expect(verdict(AGENTS.porteur, 'accorderHabilitation', { ...PROCHE, utilisateurId: 'u1' })).toBe('INTERDIT');
  });

  test('QUATRE_YEUX : ni retrait, ni confirmation, ni invitation, ni désactivation de soi-même', () => {
    for (const action of [
      'desactiverUtilisateur',
      'reactiverUtilisateur',
      'confirmerHabilitation',
      'retirerHabilitation',
      'inviterUtilisateur',
      'renouvelerInvitation',
    ] as const) {
      expect(verdict(AGENTS.admin, action, { utilisateurId: 'u1' })).toBe('QUATRE_YEUX');
      expect(verdict(AGENTS.admin, action, { utilisateurId: 'u2' })).toBe('oui');
    }
  });

  test('gère les utilisateurs de son organisme celui à qui on l’a confié, et d’aucun autre', () => {
    for (const role of ['PORTEUR', 'FINANCEUR', 'GESTIONNAIRE'] as const) {
      const gere = agent(role, { gereUtilisateurs: true });
      const ailleurs = { ...LOINTAIN, utilisateurId: 'u2' };
      for (const action of ['accorderHabilitation', 'retirerHabilitation', 'inviterUtilisateur'] as const) {
        expect(verdict(gere, action, { ...PROCHE, utilisateurId: 'u2' })).toBe('oui');
        expect(verdict(agent(role), action, { ...PROCHE, utilisateurId: 'u2' })).toBe('INTERDIT');
        expect(verdict(agent(role, { gereUtilisateurs: false }), action, PROCHE)).toBe('INTERDIT');
        expect(verdict(gere, action, ailleurs)).not.toBe('oui');
      }
      expect(verdict(gere, 'lireInvitation', PROCHE)).toBe('oui');
      expect(verdict(gere, 'lireInvitation', LOINTAIN)).toBe('INTROUVABLE');
    }
    expect(verdict(agent('INSTRUCTEUR', { appelId: 'a1', gereUtilisateurs: true }), 'inviterUtilisateur', PROCHE)).toBe(
      'INTERDIT',
    );
  });

  test('le porteur est comparé aux porteurs, le financeur aux propriétaires', () => {
    const part: ObjetHabilite = { organismeIds: ['o1'], porteurIds: ['o2'] };
    expect(verdict(AGENTS.financeur, 'enregistrerEngagement', part)).toBe('oui');
    expect(verdict(AGENTS.porteur, 'lirePart', part)).toBe('INTROUVABLE');
    expect(verdict(agent('PORTEUR', { organismeId: 'o2' }), 'lirePart', part)).toBe('oui');
    expect(verdict(agent('FINANCEUR', { organismeId: 'o2' }), 'lirePart', part)).toBe('INTROUVABLE');
  });

  test('plusieurs habilitations : la première qui convient suffit', () => {
    const habilitations: HabilitationAgent[] = [
      { role: 'PORTEUR', organismeId: 'o5' },
      { role: 'FINANCEUR', organismeId: 'o1' },
    ];
    const qui: AgentHabilite = { utilisateurId: 'u1', habilitations };
    expect(fait(decider(qui, 'doterEnveloppe', PROCHE)).organismeId).toBe('o1');
  });
});

describe('périmètre d’une habilitation', () => {
  test('AFFECTE exige un appel ou une conférence', () => {
    expect(portee(agent('INSTRUCTEUR'), 'noterCandidature')).toEqual([]);
    expect(portee(agent('INSTRUCTEUR', { appelId: null, conferenceId: null }), 'noterCandidature')).toEqual([]);
    expect(portee(agent('INSTRUCTEUR', { appelId: 'a1' }), 'noterCandidature')).toHaveLength(1);
    expect(portee(agent('INSTRUCTEUR', { conferenceId: 'c1' }), 'noterCandidature')).toHaveLength(1);
  });

  test('l’appel ou la conférence nommés restreignent toute relation', () => {
    const restreint = agent('GESTIONNAIRE', { appelId: 'a1' });
    expect(verdict(restreint, 'lireCandidature', PROCHE)).toBe('oui');
    expect(verdict(restreint, 'lireCandidature', LOINTAIN)).toBe('INTROUVABLE');
    expect(verdict(restreint, 'lireCandidature', {})).toBe('INTROUVABLE');
    const deux = agent('PRESIDENT', { appelId: 'a1', conferenceId: 'c1' });
    expect(verdict(deux, 'ouvrirScrutin', PROCHE)).toBe('oui');
    expect(verdict(deux, 'ouvrirScrutin', { ...PROCHE, conferenceId: 'c2' })).toBe('INTROUVABLE');
    expect(verdict(deux, 'ouvrirScrutin', { ...PROCHE, appelId: 'a2' })).toBe('INTROUVABLE');
  });

  test('un objet de plusieurs appels relève de chacun d’eux, et d’aucun autre', () => {
    const seance: ObjetHabilite = { appelIds: ['a1', 'a2'], conferenceId: 'c1' };
    expect(verdict(agent('INSTRUCTEUR', { appelId: 'a2' }), 'lireSeance', seance)).toBe('oui');
    expect(verdict(agent('INSTRUCTEUR', { appelId: 'a3' }), 'lireSeance', seance)).toBe('INTROUVABLE');
  });

  test('couvre : chaque relation', () => {
    const raison = (autrement: Partial<Portee>): Portee => ({
      role: 'FINANCEUR',
      relation: 'TOUS',
      organismeId: 'o1',
      appelId: null,
      conferenceId: null,
      ...autrement,
    });
    expect(couvre(raison({}), {})).toBe(true);
    expect(couvre(raison({ relation: 'AFFECTE' }), {})).toBe(true);
    expect(couvre(raison({ relation: 'PROPRE' }), { organismeIds: ['o2', 'o1'] })).toBe(true);
    expect(couvre(raison({ relation: 'PROPRE' }), { organismeIds: ['o2'], membreOrganismeIds: ['o1'] })).toBe(false);
    expect(couvre(raison({ relation: 'GERE' }), { organismeIds: ['o1'] })).toBe(true);
    expect(couvre(raison({ relation: 'GERE' }), { organismeIds: ['o2'] })).toBe(false);
    expect(couvre(raison({ relation: 'MEMBRE' }), { membreOrganismeIds: ['o1'] })).toBe(true);
    expect(couvre(raison({ relation: 'MEMBRE' }), { organismeIds: ['o1'] })).toBe(false);
    const deNul = { organismeIds: [null] } as unknown as ObjetHabilite;
    for (const objet of [{ organismeIds: ['o1'] }, deNul])
      expect(couvre(raison({ relation: 'PROPRE', organismeId: null }), objet)).toBe(false);
    expect(couvre(raison({ appelId: 'a1' }), { appelId: 'a1' })).toBe(true);
    expect(couvre(raison({ appelId: 'a1' }), { appelId: null })).toBe(false);
    expect(couvre(raison({ conferenceId: 'c1' }), {})).toBe(false);
  });
});
