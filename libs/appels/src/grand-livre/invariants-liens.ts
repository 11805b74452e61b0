import { FLECHES_GRAND_LIVRE } from '@tdt/domaine';
import { EMPREINTE_JOURNAL, ECRITURE_AU_JOURNAL } from './journal-attendu.js';
import type { Invariant } from './invariant.js';

/** The arrows of the domain as an SQL table: the verifier does not take the database's word for what is permitted. */
const FLECHES_ATTENDUES = FLECHES_GRAND_LIVRE.map(
  (f) =>
    `('${f.type}', '${f.de}', '${f.vers}', ${f.exigeActe}, ${f.exigeConvention}, ${f.exigePaiement}, ${f.enveloppeOuverte})`,
).join(', ');
const ATTENDUES = `attendues (type, de, vers, exige_acte, exige_convention, exige_paiement, enveloppe_ouverte) as (
  values ${FLECHES_ATTENDUES})`;

const GARDES = [
  ['ecriture', 'ecriture_definitive'],
  ['ecriture', 'ecriture_jamais_videe'],
  ['journal', 'journal_definitif'],
  ['journal', 'journal_jamais_vide'],
  ['journal_tete', 'journal_tete_definitive'],
  ['journal_tete', 'journal_tete_jamais_videe'],
  ['scellement', 'scellement_definitif'],
  ['scellement', 'scellement_jamais_vide'],
  ['scellement_tete', 'scellement_tete_definitive'],
  ['scellement_tete', 'scellement_tete_jamais_videe'],
  ['lot', 'lot_resultat_une_fois'],
  ['lot', 'lot_definitif'],
  ['lot', 'lot_jamais_vide'],
  ['compte', 'compte_definitif'],
  ['compte', 'compte_jamais_vide'],
]
  .map(([table, garde]) => `('${table}', '${garde}')`)
  .join(', ');

