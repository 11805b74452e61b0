import { semerAmiHubs } from './monde-candidatures.js';
import { definir, REGLE } from './outillage/regles-financement.js';
import { demarrerServeur, type Serveur } from './outillage/serveur.js';

const ENSEMBLE = 8;

describe('Définir qui paie quoi dans un appel', () => {
  let s: Serveur;
  let appelId: string;
  beforeAll(async () => {
    s = await demarrerServeur('regles');
    const fenetre = { ouverture: '2026-01-01T00:00:00+01:00', cloture: '2126-01-01T23:59:59+01:00' };
    appelId = await semerAmiHubs(s, { code: 'HUBS-REGLES', ...fenetre });
  });
  afterAll(() => s?.fermer());

  const lues = () =>
    s.sql<{ code: string; version: number }>(
      `select r.code, a.version_regles as version from appel_a_projets a left join regle_financement r on r.appel_id = a.id
        where a.id = $1`,
      [appelId],
    );

  /** As many people who have all read the same rules, and each defines its own at the same time. */
  const ensemble = (version: number) =>
    Promise.all(
      Array.from({ length: ENSEMBLE }, (_, i) =>
        definir(s, i % 2 === 0 ? 'gestionnaire' : 'gestionnaire2', {
          appelId,
          version,
          regles: [{ ...REGLE, code: `R-${i}` }],
        }),
      ),
    );
  const acceptees = (reponses: Awaited<ReturnType<typeof ensemble>>) =>
    reponses.flatMap((r, i) => (r.__typename === 'AppelAProjets' ? [`R-${i}`] : []));

  it('remplace les règles lues ; des règles plus anciennes ne remplacent rien', async () => {
    const premiere = await definir(s, 'gestionnaire', { appelId, version: 1, regles: [REGLE] });
    expect(premiere).toEqual({ __typename: 'AppelAProjets', versionRegles: 2 });
    expect(await definir(s, 'gestionnaire2', { appelId, version: 1, regles: [] })).toEqual({
      __typename: 'Refus',
      code: 'CONFLIT_VERSION',
      chemin: 'version',
      message: 'Les règles de financement de cet appel ont changé depuis que vous les avez lues : relisez-les.',
    });
    expect(await lues()).toEqual([{ code: 'R80', version: 2 }]);
  });

  it('de huit définitions faites ensemble sur les mêmes règles lues, une seule passe', async () => {
    const reponses = await ensemble(2);
    const passees = acceptees(reponses);
    expect(passees).toHaveLength(1);
    expect(reponses.filter((r) => r.code === 'CONFLIT_VERSION')).toHaveLength(ENSEMBLE - 1);
    expect(await lues()).toEqual([{ code: passees[0], version: 3 }]);
  });

  it('témoin : une version qui n’avance pas laisse passer les huit, et en perd sept sans le dire', async () => {
    await s.client.query(`
      create function figer_version() returns trigger language plpgsql as
        $$ begin new.version_regles := old.version_regles; return new; end $$;
      create trigger figer_version before update on appel_a_projets for each row execute function figer_version()`);
    expect(acceptees(await ensemble(3))).toHaveLength(ENSEMBLE);
    expect(await lues()).toHaveLength(1);
  });
});
