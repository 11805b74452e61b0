import { difficile, introuvable } from '../../../essais/difficile.js';
import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { poserRecherche } from '../../../essais/recherche.js';
import type { ContraintesPlan } from '../contraintes-plan.js';
import type { Instance } from '../instance.js';
import type { ReponseSolveur, Solveur } from '../solveur.js';
import { Conduite, type OptionsConduite, type ProgresRecherche } from './conduite.js';
import { Exploration } from './exploration.js';

const FACILE: Instance = {
  classes: [],
  enveloppes: [enveloppe('E', 12n)],
  projets: [projet('P', 6n, [ligne('E', 6n)])],
};

function conduire(
  instance: Instance,
  options: OptionsConduite,
  solveur: Solveur | null = null,
  contraintes: ContraintesPlan = {},
) {
  const { relaxation, separateur, choisis } = poserRecherche(instance, contraintes);
  const exploration = () =>
    new Exploration(relaxation, separateur, [], { pas: 1n, plancher: -1n, choisis, jumeaux: [] });
  const conduite = new Conduite(solveur, options);
  return { conduite, mener: () => conduite.mener('SCORE', exploration(), relaxation) };
}

describe('mener une recherche', () => {
  test('à son terme, sans rien attendre ni rendre de comptes quand elle est courte', async () => {
    const vus: ProgresRecherche[] = [];
    const { conduite, mener } = conduire(FACILE, {
      surProgres: (progres) => vus.push(progres),
      pause: () => Promise.reject(new Error('Une pause de trop.')),
    });
    expect(await mener()).toBe(true);
    expect(conduite).toMatchObject({ arret: null, noeuds: 1, appelsSolveur: 0 });
    expect(vus).toEqual([]);
  });

  test('par tranches de dix nœuds : le progrès, puis la pause, puis l’arrêt au nombre dit', async () => {
    const vus: string[] = [];
    const { conduite, mener } = conduire(difficile(), {
      noeudsMaximum: 25,
      surProgres: ({ etape, noeuds }) => vus.push(`${etape} ${noeuds}`),
      pause: () => Promise.resolve(void vus.push('pause')),
    });
    expect(await mener()).toBe(false);
    expect(vus).toEqual(['SCORE 10', 'pause', 'SCORE 20', 'pause', 'SCORE 30', 'pause']);
    expect(conduite).toMatchObject({ arret: 'NOEUDS', noeuds: 30 });
  });

  test('le nombre de nœuds est celui d’une étape, leur somme celle de toutes', async () => {
    const { conduite, mener } = conduire(difficile(), { noeudsMaximum: 20 });
    expect(await mener()).toBe(false);
    conduite.arret = null;
    expect(await mener()).toBe(false);
    expect(conduite.noeuds).toBe(40);
  });

  test('arrêtée, elle ne reprend pas', async () => {
    const { conduite, mener } = conduire(FACILE, {});
    conduite.arret = 'DELAI';
    expect(await mener()).toBe(false);
    expect(conduite).toMatchObject({ arret: 'DELAI', noeuds: 0 });
  });

  test('le délai court depuis que la conduite existe ; une annulation passe avant lui', async () => {
    let heure = 100;
    const horloge = () => heure;
    const { conduite, mener } = conduire(difficile(), {
      delaiMs: 30,
      horloge,
      noeudsMaximum: 1_000,
      pause: () => Promise.resolve(void (heure += 10)),
    });
    expect(await mener()).toBe(false);
    expect(conduite).toMatchObject({ arret: 'DELAI', noeuds: 30 });
    const arret = new AbortController();
    const annulee = conduire(difficile(), {
      delaiMs: 30,
      horloge,
      signal: arret.signal,
      pause: () => {
        heure += 100;
        arret.abort();
        return Promise.resolve();
      },
    });
    expect(await annulee.mener()).toBe(false);
    expect(annulee.conduite).toMatchObject({ arret: 'ANNULATION', noeuds: 10 });
  });

  test('sans horloge, un délai ne dit rien', async () => {
    const { conduite, mener } = conduire(difficile(), { delaiMs: 0, noeudsMaximum: 20 });
    expect(await mener()).toBe(false);
    expect(conduite.arret).toBe('NOEUDS');
  });
});

describe('avec un solveur', () => {
  const reponse: ReponseSolveur = { statut: 'INCONNU', meilleur: null, borne: null, valeurs: null };

  test('une recherche courte ne l’appelle pas ; les appels de toutes les étapes se comptent', async () => {
    let appels = 0;
    const solveur: Solveur = {
      resoudre: () => {
        appels += 1;
        return Promise.resolve(reponse);
      },
    };
    const courte = conduire(FACILE, {}, solveur);
    expect(await courte.mener()).toBe(true);
    expect(courte.conduite.appelsSolveur).toBe(0);
    const longue = conduire(difficile(), { noeudsAvantSolveur: 10, noeudsMaximum: 20 }, solveur);
    await longue.mener();
    longue.conduite.arret = null;
    await longue.mener();
    expect(longue.conduite.appelsSolveur).toBe(2);
    expect(appels).toBe(2);
  });

  test('sa réponse est prise en chemin, entre deux tranches', async () => {
    const { instance, planchers, retenus } = introuvable();
    const solveur: Solveur = {
      resoudre: () =>
        Promise.resolve({ ...reponse, valeurs: instance.projets.map(({ id }) => Number(retenus.includes(id))) }),
    };
    const vus: boolean[] = [];
    const options: OptionsConduite = {
      noeudsAvantSolveur: 10,
      noeudsMaximum: 40,
      surProgres: ({ meilleur }) => vus.push(meilleur !== null),
    };
    await conduire(instance, options, solveur, { planchers }).mener();
    // Asked after ten nodes, taken before the third slice.
    expect(vus).toEqual([false, false, true, true]);
  });
});
