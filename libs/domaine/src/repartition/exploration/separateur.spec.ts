import fc from 'fast-check';
import { capaciteProjet, coupeReference } from '../../../essais/flot-reference.js';
import { arbInstance, enveloppe, ligne, projet } from '../../../essais/instances.js';
import { present } from '../../../essais/present.js';
import type { Instance } from '../instance.js';
import { preparer } from '../preparation.js';
import { chiffrer } from './probleme.js';
import { Separateur } from './separateur.js';

const TAILLE = { enveloppes: 4, projets: 4, montant: 12n, minima: false };

function separateur(instance: Instance) {
  const preparee = preparer(instance);
  return { preparee, separateur: new Separateur(preparee, chiffrer(preparee, []).projets) };
}

/** What the projects cannot do without from these envelopes, each for its share, less what they hold. */
function depassement(instance: Instance, ids: readonly string[], part: (id: string) => number): number {
  const autres = instance.enveloppes.map(({ id }) => id).filter((id) => !ids.includes(id));
  const tient = instance.enveloppes.filter(({ id }) => ids.includes(id)).reduce((t, e) => t + Number(e.montant), 0);
  const besoin = instance.projets.reduce((t, p) => {
    const ailleurs = capaciteProjet(instance, p, autres);
    return t + part(p.id) * Number(ailleurs < p.besoin ? p.besoin - ailleurs : 0n);
  }, 0);
  return besoin - tient;
}

/** Caps that no envelope can honour are brought down first: the separator does the same. */
function bornee(instance: Instance): Instance {
  const montants = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
  const borner = (plafond: bigint, id: string) => {
    const montant = present(montants.get(id));
    return montant < plafond ? montant : plafond;
  };
  const projets = instance.projets.map((p) => ({
    ...p,
    lignes: p.lignes.map((l) => ({ ...l, plafond: borner(l.plafond, l.enveloppe) })),
  }));
  return { ...instance, projets };
}

describe('separer : où l’argent manque à un choix pris en partie', () => {
  test('rien quand aucune réunion d’enveloppes ne manque, sinon des réunions qui manquent, la pire comprise', () => {
    let manques = 0;
    const arb = arbInstance(TAILLE).chain((instance) => {
      const parts = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.75, 1), {
        minLength: instance.projets.length,
        maxLength: instance.projets.length,
      });
      return fc.tuple(fc.constant(bornee(instance)), parts);
    });
    fc.assert(
      fc.property(arb, ([instance, z]) => {
        const { preparee, separateur: s } = separateur(instance);
        const part = (id: string) => present(z[present(preparee.indexProjet.get(id))]);
        const ids = preparee.enveloppes.map(({ id }) => id);
        const reunions = Array.from({ length: 1 << ids.length }, (_, m) => ids.filter((_id, i) => m & (1 << i)));
        const pire = Math.max(...reunions.map((r) => depassement(instance, r, part)));
        const trouvees = s.separer(z).map((ensemble) => ids.filter((_id, i) => ensemble[i]));
        for (const r of trouvees) expect(depassement(instance, r, part)).toBeCloseTo(pire, 6);
        expect(trouvees.length > 0).toBe(pire > 1e-6);
        expect(new Set(trouvees.map((r) => r.join())).size).toBe(trouvees.length);
        manques += trouvees.length;
      }),
      { numRuns: 200 },
    );
    expect(manques).toBeGreaterThan(50);
  });
});

describe('glouton : les projets pris dans l’ordre, chacun s’il tient encore', () => {
  test('exactement ceux qu’un flot exact prend', () => {
    const arb = arbInstance(TAILLE).chain((instance) =>
      fc.tuple(
        fc.constant(instance),
        fc.shuffledSubarray(
          instance.projets.map((_, p) => p),
          { minLength: instance.projets.length },
        ),
      ),
    );
    fc.assert(
      fc.property(arb, ([instance, ordre]) => {
        const { preparee, separateur: s } = separateur(instance);
        const attendus: number[] = [];
        for (const p of ordre) {
          const ids = [...attendus, p].map((q) => present(preparee.projets[q]).id);
          const besoin = ids.reduce((t, id) => t + present(instance.projets.find((q) => q.id === id)).besoin, 0n);
          if (coupeReference(instance, ids).atteint === besoin) attendus.push(p);
        }
        expect(s.glouton(ordre)).toEqual(attendus);
        expect(s.glouton(ordre)).toEqual(attendus);
      }),
      { numRuns: 150 },
    );
  });

  test('l’argent déjà promis peut changer d’enveloppe pour faire place', () => {
    const { separateur: s } = separateur({
      classes: [],
      enveloppes: [enveloppe('A', 10n, null, 1), enveloppe('B', 10n, null, 2)],
      projets: [
        { ...projet('P', 10n, [ligne('A', 10n), ligne('B', 10n)]), rang: 1 },
        { ...projet('Q', 10n, [ligne('A', 10n)]), rang: 2 },
        { ...projet('R', 1n, [ligne('A', 10n), ligne('B', 10n)]), rang: 3 },
      ],
    });
    expect(s.glouton([0, 1, 2])).toEqual([0, 1]);
    expect(s.separer([1, 1, 1])).toEqual([[true, true]]);
    expect(s.separer([1, 1, 0])).toEqual([]);
  });
});

