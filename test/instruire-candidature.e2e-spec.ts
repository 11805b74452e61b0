import {
  demander,
  joindre,
  mains,
  NOTES_78,
  preparer,
  semerAmiHubs,
  semerConference,
  type Point,
} from './monde-candidatures.js';
import { affecter } from './monde.js';
import type { ClePersonne } from './monde-donnees.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

interface Instruction {
  etat: string;
  score: number | null;
  avis: string | null;
  avisFavorable: boolean | null;
  notes: { points: number; critere: { code: string } }[];
}
const INSTRUCTION = '{ etat score avis avisFavorable notes { points critere { code } } }';

describe('Instruire une candidature', () => {
  let s: Serveur;
  let appelId: string;
  let id: string;
  const { lire, enregistrer } = mains(
    () => s,
    () => id,
  );
  const instruire = (
    operation: Parameters<typeof demander>[2],
    variables: object = {},
    qui: ClePersonne = 'instructrice',
  ) => demander(s, qui, operation, { id, ...variables });
  const attendu = async (qui: ClePersonne) => {
    const { mesActions } = await s.gql<{ mesActions: { type: string; objetId: string; echeance: string | null }[] }>(
      s.monde.jetons[qui],
      '{ mesActions { type libelle objetType objetId echeance } }',
    );
    return mesActions.filter((a) => a.objetId === id).map(({ type, echeance }) => [type, echeance]);
  };

  beforeAll(async () => {
    s = await demarrerServeur('instruction');
    await s.reglerHorloge('2021-06-15T09:00:00Z');
    appelId = await semerAmiHubs(s);
    await semerConference(s, appelId, ['regionNormandie', 'mel']);
    id = await preparer(s, 'hubBretagne', s.monde.organismes.hubBretagne, appelId);
  }, 60_000);
  afterAll(() => s?.fermer());

  describe('Un brouillon', () => {
    it('attend son seul porteur, avec la clôture pour échéance', async () => {
      expect(await attendu('hubBretagne')).toEqual([['DEPOSER_CANDIDATURE', '2021-06-30T21:59:59.000Z']]);
      expect(await attendu('instructrice')).toEqual([]);
    });

    it('ne se juge pas, et son existence ne se devine pas', async () => {
      const absent = await demander(s, 'instructrice', 'recevable', { id: cle() });
      expect(await instruire('recevable')).toEqual(absent);
      expect(absent).toMatchObject({ code: 'INTROUVABLE', chemin: 'id' });
    });

    it('retiré, reste invisible de l’instruction et de la gestion : personne ne l’a reçu', async () => {
      const autre = await preparer(s, 'hinaura', s.monde.organismes.hinaura, appelId);
      const sansMotif = await demander(s, 'hinaura', 'retirer', { id: autre, motif: ' ' });
      expect(sansMotif).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'motif' });
      const retire = await demander(s, 'hinaura', 'retirer', { id: autre, motif: 'Nous y renonçons.' });
      expect(retire).toMatchObject({ etat: 'RETIRE', numero: null });
      expect(await lire('{ motif }', 'hinaura', autre)).toEqual({ motif: 'Nous y renonçons.' });
      for (const qui of ['instructrice', 'gestionnaire'] as const) expect(await lire('{ id }', qui, autre)).toBeNull();
      const rouverte = await demander(s, 'hinaura', 'ouvrir', { appelId, porteurId: s.monde.organismes.hinaura });
      expect(rouverte).toMatchObject({ etat: 'BROUILLON' });
    });
  });

  describe('Demander des compléments (R2)', () => {
    const demande = (changement: object = {}) => ({
      d: { id, message: 'Le RIB est illisible.', pieces: ['RIB'], echeance: '2021-07-15', ...changement },
    });
    let recu: unknown;
    const sqlDepot = async () =>
      (await s.sql('select numero, depose_le, contenu_fige, empreinte, recu from candidature where id = $1', [id]))[0];

    beforeAll(async () => {
      expect(await demander(s, 'hubBretagne', 'deposer', { id })).toMatchObject({ etat: 'DEPOSE' });
      recu = await sqlDepot();
      await s.reglerHorloge('2021-07-05T09:00:00Z');
    });

    it('attend une réponse sur la recevabilité dans les deux mois du dépôt', async () => {
      expect(await attendu('instructrice')).toEqual([['JUGER_RECEVABILITE', '2021-08-15T09:00:00.000Z']]);
      expect(await attendu('hubBretagne')).toEqual([]);
    });

    it.each<[string, object, string, string]>([
      ['sans dire ce qui manque', { message: ' ' }, 'ENTREE_INVALIDE', 'message'],
      ['pour le jour même', { echeance: '2021-07-05' }, 'ENTREE_INVALIDE', 'echeance'],
      ['pour une pièce étrangère à l’appel', { pieces: ['RIB', 'PASSEPORT'] }, 'ENTREE_INVALIDE', 'pieces[1]'],
    ])('est refusé %s', async (_cas, changement, code, chemin) => {
      expect(await instruire('demanderComplements', demande(changement))).toMatchObject({ code, chemin });
    });

    it('est refusé à qui n’instruit pas cet appel : le porteur, la gestion, une autre instruction', async () => {
      expect(await instruire('demanderComplements', demande(), 'hubBretagne')).toMatchObject({ code: 'INTERDIT' });
      expect(await instruire('demanderComplements', demande(), 'gestionnaire')).toMatchObject({ code: 'INTERDIT' });
      const ailleurs = await semerAmiHubs(s, { code: 'AUTRE-APPEL' });
      await affecter({ query: s.sql as never }, s.monde.personnes.gestionnaire2, 'INSTRUCTEUR', {
        organismeId: s.monde.organismes.bdt,
        appelId: ailleurs,
      });
      expect(await instruire('demanderComplements', demande(), 'gestionnaire2')).toMatchObject({ code: 'INTERDIT' });
    });

    it('rouvre le dossier à son porteur jusqu’au soir de l’échéance, à l’heure de Paris', async () => {
      expect(await instruire('demanderComplements', demande())).toMatchObject({ etat: 'A_COMPLETER' });
      expect(await attendu('hubBretagne')).toEqual([['REPONDRE_COMPLEMENTS', '2021-07-15T21:59:59.999Z']]);
      expect(await enregistrer({ resume: 'Un hub, avec le bon RIB.' })).toMatchObject({ etat: 'A_COMPLETER' });
    });

    it('garde la pièce remplacée, et n’accepte la réponse que complète', async () => {
      const { pieces } = await lire<{ pieces: { id: string; code: string }[] }>('{ pieces { id code } }');
      const rib = pieces.find((p) => p.code === 'RIB')?.id;
      expect(await demander(s, 'hubBretagne', 'retirerPiece', { id: rib })).toMatchObject({ etat: 'A_COMPLETER' });
      const refus = await demander(s, 'hubBretagne', 'repondre', { id, reponse: 'Voici.' });
      expect(refus).toMatchObject({ code: 'INCOMPLET', details: [{ chemin: 'pieces.RIB' }] });
      expect((await joindre(s, 'hubBretagne', id, 'RIB')).statut).toBe(201);
      const apres = await lire<{ pieces: { code: string; retireeLe: string | null }[] }>(
        '{ pieces { code retireeLe } }',
      );
      const ribs = apres.pieces.filter((p) => p.code === 'RIB').map((p) => p.retireeLe);
      expect(ribs).toEqual(['2021-07-05T09:00:00.000Z', null]);
      const muette = await demander(s, 'hubBretagne', 'repondre', { id, reponse: '' });
      expect(muette).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'reponse' });
    });

    it('revient complété après la clôture de l’appel, sans rien changer à ce que prouve le récépissé', async () => {
      const reponse = await demander(s, 'hubBretagne', 'repondre', { id, reponse: 'Voici le RIB.' });
      expect(reponse).toMatchObject({ etat: 'DEPOSE', deposeLe: '2021-06-15T09:00:00.000Z' });
      expect(await sqlDepot()).toEqual(recu);
      const { complements, empreinte } = await lire<{ complements: { empreinte: string }[]; empreinte: string }>(
        '{ empreinte complements { reponse reponduLe empreinte } }',
      );
      expect(complements).toHaveLength(1);
      expect(complements[0]).toMatchObject({ reponse: 'Voici le RIB.', reponduLe: '2021-07-05T09:00:00.000Z' });
      expect(complements[0]?.empreinte).not.toBe(empreinte);
      expect(await demander(s, 'hubBretagne', 'repondre', { id, reponse: 'Encore.' })).toMatchObject({
        code: 'ETAT_INVALIDE',
      });
    });
  });

  describe('Se prononcer sur la recevabilité (R2)', () => {
    it('motive une irrecevabilité, que le porteur lit', async () => {
      await s.reglerHorloge('2021-06-20T09:00:00Z');
      const autre = await preparer(s, 'hubLo', s.monde.organismes.hubLo, appelId);
      await demander(s, 'hubLo', 'deposer', { id: autre });
      const refus = await demander(s, 'instructrice', 'irrecevable', { id: autre, motif: '' });
      expect(refus).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'motif' });
      const fait = await demander(s, 'instructrice', 'irrecevable', { id: autre, motif: 'Projet déjà terminé.' });
      expect(fait).toMatchObject({ etat: 'IRRECEVABLE' });
      expect(await lire('{ motif actionsPossibles }', 'hubLo', autre)).toEqual({
        motif: 'Projet déjà terminé.',
        actionsPossibles: [],
      });
      expect(await demander(s, 'hubLo', 'retirer', { id: autre, motif: 'Tant pis.' })).toMatchObject({
        code: 'ETAT_INVALIDE',
      });
    });

    it('ouvre le dossier aux membres de la conférence, et pas avant', async () => {
      const membre = async () => lire<{ id: string } | null>('{ id }', 'regionNormandie');
      expect(await membre()).toBeNull();
      expect(await instruire('recevable')).toMatchObject({ etat: 'RECEVABLE' });
      expect(await membre()).toEqual({ id });
      expect(await lire('{ id }', 'strasbourg')).toBeNull();
      expect(await instruire('recevable')).toMatchObject({ code: 'ETAT_INVALIDE' });
    });
  });

  describe('Noter et conclure', () => {
    const noter = (notes: object[]) => instruire('noter', { d: { id, notes } });
    const terminer = (changement: object = {}) =>
      instruire('terminer', { d: { id, favorable: true, avis: 'Projet solide.', ...changement } });

    it('commence une fois, et nomme l’instructrice', async () => {
      expect(await attendu('instructrice')).toEqual([['INSTRUIRE', null]]);
      expect(await instruire('commencer')).toMatchObject({ etat: 'EN_INSTRUCTION' });
      expect(await instruire('commencer')).toMatchObject({ code: 'ETAT_INVALIDE' });
      const [ligne] = await s.sql('select instructeur_id from candidature where id = $1', [id]);
      expect(ligne).toEqual({ instructeur_id: s.monde.personnes.instructrice });
    });

    it('se retrouve par sa région et par qui l’instruit', async () => {
      const par = (region: string, qui: ClePersonne) =>
        `candidatures(filtre: { regionCode: "${region}", instructeurId: "${s.monde.personnes[qui]}" }) { n: totalCount }`;
      const requete = `{ a: ${par('53', 'instructrice')} b: ${par('28', 'instructrice')} c: ${par('53', 'gestionnaire')} }`;
      expect(await s.gql(s.monde.jetons.instructrice, requete)).toEqual({ a: { n: 1 }, b: { n: 0 }, c: { n: 0 } });
    });

    it.each<[string, object[], string, string]>([
      ['aucune note', [], 'INCOMPLET', 'notes'],
      [
        'plus de points que le poids',
        [{ critere: 'CAPACITE', points: 16, commentaire: 'Trop.' }],
        'ENTREE_INVALIDE',
        'notes[0].points',
      ],
      [
        'des points négatifs',
        [{ critere: 'CAPACITE', points: -1, commentaire: 'Non.' }],
        'ENTREE_INVALIDE',
        'notes[0].points',
      ],
      [
        'un critère étranger à la grille',
        [{ critere: 'SYMPATHIE', points: 1, commentaire: 'Oui.' }],
        'ENTREE_INVALIDE',
        'notes[0].critere',
      ],
      [
        'une note sans commentaire',
        [{ critere: 'CAPACITE', points: 3, commentaire: ' ' }],
        'INCOMPLET',
        'notes[0].commentaire',
      ],
      ['un critère noté deux fois', [NOTES_78[0] ?? {}, NOTES_78[0] ?? {}], 'DOUBLON', 'notes[1].critere'],
    ])('refuse %s', async (_cas, notes, code, chemin) => {
      const refus = await noter(notes);
      expect(refus).toMatchObject({ code, chemin: 'notes' });
      if (notes.length > 0) expect(refus.details?.map((d: Point) => d.chemin)).toEqual([chemin]);
      expect((await lire<Instruction>(INSTRUCTION, 'instructrice')).notes).toEqual([]);
    });

    it('note peu à peu, corrige une note, et ne conclut qu’une grille entière', async () => {
      expect(await noter([{ ...NOTES_78[0], points: 5 }])).toMatchObject({ etat: 'EN_INSTRUCTION' });
      expect(await noter(NOTES_78.slice(0, 3))).toMatchObject({ etat: 'EN_INSTRUCTION' });
      const refus = await terminer();
      expect(refus).toMatchObject({ code: 'INCOMPLET', details: [{ chemin: 'notes' }, { chemin: 'notes' }] });
      await noter(NOTES_78.slice(3));
      expect(await terminer({ avis: '' })).toMatchObject({ code: 'INCOMPLET', chemin: 'avis' });
    });

    it('ne montre la notation en cours qu’à l’instruction', async () => {
      const vue = await lire<Instruction>(INSTRUCTION, 'instructrice');
      expect(vue.notes.map((n) => n.points).sort()).toEqual([12, 15, 15, 16, 20]);
      expect(vue.score).toBeNull();
      for (const qui of ['hubBretagne', 'regionNormandie'] as const) {
        expect(await lire(INSTRUCTION, qui)).toMatchObject({ score: null, avis: null, notes: [] });
      }
    });

    it('conclut à 78 sur 100 : la conférence voit l’avis, le porteur non', async () => {
      expect(await terminer()).toMatchObject({ etat: 'INSTRUIT' });
      for (const qui of ['instructrice', 'regionNormandie', 'gestionnaire'] as const) {
        const vue = await lire<Instruction>(INSTRUCTION, qui);
        expect(vue).toMatchObject({ score: 78, avis: 'Projet solide.', avisFavorable: true });
        expect(vue.notes).toHaveLength(5);
      }
      expect(await lire(INSTRUCTION)).toEqual({
        etat: 'INSTRUIT',
        score: null,
        avis: null,
        avisFavorable: null,
        notes: [],
      });
      expect(await noter(NOTES_78)).toMatchObject({ code: 'ETAT_INVALIDE' });
    });

    it('cache tout du dossier au membre en déport, pièces comprises (R23)', async () => {
      const { pieces } = await lire<{ pieces: { id: string }[] }>('{ pieces { id } }', 'mel');
      const telecharger = async (qui: ClePersonne) =>
        (
          await fetch(`${s.url}/documents/pieces/${pieces[0]?.id}`, {
            headers: { authorization: `Bearer ${s.monde.jetons[qui]}` },
          })
        ).status;
      expect(await telecharger('mel')).toBe(200);
      const [seanceId, pointId] = [cle(), cle()];
      await s.sql(
        `insert into seance (id, conference_id, numero, etat, intitule, prevue_le, lieu)
         select $1, conference_id, 1, 'CONVOQUEE', 'Séance', maintenant(), 'Rennes' from appel_a_projets where id = $2`,
        [seanceId, appelId],
      );
      await s.sql(
        `insert into point (id, seance_id, rang, type, intitule, candidature_id)
         values ($1, $2, 1, 'PLAN_DE_FINANCEMENT', 'Hub Bretagne', $3)`,
        [pointId, seanceId, id],
      );
      await s.sql(
        `insert into deport (id, point_id, membre_id, motif, declare_par, declare_le)
         select $1, $2, id, 'SIEGE_CHEZ_LE_PORTEUR', titulaire_id, maintenant() from membre where organisme_id = $3`,
        [cle(), pointId, s.monde.organismes.mel],
      );
      expect(await lire('{ id }', 'mel')).toBeNull();
      expect(await telecharger('mel')).toBe(404);
      expect(await telecharger('regionNormandie')).toBe(200);
    });
  });

  it('tient le journal de chaque acte, chaîné, sous le nom de qui l’a fait (règle 15)', async () => {
    const lignes = await s.sql<{ action: string; acteur_id: string }>(
      'select action, acteur_id from journal where objet_id = $1 order by rang',
      [id],
    );
    const { hubBretagne, instructrice } = s.monde.personnes;
    const sansPieces = lignes.filter((l) => !['joindrePiece', 'retirerPiece'].includes(l.action));
    expect(sansPieces.map((l) => [l.action, l.acteur_id])).toEqual([
      ['ouvrirCandidature', hubBretagne],
      ['enregistrerCandidature', hubBretagne],
      ['deposerCandidature', hubBretagne],
      ['demanderComplements', instructrice],
      ['enregistrerCandidature', hubBretagne],
      ['repondreComplements', hubBretagne],
      ['declarerRecevable', instructrice],
      ['commencerInstruction', instructrice],
      ['noterCandidature', instructrice],
      ['noterCandidature', instructrice],
      ['noterCandidature', instructrice],
      ['terminerInstruction', instructrice],
    ]);
  });
});
