import { Badge } from '@codegouvfr/react-dsfr/Badge';
import { CYCLE_SEANCE, type EtatSeance } from '@tdt/domaine';

const GRAVITES: Partial<Record<EtatSeance, 'success' | 'info' | 'warning'>> = {
  OUVERTE: 'success',
  CONVOQUEE: 'info',
  RECONVOQUEE: 'info',
  SUSPENDUE: 'warning',
  SANS_QUORUM: 'warning',
};

/** Where a session stands, in the words of its cycle. */
export function EtatDeSeance({ etat }: { etat: EtatSeance }) {
  return (
    <Badge as="span" small noIcon severity={GRAVITES[etat]}>
      {CYCLE_SEANCE.etats[etat]}
    </Badge>
  );
}
