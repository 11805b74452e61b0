import { sqlZonageReconnu } from '@tdt/candidatures';
import type {
  BaseAide,
  CategorieOrganisme,
  EtatCandidature,
  EtatPart,
  ExceptionParticipation,
  Jour,
  ModeRegle,
  NaturePart,
  OrigineInitiative,
  PartiesLibresRedigees,
  SensCompte,
  TypeActe,
  TypeLieu,
} from '@tdt/domaine';
import type { EntityManager } from 'typeorm';

/*
 * The rows that a convention is assembled from, read in the caller's transaction. Plain SQL and plain rows: a convention
 * crosses every context upstream, and reads of each only what it prints. Amounts arrive as bigint, days as text.
 */

export interface LigneOrganisme {
  id: string;
  nom: string;
  categorie: CategorieOrganisme;
  typeIdentifiant: string;
  identifiant: string;
  rna: string | null;
  formeJuridique: string | null;
  adresse: string | null;
  representantNom: string | null;
  representantQualite: string | null;
  /** Hash of its logo. */
  logo: string | null;
}

export interface LigneCandidature {
  id: string;
  porteurId: string;
  etat: EtatCandidature;
  titre: string;
  resume: string;
  origineInitiative: OrigineInitiative | null;
  nature: NaturePart;
  debut: Jour | null;
  fin: Jour | null;
  regimeAide: BaseAide | null;
  representantNom: string | null;
  representantQualite: string | null;
  cerAccepteLe: Jour | null;
  cerSignataire: string | null;
  cerVersion: string | null;
  exceptionParticipation: ExceptionParticipation | null;
  exceptionActe: string | null;
  appelId: string;
  appelType: 'AAP' | 'AMI';
  appelTitre: string;
  appelCode: string;
  modeMontant: ModeRegle;
  /** Funder whose envelope came first with the call: the rule of the call is about its share. */
  piloteId: string | null;
  porteurDepartement: string | null;
}

export interface LigneActe {
  type: TypeActe;
  numero: string;
  date: Jour;
  signataireNom: string;
  signataireQualite: string;
  transmisLe: Jour | null;
}

export interface LignePart {
  id: string;
  etat: EtatPart;
  financeurId: string;
  enveloppeId: string | null;
  dispositif: string;
  nature: NaturePart;
  montant: bigint;
  assiette: bigint | null;
  condition: string | null;
  acte: LigneActe | null;
}

export interface LigneLieu {
  type: TypeLieu;
  code: string;
  libelle: string;
  /** True when the list of the call's vintage holds this place (R5). */
  reconnu: boolean;
}

export interface LigneAction {
  intitule: string;
  description: string;
  indicateur: string;
  cible: string;
  lieux: LigneLieu[];
}

export interface LigneVote {
  conference: string;
  tenueLe: Date;
  /** Number of the session, and rank of the item in its agenda: the number printed in the minutes. */
  numeroDeliberation: string;
}

export interface LignePartenaire {
  nom: string;
  typeIdentifiant: string;
  identifiant: string;
  mandatLe: Jour | null;
}

export interface Dossier {
  candidature: LigneCandidature;
  porteur: LigneOrganisme;
  parts: LignePart[];
  /** The applicant and the funders of its shares. */
  organismes: LigneOrganisme[];
  ressourcesPropres: bigint;
  budget: { sens: SensCompte; compte: string; libelle: string; montant: bigint }[];
  actions: LigneAction[];
  territoires: LigneLieu[];
  partenaires: LignePartenaire[];
  aidesDeclarees: { date: Jour; montant: bigint }[];
  vote: LigneVote | null;
  /** What staff wrote for this convention alone. */
  partiesLibres: PartiesLibresRedigees;
}

const CANDIDATURE = `
  select c.id, c.porteur_id as "porteurId", c.etat, c.titre, c.resume, c.origine_initiative as "origineInitiative", c.nature, c.debut::text, c.fin::text,
         c.regime_aide as "regimeAide", c.representant_nom as "representantNom",
         c.representant_qualite as "representantQualite", c.cer_accepte_le::text as "cerAccepteLe",
         c.cer_signataire as "cerSignataire", c.cer_version as "cerVersion",
         c.exception_participation as "exceptionParticipation", c.exception_acte as "exceptionActe",
         a.id as "appelId", a.type as "appelType", a.titre as "appelTitre", a.code as "appelCode",
         a.mode_montant as "modeMontant", t.departement_code as "porteurDepartement",
         (select e.financeur_id from enveloppe e where e.appel_id = a.id order by e.creee_le, e.id limit 1) as "piloteId"
    from candidature c join appel_a_projets a on a.id = c.appel_id join organisme o on o.id = c.porteur_id
    left join territoire t on t.nature = 'COMMUNE' and t.code = o.commune_code
   where c.id = $1`;

const ORGANISMES = `
  select o.id, o.nom, o.categorie, o.type_identifiant as "typeIdentifiant", o.identifiant, o.rna,
         o.forme_juridique as "formeJuridique", o.adresse, o.representant_nom as "representantNom",
         o.representant_qualite as "representantQualite", o.logo
    from organisme o
   where o.id in (select porteur_id from candidature where id = $1
                  union select financeur_id from part where candidature_id = $1)`;

