import { GrandLivre, INVARIANTS, verifierGrandLivre, type EcritureAPoster, type LigneFautive } from '@tdt/appels';
import { FLECHES_GRAND_LIVRE, type CodeRefus } from '@tdt/domaine';
import pg from 'pg';
import { ajouterEnveloppe, creerMonde, type MondeGrandLivre } from './epreuves/monde.js';
import { executeur, identifiant } from './epreuves/outils.js';
import { nouvelleBase, type BaseDeTest } from './outillage/base.js';

const MONTANT = 35_000_000n;
const DOTATION = 230_000_000n;

let base: BaseDeTest;
let pool: pg.Pool;
let livre: GrandLivre;
let socle: MondeGrandLivre;
let compteur = 0;

beforeAll(async () => {
  base = await nouvelleBase('grand_livre');
  pool = new pg.Pool({ connectionString: base.url, max: 20 });
  livre = new GrandLivre(executeur(pool));
  socle = await creerMonde(pool, 'grand livre', []);
});

afterAll(async () => {
  await pool.end();
  await base.fermer();
});

/** An act never done before. */
function acte() {
  compteur += 1;
  return { cle: identifiant(`acte ${compteur}`), acteurId: socle.acteurId };
}

/** A fresh envelope with `dotation`, and three shares of 350 000 €. */
async function enveloppe(dotation = DOTATION): Promise<MondeGrandLivre> {
  compteur += 1;
  const racine = `enveloppe ${compteur}`;
  const parts = [0, 1, 2].map((i) => ({
    id: identifiant(`${racine} part ${i}`),
    montant: MONTANT,
    acteId: identifiant(`${racine} acte ${i}`),
  }));
  const monde = { ...socle, enveloppeId: identifiant(racine), parts };
  await ajouterEnveloppe(pool, monde);
  const dote = await livre.doter(acte(), monde.enveloppeId, dotation);
  expect(dote.ok).toBe(true);
  return monde;
}

function ligne({ enveloppeId, parts }: MondeGrandLivre, i = 0) {
  return { enveloppeId, partId: parts[i]!.id, montant: MONTANT, acteId: parts[i]!.acteId };
}

/** Number of rows of everything that an act writes. */
async function empreinteDeLaBase(): Promise<unknown> {
  const { rows } = await pool.query(
    `select (select count(*) from lot) as lots, (select count(*) from ecriture) as ecritures,
            (select count(*) from journal) as journal, (select count(*) from compte) as comptes,
            (select sum(rang) from enveloppe) as rangs, (select sum(credit_cumule) from compte) as cumuls`,
  );
  return rows[0];
}

async function refuse(
  action: () => ReturnType<GrandLivre['poster']>,
  code: CodeRefus,
  chemin: string,
): Promise<string> {
  const avant = await empreinteDeLaBase();
  const decision = await action();
  expect(await empreinteDeLaBase()).toEqual(avant);
  if (decision.ok) throw new Error('accepté');
  expect([decision.refus.code, decision.refus.chemin]).toEqual([code, chemin]);
  return decision.refus.message;
}

async function erreurSql(sql: string): Promise<string | undefined> {
  return pool.query(sql).then(
    () => undefined,
    (erreur: { code?: string }) => erreur.code,
  );
}

describe('Les flèches du grand livre', () => {
  it('I5 : la table et le domaine disent la même chose', async () => {
    const { rows } = await pool.query<Record<string, unknown>>(
      `select type, de, vers, exige_acte as "exigeActe", exige_convention as "exigeConvention",
              exige_paiement as "exigePaiement", enveloppe_ouverte as "enveloppeOuverte" from fleche`,
    );
    const trier = (liste: readonly object[]) => liste.map((f) => JSON.stringify(f, Object.keys(f).sort())).sort();
    expect(trier(rows)).toEqual(trier(FLECHES_GRAND_LIVRE));
  });

  it('mènent l’argent d’une part de la dotation à la convention (R24 : deux clés)', async () => {
    const monde = await enveloppe();
    const actes = [
      await livre.reserver(acte(), [ligne(monde)]),
      await livre.voter(acte(), [ligne(monde)], 'RESERVE'),
      await livre.engager(acte(), ligne(monde)),
      await livre.conventionner(acte(), monde.conventionId, [ligne(monde)]),
    ];
    expect(actes.map((a) => a.ok)).toEqual([true, true, true, true]);
    expect(await livre.soldes(monde.enveloppeId)).toMatchObject({
      SOURCE: -DOTATION,
      DISPONIBLE: 195_000_000n,
      RESERVE: 0n,
      VOTE: 0n,
      ENGAGE: 0n,
      CONVENTIONNE: MONTANT,
    });
    expect(await livre.soldesPart(monde.parts[0]!.id)).toMatchObject({ CONVENTIONNE: MONTANT });
  });
});

