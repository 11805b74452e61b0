import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { jouer } from './monde-client.js';
import { ampleur } from './outillage/ampleur.js';
import { annoncesDe, scellerTout, seanceDesCinq } from './outillage/cinq-financeurs.js';
import { emarger, ouvrir, parId, tenter } from './outillage/conference.js';
import { cle, demarrerServeur, EN_NOMBRE, type Serveur } from './outillage/serveur.js';
import {
  CINQ,
  demandeAnnonce,
  figer,
  JOUR_DE_SEANCE,
  MEMBRES_DU_TOUR,
  ouvrirTour,
  revelerTour,
  sceller,
  type SeanceDeTour,
} from './outillage/tour.js';

const LENT = 240_000;
const COURSES = ampleur(10, 50);
/** Whoever lost a whole course starts this much earlier in the next, in milliseconds. */
const PAS_MS = 20;
/** A side that has not won by then never does: that is a fault. */
const COURSES_MAX = 60;

describe('Un tour de table sous la simultanéité (T9)', () => {
  let s: Serveur;
  let seance: SeanceDeTour;

  beforeAll(async () => {
    s = await demarrerServeur('courses', EN_NOMBRE);
    seance = await seanceDesCinq(s);
    // Real time: every act gets its own instant.
    await s.reglerHorloge(null);
  }, LENT);
  afterAll(() => s?.fermer());

  /** Bids sealed after the reveal of their round: what must never be. */
  const tardives = () =>
    s.sql(
      `select a.id from annonce a join tour t on t.id = a.tour_id where t.etat <> 'REVELE' or a.scelle_le > t.revele_le`,
    );

  it(
    `${COURSES} courses entre sceller et révéler : scellé avant, ou refusé, jamais après`,
    async () => {
      let [acceptees, refusees, avance] = [0, 0, 0];
      const decisives = () => acceptees > 0 && refusees > 0;
      for (let course = 0; course < COURSES || (!decisives() && course < COURSES_MAX); course += 1) {
        const { id: tourId } = await ouvrirTour(s, seance.seanceId);
        // The start of each side follows who won before: how long either takes depends on the machine, and they must meet.
        const [attente, attentes] = [Math.max(0, -avance), Math.max(0, avance)];
        const demandes = CINQ.map(async (f, i) => {
          const { plafond, lignes } = annoncesDe(f);
          await setTimeout((attentes * i) / (CINQ.length - 1));
          return sceller(s, f, demandeAnnonce(seance, tourId, f, plafond, lignes));
        });
        const revelation = setTimeout(attente).then(() => revelerTour(s, tourId));
        const [tour, ...annonces] = await Promise.all([revelation, ...demandes]);
        const revele = new Date(tour['reveleLe'] as string).getTime();
        for (const a of annonces) {
          if (a.__typename === 'Annonce')
            expect(new Date(a['scelleLe'] as string).getTime()).toBeLessThanOrEqual(revele);
          else expect(a).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'etat' });
        }
        const lues = await s.sql('select id from annonce where tour_id = $1', [tourId]);
        const acceptes = annonces.filter((a) => a.__typename === 'Annonce');
        expect(lues).toHaveLength(acceptes.length);
        acceptees += acceptes.length;
        refusees += annonces.length - acceptes.length;
        if (acceptes.length === annonces.length) avance += PAS_MS;
        if (acceptes.length === 0) avance -= PAS_MS;
      }
      expect(await tardives()).toEqual([]);
      // The race is a real one: each side wins some of the time.
      expect(acceptees).toBeGreaterThan(0);
      expect(refusees).toBeGreaterThan(0);
      process.stdout.write(
        `Tours : ${COURSES} courses entre sceller et révéler, ${acceptees} annonces à temps, 0 après\n`,
      );
    },
    LENT,
  );

  it('témoin : sans le verrou du tour, une annonce entre après la révélation, et la même recherche la trouve', async () => {
    const { id: tourId } = await ouvrirTour(s, seance.seanceId);
    const naif = new pg.Client({ connectionString: s.urlBase });
    await naif.connect();
    await s.sql('alter table annonce disable trigger annonce_tour_ouvert');
    try {
      await naif.query('begin');
      const { rows } = await naif.query<{ etat: string }>('select etat from tour where id = $1', [tourId]);
      expect(rows).toEqual([{ etat: 'OUVERT' }]);
      expect(await revelerTour(s, tourId)).toMatchObject({ etat: 'REVELE' });
      await naif.query(
        `insert into annonce (id, tour_id, enveloppe_id, financeur_id, version, etat, plafond, sel, contenu, empreinte,
           scelle_le, scelle_par)
         select gen_random_uuid(), $1, e.id, e.financeur_id, 1, 'SCELLEE', 1, sel, '', sha256(sel), maintenant(), $3
         from enveloppe e, (select decode(repeat('00', 32), 'hex') as sel) x where e.id = $2`,
        [tourId, seance.enveloppes['mel'], s.monde.personnes.mel],
      );
      await naif.query('commit');
      expect(await tardives()).toHaveLength(1);
    } finally {
      await naif.end();
      await s.sql('alter table annonce enable trigger annonce_tour_ouvert');
    }
    await expect(
      s.sql(`insert into annonce (id, tour_id, enveloppe_id, financeur_id, version, etat, plafond, sel, contenu, empreinte,
               scelle_le, scelle_par)
             select gen_random_uuid(), tour_id, enveloppe_id, financeur_id, 2, etat, plafond, sel, contenu, empreinte,
               scelle_le, scelle_par from annonce where tour_id = '${tourId}'`),
    ).rejects.toThrow('pas ouvert');
  });

  it('deux ouvertures à la fois : un seul tour', async () => {
    const reponses = await Promise.all([ouvrirTour(s, seance.seanceId), ouvrirTour(s, seance.seanceId)]);
    expect(reponses.map((r) => r.code ?? r['etat']).toSorted()).toEqual(['DOUBLON', 'OUVERT']);
    const ouvert = reponses.find((r) => r.__typename === 'Tour');
    const demande = { cle: cle(), tourId: ouvert?.id, motif: 'Fin de l’essai' };
    await jouer(s, s.monde.jetons.president, 'annulerTour', { demande: ['AnnulerTourInput!', demande] }, [
      'Tour',
      'id',
    ]);
  });

  /** Shares put to the vote, beside the lines of the proposition in force. */
  async function soumises(): Promise<[string[], string[]]> {
    const texte = `candidature_id || ' ' || enveloppe_id || ' ' || montant as ligne`;
    const parts = await s.sql<{ ligne: string }>(`select ${texte} from part where etat = 'PROPOSEE' order by 1`);
    const figees = await s.sql<{ ligne: string }>(
      `select ${texte} from proposition_ligne where proposition_id in (select id from proposition where etat = 'FIGEE')
       order by 1`,
    );
    return [parts.map((l) => l.ligne), figees.map((l) => l.ligne)];
  }

  it(
    'figer deux propositions à la fois : l’une remplace l’autre, et les parts sont celles qui restent, au centime',
    async () => {
      const { id: tourId } = await ouvrirTour(s, seance.seanceId);
      await scellerTout(s, seance, tourId);
      await revelerTour(s, tourId);
      for (let fois = 0; fois < 5; fois += 1) {
        const deux = await Promise.all([figer(s, tourId, 'LISTE'), figer(s, tourId, 'MES')]);
        expect(deux.map((p) => p.__typename)).toEqual(['Proposition', 'Proposition']);
        expect(await s.sql(`select count(*)::int as n from proposition where etat = 'FIGEE'`)).toEqual([{ n: 1 }]);
        const [parts, figees] = await soumises();
        expect(figees.length).toBeGreaterThan(8);
        expect(parts).toEqual(figees);
      }
      const memeCle = cle();
      const vingt = await Promise.all(
        Array.from({ length: 20 }, () => figer(s, tourId, 'GARANTI', s.monde.jetons.president, memeCle)),
      );
      expect(new Set(vingt.map((p) => p.id)).size).toBe(1);
      expect(vingt[0]).toMatchObject({ etat: 'FIGEE', numero: 11 });
    },
    LENT,
  );

  it(
    'figer pendant qu’un scrutin s’ouvre : le scrutin porte sur ce qui est figé, ou rien ne se fige plus',
    async () => {
      await s.reglerHorloge(JOUR_DE_SEANCE);
      for (const membre of MEMBRES_DU_TOUR) {
        await emarger(s, membre, { seanceId: seance.seanceId, membreId: seance.sieges[membre] });
      }
      await ouvrir(s, seance.seanceId);
      await s.reglerHorloge(null);
      const [tour] = await s.sql<{ id: string }>(
        `select t.id from tour t join proposition p on p.tour_id = t.id where p.etat = 'FIGEE'`,
      );
      const president = s.monde.jetons.president;
      for (let fois = 0; fois < 10; fois += 1) {
        const type = fois % 2 === 0 ? 'LISTE' : 'GARANTI';
        const [figee, scrutin] = await Promise.all([
          figer(s, tour?.id ?? '', type),
          parId(s, president, 'ouvrirScrutin', 'pointId', seance.points['hubEst'] ?? '', [
            'Scrutin',
            'id propositionId',
          ]),
        ]);
        expect(scrutin.__typename).toBe('Scrutin');
        if (figee.__typename === 'Refus') expect(figee).toMatchObject({ code: 'ETAT_INVALIDE', chemin: 'tourId' });
        const ecarts = await s.sql(
          `select l.part_id from ligne_proposition l join scrutin sc on sc.id = l.scrutin_id join part p on p.id = l.part_id
           left join proposition_ligne f on f.proposition_id = sc.proposition_id and f.candidature_id = p.candidature_id
             and f.enveloppe_id = p.enveloppe_id and f.montant = l.montant
           where sc.id = $1 and (f.id is null or sc.proposition_id <> (select id from proposition where etat = 'FIGEE'))`,
          [scrutin.id],
        );
        expect(ecarts).toEqual([]);
        const annuler = { scrutinId: scrutin.id, motif: 'Essai suivant' };
        await tenter(s, president, 'annulerScrutin', { demande: ['AnnulerScrutinInput!', annuler] }, ['Scrutin', 'id']);
      }
    },
    LENT,
  );
});
