import { attendreRefus, fait } from '../../essais/decision.js';
import type { AgentHabilite, HabilitationAgent } from './decider.js';
import { deciderRole, GESTIONNAIRES_POSSIBLES, ROLES_DELEGABLES } from './delegation.js';
import { DROITS } from './droits.js';
import { ROLES, ROLES_ACCORDES, type Role, type RoleAccorde } from './roles.js';

const agent = (...habilitations: HabilitationAgent[]): AgentHabilite => ({ utilisateurId: 'u1', habilitations });
const objet = { organismeIds: ['o1'], utilisateurId: 'u2' };
const gere = (role: HabilitationAgent['role'], autrement: Partial<HabilitationAgent> = {}) =>
  agent({ role, organismeId: 'o1', gereUtilisateurs: true, ...autrement });

describe('Donner et retirer un rôle dans son organisme', () => {
  test.each<[Role, RoleAccorde[]]>([
    ['PUBLIC', []],
    ['PORTEUR', ['PORTEUR']],
    ['FINANCEUR', ['FINANCEUR']],
    ['INSTRUCTEUR', []],
    ['GESTIONNAIRE', ['INSTRUCTEUR', 'GESTIONNAIRE']],
    ['PRESIDENT', []],
    ['ADMIN', [...ROLES_ACCORDES]],
  ])('%s ne donne que les rôles qui lui sont délégués : %j', (role, donnes) => {
    const peut = (donne: RoleAccorde) => deciderRole(gere(role), 'inviterUtilisateur', { ...objet, role: donne }).ok;
    expect(ROLES_ACCORDES.filter(peut)).toEqual(donnes);
    expect(new Set(ROLES_DELEGABLES[role])).toEqual(new Set(donnes));
  });

  test('nul ne donne plus que ce qu’il a : seul l’administrateur fait un administrateur ou un président', () => {
    for (const role of ['ADMIN', 'PRESIDENT'] as const)
      expect(ROLES.filter((r) => ROLES_DELEGABLES[r].includes(role))).toEqual(['ADMIN']);
  });

  test('GESTIONNAIRES_POSSIBLES : les rôles de la relation GERE, et eux seuls', () => {
    expect(new Set(DROITS.filter((d) => d.relation === 'GERE').map((d) => d.role))).toEqual(
      new Set(GESTIONNAIRES_POSSIBLES),
    );
  });

  test('gérer les porteurs d’un organisme ne dit rien de ses financeurs', () => {
    const qui = agent(
      { role: 'PORTEUR', organismeId: 'o1', gereUtilisateurs: true },
      { role: 'FINANCEUR', organismeId: 'o1' },
    );
    expect(fait(deciderRole(qui, 'inviterUtilisateur', { ...objet, role: 'PORTEUR' })).role).toBe('PORTEUR');
    attendreRefus(
      deciderRole(qui, 'inviterUtilisateur', { ...objet, role: 'FINANCEUR' }),
      'INTERDIT',
      'role',
      'Ce rôle ne peut pas être donné',
    );
  });

  test('ne passe ni d’un organisme à l’autre, ni d’un périmètre au monde', () => {
    const ailleurs = { organismeIds: ['o2'], role: 'PORTEUR' as const };
    attendreRefus(deciderRole(gere('PORTEUR'), 'inviterUtilisateur', ailleurs), 'INTERDIT', undefined, 'habilitation');
    const borne = gere('GESTIONNAIRE', { appelId: 'a1' });
    expect(deciderRole(borne, 'inviterUtilisateur', { ...objet, role: 'INSTRUCTEUR' }).ok).toBe(false);
    expect(deciderRole(borne, 'inviterUtilisateur', { ...objet, role: 'INSTRUCTEUR', appelId: 'a1' }).ok).toBe(true);
  });

  test('jamais pour soi-même, avant même de regarder le rôle', () => {
    const soi = { organismeIds: ['o1'], utilisateurId: 'u1', role: 'ADMIN' as const };
    for (const action of ['accorderHabilitation', 'retirerHabilitation', 'inviterUtilisateur'] as const)
      attendreRefus(deciderRole(gere('PORTEUR'), action, soi), 'QUATRE_YEUX', undefined, 'soi-même');
  });
});
