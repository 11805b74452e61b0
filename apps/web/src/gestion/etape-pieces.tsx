import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { ChampTexte } from '../commun/champs.js';
import { Categories } from './etape-calendrier.js';
import type { EtapeProps } from './etapes.js';
import type { PieceSaisie } from './saisie.js';

export function EtapePieces({ saisie, modifier }: EtapeProps) {
  const { pieces } = saisie;
  const poser = (rang: number, changement: Partial<PieceSaisie>) =>
    modifier({ pieces: pieces.map((p, i) => (i === rang ? { ...p, ...changement } : p)) });
  return (
    <>
      {pieces.length === 0 && <p>Aucune pièce n’est demandée : le dossier se dépose sans document.</p>}
      {pieces.map((p, i) => (
        <fieldset key={i} className="tdt-bloc">
          <legend>Pièce {i + 1}</legend>
          <ChampTexte
            chemin={`pieces[${i}].libelle`}
            label="Nom de la pièce"
            valeur={p.libelle}
            max={200}
            surChangement={(libelle) => poser(i, { libelle })}
          />
          <Checkbox
            small
            options={[
              {
                label: 'Obligatoire : sans elle, pas de dépôt',
                nativeInputProps: { checked: p.obligatoire, onChange: () => poser(i, { obligatoire: !p.obligatoire }) },
              },
            ]}
          />
          <details className="fr-mb-2w">
            <summary>{`Demandée à ${p.categories.length === 0 ? 'tous' : 'certains organismes'}`}</summary>
            <Categories
              chemin={`pieces[${i}].categories`}
              legende="À ces catégories seulement ; à toutes si rien n’est coché"
              choisies={p.categories}
              surChoix={(categories) => poser(i, { categories })}
            />
          </details>
          <Button
            priority="tertiary"
            size="small"
            onClick={() => modifier({ pieces: pieces.filter((_p, j) => j !== i) })}
          >{`Retirer la pièce ${i + 1}`}</Button>
        </fieldset>
      ))}
      <Button
        priority="secondary"
        onClick={() => modifier({ pieces: [...pieces, { libelle: '', obligatoire: true, categories: [] }] })}
      >
        Ajouter une pièce
      </Button>
    </>
  );
}
