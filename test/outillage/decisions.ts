import { textePdf } from '@tdt/documents';
import type { ClePersonne } from '../monde-donnees.js';
import {
  MONTANTS,
  convoquer,
  emarger,
  ouvrir,
  ouvrirEnveloppe,
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
  await proposer(s, 'bdt', { candidatureId: refuseeId, enveloppeId: tenue.enveloppeId, montant: '9000000' });
  await deciderEnSeance(s, tenue, { candidatureId: refuseeId, jour: '04', sens: 'CONTRE' });
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

interface Seance {
  candidatureId: string;
  /** Day of the session, in October 2021. */
  jour: string;
  /** Of the only vote. */
  sens: 'POUR' | 'CONTRE';
}

/** What the above must give. */
export const LETTRES_DECISIONS = {
  retenue: { memesOctets: true, ailleurs: [404], adresse: true, nom: 'notification', sait: [] },
  refusee: { memesOctets: true, ailleurs: [404], adresse: true, nom: 'refus', sait: [] },
};

/** A session on one file, decided by one vote, closed, its minutes approved. */
async function deciderEnSeance(s: Serveur, { conferenceId, sieges }: Tenue, { candidatureId, jour, sens }: Seance) {
  const { president, gestionnaire } = s.monde.jetons;
  const seance = await convoquer(s, conferenceId, [{ candidatureId }], `2021-10-${jour}T08:00:00Z`);
  await s.reglerHorloge(`2021-10-${jour}T08:05:00Z`);
  for (const membre of ['rennesMetropole', 'bdt', 'anct', 'strasbourg', 'mel'] as const)
    await emarger(s, membre, { seanceId: seance.id, membreId: sieges[membre] });
  await ouvrir(s, seance.id);
  const [point] = seance['points'] as { id: string }[];
  const scrutin = await parId(s, president, 'ouvrirScrutin', 'pointId', point?.id ?? '', ['Scrutin', 'id']);
  await voter(s, 'anct', { scrutinId: scrutin.id, membreId: sieges['anct'], sens });
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

const ACTE = {
  numero: '2021-12',
  dateActe: '2021-10-18',
  signataireNom: 'Élise Exemple',
  signataireQualite: 'présidente',
};

async function engager(s: Serveur, partId: string, public_: boolean, montant: string): Promise<void> {
  const qui: ClePersonne = public_ ? 'melSignataire' : 'fondationAfnicSignataire';
  const forme = public_
    ? { typeActe: 'DELIBERATION', transmisLe: '2021-10-18' }
    : { typeActe: 'CONSEIL_ADMINISTRATION', transmisLe: null };
  const demande = { cle: cle(), partId, acte: { ...ACTE, ...forme, montant } };
  const fait = await tenter(
    s,
    s.monde.jetons[qui],
    'enregistrerEngagement',
    { demande: ['EnregistrerEngagementInput!', demande] },
    ['Engagement', 'id'],
  );
  if (fait.__typename !== 'Engagement') throw new Error(`engagement refusé : ${JSON.stringify(fait)}`);
}

/**
 * 20 000 € of a métropole and 70 000 € of a foundation, adopted and committed: no convention is due. For each, what its letter
 * is and who gets it.
 */
export async function lettresDesFinanceurs(s: Serveur, tenue: Tenue, enveloppeMel: string) {
  const candidatureId = await semerCandidature(s, tenue.appelId, 'conumm', MONTANTS);
  const enveloppeId = await ouvrirEnveloppe(s, 'fondationAfnic', 10_000_000n);
  await proposer(s, 'mel', { candidatureId, enveloppeId: enveloppeMel, montant: '2000000' });
  await proposer(s, 'fondationAfnic', { candidatureId, enveloppeId, montant: '7000000' });
  await deciderEnSeance(s, tenue, { candidatureId, jour: '18', sens: 'POUR' });
  const lireParts = async (qui: ClePersonne) => {
    const lu = await s.gql<{ candidature: { parts: { id: string; montant: string; lettre: string | null }[] } }>(
      s.monde.jetons[qui],
      'query ($id: ID!) { candidature(id: $id) { parts { id montant lettre } } }',
      { id: candidatureId },
    );
    return lu.candidature.parts.toSorted((a, b) => Number(a.montant) - Number(b.montant));
  };
  const avant = (await lireParts('conumm')).map((p) => p.lettre);
  for (const [rang, { id, montant }] of (await lireParts('conumm')).entries())
    await engager(s, id, rang === 0, montant);
  const lettres = [];
  for (const { id, lettre } of await lireParts('conumm')) {
    const tirer = (qui: ClePersonne) =>
      fetch(`${s.url}/documents/parts/${id}/lettre.pdf`, {
        headers: { authorization: `Bearer ${s.monde.jetons[qui]}` },
      });
    const statuts: Record<string, number> = {};
    for (const qui of ['conumm', 'gestionnaire', 'mel', 'fondationAfnic', 'bdtVotante', 'hubEst'] as const)
      statuts[qui] = (await tirer(qui)).status;
    const recue = await tirer('conumm');
    const texte = textePdf(Buffer.from(await recue.arrayBuffer()));
    lettres.push({
      annoncee: lettre === `/documents/parts/${id}/lettre.pdf`,
      nom: /filename="(lettre-[a-z]+)-/.exec(recue.headers.get('content-disposition') ?? '')?.[1],
      dit: /(20|70) 000,00 € \([^)]+\)/.exec(texte)?.[0],
      statuts: Object.values(statuts),
    });
  }
  return { avant, lettres };
}

/** The same for the letters of funders: nothing before the acts; then the porteur, the manager, and its own funder. */
export const LETTRES_FINANCEURS = {
  avant: [null, null],
  lettres: [
    {
      annoncee: true,
      nom: 'lettre-engagement',
      dit: '20 000,00 € (vingt mille euros)',
      statuts: [200, 200, 200, 404, 404, 404],
    },
    {
      annoncee: true,
      nom: 'lettre-mecenat',
      dit: '70 000,00 € (soixante-dix mille euros)',
      statuts: [200, 200, 404, 200, 404, 404],
    },
  ],
};
