import type { AgentHabilite, HabilitationAgent } from '@tdt/domaine';
import type { Executeur } from '../horloge.js';

/** SQL: the habilitation `h` is in force now. Whoever reads rights asks this, so that none can forget one of its conditions. */
export function sqlEnVigueur(h: string): string {
  return `(${h}.debut <= maintenant() and (${h}.fin is null or ${h}.fin > maintenant()) and not ${h}.attend_confirmation)`;
}

/**
 * SQL: the habilitations valid now of the person `utilisateur`, as JSON for `HabilitationAgent`, narrowed by `condition`
 * on `h`. Always read with the request that they serve: a right that ends is gone at the next one.
 */
export function sqlHabilitations(utilisateur: string, condition: string): string {
  return `coalesce((select json_agg(json_build_object('role', h.role, 'organismeId', h.organisme_id, 'appelId', h.appel_id,
      'conferenceId', h.conference_id, 'gereUtilisateurs', h.gestionnaire_utilisateurs) order by h.id)
    from habilitation h
    where h.utilisateur_id = ${utilisateur} and ${sqlEnVigueur('h')} and (${condition})), '[]'::json)`;
}

/** A person with all that he may do now, whoever asks; null when there is no such person or his account is closed. */
export async function agentDe(base: Executeur, utilisateurId: string): Promise<AgentHabilite | null> {
  const [ligne] = await base.query<{ habilitations: HabilitationAgent[] }[]>(
    `select ${sqlHabilitations('u.id', 'true')} as habilitations from utilisateur u where u.id = $1 and u.desactive_le is null`,
    [utilisateurId],
  );
  return ligne ? { utilisateurId, habilitations: ligne.habilitations } : null;
}
