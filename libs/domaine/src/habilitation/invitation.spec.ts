import { attendreRefus } from '../../essais/decision.js';
import { accepterInvitation, exigerEnAttente, type InvitationRecue } from './invitation.js';

const EXPIRE = new Date('2026-03-09T10:00:00.000Z');
const AVANT = new Date(EXPIRE.getTime() - 1);
const invitation = (autrement: Partial<InvitationRecue> = {}): InvitationRecue => ({
  courriel: 'zoe@hub.example',
  expireLe: EXPIRE,
  accepteeLe: null,
  annuleeLe: null,
  ...autrement,
});

describe('Accepter une invitation', () => {
  test('se peut jusqu’à la dernière milliseconde, par son destinataire, quelle que soit la casse', () => {
    expect(accepterInvitation(invitation(), 'zoe@hub.example', AVANT).ok).toBe(true);
    expect(accepterInvitation(invitation(), 'Zoe@Hub.example', AVANT).ok).toBe(true);
  });

  test.each([
    [
      'déjà acceptée',
      { accepteeLe: AVANT, annuleeLe: null },
      AVANT,
      'zoe@hub.example',
      'ETAT_INVALIDE',
      'invitation',
      'déjà servi',
    ],
    ['annulée', { annuleeLe: AVANT }, AVANT, 'zoe@hub.example', 'ETAT_INVALIDE', 'invitation', 'annulée'],
    ['annulée puis expirée', { annuleeLe: AVANT }, EXPIRE, 'zoe@hub.example', 'ETAT_INVALIDE', 'invitation', 'annulée'],
    ['expirée', {}, EXPIRE, 'zoe@hub.example', 'HORS_DELAI', 'invitation', 'expiré'],
    ['expirée, par un autre', {}, EXPIRE, 'autre@hub.example', 'HORS_DELAI', 'invitation', 'expiré'],
    ['d’un autre', {}, AVANT, 'autre@hub.example', 'INTERDIT', 'courriel', 'autre adresse'],
  ] as const)('%s : refusée', (_cas, etat, instant, courriel, code, chemin, mots) => {
    attendreRefus(accepterInvitation(invitation(etat), courriel, instant), code, chemin, mots);
  });

  test('expirée, elle attend encore : elle peut être renouvelée', () => {
    expect(exigerEnAttente(invitation({ expireLe: new Date(0) })).ok).toBe(true);
  });
});
