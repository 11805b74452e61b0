import type { EcritureAPoster } from '@tdt/appels';
import type { CodeRefus } from '@tdt/domaine';
import { BancGrandLivre, DOTATION, MONTANT } from './epreuves/banc.js';
import { creerMonde, type MondeGrandLivre } from './epreuves/monde.js';
import { identifiant } from './epreuves/outils.js';
import { nouvelleBase } from './outillage/base.js';

let banc: BancGrandLivre;

beforeAll(async () => {
  banc = await BancGrandLivre.ouvrir(await nouvelleBase('grand_livre'));
});

afterAll(() => banc.fermer());

describe('Un refus du grand livre est typé et n’écrit rien', () => {
  it('ENVELOPPE_INSUFFISANTE dit ce qui reste (E2)', async () => {
    const monde = await banc.enveloppe(40_000_000n);
    expect((await banc.livre.voter(banc.acte(), [banc.ligne(monde)])).ok).toBe(true);
    const message = await banc.refuse(
      () => banc.livre.voter(banc.acte(), [banc.ligne(monde, 1)]),
      'ENVELOPPE_INSUFFISANTE',
      'montant',
    );
    expect(message).toContain('50\u202f000,00\u00a0€');
  });

  it('un lot passe en entier ou pas du tout, même sur deux enveloppes', async () => {
    const [riche, pauvre] = [await banc.enveloppe(), await banc.enveloppe(1n)];
    const lignes = [banc.ligne(riche), banc.ligne(pauvre)];
    await banc.refuse(() => banc.livre.voter(banc.acte(), lignes), 'ENVELOPPE_INSUFFISANTE', 'montant');
    expect((await banc.livre.soldes(riche.enveloppeId)).DISPONIBLE).toBe(DOTATION);
  });

  const cas: [string, CodeRefus, string, (m: MondeGrandLivre, autre: MondeGrandLivre) => EcritureAPoster][] = [
    [
      'I15 : montant nul',
      'ENTREE_INVALIDE',
      'montant',
      (m) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', ...banc.ligne(m), montant: 0n }),
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
      (m) => ({ type: 'ENGAGER', de: 'DISPONIBLE', vers: 'ENGAGE', ...banc.ligne(m) }),
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
      (m) => ({ type: 'DOTER', de: 'SOURCE', vers: 'DISPONIBLE', ...banc.ligne(m), acteId: undefined }),
    ],
    [
      'part d’une autre enveloppe',
      'INTROUVABLE',
      'partId',
      (m, autre) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', ...banc.ligne(m), partId: autre.parts[0]!.id }),
    ],
    [
      'enveloppe inconnue',
      'INTROUVABLE',
      'enveloppeId',
      (m) => ({
        type: 'VOTER',
        de: 'DISPONIBLE',
        vers: 'VOTE',
        ...banc.ligne(m),
        enveloppeId: identifiant('nulle part'),
      }),
    ],
    [
      'I10 : engager sans acte',
      'ACTE_INVALIDE',
      'acteId',
      (m) => ({ type: 'ENGAGER', de: 'VOTE', vers: 'ENGAGE', ...banc.ligne(m), acteId: undefined }),
    ],
    [
      'I10 : engager par l’acte d’une autre part',
      'ACTE_INVALIDE',
      'acteId',
      (m) => ({ type: 'ENGAGER', de: 'VOTE', vers: 'ENGAGE', ...banc.ligne(m), acteId: m.parts[1]!.acteId }),
    ],
    [
      'conventionner sans convention',
      'ENTREE_INVALIDE',
      'conventionId',
      (m) => ({ type: 'CONVENTIONNER', de: 'ENGAGE', vers: 'CONVENTIONNE', ...banc.ligne(m) }),
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
        ...banc.ligne(m),
        conventionId: m.enveloppeId,
      }),
    ],
    [
      'libérer sans motif',
      'ENTREE_INVALIDE',
      'motif',
      (m) => ({ type: 'LIBERER', de: 'VOTE', vers: 'DISPONIBLE', ...banc.ligne(m), acteId: undefined }),
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
      (m) => ({ type: 'ENGAGER', de: 'VOTE', vers: 'ENGAGE', ...banc.ligne(m), montant: MONTANT + 1n }),
    ],
    [
      'I13 : voter au-dessus du plafond du hub',
      'MONTANT_EXCESSIF',
      'montant',
      (m) => ({ type: 'VOTER', de: 'DISPONIBLE', vers: 'VOTE', ...banc.ligne(m, 1), plafond: 30_000_000n }),
    ],
  ];

  it.each(cas)('%s → %s', async (_titre, code, chemin, fabriquer) => {
    const [monde, autre] = [await banc.enveloppe(), await banc.enveloppe()];
    expect((await banc.livre.voter(banc.acte(), [banc.ligne(monde)])).ok).toBe(true);
    const message = await banc.refuse(() => banc.livre.poster(banc.acte(), [fabriquer(monde, autre)]), code, chemin);
    expect(message).toMatch(/^[A-ZÀÉ].*\.$/u);
  });

  it('un lot vide est refusé sans toucher à la base', async () => {
    await banc.refuse(() => banc.livre.poster(banc.acte(), []), 'ENTREE_INVALIDE', 'ecritures');
    await banc.refuse(() => banc.livre.annuler(banc.acte(), identifiant('aucun lot')), 'INTROUVABLE', 'lotId');
  });

  it('I10 : l’acte d’un autre financeur n’engage pas', async () => {
    const monde = await banc.enveloppe();
    const autre = await creerMonde(banc.pool, banc.nom('autre financeur'), [MONTANT]);
    expect((await banc.livre.voter(banc.acte(), [banc.ligne(monde)])).ok).toBe(true);
    const engager = () => banc.livre.engager(banc.acte(), { ...banc.ligne(monde), acteId: autre.parts[0]!.acteId });
    await banc.refuse(engager, 'ACTE_INVALIDE', 'acteId');
  });

  it('un acteur inconnu est une faute, pas un refus', async () => {
    const monde = await banc.enveloppe();
    const inconnu = { ...banc.acte(), acteurId: identifiant('personne') };
    await expect(banc.livre.voter(inconnu, [banc.ligne(monde)])).rejects.toThrow('lot_acteur_fk');
  });
});

