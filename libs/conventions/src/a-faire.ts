import { declarerAFaire, type Perimetre } from '@tdt/socle';

const TITRE = "coalesce(nullif(btrim(c.titre), ''), 'projet sans titre')";

/** What is signed: an avenant bears the number of its convention. */
const DOCUMENT = "v.numero || case when v.avenant_de_id is null then '' else ' (avenant)' end";

/** Every share that counts is engaged, and there is one at least. */
const TOUT_ENGAGE = `exists (select 1 from part p where p.candidature_id = c.id and p.etat = 'ENGAGEE')
  and not exists (select 1 from part p where p.candidature_id = c.id
                    and p.etat not in ('ENGAGEE', 'REFUSEE', 'RETIREE', 'REDUITE'))`;

/** One of a coordinated set is to be made again, while others of it stand. */
const A_REFAIRE = `exists (select 1 from convention v where v.candidature_id = c.id and v.ensemble_id is not null and v.etat = 'CADUQUE'
    and exists (select 1 from convention d where d.ensemble_id = v.ensemble_id
                  and d.etat not in ('RESILIEE', 'CADUQUE', 'REMPLACEE'))
    and not exists (select 1 from convention s where s.ensemble_id = v.ensemble_id
                      and s.financeur_id = v.financeur_id and s.version > v.version))`;

/** The signature of one of the agent's organisations is awaited, nobody has refused, and it is its turn when there is an order. */
function signeMaintenant(p: Perimetre): string {
  const organismes = p.valeur([...new Set(p.agent.habilitations.map((h) => h.organismeId))], 'uuid[]');
  const avant = (condition: string) =>
    `not exists (select 1 from signature s where s.convention_id = v.id and ${condition})`;
  return `exists (select 1 from signature sg where sg.convention_id = v.id and sg.etat = 'ATTENDUE'
      and sg.organisme_id = any (${organismes})
      and not exists (select 1 from signature_externe x where x.signature_id = sg.id
                       and x.etat in ('A_OUVRIR', 'OUVERTE', 'A_ANNULER', 'A_VERIFIER'))
      and (v.ordre_signature = 'LIBRE' or ${avant("s.etat = 'ATTENDUE' and s.rang < sg.rang")}))
    and ${avant("s.etat = 'REFUSEE'")}`;
}

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
      // After a termination (and what avenants had replaced before it), nobody awaits another convention.
      type: 'GENERER_CONVENTION',
      objetType: 'Candidature',
      phrase: (sujet) => `Générer la convention de « ${sujet} »`,
      sql: (p) => `select c.id as objet_id, ${TITRE} as sujet, null::timestamptz as echeance
        from candidature c where c.etat = 'RETENU' and (${TOUT_ENGAGE}
            and not exists (select 1 from convention v where v.candidature_id = c.id and v.etat <> 'CADUQUE')
            or ${A_REFAIRE})
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
    {
      type: 'SIGNER_CONVENTION',
      objetType: 'Convention',
      phrase: (sujet) => `Signer la convention ${sujet}`,
      sql: (p) => `select v.id as objet_id, ${DOCUMENT} as sujet, null::timestamptz as echeance
        from convention v where v.etat in ('EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE')
          and ${p.peut('signerConvention', 'Convention', 'v')} and ${signeMaintenant(p)}`,
    },
    {
      type: 'VERIFIER_SIGNATURE',
      objetType: 'Convention',
      phrase: (sujet) => `Vérifier une signature revenue du prestataire pour la convention ${sujet}`,
      sql: (p) => `select v.id as objet_id, ${DOCUMENT} as sujet, null::timestamptz as echeance
        from convention v where ${p.peut('verifierSignatureExterne', 'Convention', 'v')}
          and exists (select 1 from signature_externe x join signature s on s.id = x.signature_id
                       where s.convention_id = v.id and x.etat = 'A_VERIFIER')`,
    },
    {
      type: 'NOTIFIER_CONVENTION',
      objetType: 'Convention',
      phrase: (sujet) => `Notifier la convention ${sujet}, signée de toutes ses parties`,
      sql: (p) => `select v.id as objet_id, ${DOCUMENT} as sujet, null::timestamptz as echeance
        from convention v where v.etat = 'SIGNEE' and ${p.peut('notifierConvention', 'Convention', 'v')}`,
    },
  );
}
