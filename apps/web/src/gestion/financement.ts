import {
  CLASSES_PAR_DEFAUT,
  controlerReglesDeLAppel,
  lireEuros,
  type CategorieOrganisme,
  type DetailRefus,
  type PorteeRegle,
} from '@tdt/domaine';
import { montantSaisi } from '../candidatures/saisie.js';
import { lireTaux, tauxSaisi } from '../commun/taux.js';
import { classesDe, regleDe, type AppelAvecRegles } from '../enveloppes/regle.js';

type RegleLue = AppelAvecRegles['reglesFinancement'][number];
export type TypeRegle = RegleLue['type'];

export interface ClasseSaisie {
  code: string;
  parent: string;
  libelle: string;
  categories: CategorieOrganisme[];
}

export interface RegleSaisie {
  code?: string;
  libelle: string;
  portee: PorteeRegle;
  /** For a class. */
  classe: string;
  /** For the envelopes of one funder, or else of a category. */
  financeur: { id: string; nom: string } | null;
  categorie: CategorieOrganisme | '';
  type: TypeRegle;
  /** A rate or an amount, by type. */
  valeur: string;
  base: 'DEPENSE_SUBVENTIONNABLE' | 'COUT_TOTAL';
  source: string;
}

/** Who may pay what, as it is typed; no class of its own means those of the platform. */
export interface FinancementSaisi {
  classes: ClasseSaisie[];
  regles: RegleSaisie[];
}

export const REGLE_VIERGE: RegleSaisie = {
  libelle: '',
  portee: 'CLASSE',
  classe: 'PUBLIC',
  financeur: null,
  categorie: '',
  type: 'TAUX_MAX',
  valeur: '',
  base: 'DEPENSE_SUBVENTIONNABLE',
  source: '',
};

/** Rules that are written and not sent yet, and the version of those that they are to replace. */
export interface FinancementGarde {
  version: number;
  saisi: FinancementSaisi;
}

export const gardeDuFinancement = (id: string) => `qui-paie-quoi.${id}`;

export const estTaux = (type: TypeRegle) => type === 'TAUX_MAX' || type === 'PARTICIPATION_MIN_MAITRE_OUVRAGE';

/** The kinds of rules that this target admits. */
export function typesPour(portee: PorteeRegle): TypeRegle[] {
  if (portee === 'CLASSE') return ['TAUX_MAX', 'MONTANT_MAX', 'PARTICIPATION_MIN_MAITRE_OUVRAGE'];
  return portee === 'ENVELOPPE' ? ['TAUX_MAX', 'MONTANT_MAX', 'MONTANT_MIN'] : ['TAUX_MAX', 'MONTANT_MAX'];
}

/** What the call says today of who pays what. */
export function financementDe(appel: AppelAvecRegles): FinancementSaisi {
  const parDefaut = CLASSES_PAR_DEFAUT.map((c) => c.code).join();
  const siennes = appel.classesFinanceurs;
  return {
    classes:
      siennes.map((c) => c.code).join() === parDefaut
        ? []
        : siennes.map((c) => ({
            code: c.code,
            parent: c.parent ?? '',
            libelle: c.libelle,
            categories: [...c.categories],
          })),
    regles: appel.reglesFinancement.map((r) => ({
      code: r.code,
      libelle: r.libelle,
      portee: r.portee,
      classe: r.classe ?? '',
      financeur: r.financeur && { id: r.financeur.id, nom: r.financeur.nom },
      categorie: r.categorie ?? '',
      type: r.type,
      valeur: r.montant === null ? tauxSaisi(r.tauxBp ?? 0) : montantSaisi(r.montant),
      base: r.base === 'COUT_TOTAL' ? 'COUT_TOTAL' : 'DEPENSE_SUBVENTIONNABLE',
      source: r.sourceJuridique,
    })),
  };
}

