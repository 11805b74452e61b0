import { createHash } from 'node:crypto';
import { nouvelId } from '@tdt/socle';
import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import { creerConference, EUROS, ouvrirEnveloppe, semerAppel } from './conference.js';
import type { Serveur } from './serveur.js';

export const QUINZE: CleOrganisme[] = [
  'rennesMetropole',
  'bdt',
  'anct',
  'regionBretagne',
  'regionNormandie',
  'regionGrandEst',
  'regionCentre',
  'brestMetropole',
  'metropoleLyon',
  'mel',
  'laRochelle',
  'strasbourg',
  'fondationAfnic',
  'fondationBruneau',
  'fdj',
];
const CRITERES = 20;

/** The same numbers at every run. */
function tirage(graine: number): (n: number) => number {
  let g = graine;
  return (n) => {
    g = (g * 1_103_515_245 + 12_345) % 2_147_483_648;
    return g % n;
  };
}

async function inserer(s: Serveur, table: string, lignes: object[]): Promise<void> {
  await s.sql(`insert into ${table} select * from jsonb_populate_recordset(null::public.${table}, $1)`, [
    JSON.stringify(lignes),
  ]);
}

export interface GrandTour {
  tourId: string;
  seanceId: string;
  nombre: number;
}

/**
 * A revealed round of fifteen funders and as many projects as asked, written straight into the tables. The marks follow the
 * costs closely, so that the best plan is hard to prove: the search does not end while a test looks at it.
 */
export async function semerGrandTour(s: Serveur, nombre: number): Promise<GrandTour> {
  await s.reglerHorloge('2021-09-01T08:00:00Z');
  const { conferenceId } = await creerConference(s, QUINZE);
  const appelId = await semerAppel(s, conferenceId, { partiel: true });
  const au = tirage(7);
  const enveloppes: { id: string; financeur: CleOrganisme; plafond: bigint }[] = [];
  for (const financeur of QUINZE) {
    const plafond = BigInt(10_000_000 + au(5_000_000));
    enveloppes.push({ id: await ouvrirEnveloppe(s, financeur, plafond + 1_000n * EUROS, appelId), financeur, plafond });
  }
  const seanceId = nouvelId();
  const commun = {
    conference_id: conferenceId,
    intitule: 'Grande séance',
    lieu: 'Rennes',
    sans_quorum: false,
    version: 1,
  };
  const prevue = '2021-09-20T08:00:00Z';
  await inserer(s, 'seance', [{ ...commun, id: seanceId, numero: '2021-99', etat: 'CONVOQUEE', prevue_le: prevue }]);
  const projets = await semerProjets(s, appelId, seanceId, nombre, au);
  const tourId = await semerTour(s, seanceId, projets);
  await semerAnnonces(s, tourId, projets, enveloppes, au);
  await s.sql(`update tour set etat = 'REVELE', revele_le = maintenant(), revele_par = $2 where id = $1`, [
    tourId,
    s.monde.personnes.president,
  ]);
  await s.reglerHorloge(null);
  return { tourId, seanceId, nombre };
}

interface Projet {
  id: string;
  pointId: string;
  rang: number;
  cout: number;
}

