import { demander, dossierE1, mains, preparer, semerAmiHubs, type Point, type Reponse } from './monde-candidatures.js';
import { affecter } from './monde.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

describe('Refuser un dépôt', () => {
  let s: Serveur;
  let appelId: string;
  let id: string;

  const { lire, enregistrer } = mains(
    () => s,
    () => id,
  );

  beforeAll(async () => {
    s = await demarrerServeur('refus');
    await s.reglerHorloge('2021-06-01T09:00:00Z');
    appelId = await semerAmiHubs(s);
    id = await preparer(s, 'hubBretagne', s.monde.organismes.hubBretagne, appelId);
  }, 60_000);
  afterAll(() => s?.fermer());

  describe('Refuser un dépôt, dans l’ordre des règles', () => {
    const e1 = () => dossierE1(s.monde);
    const ligne = (rang: number, champ: object) => e1().plan.map((l, i) => (i === rang ? { ...l, ...champ } : l));
    const compte = (code: string, montant: string) =>
      e1().budget.map((l) => (l.compte === code ? { ...l, montant } : l));
    const autreLieu = (zonageCode: string) =>
      e1().actions.map((a, i) =>
        i > 0 ? a : { ...a, lieux: [{ communeCode: '29019', dispositif: 'QPV', zonageCode }] },
      );

    it.each<[string, () => object, string, string | null]>([
      [
        'une région déjà couverte et une seule (R6)',
        () => ({ territoires: [{ nature: 'DEPARTEMENT', code: '69' }] }),
        'INELIGIBLE',
        'territoires',
      ],
      ['un dossier sans résumé ni titre (R2)', () => ({ titre: '  ' }), 'INCOMPLET', null],
      [
        'des charges supérieures aux produits (R10)',
        () => ({ budget: compte('641', '40000001') }),
        'BUDGET_DESEQUILIBRE',
        'budget',
      ],
      ['86 différent de 87 (R10)', () => ({ budget: compte('864', '1199999') }), 'BUDGET_DESEQUILIBRE', 'budget'],
      [
        'un plan inférieur au coût (R11)',
        () => ({ plan: ligne(1, { montant: '11999999' }) }),
        'PLAN_DESEQUILIBRE',
        'plan',
      ],
      [
        'deux parts du même financeur pour le même dispositif (R11)',
        () => ({ plan: ligne(2, { financeurId: s.monde.organismes.regionBretagne }) }),
        'DOUBLON',
        'plan',
      ],
      [
        'une part au-dessus de son assiette (R12)',
        () => ({ plan: ligne(1, { assiette: '11999999' }) }),
        'PLAN_DESEQUILIBRE',
        'plan',
      ],
      [
        'une assiette au-dessus du coût (R12)',
        () => ({ plan: ligne(1, { assiette: '60000001' }) }),
        'PLAN_DESEQUILIBRE',
        'plan',
      ],
      [
        'un centime au-dessus de ce que l’appel accorde (R3)',
        () => ({ montantDemande: '35000001' }),
        'MONTANT_EXCESSIF',
        'montantDemande',
      ],
      [
        'une bonification sur un lieu absent de la liste de l’appel (R5)',
        () => ({ actions: autreLieu('QN02901M') }),
        'MONTANT_EXCESSIF',
        'montantDemande',
      ],
      ['une demande nulle (R3)', () => ({ montantDemande: '0' }), 'ENTREE_INVALIDE', 'montantDemande'],
    ])('%s', async (_cas, changement, code, chemin) => {
      expect(await enregistrer({ ...e1(), ...changement() })).toMatchObject({ etat: 'BROUILLON' });
      const refus = await demander(s, 'hubBretagne', 'deposer', { id });
      expect(refus).toMatchObject({ code, chemin });
      expect(refus.message).toMatch(/\.$/);
      const [ligneSql] = await s.sql('select etat, numero, depose_le, recu from candidature where id = $1', [id]);
      expect(ligneSql).toEqual({ etat: 'BROUILLON', numero: null, depose_le: null, recu: null });
    });

    it('montre la même chose avant le dépôt, dans la liste de ce qui manque (R3, R10, R11)', async () => {
      await enregistrer({ ...e1(), budget: compte('641', '40000001'), montantDemande: '35000001' });
      const { completude } = await lire<{ completude: Point[] }>('{ completude { code chemin } }');
      expect(completude).toEqual([
        { code: 'BUDGET_DESEQUILIBRE', chemin: 'budget' },
        { code: 'PLAN_DESEQUILIBRE', chemin: 'plan' },
        { code: 'MONTANT_EXCESSIF', chemin: 'montantDemande' },
      ]);
    });

    it('accepte un projet plus large qu’une seule région couverte (R6), et avertit sans bloquer (R15, R29)', async () => {
      await enregistrer({
        ...e1(),
        territoires: [
          { nature: 'DEPARTEMENT', code: '69' },
          { nature: 'EPCI', code: '200093201' },
        ],
        origineInitiative: 'FINANCEUR',
        aidesDeclarees: [
          { date: '2018-06-01', montant: '100' },
          { date: '2018-05-31', montant: '99999999' },
        ],
      });
      const lu = await lire<{ completude: Point[]; avertissements: Point[] }>(
        '{ completude { chemin } avertissements { code chemin message } }',
      );
      expect(lu.completude).toEqual([]);
      expect(lu.avertissements.map((a) => [a.code, a.chemin])).toEqual([
        ['AIDE_ETAT', 'regimeAide'],
        ['INELIGIBLE', 'origineInitiative'],
      ]);
      expect(lu.avertissements[0]?.message).toMatch(/ajoutés aux 1,00\s€/u);
      await enregistrer({ ...e1(), aidesDeclarees: [] });
    });

    it('n’additionne jamais argent public et argent privé (R17)', async () => {
      expect(await lire('{ totauxPlan { aidesPubliques aidesPrivees autofinancement total } }')).toEqual({
        totauxPlan: {
          aidesPubliques: '53000000',
          aidesPrivees: '2000000',
          autofinancement: '5000000',
          total: '60000000',
        },
      });
    });

    it('refuse une version que le déposant n’a pas lue', async () => {
      expect(await demander(s, 'hubBretagne', 'deposer', { id, version: 1 })).toMatchObject({
        code: 'CONFLIT_VERSION',
        chemin: 'version',
      });
    });
  });

  describe('Les règles qui tiennent à qui porte le projet', () => {
    const tiers = async (nom: string, categorie: string) => {
      const organismeId = cle();
      await s.sql(
        `insert into organisme (id, nom, categorie, type_identifiant, identifiant, commune_code, representant_nom,
           representant_qualite, fictif, cree_le)
         values ($1, $2, $3, 'SIRET', $4, '29019', 'Camille Exemple', 'Présidence', true, maintenant())`,
        [organismeId, nom, categorie, organismeId],
      );
      return organismeId;
    };
    const subvention = (financeurId: string, montant: string) => ({ type: 'SUBVENTION', financeurId, montant });
    const propres = (montant: string) => ({ type: 'RESSOURCES_PROPRES', montant });
    const budget = (subventions: string, siens: string) => [
      { compte: '606', libelle: 'Matériel itinérant', montant: String(BigInt(subventions) + BigInt(siens)) },
      { compte: '74', montant: subventions },
      { compte: 'RP', montant: siens },
    ];

    /** E6: an investment of 100 000 €, whatever its applicant. */
    const e6 = async (categorie: string, plan: (etat: string) => object[], autres: object = {}) => {
      const appel = await semerAmiHubs(s, {
        code: `E6-${cle().slice(-12).toUpperCase()}`,
        categoriesAdmises: [categorie],
        pieces: [],
        territoires: [],
      });
      const porteurId = await tiers(`Porteur ${categorie}`, categorie);
      const etat = await tiers('État (préfecture de région)', 'ETAT');
      await affecter({ query: s.sql as never }, s.monde.personnes.hinaura, 'PORTEUR', { organismeId: porteurId });
      const ouverte = await demander(s, 'hinaura', 'ouvrir', { appelId: appel, porteurId });
      const d = {
        ...dossierE1(s.monde),
        nature: 'INVESTISSEMENT',
        partenaires: [],
        montantDemande: '1000000',
        budget: budget('8500000', '1500000'),
        plan: plan(etat),
        ...autres,
      };
      expect(await enregistrer(d, ouverte.id, 'hinaura')).toMatchObject({ version: 2 });
      return ouverte.id ?? '';
    };
    const planE6 = (siens: string, region: string) => (etat: string) => [
      subvention(etat, '4500000'),
      subvention(s.monde.organismes.regionBretagne, region),
      subvention(s.monde.organismes.metropoleLyon, '1000000'),
      subvention(s.monde.organismes.fondationAfnic, '1000000'),
      propres(siens),
    ];
    const deposer = (de: string) => demander(s, 'hinaura', 'deposer', { id: de });

    it('refuse une part propre sous 20 % des apports publics à un EPCI qui investit, puis accepte E6 corrigé (R13)', async () => {
      const de = await e6('EPCI', planE6('1500000', '2000000'));
      const refus = await deposer(de);
      expect(refus).toMatchObject({ code: 'PARTICIPATION_MINIMALE', chemin: 'plan' });
      expect(refus.message).toMatch(/minimum de 18\s000,00\s€/u);
      const [etat] = await s.sql<{ id: string }>(
        `select financeur_id as id from ligne_plan where candidature_id = $1 and rang = 1`,
        [de],
      );
      const corrige = { plan: planE6('1800000', '1700000')(etat?.id ?? ''), budget: budget('8200000', '1800000') };
      await enregistrer(corrige, de, 'hinaura');
      expect(await deposer(de)).toMatchObject({ etat: 'DEPOSE' });
    });

    it('n’applique pas la part propre au fonctionnement, ni à une association (R13)', async () => {
      const fonctionnement = await e6('EPCI', planE6('1500000', '2000000'), { nature: 'FONCTIONNEMENT' });
      expect(await deposer(fonctionnement)).toMatchObject({ etat: 'DEPOSE' });
      const association = await e6('ASSOCIATION', planE6('1500000', '2000000'));
      expect(await deposer(association)).toMatchObject({ etat: 'DEPOSE' });
    });

    it('exige l’acte d’une exception à la part propre, puis l’accepte (R13)', async () => {
      const exceptionParticipation = { type: 'RENOVATION_URBAINE' };
      const de = await e6('EPCI', planE6('1500000', '2000000'), { exceptionParticipation });
      expect(await deposer(de)).toMatchObject({ code: 'INCOMPLET', chemin: 'exceptionParticipation.acte' });
      await enregistrer(
        { exceptionParticipation: { ...exceptionParticipation, acte: 'Arrêté 2021-14' } },
        de,
        'hinaura',
      );
      expect(await deposer(de)).toMatchObject({ etat: 'DEPOSE' });
    });

    it('plafonne les aides publiques à la dépense éligible quand l’État finance un investissement (R14)', async () => {
      const de = await e6('GIP', planE6('1500000', '2000000'), { assiette: '7499999' });
      expect(await deposer(de)).toMatchObject({ code: 'PLAN_DESEQUILIBRE', chemin: 'plan' });
      await enregistrer({ assiette: '7500000' }, de, 'hinaura');
      expect(await deposer(de)).toMatchObject({ etat: 'DEPOSE' });
    });

    it('refuse tout argent public à un fonds de dotation, ligne à ligne (R16)', async () => {
      const de = await e6('FONDS_DE_DOTATION', planE6('1500000', '2000000'), { nature: 'FONCTIONNEMENT' });
      const refus = await deposer(de);
      expect(refus).toMatchObject({ code: 'INELIGIBLE', chemin: 'plan' });
      expect(refus.details?.map((d) => d.chemin)).toEqual(['plan[0]', 'plan[1]', 'plan[2]']);
    });
  });

  it('simule un montant sans ouvrir de dossier (R3, R5 ; T1)', async () => {
    const simuler = async (lieux: object[]) =>
      (
        await s.gql<{ simulerMontant: Reponse & { montant?: string } }>(
          null,
          `query ($a: ID!, $l: [LieuInput!]!) { simulerMontant(appelId: $a, lieux: $l) {
             ... on MontantDroit { montant detail { code obtenu } } ... on Refus { code chemin message } } }`,
          { a: appelId, l: lieux },
        )
      ).simulerMontant;
    const qpv = { communeCode: '29019', dispositif: 'QPV', zonageCode: 'QP029001' };
    const acv = { communeCode: '56260', dispositif: 'ACV', zonageCode: '56260' };
    expect((await simuler([])).montant).toBe('25000000');
    expect((await simuler([qpv])).montant).toBe('30000000');
    expect((await simuler([acv])).montant).toBe('30000000');
    expect((await simuler([qpv, acv])).montant).toBe('35000000');
    expect(await simuler([acv, { communeCode: '00000' }])).toMatchObject({
      code: 'TERRITOIRE_INCONNU',
      chemin: 'lieux[1].communeCode',
    });
  });
});
