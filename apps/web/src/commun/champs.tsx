import { Input } from '@codegouvfr/react-dsfr/Input';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { ecrireEuros, lireEuros } from '@tdt/domaine';
import { createContext, useContext, type InputHTMLAttributes } from 'react';

/** DOM id of the field at this path of a form: « budget[2].montant » → champ-budget-2-montant. */
export function idChamp(chemin: string): string {
  return `champ-${chemin.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** Brings the focus to this field; to its first control when it is a group. */
export function viser(id: string): void {
  const cible = document.getElementById(id);
  const controle = cible?.matches('fieldset, section')
    ? cible.querySelector<HTMLElement>('input, select, button')
    : null;
  (controle ?? cible)?.focus();
}

/** What is wrong, by path: each field finds its own message. */
export const ContexteErreurs = createContext<ReadonlyMap<string, string>>(new Map());

export function useErreur(chemin: string): string | undefined {
  return useContext(ContexteErreurs).get(chemin);
}

interface Commun {
  /** Path in the words of the API: the id of the field and its error follow from it. */
  chemin: string;
  label: string;
  indice?: string;
  valeur: string;
  surChangement: (valeur: string) => void;
}

function etatDe(erreur: string | undefined) {
  return { state: erreur ? ('error' as const) : ('default' as const), stateRelatedMessage: erreur };
}

interface Texte extends Commun {
  /** Several lines. */
  long?: boolean;
  max?: number;
  natif?: InputHTMLAttributes<HTMLInputElement>;
  masquerLabel?: boolean;
  /** A message of the form itself, when it is not in the context. */
  erreur?: string;
  classe?: string;
}

export function ChampTexte({
  chemin,
  label,
  indice,
  valeur,
  surChangement,
  long,
  max,
  natif,
  masquerLabel,
  erreur,
  classe,
}: Texte) {
  const contexte = useErreur(chemin);
  const commun = { label, hintText: indice, hideLabel: masquerLabel, ...etatDe(erreur ?? contexte) };
  if (long) {
    return (
      <Input
        {...commun}
        textArea
        nativeTextAreaProps={{
          id: idChamp(chemin),
          value: valeur,
          rows: 5,
          maxLength: max,
          onChange: (e) => surChangement(e.currentTarget.value),
        }}
      />
    );
  }
  return (
    <Input
      {...commun}
      classes={{ nativeInputOrTextArea: classe }}
      nativeInputProps={{
        id: idChamp(chemin),
        value: valeur,
        maxLength: max,
        autoComplete: 'off',
        ...natif,
        onChange: (e) => surChangement(e.currentTarget.value),
      }}
    />
  );
}

export function ChampDate(props: Omit<Texte, 'long' | 'max' | 'natif'>) {
  return <ChampTexte {...props} natif={{ type: 'date' }} />;
}

/** An amount as French people type it (« 12 500,00 », « 12500.5 »); written in full once left. */
export function ChampMontant(props: Omit<Texte, 'long' | 'max' | 'natif'>) {
  const { valeur, surChangement } = props;
  const lu = valeur.trim() === '' ? null : lireEuros(valeur);
  const contexte = useErreur(props.chemin);
  const erreur = lu && !lu.ok ? lu.refus.message : (props.erreur ?? contexte);
  const ecrire = () => {
    if (lu?.ok) surChangement(ecrireEuros(lu.fait).replace(/\u00a0€$/, ''));
  };
  return (
    <ChampTexte
      {...props}
      erreur={erreur}
      natif={{ inputMode: 'decimal', onBlur: ecrire }}
      classe="tdt-saisie-montant"
    />
  );
}

interface Choix extends Commun {
  options: readonly { valeur: string; texte: string }[];
  /** Shown while nothing is chosen; without it, something is always chosen. */
  vide?: string;
}

export function ChampChoix({ chemin, label, indice, valeur, surChangement, options, vide }: Choix) {
  const erreur = useErreur(chemin);
  return (
    <Select
      label={label}
      hint={indice}
      {...etatDe(erreur)}
      nativeSelectProps={{
        id: idChamp(chemin),
        value: valeur,
        onChange: (e) => surChangement(e.currentTarget.value),
      }}
    >
      {vide !== undefined && <option value="">{vide}</option>}
      {options.map((o) => (
        <option key={o.valeur} value={o.valeur}>
          {o.texte}
        </option>
      ))}
    </Select>
  );
}
