import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { useParams } from 'react-router';
import { useDirect, type Lien } from '../commun/direct.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { useSession } from '../connexion/session.js';
import { Conduite } from './conduite.js';
import { EtatDeSeance } from './etat-seance.js';
import { useLectureSeance } from './lecture.js';
import { DernierResultat, OrdreDuJour, PointEnCours } from './point.js';
import { Presences } from './presences.js';
import { Quorum } from './quorum.js';
import { dernierResultat, enSeance, pointEnCours, quand, scrutinDe, SEANCE_MODIFIEE, type Vue } from './seance.js';
import { ToursDeTable } from './tour.js';

const LIENS: Record<Lien, string> = {
  ouverture: '',
  direct: 'En direct : cette page suit la séance, sans la recharger.',
  releve: 'Liaison directe coupée : la page se met à jour toutes les cinq secondes, et la rétablit dès que possible.',
};

function Entete({ vue, lien, retard }: { vue: Vue; lien: Lien; retard: boolean }) {
  const { intitule, etat, numero, prevueLe, lieu, conference } = vue.seance;
  return (
    <>
      <Breadcrumb currentPageLabel={intitule} segments={[{ label: 'Séances', linkProps: { to: '/seances' } }]} />
      <Titre onglet={intitule}>{intitule}</Titre>
      <p>
        <EtatDeSeance etat={etat} /> {conference.nom}, séance {numero}, le {quand(prevueLe)}. {lieu}.
      </p>
      <p role="status" className="fr-text--sm tdt-lien">
        {retard ? 'La mise à jour tarde : ce qui est affiché peut dater. Elle reprend d’elle-même.' : LIENS[lien]}
      </p>
    </>
  );
}

function Seance({ id }: { id: string }) {
  const session = useSession();
  const { seance, details, erreur, relire } = useLectureSeance(id);
  const lien = useDirect(SEANCE_MODIFIEE, id, relire);
  if (seance === undefined) return erreur ? <Panne erreur={erreur} reessayer={relire} /> : <Attente />;
  if (seance === null) return <PageIntrouvable />;
  const vue: Vue = { seance, details, session, relire };
  const enCours = pointEnCours(seance);
  const decide = dernierResultat(seance);
  const enVote = enCours && scrutinDe(enCours)?.etat === 'OUVERT';
  // Before the opening it is about who is there; then about what is discussed.
  const table = (
    <>
      <Quorum quorum={seance.quorum} />
      <Presences vue={vue} />
    </>
  );
  return (
    <>
      <Entete vue={vue} lien={lien} retard={erreur !== undefined} />
      <Conduite vue={vue} />
      {decide && !enVote && <DernierResultat vue={vue} point={decide} />}
      {enCours && <PointEnCours key={enCours.id} vue={vue} point={enCours} />}
      {!enSeance(seance) && table}
      <OrdreDuJour vue={vue} enCours={enCours} />
      <ToursDeTable vue={vue} />
      {enSeance(seance) && table}
    </>
  );
}

/** A session, followed as it is held. */
export default function PageSeance() {
  const { id = '' } = useParams();
  return <Seance key={id} id={id} />;
}
