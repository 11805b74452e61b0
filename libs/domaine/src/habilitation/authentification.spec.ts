import { attendreRefus } from '../../essais/decision.js';
import { ACTIONS_ECRITURE } from './actions.js';
import {
  ACR_FORTS,
  ACTIONS_A_REAUTHENTIFIER,
  exigerFraicheur,
  exigerNiveau,
  ROLES_A_AUTHENTIFICATION_FORTE,
} from './authentification.js';
import { ROLES_ACCORDES } from './roles.js';

describe('trust.md A8 : le niveau d’authentification', () => {
  test('est exigé de tous les rôles, sauf du porteur', () => {
    expect(ROLES_ACCORDES.filter((role) => !ROLES_A_AUTHENTIFICATION_FORTE.includes(role))).toEqual(['PORTEUR']);
  });

  test.each(ROLES_A_AUTHENTIFICATION_FORTE)('%s : deux facteurs, ou rien', (role) => {
    for (const acr of ACR_FORTS) expect(exigerNiveau(acr, [{ role }]).ok).toBe(true);
    for (const acr of [
      'eidas1',
      'eidas0',
      '',
      'EIDAS2',
      'eidas2 ',
      'mfa',
      'https://proconnect.gouv.fr/assurance/self-asserted',
    ])
      attendreRefus(
        exigerNiveau(acr, [{ role: 'PORTEUR' }, { role }]),
        'AUTHENTIFICATION_FAIBLE',
        '/connexion?niveau=fort',
        'second facteur',
      );
  });

  test('est fort à ces six noms de ProConnect', () => {
    for (const acr of [
      'eidas2',
      'eidas3',
      'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
      'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
      'eidas0-mfa',
      'eidas1-mfa',
    ])
      expect(exigerNiveau(acr, [{ role: 'GESTIONNAIRE' }]).ok).toBe(true);
    expect(ACR_FORTS).toHaveLength(6);
  });

  test('suffit toujours au porteur et à qui n’a aucun droit', () => {
    expect(exigerNiveau('eidas1', [{ role: 'PORTEUR' }]).ok).toBe(true);
    expect(exigerNiveau('', []).ok).toBe(true);
  });
});

describe('trust.md §8 : l’authentification récente', () => {
  const instant = new Date('2026-03-02T10:00:00.000Z');
  const ilYA = (ms: number) => new Date(instant.getTime() - ms);

  test.each(ACTIONS_A_REAUTHENTIFIER)('%s : moins de quinze minutes', (action) => {
    expect(exigerFraicheur(action, instant, instant).ok).toBe(true);
    expect(exigerFraicheur(action, ilYA(15 * 60_000 - 1), instant).ok).toBe(true);
    attendreRefus(
      exigerFraicheur(action, ilYA(15 * 60_000), instant),
      'AUTHENTIFICATION_FAIBLE',
      '/connexion?prompt=login&max_age=900',
      'quinze minutes',
    );
  });

  test('n’est pas demandée pour le reste', () => {
    expect(exigerFraicheur('voter', ilYA(7 * 3_600_000), instant).ok).toBe(true);
  });

  test('aucune action de signature, de paiement, de changement d’IBAN, de clôture de scrutin, d’avenant ou de résiliation n’y échappe', () => {
    const graves = ACTIONS_ECRITURE.filter((a) =>
      /^(signer|payer|verser|mandater|ordonner)|signature|paiement|versement|iban|rib$|engagement|approuverPv|cloreScrutin|^proposerAvenant|^resilier/i.test(
        a,
      ),
    );
    expect(graves.filter((a) => !ACTIONS_A_REAUTHENTIFIER.includes(a))).toEqual([]);
    expect(graves.length).toBeGreaterThan(0);
  });
});
