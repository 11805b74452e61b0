import { CallOut } from '@codegouvfr/react-dsfr/CallOut';
import { ecrireInstant, type EtatTour } from '@tdt/domaine';
import { Link } from 'react-router';

interface Seance {
  id: string;
  intitule: string;
  prevueLe: string;
  tours: { id: string; numero: number; etat: EtatTour; scelles: { financeur: { id: string } }[] }[];
}

/** The rounds in which the organisation may announce now, and whether it has. */
export function ToursOuverts({ seances, moi }: { seances: readonly Seance[]; moi: string }) {
  const ouverts = seances.flatMap((seance) => {
    return seance.tours.filter((t) => t.etat === 'OUVERT').map((tour) => ({ seance, tour }));
  });
  return ouverts.map(({ seance, tour }) => {
    const scelle = tour.scelles.some((s) => s.financeur.id === moi);
    return (
      <CallOut key={tour.id} titleAs="h2" title={`Tour de table ouvert : ${seance.intitule}`}>
        Séance prévue le {ecrireInstant(new Date(seance.prevueLe))}.{' '}
        {scelle ? 'Votre annonce est scellée.' : 'Votre organisme n’a encore rien annoncé.'}{' '}
        <Link to={`/financements/tours/${tour.id}`}>
          {scelle ? 'Relire ou remplacer votre annonce' : 'Préparer votre annonce'}
        </Link>
      </CallOut>
    );
  });
}
