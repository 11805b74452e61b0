import { createHash } from 'node:crypto';
import { estRefus } from '../apps/outils/scenario-e1/client.js';
import { engager } from '../apps/outils/scenario-e1/etapes-convention.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import { composerConventionBilaterale } from '@tdt/conventions';
import { lireDonneesConvention } from '@tdt/domaine';
import type { ClePersonne } from './monde-donnees.js';
import { fautesDuLivre, soldesDesParts } from './outillage/avenants.js';
import { sansVerrous } from './outillage/courses.js';
import { dupliquerDossier } from './outillage/dossiers-jumeaux.js';
import { COMPLEMENTS, ENSEMBLE, gestesDeLEnsemble } from './outillage/ensembles.js';
import { recevoirLiasse } from './outillage/liasses.js';
import { apresVote } from './outillage/e1.js';
import { cle, EN_NOMBRE, scellementDeTest, type Serveur } from './outillage/serveur.js';
import { VERIFIER } from './outillage/verification.js';

const [BDT, REGION, METROPOLE] = [
  'Banque des Territoires (Caisse des Dépôts)',
  'Région Bretagne',
  'Rennes Métropole',
] as const;
const sha256 = (octets: Buffer | string) => createHash('sha256').update(octets).digest('hex');

describe('Un ensemble coordonné de conventions bilatérales (R33)', () => {
  let s: Serveur;
  let p: Partie;
  /** The same file again, for the race and for its control. */
  const jumeaux: string[] = [];

  const {
    acte,
    fait,
    generer,
    lister,
    debout,
    resume,
    celle,
    relireEtFiger,
    signer,
    parts,
    dossier,
    telecharger,
    lettre,
  } = gestesDeLEnsemble(() => ({ s, p }));

  beforeAll(async () => {
    ({ s, p } = await apresVote('ensembles', { ...scellementDeTest(), ...EN_NOMBRE }));
    await engager(p);
    await p.cal.aller('convention');
    for (const [i, hub] of (['hubNormandie', 'hubEst', 'hubLo'] as const).entries())
      jumeaux.push(await dupliquerDossier(s, p.candidatureId, hub, i + 50));
  }, 90_000);
  afterAll(() => s?.fermer());

  it('dit ce que chaque forme donnerait, au montant du plan, et ce qui manque', async () => {
    const { r } = await p.client.lire<{ r: { manques: { chemin: string }[]; formes: object[] } }>(
      'gestionnaire',
      `{ r: manquesConvention(candidatureId: "${p.candidatureId}", forme: BIPARTITES_COORDONNEES) {
         ... on ManquesConvention { manques { chemin } formes { forme obstacle documents { document financeurs montant } } } } }`,
    );
    expect(r.manques.map((m) => m.chemin)).toEqual(['clauses.excedent', 'beneficiaire.acteHabilitant']);
    const seul = (document: string, financeur: string, montant: string) => {
      return { document, financeurs: [financeur], montant };
    };
    expect(r.formes).toEqual([
      {
        forme: 'MULTIPARTITE',
        obstacle: null,
        documents: [
          { document: 'CONVENTION', financeurs: [BDT, REGION, METROPOLE, 'Fondation AFNIC'], montant: '55000000' },
        ],
      },
      {
        forme: 'BIPARTITES_COORDONNEES',
        obstacle: null,
        documents: [
          seul('CONVENTION', BDT, '35000000'),
          seul('CONVENTION', REGION, '12000000'),
          seul('CONVENTION', METROPOLE, '6000000'),
          seul('LETTRE_MECENAT', 'Fondation AFNIC', '2000000'),
        ],
      },
    ]);
  });

  it('refuse comme la convention entre tous, sans rien laisser derrière', async () => {
    expect(await generer()).toMatchObject({ code: 'INCOMPLET' });
    for (const qui of ['president', 'hubBretagne', 'instructrice'] as const)
      expect(await generer({ ...ENSEMBLE, ...COMPLEMENTS }, qui)).toMatchObject({ code: 'INTERDIT' });
    expect(await s.sql('select 1 from convention union all select 1 from numerotation_convention')).toEqual([]);
  });

  it('fait toutes les conventions ou aucune, une fois par clé, au centime du plan', async () => {
    await s.sql(`create function panne() returns trigger language plpgsql as $$ begin raise exception 'panne'; end $$`);
    await s.sql(`create trigger panne before insert on convention for each row
      when (new.numero like '%-C') execute function panne()`);
    await expect(generer({ ...ENSEMBLE, ...COMPLEMENTS })).rejects.toThrow();
    await s.sql('drop trigger panne on convention');
    expect(await lister()).toEqual([]);
    const meme = { ...ENSEMBLE, ...COMPLEMENTS, cle: cle() };
    const [une, deux] = await Promise.all([generer(meme), generer(meme)]);
    expect(fait(une).id).toBe(fait(deux).id);
    const faites = await debout();
    expect(faites.map((c) => [c.numero, c.version, c.etat, c.total, c.financeur?.nom])).toEqual([
      ['E1-C-0001-A', 1, 'PROJET', '35000000', BDT],
      ['E1-C-0001-B', 1, 'PROJET', '12000000', REGION],
      ['E1-C-0001-C', 1, 'PROJET', '6000000', METROPOLE],
    ]);
    expect(new Set(faites.map((c) => c.ensembleId)).size).toBe(1);
    const lues = faites.map((c) => lireDonneesConvention(c.donnees));
    const imprimees = lues.flatMap((d) => d.plan.lignes.map((l) => l.partId));
    expect(new Set(imprimees).size).toBe(3);
    for (const { ensemble, financeurs, entete } of lues) {
      expect([financeurs.length, entete.mode, ensemble?.numero]).toEqual([1, 'BIPARTITES_COORDONNEES', 'E1-C-0001']);
      expect(ensemble?.lignes).toEqual(lues[0]?.ensemble?.lignes);
      expect(ensemble?.autres.map((a) => a.document).sort()).toEqual(['CONVENTION', 'CONVENTION', 'LETTRE_MECENAT']);
    }
    expect(await generer({ forme: 'MULTIPARTITE' })).toMatchObject({ code: 'DOUBLON', chemin: 'forme' });
  }, 30_000);

  it('montre à chaque financeur la sienne, au porteur toutes ; la fondation a sa lettre, elle seule', async () => {
    expect((await debout('hubBretagne')).map((c) => c.numero.slice(-1))).toEqual(['A', 'B', 'C']);
    expect((await debout('regionBretagne')).map((c) => c.financeur?.nom)).toEqual([REGION]);
    expect(await debout('fondationAfnic')).toEqual([]);
    const [bdt, region] = await debout();
    const { statut, contenu } = await telecharger('regionBretagne', region?.adresse ?? '');
    expect([statut, contenu.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    for (const qui of ['regionBretagne', 'fondationAfnic'] as const)
      expect((await telecharger(qui, bdt?.adresse ?? '')).statut).toBe(404);
    expect((await recevoirLiasse(s, 'regionBretagne', p.seanceId)).noms).toEqual([
      'projet-convention-e1-c-0001-b-v1.pdf',
    ]);
    for (const qui of ['fondationAfnic', 'hubBretagne', 'gestionnaire'] as const)
      expect((await lettre('fondationAfnic', qui)).statut).toBe(200);
    expect((await lettre('regionBretagne', 'regionBretagne')).statut).toBe(404);
  }, 30_000);

  it('fige chacune à son heure ; le dossier n’est conventionné qu’avec la dernière, ce qui est figé ne se refait pas', async () => {
    const figee = await relireEtFiger('A');
    expect(figee).toMatchObject({ etat: 'EN_SIGNATURE', candidature: { etat: 'RETENU' } });
    expect(await parts()).toEqual(['CONVENTIONNEE', 'ENGAGEE', 'ENGAGEE', 'ENGAGEE']);
    // The others are made again, the frozen one stands; what was decided is taken over.
    fait(await generer({ tribunal: 'tribunal administratif de Rennes' }));
    expect(await resume()).toEqual(['A1 EN_SIGNATURE', 'B2 PROJET', 'C2 PROJET']);
    // All print one plan: none is made on another one.
    const siege = 'update organisme set nom = $2 where id = $1';
    await s.sql(siege, [s.monde.organismes.regionBretagne, 'Région de Bretagne']);
    expect(await generer({})).toMatchObject({ code: 'CONFLIT_VERSION', chemin: 'candidatureId' });
    await s.sql(siege, [s.monde.organismes.regionBretagne, REGION]);
    expect((await relireEtFiger('B')).candidature.etat).toBe('RETENU');
    expect((await relireEtFiger('C')).candidature.etat).toBe('CONVENTIONNE');
    expect(await parts()).toEqual(['CONVENTIONNEE', 'CONVENTIONNEE', 'CONVENTIONNEE', 'ENGAGEE']);
    const lots = `select convention_id, sum(montant)::text as total from ecriture where type = 'CONVENTIONNER' group by 1`;
    const conventionnes = await s.sql<{ convention_id: string; total: string }>(lots);
    for (const { id, total } of await debout())
      expect(conventionnes.filter((l) => l.convention_id === id)).toEqual([{ convention_id: id, total }]);
    expect(await generer({})).toMatchObject({ code: 'ETAT_INVALIDE' });
    expect((await lettre('fondationAfnic', 'fondationAfnic')).statut).toBe(200);
    expect(await fautesDuLivre(s)).toEqual([]);
  }, 60_000);

  it('se scelle, se vérifie et se redonne des mêmes données comme toute convention', async () => {
    const { donnees, empreinte, sceau, figeeLe, pdfEmpreinte, numero, adresse } = await celle('B');
    expect(sha256(donnees)).toBe(empreinte);
    const redonne = await composerConventionBilaterale(lireDonneesConvention(donnees), {
      projet: false,
      empreinte,
      sceau,
      emisLe: new Date(figeeLe ?? ''),
    });
    expect(sha256(redonne)).toBe(pdfEmpreinte);
    expect(sha256((await telecharger('regionBretagne', adresse)).contenu)).toBe(pdfEmpreinte);
    const verifier = async (pieces: object) =>
      (await s.gql<{ r: { verdict: string } }>(null, VERIFIER, { ...pieces })).r.verdict;
    expect(await verifier({ s: sceau, n: numero, e: pdfEmpreinte })).toBe('EN_SIGNATURE');
    expect(await verifier({ n: 'E1-C-0001' })).toBe('INCONNUE');
  }, 30_000);

  it('une partie refuse : la sienne se refait sous son numéro, les autres demeurent', async () => {
    expect(await signer('B', 'gestionnaire')).toMatchObject({ code: 'INTERDIT' });
    const { id: conventionId } = await celle('B');
    fait(await acte('regionBretagne', 'refuserSignature', { conventionId, motif: 'Une erreur d’adresse.' }));
    fait(await acte('gestionnaire', 'constaterCaducite', { conventionId, motif: 'La Région a refusé.' }));
    expect([await dossier(), await parts()]).toEqual([
      'RETENU',
      ['CONVENTIONNEE', 'ENGAGEE', 'CONVENTIONNEE', 'ENGAGEE'],
    ]);
    const attendues = async () => {
      const lu = await p.client.lire<{ mesActions: { type: string }[] }>('gestionnaire', '{ mesActions { type } }');
      return lu.mesActions.filter((a) => a.type === 'GENERER_CONVENTION').length;
    };
    const avant = await attendues();
    fait(await generer({}));
    expect(await attendues()).toBe(avant - 1);
    expect(await resume()).toEqual(['A1 EN_SIGNATURE', 'B3 PROJET', 'C2 EN_SIGNATURE']);
    expect((await relireEtFiger('B')).candidature.etat).toBe('CONVENTIONNE');
    expect(await fautesDuLivre(s)).toEqual([]);
  }, 60_000);

  it('chacune se signe, se notifie et se publie seule, sous un identifiant commun', async () => {
    const tous: [string, ClePersonne[]][] = [
      ['A', ['hubBretagne', 'gestionnaire']],
      ['B', ['hubBretagne', 'regionBretagne']],
      ['C', ['hubBretagne', 'rennesMetropoleSignataire']],
    ];
    for (const [suffixe, signataires] of tous) for (const qui of signataires) fait(await signer(suffixe, qui));
    const { id } = await celle('A');
    await p.client.faire('gestionnaire', 'notifierConvention', 'Convention { id }', { id: ['ID!', id] });
    expect(await resume()).toEqual(['A1 NOTIFIEE', 'B3 SIGNEE', 'C2 SIGNEE']);
    expect((await debout()).map((c) => c.notifieeLe !== null)).toEqual([true, false, false]);
    const requete = '{ donneesEssentielles { siret fichiers { profil adresse lignes } } }';
    const { donneesEssentielles: lus } = await s.gql<{
      donneesEssentielles: { siret: string; fichiers: { profil: string; adresse: string; lignes: number }[] }[];
    }>(null, requete);
    expect(lus).toHaveLength(3);
    for (const { siret, fichiers } of lus) {
      const fichier = fichiers.find((f) => f.profil === 'ETENDU');
      const texte = await (await fetch(s.url + fichier?.adresse)).text();
      expect(fichier?.lignes).toBe(1);
      expect(texte).toContain(`E1-C-0001-${siret}`);
      expect(texte.match(/E1-C-0001(?!-)/g)).toHaveLength(1);
    }
  }, 60_000);

  it('n’admet pas d’avenant à une seule, et dit que faire', async () => {
    const { id: conventionId } = await celle('A');
    const modifications = [{ type: 'BENEFICIAIRE', champ: 'SIEGE', texte: '2 rue de l’Exemple, 35000 Rennes' }];
    const refus = await acte('gestionnaire', 'proposerAvenant', {
      conventionId,
      motif: 'Le siège change.',
      modifications,
    });
    expect(refus).toMatchObject({ code: 'INELIGIBLE', chemin: 'conventionId' });
    expect(JSON.stringify(refus)).toContain('Résiliez les conventions de l’ensemble');
    await expect(
      s.sql(
        `update convention set avenant_de_id = id, avenant_motif = '', avenant_modifications = '[]' where id = $1`,
        [conventionId],
      ),
    ).rejects.toThrow();
  });

  it('se résilie une à une : les autres demeurent, chacun ne doit que sa proportion du plan', async () => {
    await s.reglerHorloge('2022-04-01T09:00:00Z');
    const resilier = async (suffixe: string) =>
      fait(
        await acte('gestionnaire', 'resilierConvention', {
          conventionId: (await celle(suffixe)).id,
          motif: 'Le projet s’arrête.',
          miseEnDemeureLe: '2022-02-01',
          effetLe: '2022-03-31',
          depensesJustifiees: '30000000',
        }),
      );
    await resilier('A');
    expect([await dossier(), await resume()]).toEqual(['CONVENTIONNE', ['B3 SIGNEE', 'C2 SIGNEE']]);
    expect(await parts()).toEqual(['ENGAGEE', 'CONVENTIONNEE', 'CONVENTIONNEE', 'ENGAGEE']);
    const [trace] = await s.sql<{ donnees: { parts: { du: string; libere: string }[] } }>(
      `select donnees from journal where action = 'resilierConvention' and resultat = 'ACCEPTE'`,
    );
    // Half of the project is spent: half of the share is due, whatever the others do.
    expect(trace?.donnees.parts).toMatchObject([{ du: '17500000', libere: '17500000' }]);
    for (const suffixe of ['B', 'C']) await resilier(suffixe);
    expect([await dossier(), await parts()]).toEqual(['RETENU', Array(4).fill('ENGAGEE')]);
    expect(await soldesDesParts(s)).toEqual([{ nature: 'ENGAGE', total: '55000000' }]);
    expect(await fautesDuLivre(s)).toEqual([]);
    // Nothing stands: another form, or another set, takes another number.
    expect(fait(await generer({ forme: 'MULTIPARTITE', ...COMPLEMENTS }))).toMatchObject({
      numero: 'E1-C-0002',
      ensembleId: null,
      financeur: null,
    });
  }, 60_000);

  it('deux formes générées ensemble : une seule gagne, et sans les deux gardes, les deux', async () => {
    const course = async (candidatureId: string | undefined) => {
      const demande = (forme: string) =>
        acte('gestionnaire', 'genererConvention', { candidatureId, forme, ...COMPLEMENTS });
      const recus = await Promise.allSettled([demande('MULTIPARTITE'), demande('BIPARTITES_COORDONNEES')]);
      const debouts = await lister('gestionnaire', candidatureId);
      const codes = recus.map((r) => (r.status === 'rejected' ? 'PANNE' : estRefus(r.value) ? r.value.code : 'FAITE'));
      return { codes: codes.sort(), formes: new Set(debouts.map((c) => c.ensembleId ?? 'une')).size };
    };
    await s.sql(`create function ralentir() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.25); return new; end $$`);
    await s.sql(`create trigger ralentie before insert on convention for each row execute function ralentir()`);
    expect(await course(jumeaux[0])).toEqual({ codes: ['DOUBLON', 'FAITE'], formes: 1 });
    await sansVerrous(async () => {
      // The base alone still keeps one of them out, less politely.
      expect(await course(jumeaux[1])).toEqual({ codes: ['FAITE', 'PANNE'], formes: 1 });
      await s.sql('drop trigger convention_une_forme on convention');
      expect(await course(jumeaux[2])).toEqual({ codes: ['FAITE', 'FAITE'], formes: 2 });
    });
  }, 60_000);
});
