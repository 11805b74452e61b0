import fc from 'fast-check';
import { casGardes } from '../../essais/cas-plan.js';
import { arbCasContraint, type CasContraint } from '../../essais/contraintes.js';
import { difficile, introuvable } from '../../essais/difficile.js';
import { essais } from '../../essais/essais.js';
import { arbMelange, enveloppe, ligne, projet } from '../../essais/instances.js';
import { argentSuffit, financements, optimumReference } from '../../essais/optimum-reference.js';
import { present } from '../../essais/present.js';
import { SolveurReference } from '../../essais/solveur-reference.js';
import type { Instance } from './instance.js';
import { chercherOptimum, type OptionsOptimum, type PlanOptimal } from './optimum.js';
import type { ReponseSolveur, Solveur } from './solveur.js';
import { verifierCertificat } from './verifier-certificat.js';

const TAILLE = { enveloppes: 3, projets: 6, montant: 6n, minima: true };

/** What does not depend on how the search went. */
const choix = ({ issue, retenus, score, montant, prouve }: PlanOptimal) => ({ issue, retenus, score, montant, prouve });

function attendu({ instance, contraintes }: CasContraint) {
  const reference = optimumReference(instance, contraintes);
  if (!reference) return { issue: 'IMPOSSIBLE', retenus: [], score: 0n, montant: 0n, prouve: true };
  return { issue: 'PLAN', ...reference, prouve: true };
}

/** The parts of a plan fund it: as a way among all the ways, each project within its caps, together within the money. */
function exigerParts({ instance, contraintes }: CasContraint, { retenus, parts, lignesAllumees }: PlanOptimal): void {
  expect(Object.keys(parts).sort()).toEqual([...retenus].sort());
  const manieres = retenus.map((id): [string, Record<string, bigint>[]] => {
    const offert = present(instance.projets.find((p) => p.id === id));
    const pleines = Object.fromEntries(offert.lignes.map((l) => [l.enveloppe, parts[id]?.[l.enveloppe] ?? 0n]));
    expect(financements(instance, offert)).toContainEqual(pleines);
    const allumees = offert.lignes.filter((l) => l.minimum > 0n && (pleines[l.enveloppe] ?? 0n) > 0n);
    expect([...present(lignesAllumees[id])].sort()).toEqual(allumees.map((l) => l.enveloppe).sort());
    return [id, [pleines]];
  });
  expect(argentSuffit(instance, contraintes, manieres)).toBe(true);
}

describe('chercherOptimum : contre tous les ensembles de projets et tous les centimes (A4)', () => {
  test('score, montant, rangs, parts et certificat, sur des instances aléatoires avec minima et contraintes', async () => {
    let plans = 0;
    await fc.assert(
      fc.asyncProperty(arbCasContraint(TAILLE), async (cas) => {
        const plan = await chercherOptimum(cas.instance, null, cas.contraintes);
        expect(choix(plan)).toEqual(attendu(cas));
        exigerParts(cas, plan);
        expect(plan.borne).toBe(plan.issue === 'PLAN' ? plan.score : null);
        expect(plan.borneMontant).toBe(plan.issue === 'PLAN' ? plan.montant : null);
        expect(plan.preuves.score).toBe(true);
        expect(plan.arret).toBeNull();
        const certificat = present(plan.certificat);
        expect(certificat.score).toBe(plan.issue === 'PLAN' ? plan.score : null);
        expect(verifierCertificat(cas.instance, cas.contraintes, certificat)).toEqual({ valide: true });
        plans += Number(plan.issue === 'PLAN');
      }),
      { numRuns: 150 },
    );
    expect(plans).toBeGreaterThan(50);
  });

  test('crédits de paiement annuels : jamais un plan qui dépasse, ni un meilleur plan écarté à tort', async () => {
    let prouves = 0;
    const taille = { enveloppes: 2, projets: 4, montant: 6n, minima: true, credits: true };
    await fc.assert(
      fc.asyncProperty(arbCasContraint(taille), async (cas) => {
        const plan = await chercherOptimum(cas.instance, null, cas.contraintes);
        exigerParts(cas, plan);
        // At this size a year's credits may turn on a thousandth of a cent: then the plan is said not to be proven.
        if (!plan.prouve) {
          expect(plan.certificat === null || plan.preuves.score).toBe(true);
          return;
        }
        prouves += 1;
        expect(choix(plan)).toEqual(attendu(cas));
        expect(verifierCertificat(cas.instance, cas.contraintes, present(plan.certificat))).toEqual({ valide: true });
      }),
      { numRuns: 100 },
    );
    expect(prouves).toBeGreaterThan(90);
  });

  test.each(casGardes())('$id : $titre', async ({ instance, attendu: { score, montant, retenus } }) => {
    const plan = await chercherOptimum(instance, null);
    expect(choix(plan)).toEqual({
      issue: 'PLAN',
      retenus,
      score: BigInt(score),
      montant: BigInt(montant),
      prouve: true,
    });
  });
});

