import { enveloppe, ligne, projet } from '../../essais/instances.js';
import type { Certificat, LemmeCertifie, NoeudConflit, PrixCertifies } from './certificat.js';
import type { ContraintesPlan } from './contraintes-plan.js';
import type { Instance } from './instance.js';
import { verifierCertificat } from './verifier-certificat.js';

const feuille = (enveloppes: Record<string, bigint>, autrement: Partial<PrixCertifies> = {}): PrixCertifies => ({
  enveloppes,
  credits: {},
  inegalites: {},
  ...autrement,
});

const FAUX = 'Un conflit n’est pas prouvé : ses projets ne coûtent pas plus que tout.';

/** Why the lemma is refused, `null` when it is proven. The rest of the certificate claims nothing that is not obvious. */
function raisonDuLemme(instance: Instance, lemme: LemmeCertifie, contraintes: ContraintesPlan = {}): string | null {
  const certificat: Certificat = { score: 1_000n, echelle: 1n, lemmes: [lemme], preuve: feuille({}) };
  const verdict = verifierCertificat(instance, contraintes, certificat);
  return verdict.valide ? null : verdict.raison;
}

describe('verifierCertificat : conflits prouvés ligne par ligne', () => {
  /** Five cents of B for seven of P, which A helps with five at most and four at least, and for four of Q. */
  const instance: Instance = {
    classes: [],
    enveloppes: [enveloppe('A', 9n), enveloppe('B', 5n)],
    projets: [projet('P', 7n, [ligne('B', 9n), ligne('A', 5n, 4n)]), projet('Q', 4n, [ligne('B', 9n)])],
  };
  const B: NoeudConflit = { enveloppes: { B: 1n }, credits: {} };
  const surA = (allumee: NoeudConflit, eteinte: NoeudConflit): NoeudConflit => {
    return { projet: 'P', enveloppe: 'A', allumee, eteinte };
  };

  test('allumée, une ligne paie son minimum, puis jusqu’à son plafond ; éteinte, rien', () => {
    expect(raisonDuLemme(instance, { conflit: ['P', 'Q'], preuve: surA(B, B) })).toBeNull();
    // With one cent more of B, the two cents that A leaves to P and the four of Q are no more than all the money.
    const large = { ...instance, enveloppes: [enveloppe('A', 9n), enveloppe('B', 6n)] };
    expect(raisonDuLemme(large, { conflit: ['P', 'Q'], preuve: surA(B, B) })).toBe(FAUX);
    // Nothing is proven on when nothing has a price; off, the five cents of B never pay for P.
    const rien: NoeudConflit = { enveloppes: {}, credits: {} };
    expect(raisonDuLemme(instance, { conflit: ['P', 'Q'], preuve: surA(rien, B) })).toBe(FAUX);
    expect(raisonDuLemme(instance, { conflit: ['P', 'Q'], preuve: surA(B, rien) })).toBeNull();
  });

  test('un projet que l’enveloppe ouverte ne suffit pas à payer ne tient d’aucune façon', () => {
    const seul = { ...instance, projets: [projet('P', 10n, [ligne('B', 4n), ligne('A', 5n)])] };
    expect(raisonDuLemme(seul, { conflit: ['P'], preuve: { enveloppes: {}, credits: {} } })).toBeNull();
  });

  test('ce qui est décidé de la ligne d’un projet ne pèse pas sur l’autre', () => {
    // P by A alone and Q by B alone: both fit, and no prices may say otherwise.
    const ensemble = {
      ...instance,
      enveloppes: [enveloppe('A', 5n), enveloppe('B', 5n)],
      projets: [projet('P', 5n, [ligne('A', 5n, 4n), ligne('B', 5n)]), projet('Q', 5n, [ligne('B', 5n)])],
    };
    const allumee: NoeudConflit = { enveloppes: { A: 2n, B: 1n }, credits: {} };
    expect(raisonDuLemme(ensemble, { conflit: ['P', 'Q'], preuve: surA(allumee, B) })).toBe(FAUX);
  });

  test('une ligne se nomme par une enveloppe sur laquelle le projet compte', () => {
    const preuve: NoeudConflit = { projet: 'Q', enveloppe: 'A', allumee: B, eteinte: B };
    expect(raisonDuLemme(instance, { conflit: ['P', 'Q'], preuve })).toBe('Q ne compte pas sur A.');
    const inconnu: NoeudConflit = { projet: 'X', enveloppe: 'A', allumee: B, eteinte: B };
    expect(raisonDuLemme(instance, { conflit: ['P', 'Q'], preuve: inconnu })).toBe(
      'Le certificat nomme un projet inconnu : X.',
    );
  });

  test('des crédits annuels ont leur prix, jamais négatif, et leur place', () => {
    const refus = (i: number) => `Prix de crédits de paiement refusé : ${i}.`;
    const preuve = (credits: Record<number, bigint>): NoeudConflit => ({ enveloppes: {}, credits });
    const lemme = (credits: Record<number, bigint>) => ({ conflit: ['P', 'Q'], preuve: preuve(credits) });
    expect(raisonDuLemme(instance, lemme({ 0: 1n }))).toBe(refus(0));
    // A year pays all of B's parts: 10 000 ten-thousandths a cent, for six cents at least (two of P, four of Q).
    const annee = (montant: bigint) => ({
      creditsPaiement: [{ enveloppe: 'B', annee: 2026, montant, tauxBp: { P: 10_000, Q: 10_000 } }],
    });
    expect(raisonDuLemme(instance, lemme({ 0: 1n }), annee(5n))).toBeNull();
    expect(raisonDuLemme(instance, lemme({ 0: 1n }), annee(6n))).toBe(FAUX);
    expect(raisonDuLemme(instance, lemme({ 0: 0n }), annee(5n))).toBe(FAUX);
    expect(raisonDuLemme(instance, lemme({ 0: -1n }), annee(5n))).toBe(refus(0));
    expect(raisonDuLemme(instance, lemme({ 1: 1n }), annee(5n))).toBe(refus(1));
  });
});

