import { RECU_E1 } from '../src/documents/recu-depot/v1/exemple-e1.js';
import type { DonneesRecu } from '../src/documents/recu-depot/v1/index.js';

export { RECU_E1 } from '../src/documents/recu-depot/v1/exemple-e1.js';

/** Fourteen funders, thirty documents, names that a document must not trip on, received by post. Nobody in it is real. */
export const RECU_LONG: DonneesRecu = {
  ...RECU_E1,
  titre: 'Équiper, relier et faire rayonner les lieux de médiation : « R&D <sociale> », l’œuvre d’une filière',
  demandes: Array.from({ length: 14 }, (_, rang) => ({
    financeur: `Communauté de communes du Pays d’Œuvre & Cœur <de> Montagne, commission n° ${rang + 1}`,
    montant: 3_928_571n + (rang === 0 ? 6n : 0n),
  })),
  pieces: Array.from({ length: 30 }, (_, rang) => ({
    libelle: `Lettre d’intention n° ${rang + 1} d’un partenaire & de son réseau <local>`,
    nomFichier: `lettre-d’intention-${rang + 1}-signée-par-l’œuvre.pdf`,
    taille: 1_000 * (rang + 1) ** 3,
    sha256: String(rang + 10).repeat(32),
  })),
  reception: {
    canal: 'courrier',
    enregistreeLe: new Date('2021-07-02T08:15:00Z'),
    enregistreePar: 'Inès Exemple (personne fictive)',
  },
};
