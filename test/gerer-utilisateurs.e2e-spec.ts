import type { RoleAccorde } from '@tdt/domaine';
import type { CleOrganisme, ClePersonne } from './monde-donnees.js';
import { affecter } from './monde.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';
import { agirSurUtilisateurs, demandeInvitation, type ReponseUtilisateurs } from './outillage/utilisateurs.js';

describe('Gérer les utilisateurs de son organisme', () => {
  let s: Serveur;
  const acte = (qui: ClePersonne, ...suite: [Parameters<typeof agirSurUtilisateurs>[2], object]) =>
    agirSurUtilisateurs(s, qui, ...suite);
  const demande = (organisme: CleOrganisme, role: RoleAccorde = 'PORTEUR', autrement: object = {}) =>
    demandeInvitation(s, organisme, role, autrement);

  beforeAll(async () => {
    s = await demarrerServeur('utilisateurs');
  }, 60_000);
  afterAll(() => s?.fermer());

  it.each<[ClePersonne, CleOrganisme, RoleAccorde, ReponseUtilisateurs]>([
    ['hubBretagne', 'hubBretagne', 'PORTEUR', {}],
    ['hubBretagne', 'hubBretagne', 'FINANCEUR', { code: 'INTERDIT', chemin: 'role' }],
    ['hubBretagne', 'hubBretagne', 'ADMIN', { code: 'INTERDIT', chemin: 'role' }],
    ['hubBretagne', 'hubNormandie', 'PORTEUR', { code: 'INTERDIT', chemin: null }],
    ['regionBretagne', 'regionBretagne', 'FINANCEUR', {}],
    ['regionBretagne', 'regionBretagne', 'PORTEUR', { code: 'INTERDIT', chemin: 'role' }],
    ['regionBretagneSuppleant', 'regionBretagne', 'FINANCEUR', { code: 'INTERDIT', chemin: null }],
    ['gestionnaire', 'bdt', 'GESTIONNAIRE', {}],
    ['gestionnaire', 'bdt', 'INSTRUCTEUR', {}],
    ['gestionnaire', 'bdt', 'PRESIDENT', { code: 'INTERDIT', chemin: 'role' }],
    ['gestionnaire', 'hubBretagne', 'PORTEUR', { code: 'INTERDIT', chemin: null }],
    ['gestionnaire2', 'bdt', 'GESTIONNAIRE', { code: 'INTERDIT', chemin: null }],
    ['admin', 'hubBretagne', 'PORTEUR', {}],
    ['admin', 'bdt', 'ADMIN', {}],
  ])('%s invite à %s comme %s : %j', async (qui, organisme, role, attendu) => {
    const reponse = await acte(qui, 'inviter', demande(organisme, role));
    if (attendu.code) expect(reponse).toEqual(attendu);
    else expect(reponse).toHaveProperty('lien');
  });

  it('jamais pour soi-même : ni invitation, ni droit accordé, ni droit retiré', async () => {
    const { personnes, organismes } = s.monde;
    const soi = demande('hubBretagne', 'PORTEUR', { courriel: 'Gwenn.hubBretagne@demo.example' });
    expect(await acte('hubBretagne', 'inviter', soi)).toEqual({ code: 'QUATRE_YEUX', chemin: null });
    const d = { utilisateurId: personnes.hubBretagne, role: 'PORTEUR', organismeId: organismes.hubBretagne };
    expect(await acte('hubBretagne', 'accorder', { d })).toEqual({ code: 'QUATRE_YEUX', chemin: null });
    const [sien] = await s.sql<{ id: string }>('select id from habilitation where utilisateur_id = $1', [
      d.utilisateurId,
    ]);
    expect(await acte('hubBretagne', 'retirer', { id: sien?.id })).toEqual({ code: 'QUATRE_YEUX', chemin: null });
  });

  it('accorde et retire un rôle à ceux de son organisme, et ne voit pas les autres', async () => {
    const { personnes, organismes } = s.monde;
    const d = {
      utilisateurId: personnes.regionBretagneSuppleant,
      role: 'FINANCEUR',
      organismeId: organismes.regionBretagne,
    };
    const { id } = await acte('regionBretagne', 'accorder', { d });
    expect(id).toBeDefined();
    const accorderA = (utilisateurId: string) => acte('regionBretagne', 'accorder', { d: { ...d, utilisateurId } });
    expect(await accorderA(personnes.hubLo)).toEqual({ code: 'INTROUVABLE', chemin: 'utilisateurId' });
    expect(await accorderA('01a00000-0000-7000-8000-000000000000')).toEqual({
      code: 'INTROUVABLE',
      chemin: 'utilisateurId',
    });
    expect(await acte('hubLo', 'retirer', { id })).toEqual({ code: 'INTROUVABLE', chemin: 'id' });
    expect(await acte('regionBretagneSuppleant', 'retirer', { id })).toMatchObject({ code: 'INTERDIT' });
    expect(await acte('regionBretagne', 'retirer', { id })).toHaveProperty('fin');
  });

  it('ne retire pas un rôle qu’il ne pourrait pas donner', async () => {
    const { personnes, organismes } = s.monde;
    await affecter(s.sqlExecuteur, personnes.gestionnaire2, 'ADMIN', { organismeId: organismes.bdt });
    const [admin] = await s.sql<{ id: string }>(
      "select id from habilitation where role = 'ADMIN' and utilisateur_id = $1",
      [personnes.gestionnaire2],
    );
    expect(await acte('gestionnaire', 'retirer', { id: admin?.id })).toEqual({ code: 'INTERDIT', chemin: 'role' });
    expect(await acte('admin', 'retirer', { id: admin?.id })).toHaveProperty('fin');
  });

  it('ne ferme un compte que depuis l’administration, et jamais le sien', async () => {
    const { personnes } = s.monde;
    const fermer = (qui: ClePersonne, id: string) => acte(qui, 'desactiver', { id });
    expect(await fermer('gestionnaire', personnes.gestionnaire2)).toEqual({ code: 'INTERDIT', chemin: null });
    expect(await fermer('hubLo', personnes.gestionnaire2)).toEqual({ code: 'INTERDIT', chemin: null });
    expect(await fermer('admin', personnes.admin)).toEqual({ code: 'QUATRE_YEUX', chemin: null });
    expect(await fermer('admin', '01a00000-0000-7000-8000-000000000000')).toEqual({
      code: 'INTROUVABLE',
      chemin: 'id',
    });
    expect(await s.sql('select 1 from utilisateur where desactive_le is not null')).toEqual([]);
  });

  it('le premier utilisateur d’un organisme gère ceux qui suivent', async () => {
    const creer = `mutation ($d: CreerOrganismeInput!) { creerOrganisme(demande: $d) { ... on Organisme { id } } }`;
    const organisme = {
      nom: 'Nouveau hub',
      categorie: 'ASSOCIATION',
      typeIdentifiant: 'SIRET',
      identifiant: '73282932000074',
    };
    const { creerOrganisme } = await s.gql<{ creerOrganisme: { id: string } }>(s.monde.jetons.admin, creer, {
      d: organisme,
    });
    const premier = { utilisateurId: s.monde.personnes.hubLo, role: 'PORTEUR', organismeId: creerOrganisme.id };
    expect(await acte('admin', 'accorder', { d: premier })).toMatchObject({ gestionnaireUtilisateurs: true });
    const second = { ...premier, utilisateurId: s.monde.personnes.hubEst };
    expect(await acte('admin', 'accorder', { d: second })).toMatchObject({ gestionnaireUtilisateurs: false });
    expect(
      await acte('hubLo', 'inviter', demande('hubLo', 'PORTEUR', { organismeId: creerOrganisme.id })),
    ).toHaveProperty('lien');
  });

  it('une seule invitation en attente par personne et par rôle', async () => {
    const variables = demande('hubNormandie');
    expect(await acte('hubNormandie', 'inviter', variables)).toHaveProperty('lien');
    expect(await acte('hubNormandie', 'inviter', variables)).toEqual({ code: 'DOUBLON', chemin: 'courriel' });
  });

  it('ne montre ses invitations et ses utilisateurs qu’à qui les gère', async () => {
    const lire = async (qui: ClePersonne) =>
      s.gql<{ invitations: { totalCount: number }; utilisateurs: { totalCount: number } }>(
        s.monde.jetons[qui],
        '{ invitations { totalCount } utilisateurs { totalCount } }',
      );
    expect((await lire('hubBretagne')).invitations.totalCount).toBeGreaterThan(0);
    expect(await lire('hubik')).toEqual({ invitations: { totalCount: 0 }, utilisateurs: { totalCount: 1 } });
    expect((await lire('regionBretagneSuppleant')).invitations.totalCount).toBe(0);
    const filtre = `{ utilisateurs(filtre: { organismeId: "${s.monde.organismes.regionBretagne}" }) { edges { node { prenom } } } }`;
    const { utilisateurs } = await s.gql<{ utilisateurs: { edges: { node: { prenom: string } }[] } }>(
      s.monde.jetons.regionBretagne,
      filtre,
    );
    expect(utilisateurs.edges.map((e) => e.node.prenom)).toEqual(['Maëlle', 'Denis']);
  });

  it('filtre les invitations sans réponse, et montre à qui les gère les droits qu’une seconde personne doit confirmer', async () => {
    const organismeId = s.monde.organismes.bdt;
    const lire = async (qui: ClePersonne) =>
      s.gql<{
        invitations: { edges: { node: { courriel: string; etat: string } }[] };
        habilitations: { edges: { node: { id: string; personne: string; role: string } }[] };
      }>(
        s.monde.jetons[qui],
        `{ invitations(filtre: { organismeId: "${organismeId}", enAttente: true }) { edges { node { courriel etat } } }
           habilitations(filtre: { organismeId: "${organismeId}", attendConfirmation: true }) {
             edges { node { id personne role } } } }`,
      );
    const premiere = demandeInvitation(s, 'bdt', 'INSTRUCTEUR');
    const { invitationId } = await acte('gestionnaire', 'inviter', premiere);
    const accordee = await acte('gestionnaire', 'accorder', {
      d: { utilisateurId: s.monde.personnes.bdtVotante, role: 'GESTIONNAIRE', organismeId },
    });
    const lu = await lire('gestionnaire');
    expect(lu.invitations.edges.map((e) => e.node)).toContainEqual({
      courriel: premiere.d.courriel,
      etat: 'EN_ATTENTE',
    });
    const [votante] = await s.sql<{ nom: string }>(
      `select prenom || ' ' || nom as nom from utilisateur where id = $1`,
      [s.monde.personnes.bdtVotante],
    );
    expect(lu.habilitations.edges.map((e) => e.node)).toEqual([
      { id: accordee.id, personne: votante?.nom, role: 'GESTIONNAIRE' },
    ]);
    expect((await lire('hubBretagne')).habilitations.edges).toEqual([]);
    await acte('gestionnaire', 'annuler', { id: invitationId });
    await acte('gestionnaire', 'retirer', { id: accordee.id });
    const apres = await lire('gestionnaire');
    expect(apres.invitations.edges.map((e) => e.node.courriel)).not.toContain(premiere.d.courriel);
    expect(apres.habilitations.edges).toEqual([]);
  });
});
