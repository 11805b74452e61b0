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

/** The state of a convention or of an avenant, in words. */
export function motDeLEtat({ etat, avenantDeId }: { etat: EtatConvention; avenantDeId: string | null }): string {
  if (avenantDeId === null) return majuscule(CYCLE_CONVENTION.etats[etat]);
  if (etat === 'CADUQUE') return 'Avenant retiré';
  return etat === 'REMPLACEE' ? 'Remplacée par un autre avenant' : majuscule(CYCLE_CONVENTION.etats[etat]);
}

export function BadgeConvention({ convention }: { convention: { etat: EtatConvention; avenantDeId: string | null } }) {
  return (
    <Badge as="span" noIcon severity={TONS[convention.etat]}>
      {motDeLEtat(convention)}
    </Badge>
  );
}
