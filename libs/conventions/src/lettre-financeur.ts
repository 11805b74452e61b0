import { AppelAProjets, Regle, reglesDepuisLignes } from '@tdt/appels';
import type { Part } from '@tdt/conference';
import {
  documentDansEnsemble,
  documentDuFinanceur,
  ETATS_CONVENTION_TOMBES,
  ETATS_PART_ECARTES,
  jourDeParis,
  partsActives,
  type DocumentEngagement,
  type DonneesConvention,
  type FinanceurDuPlan,
  type FinanceurEngage,
} from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { assemblerConvention } from './assembler.js';
import { completer } from './complements.js';
import { lireDossier } from './dossier.js';

const enListe = (valeurs: readonly string[]): string => valeurs.map((valeur) => `'${valeur}'`).join(', ');
const ECARTES = enListe(ETATS_PART_ECARTES);

/** Day of the act that commits share `p`, an alias. */
const acteDe = (p: string): string =>
  `select lg.date_acte from engagement lg where lg.part_id = ${p}.id and lg.sens = 'ENGAGEMENT'`;

/**
 * JSON of the funders of the file `candidature`, an SQL expression, each with what it gives to the same body in the year of its
 * act: this file, and every other one (R26).
 */
const financeursEngages = (candidature: string): string => `
  (select coalesce(json_agg(json_build_object('financeurId', lf.id, 'categorie', lf.categorie, 'cumulAnnuel',
     (select sum(lq.montant)::text from part lq join candidature lcq on lcq.id = lq.candidature_id
       where lq.financeur_id = lf.id and lq.etat not in (${ECARTES})
         and lcq.porteur_id = (select porteur_id from candidature where id = ${candidature})
         and (lq.candidature_id = ${candidature} or exists (
           select 1 from part lm where lm.candidature_id = ${candidature} and lm.financeur_id = lf.id
             and extract(year from (${acteDe('lm')})) = extract(year from (${acteDe('lq')})))))) order by lf.id), '[]')
   from organisme lf where lf.id in (select lp.financeur_id from part lp
     where lp.candidature_id = ${candidature} and lp.etat not in (${ECARTES})))`;

const debout = (candidature: string): string => `select 1 from convention lv where lv.candidature_id = ${candidature}
     and lv.etat not in (${enListe([...ETATS_CONVENTION_TOMBES])})`;

/** True when a coordinated set stands for the file: each of its funders then has its own document (R33). */
const enEnsemble = (candidature: string): string => `exists (${debout(candidature)} and lv.ensemble_id is not null)`;

/**
 * True when every share of funder `financeur` in the file is committed, and no convention binds it: none stands for the file,
 * which is retained, or those of a set stand, and none was made with this funder.
 */
const enLettre = (candidature: string, financeur: string): string => `
  ((exists (select 1 from candidature lc where lc.id = ${candidature} and lc.etat = 'RETENU')
     and not exists (${debout(candidature)})
    or ${enEnsemble(candidature)} and not exists (select 1 from convention lv where lv.candidature_id = ${candidature}
     and lv.financeur_id = ${financeur} and lv.etat <> 'CADUQUE'))
   and exists (select 1 from part lp where lp.candidature_id = ${candidature} and lp.financeur_id = ${financeur}
     and lp.etat = 'ENGAGEE')
   and not exists (select 1 from part lp where lp.candidature_id = ${candidature} and lp.financeur_id = ${financeur}
     and lp.etat not in ('ENGAGEE', ${ECARTES})))`;

type FinanceurLu = Omit<FinanceurEngage, 'cumulAnnuel'> & { cumulAnnuel: string };

/** What decides of the document of a share under alias `a`: read with it, then judged by `documentDe`. */
export const EXPRESSIONS_LETTRE = {
  financeurs: (a: string) => financeursEngages(`${a}.candidature_id`),
  enLettre: (a: string) => enLettre(`${a}.candidature_id`, `${a}.financeur_id`),
  enEnsemble: (a: string) => enEnsemble(`${a}.candidature_id`),
};

export interface FaitsLettre {
  financeurId: string;
  financeurs: FinanceurLu[];
  enLettre: boolean;
  enEnsemble: boolean;
}

const engages = (lus: readonly FinanceurLu[]): FinanceurEngage[] =>
  lus.map((f) => ({ ...f, cumulAnnuel: BigInt(f.cumulAnnuel) }));

