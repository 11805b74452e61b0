import { INVARIANTS, verifierGrandLivre, type LigneFautive } from '@tdt/appels';
import { FLECHES_GRAND_LIVRE } from '@tdt/domaine';
import { BancGrandLivre, DOTATION, MONTANT } from './epreuves/banc.js';
import { ecrireHistoire } from './epreuves/histoire.js';
import { creerMonde } from './epreuves/monde.js';
import { executeur } from './epreuves/outils.js';
import { nouvelleBase } from './outillage/base.js';

let banc: BancGrandLivre;

beforeAll(async () => {
  banc = await BancGrandLivre.ouvrir(await nouvelleBase('grand_livre'));
});

afterAll(() => banc.fermer());

describe('Les flèches du grand livre', () => {
  it('I5 : la table et le domaine disent la même chose', async () => {
    const { rows } = await banc.pool.query<Record<string, unknown>>(
      `select type, de, vers, exige_acte as "exigeActe", exige_convention as "exigeConvention",
              exige_paiement as "exigePaiement", enveloppe_ouverte as "enveloppeOuverte" from fleche`,
    );
    const trier = (liste: readonly object[]) => liste.map((f) => JSON.stringify(f, Object.keys(f).sort())).sort();
    expect(trier(rows)).toEqual(trier(FLECHES_GRAND_LIVRE));
  });

  it('mènent l’argent d’une part de la dotation à la convention (R24 : deux clés)', async () => {
    const monde = await banc.enveloppe();
    const actes = [
      await banc.livre.reserver(banc.acte(), [banc.ligne(monde)]),
      await banc.livre.voter(banc.acte(), [banc.ligne(monde)], 'RESERVE'),
      await banc.livre.engager(banc.acte(), banc.ligne(monde)),
      await banc.livre.conventionner(banc.acte(), monde.conventionId, [banc.ligne(monde)]),
    ];
    expect(actes.map((a) => a.ok)).toEqual([true, true, true, true]);
    expect(await banc.livre.soldes(monde.enveloppeId)).toMatchObject({
      SOURCE: -DOTATION,
      DISPONIBLE: 195_000_000n,
      RESERVE: 0n,
      VOTE: 0n,
      ENGAGE: 0n,
      CONVENTIONNE: MONTANT,
    });
    expect(await banc.livre.soldesPart(monde.parts[0]!.id)).toMatchObject({ CONVENTIONNE: MONTANT });
  });
});

describe('I6 : un lot par clé', () => {
  it('rejoué 10 fois de suite puis 20 fois ensemble : un effet, la même réponse', async () => {
    const monde = await banc.enveloppe();
    const meme = banc.acte();
    const reponses = [];
    for (let n = 0; n < 10; n += 1) reponses.push(await banc.livre.voter(meme, [banc.ligne(monde)]));
    reponses.push(
      ...(await Promise.all(Array.from({ length: 20 }, () => banc.livre.voter(meme, [banc.ligne(monde)])))),
    );
    const faits = reponses.map((r) => (r.ok ? r.fait : undefined));
    expect(faits.filter((f) => f?.rejeu === false)).toHaveLength(1);
    expect(faits.map((f) => f?.ecritures)).toEqual(faits.map(() => faits[0]!.ecritures));
    expect((await banc.livre.soldes(monde.enveloppeId)).VOTE).toBe(MONTANT);
  });

  it('20 envois simultanés d’une clé neuve : un seul écrit', async () => {
    const monde = await banc.enveloppe();
    const meme = banc.acte();
    const envois = await Promise.all(Array.from({ length: 20 }, () => banc.livre.voter(meme, [banc.ligne(monde)])));
    expect(envois.filter((r) => r.ok && !r.fait.rejeu)).toHaveLength(1);
    expect(envois.filter((r) => r.ok && r.fait.rejeu)).toHaveLength(19);
    expect((await banc.livre.soldes(monde.enveloppeId)).VOTE).toBe(MONTANT);
  });

  it('la même clé pour un autre montant, une autre opération ou un autre acteur : CONFLIT_IDEMPOTENCE', async () => {
    const monde = await banc.enveloppe();
    const meme = banc.acte();
    expect((await banc.livre.voter(meme, [banc.ligne(monde)])).ok).toBe(true);
    const autres = [
      () => banc.livre.voter(meme, [{ ...banc.ligne(monde), montant: 1n }]),
      () => banc.livre.voter({ ...meme, operation: 'autreChose' }, [banc.ligne(monde)]),
      () => banc.livre.voter({ ...meme, acteurId: null }, [banc.ligne(monde)]),
    ];
    for (const autre of autres) await banc.refuse(autre, 'CONFLIT_IDEMPOTENCE', 'cle');
  });
});

