import { Button } from '@codegouvfr/react-dsfr/Button';
import { useRef, useState } from 'react';
import { muter, nouvelleCle } from '../commun/api.js';
import { ChampTexte } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { RETIRER, type CandidatureLue } from './candidature.js';

/** Withdraws a file: confirmed with what will change, since nothing brings it back. */
export function Retrait({ lue, relire }: { lue: CandidatureLue; relire: () => void }) {
  const [ouvert, setOuvert] = useState(false);
  const [motif, setMotif] = useState('');
  const [erreur, setErreur] = useState<string>();
  const cle = useRef(nouvelleCle());
  const retirer = async () => {
    const issue = await muter(RETIRER, { id: lue.id, motif }, { cle: cle.current });
    if (issue.sorte === 'fait') {
      setOuvert(false);
      relire();
    } else setErreur(issue.sorte === 'refus' ? issue.refus.message : issue.message);
  };
  return (
    <>
      <Button priority="tertiary" onClick={() => setOuvert(true)}>
        Retirer la candidature
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Retirer cette candidature ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button onClick={() => void retirer()}>Retirer définitivement</Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Garder la candidature
            </Button>
          </>
        }
      >
        <p>
          {lue.deposeLe
            ? 'Le projet ne sera plus examiné. Les montants réservés pour lui sont rendus à leurs financeurs, et les participants en sont avertis. Le dossier reste lisible, mais ne peut pas être rouvert.'
            : 'Le brouillon ne pourra plus être modifié ni déposé. Il reste lisible, et peut servir de modèle.'}
        </p>
        <ChampTexte
          chemin="motif"
          label="Motif du retrait"
          valeur={motif}
          long
          max={1000}
          erreur={erreur}
          surChangement={setMotif}
        />
      </Dialogue>
    </>
  );
}
