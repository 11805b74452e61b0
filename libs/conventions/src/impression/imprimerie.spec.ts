import { donneesEnJson } from '@tdt/domaine';
import { composerConvention, EMIS_LE_EXEMPLE, EXEMPLE_E1 } from '../../essais/convention-scellee.js';
import { Imprimerie, PanneImpression } from './imprimerie.js';
import { imprimer, type DemandeImpression } from './imprimeur.js';

const OPTIONS = { projet: true, empreinte: '9f'.repeat(32), emisLe: EMIS_LE_EXEMPLE };
const FRAGILE = new URL('../../essais/ouvrier-fragile.mjs', import.meta.url);
const AUTRE = { ...EXEMPLE_E1, entete: { ...EXEMPLE_E1.entete, numero: '2024-BRE-018' } };
const demande = (donnees: string): DemandeImpression => ({ donnees, options: OPTIONS });

/** One word an outcome: the text that came back, or why it did not. */
async function issues(demandes: readonly Promise<Buffer>[]): Promise<string[]> {
  const finies = await Promise.allSettled(demandes);
  return finies.map((fin) =>
    fin.status === 'fulfilled' ? fin.value.toString() : `${(fin.reason as Error).constructor.name}`,
  );
}

describe('avec de vrais documents', () => {
  const imprimerie = new Imprimerie({ imprimeurs: 2 });
  afterAll(() => imprimerie.fermer());

  test('deux fils rendent les octets de la composition directe, quel que soit l’ordre', async () => {
    const donnees = [EXEMPLE_E1, AUTRE, EXEMPLE_E1];
    const pdfs = await Promise.all(donnees.map((d) => imprimerie.imprimer(demande(donneesEnJson(d)))));
    const directs = await Promise.all(donnees.map((d) => composerConvention(d, OPTIONS)));
    expect(pdfs.map((pdf, rang) => pdf.equals(directs[rang] ?? Buffer.alloc(0)))).toEqual([true, true, true]);
    const surPlace = await new Imprimerie({ imprimeurs: 0 }).imprimer(demande(donneesEnJson(EXEMPLE_E1)));
    expect(surPlace.equals(pdfs[0] ?? Buffer.alloc(0))).toBe(true);
    // Control: another document has other bytes.
    expect(pdfs[0]?.equals(pdfs[1] ?? Buffer.alloc(0))).toBe(false);
  });

  test('un document impossible échoue seul, et dit pourquoi', async () => {
    const bon = demande(donneesEnJson(EXEMPLE_E1));
    const mauvais = demande('{"entete": 3}');
    const [avant, echec, apres] = await Promise.allSettled([bon, mauvais, bon].map((d) => imprimerie.imprimer(d)));
    expect([avant?.status, echec?.status, apres?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((echec as PromiseRejectedResult).reason).toBeInstanceOf(PanneImpression);
    const reponse = await imprimer(mauvais);
    expect((echec as PromiseRejectedResult).reason).toHaveProperty('message', 'panne' in reponse && reponse.panne);
  });
});

describe('avec des fils qui cèdent', () => {
  test.each(['MEURS', 'ECLATE'])('un fil qui s’arrête (%s) n’emporte que son document', async (sort) => {
    const imprimerie = new Imprimerie({ imprimeurs: 2 }, FRAGILE);
    const textes = ['a', sort, 'b', sort, 'c', 'd'];
    const finies = await issues(textes.map((texte) => imprimerie.imprimer(demande(texte))));
    expect(finies).toEqual(['a', 'PanneImpression', 'b', 'PanneImpression', 'c', 'd']);
    await imprimerie.fermer();
  });

  test('un document qui ne finit pas est abandonné, et son fil remplacé', async () => {
    const imprimerie = new Imprimerie({ imprimeurs: 1 }, FRAGILE, 1_000);
    const finies = await issues(['DORS', 'a'].map((texte) => imprimerie.imprimer(demande(texte))));
    expect(finies).toEqual(['PanneImpression', 'a']);
    await imprimerie.fermer();
  });

  test('à la fermeture, ce qui est commencé finit, ce qui attend échoue, et plus rien n’est pris', async () => {
    const imprimerie = new Imprimerie({ imprimeurs: 2 }, FRAGILE);
    const demandes = ['a', 'b', 'c'].map((texte) => imprimerie.imprimer(demande(texte)));
    const finies = issues(demandes);
    await imprimerie.fermer();
    expect(await finies).toEqual(['a', 'b', 'PanneImpression']);
    expect(await issues([imprimerie.imprimer(demande('d'))])).toEqual(['PanneImpression']);
  });
});
