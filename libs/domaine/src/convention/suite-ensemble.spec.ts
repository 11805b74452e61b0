import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import { ETATS_CANDIDATURE } from '../candidature/index.js';
import { CYCLE_CONVENTION, ETATS_CONVENTION_TOMBES, type EtatConvention } from './cycles.js';
import {
  dernieresDe,
  ETATS_CONVENTION_PROJETS,
  etatEnsemble,
  LIBELLES_ETAT_ENSEMBLE,
  suiteDuDossier,
  suiteGeneration,
  type ConventionExistante,
} from './suite-ensemble.js';

const unique = (id: string, etat: EtatConvention): ConventionExistante => ({
  id,
  numero: `C-${id}`,
  etat,
  ensembleId: null,
  financeurId: null,
});
const membre = (
  financeurId: string,
  etat: EtatConvention,
  id = financeurId,
  ensembleId = 'e',
): ConventionExistante => ({
  id,
  numero: `C-1-${financeurId}`,
  etat,
  ensembleId,
  financeurId,
});
const ETATS = Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[];

describe('suiteGeneration', () => {
  test('rien encore : la forme demandée, à défaut une convention entre tous', () => {
    const rien = { remplacees: [], ensembleId: null, servis: [] };
    expect(fait(suiteGeneration(null, []))).toEqual({ forme: 'MULTIPARTITE', ...rien });
    expect(fait(suiteGeneration('BIPARTITES_COORDONNEES', [unique('1', 'CADUQUE')]))).toEqual({
      forme: 'BIPARTITES_COORDONNEES',
      ...rien,
    });
  });

  test('ce qui est debout garde sa forme ; un projet est remplacé', () => {
    expect(fait(suiteGeneration(null, [unique('2', 'RELUE'), unique('1', 'CADUQUE')])).remplacees).toEqual(['2']);
    expect(fait(suiteGeneration(null, [membre('a', 'PROJET'), membre('b', 'RELUE')]))).toEqual({
      forme: 'BIPARTITES_COORDONNEES',
      remplacees: ['a', 'b'],
      ensembleId: 'e',
      servis: [],
    });
  });

  test('1. DOUBLON : debout sous l’autre forme', () => {
    const autre = suiteGeneration('MULTIPARTITE', [membre('a', 'CADUQUE'), membre('b', 'PROJET')]);
    attendreRefus(autre, 'DOUBLON', 'forme', 'La convention C-1-b est faite sous une autre forme');
    attendreRefus(suiteGeneration('BIPARTITES_COORDONNEES', [unique('1', 'SIGNEE')]), 'DOUBLON', 'forme', 'caducité');
  });

  test('2. ETAT_INVALIDE : la convention entre tous est figée', () => {
    attendreRefus(
      suiteGeneration(null, [unique('1', 'SIGNEE')]),
      'ETAT_INVALIDE',
      'candidatureId',
      'ne se refait plus',
    );
  });

  test('dans un ensemble, seul ce qui est caduc ou en projet se refait : ni ce qui est figé, ni ce qui fut résilié', () => {
    const existantes = [
      membre('a', 'EN_SIGNATURE'),
      membre('b', 'CADUQUE', 'b2'),
      membre('b', 'CADUQUE', 'b1'),
      membre('c', 'RESILIEE'),
      membre('d', 'PROJET'),
      membre('z', 'CADUQUE', 'z', 'ancien'),
    ];
    const suite = { forme: 'BIPARTITES_COORDONNEES', remplacees: ['d'], ensembleId: 'e', servis: ['a', 'c'] };
    expect(fait(suiteGeneration(null, existantes))).toEqual(suite);
    expect(dernieresDe(existantes, 'e').map((c) => c.id)).toEqual(['a', 'b2', 'c', 'd']);
    expect(dernieresDe(existantes, null)).toEqual([]);
  });
});

describe('etatEnsemble et suiteDuDossier', () => {
  test.each<[EtatConvention[], keyof typeof LIBELLES_ETAT_ENSEMBLE]>([
    [['EN_SIGNATURE', 'PROJET'], 'EN_PREPARATION'],
    [['SIGNEE', 'CADUQUE'], 'EN_PREPARATION'],
    [['SIGNEE', 'PARTIELLEMENT_SIGNEE', 'RESILIEE'], 'EN_SIGNATURE'],
    [['NOTIFIEE', 'SIGNEE'], 'SIGNE'],
    [['NOTIFIEE', 'EN_EXECUTION'], 'NOTIFIE'],
    [['NOTIFIEE', 'RESILIEE'], 'ROMPU'],
    [['CADUQUE', 'RESILIEE'], 'TOMBE'],
  ])('%j : %s', (conventions, attendu) => expect(etatEnsemble(conventions)).toBe(attendu));

  test('signé quand toutes le sont ; conventionné quand aucune n’est à faire et qu’une au moins tient', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ETATS.filter((e) => e !== 'REMPLACEE')), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...ETATS_CANDIDATURE),
        (conventions, dossier) => {
          const etat = etatEnsemble(conventions);
          const attend = conventions.some((e) => e === 'CADUQUE' || ETATS_CONVENTION_PROJETS.includes(e));
          const tient = conventions.some((e) => !ETATS_CONVENTION_TOMBES.includes(e));
          const suite = suiteDuDossier(dossier, conventions);
          const apres = { CONVENTIONNER: 'CONVENTIONNE', DECONVENTIONNER: 'RETENU', null: dossier }[String(suite)];
          if (dossier === 'RETENU' || dossier === 'CONVENTIONNE')
            expect(apres).toBe(tient && !attend ? 'CONVENTIONNE' : 'RETENU');
          else expect(suite).toBeNull();
          expect(LIBELLES_ETAT_ENSEMBLE[etat]).toBeTruthy();
          if (etat === 'SIGNE' || etat === 'NOTIFIE')
            expect(conventions.some((e) => e === 'RESILIEE' || e === 'EN_SIGNATURE')).toBe(false);
        },
      ),
    );
  });
});
