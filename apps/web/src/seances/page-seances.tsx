import { Button } from '@codegouvfr/react-dsfr/Button';
import { type EtatSeance } from '@tdt/domaine';
import { useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { peutFaire, useSession } from '../connexion/session.js';
import { EtatDeSeance } from './etat-seance.js';
import { MES_SEANCES, quand, type SeanceDeListe } from './seance.js';

const GROUPES: { titre: string; etats: readonly EtatSeance[] }[] = [
  { titre: 'En ce moment', etats: ['OUVERTE', 'SUSPENDUE'] },
  { titre: 'À venir', etats: ['CONVOQUEE', 'RECONVOQUEE', 'SANS_QUORUM'] },
  { titre: 'Passées', etats: ['CLOSE', 'PV_REDIGE', 'PV_APPROUVE'] },
];

function Tableau({ titre, seances }: { titre: string; seances: SeanceDeListe[] }) {
  return (
    <table className="tdt-table tdt-empilable fr-mb-4w">
      <caption>{titre}</caption>
      <thead>
        <tr>
          <th scope="col">Séance</th>
          <th scope="col">Date et lieu</th>
          <th scope="col">État</th>
        </tr>
      </thead>
      <tbody>
        {seances.map((s) => (
          <tr key={s.id}>
            <th scope="row">
              <Link to={`/seances/${s.id}`}>{s.intitule}</Link>
              <span className="fr-hint-text">
                {s.conference.nom}, séance {s.numero}
              </span>
            </th>
            <td>
              {quand(s.prevueLe)}
              <span className="fr-hint-text">{s.lieu}</span>
            </td>
            <td>
              <EtatDeSeance etat={s.etat} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The sessions of one's conferences: the one being held, those to come, those that were. */
export default function PageSeances() {
  const session = useSession();
  const [suite, setSuite] = useState<{ apres: string; deja: SeanceDeListe[] } | null>(null);
  const [{ data, error }, relire] = useQuery({ query: MES_SEANCES, variables: { after: suite?.apres ?? null } });
  // The chair summons; the manager prepares the summons for him.
  const convoque = peutFaire(session, 'convoquerSeance') || peutFaire(session, 'creerConference');
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const { edges, totalCount, pageInfo } = data.seances;
  const seances = [...(suite?.deja ?? []), ...edges.map((e) => e.node)];
  return (
    <>
      <Titre onglet="Séances">Séances des conférences</Titre>
      {convoque && (
        <p>
          <Button linkProps={{ to: '/seances/nouvelle' }}>
            {peutFaire(session, 'convoquerSeance') ? 'Convoquer une séance' : 'Préparer une convocation'}
          </Button>
        </p>
      )}
      {totalCount === 0 ? (
        <p>
          Aucune séance ne vous concerne encore. Quand la présidence d’une conférence où vous siégez en convoquera une,
          vous la trouverez ici avec son ordre du jour, et un courriel vous en avertira.
        </p>
      ) : (
        GROUPES.map(({ titre, etats }) => {
          const siennes = seances.filter((s) => etats.includes(s.etat));
          return siennes.length > 0 && <Tableau key={titre} titre={titre} seances={siennes} />;
        })
      )}
      {pageInfo.hasNextPage && (
        <Button priority="secondary" onClick={() => setSuite({ apres: pageInfo.endCursor ?? '', deja: seances })}>
          Afficher les plus anciennes
        </Button>
      )}
    </>
  );
}
