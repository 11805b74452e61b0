import { createHash } from 'node:crypto';
import { MenagePieces } from '@tdt/candidatures';
import { DataSource } from 'typeorm';
import { pdfUnePage } from '../libs/candidatures/essais/fabrique-pdf.js';
import { MIGRATIONS } from '../migrations/index.js';
import { demander, preparer, semerAmiHubs, semerConference } from './monde-candidatures.js';
import { affecter } from './monde.js';
import type { ClePersonne } from './monde-donnees.js';
import { nouvelleBase } from './outillage/base.js';
import { ouvrirEnveloppe } from './outillage/conference.js';
import { demanderAdresse, joindreBonne, lienDe, sha256, telecharger } from './outillage/pieces.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

const PENDANT = '2021-06-01T09:00:00Z';
const PDF = pdfUnePage('', '<< /Title (original) >>');

describe('Télécharger une pièce', () => {
  let s: Serveur;
  let appelId: string;
  let id: string;
  let statuts: string;
  let rib: string;

  beforeAll(async () => {
    s = await demarrerServeur('telechargement');
    await s.reglerHorloge(PENDANT);
    appelId = await semerAmiHubs(s);
    id = await preparer(s, 'hubBretagne', s.monde.organismes.hubBretagne, appelId);
    statuts = await joindreBonne(s, id, 'STATUTS', PDF, "Statuts d’été (l'avis).pdf");
    rib = await joindreBonne(s, id, 'RIB', PDF, 'rib.pdf');
    // A colleague of the applicant: the same rights, another person.
    await affecter(s.sqlExecuteur, s.monde.personnes.hubik, 'PORTEUR', {
      organismeId: s.monde.organismes.hubBretagne,
    });
  }, 120_000);
  afterAll(() => s?.fermer());

  describe('Le lien', () => {
    const lien = async (piece = statuts): Promise<string> => String(await lienDe(s, 'hubBretagne', piece));
    const statut = async (chemin: string, qui: ClePersonne | null = 'hubBretagne') =>
      (await demanderAdresse(s, qui, chemin)).status;

    it('mène au fichier même, en pièce jointe, et à rien que le navigateur puisse ouvrir', async () => {
      const reponse = await demanderAdresse(s, 'hubBretagne', await lien());
      expect(reponse.status).toBe(200);
      expect(Buffer.from(await reponse.arrayBuffer()).equals(PDF)).toBe(true);
      expect(Object.fromEntries(reponse.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(PDF.length),
        'content-disposition': `attachment; filename="Statuts dete (l'avis).pdf"; filename*=UTF-8''Statuts%20d%E2%80%99%C3%A9t%C3%A9%20%28l%27avis%29.pdf`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
        'repr-digest': `sha-256=:${createHash('sha256').update(PDF).digest('base64')}:`,
      });
    });

    it('vaut cinq minutes, à la milliseconde', async () => {
      const chemin = await lien();
      await s.reglerHorloge('2021-06-01T09:04:59.999Z');
      expect(await statut(chemin)).toBe(200);
      await s.reglerHorloge('2021-06-01T09:05:00.000Z');
      expect(await statut(chemin)).toBe(404);
      await s.reglerHorloge(PENDANT);
    });

    it('ne vaut que pour la personne, la pièce et la clé, et le refus ne dit pas ce qui manque', async () => {
      const chemin = await lien();
      const absente = await (await demanderAdresse(s, 'hubBretagne', `/documents/pieces/${cle()}`)).json();
      const autres: [string, ClePersonne | null][] = [
        [chemin, null],
        [chemin, 'hubNormandie'],
        [chemin, 'hubik'],
        [chemin.replace(statuts, rib), 'hubBretagne'],
        [chemin.replace(statuts, cle()), 'hubBretagne'],
        [chemin.replace(/\?.*/, ''), 'hubBretagne'],
        [chemin.replace(/jeton=.*/, 'jeton='), 'hubBretagne'],
        [`${chemin}&jeton=x`, 'hubBretagne'],
        [chemin.slice(0, -1) + (chemin.endsWith('A') ? 'B' : 'A'), 'hubBretagne'],
        [chemin.replace(/jeton=([^.]*)\.([^.]*)\./, 'jeton=$1.zzzzzzzz.'), 'hubBretagne'],
      ];
      for (const [altere, qui] of autres) {
        const reponse = await demanderAdresse(s, qui, altere);
        expect([altere, reponse.status, await reponse.json()]).toEqual([altere, 404, absente]);
      }
      expect(await lienDe(s, 'hubik', statuts)).toMatch(/jeton=/);
    });

    it('ne vaut plus dès que la personne perd son droit, ou la pièce son état', async () => {
      const [duCollegue, chemin] = [String(await lienDe(s, 'hubik', statuts)), await lien()];
      expect(await statut(duCollegue, 'hubik')).toBe(200);
      const { hubik } = s.monde.personnes;
      const { hubBretagne } = s.monde.organismes;
      await s.sql(`update habilitation set fin = '2021-01-01' where utilisateur_id = $1 and organisme_id = $2`, [
        hubik,
        hubBretagne,
      ]);
      expect(await statut(duCollegue, 'hubik')).toBe(404);
      await s.sql(`update piece set etat_analyse = 'EN_QUARANTAINE' where id = $1`, [statuts]);
      expect(await statut(chemin)).toBe(409);
      await s.sql(`update piece set etat_analyse = 'NON_ANALYSEE' where id = $1`, [statuts]);
    });

    it('laisse une ligne au journal de la pièce, sous le nom de qui l’a lue', async () => {
      const lignes = await s.sql<{ acteur_id: string; donnees: object }>(
        `select distinct acteur_id, donnees from journal where chaine = $1 and action = 'telechargerPiece'`,
        [`piece:${statuts}`],
      );
      const donnees = { code: 'STATUTS', candidatureId: id };
      const { hubBretagne, hubik } = s.monde.personnes;
      expect(lignes.sort((a, b) => a.acteur_id.localeCompare(b.acteur_id))).toEqual(
        [hubBretagne, hubik].sort().map((acteur) => ({ acteur_id: acteur, donnees })),
      );
    });
  });

  describe('Les droits (trust.md §3.2)', () => {
    const QUI = [
      'hubBretagne',
      'gestionnaire',
      'instructrice',
      'mel',
      'regionNormandie',
      'hubNormandie',
      'admin',
      null,
    ] as const;
    const releve = async (piece: string) =>
      Object.fromEntries(
        await Promise.all(QUI.map(async (qui) => [qui ?? 'public', await telecharger(s, qui, piece)])),
      );
    const personne = Object.fromEntries(QUI.map((qui) => [qui ?? 'public', 404]));

    it('d’un brouillon, seul son porteur télécharge', async () => {
      expect(await releve(statuts)).toEqual({ ...personne, hubBretagne: 200 });
      expect(await releve(rib)).toEqual({ ...personne, hubBretagne: 200 });
    });

    it('d’un dossier recevable, les membres lisent les pièces ; le RIB, ni eux ni l’instruction', async () => {
      expect(await demander(s, 'hubBretagne', 'deposer', { id })).toMatchObject({ etat: 'DEPOSE' });
      await semerConference(s, appelId, ['mel', 'regionNormandie']);
      await s.sql(`update candidature set etat = 'RECEVABLE' where id = $1`, [id]);
      const porteurEtGestion = { ...personne, hubBretagne: 200, gestionnaire: 200 };
      expect(await releve(statuts)).toEqual({ ...porteurEtGestion, instructrice: 200, mel: 200, regionNormandie: 200 });
      expect(await releve(rib)).toEqual(porteurEtGestion);
    });

    it('le RIB s’ouvre au financeur qui a engagé sa part, et à lui seul', async () => {
      const enveloppe = await ouvrirEnveloppe(s, 'mel', 1_000_000n);
      const part = cle();
      await s.sql(
        `insert into part (id, candidature_id, financeur_id, enveloppe_id, dispositif, nature, montant, etat, creee_le)
         values ($1, $2, $3, $4, 'Hubs', 'FONCTIONNEMENT', 100, 'VOTEE', maintenant())`,
        [part, id, s.monde.organismes.mel, enveloppe],
      );
      expect(await telecharger(s, 'mel', rib)).toBe(404);
      await s.sql(`update part set etat = 'ENGAGEE' where id = $1`, [part]);
      expect(await releve(rib)).toEqual({ ...personne, hubBretagne: 200, gestionnaire: 200, mel: 200 });
    });
  });

  describe('Les pièces reçues avant le dépôt de fichiers', () => {
    const ancienne = async (contenu: Buffer, empreinte = sha256(contenu)): Promise<string> => {
      const piece = cle();
      await s.sql(
        `insert into piece (id, candidature_id, code, nom, type_mime, taille, empreinte, contenu, etat_analyse, ajoutee_par, ajoutee_le)
         values ($1, $2, 'LETTRES', 'ancienne.pdf', 'application/pdf', $3, decode($4, 'hex'), $5, 'NON_ANALYSEE', $6, maintenant())`,
        [piece, id, contenu.length, empreinte, contenu, s.monde.personnes.hubBretagne],
      );
      return piece;
    };
    const place = async (piece: string) =>
      (
        await s.sql<{ en_base: boolean; cle: string | null }>(
          'select contenu is not null as en_base, cle from piece where id = $1',
          [piece],
        )
      )[0];

    it('se lisent en base, puis du dépôt où elles passent une à une, sans perdre un octet', async () => {
      const [une, autre] = [await ancienne(PDF), await ancienne(pdfUnePage())];
      const alteree = await ancienne(PDF, sha256(Buffer.from('autre')));
      expect(await telecharger(s, 'hubBretagne', une)).toBe(200);
      // Two instances at once move each of them once.
      const menage = s.app.get(MenagePieces);
      const rangees = await Promise.all([menage.rangerAnciennes(), menage.rangerAnciennes()]);
      expect(rangees.reduce((somme, n) => somme + n, 0)).toBe(2);
      for (const piece of [une, autre]) expect(await place(piece)).toMatchObject({ en_base: false });
      expect(await place(alteree)).toEqual({ en_base: true, cle: null });
      const reponse = await demanderAdresse(s, 'hubBretagne', String(await lienDe(s, 'hubBretagne', une)));
      expect(sha256(Buffer.from(await reponse.arrayBuffer()))).toBe(sha256(PDF));
      expect(await telecharger(s, 'hubBretagne', alteree)).toBe(200);
    }, 60_000);

    it('traversent la migration dans les deux sens, jusqu’à leur passage au dépôt', async () => {
      const base = await nouvelleBase('pieces_migration');
      const source = await new DataSource({ type: 'postgres', url: base.url, migrations: MIGRATIONS }).initialize();
      const jusquA = async (fin: number) => {
        for (let n = MIGRATIONS.length; n > fin; n -= 1) await source.undoLastMigration({ transaction: 'all' });
      };
      const rang = MIGRATIONS.findIndex((migration) => new migration().name?.startsWith('0010-pieces'));
      try {
        await jusquA(rang);
        // What a document hangs on is not the matter here.
        await source.query(
          'alter table piece drop constraint piece_candidature_fk, drop constraint piece_ajoutee_par_fk',
        );
        await source.query(
          `insert into piece (id, candidature_id, code, nom, type_mime, taille, empreinte, contenu, ajoutee_par, ajoutee_le)
           values ($1, $1, 'RIB', 'rib.pdf', 'application/pdf', 3, sha256('abc'), 'abc', $1, now())`,
          [cle()],
        );
        await source.runMigrations({ transaction: 'all' });
        expect(
          await source.query(
            `select etat_analyse, contenu::text, (select count(*)::int from analyse_piece) as file from piece`,
          ),
        ).toEqual([{ etat_analyse: 'NON_ANALYSEE', contenu: '\\x616263', file: 1 }]);
        await jusquA(rang);
        await source.runMigrations({ transaction: 'all' });
        await source.query(`update piece set contenu = null, cle = 'x'`);
        await expect(jusquA(rang)).rejects.toThrow(/dépôt de fichiers/);
      } finally {
        await source.destroy();
        await base.fermer();
      }
    }, 60_000);
  });
});
