import { declarerAFaire } from '@tdt/socle';

const titre = "coalesce(nullif(btrim(c.titre), ''), 'projet sans titre')";

/** End of a day on Paris clocks. */
const finDuJour = (jour: string) => `((${jour} + 1)::timestamp at time zone 'Europe/Paris') - interval '1 millisecond'`;

/** What waits for somebody in this context: the rights are those of the acts themselves. */
export function declarerActionsAttendues(): void {
  declarerAFaire(
    {
      type: 'DEPOSER_CANDIDATURE',
      objetType: 'Candidature',
      phrase: (sujet) => `Déposer « ${sujet} » avant la clôture de l’appel`,
      sql: (p) => `select c.id as objet_id, ${titre} as sujet, ap.cloture as echeance
        from candidature c join appel_a_projets ap on ap.id = c.appel_id
        where c.etat = 'BROUILLON' and c.recue_le is null and ap.etat in ('PUBLIE', 'OUVERT') and ap.cloture >= maintenant()
          and ${p.peut('deposerCandidature', 'Candidature', 'c')}`,
    },
    {
      // The service answers within two months of the reception (R2), and the file is not deposited yet.
      type: 'SAISIR_CANDIDATURE_RECUE',
      objetType: 'Candidature',
      phrase: (sujet) => `Saisir puis déposer la candidature reçue de ${sujet}`,
      sql: (p) => `select c.id as objet_id, og.nom as sujet, c.recue_le + interval '2 months' as echeance
        from candidature c join organisme og on og.id = c.porteur_id
        where c.etat = 'BROUILLON' and c.recue_le is not null and ${p.peut('saisirCandidatureRecue', 'Candidature', 'c')}`,
    },
    {
      type: 'REPONDRE_COMPLEMENTS',
      objetType: 'Candidature',
      phrase: (sujet) => `Compléter « ${sujet} »`,
      sql: (p) => `select c.id as objet_id, ${titre} as sujet, ${finDuJour('dc.echeance')} as echeance
        from candidature c join demande_complement dc on dc.candidature_id = c.id and dc.repondu_le is null
        where c.etat = 'A_COMPLETER' and ${p.peut('repondreComplements', 'Candidature', 'c')}`,
    },
    {
      // Décret 2018-514: the service answers on admissibility within two months of the deposit (R2).
      type: 'JUGER_RECEVABILITE',
      objetType: 'Candidature',
      phrase: (sujet) => `Se prononcer sur la recevabilité de « ${sujet} »`,
      sql: (p) => `select c.id as objet_id, ${titre} as sujet, c.depose_le + interval '2 months' as echeance
        from candidature c where c.etat = 'DEPOSE' and ${p.peut('declarerRecevable', 'Candidature', 'c')}`,
    },
    {
      type: 'INSTRUIRE',
      objetType: 'Candidature',
      phrase: (sujet) => `Instruire « ${sujet} »`,
      sql: (p) => `select c.id as objet_id, ${titre} as sujet, null::timestamptz as echeance
        from candidature c where c.etat in ('RECEVABLE', 'EN_INSTRUCTION')
          and ${p.peut('noterCandidature', 'Candidature', 'c')}`,
    },
  );
}
