import { Button } from '@codegouvfr/react-dsfr/Button';
import { ChampTexte, idChamp, useErreur } from '../commun/champs.js';
import type { EtapeProps } from './etapes.js';
import type { CritereSaisi } from './saisie.js';

const TOTAL = 100;

function somme(grille: readonly CritereSaisi[]): number {
  return grille.reduce((t, { poids }) => t + (/^\d{1,3}$/.test(poids.trim()) ? Number(poids) : 0), 0);
}

export function EtapeGrille({ saisie, modifier }: EtapeProps) {
  const { grille } = saisie;
  const erreur = useErreur('grille');
  const poser = (rang: number, changement: Partial<CritereSaisi>) =>
    modifier({ grille: grille.map((c, i) => (i === rang ? { ...c, ...changement } : c)) });
  const points = somme(grille);
  return (
    <section id={idChamp('grille')} aria-label="Critères">
      {grille.length === 0 && (
        <p>Ajoutez ce sur quoi chaque projet sera noté. Les points de tous les critères font 100.</p>
      )}
      {grille.map((c, i) => (
        <fieldset key={i} className="tdt-bloc">
          <legend>Critère {i + 1}</legend>
          <ChampTexte
            chemin={`grille[${i}].libelle`}
            label="Ce qui est apprécié"
            valeur={c.libelle}
            max={300}
            surChangement={(libelle) => poser(i, { libelle })}
          />
          <ChampTexte
            chemin={`grille[${i}].poids`}
            label="Points au plus"
            valeur={c.poids}
            max={3}
            natif={{ inputMode: 'numeric' }}
            surChangement={(poids) => poser(i, { poids })}
          />
          <Button
            priority="tertiary"
            size="small"
            onClick={() => modifier({ grille: grille.filter((_c, j) => j !== i) })}
          >{`Retirer le critère ${i + 1}`}</Button>
        </fieldset>
      ))}
      <Button priority="secondary" onClick={() => modifier({ grille: [...grille, { libelle: '', poids: '' }] })}>
        Ajouter un critère
      </Button>
      <p role="status" className="fr-text--lead fr-mt-2w">
        Total : {points} points sur {TOTAL}.
        {points !== TOTAL && (
          <span className="fr-hint-text">
            {points < TOTAL ? `Il reste ${TOTAL - points} points à donner.` : `${points - TOTAL} points de trop.`}
          </span>
        )}
      </p>
      {erreur && points === TOTAL && <p className="fr-hint-text">{erreur}</p>}
      <ChampTexte
        chemin="seuil"
        label="Seuil sur 100 (facultatif)"
        indice="En dessous, un avis favorable doit être motivé."
        valeur={saisie.seuil}
        max={3}
        natif={{ inputMode: 'numeric' }}
        surChangement={(seuil) => modifier({ seuil })}
      />
    </section>
  );
}
