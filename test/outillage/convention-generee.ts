import type { Client } from '../../apps/outils/scenario-e1/client.js';
import type { ClePersonne } from '../monde-donnees.js';

type Textes = Record<'id' | 'numero' | 'etat' | 'total' | 'donnees' | 'empreinte' | 'adresse', string>;
type Figes = Record<'figeeLe' | 'pdfEmpreinte' | 'sceau' | 'cachetNiveau' | 'scelleEmpreinte', string | null>;
export interface Convention extends Textes, Figes {
  __typename: 'Convention';
  version: number;
}

export const CHAMPS = `Convention { id numero version etat total donnees empreinte figeeLe pdfEmpreinte sceau
  cachetNiveau scelleEmpreinte adresse }`;

export const COMPLEMENTS = {
  acteBeneficiaire: { type: 'CONSEIL_ADMINISTRATION', numero: '2021-02', date: '2021-06-14' },
  excedentBp: 500,
};

interface Partie {
  client: Client;
  candidatureId: string;
}
interface Redigees {
  version: number;
  objet?: string;
  clauses?: { titre: string; texte: string }[];
}

/** Writes the free parts of the convention of this file. */
export function rediger({ client, candidatureId }: Partie, redigees: Redigees, qui: ClePersonne = 'gestionnaire') {
  const champs = 'PartiesLibres { version objet clauses { titre texte } }';
  const demande = { candidatureId, objet: '', clauses: [], ...redigees };
  return client.tenter<object>(qui, 'redigerPartiesLibres', champs, {
    demande: ['RedigerPartiesLibresInput!', demande],
  });
}

export const CLAUSE = { titre: 'Logo', texte: 'Le logo de chaque financeur\nest affiché à l’entrée.' };
export const CLAUSE_IMPRIMEE = { titre: 'Logo', texte: ['Le logo de chaque financeur', 'est affiché à l’entrée.'] };

/** Who writes what over which version, and the answer, one after the other. */
export const REDACTIONS: readonly [cas: string, qui: ClePersonne, redigees: Redigees, reponse: object][] = [
  ['le porteur n’écrit rien', 'hubBretagne', { version: 0 }, { code: 'INTERDIT' }],
  ['l’instruction non plus', 'instructrice', { version: 0 }, { code: 'INTERDIT' }],
  ['sur ce qui n’existe pas', 'gestionnaire', { version: 1 }, { code: 'CONFLIT_VERSION', chemin: 'version' }],
  ['un objet', 'gestionnaire', { version: 0, objet: 'Relier.' }, { version: 1, objet: 'Relier.', clauses: [] }],
  ['sur ce qu’un autre vient d’écrire', 'gestionnaire2', { version: 0 }, { code: 'CONFLIT_VERSION' }],
  [
    'une clause sans titre',
    'gestionnaire2',
    { version: 1, clauses: [CLAUSE, { titre: '', texte: 'Sans titre' }] },
    { code: 'ENTREE_INVALIDE', chemin: 'clauses[1].titre' },
  ],
  ['une clause', 'gestionnaire2', { version: 1, clauses: [CLAUSE] }, { version: 2, objet: '', clauses: [CLAUSE] }],
];
