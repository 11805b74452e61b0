import fc from 'fast-check';
import { fait } from '../../essais/decision.js';
import { essais } from '../../essais/essais.js';
import type { ClassePlafonnee, LignePartage } from './lignes.js';
import { partager, type DemandePartage, type Partage, type PartLigne } from './partage.js';
import { comparer, fois, moins, plus, ratio, ZERO, type Rationnel } from './rationnel.js';

const CLASSES = [
  ['PUBLIC', null],
  ['ETAT', 'PUBLIC'],
  ['COLLECTIVITES', 'PUBLIC'],
  ['PRIVE', null],
] as const;
const NOMS = CLASSES.map(([id]) => id);

/** Splits of up to eight lines; `minima`: some bring nothing or at least so much. */
function demandes({ minima, max = 10_000n }: { minima: boolean; max?: bigint }) {
  const montants = fc.bigInt({ min: 0n, max });
  const lignes = fc.array(
    fc.record({
      classe: fc.option(fc.constantFrom(...NOMS), { nil: null }),
      poids: fc.bigInt({ min: 0n, max: 9n }),
      minimum: minima ? fc.oneof(fc.constant(0n), montants) : fc.constant(0n),
      plafonds: fc.array(montants, { maxLength: 3 }),
      rang: fc.nat(5),
    }),
    { maxLength: 8 },
  );
  const bornes = fc.array(fc.option(montants, { nil: null }), { minLength: 4, maxLength: 4 });
  return fc.record({ besoin: montants, lignes, bornes }).map(({ besoin, lignes: l, bornes: b }): DemandePartage => {
    return {
      besoin,
      lignes: l.map(({ plafonds, ...ligne }, i) => ({
        ...ligne,
        id: `L${i}`,
        plafonds: plafonds.map((montant, k) => ({ code: `P${k}`, montant, regle: `R${k}`, source: null })),
      })),
      classes: CLASSES.map(([id, parent], c) => ({
        id,
        parent,
        plafond: b[c] ?? null,
        code: null,
        regle: null,
        source: null,
      })),
    };
  });
}

const avecMinima = demandes({ minima: true });
const sansMinima = demandes({ minima: false });

function verifier(
  arbitraire: fc.Arbitrary<DemandePartage>,
  juger: (demande: DemandePartage, p: Partage) => void,
): void {
  fc.assert(
    fc.property(arbitraire, (demande) => juger(demande, fait(partager(demande)))),
    essais(1000),
  );
}

const somme = (nombres: readonly bigint[]) => nombres.reduce((a, b) => a + b, 0n);
const exacteDe = (p: Partage, id: string): Rationnel => p.parts.find((part) => part.id === id)?.exacte ?? ZERO;
const montantDe = (p: Partage, id: string): bigint => p.parts.find((part) => part.id === id)?.montant ?? 0n;
const niveauDe = ({ id, exacte }: PartLigne, { lignes }: DemandePartage) =>
  ratio(exacte.n, exacte.d * lignes.find((ligne) => ligne.id === id)!.poids);

function membres(classe: ClassePlafonnee, { lignes }: DemandePartage): string[] {
  const dedans = classe.id === 'PUBLIC' ? ['PUBLIC', 'ETAT', 'COLLECTIVITES'] : [classe.id];
  return lignes.filter((ligne) => ligne.classe !== null && dedans.includes(ligne.classe)).map(({ id }) => id);
}

test('I01 : la somme des parts est le financé ; financé et manque font le besoin', () => {
  verifier(avecMinima, ({ besoin }, { parts, finance, manque, besoin: lu }) => {
    expect(somme(parts.map(({ montant }) => montant))).toBe(finance);
    expect(parts.reduce((total, { exacte }) => plus(total, exacte), ZERO)).toEqual(ratio(finance));
    expect([finance + manque, lu]).toEqual([besoin, besoin]);
  });
});

