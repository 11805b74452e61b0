import { Abonnement } from './abonnement.js';

describe('Un abonnement', () => {
  function suivre(valeurs: (number | null)[]) {
    const fins = { nombre: 0 };
    const abonnement = new Abonnement(
      () => Promise.resolve(valeurs.shift() ?? null),
      () => (fins.nombre += 1),
    );
    return { abonnement, fins };
  }

  it('donne la valeur d’abord, puis à nouveau une fois pour tous les signaux reçus entre-temps', async () => {
    const { abonnement, fins } = suivre([1, 2, 3]);
    expect(await abonnement.commencer()).toBe(true);
    abonnement.signaler();
    abonnement.signaler();
    expect(await abonnement.next()).toEqual({ done: false, value: 1 });
    expect(await abonnement.next()).toEqual({ done: false, value: 2 });
    const suite = abonnement.next();
    abonnement.signaler();
    expect(await suite).toEqual({ done: false, value: 3 });
    expect(fins.nombre).toBe(0);
  });

  it('ne redit pas ce qu’il vient de dire : une lecture tient parfois déjà ce que le signal suivant annonce', async () => {
    const { abonnement } = suivre([1, 1, 2, 2, 1]);
    await abonnement.commencer();
    expect(await abonnement.next()).toEqual({ done: false, value: 1 });
    for (const attendue of [2, 1]) {
      const suite = abonnement.next();
      abonnement.signaler();
      await new Promise((apres) => setImmediate(apres));
      abonnement.signaler();
      expect(await suite).toEqual({ done: false, value: attendue });
    }
  });

  it('finit, une fois, quand il n’y a plus rien à lire, ou dès qu’on le quitte, même en attente', async () => {
    const vide = suivre([]);
    expect(await vide.abonnement.commencer()).toBe(false);
    expect(vide.fins.nombre).toBe(1);
    const { abonnement, fins } = suivre([1]);
    await abonnement.commencer();
    await abonnement.next();
    const attente = abonnement.next();
    await abonnement.return();
    expect(await attente).toEqual({ done: true, value: undefined });
    expect(await abonnement.next()).toEqual({ done: true, value: undefined });
    expect(fins.nombre).toBe(1);
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
