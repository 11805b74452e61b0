import { readFileSync } from 'node:fs';
import { ClesEchues, CLES_JOURS, inscriptionDe } from '@tdt/socle';
import { buildSchema } from 'graphql';
import pg from 'pg';
import { jouerHistoire } from './monde-histoire.js';
import { jouerLesActesRestants } from './outillage/actes-restants.js';
import { PRESTATAIRE_MUET } from './outillage/prestataire-muet.js';
import { A_LA_SUITE, ENSEMBLE, eprouver, sousEpreuve, type Constat } from './outillage/rejeux.js';
import { cle, demarrerJumeau, demarrerServeur, type Serveur } from './outillage/serveur.js';

const MUTATIONS = Object.keys(
  buildSchema(readFileSync('apps/api/schema.graphql', 'utf8')).getMutationType()?.getFields() ?? {},
);
const CREER_ENVELOPPE = `mutation ($d: CreerEnveloppeInput!) { r: creerEnveloppe(demande: $d) {
  ... on Enveloppe { id libelle } ... on Refus { code chemin } } }`;
const DOTER = `mutation ($d: DoterEnveloppeInput!) { r: doterEnveloppe(demande: $d) {
  ... on Enveloppe { id } ... on Refus { code chemin } } }`;

interface Recu {
  r: { id?: string; libelle?: string; code?: string; chemin?: string };
}

