import type { DonneesTour, EnveloppeLue, ProjetLu } from './donnees-tour.js';
import { construireInstance, type Donnees } from './instance.js';

function projet(id: string, rang: number, autrement: Partial<ProjetLu> = {}): ProjetLu {
  return {
    id,
    rang,
    appelId: 'a1',
    titre: `Projet ${id}`,
    categoriePorteur: 'ASSOCIATION',
    score: 50,
    coutTotal: '10000',
    assiette: null,
    ressourcesPropres: '1000',
    acquis: [],
    ...autrement,
  };
}

function enveloppe(id: string, rang: number, autrement: Partial<EnveloppeLue> = {}): EnveloppeLue {
  const ligne = { candidatureId: 'p1', maximum: '4000', minimum: '0', points: null, condition: null };
  return {
    id,
    rang,
    annonceId: `annonce-${id}`,
    financeurId: `f-${id}`,
    financeur: `Financeur ${id}`,
    categorie: 'REGION',
    dispositif: 'Hubs',
    plafond: '5000',
    lignes: [ligne],
    ...autrement,
  };
}

const REGLE: DonneesTour['regles'][number] = {
  appelId: 'a1',
  code: 'R80',
  portee: 'CLASSE',
  classe: 'PUBLIC',
  financeurId: null,
  categorie: null,
  type: 'TAUX_MAX',
  tauxBp: 8_000,
  base: 'DEPENSE_SUBVENTIONNABLE',
  montant: null,
  sourceJuridique: 'Article 5',
};

function construire(autrement: Partial<DonneesTour>): Donnees {
  const donnees = {
    classes: [],
    regles: [],
    projets: [projet('p1', 1)],
    enveloppes: [enveloppe('e1', 1)],
    ...autrement,
  };
  const decision = construireInstance(donnees);
  if (!decision.ok) throw new Error(decision.refus.message);
  return decision.fait;
}
const ligneDe = ({ instance }: Donnees, id: string) => instance.projets[0]?.lignes.find((l) => l.enveloppe === id);

