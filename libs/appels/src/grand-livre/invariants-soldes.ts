import type { Invariant } from './invariant.js';

/** Every entry seen from each of its two accounts: what it adds to it, the balance that it leaves, the cap then in force. */
const MOUVEMENTS = `
  mouvements as (
    select id, enveloppe_id, rang, debit_id as compte_id, nature_debit as nature, -montant as variation,
           null::bigint as rang_du_plafond from ecriture
    union all
    select id, enveloppe_id, rang, credit_id, nature_credit, montant, case when plafond is not null then rang end
      from ecriture),
  courants as (
    select *, sum(variation) over w as solde, max(rang_du_plafond) over w as rang_plafond
      from mouvements window w as (partition by compte_id order by enveloppe_id, rang))`;

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
             order by credit_id, rang desc)
          select 'compte' as objet, c.id::text as ligne,
                 'plafond ' || coalesce(c.plafond::text, 'absent') || ', solde ' || c.solde as detail
            from compte c left join plafonds p on p.credit_id = c.id
           where c.solde > c.plafond or c.plafond is distinct from p.plafond
          union all
          select 'ecriture', m.id::text, 'solde ' || m.solde || ' pour un plafond de ' || p.plafond
            from courants m join ecriture p on p.enveloppe_id = m.enveloppe_id and p.rang = m.rang_plafond
           where m.variation > 0 and m.solde > p.plafond`,
  },
  {
    code: 'I15',
    phrase: 'Chaque écriture va de 1 centime à 100 milliards d’euros, entre deux comptes différents.',
    sql: `select 'ecriture' as objet, id::text as ligne, montant || ' centimes' as detail
            from ecriture where montant not between 1 and 10000000000000 or debit_id = credit_id`,
  },
];