describe('I14 : une enveloppe gelée ou close', () => {
  it.each(['GELEE', 'CLOSE'])('%s n’accepte plus que versements, recouvrements et annulations', async (statut) => {
    const monde = await banc.enveloppe();
    const vote = banc.acte();
    await banc.livre.voter(vote, [banc.ligne(monde)]);
    await banc.livre.engager(banc.acte(), banc.ligne(monde));
    await banc.livre.conventionner(banc.acte(), monde.conventionId, [banc.ligne(monde)]);
    const commun = { ...banc.ligne(monde), acteId: undefined };
    await banc.livre.poster(banc.acte(), [{ type: 'LIQUIDER', de: 'CONVENTIONNE', vers: 'A_PAYER', ...commun }]);
    await banc.pool.query('update enveloppe set statut = $2 where id = $1', [monde.enveloppeId, statut]);
    await banc.refuse(() => banc.livre.voter(banc.acte(), [banc.ligne(monde, 1)]), 'ETAT_INVALIDE', 'statut');
    await banc.refuse(() => banc.livre.doter(banc.acte(), monde.enveloppeId, 1n), 'ETAT_INVALIDE', 'statut');
    const versement = { type: 'VERSER' as const, de: 'A_PAYER' as const, vers: 'VERSE' as const, ...commun };
    const reference = `VIR ${monde.enveloppeId}`;
    const verse = await banc.livre.poster(banc.acte(), [{ ...versement, referencePaiement: reference }]);
    expect(verse.ok).toBe(true);
  });

  it('I12 : une référence de paiement ne sert qu’une fois', async () => {
    const monde = await banc.enveloppe();
    for (const i of [0, 1]) {
      await banc.livre.voter(banc.acte(), [banc.ligne(monde, i)]);
      await banc.livre.engager(banc.acte(), banc.ligne(monde, i));
      await banc.livre.conventionner(banc.acte(), monde.conventionId, [banc.ligne(monde, i)]);
    }
    const payer = (i: number) => {
      const commun = { ...banc.ligne(monde, i), acteId: undefined };
      return banc.livre.poster(banc.acte(), [
        { type: 'LIQUIDER', de: 'CONVENTIONNE', vers: 'A_PAYER', ...commun },
        { type: 'VERSER', de: 'A_PAYER', vers: 'VERSE', referencePaiement: `UNIQUE ${monde.enveloppeId}`, ...commun },
      ]);
    };
    expect((await payer(0)).ok).toBe(true);
    await banc.refuse(() => payer(1), 'DOUBLON', 'referencePaiement');
  });
});
