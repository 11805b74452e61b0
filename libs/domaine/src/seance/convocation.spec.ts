import { attendreRefus, fait } from '../../essais/decision.js';
import { ajouterPoint, convoquer, type DemandeConvocation, type DemandePoint } from './convocation.js';
import { REGLEMENT_CRPA } from './reglement.js';

const CONVOQUEE_LE = new Date('2021-09-06T08:00:00Z');

function demande(autrement: Partial<DemandeConvocation> = {}): DemandeConvocation {
  return {
    convoqueeLe: CONVOQUEE_LE,
    prevueLe: new Date('2021-09-11T08:00:00Z'),
    reglement: REGLEMENT_CRPA,
    pointIds: ['p1', 'p2'],
    ...autrement,
  };
}

const premiere = { etat: 'SANS_QUORUM', pointIds: ['p1', 'p2'] } as const;

describe('convoquer (R18)', () => {
  test('cinq jours pleins suffisent, l’ordre du jour est figé', () => {
    expect(fait(convoquer(demande()))).toEqual({
      etat: 'CONVOQUEE',
      convoqueeLe: CONVOQUEE_LE,
      prevueLe: new Date('2021-09-11T08:00:00Z'),
      pointIds: ['p1', 'p2'],
      sansQuorum: false,
      mention: null,
    });
  });

  test.each([
    ['une milliseconde de moins que cinq jours', '2021-09-11T07:59:59.999Z', 5],
    ['quatre jours', '2021-09-10T08:00:00Z', 5],
    ['une séance passée', '2021-09-01T08:00:00Z', 0],
    ['l’instant même de la convocation', '2021-09-06T08:00:00Z', 0],
  ])('CONVOCATION_TARDIVE : %s', (_, prevueLe, delaiConvocationJours) => {
    const tardive = demande({ prevueLe: new Date(prevueLe), reglement: { ...REGLEMENT_CRPA, delaiConvocationJours } });
    attendreRefus(convoquer(tardive), 'CONVOCATION_TARDIVE', 'prevueLe', `au moins ${delaiConvocationJours} jour`);
  });

  test('le délai est celui du règlement', () => {
    const reglement = { ...REGLEMENT_CRPA, delaiConvocationJours: 15 };
    expect(convoquer(demande({ reglement })).ok).toBe(false);
    expect(convoquer(demande({ reglement, prevueLe: new Date('2021-09-21T08:00:00Z') })).ok).toBe(true);
  });

  test('les jours se comptent à Paris, même la nuit du changement d’heure', () => {
    const heure = { convoqueeLe: new Date('2021-10-29T08:00:00Z') };
    expect(convoquer(demande({ ...heure, prevueLe: new Date('2021-11-03T08:59:59Z') })).ok).toBe(false);
    expect(convoquer(demande({ ...heure, prevueLe: new Date('2021-11-03T09:00:00Z') })).ok).toBe(true);
  });

  test('ordre du jour vide, ou point en double', () => {
    attendreRefus(convoquer(demande({ pointIds: [] })), 'INCOMPLET', 'points', 'au moins un point');
    attendreRefus(convoquer(demande({ pointIds: ['a', 'b', 'a'] })), 'DOUBLON', 'points[2]', 'déjà à l’ordre du jour');
  });
});

describe('seconde convocation (R21)', () => {
  const seconde = (autrement: Partial<DemandeConvocation> = {}) =>
    convoquer(demande({ premiere, prevueLe: new Date('2021-09-07T08:00:00Z'), ...autrement }));

  test('E4 : même ordre du jour, un jour plein, et la mention « sans condition de quorum »', () => {
    const convocation = fait(seconde());
    expect(convocation).toMatchObject({ etat: 'RECONVOQUEE', sansQuorum: true, pointIds: ['p1', 'p2'] });
    expect(convocation.mention).toMatch(/sans condition de quorum/);
  });

  test('ORDRE_DU_JOUR_FIGE : point retiré, ajouté, remplacé ou déplacé', () => {
    for (const pointIds of [['p1'], ['p1', 'p2', 'p3'], ['p1', 'p3'], ['p2', 'p1']]) {
      attendreRefus(seconde({ pointIds }), 'ORDRE_DU_JOUR_FIGE', 'points', 'même ordre du jour');
    }
  });

  test('son propre délai', () => {
    const tardive = seconde({ prevueLe: new Date('2021-09-07T07:59:59Z') });
    attendreRefus(tardive, 'CONVOCATION_TARDIVE', 'prevueLe', 'au moins 1 jour');
  });

  test('seulement après une séance sans quorum', () => {
    const decision = seconde({ premiere: { ...premiere, etat: 'OUVERTE' } });
    attendreRefus(decision, 'ETAT_INVALIDE', 'etat', 'convoquer une seconde fois');
  });
});

describe('ajouterPoint (R18)', () => {
  const ajout = (autrement: Partial<DemandePoint> = {}) =>
    ajouterPoint({
      etat: 'CONVOQUEE',
      sansQuorum: false,
      pointIds: ['p1'],
      pointId: 'p2',
      opposantIds: [],
      ...autrement,
    });

  test.each(['CONVOQUEE', 'OUVERTE', 'RECONVOQUEE'] as const)('%s : accepté quand aucun membre ne s’oppose', (etat) => {
    expect(fait(ajout({ etat }))).toEqual(['p1', 'p2']);
  });

  test('figé tant que les membres ne sont pas consultés, ou si l’un s’oppose', () => {
    attendreRefus(ajout({ opposantIds: null }), 'ORDRE_DU_JOUR_FIGE', 'points', 'aucun membre, consulté');
    attendreRefus(ajout({ opposantIds: ['m1'] }), 'ORDRE_DU_JOUR_FIGE', 'points', /figé depuis.*1 membre s’oppose/);
  });

  test('R21 : jamais dans une seconde séance', () => {
    attendreRefus(ajout({ sansQuorum: true }), 'ORDRE_DU_JOUR_FIGE', 'points', 'l’ordre du jour de la première');
  });

  test.each(['SANS_QUORUM', 'CLOSE', 'PV_REDIGE', 'PV_APPROUVE'] as const)('%s : trop tard', (etat) => {
    attendreRefus(ajout({ etat }), 'ETAT_INVALIDE', 'etat', 'ordre du jour ne change plus');
  });

  test('suspendue : pas avant la reprise', () => {
    attendreRefus(ajout({ etat: 'SUSPENDUE' }), 'ETAT_INVALIDE', 'etat', 'se complète à la reprise');
  });

  test('un point déjà inscrit', () => {
    attendreRefus(ajout({ pointId: 'p1' }), 'DOUBLON', 'pointId', 'déjà à l’ordre du jour');
  });
});
