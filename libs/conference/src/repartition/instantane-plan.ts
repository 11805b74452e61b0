import type {
  Instance,
  LigneOfferte,
  ParametresPlan,
  PartsDuPlan,
  Points,
  ProjetOffert,
  TypeProposition,
} from '@tdt/domaine';
import type { OrigineClasse } from './instance.js';

/** A snapshot read back: every whole number is written there as a text. */
export interface InstantaneLu {
  instance: Instance;
  parametres: ParametresPlan;
  type: TypeProposition;
  points: Points;
  origines: Readonly<Record<string, Readonly<Record<string, OrigineClasse>>>>;
  retenus: string[];
  parts: PartsDuPlan;
}

type Textes<T> = { [K in keyof T]: T[K] extends bigint | number ? string : T[K] };

/** An instance as JSON carries it. */
export interface InstanceJson {
  classes: Instance['classes'];
  enveloppes: Textes<Instance['enveloppes'][number]>[];
  projets: (Omit<Textes<ProjetOffert>, 'lignes' | 'plafondsClasses'> & {
    lignes: Textes<LigneOfferte>[];
    plafondsClasses: Record<string, string>;
  })[];
}

interface InstantaneJson {
  instance: InstanceJson;
  parametres: ParametresPlan & {
    type: TypeProposition;
    points: Record<string, Record<string, string>>;
    origines: InstantaneLu['origines'];
  };
  resultat: { retenus: string[]; parts: Record<string, Record<string, string>> };
}

function enBigints(textes: Record<string, string>): Record<string, bigint> {
  return Object.fromEntries(Object.entries(textes).map(([cle, texte]) => [cle, BigInt(texte)]));
}

export function tableEnBigints(table: Record<string, Record<string, string>>): Record<string, Record<string, bigint>> {
  return Object.fromEntries(Object.entries(table).map(([cle, textes]) => [cle, enBigints(textes)]));
}

export function enInstance({ classes, enveloppes, projets }: InstanceJson): Instance {
  return {
    classes,
    enveloppes: enveloppes.map((e) => ({ ...e, montant: BigInt(e.montant), rang: Number(e.rang) })),
    projets: projets.map((p) => ({
      ...p,
      rang: Number(p.rang),
      score: BigInt(p.score),
      besoin: BigInt(p.besoin),
      lignes: p.lignes.map((l) => ({ ...l, plafond: BigInt(l.plafond), minimum: BigInt(l.minimum) })),
      plafondsClasses: enBigints(p.plafondsClasses),
    })),
  };
}

/** Reads a snapshot that this platform has written. */
export function lireInstantane(texte: string): InstantaneLu {
  const { instance, parametres, resultat } = JSON.parse(texte) as InstantaneJson;
  const { ponderationMes, ponderationParts, saut, type, points, origines } = parametres;
  return {
    instance: enInstance(instance),
    parametres: { ponderationMes, ponderationParts, saut },
    type,
    points: tableEnBigints(points),
    origines,
    retenus: resultat.retenus,
    parts: tableEnBigints(resultat.parts),
  };
}
