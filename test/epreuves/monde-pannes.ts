import { GrandLivre } from '@tdt/appels';
import { chargerTerritoires } from '@tdt/acteurs';
import { nouvelId } from '@tdt/socle';
import type pg from 'pg';
import { copierDossiers, demander, preparer, semerAmiHubs } from '../monde-candidatures.js';
import { reglerHorloge, type Plateforme } from '../monde-client.js';
import type { ClePersonne } from '../monde-donnees.js';
import { semerMonde } from '../monde.js';
import { clientDe } from '../outillage/client-api.js';
import {
  convoquer,
  creerConference,
  emarger,
  EUROS,
  MONTANTS,
  NEUF,
  ouvrir,
  semerAppel,
  semerCandidature,
  voixDe,
} from '../outillage/conference.js';
import { MONTANT_PART, partDe, scrutinDe, type Cibles } from './actes-pannes.js';
import { executeur } from './outils.js';

/** How much there is to deposit, to vote on and to commit; money and drafts never run out. */
export interface Tailles {
  readonly depots: number;
  readonly scrutins: number;
  readonly parts: number;
}

const OUVERTE = { ouverture: '2020-11-16T23:00:00.000Z', cloture: '2099-12-31T22:59:59.000Z' };
const AVANT = '2021-09-01T08:00:00Z';
const SEANCE = '2021-09-20T08:00:00Z';
const AUTEURS = ['hubLo', 'hubNormandie', 'conumm'] as const;
const ENVELOPPE = { libelle: 'Hubs', dispositif: 'Hubs', exercice: 2021 };

/** The running application, as the stories of the tests know it. */
export async function plateformeDe(api: string, pool: pg.Pool): Promise<Plateforme> {
  const base = executeur(pool);
  await chargerTerritoires(base as never);
  return {
    url: api,
    monde: await semerMonde(base as never),
    sql: <T>(requete: string, parametres?: unknown[]) => base.query<T>(requete, parametres),
    sqlExecuteur: base as never,
    gql: clientDe(api).gql,
    reglerHorloge: (instant) => reglerHorloge(base, instant),
  };
}

/** Everything that the load will act upon. */
export async function preparerCibles(p: Plateforme, tailles: Tailles): Promise<Cibles> {
  const votes = await preparerSeance(p, tailles.scrutins);
  const appelId = await semerAmiHubs(p, OUVERTE);
  return {
    dotations: {
      jeton: p.monde.jetons.melSignataire,
      enveloppes: [await enveloppeDe(p, 'mel'), await enveloppeDe(p, 'mel')],
    },
    brouillons: await Promise.all(AUTEURS.map((qui) => preparerBrouillon(p, appelId, qui))),
    depots: await preparerDepots(p, appelId, tailles.depots),
    votes,
    actes: await preparerParts(p, tailles.parts),
  };
}

async function enveloppeDe(p: Plateforme, financeur: 'mel' | 'fondationAfnic'): Promise<string> {
  const d = { ...ENVELOPPE, financeurId: p.monde.organismes[financeur] };
  const requete = `mutation ($d: CreerEnveloppeInput!) { r: creerEnveloppe(demande: $d) { ... on Enveloppe { id } } }`;
  return (await p.gql<{ r: { id: string } }>(p.monde.jetons[financeur], requete, { d })).r.id;
}

async function preparerBrouillon(p: Plateforme, appelId: string, qui: (typeof AUTEURS)[number]) {
  const porteurId = p.monde.organismes[qui];
  const { id = '', version = 0 } = await demander(p, qui, 'ouvrir', { appelId, porteurId });
  return { jeton: p.monde.jetons[qui], id, version };
}

async function preparerDepots(p: Plateforme, appelId: string, combien: number): Promise<Cibles['depots']> {
  const qui: ClePersonne = 'hubBretagne';
  const modele = await preparer(p, qui, p.monde.organismes[qui], appelId);
  return { jeton: p.monde.jetons[qui], ids: await copierDossiers(p, modele, p.monde.personnes[qui], combien) };
}

/** A séance of nine members with as many open ballots as asked: only their opening is not an act of the API. */
async function preparerSeance(p: Plateforme, scrutins: number): Promise<Cibles['votes']> {
  await p.reglerHorloge(AVANT);
  const { conferenceId, sieges } = await creerConference(p, NEUF);
  const { id: seanceId } = await convoquer(p, conferenceId, [{ type: 'AUTRE', intitule: 'Premier' }], SEANCE);
  await p.reglerHorloge(SEANCE);
  for (const membre of NEUF) await emarger(p, membre, { seanceId, membreId: sieges[membre], mode: 'PRESENTIEL' });
  const seance = await ouvrir(p, seanceId);
  if (seance['etat'] !== 'OUVERTE') throw new Error(JSON.stringify(seance));
  await p.sql(
    `with s as (select id, ordinality::int as i from unnest($2::uuid[]) with ordinality as s (id)),
     points as (insert into point (id, seance_id, rang, type, intitule) select id, $1, i + 1, 'AUTRE', 'Point ' || i from s)
     insert into scrutin (id, point_id, numero, etat, ouvert_le, ouvert_par, empreinte)
       select id, id, 'S' || i, 'OUVERT', maintenant(), $3, sha256('') from s`,
    [seanceId, Array.from({ length: scrutins }, (_, i) => scrutinDe(i)), p.monde.personnes.president],
  );
  await p.reglerHorloge(null);
  const votants = NEUF.map((m) => ({ jeton: p.monde.jetons[voixDe(m)], membreId: sieges[m] ?? '' }));
  return { sieges: votants, scrutins };
}

/** Shares of one funder in one file, voted in the ledger: each is of a programme of its own. */
async function preparerParts(p: Plateforme, combien: number): Promise<Cibles['actes']> {
  const { organismes, personnes, jetons } = p.monde;
  const { conferenceId } = await creerConference(p, ['rennesMetropole', 'fondationAfnic']);
  const candidatureId = await semerCandidature(p, await semerAppel(p, conferenceId), 'hubEst', MONTANTS);
  await p.sql(`update candidature set etat = 'RETENU' where id = $1`, [candidatureId]);
  const enveloppeId = await enveloppeDe(p, 'fondationAfnic');
  const parts = Array.from({ length: combien }, (_, i) => partDe(i));
  await p.sql(
    `insert into part (id, candidature_id, financeur_id, enveloppe_id, dispositif, nature, montant, etat, creee_le)
     select id, $2, $3, $4, id::text, 'FONCTIONNEMENT', $5, 'VOTEE', maintenant() from unnest($1::uuid[]) as n (id)`,
    [parts, candidatureId, organismes.fondationAfnic, enveloppeId, String(MONTANT_PART)],
  );
  const livre = new GrandLivre(p.sqlExecuteur);
  const acte = () => ({ cle: nouvelId(), acteurId: personnes.fondationAfnic });
  const dote = await livre.doter(acte(), enveloppeId, MONTANT_PART * BigInt(combien) + EUROS);
  const vote = await livre.voter(
    acte(),
    parts.map((partId) => ({ enveloppeId, partId, montant: MONTANT_PART, plafond: MONTANT_PART })),
  );
  for (const lot of [dote, vote]) if (!lot.ok) throw new Error(lot.refus.message);
  const [jour] = await p.sql<{ jour: string }>(`select (maintenant() at time zone 'Europe/Paris')::date::text as jour`);
  return { jeton: jetons.fondationAfnicSignataire, parts: combien, jour: jour?.jour ?? '' };
}
