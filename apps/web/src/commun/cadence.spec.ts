import { pauseAvant } from './cadence.js';

describe('La cadence à laquelle une page relit ce qu’elle suit', () => {
  it('lit tout de suite, puis à peine espacé, puis moins souvent quand les actes s’enchaînent', () => {
    expect(pauseAvant([], 0)).toBe(0);
    expect(pauseAvant([1_000], 1_050)).toBe(150);
    expect(pauseAvant([1_000], 5_000)).toBe(0);
    const rapprochees = Array.from({ length: 25 }, (_l, i) => 1_000 + i * 200);
    expect(pauseAvant(rapprochees, 5_800)).toBe(2_500);
    expect(pauseAvant(rapprochees, 70_000)).toBe(0);
  });

  it('ne dépasse pas cinquante lectures par minute, quoi qu’il arrive dans la séance', () => {
    const lectures: number[] = [];
    for (let instant = 0; instant < 300_000; instant += 50)
      if (pauseAvant(lectures, instant) === 0) lectures.push(instant);
    for (const debut of lectures) {
      expect(lectures.filter((l) => l >= debut && l < debut + 60_000).length).toBeLessThanOrEqual(50);
    }
  });
});
