import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireTaux, LIBELLES_CATEGORIE, tauxBp, totauxBudget } from '@tdt/domaine';
import { ChampMontant, ChampTexte } from '../commun/champs.js';
import { useBrouillon } from './brouillon.js';
import { centimesDe, dossierDe } from './dossier.js';
import type { LignePlanSaisie } from './saisie.js';

interface Props {
  rang: number;
  ligne: LignePlanSaisie;
  surChangement: (ligne: LignePlanSaisie) => void;
  surRetrait: () => void;
}

/** One share of the plan, with the rate that it makes of its base (R12). */
export function LignePlan({ rang, ligne, surChangement, surRetrait }: Props) {
  const { saisie, lue } = useBrouillon();
  const cout = totauxBudget(dossierDe(saisie, lue).budget).charges;
  const base = centimesDe(ligne.assiette) || cout;
  const poser = (changement: Partial<LignePlanSaisie>) => surChangement({ ...ligne, ...changement });
  const propres = ligne.type === 'RESSOURCES_PROPRES';
  const nom = propres ? 'Vos ressources propres' : (ligne.financeur?.nom ?? 'Financeur à choisir');
  return (
    <fieldset className="fr-fieldset tdt-bloc">
      <legend className="fr-fieldset__legend">
        {nom}
        {ligne.financeur && <span className="fr-hint-text">{LIBELLES_CATEGORIE[ligne.financeur.categorie]}</span>}
      </legend>
      <div className="fr-fieldset__element">
        <ChampMontant
          chemin={`plan[${rang}].montant`}
          label="Montant, en euros"
          valeur={ligne.montant}
          surChangement={(montant) => poser({ montant })}
        />
        <p className="fr-text--sm">
          Soit {ecrireTaux(tauxBp(centimesDe(ligne.montant), base))}{' '}
          {ligne.assiette.trim() === '' ? 'du coût du projet' : 'de la dépense retenue par ce financeur'}.
        </p>
        {!propres && (
          <details className="fr-mb-2w">
            <summary>Préciser le dispositif ou la dépense retenue</summary>
            <ChampTexte
              chemin={`plan[${rang}].dispositif`}
              label="Dispositif sollicité (facultatif)"
              valeur={ligne.dispositif}
              max={200}
              surChangement={(dispositif) => poser({ dispositif })}
            />
            <ChampMontant
              chemin={`plan[${rang}].assiette`}
              label="Dépense retenue par ce financeur, en euros (facultatif)"
              indice="À défaut, tout le coût du projet"
              valeur={ligne.assiette}
              surChangement={(assiette) => poser({ assiette })}
            />
          </details>
        )}
        <Button priority="tertiary" size="small" onClick={surRetrait}>
          Retirer {propres ? 'vos ressources propres' : nom}
        </Button>
      </div>
    </fieldset>
  );
}
