import {
  AMI_HUBS_2020,
  CREER_APPEL,
  CREER_ENVELOPPE,
  DOTER_ENVELOPPE,
  MODIFIER_APPEL,
  PUBLIER_APPEL,
} from './monde-appels.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

interface Refusable {
  id?: string;
  etat?: string;
  code?: string;
  message?: string;
  chemin?: string;
  disponible?: string;
  version?: number;
  details?: { code: string; chemin: string; message: string }[];
}

const FAUTES: [faute: object, code: string, chemin: string][] = [
  [{ territoires: [{ nature: 'REGION', code: '99' }] }, 'TERRITOIRE_INCONNU', 'territoires'],
  [{ cloture: '2020-01-01T00:00:00Z' }, 'ENTREE_INVALIDE', 'cloture'],
  [{ conferenceId: cle() }, 'INTROUVABLE', 'conferenceId'],
  [{ grille: [...AMI_HUBS_2020.grille, ...AMI_HUBS_2020.grille] }, 'DOUBLON', 'grille'],
];

describe('Publier un appel', () => {
  let s: Serveur;
  let appelId: string;

  const creer = async (d: object, jeton = s.monde.jetons.gestionnaire) =>
    (await s.gql<{ creerAppel: Refusable }>(jeton, CREER_APPEL, { d })).creerAppel;
  const modifier = async (d: object, jeton = s.monde.jetons.gestionnaire) =>
    (await s.gql<{ modifierAppel: Refusable }>(jeton, MODIFIER_APPEL, { d })).modifierAppel;
  const doter = async (id: string) => {
    const d = { financeurId: s.monde.organismes.bdt, appelId: id, libelle: 'Hubs', dispositif: 'Hubs', exercice: 2020 };
    const ouverte = await s.gql<{ creerEnveloppe: Refusable }>(s.monde.jetons.bdtVotante, CREER_ENVELOPPE, { d });
    const dotation = { cle: cle(), enveloppeId: ouverte.creerEnveloppe.id, montant: '100' };
    await s.gql(s.monde.jetons.gestionnaire, DOTER_ENVELOPPE, { d: dotation });
  };
  const publier = async (id: string, jeton = s.monde.jetons.gestionnaire) =>
    (await s.gql<{ publierAppel: Refusable }>(jeton, PUBLIER_APPEL, { id })).publierAppel;

  beforeAll(async () => {
    s = await demarrerServeur('appel');
    await s.reglerHorloge('2020-11-10T09:00:00Z');
  }, 60_000);
  afterAll(() => s?.fermer());

  it('garde l’AMI Hubs 2020 en brouillon, invisible du public, jusqu’à sa publication', async () => {
    const appel = await creer(AMI_HUBS_2020);
    expect(appel).toMatchObject({ reference: 'HUBS-2020', etat: 'BROUILLON' });
    appelId = appel.id ?? '';
    const lu = await s.gql<{ appelAProjets: unknown }>(null, '{ appelAProjets(id: "' + appelId + '") { titre } }');
    expect(lu.appelAProjets).toBeNull();
    expect(await publier(appelId, s.monde.jetons.hubBretagne)).toMatchObject({ code: 'INTERDIT' });
  });

  it('réécrit le brouillon entier, sur la version lue, et n’écrit rien d’un refus', async () => {
    const seul = { id: appelId, ...AMI_HUBS_2020 };
    const lire = async () =>
      (
        await s.gql<{ appelAProjets: object }>(
          s.monde.jetons.gestionnaire,
          `{ appelAProjets(id: "${appelId}") { titre version regles { code } grille { code } pieces { code } territoires { code } } }`,
        )
      ).appelAProjets;
    const avant = await lire();
    expect(avant).toMatchObject({ version: 1 });
    const { hubBretagne, instructrice, gestionnaire } = s.monde.jetons;
    expect(await modifier({ ...seul, version: 1 }, hubBretagne)).toMatchObject({ code: 'INTERDIT' });
    expect(await modifier({ ...seul, version: 1 }, instructrice)).toMatchObject({ code: 'INTERDIT' });
    expect(await modifier({ ...seul, id: cle(), version: 1 })).toMatchObject({ code: 'INTROUVABLE' });
    expect(await modifier({ ...seul, version: 2, code: 'AUTRE' })).toMatchObject({
      code: 'CONFLIT_VERSION',
      chemin: 'version',
    });
    for (const [faute, code, chemin] of FAUTES) {
      expect(await modifier({ ...seul, version: 1, ...faute })).toMatchObject({ code, chemin });
    }
    expect(await lire()).toEqual(avant);

    const reecrit = {
      titre: 'Hubs, titre revu',
      regles: AMI_HUBS_2020.regles.slice(0, 1),
      grille: [],
      pieces: [],
      territoires: [],
      seuilInstruction: null,
    };
    const premiere = { ...seul, ...reecrit, version: 1, cle: cle() };
    expect(await modifier(premiere)).toMatchObject({ version: 2, etat: 'BROUILLON' });
    expect(await modifier(premiere)).toMatchObject({ version: 2 });
    expect(await lire()).toEqual({
      titre: 'Hubs, titre revu',
      version: 2,
      regles: [{ code: AMI_HUBS_2020.regles[0]?.code }],
      grille: [],
      pieces: [],
      territoires: [],
    });
    expect(await modifier({ ...seul, version: 2 }, gestionnaire)).toMatchObject({ version: 3 });
    expect(await lire()).toEqual({ ...avant, version: 3 });
    const lignes = await s.sql(`select 1 from journal where objet_id = $1 and action = 'modifierAppel'`, [appelId]);
    expect(lignes).toHaveLength(2);
  });

  it('refuse de publier sans enveloppe, en disant quoi et où', async () => {
    const refus = await publier(appelId);
    expect(refus).toMatchObject({ code: 'INCOMPLET' });
    expect(refus.details).toEqual([
      { code: 'INCOMPLET', chemin: 'enveloppes', message: "L'appel n'a aucune enveloppe." },
    ]);
  });

  it('publie l’appel une fois l’enveloppe dotée de 2 300 000,00 €, et l’horloge l’ouvre et le ferme (R1)', async () => {
    const d = {
      financeurId: s.monde.organismes.bdt,
      appelId,
      libelle: 'AMI Hubs 2020',
      dispositif: 'Hubs',
      exercice: 2020,
    };
    const { creerEnveloppe } = await s.gql<{ creerEnveloppe: Refusable }>(s.monde.jetons.bdtVotante, CREER_ENVELOPPE, {
      d,
    });
    const dotation = { cle: cle(), enveloppeId: creerEnveloppe.id, montant: '230000000' };
    for (let essai = 0; essai < 3; essai += 1) {
      const { doterEnveloppe } = await s.gql<{ doterEnveloppe: Refusable }>(
        s.monde.jetons.gestionnaire,
        DOTER_ENVELOPPE,
        { d: dotation },
      );
      expect(doterEnveloppe).toMatchObject({ dotation: '230000000', disponible: '230000000' });
    }
    const seul = await s.gql<{ doterEnveloppe: Refusable }>(s.monde.jetons.bdtVotante, DOTER_ENVELOPPE, {
      d: { ...dotation, cle: cle() },
    });
    expect(seul.doterEnveloppe).toMatchObject({ code: 'QUATRE_YEUX' });
    const refus = await publier(appelId);
    expect(refus).toMatchObject({ code: 'QUATRE_YEUX' });
    expect(refus.message).toBe(
      'Vous avez créé cet appel : un autre gestionnaire doit le publier. S’il n’y en a pas, faites habiliter un second gestionnaire.',
    );
    expect(await publier(appelId, s.monde.jetons.gestionnaire2)).toMatchObject({ etat: 'PUBLIE' });
    const etat = async () =>
      (await s.gql<{ appelAProjets: Refusable }>(null, `{ appelAProjets(id: "${appelId}") { etat } }`)).appelAProjets
        .etat;
    await s.reglerHorloge('2020-11-16T22:59:59.999Z');
    expect(await etat()).toBe('PUBLIE');
    await s.reglerHorloge('2020-11-16T23:00:00Z');
    expect(await etat()).toBe('OUVERT');
    await s.reglerHorloge('2021-06-30T21:59:59Z');
    expect(await etat()).toBe('OUVERT');
    await s.reglerHorloge('2021-06-30T21:59:59.001Z');
    expect(await etat()).toBe('CLOS');
  });

  it('ne publie pas deux fois', async () => {
    expect(await publier(appelId)).toMatchObject({ code: 'ETAT_INVALIDE' });
  });

  it('ne réécrit plus un appel publié, et qui a réécrit un brouillon ne le publie pas', async () => {
    const publie = { id: appelId, ...AMI_HUBS_2020, version: 1 };
    expect(await modifier(publie)).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'id' });
    const { gestionnaire, gestionnaire2 } = s.monde.jetons;
    const { id = '' } = await creer({ ...AMI_HUBS_2020, code: 'REECRIT' });
    await doter(id);
    const suite = { ...AMI_HUBS_2020, id, code: 'REECRIT', cloture: '2022-06-30T21:59:59Z' };
    expect(await modifier({ ...suite, version: 1 }, gestionnaire2)).toMatchObject({ version: 2 });
    expect(await publier(id, gestionnaire2)).toMatchObject({
      code: 'QUATRE_YEUX',
      message: expect.stringContaining('Vous avez modifié cet appel'),
    });
    // Whoever rewrites after her does not give her back what she lost.
    expect(await modifier({ ...suite, version: 2 }, gestionnaire)).toMatchObject({ version: 3 });
    expect(await publier(id, gestionnaire2)).toMatchObject({ code: 'QUATRE_YEUX' });
    expect(await publier(id, gestionnaire)).toMatchObject({ code: 'QUATRE_YEUX' });
  });

  it.each([
    ['un code déjà pris', {}, 'DOUBLON', 'code'],
    [
      'une région inconnue',
      { code: 'X1', territoires: [{ nature: 'REGION', code: '99' }] },
      'TERRITOIRE_INCONNU',
      'territoires',
    ],
    ['une clôture avant l’ouverture', { code: 'X2', cloture: '2020-01-01T00:00:00Z' }, 'ENTREE_INVALIDE', 'cloture'],
    ['une conférence inconnue', { code: 'X3', conferenceId: cle() }, 'INTROUVABLE', 'conferenceId'],
  ])('refuse %s et n’écrit rien', async (_cas, changement, code, chemin) => {
    const compter = () =>
      s.sql<{ n: string }>('select (select count(*) from appel_a_projets) + (select count(*) from regle) as n');
    const avant = await compter();
    expect(await creer({ ...AMI_HUBS_2020, ...changement })).toMatchObject({ code, chemin });
    expect(await compter()).toEqual(avant);
  });

  it('ne laisse un financeur ni doter l’enveloppe d’un autre, ni la voir', async () => {
    const [enveloppe] = await s.sql<{ id: string }>('select id from enveloppe');
    const d = { cle: cle(), enveloppeId: enveloppe?.id, montant: '100' };
    const jeton = s.monde.jetons.regionBretagne;
    expect((await s.gql<{ doterEnveloppe: Refusable }>(jeton, DOTER_ENVELOPPE, { d })).doterEnveloppe).toMatchObject({
      code: 'INTROUVABLE',
    });
    const vues = await s.gql<{ enveloppes: unknown }>(jeton, '{ enveloppes { totalCount edges { node { id } } } }');
    expect(vues.enveloppes).toEqual({ totalCount: 0, edges: [] });
  });
});
