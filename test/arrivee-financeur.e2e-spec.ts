import { lireDonneesConvention, type LigneBudgetConvention } from '@tdt/domaine';
import { estRefus } from '../apps/outils/scenario-e1/client.js';
import type { Partie } from '../apps/outils/scenario-e1/partie.js';
import type { CleOrganisme, ClePersonne } from './monde-donnees.js';
import { fautesDuLivre, gestesDe, soldesDesParts, TOUTES } from './outillage/avenants.js';
import { conventionJumelle, lecturesDArrivee, semerEnveloppe, semerOctroi } from './outillage/arrivees.js';
import { apresE1 } from './outillage/e1.js';
import { cle, EN_NOMBRE, type Serveur } from './outillage/serveur.js';

const ARRIVE = 'Eurométropole de Strasbourg';
const REGION = 'Région Bretagne';
const APPORT = 2_000_000n;
const ACTE = { type: 'DELIBERATION', numero: 'ES-2021-77', date: '2021-11-05' };

describe('Un financeur rejoint une convention signée (R46)', () => {
  let s: Serveur;
  let p: Partie;
  let region: { id: string; montant: bigint };
  let charge: LigneBudgetConvention;
  let enveloppeId = '';
  const avenants: string[] = [];

  const { acte, fait, lire, signer } = gestesDe(() => p);
  const { voit, disponible, part, partsVues, essentielles } = lecturesDArrivee(() => ({ s, p, enveloppeId }));
  const organisme = (qui: CleOrganisme) => s.monde.organismes[qui];
  const arrivee = (changements: object = {}) => ({
    type: 'FINANCEUR',
    arrivee: {
      financeurId: organisme('strasbourg'),
      dispositif: 'Inclusion numérique',
      nature: 'FONCTIONNEMENT',
      montant: String(APPORT),
      acte: ACTE,
      ...changements,
    },
  });
  const baisse = (delta = APPORT) => ({
    type: 'MONTANT',
    partId: region.id,
    montant: String(region.montant - delta),
  });
  const relais = (changements: object = {}) => [arrivee(changements), baisse()];
  const proposer = (modifications: object[], conventionId = p.conventionId, qui: ClePersonne = 'gestionnaire') =>
    acte(qui, 'proposerAvenant', 'ProposerAvenant', { conventionId, motif: 'Strasbourg relaie.', modifications });
  const retirer = (avenantId: string) =>
    acte('gestionnaire', 'retirerAvenant', 'RetirerAvenant', { avenantId, motif: 'Erreur.' });
  const rienNEstEcrit = async () => {
    expect(await s.sql('select 1 from convention where avenant_de_id is not null')).toEqual([]);
    expect(await part()).toBeUndefined();
    expect(await disponible()).toBe(String(APPORT));
  };

  beforeAll(async () => {
    ({ s, p } = await apresE1('arrivee', EN_NOMBRE));
    for (const qui of TOUTES) fait(await signer(qui, p.conventionId));
    const donnees = lireDonneesConvention((await lire(p.conventionId)).donnees);
    const ligne = donnees.plan.lignes.find((l) => l.financeur === REGION);
    const [premiere] = donnees.budget.charges;
    if (!ligne || !premiere) throw new Error('scénario sans Région');
    region = { id: ligne.partId, montant: ligne.montant };
    charge = premiere;
    enveloppeId = await semerEnveloppe(s, 'strasbourg', APPORT);
  }, 120_000);
  afterAll(() => s?.fermer());

  // In the order of the refusals: what a line has wrong comes before what the lines below it have wrong.
  it.each<[string, () => object[], string, string | null]>([
    [
      'une arrivée qui n’en est pas le type',
      () => [{ ...arrivee(), type: 'MONTANT' }],
      'INCOMPLET',
      'modifications[0]',
    ],
    [
      'un organisme inconnu',
      () => [arrivee({ financeurId: cle(), montant: '0' })],
      'INTROUVABLE',
      'modifications[0].arrivee.financeurId',
    ],
    [
      'une enveloppe que la gestion ne voit pas',
      () => [arrivee({ enveloppeId, montant: '0' })],
      'INTROUVABLE',
      'modifications[0].arrivee.enveloppeId',
    ],
    [
      'l’enveloppe d’un autre, même visible',
      () => [arrivee({ enveloppeId: p.enveloppes.get('bdt'), montant: '0' })],
      'INTROUVABLE',
      'modifications[0].arrivee.enveloppeId',
    ],
    [
      'une enveloppe qui n’existe pas',
      () => [arrivee({ enveloppeId: cle(), montant: '0' })],
      'INTROUVABLE',
      'modifications[0].arrivee.enveloppeId',
    ],
    [
      'le bénéficiaire',
      () => [arrivee({ financeurId: organisme('hubBretagne'), montant: '0' })],
      'INELIGIBLE',
      'modifications[0].arrivee.financeurId',
    ],
    [
      'qui est déjà partie',
      () => [arrivee({ financeurId: organisme('regionBretagne'), dispositif: ' ' })],
      'DOUBLON',
      'modifications[0].arrivee.financeurId',
    ],
    [
      'qui arrive deux fois',
      () => [arrivee(), arrivee({ dispositif: ' ' })],
      'DOUBLON',
      'modifications[1].arrivee.financeurId',
    ],
    [
      'un dispositif vide',
      () => [arrivee({ dispositif: ' ', montant: '0' })],
      'ENTREE_INVALIDE',
      'modifications[0].arrivee.dispositif',
    ],
    ['une part de rien', () => [arrivee({ montant: '0' })], 'ENTREE_INVALIDE', 'modifications[0].arrivee.montant'],
    [
      'plus que son assiette (R12)',
      () => [arrivee({ assiette: String(APPORT - 1n) })],
      'MONTANT_EXCESSIF',
      'modifications[0].arrivee.montant',
    ],
    ['un plan déséquilibré', () => [arrivee()], 'PLAN_DESEQUILIBRE', 'modifications'],
    [
      'un budget déséquilibré (R10)',
      () => [arrivee(), { type: 'MONTANT', montant: '3000000' }],
      'BUDGET_DESEQUILIBRE',
      'modifications',
    ],
    ['un financeur sans son acte (R24, R33)', () => relais({ acte: null }), 'INCOMPLET', 'modifications'],
    [
      'une enveloppe trop courte d’un centime',
      () => [arrivee({ montant: String(APPORT + 1n) }), baisse(APPORT + 1n)],
      'ENVELOPPE_INSUFFISANTE',
      'modifications[0].arrivee.montant',
    ],
    [
      'un financeur sans enveloppe, dans les mêmes mots',
      () => relais({ financeurId: organisme('sicoval') }),
      'ENVELOPPE_INSUFFISANTE',
      'modifications[0].arrivee.montant',
    ],
  ])('refuse %s, et n’écrit rien', async (_cas, modifications, code, chemin) => {
    expect(await proposer(modifications())).toMatchObject({ code, chemin });
    await rienNEstEcrit();
  });

  it('dit tout ce qui manque de qui arrive, et où le compléter', async () => {
    const [fiche] = await s.sql<{ adresse: string }>('select adresse from organisme where id = $1', [
      organisme('strasbourg'),
    ]);
    await s.sql('update organisme set adresse = null, representant_nom = null where id = $1', [
      organisme('strasbourg'),
    ]);
    const refus = await proposer(relais({ acte: null }));
    if (!estRefus(refus)) throw new Error('accepté');
    expect(refus.details.map((d) => d.message)).toEqual([
      `L’acte de ${ARRIVE} manque : ce financeur doit enregistrer son engagement.`,
      `L’adresse du siège de ${ARRIVE} manque : complétez sa fiche organisme.`,
      `Le nom du signataire de ${ARRIVE} manque : complétez sa fiche organisme.`,
      `L’acte qui habilite le signataire de ${ARRIVE} manque : indiquez son type, son numéro et sa date.`,
    ]);
    await s.sql(`update organisme set adresse = $2, representant_nom = 'Hugo Exemple' where id = $1`, [
      organisme('strasbourg'),
      fiche?.adresse,
    ]);
  });

  it('n’est proposé que de la gestion, qui n’apprend pas ce qui reste dans l’enveloppe', async () => {
    expect(await proposer(relais(), p.conventionId, 'regionBretagne')).toMatchObject({ code: 'INTERDIT' });
    expect(await proposer(relais(), p.conventionId, 'strasbourg')).toMatchObject({ code: 'INTERDIT' });
    const refus = await proposer([
      arrivee({ montant: '40000000' }),
      baisse(10_000_000n),
      { type: 'MONTANT', montant: '0' },
    ]);
    expect(estRefus(refus) && refus.message).not.toContain('30');
    await rienNEstEcrit();
  });

  it('R15 : ce que qui arrive a déjà accordé au même bénéficiaire compte', async () => {
    const cout = (delta: bigint) => [
      arrivee({ montant: String(delta) }),
      { type: 'LIGNE_BUDGET', compte: charge.compte, libelle: charge.libelle, montant: String(charge.montant + delta) },
    ];
    expect(await proposer(cout(50_000_001n))).toMatchObject({
      code: 'AIDE_ETAT',
      chemin: 'modifications[0].arrivee.montant',
    });
    const oublier = await semerOctroi(s, p, 'strasbourg', 48_000_000n);
    expect(await proposer(cout(2_000_001n))).toMatchObject({ code: 'AIDE_ETAT' });
    // At the centime: the next refusal is that of the envelope.
    await semerOctroi(s, p, 'strasbourg', 46_999_999n, oublier);
    expect(await proposer(cout(3_000_001n))).toMatchObject({ code: 'ENVELOPPE_INSUFFISANTE' });
    await s.sql(`update part set etat = 'RETIREE' where id = $1`, [oublier]);
    await s.sql('delete from engagement where part_id = $1', [oublier]);
    await s.sql('delete from part where id = $1', [oublier]);
  });

  it('retiré, il rend l’argent au centime, et qui devait arriver ne lit plus rien', async () => {
    expect(await voit('strasbourg', p.conventionId)).toBe(false);
    const ouverts = await essentielles();
    const { id, signaturesDesParties, total } = fait(await proposer(relais()));
    avenants.push(id);
    expect(signaturesDesParties.map((x) => x.organisme.nom)).toEqual(['Hub Bretagne', REGION, ARRIVE]);
    expect(total).toBe('55000000');
    expect(await part()).toMatchObject({ etat: 'PROPOSEE', montant: String(APPORT), enveloppe: enveloppeId });
    expect(await disponible()).toBe('0');
    expect(await soldesDesParts(s)).toEqual([
      { nature: 'CONVENTIONNE', total: '55000000' },
      { nature: 'RESERVE', total: String(APPORT) },
    ]);
    for (const lue of [id, p.conventionId]) expect(await voit('strasbourg', lue)).toBe(true);
    expect(await voit('sicoval', p.conventionId)).toBe(false);
    // What is not signed counts nowhere: neither for the others around the table, nor in the open data.
    expect(await partsVues('regionBretagne')).not.toContain(ARRIVE);
    expect(await partsVues('hubBretagne')).not.toContain(ARRIVE);
    expect(await partsVues('strasbourg')).toEqual([ARRIVE]);
    expect(await essentielles()).toEqual(ouverts);
    expect(fait(await retirer(id))).toMatchObject({ etat: 'CADUQUE' });
    expect(await part()).toMatchObject({ etat: 'RETIREE' });
    expect(await disponible()).toBe(String(APPORT));
    expect(await soldesDesParts(s)).toEqual([{ nature: 'CONVENTIONNE', total: '55000000' }]);
    for (const lue of [id, p.conventionId]) expect(await voit('strasbourg', lue)).toBe(false);
    expect(await fautesDuLivre(s)).toEqual([]);
  });

  it('de deux conventions qui veulent la même enveloppe au même instant, une seule l’obtient, cinq fois de suite', async () => {
    const jumelle = await conventionJumelle(s, p, 'hubNormandie', 71);
    for (let tour = 0; tour < 5; tour += 1) {
      const recus = await Promise.all([proposer(relais()), proposer(relais(), jumelle)]);
      expect(recus.filter(estRefus).map((r) => r.code)).toEqual(['ENVELOPPE_INSUFFISANTE']);
      expect(await disponible()).toBe('0');
      const gagnant = recus.find((r) => !estRefus(r));
      if (!gagnant || estRefus(gagnant)) throw new Error('aucun avenant');
      fait(await retirer(gagnant.id));
      expect(await disponible()).toBe(String(APPORT));
    }
    await s.sql(`update convention set etat = 'CADUQUE' where id = $1`, [jumelle]);
  }, 60_000);

  it('signé de tous, il y est : plan, argent, acte et données publiées au centime', async () => {
    const { id } = fait(await proposer(relais()));
    avenants.push(id);
    for (const qui of ['hubBretagne', 'strasbourg', 'regionBretagne'] as const) {
      expect(await part()).toMatchObject({ etat: 'PROPOSEE' });
      fait(await signer(qui, id));
    }
    const signee = await lire(id);
    expect(signee).toMatchObject({ etat: 'SIGNEE', total: '55000000' });
    const { plan, financeurs, echeanciers, annexes } = lireDonneesConvention(signee.donnees);
    expect(plan.lignes.map((l) => l.montant)).toEqual([35_000_000n, 10_000_000n, 6_000_000n, 2_000_000n, APPORT]);
    expect(financeurs.at(-1)).toMatchObject({ denomination: ARRIVE, acteHabilitant: ACTE });
    expect(plan.lignes.at(-1)).toMatchObject({ assiette: 60_000_000n, acte: { numero: 'ES-2021-77' } });
    expect(echeanciers.at(-1)?.versements.reduce((t, v) => t + v.montant, 0n)).toBe(APPORT);
    expect(annexes.map((a) => a.code)).toContain('IV');
    const sienne = await part();
    expect(sienne).toMatchObject({ etat: 'CONVENTIONNEE', montant: String(APPORT) });
    expect(
      await s.sql('select sens, montant::text, avenant_id as avenant from engagement where part_id = $1', [sienne?.id]),
    ).toEqual([{ sens: 'ENGAGEMENT', montant: String(APPORT), avenant: id }]);
    expect(await soldesDesParts(s)).toEqual([{ nature: 'CONVENTIONNE', total: '55000000' }]);
    expect(await fautesDuLivre(s)).toEqual([]);
    expect(await essentielles()).toContain(ARRIVE);
    expect(await partsVues('regionBretagne')).toContain(ARRIVE);
  }, 30_000);

  it('un second avenant change sa part, et il signe', async () => {
    const sienne = (await part())?.id;
    const premier = avenants.at(-1);
    const modifications = [
      { type: 'MONTANT', partId: sienne, montant: String(APPORT - 300_000n) },
      { type: 'MONTANT', partId: region.id, montant: String(region.montant - APPORT + 300_000n) },
    ];
    const { id, signaturesDesParties } = fait(await proposer(modifications, premier));
    expect(signaturesDesParties.map((x) => x.organisme.nom)).toEqual(['Hub Bretagne', REGION, ARRIVE]);
    for (const qui of ['strasbourg', 'hubBretagne', 'regionBretagne'] as const) fait(await signer(qui, id));
    avenants.push(id);
    expect(await part()).toMatchObject({ etat: 'CONVENTIONNEE', montant: String(APPORT - 300_000n) });
    expect(await disponible()).toBe('300000');
    expect(await fautesDuLivre(s)).toEqual([]);
  }, 30_000);

  it('résiliée, sa part redevient engagée par son acte', async () => {
    const demande = {
      conventionId: avenants.at(-1),
      motif: 'Abandon.',
      miseEnDemeureLe: '2021-10-10',
      effetLe: '2021-11-10',
      depensesJustifiees: '6000000',
    };
    expect(fait(await acte('gestionnaire', 'resilierConvention', 'ResilierConvention', demande))).toMatchObject({
      etat: 'RESILIEE',
    });
    expect(await part()).toMatchObject({ etat: 'ENGAGEE' });
    expect(await soldesDesParts(s)).toEqual([{ nature: 'ENGAGE', total: '55000000' }]);
    expect(await fautesDuLivre(s)).toEqual([]);
  });
});
