import fc from 'fast-check';
import { donneesE1, partie } from '../../essais/convention.js';
import { somme } from '../montant/index.js';
import { appliquerModifications, departDe } from './appliquer-modifications.js';
import { ecartsDesParts, partiesConcernees, proposerAvenant, type DemandeAvenant } from './avenant.js';
import type { DonneesConvention } from './donnees.js';
import { donneesEnJson } from './json.js';
import {
  direModification,
  inverserModifications,
  lireModifications,
  modificationsEnJson,
  type Modification,
} from './modification.js';

const RP = { compte: 'RP', libelle: 'Fonds propres' };
const POSTE = { compte: '641', libelle: 'Postes' };

/** E1 with a budget, a rule and a schedule in three for each share. */
function e1(): DonneesConvention {
  const base = donneesE1();
  const { lignes, ressourcesPropres } = base.plan;
  return {
    ...base,
    cout: { ...base.cout, eligibiliteDebut: '2021-10-01', eligibiliteFin: '2023-09-30' },
    regles: lignes.map(({ partId, montant }) => ({
      partId,
      mode: 'PLAFOND',
      base: montant,
      bonifications: [],
      maximum: montant,
    })),
    echeanciers: base.echeanciers.map((e, i) => {
      const montant = lignes[i]?.montant ?? 0n;
      const versement = { evenement: 'Étape', echeance: null, pieces: [] };
      return {
        ...e,
        versements: [
          { ...versement, rang: 1, pourcentBp: 5_000, montant: montant / 2n },
          { ...versement, rang: 2, pourcentBp: 5_000, montant: montant / 2n },
        ],
      };
    }),
    budget: {
      ...base.budget,
      charges: [
        { ...POSTE, montant: 50_000_000n },
        { compte: '606', libelle: '', montant: 10_000_000n },
      ],
      produits: [
        ...lignes.map((l) => ({ compte: '7409', libelle: l.financeur, montant: l.montant })),
        { ...RP, montant: ressourcesPropres },
      ],
    },
  };
}

const montant = (partId: string | null, de: bigint, vers: bigint): Modification => ({
  type: 'MONTANT',
  partId,
  de,
  vers,
});
const transfert = [montant('part-bdt', 35_000_000n, 34_000_000n), montant('part-region', 12_000_000n, 13_000_000n)];

const demande = (changements: Partial<DemandeAvenant> = {}): DemandeAvenant => ({
  etat: 'SIGNEE',
  ouvert: false,
  donnees: e1(),
  modifications: transfert,
  motif: 'Un financeur relaie l’autre.',
  etablieLe: '2022-03-01',
  version: 2,
  ...changements,
});

