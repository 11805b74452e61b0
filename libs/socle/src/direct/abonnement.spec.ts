import { jest } from '@jest/globals';
import { Abonnement } from './abonnement.js';

describe('Un abonnement', () => {
  function suivre(valeurs: (number | null)[]) {
    const surFin = jest.fn();
    const abonnement = new Abonnement(() => Promise.resolve(valeurs.shift() ?? null), surFin);
    return { abonnement, surFin };
  }

  it('donne la valeur d’abord, puis à nouveau une fois pour tous les signaux reçus entre-temps', async () => {
    const { abonnement, surFin } = suivre([1, 2, 3]);
    expect(await abonnement.commencer()).toBe(true);
    abonnement.signaler();
    abonnement.signaler();
    expect(await abonnement.next()).toEqual({ done: false, value: 1 });
    expect(await abonnement.next()).toEqual({ done: false, value: 2 });
    const suite = abonnement.next();
    abonnement.signaler();
    expect(await suite).toEqual({ done: false, value: 3 });
    expect(surFin).not.toHaveBeenCalled();
  });

  it('finit, une fois, quand il n’y a plus rien à lire, ou dès qu’on le quitte, même en attente', async () => {
    const vide = suivre([]);
    expect(await vide.abonnement.commencer()).toBe(false);
    expect(vide.surFin).toHaveBeenCalledTimes(1);
    const { abonnement, surFin } = suivre([1]);
    await abonnement.commencer();
    await abonnement.next();
    const attente = abonnement.next();
    await abonnement.return();
    expect(await attente).toEqual({ done: true, value: undefined });
    expect(await abonnement.next()).toEqual({ done: true, value: undefined });
    expect(surFin).toHaveBeenCalledTimes(1);
  });

  it('quitté pendant qu’il lit, ne donne plus ce qu’il a lu', async () => {
    const { abonnement } = suivre([1, 2]);
    await abonnement.commencer();
    await abonnement.next();
    abonnement.signaler();
    const lecture = abonnement.next();
    await abonnement.return();
    expect(await lecture).toEqual({ done: true, value: undefined });
  });
});
