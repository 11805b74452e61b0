import type { EtatCandidature } from '@tdt/domaine';

/** What the address of the board says: a filter can be sent, kept as a favourite, and found again by the back button. */
export interface FiltreTableau {
  appel: string;
  etat: string;
  region: string;
  instructeur: string;
  recherche: string;
  tri: string;
}

const NOMS = ['appel', 'etat', 'region', 'instructeur', 'recherche', 'tri'] as const;
export const TRIS = [
  { valeur: 'MODIFIE_LE', texte: 'Dernière modification' },
  { valeur: 'CREE_LE', texte: 'Ouverture du dossier' },
  { valeur: 'TITRE', texte: 'Titre du projet' },
] as const;

export function lireFiltre(adresse: URLSearchParams): FiltreTableau {
  return Object.fromEntries(NOMS.map((nom) => [nom, adresse.get(nom) ?? ''])) as unknown as FiltreTableau;
}

/** Only what is chosen is written. */
export function adresseFiltre(filtre: FiltreTableau): Record<string, string> {
  return Object.fromEntries(Object.entries(filtre).filter(([, v]) => v !== '')) as Record<string, string>;
}

export function filtreVide(filtre: FiltreTableau): boolean {
  return Object.entries(filtre).every(([nom, v]) => v === '' || nom === 'tri');
}

/** As the API reads it; `moi`: the person who looks. */
export function variablesDe(filtre: FiltreTableau, moi: string) {
  const tri = TRIS.find(({ valeur }) => valeur === filtre.tri)?.valeur ?? 'MODIFIE_LE';
  return {
    tri: tri as Api.TriCandidature,
    filtre: {
      appelId: filtre.appel || null,
      etat: (filtre.etat || null) as EtatCandidature | null,
      regionCode: filtre.region || null,
      instructeurId: filtre.instructeur === 'moi' ? moi : null,
      recherche: filtre.recherche || null,
    },
  };
}
