import { creerJeton } from '@tdt/socle';
import { AMI_HUBS_2020, CREER_APPEL } from './monde-appels.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

const MOI = '{ moi { courriel } }';

describe('S’identifier par jeton', () => {
  let s: Serveur;
  beforeAll(async () => {
    s = await demarrerServeur('identite');
  }, 60_000);
  afterAll(() => s?.fermer());

  const jetonDe = (roles: string[] | null, jours = 1) =>
    creerJeton(s.sqlExecuteur, { utilisateurId: s.monde.personnes.gestionnaire, libelle: 'essai', roles, jours });
  const creer = async (jeton: string | null, code: string) =>
    (await s.gql<{ creerAppel: { code?: string; id?: string } }>(jeton, CREER_APPEL, { d: { ...AMI_HUBS_2020, code } }))
      .creerAppel;

  it('reconnaît la personne, et laisse le public anonyme', async () => {
    expect(await s.gql(s.monde.jetons.gestionnaire, MOI)).toEqual({ moi: { courriel: 'ines.bdt@demo.example' } });
    expect(await s.gql(s.monde.jetons.instructrice, MOI)).toEqual({ moi: { courriel: 'fanny.bdt@demo.example' } });
    expect(await s.gql(null, MOI)).toEqual({ moi: null });
  });

  it.each([
    ['inconnu', async () => 'tdt_' + 'x'.repeat(43)],
    ['mal formé', async () => 'abc'],
    ['expiré', () => jetonDe(null, 0)],
    [
      'révoqué',
      async () => {
        const jeton = await jetonDe(null);
        await s.sql('update jeton set revoque_le = maintenant() where libelle = $1 and revoque_le is null', ['essai']);
        return jeton;
      },
    ],
  ])('refuse un jeton %s, quoi qu’il demande', async (_cas, fabriquer) => {
    const reponse = await s.brut(await fabriquer(), '{ appelsAProjets { totalCount } }');
    expect(reponse.statut).toBe(401);
    expect(reponse.errors?.[0]?.extensions).toEqual({ code: 'NON_AUTHENTIFIE', chemin: 'Authorization' });
  });

  it('ne garde que l’empreinte du jeton', async () => {
    const jeton = await jetonDe(null);
    const [trouve] = await s.sql<{ n: string }>(
      "select count(*) as n from jeton where encode(empreinte, 'escape') like '%' || $1 || '%'",
      [jeton],
    );
    expect(Number(trouve?.n)).toBe(0);
    const [octets] = await s.sql<{ n: number }>('select min(length(empreinte)) as n from jeton');
    expect(octets?.n).toBe(32);
  });

  it('limite le jeton aux rôles qu’il porte', async () => {
    expect(await creer(await jetonDe(['FINANCEUR']), 'JETON-1')).toMatchObject({ code: 'INTERDIT' });
    expect(await creer(await jetonDe(['GESTIONNAIRE']), 'JETON-1')).toHaveProperty('id');
  });

  it('refuse toute écriture à un anonyme par un refus typé, et n’écrit rien', async () => {
    expect(await creer(null, 'JETON-2')).toMatchObject({ code: 'NON_AUTHENTIFIE' });
    expect(await s.sql("select 1 from appel_a_projets where code = 'JETON-2'")).toEqual([]);
  });

  it('applique un droit retiré dès la requête suivante, et jamais à soi-même', async () => {
    const { jetons, personnes, organismes } = s.monde;
    const [droit] = await s.sql<{ id: string }>(
      "select id from habilitation where utilisateur_id = $1 and role = 'GESTIONNAIRE'",
      [personnes.gestionnaire2],
    );
    expect(await creer(jetons.gestionnaire2, 'DROIT-1')).toHaveProperty('id');
    const retirer = `mutation ($id: ID!) { retirerHabilitation(id: $id) { ... on Habilitation { id fin } ... on Refus { code } } }`;
    await s.gql(jetons.admin, retirer, { id: droit?.id });
    expect(await creer(jetons.gestionnaire2, 'DROIT-2')).toMatchObject({ code: 'INTERDIT' });
    const accorder = `mutation ($d: AccorderHabilitationInput!) { accorderHabilitation(demande: $d) { ... on Habilitation { id } ... on Refus { code } } }`;
    const d = { utilisateurId: personnes.admin, role: 'GESTIONNAIRE', organismeId: organismes.bdt };
    expect(await s.gql(jetons.admin, accorder, { d })).toEqual({ accorderHabilitation: { code: 'QUATRE_YEUX' } });
    const pourLui = { d: { ...d, utilisateurId: personnes.gestionnaire2 } };
    const { accorderHabilitation } = await s.gql<{ accorderHabilitation: { id: string } }>(
      jetons.admin,
      accorder,
      pourLui,
    );
    // A role of the staff gives nothing until a second person has confirmed it.
    expect(await creer(jetons.gestionnaire2, 'DROIT-2')).toMatchObject({ code: 'INTERDIT' });
    const confirmer = `mutation ($id: ID!) { r: confirmerHabilitation(id: $id) { ... on Habilitation { attendConfirmation } ... on Refus { code } } }`;
    const { id } = accorderHabilitation;
    expect(await s.gql(jetons.admin, confirmer, { id })).toEqual({ r: { code: 'QUATRE_YEUX' } });
    expect(await s.gql(jetons.admin2, confirmer, { id })).toEqual({ r: { attendConfirmation: false } });
    expect(await creer(jetons.gestionnaire2, 'DROIT-2')).toHaveProperty('id');
  });
});
