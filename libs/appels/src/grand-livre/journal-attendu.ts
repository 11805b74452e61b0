/*
 * What the journal must hold, written a second time on purpose: the verifier recomputes it from the rows and shares no code
 * with the functions that wrote them (migrations 0003 and 0008), so a change of one side alone is reported.
 */

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** Content of the journal line of the entry `e` of the lot `l`. */
export const ECRITURE_AU_JOURNAL = `jsonb_build_object(
  'rang', e.rang, 'ecriture', e.id, 'type', e.type, 'part', e.part_id, 'financeur', e.financeur_id,
  'debit', e.debit_id, 'de', e.nature_debit, 'credit', e.credit_id, 'vers', e.nature_credit,
  'montant', e.montant::text, 'plafond', e.plafond::text, 'acte', e.acte_id, 'convention', e.convention_id,
  'paiement', e.paiement_id, 'reference', e.reference_paiement, 'cause', e.cause_id, 'causeType', e.cause_type,
  'motif', encode(sha256(convert_to(e.motif, 'UTF8')), 'hex'), 'statut', e.statut_enveloppe,
  'faitLe', to_char(e.fait_le at time zone 'UTC', ${INSTANT}),
  'operation', l.operation, 'empreinte', encode(l.empreinte, 'hex'))`;

/**
 * Hash of the journal line `j`: SHA-256 of the previous hash and of the line's canonical JSON. Lines of format 1 were written
 * before the journal knew organisation, role, outcome and request.
 */
export const EMPREINTE_JOURNAL = `sha256(j.prec || convert_to((jsonb_build_object(
  'chaine', j.chaine, 'rang', j.rang, 'action', j.action, 'acteur', j.acteur_id, 'objetType', j.objet_type,
  'objet', j.objet_id, 'lot', j.lot_id, 'donnees', j.donnees,
  'faitLe', to_char(j.fait_le at time zone 'UTC', ${INSTANT}))
  || case j.format when 1 then '{}' else jsonb_build_object('format', j.format, 'organisation', j.organisation_id,
    'role', j.role, 'resultat', j.resultat, 'motif', j.motif, 'requete', j.requete_id) end)::text, 'UTF8'))`;