describe('construireInstance : des lignes de la base à l’instance du moteur', () => {
  test('le besoin est le coût, moins les ressources propres et les parts déjà votées', () => {
    const acquis = [{ categorie: 'ETAT' as const, montant: '2500' }];
    expect(construire({ projets: [projet('p1', 1, { acquis })] }).instance.projets[0]).toMatchObject({
      besoin: 6_500n,
      score: 50n,
      rang: 1,
    });
  });

  test('chaque financeur est dans la classe de sa catégorie', () => {
    const { instance, classes } = construire({
      enveloppes: [
        enveloppe('e1', 1),
        enveloppe('e2', 2, { categorie: 'FONDATION' }),
        enveloppe('e3', 3, { categorie: 'GIP' }),
      ],
    });
    expect(instance.enveloppes.map((e) => e.classe)).toEqual(['REGION', 'FONDATIONS', 'AUTRES_PUBLICS']);
    expect(classes.get('REGION')).toBe('Régions');
  });

  test('une règle de classe plafonne la classe, ce qu’elle a déjà donné déduit, avec son texte', () => {
    const acquis = [{ categorie: 'COMMUNE' as const, montant: '500' }];
    const donnees = construire({ regles: [REGLE], projets: [projet('p1', 1, { acquis })] });
    expect(donnees.instance.projets[0]?.plafondsClasses).toEqual({ PUBLIC: 7_500n });
    expect(donnees.origines).toEqual({ p1: { PUBLIC: { regle: 'R80', source: 'Article 5' } } });
  });

  test('le plafond d’une ligne est le plus bas, et garde sa règle : taux, enveloppe ou annonce', () => {
    const regle = { ...REGLE, code: 'R30', portee: 'ENVELOPPE' as const, classe: null, tauxBp: 3_000 };
    const parCategorie = { ...regle, categorie: 'REGION' as const };
    expect(ligneDe(construire({ regles: [parCategorie] }), 'e1')).toEqual({
      enveloppe: 'e1',
      plafond: 3_000n,
      minimum: 0n,
      code: 'TAUX',
      source: 'Article 5',
    });
    const autre = { ...regle, financeurId: 'f-e9' };
    expect(ligneDe(construire({ regles: [autre] }), 'e1')).toMatchObject({
      plafond: 4_000n,
      code: 'ANNONCE',
      source: null,
    });
    const pauvre = enveloppe('e1', 1, { plafond: '200' });
    expect(ligneDe(construire({ enveloppes: [pauvre] }), 'e1')).toMatchObject({ plafond: 200n, code: 'ENVELOPPE' });
  });

  test('une règle sur un financeur ne borne que ses enveloppes ; un minimum s’ajoute à celui qu’il annonce', () => {
    const minimum = {
      ...REGLE,
      code: 'MIN',
      portee: 'ENVELOPPE' as const,
      classe: null,
      financeurId: 'f-e1',
      type: 'MONTANT_MIN' as const,
      tauxBp: null,
      base: null,
      montant: '700',
    };
    const donnees = construire({ regles: [minimum], enveloppes: [enveloppe('e1', 1), enveloppe('e2', 2)] });
    expect([ligneDe(donnees, 'e1')?.minimum, ligneDe(donnees, 'e2')?.minimum]).toEqual([700n, 0n]);
  });

  test('une règle de l’appel entier ajoute une racine au-dessus de toutes les classes', () => {
    const appel = { ...REGLE, portee: 'APPEL' as const, classe: null, tauxBp: 9_000 };
    const { instance, classes } = construire({ regles: [appel] });
    expect(instance.projets[0]?.plafondsClasses).toEqual({ APPEL: 9_000n });
    expect(instance.classes.filter((c) => c.parent === null)).toEqual([{ id: 'APPEL', parent: null }]);
    expect(instance.classes.find((c) => c.id === 'PUBLIC')?.parent).toBe('APPEL');
    expect(classes.get('APPEL')).toBe('Tous les financeurs');
  });

  test('la participation minimale ne tient que le maître d’ouvrage public (CGCT L1111-10)', () => {
    const regle = {
      ...REGLE,
      type: 'PARTICIPATION_MIN_MAITRE_OUVRAGE' as const,
      tauxBp: 2_000,
      base: 'FINANCEMENT_PUBLIC' as const,
    };
    const commune = projet('p1', 1, { categoriePorteur: 'COMMUNE' });
    expect(construire({ regles: [regle], projets: [commune] }).instance.projets[0]?.plafondsClasses).toEqual({
      PUBLIC: 4_000n,
    });
    expect(construire({ regles: [regle] }).instance.projets[0]?.plafondsClasses).toEqual({});
  });

  test('sans barème, chaque soutien pèse un point ; avec, ses points', () => {
    const notee = { candidatureId: 'p1', maximum: '4000', minimum: '0', points: 3, condition: null };
    const enveloppes = [
      enveloppe('e1', 1),
      enveloppe('e2', 2, { lignes: [notee] }),
      enveloppe('e3', 3, { lignes: [] }),
    ];
    expect(construire({ enveloppes }).points).toEqual({ p1: { e1: 1n, e2: 3n } });
  });

  test('les règles d’un autre appel ne bornent rien', () => {
    expect(construire({ regles: [{ ...REGLE, appelId: 'a2' }] }).instance.projets[0]?.plafondsClasses).toEqual({});
  });

  test('sans annonce, ou avec plus d’argent que le coût, il n’y a rien à répartir', () => {
    expect(construireInstance({ classes: [], regles: [], projets: [projet('p1', 1)], enveloppes: [] })).toMatchObject({
      ok: false,
      refus: { code: 'INCOMPLET', chemin: 'tourId' },
    });
    const trop = projet('p2', 2, { ressourcesPropres: '10001' });
    const donnees = { classes: [], regles: [], projets: [projet('p1', 1), trop], enveloppes: [enveloppe('e1', 1)] };
    expect(construireInstance(donnees)).toMatchObject({
      ok: false,
      refus: { code: 'BUDGET_DESEQUILIBRE', chemin: 'projets[1]' },
    });
  });
});