test('I02 : aucun plafond de ligne ou de classe dépassé, aucun montant négatif', () => {
  verifier(avecMinima, (demande, p) => {
    for (const { id, plafonds } of demande.lignes) {
      expect(plafonds.every(({ montant }) => montantDe(p, id) <= montant)).toBe(true);
    }
    expect(p.parts.every(({ montant }) => montant >= 0n)).toBe(true);
    for (const classe of demande.classes) {
      const total = somme(membres(classe, demande).map((id) => montantDe(p, id)));
      expect(classe.plafond === null || total <= classe.plafond).toBe(true);
    }
  });
});

test('I03 et I12 : chaque ligne a une part d’au moins son minimum, ou une raison d’être écartée', () => {
  verifier(avecMinima, ({ lignes }, { parts, exclus }) => {
    const vues = [...parts, ...exclus].map(({ id }) => id);
    expect(vues.sort()).toEqual(lignes.map(({ id }) => id).sort());
    for (const { id, montant } of parts) expect(montant >= lignes.find((l) => l.id === id)!.minimum).toBe(true);
  });
});

test('I04 : moins d’un centime entre la part et sa valeur exacte', () => {
  verifier(avecMinima, (_, { parts }) => {
    for (const { montant, exacte, centime } of parts) {
      const ecart = moins(ratio(montant), exacte);
      expect(comparer(ecart, ratio(-1n)) > 0 && comparer(ecart, ratio(1n)) < 0).toBe(true);
      expect(centime).toBe(comparer(ecart, ZERO) > 0);
    }
  });
});

test('I05 : l’ordre d’écriture ne change rien', () => {
  const melanges = avecMinima.chain((demande) =>
    fc.record({
      demande: fc.constant(demande),
      lignes: fc.shuffledSubarray([...demande.lignes], { minLength: demande.lignes.length }),
      classes: fc.shuffledSubarray([...demande.classes], { minLength: 4 }),
    }),
  );
  fc.assert(
    fc.property(melanges, ({ demande, lignes, classes }) => {
      expect(partager({ ...demande, lignes, classes })).toEqual(partager(demande));
    }),
    essais(1000),
  );
});

test('I06 : deux jumelles ont la même part exacte ; le centime va au premier rang', () => {
  const jumelles = sansMinima.filter(({ lignes }) => lignes.length > 0);
  verifier(
    jumelles.map((demande): DemandePartage => {
      const [premiere, ...autres] = demande.lignes as [LignePartage, ...LignePartage[]];
      return { ...demande, lignes: [{ ...premiere, rang: 8 }, { ...premiere, id: 'JUMELLE', rang: 9 }, ...autres] };
    }),
    (_, p) => {
      expect(exacteDe(p, 'JUMELLE')).toEqual(exacteDe(p, 'L0'));
      const ecart = montantDe(p, 'L0') - montantDe(p, 'JUMELLE');
      expect(ecart === 0n || ecart === 1n).toBe(true);
    },
  );
});

test('I07 : plus de besoin, aucune part exacte ne baisse, et aucune ligne ne perd plus d’un centime', () => {
  fc.assert(
    fc.property(sansMinima, fc.bigInt({ min: 1n, max: 500n }), (demande, plusBesoin) => {
      const [avant, apres] = [demande.besoin, demande.besoin + plusBesoin].map((besoin) =>
        fait(partager({ ...demande, besoin })),
      ) as [Partage, Partage];
      for (const { id } of demande.lignes) {
        expect(comparer(exacteDe(apres, id), exacteDe(avant, id)) >= 0).toBe(true);
        expect(montantDe(apres, id) >= montantDe(avant, id) - 1n).toBe(true);
      }
    }),
    essais(1000),
  );
});

