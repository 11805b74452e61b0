import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { useState } from 'react';
import { muter } from '../commun/api.js';
import { ChampTexte } from '../commun/champs.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import { REPRENDRE_SEANCE, SUSPENDRE_SEANCE } from './actes.js';
import { quand, scrutinDe, type Vue } from './seance.js';

function Suspendre({ vue }: { vue: Vue }) {
  const [motif, setMotif] = useState('');
  const { id, points } = vue.seance;
  const enVote = points.some((p) => scrutinDe(p)?.etat === 'OUVERT');
  return (
    <Acte
      bouton="Suspendre la séance"
      titre="Suspendre la séance ?"
      confirmer="Suspendre"
      faire={(options) => muter(SUSPENDRE_SEANCE, { d: { seanceId: id, motif } }, options)}
      surFait={vue.relire}
    >
      <p>
        Tous les membres le voient aussitôt. Jusqu’à la reprise, aucun scrutin ne s’ouvre, ne se vote ni ne se clôt ;
        les membres peuvent émarger.
        {enVote && ' Les bulletins déjà déposés comptent, et le scrutin en cours reprendra où il en est.'}
      </p>
      <ChampTexte
        chemin="motif"
        label="Motif"
        indice="Le procès-verbal le rapporte, avec les heures. Par exemple : concertation entre les financeurs"
        valeur={motif}
        max={300}
        surChangement={setMotif}
      />
    </Acte>
  );
}

function Reprendre({ vue }: { vue: Vue }) {
  const { id, quorum } = vue.seance;
  return (
    <Acte
      priorite="primary"
      bouton="Reprendre la séance"
      titre="Reprendre la séance ?"
      confirmer="Reprendre"
      faire={(options) => muter(REPRENDRE_SEANCE, { id }, options)}
      surFait={vue.relire}
    >
      <p>
        La séance reprend où elle en était : {quorum.total} membre{quorum.total > 1 ? 's' : ''} présent
        {quorum.total > 1 ? 's' : ''} ou représenté{quorum.total > 1 ? 's' : ''}. Le quorum est vérifié à l’ouverture de
        chaque scrutin.
      </p>
    </Acte>
  );
}

/** The session is suspended, or was: since when, why, and what its chair may do of it. */
export function Suspensions({ vue }: { vue: Vue }) {
  const { etat, suspensions } = vue.seance;
  const enCours = suspensions.find((s) => s.repriseLe === null);
  const finies = suspensions.filter((s) => s.repriseLe !== null);
  return (
    <>
      <div role="status">
        {etat === 'SUSPENDUE' && enCours && (
          <Alert
            severity="warning"
            as="h2"
            title="La séance est suspendue"
            description={`Depuis le ${quand(enCours.suspendueLe)} : ${enCours.motif}. Rien ne se vote avant la reprise ; cette page l’annoncera.`}
            className="fr-mb-3w"
          />
        )}
      </div>
      {finies.length > 0 && (
        <ul className="fr-text--sm">
          {finies.map((s) => (
            <li key={s.id}>
              Suspendue du {quand(s.suspendueLe)} au {quand(s.repriseLe ?? '')} : {s.motif}
            </li>
          ))}
        </ul>
      )}
      {etat === 'OUVERTE' && peutFaire(vue.session, 'suspendreSeance') && <Suspendre vue={vue} />}
      {etat === 'SUSPENDUE' && peutFaire(vue.session, 'reprendreSeance') && <Reprendre vue={vue} />}
    </>
  );
}
