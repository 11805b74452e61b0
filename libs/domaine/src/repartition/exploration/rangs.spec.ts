import fc from 'fast-check';
import { arbCasContraint, type CasContraint } from '../../../essais/contraintes.js';
import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { argentSuffit, financements, respecte } from '../../../essais/optimum-reference.js';
import { present } from '../../../essais/present.js';
import { dizaines, poserRecherche } from '../../../essais/recherche.js';
import type { ContraintesPlan } from '../contraintes-plan.js';
import type { Instance } from '../instance.js';
import { lire, preparer } from '../preparation.js';
import { Conduite } from './conduite.js';
import { departagerParRang, type DemandeDepartage } from './rangs.js';
import { ECHELLE } from './tarif.js';

/** Remembers the searches that it drives. */
class ConduiteComptee extends Conduite {
  readonly menees: string[] = [];
  override mener(...demande: Parameters<Conduite['mener']>): Promise<boolean> {
    this.menees.push(demande[0]);
    return super.mener(...demande);
  }
}

/** The scores are to be kept, starting from this selection. */
function demander(instance: Instance, projets: readonly number[], contraintes: ContraintesPlan = {}) {
  const { relaxation, separateur, choisis } = poserRecherche(instance, contraintes);
  const conduite = new ConduiteComptee(null, {});
  const demande: DemandeDepartage = {
    conduite,
    relaxation,
    separateur,
    lemmes: [],
    options: { pas: 1n, plancher: -1n, choisis, jumeaux: [], enProfondeur: true },
    trouvaille: { projets, valeur: projets.reduce((t, p) => t + lire(relaxation.gains, p), 0n), parts: {} },
    tarif: null,
  };
  return { conduite, relaxation, demande };
}

/** Every best selection, the earliest ranks first. */
function meilleures({ instance, contraintes }: CasContraint): number[][] {
  const { projets } = preparer(instance);
  const manieres = projets.map((p): [string, Record<string, bigint>[]] => [p.id, financements(instance, p)]);
  let record = -1n;
  let ensembles: number[][] = [];
  for (let masque = (1 << projets.length) - 1; masque >= 0; masque--) {
    const retenus = projets.map((_, p) => p).filter((p) => masque & (1 << (projets.length - 1 - p)));
    const valeur = retenus.reduce((t, p) => t + present(projets[p]).score, 0n);
    if (valeur < record) continue;
    const offerts = retenus.map((p) => present(projets[p]));
    if (!respecte(offerts, contraintes)) continue;
    if (
      !argentSuffit(
        instance,
        contraintes,
        retenus.map((p) => present(manieres[p])),
      )
    )
      continue;
    ensembles = valeur > record ? [retenus] : [...ensembles, retenus];
    record = valeur;
  }
  return ensembles;
}

/** So many projects of 6 and 5 points, on one envelope. */
const pareils = (nombre: number, montant: bigint): Instance => ({
  classes: [],
  enveloppes: [enveloppe('E', montant)],
  projets: Array.from({ length: nombre }, (_, rang) => ({
    ...projet(`P${rang}`, 6n, [ligne('E', 6n)]),
    score: 5n,
    rang,
  })),
});

