import { PARAMETRES_PAR_DEFAUT, verifierCertificat, type Instance, type Points } from '@tdt/domaine';
import { ecrireChoix, ecrireDonnees, lireChoix, lireDonnees } from './donnees-calcul.js';
import type { Donnees } from './instance.js';
import { lireInstantane } from './instantane-plan.js';
import { calculerListe, detaillerChoix, figer } from './plan-calcule.js';
import { chercherChoix, contraintesDe, PENDANT_UNE_REQUETE, type TypeCherche } from './recherche.js';

/** A knapsack that takes a proof: ids that look like numbers must stay names. */
const PLAFONDS: Record<string, bigint>[] = [{ PUBLIC: 4_000n }, {}, { PUBLIC: 3_500n }, {}];
const INSTANCE: Instance = {
  classes: [{ id: 'PUBLIC', parent: null }],
  enveloppes: [
    { id: '1', classe: 'PUBLIC', montant: 10_000n, rang: 1 },
    { id: '2', classe: null, montant: 7_000n, rang: 2 },
  ],
  projets: [61n, 43n, 37n, 11n].map((score, i) => ({
    id: String(10 + i),
    rang: i + 1,
    score,
    besoin: score * 97n,
    lignes: [
      { enveloppe: '1', plafond: score * 80n, minimum: i === 2 ? 500n : 0n, code: 'ANNONCE', source: null },
      { enveloppe: '2', plafond: score * 60n, minimum: 0n, code: 'TAUX', source: 'Article 3' },
    ],
    plafondsClasses: PLAFONDS[i] ?? {},
  })),
};
const POINTS: Points = Object.fromEntries(INSTANCE.projets.map(({ id }, i) => [id, { '1': BigInt(i), '2': 2n }]));
const DONNEES: Donnees = {
  instance: INSTANCE,
  points: POINTS,
  origines: { '10': { PUBLIC: { regle: 'R80', source: 'Article 5' } } },
  projets: new Map(),
  enveloppes: new Map(),
  classes: new Map(),
};

describe('ce qui est conservé se relit tel quel', () => {
  test('un instantané : instance, points, choix, montants', () => {
    const plan = calculerListe(DONNEES, PARAMETRES_PAR_DEFAUT);
    if (!plan.ok) throw new Error(plan.refus.message);
    const { texte, empreinte } = figer(DONNEES, PARAMETRES_PAR_DEFAUT, plan.fait);
    const lu = lireInstantane(texte);
    expect(lu).toEqual({
      instance: INSTANCE,
      points: POINTS,
      origines: DONNEES.origines,
      parametres: PARAMETRES_PAR_DEFAUT,
      type: 'LISTE',
      retenus: plan.fait.indicateurs.retenus,
      parts: plan.fait.parts,
    });
    expect(figer({ ...DONNEES, ...lu }, lu.parametres, plan.fait).empreinte).toEqual(empreinte);
  });

  test('les données d’un calcul, et leur empreinte quel que soit l’ordre où elles sont écrites', () => {
    const { texte, empreinte } = ecrireDonnees(DONNEES, PARAMETRES_PAR_DEFAUT);
    const { donnees, parametres } = lireDonnees(texte);
    expect([donnees.instance, donnees.points, parametres]).toEqual([INSTANCE, POINTS, PARAMETRES_PAR_DEFAUT]);
    expect(ecrireDonnees(donnees, parametres).empreinte).toEqual(empreinte);
  });

  test.each<TypeCherche>(['OPTIMUM', 'GARANTI'])('le choix d’une recherche %s, certificat compris', async (type) => {
    const choix = await chercherChoix(type, DONNEES, PARAMETRES_PAR_DEFAUT, PENDANT_UNE_REQUETE);
    if (!choix.ok) throw new Error(choix.refus.message);
    expect(choix.fait).toMatchObject({ prouve: true, avecSolveur: false });
    const lu = lireChoix(ecrireChoix({ [type]: choix.fait }))[type];
    expect(lu).toEqual(choix.fait);
    const contraintes = contraintesDe(type, DONNEES, PARAMETRES_PAR_DEFAUT);
    if (!contraintes.ok || !lu?.certificat) throw new Error('sans certificat');
    expect(verifierCertificat(INSTANCE, contraintes.fait, lu.certificat)).toEqual({ valide: true });
    const plan = detaillerChoix(type, DONNEES, PARAMETRES_PAR_DEFAUT, lu);
    expect(plan).toMatchObject({ ok: true, fait: { borne: choix.fait.borne, prouvee: true } });
  });
});
