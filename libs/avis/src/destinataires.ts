import type { DestinatairesAvis } from '@tdt/domaine';

const DROIT_EN_COURS = '(h.debut <= maintenant() and (h.fin is null or h.fin > maintenant()))';

const porteursDe = (dossier: string) =>
  `join habilitation h on h.organisme_id = ${dossier}.porteur_id and h.role = 'PORTEUR' and ${DROIT_EN_COURS}`;

/** Those who hold, or replace, the seats of the conference on the day of the session `s`. */
const SIEGES = `join membre m on m.conference_id = s.conference_id
    and m.debut <= (s.prevue_le at time zone 'Europe/Paris')::date
    and (m.fin is null or m.fin >= (s.prevue_le at time zone 'Europe/Paris')::date)
  cross join lateral (values (m.titulaire_id), (m.suppleant_id)) p (utilisateur_id)`;

const INSTRUCTEURS = `select i.utilisateur_id, c.id as objet_id
  from evenement e join candidature c on c.id = e.objet_id
  cross join lateral (
    select c.instructeur_id as utilisateur_id where c.instructeur_id is not null
    union select h.utilisateur_id from habilitation h
      where c.instructeur_id is null and h.role = 'INSTRUCTEUR' and h.appel_id = c.appel_id and ${DROIT_EN_COURS}) i
  where e.id = $1`;

/** Parties of the convention and those who may act for them. */
const SIGNATURES = `from evenement e join convention v on v.id = e.objet_id join signature sg on sg.convention_id = v.id
  join habilitation h on h.organisme_id = sg.organisme_id and ${DROIT_EN_COURS}
    and h.role = any (case sg.qualite_partie when 'BENEFICIAIRE' then array['PORTEUR'] else array['FINANCEUR', 'GESTIONNAIRE'] end)`;

/** All the parties, and whoever drew the convention up. */
const PARTIES = `select h.utilisateur_id, v.id as objet_id ${SIGNATURES} where e.id = $1
  union select v.generee_par, v.id from evenement e join convention v on v.id = e.objet_id where e.id = $1`;

/**
 * Who waits for the event $1, and for which object: SELECT of `utilisateur_id` and `objet_id`. It says who is concerned; who
 * may know is decided when the mail leaves, by the rights of that instant.
 */
export const DESTINATAIRES: Readonly<Record<Exclude<DestinatairesAvis, 'INVITE'>, string>> = {
  PORTEURS: `select h.utilisateur_id, c.id as objet_id
    from evenement e join candidature c on c.id = e.objet_id ${porteursDe('c')} where e.id = $1`,
  INSTRUCTEURS,
  MEMBRES_DE_LA_SEANCE: `select p.utilisateur_id, s.id as objet_id
    from evenement e join seance s on s.id = e.objet_id ${SIEGES} where e.id = $1`,
  MANDATAIRE: `select m.titulaire_id as utilisateur_id, p.id as objet_id
    from evenement e join pouvoir p on p.id = e.detail_id join membre m on m.id = p.mandataire_id where e.id = $1`,
  MEMBRES_DU_TOUR: `select p.utilisateur_id, t.id as objet_id
    from evenement e join tour t on t.id = e.objet_id join seance s on s.id = t.seance_id ${SIEGES} where e.id = $1`,
  VOTANTS: `select p.utilisateur_id, sc.id as objet_id
    from evenement e join scrutin sc on sc.id = e.objet_id join point pt on pt.id = sc.point_id
    join seance s on s.id = pt.seance_id ${SIEGES}
    where e.id = $1 and not exists (select 1 from deport d where d.point_id = pt.id and d.membre_id = m.id)`,
  FINANCEURS_DES_PARTS: `select h.utilisateur_id, pa.id as objet_id
    from evenement e join ligne_proposition lp on lp.scrutin_id = e.objet_id
    join part pa on pa.id = lp.part_id and pa.etat = 'VOTEE'
    join habilitation h on h.organisme_id = pa.financeur_id and h.role in ('FINANCEUR', 'GESTIONNAIRE') and ${DROIT_EN_COURS}
    where e.id = $1`,
  SIGNATAIRES: `select h.utilisateur_id, v.id as objet_id ${SIGNATURES}
    where e.id = $1 and sg.etat = 'ATTENDUE'
      and not exists (select 1 from signature r where r.convention_id = v.id and r.etat = 'REFUSEE')
      and case v.ordre_signature
        when 'LIBRE' then e.action not in ('signerConvention', 'enregistrerSignatureManuscrite', 'verifierSignatureExterne')
        else not exists (select 1 from signature p where p.convention_id = v.id and p.etat = 'ATTENDUE' and p.rang < sg.rang)
      end`,
  PARTIES,
  // The last signature is the one whose instant is that of the convention itself.
  PARTIES_A_LA_DERNIERE: `select p.utilisateur_id, p.objet_id from (${PARTIES}) p
    join evenement e on e.id = $1 join signature derniere on derniere.id = e.detail_id
    join convention v on v.id = derniere.convention_id and v.signee_le = derniere.faite_le`,
  PORTEURS_DES_POINTS: `select h.utilisateur_id, c.id as objet_id
    from evenement e join point pt on pt.seance_id = e.objet_id join candidature c on c.id = pt.candidature_id
    ${porteursDe('c')} where e.id = $1`,
  PORTEURS_ADMIS: `select h.utilisateur_id, a.id as objet_id
    from evenement e join appel_a_projets a on a.id = e.objet_id
    join organisme o on o.categorie = any (a.categories_admises)
    join habilitation h on h.organisme_id = o.id and h.role = 'PORTEUR' and ${DROIT_EN_COURS} where e.id = $1`,
  BROUILLONS: `select h.utilisateur_id, a.id as objet_id
    from evenement e join appel_a_projets a on a.id = e.objet_id
    join candidature c on c.appel_id = a.id and c.etat = 'BROUILLON' and c.recue_le is null ${porteursDe('c')} where e.id = $1`,
};
