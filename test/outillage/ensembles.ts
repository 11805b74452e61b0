import type { Partie } from '../../apps/outils/scenario-e1/partie.js';
import { estRefus } from '../../apps/outils/scenario-e1/client.js';
import type { ClePersonne } from '../monde-donnees.js';
import { cle, type Serveur } from './serveur.js';

type Textes = Record<'id' | 'numero' | 'etat' | 'total' | 'donnees' | 'empreinte' | 'adresse' | 'pdfEmpreinte', string>;
/** A convention of a coordinated set, as its test reads it. */
export interface ConventionLue extends Textes {
  version: number;
  ensembleId: string | null;
  sceau: string | null;
  figeeLe: string | null;
  signeeLe: string | null;
  notifieeLe: string | null;
  financeur: { nom: string } | null;
  candidature: { etat: string };
}

const CHAMPS = `id numero version etat total donnees empreinte adresse pdfEmpreinte ensembleId sceau figeeLe signeeLe notifieeLe
  financeur { nom } candidature { etat }`;
export const ACTE = { type: 'CONSEIL_ADMINISTRATION', numero: '2021-02', date: '2021-06-14' };
export const COMPLEMENTS = { acteBeneficiaire: ACTE, excedentBp: 500 };
export const ENSEMBLE = { forme: 'BIPARTITES_COORDONNEES' };

type Monde = () => { s: Serveur; p: Partie };

/** What one reads of the set of a file; the world is known once the scenario is played. */
function lecturesDeLEnsemble(monde: Monde) {
  const lister = async (qui: ClePersonne = 'gestionnaire', candidatureId = monde().p.candidatureId) => {
    const requete = `query ($id: ID!) { candidature(id: $id) { conventions(first: 50) { edges { node { ${CHAMPS} } } } } }`;
    const lu = await monde().p.client.lire<{ candidature: { conventions: { edges: { node: ConventionLue }[] } } }>(
      qui,
      requete,
      {
        id: candidatureId,
      },
    );
    return lu.candidature.conventions.edges.map((e) => e.node);
  };
  /** What stands, in the order of the numbers: letter of the number, version, state. */
  const debout = async (qui?: ClePersonne) =>
    (await lister(qui))
      .filter((c) => !['CADUQUE', 'RESILIEE'].includes(c.etat))
      .sort((a, b) => (a.numero < b.numero ? -1 : 1));
  const resume = async () => (await debout()).map((c) => `${c.numero.slice(-1)}${c.version} ${c.etat}`);
  const celle = async (lettre: string) => (await debout()).find((c) => c.numero.endsWith(lettre)) as ConventionLue;
  const parts = async () => {
    const lues = await monde().s.sql<{ etat: string }>(
      `select p.etat from part p join organisme o on o.id = p.financeur_id where p.candidature_id = $1 order by p.montant desc`,
      [monde().p.candidatureId],
    );
    return lues.map(({ etat }) => etat);
  };
  const dossier = async () =>
    (await monde().s.sql<{ etat: string }>('select etat from candidature where id = $1', [monde().p.candidatureId]))[0]
      ?.etat;
  const telecharger = async (qui: ClePersonne, adresse: string) => {
    const reponse = await fetch(monde().s.url + adresse, {
      headers: { authorization: `Bearer ${monde().s.monde.jetons[qui]}` },
    });
    return { statut: reponse.status, contenu: Buffer.from(await reponse.arrayBuffer()) };
  };
  const lettre = (financeur: string, qui: ClePersonne) =>
    telecharger(qui, `/documents/parts/${monde().p.parts.get(financeur as never)}/lettre.pdf`);
  return { lister, debout, resume, celle, parts, dossier, telecharger, lettre };
}

/** The same, and what one does with it. */
export function gestesDeLEnsemble(monde: Monde) {
  const lectures = lecturesDeLEnsemble(monde);
  const { celle } = lectures;
  const acte = (qui: ClePersonne, nom: string, demande: object) =>
    monde().p.client.tenter<ConventionLue>(qui, nom, `Convention { ${CHAMPS} }`, {
      demande: [`${nom.charAt(0).toUpperCase()}${nom.slice(1)}Input!`, { cle: cle(), ...demande }],
    });
  const fait = (recu: Awaited<ReturnType<typeof acte>>): ConventionLue => {
    if (estRefus(recu)) throw new Error(`${recu.code} ${recu.message}`);
    return recu;
  };
  const generer = (autres: object = ENSEMBLE, qui: ClePersonne = 'gestionnaire') =>
    acte(qui, 'genererConvention', { candidatureId: monde().p.candidatureId, ...autres });
  const relireEtFiger = async (lettre: string) => {
    const { id } = await celle(lettre);
    await monde().p.client.faire('gestionnaire', 'relireConvention', 'Convention { id }', { id: ['ID!', id] });
    return fait(await acte('gestionnaire2', 'mettreEnSignature', { conventionId: id }));
  };
  const signer = async (lettre: string, qui: ClePersonne) => {
    const { id, pdfEmpreinte: empreinte } = await celle(lettre);
    return acte(qui, 'signerConvention', {
      conventionId: id,
      empreinte,
      nom: 'Camille Exemple',
      qualite: 'Présidente',
      acte: ACTE,
    });
  };
  return { ...lectures, acte, fait, generer, relireEtFiger, signer };
}
