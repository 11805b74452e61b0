import {
  CHAMPS_BENEFICIAIRE,
  CHAMPS_DATE,
  dateDe,
  departDe,
  lignesModifiables,
  lireEuros,
  valeurBeneficiaire,
  type ChampBeneficiaire,
  type ChampDate,
  type DetailRefus,
  type DonneesConvention,
  type LigneBudgetConvention,
  type Modification,
} from '@tdt/domaine';
import { lireArrivees, type DitDeLArrivee, type SaisieArrivee } from './saisie-arrivee.js';

/** What is typed of an avenant, and it alone: a field that nobody has touched shows what the convention says. */
export interface SaisieAvenant {
  motif: string;
  /** By share. */
  montants: Record<string, string>;
  /** Shares whose funder leaves. */
  departs: string[];
  propres: string | null;
  /** By budget line (`cleLigne`). */
  lignes: Record<string, string>;
  dates: Partial<Record<ChampDate, string>>;
  beneficiaire: Partial<Record<ChampBeneficiaire, string>>;
  arrivees: SaisieArrivee[];
}

export const SAISIE_VIDE: SaisieAvenant = {
  motif: '',
  montants: {},
  departs: [],
  propres: null,
  lignes: {},
  dates: {},
  beneficiaire: {},
  arrivees: [],
};

/** Path of each field in this form. */
export const CHEMINS = {
  motif: 'motif',
  propres: 'propres',
  montant: (rang: number) => `montants[${rang}]`,
  depart: (rang: number) => `departs[${rang}]`,
  ligne: (rang: number) => `lignes[${rang}]`,
  date: (champ: ChampDate) => `dates.${champ}`,
  beneficiaire: (champ: ChampBeneficiaire) => `beneficiaire.${champ}`,
};

/** What names a line of the budget in what is typed. */
export function cleLigne({ compte, libelle }: Pick<LigneBudgetConvention, 'compte' | 'libelle'>): string {
  return `${compte} ${libelle}`;
}

/** A modification, and the field that asks for it. */
export interface Lue {
  chemin: string;
  modification: Modification;
  /** Of an arrival: what the modification does not say. */
  arrivee?: DitDeLArrivee;
}

export interface Lecture {
  lues: Lue[];
  /** What cannot be read as it is typed. */
  fautes: DetailRefus[];
}

type Change = (vers: bigint) => Modification;

/** Nothing when the field says what the convention says. */
function lireMontant(saisi: string | null | undefined, de: bigint, chemin: string, change: Change): Lecture {
  if (saisi === undefined || saisi === null) return { lues: [], fautes: [] };
  const lu = lireEuros(saisi);
  if (!lu.ok) {
    const message = saisi.trim() === '' ? 'Indiquez un montant, 0 s’il n’en reste rien.' : lu.refus.message;
    return { lues: [], fautes: [{ code: 'ENTREE_INVALIDE', chemin, message }] };
  }
  return { lues: lu.fait === de ? [] : [{ chemin, modification: change(lu.fait) }], fautes: [] };
}

function lireParts(donnees: DonneesConvention, { montants, departs }: SaisieAvenant): Lecture[] {
  return donnees.plan.lignes.map(({ partId, montant: de }, rang): Lecture => {
    if (departs.includes(partId)) {
      const depart = departDe(donnees, partId);
      const chemin = CHEMINS.depart(rang);
      if (!depart) return faute(chemin, 'La convention ne dit pas tout de cette part : elle ne s’en retire pas ainsi.');
      return { lues: [{ chemin, modification: depart }], fautes: [] };
    }
    return lireMontant(montants[partId], de, CHEMINS.montant(rang), (vers) => ({ type: 'MONTANT', partId, de, vers }));
  });
}

function lirePropres({ plan }: DonneesConvention, { propres }: SaisieAvenant): Lecture {
  const de = plan.ressourcesPropres;
  return lireMontant(propres, de, CHEMINS.propres, (vers) => ({ type: 'MONTANT', partId: null, de, vers }));
}

/** Place of the budget line that says the own resources, when one does: it follows them unless it is typed itself. */
export function rangDesPropres(donnees: DonneesConvention): number {
  const propres = donnees.plan.ressourcesPropres;
  return lignesModifiables(donnees).findIndex((l) => l.compte === 'RP' && l.montant === propres);
}

function lireLignes(donnees: DonneesConvention, saisie: SaisieAvenant): Lecture[] {
  const suit = rangDesPropres(donnees);
  return lignesModifiables(donnees).map((ligne, rang): Lecture => {
    const { compte, libelle, montant: de } = ligne;
    const saisi = saisie.lignes[cleLigne(ligne)] ?? (rang === suit ? saisie.propres : undefined);
    return lireMontant(saisi, de, CHEMINS.ligne(rang), (vers) => ({
      type: 'LIGNE_BUDGET',
      compte,
      libelle,
      de,
      vers,
    }));
  });
}

