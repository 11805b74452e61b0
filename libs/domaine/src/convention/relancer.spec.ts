import fc from 'fast-check';
import {
  attenduesDepuis,
  RELANCE_JOURS,
  RELANCES_MAX,
  relanceEchue,
  relancerSignataires,
  type DemandeRelance,
} from './index.js';

const HEURE = 3_600_000;
const JOUR = 24 * HEURE;
const FIGEE = new Date('2021-11-15T09:00:00Z');
const apres = (ms: number) => new Date(FIGEE.getTime() + ms);

const signature = (rang: number, etat: 'ATTENDUE' | 'DONNEE' | 'REFUSEE', faiteLe: Date | null = null) => ({
  organismeId: `o${rang}`,
  denomination: `Partie ${rang}`,
  qualite: 'FINANCEUR' as const,
  rang,
  etat,
  faiteLe,
});
const DEMANDE: DemandeRelance = {
  etat: 'PARTIELLEMENT_SIGNEE',
  ordre: 'LIBRE',
  figeeLe: FIGEE,
  signatures: [signature(1, 'DONNEE', apres(3 * JOUR)), signature(2, 'ATTENDUE'), signature(3, 'ATTENDUE')],
  relanceeLe: null,
  instant: apres(4 * JOUR),
};
const relancees = (changements: Partial<DemandeRelance> = {}) => {
  const decision = relancerSignataires({ ...DEMANDE, ...changements });
  return decision.ok ? decision.fait.parties.map((p) => p.organismeId) : [decision.refus.code];
};

describe('Relancer ceux qui n’ont pas signé', () => {
  it('s’adresse à toutes les parties attendues, ou à la suivante quand il y a un ordre', () => {
    expect(relancees()).toEqual(['o2', 'o3']);
    expect(relancees({ ordre: 'SUCCESSIF' })).toEqual(['o2']);
  });

  it('compte l’attente depuis la mise en signature, ou depuis la signature qui précède', () => {
    expect(attenduesDepuis('LIBRE', FIGEE, DEMANDE.signatures)).toEqual(FIGEE);
    expect(attenduesDepuis('SUCCESSIF', FIGEE, DEMANDE.signatures)).toEqual(apres(3 * JOUR));
    expect(attenduesDepuis('SUCCESSIF', FIGEE, [signature(1, 'ATTENDUE')])).toEqual(FIGEE);
  });

  it.each<[string, Partial<DemandeRelance>, string, string]>([
    ['un projet', { etat: 'RELUE' }, 'ETAT_INVALIDE', 'relue'],
    ['une convention signée', { etat: 'SIGNEE', relanceeLe: FIGEE }, 'ETAT_INVALIDE', 'signée'],
    ['après un refus', { signatures: [signature(1, 'REFUSEE'), signature(2, 'ATTENDUE')] }, 'ETAT_INVALIDE', 'refusé'],
    ['moins d’un jour après la dernière', { relanceeLe: apres(3 * JOUR + 1) }, 'LIMITE_DEPASSEE', '18 novembre 2021'],
  ])('se refuse pour %s', (_cas, changements, code, extrait) => {
    const decision = relancerSignataires({ ...DEMANDE, ...changements });
    expect(decision).toMatchObject({ ok: false, refus: { code } });
    expect(!decision.ok && decision.refus.message).toContain(extrait);
  });

  it('redevient possible un jour après, à la milliseconde', () => {
    expect(relancees({ relanceeLe: apres(3 * JOUR) })).toEqual(['o2', 'o3']);
  });
});

describe('La relance de la machine', () => {
  /** Goes through time hour by hour, and keeps the instants at which it reminds. */
  const derouler = (heures: number[], aLaMain: readonly number[] = [], changements: Partial<DemandeRelance> = {}) => {
    let relanceeLe: Date | null = null;
    const parties: number[] = [];
    for (const heure of heures) {
      const instant = apres(heure * HEURE);
      const demande = { ...DEMANDE, ...changements, instant, relanceeLe };
      if (aLaMain.includes(heure)) {
        if (relancerSignataires(demande).ok) relanceeLe = instant;
        continue;
      }
      const due = relanceEchue(demande);
      if (!due.ok || !due.fait) continue;
      parties.push(heure / 24);
      relanceeLe = instant;
    }
    return parties;
  };
  const CINQUANTE_JOURS = Array.from({ length: 50 * 24 }, (_, heure) => heure);

  it('part après 7, 14 et 21 jours, puis plus jamais', () => {
    expect(derouler(CINQUANTE_JOURS)).toEqual([7, 14, 21]);
    expect(derouler(CINQUANTE_JOURS, [], { etat: 'SIGNEE' })).toEqual([]);
  });

  it('compte à nouveau pour chaque partie, quand il y a un ordre', () => {
    expect(derouler(CINQUANTE_JOURS, [], { ordre: 'SUCCESSIF' })).toEqual([10, 17, 24]);
  });

  it('ne rattrape pas ce qu’un arrêt lui a fait manquer, et laisse un jour après une relance à la main', () => {
    expect(derouler(CINQUANTE_JOURS.slice(16 * 24))).toEqual([16, 21]);
    expect(derouler(CINQUANTE_JOURS, [6.5 * 24])).toEqual([7.5, 14, 21]);
    expect(derouler(CINQUANTE_JOURS, [8 * 24])).toEqual([7, 14, 21]);
    expect(derouler(CINQUANTE_JOURS, [7 * 24])).toEqual([14, 21]);
  });

  it('jamais plus de trois, jamais à moins d’un jour d’une autre, quoi que fasse la gestion', () => {
    const heure = fc.integer({ min: 0, max: 40 * 24 });
    fc.assert(
      fc.property(fc.array(heure, { maxLength: 30 }), (aLaMain) => {
        const jours = derouler(CINQUANTE_JOURS, aLaMain);
        expect(jours.length).toBeLessThanOrEqual(RELANCES_MAX);
        for (const [i, jour] of jours.entries()) expect(jour - (jours[i - 1] ?? 0)).toBeGreaterThanOrEqual(1);
        expect(jours[0] ?? RELANCE_JOURS).toBeGreaterThanOrEqual(RELANCE_JOURS);
      }),
      { numRuns: 30 },
    );
  });
});