describe('Un refus du grand livre est typé et n’écrit rien', () => {
  it('ENVELOPPE_INSUFFISANTE dit ce qui reste (E2)', async () => {
    const monde = await enveloppe(40_000_000n);
    expect((await livre.voter(acte(), [ligne(monde)])).ok).toBe(true);
    const message = await refuse(() => livre.voter(acte(), [ligne(monde, 1)]), 'ENVELOPPE_INSUFFISANTE', 'montant');
    expect(message).toContain('50\u202f000,00\u00a0€');
  });

  it('un lot passe en entier ou pas du tout, même sur deux enveloppes', async () => {
    const [riche, pauvre] = [await enveloppe(), await enveloppe(1n)];
    const lignes = [ligne(riche), ligne(pauvre)];
    await refuse(() => livre.voter(acte(), lignes), 'ENVELOPPE_INSUFFISANTE', 'montant');
    expect((await livre.soldes(riche.enveloppeId)).DISPONIBLE).toBe(DOTATION);
  });

  const cas: [string, CodeRefus, string, (m: MondeGrandLivre, autre: MondeGrandLivre) => EcritureAPoster][] = [
    [
      'I15 : montant nul',
      'ENTREE_INVALIDE',
      'montant',
      (m) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', ...ligne(m), montant: 0n }),
    ],
    [
      'I15 : plus de 100 milliards',
      'ENTREE_INVALIDE',
      'montant',
      (m) => ({
        type: 'DOTER',
        de: 'SOURCE',
        vers: 'DISPONIBLE',
        enveloppeId: m.enveloppeId,
        montant: 10n ** 13n + 1n,
      }),
    ],
    [
      'I5 : engager sans vote',
      'ETAT_INVALIDE',
      'type',
      (m) => ({ type: 'ENGAGER', de: 'DISPONIBLE', vers: 'ENGAGE', ...ligne(m) }),
    ],
    [
      'part absente',
      'ENTREE_INVALIDE',
      'partId',
      (m) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', enveloppeId: m.enveloppeId, montant: 1n }),
    ],
    [
      'part sur un mouvement d’enveloppe',
      'ENTREE_INVALIDE',
      'partId',
      (m) => ({ type: 'DOTER', de: 'SOURCE', vers: 'DISPONIBLE', ...ligne(m), acteId: undefined }),
    ],
    [
      'part d’une autre enveloppe',
      'INTROUVABLE',
      'partId',
      (m, autre) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', ...ligne(m), partId: autre.parts[0]!.id }),
    ],
    [
      'enveloppe inconnue',
      'INTROUVABLE',
      'enveloppeId',
      (m) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', ...ligne(m), enveloppeId: identifiant('nulle part') }),
    ],
    [
      'I10 : engager sans acte',
      'ACTE_INVALIDE',
      'acteId',
      (m) => ({ type: 'ENGAGER', de: 'VOTE', vers: 'ENGAGE', ...ligne(m), acteId: undefined }),
    ],
    [
      'I10 : engager par l’acte d’une autre part',
      'ACTE_INVALIDE',
      'acteId',
      (m) => ({ type: 'ENGAGER', de: 'VOTE', vers: 'ENGAGE', ...ligne(m), acteId: m.parts[1]!.acteId }),
    ],
    [
      'conventionner sans convention',
      'ENTREE_INVALIDE',
      'conventionId',
      (m) => ({ type: 'CONVENTIONNER', de: 'ENGAGE', vers: 'CONVENTIONNE', ...ligne(m) }),
    ],
    [
      'convention inconnue',
      'INTROUVABLE',
      'conventionId',
      (m) => ({
        type: 'LIBERER',
        de: 'VOTE',
        vers: 'DISPONIBLE',
        motif: 'x',
        ...ligne(m),
        conventionId: m.enveloppeId,
      }),
    ],
    [
      'libérer sans motif',
      'ENTREE_INVALIDE',
      'motif',
      (m) => ({ type: 'LIBERER', de: 'VOTE', vers: 'DISPONIBLE', ...ligne(m), acteId: undefined }),
    ],
    [
      'annuler ce qui n’existe pas',
      'INTROUVABLE',
      'enveloppeId',
      () => ({ type: 'ANNULER', enveloppeId: null, causeId: identifiant('rien') }),
    ],
    [
      'I3 : engager plus que voté',
      'MONTANT_EXCESSIF',
      'montant',
      (m) => ({ type: 'ENGAGER', de: 'VOTE', vers: 'ENGAGE', ...ligne(m), montant: MONTANT + 1n }),
    ],
    [
      'I13 : voter au-dessus du plafond du hub',
      'MONTANT_EXCESSIF',
      'montant',
      (m) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', ...ligne(m, 1), plafond: 30_000_000n }),
    ],
  ];

  it.each(cas)('%s → %s', async (_titre, code, chemin, fabriquer) => {
    const [monde, autre] = [await enveloppe(), await enveloppe()];
    expect((await livre.voter(acte(), [ligne(monde)])).ok).toBe(true);
    const message = await refuse(() => livre.poster(acte(), [fabriquer(monde, autre)]), code, chemin);
    expect(message).toMatch(/^[A-ZÀÉ].*\.$/u);
  });

  it('un lot vide est refusé sans toucher à la base', async () => {
    await refuse(() => livre.poster(acte(), []), 'ENTREE_INVALIDE', 'ecritures');
    await refuse(() => livre.annuler(acte(), identifiant('aucun lot')), 'INTROUVABLE', 'lotId');
  });

  it('I10 : l’acte d’un autre financeur n’engage pas', async () => {
    const monde = await enveloppe();
    const autre = await creerMonde(pool, `autre financeur ${compteur}`, [MONTANT]);
    expect((await livre.voter(acte(), [ligne(monde)])).ok).toBe(true);
    const engager = () => livre.engager(acte(), { ...ligne(monde), acteId: autre.parts[0]!.acteId });
    await refuse(engager, 'ACTE_INVALIDE', 'acteId');
  });

  it('un acteur inconnu est une faute, pas un refus', async () => {
    const monde = await enveloppe();
    const inconnu = { ...acte(), acteurId: identifiant('personne') };
    await expect(livre.voter(inconnu, [ligne(monde)])).rejects.toThrow('lot_acteur_fk');
  });
});

