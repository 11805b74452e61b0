import { proposerAvenant } from '@tdt/domaine';
import { e1 } from '../../../../libs/domaine/essais/avenants.js';
import { nouvelleArrivee, type SaisieArrivee } from './saisie-arrivee.js';
import { aUnChamp, cheminDuChamp, enDemande, lireSaisie, SAISIE_VIDE, type SaisieAvenant } from './saisie-avenant.js';

const CAF = { id: 'caf', nom: 'CAF d’Ille-et-Vilaine', categorie: 'ORGANISME_SOCIAL' } as const;
const ACTE = { type: 'DELIBERATION', numero: ' 22-1 ', date: '2022-02-01' } as const;
const complete: SaisieArrivee = {
  ...nouvelleArrivee(e1(), CAF),
  dispositif: 'Fonds national',
  montant: '10 000',
  acte: ACTE,
};
const lire = (changements: Partial<SaisieAvenant>) => lireSaisie(e1(), { ...SAISIE_VIDE, ...changements });

describe('Ce qui est saisi d’une arrivée', () => {
  it('ce que l’API demande, et un avenant équilibré que signe qui arrive', () => {
    const { lues, fautes } = lire({ arrivees: [complete], montants: { 'part-region': '110 000' } });
    expect(fautes).toEqual([]);
    expect(lues.map(enDemande)).toEqual([
      { type: 'MONTANT', partId: 'part-region', montant: '11000000' },
      {
        type: 'FINANCEUR',
        arrivee: {
          financeurId: 'caf',
          enveloppeId: null,
          dispositif: 'Fonds national',
          nature: 'FONCTIONNEMENT',
          montant: '1000000',
          assiette: null,
          acte: { type: 'DELIBERATION', numero: '22-1', date: '2022-02-01' },
        },
      },
    ]);
    const decision = proposerAvenant({
      etat: 'SIGNEE',
      ouvert: false,
      donnees: e1(),
      modifications: lues.map((l) => l.modification),
      motif: 'Relais.',
      etablieLe: '2022-03-01',
      version: 2,
    });
    expect(decision.ok && decision.fait.parties.map((p) => p.organismeId)).toEqual(['hub', 'region', 'caf']);
  });

  it('calcule sa part sur le coût que fait l’avenant, ou sur l’assiette dite', () => {
    const hausse = { lignes: { '641 Postes': '610 000' } };
    const base = (arrivee: SaisieArrivee) =>
      lire({ ...hausse, arrivees: [arrivee] }).lues.flatMap(({ modification: m }) =>
        m.type === 'FINANCEUR' ? [m.ligne.assiette] : [],
      );
    expect(base(complete)).toEqual([61_000_000n]);
    expect(base({ ...complete, assiette: '20 000' })).toEqual([2_000_000n]);
    const { lues } = lire({ arrivees: [{ ...complete, assiette: '20 000', enveloppeId: 'env' }] });
    expect(lues.map(enDemande)).toMatchObject([{ arrivee: { assiette: '2000000', enveloppeId: 'env' } }]);
  });

  it('dit tout ce qui manque, chaque faute à son champ, et garde ce qui se lit', () => {
    const vide = lire({ arrivees: [nouvelleArrivee(e1(), CAF)] });
    expect(vide.lues).toEqual([]);
    const champs = ['montant', 'dispositif', 'acte.type', 'acte.numero', 'acte.date'];
    expect(vide.fautes.map((f) => f.chemin)).toEqual(champs.map((c) => `arrivees[0].${c}`));
    expect(vide.fautes.every((f) => aUnChamp(f.chemin))).toBe(true);
    const sansActe = lire({ arrivees: [{ ...complete, acte: { type: '', numero: '', date: '' }, assiette: 'x' }] });
    expect(sansActe.fautes.map((f) => f.chemin).at(-1)).toBe('arrivees[0].assiette');
    expect(lire({ arrivees: [{ ...complete, acte: { ...ACTE, date: '' } }] }).lues).toHaveLength(1);
  });

  it('un refus de l’API retrouve le champ de l’arrivée, ou parle de l’avenant entier', () => {
    const { lues } = lire({ arrivees: [complete], montants: { 'part-region': '110 000' } });
    expect(cheminDuChamp(lues, 'modifications[1].arrivee.montant')).toBe('arrivees[0].montant');
    expect(cheminDuChamp(lues, 'modifications[1].arrivee.acte.date')).toBe('arrivees[0].acte.date');
    expect(cheminDuChamp(lues, 'modifications[0].vers')).toBe('montants[1]');
    expect(aUnChamp('arrivees[0].financeurId')).toBe(false);
    expect(aUnChamp('arrivees[0].montant')).toBe(true);
  });
});
