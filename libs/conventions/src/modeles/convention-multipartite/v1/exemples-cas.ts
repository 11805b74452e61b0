import {
  somme,
  tauxAffiches,
  tauxBp,
  type CategorieOrganisme,
  type DonneesConvention,
  type NaturePart,
  type PartieConvention,
} from '@tdt/domaine';
import { EXEMPLE_E1 } from './exemple-e1.js';

/*
 * The cases of domain.md §12 that switch clauses on and off, each a small change of E1. Nobody in them is real, and a figure
 * that no clause looks at is left as E1 has it.
 */

const EUROS = 100n;

/** A funder of a case; `organisme-<cle>` and `part-<cle>` in the data. */
export interface FinanceurCas {
  cle: string;
  nom: string;
  categorie: CategorieOrganisme;
  euros: bigint;
  nature?: NaturePart;
}

type Changement = Partial<Omit<DonneesConvention, 'financeurs' | 'plan' | 'regles' | 'echeanciers'>>;

/** E1 with other funders: plan, rules and schedules follow them, the rest changes as asked. */
export function cas(
  financeurs: readonly FinanceurCas[],
  eurosPropres: bigint,
  changement: Changement,
): DonneesConvention {
  const montants = financeurs.map((f) => f.euros * EUROS);
  const ressourcesPropres = eurosPropres * EUROS;
  const total = somme([...montants, ressourcesPropres]);
  const taux = tauxAffiches([...montants, ressourcesPropres], total);
  const [regle, echeancier] = [EXEMPLE_E1.regles.at(-1), EXEMPLE_E1.echeanciers[0]];
  return {
    ...EXEMPLE_E1,
    ...changement,
    cout: { ...(changement.cout ?? EXEMPLE_E1.cout), total },
    financeurs: financeurs.map((f): PartieConvention => ({
      ...(EXEMPLE_E1.financeurs[3] ?? EXEMPLE_E1.beneficiaire),
      organismeId: `organisme-${f.cle}`,
      denomination: f.nom,
      categorie: f.categorie,
      formeJuridique: null,
    })),
    plan: {
      ressourcesPropres,
      ressourcesPropresTauxBp: taux.at(-1) ?? 0,
      contributionsVolontaires: 0n,
      lignes: financeurs.map((f, rang) => ({
        partId: `part-${f.cle}`,
        financeurId: `organisme-${f.cle}`,
        financeur: f.nom,
        categorie: f.categorie,
        dispositif: 'Inclusion numérique',
        nature: f.nature ?? 'FONCTIONNEMENT',
        assiette: total,
        montant: f.euros * EUROS,
        tauxBp: taux[rang] ?? 0,
        tauxAssietteBp: tauxBp(f.euros * EUROS, total),
        acte: EXEMPLE_E1.plan.lignes[3]?.acte ?? null,
        condition: null,
      })),
    },
    regles: financeurs.flatMap((f) =>
      regle
        ? [
            {
              ...regle,
              partId: `part-${f.cle}`,
              base: f.euros * EUROS,
              maximum: f.euros * EUROS,
            },
          ]
        : [],
    ),
    echeanciers: financeurs.flatMap((f) =>
      echeancier
        ? [
            {
              ...echeancier,
              partId: `part-${f.cle}`,
              versements: echeancier.versements.slice(0, 1).map((v) => ({
                ...v,
                pourcentBp: 10_000,
                montant: f.euros * EUROS,
              })),
            },
          ]
        : [],
    ),
  };
}

const SANS_EXCEDENT = { ...EXEMPLE_E1.clauses, excedent: null };
const NON_ECONOMIQUE = { base: 'NON_ECONOMIQUE', cumulDeclare: null, plafond: null, reference: 'article 107' } as const;

function equipement(nature: NaturePart): DonneesConvention {
  const financeurs: FinanceurCas[] = [
    { cle: 'etat', nom: 'Préfecture du Morbihan (exemple)', categorie: 'ETAT', euros: 45_000n, nature },
    { cle: 'region', nom: 'Région Bretagne', categorie: 'REGION', euros: 17_000n, nature },
    { cle: 'departement', nom: 'Département du Morbihan', categorie: 'DEPARTEMENT', euros: 10_000n, nature },
    { cle: 'fondation', nom: 'Fondation Rivage (fictive)', categorie: 'FONDATION', euros: 10_000n, nature },
  ];
  return cas(financeurs, 18_000n, {
    beneficiaire: { ...EXEMPLE_E1.beneficiaire, denomination: 'Communauté de l’Exemple', categorie: 'EPCI' },
    actions: EXEMPLE_E1.actions.slice(1, 2).map((action) => ({ ...action, indicateurs: [] })),
    duree: { dateEffet: null, debut: '2024-04-01', fin: '2025-03-31', limiteBilan: '2025-09-30' },
    cout: { ...EXEMPLE_E1.cout, fongibiliteBp: null },
    aideEtat: NON_ECONOMIQUE,
    cer: null,
    clauses: SANS_EXCEDENT,
  });
}

