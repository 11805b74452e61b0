import { CYCLE_ANALYSE } from './candidature/index.js';
import type { Cycle } from './cycle.js';
import { CYCLE_CONVENTION, CYCLE_VERSEMENT } from './convention/cycles.js';
import { CYCLE_PART, CYCLE_SCRUTIN, CYCLE_SEANCE } from './seance/index.js';

/* The life cycles of domain.md §8 written a second time, in short: a state, an action or a right cannot change alone. */

const INITIALES = { PORTEUR: 'P', FINANCEUR: 'F', GESTIONNAIRE: 'G', PRESIDENT: 'p' } as Record<string, string>;

/** « ETAT action ETAT roles », with one letter a role: P porteur, F financeur, G gestionnaire, p président. */
function ecrire<Etat extends string, Action extends string>({ fleches }: Cycle<Etat, Action>): string[] {
  return fleches.map((f) => `${f.etat} ${f.action} ${f.vers} ${f.roles.map((r) => INITIALES[r] ?? '?').join('')}`);
}

/** One line an arrow; several actions of the same ending share theirs. */
function lignes(texte: string): string[] {
  return texte
    .trim()
    .split('\n')
    .map((ligne) => ligne.trim());
}

test('CYCLE_SEANCE', () => {
  expect(ecrire(CYCLE_SEANCE)).toEqual(
    lignes(`CONVOQUEE ouvrir OUVERTE p
      CONVOQUEE constaterSansQuorum SANS_QUORUM p
      SANS_QUORUM reconvoquer RECONVOQUEE p
      RECONVOQUEE ouvrir OUVERTE p
      OUVERTE suspendre SUSPENDUE p
      SUSPENDUE reprendre OUVERTE p
      OUVERTE clore CLOSE p
      CLOSE redigerPv PV_REDIGE G
      PV_REDIGE approuverPv PV_APPROUVE p`),
  );
});

test('CYCLE_SCRUTIN', () => {
  expect(ecrire(CYCLE_SCRUTIN)).toEqual(
    lignes(`PREPARE ouvrir OUVERT p
      OUVERT voter OUVERT FGp
      OUVERT clore CLOS p
      CLOS proclamer PROCLAME p
      PREPARE annuler ANNULE p
      OUVERT annuler ANNULE p
      CLOS annuler ANNULE p`),
  );
});

test('CYCLE_PART', () => {
  expect(ecrire(CYCLE_PART)).toEqual(
    lignes(`PRESSENTIE annoncer ANNONCEE FG
      PRESSENTIE proposer PROPOSEE FG
      ANNONCEE proposer PROPOSEE FG
      PROPOSEE voter VOTEE p
      PROPOSEE rejeter REFUSEE p
      VOTEE engager ENGAGEE FG
      VOTEE reserver SOUS_RESERVE FG
      SOUS_RESERVE engager ENGAGEE FG
      ENGAGEE conventionner CONVENTIONNEE G
      CONVENTIONNEE deconventionner ENGAGEE G
      CONVENTIONNEE verser PARTIELLEMENT_VERSEE FG
      CONVENTIONNEE solder VERSEE FG
      PARTIELLEMENT_VERSEE verser PARTIELLEMENT_VERSEE FG
      PARTIELLEMENT_VERSEE solder VERSEE FG
      VERSEE reverser REVERSEE_PARTIEL FG
      PRESSENTIE retirer RETIREE FG
      ANNONCEE retirer RETIREE FG
      PROPOSEE retirer RETIREE FG
      VOTEE retirer RETIREE FG
      SOUS_RESERVE retirer RETIREE FG
      ENGAGEE retirer RETIREE FG
      PROPOSEE reduire REDUITE FG
      VOTEE reduire REDUITE FG
      ENGAGEE reduire REDUITE FG`),
  );
});

test('CYCLE_CONVENTION', () => {
  expect(ecrire(CYCLE_CONVENTION)).toEqual(
    lignes(`PROJET relire RELUE G
      RELUE corriger PROJET G
      RELUE mettreEnSignature EN_SIGNATURE G
      EN_SIGNATURE signer PARTIELLEMENT_SIGNEE FPG
      PARTIELLEMENT_SIGNEE signer PARTIELLEMENT_SIGNEE FPG
      PARTIELLEMENT_SIGNEE signerEnDernier SIGNEE FPG
      SIGNEE notifier NOTIFIEE G
      NOTIFIEE executer EN_EXECUTION G
      EN_EXECUTION solder SOLDEE G
      SOLDEE clore CLOSE G
      SIGNEE resilier RESILIEE G
      NOTIFIEE resilier RESILIEE G
      EN_EXECUTION resilier RESILIEE G
      PROJET abandonner CADUQUE G
      RELUE abandonner CADUQUE G
      EN_SIGNATURE abandonner CADUQUE G
      PARTIELLEMENT_SIGNEE abandonner CADUQUE G
      SIGNEE remplacer REMPLACEE G
      NOTIFIEE remplacer REMPLACEE G
      EN_EXECUTION remplacer REMPLACEE G`),
  );
});

// The scanner is nobody: no role moves a document from one state to another.
test('CYCLE_ANALYSE', () => {
  expect(ecrire(CYCLE_ANALYSE).map((ligne) => ligne.trimEnd())).toEqual(
    lignes(`EN_QUARANTAINE dispenser NON_ANALYSEE
      EN_QUARANTAINE approuver SAINE
      EN_QUARANTAINE condamner INFECTEE
      EN_QUARANTAINE renoncer EN_ECHEC
      EN_ECHEC approuver SAINE
      EN_ECHEC condamner INFECTEE
      EN_ECHEC renoncer EN_ECHEC
      NON_ANALYSEE approuver SAINE
      NON_ANALYSEE condamner INFECTEE
      NON_ANALYSEE renoncer NON_ANALYSEE`),
  );
});

test('CYCLE_VERSEMENT', () => {
  expect(ecrire(CYCLE_VERSEMENT)).toEqual(
    lignes(`PREVU justifier EXIGIBLE FG
      EXIGIBLE demander DEMANDE PFG
      DEMANDE liquider LIQUIDE FG
      LIQUIDE payer PAYE FG
      LIQUIDE rejeter REJETE FG
      REJETE representer DEMANDE FG
      PREVU suspendre SUSPENDU FG
      EXIGIBLE suspendre SUSPENDU FG
      DEMANDE suspendre SUSPENDU FG
      SUSPENDU reprendre EXIGIBLE FG`),
  );
});

test.each([
  ['La séance', 'CONVOQUEE', CYCLE_SEANCE],
  ['Le scrutin', 'PREPARE', CYCLE_SCRUTIN],
  ['La part', 'PRESSENTIE', CYCLE_PART],
  ['La convention', 'PROJET', CYCLE_CONVENTION],
  ['Le versement', 'PREVU', CYCLE_VERSEMENT],
  ['La pièce', 'EN_QUARANTAINE', CYCLE_ANALYSE],
] as const)('%s : état de départ %s, et un libellé français par état et par action', (objet, initial, cycle) => {
  expect([cycle.objet, cycle.initial]).toEqual([objet, initial]);
  for (const libelle of [...Object.values(cycle.etats), ...Object.values(cycle.actions)]) {
    expect(libelle).toMatch(/^[a-zéèêà’ -]{3,}$/);
  }
});
