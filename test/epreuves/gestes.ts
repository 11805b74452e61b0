import { nouvelId } from '@tdt/socle';
import { AMI_HUBS_2020 } from '../monde-appels.js';
import { avecCle, type Arguments } from '../monde-client.js';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import type { Monde } from '../monde.js';
import type { Guichet } from './guichet.js';
import { hasard, tirer } from './outils.js';

/** What random people have made so far, for others to act upon. */
interface Memoire {
  Utilisateur: string[];
  Habilitation: string[];
  AppelAProjets: string[];
  Enveloppe: string[];
}

interface Geste {
  /** Type of what the act answers. */
  type: string;
  /** Who may, on the right object. */
  par: ClePersonne;
  /** Its refusal leaves a line (trust.md §5). */
  sensible?: true;
  args: (m: Monde, fait: Memoire, des: () => number) => Arguments;
}

const ORGANISMES: CleOrganisme[] = ['bdt', 'regionBretagne', 'anct', 'hubBretagne'];
const PERSONNES: ClePersonne[] = ['admin', 'gestionnaire', 'regionBretagne', 'hubBretagne'];
const ROLES = ['FINANCEUR', 'PORTEUR', 'GESTIONNAIRE', 'INSTRUCTEUR'];

const demande = (type: string, valeur: object): Arguments => ({ demande: [`${type}Input!`, valeur] });
const nombreTire = (max: number, des: () => number) => Math.floor(des() * max);

/** Acts that are often good and often to refuse: a wrong person, an object that does not exist, a name already taken. */
const GESTES: Record<string, Geste> = {
  creerOrganisme: {
    type: 'Organisme',
    par: 'gestionnaire',
    args: (_m, _fait, des) =>
      demande('CreerOrganisme', {
        nom: 'Association tirée au sort',
        categorie: 'ASSOCIATION',
        typeIdentifiant: 'RNA',
        identifiant: `W${nombreTire(1e9, des).toString().padStart(9, '0')}`.slice(0, des() < 0.8 ? 10 : 7),
      }),
  },
  creerUtilisateur: {
    type: 'Utilisateur',
    par: 'admin',
    args: (_m, _fait, des) =>
      demande('CreerUtilisateur', {
        courriel: `p${nombreTire(2_000, des)}@exemple.fr`,
        prenom: 'Camille',
        nom: 'Tirée',
      }),
  },
  accorderHabilitation: {
    type: 'Habilitation',
    par: 'admin',
    sensible: true,
    args: (m, fait, des) =>
      demande('AccorderHabilitation', {
        utilisateurId: tirer([...fait.Utilisateur, m.personnes.admin, nouvelId()], des),
        role: tirer(ROLES, des),
        organismeId: des() < 0.9 ? m.organismes[tirer(ORGANISMES, des)] : nouvelId(),
      }),
  },
  retirerHabilitation: {
    type: 'Habilitation',
    par: 'admin',
    sensible: true,
    args: (_m, fait, des) => ({ id: ['ID!', tirer([...fait.Habilitation, nouvelId()], des)] }),
  },
  creerAppel: {
    type: 'AppelAProjets',
    par: 'gestionnaire',
    args: (_m, _fait, des) => demande('CreerAppel', { ...AMI_HUBS_2020, code: `TIRE-${nombreTire(3_000, des)}` }),
  },
  publierAppel: {
    type: 'AppelAProjets',
    par: 'gestionnaire',
    sensible: true,
    args: (_m, fait, des) => ({ id: ['ID!', tirer([...fait.AppelAProjets, nouvelId()], des)] }),
  },
  creerEnveloppe: {
    type: 'Enveloppe',
    par: 'gestionnaire',
    args: (m, fait, des) =>
      demande('CreerEnveloppe', {
        financeurId: m.organismes[des() < 0.7 ? 'bdt' : tirer(ORGANISMES, des)],
        appelId: tirer([...fait.AppelAProjets, null], des),
        libelle: 'Tirée au sort',
        dispositif: 'Essai',
        exercice: 2021,
      }),
  },
  doterEnveloppe: {
    type: 'Enveloppe',
    par: 'gestionnaire',
    sensible: true,
    args: (_m, fait, des) =>
      demande('DoterEnveloppe', {
        enveloppeId: tirer([...fait.Enveloppe, nouvelId()], des),
        montant: tirer(['100', '23000000000', '0'], des),
      }),
  },
  voter: {
    type: 'Vote',
    par: 'bdtVotante',
    sensible: true,
    args: () => demande('Voter', { scrutinId: nouvelId(), membreId: nouvelId(), sens: 'POUR' }),
  },
  libererPart: {
    type: 'Part',
    par: 'regionBretagne',
    sensible: true,
    args: () => demande('LibererPart', { partId: nouvelId(), motif: 'essai' }),
  },
  mettreEnSignature: {
    type: 'Convention',
    par: 'gestionnaire',
    sensible: true,
    args: () => demande('MettreEnSignature', { conventionId: nouvelId() }),
  },
};

function document(nom: string, type: string, args: Arguments): string {
  const entete = Object.entries(args).map(([cle, [t]]) => `$${cle}: ${t}`);
  const passage = Object.keys(args).map((cle) => `${cle}: $${cle}`);
  const lus = `... on ${type} { id } ... on Refus { code }`;
  return `mutation (${entete.join(', ')}) { ${nom}(${passage.join(', ')}) { ${lus} } }`;
}

export interface Tirage {
  acceptes: number;
  refuses: number;
  /** Refusals of sensitive acts to somebody known: each must have left a line. */
  refusSensibles: number;
}

/** Plays `combien` acts chosen by chance through the API. */
export async function tirerDesActes(guichet: Guichet, combien: number, graine = 2021): Promise<Tirage> {
  const des = hasard(graine);
  const fait: Memoire = { Utilisateur: [], Habilitation: [], AppelAProjets: [], Enveloppe: [] };
  const bilan: Tirage = { acceptes: 0, refuses: 0, refusSensibles: 0 };
  for (let n = 0; n < combien; n += 1) {
    const [nom, { type, par, sensible, args: fabriquer }] = tirer(Object.entries(GESTES), des);
    const args = avecCle(fabriquer(guichet.monde, fait, des));
    const jeton = des() < 0.05 ? null : guichet.monde.jetons[des() < 0.75 ? par : tirer(PERSONNES, des)];
    const variables = Object.fromEntries(Object.entries(args).map(([cle, [, valeur]]) => [cle, valeur]));
    const requete = document(nom, type, args);
    const { data, errors } = await guichet.brut<Record<string, { id?: string }>>(jeton, requete, variables);
    const reponse = data?.[nom];
    if (errors || !reponse) throw new Error(`${nom} : ${JSON.stringify(errors)}`);
    if (reponse.id !== undefined) {
      bilan.acceptes += 1;
      if (type in fait) fait[type as keyof Memoire].push(reponse.id);
      continue;
    }
    bilan.refuses += 1;
    if (jeton !== null && sensible) bilan.refusSensibles += 1;
  }
  return bilan;
}
