import { textePdf } from '@tdt/socle';
import type { ClePersonne } from '../monde-donnees.js';
import {
  MONTANTS,
  convoquer,
  emarger,
  ouvrir,
  parId,
  proposer,
  semerCandidature,
  tenter,
  voter,
} from './conference.js';
import { cle, type Serveur } from './serveur.js';

/** Where the plans of two files are voted. */
interface Tenue {
  conferenceId: string;
  sieges: Readonly<Record<string, string>>;
  appelId: string;
  enveloppeId: string;
}

const MOTIF = 'Le budget ne distingue pas la formation du fonctionnement.';

/** The decision letter of a file as somebody gets it, and where the API says that it is. */
export async function lettreDecision(s: Serveur, qui: ClePersonne | null, candidatureId: string) {
  const jeton = qui === null ? null : s.monde.jetons[qui];
  const requete = 'query ($id: ID!) { candidature(id: $id) { lettreDecision } }';
  const lu = await s.gql<{ candidature: { lettreDecision: string | null } | null }>(jeton, requete, {
    id: candidatureId,
  });
  const reponse = await fetch(`${s.url}/documents/candidatures/${candidatureId}/decision.pdf`, {
    headers: jeton ? { authorization: `Bearer ${jeton}` } : {},
  });
  const contenu = Buffer.from(await reponse.arrayBuffer());
  return {
    adresse: lu.candidature?.lettreDecision ?? null,
    statut: reponse.status,
    nom: reponse.headers.get('content-disposition'),
    contenu,
  };
}

interface Attendus {
  voient: ClePersonne[];
  ignorent: (ClePersonne | null)[];
  /** What the letter must say, and must not. */
  dit: RegExp[];
  tait: RegExp[];
}

/** What the letter of a file shows: `sait` lists what it should have said or kept to itself. */
async function faitsDeLaLettre(s: Serveur, candidatureId: string, { voient, ignorent, dit, tait }: Attendus) {
  const [premiere, ...suivantes] = await Promise.all(voient.map((qui) => lettreDecision(s, qui, candidatureId)));
  const refusees = await Promise.all(ignorent.map((qui) => lettreDecision(s, qui, candidatureId)));
  const contenu = premiere?.contenu ?? Buffer.alloc(0);
  const texte = textePdf(contenu);
  return {
    memesOctets: suivantes.every((lettre) => lettre.contenu.equals(contenu)),
    ailleurs: [...new Set(refusees.map(({ adresse, statut }) => adresse ?? statut))],
    adresse: premiere?.adresse === `/documents/candidatures/${candidatureId}/decision.pdf`,
    nom: /filename="(notification|refus)-N-.+\.pdf"/.exec(premiere?.nom ?? '')?.[1] ?? premiere?.statut,
    sait: [...dit.filter((r) => !r.test(texte)), ...tait.filter((r) => r.test(texte))].map(String),
  };
}

/** The letters of a file retained and of another one refused, once their minutes are approved. */
export async function lettresDesDecisions(s: Serveur, retenueId: string, tenue: Tenue) {
  const retenue = await faitsDeLaLettre(s, retenueId, {
    voient: ['hubEst', 'gestionnaire', 'strasbourg', 'president'],
    // In déport on this file, of another file, of none.
    ignorent: ['regionGrandEst', 'hubNormandie', 'sicoval', null],
    dit: [/a retenu le projet « Projet de hubEst »/, /30 000,00 €/, /60 000,00 €/, /doivent encore prendre le leur/],
    tait: [/n’a pas retenu/, /à compléter/],
  });
  const refuseeId = await semerCandidature(s, tenue.appelId, 'hubNormandie', MONTANTS);
  await s.sql(
    `insert into ligne_plan (id, candidature_id, rang, type, nature, financeur_id, montant)
       values ($1, $2, 2, 'SUBVENTION', 'FONCTIONNEMENT', $3, 9000000)`,
    [cle(), refuseeId, s.monde.organismes.bdt],
  );
  await rejeterEnSeance(s, refuseeId, tenue);
  const refusee = await faitsDeLaLettre(s, refuseeId, {
    voient: ['hubNormandie', 'gestionnaire'],
    ignorent: ['hubEst', 'sicoval', null],
    dit: [
      /n’a pas retenu le projet « Projet de hubNormandie »/,
      /Vous demandiez 90 000,00 €/,
      /distingue pas la formation du fonctionnement ;.*n’a pas été adopté \(rejeté/,
      /Voies et délais de recours.*dans les deux mois.*Télérecours citoyens/,
    ],
    tait: [/Plan de financement adopté/, /à compléter/],
  });
  return { retenue, refusee };
}

/** A session in which the plan of a file is rejected by one vote against, closed, its minutes approved. */
async function rejeterEnSeance(s: Serveur, candidatureId: string, tenue: Tenue): Promise<void> {
  const { conferenceId, sieges, enveloppeId } = tenue;
  const { president, gestionnaire } = s.monde.jetons;
  await proposer(s, 'bdt', { candidatureId, enveloppeId, montant: '9000000' });
  const seance = await convoquer(s, conferenceId, [{ candidatureId }], '2021-10-04T08:00:00Z');
  await s.reglerHorloge('2021-10-04T08:05:00Z');
  for (const membre of ['rennesMetropole', 'bdt', 'anct', 'strasbourg', 'mel'] as const)
    await emarger(s, membre, { seanceId: seance.id, membreId: sieges[membre] });
  await ouvrir(s, seance.id);
  const [point] = seance['points'] as { id: string }[];
  const scrutin = await parId(s, president, 'ouvrirScrutin', 'pointId', point?.id ?? '', ['Scrutin', 'id']);
  await voter(s, 'mel', { scrutinId: scrutin.id, membreId: sieges['mel'], sens: 'CONTRE' });
  await tenter(
    s,
    president,
    'cloreScrutin',
    { demande: ['CloreScrutinInput!', { cle: cle(), scrutinId: scrutin.id, motifSiRejet: MOTIF }] },
    ['Scrutin', 'id adopte'],
  );
  await parId(s, president, 'cloreSeance', 'id', seance.id, ['Seance', 'id']);
  await parId(s, gestionnaire, 'redigerPv', 'seanceId', seance.id, ['Seance', 'id']);
  await parId(s, president, 'approuverPv', 'seanceId', seance.id, ['Seance', 'id']);
}