describe('I14 : une enveloppe gelée ou close', () => {
  it.each(['GELEE', 'CLOSE'])('%s n’accepte plus que versements, recouvrements et annulations', async (statut) => {
    const monde = await enveloppe();
    const vote = acte();
    await livre.voter(vote, [ligne(monde)]);
    await livre.engager(acte(), ligne(monde));
    await livre.conventionner(acte(), monde.conventionId, [ligne(monde)]);
    const commun = { ...ligne(monde), acteId: undefined };
    await livre.poster(acte(), [{ type: 'LIQUIDER', de: 'CONVENTIONNE', vers: 'A_PAYER', ...commun }]);
    await pool.query('update enveloppe set statut = $2 where id = $1', [monde.enveloppeId, statut]);
    await refuse(() => livre.voter(acte(), [ligne(monde, 1)]), 'ETAT_INVALIDE', 'statut');
    await refuse(() => livre.doter(acte(), monde.enveloppeId, 1n), 'ETAT_INVALIDE', 'statut');
    const versement = { type: 'VERSER' as const, de: 'A_PAYER' as const, vers: 'VERSE' as const, ...commun };
    const reference = `VIR ${monde.enveloppeId}`;
    const verse = await livre.poster(acte(), [{ ...versement, referencePaiement: reference }]);
    expect(verse.ok).toBe(true);
  });

  it('I12 : une référence de paiement ne sert qu’une fois', async () => {
    const monde = await enveloppe();
    for (const i of [0, 1]) {
      await livre.voter(acte(), [ligne(monde, i)]);
      await livre.engager(acte(), ligne(monde, i));
      await livre.conventionner(acte(), monde.conventionId, [ligne(monde, i)]);
    }
    const payer = (i: number) => {
      const commun = { ...ligne(monde, i), acteId: undefined };
      return livre.poster(acte(), [
        { type: 'LIQUIDER', de: 'CONVENTIONNE', vers: 'A_PAYER', ...commun },
        { type: 'VERSER', de: 'A_PAYER', vers: 'VERSE', referencePaiement: `UNIQUE ${monde.enveloppeId}`, ...commun },
      ]);
    };
    expect((await payer(0)).ok).toBe(true);
    await refuse(() => payer(1), 'DOUBLON', 'referencePaiement');
  });
});

