import type { DonneesRecu } from './donnees.js';

const EUROS = 100n;

/** Deposit of scenario E1 (domain.md §12): the last second of the call. Nobody in it is real. */
export const RECU_E1: DonneesRecu = {
  numero: 'CAND-2021-000042',
  recueLe: new Date('2021-06-30T21:59:59.000Z'),
  empreinte: '4be1d09a7c3f5528e6b19f0c27d8a34615ce90fb72a83d4451e07c96b8af2d03',
  appel: {
    type: 'AMI',
    titre: 'Hubs pour un numérique inclusif',
    reference: 'AMI-HUBS-2020',
    cloture: new Date('2021-06-30T21:59:59.999Z'),
  },
  porteur: {
    denomination: 'Hub Bretagne (association fictive)',
    siret: '90000001900019',
    rna: 'W353000001',
    deposant: 'Maëlle Fictive (personne fictive)',
  },
  titre: 'Hub Bretagne pour un numérique inclusif',
  coutTotal: 600_000n * EUROS,
  montantDemande: 550_000n * EUROS,
  demandes: [
    { financeur: 'Banque des Territoires', montant: 350_000n * EUROS },
    { financeur: 'Région Bretagne', montant: 120_000n * EUROS },
    { financeur: 'Rennes Métropole', montant: 60_000n * EUROS },
    { financeur: 'Fondation Rivage numérique (fictive)', montant: 20_000n * EUROS },
  ],
  pieces: [
    { libelle: 'Statuts de l’association', nomFichier: 'statuts-2020.pdf', taille: 248_112, sha256: '1f'.repeat(32) },
    {
      libelle: 'Comptes annuels 2020',
      nomFichier: 'comptes_2020_approuves.pdf',
      taille: 1_894_003,
      sha256: '2e'.repeat(32),
    },
    { libelle: 'Relevé d’identité bancaire', nomFichier: 'rib.pdf', taille: 912, sha256: '3d'.repeat(32) },
  ],
  contact: 'hubs@exemple.fr',
};
