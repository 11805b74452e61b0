import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

const APPELS = '{ appelsAProjets(first: 1) { totalCount } }';

describe('Débits, comptés pour toutes les instances', () => {
  let s: Serveur;
  beforeAll(async () => {
    s = await demarrerServeur('debits', { FACTEUR_DEBIT: '1' });
  }, 60_000);
  afterAll(() => s?.fermer());

  const demander = (jeton: string | null) => s.brut<{ appelsAProjets: { totalCount: number } }>(jeton, APPELS);

  it('sert soixante demandes anonymes par minute, puis dit combien attendre, sans gêner qui est connu', async () => {
    const reponses = await Promise.all(Array.from({ length: 70 }, () => demander(null)));
    expect(reponses.filter((r) => r.statut === 200)).toHaveLength(60);
    const refusee = reponses.find((r) => r.statut === 429);
    expect(refusee?.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/réessayez dans \d+ seconde/),
      extensions: { code: 'LIMITE_DEPASSEE' },
    });
    expect((await demander(s.monde.jetons.hubBretagne)).statut).toBe(200);
    expect((await fetch(`${s.url}/donnees-ouvertes/18002002600019/etalab.csv`)).status).toBe(429);
    expect((await fetch(`${s.url}/donnees-ouvertes`)).status).not.toBe(429);
    const [compte] = await s.sql<{ points: number }>("select points from debit where key like 'anonyme:%'");
    expect(compte?.points).toBeGreaterThan(60);
  });

  it('reçoit trente fichiers par heure d’une personne, envoyés en une fois ou annoncés', async () => {
    const envoyer = async (suite: string) => {
      const chemin = `${s.url}/pieces/${cle()}/RIB${suite}`;
      const headers = { authorization: `Bearer ${s.monde.jetons.hubLo}` };
      return (await fetch(chemin, { method: 'POST', headers })).status;
    };
    const statuts = [];
    for (let n = 0; n < 16; n += 1) statuts.push(await envoyer(''), await envoyer('/televersements'));
    expect(statuts.slice(0, 30)).not.toContain(429);
    expect(statuts.slice(30)).toEqual([429, 429]);
    const demandes = () => s.sql("select points from debit where key like 'personne:%'");
    const avant = await demandes();
    await fetch(`${s.url}/televersements/${cle()}`, { headers: { authorization: `Bearer ${s.monde.jetons.hubLo}` } });
    expect(await demandes()).not.toEqual(avant);
  });

  it('borne aussi ce que coûtent les lectures d’une personne', async () => {
    const chere = '{ territoires(first: 100) { edges { node { id nom code nature } cursor } } }';
    const reponses = await Promise.all(Array.from({ length: 100 }, () => s.brut(s.monde.jetons.hubNormandie, chere)));
    const codes = new Set(reponses.map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'repondue'));
    expect([...codes].toSorted()).toEqual(['LIMITE_DEPASSEE', 'repondue']);
  }, 60_000);
});
