import { somme, tauxAffiches, tauxBp, type CategorieOrganisme, type DonneesConvention } from '@tdt/domaine';
import { EXEMPLE_E1 } from '../../convention-multipartite/v1/exemple-e1.js';
import { EXEMPLE_LONG } from '../../convention-multipartite/v1/exemple-long.js';
import { EXEMPLE_E11, EXEMPLE_SEUIL } from '../../convention-multipartite/v1/exemples-cas.js';
import type { DonneesLettreEngagement } from '../../lettre-engagement/v1/index.js';
import type { DonneesLettreMecenat } from '../../lettre-mecenat/v1/index.js';
import type { DonneesNotification } from '../../lettre-notification/v1/index.js';
import type { DonneesRefus } from '../../lettre-refus/v1/index.js';
import type { DonneesDecision } from './decision.js';

/* The letters of domain.md §12: E1 retained and refused, 23 000 € exactly, E11. Nobody in them is real. */

const DECISION_E1: DonneesDecision = {
  reference: 'CAND-2021-000042',
  notifieeLe: '2023-12-18',
  lieu: 'Rennes',
  contact: ['Secrétariat de la conférence, 283 avenue du Général Patton, 35711 Rennes', 'conference@exemple.fr'],
  signataireNom: 'Yann Modèle (personne fictive)',
  signataireQualite: 'président de la conférence',
  porteur: identite(EXEMPLE_E1.beneficiaire),
  appel: EXEMPLE_E1.appel,
  seance: EXEMPLE_E1.seance,
  titre: EXEMPLE_E1.entete.titre,
  coutTotal: EXEMPLE_E1.cout.total,
  tribunal: 'tribunal administratif de Rennes, 3 contour de la Motte, 35044 Rennes',
  delaiDeDistance: false,
};

/** E1 retained: two acts taken, two still to come, one of them under a condition. */
export const NOTIFICATION_E1: DonneesNotification = {
  ...DECISION_E1,
  parts: EXEMPLE_E1.plan.lignes.map(({ financeur, categorie, dispositif, montant, acte }, rang) => ({
    financeur,
    categorie,
    dispositif,
    montant,
    acte: rang < 2 ? acte : null,
    condition: rang === 3 ? 'accord de son conseil d’administration avant le 31 mars 2024' : null,
  })),
  ressourcesPropres: EXEMPLE_E1.plan.ressourcesPropres,
  motifs: ['une couverture des quatre départements', 'des actions dans un quartier prioritaire de Brest'],
};

/** The same project refused by the four funders that were asked. */
export const REFUS_E1: DonneesRefus = {
  ...DECISION_E1,
  sollicites: EXEMPLE_E1.financeurs.map(({ denomination, categorie }) => ({ financeur: denomination, categorie })),
  montantDemande: somme(EXEMPLE_E1.plan.lignes.map((l) => l.montant)),
  motifs: [
    'la note de 41 sur 100 est inférieure au seuil de 60 fixé par l’appel',
    'le budget ne distingue pas les dépenses de formation de celles de fonctionnement',
  ],
};

export const ENGAGEMENT_SEUIL: DonneesLettreEngagement = {
  forme: 'LETTRE',
  lieu: 'Paris',
  ensemble: parLettre(EXEMPLE_SEUIL),
  financeurId: 'organisme-bdt',
  cumulAnnuel: 2_300_000n,
};

export const MECENAT_E11: DonneesLettreMecenat = {
  lieu: 'Brest',
  ensemble: parLettre(EXEMPLE_E11),
  financeurId: 'organisme-rivage',
  recuFiscal: true,
  citer: true,
};

const SUPPLEMENT: [nom: string, categorie: CategorieOrganisme][] = [
  ['Communauté de communes du Pays d’Œuvre & Cœur <de> Montagne', 'EPCI'],
  ['Mutualité « Bien-être & Numérique » – société d’assurance mutuelle', 'AUTRE_PRIVE'],
];

/** Fourteen funders, long names with every sign that a document must not trip on. */
export const EXEMPLE_14: DonneesConvention = avecSupplement();

