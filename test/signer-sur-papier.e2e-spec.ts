import { calendrierDe2021 } from '../apps/outils/scenario-e1/calendrier.js';
import { Client, estRefus } from '../apps/outils/scenario-e1/client.js';
import { jouerE1 } from '../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie, type Partie } from '../apps/outils/scenario-e1/partie.js';
import { RelancesService } from '@tdt/conventions';
import { codeNumerisation, ecrireRepere } from '@tdt/domaine';
import { compterPages, controlerPdf, outilsPdfManquants } from '@tdt/documents';
import { Sceaux } from '@tdt/socle';
import { joindre } from './monde-candidatures.js';
import type { CleOrganisme, ClePersonne } from './monde-donnees.js';
import { Courrier } from './outillage/courrier.js';
import { demanderAdresse, telecharger } from './outillage/pieces.js';
import { cle } from './outillage/serveur.js';

interface Convention {
  id: string;
  etat: string;
  relanceeLe: string | null;
}

interface Signature {
  id: string;
  etat: string;
  mode: string | null;
  nom: string | null;
  signeeLe: string | null;
  faiteLe: string | null;
  numerisationEmpreinte: string | null;
  pieceId: string | null;
  pieceNom: string | null;
  pieceAnalyse: string | null;
  organisme: { id: string };
}

const SIGNATAIRE = {
  nom: 'Camille Exemple',
  qualite: 'Présidente',
  acte: { type: 'DELIBERATION', numero: '21-118', date: '2021-11-10' },
};
const AUTRE_PAGE = ecrireRepere({
  numero: 'PAPIER-C-0001',
  version: 2,
  empreinte: 'ab'.repeat(32),
  page: 1,
  pages: 18,
});
const ADRESSE = ({ conventionId }: Partie) => `/documents/conventions/${conventionId}/papier.pdf`;
const SUJET = 'Relance : convention à signer n° PAPIER-C-0001';

