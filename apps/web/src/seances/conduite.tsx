import { Button } from '@codegouvfr/react-dsfr/Button';
import { muter } from '../commun/api.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import { APPROUVER_PV, CLORE_SEANCE, OUVRIR_SEANCE, REDIGER_PV } from './actes.js';
import { quand, scrutinDe, type Vue } from './seance.js';
import { Suspensions } from './suspension.js';

function Ouvrir({ vue }: { vue: Vue }) {
  const { id, quorum } = vue.seance;
  return (
    <Acte
      priorite="primary"
      bouton="Ouvrir la séance"
      titre="Ouvrir la séance ?"
      confirmer={quorum.atteint ? 'Ouvrir' : 'Constater'}
      faire={(options) => muter(OUVRIR_SEANCE, { id }, options)}
      surFait={vue.relire}
    >
      {quorum.atteint ? (
        <p>Le quorum est atteint : {quorum.total} membres. Les scrutins pourront être ouverts, point par point.</p>
      ) : (
        <p>
          Le quorum n’est <strong>pas atteint</strong> ({quorum.total} sur {quorum.requis}) : la plateforme constatera
          que la séance ne peut pas se tenir, et vous pourrez convoquer de nouveau, sans condition de quorum.
        </p>
      )}
    </Acte>
  );
}

function Clore({ vue }: { vue: Vue }) {
  const { id, points } = vue.seance;
  const ouverts = points.filter((p) => scrutinDe(p)?.etat === 'OUVERT').length;
  const restants = points.filter((p) => p.candidatureId && scrutinDe(p)?.etat !== 'PROCLAME').length;
  return (
    <Acte
      bouton="Clore la séance"
      titre="Clore la séance ?"
      confirmer="Clore définitivement"
      empeche={ouverts > 0 ? 'Un scrutin est encore ouvert : proclamez-le ou annulez-le d’abord.' : undefined}
      faire={(options) => muter(CLORE_SEANCE, { id }, options)}
      surFait={vue.relire}
    >
      <p>Plus personne ne pourra émarger ni voter. Une séance close ne se rouvre pas.</p>
      {restants > 0 && (
        <p>
          <strong>
            {restants} dossier{restants > 1 ? 's' : ''} sans résultat
          </strong>{' '}
          {restants > 1 ? 'seront ajournés' : 'sera ajourné'}.
        </p>
      )}
    </Acte>
  );
}

function ProcesVerbal({ vue }: { vue: Vue }) {
  const { seance, session, relire } = vue;
  const { id, etat, procesVerbaux } = seance;
  return (
    <>
      {procesVerbaux.map((pv) => (
        <p key={pv.id}>
          <a className="fr-link fr-link--download" href={pv.adressePdf} download>
            Télécharger le procès-verbal (PDF)
          </a>{' '}
          <span className="fr-hint-text">
            {pv.approuveLe
              ? `Approuvé le ${quand(pv.approuveLe)}`
              : `Rédigé le ${quand(pv.redigeLe)}, pas encore approuvé`}
          </span>
        </p>
      ))}
      {etat === 'CLOSE' && peutFaire(session, 'redigerPv') && (
        <Acte
          priorite="primary"
          bouton="Rédiger le procès-verbal"
          titre="Rédiger le procès-verbal ?"
          confirmer="Rédiger"
          faire={(options) => muter(REDIGER_PV, { id }, options)}
          surFait={relire}
        >
          <p>
            Il réunit présences, pouvoirs, déports et résultats tels que la séance les a constatés. Une autre personne
            l’approuve ensuite : il est alors figé.
          </p>
        </Acte>
      )}
      {etat === 'PV_REDIGE' && peutFaire(session, 'approuverPv') && (
        <Acte
          priorite="primary"
          bouton="Approuver le procès-verbal"
          titre="Approuver le procès-verbal ?"
          confirmer="Approuver définitivement"
          faire={(options) => muter(APPROUVER_PV, { id }, options)}
          surFait={relire}
        >
          <p>Relisez-le d’abord : une fois approuvé, il est figé et scellé, et ne peut plus être modifié.</p>
        </Acte>
      )}
    </>
  );
}

const SUITES: Partial<Record<Vue['seance']['etat'], string>> = {
  CONVOQUEE: 'La séance n’est pas encore ouverte. Les membres émargent, ou donnent pouvoir.',
  RECONVOQUEE: 'Seconde convocation : la séance se tiendra sans condition de quorum.',
  SANS_QUORUM: 'Le quorum manquait : la présidence convoque de nouveau, sur le même ordre du jour.',
  CLOSE: 'La séance est close. Son procès-verbal reste à rédiger.',
  PV_REDIGE: 'Le procès-verbal est rédigé. Il reste à l’approuver.',
  PV_APPROUVE: 'Le procès-verbal est approuvé et figé.',
};

/** Where the session stands, and what its chair and its secretariat may do of it. */
export function Conduite({ vue }: { vue: Vue }) {
  const { seance, session } = vue;
  const { etat, presidePar, ouverteLe } = seance;
  const ouverte =
    ouverteLe && `Ouverte le ${quand(ouverteLe)}, présidée par ${presidePar?.organisme.nom ?? 'personne'}.`;
  return (
    <div className="fr-mb-4w" role="group" aria-label="Conduite de la séance">
      <p>{SUITES[etat] ?? ouverte}</p>
      {['CONVOQUEE', 'RECONVOQUEE'].includes(etat) && peutFaire(session, 'ouvrirSeance') && <Ouvrir vue={vue} />}
      <Suspensions vue={vue} />
      {etat === 'OUVERTE' && peutFaire(session, 'cloreSeance') && <Clore vue={vue} />}
      {etat === 'SANS_QUORUM' && peutFaire(session, 'convoquerSeance') && (
        <Button linkProps={{ to: `/seances/${seance.id}/reconvoquer` }}>Convoquer de nouveau</Button>
      )}
      <ProcesVerbal vue={vue} />
    </div>
  );
}
