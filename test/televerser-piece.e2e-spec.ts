import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MenagePieces, Televersements } from '@tdt/candidatures';
import { pdfDeTaille, pdfUnePage } from '../libs/candidatures/essais/fabrique-pdf.js';
import { demander, joindre, preparer, semerAmiHubs } from './monde-candidatures.js';
import { affecter } from './monde.js';
import type { ClePersonne } from './monde-donnees.js';
import { demanderAdresse, lienDe, sha256, type Vu } from './outillage/pieces.js';
import { cle, demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

const MIO = 1024 * 1024;
const PARTIE = 64 * 1024;

interface Etat {
  id: string;
  adresse: string;
  recu: number;
  etat: string;
}

describe('Téléverser une pièce en plusieurs fois', () => {
  let s: Serveur;
  let dossier: string;
  let id: string;
  const contenu = pdfDeTaille(250_000);

  const demande = async (
    methode: string,
    chemin: string,
    corps?: { json?: object; octets?: Uint8Array; entetes?: Record<string, string> },
    qui: ClePersonne | null = 'hubBretagne',
  ): Promise<Vu & { corps: Etat }> => {
    const headers: Record<string, string> = qui ? { authorization: `Bearer ${s.monde.jetons[qui]}` } : {};
    if (corps?.json) headers['content-type'] = 'application/json';
    if (corps?.octets) headers['content-type'] = 'application/octet-stream';
    const body = corps?.json ? JSON.stringify(corps.json) : corps?.octets && new Uint8Array(corps.octets);
    const reponse = await fetch(s.url + chemin, { method: methode, headers: { ...headers, ...corps?.entetes }, body });
    const texte = await reponse.text();
    return { statut: reponse.status, corps: (texte ? JSON.parse(texte) : {}) as Vu['corps'] & Etat };
  };
  const annoncer = async (code = 'LETTRES', champs: object = {}, qui: ClePersonne | null = 'hubBretagne') =>
    demande(
      'POST',
      `/pieces/${id}/${code}/televersements`,
      { json: { nom: 'lettre.pdf', taille: contenu.length, ...champs } },
      qui,
    );
  const plage = (debut: number, fin: number, total = contenu.length) => ({
    'content-range': `bytes ${debut}-${fin - 1}/${total}`,
  });
  const envoyer = (adresse: string, debut: number, fin: number, octets: Buffer = contenu) =>
    demande('PUT', adresse, { octets: octets.subarray(debut, fin), entetes: plage(debut, fin, octets.length) });
  const envoyerTout = async (adresse: string, octets: Buffer = contenu, depuis = 0): Promise<void> => {
    for (let debut = depuis; debut < octets.length; debut += PARTIE) {
      const fin = Math.min(debut + PARTIE, octets.length);
      expect(await envoyer(adresse, debut, fin, octets)).toEqual({ statut: 200, corps: { recu: fin } });
    }
  };
  const terminer = (adresse: string) => demande('POST', `${adresse}/fin`);
  const erreur = ({ statut, corps }: Vu) => {
    const { code, chemin, motif, recu } = corps.errors?.[0]?.extensions ?? {};
    return { statut, code, chemin, ...(motif && { motif }), ...(recu !== undefined && { recu }) };
  };
  const objets = async () =>
    (await readdir(path.join(dossier, 'objets'), { recursive: true })).filter((nom) => nom.includes('/')).length;
  /** Bytes of the files being received. */
  const tailleEnTravail = async (): Promise<number> => {
    const travail = path.join(dossier, 'travail');
    const etats = await Promise.all((await readdir(travail)).map((nom) => stat(path.join(travail, nom))));
    return etats.reduce((somme, { size }) => somme + size, 0);
  };
  const jusqua = async (condition: () => Promise<boolean>): Promise<void> => {
    while (!(await condition())) await new Promise((suite) => setTimeout(suite, 10));
  };
  const menage = () => s.app.get(MenagePieces).faire();

  beforeAll(async () => {
    dossier = await mkdtemp(path.join(tmpdir(), 'tdt-televersement-'));
    s = await demarrerServeur('televersement', {
      ...EN_NOMBRE,
      DEPOT_DOSSIER: path.join(dossier, 'objets'),
      DEPOT_TRAVAIL: path.join(dossier, 'travail'),
    });
    await s.reglerHorloge('2021-06-01T09:00:00Z');
    const appelId = await semerAmiHubs(s);
    id = await preparer(s, 'hubBretagne', s.monde.organismes.hubBretagne, appelId);
    // A colleague of the applicant: the same rights on the file, another person.
    await affecter(s.sqlExecuteur, s.monde.personnes.hubik, 'PORTEUR', {
      organismeId: s.monde.organismes.hubBretagne,
    });
  }, 120_000);
  afterAll(async () => {
    await s?.fermer();
    await rm(dossier, { recursive: true, force: true });
  });

  it('fait une pièce, la même à qui redemande, et ne garde rien des parties', async () => {
    const { statut, corps } = await annoncer('LETTRES', { sha256: sha256(contenu) });
    expect({ statut, corps }).toMatchObject({
      statut: 201,
      corps: { recu: 0, etat: 'OUVERT', taille: contenu.length },
    });
    await envoyerTout(corps.adresse);
    const faite = await terminer(corps.adresse);
    expect(faite).toEqual({
      statut: 201,
      corps: { id: expect.any(String), adresse: `/documents/pieces/${faite.corps.id}` },
    });
    expect(await terminer(corps.adresse)).toEqual(faite);
    expect((await demande('GET', corps.adresse)).corps).toMatchObject({ etat: 'JOINT', recu: contenu.length });
    const reponse = await demanderAdresse(s, 'hubBretagne', String(await lienDe(s, 'hubBretagne', faite.corps.id)));
    expect(sha256(Buffer.from(await reponse.arrayBuffer()))).toBe(sha256(contenu));
    await menage();
    const [n] = await s.sql<{ n: number }>('select count(*)::int as n from piece');
    expect(await objets()).toBe(n?.n);
    expect(await readdir(path.join(dossier, 'travail'))).toEqual([]);
  }, 60_000);

  it('reprend à l’octet où la ligne s’est rompue', async () => {
    const { corps } = await annoncer();
    const requete = http.request(s.url + corps.adresse, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${s.monde.jetons.hubBretagne}`,
        'content-type': 'application/octet-stream',
        'content-length': contenu.length,
        ...plage(0, contenu.length),
      },
    });
    requete.on('error', () => undefined);
    const ici = 100_000;
    requete.write(contenu.subarray(0, ici));
    await jusqua(async () => (await tailleEnTravail()) === ici);
    requete.destroy();
    await jusqua(async () => (await demande('GET', corps.adresse)).corps.recu === ici);
    expect(erreur(await envoyer(corps.adresse, 0, PARTIE))).toEqual({
      statut: 409,
      code: 'CONFLIT_VERSION',
      chemin: 'partie',
      recu: ici,
    });
    expect(erreur(await terminer(corps.adresse))).toEqual({ statut: 422, code: 'INCOMPLET', chemin: 'recu' });
    await envoyerTout(corps.adresse, contenu, ici);
    const { id: piece } = (await terminer(corps.adresse)).corps;
    const [ligne] = await s.sql<{ empreinte: string }>(
      `select encode(empreinte, 'hex') as empreinte from piece where id = $1`,
      [piece],
    );
    expect(ligne?.empreinte).toBe(sha256(contenu));
  }, 60_000);

  it('n’accepte qu’une de deux parties simultanées au même endroit', async () => {
    const { corps } = await annoncer();
    const reponses = await Promise.all([1, 2, 3, 4].map(() => envoyer(corps.adresse, 0, PARTIE)));
    expect(reponses.map((r) => r.statut).sort()).toEqual([200, 409, 409, 409]);
    expect((await demande('GET', corps.adresse)).corps.recu).toBe(PARTIE);
  });

  it('ne fait qu’une pièce de dix fins simultanées, et plusieurs sans le verrou du téléversement', async () => {
    const finirDixFois = async () => {
      const { corps } = await annoncer();
      await envoyerTout(corps.adresse);
      const fins = await Promise.all(Array.from({ length: 10 }, () => terminer(corps.adresse)));
      const pieces = new Set(fins.map((fin) => fin.corps.id));
      expect(fins.map((fin) => fin.statut)).toEqual(fins.map(() => 201));
      return { pieces, televersement: corps.id };
    };
    const { pieces, televersement } = await finirDixFois();
    expect(pieces.size).toBe(1);
    const joints = await s.sql(`select piece_id from televersement where id = $1 and etat = 'JOINT'`, [televersement]);
    expect(joints).toEqual([{ piece_id: [...pieces][0] }]);

    // The control: nobody looks whether the document was already made.
    const service = s.app.get(Televersements) as unknown as { suite?: unknown };
    service.suite = () => ({ dejaJointe: async () => ({ ok: true, fait: null }), noter: async () => undefined });
    expect((await finirDixFois()).pieces.size).toBeGreaterThan(1);
    delete service.suite;
  }, 120_000);

  it('refuse une fois pour toutes un contenu qui ne convient pas, ou qui n’est pas celui annoncé', async () => {
    const html = Buffer.from('<html><script>alert(1)</script>');
    const page = await annoncer('LETTRES', { taille: html.length });
    await envoyerTout(page.corps.adresse, html);
    const refus = { statut: 422, code: 'ENTREE_INVALIDE', chemin: 'fichier', motif: 'TYPE_INCONNU' };
    for (let i = 0; i < 2; i += 1) expect(erreur(await terminer(page.corps.adresse))).toEqual(refus);
    const autre = await annoncer('LETTRES', { sha256: sha256(html) });
    await envoyerTout(autre.corps.adresse);
    expect(erreur(await terminer(autre.corps.adresse))).toEqual({ ...refus, motif: 'EMPREINTE_DIFFERENTE' });
    expect(erreur(await envoyer(autre.corps.adresse, 0, 1))).toMatchObject({ code: 'ETAT_INVALIDE' });
  });

  it.each<[string, object, object]>([
    ['sans nom', { nom: undefined }, { chemin: 'nom', code: 'ENTREE_INVALIDE' }],
    ['au nom qui est un chemin', { nom: '../a.pdf' }, { motif: 'NOM_REFUSE', code: 'ENTREE_INVALIDE' }],
    ['au caractère nul', { nom: 'a\0.pdf' }, { motif: 'NOM_REFUSE', code: 'ENTREE_INVALIDE' }],
    ['d’un programme', { nom: 'a.exe' }, { motif: 'EXTENSION_REFUSEE', code: 'ENTREE_INVALIDE' }],
    ['trop lourd', { taille: 25 * MIO + 1 }, { motif: 'TROP_LOURD', code: 'LIMITE_DEPASSEE' }],
    ['sans taille', { taille: '12' }, { chemin: 'taille', code: 'ENTREE_INVALIDE' }],
    ['à l’empreinte mal écrite', { sha256: 'abc' }, { chemin: 'sha256', code: 'ENTREE_INVALIDE' }],
  ])('refuse l’annonce d’un fichier %s', async (_cas, champs, attendu) => {
    expect(erreur(await annoncer('LETTRES', champs))).toMatchObject(attendu);
  });

  it.each<[string, string, number]>([
    ['sans plage', '', 422],
    ['d’un autre total', `bytes 0-9/${contenu.length + 1}`, 422],
    ['qui finit après le fichier', `bytes 0-${contenu.length}/${contenu.length}`, 422],
    ['qui finit avant de commencer', `bytes 0--1/${contenu.length}`, 422],
    ['plus longue que sa plage', `bytes 0-3/${contenu.length}`, 422],
    ['qui commence plus loin', `bytes 5-14/${contenu.length}`, 409],
  ])('refuse une partie %s', async (_cas, contentRange, statut) => {
    const { corps } = await annoncer();
    const entetes = contentRange ? { 'content-range': contentRange } : undefined;
    const refus = await demande('PUT', corps.adresse, { octets: contenu.subarray(0, 10), entetes });
    expect(refus.statut).toBe(statut);
    expect((await demande('GET', corps.adresse)).corps.recu).toBe(0);
    expect((await demande('PUT', corps.adresse, { json: {} })).statut).toBe(415);
    expect((await demande('DELETE', corps.adresse)).statut).toBe(204);
  });

  it('n’est qu’à son auteur : absent, à un autre ou expiré répondent la même chose', async () => {
    const { corps } = await annoncer();
    const inconnue = `/televersements/${cle()}`;
    const essais = async (adresse: string, qui: ClePersonne) => [
      await demande('GET', adresse, {}, qui),
      await demande('PUT', adresse, { octets: contenu.subarray(0, 9), entetes: plage(0, 9) }, qui),
      await demande('POST', `${adresse}/fin`, {}, qui),
      await demande('DELETE', adresse, {}, qui),
    ];
    const absent = await essais(inconnue, 'hubLo');
    expect(absent.map((r) => r.statut)).toEqual([404, 404, 404, 404]);
    for (const qui of ['hubLo', 'hubik'] as const) expect(await essais(corps.adresse, qui)).toEqual(absent);
    expect((await demande('GET', corps.adresse, {}, null)).statut).toBe(401);
    expect((await demande('GET', corps.adresse, {}, 'instructrice')).statut).toBe(403);
    expect(erreur(await annoncer('LETTRES', {}, 'hubLo'))).toMatchObject({ statut: 404, chemin: 'id' });
    await s.reglerHorloge('2021-06-02T09:00:00Z');
    expect(await essais(corps.adresse, 'hubBretagne')).toEqual(absent);
    await menage();
    expect(await s.sql('select 1 from televersement where id = $1', [corps.id])).toEqual([]);
    await s.reglerHorloge('2021-06-01T09:00:00Z');
  });

  it('borne ce qui est en cours, et rend la place de ce qui est abandonné', async () => {
    await s.sql('delete from televersement');
    await s.sql(`update objet_provisoire set supprimer_apres = clock_timestamp()`);
    await menage();
    const avant = await objets();
    // Twenty-five at once: counted one person at a time, five of them find the limit.
    const annonces = await Promise.all(Array.from({ length: 25 }, () => annoncer()));
    const refusees = annonces.filter((annonce) => annonce.statut !== 201);
    expect(refusees.map(erreur)).toEqual(refusees.map(() => ({ statut: 413, code: 'LIMITE_DEPASSEE', chemin: '' })));
    const ouverts = annonces.filter((annonce) => annonce.statut === 201).map(({ corps }) => corps.adresse);
    expect(ouverts).toHaveLength(20);
    await envoyer(ouverts[0]!, 0, PARTIE);
    expect(await objets()).toBe(avant + 1);
    for (const adresse of ouverts) expect((await demande('DELETE', adresse)).statut).toBe(204);
    await menage();
    expect(await objets()).toBe(avant);
    expect((await annoncer()).statut).toBe(201);
  }, 60_000);

  it('efface du dépôt ce qu’un brouillon ne garde pas', async () => {
    const { corps } = await joindre(s, 'hubBretagne', id, 'LETTRES', pdfUnePage());
    await menage();
    const avant = await objets();
    expect(await demander(s, 'hubBretagne', 'retirerPiece', { id: corps.id })).toMatchObject({ etat: 'BROUILLON' });
    await menage();
    expect(await objets()).toBe(avant - 1);
  });
});