describe('Attendre des signatures : relancer, et signer sur papier', () => {
  let c: Courrier;
  let p: Partie;

  const relancer = (qui: ClePersonne) =>
    p.client.tenter<Convention>(qui, 'relancerSignataires', 'Convention { id etat relanceeLe }', {
      id: ['ID!', p.conventionId],
      cle: ['ID!', cle()],
    });
  const relancerEchues = () => c.s.app.get(RelancesService).relancerEchues();
  const sujets = async () => (await c.passer()).map((r) => r.subject).filter((s) => s?.startsWith('Relance'));

  const signer = async (qui: ClePersonne) => {
    const [lue] = await c.s.sql<{ empreinte: string }>(
      `select encode(coalesce(scelle_empreinte, pdf_empreinte), 'hex') as empreinte from convention where id = $1`,
      [p.conventionId],
    );
    const demande = { cle: cle(), conventionId: p.conventionId, ...lue, ...SIGNATAIRE };
    await p.client.faire(qui, 'signerConvention', 'Convention { id }', {
      demande: ['SignerConventionInput!', demande],
    });
  };
  const signatureDe = async (organisme: CleOrganisme) => {
    const requete = `query ($id: ID!) { convention(id: $id) { signaturesDesParties {
      id etat mode nom signeeLe faiteLe numerisationEmpreinte pieceId pieceNom pieceAnalyse organisme { id } } } }`;
    const { convention } = await p.client.lire<{ convention: { signaturesDesParties: Signature[] } }>(
      'gestionnaire',
      requete,
      { id: p.conventionId },
    );
    return convention.signaturesDesParties.find((x) => x.organisme.id === c.s.monde.organismes[organisme]);
  };
  const codeDe = async (organisme: CleOrganisme) => codeNumerisation((await signatureDe(organisme))?.id ?? '');
  const enregistrer = async (
    qui: ClePersonne,
    organisme: CleOrganisme = 'fondationAfnic',
    changements: object = {},
  ) => {
    const partie = { organismeId: c.s.monde.organismes[organisme], pieceId: (await signatureDe(organisme))?.pieceId };
    const demande = {
      cle: cle(),
      conventionId: p.conventionId,
      ...SIGNATAIRE,
      ...partie,
      signeeLe: '2021-12-10',
      reperes: [],
      pagesVerifiees: true,
    };
    return p.client.tenter<Convention>(qui, 'enregistrerSignatureManuscrite', 'Convention { id etat }', {
      demande: ['EnregistrerSignatureManuscriteInput!', { ...demande, ...changements }],
    });
  };

  beforeAll(async () => {
    c = await Courrier.ouvrir('papier');
    await c.s.app.get(Sceaux).passer();
    const cal = calendrierDe2021((instant) => c.s.reglerHorloge(instant));
    p = nouvellePartie(new Client(c.s.url, c.s.monde), cal, 'PAPIER', () => undefined);
    await jouerE1(p);
    await c.passer();
  }, 90_000);
  afterAll(() => c?.fermer());

  it('la gestion relance qui n’a pas signé : un courriel dit depuis quand, et mène à la page où signer', async () => {
    await c.s.reglerHorloge('2021-11-16T10:00:00Z');
    await c.passer();
    expect(await relancer('hubBretagne')).toMatchObject({ code: 'INTERDIT' });
    expect(await relancer('regionBretagne')).toMatchObject({ code: 'INTERDIT' });
    await c.s.reglerHorloge('2021-11-17T10:00:00Z');
    // The director of the beneficiary signs, so that only the others are reminded.
    await signer('hubBretagne');
    await c.passer();
    expect(await relancer('gestionnaire')).toMatchObject({ relanceeLe: '2021-11-17T10:00:00.000Z' });
    const [recu] = await c.partis({
      [SUJET]: [
        'president',
        'bdtVotante',
        'gestionnaire',
        'gestionnaire2',
        'regionBretagne',
        'regionBretagneSuppleant',
        'rennesMetropoleSignataire',
        'fondationAfnic',
        'fondationAfnicSignataire',
      ],
    });
    expect(recu?.text).toContain('attend la signature de votre organisme depuis le 15 novembre 2021');
    expect(recu?.text).toContain(`/conventions/${p.conventionId}`);
    const lignes = await c.s.sql<{ donnees: { parties: string[]; depuis: string } }>(
      `select donnees from journal where action = 'relancerSignataires' and resultat = 'ACCEPTE' and acteur_id is not null`,
    );
    expect(lignes.map(({ donnees }) => [donnees.parties.length, donnees.depuis])).toEqual([
      [4, '2021-11-15T09:00:00.000Z'],
    ]);
  }, 30_000);

  it('une fois par jour, même demandée deux fois ensemble', async () => {
    const refus = await relancer('gestionnaire2');
    expect(refus).toMatchObject({ code: 'LIMITE_DEPASSEE' });
    expect(estRefus(refus) && refus.message).toContain('17 novembre 2021');
    await c.s.reglerHorloge('2021-11-18T10:00:00Z');
    const ensemble = await Promise.all([relancer('gestionnaire'), relancer('gestionnaire2')]);
    expect(ensemble.filter(estRefus).map((r) => r.code)).toEqual(['LIMITE_DEPASSEE']);
    expect(await sujets()).toEqual(Array(9).fill(SUJET));
  });

  it('la plateforme relance d’elle-même chaque semaine, trois fois, une seule fois pour deux instances', async () => {
    const partis: number[] = [];
    for (const jour of ['2021-11-22', '2021-11-29', '2021-12-06', '2021-12-13']) {
      await c.s.reglerHorloge(`${jour}T08:59:00Z`);
      expect(await relancerEchues()).toBe(0);
      await c.s.reglerHorloge(`${jour}T09:00:01Z`);
      const ensemble = await Promise.all([relancerEchues(), relancerEchues()]);
      partis.push(ensemble[0] + ensemble[1]);
    }
    expect(partis).toEqual([1, 1, 1, 0]);
    expect(await sujets()).toEqual(Array(27).fill(SUJET));
    expect(
      await c.s.sql(`select 1 from journal where action = 'relancerSignataires' and acteur_id is null`),
    ).toHaveLength(3);
  });

  it('imprime le document figé, un repère sur chacune de ses pages, pour qui lit la convention', async () => {
    const recus = await Promise.all(
      (['fondationAfnic', 'hubNormandie', null] as const).map((qui) => demanderAdresse(c.s, qui, ADRESSE(p))),
    );
    expect(recus.map((r) => r.status)).toEqual([200, 404, 404]);
    const papier = Buffer.from((await recus[0]?.arrayBuffer()) ?? new ArrayBuffer());
    const [fige] = await c.s.sql<{ pdf: Buffer }>('select pdf from convention where id = $1', [p.conventionId]);
    expect(papier.subarray(0, fige?.pdf.length).equals(fige?.pdf ?? Buffer.of())).toBe(true);
    expect(compterPages(fige?.pdf ?? Buffer.of())).toBeGreaterThan(10);
    if (outilsPdfManquants().length === 0)
      expect(controlerPdf(papier)).toContain('No syntax or stream encoding errors');
  });

  it('reçoit la numérisation d’une partie par le chemin de toute pièce, d’elle ou de la gestion, de personne d’autre', async () => {
    const code = await codeDe('fondationAfnic');
    const joindreScan = (qui: ClePersonne, quoi = code, contenu?: Uint8Array) =>
      joindre(c.s, qui, p.candidatureId, quoi, contenu, 'signature.pdf').then((r) => r.statut);
    expect(await joindreScan('hubNormandie')).toBe(404);
    expect(await joindreScan('regionBretagne')).toBe(403);
    expect(await joindreScan('gestionnaire', codeNumerisation(cle()))).toBe(404);
    // Already signed, and what is no PDF.
    expect(await joindreScan('gestionnaire', await codeDe('hubBretagne'))).toBe(422);
    expect(await joindreScan('fondationAfnic', code, Buffer.from('MZ\0'))).toBe(422);
    expect(await joindreScan('fondationAfnic')).toBe(201);
    expect(await joindreScan('fondationAfnic')).toBe(201);
    const lue = await signatureDe('fondationAfnic');
    expect(lue).toMatchObject({
      etat: 'ATTENDUE',
      mode: null,
      pieceNom: 'signature.pdf',
      pieceAnalyse: 'NON_ANALYSEE',
    });
    for (const [qui, statut] of [
      ['hubBretagne', 200],
      ['instructrice', 404],
      ['hubNormandie', 404],
    ] as const)
      expect([qui, await telecharger(c.s, qui, lue?.pieceId ?? '')]).toEqual([qui, statut]);
  });

  it.each<[string, ClePersonne, object, string, string | null]>([
    ['une partie', 'fondationAfnic', {}, 'INTERDIT', null],
    ['une autre pièce', 'gestionnaire', { pieceId: cle() }, 'ENTREE_INVALIDE', 'pieceId'],
    ['une date à venir', 'gestionnaire', { signeeLe: '2021-12-14' }, 'ENTREE_INVALIDE', 'signeeLe'],
    ['une date d’avant', 'gestionnaire', { signeeLe: '2021-11-14' }, 'ENTREE_INVALIDE', 'signeeLe'],
    ['des pages non reconnues', 'gestionnaire', { pagesVerifiees: false }, 'INCOMPLET', 'pagesVerifiees'],
    ['la page d’une autre', 'gestionnaire', { reperes: [AUTRE_PAGE] }, 'CONFLIT_VERSION', 'pieceId'],
    ['qui n’est pas partie', 'gestionnaire', { organismeId: cle() }, 'ENTREE_INVALIDE', 'organismeId'],
  ])('n’enregistre pas %s', async (_cas, qui, changements, code, chemin) => {
    expect(await enregistrer(qui, 'fondationAfnic', changements)).toMatchObject({ code, chemin });
    expect(await signatureDe('fondationAfnic')).toMatchObject({ etat: 'ATTENDUE' });
  });

  it('ni ce que l’antivirus n’a pas déclaré sain, ni ce que la même personne a déposé', async () => {
    const analyser = (etat: string) => c.s.sql('update piece set etat_analyse = $2 where code = $1', [codeScan, etat]);
    const codeScan = await codeDe('fondationAfnic');
    await analyser('EN_QUARANTAINE');
    expect(await enregistrer('gestionnaire')).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'pieceId' });
    await analyser('NON_ANALYSEE');
    await joindre(c.s, 'gestionnaire', p.candidatureId, codeScan, undefined, 'recue-par-la-poste.pdf');
    expect(await enregistrer('gestionnaire')).toMatchObject({ code: 'QUATRE_YEUX' });
  });

  it('l’enregistre une fois, avec la même suite qu’une signature électronique, et ne la reprend plus', async () => {
    const ensemble = await Promise.all([enregistrer('gestionnaire2'), enregistrer('gestionnaire2')]);
    expect(ensemble.filter(estRefus).map((r) => r.code)).toEqual(['ETAT_INVALIDE']);
    const lue = await signatureDe('fondationAfnic');
    expect(lue).toMatchObject({
      etat: 'DONNEE',
      mode: 'MANUSCRITE',
      nom: 'Camille Exemple',
      signeeLe: '2021-12-10',
      faiteLe: '2021-12-13T09:00:01.000Z',
    });
    const [piece] = await c.s.sql<{ empreinte: string }>(
      `select encode(empreinte, 'hex') as empreinte from piece where id = $1`,
      [lue?.pieceId],
    );
    expect(lue?.numerisationEmpreinte).toBe(piece?.empreinte);
    const [ligne] = await c.s.sql<{ donnees: object }>(
      `select donnees from journal where action = 'enregistrerSignatureManuscrite' and resultat = 'ACCEPTE'`,
    );
    expect(ligne?.donnees).toMatchObject({
      partie: c.s.monde.organismes.fondationAfnic,
      numerisation: piece?.empreinte,
      pagesVerifiees: true,
      etat: 'PARTIELLEMENT_SIGNEE',
    });
    const remplacee = await joindre(c.s, 'gestionnaire', p.candidatureId, await codeDe('fondationAfnic'));
    expect(remplacee.statut).toBe(422);
    await expect(c.s.sql("update signature set nom = 'Autre' where mode = 'MANUSCRITE'")).rejects.toThrow(
      'ne change plus',
    );
  });

  it('la dernière signature, sur papier, fait la convention signée, et l’annonce à tous', async () => {
    await signer('gestionnaire');
    await signer('regionBretagne');
    await joindre(c.s, 'rennesMetropoleSignataire', p.candidatureId, await codeDe('rennesMetropole'));
    await c.passer();
    expect(await enregistrer('gestionnaire', 'rennesMetropole')).toMatchObject({ etat: 'SIGNEE' });
    const recus = await c.passer();
    expect(new Set(recus.map((r) => r.subject))).toEqual(new Set(['Convention signée : n° PAPIER-C-0001']));
    expect((await demanderAdresse(c.s, 'gestionnaire', ADRESSE(p))).status).toBe(404);
    const verifier = async (presente: Record<string, unknown>) => {
      const requete = `query ($numero: String, $empreinte: String) { verifierConvention(numero: $numero, empreinte: $empreinte) {
        verdict signaturesManuscrites { partie recueLe } } }`;
      return (await c.s.gql<{ verifierConvention: object }>(null, requete, presente)).verifierConvention;
    };
    const [figee] = await c.s.sql<{ empreinte: string }>(
      `select encode(coalesce(scelle_empreinte, pdf_empreinte), 'hex') as empreinte from convention where id = $1`,
      [p.conventionId],
    );
    expect(await verifier({ ...figee })).toEqual({
      verdict: 'EN_VIGUEUR',
      signaturesManuscrites: [
        { partie: 'Rennes Métropole', recueLe: '2021-12-13T09:00:01.000Z' },
        { partie: 'Fondation AFNIC', recueLe: '2021-12-13T09:00:01.000Z' },
      ],
    });
    expect(await verifier({ numero: 'PAPIER-C-0001' })).toEqual({ verdict: 'EN_VIGUEUR', signaturesManuscrites: [] });
  });
});
