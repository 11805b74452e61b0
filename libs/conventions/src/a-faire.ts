import { declarerAFaire } from '@tdt/socle';

const TITRE = "coalesce(nullif(btrim(c.titre), ''), 'projet sans titre')";
const TOMBES = "('RESILIEE', 'CADUQUE', 'REMPLACEE')";

/** Every share that counts is engaged, and there is one at least. */
const TOUT_ENGAGE = `exists (select 1 from part p where p.candidature_id = c.id and p.etat = 'ENGAGEE')
  and not exists (select 1 from part p where p.candidature_id = c.id
                    and p.etat not in ('ENGAGEE', 'REFUSEE', 'RETIREE', 'REDUITE'))`;

/** What waits for somebody in this context: the rights are those of the acts themselves. */
export function declarerActionsAttendues(): void {
  declarerAFaire(
    {
      type: 'ENREGISTRER_ENGAGEMENT',
      objetType: 'Part',
      phrase: (sujet) => `Enregistrer votre acte d’engagement pour « ${sujet} »`,
      sql: (p) => `select pa.id as objet_id, ${TITRE} as sujet, null::timestamptz as echeance
        from part pa join candidature c on c.id = pa.candidature_id
        where pa.etat in ('VOTEE', 'SOUS_RESERVE') and c.etat not in ('RETIRE', 'REFUSE', 'SANS_SUITE', 'ANNULE', 'DOUBLON')
          and ${p.peut('enregistrerEngagement', 'Part', 'pa')}`,
    },
    {
      type: 'GENERER_CONVENTION',
      objetType: 'Candidature',
      phrase: (sujet) => `Générer la convention de « ${sujet} »`,
      sql: (p) => `select c.id as objet_id, ${TITRE} as sujet, null::timestamptz as echeance
        from candidature c where c.etat = 'RETENU' and ${TOUT_ENGAGE}
          and not exists (select 1 from convention v where v.candidature_id = c.id and v.etat not in ${TOMBES})
          and ${p.peut('genererConvention', 'Candidature', 'c')}`,
    },
    {
      type: 'RELIRE_CONVENTION',
      objetType: 'Convention',
      phrase: (sujet) => `Relire le projet de convention ${sujet}`,
      sql: (p) => `select v.id as objet_id, v.numero as sujet, null::timestamptz as echeance
        from convention v where v.etat = 'PROJET' and ${p.peut('relireConvention', 'Convention', 'v')}`,
    },
    {
      type: 'METTRE_EN_SIGNATURE',
      objetType: 'Convention',
      phrase: (sujet) => `Mettre en signature la convention ${sujet}`,
      sql: (p) => `select v.id as objet_id, v.numero as sujet, null::timestamptz as echeance
        from convention v where v.etat = 'RELUE' and ${p.peut('mettreEnSignature', 'Convention', 'v')}`,
    },
  );
}
