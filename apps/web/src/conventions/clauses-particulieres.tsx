import { Button } from '@codegouvfr/react-dsfr/Button';
import { BORNES_PARTIES_LIBRES, type ClauseRedigee } from '@tdt/domaine';
import { useEffect, useState } from 'react';
import { ChampTexte, idChamp, viser } from '../commun/champs.js';

interface ClauseProps {
  rang: number;
  derniere: boolean;
  clause: ClauseRedigee;
  surChangement: (clause: ClauseRedigee) => void;
  deplacer: (pas: -1 | 1) => void;
  retirer: () => void;
}

const SENS = { [-1]: 'monter', 1: 'descendre' } as const;
const idBouton = (rang: number, pas: -1 | 1) => idChamp(`clauses[${rang}].${SENS[pas]}`);
const nommer = ({ titre }: ClauseRedigee, rang: number) => titre.trim() || `clause n° ${rang + 1}`;

function Clause({ rang, derniere, clause, surChangement, deplacer, retirer }: ClauseProps) {
  const suite = <span className="fr-sr-only"> : {nommer(clause, rang)}</span>;
  const vers = (pas: -1 | 1) => (
    <Button
      type="button"
      priority="tertiary"
      size="small"
      nativeButtonProps={{ id: idBouton(rang, pas) }}
      onClick={() => deplacer(pas)}
    >
      {pas === -1 ? 'Monter' : 'Descendre'}
      {suite}
    </Button>
  );
  return (
    <fieldset className="fr-fieldset tdt-bloc">
      <legend className="fr-fieldset__legend">Clause n° {rang + 1}</legend>
      <div className="fr-fieldset__element">
        <ChampTexte
          chemin={`clauses[${rang}].titre`}
          label="Titre"
          valeur={clause.titre}
          surChangement={(titre) => surChangement({ ...clause, titre })}
        />
        <ChampTexte
          chemin={`clauses[${rang}].texte`}
          label="Texte"
          indice="Chaque ligne fait un paragraphe numéroté"
          long
          valeur={clause.texte}
          surChangement={(texte) => surChangement({ ...clause, texte })}
        />
        <div className="tdt-dialogue-actions fr-mt-1v">
          {rang > 0 && vers(-1)}
          {!derniere && vers(1)}
          <Button type="button" priority="tertiary" size="small" onClick={retirer}>
            Retirer{suite}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

interface Props {
  clauses: readonly ClauseRedigee[];
  surChangement: (clauses: ClauseRedigee[]) => void;
  /** The clauses are not at the same place any more: what was said of them by their rank no longer holds. */
  surRangs: () => void;
}

/** The special clauses, in the order of their article: the focus goes with what is added, moved or taken away. */
export function ClausesParticulieres({ clauses, surChangement, surRangs }: Props) {
  const [fait, setFait] = useState({ vise: '', dit: '' });
  useEffect(() => {
    if (fait.vise) viser(fait.vise);
  }, [fait]);
  const poser = (suite: ClauseRedigee[], vise: string, dit: string) => {
    surChangement(suite);
    surRangs();
    setFait({ vise, dit });
  };
  const deplacer = (rang: number, pas: -1 | 1) => {
    const suite = clauses.filter((_c, i) => i !== rang);
    const clause = clauses[rang];
    if (!clause) return;
    const arrivee = rang + pas;
    suite.splice(arrivee, 0, clause);
    // At an end, the button that was pressed is no longer there.
    const auBout = arrivee === (pas === -1 ? 0 : clauses.length - 1);
    const bouton = idBouton(arrivee, auBout ? (pas === -1 ? 1 : -1) : pas);
    poser(suite, bouton, `« ${nommer(clause, rang)} » est maintenant la clause n° ${arrivee + 1}.`);
  };
  const plein = clauses.length >= BORNES_PARTIES_LIBRES.clauses;
  return (
    <>
      {clauses.map((clause, rang) => (
        <Clause
          key={rang}
          rang={rang}
          derniere={rang === clauses.length - 1}
          clause={clause}
          surChangement={(c) => surChangement(clauses.map((x, i) => (i === rang ? c : x)))}
          deplacer={(pas) => deplacer(rang, pas)}
          retirer={() =>
            poser(
              clauses.filter((_c, i) => i !== rang),
              idChamp('clauses'),
              `« ${nommer(clause, rang)} » est retirée.`,
            )
          }
        />
      ))}
      <p role="status" className="fr-sr-only">
        {fait.dit}
      </p>
      <Button
        type="button"
        priority="secondary"
        nativeButtonProps={{ id: idChamp('clauses'), 'aria-disabled': plein }}
        onClick={() =>
          plein || poser([...clauses, { titre: '', texte: '' }], idChamp(`clauses[${clauses.length}].titre`), '')
        }
      >
        Ajouter une clause
      </Button>
      {plein && (
        <p className="fr-hint-text fr-mt-1w">
          Une convention a {BORNES_PARTIES_LIBRES.clauses} clauses particulières au plus.
        </p>
      )}
    </>
  );
}
