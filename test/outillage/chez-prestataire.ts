import { setTimeout as attendre } from 'node:timers/promises';
import { SuiviExterne } from '@tdt/conventions';
import { estRefus } from '../../apps/outils/scenario-e1/client.js';
import type { Partie } from '../../apps/outils/scenario-e1/partie.js';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import { cle, type Serveur } from './serveur.js';

interface Signature {
  id: string;
  etat: string;
  mode: string | null;
  nom: string | null;
  motif: string | null;
  externeId: string | null;
  externeEtat: string | null;
  externeMotif: string | null;
  externeDocument: boolean | null;
  externePreuve: boolean | null;
  organisme: { id: string };
}
interface Convention {
  id: string;
  etat: string;
}

export const SIGNATAIRE = {
  nom: 'Camille Exemple',
  qualite: 'Présidente',
  acte: { type: 'DELIBERATION', numero: '21-118', date: '2021-11-10' },
};
export const JOIGNABLE = { courriel: 'camille@exemple.fr', mobile: '06 12 34 56 78' };
const CHAMPS = `id etat mode nom motif externeId externeEtat externeMotif externeDocument externePreuve organisme { id }`;

interface Lieu {
  s: Serveur;
  p: Partie;
  conventionId: string;
}

/** What one does with a provider; `lieu` is known once the scenario is played. */
export function gestesChezPrestataire(lieu: () => Lieu) {
  const acte = (qui: ClePersonne, nom: string, type: string, demande: object) =>
    lieu().p.client.tenter<Convention>(qui, nom, 'Convention { id etat }', {
      demande: [`${type}Input!`, { cle: cle(), ...demande }],
    });
  const empreinte = async () => {
    const [lue] = await lieu().s.sql<{ empreinte: string }>(
      `select encode(coalesce(scelle_empreinte, pdf_empreinte), 'hex') as empreinte from convention where id = $1`,
      [lieu().conventionId],
    );
    return lue?.empreinte ?? '';
  };
  const demander = async (qui: ClePersonne, changements: object = {}) =>
    acte(qui, 'demanderSignatureExterne', 'DemanderSignatureExterne', {
      conventionId: lieu().conventionId,
      empreinte: await empreinte(),
      ...SIGNATAIRE,
      ...JOIGNABLE,
      ...changements,
    });
  const signerIci = async (qui: ClePersonne) =>
    acte(qui, 'signerConvention', 'SignerConvention', {
      conventionId: lieu().conventionId,
      empreinte: await empreinte(),
      ...SIGNATAIRE,
    });
  const abandonner = (qui: ClePersonne) =>
    acte(qui, 'abandonnerSignatureExterne', 'AbandonnerSignatureExterne', { conventionId: lieu().conventionId });
  const verifier = (qui: ClePersonne, organisme: CleOrganisme, retenue: boolean, motif: string) =>
    acte(qui, 'verifierSignatureExterne', 'VerifierSignatureExterne', {
      conventionId: lieu().conventionId,
      organismeId: lieu().s.monde.organismes[organisme],
      retenue,
      motif,
    });
  /** An avenant of this convention, which only changes its end. */
  const proposerAvenant = async (modifiee: string, jour: string): Promise<string> => {
    const modifications = [{ type: 'DATES', date: 'FIN', jour }];
    const demande = { conventionId: modifiee, motif: 'Le projet dure.', modifications };
    const propose = await acte('gestionnaire', 'proposerAvenant', 'ProposerAvenant', demande);
    if (estRefus(propose)) throw new Error(propose.message);
    return propose.id;
  };
  const aviser = ({ corps, entetes }: { corps: string; entetes: Record<string, string> }) =>
    fetch(`${lieu().s.url}/avis-prestataire-signature`, { method: 'POST', headers: entetes, body: corps });
  /** What the clock alone would do, at once. */
  const relever = async () => {
    await lieu().s.sql(`update signature_externe set prochain_essai = clock_timestamp() where terminee_le is null`);
    while (await lieu().s.app.get(SuiviExterne).suivre());
  };
  return { acte, demander, signerIci, abandonner, verifier, proposerAvenant, aviser, relever };
}

/** What is read of it afterwards. */
export function regardsChezPrestataire(lieu: () => Lieu) {
  const signatureDe = async (organisme: CleOrganisme): Promise<Signature> => {
    const requete = `query ($id: ID!) { convention(id: $id) { signaturesDesParties { ${CHAMPS} } } }`;
    const { convention } = await lieu().p.client.lire<{ convention: { signaturesDesParties: Signature[] } }>(
      'gestionnaire',
      requete,
      { id: lieu().conventionId },
    );
    const lue = convention.signaturesDesParties.find((x) => x.organisme.id === lieu().s.monde.organismes[organisme]);
    if (!lue) throw new Error(`pas de signature de ${organisme}`);
    return lue;
  };
  const externe = async (organisme: CleOrganisme) => (await signatureDe(organisme)).externeEtat;
  const reference = async (organisme: CleOrganisme) => {
    const { externeId } = await signatureDe(organisme);
    const [ligne] = await lieu().s.sql<{ reference: string | null }>(
      'select reference from signature_externe where id = $1',
      [externeId],
    );
    return ligne?.reference ?? '';
  };
  const jusqua = async (organisme: CleOrganisme, etat: string) => {
    for (let essai = 0; essai < 200 && (await externe(organisme)) !== etat; essai += 1) await attendre(50);
    expect(await externe(organisme)).toBe(etat);
  };
  const telecharger = (qui: ClePersonne, chemin: string) =>
    fetch(`${lieu().s.url}/documents/signatures-externes/${chemin}`, {
      headers: { authorization: `Bearer ${lieu().s.monde.jetons[qui]}` },
      redirect: 'manual',
    });
  const lignes = (action: string) =>
    lieu().s.sql<{ acteur: string | null; donnees: Record<string, unknown> }>(
      `select acteur_id as acteur, donnees from journal where action = $1 and objet_id = $2 and resultat = 'ACCEPTE' order by rang`,
      [action, lieu().conventionId],
    );
  const compter = async (quoi: string) =>
    (await lieu().s.sql<{ n: number }>(`select count(*)::int as n from ${quoi}`))[0]?.n;
  return { signatureDe, externe, reference, jusqua, telecharger, lignes, compter };
}

/** What somebody does to a signed file, and what it then is. */
export const FALSIFICATIONS: readonly [cas: string, fausser: (signe: Buffer) => Buffer][] = [
  ['sans signature', (signe) => signe.subarray(0, signe.lastIndexOf('/Type /Sig'))],
  ['complété après sa signature', (signe) => Buffer.concat([signe, Buffer.from('\n% ajout\n')])],
  [
    'dont la signature n’est pas la sienne',
    (signe) => {
      signe.write('1999', signe.lastIndexOf('/M (D:') + 6, 'latin1');
      return signe;
    },
  ],
  ['qui n’est pas un PDF', () => Buffer.from('<html>erreur</html>')],
];