/** The invariants about what an entry hangs on: arrow, lot, act, convention, payment, journal. */
export const INVARIANTS_LIENS: readonly Invariant[] = [
  {
    code: 'I4',
    phrase: 'Écritures, lots, journal et sceaux sont protégés contre toute modification.',
    sql: `select 'declencheur' as objet, g.garde as ligne, 'absent ou désactivé sur ' || g.sur as detail
            from (values ${GARDES}) as g (sur, garde)
            left join pg_trigger t on t.tgrelid = to_regclass(g.sur) and t.tgname = g.garde
           where t.oid is null or t.tgenabled not in ('O', 'A')`,
  },
  {
    code: 'I5',
    phrase: 'Toute écriture suit une flèche déclarée, avec les pièces que la flèche exige.',
    sql: `with ${ATTENDUES}
          select 'ecriture' as objet, e.id::text as ligne,
                 concat_ws(' ', e.type, e.nature_debit, e.nature_credit, 'sans flèche ou sans pièce') as detail
            from ecriture e
            left join attendues a on (a.type, a.de, a.vers) = (e.type, e.nature_debit, e.nature_credit)
           where a.type is null or (a.exige_acte and e.acte_id is null)
              or (a.exige_convention and e.convention_id is null) or (a.exige_paiement and e.reference_paiement is null)
          union all
          select 'ecriture', e.id::text, 'comptes d’une autre enveloppe, nature ou part'
            from ecriture e
            left join compte d on d.id = e.debit_id left join compte c on c.id = e.credit_id
           where (d.enveloppe_id, d.nature) is distinct from (e.enveloppe_id, e.nature_debit)
              or (c.enveloppe_id, c.nature) is distinct from (e.enveloppe_id, e.nature_credit)
              or (d.part_id is not null and d.part_id is distinct from e.part_id)
              or (c.part_id is not null and c.part_id is distinct from e.part_id)
          union all
          select 'fleche', concat_ws(' ', coalesce(a.type, f.type), coalesce(a.de, f.de), coalesce(a.vers, f.vers)),
                 'la table et le domaine diffèrent'
            from fleche f full join attendues a on (a.type, a.de, a.vers) = (f.type, f.de, f.vers)
           where f is distinct from a`,
  },
  {
    code: 'I6',
    phrase: 'Un lot par clé ; sa réponse est la liste exacte de ses écritures.',
    sql: `with annonces as (
            select l.id as lot_id, a.valeur from lot l cross join lateral jsonb_array_elements(
              case jsonb_typeof(l.resultat -> 'ecritures') when 'array' then l.resultat -> 'ecritures' else '[]' end)
              as a (valeur))
          select 'ecriture' as objet, coalesce(e.id::text, a.valeur ->> 'id') as ligne,
                 'réponse et écritures du lot ' || coalesce(a.lot_id, e.lot_id) || ' diffèrent' as detail
            from annonces a full join ecriture e on e.lot_id = a.lot_id and e.id::text = a.valeur ->> 'id'
           where a.valeur is distinct from jsonb_build_object('id', e.id, 'enveloppeId', e.enveloppe_id, 'rang', e.rang,
             'type', e.type, 'partId', e.part_id, 'de', e.nature_debit, 'vers', e.nature_credit, 'montant', e.montant::text)
          union all
          select 'lot', coalesce(l.id, e.lot_id)::text, 'lot absent, ou qui ne dit pas la même chose que ses écritures'
            from (select distinct lot_id, acteur_id, fait_le from ecriture) e left join lot l on l.id = e.lot_id
           where l.id is null or octet_length(l.empreinte) <> 32 or l.acteur_id is distinct from e.acteur_id
              or l.fait_le <> e.fait_le or l.resultat ->> 'lot' is distinct from l.id::text
              or l.resultat ->> 'operation' is distinct from l.operation
          union all
          select 'lot', l.id::text, 'clé, opération ou empreinte autres que celles du journal'
            from lot l join journal j on j.lot_id = l.id and j.donnees ? 'ecriture'
           where j.donnees ->> 'operation' is distinct from l.operation
              or j.donnees ->> 'empreinte' is distinct from encode(l.empreinte, 'hex')`,
  },
  {
    code: 'I7',
    phrase: 'Une annulation est l’exact inverse d’une écriture, et une écriture ne s’annule qu’une fois.',
    sql: `select 'ecriture' as objet, e.id::text as ligne, 'annulation inexacte, double ou sans cause' as detail
            from ecriture e left join ecriture c on c.id = e.cause_id
           where (e.type = 'ANNULER') <> (e.cause_id is not null)
              or e.cause_id is not null and (c.id is null or c.type = 'ANNULER' or e.cause_type is distinct from c.type
                or (e.enveloppe_id, e.debit_id, e.credit_id, e.montant, e.part_id)
                   is distinct from (c.enveloppe_id, c.credit_id, c.debit_id, c.montant, c.part_id)
                or c.rang >= e.rang or (select count(*) from ecriture x where x.cause_id = e.cause_id) > 1)`,
  },
  {
    code: 'I10',
    phrase: 'Une part n’est engagée que par l’acte de son propre financeur, à hauteur de cet acte.',
    sql: `select 'ecriture' as objet, e.id::text as ligne, 'acte absent, ou d’un autre financeur ou d’une autre part' as detail
            from ecriture e left join engagement g on g.id = e.acte_id
           where e.acte_id is not null and (g.financeur_id, g.part_id) is distinct from (e.financeur_id, e.part_id)
          union all
          select 'ecriture', e.id::text, 'financeur autre que celui de l’enveloppe'
            from ecriture e left join enveloppe v on v.id = e.enveloppe_id
           where v.financeur_id is distinct from e.financeur_id
          union all
          select 'engagement', g.id::text, 'acte de ' || g.montant || ' pour ' || sum(e.montant) || ' engagés'
            from engagement g join ecriture e on e.acte_id = g.id and e.type = 'ENGAGER'
           where not exists (select from ecriture x where x.cause_id = e.id)
           group by g.id, g.montant having sum(e.montant) > g.montant`,
  },
  {
    code: 'I11',
    phrase: 'Le total d’une convention est la somme de ses écritures et de ce qui y est imprimé, part par part.',
    sql: `with debout as (
            select convention_id, part_id, sum(montant) as montant, max(id::text) as derniere from ecriture e
             where type = 'CONVENTIONNER' and not exists (select from ecriture x where x.cause_id = e.id)
             group by convention_id, part_id),
          figees as (
            select id, total, donnees, empreinte = sha256(convert_to(donnees, 'UTF8')) as intacte from convention
             where figee_le is not null and etat not in ('CADUQUE', 'RESILIEE', 'REMPLACEE')
               and (avenant_de_id is null or signee_le is not null)),
          imprimees as (
            select f.id as convention_id, l.valeur ->> 'partId' as part_id, l.valeur ->> 'montant' as montant
              from figees f cross join lateral jsonb_array_elements(
                case when f.intacte then f.donnees::jsonb #> '{plan,lignes}' else '[]' end) as l (valeur))
          select 'ecriture' as objet, d.derniere as ligne,
                 d.montant || ' conventionnés pour une part de ' || coalesce(p.montant::text, '?') as detail
            from debout d left join part p on p.id = d.part_id left join convention c on c.id = d.convention_id
           where c.id is null or p.id is null or p.montant <> d.montant or p.candidature_id <> c.candidature_id
          union all
          select 'convention', c.id::text, 'total ' || c.total || ' pour ' || sum(d.montant) || ' conventionnés'
            from debout d join convention c on c.id = d.convention_id
           group by c.id, c.total having sum(d.montant) > c.total
          union all
          select 'convention', f.id::text, 'figée pour ' || f.total || ' mais ' || coalesce(sum(d.montant), 0)
                 || ' conventionnés, ou données changées'
            from figees f left join debout d on d.convention_id = f.id
           group by f.id, f.total, f.intacte having f.total is distinct from sum(d.montant) or not f.intacte
          union all
          select 'convention', coalesce(i.convention_id, d.convention_id)::text,
                 'part ' || coalesce(i.part_id, d.part_id::text) || ' : ' || coalesce(i.montant, 'rien') || ' imprimé pour '
                 || coalesce(d.montant::text, 'rien') || ' conventionné'
            from imprimees i
            full join (select * from debout where convention_id in (select id from figees)) d
              on d.convention_id = i.convention_id and d.part_id::text = i.part_id
           where i.montant is distinct from d.montant::text`,
  },
  {
    code: 'I12',
    phrase: 'Une référence de paiement ne sert qu’une fois chez un financeur.',
    sql: `select 'ecriture' as objet, id::text as ligne, 'référence ' || coalesce(reference_paiement, 'absente') as detail
            from (select *, count(*) over (partition by financeur_id, reference_paiement) as fois from ecriture) e
           where (reference_paiement is not null and fois > 1) or (type = 'VERSER') <> (reference_paiement is not null)`,
  },
  {
    code: 'I14',
    phrase: 'Une enveloppe gelée ou close n’a reçu que des versements, recouvrements et annulations.',
    sql: `with ${ATTENDUES}
          select 'ecriture' as objet, e.id::text as ligne, e.type || ' sur une enveloppe ' || e.statut_enveloppe as detail
            from ecriture e
            join attendues a on (a.type, a.de, a.vers) = (e.type, e.nature_debit, e.nature_credit)
           where e.statut_enveloppe <> 'OUVERTE' and a.enveloppe_ouverte
              or e.statut_enveloppe not in ('OUVERTE', 'GELEE', 'CLOSE')`,
  },
  {
    code: 'I16',
    phrase:
      'Chaque écriture a exactement une ligne de journal, de même lot et de même contenu, dans une chaîne intacte.',
    sql: `with lignes as (
            select * from journal where chaine like 'enveloppe:%' and donnees ? 'ecriture'),
          chaines as (
            select j.*, row_number() over w as attendu, coalesce(lag(empreinte) over w, '\\x') as empreinte_avant
              from journal j where chaine like 'enveloppe:%' window w as (partition by chaine order by rang))
          select 'ecriture' as objet, coalesce(e.id::text, j.donnees ->> 'ecriture') as ligne,
                 'écriture et journal diffèrent (' || coalesce(j.chaine || '#' || j.rang, 'aucune ligne') || ')' as detail
            from ecriture e left join lot l on l.id = e.lot_id full join lignes j on j.donnees ->> 'ecriture' = e.id::text
           where j.lot_id is distinct from e.lot_id or j.acteur_id is distinct from e.acteur_id
              or j.chaine is distinct from 'enveloppe:' || e.enveloppe_id
              or j.donnees is distinct from ${ECRITURE_AU_JOURNAL}
          union all
          select 'ecriture', e.id::text, count(*) || ' lignes de journal'
            from ecriture e join lignes j on j.donnees ->> 'ecriture' = e.id::text group by e.id having count(*) > 1
          union all
          select 'journal', j.chaine || '#' || j.rang, 'chaîne rompue'
            from chaines j
           where j.rang <> j.attendu or j.prec <> j.empreinte_avant or j.empreinte <> ${EMPREINTE_JOURNAL}
              or j.fait_le <> date_trunc('milliseconds', j.fait_le)
          union all
          select 'journal_tete', coalesce(t.chaine, d.chaine), 'la tête n’est pas la dernière ligne'
            from (select * from journal_tete where chaine like 'enveloppe:%') t
            full join (select distinct on (chaine) chaine, rang, empreinte from chaines order by chaine, rang desc) d
              on d.chaine = t.chaine
           where (t.rang, t.empreinte) is distinct from (d.rang, d.empreinte)`,
  },
];
