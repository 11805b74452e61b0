import { Button } from '@codegouvfr/react-dsfr/Button';
import { Upload } from '@codegouvfr/react-dsfr/Upload';
import { PIECE_DEMANDE_RECUE } from '@tdt/domaine';
import { muter } from '../commun/api.js';
import { idChamp, useErreur } from '../commun/champs.js';
import { useBrouillon } from './brouillon.js';
import { RETIRER_PIECE, type CandidatureLue } from './candidature.js';
import { SuiviEnvoi, useEnvoi } from './envoi-piece.js';
import { libellePiece } from './reception.js';
import { LienPiece } from './piece-jointe.js';

type Demandee = Pick<CandidatureLue['appel']['pieces'][number], 'code' | 'libelle' | 'obligatoire'>;
type Jointe = CandidatureLue['pieces'][number];

function useUnePiece(code: string, relire: () => void) {
  const { lue } = useBrouillon();
  const { setMessage, ...suivi } = useEnvoi(lue.id, code, relire);
  const retirer = async (piece: Jointe) => {
    const issue = await muter(RETIRER_PIECE, { id: piece.id });
    const texte =
      issue.sorte === 'fait'
        ? `« ${piece.nom} » est retiré.`
        : issue.sorte === 'refus'
          ? issue.refus.message
          : issue.message;
    setMessage({ erreur: issue.sorte !== 'fait', texte });
    if (issue.sorte === 'fait') relire();
  };
  return { ...suivi, retirer };
}

/** One document that the call asks for: what is joined, and the way to join it. */
export function UnePiece({ demandee, relire }: { demandee: Demandee; relire: () => void }) {
  const { code, libelle, obligatoire } = demandee;
  const { lue } = useBrouillon();
  const { envoi, message, envoyer, retirer } = useUnePiece(code, relire);
  const manque = useErreur(`pieces.${code}`);
  const jointe = lue.pieces.find((p) => p.code === code && p.retireeLe === null);
  const erreur = message?.erreur ? message.texte : manque;
  return (
    <li className="tdt-bloc">
      {jointe && (
        <p className="fr-mb-2w">
          Jointe : <LienPiece piece={jointe} />
        </p>
      )}
      <Upload
        label={`${libelle}${obligatoire ? '' : ' (facultatif)'}`}
        hint={`${jointe ? 'Choisir un autre fichier le remplace. ' : ''}PDF, PNG, JPEG, DOCX ou XLSX, 25 Mo au plus.`}
        state={erreur ? 'error' : 'default'}
        stateRelatedMessage={erreur}
        disabled={envoi !== null}
        nativeInputProps={{
          id: idChamp(`pieces.${code}`),
          accept: '.pdf,.png,.jpg,.jpeg,.docx,.xlsx',
          onChange: (e) => {
            const [fichier] = e.currentTarget.files ?? [];
            if (fichier) void envoyer(fichier);
          },
        }}
      />
      <SuiviEnvoi code={code} envoi={envoi} message={message} />
      {jointe && !envoi && (
        <Button priority="tertiary" size="small" className="fr-mt-1w" onClick={() => void retirer(jointe)}>
          Retirer « {jointe.nom} »
        </Button>
      )}
    </li>
  );
}

export function EtapePieces({ relire }: { relire: () => void }) {
  const { lue } = useBrouillon();
  const { categorie } = lue.porteur;
  const demandees = lue.appel.pieces.filter((p) => p.categories.length === 0 || p.categories.includes(categorie));
  const recue = { code: PIECE_DEMANDE_RECUE, libelle: libellePiece(PIECE_DEMANDE_RECUE, []), obligatoire: true };
  const aJoindre: Demandee[] = lue.recueLe ? [recue, ...demandees] : demandees;
  if (aJoindre.length === 0) return <p>Cet appel ne demande aucune pièce.</p>;
  return (
    <>
      <p>Voici les pièces que l’appel demande à une structure comme la vôtre. Chacune est enregistrée dès son envoi.</p>
      <ul className="tdt-liste">
        {aJoindre.map((p) => (
          <UnePiece key={p.code} demandee={p} relire={relire} />
        ))}
      </ul>
    </>
  );
}
