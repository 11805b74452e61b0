import type { AgentHabilite } from '@tdt/domaine';
import type { Executeur } from '../horloge.js';
import { dansActe, poserContexte, qualite } from './contexte.js';

const GESTIONNAIRE = { role: 'GESTIONNAIRE', organismeId: 'o1' } as const;
const FINANCEUR = { role: 'FINANCEUR', organismeId: 'o2' } as const;

function agent(...habilitations: AgentHabilite['habilitations']): AgentHabilite {
  return { utilisateurId: 'u1', habilitations };
}

/** What a transaction is told of the act that opens it. */
async function poses(): Promise<unknown[] | undefined> {
  let recus: unknown[] | undefined;
  const tx = { query: async (_sql: string, parametres?: unknown[]) => void (recus = parametres) } as Executeur;
  await poserContexte(tx);
  return recus;
}

describe('Le contexte d’un acte', () => {
  it('dit le rôle et l’organisme quand une seule habilitation permet l’acte', () => {
    const qui = agent(GESTIONNAIRE, FINANCEUR);
    const parAction = (action: 'publierAppel' | 'voter' | 'creerUtilisateur' | null) =>
      qualite({ requeteId: null, agent: qui, action });
    expect(parAction('publierAppel')).toEqual({ role: 'GESTIONNAIRE', organisationId: 'o1' });
    expect(parAction('voter')).toEqual({ role: null, organisationId: null });
    expect(parAction('creerUtilisateur')).toEqual({ role: null, organisationId: null });
    expect(parAction(null)).toEqual({ role: null, organisationId: null });
    expect(qualite({ requeteId: null, agent: agent(FINANCEUR), action: null })).toEqual({
      role: 'FINANCEUR',
      organisationId: 'o2',
    });
    expect(qualite({ requeteId: null, agent: null, action: 'voter' })).toEqual({ role: null, organisationId: null });
  });

  it('suit l’acte jusque dans ses transactions, et ne déborde pas sur le suivant', async () => {
    const requeteId = '01a00000-0000-7000-8000-00000000000A';
    const suite = await dansActe({ requeteId, agent: agent(GESTIONNAIRE) }, () =>
      dansActe({ action: 'publierAppel' }, async () => {
        await new Promise((reprise) => setImmediate(reprise));
        return poses();
      }),
    );
    expect(suite).toEqual([requeteId.toLowerCase(), 'GESTIONNAIRE', 'o1']);
    expect(await poses()).toBeUndefined();
  });

  it('donne un numéro de même forme à la requête que l’appelant a nommée à sa façon', async () => {
    const nommer = (requeteId: string) => dansActe({ requeteId }, poses);
    const [numero] = (await nommer('essai-12345678')) ?? [];
    expect(numero).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await nommer('essai-12345678')).toEqual([numero, '', '']);
    expect(await nommer('essai-12345679')).not.toEqual([numero, '', '']);
  });
});
