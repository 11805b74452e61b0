import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { ecrireInstant, LIBELLES_CANAL, PIECE_DEMANDE_RECUE, signatureDuCode } from '@tdt/domaine';
import type { CandidatureLue } from './candidature.js';

type Recue = Pick<CandidatureLue, 'canal' | 'recueLe'>;

/** « reçue par courrier le 3 mars 2027 … », null for a file opened on the platform. */
export function phraseDeReception({ canal, recueLe }: Recue): string | null {
  return canal && recueLe ? `reçue par ${LIBELLES_CANAL[canal]} le ${ecrireInstant(new Date(recueLe))}` : null;
}

/** What a document is called: as the call asks for it, or the request itself. */
export function libellePiece(code: string, demandees: readonly { code: string; libelle: string }[]): string {
  if (code === PIECE_DEMANDE_RECUE) return 'Demande reçue, numérisée';
  if (signatureDuCode(code) !== null) return 'Convention signée sur papier, numérisée';
  return demandees.find((d) => d.code === code)?.libelle ?? code;
}

/** To whoever copies a file received by post or e-mail: in whose name, and what holds. */
export function SaisieDuService({ lue }: { lue: CandidatureLue }) {
  const recue = phraseDeReception(lue);
  if (!recue) return null;
  return (
    <Alert
      small
      severity="info"
      className="fr-mb-3w"
      description={`Vous saisissez la candidature de ${lue.porteur.nom}, ${recue}. Recopiez ce qui est écrit, sans le corriger : le délai se juge sur cet instant, et le porteur lit ce que vous saisissez.`}
    />
  );
}
