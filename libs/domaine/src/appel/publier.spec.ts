import { AMI_HUBS_2020, REGLES_HUBS_2020 } from '../programmes/hubs.js';
import type { Appel } from './appel.js';
import { controlerRegles } from './controler-regles.js';
import { manquesAppel, prolonger, publier } from './publier.js';
import type { AppelRegles, Bonification, Plafond } from './regles.js';

const appel = (extra: Partial<Appel> = {}): Appel => ({ ...AMI_HUBS_2020, ...extra });

describe('publier (domaine §8)', () => {
  test('l’AMI Hubs 2020 se publie tel qu’il est écrit', () => {
    expect(publier(AMI_HUBS_2020)).toEqual({ ok: true, fait: { etat: 'PUBLIE' } });
    expect(publier(appel({ etat: 'VALIDE' }))).toEqual({ ok: true, fait: { etat: 'PUBLIE' } });
    expect(manquesAppel(AMI_HUBS_2020)).toEqual([]);
  });

  test('l’état est refusé avant le contenu', () => {
    expect(publier(appel({ etat: 'OUVERT', titre: '' }))).toMatchObject({
      ok: false,
      refus: { code: 'ETAT_INVALIDE' },
    });
  });

  const un = { code: 'A', libelle: 'Critère A', poids: 100 };
  test.each<[string, Partial<Appel>, string, string]>([
    ['titre vide', { titre: '  ' }, 'titre', 'titre'],
    ['sans ouverture', { ouverture: null }, 'ouverture', "d'ouverture"],
    ['sans clôture', { cloture: null }, 'cloture', 'de clôture'],
    ['clôture à l’ouverture', { cloture: AMI_HUBS_2020.ouverture }, 'cloture', 'suivre'],
    ['clôture avant', { cloture: new Date('2020-11-01T00:00:00Z') }, 'cloture', 'suivre'],
    ['personne ne peut candidater', { categoriesAdmises: [] }, 'categoriesAdmises', 'catégories'],
    ['sans règle', { regles: null }, 'regles', 'règle de calcul'],
    [
      'règle incohérente',
      { regles: { ...REGLES_HUBS_2020, montantBase: 0n } },
      'regles.montantBase',
      'supérieur à zéro',
    ],
    ['grille vide', { grille: [] }, 'grille', 'aucun critère'],
    ['grille à 99', { grille: [{ ...un, poids: 99 }] }, 'grille', '99 au lieu de 100'],
    ['grille à 101', { grille: [{ ...un, poids: 101 }] }, 'grille', '101 au lieu de 100'],
    ['sans enveloppe', { enveloppes: [] }, 'enveloppes', 'aucune enveloppe'],
    ['enveloppe vide', { enveloppes: [{ libelle: 'Hubs', montant: 0n }] }, 'enveloppes[0].montant', '« Hubs »'],
  ])('refuse : %s', (_titre, extra, chemin, mots) => {
    expect(publier(appel(extra))).toEqual({
      ok: false,
      refus: {
        code: 'INCOMPLET',
        message: "L'appel ne peut pas être publié : un point reste à compléter.",
        chemin: undefined,
        details: [{ code: 'INCOMPLET', chemin, message: expect.stringContaining(mots) }],
      },
    });
  });

  test('clôture un millième après l’ouverture : accepté', () => {
    const cloture = new Date((AMI_HUBS_2020.ouverture?.getTime() ?? 0) + 1);
    expect(publier(appel({ cloture })).ok).toBe(true);
  });

  test('poids nul, négatif ou fractionnaire, et critère en double : chacun à sa place', () => {
    const grille = [
      { ...un, poids: 0 },
      { code: 'B', libelle: 'B', poids: -1 },
      { code: 'C', libelle: 'C', poids: 0.5 },
      { code: 'A', libelle: 'A', poids: 100.5 },
    ];
    expect(manquesAppel(appel({ grille })).map(({ chemin }) => chemin)).toEqual([
      'grille[0].poids',
      'grille[1].poids',
      'grille[2].poids',
      'grille[3].poids',
      'grille[3].code',
    ]);
    expect(manquesAppel(appel({ grille }))[0]?.message).toContain('« Critère A »');
    expect(manquesAppel(appel({ grille }))[4]?.message).toContain('« A » figure deux fois');
  });

  test('tout ce qui manque est dit d’un coup, dans l’ordre du formulaire', () => {
    const vide = appel({
      titre: '',
      ouverture: null,
      cloture: null,
      categoriesAdmises: [],
      regles: null,
      grille: [],
      enveloppes: [],
    });
    const decision = publier(vide);
    expect(decision).toMatchObject({ ok: false, refus: { message: expect.stringContaining('7 points restent') } });
    expect(manquesAppel(vide).map(({ chemin }) => chemin)).toEqual([
      'titre',
      'ouverture',
      'cloture',
      'categoriesAdmises',
      'regles',
      'grille',
      'enveloppes',
    ]);
  });
});

