import { accepter, refuser } from '@tdt/domaine';
import type { AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Retraits } from './retraits.js';

const agent: AgentConnu = { utilisateurId: 'u', habilitations: [] };
const tx = {} as EntityManager;

describe('Retraits', () => {
  test('laisse retirer quand personne n’y tient rien', async () => {
    expect((await new Retraits().liberer(tx, agent, 'c')).ok).toBe(true);
  });

  test('appelle chacun dans l’ordre, dans la transaction du retrait, et s’arrête au premier refus', async () => {
    const retraits = new Retraits();
    const vus: unknown[] = [];
    const refus = refuser('ETAT_INVALIDE', 'Une part est engagée.', 'parts');
    retraits.avantRetrait((...args) => {
      vus.push(args);
      return Promise.resolve(accepter());
    });
    retraits.avantRetrait(() => Promise.resolve(refus));
    retraits.avantRetrait(() => {
      throw new Error('ne doit pas être appelé');
    });
    expect(await retraits.liberer(tx, agent, 'c')).toEqual(refus);
    expect(vus).toEqual([[tx, agent, 'c']]);
  });
});
