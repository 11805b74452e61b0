import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { engager } from '../apps/outils/scenario-e1/etapes-convention.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import { ExecutantGenerations } from '@tdt/conventions';
import type { ClePersonne } from './monde-donnees.js';
import { Canal } from './outillage/direct.js';
import { dupliquerDossier } from './outillage/dossiers-jumeaux.js';
import { recevoirLiasse } from './outillage/liasses.js';
import { apresVote } from './outillage/e1.js';
import { envoyer } from './outillage/client-api.js';
import { cle, demarrerJumeauTuable, type Serveur } from './outillage/serveur.js';

const LENT = 120_000;

interface GenerationVue {
  __typename?: string;
  code?: string;
  chemin?: string;
  id: string;
  etat: string;
  bilan: Record<'total' | 'faites' | 'ecartees' | 'restantes' | 'avancement', number>;
  lignes: {
    candidatureId: string;
    etat: string;
    code: string | null;
    message: string | null;
    manques: { chemin: string }[];
    convention: { numero: string; version: number } | null;
  }[];
}

const CHAMPS = `id etat bilan { total faites ecartees restantes avancement }
  lignes { candidatureId etat code message manques { chemin } convention { numero version } }`;
const COMPLEMENTS = {
  acteBeneficiaire: { type: 'CONSEIL_ADMINISTRATION', numero: '2021-02', date: '2021-06-14' },
  excedentBp: 500,
};

