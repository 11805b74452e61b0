import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import { faisableReference } from '../../essais/flot-reference.js';
import { arbInstance, enveloppe, ligne, projet } from '../../essais/instances.js';
import { financer } from './flot.js';
import type { Instance } from './instance.js';
import { chercherLignesAllumees } from './lignes-allumees.js';
import { preparer } from './preparation.js';
import { verifierPlanCalcule } from './verifier-plan-calcule.js';

const AVEC_MINIMA = { enveloppes: 3, projets: 3, montant: 5n, minima: true };
const tous = ({ projets }: Instance) => projets.map(({ id }) => id);

describe('chercherLignesAllumees : les minima, tenus contre toutes les parts possibles', () => {
  test('faisable exactement quand une répartition existe, et elle honore les minima', () => {
    let faisables = 0;
    fc.assert(
      fc.property(arbInstance(AVEC_MINIMA), (instance) => {
        const attendu = faisableReference(instance, tous(instance));
        const preparee = preparer(instance);
        const recherche = chercherLignesAllumees(preparee, tous(instance));
        expect(recherche.issue).toBe(attendu ? 'FAISABLE' : 'INFAISABLE');
        if (recherche.issue !== 'FAISABLE') return;
        faisables += 1;
        const { lignesAllumees, financement } = recherche;
        expect(verifierPlanCalcule(instance, tous(instance), financement.parts)).toEqual([]);
        expect(financer(preparee, tous(instance), { lignesAllumees }).faisable).toBe(true);
      }),
      essais(600),
    );
    expect(faisables).toBeGreaterThan(0);
  });

  const instance: Instance = {
    classes: [],
    enveloppes: [enveloppe('E', 10n), enveloppe('F', 10n, null, 2)],
    projets: [projet('A', 8n, [ligne('E', 8n, 6n), ligne('F', 8n, 6n)]), projet('B', 4n, [ligne('E', 4n, 4n)])],
  };

  test('nomme par projet les lignes à honorer, la première branche étant d’allumer', () => {
    expect(chercherLignesAllumees(preparer(instance), ['A', 'B'])).toMatchObject({
      issue: 'FAISABLE',
      lignesAllumees: { A: ['F'], B: ['E'] },
      financement: { parts: { A: { F: 8n }, B: { E: 4n } } },
    });
  });

  test('s’arrête à la limite, et prouve par une coupe ce qui est hors de portée sans minima', () => {
    const preparee = preparer(instance);
    expect(chercherLignesAllumees(preparee, ['A', 'B'], 1)).toEqual({ issue: 'INDETERMINE' });
    expect(chercherLignesAllumees(preparee, ['B'], 1).issue).toBe('FAISABLE');
    const chere = { ...instance, projets: [projet('A', 21n, [ligne('E', 21n), ligne('F', 21n)])] };
    expect(chercherLignesAllumees(preparer(chere), ['A'])).toMatchObject({
      issue: 'INFAISABLE',
      coupe: { projets: ['A'], elements: [{ id: 'E' }, { id: 'F' }] },
    });
    const impossible = { ...instance, projets: [projet('A', 5n, [ligne('E', 8n, 6n)])] };
    expect(chercherLignesAllumees(preparer(impossible), ['A'])).toEqual({ issue: 'INFAISABLE', coupe: null });
  });

  test('une ligne dont le minimum dépasse le plafond ne compte pas', () => {
    const inutile = { ...instance, projets: [projet('A', 5n, [ligne('E', 5n, 6n), ligne('F', 4n)])] };
    expect(chercherLignesAllumees(preparer(inutile), ['A'])).toMatchObject({
      issue: 'INFAISABLE',
      coupe: { elements: [{ nature: 'LIGNE', id: 'F', projet: 'A', montant: 4n }] },
    });
  });
});
