import { declarerAFaire } from '@tdt/socle';

const TITRE = "coalesce(nullif(btrim(c.titre), ''), 'projet sans titre')";

/** The seat `m` is one that the agent holds or replaces: its funder's right is checked beside. */
const SIENNE = (agent: string, m: string) => `${agent} in (${m}.titulaire_id, ${m}.suppleant_id)`;

/** The session of the item `pt` is not suspended: while it is, its ballots wait for nobody. */
const EN_SEANCE = `exists (select 1 from seance se where se.id = pt.seance_id and se.etat = 'OUVERTE')`;

/** What waits for somebody in this context. */
export function declarerActionsAttendues(): void {
  declarerSeances();
  declarerTours();
  declarerAFaire(
    {
      type: 'EMARGER',
      objetType: 'Seance',
      phrase: (sujet) => `Émarger, ou donner pouvoir, pour la séance « ${sujet} »`,
      sql: (p) => `select s.id as objet_id, s.intitule as sujet, s.prevue_le as echeance
        from seance s join membre m on m.conference_id = s.conference_id and (m.fin is null or m.fin >= s.prevue_le::date)
        where s.etat in ('CONVOQUEE', 'RECONVOQUEE', 'OUVERTE', 'SUSPENDUE')
          and ${SIENNE(p.valeur(p.agent.utilisateurId, 'uuid'), 'm')} and ${p.visible('Seance', 's')}
          and not exists (select 1 from emargement e where e.seance_id = s.id and e.membre_id = m.id)
          and not exists (select 1 from pouvoir po where po.seance_id = s.id and po.mandant_id = m.id)`,
    },
    {
      type: 'VOTER',
      objetType: 'Scrutin',
      phrase: (sujet) => `Voter sur « ${sujet} »`,
      sql: (p) => `select sc.id as objet_id, pt.intitule as sujet, null::timestamptz as echeance
        from scrutin sc join point pt on pt.id = sc.point_id join emargement e on e.seance_id = pt.seance_id
        where sc.etat = 'OUVERT' and ${EN_SEANCE} and e.utilisateur_id = ${p.valeur(p.agent.utilisateurId, 'uuid')}
          and ${p.visible('Scrutin', 'sc')}
          and not exists (select 1 from deport d where d.point_id = pt.id and d.membre_id = e.membre_id)
          and not exists (select 1 from vote v where v.scrutin_id = sc.id and v.membre_id = e.membre_id)`,
    },
    {
      type: 'CLORE_SCRUTIN',
      objetType: 'Scrutin',
      phrase: (sujet) => `Clore le scrutin sur « ${sujet} »`,
      sql: (p) => `select sc.id as objet_id, pt.intitule as sujet, null::timestamptz as echeance
        from scrutin sc join point pt on pt.id = sc.point_id
        where sc.etat = 'OUVERT' and ${EN_SEANCE} and ${p.peut('cloreScrutin', 'Scrutin', 'sc')}`,
    },
    {
      type: 'APPROUVER_PV',
      objetType: 'Seance',
      phrase: (sujet) => `Approuver le procès-verbal de la séance « ${sujet} »`,
      sql: (p) => `select s.id as objet_id, s.intitule as sujet, null::timestamptz as echeance from seance s
        where s.etat = 'PV_REDIGE' and ${p.peut('approuverPv', 'Seance', 's')}`,
    },
    {
      type: 'INSCRIRE_EN_SEANCE',
      objetType: 'Candidature',
      phrase: (sujet) => `Inscrire « ${sujet} » à l’ordre du jour d’une séance`,
      sql: (p) => `select c.id as objet_id, ${TITRE} as sujet, null::timestamptz as echeance from candidature c
        where c.etat = 'INSTRUIT' and ${p.peut('convoquerSeance', 'Candidature', 'c')}`,
    },
  );
}

/** What a session waits for from its chair. */
function declarerSeances(): void {
  declarerAFaire(
    {
      type: 'OUVRIR_SEANCE',
      objetType: 'Seance',
      phrase: (sujet) => `Ouvrir la séance « ${sujet} »`,
      sql: (p) => `select s.id as objet_id, s.intitule as sujet, s.prevue_le as echeance from seance s
        where s.etat in ('CONVOQUEE', 'RECONVOQUEE') and ${p.peut('ouvrirSeance', 'Seance', 's')}`,
    },
    {
      type: 'RECONVOQUER_SEANCE',
      objetType: 'Seance',
      phrase: (sujet) => `Convoquer de nouveau la séance « ${sujet} », restée sans quorum`,
      sql: (p) => `select s.id as objet_id, s.intitule as sujet, null::timestamptz as echeance from seance s
        where s.etat = 'SANS_QUORUM' and not exists (select 1 from seance s2 where s2.seance_precedente_id = s.id)
          and ${p.peut('convoquerSeance', 'Seance', 's')}`,
    },
    {
      type: 'REPRENDRE_SEANCE',
      objetType: 'Seance',
      phrase: (sujet) => `Reprendre la séance « ${sujet} », suspendue`,
      sql: (p) => `select s.id as objet_id, s.intitule as sujet, null::timestamptz as echeance from seance s
        where s.etat = 'SUSPENDUE' and ${p.peut('reprendreSeance', 'Seance', 's')}`,
    },
  );
}

/** What a round of announcements waits for: each funder's seal, then the reveal. */
function declarerTours(): void {
  declarerAFaire(
    {
      type: 'SCELLER_ANNONCE',
      objetType: 'Tour',
      phrase: (sujet) => `Sceller ce que votre organisme annonce au tour de table de « ${sujet} »`,
      sql: (p) => `select t.id as objet_id, s.intitule as sujet, s.prevue_le as echeance
        from tour t join seance s on s.id = t.seance_id
        join membre m on m.conference_id = s.conference_id and (m.fin is null or m.fin >= s.prevue_le::date)
        where t.etat = 'OUVERT' and s.etat in ('CONVOQUEE', 'RECONVOQUEE', 'OUVERTE', 'SUSPENDUE')
          and ${SIENNE(p.valeur(p.agent.utilisateurId, 'uuid'), 'm')} and ${p.visible('Tour', 't')}
          and exists (select 1 from enveloppe e where e.financeur_id = m.organisme_id and e.statut = 'OUVERTE')
          and not exists (select 1 from annonce a
            where a.tour_id = t.id and a.financeur_id = m.organisme_id and a.etat = 'SCELLEE')`,
    },
    {
      type: 'REVELER_TOUR',
      objetType: 'Tour',
      phrase: (sujet) => `Révéler les annonces du tour de table de « ${sujet} »`,
      sql: (p) => `select t.id as objet_id, s.intitule as sujet, s.prevue_le as echeance
        from tour t join seance s on s.id = t.seance_id
        where t.etat = 'OUVERT' and s.etat in ('CONVOQUEE', 'RECONVOQUEE', 'OUVERTE')
          and ${p.peut('revelerTour', 'Tour', 't')}`,
    },
  );
}