describe('ce que le plan ne regarde pas', () => {
  test('l’ordre dans lequel l’instance est écrite', async () => {
    const arb = arbCasContraint(TAILLE).chain((cas) => fc.tuple(fc.constant(cas), arbMelange(cas.instance)));
    await fc.assert(
      fc.asyncProperty(arb, async ([{ instance, contraintes }, melange]) => {
        const [un, deux] = [
          await chercherOptimum(instance, null, contraintes),
          await chercherOptimum(melange, null, contraintes),
        ];
        expect(deux).toEqual(un);
      }),
      essais(50),
    );
  });

  test('I19, I20 : plus d’argent ne fait pas baisser le score ; un projet refusé peut disparaître', async () => {
    const arb = arbCasContraint(TAILLE).chain(({ instance }) =>
      fc.tuple(fc.constant(instance), fc.constantFrom(...instance.enveloppes.map(({ id }) => id))),
    );
    await fc.assert(
      fc.asyncProperty(arb, async ([instance, dotee]) => {
        const plan = await chercherOptimum(instance, null);
        const enveloppes = instance.enveloppes.map((e) => (e.id === dotee ? { ...e, montant: e.montant + 1n } : e));
        const riche = await chercherOptimum({ ...instance, enveloppes }, null);
        expect(riche.score).toBeGreaterThanOrEqual(plan.score);
        const refuse = instance.projets.find(({ id }) => !plan.retenus.includes(id));
        const projets = instance.projets.filter((p) => p !== refuse);
        expect(choix(await chercherOptimum({ ...instance, projets }, null))).toEqual(choix(plan));
      }),
      essais(60),
    );
  });

  test('une liste vide est un plan vide, prouvé', async () => {
    const plan = await chercherOptimum({ classes: [], enveloppes: [enveloppe('E', 5n)], projets: [] }, null);
    expect(plan).toMatchObject({ issue: 'PLAN', retenus: [], score: 0n, montant: 0n, parts: {}, prouve: true });
    const seul = await chercherOptimum({ classes: [], enveloppes: [], projets: [projet('P', 5n, [])] }, null);
    expect(choix(seul)).toEqual({ issue: 'PLAN', retenus: [], score: 0n, montant: 0n, prouve: true });
  });
});

describe('le solveur aide, et n’est jamais cru', () => {
  const avecSolveur = (cas: CasContraint, solveur: Solveur) =>
    chercherOptimum(cas.instance, solveur, { ...cas.contraintes, noeudsAvantSolveur: 0 });
  const repondant = (reponse: (colonnes: number) => Partial<ReponseSolveur>): Solveur => ({
    resoudre: ({ colonnes }) =>
      Promise.resolve({ statut: 'OPTIMAL', meilleur: 0, borne: 0, valeurs: null, ...reponse(colonnes.length) }),
  });

  test('un solveur exact, un solveur qui ment, un solveur en panne : le même plan, prouvé', async () => {
    const solveurs: Solveur[] = [
      new SolveurReference(),
      repondant((n) => ({ valeurs: new Array<number>(n).fill(1), meilleur: 1e9, borne: 1e9 })),
      repondant((n) => ({ valeurs: new Array<number>(n).fill(0) })),
      repondant(() => ({ statut: 'INFAISABLE', meilleur: null, borne: -1 })),
      { resoudre: () => Promise.reject(new Error('panne')) },
    ];
    await fc.assert(
      fc.asyncProperty(arbCasContraint(TAILLE), fc.constantFrom(...solveurs), async (cas, solveur) => {
        expect(choix(await avecSolveur(cas, solveur))).toEqual(attendu(cas));
      }),
      essais(120),
    );
  });

  test('un centime de trop que des flottants ne voient pas : le solveur est relancé avec ce qu’il a manqué', async () => {
    const E = 12_000_000_000n;
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('E', E)],
      projets: [
        { ...projet('A', E / 3n, [ligne('E', E)]), score: 8n },
        { ...projet('B', E / 3n, [ligne('E', E)]), score: 8n },
        { ...projet('C', E / 3n + 1n, [ligne('E', E)]), score: 9n },
        { ...projet('D', E / 3n, [ligne('E', E)]), score: 1n },
      ],
    };
    const solveur = new SolveurReference();
    const plan = await chercherOptimum(instance, solveur, { noeudsAvantSolveur: 0 });
    expect(choix(plan)).toMatchObject({ retenus: ['A', 'B', 'D'], score: 17n, prouve: true });
    expect(solveur.demandes.length).toBeGreaterThan(1);
    expect(plan.appelsSolveur).toBeGreaterThan(1);
    const [premier, second] = solveur.demandes;
    expect(present(second).modele.rangees.length).toBeGreaterThan(present(premier).modele.rangees.length);
  });

  test('sans besoin de lui, il n’est pas appelé', async () => {
    const solveur = new SolveurReference();
    const [cas] = casGardes();
    const plan = await chercherOptimum(present(cas).instance, solveur);
    expect(plan).toMatchObject({ prouve: true, appelsSolveur: 0 });
    expect(solveur.demandes).toEqual([]);
  });
});

