import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import { deports, membre, membres, pouvoirs, presents, suppleants } from '../../essais/seance.js';
import {
  constaterQuorum,
  exigerQuorum,
  ouvrirSeance,
  pouvoirsEffectifs,
  quorumRequis,
  type ConstatQuorum,
  type PresenceSeance,
} from './quorum.js';
import { REGLEMENT_CRPA } from './reglement.js';

function presence(autrement: Partial<PresenceSeance> = {}): PresenceSeance {
  return {
    membres: membres(9),
    emargements: [],
    pouvoirs: [],
    deports: [],
    reglement: REGLEMENT_CRPA,
    sansQuorum: false,
    ...autrement,
  };
}

describe('quorumRequis (R19)', () => {
  test.each([
    [11, 6],
    [10, 5],
    [9, 5],
    [1, 1],
    [0, 0],
  ])('T28 : %s membres → %s', (nombre, attendu) => {
    expect(quorumRequis(nombre, REGLEMENT_CRPA)).toBe(attendu);
  });

  test('la fraction est celle du règlement, arrondie au-dessus', () => {
    const deuxTiers = { quorumNumerateur: 2, quorumDenominateur: 3 };
    expect(quorumRequis(9, deuxTiers)).toBe(6);
    expect(quorumRequis(10, deuxTiers)).toBe(7);
  });

  test('jamais plus que les membres, et un membre de plus n’en demande jamais moins', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 5 }), (n, num, plus) => {
        const reglement = { quorumNumerateur: num, quorumDenominateur: num + plus };
        const requis = quorumRequis(n, reglement);
        expect(requis).toBeLessThanOrEqual(n);
        expect(requis * (num + plus)).toBeGreaterThanOrEqual(n * num);
        expect(quorumRequis(n + 1, reglement)).toBeGreaterThanOrEqual(requis);
      }),
    );
  });
});

describe('constaterQuorum (R19, R20, R21, R23)', () => {
  test('E4 : 9 membres, quorum 5 ; 4 ne suffisent pas, 5 suffisent', () => {
    expect(constaterQuorum(presence({ emargements: presents(1, 2, 3, 4) }))).toEqual({
      membres: 9,
      requis: 5,
      presents: 4,
      distants: 0,
      representes: 0,
      total: 4,
      atteint: false,
      sansQuorum: false,
    });
    expect(constaterQuorum(presence({ emargements: presents(1, 2, 3, 4, 5) })).atteint).toBe(true);
  });

  test('compte les présents, les distants, les suppléants et les représentés', () => {
    const [distant] = presents(3);
    const emargements = [...presents(1), ...suppleants(2), { ...distant!, mode: 'DISTANCE' as const }];
    const constat = constaterQuorum(presence({ emargements, pouvoirs: pouvoirs([4, 1], [5, 2]) }));
    expect(constat).toMatchObject({ presents: 2, distants: 1, representes: 2, total: 5, atteint: true });
  });

  test('E4 : la seconde convocation délibère à 3, et même à 1, jamais à 0', () => {
    const seconde = (n: number) =>
      constaterQuorum(presence({ sansQuorum: true, emargements: presents(1, 2, 3).slice(0, n) }));
    expect(seconde(3)).toMatchObject({ total: 3, requis: 1, atteint: true, sansQuorum: true });
    expect(seconde(1).atteint).toBe(true);
    expect(seconde(0).atteint).toBe(false);
  });

  test('un règlement sans quorum ne délibère pas à zéro', () => {
    const reglement = { ...REGLEMENT_CRPA, quorumNumerateur: 0 };
    expect(constaterQuorum(presence({ reglement }))).toMatchObject({ requis: 0, atteint: false });
    expect(constaterQuorum(presence({ reglement, emargements: presents(1) })).atteint).toBe(true);
  });

  test('un membre sans voix ne compte pas', () => {
    const avec = presence({ membres: [...membres(9), membre(10, { voix: 0 })], emargements: presents(1, 2, 3, 4, 10) });
    expect(constaterQuorum(avec)).toMatchObject({ membres: 9, requis: 5, total: 4, atteint: false });
  });

  test('E4, R23 : le déport sort du quorum des deux côtés, ou pas, selon le règlement', () => {
    const situation = presence({ emargements: presents(1, 2, 3, 4, 5), deports: deports(5) });
    expect(constaterQuorum(situation)).toMatchObject({ membres: 8, requis: 4, total: 4, atteint: true });
    const dedans = { ...REGLEMENT_CRPA, deportHorsQuorum: false };
    const constat = constaterQuorum({ ...situation, reglement: dedans });
    expect(constat).toMatchObject({ membres: 9, requis: 5, total: 5, atteint: true });
  });

  test('un présent de plus ne fait jamais perdre le quorum', () => {
    const numeros = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 9 });
    fc.assert(
      fc.property(numeros, fc.integer({ min: 1, max: 9 }), (deja, plus) => {
        const avant = constaterQuorum(presence({ emargements: presents(...deja) }));
        const apres = constaterQuorum(presence({ emargements: presents(...new Set([...deja, plus])) }));
        if (avant.atteint) expect(apres.atteint).toBe(true);
        expect(avant.total).toBe(deja.length);
        expect(avant.atteint).toBe(deja.length >= 5);
      }),
    );
  });
});

