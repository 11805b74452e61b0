import { createHash } from 'node:crypto';
import { demander, joindre, copierDossiers, mains, preparer, semerAmiHubs } from './monde-candidatures.js';
import { affecter } from './monde.js';
import type { ClePersonne } from './monde-donnees.js';
import { ampleur } from './outillage/ampleur.js';
import { cle, demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

describe('Déposer une candidature', () => {
  let s: Serveur;
  let appelId: string;
  let id: string;
  const cleDuDepot = cle();

  const { lire, enregistrer } = mains(
    () => s,
    () => id,
  );

  beforeAll(async () => {
    s = await demarrerServeur('depot', EN_NOMBRE);
    await s.reglerHorloge('2021-06-01T09:00:00Z');
    appelId = await semerAmiHubs(s);
    id = await preparer(s, 'hubBretagne', s.monde.organismes.hubBretagne, appelId);
  }, 60_000);
  afterAll(() => s?.fermer());

  describe('Déposer', () => {
    const jeton = () => ({ authorization: `Bearer ${s.monde.jetons.hubBretagne}` });

    it('donne un numéro, l’instant de la base, l’empreinte du contenu figé et un récépissé', async () => {
      await s.reglerHorloge('2021-06-30T21:59:59Z');
      const depot = await demander(s, 'hubBretagne', 'deposer', { id, cle: cleDuDepot });
      expect(depot).toMatchObject({ etat: 'DEPOSE', numero: 'HUBS-2020-0001', deposeLe: '2021-06-30T21:59:59.000Z' });
      const lu = await lire<{ contenuFige: string; empreinte: string }>('{ contenuFige empreinte }');
      expect(createHash('sha256').update(lu.contenuFige).digest('hex')).toBe(lu.empreinte);
      expect(JSON.parse(lu.contenuFige)).toMatchObject({
        appel: 'HUBS-2020',
        porteur: { nom: 'Hub Bretagne' },
        candidature: { montantDemande: '35000000', pieces: ['COMPTES', 'DIRIGEANTS', 'RIB', 'SIRENE', 'STATUTS'] },
        pieces: [{ code: 'COMPTES' }, { code: 'DIRIGEANTS' }, { code: 'RIB' }, { code: 'SIRENE' }, { code: 'STATUTS' }],
      });
    });

    it('sert le récépissé à son porteur en pièce jointe, et la même absence à tout autre', async () => {
      const adresse = `${s.url}/documents/candidatures/${id}/recu.pdf`;
      const reponse = await fetch(adresse, { headers: jeton() });
      expect(reponse.status).toBe(200);
      expect(reponse.headers.get('content-disposition')).toContain(
        'attachment; filename="recepisse-HUBS-2020-0001.pdf"',
      );
      expect(reponse.headers.get('x-content-type-options')).toBe('nosniff');
      expect(reponse.headers.get('content-security-policy')).toContain('sandbox');
      expect(
        Buffer.from(await reponse.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      const ailleurs = { headers: { authorization: `Bearer ${s.monde.jetons.hubNormandie}` } };
      const absent = await (await fetch(adresse.replace(id, cle()), ailleurs)).json();
      for (const qui of [ailleurs, {}]) {
        const autre = await fetch(adresse, qui);
        expect(autre.status).toBe(404);
        expect(await autre.json()).toEqual(absent);
      }
    });

    it('répond le dépôt déjà fait à qui le renvoie sous sa clé, et le refuse sous une autre ou à un collègue', async () => {
      const [avant] = await s.sql('select version, recu from candidature where id = $1', [id]);
      expect(await demander(s, 'hubBretagne', 'deposer', { id, cle: cleDuDepot })).toMatchObject({
        numero: 'HUBS-2020-0001',
      });
      expect(await demander(s, 'hubBretagne', 'deposer', { id })).toMatchObject({ code: 'ETAT_INVALIDE' });
      await affecter({ query: s.sql as never }, s.monde.personnes.hubik, 'PORTEUR', {
        organismeId: s.monde.organismes.hubBretagne,
      });
      expect(await demander(s, 'hubik', 'deposer', { id })).toMatchObject({ code: 'ETAT_INVALIDE' });
      expect((await s.sql('select version, recu from candidature where id = $1', [id]))[0]).toEqual(avant);
    });

    it('fige ce qui est déposé : ni contenu, ni pièce ne change plus, même par la base', async () => {
      expect(await enregistrer({ titre: 'Autre' })).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'id' });
      expect((await joindre(s, 'hubBretagne', id, 'RIB')).corps.errors?.[0]).toMatchObject({
        extensions: { code: 'ETAT_INVALIDE' },
      });
      const { pieces } = await lire<{ pieces: { id: string }[] }>('{ pieces { id } }');
      expect(await demander(s, 'hubBretagne', 'retirerPiece', { id: pieces[0]?.id })).toMatchObject({
        code: 'ETAT_INVALIDE',
      });
      await expect(s.sql(`update candidature set contenu_fige = '{}' where id = $1`, [id])).rejects.toThrow(/figé/);
    });
  });

  it('ne fait qu’un dépôt de vingt clics simultanés', async () => {
    await s.reglerHorloge('2021-06-29T10:00:00Z');
    const de = await preparer(s, 'hubLo', s.monde.organismes.hubLo, appelId);
    const clic = { id: de, cle: cle() };
    const reponses = await Promise.all(Array.from({ length: 20 }, () => demander(s, 'hubLo', 'deposer', clic)));
    expect(new Set(reponses.map((r) => JSON.stringify(r))).size).toBe(1);
    expect(reponses[0]).toMatchObject({ etat: 'DEPOSE', numero: 'HUBS-2020-0002', version: 3 });
    const [journal] = await s.sql<{ n: string }>(
      `select count(*) as n from journal where objet_id = $1 and action = 'deposerCandidature'`,
      [de],
    );
    expect(journal?.n).toBe('1');
  }, 30_000);

  it('avertit la seule instruction quand sept hubs demandent 350 000 € sur 2,3 M€ (R4, E2)', async () => {
    for (const hub of ['hubNormandie', 'hinaura', 'assembleurs', 'rhinocc', 'conumm'] as const) {
      const de = await preparer(s, hub, s.monde.organismes[hub], appelId);
      expect(await demander(s, hub, 'deposer', { id: de })).toMatchObject({ etat: 'DEPOSE' });
    }
    const lireAppel = async (qui: ClePersonne) =>
      (
        await s.gql<{ appelAProjets: unknown }>(
          s.monde.jetons[qui],
          `{ appelAProjets(id: "${appelId}") { totalDemande avertissementDepassement candidatures { totalCount } } }`,
        )
      ).appelAProjets;
    expect(await lireAppel('instructrice')).toMatchObject({
      totalDemande: '245000000',
      avertissementDepassement: expect.stringMatching(/dépasse de 150.000,00/u),
      candidatures: { totalCount: 7 },
    });
    expect(await lireAppel('hinaura')).toEqual({
      totalDemande: null,
      avertissementDepassement: null,
      candidatures: { totalCount: 1 },
    });
  }, 60_000);

  it('accepte, de dépôts simultanés autour de la clôture, exactement ceux reçus à temps (R1)', async () => {
    const total = ampleur(40, 100);
    const modele = await preparer(s, 'hubik', s.monde.organismes.hubik, appelId);
    const copies = await copierDossiers(s, modele, s.monde.personnes.hubik, total);
    await s.reglerHorloge(null);
    const [appel] = await s.sql<{ id: string; cloture: Date }>(
      `update appel_a_projets set cloture = maintenant() + interval '2 seconds', ouverture = maintenant() - interval '1 day',
         dernier_numero = 0, code = 'CENT' where id = (select appel_id from candidature where id = $1) returning id, cloture`,
      [copies[0]],
    );
    const cloture = appel?.cloture.getTime() ?? 0;
    const reponses = await Promise.all(
      copies.map(async (de, i) => {
        await new Promise((suite) => setTimeout(suite, (i * 4_000) / total));
        return demander(s, 'hubik', 'deposer', { id: de });
      }),
    );
    const acceptes = reponses.filter((r) => r.etat === 'DEPOSE');
    const refuses = reponses.filter((r) => r.code === 'HORS_DELAI');
    expect(acceptes.length + refuses.length).toBe(total);
    expect(acceptes.length).toBeGreaterThan(0);
    expect(refuses.length).toBeGreaterThan(0);
    expect(acceptes.every((r) => new Date(r.deposeLe ?? '').getTime() <= cloture)).toBe(true);
    const stockes = await s.sql<{ numero: string; a_temps: boolean; complet: boolean }>(
      `select c.numero, c.depose_le <= a.cloture as a_temps, c.recu is not null and c.empreinte is not null as complet
       from candidature c join appel_a_projets a on a.id = c.appel_id where a.code = 'CENT' and c.depose_le is not null
       order by c.numero`,
    );
    expect(stockes).toHaveLength(acceptes.length);
    expect(stockes.every((l) => l.a_temps && l.complet)).toBe(true);
    expect(stockes.map((l) => l.numero)).toEqual(acceptes.map((_, i) => `CENT-${String(i + 1).padStart(4, '0')}`));
    process.stdout.write(
      `Dépôts : ${total} autour de la clôture, ${acceptes.length} reçus à temps, les autres refusés\n`,
    );
  }, 120_000);
});
