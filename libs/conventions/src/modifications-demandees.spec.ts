import { appliquerModifications, donneesEnJson, inverserModifications } from '@tdt/domaine';
import { EXEMPLE_E1 } from './modeles/convention-multipartite/v1/exemple-e1.js';
import { lireDemandees } from './modifications-demandees.js';

const { lignes } = EXEMPLE_E1.plan;
const parts = lignes.map((l) => l.partId);

describe('Les modifications demandées', () => {
  it('plusieurs financeurs partent : défaire rend la convention signée, à l’octet', () => {
    const quittent = lignes.slice(1, 3);
    const restent = lignes[0];
    if (!restent) throw new Error('exemple sans part');
    const repris = quittent.reduce((total, l) => total + l.montant, restent.montant);
    const lues = lireDemandees(EXEMPLE_E1, [
      ...quittent.map((l) => ({ type: 'FINANCEUR' as const, partId: l.partId })),
      { type: 'MONTANT' as const, partId: restent.partId, montant: repris },
    ]);
    if (!lues.ok) throw new Error(lues.refus.message);
    const apres = appliquerModifications(EXEMPLE_E1, lues.fait);
    if (!apres.ok) throw new Error(apres.refus.message);
    expect(apres.fait.plan.lignes.map((l) => l.partId)).toEqual([parts[0], ...parts.slice(3)]);
    const retour = appliquerModifications(apres.fait, inverserModifications(lues.fait));
    expect(retour.ok && donneesEnJson(retour.fait)).toBe(donneesEnJson(EXEMPLE_E1));
  });

  it('qui est parti ne part plus', () => {
    const depart = { type: 'FINANCEUR' as const, partId: parts[1] };
    expect(lireDemandees(EXEMPLE_E1, [depart, depart])).toMatchObject({
      ok: false,
      refus: { code: 'INTROUVABLE', chemin: 'modifications[1].partId' },
    });
  });
});
