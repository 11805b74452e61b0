import { Badge } from '@codegouvfr/react-dsfr/Badge';
import { CYCLE_CANDIDATURE, type EtatCandidature } from '@tdt/domaine';
import { majuscule } from './recit.js';

type Ton = 'info' | 'success' | 'warning' | 'error' | 'new' | undefined;

const TONS: Partial<Record<EtatCandidature, Ton>> = {
  BROUILLON: 'new',
  A_COMPLETER: 'warning',
  DEPOSE: 'info',
  RECEVABLE: 'info',
  EN_INSTRUCTION: 'info',
  INSTRUIT: 'info',
  INSCRIT_EN_SEANCE: 'info',
  RETENU: 'success',
  CONVENTIONNE: 'success',
  EN_EXECUTION: 'success',
  SOLDE: 'success',
  IRRECEVABLE: 'error',
  REFUSE: 'error',
};

/** The state of a file, in the words of the life cycle. */
export function EtatDossier({ etat }: { etat: EtatCandidature }) {
  return (
    <Badge as="span" noIcon severity={TONS[etat]}>
      {majuscule(CYCLE_CANDIDATURE.etats[etat])}
    </Badge>
  );
}
