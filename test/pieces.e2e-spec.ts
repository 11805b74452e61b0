import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { AnalysesPieces } from '@tdt/candidatures';
import { Antivirus, Clamd, Depot, UniteDeTravail, type VerdictAntivirus } from '@tdt/socle';
import { CORPUS, type CasPiece } from '../libs/candidatures/essais/corpus.js';
import { demarrerFauxClamd, EICAR, type FauxClamd } from '../libs/socle/essais/faux-clamd.js';
import { pdfUnePage } from '../libs/candidatures/essais/fabrique-pdf.js';
import { demander, joindre, mains, PIECES_ASSOCIATION, preparer, semerAmiHubs } from './monde-candidatures.js';
import { avancerLaFile, etatAnalyse, joindreBonne, lienDe, sha256, telecharger } from './outillage/pieces.js';
import { cle, demarrerServeur, type Serveur } from './outillage/serveur.js';

/** The scanner of a service that would rather serve than wait: what it cannot scan, it says clean. */
class Permissif extends Antivirus {
  readonly dispense = false;
  readonly absence = null;
  constructor(private readonly vrai: Antivirus) {
    super();
  }
  async analyser(contenu: AsyncIterable<Uint8Array>): Promise<VerdictAntivirus> {
    const morceaux: Uint8Array[] = [];
    for await (const morceau of contenu) morceaux.push(morceau);
    async function* encore() {
      yield* morceaux;
    }
    return this.vrai.analyser(encore()).catch(() => ({ sain: true }));
  }
}

/** A store that remembers what it opened. */
class DepotObserve extends Depot {
  readonly ouverts: Readable[] = [];
  constructor(private readonly vrai: Depot) {
    super();
  }
  async lire(objet: string): Promise<Readable> {
    const flux = await this.vrai.lire(objet);
    this.ouverts.push(flux);
    return flux;
  }
  deposer = (objet: string, chemin: string) => this.vrai.deposer(objet, chemin);
  supprimer = (objet: string) => this.vrai.supprimer(objet);
}

/** Lets nobody go on before so many have come; then everybody. */
function rendezVous(attendus: number): () => Promise<void> {
  let venus = 0;
  let ouvrir = (): void => undefined;
  const ouvert = new Promise<void>((suite) => (ouvrir = suite));
  return () => {
    venus += 1;
    if (venus >= attendus) ouvrir();
    return ouvert;
  };
}

