/**
 * Who a person may be on the platform, as a closed list (trust.md §3.2). `PUBLIC` is anybody, with or without an account:
 * it is never granted by an habilitation.
 */
export const ROLES = ['PUBLIC', 'PORTEUR', 'FINANCEUR', 'INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN'] as const;

export type Role = (typeof ROLES)[number];

/** A role that an habilitation can grant: every role but `PUBLIC`. */
export type RoleAccorde = Exclude<Role, 'PUBLIC'>;

/** Roles that an habilitation can grant, in the order of the screens. */
export const ROLES_ACCORDES: readonly RoleAccorde[] = ROLES.filter((role): role is RoleAccorde => role !== 'PUBLIC');

/** The word a user reads for a role. */
export const LIBELLES_ROLE: Readonly<Record<Role, string>> = {
  PUBLIC: 'Public',
  PORTEUR: 'Porteur de projet',
  FINANCEUR: 'Financeur',
  INSTRUCTEUR: 'Instructeur',
  GESTIONNAIRE: 'Gestionnaire',
  PRESIDENT: 'Président de la conférence',
  ADMIN: 'Administrateur',
};
