import { createHash } from 'node:crypto';
import { engager } from '../apps/outils/scenario-e1/etapes-convention.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import { controlerFichier } from '../apps/outils/controle-convention/controler.js';
import { lireDonneesConvention } from '@tdt/domaine';
import { imagesPdf, textePdf } from '@tdt/documents';
import { jpeg, png } from '../libs/candidatures/essais/fabrique-image.js';
import { pdfUnePage } from '../libs/candidatures/essais/fabrique-pdf.js';
import { LOGO_JPEG, logoDuRang } from '../libs/conventions/essais/logos.js';
import type { ClePersonne } from './monde-donnees.js';
import { CHAMPS, COMPLEMENTS, rediger, type Convention } from './outillage/convention-generee.js';
import { changerLogo } from './outillage/logos.js';
import { SAIT_NUMERISER } from './outillage/numerisation.js';
import { apresVote } from './outillage/e1.js';
import { cle, scellementDeTest, type Serveur } from './outillage/serveur.js';

const sha256 = (octets: Buffer) => createHash('sha256').update(octets).digest('hex');
const INCONNU = '00000000-0000-7000-8000-000000000000';

describe('Les logos des parties', () => {
  let s: Serveur;
  let p: Partie;
  let figee: Convention;
  let scelle: Buffer;

  const changer = (qui: ClePersonne | null, organisme: string, image: Buffer | null = logoDuRang(0)) =>
    changerLogo(s, qui, organisme, image);
  const lire = async (qui: ClePersonne | null, adresse: string) => {
    const headers = qui ? { authorization: `Bearer ${s.monde.jetons[qui]}` } : undefined;
    const reponse = await fetch(s.url + adresse, { headers });
    return { statut: reponse.status, entetes: reponse.headers, contenu: Buffer.from(await reponse.arrayBuffer()) };
  };
  const logoDe = async (organisme: keyof typeof s.monde.organismes) => {
    const requete = 'query ($id: ID!) { organisme(id: $id) { logo } }';
    const lu = await s.gql<{ organisme: { logo: string | null } }>(null, requete, {
      id: s.monde.organismes[organisme],
    });
    return lu.organisme.logo;
  };
  const generer = () =>
    p.client.faire<Convention>('gestionnaire', 'genererConvention', CHAMPS, {
      demande: ['GenererConventionInput!', { candidatureId: p.candidatureId, ...COMPLEMENTS }],
    });
  const noms = ({ donnees }: Convention) => lireDonneesConvention(donnees).logos?.map((l) => l.denomination);
  const mettreEnSignature = async (convention: Convention) => {
    await p.client.tenter('gestionnaire', 'relireConvention', CHAMPS, { id: ['ID!', convention.id] });
    return p.client.tenter<Convention>('gestionnaire2', 'mettreEnSignature', CHAMPS, {
      demande: ['MettreEnSignatureInput!', { cle: cle(), conventionId: convention.id }],
    });
  };

  beforeAll(async () => {
    ({ s, p } = await apresVote('logos', {
      ...scellementDeTest(),
      ADRESSE_PUBLIQUE: 'https://tour-de-table.exemple.fr',
    }));
    await engager(p);
    await p.cal.aller('convention');
  }, 90_000);
  afterAll(() => s?.fermer());

  it.each<[ClePersonne | null, string, number, string | undefined]>([
    ['hubBretagne', 'hubBretagne', 200, undefined],
    ['regionBretagne', 'regionBretagne', 200, undefined],
    ['gestionnaire', 'fondationAfnic', 200, undefined],
    ['admin', 'bdt', 200, undefined],
    // He acts for the region, and does not manage its users.
    ['regionBretagneSuppleant', 'regionBretagne', 403, 'INTERDIT'],
    ['hubNormandie', 'hubBretagne', 403, 'INTERDIT'],
    ['regionBretagne', 'hubBretagne', 403, 'INTERDIT'],
    ['instructrice', 'hubBretagne', 403, 'INTERDIT'],
    [null, 'hubBretagne', 401, 'NON_AUTHENTIFIE'],
    ['gestionnaire', INCONNU, 404, 'INTROUVABLE'],
    ['gestionnaire', 'rien', 404, 'INTROUVABLE'],
  ])('%s donne un logo à %s, puis le retire : %i %s', async (qui, organisme, statut, code) => {
    expect(await changer(qui, organisme)).toMatchObject({ statut, code });
    expect(await changer(qui, organisme, null)).toMatchObject({ statut: statut === 200 ? 204 : statut, code });
  });

  it.each<[string, () => Buffer, number, string, string]>([
    ['un PDF', pdfUnePage, 422, 'ENTREE_INVALIDE', 'Un logo est une image PNG ou JPEG.'],
    ['un texte', () => Buffer.from('<svg/>'), 422, 'ENTREE_INVALIDE', 'Un logo est une image PNG ou JPEG.'],
    ['un PNG coupé', () => logoDuRang(0).subarray(0, -20), 422, 'ENTREE_INVALIDE', 'abîmée ou incomplète'],
    ['un PNG entrelacé', () => png({ largeur: 64, hauteur: 64, entrelace: true }), 422, 'ENTREE_INVALIDE', 'entrelacé'],
    [
      'un JPEG à quatre encres',
      () => jpeg({ largeur: 64, hauteur: 64, composantes: 4 }),
      422,
      'ENTREE_INVALIDE',
      'CMJN',
    ],
    ['trop petit', () => png({ largeur: 20, hauteur: 64 }), 422, 'ENTREE_INVALIDE', '20 × 64 pixels'],
    ['trop grand', () => png({ largeur: 2_000, hauteur: 600 }), 422, 'ENTREE_INVALIDE', '2000 × 600 pixels'],
    ['trop lourd', () => Buffer.alloc(500_001), 413, 'LIMITE_DEPASSEE', '500 ko au plus'],
    ['bien trop lourd', () => Buffer.alloc(6_000_000), 413, 'LIMITE_DEPASSEE', 'trop volumineuse'],
    [
      'ce qui en cache un autre',
      () => Buffer.concat([logoDuRang(0), Buffer.from('PK\x03\x04')]),
      422,
      'ENTREE_INVALIDE',
      'en cache un autre',
    ],
  ])('refuse, en disant pourquoi : %s', async (_cas, image, statut, code, message) => {
    const refus = await changer('hubBretagne', 'hubBretagne', image());
    expect(refus).toMatchObject({ statut, code, message: expect.stringContaining(message) });
    expect(await logoDe('hubBretagne')).toBeNull();
  });

  it('le montre à qui est connecté, sous son empreinte ; le journal garde l’empreinte seule, et une fois', async () => {
    const lignes = async () =>
      (
        await s.sql<{ donnees: object }>(
          `select donnees from journal where action = 'changerLogo' order by fait_le, chaine, rang`,
        )
      ).map((l) => l.donnees);
    const avant = (await lignes()).length;
    const { empreinte = '' } = await changer('hubBretagne', 'hubBretagne', LOGO_JPEG);
    expect(await changer('gestionnaire', 'hubBretagne', LOGO_JPEG)).toMatchObject({ statut: 200, empreinte });
    expect((await lignes()).slice(avant)).toEqual([{ avant: null, logo: empreinte }]);
    expect(await logoDe('hubBretagne')).toBe(empreinte);
    const { statut, entetes, contenu } = await lire('fdj', `/documents/logos/${empreinte}`);
    expect([statut, sha256(contenu)]).toEqual([200, empreinte]);
    expect(entetes.get('content-type')).toBe('image/jpeg');
    expect(entetes.get('x-content-type-options')).toBe('nosniff');
    expect(entetes.get('content-security-policy')).toContain('sandbox');
    for (const [qui, nom] of [
      [null, empreinte],
      ['fdj', '0'.repeat(64)],
      ['fdj', 'rien'],
    ] as const)
      expect((await lire(qui, `/documents/logos/${nom}`)).statut).toBe(404);
    await expect(s.sql('update logo set type_mime = $1', ['image/png'])).rejects.toThrow();
    await expect(s.sql('delete from logo')).rejects.toThrow();
  });

  it('la convention imprime les logos qui existent, dans l’ordre des parties, moins ceux que la gestion écarte', async () => {
    const [region, fondation] = [logoDuRang(0), logoDuRang(1)];
    expect(noms(await generer())).toEqual(['Hub Bretagne']);
    await changer('regionBretagne', 'regionBretagne', region);
    await changer('gestionnaire', 'fondationAfnic', fondation);
    expect(noms(await generer())).toEqual(['Région Bretagne', 'Fondation AFNIC', 'Hub Bretagne']);
    const ecartes = (sansLogo: string[], version: number) =>
      p.client.faire<{ sansLogo: string[] }>('gestionnaire', 'redigerPartiesLibres', 'PartiesLibres { sansLogo }', {
        demande: [
          'RedigerPartiesLibresInput!',
          { candidatureId: p.candidatureId, objet: '', clauses: [], sansLogo, version },
        ],
      });
    const { organismes } = s.monde;
    expect(await ecartes([organismes.fondationAfnic], 0)).toMatchObject({ sansLogo: [organismes.fondationAfnic] });
    expect(noms(await generer())).toEqual(['Région Bretagne', 'Hub Bretagne']);
    const tous = [organismes.regionBretagne, organismes.fondationAfnic, organismes.hubBretagne];
    await ecartes(tous, 1);
    const sans = await generer();
    expect(noms(sans)).toBeUndefined();
    expect(sans.donnees).not.toContain('logos');
    // What says nothing of logos prints them all.
    expect(await rediger(p, { version: 2 })).toMatchObject({ version: 3 });
    const avec = await generer();
    expect(noms(avec)).toHaveLength(3);
    const projet = (await lire('hubBretagne', avec.adresse)).contenu;
    if (SAIT_NUMERISER) {
      expect(imagesPdf(projet)).toHaveLength(6);
      expect(textePdf(projet)).toContain('Annexe VIII – Logos des parties');
    }
    figee = avec;
  }, 60_000);

  it('un logo changé après la génération : le projet est à refaire', async () => {
    const { empreinte } = await changer('regionBretagne', 'regionBretagne', logoDuRang(4));
    expect(await mettreEnSignature(figee)).toMatchObject({ code: 'CONFLIT_VERSION' });
    const refaite = await generer();
    expect(lireDonneesConvention(refaite.donnees).logos?.[0]).toMatchObject({ sha256: empreinte });
    figee = (await mettreEnSignature(refaite)) as Convention;
    expect(figee).toMatchObject({ __typename: 'Convention', etat: 'EN_SIGNATURE' });
    scelle = (await lire('regionBretagne', figee.adresse)).contenu;
  }, 60_000);

  it('figée, elle porte ses logos pour toujours : en changer ou les retirer n’y change pas un octet', async () => {
    expect(await changer('regionBretagne', 'regionBretagne', logoDuRang(5))).toMatchObject({ statut: 200 });
    expect(await changer('gestionnaire', 'fondationAfnic', null)).toEqual({ statut: 204 });
    expect(await changer('hubBretagne', 'hubBretagne', null)).toEqual({ statut: 204 });
    expect(await logoDe('hubBretagne')).toBeNull();
    const { contenu } = await lire('regionBretagne', figee.adresse);
    expect(contenu.equals(scelle)).toBe(true);
    expect(sha256(contenu)).toBe(figee.pdfEmpreinte);
    for (const { sha256: nom } of lireDonneesConvention(figee.donnees).logos ?? [])
      expect((await lire('hubBretagne', `/documents/logos/${nom}`)).statut).toBe(200);
  }, 30_000);

  it('le fichier seul, avec les logos qu’il porte, se recompose aux mêmes octets', async () => {
    if (!SAIT_NUMERISER) return;
    const { points } = await controlerFichier(scelle, { cles: null, registre: async () => null });
    expect(points).toContainEqual({
      nom: 'Texte entier et données jointes',
      verdict: 'CONFORME',
      detail: 'recomposé depuis ses données, le document a les mêmes octets',
    });
  }, 60_000);
});
