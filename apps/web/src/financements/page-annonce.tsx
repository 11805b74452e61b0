import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { CYCLE_TOUR, ecrireInstant } from '@tdt/domaine';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { useSession } from '../connexion/session.js';
import { AnnonceScellee } from './annonce-scellee.js';
import { SEANCE_DU_TOUR, UN_TOUR, type CadreDuTour, type DonneesTour, type TourLu } from './annonce.js';
import { FormulaireAnnonce } from './formulaire-annonce.js';

interface Props {
  tour: TourLu;
  enveloppes: DonneesTour['mesEnveloppes']['edges'][number]['node'][];
  cadre: CadreDuTour;
  relire: () => void;
}

function QuiAScelle({ scelles }: Pick<TourLu, 'scelles'>) {
  return (
    <section aria-labelledby="scelles">
      <h2 id="scelles">Qui a scellé</h2>
      {scelles.length === 0 && <p>Personne pour l’instant.</p>}
      {scelles.length > 0 && (
        <ul>
          {scelles.map((s) => (
            <li key={s.id}>
              {s.financeur.nom}, le {ecrireInstant(new Date(s.scelleLe))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Sceau({ seance }: { seance: CadreDuTour['seance'] }) {
  return (
    <p>
      Vous dites ici, projet par projet, jusqu’où votre organisme peut aller.{' '}
      <strong>Votre annonce est sous scellé</strong> : ni les autres financeurs, ni la gestion, ni la présidence n’en
      lisent un montant. Elle le reste jusqu’à ce que la présidence révèle le tour, toutes les annonces à la fois
      {seance && `, pour la séance prévue le ${ecrireInstant(new Date(seance.prevueLe))}`}. D’ici là, vous pouvez la
      remplacer ou la retirer.
    </p>
  );
}

function Contenu({ tour, enveloppes, cadre, relire }: Props) {
  const session = useSession();
  const moi = session?.organisme?.id ?? '';
  const [saisie, setSaisie] = useState(false);
  const scellees = tour.annonces.filter((a) => a.financeur.id === moi && a.etat === 'SCELLEE');
  const [annonce] = scellees;
  const ouvert = tour.etat === 'OUVERT';
  const titre = `Tour de table n° ${tour.numero}`;
  const enSaisie = ouvert && (saisie || !annonce);
  return (
    <>
      <Breadcrumb
        currentPageLabel={titre}
        segments={[{ label: 'Dossiers à financer', linkProps: { to: '/financements' } }]}
      />
      <Titre onglet={titre}>
        {titre}
        {cadre.seance && `\u00a0: ${cadre.seance.intitule}`}
      </Titre>
      {ouvert && <Sceau seance={cadre.seance} />}
      {!ouvert && (
        <Alert
          severity="info"
          as="h2"
          className="fr-mb-3w"
          title={`Ce tour est ${CYCLE_TOUR.etats[tour.etat]}`}
          description={
            tour.reveleLe
              ? `Les annonces ont été révélées le ${ecrireInstant(new Date(tour.reveleLe))} : elles ne changent plus.`
              : `Les annonces de ce tour ne comptent pas. ${tour.motif ?? ''}`
          }
        />
      )}
      {scellees.map((a) => (
        <AnnonceScellee
          key={a.id}
          annonce={a}
          tour={tour}
          surRemplacement={ouvert && !saisie ? () => setSaisie(true) : null}
          relire={relire}
        />
      ))}
      {!ouvert && !annonce && <p>Votre organisme n’a rien annoncé dans ce tour.</p>}
      {enSaisie && (
        <FormulaireAnnonce
          tour={tour}
          enveloppes={enveloppes}
          appel={cadre.appelAProjets}
          precedente={annonce ?? null}
          surFin={() => {
            setSaisie(false);
            relire();
          }}
          surAbandon={annonce ? () => setSaisie(false) : null}
        />
      )}
      <QuiAScelle scelles={tour.scelles} />
      <p>
        <Link to="/financements">Revenir aux dossiers à financer</Link>
      </p>
    </>
  );
}

/** One round of announcements, for one of its funders: what it may bring, what it has sealed. */
export default function PageAnnonce() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UN_TOUR, variables: { id } });
  const tour = data?.tour?.id === id ? data.tour : null;
  const appelId = tour?.projets.find((p) => p.candidature)?.candidature?.appel.id ?? '';
  const [cadre] = useQuery({
    query: SEANCE_DU_TOUR,
    variables: { id: tour?.seanceId ?? '', appelId },
    pause: !tour || appelId === '',
  });
  const encore = () => relire({ requestPolicy: 'network-only' });
  const panne = error ?? cadre.error;
  if (panne) return <Panne erreur={panne} reessayer={encore} />;
  if (tour && data && cadre.data) {
    const enveloppes = data.mesEnveloppes.edges.map((e) => e.node);
    return <Contenu key={id} tour={tour} enveloppes={enveloppes} cadre={cadre.data} relire={encore} />;
  }
  if (fetching || cadre.fetching) return <Attente />;
  return <PageIntrouvable />;
}
