import { avecLignes, donneesE1, ligne, partie } from '../../essais/convention.js';
import type { DonneesConvention } from './donnees.js';
import { mentionsManquantes } from './mentions.js';

const chemins = (donnees: DonneesConvention) => mentionsManquantes(donnees).map((m) => m.chemin);

/** The only missing mention; fails when there are none or several. */
function seule(donnees: DonneesConvention): { chemin: string; message: string } {
  const manquantes = mentionsManquantes(donnees);
  expect(manquantes).toHaveLength(1);
  expect(manquantes[0]?.code).toBe('INCOMPLET');
  return manquantes[0]!;
}

test('E1 : rien ne manque', () => {
  expect(mentionsManquantes(donneesE1())).toEqual([]);
});

describe('R27 : mentions de toute convention', () => {
  const base = donneesE1();
  const clauses = (autrement: Partial<DonneesConvention['clauses']>) => ({
    clauses: { ...base.clauses, ...autrement },
  });
  const duree = (autrement: Partial<DonneesConvention['duree']>) => ({ duree: { ...base.duree, ...autrement } });

  test.each<[string, Partial<DonneesConvention>, RegExp]>([
    ['objet', { objet: null }, /L’objet manque.*candidature/],
    ['objet', { objet: '  ' }, /L’objet manque/],
    ['actions', { actions: [] }, /Aucune action.*actions de la candidature/],
    ['duree.debut', duree({ debut: null }), /Le début du projet.*calendrier/],
    ['duree.fin', duree({ fin: null }), /La fin du projet.*calendrier/],
    ['duree.limiteBilan', duree({ limiteBilan: null }), /limite du bilan.*convention/],
    ['seance.numeroDeliberation', { seance: { ...base.seance, numeroDeliberation: '' } }, /numéro du vote.*scrutin/],
    ['clauses.conditionsUtilisation', clauses({ conditionsUtilisation: null }), /conditions d’utilisation.*clause/],
    ['clauses.controleEvaluation', clauses({ controleEvaluation: '' }), /contrôle et l’évaluation.*clause/],
  ])('%s', (chemin, autrement, message) => {
    const manquante = seule(donneesE1(autrement));
    expect(manquante.chemin).toBe(chemin);
    expect(manquante.message).toMatch(message);
  });

  test('aucune part attribuée', () => {
    const [premiere] = mentionsManquantes(avecLignes([]));
    expect(premiere).toMatchObject({ chemin: 'plan.lignes', message: expect.stringMatching(/Aucun montant.*engager/) });
  });
});

describe('versements et actes, part par part', () => {
  test('R27 : un échéancier absent, court ou long est cité par financeur', () => {
    const base = donneesE1();
    const sans = { ...base, echeanciers: base.echeanciers.filter((e) => e.partId !== 'part-region') };
    expect(seule(sans)).toMatchObject({
      chemin: 'echeanciers',
      message: 'Les versements de Région Bretagne ne couvrent pas sa part : complétez son échéancier.',
    });
    const [premier, ...autres] = base.echeanciers;
    const [versement] = premier!.versements;
    const court = { ...premier!, versements: [{ ...versement!, montant: 34_999_999n }] };
    expect(seule({ ...base, echeanciers: [court, ...autres] }).message).toMatch('Banque des Territoires');
    const complete = { ...premier!, versements: [...court.versements, { ...versement!, montant: 1n }] };
    expect(mentionsManquantes({ ...base, echeanciers: [complete, ...autres] })).toEqual([]);
  });

  test('R24 : l’acte de chaque part, ou sa condition suspensive', () => {
    const sansActe = (condition: string | null) => {
      const base = donneesE1();
      const lignes = base.plan.lignes.map((l, i) => (i === 2 ? { ...l, acte: null, condition } : l));
      return { ...base, plan: { ...base.plan, lignes } };
    };
    expect(seule(sansActe(null))).toMatchObject({
      chemin: 'plan.lignes[2].acte',
      message: expect.stringMatching(/acte de Rennes Métropole.*engagement/),
    });
    expect(chemins(sansActe(''))).toEqual(['plan.lignes[2].acte']);
    expect(chemins(sansActe('vote du budget'))).toEqual([]);
  });
});

describe('argent public', () => {
  const vide: Partial<DonneesConvention> = {
    cer: null,
    aideEtat: null,
    clauses: { ...donneesE1().clauses, origineInitiative: null, excedent: null },
  };

  test('R15, R27, R29, R30 : une association aidée par un financeur public', () => {
    const manquantes = mentionsManquantes(donneesE1(vide));
    expect(manquantes.map((m) => m.chemin)).toEqual([
      'clauses.origineInitiative',
      'aideEtat',
      'clauses.excedent',
      'cer',
    ]);
    expect(manquantes.map((m) => m.message)).toEqual([
      expect.stringMatching(/origine du projet.*initiative/),
      expect.stringMatching(/base d’aide d’État.*instruction/),
      expect.stringMatching(/excédent.*même nulle/),
      expect.stringMatching(/engagement républicain.*candidature/),
    ]);
  });

  test.each([
    ['FONDATION', true],
    ['GIP', false],
    ['EPCI', false],
    ['ENTREPRISE', false],
  ] as const)('R30 : un bénéficiaire %s doit le CER = %s', (categorie, doit) => {
    const obtenus = chemins(donneesE1({ ...vide, beneficiaire: partie('b', 'B', categorie) }));
    expect(obtenus.includes('cer')).toBe(doit);
    expect(obtenus.includes('clauses.excedent')).toBe(doit);
    expect(obtenus).toContain('aideEtat');
  });

  test('E11 : rien de tout cela entre personnes privées', () => {
    expect(chemins(avecLignes([ligne('f', 'Fondation', 'FONDATION', 100n)], vide))).toEqual([]);
  });
});