/** The letter by which the funder of a share commits itself; null when a convention does, or when it is too early. */
export function lettreDue(faits: FaitsLettre): DocumentEngagement | null {
  const plan = engages(faits.financeurs);
  const lui = plan.find((f) => f.financeurId === faits.financeurId);
  if (!faits.enLettre || !lui) return null;
  const document = faits.enEnsemble ? documentDansEnsemble(lui) : documentDuFinanceur(lui, plan);
  return document === 'CONVENTION' ? null : document;
}

/** What each funder brings to the file, in the order in which a convention lists them. */
const DU_PLAN = `select o.id as "financeurId", o.nom as denomination, sum(p.montant)::text as montant
  from part p join organisme o on o.id = p.financeur_id
  left join lateral (select min(l.rang) as rang from ligne_plan l
                      where l.candidature_id = p.candidature_id and l.financeur_id = p.financeur_id) l on true
  where p.candidature_id = $1 and p.etat not in (${ECARTES})
  group by o.id order by min(l.rang) nulls last, min(p.creee_le), min(p.id::text)`;

/** The funders of a file, each with what it gives to the same body in the year (R26). */
export async function lireFinanceursEngages(tx: EntityManager, candidatureId: string): Promise<FinanceurEngage[]> {
  const requete = `select ${financeursEngages('$1::uuid')} as financeurs`;
  const [lus] = await tx.query<{ financeurs: FinanceurLu[] }[]>(requete, [candidatureId]);
  return engages(lus?.financeurs ?? []);
}

/** The same, by name, with what each brings to this plan. */
export async function lireFinanceursDuPlan(tx: EntityManager, candidatureId: string): Promise<FinanceurDuPlan[]> {
  const cumuls = await lireFinanceursEngages(tx, candidatureId);
  const lus = await tx.query<{ financeurId: string; denomination: string; montant: string }[]>(DU_PLAN, [
    candidatureId,
  ]);
  return lus.flatMap(({ financeurId, denomination, montant }) => {
    const engage = cumuls.find((c) => c.financeurId === financeurId);
    return engage ? [{ ...engage, denomination, montant: BigInt(montant) }] : [];
  });
}

/** Everything that the letter of a funder prints, for the template that its case calls for. */
export interface LettreFinanceur {
  document: DocumentEngagement;
  ensemble: DonneesConvention;
  financeurId: string;
  cumulAnnuel: bigint;
  /** Recording of its last act on this file: the same rows give the same bytes. */
  emisLe: Date;
}

const FAITS = `select p.financeur_id as "financeurId", ${EXPRESSIONS_LETTRE.financeurs('p')} as financeurs,
    ${EXPRESSIONS_LETTRE.enLettre('p')} as "enLettre", ${EXPRESSIONS_LETTRE.enEnsemble('p')} as "enEnsemble",
    (select max(g.enregistre_le) from engagement g join part q on q.id = g.part_id
      where q.candidature_id = p.candidature_id and q.financeur_id = p.financeur_id) as "emisLe",
    (select c.numero from candidature c where c.id = p.candidature_id) as numero
  from part p where p.id = $1`;

/** The letter of the funder of this share; null when it has none (see `lettreDue`). */
export async function lireLettreFinanceur(tx: EntityManager, part: Part): Promise<LettreFinanceur | null> {
  const [faits] = await tx.query<(FaitsLettre & { emisLe: Date; numero: string })[]>(FAITS, [part.id]);
  const document = faits ? lettreDue(faits) : null;
  if (!faits || document === null) return null;
  const { financeurId, emisLe, numero } = faits;
  const dossier = await lireDossier(tx, part.candidatureId);
  const appel = await tx.findOneByOrFail(AppelAProjets, { id: dossier.candidature.appelId });
  const lignes = await tx.find(Regle, { where: { appelId: appel.id }, order: { rang: 'ASC' } });
  const rang = [...new Set(partsActives(dossier.parts).map((p) => p.financeurId))].indexOf(financeurId) + 1;
  const ensemble = assemblerConvention({
    // A letter is its funder's own and shows no logo: those that the parties have today change nothing of it.
    dossier: { ...dossier, organismes: dossier.organismes.map((o) => ({ ...o, logo: null })) },
    regles: reglesDepuisLignes(appel.modeMontant, lignes),
    complements: completer({ candidatureId: part.candidatureId }, null),
    numero: `${numero}-L${rang}`,
    version: 1,
    etablieLe: jourDeParis(emisLe),
  });
  const cumulAnnuel = engages(faits.financeurs).find((f) => f.financeurId === financeurId)?.cumulAnnuel ?? 0n;
  return { document, ensemble, financeurId, cumulAnnuel, emisLe };
}