describe('arrêter une recherche : le meilleur plan connu, et ce qui est prouvé', () => {
  const exigerArrete = (plan: PlanOptimal, arret: PlanOptimal['arret']) => {
    expect(plan).toMatchObject({ issue: 'PLAN', prouve: false, arret, certificat: null, borneMontant: null });
    expect(plan.preuves).toEqual({ score: false, montant: false, rangs: false });
    expect(plan.retenus.length).toBeGreaterThan(5);
    expect(present(plan.borne)).toBeGreaterThanOrEqual(plan.score);
  };
  const chercher = (options: OptionsOptimum) => chercherOptimum(difficile(), null, options);

  test('au bout d’un nombre de nœuds : la même réponse à chaque fois, et une borne qui se resserre', async () => {
    const court = await chercher({ noeudsMaximum: 20 });
    exigerArrete(court, 'NOEUDS');
    expect(await chercher({ noeudsMaximum: 20 })).toEqual(court);
    const long = await chercher({ noeudsMaximum: 200 });
    exigerArrete(long, 'NOEUDS');
    expect(long.noeuds).toBeGreaterThan(court.noeuds);
    expect(present(long.borne)).toBeLessThanOrEqual(present(court.borne));
    expect(long.score).toBeGreaterThanOrEqual(court.score);
  });

  test('au bout d’un délai, sur l’horloge donnée', async () => {
    let heure = 1_000;
    const plan = await chercher({ delaiMs: 50, horloge: () => (heure += 10) });
    exigerArrete(plan, 'DELAI');
    expect(plan.noeuds).toBeLessThan(100);
  });

  test('sur un signal, avec le progrès et la pause entre deux tranches', async () => {
    const arret = new AbortController();
    const vus: [string, bigint | null, bigint | null][] = [];
    let pauses = 0;
    const plan = await chercher({
      signal: arret.signal,
      pause: () => Promise.resolve(void (pauses += 1)),
      surProgres: ({ etape, meilleur, borne, noeuds }) => {
        vus.push([etape, meilleur, borne]);
        if (noeuds >= 30) arret.abort();
      },
    });
    exigerArrete(plan, 'ANNULATION');
    expect(plan.noeuds).toBe(30);
    expect(pauses).toBe(vus.length);
    for (const [etape, meilleur, borne] of vus) {
      expect(etape).toBe('SCORE');
      expect(present(borne)).toBeGreaterThanOrEqual(present(meilleur));
    }
  });

  test('sans plan trouvé, l’issue est inconnue ; avec un départ, c’est lui', async () => {
    const { instance, planchers, retenus } = introuvable();
    const options = { planchers, noeudsMaximum: 10 };
    const inconnu = await chercherOptimum(instance, null, options);
    expect(inconnu).toMatchObject({ issue: 'INCONNU', retenus: [], score: 0n, prouve: false, arret: 'NOEUDS' });
    expect(present(inconnu.borne)).toBeGreaterThan(0n);
    const aide = await chercherOptimum(instance, null, { ...options, departs: [['P00'], retenus] });
    expect(aide).toMatchObject({ issue: 'PLAN', prouve: false });
    expect(aide.montant).toBe(instance.enveloppes[0]?.montant);
    expect(aide.score).toBeGreaterThanOrEqual(9_000n);
  });

  test('les étapes d’après gardent ce que les premières ont prouvé', async () => {
    const instance = difficile();
    const egaux = { ...instance, projets: instance.projets.map((p) => ({ ...p, score: 1n })) };
    const etapes = new Set<string>();
    const plan = await chercherOptimum(egaux, null, {
      noeudsMaximum: 400,
      surProgres: ({ etape }) => etapes.add(etape),
    });
    expect(etapes).toContain('MONTANT');
    expect(plan).toMatchObject({ prouve: false, preuves: { score: true, montant: false, rangs: false } });
    expect(plan.borne).toBe(plan.score);
    expect(present(plan.borneMontant)).toBeGreaterThanOrEqual(plan.montant);
    expect(plan.certificat).not.toBeNull();
  });

  test('un nom inconnu est une faute de l’appelant', async () => {
    await expect(chercher({ imposes: ['X'] })).rejects.toThrow(RangeError);
    await expect(chercher({ departs: [['X']] })).rejects.toThrow(RangeError);
  });
});
