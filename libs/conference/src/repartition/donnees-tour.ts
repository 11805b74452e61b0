import { ETATS_PART_VOTES, type CategorieOrganisme, type ClasseDeFinanceurs, type RegleDeLAppel } from '@tdt/domaine';
import type { Executeur } from '@tdt/socle';

/** What the rows say of a revealed round, amounts as text: bigint does not travel in JSON. */
export interface DonneesTour {
  classes: ClasseDeFinanceurs[];
  regles: (Omit<RegleDeLAppel, 'montant'> & { appelId: string; montant: string | null })[];
  projets: ProjetLu[];
  enveloppes: EnveloppeLue[];
}

export interface ProjetLu {
  id: string;
  rang: number;
  appelId: string;
  titre: string;
  categoriePorteur: CategorieOrganisme;
  score: number;
  coutTotal: string;
  assiette: string | null;
  ressourcesPropres: string;
  acquis: { categorie: CategorieOrganisme; montant: string }[];
}

export interface EnveloppeLue {
  id: string;
  rang: number;
  annonceId: string;
  financeurId: string;
  financeur: string;
  categorie: CategorieOrganisme;
  dispositif: string;
  plafond: string;
  lignes: {
    candidatureId: string;
    maximum: string;
    minimum: string;
    points: number | null;
    condition: string | null;
  }[];
}

const VOTES = ETATS_PART_VOTES.map((etat) => `'${etat}'`).join(', ');

/** Classes of the first call of the round that defines some: the opening has checked that they are the same for all. */
const CLASSES = `(select coalesce(json_agg(json_build_object('code', cf.code, 'parent', cf.parent, 'libelle', cf.libelle,
    'categories', cf.categories) order by cf.rang), '[]') from classe_financeur cf
  where cf.appel_id = (select c.appel_id from projets p join candidature c on c.id = p.candidature_id
    join classe_financeur cc on cc.appel_id = c.appel_id order by p.rang limit 1))`;

const REGLES = `(select coalesce(json_agg(json_build_object('appelId', r.appel_id, 'code', r.code, 'portee', r.portee,
    'classe', r.classe, 'financeurId', r.financeur_id, 'categorie', r.categorie, 'type', r.type, 'tauxBp', r.taux_bp,
    'base', r.base, 'montant', r.montant::text, 'sourceJuridique', r.source_juridique) order by r.appel_id, r.rang), '[]')
  from regle_financement r where r.appel_id in (
    select c.appel_id from projets p join candidature c on c.id = p.candidature_id))`;

const ACQUIS = `(select coalesce(json_agg(json_build_object('categorie', fo.categorie, 'montant', pa.montant::text)
    order by pa.id), '[]') from part pa join organisme fo on fo.id = pa.financeur_id
  where pa.candidature_id = c.id and pa.etat in (${VOTES}))`;

const PROJETS = `(select coalesce(json_agg(json_build_object('id', c.id, 'rang', p.rang, 'appelId', c.appel_id,
    'titre', c.titre, 'categoriePorteur', o.categorie, 'assiette', c.assiette::text, 'acquis', ${ACQUIS},
    'score', (select coalesce(sum(n.points), 0)::int from note n where n.candidature_id = c.id),
    'coutTotal', (select coalesce(sum(lb.montant), 0)::text from ligne_budget lb
      where lb.candidature_id = c.id and lb.sens = 'CHARGE' and lb.compte !~ '^8[67]'),
    'ressourcesPropres', (select coalesce(sum(lp.montant), 0)::text from ligne_plan lp
      where lp.candidature_id = c.id and lp.type = 'RESSOURCES_PROPRES')) order by p.rang), '[]')
  from projets p join candidature c on c.id = p.candidature_id join organisme o on o.id = c.porteur_id)`;

/** The lines of a bid, less those of the projects on which its funder has left the table since (R23). */
const LIGNES = `(select coalesce(json_agg(json_build_object('candidatureId', l.candidature_id, 'maximum', l.maximum::text,
    'minimum', l.minimum::text, 'points', l.points, 'condition', l.condition) order by p.rang), '[]')
  from ligne_annonce l join projets p on p.candidature_id = l.candidature_id
  where l.annonce_id = a.id and not exists (select 1 from deport d join membre dm on dm.id = d.membre_id
    where d.point_id = p.point_id and dm.organisme_id = a.financeur_id))`;

/** Envelopes in the order in which their funders got their seats: the order that gives the last cent. */
const ENVELOPPES = `(select coalesce(json_agg(json_build_object('id', a.enveloppe_id, 'rang', a.rang, 'annonceId', a.id,
    'financeurId', a.financeur_id, 'financeur', f.nom, 'categorie', f.categorie, 'dispositif', e.dispositif,
    'plafond', a.plafond::text, 'lignes', ${LIGNES}) order by a.rang), '[]')
  from (select an.*, row_number() over (order by m.id, an.enveloppe_id)::int as rang
    from annonce an join tour t on t.id = an.tour_id join seance s on s.id = t.seance_id
    left join membre m on m.conference_id = s.conference_id and m.organisme_id = an.financeur_id
    where an.tour_id = $1 and an.etat = 'SCELLEE' and t.etat = 'REVELE') a
  join organisme f on f.id = a.financeur_id join enveloppe e on e.id = a.enveloppe_id)`;

const SQL = `with projets as (
    select tp.candidature_id, tp.point_id, tp.rang from tour_projet tp join candidature c on c.id = tp.candidature_id
    where tp.tour_id = $1 and c.etat = 'INSCRIT_EN_SEANCE')
  select json_build_object('classes', ${CLASSES}, 'regles', ${REGLES}, 'projets', ${PROJETS},
    'enveloppes', ${ENVELOPPES}) as donnees`;

/** Reads everything that the plans of a revealed round depend on, in one statement whatever its size. */
export async function lireDonneesTour(base: Executeur, tourId: string): Promise<DonneesTour> {
  const [ligne] = await base.query<{ donnees: DonneesTour }[]>(SQL, [tourId]);
  if (!ligne) throw new Error('les données du tour n’ont rien répondu');
  return ligne.donnees;
}
