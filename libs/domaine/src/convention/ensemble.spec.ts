import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import { avecLignes, donneesE1, ligne } from '../../essais/convention.js';
import { CATEGORIES_ORGANISME, estPublique } from '../identifiants/categories.js';
import { somme, tauxAffiches } from '../montant/index.js';
import type { DonneesConvention } from './donnees.js';
import {
  aConventionner,
  composerEnsemble,
  donneesBilaterales,
  exigerPlanCommun,
  numeroterEnsemble,
  reduireAuFinanceur,
} from './ensemble.js';
import { etatRecapitulatif, SEUIL_CONVENTION } from './faits.js';
import { donneesEnJson } from './json.js';
import { lireDonneesConvention } from './lire-donnees.js';
import { liquider } from './resilier.js';
import { sceauDe } from './sceau.js';
import { partiesASigner } from './signer.js';

/** What each funder of this plan gives in the year: its shares, and nothing elsewhere. */
const cumuls = ({ financeurs, plan }: DonneesConvention) =>
  financeurs.map(({ organismeId: financeurId, categorie }) => ({
    financeurId,
    categorie,
    cumulAnnuel: somme(plan.lignes.filter((l) => l.financeurId === financeurId).map((l) => l.montant)),
  }));

const composer = (donnees: DonneesConvention, numero = 'AMI-C-0001') => {
  const engagements = fait(composerEnsemble(donnees, cumuls(donnees)));
  const compose = numeroterEnsemble(engagements, numero);
  return { compose, conventions: aConventionner(engagements).map((id) => donneesBilaterales(donnees, id, compose)) };
};

