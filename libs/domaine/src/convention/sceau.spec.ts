import fc from 'fast-check';
import { donneesE1 } from '../../essais/convention.js';
import { depuisBase64url, enBase64url } from './octets.js';
import {
  aSigner,
  decoderSceau,
  ecrireSceau,
  encoderSceau,
  lireSceau,
  sceauConforme,
  sceauDe,
  type SceauConvention,
} from './sceau.js';

const KID = '0123456789abcdef';
const EMPREINTE = 'ab'.repeat(32);
const hexa = (taille: number) =>
  fc.uint8Array({ minLength: taille, maxLength: taille }).map((o) => Buffer.from(o).toString('hex'));
const siret = fc.bigInt(1n, 99_999_999_999_999n).map((n) => String(n).padStart(14, '0'));
const jour = fc.integer({ min: 0, max: 65_535 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

const sceau: fc.Arbitrary<SceauConvention> = fc
  .record({
    kid: hexa(8),
    empreinte: hexa(16),
    date: jour,
    siret: fc.option(siret),
    numero: fc.string({ unit: 'grapheme', maxLength: 20 }),
    parts: fc.uniqueArray(fc.record({ siret: fc.option(siret), montant: fc.bigInt(1n, 10n ** 13n) }), {
      maxLength: 14,
      selector: (part) => part.siret,
    }),
  })
  .map((s) => ({
    ...s,
    parts: s.parts.sort((a, b) => ((a.siret ?? '') < (b.siret ?? '') ? -1 : 1)),
    total: s.parts.reduce((somme, part) => somme + part.montant, 0n),
  }));

describe('Le sceau d’une convention', () => {
  it('se relit tel qu’il a été écrit', () => {
    fc.assert(
      fc.property(sceau, (ecrit) => {
        expect(decoderSceau(encoderSceau(ecrit))).toEqual({ ok: true, fait: ecrit });
      }),
    );
  });

  it('n’a qu’une écriture : tout octet changé, ajouté ou ôté se voit, ou dit autre chose', () => {
    fc.assert(
      fc.property(sceau, fc.nat(), fc.integer({ min: 1, max: 255 }), (ecrit, place, masque) => {
        const octets = encoderSceau(ecrit);
        const change = Uint8Array.from(octets, (o, i) => (i === place % octets.length ? o ^ masque : o));
        for (const autre of [change, octets.subarray(0, -1), Uint8Array.from([...octets, 0])]) {
          const lu = decoderSceau(autre);
          if (lu.ok) {
            expect(lu.fait).not.toEqual(ecrit);
            expect(encoderSceau(lu.fait)).toEqual(autre);
          }
        }
      }),
    );
  });

  it('refuse n’importe quels octets sans faute, et ce qu’il lit se réécrit à l’identique', () => {
    const presque = fc.tuple(fc.uint8Array({ minLength: 33, maxLength: 33 }), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(presque, ([tete, suite]) => {
        const octets = Uint8Array.from([1, ...tete.subarray(1), ...suite]);
        const lu = decoderSceau(octets);
        if (lu.ok) expect(encoderSceau(lu.fait)).toEqual(octets);
        else expect(lu.refus.code).toBe('ENTREE_INVALIDE');
      }),
    );
  });

  it('E1 : quatre financeurs tiennent en cent octets, et deux parts d’un même financeur se somment', () => {
    const donnees = donneesE1();
    const lu = sceauDe(donnees, EMPREINTE, KID);
    expect(lu).toMatchObject({ kid: KID, empreinte: 'ab'.repeat(16), total: 55_000_000n });
    expect(lu.parts).toEqual([{ siret: '18002002600019', montant: 55_000_000n }]);
    const financeurs = donnees.financeurs.map((f, rang) => ({ ...f, siret: `9000000190001${9 - rang}` }));
    const quatre = sceauDe({ ...donnees, financeurs }, EMPREINTE, KID);
    expect(quatre.parts.map((part) => part.montant)).toEqual([2_000_000n, 6_000_000n, 12_000_000n, 35_000_000n]);
    expect(encoderSceau(quatre).length).toBeLessThanOrEqual(110);
  });

  it('un financeur sans SIRET est scellé, et la conformité aux données se constate', () => {
    const donnees = donneesE1();
    const financeurs = donnees.financeurs.map((f, rang) => ({ ...f, siret: rang === 0 ? null : f.siret }));
    const lu = sceauDe({ ...donnees, financeurs }, EMPREINTE, KID);
    expect(lu.parts[0]).toEqual({ siret: null, montant: 35_000_000n });
    expect(sceauConforme(lu, { ...donnees, financeurs }, EMPREINTE)).toBe(true);
    expect(sceauConforme(lu, donnees, EMPREINTE)).toBe(false);
    expect(sceauConforme(lu, { ...donnees, financeurs }, `00${EMPREINTE.slice(2)}`)).toBe(false);
  });

  it.each<[string, Partial<SceauConvention>]>([
    ['une clé mal nommée', { kid: 'ab' }],
    ['une empreinte entière', { empreinte: EMPREINTE }],
    ['une date d’avant 1970', { date: '1969-12-31' }],
    ['un SIRET de treize chiffres', { siret: '1234567890123' }],
    ['un montant négatif', { total: -1n }],
    ['un numéro sans fin', { numero: 'é'.repeat(101) }],
  ])('ne s’écrit pas avec %s', (_cas, autrement) => {
    expect(() => encoderSceau({ ...sceauDe(donneesE1(), EMPREINTE, KID), ...autrement })).toThrow();
  });
});

describe('L’adresse du QR', () => {
  const signature = Uint8Array.from({ length: 64 }, (_, rang) => 255 - rang);
  const charge = encoderSceau(sceauDe(donneesE1(), EMPREINTE, KID));
  const texte = ecrireSceau(signature, charge);

  it('se lit entière ou réduite au sceau ; ce qui est signé commence par son usage', () => {
    for (const presente of [texte, `https://exemple.fr/verifier#${texte}`, ` ${texte}\n`]) {
      const lu = lireSceau(presente);
      if (!lu.ok) throw new Error(lu.refus.message);
      expect(lu.fait.signature).toEqual(signature);
      expect(Buffer.from(aSigner(lu.fait.charge)).toString('latin1')).toBe(
        `Tour de table : sceau de convention\n${Buffer.from(charge).toString('latin1')}`,
      );
      expect(lu.fait.sceau.kid).toBe(KID);
    }
  });

  it.each(['', '#', 'https://exemple.fr/verifier', 'é', texte.slice(0, -1), `${texte}A`, texte.slice(0, 80)])(
    'refuse « %s »',
    (presente) => {
      expect(lireSceau(presente)).toMatchObject({ ok: false, refus: { code: 'ENTREE_INVALIDE' } });
    },
  );

  it('ne s’écrit qu’avec une signature entière', () => {
    expect(() => ecrireSceau(new Uint8Array(63), charge)).toThrow(/64 octets/);
  });

  it('son écriture est celle de Node, et n’en admet pas d’autre', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (octets) => {
        const attendu = Buffer.from(octets).toString('base64url');
        expect(enBase64url(octets)).toBe(attendu);
        expect(depuisBase64url(attendu)).toEqual(octets);
      }),
    );
    for (const autre of ['A', 'AB', 'AAAB=', 'A+AA', 'AAB']) expect(depuisBase64url(autre)).toBeNull();
  });
});
