import { Button } from '@codegouvfr/react-dsfr/Button';
import { Input } from '@codegouvfr/react-dsfr/Input';
import { useEffect, useState } from 'react';
import { idChamp, useErreur } from './champs.js';

export interface Trouve<T> {
  id: string;
  texte: string;
  precision?: string;
  valeur: T;
}

interface Props<T> {
  /** Path of the field that this search fills. */
  chemin: string;
  label: string;
  indice: string;
  /** The verb of the button: « Ajouter », « Choisir ». */
  verbe: string;
  chercher: (texte: string) => Promise<Trouve<T>[]>;
  surChoix: (valeur: T) => void;
  /** What to do when nothing is found for this text. */
  siRien: (texte: string) => string;
}

const DELAI_MS = 250;
const LONGUEUR_MIN = 2;

type Etat<T> = { sorte: 'repos' } | { sorte: 'cherche' } | { sorte: 'panne' } | { sorte: 'trouve'; liste: Trouve<T>[] };

function phrase(etat: Etat<unknown>, siRien: () => string): string {
  if (etat.sorte === 'panne') return 'La recherche n’a pas abouti : vérifiez votre connexion, puis modifiez le texte.';
  if (etat.sorte !== 'trouve') return '';
  const n = etat.liste.length;
  if (n === 0) return siRien();
  return n === 1 ? 'Un résultat.' : `${n} résultats.`;
}

/** A field that looks up a register, and its results as ordinary buttons: nothing to learn, with or without a screen. */
export function Recherche<T>({ chemin, label, indice, verbe, chercher, surChoix, siRien }: Props<T>) {
  const [texte, setTexte] = useState('');
  const [etat, setEtat] = useState<Etat<T>>({ sorte: 'repos' });
  const erreur = useErreur(chemin);
  useEffect(() => {
    if (texte.trim().length < LONGUEUR_MIN) {
      setEtat({ sorte: 'repos' });
      return undefined;
    }
    let perime = false;
    const minuteur = setTimeout(() => {
      setEtat({ sorte: 'cherche' });
      chercher(texte.trim()).then(
        (liste) => !perime && setEtat({ sorte: 'trouve', liste }),
        () => !perime && setEtat({ sorte: 'panne' }),
      );
    }, DELAI_MS);
    return () => {
      perime = true;
      clearTimeout(minuteur);
    };
    // `chercher` is written anew at each render, for the same register.
  }, [texte]);
  const choisir = (valeur: T) => {
    surChoix(valeur);
    setTexte('');
    document.getElementById(idChamp(chemin))?.focus();
  };
  return (
    <div className="fr-mb-3w">
      <Input
        label={label}
        hintText={indice}
        state={erreur ? 'error' : 'default'}
        stateRelatedMessage={erreur}
        className="fr-mb-1w"
        nativeInputProps={{
          id: idChamp(chemin),
          type: 'search',
          value: texte,
          autoComplete: 'off',
          onChange: (e) => setTexte(e.currentTarget.value),
        }}
      />
      <p role="status" className="fr-text--sm fr-mb-1w">
        {phrase(etat, () => siRien(texte))}
      </p>
      {etat.sorte === 'trouve' && etat.liste.length > 0 && (
        <ul className="tdt-resultats">
          {etat.liste.map((t) => (
            <li key={t.id}>
              <span>
                {t.texte}
                {t.precision && <span className="fr-hint-text">{t.precision}</span>}
              </span>
              <Button
                size="small"
                priority="secondary"
                nativeButtonProps={{ 'aria-label': `${verbe} ${t.texte}${t.precision ? `, ${t.precision}` : ''}` }}
                onClick={() => choisir(t.valeur)}
              >
                {verbe}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
