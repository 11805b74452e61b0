import fc from 'fast-check';
import { attendreRefus } from '../../essais/decision.js';
import { essais } from '../../essais/essais.js';
import { deports, membre, membres, pouvoirs, presents } from '../../essais/seance.js';
import { REGLEMENT_CRPA, type Reglement } from '../seance/reglement.js';
import type { SensVote } from '../seance/scrutin.js';
import { deliberer, depouillerPoint, type DemandeVotePoint } from './vote.js';

function demande(votes: Record<string, SensVote>, autrement: Partial<DemandeVotePoint> = {}): DemandeVotePoint {
  return {
    membres: membres(7),
    emargements: presents(1, 2, 3, 4),
    pouvoirs: [],
    deports: [],
    reglement: REGLEMENT_CRPA,
    sansQuorum: false,
    votes,
    ...autrement,
  };
}

const [P, C, A] = ['POUR', 'CONTRE', 'ABSTENTION'] as const;

describe('depouillerPoint (A11)', () => {
  test('tout ce qu’il dit', () => {
    expect(depouillerPoint(demande({ m1: P, m2: P, m3: C, m4: A }))).toEqual({
      resultat: 'ADOPTE',
      voix: { POUR: 2, CONTRE: 1, ABSTENTION: 1 },
      presentsOuRepresentes: 4,
      composants: 7,
      erreurs: [],
      voixPreponderante: false,
    });
  });

  test('quorum non atteint : rien n’est compté ; à la seconde convocation, si', () => {
    const trois = { emargements: presents(1, 2, 3) };
    expect(depouillerPoint(demande({ m1: P, m2: P, m3: P }, trois))).toEqual({
      resultat: 'QUORUM_NON_ATTEINT',
      voix: null,
      presentsOuRepresentes: 3,
      composants: 7,
      erreurs: [],
      voixPreponderante: false,
    });
    expect(depouillerPoint(demande({ m1: C, m2: P, m3: C }, { ...trois, sansQuorum: true })).resultat).toBe('REJETE');
  });

  test('le mandataire vote pour deux, sauf si le mandant a son propre vote', () => {
    const avecPouvoir = { pouvoirs: pouvoirs([5, 2]) };
    expect(depouillerPoint(demande({ m1: P, m2: C }, avecPouvoir)).voix).toEqual({ POUR: 1, CONTRE: 2, ABSTENTION: 0 });
    expect(depouillerPoint(demande({ m1: P, m2: C, m5: P }, avecPouvoir)).voix).toEqual({
      POUR: 2,
      CONTRE: 1,
      ABSTENTION: 0,
    });
    expect(depouillerPoint(demande({ m1: P }, avecPouvoir)).voix).toEqual({ POUR: 1, CONTRE: 0, ABSTENTION: 0 });
  });

  test('les pouvoirs sont admis dans l’ordre ; ceux de trop et ceux qui ne valent rien sont nommés', () => {
    const remis = pouvoirs([5, 2], [6, 2], [1, 2], [7, 3], [7, 4]);
    const obtenu = depouillerPoint(demande({ m1: P, m2: C, m3: C }, { pouvoirs: remis }));
    expect(obtenu.erreurs).toEqual(['TROP_DE_POUVOIRS:m2', 'POUVOIR_REFUSE:m1', 'POUVOIR_REFUSE:m7']);
    expect(obtenu.voix).toEqual({ POUR: 1, CONTRE: 4, ABSTENTION: 0 });
    expect(obtenu.presentsOuRepresentes).toBe(6);
    const deux = { pouvoirs: remis, reglement: { ...REGLEMENT_CRPA, pouvoirsMax: 2 } };
    expect(depouillerPoint(demande({ m1: P }, deux)).erreurs).toEqual(['POUVOIR_REFUSE:m1', 'POUVOIR_REFUSE:m7']);
  });

  test('un siège peut s’appeler « constructor »', () => {
    const sieges = [membre(1), membre(2, { id: 'constructor' })];
    const emargements = presents(1, 2).map((e, i) => ({ ...e, membreId: sieges[i]!.id }));
    expect(depouillerPoint(demande({ m1: P }, { membres: sieges, emargements })).voix).toEqual({
      POUR: 1,
      CONTRE: 0,
      ABSTENTION: 0,
    });
  });

  test('ne compte ni l’absent, ni le déporté, ni le siège sans voix', () => {
    const sieges = [...membres(6), membre(7, { voix: 0 })];
    const votes = { m1: P, m2: P, m3: C, m4: C, m5: C, m7: C } as const;
    const presence = { membres: sieges, emargements: presents(1, 2, 3, 4, 7), deports: deports(4) };
    expect(depouillerPoint(demande(votes, presence))).toMatchObject({
      resultat: 'ADOPTE',
      voix: { POUR: 2, CONTRE: 1, ABSTENTION: 0 },
      composants: 5,
      presentsOuRepresentes: 3,
    });
  });

  test('chaque siège pèse ses voix, et le partage égal va à la présidence', () => {
    const lourds = [membre(1), membre(2, { voix: 3 }), membre(3, { voix: 2 })];
    const presence = { membres: lourds, emargements: presents(1, 2, 3) };
    expect(depouillerPoint(demande({ m1: P, m2: C, m3: P }, presence))).toMatchObject({
      resultat: 'ADOPTE',
      voix: { POUR: 3, CONTRE: 3, ABSTENTION: 0 },
      voixPreponderante: true,
    });
  });
});

