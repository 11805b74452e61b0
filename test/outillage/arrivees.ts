import { GrandLivre } from '@tdt/appels';
import { nouvelId } from '@tdt/socle';
import type { Partie } from '../../apps/outils/scenario-e1/partie.js';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import { semerAppel, semerCandidature } from './conference.js';
import { dupliquerDossier } from './dossiers-jumeaux.js';
import { cle, type Serveur } from './serveur.js';

/** Money of this funder for no call in particular. @returns the id of the envelope */
export async function semerEnveloppe(s: Serveur, financeur: CleOrganisme, dotation: bigint): Promise<string> {
  const id = nouvelId();
  await s.sql(
    `insert into enveloppe (id, financeur_id, libelle, dispositif, exercice, creee_le)
     values ($1, $2, 'Crédits ordinaires', 'Inclusion numérique', 2021, maintenant())`,
    [id, s.monde.organismes[financeur]],
  );
  const livre = new GrandLivre({ query: (requete, valeurs) => s.sql(requete, valeurs) });
  const dotee = await livre.doter({ cle: cle(), acteurId: null }, id, dotation);
  if (!dotee.ok) throw new Error(dotee.refus.message);
  return id;
}

/** The same signed convention for the file of another body, without a line in the ledger. @returns its id */
export async function conventionJumelle(s: Serveur, p: Partie, porteur: CleOrganisme, rang: number): Promise<string> {
  const candidatureId = await dupliquerDossier(s, p.candidatureId, porteur, rang);
  const id = nouvelId();
  await s.sql(
    `insert into convention select (jsonb_populate_record(c, jsonb_build_object(
         'id', $1::text, 'candidature_id', $2::text, 'numero', c.numero || '-J'))).*
       from convention c where c.id = $3`,
    [id, candidatureId, p.conventionId],
  );
  return id;
}

/** What this funder has granted to the same beneficiary for another project, or that grant again with another amount. */
export async function semerOctroi(
  s: Serveur,
  p: Partie,
  financeur: CleOrganisme,
  montant: bigint,
  deja: string | null = null,
): Promise<string> {
  if (deja !== null) {
    await s.sql('update part set montant = $2 where id = $1', [deja, montant]);
    return deja;
  }
  const autre = { cout: montant, propres: 0n, demande: montant };
  const candidatureId = await semerCandidature(s, await semerAppel(s, null), 'hubBretagne', autre);
  await s.sql(
    'update candidature set regime_aide = (select regime_aide from candidature where id = $2) where id = $1',
    [candidatureId, p.candidatureId],
  );
  const id = nouvelId();
  await s.sql(
    `insert into part (id, candidature_id, financeur_id, enveloppe_id, dispositif, nature, montant, etat, version, creee_le)
     select $1, $2, e.financeur_id, e.id, 'Autre', 'FONCTIONNEMENT', $4, 'ENGAGEE', 1, maintenant()
       from enveloppe e where e.financeur_id = $3`,
    [id, candidatureId, s.monde.organismes[financeur], montant],
  );
  await s.sql(
    `insert into engagement (id, part_id, financeur_id, type_acte, numero, date_acte, signataire_nom, signataire_qualite,
       montant, enregistre_par, enregistre_le)
     values ($1, $2, $3, 'DELIBERATION', '1', '2020-12-01', 'Hugo Exemple', 'Président', $4, $5, maintenant())`,
    [nouvelId(), id, s.monde.organismes[financeur], montant, s.monde.personnes.strasbourg],
  );
  return id;
}

/** What one reads of an arrival, that of the Eurométropole of Strasbourg; the world is known once the scenario is played. */
export function lecturesDArrivee(monde: () => { s: Serveur; p: Partie; enveloppeId: string }) {
  /** Is this person shown the convention, and the file that it is about? */
  const voit = async (qui: ClePersonne, id: string) => {
    const requete = 'query ($id: ID!) { c: convention(id: $id) { candidature { titre } } }';
    return (await monde().p.client.lire<{ c: object | null }>(qui, requete, { id })).c !== null;
  };
  const disponible = async () => {
    const { s, enveloppeId } = monde();
    const [compte] = await s.sql<{ solde: string }>(
      `select solde::text from compte where enveloppe_id = $1 and nature = 'DISPONIBLE'`,
      [enveloppeId],
    );
    return compte?.solde;
  };
  /** Its share, the last one. */
  const part = async () => {
    const { s, p } = monde();
    const [sienne] = await s.sql<{ id: string; etat: string; montant: string; enveloppe: string }>(
      `select id, etat, montant::text, enveloppe_id as enveloppe from part
        where financeur_id = $1 and candidature_id = $2 order by creee_le desc, id desc limit 1`,
      [s.monde.organismes.strasbourg, p.candidatureId],
    );
    return sienne;
  };
  /** Names of the funders whose share this person is shown. */
  const partsVues = async (qui: ClePersonne) => {
    const { p } = monde();
    const requete = `query ($id: ID!) {
      parts(first: 50, filtre: { candidatureId: $id }) { edges { node { etat financeur { nom } } } } }`;
    const lues = await p.client.lire<{ parts: { edges: { node: { etat: string; financeur: { nom: string } } }[] } }>(
      qui,
      requete,
      { id: p.candidatureId },
    );
    return lues.parts.edges.filter((e) => e.node.etat !== 'RETIREE').map((e) => e.node.financeur.nom);
  };
  /** Names of those that publish essential data. */
  const essentielles = async () => {
    const requete = '{ donneesEssentielles { nom } }';
    const lues = await monde().s.gql<{ donneesEssentielles: { nom: string }[] }>(null, requete);
    return lues.donneesEssentielles.map((d) => d.nom);
  };
  return { voit, disponible, part, partsVues, essentielles };
}
