import { instantDeParis, type DetailRefus } from '@tdt/domaine';
import { gql, type DonneesDe } from '../commun/api.js';

/** The conferences of this person, with what a summons depends on. */
export const CONFERENCES = gql(`
  query ConferencesAConvoquer {
    conferences(first: 50) {
      edges {
        node {
          id nom
          reglement {
            majorite majoriteNumerateur majoriteDenominateur assiette pouvoirsMax voixPreponderante
            quorumNumerateur quorumDenominateur delaiConvocationJours delaiSecondeConvocationJours
          }
          membres { id voix president debut fin titulaireNom organisme { nom } }
        }
      }
    }
  }
`);

/** The files that may come to the agenda: their instruction is over, or they were put off. */
export const DOSSIERS_PRETS = gql(`
  query DossiersPrets($conferenceId: ID!) {
    instruits: candidatures(first: 100, filtre: { conferenceId: $conferenceId, etat: INSTRUIT }) {
      edges { node { id titre etat score montantDemande porteur { nom } appel { titre } } }
    }
    ajournes: candidatures(first: 100, filtre: { conferenceId: $conferenceId, etat: AJOURNE }) {
      edges { node { id titre etat score montantDemande porteur { nom } appel { titre } } }
    }
    enAttente: candidatures(first: 100, filtre: { conferenceId: $conferenceId, etat: LISTE_ATTENTE }) {
      edges { node { id titre etat score montantDemande porteur { nom } appel { titre } } }
    }
  }
`);

/** What the second summons takes from the first session. */
export const SEANCE_A_RECONVOQUER = gql(`
  query SeanceAReconvoquer($id: ID!) {
    seance(id: $id) {
      id etat intitule lieu prevueLe
      conference { id nom reglement { delaiSecondeConvocationJours } }
      points { id rang intitule }
    }
  }
`);

export const CONVOQUER_SEANCE = gql(`
  mutation ConvoquerSeance($d: ConvoquerSeanceInput!) {
    r: convoquerSeance(demande: $d) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export const AJOUTER_POINT = gql(`
  mutation AjouterPoint($d: AjouterPointInput!) {
    r: ajouterPoint(demande: $d) {
      __typename
      ... on Seance { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export type ConferenceLue = DonneesDe<typeof CONFERENCES>['conferences']['edges'][number]['node'];
type Prets = DonneesDe<typeof DOSSIERS_PRETS>;
export type DossierPret = Prets['instruits']['edges'][number]['node'];

/** The best marked first: that is the order of the agenda, and the one that breaks ties in a ranked list. */
export function dossiersPrets({ instruits, ajournes, enAttente }: Prets): DossierPret[] {
  return [instruits, ajournes, enAttente]
    .flatMap((liste) => liste.edges.map((e) => e.node))
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
}

export const AUTRES_POINTS = ['REGLEMENT_INTERIEUR', 'PROGRAMME', 'APPEL', 'AUTRE'] as const;
export type AutrePoint = (typeof AUTRES_POINTS)[number];

/** An item as it is typed: a file, or something else with its title. */
export interface PointSaisi {
  candidatureId: string | null;
  type: AutrePoint;
  intitule: string;
}

export interface ConvocationSaisie {
  conferenceId: string;
  intitule: string;
  jour: string;
  heure: string;
  lieu: string;
  points: PointSaisi[];
}

export const CONVOCATION_VIERGE: ConvocationSaisie = {
  conferenceId: '',
  intitule: '',
  jour: '',
  heure: '',
  lieu: '',
  points: [],
};

export const pointDeDossier = (candidatureId: string): PointSaisi => ({ candidatureId, type: 'AUTRE', intitule: '' });

/** What identifies an item of the list: no two are the same. */
export const cleDePoint = ({ candidatureId, type, intitule }: PointSaisi): string =>
  candidatureId ?? `${type}~${intitule}`;

const CHAMPS = ['conferenceId', 'intitule', 'jour', 'heure', 'lieu'] as const;

/** A prepared summons as an address: the secretariat prepares it, the chair opens it and summons. */
export function adresseDe(saisie: ConvocationSaisie): string {
  const parametres = new URLSearchParams(CHAMPS.map((c) => [c, saisie[c]]));
  for (const point of saisie.points) parametres.append('point', cleDePoint(point));
  return `/seances/nouvelle?${parametres}`;
}

/** The prepared summons that this address holds; null when it holds none. */
export function lireAdresse(parametres: URLSearchParams): ConvocationSaisie | null {
  const points = parametres.getAll('point').map((texte): PointSaisi => {
    const [type, ...reste] = texte.split('~');
    const connu = AUTRES_POINTS.find((t) => t === type);
    return connu ? { candidatureId: null, type: connu, intitule: reste.join('~') } : pointDeDossier(texte);
  });
  const champs = CHAMPS.map((c) => [c, parametres.get(c) ?? ''] as const);
  if (points.length === 0 && champs.every(([, valeur]) => valeur === '')) return null;
  return { ...CONVOCATION_VIERGE, ...Object.fromEntries(champs), points };
}

/** What the form itself sees, before anything is sent. */
export function manquesDe({
  intitule,
  jour,
  heure,
  lieu,
}: Omit<ConvocationSaisie, 'conferenceId' | 'points'>): DetailRefus[] {
  const vides: [boolean, string, string][] = [
    [intitule.trim() === '', 'intitule', 'Donnez un intitulé à la séance.'],
    [jour === '', 'prevueLe', 'Indiquez le jour de la séance.'],
    [heure === '', 'heure', 'Indiquez l’heure de la séance.'],
    [lieu.trim() === '', 'lieu', 'Indiquez le lieu, ou l’adresse de la visioconférence.'],
  ];
  return vides.filter(([vide]) => vide).map(([, chemin, message]) => ({ code: 'INCOMPLET' as const, chemin, message }));
}

export const prevueLe = ({ jour, heure }: Pick<ConvocationSaisie, 'jour' | 'heure'>): string =>
  instantDeParis(jour, `${heure}:00`).toISOString();

export const pointDemande = ({ candidatureId, type, intitule }: PointSaisi) =>
  candidatureId ? { type: 'PLAN_DE_FINANCEMENT' as const, candidatureId } : { type, intitule };