describe('un ensemble coordonné (R33)', () => {
  const E1 = donneesE1();

  test('E1 : trois conventions numérotées, une lettre de mécénat, le plan entier dans chacune', () => {
    const { compose, conventions } = composer(E1);
    expect(compose.engagements.map((e) => [e.financeur, e.document, e.numero])).toEqual([
      ['Banque des Territoires', 'CONVENTION', 'AMI-C-0001-A'],
      ['Région Bretagne', 'CONVENTION', 'AMI-C-0001-B'],
      ['Rennes Métropole', 'CONVENTION', 'AMI-C-0001-C'],
      ['Fondation fictive', 'LETTRE_MECENAT', null],
    ]);
    const [bdt, region] = conventions as [DonneesConvention, DonneesConvention];
    expect(bdt.entete).toMatchObject({ numero: 'AMI-C-0001-A', mode: 'BIPARTITES_COORDONNEES' });
    expect(bdt.ensemble?.autres).toEqual(compose.engagements.slice(1));
    expect(partiesASigner(bdt).map((p) => p.denomination)).toEqual(['Hub Bretagne', 'Banque des Territoires']);
    expect(sceauDe(bdt, '0'.repeat(64), '0'.repeat(16))).toMatchObject({ numero: 'AMI-C-0001-A', total: 35_000_000n });
    // R32: the state of grants goes with the grant of the région only, and names those of all.
    expect(etatRecapitulatif(bdt)).toBeNull();
    expect(etatRecapitulatif(region)?.total).toBe(18_000_000n);
    expect([bdt, region].map((d) => d.annexes.some((a) => a.code === 'IV'))).toEqual([false, true]);
    expect(lireDonneesConvention(donneesEnJson(region))).toEqual(region);
  });

  test('une convention refaite garde son numéro, quel que soit l’ordre du plan ; sans numéro, aucune n’en a', () => {
    const connus = new Map([
      ['metropole', 'N-A'],
      ['bdt', 'N-B'],
      ['region', 'N-C'],
    ]);
    const engagements = fait(composerEnsemble(E1, cumuls(E1)));
    expect(engagements.map((e) => e.numero)).toEqual([null, null, null, null]);
    const compose = numeroterEnsemble(engagements, 'N', connus);
    expect(compose.engagements.map((e) => e.numero)).toEqual(['N-B', 'N-C', 'N-A', null]);
  });

  test('au-delà de vingt-six conventions, les lettres se doublent', () => {
    const engagements = Array.from({ length: 29 }, (_, i) => {
      return { financeurId: `f${i}`, financeur: `F${i}`, document: 'CONVENTION' as const, numero: null };
    });
    const numeros = numeroterEnsemble(engagements, 'N').engagements.map((e) => e.numero);
    expect([numeros[0], ...numeros.slice(25)]).toEqual(['N-A', 'N-Z', 'N-AA', 'N-AB', 'N-AC']);
  });

  test('INELIGIBLE : un seul financeur ; aucune convention due (E11) ; le cumul de l’année décide (T19)', () => {
    const deux = (montant: bigint) =>
      avecLignes([ligne('bdt', 'BdT', 'ETABLISSEMENT_PUBLIC', montant), ligne('fdj', 'FDJ', 'ENTREPRISE', 5_000_000n)]);
    const seul = avecLignes([ligne('bdt', 'BdT', 'ETABLISSEMENT_PUBLIC', 5_000_000n)]);
    attendreRefus(composerEnsemble(seul, cumuls(seul)), 'INELIGIBLE', 'forme', 'au moins deux financeurs');
    const petit = deux(SEUIL_CONVENTION);
    attendreRefus(composerEnsemble(petit, cumuls(petit)), 'INELIGIBLE', 'forme', 'chacun s’engage par sa lettre');
    const engages = cumuls(petit).map((f) => ({ ...f, cumulAnnuel: f.cumulAnnuel + 1n }));
    expect(aConventionner(fait(composerEnsemble(petit, engages)))).toEqual(['bdt']);
  });

  test('CONFLIT_VERSION : une convention figée imprime un autre plan, ou n’est plus due', () => {
    const { compose, conventions } = composer(E1);
    expect(exigerPlanCommun(conventions, E1, compose).ok).toBe(true);
    const lignes = E1.plan.lignes.map((l, i) => (i === 2 ? { ...l, montant: l.montant + 1n } : l));
    const change = { ...E1, plan: { ...E1.plan, lignes } };
    attendreRefus(exigerPlanCommun(conventions, change, compose), 'CONFLIT_VERSION', 'candidatureId', 'AMI-C-0001-A');
    const engagements = compose.engagements.slice(1);
    const sansBdt = exigerPlanCommun(conventions.slice(0, 1), E1, { ...compose, engagements });
    attendreRefus(sansBdt, 'CONFLIT_VERSION', 'candidatureId', 'caducité');
  });

  test('un financeur étranger au plan, ou sans convention due : faute de l’appelant', () => {
    expect(() => reduireAuFinanceur(E1, 'inconnu')).toThrow('n’a pas ce financeur');
    expect(() => donneesBilaterales(E1, 'fondation', composer(E1).compose)).toThrow('Aucune convention');
  });

  test('quel que soit le plan : au centime près, chaque part dans une convention ou une lettre, jamais dans deux', () => {
    const part = fc.record({
      financeur: fc.integer({ min: 0, max: 29 }),
      montant: fc.bigInt({ min: 1n, max: 2n * SEUIL_CONVENTION }),
    });
    const plans = fc
      .tuple(fc.array(fc.constantFrom(...CATEGORIES_ORGANISME), { minLength: 30, maxLength: 30 }), fc.array(part))
      .map(([categories, parts]) => [
        ligne('f-public', 'Public', 'REGION', 3n * SEUIL_CONVENTION),
        ...parts.map(({ financeur, montant }, i) =>
          ligne(`f${financeur}`, `F${financeur}`, categories[financeur] ?? 'ETAT', montant, { partId: `p${i}` }),
        ),
      ]);
    fc.assert(
      fc.property(plans, fc.bigInt({ min: 0n, max: 10_000_000n }), fc.nat(10_000), (lignes, propres, justifieBp) => {
        const base = avecLignes(lignes);
        const total = somme(lignes.map((l) => l.montant));
        const uniques = base.financeurs.filter(
          (f, i, tous) => tous.findIndex((autre) => autre.organismeId === f.organismeId) === i,
        );
        if (uniques.length < 2) return;
        const taux = tauxAffiches([...lignes.map((l) => l.montant), propres], total + propres);
        const plan = {
          ...base.plan,
          lignes: lignes.map((l, i) => ({ ...l, tauxBp: taux[i] ?? 0 })),
          ressourcesPropres: propres,
        };
        const donnees = { ...base, financeurs: uniques, plan, cout: { ...base.cout, total: total + propres } };
        const { compose, conventions } = composer(donnees);
        const parConvention = conventions.flatMap((c) => c.plan.lignes.map((l) => l.partId));
        const parLettre = lignes.filter((l) =>
          compose.engagements.some((e) => e.financeurId === l.financeurId && e.document !== 'CONVENTION'),
        );
        expect([...parConvention, ...parLettre.map((l) => l.partId)].sort()).toEqual(
          lignes.map((l) => l.partId).sort(),
        );
        expect(
          somme(conventions.flatMap((c) => c.plan.lignes.map((l) => l.montant))) +
            somme(parLettre.map((l) => l.montant)),
        ).toBe(total);
        expect(parLettre.every((l) => !estPublique(l.categorie) || l.montant <= SEUIL_CONVENTION)).toBe(true);
        const numeros = compose.engagements.flatMap((e) => e.numero ?? []);
        expect(new Set(numeros).size).toBe(conventions.length);
        // A termination of all of them owes what that of a convention between all would have.
        const justifiees = ((total + propres) * BigInt(justifieBp)) / 10_000n;
        const dus = new Map(liquider(donnees, justifiees).map((p) => [p.partId, p.du]));
        for (const convention of conventions) {
          expect(donneesEnJson(convention)).toContain(`"lignes":`);
          expect(convention.ensemble?.lignes).toBe(donnees.plan.lignes);
          expect(convention.ensemble?.autres).toHaveLength(uniques.length - 1);
          for (const p of liquider(convention, justifiees)) expect(p.du).toBe(dus.get(p.partId));
        }
      }),
      { numRuns: 60 },
    );
  });
});
