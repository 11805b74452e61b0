import fc from 'fast-check';
import { attendreRefus, refus } from '../../essais/decision.js';
import type { EtatPart } from '../seance/index.js';
import {
  exigerPartsFigees,
  exigerTourRevele,
  figerProposition,
  remplacerParts,
  type DemandeFigement,
  type LigneDePlan,
  type PartAvantVote,
} from './figer.js';

function ligne(candidatureId: string, enveloppeId: string, montant: bigint): LigneDePlan {
  return { candidatureId, financeurId: `f-${enveloppeId}`, enveloppeId, dispositif: 'Hubs', montant };
}
function part(l: LigneDePlan, etat: EtatPart, autrement: Partial<PartAvantVote> = {}): PartAvantVote {
  return { ...l, id: `${l.candidatureId}-${l.enveloppeId}`, etat, ...autrement };
}

const DEMANDE: DemandeFigement = {
  etatSeance: 'OUVERTE',
  etatTour: 'REVELE',
  etatsScrutins: ['PREPARE', 'PROCLAME'],
  candidaturesInscrites: ['c1', 'c2'],
  lignes: [ligne('c1', 'e1', 60n), ligne('c2', 'e1', 40n), ligne('c2', 'e2', 10n)],
  enveloppes: [
    { id: 'e1', financeur: 'Région', statut: 'OUVERTE', mobilisable: 100n },
    { id: 'e2', financeur: 'Fondation', statut: 'OUVERTE', mobilisable: 10n },
    { id: 'e3', financeur: 'Métropole', statut: 'CLOSE', mobilisable: 0n },
  ],
};
const figer = (autrement: Partial<DemandeFigement>) => figerProposition({ ...DEMANDE, ...autrement });

describe('figerProposition', () => {
  test('accepte jusqu’au dernier centime ; une enveloppe close qui ne donne rien ne gêne pas', () => {
    expect(figer({}).ok).toBe(true);
  });

  test('refus dans l’ordre', () => {
    const enveloppes = DEMANDE.enveloppes.map((e) => ({ ...e, mobilisable: e.mobilisable - 1n }));
    let demande: DemandeFigement = {
      etatSeance: 'CLOSE',
      etatTour: 'OUVERT',
      etatsScrutins: ['OUVERT'],
      candidaturesInscrites: ['c1'],
      lignes: [],
      enveloppes,
    };
    const puis = (autrement: Partial<DemandeFigement>) => {
      demande = { ...demande, ...autrement };
      return figerProposition(demande);
    };
    attendreRefus(puis({}), 'ETAT_INVALIDE', 'tourId', '« ouvert »');
    attendreRefus(puis({ etatTour: 'REVELE' }), 'ETAT_INVALIDE', 'seanceId', '« close »');
    attendreRefus(puis({ etatSeance: 'CONVOQUEE' }), 'ETAT_INVALIDE', 'tourId', '« ouvert » : sa proposition');
    attendreRefus(puis({ etatsScrutins: ['CLOS'] }), 'ETAT_INVALIDE', 'tourId', '« clos »');
    attendreRefus(puis({ etatsScrutins: ['PROCLAME'] }), 'INCOMPLET', 'type', 'aucun projet');
    attendreRefus(puis({ lignes: DEMANDE.lignes }), 'ETAT_INVALIDE', 'tourId', 'quitté la séance');
    attendreRefus(
      puis({ candidaturesInscrites: ['c2', 'c1'] }),
      'ENVELOPPE_INSUFFISANTE',
      'enveloppes[0]',
      'rien n’est figé',
    );
    expect(puis({ enveloppes: DEMANDE.enveloppes }).ok).toBe(true);
  });

  test('dit qui, jamais combien', () => {
    const enveloppes = [
      { id: 'e1', financeur: 'Région', statut: 'OUVERTE', mobilisable: 99n },
      { id: 'e2', financeur: 'Fondation', statut: 'GELEE', mobilisable: 10n },
    ];
    const { details, message } = refus(figer({ enveloppes }));
    expect(details).toEqual([
      { code: 'ENVELOPPE_INSUFFISANTE', chemin: 'enveloppes[0]', message: expect.stringContaining('Région') },
      { code: 'ETAT_INVALIDE', chemin: 'enveloppes[1]', message: expect.stringContaining('Fondation') },
    ]);
    expect(JSON.stringify([message, details]).replace(/enveloppes\[\d\]/g, '')).not.toMatch(/\d/);
  });

  test('rien ne se calcule avant la révélation', () => {
    expect(exigerTourRevele('REVELE').ok).toBe(true);
    attendreRefus(exigerTourRevele('ANNULE'), 'ETAT_INVALIDE', 'tourId', '« annulé »');
  });
});

