import { Button } from '@codegouvfr/react-dsfr/Button';
import { useState } from 'react';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { REFUSER_DE_SIGNER, type ConventionLue } from './convention.js';

interface Props {
  convention: ConventionLue;
  organisme: { nom: string };
  relire: () => void;
}

/** One party will not sign: it says why to the others, and nobody signs any more. */
export function Refuser({ convention, organisme, relire }: Props) {
  const [ouvert, setOuvert] = useState(false);
  const [motif, setMotif] = useState('');
  const { issue, envoi, faire, effacer, erreurs } = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  const fermer = () => {
    setOuvert(false);
    effacer();
  };
  const d = { conventionId: convention.id, motif };
  return (
    <>
      <Button priority="tertiary" className="fr-mt-2w fr-mb-4w" onClick={() => setOuvert(true)}>
        Refuser de signer…
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre={`Refuser de signer pour ${organisme.nom} ?`}
        surFermeture={fermer}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void faire((cle) => muter(REFUSER_DE_SIGNER, { d }, cle))}>
              {envoi ? 'Envoi en cours…' : 'Refuser de signer'}
            </Button>
            <Button priority="secondary" onClick={fermer}>
              Annuler
            </Button>
          </>
        }
      >
        <ContexteErreurs value={erreurs}>
          <Echec titre="Votre refus n’est pas enregistré" issue={issue} champs={['motif']} />
          <p>
            {convention.avenantDeId === null
              ? 'Plus personne ne pourra signer cette convention : il faudra la reprendre.'
              : 'Plus personne ne pourra signer cet avenant : il sera retiré, et la convention demeurera telle qu’elle est.'}{' '}
            Un refus ne se reprend pas.
          </p>
          <ChampTexte
            chemin="motif"
            label="Motif"
            indice="Toutes les parties le liront"
            long
            max={1000}
            valeur={motif}
            surChangement={setMotif}
          />
        </ContexteErreurs>
      </Dialogue>
    </>
  );
}
