import { Button, type ButtonProps } from '@codegouvfr/react-dsfr/Button';
import { useState, type ReactNode } from 'react';
import { Echec, useActePuis } from '../commun/acte.js';
import type { Issue } from '../commun/api.js';
import { ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';

interface Props {
  verbe: string;
  question: string;
  acte: (options: { cle: string }) => Promise<Issue<unknown>>;
  relire: () => void;
  children: ReactNode;
  /** What did not happen, when the act is refused. */
  echec?: string;
  champs?: readonly string[];
  priorite?: ButtonProps['priority'];
}

/** An act of the staff that is confirmed with what it changes. */
export function ActeConfirme({
  verbe,
  question,
  acte,
  relire,
  children,
  echec = 'La convention n’a pas changé',
  champs,
  priorite,
}: Props) {
  const [ouvert, setOuvert] = useState(false);
  const { issue, envoi, faire, effacer, erreurs } = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  const fermer = () => {
    setOuvert(false);
    effacer();
  };
  return (
    <>
      <Button priority={priorite} onClick={() => setOuvert(true)}>
        {verbe}
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre={question}
        surFermeture={fermer}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void faire(acte)}>
              {envoi ? 'Envoi en cours…' : verbe}
            </Button>
            <Button priority="secondary" onClick={fermer}>
              Annuler
            </Button>
          </>
        }
      >
        <ContexteErreurs value={erreurs}>
          <Echec issue={issue} titre={echec} champs={champs} />
          {children}
        </ContexteErreurs>
      </Dialogue>
    </>
  );
}

type PropsMotive = Omit<Props, 'acte' | 'champs'> & {
  acte: (motif: string, options: { cle: string }) => Promise<Issue<unknown>>;
};

/** Same, with a reason that the parties will read. */
export function ActeMotive({ acte, children, ...reste }: PropsMotive) {
  const [motif, setMotif] = useState('');
  return (
    <ActeConfirme {...reste} champs={['motif']} acte={(options) => acte(motif, options)}>
      {children}
      <ChampTexte
        chemin="motif"
        label="Motif"
        indice="Les parties le liront"
        long
        max={1000}
        valeur={motif}
        surChangement={setMotif}
      />
    </ActeConfirme>
  );
}
