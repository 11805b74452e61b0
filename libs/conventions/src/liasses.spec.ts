import type { DataSource } from 'typeorm';
import { PanneImpression } from './impression/imprimerie.js';
import { LiassesService, type Liasse } from './liasses.service.js';
import type { ManquesService } from './manques.service.js';
import type { Tirage, Tirages } from './tirages.service.js';

const LE = new Date('2021-11-15T09:00:00Z');
const AGENT = { utilisateurId: 'g', habilitations: [] };

/** A session of conventions a, b, c …, printed as `tirer` says. */
function liasse(ids: string[], tirer: (id: string) => Promise<Tirage | null>, incomplets: Liasse['incomplets'] = []) {
  const service = new LiassesService(
    {} as DataSource,
    {} as ManquesService,
    {
      tirer: (_agent: unknown, id: string) => tirer(id),
    } as unknown as Tirages,
  );
  const pieces = ids.map((id) => ({
    id,
    financeurId: null,
    candidatureId: `dossier-${id}`,
    numero: `C-${id}`,
    emiseLe: LE,
  }));
  return service.fichiers(AGENT, { numero: '2021-1', pieces, incomplets });
}

const tirage = (id: string) => Promise.resolve({ nom: `${id}.pdf`, pdf: Buffer.from(id) });

async function recus(fichiers: AsyncGenerator<{ nom: string; contenu: Buffer }>): Promise<Record<string, string>> {
  const lus: Record<string, string> = {};
  for await (const { nom, contenu } of fichiers) lus[nom] = contenu.toString();
  return lus;
}

describe('Les fichiers d’une liasse', () => {
  it('viennent dans l’ordre des numéros ; un document qui ne s’imprime pas est nommé, et n’arrête aucun autre', async () => {
    const tirer = (id: string) => (id === 'b' ? Promise.reject(new PanneImpression('police')) : tirage(id));
    const incomplets = [
      { titre: 'Projet sans acte', manques: [{ code: 'INCOMPLET' as const, chemin: 'x', message: 'L’acte manque.' }] },
      { titre: 'Projet prêt', manques: [] },
    ];
    const lus = await recus(liasse(['a', 'b', 'c', 'd', 'e', 'f'], tirer, incomplets));
    expect(Object.keys(lus)).toEqual(['a.pdf', 'c.pdf', 'd.pdf', 'e.pdf', 'f.pdf', 'a-completer.txt']);
    expect(lus['a-completer.txt']).toBe(
      '« Projet sans acte » :\n– L’acte manque.\n' +
        '« Projet prêt » : rien ne manque, sa convention peut être générée.\n' +
        'Convention C-b : ce document n’a pas pu être imprimé, téléchargez-le seul.\n',
    );
  });

  it('n’ont pas de liste quand rien ne manque, ni ce qui a cessé d’être lisible', async () => {
    const lus = await recus(liasse(['a', 'b'], (id) => (id === 'b' ? Promise.resolve(null) : tirage(id))));
    expect(Object.keys(lus)).toEqual(['a.pdf']);
  });

  it('toute autre panne se dit à son tour, et n’échappe à personne quand le lecteur est parti avant', async () => {
    const echappees: unknown[] = [];
    const noter = (raison: unknown) => echappees.push(raison);
    process.on('unhandledRejection', noter);
    try {
      const tirer = (id: string) => (id === 'c' ? Promise.reject(new Error('base perdue')) : tirage(id));
      const quittee = liasse(['a', 'b', 'c'], tirer);
      expect((await quittee.next()).value).toMatchObject({ nom: 'a.pdf' });
      await quittee.return(undefined);
      await new Promise((suite) => setTimeout(suite, 20));
      expect(echappees).toEqual([]);
      await expect(recus(liasse(['a', 'b', 'c'], tirer))).rejects.toThrow('base perdue');
    } finally {
      process.off('unhandledRejection', noter);
    }
  });
});
