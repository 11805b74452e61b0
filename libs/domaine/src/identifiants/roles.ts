/** What a person may be on the platform. A role is held for an organisme, over a perimeter, from a day to another. */
export const ROLES = ['PORTEUR', 'FINANCEUR', 'INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN'] as const;

export type Role = (typeof ROLES)[number];
