import { Button } from '@codegouvfr/react-dsfr/Button';
import { Upload } from '@codegouvfr/react-dsfr/Upload';
import { codeNumerisation, CYCLE_ANALYSE } from '@tdt/domaine';
import { SuiviEnvoi, useEnvoi } from '../candidatures/envoi-piece.js';
import { idChamp } from '../commun/champs.js';
import type { ConventionLue } from './convention.js';
import { adresseDePiece, type SignatureLue } from './signatures.js';

/** Can be read: declared clean, or where the platform goes without an antivirus. */
export function seLit({ pieceAnalyse }: SignatureLue): boolean {
  return pieceAnalyse === 'SAINE' || pieceAnalyse === 'NON_ANALYSEE';
}

/** The scan that stands for one party, with what the antivirus knows of it. */
function Recue({ signature, relire }: { signature: SignatureLue; relire: () => void }) {
  const { pieceNom, pieceAnalyse } = signature;
  if (pieceAnalyse === null) return null;
  return (
    <p className="fr-mb-2w">
      Reçue :{' '}
      {seLit(signature) ? (
        <a href={adresseDePiece(signature)} download>
          {pieceNom}
        </a>
      ) : (
        pieceNom
      )}{' '}
      <span className="fr-hint-text">Antivirus : {CYCLE_ANALYSE.etats[pieceAnalyse]}</span>
      {pieceAnalyse === 'EN_QUARANTAINE' && (
        <Button priority="tertiary" size="small" onClick={relire}>
          Voir si l’antivirus a fini
        </Button>
      )}
    </p>
  );
}

interface Props {
  convention: ConventionLue;
  signature: SignatureLue;
  relire: () => void;
}

/** Where the scan of what one party signed is left; another one replaces it until its signature is recorded. */
export function DepotNumerisation({ convention, signature, relire }: Props) {
  const code = codeNumerisation(signature.id);
  const { envoi, message, envoyer } = useEnvoi(convention.candidature.id, code, relire);
  const erreur = message?.erreur ? message.texte : undefined;
  return (
    <li className="tdt-bloc">
      <Recue signature={signature} relire={relire} />
      <Upload
        label={`Numérisation signée pour ${signature.organisme.nom}`}
        hint={`${signature.pieceId ? 'Choisir un autre fichier la remplace. ' : ''}PDF, 25 Mo au plus.`}
        state={erreur ? 'error' : 'default'}
        stateRelatedMessage={erreur}
        disabled={envoi !== null}
        nativeInputProps={{
          id: idChamp(`numerisations.${signature.rang}`),
          accept: '.pdf',
          onChange: (e) => {
            const [fichier] = e.currentTarget.files ?? [];
            if (fichier) void envoyer(fichier);
          },
        }}
      />
      <SuiviEnvoi code={code} envoi={envoi} message={message} />
    </li>
  );
}