describe('verifierCertificat : l’usage d’un lemme', () => {
  test('le second de deux jumeaux ne vaut rien là où le premier est écarté', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 4n)],
      projets: [
        { ...projet('P', 4n, [ligne('A', 4n)]), score: 7n },
        { ...projet('Q', 4n, [ligne('A', 4n)]), score: 7n },
        { ...projet('R', 1n, [ligne('A', 1n)]), score: 5n },
      ],
    };
    const prouve = (score: bigint, dehors: PrixCertifies) =>
      verifierCertificat(
        instance,
        {},
        {
          score,
          echelle: 1n,
          lemmes: [{ jumeaux: ['P', 'Q'] }],
          preuve: { projet: 'P', dedans: feuille({ A: 5n }), dehors },
        },
      ).valide;
    // In: four cents at 5 are 20, and P costs 20 of its 7. Out: at 7 for the lemma Q is worth nothing, R keeps its 5.
    expect([prouve(7n, feuille({}, { inegalites: { 0: 7n } })), prouve(7n, feuille({}))]).toEqual([true, false]);
    expect(prouve(6n, feuille({}, { inegalites: { 0: 7n } }))).toBe(false);
  });

  test('deux jumeaux le sont aussi de leurs crédits annuels, nuls quand ils manquent', () => {
    const projets = ['P', 'Q'].map((id) => projet(id, 4n, [ligne('A', 4n)]));
    const instance: Instance = { classes: [], enveloppes: [enveloppe('A', 4n)], projets };
    const raison = (tauxBp: Record<string, number>) =>
      raisonDuLemme(
        instance,
        { jumeaux: ['P', 'Q'] },
        { creditsPaiement: [{ enveloppe: 'A', annee: 2026, montant: 9n, tauxBp }] },
      );
    expect([raison({ P: 1, Q: 1 }), raison({ P: 0 }), raison({})]).toEqual([null, null, null]);
    expect([raison({ P: 1, Q: 2 }), raison({ Q: 1 })]).toEqual(
      Array.from({ length: 2 }, () => 'P et Q ne sont pas semblables.'),
    );
  });
});

test('ce qui n’est pas un certificat est une faute de l’appelant, pas un verdict', () => {
  const instance: Instance = { classes: [], enveloppes: [], projets: [] };
  expect(() => verifierCertificat(instance, {}, null as unknown as Certificat)).toThrow(TypeError);
});
