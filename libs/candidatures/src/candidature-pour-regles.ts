import { reglesDepuisLignes, type Regle } from '@tdt/appels';
import type {
  Appel,
  CanalReception,
  Candidature,
  CategorieOrganisme,
  LignePlan,
  ModeRegle,
  PieceDemandee,
} from '@tdt/domaine';

/** A domain object as JSON brings it: amounts are texts. */
type EnTexte<T> = { [C in keyof T]: T[C] extends bigint ? string : T[C] extends bigint | null ? string | null : T[C] };

type ListeEnTexte<T> = EnTexte<T>[];

export type DossierJson = Omit<
  EnTexte<Candidature>,
  'budget' | 'plan' | 'aidesDeclarees' | 'montantDemande' | 'assiette' | 'reception'
> & {
  reception: { canal: CanalReception; recueLe: string } | null;
  budget: ListeEnTexte<Candidature['budget'][number]>;
  plan: ListeEnTexte<LignePlan>;
  aidesDeclarees: ListeEnTexte<Candidature['aidesDeclarees'][number]>;
  montantDemande: string | null;
  assiette: string | null;
};

/** What the rules of a file read of its call. */
export type AppelLu = Pick<Appel, 'categoriesAdmises' | 'regionsCibles' | 'pieces' | 'regles'>;

export interface AppelJson {
  mode: ModeRegle;
  categoriesAdmises: CategorieOrganisme[];
  regionsCibles: string[];
  regles: ListeEnTexte<Regle>;
  pieces: PieceDemandee[];
}

const liste = (objet: string, suite: string, ordre: string) =>
  `(select coalesce(json_agg(${objet} order by ${ordre}), '[]') ${suite})`;

/**
 * The entry of the reference list that a place names, at the vintage of the call (R5); `l` has dispositif, zonage_code and
 * commune_code, `ap` is the call. A QPV that spreads over several communes is listed in one of them only, hence the
 * département and not the commune; an Action cœur de ville place is a commune.
 */
export const sqlZonageReconnu = (l: string, ap: string) => `lateral (
  select zo.libelle from zonage zo
    join territoire zt on zt.nature = 'COMMUNE' and zt.code = zo.commune_code
    join territoire lt on lt.nature = 'COMMUNE' and lt.code = ${l}.commune_code
  where zo.dispositif = ${l}.dispositif and zo.code = ${l}.zonage_code
    and zo.millesime = coalesce(case ${l}.dispositif when 'QPV' then ${ap}.millesime_qpv else ${ap}.millesime_acv end, zo.millesime)
    and case ${l}.dispositif when 'QPV' then zt.departement_code = lt.departement_code else zo.commune_code = ${l}.commune_code end
  order by zo.millesime desc limit 1)`;

/** JSON object of a place as the rules read it; `z` is the entry found by `sqlZonageReconnu`, `t` the commune. */
export const sqlLieu = (l: string, z: string, t: string) =>
  `json_build_object('zonage', ${l}.dispositif, 'code', coalesce(${l}.zonage_code, ${l}.commune_code),
    'libelle', coalesce(${z}.libelle, ${t}.nom), 'reconnu', ${l}.dispositif is null or ${z}.libelle is not null)`;

const LIEUX = `select l.* from lieu l where l.action_id = ac.id`;

const sqlActions = (a: string) =>
  liste(
    `json_build_object('titre', ac.intitule, 'description', ac.description, 'lieux', ${liste(
      sqlLieu('l', 'z', 't'),
      `from (${LIEUX}) l join territoire t on t.nature = 'COMMUNE' and t.code = l.commune_code
       join appel_a_projets ap on ap.id = ${a}.appel_id left join ${sqlZonageReconnu('l', 'ap')} z on true`,
      'l.rang',
    )})`,
    `from action ac where ac.candidature_id = ${a}.id`,
    'ac.rang',
  );

/** An EPCI may spread over several régions: its communes say which. */
export const sqlRegions = (a: string) => `(select coalesce(json_agg(r.code order by r.code), '[]') from (
  select t.region_code as code from candidature_territoire ct join territoire t on t.nature = ct.nature and t.code = ct.code
    where ct.candidature_id = ${a}.id and ct.nature <> 'EPCI' and t.region_code is not null
  union
  select tc.region_code from candidature_territoire ct join territoire tc on tc.nature = 'COMMUNE' and tc.epci_code = ct.code
    where ct.candidature_id = ${a}.id and ct.nature = 'EPCI' and tc.region_code is not null) r)`;

const sqlPorteur = (a: string) => `(select json_build_object('denomination', o.nom, 'categorie', o.categorie,
  'codeDepartement', case when o.commune_code like '97%' then left(o.commune_code, 3)
    else (select t.departement_code from territoire t where t.nature = 'COMMUNE' and t.code = o.commune_code) end,
  'representantNom', ${a}.representant_nom, 'representantQualite', ${a}.representant_qualite)
  from organisme o where o.id = ${a}.porteur_id)`;

const sqlPlan = (a: string) =>
  liste(
    `json_build_object('financeurId', o.id, 'denomination', o.nom, 'categorie', o.categorie, 'dispositif', lp.dispositif,
      'nature', coalesce(lp.nature, ${a}.nature), 'montant', lp.montant::text, 'assiette', lp.assiette::text,
      'autofinancement', lp.type = 'RESSOURCES_PROPRES')`,
    `from ligne_plan lp join organisme o on o.id = coalesce(lp.financeur_id, ${a}.porteur_id)
     where lp.candidature_id = ${a}.id`,
    'lp.rang',
  );

