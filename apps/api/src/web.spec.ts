import { refuserLeWeb } from './web.js';

describe('Un processus qui ne fait qu’envoyer', () => {
  /** What becomes of a request: passed on, or the status that ends it. */
  function demander(chemin: string): 'passe' | number {
    let issue: 'passe' | number = 0;
    const reponse = { status: (code: number) => ((issue = code), { end: () => undefined }) };
    refuserLeWeb({ path: chemin } as never, reponse as never, () => (issue = 'passe'));
    return issue;
  }

  it('répond à qui le surveille, et à personne d’autre', () => {
    for (const chemin of ['/vivant', '/pret', '/metriques']) expect(demander(chemin)).toBe('passe');
    for (const chemin of ['/', '/graphql', '/connexion', '/courriels', '/pret/autre', '/vivant2'])
      expect(demander(chemin)).toBe(404);
  });
});
