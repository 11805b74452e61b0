import { difficile, introuvable } from '../../../essais/difficile.js';
import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { present } from '../../../essais/present.js';
import type { Instance } from '../instance.js';
import { chercherOptimum, type OptionsOptimum } from '../optimum.js';
import type { ModeleLineaire, OptionsSolveur, ReponseSolveur, Solveur } from '../solveur.js';

const reponse = (valeurs: readonly number[] | null): ReponseSolveur => {
  return { statut: 'INCONNU', meilleur: null, borne: null, valeurs };
};

/** Answers each demand in its turn, and keeps what it was asked. */
class SolveurQuiRepond implements Solveur {
  readonly demandes: { modele: ModeleLineaire; options: OptionsSolveur }[] = [];
  constructor(private readonly repondre: (appel: number) => readonly number[] | null) {}

  resoudre(modele: ModeleLineaire, options: OptionsSolveur = {}): Promise<ReponseSolveur> {
    this.demandes.push({ modele, options });
    return Promise.resolve(reponse(this.repondre(this.demandes.length)));
  }
}

/** Answers nothing until it is interrupted. */
class SolveurQuiTarde implements Solveur {
  interruptions = 0;
  signal: OptionsSolveur['signal'];

  resoudre(_modele: ModeleLineaire, { signal }: OptionsSolveur = {}): Promise<ReponseSolveur> {
    this.signal = signal;
    return new Promise((finir) => {
      const oublie = () => (this.interruptions += 100);
      present(signal).addEventListener('abort', oublie);
      present(signal).removeEventListener('abort', oublie);
      present(signal).addEventListener('abort', () => {
        this.interruptions += 1;
        finir(reponse(null));
      });
    });
  }
}

/** Two projects of 8 and 4 points, of which one only is funded. */
const DEUX: Instance = {
  classes: [],
  enveloppes: [enveloppe('E', 10n)],
  projets: [
    { ...projet('A', 6n, [ligne('E', 6n)]), score: 8n, rang: 1 },
    { ...projet('B', 6n, [ligne('E', 6n)]), score: 4n, rang: 2 },
  ],
};

async function demander(autrement: OptionsOptimum = {}) {
  const solveur = new SolveurQuiRepond(() => null);
  await chercherOptimum(DEUX, solveur, { noeudsAvantSolveur: 0, ...autrement });
  return present(solveur.demandes[0]);
}

describe('ce que le solveur est prié de faire', () => {
  test('trouver l’optimum à un demi-point près, les gains ramenés au plus grand', async () => {
    const { modele, options } = await demander();
    expect(options).toMatchObject({ ecartRelatif: 0, ecartAbsolu: 0.5 / 8 });
    expect(options.depart).toBeUndefined();
    expect(modele.colonnes).toEqual([
      { gain: 1, bas: 0, haut: 1, entiere: true },
      { gain: 0.5, bas: 0, haut: 1, entiere: true },
    ]);
  });

  test('partir du plan déjà connu', async () => {
    expect((await demander({ departs: [['B']] })).options.depart).toEqual([0, 1]);
    expect((await demander({ departs: [['B'], ['A']] })).options.depart).toEqual([1, 0]);
  });

  test('répondre dans ce qui reste du délai, quand une horloge le dit', async () => {
    const horloge = (...heures: number[]) => {
      let i = 0;
      return () => heures[Math.min(i++, heures.length - 1)] ?? 0;
    };
    expect((await demander({ delaiMs: 50, horloge: horloge(1_000, 1_010) })).options.delaiMs).toBe(40);
    expect((await demander({ delaiMs: 50, horloge: horloge(1_000, 1_060) })).options.delaiMs).toBe(0);
    expect((await demander({ delaiMs: 50 })).options.delaiMs).toBeUndefined();
    expect((await demander({ horloge: horloge(1_000, 1_010) })).options.delaiMs).toBeUndefined();
  });
});

