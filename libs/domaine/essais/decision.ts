import type { CodeRefus, Decision, Refus } from '../src/refus.js';

/** The fact of an accepted decision; fails the test with the refusal otherwise. */
export function fait<Fait>(decision: Decision<Fait>): Fait {
  if (!decision.ok) throw new Error(`Refus inattendu : ${decision.refus.code} ${decision.refus.message}`);
  return decision.fait;
}

/** The refusal of a refused decision; fails the test when it was accepted. */
export function refus(decision: Decision<unknown>): Refus {
  if (decision.ok) throw new Error('Acceptation inattendue.');
  return decision.refus;
}

/** Code, path and a part of the French sentence: the three things that a refusal promises. */
export function attendreRefus(
  decision: Decision<unknown>,
  code: CodeRefus,
  chemin: string | undefined,
  mots: string | RegExp,
): void {
  const obtenu = refus(decision);
  expect({ code: obtenu.code, chemin: obtenu.chemin }).toEqual({ code, chemin });
  expect(obtenu.message).toMatch(mots);
}
