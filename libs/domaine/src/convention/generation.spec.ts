import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import type { EtatCandidature } from '../candidature/index.js';
import { avancer } from '../cycle.js';
import { accepter, refuser } from '../refus.js';
import { CYCLE_SEANCE, type EtatSeance } from '../seance/cycles.js';
import {
  bilanGeneration,
  consignerLigne,
  CYCLE_GENERATION,
  ETATS_GENERATION_VIVANTE,
  ETATS_LIGNE_GENERATION,
  exigerSansConvention,
  lancerGeneration,
  LIGNE_EN_PANNE,
  type ActionGeneration,
  type DemandeGeneration,
  type EtatGeneration,
  type EtatLigneGeneration,
} from './generation.js';

const dossier = (candidatureId: string, etat: EtatCandidature = 'RETENU', conventionne = false) => ({
  candidatureId,
  etat,
  conventionne,
});
const demande = (changements: Partial<DemandeGeneration> = {}): DemandeGeneration => ({
  etatSeance: 'CLOSE',
  dossiers: [dossier('b'), dossier('a'), dossier('c', 'REFUSE'), dossier('d', 'RETENU', true)],
  complements: [],
  ...changements,
});

test('CYCLE_GENERATION', () => {
  expect(CYCLE_GENERATION.fleches.map((f) => `${f.etat} ${f.action} ${f.vers} ${f.roles.join()}`.trim())).toEqual([
    'EN_ATTENTE prendre EN_COURS',
    'EN_ATTENTE arreter ARRETEE GESTIONNAIRE',
    'EN_COURS prendre EN_COURS',
    'EN_COURS rendre EN_ATTENTE',
    'EN_COURS arreter ARRETEE GESTIONNAIRE',
    'EN_COURS abandonner ECHOUEE',
    'EN_COURS terminer TERMINEE',
    'ARRETEE reprendre EN_ATTENTE GESTIONNAIRE',
    'ECHOUEE reprendre EN_ATTENTE GESTIONNAIRE',
  ]);
});

describe('lancer la génération des conventions d’une séance', () => {
  it('retient les dossiers retenus sans convention, chacun une fois, dans l’ordre du jour', () => {
    expect(fait(lancerGeneration(demande()))).toEqual(['b', 'a']);
    const revenu = [dossier('a'), dossier('b'), dossier('a')];
    expect(fait(lancerGeneration(demande({ dossiers: revenu })))).toEqual(['a', 'b']);
  });

  it('demande une séance close, quel que soit l’avancement de son procès-verbal', () => {
    const etats = Object.keys(CYCLE_SEANCE.etats) as EtatSeance[];
    const admis = etats.filter((etatSeance) => lancerGeneration(demande({ etatSeance })).ok);
    expect(admis).toEqual(['CLOSE', 'PV_REDIGE', 'PV_APPROUVE']);
  });

  it('refuse dans l’ordre', () => {
    const vide = { dossiers: [dossier('a', 'CONVENTIONNE', true)], complements: [dossier('a'), dossier('a')] };
    const ouverte = lancerGeneration(demande({ ...vide, etatSeance: 'OUVERTE' }));
    attendreRefus(ouverte, 'ETAT_INVALIDE', 'seanceId', 'se génèrent quand elle est close');
    attendreRefus(lancerGeneration(demande(vide)), 'ETAT_INVALIDE', 'seanceId', 'n’attend sa convention');
    const complements = ['a', 'z', 'a'].map((candidatureId) => ({ candidatureId }));
    const double = lancerGeneration(demande({ complements }));
    attendreRefus(double, 'DOUBLON', 'complements[2].candidatureId', 'complété deux fois');
  });

  it('laisse de côté ce qui est donné pour un dossier qui n’attend plus rien', () => {
    expect(fait(lancerGeneration(demande({ complements: [{ candidatureId: 'd' }] })))).toEqual(['b', 'a']);
  });
});

