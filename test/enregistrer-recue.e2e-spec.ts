import { textePdf } from '@tdt/documents';
import {
  demander,
  dossierE1,
  joindre,
  mains,
  PIECES_ASSOCIATION,
  semerAmiHubs,
  type Reponse,
} from './monde-candidatures.js';
import type { ClePersonne } from './monde-donnees.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

const ENREGISTRER = `mutation ($d: EnregistrerCandidatureRecueInput!) { r: enregistrerCandidatureRecue(demande: $d) {
  ... on Candidature { id etat version } ... on Refus { code message chemin } } }`;
const DEMANDE = 'DEMANDE-RECUE';
const RECUE_LE = '2021-06-30T21:59:59.000Z';
/** Well after the closing: the post takes its time, and so does the service. */
const ENREGISTREE_LE = '2021-07-05T08:00:00.000Z';

describe('Enregistrer une candidature reçue par courrier ou par courriel', () => {
  let s: Serveur;
  let appelId: string;
  let id: string;
  const { lire, enregistrer } = mains(
    () => s,
    () => id,
  );
  const recevoir = async (changement: object = {}, qui: ClePersonne | null = 'gestionnaire'): Promise<Reponse> => {
    const d = {
      appelId,
      porteurId: s.monde.organismes.hubBretagne,
      canal: 'COURRIER',
      recueLe: RECUE_LE,
      ...changement,
    };
    return (await s.gql<{ r: Reponse }>(qui && s.monde.jetons[qui], ENREGISTRER, { d })).r;
  };
  const actions = async (qui: ClePersonne) =>
    (await lire<{ actionsPossibles: string[] } | null>('{ actionsPossibles }', qui))?.actionsPossibles;

  beforeAll(async () => {
    s = await demarrerServeur('recue');
    await s.reglerHorloge('2021-06-01T09:00:00Z');
    appelId = await semerAmiHubs(s);
    await s.reglerHorloge(ENREGISTREE_LE);
  }, 60_000);
  afterAll(() => s?.fermer());

  it.each<[cas: string, changement: () => object, qui: ClePersonne | null, code: string, chemin: string | null]>([
    ['une personne anonyme', () => ({}), null, 'NON_AUTHENTIFIE', null],
    ['un porteur, fût-ce pour lui', () => ({}), 'hubBretagne', 'INTERDIT', null],
    ['l’instructrice de l’appel', () => ({}), 'instructrice', 'INTERDIT', null],
    ['un appel inconnu', () => ({ appelId: cle(), porteurId: cle() }), 'gestionnaire', 'INTROUVABLE', 'appelId'],
    [
      'un organisme inconnu',
      () => ({ porteurId: cle(), recueLe: '2031-01-01T00:00:00Z' }),
      'gestionnaire',
      'INTROUVABLE',
      'porteurId',
    ],
    [
      'une réception à venir',
      () => ({ recueLe: '2021-07-05T08:00:00.001Z' }),
      'gestionnaire',
      'ENTREE_INVALIDE',
      'recueLe',
    ],
    [
      'une réception avant l’ouverture',
      () => ({ recueLe: '2020-11-16T22:59:59.999Z' }),
      'gestionnaire',
      'HORS_DELAI',
      'recueLe',
    ],
    [
      'une réception après la clôture',
      () => ({ recueLe: '2021-06-30T21:59:59.001Z' }),
      'gestionnaire',
      'HORS_DELAI',
      'recueLe',
    ],
  ])('refuse %s, et n’écrit rien', async (_cas, changement, qui, code, chemin) => {
    expect(await recevoir(changement(), qui)).toMatchObject({ code, chemin });
    expect(await s.sql('select 1 from candidature')).toEqual([]);
  });

  it('refuse un organisme d’une catégorie que l’appel n’admet pas (R6)', async () => {
    const porteurId = s.monde.organismes.fdj;
    await s.sql(`update organisme set categorie = 'ORGANISME_SOCIAL' where id = $1`, [porteurId]);
    expect(await recevoir({ porteurId })).toMatchObject({ code: 'INELIGIBLE', chemin: 'porteur.categorie' });
    expect(await s.sql('select 1 from candidature')).toEqual([]);
  });

  it('refuse un appel qui ne reçoit rien, avant de regarder la réception', async () => {
    await s.sql(`update appel_a_projets set etat = 'SUSPENDU' where id = $1`, [appelId]);
    expect(await recevoir({ recueLe: '2031-01-01T00:00:00Z' })).toMatchObject({
      code: 'ETAT_INVALIDE',
      chemin: 'appelId',
    });
    await s.sql(`update appel_a_projets set etat = 'PUBLIE' where id = $1`, [appelId]);
  });

  it('l’enregistre après la clôture quand elle est arrivée avant, et ne l’enregistre pas deux fois (R1)', async () => {
    const sienne = cle();
    const recue = await recevoir({ cle: sienne });
    expect(recue).toMatchObject({ etat: 'BROUILLON', version: 1 });
    id = recue.id ?? '';
    expect(await recevoir({ cle: sienne })).toEqual(recue);
    expect(await recevoir()).toMatchObject({ code: 'DOUBLON', chemin: 'porteurId' });
    const [ligne] = await s.sql<{ donnees: object }>(
      `select donnees from journal where objet_id = $1 and action = 'enregistrerCandidatureRecue'`,
      [id],
    );
    expect(ligne?.donnees).toMatchObject({ canal: 'COURRIER', recueLe: RECUE_LE });
  });

  it('se lit du porteur comme sienne et de l’instruction, et se saisit par le service seul', async () => {
    const attendu = { canal: 'COURRIER', recueLe: RECUE_LE, deposeLe: null };
    for (const qui of ['hubBretagne', 'instructrice', 'gestionnaire2'] as const) {
      expect(await lire('{ canal recueLe deposeLe }', qui)).toEqual(attendu);
    }
    for (const qui of ['hubNormandie', 'regionBretagne', 'president'] as const)
      expect(await lire('{ id }', qui)).toBeNull();
    expect(await lire('{ recuePar { prenom } }', 'gestionnaire2')).toEqual({ recuePar: { prenom: 'Inès' } });
    expect(await lire('{ recuePar { prenom } }')).toEqual({ recuePar: null });
    expect(await actions('hubBretagne')).toEqual([]);
    expect(await actions('instructrice')).toEqual([]);
    const duService = ['enregistrerCandidature', 'joindrePiece', 'deposerCandidature', 'retirerCandidature'];
    expect(await actions('gestionnaire')).toEqual(duService);
    const interdit = { code: 'INTERDIT', chemin: 'id' };
    expect(await enregistrer({ titre: 'Réécrit' })).toMatchObject(interdit);
    expect(await demander(s, 'hubBretagne', 'deposer', { id })).toMatchObject(interdit);
    expect(await demander(s, 'hubBretagne', 'retirer', { id, motif: 'Non' })).toMatchObject(interdit);
    expect((await joindre(s, 'hubBretagne', id, DEMANDE)).statut).toBe(403);
    expect((await joindre(s, 'hubNormandie', id, DEMANDE)).statut).toBe(404);
    expect(await enregistrer(dossierE1(s.monde), id, 'gestionnaire')).toMatchObject({ version: 2 });
  });

  it('n’ouvre au service ni le brouillon d’un porteur, ni ses pièces', async () => {
    await s.reglerHorloge('2021-06-15T09:00:00Z');
    const ouverte = await demander(s, 'hubNormandie', 'ouvrir', {
      appelId,
      porteurId: s.monde.organismes.hubNormandie,
    });
    await s.reglerHorloge(ENREGISTREE_LE);
    const autre = ouverte.id ?? '';
    expect(await lire('{ id }', 'gestionnaire', autre)).toBeNull();
    const d = { id: autre, version: 1, titre: 'X' };
    expect(await demander(s, 'gestionnaire', 'enregistrer', { d })).toMatchObject({
      code: 'INTROUVABLE',
      chemin: 'id',
    });
    expect(await demander(s, 'gestionnaire', 'deposer', { id: autre })).toMatchObject({ code: 'INTROUVABLE' });
    expect((await joindre(s, 'gestionnaire', autre, 'RIB')).statut).toBe(404);
    // The scanned request belongs to what was received: a draft of the platform has none.
    expect((await joindre(s, 'hubNormandie', autre, DEMANDE)).corps.errors?.[0]?.message).toContain('liste de l’appel');
  });

  it('attend la demande numérisée, puis une autre personne, et se dépose à l’instant de sa réception', async () => {
    for (const code of PIECES_ASSOCIATION) expect((await joindre(s, 'gestionnaire', id, code)).statut).toBe(201);
    const incomplet = await demander(s, 'gestionnaire2', 'deposer', { id });
    expect(incomplet).toMatchObject({ code: 'INCOMPLET', details: [{ chemin: `pieces.${DEMANDE}` }] });
    expect((await joindre(s, 'gestionnaire', id, DEMANDE)).statut).toBe(201);
    expect(await demander(s, 'gestionnaire', 'deposer', { id })).toMatchObject({
      code: 'QUATRE_YEUX',
      message: expect.stringContaining('un autre gestionnaire doit le déposer'),
    });
    const attente = await s.gql<{ mesActions: object[] }>(
      s.monde.jetons.gestionnaire2,
      '{ mesActions { type libelle objetId echeance } }',
    );
    expect(attente.mesActions).toContainEqual({
      type: 'SAISIR_CANDIDATURE_RECUE',
      libelle: 'Saisir puis déposer la candidature reçue de Hub Bretagne',
      objetId: id,
      echeance: '2021-08-30T21:59:59.000Z',
    });
    expect(await demander(s, 'gestionnaire2', 'deposer', { id })).toMatchObject({
      etat: 'DEPOSE',
      numero: 'HUBS-2020-0001',
      deposeLe: RECUE_LE,
    });
    const { contenuFige } = await lire<{ contenuFige: string }>('{ contenuFige }');
    expect(JSON.parse(contenuFige)).toMatchObject({
      candidature: { reception: { canal: 'COURRIER', recueLe: RECUE_LE } },
    });
  });

  it('donne au porteur un récépissé qui dit le canal, l’instant qui fait foi, et qui a enregistré', async () => {
    const reponse = await fetch(`${s.url}/documents/candidatures/${id}/recu.pdf`, {
      headers: { authorization: `Bearer ${s.monde.jetons.hubBretagne}` },
    });
    const lu = textePdf(Buffer.from(await reponse.arrayBuffer()));
    expect(lu).toContain('30 juin 2021 à 23 h 59 min 59 s (heure de Paris)');
    expect(lu).toContain('courrier ; l’instant ci-dessus est celui du cachet de la poste ou de la réception');
    expect(lu).toMatch(/le 5 juillet 2021 à 10 h 00 min 00 s \(heure de Paris\), par Inès/);
    expect(lu).toMatch(/Basile .*, qui l’a déposée au nom du porteur/);
    expect(lu).toContain('Demande reçue, numérisée');
    const evenements = await s.sql(
      'select action from evenement where objet_id = $1 and action = any ($2) order by 1',
      [id, ['deposerCandidature', 'enregistrerCandidatureRecue']],
    );
    expect(evenements).toEqual([{ action: 'deposerCandidature' }, { action: 'enregistrerCandidatureRecue' }]);
  });

  it('rend ensuite le dossier à son porteur, et au service ce qui est au service', async () => {
    expect(await actions('hubBretagne')).toEqual(['retirerCandidature']);
    expect(await actions('gestionnaire')).toEqual([]);
    expect(await actions('instructrice')).toContain('declarerRecevable');
    expect(await demander(s, 'gestionnaire', 'retirer', { id, motif: 'Non' })).toMatchObject({ code: 'INTERDIT' });
  });

  it('ne laisse personne changer la réception, ni déposer seul, même par la base', async () => {
    for (const changement of [
      `recue_le = recue_le - interval '1 day'`,
      `canal = 'COURRIEL'`,
      'recue_par_id = cree_par, canal = null',
    ]) {
      await expect(s.sql(`update candidature set ${changement} where id = $1`, [id])).rejects.toThrow(
        /réception de la candidature/,
      );
    }
    const seconde = await recevoir({
      porteurId: s.monde.organismes.hubEst,
      canal: 'COURRIEL',
      recueLe: '2021-06-01T10:00:00Z',
    });
    const seule = `update candidature set etat = 'DEPOSE', numero = 'N', contenu_fige = '', empreinte = '', depose_le = recue_le,
      depose_par = recue_par_id where id = $1`;
    await expect(s.sql(seule, [seconde.id])).rejects.toThrow(/candidature_quatre_yeux/);
    await expect(
      s.sql(seule.replace('= recue_le,', '= maintenant(),').replace('recue_par_id', 'null'), [seconde.id]),
    ).rejects.toThrow(/candidature_depot_a_la_reception/);
    expect(
      await demander(s, 'gestionnaire', 'retirer', { id: seconde.id, motif: 'Deux envois du même dossier.' }),
    ).toMatchObject({
      etat: 'RETIRE',
    });
  });
});
