import type { FaitsParObjet, ObjetAvis } from '@tdt/domaine';
import type { Perimetre } from '@tdt/socle';

type ObjetLisible = Exclude<ObjetAvis, 'invitation'>;

interface LectureFaits {
  /** GraphQL type whose rights decide who may be told. */
  type: string;
  /** FROM, the object under alias `o`. */
  de: string;
  champs: string;
}

const SEANCE = `cf.nom as conference, s.intitule, s.numero, s.prevue_le as "prevueLe"`;

/** As `attenduesDepuis`: since the freeze, or the last signature when they come one after the other. */
const ATTENDUE_DEPUIS = `case when o.etat in ('EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE')
    and not exists (select 1 from signature sg where sg.convention_id = o.id and sg.etat = 'REFUSEE')
  then case o.ordre_signature when 'LIBRE' then o.figee_le
    else greatest(o.figee_le, (select max(sg.faite_le) from signature sg where sg.convention_id = o.id)) end end`;

const LECTURES: Readonly<Record<ObjetLisible, LectureFaits>> = {
  candidature: {
    type: 'Candidature',
    de: `candidature o join appel_a_projets ap on ap.id = o.appel_id join organisme og on og.id = o.porteur_id
      left join demande_complement dc on dc.candidature_id = o.id and dc.repondu_le is null`,
    champs: `o.titre, o.numero, ap.titre as appel, og.nom as porteur, o.etat, o.motif, o.depose_le as "deposeLe", o.canal,
      o.recue_le as "recueLe", ap.cloture,
      dc.texte as complement, dc.echeance::text as echeance`,
  },
  seance: {
    type: 'Seance',
    de: 'seance o join seance s on s.id = o.id join conference cf on cf.id = o.conference_id',
    champs: `${SEANCE}, o.lieu, o.sans_quorum as "sansQuorum",
      array(select pt.intitule from point pt where pt.seance_id = o.id order by pt.rang) as points`,
  },
  pouvoir: {
    type: 'Pouvoir',
    de: `pouvoir o join seance s on s.id = o.seance_id join conference cf on cf.id = s.conference_id
      join membre m on m.id = o.mandant_id join organisme og on og.id = m.organisme_id`,
    champs: `${SEANCE}, og.nom as mandant`,
  },
  tour: {
    type: 'Tour',
    de: 'tour o join seance s on s.id = o.seance_id join conference cf on cf.id = s.conference_id',
    champs: `${SEANCE}, o.numero as tour, o.motif`,
  },
  scrutin: {
    type: 'Scrutin',
    de: `scrutin o join point pt on pt.id = o.point_id join seance s on s.id = pt.seance_id
      join conference cf on cf.id = s.conference_id`,
    champs: `${SEANCE}, pt.intitule as point`,
  },
  part: {
    type: 'Part',
    de: 'part o join candidature c on c.id = o.candidature_id join organisme og on og.id = o.financeur_id',
    champs: 'c.titre, og.nom as financeur, o.montant::text as montant',
  },
  convention: {
    type: 'Convention',
    de: 'convention o join candidature c on c.id = o.candidature_id',
    champs: `o.numero, c.titre, ${ATTENDUE_DEPUIS} as "attendueDepuis"`,
  },
  appel: { type: 'AppelAProjets', de: 'appel_a_projets o', champs: 'o.titre, o.cloture' },
};

/**
 * Facts of an object as they are now, for one person: null when she may not read it, or no longer. The rights are those of
 * every read (`Lisible`), so a mail never says what a page would hide.
 */
export async function lireFaits<O extends ObjetLisible>(
  executer: <T>(sql: string, valeurs: unknown[]) => Promise<T[]>,
  perimetre: Perimetre,
  objet: O,
  id: string,
): Promise<FaitsParObjet[O] | null> {
  const { type, de, champs } = LECTURES[objet];
  const [sql, valeurs] = perimetre.requete(
    `select ${champs} from ${de} where o.id = ${perimetre.valeur(id, 'uuid')} and ${perimetre.visible(type, 'o')}`,
  );
  const [ligne] = await executer<Record<string, unknown>>(sql, valeurs);
  if (!ligne) return null;
  if (typeof ligne['montant'] === 'string') ligne['montant'] = BigInt(ligne['montant']);
  return ligne as unknown as FaitsParObjet[O];
}
