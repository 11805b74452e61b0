import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import { membres, presents } from '../../essais/seance.js';
import { CYCLE_SEANCE, type EtatScrutin, type EtatSeance } from './cycles.js';
import { emarger } from './presence.js';
import { constaterQuorum } from './quorum.js';
import { REGLEMENT_CRPA } from './reglement.js';
import { cloreSeance, exigerSeanceOuverte, ouvrirScrutin, voter } from './scrutin.js';
import { reprendreSeance, suspendreSeance } from './suspension.js';

const ETATS = Object.keys(CYCLE_SEANCE.etats) as EtatSeance[];

test('se suspend ouverte et avec son motif, se reprend suspendue, rien d’autre', () => {
  expect(fait(suspendreSeance('OUVERTE', 'Concertation'))).toBe('SUSPENDUE');
  expect(fait(reprendreSeance('SUSPENDUE'))).toBe('OUVERTE');
  expect(ETATS.filter((etat) => suspendreSeance(etat, 'Concertation').ok)).toEqual(['OUVERTE']);
  expect(ETATS.filter((etat) => reprendreSeance(etat).ok)).toEqual(['SUSPENDUE']);
});

test('refus dans l’ordre', () => {
  attendreRefus(suspendreSeance('SUSPENDUE', ' '), 'ETAT_INVALIDE', 'etat', 'suspendre la séance');
  attendreRefus(suspendreSeance('OUVERTE', ' \n'), 'INCOMPLET', 'motif', 'procès-verbal le rapporte');
  attendreRefus(reprendreSeance('OUVERTE'), 'ETAT_INVALIDE', 'etat', 'reprendre la séance');
  attendreRefus(exigerSeanceOuverte('SUSPENDUE'), 'ETAT_INVALIDE', 'seance', 'suspendue : les scrutins attendent');
});

/* Any sequence of acts on one session, played by the rules of the domain and by nothing else. */
type Acte = 'suspendre' | 'reprendre' | 'ouvrirScrutin' | 'voter' | 'cloreScrutin' | 'emarger' | 'clore';
const ACTES: readonly Acte[] = ['suspendre', 'reprendre', 'ouvrirScrutin', 'voter', 'cloreScrutin', 'emarger', 'clore'];

interface Partie {
  etat: EtatSeance;
  scrutin: EtatScrutin;
  bulletins: { membreId: string }[];
  emarges: number[];
}

const personne = (n: number) => ({ membreId: `m${n}`, utilisateurId: `t${n}` });

function jouer(partie: Partie, acte: Acte): boolean {
  const { etat, scrutin, bulletins, emarges } = partie;
  const table = { membres: membres(9), emargements: presents(...emarges), pouvoirs: [], deports: [] };
  const prochain = emarges.length + 1;
  const votant = emarges[bulletins.length] ?? 9;
  const quorum = constaterQuorum({ ...table, reglement: REGLEMENT_CRPA, sansQuorum: true });
  const regles = {
    suspendre: () => suspendreSeance(etat, 'Concertation'),
    reprendre: () => reprendreSeance(etat),
    ouvrirScrutin: () => ouvrirScrutin({ etatSeance: etat, etat: scrutin, pointId: 'p', pointIds: ['p'], quorum }),
    voter: () =>
      voter({
        ...table,
        ...personne(votant),
        etatSeance: etat,
        etat: scrutin,
        mandataireId: null,
        sens: 'POUR',
        instructeurIds: [],
        bulletins,
      }),
    cloreScrutin: () => (scrutin === 'OUVERT' ? exigerSeanceOuverte(etat) : { ok: false as const }),
    emarger: () => emarger({ ...table, ...personne(prochain), etat, mode: 'PRESENTIEL' as const }),
    clore: () => cloreSeance(etat, [scrutin]),
  };
  if (!regles[acte]().ok) return false;
  if (acte === 'suspendre') partie.etat = 'SUSPENDUE';
  if (acte === 'reprendre') partie.etat = 'OUVERTE';
  if (acte === 'clore') partie.etat = 'CLOSE';
  if (acte === 'ouvrirScrutin') partie.scrutin = 'OUVERT';
  if (acte === 'cloreScrutin') partie.scrutin = 'PROCLAME';
  if (acte === 'voter') bulletins.push({ membreId: `m${votant}` });
  if (acte === 'emarger') emarges.push(prochain);
  return true;
}

test('quel que soit l’ordre des actes, une suspension n’admet que des présences, et finit où elle a commencé', () => {
  const longueur = { minLength: 5, maxLength: 40 };
  const vus = new Set<Acte>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ACTES), longueur), (actes) => {
      const partie: Partie = { etat: 'OUVERTE', scrutin: 'PREPARE', bulletins: [], emarges: [1, 2] };
      let avant = '';
      for (const acte of actes) {
        const suspendue = partie.etat === 'SUSPENDUE';
        const admis = jouer(partie, acte);
        if (suspendue && admis) {
          vus.add(acte);
          expect(['emarger', 'reprendre']).toContain(acte);
        }
        const compte = JSON.stringify([partie.scrutin, partie.bulletins]);
        // The ballot under way comes out of the suspension as it went in.
        if (acte === 'suspendre' && admis) avant = compte;
        if (acte === 'reprendre' && admis) expect(compte).toBe(avant);
      }
    }),
  );
  expect([...vus].toSorted()).toEqual(['emarger', 'reprendre']);
});
