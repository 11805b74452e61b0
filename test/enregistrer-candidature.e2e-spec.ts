import { demander, dossierE1, mains, semerAmiHubs, type Point } from './monde-candidatures.js';
import { affecter } from './monde.js';
import type { ClePersonne } from './monde-donnees.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

const CONTENU = `{ id etat version titre resume debut montantDemande cerSignataire exceptionParticipation exceptionActe
  territoires { code } partenaires { organisme { id } role mandatLe } actions { intitule lieux { communeCode libelle } }
  budget { sens compte montant } plan { type montant dispositif } aidesDeclarees { date montant } }`;

describe('Ouvrir et enregistrer une candidature', () => {
  let s: Serveur;
  let appelId: string;
  let id: string;

  const { lire, enregistrer } = mains(
    () => s,
    () => id,
  );

  beforeAll(async () => {
    s = await demarrerServeur('saisie');
    await s.reglerHorloge('2020-11-10T09:00:00Z');
    appelId = await semerAmiHubs(s);
  }, 60_000);
  afterAll(() => s?.fermer());

  describe('Ouvrir un brouillon', () => {
    const ouvrir = (porteurId: string, qui: ClePersonne | null = 'hubBretagne', appel = appelId) =>
      demander(s, qui, 'ouvrir', { appelId: appel, porteurId });

    it('est possible dès la publication, avec ce que l’annuaire sait déjà du porteur', async () => {
      const ouverte = await ouvrir(s.monde.organismes.hubBretagne);
      expect(ouverte).toMatchObject({ etat: 'BROUILLON', version: 1, numero: null });
      id = ouverte.id ?? '';
      expect(await lire('{ representantNom porteur { nom } }')).toEqual({
        representantNom: 'Gwenn Exemple',
        porteur: { nom: 'Hub Bretagne' },
      });
    });

    it('est refusé une seconde fois, pour un autre organisme, sur un appel inconnu ou sans se connecter', async () => {
      const { hubBretagne, hubLo } = s.monde.organismes;
      expect(await ouvrir(hubBretagne)).toMatchObject({ code: 'DOUBLON', chemin: 'porteurId' });
      expect(await ouvrir(hubLo)).toMatchObject({ code: 'INTERDIT', chemin: 'porteurId' });
      expect(await ouvrir(cle())).toMatchObject({ code: 'INTROUVABLE', chemin: 'porteurId' });
      expect(await ouvrir(hubBretagne, 'hubBretagne', cle())).toMatchObject({ code: 'INTROUVABLE', chemin: 'appelId' });
      expect(await ouvrir(hubBretagne, null)).toMatchObject({ code: 'NON_AUTHENTIFIE' });
    });

    it('est refusé à une catégorie que l’appel n’admet pas (R6)', async () => {
      await affecter({ query: s.sql as never }, s.monde.personnes.hinaura, 'PORTEUR', {
        organismeId: s.monde.organismes.fdj,
      });
      await s.sql(`update organisme set categorie = 'ORGANISME_SOCIAL' where id = $1`, [s.monde.organismes.fdj]);
      expect(await ouvrir(s.monde.organismes.fdj, 'hinaura')).toMatchObject({
        code: 'INELIGIBLE',
        chemin: 'porteur.categorie',
      });
    });

    it('reste invisible de tout autre que son porteur', async () => {
      for (const qui of ['hubNormandie', 'instructrice', 'gestionnaire', 'president', null] as const) {
        expect(await lire('{ id }', qui)).toBeNull();
        const { candidatures } = await s.gql<{ candidatures: unknown }>(
          qui && s.monde.jetons[qui],
          '{ candidatures { totalCount } }',
        );
        expect(candidatures).toEqual({ totalCount: 0 });
      }
    });
  });

  describe('Enregistrer à tout degré de remplissage', () => {
    it('dit d’un brouillon vide tout ce qui manque, et où (R2)', async () => {
      const { completude } = await lire<{ completude: Point[] }>('{ completude { code chemin message } }');
      expect(completude.map((p) => p.chemin)).toEqual([
        'titre',
        'debut',
        'fin',
        'actions',
        'territoires',
        'budget',
        'plan',
        'montantDemande',
        'pieces.STATUTS',
        'pieces.DIRIGEANTS',
        'pieces.SIRENE',
        'pieces.RIB',
        'pieces.COMPTES',
        'contratEngagementRepublicain',
        'origineInitiative',
        'regimeAide',
      ]);
      expect(completude.every((p) => p.code === 'INCOMPLET' && p.message.endsWith('.'))).toBe(true);
    });

    it('ne change que les champs donnés', async () => {
      expect(await enregistrer({ titre: 'Hub', debut: '2021-10-01' })).toMatchObject({ version: 2, etat: 'BROUILLON' });
      expect(await enregistrer({ resume: 'Un hub.', debut: null })).toMatchObject({ version: 3 });
      expect(await lire('{ titre resume debut }')).toEqual({ titre: 'Hub', resume: 'Un hub.', debut: null });
    });

    it('remplace en entier chaque liste donnée, et garde les autres', async () => {
      await enregistrer({ ...dossierE1(s.monde), aidesDeclarees: [{ date: '2020-02-03', montant: '1500000' }] });
      const plein = await lire<Record<string, unknown[]>>(CONTENU);
      expect(plein).toMatchObject({
        territoires: [{ code: '22' }, { code: '29' }, { code: '35' }, { code: '56' }],
        aidesDeclarees: [{ date: '2020-02-03', montant: '1500000' }],
        actions: [{ lieux: [{ libelle: 'Kerourien (Brest)' }] }, { lieux: [{ communeCode: '56260' }] }],
      });
      expect(plein['budget']?.[2]).toEqual({ sens: 'PRODUIT', compte: '74', montant: '55000000' });
      const action = { intitule: 'Une seule', lieux: [{ communeCode: '35238' }, { communeCode: '35288' }] };
      await enregistrer({ actions: [action], aidesDeclarees: [] });
      const apres = await lire<Record<string, unknown>>(CONTENU);
      expect(apres).toEqual({
        ...plein,
        version: 5,
        aidesDeclarees: [],
        actions: [
          {
            intitule: 'Une seule',
            lieux: [
              { communeCode: '35238', libelle: 'Rennes' },
              { communeCode: '35288', libelle: 'Saint-Malo' },
            ],
          },
        ],
      });
    });

    it('refuse d’écraser ce qu’un collègue vient d’écrire', async () => {
      const refus = await demander(s, 'hubBretagne', 'enregistrer', { d: { id, version: 2, titre: 'Ancien' } });
      expect(refus).toMatchObject({ code: 'CONFLIT_VERSION', chemin: 'version' });
      expect(await lire('{ titre version }')).toMatchObject({ version: 5 });
    });

    const inconnu = cle();
    it.each<[string, object, string, string]>([
      [
        'une commune inconnue (R5)',
        { actions: [{ lieux: [{ communeCode: '29019' }, { communeCode: '29999' }] }] },
        'TERRITOIRE_INCONNU',
        'actions[0].lieux[1].communeCode',
      ],
      [
        'un territoire inconnu (R6)',
        { territoires: [{ nature: 'DEPARTEMENT', code: '99' }] },
        'TERRITOIRE_INCONNU',
        'territoires[0].code',
      ],
      [
        'un partenaire inconnu',
        { partenaires: [{ organismeId: inconnu }] },
        'INTROUVABLE',
        'partenaires[0].organismeId',
      ],
      [
        'un financeur inconnu',
        { plan: [{ type: 'SUBVENTION', financeurId: inconnu, montant: '1' }] },
        'INTROUVABLE',
        'plan[0].financeurId',
      ],
      [
        'une part nulle (R11)',
        { plan: [{ type: 'RESSOURCES_PROPRES', montant: '0' }] },
        'ENTREE_INVALIDE',
        'plan[0].montant',
      ],
      [
        'une subvention sans financeur (R11)',
        { plan: [{ type: 'SUBVENTION', montant: '1' }] },
        'ENTREE_INVALIDE',
        'plan[0].financeurId',
      ],
      ['un compte inconnu (R10)', { budget: [{ compte: '99', montant: '1' }] }, 'ENTREE_INVALIDE', 'budget[0].compte'],
      [
        'un quartier prioritaire sans nom (R5)',
        { actions: [{ lieux: [{ communeCode: '29019', dispositif: 'QPV' }] }] },
        'ENTREE_INVALIDE',
        'actions[0].lieux[0].zonageCode',
      ],
    ])('refuse %s, et garde tout ce qui était écrit', async (_cas, changement, code, chemin) => {
      const avant = await lire(CONTENU);
      const refus = await enregistrer({ titre: 'Ne doit pas rester', ...changement });
      expect(refus).toMatchObject({ code, chemin, details: [{ code, chemin }] });
      expect(await lire(CONTENU)).toEqual(avant);
    });
  });
});
