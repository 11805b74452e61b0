import { CENT_POUR_CENT, partTaux, somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, type Decision } from '../refus.js';
import { ancetres, validerArbre, type ArbreClasses } from './arbre.js';
import { comparerIds } from './controles.js';
import { besoinDe, CLASSE_APPEL, controlerDemandePlafonds } from './demande-plafonds.js';
import type { FinanceurSollicite, ProjetAFinancer } from './demande-plafonds.js';
import type { ClasseFinanceur } from './instance.js';
import { plafondLiant, type ClassePlafonnee, type LignePartage, type PlafondLigne } from './lignes.js';
import { controlerReglesFinancement, estForfait } from './regles-financement.js';
import type { PorteeRegle, RegleFinancement } from './regles-financement.js';

/** What A2 splits: the need, the lines with every cap, the tree with the caps of classes. */
export interface PlafondsResolus {
  besoin: Centimes;
  lignes: LignePartage[];
  classes: ClassePlafonnee[];
}

/**
 * From the rules to the caps of one project (A1), in whole cents rounded down, amounts already obtained in a class taken
 * off, never below zero. Every cap keeps its code, its rule and its legal text; caps of a line come in the order TAUX,
 * MONTANT_MAX, ENVELOPPE, ANNONCE. Rules of other envelopes are passed over. Refusals, in this order: those of
 * `validerArbre`, of `controlerReglesFinancement`, ENTREE_INVALIDE (unknown or reserved class, negative amount), DOUBLON
 * (`financeurs[i].id`), BUDGET_DESEQUILIBRE (base above the cost, more money than the cost).
 */
export function resoudrePlafonds(
  projet: ProjetAFinancer,
  regles: readonly RegleFinancement[],
  financeurs: readonly FinanceurSollicite[],
  classes: readonly ClasseFinanceur[],
): Decision<PlafondsResolus> {
  const arbre = validerArbre(classes);
  if (!arbre.ok) return arbre;
  const verdict = premierRefus(
    () => controlerReglesFinancement(regles),
    () => controlerDemandePlafonds({ projet, regles, financeurs }, arbre.fait),
  );
  if (!verdict.ok) return verdict;
  const cas = { projet, regles: reglesApplicables(regles, projet), arbre: arbre.fait };
  const appel = plafondLiant(plafondsDe(cas, 'APPEL', null));
  const racine = appel ? CLASSE_APPEL : null;
  return accepter({
    besoin: besoinDe(projet),
    lignes: financeurs.map((financeur) => ligne(cas, financeur, racine)),
    classes: [
      ...(appel ? [classePlafonnee(CLASSE_APPEL, null, appel)] : []),
      ...classes.map(({ id, parent }) => classePlafonnee(id, parent ?? racine, plafondDeClasse(cas, id))),
    ],
  });
}

const SANS_PLAFOND = { montant: null, code: null, regle: null, source: null };

/** What the caps of one project are worked out from. */
interface CasDePlafonds {
  projet: ProjetAFinancer;
  /** The rules that hold for this project, in the order of ids. */
  regles: readonly RegleFinancement[];
  arbre: ArbreClasses;
}

function reglesApplicables(regles: readonly RegleFinancement[], projet: ProjetAFinancer): RegleFinancement[] {
  return regles
    .filter(({ condition }) => condition == null || projet.etiquettes?.includes(condition))
    .sort((a, b) => comparerIds(a.id, b.id));
}

/** Caps that the rules of one target make, in the order TAUX, PARTICIPATION, MONTANT_MAX. */
function plafondsDe({ projet, regles }: CasDePlafonds, portee: PorteeRegle, cible: string | null): PlafondLigne[] {
  const siennes = regles.filter((regle) => regle.portee === portee && regle.cible === cible);
  return [
    ...siennes.filter(({ type }) => type === 'TAUX_MAX').map((regle) => plafondDeTaux(regle, projet)),
    ...siennes.flatMap((regle) => plafondDeParticipation(regle, projet)),
    ...siennes.flatMap((regle) => plafondDeMontant(regle, siennes)),
  ];
}

