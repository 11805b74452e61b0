import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { SEANCE_A_RECONVOQUER } from './convocation.js';
import type { DonneesDe } from '../commun/api.js';
import { FormulaireConvocation } from './formulaire-convocation.js';
import { quand } from './seance.js';

type Premiere = NonNullable<DonneesDe<typeof SEANCE_A_RECONVOQUER>['seance']>;
const TITRE = 'Convoquer de nouveau';

function Reconvocation({ premiere }: { premiere: Premiere }) {
  const { id, intitule, lieu, conference, points } = premiere;
  const [saisie, setSaisie] = useState({ intitule: `${intitule}, seconde convocation`, lieu, jour: '', heure: '' });
  return (
    <>
      <p>
        La séance du {quand(premiere.prevueLe)} n’a pas réuni son quorum. Celle-ci porte sur le même ordre du jour, et
        délibère quel que soit le nombre de membres présents.
      </p>
      <FormulaireConvocation
        conferenceId={conference.id}
        saisie={saisie}
        poser={(changement) => setSaisie({ ...saisie, ...changement })}
        delai={conference.reglement.delaiSecondeConvocationJours}
        points={[]}
        seancePrecedenteId={id}
        membres={null}
        surConvoquee={() => undefined}
      >
        <h2 className="fr-h5 fr-mt-3w">L’ordre du jour, repris tel quel</h2>
        <ol className="tdt-liste">
          {points.map((p) => (
            <li key={p.id}>
              {p.rang}. {p.intitule}
            </li>
          ))}
        </ol>
      </FormulaireConvocation>
    </>
  );
}

/** The second summons of a session that lacked a quorum (R21): its agenda cannot change. */
export default function PageReconvocation() {
  const { id = '' } = useParams();
  const [{ data, error }, relire] = useQuery({ query: SEANCE_A_RECONVOQUER, variables: { id } });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  if (!data.seance) return <PageIntrouvable />;
  return (
    <>
      <Breadcrumb
        currentPageLabel={TITRE}
        segments={[
          { label: 'Séances', linkProps: { to: '/seances' } },
          { label: data.seance.intitule, linkProps: { to: `/seances/${id}` } },
        ]}
      />
      <Titre onglet={TITRE}>{TITRE}</Titre>
      <Reconvocation premiere={data.seance} />
    </>
  );
}