describe('Proposer un avenant (R46)', () => {
  it('fait une nouvelle version, que seules signent les parties concernées', () => {
    const decision = proposerAvenant(demande());
    if (!decision.ok) throw new Error(decision.refus.message);
    const { donnees, parties } = decision.fait;
    expect(donnees.entete).toMatchObject({ version: 2, etablieLe: '2022-03-01' });
    expect(parties.map((p) => [p.organismeId, p.qualite, p.rang])).toEqual([
      ['hub', 'BENEFICIAIRE', 1],
      ['bdt', 'FINANCEUR', 2],
      ['region', 'FINANCEUR', 3],
    ]);
    expect(donnees.plan.lignes.map((l) => l.montant)).toEqual([34_000_000n, 13_000_000n, 6_000_000n, 2_000_000n]);
    expect(somme(donnees.plan.lignes.map((l) => BigInt(l.tauxBp)))).toBe(
      10_000n - BigInt(donnees.plan.ressourcesPropresTauxBp),
    );
    expect(donnees.regles[0]).toMatchObject({ base: 34_000_000n, maximum: 34_000_000n });
    expect(donnees.echeanciers[0]?.versements.map((v) => v.montant)).toEqual([17_500_000n, 16_500_000n]);
    expect(donnees.budget.produits.slice(0, 2).map((p) => p.montant)).toEqual([34_000_000n, 13_000_000n]);
  });

  // In the order of the refusals: each line still has every fault of the lines below it.
  const vide = { modifications: [], motif: ' ' };
  const dUnEnsemble = { ...e1(), ensemble: { numero: 'C-1', lignes: e1().plan.lignes, autres: [] } };
  const desequilibre = montant('part-region', 12_000_000n, 13_000_000n);
  const finAvant: Modification = { type: 'DATES', champ: 'FIN', de: '2023-09-30', vers: '2020-01-01' };
  it.each<[string, string, string, Partial<DemandeAvenant>]>([
    ['ETAT_INVALIDE', 'etat', 'en signature', { etat: 'EN_SIGNATURE', ouvert: true, ...vide }],
    ['ETAT_INVALIDE', 'etat', 'résiliée', { etat: 'RESILIEE', ouvert: true, ...vide }],
    ['INELIGIBLE', 'conventionId', 'l’une de l’ensemble C-1', { ouvert: true, donnees: dUnEnsemble, ...vide }],
    ['ETAT_INVALIDE', 'conventionId', 'déjà en signature', { ouvert: true, ...vide }],
    ['ENTREE_INVALIDE', 'motif', 'Dites pourquoi', vide],
    ['ENTREE_INVALIDE', 'modifications', 'ne change rien', { modifications: [] }],
    ['ENTREE_INVALIDE', 'modifications[1]', 'plus haut', { modifications: [desequilibre, desequilibre] }],
    ['ENTREE_INVALIDE', 'modifications[0]', 'déjà celle', { modifications: [montant('part-bdt', 1n, 1n)] }],
    ['ENTREE_INVALIDE', 'modifications[0].vers', 'pas admise', { modifications: [montant('part-bdt', 1n, 0n)] }],
    ['CONFLIT_VERSION', 'modifications[0]', 'ne dit plus', { modifications: [montant('part-bdt', 1n, 2n)] }],
    ['CONFLIT_VERSION', 'modifications[0]', 'ne dit plus', { modifications: [montant('inconnue', 1n, 2n)] }],
    [
      'MONTANT_EXCESSIF',
      'modifications[0].vers',
      'assiette',
      { modifications: [montant('part-bdt', 35_000_000n, 60_000_001n)] },
    ],
    [
      'MONTANT_EXCESSIF',
      'modifications[0].vers',
      'solde',
      { modifications: [montant('part-bdt', 35_000_000n, 17_500_000n)] },
    ],
    ['PLAN_DESEQUILIBRE', 'modifications', 'équilibrez', { modifications: [desequilibre, finAvant] }],
    ['ENTREE_INVALIDE', 'modifications', 'se contredisent', { modifications: [finAvant] }],
  ])('refuse par %s (%s) : %s', (code, chemin, phrase, changements) => {
    const decision = proposerAvenant(demande(changements));
    if (decision.ok) throw new Error('accepté');
    expect(decision.refus).toMatchObject({ code, chemin });
    expect(decision.refus.message).toContain(phrase);
  });

  it.each<[string, Modification]>([
    ['une date', { type: 'DATES', champ: 'FIN', de: null, vers: null }],
    ['un texte vide', { type: 'BENEFICIAIRE', champ: 'SIEGE', de: 'x', vers: ' ' }],
    ['un texte absent', { type: 'BENEFICIAIRE', champ: 'SIEGE', de: 'x', vers: null }],
    ['un poste négatif', { type: 'LIGNE_BUDGET', ...POSTE, de: 1n, vers: -1n }],
    ['des ressources négatives', montant(null, 1n, -1n)],
  ])('n’admet pas %s', (_cas, modification) => {
    expect(proposerAvenant(demande({ modifications: [modification] }))).toMatchObject({
      ok: false,
      refus: { code: 'ENTREE_INVALIDE' },
    });
  });

  it('le départ du seul financeur n’est pas un avenant', () => {
    const departs = e1().plan.lignes.map((l) => departDe(e1(), l.partId) as Modification);
    const decision = proposerAvenant(demande({ modifications: departs }));
    expect(decision).toMatchObject({ ok: false, refus: { code: 'PLAN_DESEQUILIBRE' } });
    expect(departDe(e1(), 'inconnue')).toBeNull();
  });

  it('dit chaque modification, et ce qu’elle fait à l’argent', () => {
    const depart = departDe(e1(), 'part-fondation') as Modification;
    const toutes: Modification[] = [
      ...transfert,
      montant(null, 5_000_000n, 7_000_000n),
      { type: 'LIGNE_BUDGET', ...RP, de: 5_000_000n, vers: 7_000_000n },
      { type: 'DATES', champ: 'FIN', de: '2023-09-30', vers: '2023-12-31' },
      { type: 'BENEFICIAIRE', champ: 'SIEGE', de: null, vers: '2 rue de l’Exemple' },
      depart,
    ];
    const dites = toutes.map((m) => Object.values(direModification(e1(), m)).join(' | ').replace(/\s/g, ' '));
    expect(dites).toEqual([
      'Contribution de Banque des Territoires (Hubs) | 350 000,00 € | 340 000,00 €',
      'Contribution de Région Bretagne (Hubs) | 120 000,00 € | 130 000,00 €',
      'Ressources propres | 50 000,00 € | 70 000,00 €',
      'RP – Fonds propres | 50 000,00 € | 70 000,00 €',
      'Fin du projet | 30 septembre 2023 | 31 décembre 2023',
      'Siège du bénéficiaire | néant | 2 rue de l’Exemple',
      'Départ d’un financeur | Fondation fictive (Hubs) : 20 000,00 € | néant',
    ]);
    expect(ecartsDesParts(toutes)).toEqual([
      { partId: 'part-bdt', delta: -1_000_000n, depart: false, arrivee: false },
      { partId: 'part-region', delta: 1_000_000n, depart: false, arrivee: false },
      { partId: 'part-fondation', delta: -2_000_000n, depart: true, arrivee: false },
    ]);
    expect(lireModifications(modificationsEnJson(toutes))).toEqual(toutes);
  });

  it('dates, bénéficiaire et budget sont à tous ; celui qui part ou arrive signe aussi', () => {
    const qui = (...m: Modification[]) => partiesConcernees(e1(), m).map((p) => p.organismeId);
    const depart = departDe(e1(), 'part-metropole') as Modification;
    const region = e1().plan.lignes[1];
    if (!region || depart.type !== 'FINANCEUR') throw new Error('exemple incomplet');
    const arrivee: Modification = {
      ...depart,
      sens: 'ARRIVEE',
      partie: partie('caf', 'CAF', 'ORGANISME_SOCIAL'),
      ligne: { ...region, partId: 'part-caf', financeurId: 'caf' },
    };
    const tous = ['hub', 'bdt', 'region', 'metropole', 'fondation'];
    expect(qui({ type: 'DATES', champ: 'FIN', de: null, vers: '2023-12-31' })).toEqual(tous);
    expect(qui({ type: 'BENEFICIAIRE', champ: 'SIEGE', de: null, vers: 'x' })).toEqual(tous);
    expect(qui({ type: 'LIGNE_BUDGET', ...POSTE, de: 1n, vers: 2n })).toEqual(tous);
    expect(qui(montant(null, 1n, 2n))).toEqual(['hub']);
    expect(qui(depart)).toEqual(['hub', 'metropole']);
    expect(qui(arrivee)).toEqual(['hub', 'caf']);
  });
});

