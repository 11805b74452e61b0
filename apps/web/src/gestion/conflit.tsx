import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { LIBELLES_CATEGORIE } from '@tdt/domaine';
import { useState } from 'react';
import { NOMS_CHAMPS, type ChampAppel, type FusionAppel } from './fusion.js';
import type { AppelSaisi } from './saisie.js';

const points = (titre: string, suite: string) => `${titre || 'sans nom'} : ${suite || 'à chiffrer'}`;

/** What is written in a field, line by line. */
function raconter(s: AppelSaisi, champ: ChampAppel): string[] {
  switch (champ) {
    case 'categories':
      return s.categories.map((c) => LIBELLES_CATEGORIE[c]);
    case 'territoires':
      return s.territoires.map((t) => t.nom);
    case 'bonifications':
      return s.bonifications.map((b) => points(b.libelle, b.montant));
    case 'plafonds':
      return s.plafonds.map((p) => points(p.libelle, p.valeur));
    case 'pieces':
      return s.pieces.map((p) => `${p.libelle || 'sans nom'}${p.obligatoire ? '' : ' (facultatif)'}`);
    case 'grille':
      return s.grille.map((c) => points(c.libelle, `${c.poids} points`));
    case 'financementPartiel':
      return [s.financementPartiel ? 'Possible' : 'Impossible'];
    case 'conferenceId':
      return [s.conferenceId === '' ? 'Aucune' : 'Une conférence est choisie'];
    default:
      return s[champ] ? [s[champ]] : [];
  }
}

/** One of the two versions, line by line. */
export function Version({ qui, lignes }: { qui: string; lignes: readonly string[] }) {
  return (
    <div className="fr-col-12 fr-col-md-6">
      <p className="fr-text--bold fr-mb-1w">{qui}</p>
      {lignes.length === 0 ? (
        <p>(rien)</p>
      ) : (
        <ul>
          {lignes.map((l, i) => (
            <li key={i} className="tdt-preserve">
              {l}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Props {
  fusion: FusionAppel;
  leur: AppelSaisi;
  /** The two versions are reunited: what is now written, and not saved yet. */
  surChoix: (saisie: AppelSaisi) => void;
}

/** A colleague has saved the draft meanwhile: what he changed is taken, and a person chooses where both have written. */
export function Conflit({ fusion, leur, surChoix }: Props) {
  const [choix, setChoix] = useState<Partial<Record<ChampAppel, 'mien' | 'sien'>>>({});
  const { saisie, conflits, recus } = fusion;
  const restent = conflits.filter((champ) => choix[champ] === undefined).length;
  const reunir = () => {
    const siens = conflits.filter((champ) => choix[champ] === 'sien').map((champ) => [champ, leur[champ]]);
    surChoix({ ...saisie, ...(Object.fromEntries(siens) as Partial<AppelSaisi>) });
  };
  return (
    <section aria-labelledby="conflit">
      <h2 id="conflit">Un collègue a enregistré ce brouillon pendant que vous l’écriviez</h2>
      <Alert
        small
        severity="info"
        className="fr-mb-3w"
        description={
          recus.length > 0
            ? `Rien n’est perdu. Ses changements sont repris : ${recus.map((c) => NOMS_CHAMPS[c]).join(', ')}. Les vôtres sont gardés.`
            : 'Rien n’est perdu : ce que vous avez écrit est gardé.'
        }
      />
      {conflits.map((champ) => (
        <fieldset key={champ} className="tdt-bloc">
          <legend>{NOMS_CHAMPS[champ]}</legend>
          <div className="fr-grid-row fr-grid-row--gutters">
            <Version qui="Votre version" lignes={raconter(saisie, champ)} />
            <Version qui="La version de votre collègue" lignes={raconter(leur, champ)} />
          </div>
          <div className="tdt-dialogue-actions">
            {(['mien', 'sien'] as const).map((qui) => (
              <Button
                key={qui}
                size="small"
                priority="secondary"
                nativeButtonProps={{ 'aria-pressed': choix[champ] === qui }}
                onClick={() => setChoix({ ...choix, [champ]: qui })}
              >
                {`${choix[champ] === qui ? 'Choisie : ' : 'Garder '}${qui === 'mien' ? 'ma version' : 'celle de mon collègue'}`}
              </Button>
            ))}
          </div>
        </fieldset>
      ))}
      <Button disabled={restent > 0} onClick={reunir} nativeButtonProps={{ 'aria-describedby': 'raison-reunir' }}>
        Reprendre l’écriture
      </Button>
      <p id="raison-reunir" className="fr-hint-text fr-mt-1w">
        {restent > 0
          ? `Choisissez une version pour chaque champ : il en reste ${restent}.`
          : 'Vous relirez l’ensemble, puis vous l’enregistrerez.'}
      </p>
    </section>
  );
}
