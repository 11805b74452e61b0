import type { Invariant } from './invariant.js';

/** Every entry seen from each of its two accounts: what it adds to the account and the balance that it leaves there. */
const MOUVEMENTS = `
  mouvements as (
    select id, enveloppe_id, rang, debit_id as compte_id, nature_debit as nature, -montant as variation from ecriture
    union all
    select id, enveloppe_id, rang, credit_id, nature_credit, montant from ecriture),
  courants as (
    select *, sum(variation) over (partition by compte_id order by enveloppe_id, rang) as solde from mouvements)`;

/** The invariants about amounts. Casts go to text, never to a narrower type: a corrupted row must be shown, not crash. */
export const INVARIANTS_SOLDES: readonly Invariant[] = [
  {
    code: 'I1',
    phrase: 'La somme des soldes de chaque enveloppe est nulle.',
    sql: `select 'enveloppe' as objet, enveloppe_id::text as ligne, 'somme des soldes ' || sum(solde) as detail
            from compte group by enveloppe_id having sum(solde) <> 0`,
  },
  {
    code: 'I2',
    phrase: 'Aucun solde n’est négatif, sauf celui de la source.',
    sql: `select 'compte' as objet, id::text as ligne, nature || ' ' || (credit_cumule - debit_cumule) as detail
            from compte
           where (nature = 'SOURCE') <> (credit_cumule - debit_cumule < 0) and credit_cumule <> debit_cumule
              or debit_cumule < 0 or credit_cumule < 0 or solde <> credit_cumule - debit_cumule`,
  },
  {
    code: 'I3',
    phrase: 'À aucun instant de son histoire une part n’a eu plus que l’étape précédente ne lui donnait.',
    sql: `with ${MOUVEMENTS}
          select 'ecriture' as objet, id::text as ligne, nature || ' tombe à ' || solde || ' au rang ' || rang as detail
            from courants where (nature = 'SOURCE' and solde > 0) or (nature <> 'SOURCE' and solde < 0)`,
  },
  {
    code: 'I8',
    phrase: 'Les rangs de chaque enveloppe vont de 1 à n sans trou, et n est celui que porte l’enveloppe.',
    sql: `with numeros as (
            select id, enveloppe_id, rang, row_number() over (partition by enveloppe_id order by rang) as attendu
              from ecriture)
          select 'ecriture' as objet, id::text as ligne, 'rang ' || rang || ' au lieu de ' || attendu as detail
            from numeros where rang <> attendu
          union all
          select 'enveloppe', v.id::text, 'porte le rang ' || v.rang || ' pour ' || coalesce(n.nombre, 0) || ' écritures'
            from enveloppe v
            left join (select enveloppe_id, count(*) as nombre from ecriture group by 1) n on n.enveloppe_id = v.id
           where v.rang <> coalesce(n.nombre, 0)`,
  },
  {
    code: 'I9',
    phrase: 'Les cumuls de chaque compte sont la somme de ses écritures.',
    sql: `with sommes as (
            select compte_id, sum(debit) as debit, sum(credit) as credit from (
              select debit_id as compte_id, montant as debit, 0 as credit from ecriture
              union all select credit_id, 0, montant from ecriture) m group by compte_id)
          select 'compte' as objet, coalesce(c.id, s.compte_id)::text as ligne,
                 'débit ' || coalesce(c.debit_cumule::text, 'absent') || ' pour ' || coalesce(s.debit, 0)
                 || ', crédit ' || coalesce(c.credit_cumule::text, 'absent') || ' pour ' || coalesce(s.credit, 0) as detail
            from compte c full join sommes s on s.compte_id = c.id
           where c.id is null or c.debit_cumule <> coalesce(s.debit, 0) or c.credit_cumule <> coalesce(s.credit, 0)
              or s.compte_id is null`,
  },
  {
    code: 'I13',
    phrase: 'Aucun compte n’a jamais dépassé son plafond, et le plafond est le dernier qui lui a été donné.',
    sql: `with ${MOUVEMENTS},
          plafonds as (
            select distinct on (credit_id) credit_id, plafond from ecriture where plafond is not null
             order by credit_id, rang desc),
          plafonds_courants as (
            select m.id, m.solde, m.variation, (
              select p.plafond from ecriture p where p.credit_id = m.compte_id and p.plafond is not null
                 and p.rang <= m.rang order by p.rang desc limit 1) as plafond
              from courants m where exists (select from plafonds p where p.credit_id = m.compte_id))
          select 'compte' as objet, c.id::text as ligne,
                 'plafond ' || coalesce(c.plafond::text, 'absent') || ', solde ' || c.solde as detail
            from compte c left join plafonds p on p.credit_id = c.id
           where c.solde > c.plafond or c.plafond is distinct from p.plafond
          union all
          select 'ecriture', id::text, 'solde ' || solde || ' pour un plafond de ' || plafond
            from plafonds_courants where variation > 0 and solde > plafond`,
  },
  {
    code: 'I15',
    phrase: 'Chaque écriture va de 1 centime à 100 milliards d’euros, entre deux comptes différents.',
    sql: `select 'ecriture' as objet, id::text as ligne, montant || ' centimes' as detail
            from ecriture where montant not between 1 and 10000000000000 or debit_id = credit_id`,
  },
];