describe('ce que l’on fait de sa réponse', () => {
  test('un projet est pris à plus de la moitié', async () => {
    const { instance, planchers, retenus } = introuvable();
    const repondre = (pris: number, laisse: number) =>
      new SolveurQuiRepond(() => instance.projets.map(({ id }) => (retenus.includes(id) ? pris : laisse)));
    const chercher = (solveur: Solveur) =>
      chercherOptimum(instance, solveur, { planchers, noeudsAvantSolveur: 0, noeudsMaximum: 10 });
    expect(await chercher(repondre(0.6, 0.4))).toMatchObject({ issue: 'PLAN', prouve: false, appelsSolveur: 1 });
    expect(await chercher(repondre(1, 0.5))).toMatchObject({ issue: 'PLAN', appelsSolveur: 1 });
    expect(await chercher(repondre(0.5, 0))).toMatchObject({ issue: 'INCONNU', appelsSolveur: 1 });
  });

  test('ce que l’on apprend d’un choix impossible lui est redemandé, vingt-cinq fois au plus', async () => {
    // Thirty envelopes, each for one project of two: every answer takes both of one envelope.
    const paires = Array.from({ length: 30 }, (_, i) => i);
    const instance: Instance = {
      classes: [],
      enveloppes: paires.map((i) => enveloppe(`E${i}`, 10n, null, i)),
      projets: paires.flatMap((i) =>
        [0, 1].map((k) => ({
          ...projet(`P${i}-${k}`, 6n, [ligne(`E${i}`, 6n)]),
          score: BigInt(2 + k),
          rang: 2 * i + k,
        })),
      ),
    };
    const solveur = new SolveurQuiRepond((appel) => instance.projets.map((_, p) => Number(p >> 1 === appel - 1)));
    const options = { noeudsAvantSolveur: 0, noeudsMaximum: 1 };
    expect((await chercherOptimum(instance, solveur, options)).appelsSolveur).toBe(26);
    // The same answer twice teaches nothing more.
    const entete = new SolveurQuiRepond(() => instance.projets.map((_, p) => Number(p < 2)));
    expect((await chercherOptimum(instance, entete, options)).appelsSolveur).toBe(2);
  });
});

describe('quand le solveur tarde', () => {
  test('la recherche finie ou arrêtée, il est interrompu une fois', async () => {
    const solveur = new SolveurQuiTarde();
    const arret = new AbortController();
    const plan = await chercherOptimum(difficile(), solveur, {
      noeudsAvantSolveur: 10,
      signal: arret.signal,
      surProgres: ({ noeuds }) => {
        expect(present(solveur.signal ?? { aborted: false }).aborted).toBe(false);
        if (noeuds >= 30) arret.abort();
      },
    });
    expect(plan).toMatchObject({ arret: 'ANNULATION', noeuds: 30, appelsSolveur: 1 });
    expect(solveur.signal?.aborted).toBe(true);
    expect(solveur.interruptions).toBe(1);
  });

  test('il n’est appelé qu’après tant de nœuds, une fois par étape ; sa réponse est attendue avant de renoncer', async () => {
    const appelsAuxNoeuds = async (noeudsAvantSolveur: number) => {
      const solveur = new SolveurQuiRepond(() => null);
      const vus: string[] = [];
      await chercherOptimum(difficile(), solveur, {
        noeudsAvantSolveur,
        noeudsMaximum: 40,
        surProgres: ({ noeuds }) => vus.push(`${noeuds} ${solveur.demandes.length}`),
      });
      return vus;
    };
    expect(await appelsAuxNoeuds(20)).toEqual(['10 0', '20 0', '30 1', '40 1']);
    expect(await appelsAuxNoeuds(21)).toEqual(['10 0', '20 0', '30 0', '40 1']);
    expect(await appelsAuxNoeuds(0)).toEqual(['10 1', '20 1', '30 1', '40 1']);
    expect(await appelsAuxNoeuds(41)).toEqual(['10 0', '20 0', '30 0', '40 0']);
  });
});
