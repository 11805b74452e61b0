import fc from 'fast-check';
import type {
  ClasseFinanceur,
  EnveloppeOfferte,
  Instance,
  LigneOfferte,
  ProjetOffert,
} from '../src/repartition/instance.js';
import { present } from './present.js';

/** A small tree: PUBLIC over ETAT and COLLECTIVITES, PRIVE beside them. */
export const CLASSES_ESSAI: readonly ClasseFinanceur[] = [
  { id: 'PUBLIC', parent: null },
  { id: 'ETAT', parent: 'PUBLIC' },
  { id: 'COLLECTIVITES', parent: 'PUBLIC' },
  { id: 'PRIVE', parent: null },
];

/** Short writing of an envelope, a line and a project. */
export const enveloppe = (id: string, montant: bigint, classe: string | null = null, rang = 1): EnveloppeOfferte => ({
  id,
  classe,
  montant,
  rang,
});
export const ligne = (id: string, plafond: bigint, minimum = 0n): LigneOfferte => ({ enveloppe: id, plafond, minimum });
export const projet = (
  id: string,
  besoin: bigint,
  lignes: readonly LigneOfferte[],
  plafondsClasses: Record<string, bigint> = {},
): ProjetOffert => ({ id, rang: 1, score: 1n, besoin, lignes, plafondsClasses });

export interface TailleInstance {
  enveloppes: number;
  projets: number;
  /** Greatest envelope, in cents. The needs and caps follow. */
  montant: bigint;
  /** Whether lines may have a minimum. */
  minima: boolean;
}

const montantJusqua = (max: bigint) => fc.bigInt({ min: 0n, max });

function arbEnveloppes({ enveloppes, montant }: TailleInstance): fc.Arbitrary<EnveloppeOfferte[]> {
  const classe = fc.constantFrom(null, ...CLASSES_ESSAI.map(({ id }) => id));
  const une = fc.record({ classe, montant: montantJusqua(montant), rang: fc.integer({ min: 1, max: 3 }) });
  return fc
    .array(une, { minLength: 1, maxLength: enveloppes })
    .map((liste) => liste.map((enveloppe, i) => ({ id: `E${i}`, ...enveloppe })));
}

function arbLigne(id: string, { montant, minima }: TailleInstance): fc.Arbitrary<LigneOfferte> {
  return fc.record({
    enveloppe: fc.constant(id),
    plafond: montantJusqua(montant),
    minimum: minima ? fc.oneof(fc.constant(0n), montantJusqua(montant / 2n)) : fc.constant(0n),
  });
}

function arbProjet(id: string, ids: readonly string[], taille: TailleInstance): fc.Arbitrary<ProjetOffert> {
  const plafond = fc.option(montantJusqua(taille.montant), { nil: undefined });
  return fc
    .record({
      rang: fc.integer({ min: 1, max: 4 }),
      score: fc.bigInt({ min: 0n, max: 9n }),
      besoin: montantJusqua(taille.montant),
      soutiens: fc.subarray([...ids]),
      plafonds: fc.record({ PUBLIC: plafond, ETAT: plafond, COLLECTIVITES: plafond, PRIVE: plafond }),
    })
    .chain(({ soutiens, plafonds, ...projet }) =>
      fc.tuple(...soutiens.map((soutien) => arbLigne(soutien, taille))).map((lignes) => ({
        id,
        ...projet,
        lignes,
        plafondsClasses: Object.fromEntries(
          Object.entries(plafonds).filter((couple): couple is [string, bigint] => couple[1] !== undefined),
        ),
      })),
    );
}

/** Small instances where caps, classes and envelopes collide. */
export function arbInstance(taille: TailleInstance): fc.Arbitrary<Instance> {
  return arbEnveloppes(taille).chain((enveloppes) => {
    const ids = enveloppes.map(({ id }) => id);
    const projets = Array.from({ length: taille.projets }, (_, i) => arbProjet(`P${i}`, ids, taille));
    return fc
      .integer({ min: 1, max: taille.projets })
      .chain((nombre) => fc.tuple(...projets.slice(0, nombre)))
      .map((liste) => ({ classes: CLASSES_ESSAI, enveloppes, projets: liste }));
  });
}

/** One line of a tight plan: what it brings in a hidden way to fund everything, and how far its caps are from it. */
interface LigneTendue {
  part: bigint;
  jeu: bigint;
  soutient: boolean;
  /** Percentage of the hidden part that is its minimum. */
  minimum: bigint;
}