async function semerProjets(
  s: Serveur,
  appelId: string,
  seanceId: string,
  nombre: number,
  au: (n: number) => number,
): Promise<Projet[]> {
  const [par, creeLe] = [s.monde.personnes.hubBretagne, '2021-06-01T00:00:00Z'];
  const projets = Array.from({ length: nombre }, (_, i): Projet => {
    return { id: nouvelId(), pointId: nouvelId(), rang: i + 1, cout: 2_000_000 + au(6_000_000) };
  });
  const porteurs = projets.map(({ rang }) => ({
    id: nouvelId(),
    nom: `Structure ${rang}`,
    categorie: 'ASSOCIATION',
    type_identifiant: 'RNA',
    identifiant: `W${String(100_000_000 + rang)}`,
    fictif: true,
    cree_le: creeLe,
  }));
  await s.sql(
    `insert into organisme (id, nom, categorie, type_identifiant, identifiant, fictif, cree_le)
     select id, nom, categorie, type_identifiant, identifiant, fictif, cree_le
     from jsonb_populate_recordset(null::organisme, $1)`,
    [JSON.stringify(porteurs)],
  );
  const dossier = {
    appel_id: appelId,
    cree_par: par,
    etat: 'INSCRIT_EN_SEANCE',
    version: 1,
    resume: '',
    contenu_fige: '{}',
  };
  const dates = { cree_le: creeLe, modifie_le: creeLe, depose_le: creeLe, nature: 'FONCTIONNEMENT' };
  const empreinte = `\\x${createHash('sha256').update('{}').digest('hex')}`;
  await inserer(
    s,
    'candidature',
    projets.map(({ id, rang }, i) => {
      const numero = `G-${rang}`;
      return { ...dossier, ...dates, id, numero, empreinte, titre: `Projet ${rang}`, porteur_id: porteurs[i]?.id };
    }),
  );
  await inserer(
    s,
    'ligne_budget',
    projets.map(({ id, cout }) => {
      return { id: nouvelId(), candidature_id: id, rang: 1, sens: 'CHARGE', compte: '641', libelle: '', montant: cout };
    }),
  );
  await inserer(
    s,
    'point',
    projets.map(({ id, pointId, rang }) => {
      const point = { type: 'PLAN_DE_FINANCEMENT', intitule: `Projet ${rang}`, ajoute_en_seance: false };
      return { ...point, id: pointId, seance_id: seanceId, rang, candidature_id: id };
    }),
  );
  await semerNotes(s, appelId, projets, au);
  return projets;
}

async function semerNotes(s: Serveur, appelId: string, projets: Projet[], au: (n: number) => number): Promise<void> {
  const criteres = Array.from({ length: CRITERES }, (_, i) => {
    return { id: nouvelId(), appel_id: appelId, rang: i + 1, code: `C${i}`, libelle: `Critère ${i}`, poids: 100 };
  });
  await inserer(s, 'critere', criteres);
  const notes = projets.flatMap(({ id, cout }) => {
    let reste = Math.round(cout / 5_000) + au(30);
    return criteres.map((critere) => {
      const points = Math.min(100, reste);
      reste -= points;
      const note = {
        commentaire: 'Apprécié',
        note_par: s.monde.personnes.instructrice,
        note_le: '2021-07-01T00:00:00Z',
      };
      return { ...note, id: nouvelId(), candidature_id: id, critere_id: critere.id, points };
    });
  });
  await inserer(s, 'note', notes);
}

async function semerTour(s: Serveur, seanceId: string, projets: Projet[]): Promise<string> {
  const tourId = nouvelId();
  const tour = { ouvert_le: '2021-09-01T08:00:00Z', ouvert_par: s.monde.personnes.president };
  await inserer(s, 'tour', [{ ...tour, id: tourId, seance_id: seanceId, numero: 1, etat: 'OUVERT' }]);
  await inserer(
    s,
    'tour_projet',
    projets.map(({ id, pointId, rang }) => {
      return { id: nouvelId(), tour_id: tourId, candidature_id: id, point_id: pointId, rang };
    }),
  );
  return tourId;
}

async function semerAnnonces(
  s: Serveur,
  tourId: string,
  projets: Projet[],
  enveloppes: { id: string; financeur: CleOrganisme; plafond: bigint }[],
  au: (n: number) => number,
): Promise<void> {
  const sel = Buffer.alloc(32);
  const empreinte = `\\x${createHash('sha256').update(sel).digest('hex')}`;
  const commun = {
    tour_id: tourId,
    version: 1,
    etat: 'SCELLEE',
    contenu: '',
    sel: `\\x${sel.toString('hex')}`,
    empreinte,
  };
  const scelle = { scelle_le: '2021-09-01T08:00:00Z', scelle_par: s.monde.personnes['anct' satisfies ClePersonne] };
  const annonces = enveloppes.map(({ id, financeur, plafond }) => {
    const financeur_id = s.monde.organismes[financeur];
    return { ...commun, ...scelle, id: nouvelId(), enveloppe_id: id, financeur_id, plafond: String(plafond) };
  });
  await inserer(s, 'annonce', annonces);
  const lignes = projets.flatMap(({ id, cout }) =>
    annonces
      .filter(() => au(3) === 0)
      .map((annonce, i) => {
        const maximum = Math.floor((cout * (20 + au(40))) / 100);
        const ligne = { tour_id: tourId, candidature_id: id, rang: i + 1, maximum, minimum: 0 };
        return { ...ligne, id: nouvelId(), annonce_id: annonce.id };
      }),
  );
  await inserer(s, 'ligne_annonce', lignes);
}
