import fc from 'fast-check';
import type {
  ClasseFinanceur,
  EnveloppeOfferte,
  Instance,
  LigneOfferte,
  ProjetOffert,
} from '../src/repartition/instance.js';

/** A small tree: PUBLIC over ETAT and COLLECTIVITES, PRIVE beside them. */
export const CLASSES_ESSAI: readonly ClasseFinanceur[] = [
  { id: 'PUBLIC', parent: null },
  { id: 'ETAT', parent: 'PUBLIC' },
  { id: 'COLLECTIVITES', parent: 'PUBLIC' },
  { id: 'PRIVE', parent: null },
];

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
