import { nouvelId } from '@tdt/socle';
import { exiger } from './client.js';
import type { Partie } from './partie.js';
import { FINANCEMENTS, MEMBRES } from './projet.js';

const ID = 'ID!';

/** Each funder proposes its own share, on its own envelope. */
export async function proposerParts(p: Partie): Promise<void> {
  for (const f of FINANCEMENTS) {
    const { id } = await p.client.faire<{ id: string }>(f.agent, 'proposerPart', 'Part { id }', {
      demande: [
        'ProposerPartInput!',
        { candidatureId: p.candidatureId, enveloppeId: p.enveloppes.get(f.organisme), montant: String(f.montant) },
      ],
    });
    p.parts.set(f.organisme, id);
  }
  p.dire('Parts proposées : 350 000 + 120 000 + 60 000 + 20 000, et 50 000 de ressources propres');
}

/** Summons, attendance, one proxy: six of eleven present or represented, which is the quorum (R18 to R20). */
export async function reunir(p: Partie): Promise<void> {
  const { client, cal } = p;
  await cal.aller('convocation');
  const seance = await client.faire<{ id: string }>('president', 'convoquerSeance', 'Seance { id }', {
    demande: [
      'ConvoquerSeanceInput!',
      {
        conferenceId: p.conferenceId,
        intitule: 'Examen des candidatures à l’AMI Hubs',
        prevueLe: cal.seanceLe,
        lieu: 'Rennes',
        points: [{ type: 'PLAN_DE_FINANCEMENT', candidatureId: p.candidatureId }],
      },
    ],
  });
  p.seanceId = seance.id;
  await cal.aller('seance');
  for (const { organisme, titulaire, presence } of MEMBRES) {
    if (presence === null) continue;
    const membreId = p.sieges.get(organisme);
    if (presence === 'POUVOIR') {
      const demande = { seanceId: seance.id, mandantId: membreId, mandataireId: p.sieges.get('bdt') };
      await client.faire(titulaire, 'donnerPouvoir', 'Pouvoir { id }', { demande: ['DonnerPouvoirInput!', demande] });
      continue;
    }
    const demande = { seanceId: seance.id, membreId, mode: presence };
    await client.faire(titulaire, 'emarger', 'Emargement { id }', { demande: ['EmargerInput!', demande] });
  }
  const ouverte = await client.faire<{ etat: string }>('president', 'ouvrirSeance', 'Seance { etat }', {
    id: [ID, seance.id],
  });
  exiger(ouverte.etat === 'OUVERTE', `La séance est ${ouverte.etat} au lieu d’OUVERTE : le quorum manque.`);
  p.dire('Séance ouverte : 6 membres sur 11 présents ou représentés, quorum atteint');
}

/** The vote of the plan: 6 for, none against; shares are voted and nothing is engaged yet (R24). */
export async function voter(p: Partie): Promise<void> {
  const { client } = p;
  const { points } = (
    await client.lire<{ seance: { points: { id: string }[] } }>(
      'president',
      'query ($id: ID!) { seance(id: $id) { points { id } } }',
      { id: p.seanceId },
    )
  ).seance;
  const scrutin = await client.faire<{ id: string }>('president', 'ouvrirScrutin', 'Scrutin { id }', {
    pointId: [ID, points[0]?.id],
  });
  for (const { organisme, titulaire, presence } of MEMBRES) {
    if (presence === null) continue;
    const bulletin = { scrutinId: scrutin.id, membreId: p.sieges.get(organisme), sens: 'POUR' };
    const parPouvoir = presence === 'POUVOIR';
    await client.faire(parPouvoir ? 'bdtVotante' : titulaire, 'voter', 'Vote { id }', {
      demande: ['VoterInput!', parPouvoir ? { ...bulletin, mandataireId: p.sieges.get('bdt') } : bulletin],
    });
  }
  const resultat = await client.faire<{ pour: number; contre: number; adopte: boolean }>(
    'president',
    'cloreScrutin',
    'Scrutin { pour contre adopte }',
    { demande: ['CloreScrutinInput!', { cle: nouvelId(), scrutinId: scrutin.id }] },
  );
  const { pour, contre, adopte } = resultat;
  exiger(adopte && pour === 6 && contre === 0, `Le vote donne ${pour}–${contre} au lieu de 6–0.`);
  await verifierParts(p, 'VOTEE');
  await client.faire('president', 'cloreSeance', 'Seance { id }', { id: [ID, p.seanceId] });
  p.dire('Vote : 6 pour, 0 contre ; quatre parts VOTEE, rien n’est encore engagé (R24)');
}

/** Every share is in this state, and carries the amount of the scenario. */
export async function verifierParts(p: Partie, etat: string): Promise<void> {
  const lu = await p.client.lire<{ parts: { edges: { node: { id: string; etat: string; montant: string } }[] } }>(
    'gestionnaire',
    'query ($id: ID!) { parts(first: 100, filtre: { candidatureId: $id }) { edges { node { id etat montant } } } }',
    { id: p.candidatureId },
  );
  for (const f of FINANCEMENTS) {
    const part = lu.parts.edges.map((e) => e.node).find((n) => n.id === p.parts.get(f.organisme));
    exiger(part?.etat === etat, `La part de ${f.organisme} est ${part?.etat} au lieu de ${etat}.`);
    exiger(part.montant === String(f.montant), `La part de ${f.organisme} vaut ${part.montant} centimes.`);
  }
}
