import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { estRefus } from '../apps/outils/scenario-e1/client.js';
import { engager } from '../apps/outils/scenario-e1/etapes-convention.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import { verifierGrandLivre } from '@tdt/appels';
import { composerConvention } from '@tdt/conventions';
import { lireDonneesConvention, sceauConforme } from '@tdt/domaine';
import { controlerCachet } from '@tdt/socle';
import type { ClePersonne } from './monde-donnees.js';
import { CHAMPS, CLAUSE, CLAUSE_IMPRIMEE, COMPLEMENTS, REDACTIONS, rediger } from './outillage/convention-generee.js';
import type { Convention } from './outillage/convention-generee.js';
import { liassesRefusees, manquesDeLiasse, recevoirLiasse } from './outillage/liasses.js';
import { apresVote } from './outillage/e1.js';
import { cle, scellementDeTest, type Serveur } from './outillage/serveur.js';
import { casDeVerification, VERIFIER, verifierParLesCles, type Pieces } from './outillage/verification.js';

const sha256 = (octets: Buffer | string) => createHash('sha256').update(octets).digest('hex');

function accepte<T extends object>(recu: T): Exclude<T, { __typename: 'Refus' }> {
  if (estRefus(recu)) throw new Error(`${recu.code} ${recu.message}`);
  return recu as Exclude<T, { __typename: 'Refus' }>;
}