/** A balanced avenant on E1: amounts move between the sources, charges and own resources follow, dates and names change. */
const avenants = fc
  .record({
    baisses: fc.array(fc.bigInt({ min: 0n, max: 900_000n }), { minLength: 4, maxLength: 4 }),
    hausse: fc.constantFrom(0, 1, 2, 3),
    cout: fc.bigInt({ min: 0n, max: 5_000_000n }),
    depart: fc.boolean(),
    fin: fc.constantFrom('2023-10-31', '2024-01-31'),
    siege: fc.string({ minLength: 1 }).filter((s) => s.trim() !== ''),
  })
  .map(({ baisses, hausse, cout, depart, fin, siege }): Modification[] => {
    const { lignes, ressourcesPropres } = e1().plan;
    const quittes = depart && hausse !== 3 ? lignes.slice(3) : [];
    const restent = lignes.filter((l) => !quittes.includes(l));
    const pris = restent.map((_, i) => (i === hausse ? 0n : (baisses[i] ?? 0n)));
    const gagne = somme(pris) + somme(quittes.map((l) => l.montant));
    const nouveaux = restent.map((l, i) => (i === hausse ? l.montant + gagne : l.montant - (pris[i] ?? 0n)));
    const propres = ressourcesPropres + cout;
    return [
      ...restent.flatMap((l, i) => {
        const vers = nouveaux[i] ?? 0n;
        return vers === l.montant ? [] : [montant(l.partId, l.montant, vers)];
      }),
      ...quittes.flatMap((l) => departDe(e1(), l.partId) ?? []),
      ...(cout === 0n
        ? []
        : [
            montant(null, ressourcesPropres, propres),
            { type: 'LIGNE_BUDGET', ...RP, de: ressourcesPropres, vers: propres } as const,
            { type: 'LIGNE_BUDGET', ...POSTE, de: 50_000_000n, vers: 50_000_000n + cout } as const,
          ]),
      { type: 'DATES', champ: 'FIN', de: '2023-09-30', vers: fin },
      { type: 'BENEFICIAIRE', champ: 'SIEGE', de: e1().beneficiaire.siege, vers: siege },
    ];
  });