describe('R28 : investissement de l’État', () => {
  const etat = ligne('etat', 'État', 'ETAT', 100n, { nature: 'INVESTISSEMENT' });
  const clauses = { ...donneesE1().clauses, reversement: null };

  test('nature des dépenses, reversement et calcul', () => {
    const manquantes = mentionsManquantes(avecLignes([etat], { clauses }));
    expect(manquantes.map((m) => m.chemin)).toEqual(['cout.natureDepenses', 'clauses.reversement', 'regles']);
    expect(manquantes.map((m) => m.message)).toEqual([
      expect.stringMatching(/nature des dépenses éligibles.*budget/),
      expect.stringMatching(/conditions de reversement.*clause/),
      expect.stringMatching(/calcul de la subvention de État.*règle de l’appel/),
    ]);
  });

  test('la règle de calcul est celle de la part', () => {
    const regle = (partId: string) => ({
      partId,
      mode: 'TAUX' as const,
      base: 100n,
      bonifications: [],
      maximum: 100n,
    });
    const cout = { ...donneesE1().cout, natureDepenses: 'Matériel' };
    expect(chemins(avecLignes([etat], { cout, regles: [regle('part-etat')] }))).toEqual([]);
    expect(chemins(avecLignes([etat], { cout, regles: [regle('autre')] }))).toEqual(['regles']);
  });

  test('seules les parts d’investissement de l’État exigent leur calcul', () => {
    const region = ligne('region', 'Région', 'REGION', 100n, { nature: 'INVESTISSEMENT' });
    const manquantes = mentionsManquantes(avecLignes([region, etat])).filter((m) => m.chemin === 'regles');
    expect(manquantes.map((m) => m.message)).toEqual([expect.stringMatching('subvention de État')]);
  });

  test('pas pour un fonctionnement, ni pour l’investissement d’une région', () => {
    expect(chemins(avecLignes([{ ...etat, nature: 'FONCTIONNEMENT' }], { clauses }))).toEqual([]);
    expect(chemins(avecLignes([{ ...etat, categorie: 'REGION' }], { clauses }))).toEqual([]);
  });
});

describe('R31 : consortium', () => {
  const consortium = (mandatLe: string | null, part: bigint) => ({
    mandatLe,
    membres: [{ denomination: 'M', siret: null, part }],
  });

  test('le mandat, et l’autorisation quand un membre reçoit une part', () => {
    expect(seule(donneesE1({ consortium: consortium(null, 0n) }))).toMatchObject({
      chemin: 'consortium.mandatLe',
      message: expect.stringMatching(/mandat du consortium.*candidature/),
    });
    expect(seule(donneesE1({ consortium: consortium('2021-05-01', 1n) }))).toMatchObject({
      chemin: 'clauses.reversementAutorise',
      message: expect.stringMatching(/partenaires reçoivent une part.*convention/),
    });
    const clauses = { ...donneesE1().clauses, reversementAutorise: true };
    expect(chemins(donneesE1({ consortium: consortium('2021-05-01', 1n), clauses }))).toEqual([]);
    expect(chemins(donneesE1({ consortium: consortium('2021-05-01', 0n) }))).toEqual([]);
    expect(chemins(donneesE1({ consortium: consortium(null, 1n) }))).toEqual([
      'consortium.mandatLe',
      'clauses.reversementAutorise',
    ]);
  });
});

describe('R33 : chaque partie', () => {
  const vide = {
    siret: null,
    siege: '',
    representantNom: ' ',
    representantQualite: null,
    acteHabilitant: null,
  };

  test('le bénéficiaire', () => {
    const manquantes = mentionsManquantes(donneesE1({ beneficiaire: { ...donneesE1().beneficiaire, ...vide } }));
    expect(manquantes.map((m) => m.chemin)).toEqual([
      'beneficiaire.siret',
      'beneficiaire.siege',
      'beneficiaire.representantNom',
      'beneficiaire.representantQualite',
      'beneficiaire.acteHabilitant',
    ]);
    expect(manquantes.map((m) => m.message)).toEqual([
      expect.stringMatching(/L’identifiant de Hub Bretagne.*SIRET, RNA ou RIDET/),
      expect.stringMatching(/siège de Hub Bretagne.*fiche organisme/),
      expect.stringMatching(/nom du signataire de Hub Bretagne.*fiche organisme/),
      expect.stringMatching(/qualité du signataire de Hub Bretagne.*fiche organisme/),
      expect.stringMatching(/habilite le signataire de Hub Bretagne.*numéro/),
    ]);
  });

  test('un financeur, par son rang', () => {
    const base = donneesE1();
    const financeurs = base.financeurs.map((f, i) => (i === 1 ? { ...f, representantNom: null } : f));
    expect(seule({ ...base, financeurs })).toMatchObject({
      chemin: 'financeurs[1].representantNom',
      message: expect.stringMatching('Région Bretagne'),
    });
  });

  test('SIRET, RNA ou RIDET : un seul suffit', () => {
    const avec = (identifiants: object) =>
      chemins(donneesE1({ beneficiaire: { ...donneesE1().beneficiaire, siret: null, ...identifiants } }));
    expect(avec({ rna: 'W123456789' })).toEqual([]);
    expect(avec({ ridet: '1234567' })).toEqual([]);
    expect(avec({})).toEqual(['beneficiaire.siret']);
  });
});