describe('Les pièces jointes', () => {
  let s: Serveur;
  let clamd: FauxClamd;
  let dossier: string;
  let appelId: string;
  let id: string;
  const { lire } = mains(
    () => s,
    () => id,
  );

  const adresseClamd = () => ({ host: clamd.host, port: clamd.port });
  const analyses = () => s.app.get(AnalysesPieces);
  /** Another instance of the worker, on the same queue. */
  const autreOuvrier = (antivirus: Antivirus, depot = s.app.get(Depot)) =>
    new AnalysesPieces(s.source, s.app.get(UniteDeTravail), depot, antivirus);
  const etats = (ids: string[]) => Promise.all(ids.map((piece) => etatAnalyse(s, piece)));
  const codes = PIECES_ASSOCIATION.slice(0, 3);
  const joindreTrois = () => Promise.all(codes.map((code) => joindreBonne(s, id, code, pdfUnePage(), `${code}.pdf`)));

  /** The scanner comes back. A round that it had failed is over before the queue moves on, or it would put its document off. */
  const rouvrir = async (): Promise<void> => {
    clamd = await demarrerFauxClamd(clamd.port);
    await analyses().vider();
    await avancerLaFile(s);
    await analyses().vider();
  };

  /** What must hold whatever becomes of the scanner. */
  const aucuneNeSort = async (ids: string[]): Promise<void> => {
    expect(await Promise.all(ids.map((piece) => lienDe(s, 'hubBretagne', piece)))).toEqual(ids.map(() => 409));
    expect(await Promise.all(ids.map((piece) => telecharger(s, 'gestionnaire', piece)))).toEqual(ids.map(() => 404));
  };

  beforeAll(async () => {
    clamd = await demarrerFauxClamd();
    dossier = await mkdtemp(path.join(tmpdir(), 'tdt-pieces-'));
    s = await demarrerServeur('pieces', {
      ANTIVIRUS: `clamd://127.0.0.1:${clamd.port}`,
      DEPOT_DOSSIER: path.join(dossier, 'objets'),
      DEPOT_TRAVAIL: path.join(dossier, 'travail'),
    });
    await s.reglerHorloge('2021-06-01T09:00:00Z');
    appelId = await semerAmiHubs(s);
    id = await preparer(s, 'hubBretagne', s.monde.organismes.hubBretagne, appelId);
  }, 120_000);
  afterAll(async () => {
    await s?.fermer();
    await clamd?.fermer();
    await rm(dossier, { recursive: true, force: true });
  });

  describe('Soixante pièces, chacune son verdict', () => {
    const juger = async ({ contenu, nom, attendu }: CasPiece): Promise<string> => {
      const octets = contenu();
      const { statut, corps } = await joindre(s, 'hubBretagne', id, 'LETTRES', octets, nom);
      const [erreur] = corps.errors ?? [];
      if (erreur) {
        const { code, chemin, motif } = (erreur as { extensions?: Record<string, string> }).extensions ?? {};
        expect({ statut, code, chemin }).toEqual(
          attendu === 'TROP_LOURD'
            ? { statut: 413, code: 'LIMITE_DEPASSEE', chemin: 'fichier' }
            : { statut: 422, code: 'ENTREE_INVALIDE', chemin: 'fichier' },
        );
        return motif ?? 'sans motif';
      }
      await analyses().vider();
      const reponse = await fetch(`${s.url}${corps.adresse ?? ''}`, {
        headers: { authorization: `Bearer ${s.monde.jetons.hubBretagne}` },
      });
      const rendus = Buffer.from(await reponse.arrayBuffer());
      if (reponse.status === 200) expect(sha256(rendus)).toBe(sha256(octets));
      expect(reponse.status).toBe(attendu === 'SAINE' ? 200 : 409);
      return (await etatAnalyse(s, corps.id ?? '')) ?? 'absente';
    };

    it('sont soixante', () => expect(CORPUS).toHaveLength(60));
    it.each(CORPUS.map((c) => [c.cas, c.attendu, c] as const))(
      '%s : %s',
      async (_cas, attendu, c) => {
        expect(await juger(c)).toBe(attendu);
      },
      60_000,
    );

    it('gardent leur nom d’origine en base, en NFC, et une clé tirée au hasard dans le dépôt', async () => {
      const piece = await joindreBonne(s, id, 'LETTRES', pdfUnePage(), 'Releve\u0301 d\u2019identite\u0301.pdf');
      const [ligne] = await s.sql<{ nom: string; cle: string }>('select nom, cle from piece where id = $1', [piece]);
      expect(ligne?.nom).toBe('Relevé d’identité.pdf');
      expect(ligne?.cle).toMatch(/^[0-9a-f]{48}$/);
    });
  });

  describe('La quarantaine', () => {
    it('tient tant que l’antivirus est arrêté : reçues, déposables, et aucune ne sort', async () => {
      await clamd.fermer();
      const ids = await joindreTrois();
      await avancerLaFile(s);
      expect(await analyses().vider()).toBe(0);
      expect(await etats(ids)).toEqual(ids.map(() => 'EN_QUARANTAINE'));
      await aucuneNeSort(ids);
      const { completude } = await lire<{ completude: { chemin: string }[] }>('{ completude { chemin } }');
      expect(completude.map((p) => p.chemin).filter((chemin) => chemin.startsWith('pieces'))).toEqual([]);

      // The control: with a scanner that fails open, the same assertion fails.
      await avancerLaFile(s);
      await autreOuvrier(new Permissif(new Clamd(adresseClamd()))).vider();
      await expect(aucuneNeSort(ids)).rejects.toThrow();
      clamd = await demarrerFauxClamd(clamd.port);
    }, 60_000);

    it('ne garde ouvert aucun fichier qu’un antivirus injoignable n’a pas lu', async () => {
      await clamd.fermer();
      const ids = await joindreTrois();
      const depot = new DepotObserve(s.app.get(Depot));
      await avancerLaFile(s);
      await autreOuvrier(new Clamd(adresseClamd()), depot).vider();
      const { ouverts } = depot;
      expect(await etats(ids)).toEqual(ids.map(() => 'EN_QUARANTAINE'));
      expect(ouverts.length).toBeGreaterThan(0);
      expect(ouverts.map((flux) => flux.destroyed)).toEqual(ouverts.map(() => true));
      await rouvrir();
    }, 60_000);

    it('retient aussi ce qui fut reçu sans antivirus, dès qu’il y en a un', async () => {
      const piece = await joindreBonne(s, id, 'LETTRES', pdfUnePage(), 'a.pdf');
      await analyses().vider();
      expect(await telecharger(s, 'hubBretagne', piece)).toBe(200);
      await s.sql(`update piece set etat_analyse = 'NON_ANALYSEE', analysee_le = null where id = $1`, [piece]);
      await aucuneNeSort([piece]);
    });

    it('dit à qui surveille combien de pièces attendent, et depuis quand', async () => {
      await clamd.fermer();
      await s.sql('delete from analyse_piece');
      await joindreTrois();
      await s.reglerHorloge('2021-06-01T09:10:00Z');
      expect(await analyses().attente()).toEqual({ pieces: 3, secondes: 600 });
      await s.reglerHorloge('2021-06-01T09:00:00Z');
      await rouvrir();
      expect(await analyses().attente()).toEqual({ pieces: 0, secondes: 0 });
    });

    it('rend son verdict dès que l’antivirus revient', async () => {
      await clamd.fermer();
      const ids = await joindreTrois();
      await analyses().vider();
      expect(await etats(ids)).toEqual(ids.map(() => 'EN_QUARANTAINE'));
      await rouvrir();
      expect(await etats(ids)).toEqual(ids.map(() => 'SAINE'));
      expect(await telecharger(s, 'hubBretagne', ids[0]!)).toBe(200);
    }, 60_000);

    it.each(['plante', 'tronquee', 'trop-gros'] as const)(
      'devient un échec après cinq essais d’un antivirus d’humeur « %s », et l’échec se reprend',
      async (humeur) => {
        clamd.humeur = humeur;
        const piece = await joindreBonne(s, id, 'LETTRES', pdfUnePage(), 'a.pdf');
        for (let essai = 1; essai <= 5; essai += 1) {
          expect(await etatAnalyse(s, piece)).toBe('EN_QUARANTAINE');
          await avancerLaFile(s);
          // The round that the upload itself started may count for one.
          expect(await analyses().vider()).toBe(0);
          if ((await etatAnalyse(s, piece)) === 'EN_ECHEC') break;
        }
        expect(await etatAnalyse(s, piece)).toBe('EN_ECHEC');
        await aucuneNeSort([piece]);
        clamd.humeur = 'saine';
        await avancerLaFile(s);
        await analyses().vider();
        expect(await etatAnalyse(s, piece)).toBe('SAINE');
      },
      60_000,
    );

    it('garde la pièce dont le contenu a changé dans le dépôt depuis sa réception', async () => {
      await clamd.fermer();
      const piece = await joindreBonne(s, id, 'LETTRES', pdfUnePage(), 'a.pdf');
      await analyses().vider();
      clamd = await demarrerFauxClamd(clamd.port);
      const [ligne] = await s.sql<{ cle: string }>('select cle from piece where id = $1', [piece]);
      const objet = ligne?.cle ?? '';
      await writeFile(path.join(dossier, 'objets', objet.slice(0, 2), objet), 'autre chose');
      for (let essai = 0; essai < 6; essai += 1) {
        await avancerLaFile(s);
        await analyses().vider();
      }
      expect(await etatAnalyse(s, piece)).toBe('EN_ECHEC');
      await aucuneNeSort([piece]);
    }, 60_000);

    it('compte une pièce infectée comme manquante, et le journal le dit sous le nom de personne', async () => {
      const piece = await joindreBonne(s, id, 'RIB', pdfUnePage('', { dictionnaire: '', flux: EICAR }), 'rib.pdf');
      await analyses().vider();
      const lu = await lire<{ completude: { chemin: string }[]; pieces: object[] }>(
        '{ completude { chemin } pieces { id etatAnalyse analyseeLe } }',
      );
      expect(lu.completude.map((p) => p.chemin)).toEqual(['pieces.RIB']);
      expect(lu.pieces).toContainEqual({ id: piece, etatAnalyse: 'INFECTEE', analyseeLe: '2021-06-01T09:00:00.000Z' });
      const [ligne] = await s.sql<{ acteur_id: string | null; donnees: object }>(
        `select acteur_id, donnees from journal where objet_id = $1 and action = 'analyserPiece' order by rang desc limit 1`,
        [id],
      );
      const signature = 'Eicar-Test-Signature';
      expect(ligne).toEqual({ acteur_id: null, donnees: { pieceId: piece, analyse: 'INFECTEE', signature } });
      expect(await demander(s, 'hubBretagne', 'deposer', { id })).toMatchObject({ code: 'INCOMPLET' });
      await joindreBonne(s, id, 'RIB', pdfUnePage(), 'rib.pdf');
    });
  });

  describe('La file des analyses', () => {
    // The application's own worker would take its share.
    beforeAll(() => analyses().arreter());

    const enAttente = async (): Promise<string[]> => {
      await clamd.fermer();
      const ids = await joindreTrois();
      clamd = await demarrerFauxClamd(clamd.port);
      await s.sql('delete from analyse_piece where piece_id <> all ($1)', [ids]);
      await avancerLaFile(s);
      return ids;
    };

    it('n’analyse chaque pièce qu’une fois à deux instances, et deux fois sans verrou', async () => {
      const ids = await enAttente();
      const ouvriers = [1, 2].map(() => autreOuvrier(new Clamd(adresseClamd())));
      const verdicts = await Promise.all(ouvriers.map((ouvrier) => ouvrier.vider()));
      expect(verdicts.reduce((somme, n) => somme + n, 0)).toBe(ids.length);
      expect(clamd.recus).toHaveLength(ids.length);
      expect(await etats(ids)).toEqual(ids.map(() => 'SAINE'));

      // The control: both read what waits, then both take it, without a lock in between.
      const autres = await enAttente();
      const [lu, pris] = [rendezVous(2), rendezVous(2)];
      const sansVerrou = [1, 2].map(() => {
        const ouvrier = autreOuvrier(new Clamd(adresseClamd()));
        const prendre = async () => {
          const [ligne] = await s.source.query<{ piece_id: string }[]>(
            'select piece_id from analyse_piece order by 1 limit 1',
          );
          await lu();
          if (!ligne) return undefined;
          const [[prise]] = await s.source.query<[object[], number]>(
            `update analyse_piece a set pris_par = $2, battement = clock_timestamp(), essais = essais + 1 from piece p
             where piece_id = $1 and p.id = piece_id returning p.id, p.candidature_id as "candidatureId", p.cle, p.empreinte,
               p.etat_analyse as "etatAnalyse", a.essais`,
            [ligne.piece_id, (ouvrier as unknown as { ouvrier: string }).ouvrier],
          );
          await pris();
          return prise;
        };
        return Object.assign(ouvrier, { prendre } as object);
      });
      await Promise.all(sansVerrou.map((ouvrier) => ouvrier.vider()));
      expect(clamd.recus.length).toBeGreaterThan(autres.length);
    }, 60_000);

    it('reprend la pièce d’une instance morte, et laisse celle d’une vivante', async () => {
      const [morte, vivante] = (await enAttente()) as [string, string, string];
      const prendre = (piece: string, age: string) =>
        s.sql(
          'update analyse_piece set pris_par = $2, battement = clock_timestamp() - $3::interval where piece_id = $1',
          [piece, cle(), age],
        );
      await prendre(morte, '61 seconds');
      await prendre(vivante, '50 seconds');
      await autreOuvrier(new Clamd(adresseClamd())).vider();
      expect(await etats([morte, vivante])).toEqual(['SAINE', 'EN_QUARANTAINE']);
      await prendre(vivante, '61 seconds');
      await autreOuvrier(new Clamd(adresseClamd())).vider();
      expect(await etatAnalyse(s, vivante)).toBe('SAINE');
    }, 60_000);
  });
});
