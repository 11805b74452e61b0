import { verifierGrandLivre } from '@tdt/appels';
import { estRefus } from '../../apps/outils/scenario-e1/client.js';
import type { Partie } from '../../apps/outils/scenario-e1/partie.js';
import type { ClePersonne } from '../monde-donnees.js';
import { cle, type Serveur } from './serveur.js';

/** A convention or an avenant, as these tests read it. */
export interface Convention {
  id: string;
  version: number;
  etat: string;
  total: string;
  pdfEmpreinte: string;
  scelleEmpreinte: string | null;
  donnees: string;
  avenantDeId: string | null;
  resiliationEffetLe: string | null;
  depensesJustifiees: string | null;
  candidature: { etat: string };
  signaturesDesParties: { etat: string; organisme: { nom: string } }[];
}

const CHAMPS_CONVENTION = `id version etat total pdfEmpreinte scelleEmpreinte donnees avenantDeId resiliationEffetLe depensesJustifiees
  candidature { etat } signaturesDesParties { etat organisme { nom } }`;
const TYPE_CONVENTION = `Convention { ${CHAMPS_CONVENTION} }`;
const ACTE_AVENANT = { type: 'DELIBERATION', numero: '22_CP_0101', date: '2021-11-08' };
/** Who signs the convention of the scenario, the beneficiary first. */
export const TOUTES: ClePersonne[] = [
  'hubBretagne',
  'gestionnaire',
  'regionBretagne',
  'rennesMetropoleSignataire',
  'fondationAfnic',
];

/** The money of all the shares, by account, in centimes; what is empty or paid left out. */
export function soldesDesParts(s: Serveur): Promise<{ nature: string; total: string }[]> {
  return s.sql(
    `select nature, sum(solde)::text as total from compte where part_id is not null and nature <> 'VERSE'
      group by 1 having sum(solde) <> 0 order by 1`,
  );
}

/** The invariants of the ledger that no longer hold. */
export async function fautesDuLivre(s: Serveur): Promise<unknown[]> {
  return (await verifierGrandLivre((requete) => s.sql(requete))).filter((c) => c.lignes.length > 0);
}

/** The avenants that wait for signatures. */
export function avenantsOuverts(s: Serveur): Promise<{ id: string }[]> {
  return s.sql(
    `select id from convention where avenant_de_id is not null and etat in ('EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE')`,
  );
}

/** What one does with conventions and their avenants, as this person; `partie` is known once the scenario is played. */
export function gestesDe(partie: () => Partie) {
  const acte = (qui: ClePersonne, nom: string, type: string, demande: object) =>
    partie().client.tenter<Convention>(qui, nom, TYPE_CONVENTION, {
      demande: [`${type}Input!`, { cle: cle(), ...demande }],
    });
  const fait = (recu: Awaited<ReturnType<typeof acte>>): Convention => {
    if (estRefus(recu)) throw new Error(`${recu.code} ${recu.message}`);
    return recu;
  };
  const lire = async (id: string): Promise<Convention> => {
    const requete = `query ($id: ID!) { convention(id: $id) { ${CHAMPS_CONVENTION} } }`;
    return (await partie().client.lire<{ convention: Convention }>('gestionnaire', requete, { id })).convention;
  };
  const signer = async (qui: ClePersonne, id: string) => {
    const { pdfEmpreinte, scelleEmpreinte } = await lire(id);
    const signataire = { nom: 'Camille Exemple', qualite: 'Présidente', acte: ACTE_AVENANT };
    const empreinte = scelleEmpreinte ?? pdfEmpreinte;
    return acte(qui, 'signerConvention', 'SignerConvention', { conventionId: id, empreinte, ...signataire });
  };
  return { acte, fait, lire, signer };
}
