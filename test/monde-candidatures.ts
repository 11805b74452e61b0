import { nouvelId as cle } from '@tdt/socle';
import { AMI_HUBS_2020, CREER_APPEL, CREER_ENVELOPPE, DOTER_ENVELOPPE, PUBLIER_APPEL } from './monde-appels.js';
import { pdfMinimal, type Plateforme } from './monde-client.js';
import { affecter, type Monde } from './monde.js';
import type { CleOrganisme, ClePersonne } from './monde-donnees.js';

const REFUS = '... on Refus { code message chemin details { code chemin message } }';
const CANDIDATURE = '... on Candidature { id etat version numero deposeLe empreinte }';

function mutation(nom: string, parametres: string, args: string): string {
  return `mutation (${parametres}) { r: ${nom}(${args}) { ${CANDIDATURE} ${REFUS} } }`;
}

/** The operations on a file; each answers under `r`. */
export const OPERATIONS = {
  ouvrir: mutation('ouvrirCandidature', '$appelId: ID!, $porteurId: ID!', 'appelId: $appelId, porteurId: $porteurId'),
  enregistrer: mutation('enregistrerCandidature', '$d: EnregistrerCandidatureInput!', 'demande: $d'),
  deposer: mutation('deposerCandidature', '$id: ID!, $version: Int', 'id: $id, version: $version'),
  retirer: mutation('retirerCandidature', '$id: ID!, $motif: String!', 'id: $id, motif: $motif'),
  retirerPiece: mutation('retirerPiece', '$id: ID!', 'id: $id'),
  demanderComplements: mutation('demanderComplements', '$d: DemanderComplementsInput!', 'demande: $d'),
  repondre: mutation('repondreComplements', '$id: ID!, $reponse: String!', 'id: $id, reponse: $reponse'),
  recevable: mutation('declarerRecevable', '$id: ID!', 'id: $id'),
  irrecevable: mutation('declarerIrrecevable', '$id: ID!, $motif: String!', 'id: $id, motif: $motif'),
  commencer: mutation('commencerInstruction', '$id: ID!', 'id: $id'),
  noter: mutation('noterCandidature', '$d: NoterCandidatureInput!', 'demande: $d'),
  terminer: mutation('terminerInstruction', '$d: TerminerInstructionInput!', 'demande: $d'),
} as const;

/** What any of them answers: the file, or the refusal. */
export interface Reponse {
  id?: string;
  etat?: string;
  version?: number;
  numero?: string | null;
  deposeLe?: string | null;
  empreinte?: string | null;
  code?: string;
  message?: string;
  chemin?: string | null;
  details?: { code: string; chemin: string; message: string }[];
}

export interface Point {
  code: string;
  chemin: string;
  message: string;
}

/** Asks one operation as this person. */
export async function demander(
  s: Plateforme,
  qui: ClePersonne | null,
  operation: keyof typeof OPERATIONS,
  variables: Record<string, unknown>,
): Promise<Reponse> {
  const { r } = await s.gql<{ r: Reponse }>(qui && s.monde.jetons[qui], OPERATIONS[operation], variables);
  return r;
}

/** Reads and writes one file as its applicant, unless another person or another file is named. */
export function mains(serveur: () => Plateforme, dossier: () => string) {
  const lire = async <T>(champs: string, qui: ClePersonne | null = 'hubBretagne', id = dossier()): Promise<T> => {
    const s = serveur();
    const requete = `query ($id: ID!) { candidature(id: $id) ${champs} }`;
    return (await s.gql<{ candidature: T }>(qui && s.monde.jetons[qui], requete, { id })).candidature;
  };
  const enregistrer = async (changement: object, id = dossier(), qui: ClePersonne = 'hubBretagne') => {
    const { version } = await lire<{ version: number }>('{ version }', qui, id);
    return demander(serveur(), qui, 'enregistrer', { d: { id, version, ...changement } });
  };
  return { lire, enregistrer };
}

/** The published AMI Hubs 2020 with its 2.3 M€, and its instructor. */
export async function semerAmiHubs(s: Plateforme, changement: object = {}): Promise<string> {
  const { gestionnaire, gestionnaire2, bdtVotante } = s.monde.jetons;
  const { creerAppel } = await s.gql<{ creerAppel: Reponse }>(gestionnaire, CREER_APPEL, {
    d: { ...AMI_HUBS_2020, ...changement },
  });
  const appelId = creerAppel.id ?? '';
  const d = { financeurId: s.monde.organismes.bdt, appelId, libelle: 'AMI Hubs', dispositif: 'Hubs', exercice: 2020 };
  const { creerEnveloppe } = await s.gql<{ creerEnveloppe: Reponse }>(bdtVotante, CREER_ENVELOPPE, { d });
  const dotation = { cle: cle(), enveloppeId: creerEnveloppe.id, montant: '230000000' };
  await s.gql(gestionnaire, DOTER_ENVELOPPE, { d: dotation });
  const { publierAppel } = await s.gql<{ publierAppel: Reponse }>(gestionnaire2, PUBLIER_APPEL, { id: appelId });
  if (publierAppel.etat === undefined) throw new Error(JSON.stringify(publierAppel));
  await affecter({ query: s.sql as never }, s.monde.personnes.instructrice, 'INSTRUCTEUR', {
    organismeId: s.monde.organismes.bdt,
    appelId,
  });
  return appelId;
}

