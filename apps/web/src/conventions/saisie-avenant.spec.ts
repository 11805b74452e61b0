import { proposerAvenant, type DonneesConvention } from '@tdt/domaine';
import { donneesE1 } from '../../../../libs/domaine/essais/convention.js';
import {
  aUnChamp,
  cheminDuChamp,
  enDemande,
  lireSaisie,
  rangDesPropres,
  SAISIE_VIDE,
  type SaisieAvenant,
} from './saisie-avenant.js';

/** E1, its budget said in two lines beside the shares. */
function convention(): DonneesConvention {
  const base = donneesE1();
  return {
    ...base,
    regles: base.plan.lignes.map(({ partId, montant }) => ({
      partId,
      mode: 'PLAFOND',
      base: montant,
      bonifications: [],
      maximum: montant,
    })),
    budget: {
      ...base.budget,
      charges: [{ compte: '641', libelle: 'Postes', montant: 60_000_000n }],
      produits: [
        ...base.plan.lignes.map((l) => ({ compte: '7402', libelle: l.financeur, montant: l.montant })),
        { compte: 'RP', libelle: '', montant: 5_000_000n },
      ],
    },
  };
}

const lire = (changements: Partial<SaisieAvenant>) => lireSaisie(convention(), { ...SAISIE_VIDE, ...changements });
const demandes = (changements: Partial<SaisieAvenant>) => lire(changements).lues.map(enDemande);

describe('Ce qui est saisi d’un avenant', () => {
  it('rien, tant que chaque champ dit ce que dit la convention', () => {
    expect(lire({})).toEqual({ lues: [], fautes: [] });
    const memes = {
      montants: { 'part-bdt': '350 000,00' },
      propres: '50000',
      lignes: { '641 Postes': '600 000' },
      dates: { FIN: '2023-09-30', ELIGIBILITE_FIN: '' },
      beneficiaire: { FORME_JURIDIQUE: ' ', SIEGE: ' 1 rue de l’Exemple, 35000 Rennes ' },
    };
    expect(lire(memes)).toEqual({ lues: [], fautes: [] });
  });

  it('un montant, une date, un texte, une ligne : ce que l’API demande', () => {
    expect(
      demandes({
        montants: { 'part-region': '130 000' },
        lignes: { '641 Postes': '610 000,00' },
        dates: { FIN: '2023-12-31' },
        beneficiaire: { SIEGE: '2 rue Neuve, 35000 Rennes' },
      }),
    ).toEqual([
      { type: 'MONTANT', partId: 'part-region', montant: '13000000' },
      { type: 'LIGNE_BUDGET', compte: '641', libelle: 'Postes', montant: '61000000' },
      { type: 'DATES', date: 'FIN', jour: '2023-12-31' },
      { type: 'BENEFICIAIRE', champ: 'SIEGE', texte: '2 rue Neuve, 35000 Rennes' },
    ]);
  });

  it('la ligne des ressources propres les suit, sauf si elle est saisie elle-même', () => {
    expect(rangDesPropres(convention())).toBe(1);
    const propres = { type: 'MONTANT', partId: null, montant: '6000000' };
    const ligne = { type: 'LIGNE_BUDGET', compte: 'RP', libelle: '' };
    expect(demandes({ propres: '60 000' })).toEqual([propres, { ...ligne, montant: '6000000' }]);
    expect(demandes({ propres: '60 000', lignes: { 'RP ': '70 000' } })).toEqual([
      propres,
      { ...ligne, montant: '7000000' },
    ]);
  });

  it('qui quitte n’a plus de montant, et l’avenant qui le remplace est accepté', () => {
    const { lues } = lire({
      departs: ['part-fondation'],
      montants: { 'part-fondation': '1', 'part-region': '140 000' },
    });
    expect(lues.map((l) => [l.chemin, l.modification.type])).toEqual([
      ['montants[1]', 'MONTANT'],
      ['departs[3]', 'FINANCEUR'],
    ]);
    const decision = proposerAvenant({
      etat: 'SIGNEE',
      ouvert: false,
      donnees: convention(),
      modifications: lues.map((l) => l.modification),
      motif: 'La Région relaie la fondation.',
      etablieLe: '2022-03-01',
      version: 2,
    });
    expect(decision.ok && decision.fait.parties.map((p) => p.organismeId)).toEqual(['hub', 'region', 'fondation']);
  });

  it('dit tout ce qui ne se lit pas, chaque faute à son champ', () => {
    const { lues, fautes } = lire({
      montants: { 'part-bdt': '', 'part-region': 'douze' },
      dates: { FIN: '' },
      beneficiaire: { DENOMINATION: '  ' },
    });
    expect(lues).toEqual([]);
    expect(fautes.map((f) => f.chemin)).toEqual([
      'montants[0]',
      'montants[1]',
      'dates.FIN',
      'beneficiaire.DENOMINATION',
    ]);
    for (const { message } of fautes) expect(message).not.toBe('');
  });

  it('une part dont la convention ne dit pas tout ne se retire pas, et cela se dit', () => {
    const { lues, fautes } = lireSaisie({ ...convention(), regles: [] }, { ...SAISIE_VIDE, departs: ['part-bdt'] });
    expect(lues).toEqual([]);
    expect(fautes.map((f) => f.chemin)).toEqual(['departs[0]']);
  });

  it('un refus de l’API retrouve le champ, ou parle de l’avenant entier', () => {
    const { lues } = lire({ montants: { 'part-region': '130 000' }, dates: { FIN: '2023-12-31' } });
    expect(cheminDuChamp(lues, 'modifications[1].vers')).toBe('dates.FIN');
    expect(cheminDuChamp(lues, 'modifications[0].partId')).toBe('montants[1]');
    for (const chemin of ['modifications', 'modifications[7]', 'motif'])
      expect(cheminDuChamp(lues, chemin)).toBe(chemin);
    expect(['motif', 'montants[1]', 'dates.FIN', 'beneficiaire.SIEGE'].every(aUnChamp)).toBe(true);
    expect(['modifications', 'conventionId', 'beneficiaire.siege', 'plan.lignes[0].acte'].some(aUnChamp)).toBe(false);
  });
});