describe('Générer toutes les conventions d’une séance en un acte', () => {
  let s: Serveur;
  let p: Partie;
  let jumeau: Awaited<ReturnType<typeof demarrerJumeauTuable>>;
  let tiers: pg.Client;
  let canal: Canal;
  /** In the order of the agenda: four files complete, one without its complements, one whose share is not committed. */
  const dossiers: string[] = [];
  let generationId = '';

  const acte = async (qui: ClePersonne, nom: string, demande: object, url = s.url): Promise<GenerationVue> => {
    const type = `${nom.charAt(0).toUpperCase()}${nom.slice(1)}Input!`;
    const requete = `mutation ($d: ${type}) { r: ${nom}(demande: $d) { __typename ... on Generation { ${CHAMPS} }
      ... on Refus { code chemin } } }`;
    const { data, errors } = await envoyer<{ r: GenerationVue }>(url, s.monde.jetons[qui], requete, {
      d: { cle: cle(), ...demande },
    });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.r;
  };
  const lancer = (qui: ClePersonne, url?: string, seanceId = p.seanceId) =>
    acte(
      qui,
      'lancerGeneration',
      { seanceId, complements: dossiers.slice(0, 4).map((candidatureId) => ({ candidatureId, ...COMPLEMENTS })) },
      url,
    );
  const lire = async (id: string, qui: ClePersonne = 'gestionnaire') =>
    (
      await s.gql<{ generation: GenerationVue | null }>(
        s.monde.jetons[qui],
        `{ generation(id: "${id}") { ${CHAMPS} } }`,
      )
    ).generation as GenerationVue;
  const attendre = async (id: string, voulu: (g: GenerationVue) => boolean, relancer = () => undefined as void) => {
    for (;;) {
      const lue = await lire(id);
      if (voulu(lue)) return lue;
      relancer();
      await setTimeout(50);
    }
  };
  const reveiller = () => s.app.get(ExecutantGenerations).reveiller();

  /** Files that have more than one convention, or whose convention nobody noted: none, or something happened twice. */
  const enDouble = async () =>
    (
      await s.sql<{ id: string }>(
        `select c.id from candidature c where (select count(*) from convention v where v.candidature_id = c.id) <>
           (select count(*) from ligne_generation l where l.candidature_id = c.id and l.etat = 'FAITE')`,
      )
    ).map(({ id }) => id);

  /** A generation of these files, as an instance that has died would leave it. */
  async function laisser(ids: readonly string[], acteur: ClePersonne, essai = 1): Promise<string> {
    const id = cle();
    await s.sql(
      `insert into generation (id, seance_id, etat, demande_le, demande_par, acteur_id, executant, essai, commence_le, battement)
       values ($1, $2, 'EN_COURS', maintenant(), $3, $3, $1, $4, maintenant(), maintenant() - interval '1 minute')`,
      [id, p.seanceId, s.monde.personnes[acteur], essai],
    );
    for (const [i, candidatureId] of ids.entries()) {
      await s.sql(
        'insert into ligne_generation (id, generation_id, candidature_id, rang, complements) values ($1, $2, $3, $4, $5)',
        [cle(), id, candidatureId, i + 1, COMPLEMENTS],
      );
    }
    return id;
  }

  beforeAll(async () => {
    ({ s, p } = await apresVote('generations'));
    const lancement = demarrerJumeauTuable(s);
    await engager(p);
    await p.cal.aller('convention');
    dossiers.push(p.candidatureId);
    for (const [i, hub] of (['hubNormandie', 'hubEst', 'hubLo', 'hinaura', 'conumm'] as const).entries())
      dossiers.push(await dupliquerDossier(s, p.candidatureId, hub, i + 50));
    await s.sql(`update part set etat = 'VOTEE' where candidature_id = $1 and financeur_id = $2`, [
      dossiers[5],
      s.monde.organismes.bdt,
    ]);
    jumeau = await lancement;
    tiers = new pg.Client({ connectionString: s.urlBase });
    await tiers.connect();
  }, LENT);
  afterAll(async () => {
    await canal?.fermer();
    await tiers?.end();
    await jumeau?.fermer();
    await s?.fermer();
  });

  it('la gestion seule le peut, d’une séance qui existe', async () => {
    for (const qui of ['president', 'hubNormandie', 'instructrice'] as const)
      expect(await lancer(qui)).toMatchObject({ code: 'INTERDIT' });
    expect(await lancer('gestionnaire', s.url, cle())).toMatchObject({ code: 'INTROUVABLE', chemin: 'seanceId' });
    expect(await s.sql('select 1 from generation')).toEqual([]);
  });

  it(
    'deux lancements ensemble n’en font qu’un, qui se suit en direct sous ses droits',
    async () => {
      // The third file is held by somebody else: the generation stops there, without having ended.
      await tiers.query('begin');
      await tiers.query('select 1 from candidature where id = $1 for no key update', [dossiers[2]]);
      const lances = await Promise.all([lancer('gestionnaire', jumeau.url), lancer('gestionnaire2', jumeau.url)]);
      expect(new Set(lances.map(({ id }) => id)).size).toBe(1);
      generationId = lances[0]?.id ?? '';
      expect(await s.sql('select count(*)::int as n from generation')).toEqual([{ n: 1 }]);
      const avance = await attendre(generationId, (g) => g.bilan.faites === 2);
      expect(avance).toMatchObject({ etat: 'EN_COURS', bilan: { total: 6, restantes: 4, avancement: 33 } });
      expect(avance.lignes.map((l) => l.candidatureId)).toEqual(dossiers);
      for (const qui of ['president', 'hubBretagne', 'instructrice'] as const)
        expect(await lire(generationId, qui)).toBeNull();
      const suivre = `subscription ($id: ID!) { generationModifiee(id: $id) { id etat bilan { faites } } }`;
      const exclu = await Canal.parJeton(s.url, s.monde.jetons.president);
      exclu.demander('g', suivre, { id: generationId });
      await exclu.jusqua(() => exclu.codes().length > 0);
      expect(exclu.codes()).toEqual(['INTROUVABLE']);
      await exclu.fermer();
      canal = await Canal.parJeton(s.url, s.monde.jetons.gestionnaire2);
      canal.demander('g', suivre, { id: generationId });
      await canal.jusqua(() => canal.de('next').length === 1);
    },
    LENT,
  );

  it(
    'tuée net au milieu, elle s’arrête, se reprend par une autre personne, et chaque convention est faite une fois',
    async () => {
      await jumeau.fermer();
      await tiers.query('rollback');
      // Its sign of life is fresh: nobody takes it over yet.
      reveiller();
      expect(await lire(generationId)).toMatchObject({ etat: 'EN_COURS', bilan: { faites: 2, restantes: 4 } });
      const demande = { generationId };
      expect(await acte('president', 'arreterGeneration', demande)).toMatchObject({ code: 'INTERDIT' });
      expect(await acte('gestionnaire2', 'arreterGeneration', demande)).toMatchObject({ etat: 'ARRETEE' });
      expect(await acte('gestionnaire2', 'arreterGeneration', demande)).toMatchObject({ code: 'ETAT_INVALIDE' });
      await s.sql(`update generation set battement = battement - interval '1 minute'`);
      reveiller();
      await setTimeout(100);
      expect(await lire(generationId)).toMatchObject({ etat: 'ARRETEE', bilan: { faites: 2, restantes: 4 } });
      await acte('gestionnaire2', 'reprendreGeneration', demande);
      const finie = await attendre(generationId, (g) => g.etat === 'TERMINEE');
      expect(finie.bilan).toEqual({ total: 6, faites: 4, ecartees: 2, restantes: 0, avancement: 100 });
      expect(finie.lignes.map(({ etat, code, convention }) => [etat, code, convention?.numero])).toEqual([
        ...[1, 2, 3, 4].map((n) => ['FAITE', null, `E1-C-000${n}`]),
        ['ECARTEE', 'INCOMPLET', undefined],
        ['ECARTEE', 'ETAT_INVALIDE', undefined],
      ]);
      expect(finie.lignes[4]?.manques.map((m) => m.chemin)).toEqual([
        'clauses.excedent',
        'beneficiaire.acteHabilitant',
      ]);
      expect(finie.lignes[5]?.manques.map((m) => m.chemin)).toEqual(['parts[0].etat']);
      expect(await enDouble()).toEqual([]);
      await canal.jusqua(() => canal.de('next').some((m) => JSON.stringify(m.payload).includes('TERMINEE')));
      await expect(s.sql(`update ligne_generation set etat = 'A_FAIRE'`)).rejects.toThrow('définitive');
    },
    LENT,
  );

  it('laisse au journal les lignes de l’acte fait un à un, au nom de qui l’a demandée puis reprise', async () => {
    const lignes = await s.sql<{ qui: string; role: string; requete: string; donnees: object }>(
      `select acteur_id as qui, role, requete_id as requete, donnees from journal
        where action = 'genererConvention' and resultat = 'ACCEPTE'`,
    );
    const [une, deux] = [s.monde.personnes.gestionnaire, s.monde.personnes.gestionnaire2];
    const [lancee] = await s.sql<{ par: string }>('select demande_par as par from generation where id = $1', [
      generationId,
    ]);
    expect([une, deux]).toContain(lancee?.par);
    expect(lignes.map(({ qui }) => qui).sort()).toEqual([lancee?.par, lancee?.par, deux, deux].sort());
    for (const { role, requete, donnees } of lignes) {
      expect([role, requete]).toEqual(['GESTIONNAIRE', generationId]);
      expect(Object.keys(donnees).sort()).toEqual(['empreinte', 'numero', 'remplace', 'total', 'version']);
    }
    const suivi = await s.sql<{ action: string }>(
      `select action from journal where objet_type = 'generation' and resultat = 'ACCEPTE' order by rang`,
    );
    expect(suivi.map((l) => l.action)).toEqual(['lancerGeneration', 'arreterGeneration', 'reprendreGeneration']);
  });

  it(
    'perdue par une machine, une autre la reprend ; trop de fois, elle s’interrompt et se reprend',
    async () => {
      const perdue = await laisser([dossiers[0] ?? '', dossiers[5] ?? ''], 'gestionnaire');
      reveiller();
      const reprise = await attendre(perdue, (g) => g.etat === 'TERMINEE', reveiller);
      expect(reprise.lignes.map((l) => l.code)).toEqual(['DOUBLON', 'ETAT_INVALIDE']);
      const sansDroit = await laisser([dossiers[4] ?? ''], 'president');
      const ecartee = await attendre(sansDroit, (g) => g.etat === 'TERMINEE', reveiller);
      expect(ecartee.lignes).toMatchObject([{ etat: 'ECARTEE', code: 'INTERDIT', convention: null }]);
      const usee = await laisser([dossiers[4] ?? ''], 'gestionnaire', 3);
      await attendre(usee, (g) => g.etat === 'ECHOUEE', reveiller);
      await acte('gestionnaire', 'reprendreGeneration', { generationId: usee });
      const faite = await attendre(usee, (g) => g.etat === 'TERMINEE');
      expect(faite.lignes).toMatchObject([{ etat: 'FAITE', convention: { numero: 'E1-C-0005', version: 1 } }]);
      expect(await enDouble()).toEqual([]);
    },
    LENT,
  );

  it('livre le tout en un ZIP ; qui le quitte en route ne gêne personne', async () => {
    const { noms, contenu } = await recevoirLiasse(s, 'gestionnaire', p.seanceId);
    expect(noms).toEqual([...[1, 2, 3, 4, 5].map((n) => `projet-convention-e1-c-000${n}-v1.pdf`), 'a-completer.txt']);
    expect(contenu.toString()).toContain('attend encore l’acte de son financeur');
    const depart = new AbortController();
    const adresse = `${s.url}/documents/seances/${p.seanceId}/conventions.zip`;
    const entetes = { authorization: `Bearer ${s.monde.jetons.gestionnaire}` };
    const reponse = await fetch(adresse, { headers: entetes, signal: depart.signal });
    await reponse.body?.getReader().read();
    depart.abort();
    expect((await recevoirLiasse(s, 'gestionnaire2', p.seanceId)).contenu.equals(contenu)).toBe(true);
  });

  it(
    'laisse le dossier dont la convention a été résiliée : personne n’en attend une autre',
    async () => {
      await s.sql(`begin; alter table convention disable trigger user;
        update convention set etat = 'RESILIEE', figee_le = maintenant(), pdf = '\\x25', pdf_empreinte = sha256('\\x25')
          where candidature_id = '${dossiers[3]}';
        alter table convention enable trigger user; commit`);
      const id = await laisser([dossiers[3] ?? ''], 'gestionnaire');
      const finie = await attendre(id, (g) => g.etat === 'TERMINEE', reveiller);
      expect(finie.lignes).toMatchObject([{ etat: 'ECARTEE', code: 'DOUBLON', convention: null }]);
    },
    LENT,
  );

  it('témoin : noter après coup ce qui est fait le fait deux fois, et le contrôle le voit', async () => {
    await s.sql(`update part set etat = 'ENGAGEE' where candidature_id = $1`, [dossiers[5]]);
    const requete = `mutation ($d: GenererConventionInput!) { r: genererConvention(demande: $d) { ... on Convention { id } } }`;
    // The file is made, the process dies before it notes so, and another one begins again where the notes stop.
    for (let vie = 1; vie <= 2; vie += 1)
      await s.gql(s.monde.jetons.gestionnaire, requete, { d: { candidatureId: dossiers[5], ...COMPLEMENTS } });
    expect(await enDouble()).toEqual([dossiers[5]]);
  });
});