function plafondDe({ id, sourceJuridique }: RegleFinancement, code: string, montant: Centimes): PlafondLigne {
  return { code, montant, regle: id, source: sourceJuridique };
}

function plafondDeTaux(regle: RegleFinancement, { coutTotal, depenseSubventionnable }: ProjetAFinancer): PlafondLigne {
  const base = regle.base === 'COUT_TOTAL' ? coutTotal : depenseSubventionnable;
  return plafondDe(regle, 'TAUX', partTaux(base, regle.tauxBp ?? 0));
}

/**
 * CGCT L1111-10 III: a public owner pays at least q of the public financing, so that with a contribution a, public grants
 * are at most ⌊a·(1 − q)/q⌋. A private owner is not held by it.
 */
function plafondDeParticipation(regle: RegleFinancement, { apport }: ProjetAFinancer): PlafondLigne[] {
  if (regle.type !== 'PARTICIPATION_MIN_MAITRE_OUVRAGE' || !apport.public) return [];
  const tauxBp = regle.tauxBp ?? CENT_POUR_CENT;
  return [plafondDe(regle, 'PARTICIPATION', (apport.montant * BigInt(CENT_POUR_CENT - tauxBp)) / BigInt(tauxBp))];
}

/** A lump sum caps like an amount, every bonus earned added to it. */
function plafondDeMontant(regle: RegleFinancement, siennes: readonly RegleFinancement[]): PlafondLigne[] {
  const montant = montantDe(regle);
  if (regle.type === 'MONTANT_MAX') return [plafondDe(regle, 'MONTANT_MAX', montant)];
  if (!estForfait(regle)) return [];
  const bonifications = siennes.filter(({ type }) => type === 'BONIFICATION').map(montantDe);
  return [plafondDe(regle, 'MONTANT_MAX', montant + somme(bonifications))];
}

function montantDe({ montant, annees }: RegleFinancement): Centimes {
  return montant ?? somme(annees ?? []);
}

function ligne(cas: CasDePlafonds, financeur: FinanceurSollicite, racine: string | null): LignePartage {
  const { id, classe, poids, rang, enveloppeRestante, annonce, annonceMinimale } = financeur;
  const minima = cas.regles.filter((regle) => regle.type === 'MONTANT_MIN' && regle.cible === id).map(montantDe);
  const faits = [
    { code: 'ENVELOPPE', montant: enveloppeRestante ?? null },
    { code: 'ANNONCE', montant: annonce ?? null },
  ].flatMap(({ code, montant }) => (montant === null ? [] : [{ code, montant, regle: null, source: null }]));
  return {
    id,
    classe: classe ?? racine,
    poids,
    minimum: [...minima, annonceMinimale ?? 0n].reduce((haut, montant) => (montant > haut ? montant : haut)),
    plafonds: [...plafondsDe(cas, 'ENVELOPPE', id), ...faits],
    rang,
  };
}

/** The lowest cap of a class, less what its members have already given. */
function plafondDeClasse(cas: CasDePlafonds, id: string): PlafondLigne | null {
  const liant = plafondLiant(plafondsDe(cas, 'CLASSE', id));
  if (!liant) return null;
  const acquis = (cas.projet.autresAcquis ?? []).filter(({ classe }) => ancetres(classe, cas.arbre).includes(id));
  const reste = liant.montant - somme(acquis.map(({ montant }) => montant));
  return { ...liant, montant: reste > 0n ? reste : 0n };
}

function classePlafonnee(id: string, parent: string | null, liant: PlafondLigne | null): ClassePlafonnee {
  const { montant: plafond, code, regle, source } = liant ?? SANS_PLAFOND;
  return { id, parent, plafond, code, regle, source };
}
