import { attendreRefus, fait } from '../../essais/decision.js';
import { membres, presents } from '../../essais/seance.js';
import { convoquer } from './convocation.js';
import { actionPartApresScrutin, CYCLE_PART } from './cycle-part.js';
import { avancer } from '../cycle.js';
import { depouiller } from './depouillement.js';
import { declarerDeport, donnerPouvoir } from './presence.js';
import { constaterQuorum, ouvrirSeance } from './quorum.js';
import { REGLEMENT_CRPA, type Deport, type Emargement, type Pouvoir } from './reglement.js';
import { cloreSeance, ouvrirScrutin, voter, type Bulletin, type SensVote } from './scrutin.js';

/* Scenario E4 of domain.md §12, played with the rules alone. m1 presides; m9 is the Région, which sits in the carrying GIP. */
const CONFERENCE = membres(9);
const POINT = 'hub-porte-par-un-gip';

const presence = (emargements: Emargement[], pouvoirs: Pouvoir[], deports: Deport[], sansQuorum = false) => ({
  membres: CONFERENCE,
  emargements,
  pouvoirs,
  deports,
  reglement: REGLEMENT_CRPA,
  sansQuorum,
});

test('E4 : déport, second pouvoir refusé, partage 3/3 tranché par le président', () => {
  const convocation = fait(
    convoquer({
      convoqueeLe: new Date('2021-09-01T08:00:00Z'),
      prevueLe: new Date('2021-09-15T08:00:00Z'),
      reglement: REGLEMENT_CRPA,
      pointIds: [POINT],
    }),
  );
  const emargements = presents(1, 2, 3, 4, 5, 9);
  const demandePouvoir = { membres: CONFERENCE, emargements, reglement: REGLEMENT_CRPA, etat: convocation.etat };
  const premier = fait(donnerPouvoir({ ...demandePouvoir, pouvoirs: [], mandantId: 'm6', mandataireId: 'm2' }));
  const second = donnerPouvoir({ ...demandePouvoir, pouvoirs: [premier], mandantId: 'm7', mandataireId: 'm2' });
  attendreRefus(second, 'POUVOIR_REFUSE', 'mandataireId', 'déjà 1 pouvoir');

  const ouverture = constaterQuorum(presence(emargements, [premier], []));
  expect(ouverture).toMatchObject({ membres: 9, requis: 5, total: 7, atteint: true });
  const etatSeance = fait(ouvrirSeance(convocation.etat, ouverture));

  const deport = fait(
    declarerDeport({
      etat: etatSeance,
      membreId: 'm9',
      pointId: POINT,
      motif: 'SIEGE_CHEZ_LE_PORTEUR',
      membres: CONFERENCE,
      pointIds: convocation.pointIds,
      deports: [],
      votantIds: [],
    }),
  );
  const surLePoint = presence(emargements, [premier], [deport]);
  const quorum = constaterQuorum(surLePoint);
  expect(quorum).toMatchObject({ membres: 8, requis: 4, total: 6 });
  const etat = fait(
    ouvrirScrutin({ etatSeance, etat: 'PREPARE', pointId: POINT, pointIds: convocation.pointIds, quorum }),
  );

  const bulletins: Bulletin[] = [];
  const deposer = (membreId: string, sens: SensVote, siege = membreId) =>
    voter({
      ...surLePoint,
      etatSeance,
      etat,
      membreId,
      mandataireId: siege === membreId ? null : siege,
      utilisateurId: siege.replace('m', 't'),
      sens,
      instructeurIds: [],
      bulletins,
    });
  attendreRefus(deposer('m9', 'POUR'), 'DEPORT', 'membreId', 'déporté');
  for (const membreId of ['m1', 'm2']) bulletins.push(fait(deposer(membreId, 'POUR')));
  bulletins.push(fait(deposer('m6', 'POUR', 'm2')));
  for (const membreId of ['m3', 'm4', 'm5']) bulletins.push(fait(deposer(membreId, 'CONTRE')));

  const resultat = depouiller({ ...surLePoint, bulletins });
  expect(resultat).toMatchObject({ pour: 3, contre: 3, adopte: true, voixPreponderante: true });
  expect(fait(avancer(CYCLE_PART, 'PROPOSEE', actionPartApresScrutin(resultat.adopte)))).toBe('VOTEE');
  expect(fait(cloreSeance(etatSeance, ['PROCLAME']))).toBe('CLOSE');
});

test('E4 : 4 présents sur 9, pas de quorum ; même ordre du jour, 3 présents délibèrent', () => {
  const premiere = constaterQuorum(presence(presents(1, 2, 3, 4), [], []));
  const etat = fait(ouvrirSeance('CONVOQUEE', premiere));
  expect(etat).toBe('SANS_QUORUM');

  const seconde = fait(
    convoquer({
      convoqueeLe: new Date('2021-09-15T10:00:00Z'),
      prevueLe: new Date('2021-09-20T10:00:00Z'),
      reglement: REGLEMENT_CRPA,
      pointIds: [POINT],
      premiere: { etat, pointIds: [POINT] },
    }),
  );
  expect(seconde.sansQuorum).toBe(true);
  const constat = constaterQuorum(presence(presents(1, 2, 3), [], [], seconde.sansQuorum));
  expect(constat).toMatchObject({ total: 3, atteint: true });
  expect(fait(ouvrirSeance(seconde.etat, constat))).toBe('OUVERTE');
});