function regleLue(r: RegleSaisie, code: string): RegleLue {
  const euros = lireEuros(r.valeur);
  const taux = estTaux(r.type);
  return {
    id: code,
    code,
    libelle: r.libelle.trim(),
    portee: r.portee,
    classe: r.portee === 'CLASSE' ? r.classe : null,
    financeur: r.portee === 'ENVELOPPE' ? r.financeur : null,
    categorie: r.portee === 'ENVELOPPE' && !r.financeur && r.categorie !== '' ? r.categorie : null,
    type: r.type,
    tauxBp: taux ? lireTaux(r.valeur) : null,
    base: r.type === 'TAUX_MAX' ? r.base : taux ? 'FINANCEMENT_PUBLIC' : null,
    montant: !taux && euros.ok ? String(euros.fait) : null,
    sourceJuridique: r.source.trim(),
  };
}

/** The rules as the API would read them again: what the sentences and the example are made from. */
export function reglesLues({ classes, regles }: FinancementSaisi): AppelAvecRegles {
  const pris = new Set(regles.map(({ code }) => code));
  let rang = 0;
  const suivant = (): string => {
    rang += 1;
    return pris.has(`REGLE-${rang}`) ? suivant() : `REGLE-${rang}`;
  };
  return {
    classesFinanceurs: classes.map((c) => ({ ...c, libelle: c.libelle.trim(), parent: c.parent || null })),
    reglesFinancement: regles.map((r) => regleLue(r, r.code ?? suivant())),
  };
}

/** What is sent: everything, since it replaces everything, and which rules it replaces. */
export function demandeFinancement(
  appelId: string,
  { version, saisi }: FinancementGarde,
): Omit<Api.DefinirReglesFinancementInput, 'cle'> {
  const { classesFinanceurs, reglesFinancement } = reglesLues(saisi);
  return {
    appelId,
    version,
    classes: classesFinanceurs.map(({ code, parent, libelle, categories }) => ({ code, parent, libelle, categories })),
    regles: reglesFinancement.map(({ id: _id, financeur, ...r }) => ({ ...r, financeurId: financeur?.id ?? null })),
  };
}

/** From the words of the rules to the fields of the form. */
export function champFinancement(chemin: string): string {
  return chemin
    .replace(/\.(tauxBp|montant)$/, '.valeur')
    .replace(/\.sourceJuridique$/, '.source')
    .replace(/\.(cible|financeurId|classe)$/, '.portee')
    .replace(/^regles$/, 'regles[0].portee');
}

const manque = (chemin: string, message: string): DetailRefus => ({ code: 'INCOMPLET', chemin, message });

/** Why a rate or an amount cannot be read. */
function valeurIllisible({ type, valeur }: RegleSaisie): string | null {
  if (estTaux(type))
    return lireTaux(valeur) ? null : 'Écrivez un taux au-dessus de 0 et jusqu’à 100, comme 80 ou 37,5.';
  const lu = lireEuros(valeur);
  if (lu.ok && lu.fait > 0n) return null;
  return lu.ok ? 'Écrivez un montant supérieur à zéro.' : lu.refus.message;
}

/** Everything that stops these rules, each at its row: what the form asks, then the very rule of the API. */
export function manquesFinancement(saisi: FinancementSaisi): DetailRefus[] {
  const formulaire = [
    ...saisi.classes.flatMap((c, i) =>
      c.libelle.trim() === '' ? [manque(`classes[${i}].libelle`, 'Nommez cette classe.')] : [],
    ),
    ...saisi.regles.flatMap((r, i) => {
      const valeur = valeurIllisible(r);
      return [
        ...(r.libelle.trim() === '' ? [manque(`regles[${i}].libelle`, 'Donnez un nom à cette règle.')] : []),
        ...(valeur ? [manque(`regles[${i}].valeur`, valeur)] : []),
        ...(r.source.trim() === '' ? [manque(`regles[${i}].source`, 'Citez le texte dont vient cette règle.')] : []),
      ];
    }),
  ];
  if (formulaire.length > 0) return formulaire;
  const lues = reglesLues(saisi);
  const decision = controlerReglesDeLAppel({ classes: classesDe(lues), regles: lues.reglesFinancement.map(regleDe) });
  if (decision.ok) return [];
  const { code, chemin = 'regles', message } = decision.refus;
  return [{ code, chemin: champFinancement(chemin), message }];
}
