import { GrandLivre } from '@tdt/appels';
import type { Centimes } from '@tdt/domaine';
import { executeur, identifiant } from './outils.js';
import type pg from 'pg';

/** An envelope with its funder, and shares of one candidature that may draw on it, each with its funder's act. */
export interface MondeGrandLivre {
  readonly acteurId: string;
  readonly financeurId: string;
  readonly candidatureId: string;
  readonly conventionId: string;
  readonly enveloppeId: string;
  readonly parts: readonly { id: string; montant: Centimes; acteId: string }[];
}

const INSTANT = '2020-11-17T00:00:00Z';

/** The smallest world in which the ledger can be used. `nom` makes its ids: two worlds of one database need two names. */
export async function creerMonde(pool: pg.Pool, nom: string, montants: readonly Centimes[]): Promise<MondeGrandLivre> {
  const id = (objet: string) => identifiant(`${nom} ${objet}`);
  const monde = {
    acteurId: id('acteur'),
    financeurId: id('financeur'),
    candidatureId: id('candidature'),
    conventionId: id('convention'),
    enveloppeId: id('enveloppe'),
    parts: montants.map((montant, i) => ({ id: id(`part ${i}`), montant, acteId: id(`acte ${i}`) })),
  };
  await pool.query(
    `with utilisateurs as (
       insert into utilisateur (id, courriel, prenom, nom, fictif, cree_le)
         values ($1::uuid, lower($1::text) || '@exemple.invalid', 'Camille', 'Fictive', true, $6)),
     organismes as (
       insert into organisme (id, nom, categorie, type_identifiant, identifiant, fictif, cree_le)
         values ($2::uuid, 'Financeur fictif', 'ETABLISSEMENT_PUBLIC', 'SIRET', $2::text, true, $6)),
     appels as (
       insert into appel_a_projets (id, code, type, titre, etat, cree_le)
         values ($3::uuid, $3::text, 'AMI', 'Hubs pour un numérique inclusif', 'BROUILLON', $6)),
     candidatures as (
       insert into candidature (id, appel_id, porteur_id, cree_par, etat, cree_le, modifie_le)
         values ($4::uuid, $3::uuid, $2::uuid, $1::uuid, 'BROUILLON', $6, $6))
     insert into convention (id, candidature_id, numero, modele, etat, total, donnees, empreinte, emise_le, generee_par)
       values ($5::uuid, $4::uuid, $5::text, 'epreuve', 'PROJET', $7, '{}', '\\x00', $6, $1::uuid)`,
    [
      monde.acteurId,
      monde.financeurId,
      id('appel'),
      monde.candidatureId,
      monde.conventionId,
      INSTANT,
      '10000000000000',
    ],
  );
  await ajouterEnveloppe(pool, monde);
  return monde;
}

/** A further envelope of the same funder, with its own shares: `monde` says which. */
export async function ajouterEnveloppe(pool: pg.Pool, monde: MondeGrandLivre): Promise<void> {
  await pool.query(
    `insert into enveloppe (id, financeur_id, libelle, dispositif, exercice, creee_le)
       values ($1, $2, 'Hubs 2020', 'AMI_HUBS', 2020, $3)`,
    [monde.enveloppeId, monde.financeurId, INSTANT],
  );
  const colonnes = [
    monde.parts.map((p) => p.id),
    monde.parts.map((p) => p.montant.toString()),
    monde.parts.map((p) => p.acteId),
  ];
  await pool.query(
    `insert into part (id, candidature_id, financeur_id, enveloppe_id, dispositif, nature, montant, etat, creee_le)
       select p.id, $4, $5, $6, p.id::text, 'FONCTIONNEMENT', p.montant, 'PROPOSEE', $7
         from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as p (id, montant, acte_id)`,
    [...colonnes, monde.candidatureId, monde.financeurId, monde.enveloppeId, INSTANT],
  );
  await pool.query(
    `insert into engagement (id, part_id, financeur_id, type_acte, numero, date_acte, signataire_nom, signataire_qualite,
                             montant, enregistre_par, enregistre_le)
       select p.acte_id, p.id, $4, 'DECISION', p.id::text, '2021-07-15', 'Camille Fictive', 'directrice',
              p.montant, $5, $6
         from unnest($1::uuid[], $2::bigint[], $3::uuid[]) as p (id, montant, acte_id)`,
    [...colonnes, monde.financeurId, monde.acteurId, INSTANT],
  );
}

/** Puts the dotation into the envelope. */
export async function doter(pool: pg.Pool, monde: MondeGrandLivre, montant: Centimes): Promise<void> {
  const acte = { cle: identifiant(`dotation ${monde.enveloppeId}`), acteurId: monde.acteurId };
  const decision = await new GrandLivre(executeur(pool)).doter(acte, monde.enveloppeId, montant);
  if (!decision.ok) throw new Error(decision.refus.message);
}
