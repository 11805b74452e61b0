import type { ClasseFinanceur, Instance, LigneOfferte, Points, ProjetOffert } from '@tdt/domaine';
import { hasard } from '../../libs/domaine/essais/hasard.js';

/** A plan to be measured, with what each funder thinks of each project. */
export interface PlanGenere {
  instance: Instance;
  points: Points;
}

export const CLASSES: readonly ClasseFinanceur[] = [
  { id: 'PUBLIC', parent: null },
  { id: 'ETAT', parent: 'PUBLIC' },
  { id: 'COLLECTIVITES', parent: 'PUBLIC' },
  { id: 'PRIVE', parent: null },
];

/** Same seed, same sequence, on every machine. */
export class Tirage {
  private readonly des: () => number;

  constructor(graine: number) {
    this.des = hasard(graine);
  }

  /** A whole number from 0 to `borne` − 1. */
  entier(borne: number): number {
    return Math.floor(this.des() * borne);
  }

  entre(bas: number, haut: number): number {
    return bas + this.entier(haut - bas + 1);
  }

  /** `nombre` distinct whole numbers below `borne`, in increasing order. */
  choisir(nombre: number, borne: number): number[] {
    const restants = Array.from({ length: borne }, (_, i) => i);
    const choisis = Array.from(
      { length: Math.min(nombre, borne) },
      () => restants.splice(this.entier(restants.length), 1)[0] ?? 0,
    );
    return choisis.sort((a, b) => a - b);
  }
}

const partDe = (montant: bigint, pourCent: number) => (montant * BigInt(pourCent)) / 100n;

/**
 * A plan as in allocation.md, 11: about two fifths of the funders on each project, at most 80 % of public money and 50 % of
 * State money, envelopes that cannot pay for everything. Deterministic.
 */
export function genererPlan(nombreProjets: number, nombreFinanceurs: number, graine = 1): PlanGenere {
  const tirage = new Tirage(graine * 1_000_003 + nombreProjets * 101 + nombreFinanceurs);
  const feuilles = ['ETAT', 'COLLECTIVITES', 'COLLECTIVITES', 'PRIVE'];
  const besoins = Array.from({ length: nombreProjets }, () => BigInt(tirage.entre(1_000_000, 15_000_000)));
  const total = besoins.reduce((a, b) => a + b, 0n);
  const enveloppes = Array.from({ length: nombreFinanceurs }, (_, i) => ({
    id: `F${String(i + 1).padStart(2, '0')}`,
    classe: feuilles[i % feuilles.length] ?? null,
    montant: partDe(total, tirage.entre(30, 90)) / BigInt(nombreFinanceurs),
    rang: i + 1,
  }));
  const points: Record<string, Record<string, bigint>> = {};
  const projets = besoins.map((besoin, i): ProjetOffert => {
    const id = `P${String(i + 1).padStart(4, '0')}`;
    const soutiens = tirage.choisir(
      tirage.entre(2, Math.max(3, Math.floor((nombreFinanceurs * 4) / 5))),
      nombreFinanceurs,
    );
    const lignes = soutiens.map((f): LigneOfferte => {
      const enveloppe = enveloppes[f]?.id ?? '';
      (points[id] ??= {})[enveloppe] = BigInt(tirage.entre(1, 10));
      return { enveloppe, plafond: partDe(besoin, tirage.entre(20, 80)), minimum: 0n };
    });
    return {
      id,
      rang: i + 1,
      score: Object.values(points[id] ?? {}).reduce((a, b) => a + b, 0n),
      besoin,
      lignes,
      plafondsClasses: { PUBLIC: partDe(besoin, 80), ETAT: partDe(besoin, 50) },
    };
  });
  return { instance: { classes: CLASSES, enveloppes, projets }, points };
}