describe('remplacerParts', () => {
  const l = ligne('c1', 'e1', 60n);

  test('crée ce qui manque, garde ce qui est déjà proposé au centime', () => {
    expect(remplacerParts([], [l])).toEqual({ fins: [], gardees: [], creees: [l] });
    expect(remplacerParts([part(l, 'PROPOSEE')], [l])).toEqual({
      fins: [],
      gardees: [{ partId: 'c1-e1', ligne: l }],
      creees: [],
    });
  });

  test.each<[EtatPart, bigint, string, EtatPart]>([
    ['PROPOSEE', 61n, 'reduire', 'REDUITE'],
    ['PROPOSEE', 59n, 'retirer', 'RETIREE'],
    ['ANNONCEE', 61n, 'retirer', 'RETIREE'],
    ['PRESSENTIE', 60n, 'retirer', 'RETIREE'],
  ])('remplace sans écraser : %s de %s → %s', (avant, montant, action, etat) => {
    const bilan = remplacerParts([part({ ...l, montant }, avant)], [l]);
    expect(bilan).toEqual({ fins: [{ partId: 'c1-e1', action, etat, parLigne: l }], gardees: [], creees: [l] });
  });

  test('une part du même financeur sur une autre enveloppe est remplacée', () => {
    const autre = part({ ...l, enveloppeId: 'e9' }, 'PROPOSEE', { id: 'autre' });
    expect(remplacerParts([autre], [l])).toMatchObject({ fins: [{ partId: 'autre' }], creees: [l] });
  });

  test('d’un projet retenu, retire les autres parts proposées ; d’un projet écarté, toutes', () => {
    const parts = [
      part(ligne('c1', 'e2', 5n), 'PROPOSEE'),
      part(ligne('c1', 'e3', 5n), 'ANNONCEE'),
      part(ligne('c2', 'e2', 5n), 'PROPOSEE'),
      part(ligne('c2', 'e3', 5n), 'PRESSENTIE'),
    ];
    const { fins } = remplacerParts(parts, [l]);
    expect(fins.map((f) => f.partId)).toEqual(['c1-e2', 'c2-e2', 'c2-e3']);
    expect(fins.every((f) => f.etat === 'RETIREE' && f.parLigne === null)).toBe(true);
  });

  test('une part déjà votée est une faute de l’appelant', () => {
    expect(() => remplacerParts([part({ ...l, montant: 1n }, 'REFUSEE')], [l])).toThrow('c1-e1');
  });

  test('après remplacement, les parts proposées sont celles du plan, au centime', () => {
    const etat = fc.constantFrom<EtatPart>('PRESSENTIE', 'ANNONCEE', 'PROPOSEE');
    const cle = fc.record({ c: fc.constantFrom('c1', 'c2', 'c3'), e: fc.constantFrom('e1', 'e2', 'e3') });
    const unique = { selector: ({ c, e }: { c: string; e: string }) => `${c} ${e}` };
    const montant = fc.bigInt(1n, 3n);
    const cles = fc.uniqueArray(cle, unique);
    fc.assert(
      fc.property(cles, cles, fc.infiniteStream(etat), fc.infiniteStream(montant), (avant, plan, etats, montants) => {
        const tirer = <T>(flux: Iterator<T>) => flux.next().value as T;
        const parts = avant.map(({ c, e }) => part(ligne(c, e, tirer(montants)), tirer(etats)));
        const lignes = plan.map(({ c, e }) => ligne(c, e, tirer(montants)));
        const { fins, creees } = remplacerParts(parts, lignes);
        const finies = new Set(fins.map((f) => f.partId));
        const restent = parts.filter((p) => !finies.has(p.id) && p.etat === 'PROPOSEE');
        expect(exigerPartsFigees([...restent, ...creees], lignes).ok).toBe(lignes.length > 0);
      }),
    );
  });
});

describe('exigerPartsFigees', () => {
  const lignes = [ligne('c1', 'e1', 60n), ligne('c1', 'e2', 40n)];
  test('au centime, dans n’importe quel ordre', () => {
    expect(exigerPartsFigees(lignes.toReversed(), lignes).ok).toBe(true);
    attendreRefus(exigerPartsFigees(lignes.slice(1), lignes), 'ETAT_INVALIDE', 'pointId', 'ne correspond plus');
    const unCentime = lignes.map((l, i) => ({ ...l, montant: l.montant + BigInt(i) }));
    attendreRefus(exigerPartsFigees(unCentime, lignes), 'ETAT_INVALIDE', 'pointId', 'ne correspond plus');
    attendreRefus(exigerPartsFigees([], []), 'ETAT_INVALIDE', 'pointId', 'n’est pas retenu');
  });
});
