import fc from 'fast-check';
import { ACTIONS, ACTIONS_LECTURE } from './actions.js';
import { couvre, decider, portee, type AgentHabilite } from './decider.js';
import { ROLES_ACCORDES } from './roles.js';

describe('decider : propriétés', () => {
  const identifiant = fc.constantFrom('x1', 'x2', 'x3');
  const habilitation = fc.record({
    role: fc.constantFrom(...ROLES_ACCORDES),
    organismeId: identifiant,
    appelId: fc.option(identifiant),
    conferenceId: fc.option(identifiant),
    gereUtilisateurs: fc.boolean(),
  });
  const objet = fc.record({
    organismeIds: fc.uniqueArray(identifiant),
    appelId: fc.option(identifiant),
    appelIds: fc.uniqueArray(identifiant),
    conferenceId: fc.option(identifiant),
    membreOrganismeIds: fc.uniqueArray(identifiant),
    ordreDuJour: fc.boolean(),
  });

  test('decider et portee disent la même chose', () => {
    const action = fc.constantFrom(...ACTIONS_LECTURE);
    fc.assert(
      fc.property(fc.array(habilitation, { maxLength: 3 }), objet, action, (habilitations, cible, quoi) => {
        const qui: AgentHabilite = { utilisateurId: 'u', habilitations };
        expect(decider(qui, quoi, cible).ok).toBe(portee(qui, quoi).some((raison) => couvre(raison, cible)));
      }),
    );
  });

  test('une habilitation de plus n’enlève jamais un droit', () => {
    const action = fc.constantFrom(...ACTIONS);
    fc.assert(
      fc.property(fc.array(habilitation, { maxLength: 2 }), habilitation, objet, action, (deja, plus, cible, quoi) => {
        const avant = decider({ utilisateurId: 'u', habilitations: deja }, quoi, cible);
        const apres = decider({ utilisateurId: 'u', habilitations: [...deja, plus] }, quoi, cible);
        if (avant.ok) expect(apres.ok).toBe(true);
      }),
    );
  });
});