describe('Générer une convention', () => {
  let s: Serveur;
  let p: Partie;
  let projet: Convention;
  let dossier: string;
  let scelle: Buffer;

  const generer = (complements: object = {}, qui: ClePersonne = 'gestionnaire') =>
    p.client.tenter<Convention>(qui, 'genererConvention', CHAMPS, {
      demande: ['GenererConventionInput!', { candidatureId: p.candidatureId, ...complements }],
    });
  const relire = (id: string, qui: ClePersonne = 'gestionnaire') =>
    p.client.tenter<Convention>(qui, 'relireConvention', CHAMPS, { id: ['ID!', id] });
  const signer = (conventionId: string, cleDemande = cle(), qui: ClePersonne = 'gestionnaire2') =>
    p.client.tenter<Convention>(qui, 'mettreEnSignature', CHAMPS, {
      demande: ['MettreEnSignatureInput!', { cle: cleDemande, conventionId }],
    });
  const telecharger = async (qui: ClePersonne | null, adresse: string) => {
    const entetes = qui ? { authorization: `Bearer ${s.monde.jetons[qui]}` } : undefined;
    const reponse = await fetch(s.url + adresse, { headers: entetes });
    return { statut: reponse.status, entetes: reponse.headers, contenu: Buffer.from(await reponse.arrayBuffer()) };
  };
  const lister = (qui: ClePersonne, filtre = '') =>
    p.client.lire<{ conventions: { totalCount: number; edges: { node: { version: number; etat: string } }[] } }>(
      qui,
      `{ conventions(first: 10${filtre}) { totalCount edges { node { version etat } } } }`,
    );

  const manques = async (qui: ClePersonne) => {
    const { r } = await p.client.lire<{ r: { code?: string; manques?: { chemin: string }[] } }>(
      qui,
      `{ r: manquesConvention(candidatureId: "${p.candidatureId}") {
         ... on ManquesConvention { manques { chemin } } ... on Refus { code } } }`,
    );
    return r.manques?.map(({ chemin }) => chemin) ?? r.code;
  };

  beforeAll(async () => {
    dossier = await mkdtemp(path.join(tmpdir(), 'tdt-cachet-'));
    ({ s, p } = await apresVote('convention', {
      ...scellementDeTest(),
      CACHET: 'local',
      CACHET_DOSSIER: dossier,
      ADRESSE_PUBLIQUE: 'https://tour-de-table.exemple.fr',
    }));
  }, 90_000);
  afterAll(async () => {
    await s?.fermer();
    await rm(dossier, { recursive: true, force: true });
  });

  it('refuse tant qu’une part n’est pas engagée, en nommant chacune (R24)', async () => {
    const refus = await generer(COMPLEMENTS);
    if (!estRefus(refus)) throw new Error('accepté');
    expect(refus.code).toBe('ETAT_INVALIDE');
    expect(refus.details.map((d) => d.chemin)).toEqual([0, 1, 2, 3].map((i) => `parts[${i}].etat`));
    expect(await manques('gestionnaire')).toEqual(refus.details.map((d) => d.chemin));
    // The same, for all the files of the session; whoever could not make the conventions learns nothing of it.
    expect(await manquesDeLiasse(s, 'gestionnaire', p.seanceId)).toBe(4);
    expect((await recevoirLiasse(s, 'hubBretagne', p.seanceId)).statut).toBe(404);
  });

  it('annonce à la gestion chaque étape de la convention, l’une après l’autre', async () => {
    const attendues = async (qui: ClePersonne) => {
      const lu = await p.client.lire<{ mesActions: { type: string }[] }>(qui, '{ mesActions { type } }');
      return lu.mesActions.map((a) => a.type).filter((type) => type.endsWith('_CONVENTION'));
    };
    expect(await attendues('gestionnaire')).toEqual([]);
    await engager(p);
    expect(await attendues('gestionnaire')).toEqual(['GENERER_CONVENTION']);
    expect(await attendues('hubBretagne')).toEqual([]);
  }, 60_000);

  it('refuse en listant chaque mention qui manque, quoi et où (R27, R33)', async () => {
    const refus = await generer();
    if (!estRefus(refus)) throw new Error('accepté');
    expect(refus.code).toBe('INCOMPLET');
    expect(refus.details.map((d) => d.chemin)).toEqual(['clauses.excedent', 'beneficiaire.acteHabilitant']);
    expect(refus.details[1]?.message).toContain('L’acte qui habilite le signataire de Hub Bretagne manque');
    expect(await manques('gestionnaire')).toEqual(refus.details.map((d) => d.chemin));
    expect(await manques('hubBretagne')).toBe('INTERDIT');
    expect(await manques('hubNormandie')).toBe('INTROUVABLE');
    expect(await s.sql('select 1 from convention')).toEqual([]);
    expect(await s.sql('select 1 from numerotation_convention')).toEqual([]);
  });

  it.each<[ClePersonne, string]>([
    ['president', 'INTERDIT'],
    ['hubBretagne', 'INTERDIT'],
    ['instructrice', 'INTERDIT'],
  ])('refuse à %s de générer la convention : %s', async (qui, code) => {
    expect(await generer(COMPLEMENTS, qui)).toMatchObject({ code });
  });

  it('génère un projet numéroté, au total des parts, dont l’empreinte est celle des données', async () => {
    await p.cal.aller('convention');
    projet = accepte(await generer(COMPLEMENTS)) as Convention;
    expect(projet).toMatchObject({ numero: 'E1-C-0001', version: 1, etat: 'PROJET', total: '55000000' });
    expect(projet).toMatchObject({ figeeLe: null, pdfEmpreinte: null, sceau: null, scelleEmpreinte: null });
    expect(sha256(projet.donnees)).toBe(projet.empreinte);
    const { entete, plan } = lireDonneesConvention(projet.donnees);
    expect(entete).toMatchObject({ numero: 'E1-C-0001', projet: true, exercices: [2021, 2022, 2023] });
    expect(plan.lignes.map((l) => l.montant)).toEqual([35_000_000n, 12_000_000n, 6_000_000n, 2_000_000n]);
  });

  it('donne le PDF du projet aux parties, en pièce jointe, et à personne d’autre', async () => {
    for (const qui of ['hubBretagne', 'regionBretagne', 'gestionnaire'] as const) {
      const { statut, entetes, contenu } = await telecharger(qui, projet.adresse);
      expect({ qui, statut }).toEqual({ qui, statut: 200 });
      expect(entetes.get('content-type')).toBe('application/pdf');
      expect(entetes.get('content-disposition')).toBe('attachment; filename="projet-convention-e1-c-0001-v1.pdf"');
      expect(contenu.subarray(0, 5).toString()).toBe('%PDF-');
    }
    for (const qui of ['fdj', 'regionNormandie', 'hubNormandie', 'instructrice', null] as const) {
      const { statut, contenu } = await telecharger(qui, projet.adresse);
      expect({ qui, statut }).toEqual({ qui, statut: 404 });
      expect(contenu.toString()).toContain('INTROUVABLE');
    }
    expect((await telecharger('gestionnaire', '/documents/conventions/rien.pdf')).statut).toBe(404);
  }, 30_000);

  it('livre en un ZIP les conventions de la séance, les mêmes octets qu’une à une, à qui peut les lire', async () => {
    const { noms, contenu } = await recevoirLiasse(s, 'hubBretagne', p.seanceId);
    expect(noms).toEqual(['projet-convention-e1-c-0001-v1.pdf']);
    expect(contenu.includes((await telecharger('gestionnaire', projet.adresse)).contenu)).toBe(true);
    expect(await liassesRefusees(s, [p.seanceId, cle(), 'rien'])).toEqual([404]);
  }, 30_000);

  it.each(REDACTIONS)(
    'ce qui lui est propre est rédigé par la gestion seule : %s',
    async (_cas, qui, redigees, reponse) => {
      expect(await rediger(p, redigees, qui)).toMatchObject(reponse);
    },
  );

  it('regénérée, remplace le projet par une version 2 du même numéro ; ce qui était décidé est repris', async () => {
    const reprise = accepte(await generer({ tribunal: 'tribunal administratif de Rennes' })) as Convention;
    expect(reprise).toMatchObject({ numero: 'E1-C-0001', version: 2, etat: 'PROJET' });
    const { beneficiaire, clauses, partiesLibres } = lireDonneesConvention(reprise.donnees);
    expect(partiesLibres).toEqual({ objet: [], clauses: [CLAUSE_IMPRIMEE] });
    expect(beneficiaire.acteHabilitant).toEqual(COMPLEMENTS.acteBeneficiaire);
    expect(clauses).toMatchObject({ excedent: { pourcentBp: 500 }, tribunal: 'tribunal administratif de Rennes' });
    expect((await lister('gestionnaire')).conventions.edges.map((e) => e.node)).toEqual([
      { version: 2, etat: 'PROJET' },
      { version: 1, etat: 'CADUQUE' },
    ]);
    projet = reprise;
    expect(await manques('gestionnaire')).toEqual([]);
  });

  it('ne montre et ne compte une convention qu’à ses parties', async () => {
    expect((await lister('fondationAfnic', ', filtre: { etat: PROJET }')).conventions.totalCount).toBe(1);
    expect((await lister('hubBretagne')).conventions.totalCount).toBe(2);
    expect((await lister('fdj')).conventions.totalCount).toBe(0);
    expect((await lister('hubNormandie')).conventions.totalCount).toBe(0);
    const lu = await p.client.lire<{ candidature: { conventions: { totalCount: number } } }>(
      'fdj',
      'query ($id: ID!) { candidature(id: $id) { conventions { totalCount } } }',
      { id: p.candidatureId },
    );
    expect(lu.candidature.conventions.totalCount).toBe(0);
  });

  it('ne met en signature qu’une convention relue, dont le dossier n’a pas bougé', async () => {
    expect(await signer(projet.id)).toMatchObject({ code: 'ETAT_INVALIDE' });
    expect(await relire(projet.id, 'hubBretagne')).toMatchObject({ code: 'INTERDIT' });
    for (const id of ['pas-un-identifiant', cle()]) {
      expect(await relire(id)).toMatchObject({ code: 'INTROUVABLE', chemin: 'id' });
    }
    expect(accepte(await relire(projet.id))).toMatchObject({ etat: 'RELUE' });
    const propres =
      "update ligne_plan set montant = montant + $2 where candidature_id = $1 and type = 'RESSOURCES_PROPRES'";
    await s.sql(propres, [p.candidatureId, 1]);
    expect(await signer(projet.id)).toMatchObject({ code: 'PLAN_DESEQUILIBRE' });
    await s.sql(propres, [p.candidatureId, -1]);
    await s.sql("update part set etat = 'VOTEE' where id = $1", [p.parts.get('bdt')]);
    expect(await signer(projet.id)).toMatchObject({ code: 'ETAT_INVALIDE' });
    await s.sql("update part set etat = 'ENGAGEE' where id = $1", [p.parts.get('bdt')]);
    const siege = 'update organisme set adresse = $2 where id = $1';
    await s.sql(siege, [s.monde.organismes.hubBretagne, '11 rue de l’Exemple, 35000 Rennes']);
    expect(await signer(projet.id)).toMatchObject({ code: 'CONFLIT_VERSION' });
    await s.sql(siege, [s.monde.organismes.hubBretagne, '10 rue de l’Exemple, 35000 Rennes']);
    expect(await rediger(p, { version: 2 })).toMatchObject({ version: 3 });
    expect(await signer(projet.id)).toMatchObject({ code: 'CONFLIT_VERSION' });
    expect(await rediger(p, { version: 3, clauses: [CLAUSE] })).toMatchObject({ version: 4 });
    expect(await s.sql("select 1 from ecriture where type = 'CONVENTIONNER'")).toEqual([]);
  }, 60_000);

  it('fige données, octets et empreintes en un seul lot du grand livre, quel que soit le nombre d’envois (I11)', async () => {
    const seul = await signer(projet.id, cle(), 'gestionnaire');
    if (!estRefus(seul)) throw new Error('accepté');
    expect(seul.code).toBe('QUATRE_YEUX');
    expect(seul.message).toContain('un autre gestionnaire doit la mettre en signature');
    const meme = cle();
    const recus = await Promise.all(Array.from({ length: 5 }, () => signer(projet.id, meme)));
    const figees = recus.map((r) => accepte(r) as Convention);
    expect(new Set(figees.map((f) => f.pdfEmpreinte)).size).toBe(1);
    const [figee] = figees as [Convention];
    expect(figee).toMatchObject({ etat: 'EN_SIGNATURE', figeeLe: '2021-11-15T09:00:00.000Z' });
    const donnees = lireDonneesConvention(figee.donnees);
    expect(donnees.entete.projet).toBe(false);
    expect(sha256(figee.donnees)).toBe(figee.empreinte);
    const lots = await s.sql("select distinct lot_id from ecriture where type = 'CONVENTIONNER'");
    expect(lots).toEqual([{ lot_id: meme }]);
    const [{ somme }] = (await s.sql(
      "select sum(montant)::text as somme from ecriture where type = 'CONVENTIONNER'",
    )) as [{ somme: string }];
    expect(somme).toBe(figee.total);
    projet = figee;
  }, 30_000);

  it('sert les octets figés sous leur cachet ; les mêmes données redonnent les mêmes octets', async () => {
    const { contenu, entetes } = await telecharger('regionBretagne', projet.adresse);
    expect(sha256(contenu)).toBe(projet.scelleEmpreinte);
    expect(controlerCachet(contenu)).toMatchObject({ etat: 'INTACT', niveau: projet.cachetNiveau });
    expect(entetes.get('content-disposition')).toBe('attachment; filename="convention-e1-c-0001-v2.pdf"');
    const redonne = await composerConvention(lireDonneesConvention(projet.donnees), {
      projet: false,
      empreinte: projet.empreinte,
      sceau: projet.sceau,
      emisLe: new Date(projet.figeeLe ?? ''),
    });
    expect(sha256(redonne)).toBe(projet.pdfEmpreinte);
    expect(contenu.subarray(0, redonne.length).equals(redonne)).toBe(true);
    scelle = contenu;
  }, 30_000);

  it('porte un sceau que chacun vérifie par les clés publiques, et qui dit ce que disent les données', async () => {
    expect(projet.sceau).toMatch(/^https:\/\/tour-de-table\.exemple\.fr\/verifier#/);
    const { authentique, contenu, cachets } = await verifierParLesCles(s.url, projet.sceau ?? '');
    expect(authentique).toBe(true);
    expect(sceauConforme(contenu, lireDonneesConvention(projet.donnees), projet.empreinte)).toBe(true);
    expect(contenu).toMatchObject({ numero: projet.numero, total: 55_000_000n });
    const constat = controlerCachet(scelle);
    expect(cachets).toEqual([constat.etat === 'INTACT' ? constat.certificat : '']);
  });

  it('se vérifie par tous, par son numéro, son sceau et son fichier ; rien d’autre n’en est dit', async () => {
    const verifier = async (pieces: Pieces) =>
      (await s.gql<{ r: { verdict: string } }>(null, VERIFIER, pieces)).r.verdict;
    const cas = casDeVerification(projet);
    for (const [pieces, verdict] of cas)
      expect({ pieces, verdict: await verifier(pieces) }).toEqual({ pieces, verdict });
    const etats = { SIGNEE: 'EN_VIGUEUR', RESILIEE: 'RESILIEE', REMPLACEE: 'REMPLACEE', CADUQUE: 'CADUQUE' };
    for (const [etat, verdict] of Object.entries(etats)) {
      await s.sql('update convention set etat = $2, signee_le = figee_le where id = $1', [projet.id, etat]);
      expect({ etat, verdict: await verifier({ s: projet.sceau }) }).toEqual({ etat, verdict });
    }
    await s.sql("update convention set etat = 'EN_SIGNATURE', signee_le = null where id = $1", [projet.id]);
    await expect(verifier({ e: '00' })).rejects.toThrow('64 chiffres');
  });

  it('publie le résultat proclamé : le projet, ses financeurs publics et leurs montants, jamais le mécénat', async () => {
    const requete = `query ($id: ID!) { resultatsAppel(appelId: $id) { id titre porteur proclameLe
      financements { financeur montant } } }`;
    const lu = await s.gql<{ resultatsAppel: object[] }>(null, requete, { id: p.appelId });
    expect(lu.resultatsAppel).toEqual([
      {
        id: p.candidatureId,
        titre: expect.stringContaining('Hub Bretagne'),
        porteur: 'Hub Bretagne',
        proclameLe: expect.stringMatching(/^2021-/),
        financements: [
          { financeur: 'Banque des Territoires (Caisse des Dépôts)', montant: '35000000' },
          { financeur: 'Région Bretagne', montant: '12000000' },
          { financeur: 'Rennes Métropole', montant: '6000000' },
        ],
      },
    ]);
    const absent = await s.gql<{ resultatsAppel: object[] }>(null, requete, { id: p.candidatureId });
    expect(absent.resultatsAppel).toEqual([]);
  });

  it('ne laisse plus rien changer : ni la base, ni une nouvelle génération, ni une autre clé', async () => {
    await expect(s.sql("update convention set donnees = '{}' where id = $1", [projet.id])).rejects.toThrow('figée');
    expect(await generer(COMPLEMENTS)).toMatchObject({ code: 'ETAT_INVALIDE' });
    expect(await rediger(p, { version: 4 })).toMatchObject({ code: 'ETAT_INVALIDE' });
    expect(await signer(projet.id)).toMatchObject({ code: 'ETAT_INVALIDE' });
    const lu = await p.client.lire<{ candidature: { etat: string; parts: { etat: string }[] } }>(
      'gestionnaire',
      'query ($id: ID!) { candidature(id: $id) { etat parts { etat } } }',
      { id: p.candidatureId },
    );
    expect(lu.candidature.etat).toBe('CONVENTIONNE');
    expect(lu.candidature.parts.map((x) => x.etat)).toEqual(Array(4).fill('CONVENTIONNEE'));
  });

  it('laisse un grand livre dont les seize invariants tiennent', async () => {
    const constats = await verifierGrandLivre((requete) => s.sql(requete));
    expect(constats.filter((c) => c.lignes.length > 0)).toEqual([]);
  });
});