/** E6 corrected: an intercommunalité buys equipment, 18 000 € of its own out of 90 000 € of public money. */
export const EXEMPLE_E6 = equipement('INVESTISSEMENT');

/** The same as an operating grant: neither the own share nor the décret of 2018 applies. */
export const EXEMPLE_E6_FONCTIONNEMENT = equipement('FONCTIONNEMENT');

/** E7: three communes, one carrier, the State alone, half of the cost; an object and clauses of its own. */
export const EXEMPLE_E7 = cas(
  [{ cle: 'etat', nom: 'Préfecture des Côtes-d’Armor (exemple)', categorie: 'ETAT', euros: 20_000n }],
  20_000n,
  {
    beneficiaire: { ...EXEMPLE_E1.beneficiaire, denomination: 'Commune de Lannion (exemple)', categorie: 'COMMUNE' },
    consortium: {
      mandatLe: '2024-01-15',
      membres: ['Perros-Guirec', 'Trégastel'].map((nom) => ({
        denomination: `Commune de ${nom} (exemple)`,
        siret: null,
        part: 0n,
      })),
    },
    actions: [],
    cout: { ...EXEMPLE_E1.cout, depensesExclues: [] },
    aideEtat: NON_ECONOMIQUE,
    cer: null,
    clauses: SANS_EXCEDENT,
    partiesLibres: {
      objet: [
        'Le projet ouvre, dans trois communes littorales, des permanences d’aide aux démarches en ligne.',
        'Il les relie au réseau départemental des conseillers numériques.',
      ],
      clauses: [
        {
          titre: 'Permanences d’été',
          texte: [
            'De juin à septembre, chaque commune tient deux permanences par semaine.',
            'Leur calendrier est publié avant le 15 mai.',
          ],
        },
        { titre: 'Matériel prêté', texte: ['Le matériel prêté au public reste la propriété des communes.'] },
      ],
    },
  },
);

/** E11: three private funders, an association, and no public money at all. */
export const EXEMPLE_E11 = cas(
  [
    { cle: 'rivage', nom: 'Fondation Rivage numérique (fictive)', categorie: 'FONDATION', euros: 50_000n },
    { cle: 'scop', nom: 'Société Exemple Télécoms (fictive)', categorie: 'ENTREPRISE', euros: 30_000n },
    { cle: 'oeuvrer', nom: 'Fonds de dotation Œuvrer (fictif)', categorie: 'FONDS_DE_DOTATION', euros: 20_000n },
  ],
  0n,
  { aideEtat: null, cer: null, clauses: { ...SANS_EXCEDENT, tribunal: null } },
);

/** E1 carried by a group: the lead partner may pass a part on, one funder waits for its assembly, a flat rate of overheads. */
export const EXEMPLE_GROUPEMENT: DonneesConvention = {
  ...EXEMPLE_E1,
  consortium: {
    mandatLe: '2024-01-15',
    membres: [{ denomination: 'Association Partenaire (fictive)', siret: '90000001900019', part: 40_000n * EUROS }],
  },
  cout: { ...EXEMPLE_E1.cout, fraisIndirectsBp: 700 },
  plan: {
    ...EXEMPLE_E1.plan,
    lignes: EXEMPLE_E1.plan.lignes.map((ligne, rang) =>
      rang === 3 ? { ...ligne, acte: null, condition: 'accord de son conseil d’administration' } : ligne,
    ),
  },
  clauses: { ...EXEMPLE_E1.clauses, reversementAutorise: true },
};

/** Exactly 23 000 € from one public funder, which defined the need: no convention is due by law (R26, T19; R29). */
export const EXEMPLE_SEUIL = cas(
  [{ cle: 'bdt', nom: 'Banque des Territoires', categorie: 'ETABLISSEMENT_PUBLIC', euros: 23_000n }],
  0n,
  {
    aideEtat: { base: 'DE_MINIMIS', cumulDeclare: 0n, plafond: 30_000_000n, reference: 'règlement (UE) 2023/2831' },
    clauses: { ...EXEMPLE_E1.clauses, origineInitiative: 'FINANCEUR' },
  },
);