describe('propriétés du vote', () => {
  const sens = fc.constantFrom(P, C, A);
  const numero = fc.integer({ min: 1, max: 7 });
  const scrutins = fc.record({
    presents: fc.uniqueArray(numero, { minLength: 1 }),
    votes: fc.dictionary(
      numero.map((n) => `m${n}`),
      sens,
      { maxKeys: 7 },
    ),
    pouvoirs: fc.array(fc.tuple(numero, numero), { maxLength: 3 }),
    deports: fc.uniqueArray(numero, { maxLength: 2 }),
    sansQuorum: fc.boolean(),
    majorite: fc.constantFrom<Reglement['majorite']>('SIMPLE', 'ABSOLUE', 'UNANIMITE'),
    assiette: fc.constantFrom<Reglement['assiette']>('EXPRIMES', 'PRESENTS'),
  });
  const versDemande = (tire: typeof scrutins extends fc.Arbitrary<infer T> ? T : never) =>
    demande(tire.votes, {
      emargements: presents(...tire.presents),
      pouvoirs: pouvoirs(...(tire.pouvoirs as [number, number][])),
      deports: deports(...tire.deports),
      sansQuorum: tire.sansQuorum,
      reglement: { ...REGLEMENT_CRPA, majorite: tire.majorite, assiette: tire.assiette },
    });

  test('I16 : un vote changé en POUR ne fait jamais rejeter ce qui était adopté', () => {
    fc.assert(
      fc.property(scrutins, numero, (tire, n) => {
        const avant = depouillerPoint(versDemande(tire));
        const apres = depouillerPoint(versDemande({ ...tire, votes: { ...tire.votes, [`m${n}`]: P } }));
        if (avant.resultat === 'ADOPTE') expect(apres.resultat).toBe('ADOPTE');
        expect(apres.presentsOuRepresentes).toBe(avant.presentsOuRepresentes);
      }),
      essais(1000),
    );
  });

  test('I17 : le membre déporté ne change rien, qu’il vienne ou non, qu’il vote ou non', () => {
    fc.assert(
      fc.property(scrutins, numero, sens, (tire, n, voteDuDeporte) => {
        const sansLui = {
          ...tire,
          presents: tire.presents.filter((m) => m !== n),
          pouvoirs: tire.pouvoirs.filter((paire) => !paire.includes(n)),
          deports: [...new Set([...tire.deports, n])],
        };
        const avecLui = {
          ...sansLui,
          presents: [...sansLui.presents, n],
          votes: { ...tire.votes, [`m${n}`]: voteDuDeporte },
        };
        expect(depouillerPoint(versDemande(avecLui))).toEqual(depouillerPoint(versDemande(sansLui)));
      }),
      essais(1000),
    );
  });
});

describe('deliberer (mode DELIBERATION)', () => {
  const presence = { ...demande({}), emargements: presents(1, 2, 3), pouvoirs: pouvoirs([5, 2]), deports: deports(4) };
  test('adopté sans opposition, ou un vote est appelé', () => {
    expect(deliberer(presence, [])).toEqual({ ok: true, fait: 'ADOPTE_SANS_OPPOSITION' });
    expect(deliberer(presence, ['m3'])).toEqual({ ok: true, fait: 'VOTE_APPELE' });
    expect(deliberer(presence, ['m1', 'm5'])).toEqual({ ok: true, fait: 'VOTE_APPELE' });
  });

  test('sans quorum, rien n’est adopté', () => {
    attendreRefus(
      deliberer({ ...presence, pouvoirs: [], deports: [] }, ['m9']),
      'QUORUM_NON_ATTEINT',
      'emargements',
      /3/,
    );
  });

  test.each([
    ['un absent', { ...presence }, 'm6'],
    ['un inconnu', { ...presence }, 'm9'],
    ['un déporté présent', { ...presence, emargements: presents(1, 2, 3, 4) }, 'm4'],
    [
      'un siège sans voix',
      { ...presence, membres: [...membres(6), membre(7, { voix: 0 })], emargements: presents(1, 2, 3, 7) },
      'm7',
    ],
  ])('l’opposition qui ne compte pas : %s', (_, siege, id) => {
    const message = `« ${id} » ne vote pas sur ce point : son opposition ne compte pas.`;
    attendreRefus(deliberer(siege, ['m1', id]), 'ENTREE_INVALIDE', 'oppositions[1]', message);
    attendreRefus(deliberer(siege, [id]), 'ENTREE_INVALIDE', 'oppositions[0]', message);
  });
});