/** In the order of the plan that the applicant asked for, then of creation. */
const PARTS = `
  select p.id, p.etat, p.financeur_id as "financeurId", p.enveloppe_id as "enveloppeId", p.dispositif, p.nature,
         p.montant::text, p.assiette::text, p.condition,
         case when g.id is not null then json_build_object('type', g.type_acte, 'numero', g.numero, 'date', g.date_acte,
           'signataireNom', g.signataire_nom, 'signataireQualite', g.signataire_qualite, 'transmisLe', g.transmis_le)
         end as acte
    from part p
    left join engagement g on g.part_id = p.id and g.sens = 'ENGAGEMENT'
    left join lateral (select min(l.rang) as rang from ligne_plan l
                        where l.candidature_id = p.candidature_id and l.financeur_id = p.financeur_id) as l on true
   where p.candidature_id = $1 order by l.rang nulls last, p.creee_le, p.id`;

const ACTIONS = `
  select a.intitule, a.description, a.indicateur, a.cible,
         coalesce((select json_agg(json_build_object(
             'type', coalesce(l.dispositif, 'COMMUNE'),
             'code', case when l.dispositif = 'QPV' then l.zonage_code else l.commune_code end,
             'libelle', case when l.dispositif = 'QPV' then coalesce(z.libelle, t.nom) else t.nom end,
             'reconnu', z.libelle is not null) order by l.rang)
           from lieu l join territoire t on t.nature = 'COMMUNE' and t.code = l.commune_code
           left join ${sqlZonageReconnu('l', 'p')} z on true
          where l.action_id = a.id), '[]') as lieux
    from action a join candidature c on c.id = a.candidature_id join appel_a_projets p on p.id = c.appel_id
   where a.candidature_id = $1 order by a.rang`;

const TERRITOIRES = `
  select t.nature as type, t.code, t.nom as libelle, true as reconnu
    from candidature_territoire ct join territoire t on t.nature = ct.nature and t.code = ct.code
   where ct.candidature_id = $1 order by array_position(array['REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE'], t.nature), t.code`;

const BUDGET = `select sens, compte, libelle, montant::text from ligne_budget where candidature_id = $1 order by rang`;

const PROPRES = `
  select coalesce(sum(montant), 0)::text as montant from ligne_plan
   where candidature_id = $1 and type = 'RESSOURCES_PROPRES'`;

const PARTENAIRES = `
  select o.nom, o.type_identifiant as "typeIdentifiant", o.identifiant, p.mandat_le::text as "mandatLe"
    from partenaire p join organisme o on o.id = p.organisme_id where p.candidature_id = $1 order by o.nom, o.id`;

const AIDES = `select date::text, montant::text from aide_declaree where candidature_id = $1 order by rang`;

const PARTIES_LIBRES = `select objet, clauses, sans_logo as "sansLogo" from parties_libres where candidature_id = $1`;

/** The ballot that adopted the plan, the last one if the project came back. */
const VOTE = `
  select k.nom as conference, coalesce(s.ouverte_le, s.prevue_le) as "tenueLe",
         sc.numero as "numeroDeliberation"
    from scrutin sc join point pt on pt.id = sc.point_id join seance s on s.id = pt.seance_id
    join conference k on k.id = s.conference_id
   where pt.candidature_id = $1 and sc.etat = 'PROCLAME' and sc.adopte order by sc.proclame_le desc limit 1`;

type EnTexte<Ligne> = Omit<Ligne, 'montant' | 'assiette'> & { montant: string; assiette?: string | null };

const enCentimes = <Ligne extends { montant: string }>(ligne: Ligne) => ({ ...ligne, montant: BigInt(ligne.montant) });

const AUCUNE_PARTIE_LIBRE: PartiesLibresRedigees = { objet: '', clauses: [], sansLogo: [] };

/** Reads a candidature with everything that its convention prints. The caller has locked the candidature. */
export async function lireDossier(tx: EntityManager, candidatureId: string): Promise<Dossier> {
  const lire = <Ligne>(sql: string) => tx.query<Ligne[]>(sql, [candidatureId]);
  const [candidature] = await lire<LigneCandidature>(CANDIDATURE);
  if (!candidature) throw new Error(`candidature ${candidatureId} absente`);
  const organismes = await lire<LigneOrganisme>(ORGANISMES);
  const parts = (await lire<EnTexte<LignePart>>(PARTS)).map((p) => ({
    ...enCentimes(p),
    assiette: p.assiette ? BigInt(p.assiette) : null,
  })) as LignePart[];
  const [propres] = await lire<{ montant: string }>(PROPRES);
  return {
    candidature,
    porteur: organismes.find((o) => o.id === candidature.porteurId) as LigneOrganisme,
    parts,
    organismes,
    ressourcesPropres: BigInt(propres?.montant ?? '0'),
    budget: (await lire<EnTexte<Dossier['budget'][number]>>(BUDGET)).map(enCentimes),
    actions: await lire<LigneAction>(ACTIONS),
    territoires: await lire<LigneLieu>(TERRITOIRES),
    partenaires: await lire<LignePartenaire>(PARTENAIRES),
    aidesDeclarees: (await lire<EnTexte<Dossier['aidesDeclarees'][number]>>(AIDES)).map(enCentimes),
    vote: (await lire<LigneVote>(VOTE))[0] ?? null,
    partiesLibres: (await lire<PartiesLibresRedigees>(PARTIES_LIBRES))[0] ?? AUCUNE_PARTIE_LIBRE,
  };
}
