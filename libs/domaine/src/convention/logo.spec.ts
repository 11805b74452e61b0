import fc from 'fast-check';
import { donneesE1 } from '../../essais/convention.js';
import { annexesApplicables } from './articles.js';
import { donneesEnJson } from './json.js';
import { lireDonneesConvention } from './lire-donnees.js';
import {
  admettreLogo,
  BORNES_LOGO,
  exigerPoidsLogo,
  logosDesSignataires,
  logosImprimes,
  type ImageLogo,
  type PartieALogo,
} from './logo.js';

const IMAGE: ImageLogo = {
  type: 'image/png',
  largeur: 400,
  hauteur: 120,
  profondeur: 8,
  quadrichromie: false,
  entrelacee: false,
};
const juger = (changement: Partial<ImageLogo>) => {
  const decision = admettreLogo({ ...IMAGE, ...changement });
  return decision.ok || decision.refus.message;
};

describe('admettreLogo', () => {
  test.each<[string, Partial<ImageLogo>]>([
    ['un PNG', {}],
    ['un PNG sur 16 bits', { profondeur: 16 }],
    ['un JPEG', { type: 'image/jpeg' }],
    ['le plus petit', { largeur: 32, hauteur: 32 }],
    ['le plus long', { largeur: 2_000, hauteur: 500 }],
  ])('admet : %s', (_cas, changement) => {
    expect(juger(changement)).toBe(true);
  });

  test('les refus, dans leur ordre', () => {
    const fautes: [Partial<ImageLogo>, string][] = [
      [{ type: 'application/pdf' }, 'Un logo est une image PNG ou JPEG.'],
      [{ quadrichromie: true }, 'Ce logo est en quadrichromie (CMJN) : enregistrez-le en couleurs RVB.'],
      [{ entrelacee: true }, 'Ce PNG est entrelacé : enregistrez-le sans entrelacement.'],
      [{ type: 'image/jpeg', profondeur: 12 }, 'Ce JPEG n’a pas 8 bits par couleur : enregistrez-le ainsi.'],
      [{ largeur: 31 }, 'Ce logo mesure 31 × 120 pixels : chaque côté en a 32 au moins, pour rester net.'],
      [{ largeur: 2_001 }, 'Ce logo mesure 2001 × 120 pixels : réduisez-le à 2 000 de côté et un million en tout.'],
    ];
    // Each of them with all those that follow: the first one is said.
    fautes.forEach(([, attendu], rang) => {
      const toutes = fautes.slice(rang).reduceRight<Partial<ImageLogo>>((a, [faute]) => ({ ...a, ...faute }), {});
      expect(juger(toutes)).toBe(attendu);
    });
    expect(juger({ largeur: 1_001, hauteur: 1_000 })).toMatch(/^Ce logo mesure 1001/);
  });

  test('le poids se juge avant de lire', () => {
    expect(exigerPoidsLogo(BORNES_LOGO.octets)).toMatchObject({ ok: true });
    expect(exigerPoidsLogo(BORNES_LOGO.octets + 1)).toMatchObject({ refus: { code: 'LIMITE_DEPASSEE' } });
  });
});

const PARTIES = fc.uniqueArray(fc.uuid(), { maxLength: 16 }).chain((ids) =>
  fc.tuple(
    ...ids.map((organismeId) =>
      fc.record({
        organismeId: fc.constant(organismeId),
        denomination: fc.string(),
        logo: fc.option(fc.stringMatching(/^[0-9a-f]{64}$/)),
      }),
    ),
  ),
);

describe('logosImprimes', () => {
  test('ceux qui existent, moins ceux que la gestion écarte, dans l’ordre des parties', () => {
    fc.assert(
      fc.property(PARTIES, fc.func(fc.boolean()), (parties: PartieALogo[], ecarter) => {
        const sansLogo = parties.map((p) => p.organismeId).filter((id) => ecarter(id));
        const logos = logosImprimes(parties, sansLogo);
        const attendus = parties.filter((p) => p.logo !== null && !sansLogo.includes(p.organismeId));
        expect(logos?.map((l) => l.sha256)).toEqual(attendus.length === 0 ? undefined : attendus.map((p) => p.logo));
      }),
    );
  });

  test('sans logo, les données et leur empreinte ne changent pas ; avec, elles se relisent et l’annexe VIII paraît', () => {
    const donnees = donneesE1();
    const sans = { ...donnees, logos: logosImprimes([], []) };
    expect(donneesEnJson(sans)).toBe(donneesEnJson(donnees));
    expect(annexesApplicables(sans).map((a) => a.code)).not.toContain('VIII');
    const { organismeId, denomination } = donnees.beneficiaire;
    const avec = { ...donnees, logos: logosImprimes([{ organismeId, denomination, logo: 'ab'.repeat(32) }], []) };
    expect(lireDonneesConvention(donneesEnJson(avec)).logos).toEqual(avec.logos);
    expect(annexesApplicables(avec)).toContainEqual({ code: 'VIII', titre: 'Logos des parties' });
  });

  test('la couverture ne porte que ceux des signataires', () => {
    const donnees = donneesE1();
    const [premier] = donnees.financeurs;
    const logo = (organismeId: string) => ({ organismeId, denomination: '', sha256: '0'.repeat(64) });
    const logos = [...donnees.financeurs, donnees.beneficiaire].map((p) => logo(p.organismeId));
    expect(logosDesSignataires({ ...donnees, logos })).toEqual(logos);
    expect(logosDesSignataires({ ...donnees, logos, financeurs: premier ? [premier] : [] })).toEqual([
      logos[0],
      logos.at(-1),
    ]);
    expect(logosDesSignataires(donnees)).toEqual([]);
  });
});