function lireDates(donnees: DonneesConvention, { dates }: SaisieAvenant): Lecture[] {
  return CHAMPS_DATE.map((champ): Lecture => {
    const [de, vers] = [dateDe(donnees, champ), dates[champ]];
    const chemin = CHEMINS.date(champ);
    if (vers === undefined || vers === (de ?? '')) return { lues: [], fautes: [] };
    if (vers === '') return faute(chemin, 'Une date se change, elle ne s’efface pas.');
    return { lues: [{ chemin, modification: { type: 'DATES', champ, de, vers } }], fautes: [] };
  });
}

function lireBeneficiaire(donnees: DonneesConvention, { beneficiaire }: SaisieAvenant): Lecture[] {
  return CHAMPS_BENEFICIAIRE.map((champ): Lecture => {
    const [de, vers] = [valeurBeneficiaire(donnees, champ), beneficiaire[champ]?.trim()];
    const chemin = CHEMINS.beneficiaire(champ);
    if (vers === undefined || vers === (de ?? '')) return { lues: [], fautes: [] };
    if (vers === '') return faute(chemin, 'Ce qui désigne le bénéficiaire se change, et ne s’efface pas.');
    return { lues: [{ chemin, modification: { type: 'BENEFICIAIRE', champ, de, vers } }], fautes: [] };
  });
}

function faute(chemin: string, message: string): Lecture {
  return { lues: [], fautes: [{ code: 'ENTREE_INVALIDE', chemin, message }] };
}

/** The modifications that the form asks for, in its order, and what cannot be read. */
export function lireSaisie(donnees: DonneesConvention, saisie: SaisieAvenant): Lecture {
  const lectures = [
    ...lireParts(donnees, saisie),
    lirePropres(donnees, saisie),
    ...lireLignes(donnees, saisie),
    ...lireDates(donnees, saisie),
    ...lireBeneficiaire(donnees, saisie),
  ];
  const autres = lectures.flatMap((l) => l.lues);
  // The last ones: a share that arrives is calculated on the cost that the rest of the avenant makes.
  const arrivees = lireArrivees(donnees, autres, saisie.arrivees);
  return {
    lues: [...autres, ...arrivees.flatMap((l) => l.lues)],
    fautes: [...lectures, ...arrivees].flatMap((l) => l.fautes),
  };
}

/** A path of a refusal (`modifications[2].vers`) as the field that it is about; the same path when it is about no field. */
export function cheminDuChamp(lues: readonly Lue[], chemin: string): string {
  const [, rang, champ = ''] = /^modifications\[(\d+)\](?:\.arrivee(\..+))?/.exec(chemin) ?? [];
  const lue = rang === undefined ? undefined : lues[Number(rang)];
  if (!lue) return chemin;
  return lue.arrivee ? lue.chemin + champ : lue.chemin;
}

/** Does this path name a field of the form? The others are about the avenant as a whole. */
export function aUnChamp(chemin: string): boolean {
  const arrivee = /^arrivees\[\d+\]\.(montant|dispositif|nature|assiette|acte\.(type|numero|date))$/;
  return (
    arrivee.test(chemin) || /^(motif$|propres$|montants\[|departs\[|lignes\[|dates\.|beneficiaire\.[A-Z])/.test(chemin)
  );
}

/** A modification as the API reads it: what it is about, and the new value. */
export function enDemande({ modification: m, arrivee }: Lue): Api.ModificationInput {
  switch (m.type) {
    case 'MONTANT':
      return { type: 'MONTANT', partId: m.partId, montant: String(m.vers) };
    case 'LIGNE_BUDGET':
      return { type: 'LIGNE_BUDGET', compte: m.compte, libelle: m.libelle, montant: String(m.vers) };
    case 'DATES':
      return { type: 'DATES', date: m.champ, jour: m.vers };
    case 'BENEFICIAIRE':
      return { type: 'BENEFICIAIRE', champ: m.champ, texte: m.vers };
    case 'FINANCEUR':
      if (!arrivee) return { type: 'FINANCEUR', partId: m.ligne.partId };
      return {
        type: 'FINANCEUR',
        arrivee: {
          ...arrivee,
          financeurId: m.partie.organismeId,
          dispositif: m.ligne.dispositif,
          nature: m.ligne.nature,
          montant: String(m.ligne.montant),
          acte: m.partie.acteHabilitant,
        },
      };
  }
}
