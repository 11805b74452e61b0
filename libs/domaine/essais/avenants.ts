import type { DonneesConvention, LignePlanConvention } from '../src/convention/donnees.js';
import type { Modification } from '../src/convention/modification.js';
import type { CategorieOrganisme } from '../src/identifiants/categories.js';
import { avecLignes, donneesE1, ligne, partie } from './convention.js';

export const CHARGE = { compte: '641', libelle: 'Postes' };
export const PROPRES = { compte: 'RP', libelle: '' };

/** A convention whose budget is that of its plan, and whose cost is what it brings together. */
export function convention(
  lignes: LignePlanConvention[],
  propres: bigint,
  autrement: Partial<DonneesConvention> = {},
): DonneesConvention {
  const total = lignes.reduce((t, l) => t + l.montant, propres);
  const base = avecLignes(lignes.map((l) => ({ ...l, assiette: l.assiette < total ? l.assiette : total })));
  return {
    ...base,
    cout: { ...base.cout, total, natureDepenses: 'équipement' },
    plan: { ...base.plan, ressourcesPropres: propres },
    regles: lignes.map(({ partId, montant }) => ({
      partId,
      mode: 'PLAFOND',
      base: montant,
      bonifications: [],
      maximum: montant,
    })),
    budget: {
      charges: [{ ...CHARGE, montant: total }],
      produits: [
        ...lignes.map((l) => ({ compte: '7402', libelle: l.financeur, montant: l.montant })),
        { ...PROPRES, montant: propres },
      ],
      emplois: [],
      ressources: [],
    },
    ...autrement,
  };
}

export const e1 = () => convention(donneesE1().plan.lignes, 5_000_000n);

export const investissement = { nature: 'INVESTISSEMENT' } as const;
/** E6 of domain.md §12, corrected: an EPCI buys equipment for 100 000 €. */
export const e6 = (categorie: CategorieOrganisme = 'EPCI') =>
  convention(
    [
      ligne('etat', 'État', 'ETAT', 4_500_000n, investissement),
      ligne('region', 'Région', 'REGION', 1_700_000n, investissement),
      ligne('departement', 'Département', 'DEPARTEMENT', 1_000_000n, investissement),
      ligne('fondation', 'Fondation', 'FONDATION', 1_000_000n, investissement),
    ],
    1_800_000n,
    { beneficiaire: partie('epci', 'EPCI', categorie) },
  );

export const montant = (partId: string | null, de: bigint, vers: bigint): Modification => ({
  type: 'MONTANT',
  partId,
  de,
  vers,
});
export const poste = (de: bigint, vers: bigint): Modification => ({ type: 'LIGNE_BUDGET', ...CHARGE, de, vers });
export const fonds = (de: bigint, vers: bigint): Modification => ({ type: 'LIGNE_BUDGET', ...PROPRES, de, vers });

/** A funder who joins with this share, taken off the cost that its charge adds. */
export function arrivee(l: LignePlanConvention, autrement: Partial<ReturnType<typeof partie>> = {}): Modification {
  return {
    type: 'FINANCEUR',
    sens: 'ARRIVEE',
    rang: 0,
    rangPartie: 0,
    partie: { ...partie(l.financeurId, l.financeur, l.categorie), ...autrement },
    ligne: l,
    regle: { partId: l.partId, mode: 'PLAFOND', base: l.montant, bonifications: [], maximum: l.montant },
    echeancier: {
      partId: l.partId,
      comptable: null,
      ibanMasque: null,
      versements: [{ rang: 1, evenement: 'Fin', pourcentBp: 10_000, montant: l.montant, echeance: null, pieces: [] }],
    },
    subvention: { rang: 0, ligne: { compte: '7402', libelle: l.financeur, montant: l.montant } },
  };
}

/** E6 whose State pays 30 % in advance, then the rest. */
export function e6Avance(): DonneesConvention {
  const base = e6();
  return {
    ...base,
    echeanciers: base.echeanciers.map((e) => {
      if (e.partId !== 'part-etat') return e;
      const versement = { evenement: 'Étape', pourcentBp: 0, echeance: null, pieces: [] };
      const versements = [1_350_000n, 2_250_000n, 900_000n].map((m, i) => ({ ...versement, rang: i + 1, montant: m }));
      return { ...e, versements };
    }),
  };
}
