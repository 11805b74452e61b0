import { fait } from '../../essais/decision.js';
import { avecLignes, ligne, partie } from '../../essais/convention.js';
import { conventionSignee, donneesSignees } from '../../essais/donnees-essentielles.js';
import { CYCLE_CONVENTION, type EtatConvention } from '../convention/cycles.js';
import { aConventionner, composerEnsemble, donneesBilaterales, numeroterEnsemble } from '../convention/ensemble.js';
import { lireEuros, somme } from '../montant/montant.js';
import { lignesEssentielles } from './lignes.js';

const centimes = (decimal: string) => {
  const lu = lireEuros(decimal);
  if (!lu.ok) throw new Error(lu.refus.message);
  return lu.fait;
};

describe('Données essentielles d’une convention (R43, domaine §5)', () => {
  test('E1 : une ligne par financeur public, son montant à lui, un identifiant commun, et pas le mécénat', () => {
    const lignes = lignesEssentielles(conventionSignee());
    expect(lignes.map((l) => [l.nomAttribuant, l.idAttribuant, l.montant])).toEqual([
      ['Banque des Territoires', '18002002600019', '350000.00'],
      ['Région Bretagne', '23350001600040', '120000.00'],
      ['Rennes Métropole', '24350013900189', '60000.00'],
    ]);
    expect(new Set(lignes.map((l) => l.idCofinancement))).toEqual(new Set(['HUBS-2020-C-0001']));
    expect(JSON.stringify(lignes)).not.toContain('Fondation');
    expect(lignes[1]).toEqual({
      nomAttribuant: 'Région Bretagne',
      idAttribuant: '23350001600040',
      dateConvention: '2020-11-30',
      referenceDecision: '2021-118',
      nomBeneficiaire: 'Hub Bretagne',
      idBeneficiaire: '90000001900019',
      rnaBeneficiaire: 'W353000001',
      objet: 'Structurer l’inclusion numérique en Bretagne',
      montant: '120000.00',
      nature: 'aide en numéraire',
      conditionsVersement: 'unique',
      datesPeriodeVersement: '2020-11-30/2024-03-31',
      idRAE: '',
      notificationUE: 'oui',
      pourcentageSubvention: '1.00',
      dispositifAide: 'Hubs',
      idSubvention: 'HUBS-2020-C-0001-23350001600040',
      nomServiceInstructeur: 'Conférence de Bretagne',
      exerciceBudgetaire: '2021',
      pluriannualite: 'oui',
      anneesPluriannualite: '2021;2022',
      dateDecision: '2021-09-20',
      dispositif: 'Hubs',
      statutLabel: 'Accordé',
      montantDemande: '',
      ej: '',
      cofinancement: 'oui',
      attribuantsCofinanceurs: 'Banque des Territoires;Rennes Métropole',
      idCofinancement: 'HUBS-2020-C-0001',
      evaluationCout: '600000.00',
      dateMiseAJour: '2020-11-30',
    });
  });

  test('E1 en conventions bilatérales : les mêmes lignes, une par convention, sous un identifiant commun', () => {
    const plan = donneesSignees();
    const engages = plan.financeurs.map(({ organismeId: financeurId, categorie }) => {
      return { financeurId, categorie, cumulAnnuel: 2_300_001n };
    });
    const compose = numeroterEnsemble(fait(composerEnsemble(plan, engages)), plan.entete.numero ?? '');
    const lignes = aConventionner(compose.engagements).map((id) =>
      lignesEssentielles({ ...conventionSignee(), donnees: donneesBilaterales(plan, id, compose) }),
    );
    expect(lignes.map((l) => l.length)).toEqual([1, 1, 1]);
    expect(lignes.flat()).toEqual(lignesEssentielles(conventionSignee()));
  });

  test('E11 : trois financeurs privés, aucune ligne', () => {
    const prives = (['ENTREPRISE', 'FONDATION', 'FONDS_DE_DOTATION'] as const).map((categorie, i) =>
      ligne(`prive${i}`, `Mécène ${i}`, categorie, 1_000_000n),
    );
    expect(lignesEssentielles({ donnees: avecLignes(prives), etat: 'SIGNEE', signeeLe: '2021-06-01' })).toEqual([]);
  });

  test('rien n’en paraît avant la dernière signature, ni d’une version remplacée', () => {
    const etats = Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[];
    const publies = etats.filter((etat) => lignesEssentielles(conventionSignee({}, { etat })).length > 0);
    expect(publies).toEqual(['SIGNEE', 'NOTIFIEE', 'EN_EXECUTION', 'SOLDEE', 'CLOSE', 'RESILIEE']);
    expect(lignesEssentielles(conventionSignee({}, { signeeLe: null }))).toEqual([]);
    expect(lignesEssentielles(conventionSignee({}, { signeeLe: '2017-07-31' }))).toEqual([]);
    expect(lignesEssentielles(conventionSignee({}, { signeeLe: '2017-08-01' }))).toHaveLength(3);
  });

  test('une collectivité de moins de 3 500 habitants n’est pas tenue ; sans le savoir, elle l’est', () => {
    const commune = [ligne('bourg', 'Bourg', 'COMMUNE', 500_000n), ligne('ars', 'ARS', 'ETABLISSEMENT_PUBLIC', 1n)];
    const publier = (habitants?: number) =>
      lignesEssentielles({
        donnees: avecLignes(commune),
        etat: 'SIGNEE',
        signeeLe: '2021-06-01',
        habitants: new Map(
          habitants === undefined
            ? []
            : [
                ['bourg', habitants],
                ['ars', habitants],
              ],
        ),
      }).map((l) => l.nomAttribuant);
    expect(publier()).toEqual(['Bourg', 'ARS']);
    expect(publier(3_500)).toEqual(['Bourg', 'ARS']);
    expect(publier(3_499)).toEqual(['ARS']);
  });

  test('deux dispositifs d’un même financeur font une ligne : montants, actes et versements réunis', () => {
    const acte = ligne('x', 'x', 'REGION', 1n).acte!;
    const donnees = avecLignes([
      ligne('region', 'Région', 'REGION', 100_001n, { partId: 'a', dispositif: 'Hubs' }),
      ligne('region', 'Région', 'REGION', 200_000n, {
        partId: 'b',
        dispositif: 'Lieux ; jeunes',
        acte: { ...acte, numero: '2022-7', date: '2022-01-10' },
      }),
    ]);
    const seule = { ...donnees, financeurs: donnees.financeurs.slice(0, 1) };
    const lignes = lignesEssentielles({ donnees: seule, etat: 'SIGNEE', signeeLe: '2022-02-01' });
    expect(lignes).toHaveLength(1);
    expect(lignes[0]).toMatchObject({
      montant: '3000.01',
      dispositif: 'Hubs;Lieux , jeunes',
      referenceDecision: '2021-118;2022-7',
      dateDecision: '2022-01-10',
      conditionsVersement: 'échelonné',
      cofinancement: 'non',
      attribuantsCofinanceurs: '',
    });
  });

  test('le consortium payé a ses lignes : chaque financeur se partage au centime, les parts font 1', () => {
    const lignes = lignesEssentielles(
      conventionSignee({
        consortium: {
          mandatLe: '2021-06-01',
          membres: [
            { denomination: 'Ti Numérique', siret: '13002603200016', part: 18_333_333n },
            { denomination: 'Bénévole', siret: null, part: 0n },
            { denomination: 'Minuscule', siret: '73282932000074', part: 100n },
          ],
        },
      }),
    );
    const region = lignes.filter((l) => l.nomAttribuant === 'Région Bretagne');
    expect(region.map((l) => [l.nomBeneficiaire, l.pourcentageSubvention])).toEqual([
      ['Hub Bretagne', '0.66'],
      ['Ti Numérique', '0.33'],
      ['Minuscule', '0.01'],
    ]);
    expect(somme(region.map((l) => centimes(l.montant)))).toBe(12_000_000n);
    expect(region.map((l) => l.idSubvention)).toEqual(
      [1, 2, 3].map((rang) => `HUBS-2020-C-0001-23350001600040-${rang}`),
    );
    expect(region[1]).toMatchObject({ idBeneficiaire: '13002603200016', rnaBeneficiaire: '' });
    expect(somme(lignes.map((l) => centimes(l.montant)))).toBe(53_000_000n);
  });

  test('un bénéficiaire trop petit pour un centime n’a pas de ligne', () => {
    const donnees = avecLignes([ligne('region', 'Région', 'REGION', 10n)], {
      consortium: { mandatLe: null, membres: [{ denomination: 'Autre', siret: null, part: 0n }] },
    });
    const [seule, ...reste] = lignesEssentielles({ donnees, etat: 'SIGNEE', signeeLe: '2022-02-01' });
    expect(seule).toMatchObject({ montant: '0.10', pourcentageSubvention: '1.00' });
    expect(reste).toEqual([]);
    const partage = { mandatLe: null, membres: [{ denomination: 'Autre', siret: null, part: 1n }] };
    const deux = [ligne('region', 'Région', 'REGION', 1n), ligne('etat', 'État', 'ETAT', 999n)];
    const noms = lignesEssentielles({
      donnees: avecLignes(deux, { consortium: partage }),
      etat: 'SIGNEE',
      signeeLe: '2022-02-01',
    }).map((l) => `${l.nomAttribuant} → ${l.nomBeneficiaire} ${l.montant}`);
    expect(noms).toEqual(['Région → Hub Bretagne 0.01', 'État → Hub Bretagne 9.98', 'État → Autre 0.01']);
  });

  test('aide notifiée : de minimis seulement', () => {
    const base = (b: 'DE_MINIMIS' | 'RGEC') =>
      lignesEssentielles(
        conventionSignee({ aideEtat: { base: b, cumulDeclare: null, plafond: null, reference: '' } }),
      )[0]?.notificationUE;
    expect([base('DE_MINIMIS'), base('RGEC')]).toEqual(['oui', 'non']);
    expect(lignesEssentielles(conventionSignee({ aideEtat: null }))[0]?.notificationUE).toBe('non');
  });

  test('aucune donnée personnelle ni bancaire : ni signataire, ni représentant, ni IBAN, ni siège', () => {
    const base = donneesSignees();
    const temoin = (p: ReturnType<typeof partie>) => ({ ...p, representantNom: 'CANARI', siege: 'CANARI' });
    const donnees = donneesSignees({
      financeurs: base.financeurs.map(temoin),
      beneficiaire: { ...temoin(base.beneficiaire), representantQualite: 'CANARI' },
      cer: { accepteLe: '2021-06-30', signataireNom: 'CANARI', signataireQualite: 'CANARI', versionTexte: '' },
      echeanciers: base.echeanciers.map((e) => ({ ...e, comptable: 'CANARI', ibanMasque: 'CANARI' })),
      plan: {
        ...base.plan,
        lignes: base.plan.lignes.map((l) => ({
          ...l,
          acte: l.acte && { ...l.acte, signataireNom: 'CANARI', signataireQualite: 'CANARI' },
        })),
      },
    });
    const lignes = lignesEssentielles({ ...conventionSignee(), donnees });
    expect(lignes).toHaveLength(3);
    expect(JSON.stringify(lignes)).not.toContain('CANARI');
  });

  test.each(['Entrepreneur individuel', 'Micro-entreprise', 'Profession libérale'])(
    'rien d’un bénéficiaire qui est une personne physique (%s)',
    (formeJuridique) => {
      const { beneficiaire } = donneesSignees();
      expect(lignesEssentielles(conventionSignee({ beneficiaire: { ...beneficiaire, formeJuridique } }))).toEqual([]);
      const societe = { ...beneficiaire, formeJuridique: 'Société coopérative' };
      expect(lignesEssentielles(conventionSignee({ beneficiaire: societe }))).toHaveLength(3);
    },
  );

  test('un numéro RNA que le SCDL ne connaît pas n’est pas écrit ; sans objet, le titre', () => {
    const { beneficiaire } = donneesSignees();
    const [premiere] = lignesEssentielles(
      conventionSignee({ beneficiaire: { ...beneficiaire, rna: 'W2A1000001' }, objet: null }),
    );
    expect(premiere).toMatchObject({ rnaBeneficiaire: '', objet: 'Hub Bretagne' });
  });
});