describe('Appliquer des modifications (propriétés)', () => {
  const appliquer = (d: DonneesConvention, m: readonly Modification[]): DonneesConvention => {
    const suite = appliquerModifications(d, m);
    if (!suite.ok) throw new Error(`${suite.refus.code} ${suite.refus.message}`);
    return suite.fait;
  };

  it('appliquer puis défaire rend exactement la convention signée', () => {
    fc.assert(
      fc.property(avenants, (modifications) => {
        // A step back must balance as a whole, not at each line.
        const retour = appliquer(appliquer(e1(), modifications), inverserModifications(modifications));
        expect(donneesEnJson(retour)).toBe(donneesEnJson(e1()));
      }),
    );
  });

  it('les parts et les ressources propres font toujours le coût, et l’échéancier fait la part', () => {
    fc.assert(
      fc.property(avenants, (modifications) => {
        const { plan, cout, echeanciers, budget, regles } = appliquer(e1(), modifications);
        expect(somme(plan.lignes.map((l) => l.montant)) + plan.ressourcesPropres).toBe(cout.total);
        expect(somme(budget.charges.map((c) => c.montant))).toBe(cout.total);
        expect(somme(budget.produits.map((p) => p.montant))).toBe(cout.total);
        for (const { partId, montant: part } of plan.lignes) {
          const versements = echeanciers.find((e) => e.partId === partId)?.versements ?? [];
          expect(somme(versements.map((v) => v.montant))).toBe(part);
          expect(regles.find((r) => r.partId === partId)?.maximum).toBe(part);
        }
      }),
    );
  });

  it('la part de qui n’est pas concerné ne change pas d’un centime', () => {
    fc.assert(
      fc.property(avenants, (modifications) => {
        const montants = modifications.filter((m) => m.type === 'MONTANT' || m.type === 'FINANCEUR');
        const signent = new Set(partiesConcernees(e1(), montants).map((p) => p.organismeId));
        const apres = appliquer(e1(), modifications);
        for (const avant of e1().plan.lignes.filter((l) => !signent.has(l.financeurId))) {
          expect(apres.plan.lignes.find((l) => l.partId === avant.partId)?.montant).toBe(avant.montant);
          expect(apres.echeanciers.find((e) => e.partId === avant.partId)).toEqual(
            e1().echeanciers.find((e) => e.partId === avant.partId),
          );
        }
      }),
    );
  });
});