/**
 * The file of scenario E1: 600 000 € over 24 months, 350 000 asked from the Banque des Territoires (250 + 50 QPV + 50 ACV),
 * Région 120 000, Rennes Métropole 60 000, a foundation 20 000, own 50 000.
 */
export function dossierE1({ organismes }: Monde) {
  const part = (financeurId: string, montant: string) => ({ type: 'SUBVENTION', financeurId, montant });
  return {
    titre: 'Hub Bretagne, tête de réseau de la médiation numérique',
    resume: 'Un hub pour quatre départements : animer les acteurs, accompagner leurs projets.',
    origineInitiative: 'PORTEUR',
    nature: 'FONCTIONNEMENT',
    debut: '2021-10-01',
    fin: '2023-09-30',
    regimeAide: 'DE_MINIMIS_SIEG',
    montantDemande: '35000000',
    contratEngagementRepublicain: { date: '2021-06-01', signataire: 'Gwenn Exemple' },
    territoires: ['22', '29', '35', '56'].map((code) => ({ nature: 'DEPARTEMENT', code })),
    partenaires: [{ organismeId: organismes.brestMetropole, role: 'Accueil des ateliers', mandatLe: '2021-05-12' }],
    actions: [
      {
        intitule: 'Animer le réseau brestois',
        description: 'Rencontres mensuelles des médiateurs.',
        indicateur: 'Structures animées',
        cible: '60',
        lieux: [{ communeCode: '29019', dispositif: 'QPV', zonageCode: 'QP029001' }],
      },
      {
        intitule: 'Accompagner les projets du Morbihan',
        description: 'Appui au montage.',
        indicateur: 'Projets accompagnés',
        cible: '25',
        lieux: [{ communeCode: '56260', dispositif: 'ACV', zonageCode: '56260' }],
      },
    ],
    budget: [
      { compte: '641', libelle: 'Deux postes', montant: '40000000' },
      { compte: '622', libelle: 'Intervenants', montant: '20000000' },
      { compte: '74', libelle: 'Subventions demandées', montant: '55000000' },
      { compte: 'RP', libelle: 'Fonds propres', montant: '5000000' },
      { compte: '864', libelle: 'Bénévoles', montant: '1200000' },
      { compte: '870', libelle: 'Bénévolat', montant: '1200000' },
    ],
    plan: [
      part(organismes.bdt, '35000000'),
      part(organismes.regionBretagne, '12000000'),
      part(organismes.rennesMetropole, '6000000'),
      part(organismes.fondationAfnic, '2000000'),
      { type: 'RESSOURCES_PROPRES', montant: '5000000' },
    ],
  };
}

/** Sends a document as this person. */
export async function joindre(
  s: Plateforme,
  qui: ClePersonne | null,
  candidatureId: string,
  code: string,
  contenu: Uint8Array = pdfMinimal(),
  nom = `${code.toLowerCase()}.pdf`,
): Promise<{ statut: number; corps: { id?: string; adresse?: string; errors?: Reponse[] } }> {
  const corps = new FormData();
  corps.append('fichier', new Blob([new Uint8Array(contenu)]), nom);
  const reponse = await fetch(`${s.url}/pieces/${candidatureId}/${code}`, {
    method: 'POST',
    body: corps,
    headers: qui ? { authorization: `Bearer ${s.monde.jetons[qui]}` } : {},
  });
  return { statut: reponse.status, corps: (await reponse.json()) as { id?: string } };
}

/** Documents that the AMI asks from an association. */
export const PIECES_ASSOCIATION = ['STATUTS', 'DIRIGEANTS', 'SIRENE', 'RIB', 'COMPTES'];

/** Opens and fills a draft that only its deposit awaits, and answers its id. */
export async function preparer(
  s: Plateforme,
  qui: ClePersonne,
  porteurId: string,
  appelId: string,
  dossier: object = dossierE1(s.monde),
): Promise<string> {
  const ouverte = await demander(s, qui, 'ouvrir', { appelId, porteurId });
  const id = ouverte.id ?? '';
  const ecrite = await demander(s, qui, 'enregistrer', { d: { id, version: 1, ...dossier } });
  if (ecrite.version !== 2) throw new Error(JSON.stringify([ouverte, ecrite]));
  for (const code of PIECES_ASSOCIATION) {
    const { statut, corps } = await joindre(s, qui, id, code);
    if (statut !== 201) throw new Error(JSON.stringify(corps));
  }
  return id;
}