describe('controlerRegles (R3)', () => {
  const bonus: Bonification = {
    code: 'B',
    libelle: 'Bonus',
    montant: 1n,
    condition: 'LIEU_QPV',
    preuve: 'Un lieu',
    cumulable: true,
  };
  const taux: Plafond = { code: 'T', libelle: 'Taux', type: 'TAUX_MAX', tauxBp: 10_000, sourceJuridique: 'Texte' };
  const maximum: Plafond = { code: 'M', libelle: 'Max', type: 'MONTANT_MAX', montant: 1n, sourceJuridique: 'Texte' };
  const regles = (extra: Partial<AppelRegles>): AppelRegles => ({
    mode: 'PLAFOND',
    montantBase: 1n,
    bonifications: [bonus],
    plafonds: [taux, maximum],
    ...extra,
  });

  test('des règles cohérentes passent', () => {
    expect(controlerRegles(regles({}))).toEqual({ ok: true, fait: undefined });
    expect(controlerRegles(regles({ plafonds: [{ ...taux, tauxBp: 1 }] })).ok).toBe(true);
    expect(controlerRegles(REGLES_HUBS_2020).ok).toBe(true);
  });

  test.each<[Partial<AppelRegles>, string, string]>([
    [{ montantBase: 0n }, 'regles.montantBase', 'montant de base'],
    [{ bonifications: [{ ...bonus, libelle: ' ' }] }, 'regles.bonifications[0].libelle', 'libellé'],
    [{ bonifications: [{ ...bonus, montant: 0n }] }, 'regles.bonifications[0].montant', 'montant de la bonification'],
    [{ bonifications: [{ ...bonus, preuve: ' ' }] }, 'regles.bonifications[0].preuve', 'prouve'],
    [{ bonifications: [{ ...bonus, code: ' ' }] }, 'regles.bonifications[0].code', 'vide ou déjà pris'],
    [{ bonifications: [{ ...bonus, code: 'BASE' }] }, 'regles.bonifications[0].code', '« BASE »'],
    [{ bonifications: [bonus, bonus] }, 'regles.bonifications[1].code', '« B »'],
    [{ plafonds: [{ ...taux, code: 'B' }] }, 'regles.plafonds[0].code', '« B »'],
    [{ plafonds: [{ ...taux, tauxBp: 0 }] }, 'regles.plafonds[0].tauxBp', '0,01'],
    [{ plafonds: [{ ...taux, tauxBp: 10_001 }] }, 'regles.plafonds[0].tauxBp', '100 %'],
    [{ plafonds: [{ ...taux, tauxBp: 33.3 }] }, 'regles.plafonds[0].tauxBp', '100 %'],
    [{ plafonds: [{ ...taux, tauxBp: null }] }, 'regles.plafonds[0].tauxBp', '100 %'],
    [{ plafonds: [taux, { ...maximum, montant: 0n }] }, 'regles.plafonds[1].montant', 'plafond ou du minimum'],
    [{ plafonds: [{ ...maximum, montant: undefined }] }, 'regles.plafonds[0].montant', 'plafond ou du minimum'],
    [{ plafonds: [{ ...maximum, sourceJuridique: ' ' }] }, 'regles.plafonds[0].sourceJuridique', 'texte'],
  ])('refuse %j', (extra, chemin, mots) => {
    expect(controlerRegles(regles(extra))).toEqual({
      ok: false,
      refus: {
        code: 'INCOMPLET',
        message: "Les règles de l'appel ne sont pas cohérentes.",
        chemin: 'regles',
        details: [{ code: 'INCOMPLET', chemin, message: expect.stringContaining(mots) }],
      },
    });
  });
});

describe('prolonger', () => {
  const cloture = new Date('2021-07-31T21:59:59Z');

  test('la clôture recule, jamais l’inverse', () => {
    const ouvert = appel({ etat: 'OUVERT' });
    expect(prolonger(ouvert, cloture)).toEqual({ ok: true, fait: { cloture } });
    expect(prolonger(appel({ etat: 'PUBLIE' }), cloture).ok).toBe(true);
    for (const refusee of [new Date('2021-06-30T21:59:59.000Z'), new Date('2021-06-01T00:00:00Z')]) {
      expect(prolonger(ouvert, refusee)).toMatchObject({
        ok: false,
        refus: {
          code: 'ENTREE_INVALIDE',
          chemin: 'cloture',
          message: expect.stringContaining('30 juin 2021 à 23 h 59'),
        },
      });
    }
    expect(prolonger(ouvert, new Date('2021-06-30T21:59:59.001Z')).ok).toBe(true);
  });

  test('un appel clos ne se prolonge pas', () => {
    expect(prolonger(appel({ etat: 'CLOS' }), cloture)).toMatchObject({ refus: { code: 'ETAT_INVALIDE' } });
  });

  test('un appel sans clôture en reçoit une', () => {
    expect(prolonger(appel({ etat: 'PUBLIE', cloture: null }), cloture).ok).toBe(true);
  });
});