describe('I6 : un lot par clé', () => {
  it('rejoué 10 fois de suite puis 20 fois ensemble : un effet, la même réponse', async () => {
    const monde = await enveloppe();
    const meme = acte();
    const reponses = [];
    for (let n = 0; n < 10; n += 1) reponses.push(await livre.voter(meme, [ligne(monde)]));
    reponses.push(...(await Promise.all(Array.from({ length: 20 }, () => livre.voter(meme, [ligne(monde)])))));
    const faits = reponses.map((r) => (r.ok ? r.fait : undefined));
    expect(faits.filter((f) => f?.rejeu === false)).toHaveLength(1);
    expect(faits.map((f) => f?.ecritures)).toEqual(faits.map(() => faits[0]!.ecritures));
    expect((await livre.soldes(monde.enveloppeId)).VOTE).toBe(MONTANT);
  });

  it('20 envois simultanés d’une clé neuve : un seul écrit', async () => {
    const monde = await enveloppe();
    const meme = acte();
    const envois = await Promise.all(Array.from({ length: 20 }, () => livre.voter(meme, [ligne(monde)])));
    expect(envois.filter((r) => r.ok && !r.fait.rejeu)).toHaveLength(1);
    expect(envois.filter((r) => r.ok && r.fait.rejeu)).toHaveLength(19);
    expect((await livre.soldes(monde.enveloppeId)).VOTE).toBe(MONTANT);
  });

  it('la même clé pour un autre montant, une autre opération ou un autre acteur : CONFLIT_IDEMPOTENCE', async () => {
    const monde = await enveloppe();
    const meme = acte();
    expect((await livre.voter(meme, [ligne(monde)])).ok).toBe(true);
    const autres = [
      () => livre.voter(meme, [{ ...ligne(monde), montant: 1n }]),
      () => livre.voter({ ...meme, operation: 'autreChose' }, [ligne(monde)]),
      () => livre.voter({ ...meme, acteurId: null }, [ligne(monde)]),
    ];
    for (const autre of autres) await refuse(autre, 'CONFLIT_IDEMPOTENCE', 'cle');
  });
});

describe('I7 : une annulation', () => {
  it('est l’exact inverse du lot, une seule fois', async () => {
    const monde = await enveloppe();
    const vote = acte();
    await livre.voter(vote, [ligne(monde), ligne(monde, 1)]);
    const annulation = acte();
    expect((await livre.annuler(annulation, vote.cle)).ok).toBe(true);
    expect((await livre.soldes(monde.enveloppeId)).DISPONIBLE).toBe(DOTATION);
    await refuse(() => livre.annuler(acte(), vote.cle), 'DOUBLON', 'causeId');
    await refuse(() => livre.annuler(acte(), annulation.cle), 'ENTREE_INVALIDE', 'causeId');
  });

  it('est refusée quand l’argent est parti plus loin', async () => {
    const monde = await enveloppe();
    const vote = acte();
    await livre.voter(vote, [ligne(monde)]);
    await livre.engager(acte(), ligne(monde));
    await refuse(() => livre.annuler(acte(), vote.cle), 'MONTANT_EXCESSIF', 'montant');
  });

  it('I13 : un vote annulé puis refait tient sous le même plafond', async () => {
    const monde = await enveloppe();
    const premier = acte();
    const plafonnee = { ...ligne(monde), plafond: MONTANT };
    await livre.voter(premier, [plafonnee]);
    await livre.annuler(acte(), premier.cle);
    expect((await livre.voter(acte(), [plafonnee])).ok).toBe(true);
    await refuse(() => livre.voter(acte(), [{ ...ligne(monde), montant: 1n }]), 'MONTANT_EXCESSIF', 'montant');
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
    await enveloppe();
    expect(await erreurSql(sql)).toBe('TDT03');
  });

  it('une part votée tient à une enveloppe de son propre financeur', async () => {
    const monde = await enveloppe();
    const autre = await creerMonde(pool, `étranger ${compteur}`, []);
    const part = monde.parts[0]!.id;
    expect(await erreurSql(`update part set enveloppe_id = '${autre.enveloppeId}' where id = '${part}'`)).toBe('23503');
    expect(await erreurSql(`update part set etat = 'VOTEE', enveloppe_id = null where id = '${part}'`)).toBe('23514');
  });
});

describe('Une réservation', () => {
  it('expirée se retrouve, puis disparaît avec son montant', async () => {
    const monde = await enveloppe();
    const expireLe = new Date('2021-01-01T00:00:00Z');
    await livre.reserver(acte(), [{ ...ligne(monde), expireLe }]);
    await livre.reserver(acte(), [{ ...ligne(monde, 1), expireLe: new Date('2999-01-01T00:00:00Z') }]);
    const { id: partId, montant } = monde.parts[0]!;
    const echues = await livre.reservationsEchues();
    expect(echues).toEqual([{ enveloppeId: monde.enveloppeId, partId, montant }]);
    await livre.liberer(acte(), 'RESERVE', 'réservation échue', echues);
    expect(await livre.reservationsEchues()).toEqual([]);
    const { rowCount } = await pool.query('select from reservation where part_id = $1', [partId]);
    expect(rowCount).toBe(0);
  });
});

describe('Le vérificateur', () => {
  it('connaît I1 à I16 et ne trouve rien à redire après tout ce qui précède', async () => {
    expect(INVARIANTS.map((i) => i.code)).toEqual(Array.from({ length: 16 }, (_, i) => `I${i + 1}`));
    const constats = await verifierGrandLivre((sql) => executeur(pool).query<LigneFautive>(sql));
    expect(constats.filter((c) => c.lignes.length > 0)).toEqual([]);
    const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from ecriture');
    expect(rows[0]!.n).toBeGreaterThan(50);
  });
});