describe('Rejouer un acte (A3)', () => {
  let s: Serveur;
  let jumeau: Awaited<ReturnType<typeof demarrerJumeau>>;
  let constats: Map<string, Constat>;
  /** Answer to a request whose key another transaction holds all along. */
  let occupee: Promise<Recu>;
  let occupant: pg.Client;

  const jeton = () => s.monde.jetons.mel;
  const enveloppe = (libelle: string) => ({
    financeurId: s.monde.organismes.mel,
    libelle,
    dispositif: 'Hubs',
    exercice: 2021,
  });
  const creer = (demande: object, qui = jeton()) => s.gql<Recu>(qui, CREER_ENVELOPPE, { d: demande });

  /** Takes a key as a request that never ends would. */
  async function occuper(cleTenue: string): Promise<void> {
    occupant = new pg.Client({ connectionString: s.urlBase });
    await occupant.connect();
    await occupant.query('begin');
    await occupant.query(`insert into cle_acte (acteur_id, cle, demande, faite_le) values ($1, $2, $3, maintenant())`, [
      s.monde.personnes.mel,
      inscriptionDe(cleTenue),
      Buffer.alloc(32),
    ]);
  }

  beforeAll(async () => {
    s = await demarrerServeur('rejeux', PRESTATAIRE_MUET);
    const tenue = cle();
    await occuper(tenue);
    occupee = creer({ cle: tenue, ...enveloppe('Occupée') });
    jumeau = await demarrerJumeau(s, PRESTATAIRE_MUET);
    const epreuve = sousEpreuve({ s, jumeau });
    constats = epreuve.constats;
    const histoire = await jouerHistoire(epreuve.serveur, new Date());
    await jouerLesActesRestants(epreuve.serveur, histoire);
  }, 300_000);
  afterAll(async () => {
    await occupant?.end();
    await jumeau?.fermer();
    await s?.fermer();
  });

  it.each(MUTATIONS)(
    `%s : un effet et une réponse, que la demande arrive ${ENSEMBLE} fois ensemble ou ${A_LA_SUITE} de suite`,
    (nom) => {
      const constat = constats.get(nom);
      if (!constat) throw new Error(`${nom} n’a pas de recette : jouez-la dans « actes-restants.ts »`);
      const { reponses, conflit, ...reste } = constat;
      expect([...reponses]).toHaveLength(1);
      expect([...reponses][0]).not.toMatch(/"code"|"errors":\[/);
      expect(conflit).toContain('CONFLIT_IDEMPOTENCE');
      expect(reste).toEqual({
        effets: 1,
        rejeux: ENSEMBLE + A_LA_SUITE - 1,
        ecritesParRejeu: [],
        ecritesParConflit: [],
      });
    },
  );

  it('n’en oublie aucun', () => {
    expect([...constats.keys()].sort()).toEqual([...MUTATIONS].sort());
    process.stdout.write(
      `Rejeux : ${constats.size} mutations, chacune ${ENSEMBLE} fois ensemble et ${A_LA_SUITE} de suite\n`,
    );
  });

  it('ne retient pas un refus : la même demande passe sous la même clé, une fois la cause levée', async () => {
    const { r } = await creer(enveloppe('Gelée'));
    const d = { cle: cle(), enveloppeId: r.id, montant: '100' };
    const doter = () => s.gql<Recu>(s.monde.jetons.melSignataire, DOTER, { d });
    await s.sql(`update enveloppe set statut = 'GELEE' where id = $1`, [r.id]);
    expect((await doter()).r.code).toBe('ETAT_INVALIDE');
    await s.sql(`update enveloppe set statut = 'OUVERTE' where id = $1`, [r.id]);
    expect((await doter()).r).toEqual({ id: r.id });
    expect((await doter()).r).toEqual({ id: r.id });
    expect(await s.sql('select montant from ecriture where enveloppe_id = $1', [r.id])).toEqual([{ montant: '100' }]);
  });

  it('relit l’objet sous les droits de l’instant : la clé n’ouvre rien qu’on ait perdu', async () => {
    const demande = { cle: cle(), ...enveloppe('Perdue') };
    const { r } = await creer(demande);
    expect((await creer(demande)).r.id).toBe(r.id);
    await s.sql('update enveloppe set financeur_id = $2 where id = $1', [r.id, s.monde.organismes.bdt]);
    expect((await creer(demande)).r).toEqual({ code: 'INTROUVABLE', chemin: 'cle' });
    await s.sql(`update habilitation set fin = maintenant() where utilisateur_id = $1`, [s.monde.personnes.mel]);
    expect((await creer(demande)).r.code).toBe('INTERDIT');
    await s.sql(`update habilitation set fin = null where utilisateur_id = $1`, [s.monde.personnes.mel]);
  });

  it('tient chaque clé à sa personne : la même, chez une autre, est un autre acte', async () => {
    const meme = cle();
    const siens = await creer({ cle: meme, ...enveloppe('De la MEL') });
    const brest = { ...enveloppe('De Brest'), financeurId: s.monde.organismes.brestMetropole };
    const autres = await creer({ cle: meme, ...brest }, s.monde.jetons.brestMetropole);
    expect(autres.r.libelle).toBe('De Brest');
    expect(autres.r.id).not.toBe(siens.r.id);
  });

  it.each(['', '1', '00000000-0000-0000-0000-000000000000', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'])(
    'refuse « %s », qui n’est pas un UUID v4 ou v7',
    async (faux) => {
      const { errors } = await s.brut(jeton(), CREER_ENVELOPPE, { d: { cle: faux, ...enveloppe('Sans clé') } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'demande.cle' });
    },
  );

  it('ne garde de la clé ni elle-même, ni ce qui a été demandé, ni la réponse en clair', async () => {
    const demande = { cle: cle(), ...enveloppe('Discrète') };
    const { r } = await creer(demande);
    const [ligne] = await s.sql<{ texte: string; reponse: Buffer }>(
      'select c::text as texte, reponse from cle_acte c where cle = $1',
      [inscriptionDe(demande.cle)],
    );
    expect(ligne?.texte).not.toContain(demande.cle.replaceAll('-', ''));
    expect(ligne?.reponse.toString('latin1')).not.toContain(r.id);
  });

  it('dit clairement qu’une même demande est encore en cours, au lieu d’attendre sans fin', async () => {
    expect((await occupee).r).toEqual({ code: 'DEMANDE_EN_COURS', chemin: 'cle' });
    await occupant.query('rollback');
  });

  it('oublie les clés de plus de trente jours, et elles seules', async () => {
    const compter = async () => (await s.sql<{ n: string }>('select count(*) as n from cle_acte'))[0]?.n;
    await s.reglerHorloge(new Date(Date.now() + CLES_JOURS * 86_400_000 - 600_000).toISOString());
    await s.app.get(ClesEchues).oublier();
    expect(Number(await compter())).toBeGreaterThan(5);
    await s.reglerHorloge(new Date(Date.now() + CLES_JOURS * 86_400_000 + 600_000).toISOString());
    expect(await s.app.get(ClesEchues).oublier()).toBeGreaterThan(5);
    expect(await compter()).toBe('0');
    await s.reglerHorloge(null);
  });

  it('témoin : sans l’unicité de la clé, le même acte est fait plusieurs fois', async () => {
    await s.sql('alter table cle_acte drop constraint cle_acte_unique');
    const d = { cle: cle(), ...enveloppe('Témoin') };
    const [, constat] = await eprouver({ s, jumeau }, jeton(), CREER_ENVELOPPE, { d });
    expect(constat.effets).toBeGreaterThan(1);
    expect(constat.reponses.size).toBeGreaterThan(1);
    expect(constat.ecritesParRejeu).toContain('enveloppe');
  });
});
