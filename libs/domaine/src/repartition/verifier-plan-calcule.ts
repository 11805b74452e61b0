import { ecrireEuros, type Centimes } from '../montant/montant.js';
import type { Instance, PartsDuPlan, ProjetOffert } from './instance.js';

export const NATURES_VIOLATION = [
  'PROJET_INCONNU',
  'PROJET_NON_RETENU',
  'LIGNE_INCONNUE',
  'MONTANT_NON_ENTIER',
  'MONTANT_NEGATIF',
  'BESOIN',
  'PLAFOND',
  'MINIMUM',
  'CLASSE',
  'ENVELOPPE',
] as const;
export type NatureViolation = (typeof NATURES_VIOLATION)[number];

/** One rule that a plan breaks: which, where, by how much. */
export interface Violation {
  nature: NatureViolation;
  projet?: string;
  enveloppe?: string;
  classe?: string;
  /** The bound that is broken, in cents. */
  borne?: Centimes;
  /** What the plan says instead. */
  constate?: Centimes;
  /** A French sentence that can be shown as it is. */
  message: string;
}

/**
 * Checks a plan against its definition, with no code of the engines that make plans: every selected project has its need
 * to the cent, no cap, class, envelope or minimum is broken, every amount is a whole number of cents. In the order of the
 * instance. Empty: the plan holds.
 */
export function verifierPlanCalcule(instance: Instance, retenus: Iterable<string>, parts: PartsDuPlan): Violation[] {
  const choisis = new Set(retenus);
  const connus = new Set(instance.projets.map(({ id }) => id));
  const inconnus = [...new Set([...choisis, ...Object.keys(parts)])].filter((id) => !connus.has(id));
  return [
    ...inconnus.map((projet): Violation => ({
      nature: 'PROJET_INCONNU',
      projet,
      message: `Le projet « ${projet} » n’est pas de cette séance.`,
    })),
    ...instance.projets.flatMap((projet) =>
      verifierProjet(instance, projet, choisis.has(projet.id), parts[projet.id] ?? {}),
    ),
    ...verifierEnveloppes(instance, parts),
  ];
}

type PartsProjet = Readonly<Record<string, Centimes>>;

/** What a plan says, where it says whole cents; amounts of another kind are reported, and count for nothing. */
function montant(valeur: Centimes | undefined): Centimes {
  return typeof valeur === 'bigint' ? valeur : 0n;
}

function verifierProjet(instance: Instance, projet: ProjetOffert, choisi: boolean, parts: PartsProjet): Violation[] {
  const { id, besoin } = projet;
  const versees = Object.entries(parts);
  const total = versees.reduce((somme, [, valeur]) => somme + montant(valeur), 0n);
  const violations = versees.flatMap(([enveloppe, valeur]) => verifierPart(projet, enveloppe, valeur));
  if (!choisi && versees.some(([, valeur]) => montant(valeur) !== 0n)) {
    violations.push({
      nature: 'PROJET_NON_RETENU',
      projet: id,
      constate: total,
      message: `« ${id} » n’est pas retenu et reçoit pourtant ${ecrireEuros(total)}.`,
    });
  }
  if (choisi && total !== besoin) {
    violations.push({
      nature: 'BESOIN',
      projet: id,
      borne: besoin,
      constate: total,
      message: `« ${id} » reçoit ${ecrireEuros(total)} pour un besoin de ${ecrireEuros(besoin)}.`,
    });
  }
  return [...violations, ...verifierClasses(instance, projet, parts)];
}

function verifierPart(projet: ProjetOffert, enveloppe: string, valeur: Centimes): Violation[] {
  const lieu = { projet: projet.id, enveloppe };
  const ici = `La part de ${enveloppe} sur « ${projet.id} »`;
  if (typeof valeur !== 'bigint') {
    return [{ nature: 'MONTANT_NON_ENTIER', ...lieu, message: `${ici} n’est pas un nombre entier de centimes.` }];
  }
  if (valeur === 0n) return [];
  const ecrit = `${ici} est de ${ecrireEuros(valeur)}`;
  if (valeur < 0n) {
    return [
      { nature: 'MONTANT_NEGATIF', ...lieu, borne: 0n, constate: valeur, message: `${ecrit} : elle est négative.` },
    ];
  }
  const ligne = projet.lignes.find((candidate) => candidate.enveloppe === enveloppe);
  if (!ligne) {
    const message = `${ecrit}, mais ${enveloppe} ne finance pas ce projet.`;
    return [{ nature: 'LIGNE_INCONNUE', ...lieu, constate: valeur, message }];
  }
  const { plafond, minimum } = ligne;
  const violations: Violation[] = [];
  if (valeur > plafond) {
    const message = `${ecrit}, au-dessus de son plafond de ${ecrireEuros(plafond)}.`;
    violations.push({ nature: 'PLAFOND', ...lieu, borne: plafond, constate: valeur, message });
  }
  if (valeur < minimum) {
    const message = `${ecrit}, au-dessous de son minimum de ${ecrireEuros(minimum)}.`;
    violations.push({ nature: 'MINIMUM', ...lieu, borne: minimum, constate: valeur, message });
  }
  return violations;
}

function verifierClasses(instance: Instance, projet: ProjetOffert, parts: PartsProjet): Violation[] {
  return Object.entries(projet.plafondsClasses).flatMap(([classe, plafond]): Violation[] => {
    const total = instance.enveloppes
      .filter((enveloppe) => estSous(instance, enveloppe.classe, classe))
      .reduce((somme, { id }) => somme + montant(parts[id]), 0n);
    if (total <= plafond) return [];
    const message = `La classe ${classe} apporte ${ecrireEuros(total)} à « ${projet.id} », au-dessus de son plafond de ${ecrireEuros(plafond)}.`;
    return [{ nature: 'CLASSE', projet: projet.id, classe, borne: plafond, constate: total, message }];
  });
}

/** True when going up from `classe` meets `ancetre`. A loop, which no valid tree has, ends the walk. */
function estSous({ classes }: Instance, classe: string | null, ancetre: string): boolean {
  let courante = classe;
  for (let pas = 0; courante !== null && pas <= classes.length; pas++) {
    if (courante === ancetre) return true;
    const nom = courante;
    courante = classes.find(({ id }) => id === nom)?.parent ?? null;
  }
  return false;
}

function verifierEnveloppes({ enveloppes }: Instance, parts: PartsDuPlan): Violation[] {
  return enveloppes.flatMap(({ id, montant: offert }): Violation[] => {
    const total = Object.values(parts).reduce((somme, siennes) => somme + montant(siennes[id]), 0n);
    if (total <= offert) return [];
    const message = `L’enveloppe ${id} verse ${ecrireEuros(total)} pour ${ecrireEuros(offert)} disponibles.`;
    return [{ nature: 'ENVELOPPE', enveloppe: id, borne: offert, constate: total, message }];
  });
}