function avecSupplement(): DonneesConvention {
  const [financeur, ligne, regle, echeancier] = [
    EXEMPLE_LONG.financeurs[6],
    EXEMPLE_LONG.plan.lignes[6],
    EXEMPLE_LONG.regles[6],
    EXEMPLE_LONG.echeanciers[6],
  ];
  if (!financeur || !ligne || !regle || !echeancier) throw new Error('L’exemple long a douze financeurs.');
  const ajouts = SUPPLEMENT.map(([denomination, categorie], rang) => {
    const [organismeId, partId] = [`organisme-${12 + rang}`, `part-${12 + rang}`];
    return {
      financeur: { ...financeur, organismeId, denomination, categorie },
      ligne: { ...ligne, partId, financeurId: organismeId, financeur: denomination, categorie },
      regle: { ...regle, partId },
      echeancier: { ...echeancier, partId },
    };
  });
  const ajoutes = 2n * ligne.montant;
  const total = EXEMPLE_LONG.cout.total + ajoutes;
  const lignes = [...EXEMPLE_LONG.plan.lignes, ...ajouts.map((a) => a.ligne)];
  const { ressourcesPropres } = EXEMPLE_LONG.plan;
  const taux = tauxAffiches([...lignes.map((l) => l.montant), ressourcesPropres], total);
  const { charges, produits, ...volontaires } = EXEMPLE_LONG.budget;
  return {
    ...EXEMPLE_LONG,
    financeurs: [...EXEMPLE_LONG.financeurs, ...ajouts.map((a) => a.financeur)],
    cout: { ...EXEMPLE_LONG.cout, total },
    plan: {
      ...EXEMPLE_LONG.plan,
      ressourcesPropresTauxBp: taux.at(-1) ?? 0,
      lignes: lignes.map((l, rang) => ({
        ...l,
        assiette: total,
        tauxBp: taux[rang] ?? 0,
        tauxAssietteBp: tauxBp(l.montant, total),
      })),
    },
    budget: {
      ...volontaires,
      charges: charges.map((c, rang) => (rang === 0 ? { ...c, montant: c.montant + ajoutes } : c)),
      produits: [
        ...ajouts.map(({ ligne: l }) => ({ compte: '7410', libelle: l.financeur, montant: l.montant })),
        ...produits,
      ].sort((a, b) => (a.compte < b.compte ? -1 : a.compte > b.compte ? 1 : 0)),
    },
    regles: [...EXEMPLE_LONG.regles, ...ajouts.map((a) => a.regle)],
    echeanciers: [...EXEMPLE_LONG.echeanciers, ...ajouts.map((a) => a.echeancier)],
  };
}

/** A long notification: fourteen shares, a project of two lines, many reasons, a porteur overseas. */
export const NOTIFICATION_14: DonneesNotification = {
  ...NOTIFICATION_E1,
  titre: EXEMPLE_14.entete.titre,
  coutTotal: EXEMPLE_14.cout.total,
  parts: EXEMPLE_14.plan.lignes.map(({ financeur, categorie, dispositif, montant, acte, condition }) => ({
    financeur,
    categorie,
    dispositif,
    montant,
    acte,
    condition,
  })),
  ressourcesPropres: EXEMPLE_14.plan.ressourcesPropres,
  motifs: Array.from({ length: 12 }, (_, rang) => `motif n° ${rang + 1} : ${EXEMPLE_E1.objet}`),
  delaiDeDistance: true,
};

/** Only what the letter prints, so that nothing else is joined to it. */
function identite(partie: DonneesConvention['beneficiaire']): DonneesDecision['porteur'] {
  const { denomination, categorie, siret, rna, siege, representantNom } = partie;
  return { denomination, categorie, siret, rna, siege, representantNom };
}

/** Paid when the letter comes back signed. */
function parLettre(donnees: DonneesConvention): DonneesConvention {
  const evenement = 'Retour de la lettre signée';
  return {
    ...donnees,
    echeanciers: donnees.echeanciers.map((echeancier) => ({
      ...echeancier,
      versements: echeancier.versements.map((v) => ({ ...v, evenement, pieces: ['lettre signée', 'RIB'] })),
    })),
  };
}