describe('à la main', () => {
  const surUne = (montant: bigint, besoins: readonly bigint[]) =>
    separateur({
      classes: [],
      enveloppes: [enveloppe('E', montant)],
      projets: besoins.map((besoin, rang) => ({ ...projet(`P${rang}`, besoin, [ligne('E', montant)]), rang })),
    }).separateur;

  test('l’argent tout juste suffisant suffit ; un millième de centime de trop se voit', () => {
    const s = surUne(10n, [10n, 10n]);
    expect(s.separer([1, 0])).toEqual([]);
    expect(s.separer([0.5, 0.5])).toEqual([]);
    expect(s.separer([0.5, 0.5001])).toEqual([[true]]);
    expect(s.separer([0, 0])).toEqual([]);
  });

  test('un projet qui n’est pas pris, ou moins que rien, ne demande rien', () => {
    const s = surUne(10n, [10n, 10n]);
    expect(s.separer([1, -0.5])).toEqual([]);
    expect(s.separer([-1e-12, 1])).toEqual([]);
    // What the others lack is not made up by it.
    const trois = surUne(10n, [10n, 10n, 10n]);
    expect(trois.separer([0.9, 0.6, -0.6])).toEqual([[true]]);
  });

  test('deux réunions qui manquent autant : la plus petite, puis la plus grande', () => {
    const { separateur: s } = separateur({
      classes: [],
      enveloppes: [enveloppe('A', 10n, null, 1), enveloppe('B', 10n, null, 2), enveloppe('C', 10n, null, 3)],
      projets: [
        { ...projet('P', 10n, [ligne('A', 10n)]), rang: 1 },
        { ...projet('Q', 5n, [ligne('A', 10n)]), rang: 2 },
        { ...projet('R', 10n, [ligne('B', 10n)]), rang: 3 },
        { ...projet('S', 5n, [ligne('C', 10n)]), rang: 4 },
      ],
    });
    expect(s.separer([1, 1, 1, 1])).toEqual([
      [true, false, false],
      [true, true, false],
    ]);
    // One set only, when nothing else is just full.
    expect(s.separer([1, 1, 0.5, 1])).toEqual([[true, false, false]]);
  });

  test('de grands montants, au centime près de ce qu’un flottant distingue', () => {
    const s = surUne(9_000_000_000n, [3_000_000_000n, 6_000_000_000n, 1n]);
    expect(s.separer([1, 1, 0])).toEqual([]);
    expect(s.glouton([0, 1, 2])).toEqual([0, 1]);
    expect(s.glouton([2, 1, 0])).toEqual([2, 1]);
    expect(s.glouton([])).toEqual([]);
    // Thirtieths add up to a little too much in floats: nothing is missing for all that.
    const trentiemes = surUne(9_000_000_007n, new Array<bigint>(30).fill(9_000_000_007n));
    expect(trentiemes.separer(new Array<number>(30).fill(1 / 30))).toEqual([]);
  });

  test('un projet que ses propres plafonds interdisent n’est pas pris, et ne prend pas la place des autres', () => {
    const { separateur: s } = separateur({
      classes: [],
      enveloppes: [enveloppe('A', 10n)],
      projets: [
        { ...projet('P', 10n, [ligne('A', 9n)]), rang: 1 },
        { ...projet('Q', 10n, [ligne('A', 10n)]), rang: 2 },
      ],
    });
    expect(s.glouton([0, 1])).toEqual([1]);
    expect(s.glouton([1, 0])).toEqual([1]);
  });
});