describe('I7 : une annulation', () => {
  it('est l’exact inverse du lot, une seule fois', async () => {
    const monde = await banc.enveloppe();
    const vote = banc.acte();
    await banc.livre.voter(vote, [banc.ligne(monde), banc.ligne(monde, 1)]);
    const annulation = banc.acte();
    expect((await banc.livre.annuler(annulation, vote.cle)).ok).toBe(true);
    expect((await banc.livre.soldes(monde.enveloppeId)).DISPONIBLE).toBe(DOTATION);
    await banc.refuse(() => banc.livre.annuler(banc.acte(), vote.cle), 'DOUBLON', 'causeId');
    await banc.refuse(() => banc.livre.annuler(banc.acte(), annulation.cle), 'ENTREE_INVALIDE', 'causeId');
  });

  it('est refusée quand l’argent est parti plus loin', async () => {
    const monde = await banc.enveloppe();
    const vote = banc.acte();
    await banc.livre.voter(vote, [banc.ligne(monde)]);
    await banc.livre.engager(banc.acte(), banc.ligne(monde));
    await banc.refuse(() => banc.livre.annuler(banc.acte(), vote.cle), 'MONTANT_EXCESSIF', 'montant');
  });

  it('I13 : un vote annulé puis refait tient sous le même plafond', async () => {
    const monde = await banc.enveloppe();
    const premier = banc.acte();
    const plafonnee = { ...banc.ligne(monde), plafond: MONTANT };
    await banc.livre.voter(premier, [plafonnee]);
    await banc.livre.annuler(banc.acte(), premier.cle);
    expect((await banc.livre.voter(banc.acte(), [plafonnee])).ok).toBe(true);
    await banc.refuse(
      () => banc.livre.voter(banc.acte(), [{ ...banc.ligne(monde), montant: 1n }]),
      'MONTANT_EXCESSIF',
      'montant',
    );
  });
});

describe('I4 : l’histoire ne se réécrit pas, même par le propriétaire des tables', () => {
  it.each([
    'update ecriture set montant = montant + 1',
    'delete from ecriture',
    'truncate ecriture cascade',
    'update journal set action = action',
    'delete from journal',
    'truncate journal',
    `update lot set operation = 'X' where resultat is not null`,
    `update lot set resultat = '{}' where resultat is not null`,
    'delete from lot',
    'truncate lot cascade',
    'delete from compte',
    'truncate compte cascade',
  ])('%s', async (sql) => {
    await banc.enveloppe();
    expect(await banc.erreurSql(sql)).toBe('TDT03');
  });

  it('une part votée tient à une enveloppe de son propre financeur', async () => {
    const monde = await banc.enveloppe();
    const autre = await creerMonde(banc.pool, banc.nom('étranger'), []);
    const part = monde.parts[0]!.id;
    expect(await banc.erreurSql(`update part set enveloppe_id = '${autre.enveloppeId}' where id = '${part}'`)).toBe(
      '23503',
    );
    expect(await banc.erreurSql(`update part set etat = 'VOTEE', enveloppe_id = null where id = '${part}'`)).toBe(
      '23514',
    );
  });
});

describe('Une réservation', () => {
  it('expirée se retrouve, puis disparaît avec son montant', async () => {
    const monde = await banc.enveloppe();
    const expireLe = new Date('2021-01-01T00:00:00Z');
    await banc.livre.reserver(banc.acte(), [{ ...banc.ligne(monde), expireLe }]);
    await banc.livre.reserver(banc.acte(), [{ ...banc.ligne(monde, 1), expireLe: new Date('2999-01-01T00:00:00Z') }]);
    const { id: partId, montant } = monde.parts[0]!;
    const echues = await banc.livre.reservationsEchues();
    expect(echues).toEqual([{ enveloppeId: monde.enveloppeId, partId, montant }]);
    await banc.livre.liberer(banc.acte(), 'RESERVE', 'réservation échue', echues);
    expect(await banc.livre.reservationsEchues()).toEqual([]);
    const { rowCount } = await banc.pool.query('select from reservation where part_id = $1', [partId]);
    expect(rowCount).toBe(0);
  });
});

describe('Le vérificateur', () => {
  it('connaît I1 à I16 et ne trouve rien à redire après tout ce qui précède', async () => {
    expect(INVARIANTS.map((i) => i.code)).toEqual(Array.from({ length: 16 }, (_, i) => `I${i + 1}`));
    await ecrireHistoire(banc.pool, 'histoire', 2, 8);
    const constats = await verifierGrandLivre((sql) => executeur(banc.pool).query<LigneFautive>(sql));
    expect(constats.filter((c) => c.lignes.length > 0)).toEqual([]);
    const { rows } = await banc.pool.query<{ n: number }>('select count(*)::int as n from ecriture');
    expect(rows[0]!.n).toBeGreaterThan(80);
  });
});