describe('ce qui reste d’un dossier traité', () => {
  it('sa convention, ou chaque point qui l’a empêchée', () => {
    expect(consignerLigne(accepter('v1'))).toEqual({ etat: 'FAITE', conventionId: 'v1' });
    const manques = [{ code: 'INCOMPLET' as const, chemin: 'clauses.excedent', message: 'Il manque.' }];
    expect(consignerLigne(refuser('INCOMPLET', 'Incomplète.', undefined, manques))).toEqual({
      etat: 'ECARTEE',
      code: 'INCOMPLET',
      message: 'Incomplète.',
      manques,
    });
    expect(consignerLigne(refuser('ETAT_INVALIDE', 'Pas encore.'))).toMatchObject({ manques: [] });
    expect(LIGNE_EN_PANNE).toMatchObject({ code: null, message: expect.stringContaining('générez-la seule') });
  });

  it.each(['INTROUVABLE', 'INTERDIT'] as const)('%s : la personne n’a pas ce droit, ou ne l’a plus', (code) => {
    const ecartee = { etat: 'ECARTEE', code: 'INTERDIT', manques: [] };
    expect(consignerLigne(refuser(code, 'Caché.'))).toMatchObject({
      ...ecartee,
      message: expect.stringContaining('n’a pas, ou n’a plus, le droit'),
    });
  });

  it('une convention qui existe n’est pas refaite', () => {
    expect(exigerSansConvention(null).ok).toBe(true);
    attendreRefus(exigerSansConvention('HUBS-C-0001'), 'DOUBLON', 'candidatureId', 'HUBS-C-0001 existe déjà');
  });
});

test('le bilan compte chaque dossier une fois, et n’atteint 100 que lorsqu’il n’en reste aucun', () => {
  expect(bilanGeneration([])).toEqual({ total: 0, faites: 0, ecartees: 0, restantes: 0, avancement: 100 });
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ETATS_LIGNE_GENERATION), { minLength: 1, maxLength: 400 }), (lignes) => {
      const { total, faites, ecartees, restantes, avancement } = bilanGeneration(lignes);
      expect(faites + ecartees + restantes).toBe(total);
      expect(total).toBe(lignes.length);
      expect(avancement === 100).toBe(restantes === 0);
      expect(avancement * total).toBeLessThanOrEqual(100 * (faites + ecartees));
      expect((avancement + 1) * total).toBeGreaterThan(100 * (faites + ecartees));
    }),
  );
});

/* Machines that come, treat, die or give back, and people who stop and resume, in any order. */
type Geste = ActionGeneration | 'traiter' | 'refuser' | 'mourir';
const GESTES: readonly Geste[] = [
  'prendre',
  'traiter',
  'refuser',
  'mourir',
  'rendre',
  'arreter',
  'reprendre',
  'abandonner',
  'terminer',
];

interface Partie {
  etat: EtatGeneration;
  lignes: EtatLigneGeneration[];
  /** How many conventions each file got. */
  faites: number[];
  tenue: boolean;
}

function traiter(p: Partie, issue: Parameters<typeof consignerLigne>[0]): void {
  const rang = p.lignes.indexOf('A_FAIRE');
  if (p.etat !== 'EN_COURS' || !p.tenue || rang < 0) return;
  p.lignes[rang] = consignerLigne(issue).etat;
  if (issue.ok) p.faites[rang] = (p.faites[rang] ?? 0) + 1;
}

function jouer(p: Partie, geste: Geste): void {
  if (geste === 'traiter') return traiter(p, accepter('v'));
  if (geste === 'refuser') return traiter(p, refuser('INCOMPLET', 'Il manque.'));
  if (geste === 'mourir') return void (p.tenue = false);
  if (geste === 'terminer' && bilanGeneration(p.lignes).restantes > 0) return;
  const suite = avancer(CYCLE_GENERATION, p.etat, geste);
  if (!suite.ok) return;
  p.etat = suite.fait;
  p.tenue = p.etat === 'EN_COURS';
}

test('quoi qu’il arrive aux machines, aucun dossier n’est traité deux fois, et tout se reprend jusqu’au bout', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.constantFrom(...GESTES), { maxLength: 60 }),
      (n, gestes) => {
        const p: Partie = { etat: CYCLE_GENERATION.initial, lignes: [], faites: [], tenue: false };
        p.lignes = Array.from({ length: n }, () => 'A_FAIRE' as const);
        for (const geste of gestes) {
          const avant = [...p.lignes];
          jouer(p, geste);
          avant.forEach((etat, i) => etat !== 'A_FAIRE' && expect(p.lignes[i]).toBe(etat));
          if (p.etat === 'TERMINEE') expect(bilanGeneration(p.lignes).restantes).toBe(0);
        }
        if (!ETATS_GENERATION_VIVANTE.includes(p.etat)) jouer(p, 'reprendre');
        jouer(p, 'prendre');
        for (let i = 0; i < n; i += 1) jouer(p, 'traiter');
        jouer(p, 'terminer');
        expect(p.etat).toBe('TERMINEE');
        expect(p.faites.every((fois) => fois === 1)).toBe(true);
        expect(p.faites.filter((fois) => fois === 1)).toHaveLength(p.lignes.filter((l) => l === 'FAITE').length);
      },
    ),
  );
});