/**
 * Plans that can just be funded: built from hidden parts, with little play in lines, classes and envelopes, so that later
 * projects hold back the earlier ones. `allumees`: the lines with a minimum that the hidden parts honour.
 */
export function arbPlanTendu({ enveloppes, projets, montant, minima }: TailleInstance) {
  const petit = montantJusqua(montant / 8n);
  const ligne: fc.Arbitrary<LigneTendue> = fc.record({
    part: montantJusqua(montant),
    jeu: montantJusqua(montant),
    soutient: fc.boolean(),
    minimum: minima ? fc.constantFrom(0n, 0n, 50n, 100n) : fc.constant(0n),
  });
  const jeuClasse = fc.option(petit, { nil: undefined });
  const projet = fc.record({
    rang: fc.integer({ min: 1, max: 4 }),
    lignes: fc.array(ligne, { minLength: enveloppes, maxLength: enveloppes }),
    jeux: fc.record({ PUBLIC: jeuClasse, ETAT: jeuClasse, COLLECTIVITES: jeuClasse, PRIVE: jeuClasse }),
  });
  const enveloppe = fc.record({
    classe: fc.constantFrom(null, ...CLASSES_ESSAI.map(({ id }) => id)),
    rang: fc.integer({ min: 1, max: 3 }),
    jeu: petit,
  });
  return fc
    .record({
      projets: fc.array(projet, { minLength: 2, maxLength: projets }),
      enveloppes: fc.array(enveloppe, { minLength: enveloppes, maxLength: enveloppes }),
    })
    .map((tirage) => tendre(tirage.projets, tirage.enveloppes));
}

interface ProjetTendu {
  rang: number;
  lignes: LigneTendue[];
  jeux: Record<string, bigint | undefined>;
}

function tendre(
  tires: readonly ProjetTendu[],
  offres: readonly { classe: string | null; rang: number; jeu: bigint }[],
) {
  const total = (parts: readonly bigint[]) => parts.reduce((somme, part) => somme + part, 0n);
  const versee = ({ part, soutient }: LigneTendue) => (soutient ? part : 0n);
  const parents = new Map(CLASSES_ESSAI.map(({ id, parent }) => [id, parent]));
  const sous = (e: number, classe: string) => {
    const sienne = offres[e]?.classe ?? null;
    return sienne === classe || (sienne !== null && parents.get(sienne) === classe);
  };
  const enveloppes = offres.map(({ classe, rang, jeu }, e) => ({
    id: `E${e}`,
    classe,
    rang,
    montant: jeu + total(tires.map(({ lignes }) => versee(present(lignes[e])))),
  }));
  const projets = tires.map(({ rang, lignes, jeux }, p): ProjetOffert => ({
    id: `P${p}`,
    rang,
    score: 1n,
    besoin: total(lignes.map(versee)),
    lignes: lignes.flatMap((ligne, e) => {
      if (!ligne.soutient && ligne.jeu % 3n > 0n) return [];
      const minimum = (ligne.part * ligne.minimum) / 100n;
      return [{ enveloppe: `E${e}`, plafond: ligne.part + ligne.jeu, minimum }];
    }),
    plafondsClasses: Object.fromEntries(
      Object.entries(jeux).flatMap(([classe, jeu]) =>
        jeu === undefined ? [] : [[classe, jeu + total(lignes.map((l, e) => (sous(e, classe) ? versee(l) : 0n)))]],
      ),
    ),
  }));
  const allumees = Object.fromEntries(
    tires.map(({ lignes }, p) => [`P${p}`, lignes.flatMap(({ soutient }, e) => (soutient ? [`E${e}`] : []))]),
  );
  return { instance: { classes: CLASSES_ESSAI, enveloppes, projets } satisfies Instance, allumees };
}

/** The same instance, written in another order. */
export function arbMelange(instance: Instance): fc.Arbitrary<Instance> {
  const melanger = <T>(liste: readonly T[]) => fc.shuffledSubarray([...liste], { minLength: liste.length });
  return fc
    .tuple(melanger(instance.classes), melanger(instance.enveloppes), melanger(instance.projets))
    .chain(([classes, enveloppes, projets]) =>
      fc.tuple(...projets.map(({ lignes }) => melanger(lignes))).map((lignes) => ({
        classes,
        enveloppes,
        projets: projets.map((projet, i) => ({
          ...projet,
          lignes: lignes[i] ?? [],
          plafondsClasses: Object.fromEntries(Object.entries(projet.plafondsClasses).reverse()),
        })),
      })),
    );
}
