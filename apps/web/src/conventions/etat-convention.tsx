import { Badge } from '@codegouvfr/react-dsfr/Badge';
import { CYCLE_CONVENTION, type EtatConvention } from '@tdt/domaine';
import { majuscule } from '../candidatures/recit.js';

const TONS: Partial<Record<EtatConvention, 'new' | 'info' | 'success' | 'error'>> = {
  PROJET: 'new',
  RELUE: 'info',
  EN_SIGNATURE: 'info',
  PARTIELLEMENT_SIGNEE: 'info',
  SIGNEE: 'success',
  NOTIFIEE: 'success',
  EN_EXECUTION: 'success',
  RESILIEE: 'error',
};

/** The state of a convention, in the words of its life cycle. */
export function BadgeConvention({ etat }: { etat: EtatConvention }) {
  return (
    <Badge as="span" noIcon severity={TONS[etat]}>
      {majuscule(CYCLE_CONVENTION.etats[etat])}
    </Badge>
  );
}
