import { Button } from '@codegouvfr/react-dsfr/Button';
import { Upload } from '@codegouvfr/react-dsfr/Upload';
import { PIECE_DEMANDE_RECUE } from '@tdt/domaine';
import { useState } from 'react';
import { muter } from '../commun/api.js';
import { idChamp, useErreur } from '../commun/champs.js';
import { useBrouillon } from './brouillon.js';
import { RETIRER_PIECE, type CandidatureLue } from './candidature.js';
import { libellePiece } from './reception.js';
import { LienPiece } from './piece-jointe.js';
import { televerser } from './televersement.js';

type Demandee = Pick<CandidatureLue['appel']['pieces'][number], 'code' | 'libelle' | 'obligatoire'>;
type Jointe = CandidatureLue['pieces'][number];

interface Envoi {
  nom: string;
  pourcent: number;
}

function useEnvoi(code: string, relire: () => void) {
  const { lue } = useBrouillon();
  const [envoi, setEnvoi] = useState<Envoi | null>(null);
  const [message, setMessage] = useState<{ erreur: boolean; texte: string } | null>(null);
  const envoyer = async (fichier: File) => {
    setMessage(null);
    setEnvoi({ nom: fichier.name, pourcent: 0 });
    const issue = await televerser(lue.id, code, fichier, (part) =>
      setEnvoi({ nom: fichier.name, pourcent: Math.floor(part * 100) }),
    );
    setEnvoi(null);
    setMessage(
      issue.ok ? { erreur: false, texte: `« ${fichier.name} » est joint.` } : { erreur: true, texte: issue.message },
    );
    if (issue.ok) relire();
  };
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
  return { envoi, message, envoyer, retirer };
}

/** One document that the call asks for: what is joined, and the way to join it. */
export function UnePiece({ demandee, relire }: { demandee: Demandee; relire: () => void }) {
  const { code, libelle, obligatoire } = demandee;
  const { lue } = useBrouillon();
  const { envoi, message, envoyer, retirer } = useEnvoi(code, relire);
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
      <div role="status" className="fr-mt-1w">
        {envoi && <p className="fr-mb-0">Envoi de « {envoi.nom} » en cours.</p>}
        {message && !message.erreur && <p className="fr-valid-text">{message.texte}</p>}
      </div>
      {envoi && (
        <>
          <label htmlFor={`envoi-${code}`}>{envoi.pourcent} % envoyés</label>
          <progress id={`envoi-${code}`} className="tdt-progres" value={envoi.pourcent} max={100} />
        </>
      )}
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