describe('pouvoirsEffectifs (R20, R23)', () => {
  const base = { membres: membres(6), emargements: presents(1, 2), deports: deports() };

  test('le mandant ne siège pas, le mandataire siège', () => {
    expect(pouvoirsEffectifs({ ...base, pouvoirs: pouvoirs([3, 1], [2, 1], [4, 5]) })).toEqual(pouvoirs([3, 1]));
  });

  test('un déport de l’un ou de l’autre neutralise le pouvoir', () => {
    const donnes = pouvoirs([3, 1], [4, 2]);
    expect(pouvoirsEffectifs({ ...base, pouvoirs: donnes, deports: deports(1) })).toEqual(pouvoirs([4, 2]));
    expect(pouvoirsEffectifs({ ...base, pouvoirs: donnes, deports: deports(4) })).toEqual(pouvoirs([3, 1]));
  });

  test('un membre sans voix n’est pas représenté', () => {
    const avec = { ...base, membres: [...membres(3), membre(4, { voix: 0 })], pouvoirs: pouvoirs([4, 1]) };
    expect(pouvoirsEffectifs(avec)).toEqual([]);
  });
});

describe('exigerQuorum et ouvrirSeance', () => {
  const constat = (atteint: boolean): ConstatQuorum => ({
    ...constaterQuorum(presence({ emargements: presents(1, 2, 3, 4) })),
    atteint,
  });

  test('QUORUM_NON_ATTEINT donne le décompte', () => {
    attendreRefus(
      exigerQuorum(constat(false)),
      'QUORUM_NON_ATTEINT',
      'emargements',
      /4 membres présents ou représentés, 5 requis/,
    );
    expect(fait(exigerQuorum(constat(true))).total).toBe(4);
  });

  test('E4 : sans quorum, la première séance passe à SANS_QUORUM ; avec, elle s’ouvre', () => {
    expect(fait(ouvrirSeance('CONVOQUEE', constat(false)))).toBe('SANS_QUORUM');
    expect(fait(ouvrirSeance('CONVOQUEE', constat(true)))).toBe('OUVERTE');
    expect(fait(ouvrirSeance('RECONVOQUEE', constat(true)))).toBe('OUVERTE');
  });

  test('la seconde séance vide ne s’ouvre pas, une séance close non plus', () => {
    attendreRefus(ouvrirSeance('RECONVOQUEE', constat(false)), 'QUORUM_NON_ATTEINT', 'emargements', 'quorum');
    attendreRefus(ouvrirSeance('CLOSE', constat(true)), 'ETAT_INVALIDE', 'etat', 'ouvrir la séance');
    attendreRefus(ouvrirSeance('SANS_QUORUM', constat(false)), 'ETAT_INVALIDE', 'etat', 'sans quorum');
  });
});
