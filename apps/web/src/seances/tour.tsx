import { CYCLE_TOUR, ecrireEuros, LIBELLES_PROPOSITION } from '@tdt/domaine';
import { Link } from 'react-router';
import { muter } from '../commun/api.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import { OUVRIR_TOUR, REVELER_TOUR } from './actes.js';
import { phraseEcart } from './calcul.js';
import { ComparerPropositions } from './comparer.js';
import { PourquoiPoint } from './pourquoi.js';
import { mesSieges, quand, type TourLu, type Vue } from './seance.js';

const OUVERTES_AUX_TOURS = ['CONVOQUEE', 'RECONVOQUEE', 'OUVERTE'];

function OuvrirTour({ vue }: { vue: Vue }) {
  return (
    <Acte
      bouton="Ouvrir un tour de table"
      titre="Ouvrir un tour de table ?"
      confirmer="Ouvrir le tour"
      faire={(options) => muter(OUVRIR_TOUR, { d: { seanceId: vue.seance.id } }, options)}
      surFait={vue.relire}
    >
      <p>
        Chaque financeur scelle ce qu’il apporterait aux projets de l’ordre du jour. Personne d’autre ne lit un montant,
        ni la gestion, ni vous, avant que vous révéliez toutes les annonces ensemble.
      </p>
    </Acte>
  );
}

function Reveler({ vue, tour }: { vue: Vue; tour: TourLu }) {
  const n = tour.scelles.length;
  return (
    <Acte
      priorite="primary"
      bouton="Révéler les annonces"
      titre="Révéler toutes les annonces ?"
      confirmer="Révéler"
      empeche={n === 0 ? 'Aucun financeur n’a encore scellé d’annonce.' : undefined}
      faire={(options) => muter(REVELER_TOUR, { d: { tourId: tour.id } }, options)}
      surFait={vue.relire}
    >
      <p>
        {n} financeur{n > 1 ? 's ont' : ' a'} scellé. Après la révélation, plus personne ne peut annoncer, changer ni
        retirer une annonce dans ce tour, et tous les membres lisent les montants.
      </p>
    </Acte>
  );
}

/** To one's own announcement: it is sealed on a page of its own. */
function SonAnnonce({ vue, tour }: { vue: Vue; tour: TourLu }) {
  const { organisme } = vue.session ?? {};
  if (!organisme || !peutFaire(vue.session, 'scellerAnnonce') || mesSieges(vue).length === 0) return null;
  const scellee = tour.scelles.some((s) => s.financeur.id === organisme.id);
  return (
    <p>
      <Link className="fr-link" to={`/financements/tours/${tour.id}`}>
        {scellee ? 'Revoir l’annonce scellée de' : 'Sceller l’annonce de'} {organisme.nom}
      </Link>
    </p>
  );
}

function UnTour({ vue, tour }: { vue: Vue; tour: TourLu }) {
  const figee = vue.seance.propositions.find((p) => p.tourId === tour.id && p.etat === 'FIGEE');
  return (
    <section className="tdt-bloc" aria-labelledby={`tour-${tour.id}`}>
      <h3 id={`tour-${tour.id}`}>
        Tour {tour.numero}, {CYCLE_TOUR.etats[tour.etat]}
      </h3>
      {tour.etat === 'OUVERT' && <p>Les montants sont sous scellé : on voit qui a annoncé, rien d’autre.</p>}
      {tour.scelles.length === 0 ? (
        <p>Aucune annonce scellée pour le moment.</p>
      ) : (
        <ul>
          {tour.scelles.map((s) => (
            <li key={s.id}>
              {s.financeur.nom}, annonce scellée le {quand(s.scelleLe)}
            </li>
          ))}
        </ul>
      )}
      {tour.etat === 'OUVERT' && <SonAnnonce vue={vue} tour={tour} />}
      {tour.etat === 'OUVERT' && peutFaire(vue.session, 'revelerTour') && <Reveler vue={vue} tour={tour} />}
      {figee && (
        <>
          <p>
            <strong>Proposition figée n° {figee.numero}.</strong> {LIBELLES_PROPOSITION[figee.type]}. Somme des notes :{' '}
            {figee.score}
            {figee.total !== null && `, total ${ecrireEuros(BigInt(figee.total))}`}. Les scrutins portent sur elle, au
            centime. {phraseEcart(figee.prouvee, figee.ecart)}.
          </p>
          <p className="fr-text--xs">
            Empreinte : <code className="tdt-empreinte">{figee.empreinte}</code>
          </p>
          <PourquoiPoint vue={vue} tourId={tour.id} propositionId={figee.id} />
        </>
      )}
      {tour.etat === 'REVELE' && <ComparerPropositions vue={vue} tour={tour} figee={figee?.type} />}
    </section>
  );
}

/** The rounds of announcements, as the session shows them: who has sealed, then what is made of it. */
export function ToursDeTable({ vue }: { vue: Vue }) {
  const { tours, etat, points } = vue.seance;
  const plans = points.some((p) => p.candidatureId);
  const ouvrable =
    plans &&
    OUVERTES_AUX_TOURS.includes(etat) &&
    peutFaire(vue.session, 'ouvrirTour') &&
    !tours.some((t) => t.etat === 'OUVERT');
  if (tours.length === 0 && !ouvrable) return null;
  return (
    <section aria-labelledby="tours">
      <h2 id="tours">Le tour de table</h2>
      {tours.map((t) => (
        <UnTour key={t.id} vue={vue} tour={t} />
      ))}
      {ouvrable && <OuvrirTour vue={vue} />}
    </section>
  );
}
