import fc from 'fast-check';
import { CYCLE_CONVENTION, type EtatConvention } from './cycles.js';
import {
  jugerConvention,
  LIBELLES_VERDICT,
  RIEN_PRESENTE,
  VERDICTS_CONVENTION,
  type FaitsVerification,
  type VerdictConvention,
} from './verdict.js';

type Cas = [string, Partial<FaitsVerification>, VerdictConvention];

const CAS: Cas[] = [
  ['numéro connu, signée', { etat: 'SIGNEE' }, 'EN_VIGUEUR'],
  ['numéro inconnu', {}, 'INCONNUE'],
  ['numéro d’un projet', { etat: 'PROJET' }, 'INCONNUE'],
  ['QR authentique, en cours de signature', { sceau: 'AUTHENTIQUE', etat: 'PARTIELLEMENT_SIGNEE' }, 'EN_SIGNATURE'],
  ['QR authentique, en exécution', { sceau: 'AUTHENTIQUE', etat: 'EN_EXECUTION' }, 'EN_VIGUEUR'],
  ['QR authentique d’une convention que le registre n’a pas', { sceau: 'AUTHENTIQUE' }, 'INCONNUE'],
  ['montants récrits dans le QR', { sceau: 'FAUX', etat: 'SIGNEE' }, 'FALSIFIEE'],
  ['QR d’une autre plateforme', { sceau: 'CLE_INCONNUE' }, 'CACHET_INCONNU'],
  ['QR d’une autre convention collé', { sceau: 'AUTHENTIQUE', accord: false, etat: 'SIGNEE' }, 'INCOHERENTE'],
  ['fichier enregistré, convention close', { fichier: 'ENREGISTRE', etat: 'CLOSE' }, 'EN_VIGUEUR'],
  ['fichier enregistré sous un autre numéro', { fichier: 'ENREGISTRE', accord: false, etat: 'SIGNEE' }, 'INCOHERENTE'],
  ['fichier inconnu sans sceau', { fichier: 'AUTRE' }, 'INCONNUE'],
  ['fichier inconnu sous un numéro connu', { fichier: 'AUTRE', etat: 'SIGNEE' }, 'INCOHERENTE'],
  [
    'fichier modifié qui porte encore notre sceau',
    { fichier: 'AUTRE', sceau: 'AUTHENTIQUE', etat: 'SIGNEE' },
    'FALSIFIEE',
  ],
  ['montants récrits sous le cachet', { cachet: 'ROMPU', sceau: 'AUTHENTIQUE', etat: 'SIGNEE' }, 'FALSIFIEE'],
  ['cachet refait par un tiers', { cachet: 'CERTIFICAT_INCONNU', sceau: 'AUTHENTIQUE' }, 'CACHET_INCONNU'],
  ['données jointes remplacées', { cachet: null, sceau: 'AUTHENTIQUE', accord: false }, 'INCOHERENTE'],
  ['résiliée', { cachet: 'INTACT', sceau: 'AUTHENTIQUE', etat: 'RESILIEE' }, 'RESILIEE'],
  ['remplacée par un avenant', { cachet: 'INTACT', sceau: 'AUTHENTIQUE', etat: 'REMPLACEE' }, 'REMPLACEE'],
  ['ancienne version, refaite depuis', { sceau: 'AUTHENTIQUE', etat: 'CADUQUE', suivie: true }, 'REMPLACEE'],
  ['abandonnée, sans suite', { sceau: 'AUTHENTIQUE', etat: 'CADUQUE' }, 'CADUQUE'],
];

describe('Le mot que mérite une convention présentée', () => {
  it.each(CAS)('%s', (_cas, faits, attendu) => {
    expect(jugerConvention({ ...RIEN_PRESENTE, ...faits })).toBe(attendu);
  });

  it('chaque mot est celui d’un cas au moins, et a sa phrase', () => {
    expect([...new Set(CAS.map(([, , verdict]) => verdict))].sort()).toEqual([...VERDICTS_CONVENTION].sort());
    for (const verdict of VERDICTS_CONVENTION) expect(LIBELLES_VERDICT[verdict].length).toBeGreaterThan(10);
  });

  it('ce qui est rompu, étranger ou discordant n’a jamais l’état du registre', () => {
    const faits = fc.record({
      sceau: fc.constantFrom('AUTHENTIQUE', 'FAUX', 'CLE_INCONNUE', null),
      cachet: fc.constantFrom('INTACT', 'ROMPU', 'CERTIFICAT_INCONNU', null),
      accord: fc.boolean(),
      fichier: fc.constantFrom('ENREGISTRE', 'AUTRE', null),
      etat: fc.constantFrom(...(Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[]), null),
      suivie: fc.boolean(),
    });
    fc.assert(
      fc.property(faits, (f) => {
        const verdict = jugerConvention(f as FaitsVerification);
        const rompu = f.sceau === 'FAUX' || f.cachet === 'ROMPU';
        const etranger = f.sceau === 'CLE_INCONNUE' || f.cachet === 'CERTIFICAT_INCONNU';
        expect(verdict === 'CACHET_INCONNU').toBe(etranger && !rompu);
        if (rompu) expect(verdict).toBe('FALSIFIEE');
        if (rompu || etranger || !f.accord || f.fichier === 'AUTRE' || f.etat === null) {
          expect(['FALSIFIEE', 'CACHET_INCONNU', 'INCOHERENTE', 'INCONNUE']).toContain(verdict);
        }
      }),
    );
  });
});
