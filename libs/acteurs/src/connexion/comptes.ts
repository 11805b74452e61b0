import { accepter, refuser, type Decision } from '@tdt/domaine';
import { CLE_DEMONSTRATION, maintenant, nouvelId, type IdentiteAffirmee } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { tracer } from '../tracer.js';
import { Utilisateur } from '../utilisateur.entity.js';

export function verrouillerCompte(
  tx: EntityManager,
  ou: { id: string } | { courriel: string },
): Promise<Utilisateur | null> {
  return tx.findOne(Utilisateur, { where: ou, lock: { mode: 'for_no_key_update' } });
}

/** The account of somebody whom the provider knows: by `sub` alone, whatever his address has become. */
export async function compteDe(tx: EntityManager, { fournisseur, sub }: IdentiteAffirmee): Promise<Utilisateur | null> {
  const [connu] = await tx.query<{ utilisateur_id: string }[]>(
    'select utilisateur_id from identite where fournisseur = $1 and sub = $2',
    [fournisseur, sub],
  );
  return connu ? verrouillerCompte(tx, { id: connu.utilisateur_id }) : null;
}

/** Says that this person of the provider is this account. */
export async function lier(tx: EntityManager, identite: IdentiteAffirmee, utilisateurId: string): Promise<void> {
  await tx.query('insert into identite (fournisseur, sub, utilisateur_id, cree_le) values ($1, $2, $3, maintenant())', [
    identite.fournisseur,
    identite.sub,
    utilisateurId,
  ]);
  await tracer(tx, utilisateurId, 'lierIdentite', 'utilisateur', utilisateurId);
}

/**
 * Gives an account to this person of the provider, and to him alone: whoever held it under another identity, or had taken its
 * address before its owner came, holds it no longer.
 */
export async function transferer(tx: EntityManager, identite: IdentiteAffirmee, utilisateurId: string): Promise<void> {
  await tx.query('delete from session where utilisateur_id = $1', [utilisateurId]);
  await tx.query('delete from identite where utilisateur_id = $1', [utilisateurId]);
  await lier(tx, identite, utilisateurId);
}

/** First visit: an account, and no right at all. */
export async function ouvrirCompte(tx: EntityManager, identite: IdentiteAffirmee): Promise<Utilisateur> {
  const { courriel, prenom, nom } = identite;
  const utilisateur = {
    id: nouvelId(),
    courriel,
    prenom,
    nom,
    fictif: identite.fournisseur === CLE_DEMONSTRATION,
    creeLe: await maintenant(tx),
    desactiveLe: null,
  };
  await tx.insert(Utilisateur, utilisateur);
  await tracer(tx, utilisateur.id, 'ouvrirCompte', 'utilisateur', utilisateur.id);
  await lier(tx, identite, utilisateur.id);
  return utilisateur;
}

/** The provider knows names and addresses better than we do. An address that somebody else holds here is left to him. */
export async function actualiser(tx: EntityManager, compte: Utilisateur, identite: IdentiteAffirmee): Promise<void> {
  const { prenom, nom } = identite;
  const change = identite.courriel !== compte.courriel;
  const pris = change && (await tx.existsBy(Utilisateur, { courriel: identite.courriel }));
  const courriel = pris ? compte.courriel : identite.courriel;
  if (courriel === compte.courriel && prenom === compte.prenom && nom === compte.nom) return;
  await tx.update(Utilisateur, { id: compte.id }, { courriel, prenom, nom });
  await tracer(tx, compte.id, 'actualiserIdentite', 'utilisateur', compte.id);
}

/** Refusal: INTERDIT, for an account that has been closed. */
export function exigerOuvert(compte: Utilisateur): Decision {
  if (!compte.desactiveLe) return accepter();
  return refuser(
    'INTERDIT',
    'Ce compte a été désactivé : adressez-vous à l’administration de la plateforme.',
    'compte',
  );
}
