import { GESTIONNAIRES_POSSIBLES, ROLES_A_CONFIRMER, type RoleAccorde } from '@tdt/domaine';
import { maintenant, nouvelId, sqlEnVigueur } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Habilitation } from './habilitation.entity.js';
import { tracer } from './tracer.js';

/** A right to write, already decided. */
export interface DroitAccorde {
  utilisateurId: string;
  role: RoleAccorde;
  organismeId: string;
  appelId?: string | null;
  conferenceId?: string | null;
  debut?: Date | null;
  fin?: Date | null;
  gestionnaireUtilisateurs: boolean;
}

/**
 * Grants a right and returns its id; a role of those that take a second person waits for his confirmation. The first person
 * of an organisation manages its users, whatever was asked, so that no organisation is without anybody who can invite: its
 * row is locked while that is looked at.
 */
export async function accorder(
  tx: EntityManager,
  auteurId: string,
  action: string,
  droit: DroitAccorde,
): Promise<string> {
  await tx.query('select 1 from organisme where id = $1 for no key update', [droit.organismeId]);
  const [{ premier } = { premier: false }] = await tx.query<{ premier: boolean }[]>(
    `select not exists (select 1 from habilitation where organisme_id = $1 and role = any ($2)
       and (fin is null or fin > maintenant())) as premier`,
    [droit.organismeId, GESTIONNAIRES_POSSIBLES],
  );
  const gestionnaireUtilisateurs =
    GESTIONNAIRES_POSSIBLES.includes(droit.role) && (premier || droit.gestionnaireUtilisateurs);
  const id = nouvelId();
  const debut = droit.debut ?? (await maintenant(tx));
  const attendConfirmation = ROLES_A_CONFIRMER.includes(droit.role);
  const valeurs = { ...droit, id, debut, gestionnaireUtilisateurs, attendConfirmation, accordeePar: auteurId };
  await tx.insert(Habilitation, valeurs);
  await tracer(tx, auteurId, action, 'habilitation', id, {
    utilisateurId: droit.utilisateurId,
    role: droit.role,
    organismeId: droit.organismeId,
    gestionnaireUtilisateurs,
    attendConfirmation,
  });
  return id;
}

/** Organisations for which a person may act now. */
export async function organismesDe(tx: EntityManager, utilisateurId: string): Promise<string[]> {
  const lignes = await tx.query<{ organisme_id: string }[]>(
    `select distinct organisme_id from habilitation h where utilisateur_id = $1 and organisme_id is not null
       and ${sqlEnVigueur('h')} order by 1`,
    [utilisateurId],
  );
  return lignes.map((l) => l.organisme_id);
}
