import { lirePrestataire } from './configuration-signature.js';

const CLE = 'cle-tiree-par-le-prestataire';
const BONNE = { PRESTATAIRE_SIGNATURE: 'yousign', YOUSIGN_CLE: CLE, YOUSIGN_SECRET_AVIS: 'secret-des-avis-recus' };

const chemin = (env: Record<string, string | undefined>, production = true) => {
  const lue = lirePrestataire(env, production);
  return lue.ok ? 'acceptée' : lue.refus.chemin;
};

describe('La configuration du prestataire de signature', () => {
  it('sans rien dire, n’en relie aucun', () => {
    expect(lirePrestataire({}, true)).toEqual({ ok: true, fait: { sorte: 'aucun' } });
  });

  it('relie Yousign à son adresse de production, ou à celle que l’on donne', () => {
    const fait = { sorte: 'yousign', cle: CLE, secretAvis: 'secret-des-avis-recus' };
    const production = { ok: true, fait: { ...fait, adresse: 'https://api.yousign.app/v3' } };
    expect(lirePrestataire(BONNE, true)).toEqual(production);
    const essai = { ...BONNE, YOUSIGN_ADRESSE: 'https://api-sandbox.yousign.app/v3/' };
    expect(lirePrestataire(essai, true)).toMatchObject({ fait: { adresse: 'https://api-sandbox.yousign.app/v3' } });
    const locale = { ...BONNE, YOUSIGN_ADRESSE: 'http://127.0.0.1:4000/v3' };
    expect(chemin(locale, false)).toBe('acceptée');
    expect(chemin(locale)).toBe('YOUSIGN_ADRESSE');
  });

  it.each([
    ['PRESTATAIRE_SIGNATURE', 'docusign'],
    ['PRESTATAIRE_SIGNATURE', ''],
    ['YOUSIGN_ADRESSE', 'ftp://x'],
    ['YOUSIGN_ADRESSE', 'http://exemple.fr/v3'],
    ['YOUSIGN_ADRESSE', 'https://moi:secret@exemple.fr/v3'],
    ['YOUSIGN_ADRESSE', 'https://exemple.fr/v3?a=b'],
    ['YOUSIGN_CLE', ''],
    ['YOUSIGN_CLE', 'courte'],
    ['YOUSIGN_CLE', `${CLE} avec espace`],
    ['YOUSIGN_SECRET_AVIS', ''],
    ['YOUSIGN_SECRET_AVIS', 'court'],
  ])('refuse %s « %s »', (nom, valeur) => {
    expect(chemin({ ...BONNE, [nom]: valeur })).toBe(nom);
  });

  it('ne répète jamais un secret', () => {
    expect(JSON.stringify(lirePrestataire({ ...BONNE, YOUSIGN_CLE: `${CLE} x` }, true))).not.toContain(CLE);
  });
});
