import { effacerPersonne, nouvelleCleScellement, relire, type Pointeur } from '@tdt/socle';
import { comparer, surveiller } from './epreuves/completude.js';
import { tirerDesActes } from './epreuves/gestes.js';
import { pemPublic } from './epreuves/journal.js';
import { jouerHistoire, type Histoire } from './monde-histoire.js';
import { cle, demarrerServeur, scellementDeTest, type Serveur } from './outillage/serveur.js';
import { verifier } from './outillage/verificateur.js';

const CREER_UTILISATEUR = `mutation ($d: CreerUtilisateurInput!) {
  creerUtilisateur(demande: $d) { ... on Utilisateur { id } ... on Refus { code } } }`;
const VOTER = `mutation ($d: VoterInput!) { voter(demande: $d) { ... on Vote { id } ... on Refus { code } } }`;

interface Ligne {
  chaine: string;
  acteur_id: string;
  organisation_id: string | null;
  role: string | null;
  action: string;
  resultat: string;
  motif: string | null;
  requete_id: string | null;
  donnees: Record<string, unknown>;
}

describe('Le journal de la plateforme', () => {
  const scellement = nouvelleCleScellement();
  const options = { cles: pemPublic(scellement) };
  let s: Serveur;
  let histoire: Histoire;

  const lignes = (ou: string, ...parametres: unknown[]) =>
    s.sql<Ligne>(`select * from journal where ${ou} order by fait_le, chaine, rang`, parametres);

  beforeAll(async () => {
    s = await demarrerServeur('journal', scellementDeTest(scellement));
    await surveiller(s);
    histoire = await jouerHistoire(s, new Date());
  }, 300_000);
  afterAll(() => s?.fermer());

  it('dit qui a agi, en quelle qualité, pour quel organisme et dans quelle requête', async () => {
    const [demande] = await lignes(`action = 'mettreEnSignature' and objet_type = 'convention'`);
    expect(demande).toMatchObject({
      acteur_id: s.monde.personnes.gestionnaire2,
      organisation_id: s.monde.organismes.bdt,
      role: 'GESTIONNAIRE',
      resultat: 'ACCEPTE',
      motif: null,
      requete_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    // The lines that the ledger wrote in SQL for the same act belong to the same request.
    const memes = await lignes('requete_id = $1', demande?.requete_id);
    expect(new Set(memes.map((l) => l.chaine.split(':')[0]))).toEqual(new Set(['candidature', 'enveloppe']));
    expect(new Set(memes.map((l) => l.role))).toEqual(new Set(['GESTIONNAIRE']));
  });

  it('garde de la requête le numéro que donne la réponse, même choisi par l’appelant', async () => {
    const poster = async (entetes: Record<string, string>, courriel: string) => {
      const corps = {
        query: CREER_UTILISATEUR,
        variables: { d: { cle: cle(), courriel, prenom: 'Lou', nom: 'Essai' } },
      };
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${s.monde.jetons.admin}`,
        ...entetes,
      };
      const reponse = await fetch(`${s.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(corps) });
      const { data } = (await reponse.json()) as { data: { creerUtilisateur: { id: string } } };
      const [ligne] = await lignes('objet_id = $1', data.creerUtilisateur.id);
      return { donnee: reponse.headers.get('x-request-id'), gardee: ligne?.requete_id };
    };
    const une = await poster({}, 'lou.une@exemple.fr');
    expect(une.gardee).toBe(une.donnee);
    const choisie = await poster({ 'x-request-id': 'essai-12345678' }, 'lou.deux@exemple.fr');
    expect(choisie).toEqual({ donnee: 'essai-12345678', gardee: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8/) });
  });

  it('garde le refus d’un acte sensible, quel que soit celui qui refuse, sans ses valeurs', async () => {
    const { jetons, personnes } = s.monde;
    const demande = { scrutinId: cle(), membreId: cle(), sens: 'POUR' };
    const refus = async (jeton: string | null) =>
      (await s.gql<{ voter: { code: string } }>(jeton, VOTER, { d: demande })).voter.code;
    const avant = (await lignes(`resultat = 'REFUSE'`)).length;
    // By the service, on an object that does not exist; by the policy, to somebody who never votes; to nobody known.
    expect([await refus(jetons.bdtVotante), await refus(jetons.admin), await refus(null)]).toEqual([
      'INTROUVABLE',
      'INTERDIT',
      'NON_AUTHENTIFIE',
    ]);
    const apres = await lignes(`resultat = 'REFUSE'`);
    expect(apres).toHaveLength(avant + 2);
    for (const [personne, motif] of [
      [personnes.bdtVotante, 'INTROUVABLE'],
      [personnes.admin, 'INTERDIT'],
    ]) {
      const ligne = apres.findLast((l) => l.acteur_id === personne);
      expect(ligne).toMatchObject({ action: 'voter', motif, chaine: `utilisateur:${personne}` });
      // How one wanted to vote is a secret of the ballot.
      expect(ligne?.donnees).toMatchObject({
        demande: { 'demande.scrutinId': demande.scrutinId, 'demande.membreId': demande.membreId },
      });
      expect(JSON.stringify(ligne?.donnees)).not.toContain('POUR');
    }
  });

  it('ne contient le nom ni l’adresse de personne', async () => {
    const [{ texte } = { texte: '' }] = await s.sql<{ texte: string }>(
      `select string_agg(j::text, ' ') as texte from journal j`,
    );
    const personnes = await s.sql<{ valeur: string }>(
      `select courriel as valeur from utilisateur union select prenom || ' ' || nom from utilisateur
       union select representant_nom from organisme where representant_nom is not null
       union select signataire_nom from engagement`,
    );
    expect(personnes.length).toBeGreaterThan(40);
    expect(personnes.filter(({ valeur }) => texte.includes(valeur))).toEqual([]);
  });

  it('est scellé à l’approbation du procès-verbal et à la mise en signature', async () => {
    const sceaux = await s.sql<{ cause: string; objet_id: string | null }>(
      `select cause, objet_id from scellement where cause <> 'PERIODE' order by rang`,
    );
    const [convention] = await s.sql<{ id: string }>(`select id from convention where etat = 'EN_SIGNATURE'`);
    expect(sceaux).toEqual([
      { cause: 'PV', objet_id: histoire.seanceCloseId },
      { cause: 'CONVENTION', objet_id: convention?.id },
    ]);
  });

  it('est complet : chaque changement a sa ligne, chaque ligne son changement, chaque refus sensible sa trace', async () => {
    const avant = await comparer(s);
    const tirage = await tirerDesActes(s, 80);
    const mesure = await comparer(s);
    expect(mesure).toMatchObject({ sansLigne: [], sansChangement: 0 });
    expect(mesure.changements).toBe(mesure.journalises);
    expect(mesure.changements - avant.changements).toBe(tirage.acceptes);
    expect(mesure.refusJournalises - avant.refusJournalises).toBe(tirage.refusSensibles);
    expect(Math.min(avant.changements, tirage.acceptes, tirage.refusSensibles)).toBeGreaterThan(10);
  }, 120_000);

  it('ne montre aucune valeur personnelle d’une personne effacée, et se vérifie toujours', async () => {
    const personnes: { id: string; valeurs: string[] }[] = [];
    for (let n = 0; n < 100; n += 1) {
      const d = { courriel: `secret-${n}@efface.example`, prenom: `Prénom-${n}-secret`, nom: `Nom-${n}-secret` };
      const { creerUtilisateur } = await s.gql<{ creerUtilisateur: { id: string } }>(
        s.monde.jetons.admin,
        CREER_UTILISATEUR,
        { d },
      );
      personnes.push({ id: creerUtilisateur.id, valeurs: Object.values(d) });
    }
    const pointeurs = async () =>
      (
        await lignes(
          `action = 'creerUtilisateur' and objet_id = any($1)`,
          personnes.map((p) => p.id),
        )
      ).flatMap((l) => Object.values(l.donnees['personnelles'] as Record<string, Pointeur>));
    const lire = async () => Promise.all((await pointeurs()).map((p) => relire(s.sqlExecuteur, p)));
    expect((await lire()).toSorted()).toEqual(personnes.flatMap((p) => p.valeurs).toSorted());

    for (const { id } of personnes) {
      await s.sql('begin');
      expect(await effacerPersonne(s.sqlExecuteur, id)).toBe(3);
      await s.sql('commit');
    }
    expect(await lire()).toEqual(Array.from({ length: 300 }, () => null));
    const [restes] = await s.sql<{ texte: string }>(
      `select concat((select string_agg(j::text, ' ') from journal j), (select string_agg(v::text, ' ') from valeur_personnelle v),
                     (select string_agg(c::text, ' ') from cle_personnelle c where c.personne_id = any($1))) as texte`,
      [personnes.map((p) => p.id)],
    );
    for (const valeur of personnes.flatMap((p) => p.valeurs)) {
      expect(restes?.texte).not.toContain(valeur);
      expect(restes?.texte).not.toContain(Buffer.from(valeur).toString('hex'));
    }
    expect((await verifier(s.client, options)).fautes).toEqual([]);
    // The key does not come back: nothing can be kept any more about somebody who was erased.
    await expect(
      s.sql('update cle_personnelle set cle = sha256($1), detruite_le = null where personne_id = $2', [
        'autre',
        personnes[0]?.id,
      ]),
    ).rejects.toMatchObject({ code: 'TDT03' });
  }, 120_000);

  it('publie ses sceaux à tous, et se vérifie sans l’application', async () => {
    const requete = `{ sceauxQuotidiens(first: 5) { rang jour prec empreinte cle autorite } dernierSceau { rang empreinte } }`;
    const vus = await s.gql<{
      sceauxQuotidiens: { rang: string; empreinte: string }[];
      dernierSceau: { rang: string };
    }>(null, requete);
    expect(vus.sceauxQuotidiens.length).toBeGreaterThan(0);
    const temoins = vus.sceauxQuotidiens.map(({ rang, empreinte }) => ({ rang, empreinte }));
    const pem = await (await fetch(`${s.url}/scellement/cles.pem`)).text();
    expect(pem.replaceAll('\n', '')).toBe(options.cles.replaceAll('\n', ''));
    const rapport = await verifier(s.client, { cles: pem, temoins });
    expect(rapport.fautes).toEqual([]);
    expect(rapport.dernier?.['rang']).toBe(vus.dernierSceau.rang);
    expect((await fetch(`${s.url}/scellement/horodatages/2021-10-04.tsr`)).status).toBe(404);
    expect((await fetch(`${s.url}/scellement/horodatages/n-importe-quoi.tsr`)).status).toBe(404);
  });

  it('témoin : un acte qui oublie sa ligne se voit', async () => {
    await s.sql(
      `alter function journaliser(text, text, uuid, text, uuid, uuid, jsonb, text, text) rename to journaliser_vrai`,
    );
    await s.sql(`create function journaliser(a text, b text, c uuid, d text, e uuid, f uuid, g jsonb, h text, i text)
      returns bigint language sql as $$ select case when b <> 'creerOrganisme' then journaliser_vrai(a, b, c, d, e, f, g, h, i) end $$`);
    await tirerDesActes(s, 60, 7);
    const { sansLigne } = await comparer(s);
    expect(new Set(sansLigne)).toEqual(new Set(['organisme']));
  }, 60_000);
});