/** The whole file as the rules read it, in one expression: it serves a deposit and the fields derived by a read alike. */
export const sqlDossier = (a: string) => `json_build_object(
  'etat', ${a}.etat, 'titre', ${a}.titre, 'resume', ${a}.resume, 'debut', ${a}.debut, 'fin', ${a}.fin,
  'porteur', ${sqlPorteur(a)},
  'partenaires', ${liste(
    `json_build_object('denomination', o.nom, 'mandat', pa.mandat_le is not null)`,
    `from partenaire pa join organisme o on o.id = pa.organisme_id where pa.candidature_id = ${a}.id`,
    'pa.rang',
  )},
  'actions', ${sqlActions(a)},
  'regions', ${sqlRegions(a)},
  'budget', ${liste(
    `json_build_object('compte', lb.compte, 'libelle', lb.libelle, 'montant', lb.montant::text)`,
    `from ligne_budget lb where lb.candidature_id = ${a}.id`,
    'lb.rang',
  )},
  'plan', ${sqlPlan(a)},
  'assiette', ${a}.assiette::text, 'montantDemande', ${a}.montant_demande::text,
  'pieces', ${liste('pi.code', `from piece pi where pi.candidature_id = ${a}.id and pi.retiree_le is null and pi.etat_analyse <> 'INFECTEE'`, 'pi.code')},
  'contratEngagementRepublicain', case when ${a}.cer_accepte_le is not null then json_build_object('date', ${a}.cer_accepte_le,
    'signataire', coalesce(${a}.cer_signataire, ''), 'version', coalesce(${a}.cer_version, '')) end,
  'reception', case when ${a}.canal is not null then json_build_object('canal', ${a}.canal,
    'recueLe', to_char(${a}.recue_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end,
  'origineInitiative', ${a}.origine_initiative, 'baseAide', ${a}.regime_aide,
  'aidesDeclarees', ${liste(
    `json_build_object('date', ad.date, 'montant', ad.montant::text)`,
    `from aide_declaree ad where ad.candidature_id = ${a}.id`,
    'ad.rang',
  )},
  'exceptionParticipation', case when ${a}.exception_participation is not null then json_build_object(
    'type', ${a}.exception_participation, 'acte', coalesce(${a}.exception_acte, '')) end)`;

/** Hubs that already cover regions (R6): those whose convention is public, other than the applicant's own. */
export const sqlHubsExistants = (
  a: string,
) => `(select coalesce(json_agg(json_build_object('nom', h.nom, 'regions', h.regions)), '[]')
  from (select o.nom, ${sqlRegions('hc')} as regions from candidature hc join organisme o on o.id = hc.porteur_id
        where hc.etat in ('CONVENTIONNE', 'EN_EXECUTION', 'SOLDE', 'CLOS') and hc.porteur_id <> ${a}.porteur_id
        order by hc.id limit 100) h)`;

/** Rules and documents of the call of a file. */
export const sqlAppelDuDossier = (a: string) => `(select ${sqlAppelPourRegles('ap')}
  from appel_a_projets ap where ap.id = ${a}.appel_id)`;

export const sqlAppelPourRegles = (ap: string) => `json_build_object('mode', ${ap}.mode_montant,
  'categoriesAdmises', ${ap}.categories_admises,
  'regionsCibles', ${liste(
    'at.code',
    `from appel_territoire at where at.appel_id = ${ap}.id and at.nature = 'REGION'`,
    'at.code',
  )},
  'regles', ${liste(
    `json_build_object('type', re.type, 'code', re.code, 'libelle', re.libelle, 'montant', re.montant::text,
      'tauxBp', re.taux_bp, 'condition', re.condition, 'preuve', re.preuve, 'cumulable', re.cumulable,
      'sourceJuridique', re.source_juridique)`,
    `from regle re where re.appel_id = ${ap}.id`,
    're.rang',
  )},
  'pieces', ${liste(
    `json_build_object('code', pd.code, 'libelle', pd.libelle, 'obligatoire', pd.obligatoire, 'categories', pd.categories)`,
    `from piece_demandee pd where pd.appel_id = ${ap}.id`,
    'pd.rang',
  )})`;

const centimes = (texte: string | null) => (texte === null ? null : BigInt(texte));

/** The file that `sqlDossier` read. */
export function dossierDepuisJson(lu: DossierJson): Candidature {
  return {
    ...lu,
    budget: lu.budget.map((l) => ({ ...l, montant: BigInt(l.montant) })),
    plan: lu.plan.map((l) => ({ ...l, montant: BigInt(l.montant), assiette: centimes(l.assiette) })),
    aidesDeclarees: lu.aidesDeclarees.map((l) => ({ ...l, montant: BigInt(l.montant) })),
    montantDemande: centimes(lu.montantDemande),
    assiette: centimes(lu.assiette),
    reception: lu.reception && { ...lu.reception, recueLe: new Date(lu.reception.recueLe) },
  };
}

/** The call that `sqlAppelPourRegles` read. */
export function appelDepuisJson({ mode, regles, ...appel }: AppelJson): AppelLu {
  const lignes = regles.map((l) => ({ ...l, montant: centimes(l.montant) })) as Regle[];
  return { ...appel, regles: reglesDepuisLignes(mode, lignes) };
}