test('I08 : un plafond relevé ne baisse pas sa ligne et n’en relève aucune autre', () => {
  const releves = fc.tuple(
    sansMinima.filter(({ lignes }) => lignes.length > 0),
    fc.nat(7),
    fc.bigInt({ min: 1n, max: 500n }),
  );
  fc.assert(
    fc.property(releves, ([demande, choix, hausse]) => {
      const i = choix % demande.lignes.length;
      const lignes = demande.lignes.map((ligne, k) => {
        if (k !== i) return ligne;
        return { ...ligne, plafonds: ligne.plafonds.map((p) => ({ ...p, montant: p.montant + hausse })) };
      });
      const [avant, apres] = [fait(partager(demande)), fait(partager({ ...demande, lignes }))];
      for (const [k, { id }] of demande.lignes.entries()) {
        const sens = comparer(exacteDe(apres, id), exacteDe(avant, id));
        expect(k === i ? sens >= 0 : sens <= 0).toBe(true);
      }
    }),
    essais(1000),
  );
});

test('I09 : tous les montants multipliés par k, les parts exactes aussi', () => {
  fc.assert(
    fc.property(avecMinima, fc.bigInt({ min: 2n, max: 1000n }), (demande, k) => {
      const grossie: DemandePartage = {
        besoin: demande.besoin * k,
        lignes: demande.lignes.map((ligne) => ({
          ...ligne,
          minimum: ligne.minimum * k,
          plafonds: ligne.plafonds.map((p) => ({ ...p, montant: p.montant * k })),
        })),
        classes: demande.classes.map((c) => ({ ...c, plafond: c.plafond === null ? null : c.plafond * k })),
      };
      const [petite, grande] = [fait(partager(demande)), fait(partager(grossie))];
      expect(grande.exclus.map(({ id }) => id)).toEqual(petite.exclus.map(({ id }) => id));
      for (const { id } of demande.lignes) {
        expect(exacteDe(grande, id)).toEqual(fois(exacteDe(petite, id), ratio(k)));
      }
    }),
    essais(1000),
  );
});

test('I10 : il manque si et seulement s’il y a une coupe ; ses termes sont de vrais plafonds, leur somme est le financé', () => {
  verifier(avecMinima, (demande, { finance, manque, coupe, parts }) => {
    // With nobody left there is no cap to name.
    expect(coupe.length > 0).toBe(manque > 0n && parts.length > 0);
    if (manque > 0n) expect(somme(coupe.map(({ montant }) => montant))).toBe(finance);
    for (const { nature, id, montant, code } of coupe) {
      if (nature === 'CLASSE') {
        expect(demande.classes.find((classe) => classe.id === id)?.plafond).toBe(montant);
      } else {
        const { plafonds } = demande.lignes.find((ligne) => ligne.id === id)!;
        expect(plafonds.some((plafond) => plafond.code === code && plafond.montant === montant)).toBe(true);
      }
    }
  });
});

test('I11 : les lignes au prorata partagent un niveau, les plafonnées sont dessous, les relevées au-dessus de leur classe', () => {
  verifier(avecMinima, (demande, { parts, niveau }) => {
    for (const part of parts) {
      const sens = comparer(niveauDe(part, demande), niveau);
      if (part.motif.nature === 'PRORATA') expect(sens).toBe(0);
      if (part.motif.nature === 'PLAFOND') {
        expect(part.montant).toBe(part.motif.plafond.montant);
        expect(sens <= 0).toBe(true);
      }
      if (part.motif.nature === 'CLASSE') {
        expect(comparer(niveauDe(part, demande), part.motif.niveau)).toBe(0);
        expect(sens <= 0).toBe(true);
      }
      if (part.motif.nature === 'MINIMUM') {
        expect(part.montant).toBe(demande.lignes.find(({ id }) => id === part.id)!.minimum);
      }
    }
  });
});

test('une ligne relevée à son minimum, hors de toute classe pleine, est au-dessus du niveau', () => {
  verifier(
    avecMinima.map((demande) => ({ ...demande, classes: demande.classes.map((c) => ({ ...c, plafond: null })) })),
    (demande, { parts, niveau }) => {
      for (const part of parts.filter(({ motif }) => motif.nature === 'MINIMUM')) {
        expect(comparer(niveauDe(part, demande), niveau)).toBe(1);
      }
    },
  );
});
