import { ACTIONS_ECRITURE } from './actions.js';
import { exigerQuatreYeux, QUATRE_YEUX, ROLES_A_CONFIRMER, type Auteurs } from './quatre-yeux.js';

const agent = (utilisateurId: string | null) => ({ utilisateurId, habilitations: [] });
const SECONDS = [...new Set(QUATRE_YEUX.map((p) => p.second))];

/** Every first act of this second one by somebody else, but for those that the test names. */
function auteursDe(second: string, autrement: Auteurs = {}): Auteurs {
  const premiers = QUATRE_YEUX.filter((p) => p.second === second).map((p) => [p.premier, ['autre']]);
  return { ...(Object.fromEntries(premiers) as Auteurs), ...autrement };
}

describe('Quatre yeux (trust.md §3.2)', () => {
  it('couvre ces paires d’actes, et aucune autre', () => {
    expect(QUATRE_YEUX.map(({ premier, second }) => `${premier} → ${second}`)).toEqual([
      'creerAppel → publierAppel',
      'modifierAppel → publierAppel',
      'definirReglesFinancement → publierAppel',
      'enregistrerCandidatureRecue → deposerCandidature',
      'creerEnveloppe → doterEnveloppe',
      'redigerPv → approuverPv',
      'voter → enregistrerEngagement',
      'genererConvention → mettreEnSignature',
      'joindrePiece → enregistrerSignatureManuscrite',
      'demanderSignatureExterne → verifierSignatureExterne',
      'accorderHabilitation → confirmerHabilitation',
    ]);
  });

  it.each(QUATRE_YEUX)('refuse $second à qui a fait $premier, en disant qui doit le faire', (paire) => {
    const { premier, second, message } = paire;
    expect(exigerQuatreYeux(agent('moi'), second, auteursDe(second, { [premier]: ['autre', 'moi'] }))).toEqual({
      ok: false,
      refus: { code: 'QUATRE_YEUX', message },
    });
    expect(message).toMatch(/^Vous avez .+ : une? autre .+ doit .+\. S’il n’y en a pas, .+\.$/);
  });

  it.each(SECONDS)('accepte %s d’une autre personne, et quand personne n’a fait le premier acte', (second) => {
    expect(exigerQuatreYeux(agent('moi'), second, auteursDe(second))).toEqual({ ok: true });
    const [paire] = QUATRE_YEUX.filter((p) => p.second === second);
    const sans = auteursDe(second, { [paire?.premier ?? '']: [] });
    expect(exigerQuatreYeux(agent('moi'), second, sans)).toEqual({ ok: true });
    const inconnu = auteursDe(second, { [paire?.premier ?? '']: [null] });
    expect(exigerQuatreYeux(agent('moi'), second, inconnu)).toEqual({ ok: true });
  });

  it('ne laisse pas oublier un auteur, ni demander une paire qui n’existe pas', () => {
    for (const { premier, second } of QUATRE_YEUX) {
      const sans = auteursDe(second, { [premier]: undefined });
      expect(() => exigerQuatreYeux(agent('moi'), second, sans)).toThrow(`${second} : l’auteur de ${premier}`);
    }
    const autres = ACTIONS_ECRITURE.filter((a) => !SECONDS.includes(a));
    for (const action of autres) {
      expect(() => exigerQuatreYeux(agent('moi'), action, {})).toThrow(`${action} : aucune paire à quatre yeux`);
    }
  });

  it('fait confirmer les rôles de la gestion et de l’instruction, pas ceux des porteurs ni des financeurs', () => {
    expect(ROLES_A_CONFIRMER).toEqual(['INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN']);
  });
});