/** Marks that sum to 78 on the grid of the AMI (E1). */
export const NOTES_78 = [
  { critere: 'TERRITOIRE', points: 20 },
  { critere: 'COUVERTURE', points: 16 },
  { critere: 'GOUVERNANCE', points: 15 },
  { critere: 'MODELE', points: 15 },
  { critere: 'CAPACITE', points: 12 },
].map((n) => ({ ...n, commentaire: `Avis sur ${n.critere}.` }));

/** The least conference that examines a call: these members, without a president or a session. */
export async function semerConference(
  s: Plateforme,
  appelId: string,
  membres: (CleOrganisme & ClePersonne)[],
): Promise<void> {
  const conferenceId = cle();
  await s.sql(`insert into conference (id, nom, cree_le) values ($1, 'Conférence de Bretagne', maintenant())`, [
    conferenceId,
  ]);
  await s.sql('update appel_a_projets set conference_id = $1 where id = $2', [conferenceId, appelId]);
  for (const membre of membres) {
    await s.sql(
      `insert into membre (id, conference_id, organisme_id, titulaire_id, debut) values ($1, $2, $3, $4, '2021-01-01')`,
      [cle(), conferenceId, s.monde.organismes[membre], s.monde.personnes[membre]],
    );
  }
}

/**
 * A hundred copies of a complete draft, on a call of their own and each carried by an organisation of its own, all in the
 * hands of one person: what a closing day looks like.
 */
export async function copierCentFois(s: Plateforme, modele: string, personneId: string): Promise<string[]> {
  const appelId = cle();
  const ids = Array.from({ length: 100 }, () => ({ candidature: cle(), organisme: cle(), habilitation: cle() }));
  const colonnes = [ids.map((i) => i.candidature), ids.map((i) => i.organisme), ids.map((i) => i.habilitation)];
  const copier = (table: string, changes: Record<string, string>, depuis: string, ou: string, valeurs: unknown[]) =>
    s.sql(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${Object.entries(changes)
        .map(([c, v]) => `'${c}', ${v}`)
        .join(', ')}))).* from ${table} t ${depuis} where ${ou}`,
      valeurs,
    );
  const ensemble = 'cross join unnest($2::uuid[], $3::uuid[], $4::uuid[]) n (candidature, organisme, habilitation)';
  const [source] = await s.sql<{ appel_id: string; porteur_id: string }>(
    'select appel_id, porteur_id from candidature where id = $1',
    [modele],
  );
  const neuf = 'gen_random_uuid()';
  await copier('appel_a_projets', { id: '$2::uuid', code: "'CENT-COPIE'" }, '', 'id = $1', [source?.appel_id, appelId]);
  for (const table of ['regle', 'critere', 'piece_demandee']) {
    await copier(table, { id: neuf, appel_id: '$2::uuid' }, '', 'appel_id = $1', [source?.appel_id, appelId]);
  }
  await s.sql(
    `insert into organisme (id, nom, categorie, type_identifiant, identifiant, commune_code, representant_nom,
       representant_qualite, fictif, cree_le)
     select n.organisme, 'Porteur ' || n.organisme, categorie, type_identifiant, n.organisme, commune_code, representant_nom,
       representant_qualite, true, cree_le from organisme t ${ensemble} where t.id = $1`,
    [source?.porteur_id, ...colonnes],
  );
  await s.sql(
    `insert into habilitation (id, utilisateur_id, role, organisme_id, debut)
     select n.habilitation, $1, 'PORTEUR', n.organisme, maintenant() - interval '1 day' from unnest($2::uuid[], $3::uuid[]) n (habilitation, organisme)`,
    [personneId, colonnes[2], colonnes[1]],
  );
  const dossier = { id: 'n.candidature', porteur_id: 'n.organisme', appel_id: '$5::uuid' };
  await copier('candidature', dossier, ensemble, 't.id = $1', [modele, ...colonnes, appelId]);
  const ligne = { id: neuf, candidature_id: 'n.candidature' };
  for (const table of ['ligne_budget', 'ligne_plan', 'action', 'partenaire']) {
    await copier(table, ligne, ensemble, 't.candidature_id = $1', [modele, ...colonnes]);
  }
  // Two rows never answer for the same object of the store; nobody opens these.
  await copier('piece', { ...ligne, cle: neuf }, ensemble, 't.candidature_id = $1', [modele, ...colonnes]);
  await copier('candidature_territoire', { candidature_id: 'n.candidature' }, ensemble, 't.candidature_id = $1', [
    modele,
    ...colonnes,
  ]);
  await s.sql(
    `insert into lieu (id, action_id, rang, commune_code, dispositif, zonage_code)
     select gen_random_uuid(), copie.id, l.rang, l.commune_code, l.dispositif, l.zonage_code
     from action a join lieu l on l.action_id = a.id
     join action copie on copie.rang = a.rang and copie.candidature_id = any ($2::uuid[]) where a.candidature_id = $1`,
    [modele, colonnes[0]],
  );
  return colonnes[0] ?? [];
}