describe('departagerParRang : à valeur égale, les premiers rangs', () => {
  test('contre tous les ensembles, en partant du dernier', async () => {
    let departages = 0;
    const arb = arbCasContraint({ enveloppes: 2, projets: 5, montant: 5n, minima: true }).map((cas) => ({
      ...cas,
      instance: { ...cas.instance, projets: cas.instance.projets.map((p) => ({ ...p, score: p.score % 2n })) },
    }));
    await fc.assert(
      fc.asyncProperty(arb, async (cas) => {
        const ensembles = meilleures(cas);
        const [premier] = ensembles;
        if (!premier) return;
        const { demande } = demander(cas.instance, present(ensembles.at(-1)), cas.contraintes);
        const { trouvaille, acheve } = await departagerParRang(demande);
        expect(acheve).toBe(true);
        expect(trouvaille.projets).toEqual(premier);
        expect(trouvaille.valeur).toBe(demande.trouvaille.valeur);
        departages += Number(ensembles.length > 1);
      }),
      { numRuns: 200 },
    );
    expect(departages).toBeGreaterThan(5);
  });

  test('un choix déjà pris ne se cherche pas ; un choix que des prix connus excluent non plus', async () => {
    const instance = pareils(4, 12n);
    const { demande, conduite, relaxation } = demander(instance, [0, 1]);
    const tarif = relaxation.tarifer({ ressources: [ECHELLE], inegalites: [] });
    const { trouvaille, acheve } = await departagerParRang({ ...demande, tarif });
    expect({ projets: trouvaille.projets, acheve, menees: conduite.menees }).toEqual({
      projets: [0, 1],
      acheve: true,
      menees: [],
    });
  });

  test('des prix qui laissent l’égalité possible n’excluent rien', async () => {
    const { demande, conduite, relaxation } = demander(pareils(4, 12n), [2, 3]);
    // 5 points for 6 cents: every selection of two is worth exactly the bound.
    const tarif = relaxation.tarifer({ ressources: [(5n * ECHELLE) / 6n + 1n], inegalites: [] });
    const { trouvaille } = await departagerParRang({ ...demande, tarif });
    expect(trouvaille.projets).toEqual([0, 1]);
    expect(trouvaille.parts).toEqual({ P0: { E: 6n }, P1: { E: 6n } });
    expect(conduite.menees).not.toEqual([]);
  });

  test('ce qu’une recherche apprend des prix épargne les suivantes', async () => {
    const { demande, conduite } = demander(pareils(8, 12n), [0, 1]);
    expect((await departagerParRang(demande)).trouvaille.projets).toEqual([0, 1]);
    expect(conduite.menees).toEqual(['RANGS']);
  });

  test('ce qui est exclu d’avance le reste, et les choix donnés ne sont pas touchés', async () => {
    const { demande } = demander(pareils(4, 12n), [2, 3]);
    const choisis = { bas: Uint8Array.of(0, 0, 0, 0), haut: Uint8Array.of(0, 1, 1, 1) };
    const options = { ...demande.options, choisis };
    expect((await departagerParRang({ ...demande, options })).trouvaille.projets).toEqual([1, 2]);
    expect(choisis).toEqual({ bas: Uint8Array.of(0, 0, 0, 0), haut: Uint8Array.of(0, 1, 1, 1) });
  });

  test('le second de deux jumeaux est écarté avec le premier, et avec lui seul', async () => {
    // T beside nothing is worth 5, both U are worth 8; prices alone leave T a hope of 8 and a fraction.
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('E', 10n)],
      projets: [
        { ...projet('T1', 6n, [ligne('E', 6n)]), score: 5n, rang: 1 },
        { ...projet('T2', 6n, [ligne('E', 6n)]), score: 5n, rang: 2 },
        { ...projet('U1', 5n, [ligne('E', 5n)]), score: 4n, rang: 3 },
        { ...projet('U2', 5n, [ligne('E', 5n)]), score: 4n, rang: 4 },
        { ...projet('U3', 5n, [ligne('E', 5n)]), score: 4n, rang: 5 },
      ],
    };
    const menees = async (jumeaux: readonly (readonly [number, number])[]) => {
      const { demande, conduite } = demander(instance, [2, 4]);
      const { trouvaille } = await departagerParRang({ ...demande, options: { ...demande.options, jumeaux } });
      expect(trouvaille.projets).toEqual([2, 3]);
      return conduite.menees.length;
    };
    expect(await menees([])).toBe(3);
    expect(
      await menees([
        [0, 1],
        [2, 3],
        [3, 4],
      ]),
    ).toBe(2);
  });

  test('une recherche s’arrête au premier choix qui vaut autant : qu’il n’y en a pas de meilleur est déjà prouvé', async () => {
    const paires = [
      [57n, 58n],
      [52n, 52n],
      [31n, 33n],
      [20n, 23n],
      [50n, 51n],
      [28n, 30n],
      [28n, 30n],
    ] as const;
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('E', 119n)],
      projets: paires.map(([besoin, score], rang) => ({
        ...projet(`P${rang}`, besoin, [ligne('E', besoin)]),
        score,
        rang,
      })),
    };
    const { demande, conduite } = demander(instance, [0, 2, 6]);
    expect((await departagerParRang(demande)).trouvaille.projets).toEqual([0, 2, 5]);
    expect(conduite.noeuds).toBeLessThanOrEqual(12);
  });
});

describe('une recherche qui ne va pas à son terme', () => {
  test('arrêtée : ce qui est trouvé jusque-là, et rien de prouvé', async () => {
    const { demande, conduite } = demander(pareils(4, 12n), [2, 3]);
    conduite.arret = 'ANNULATION';
    expect(await departagerParRang(demande)).toEqual({ trouvaille: demande.trouvaille, acheve: false });
    expect(conduite.menees).toEqual(['RANGS']);
  });

  test('un ensemble que l’on ne sait juger : de même', async () => {
    const { classes, enveloppes, projets } = dizaines(14);
    const seul = { ...projet('Q', 140n, [ligne('A', 75n), ligne('B', 65n)]), score: 14n, rang: 14 };
    const instance = { classes, enveloppes, projets: [...projets, seul] };
    const { demande } = demander(instance, [14]);
    expect(await departagerParRang(demande)).toEqual({ trouvaille: demande.trouvaille, acheve: false });
  });
});
