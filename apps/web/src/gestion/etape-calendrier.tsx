import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { CATEGORIES_ORGANISME, LIBELLES_CATEGORIE, type CategorieOrganisme } from '@tdt/domaine';
import { chercherTerritoires } from '../candidatures/registres.js';
import { ChampDate, ChampTexte, idChamp, useErreur } from '../commun/champs.js';
import { Recherche } from '../commun/recherche.js';
import type { EtapeProps } from './etapes.js';
import type { AppelSaisi } from './saisie.js';

function Moment({
  nom,
  label,
  indice,
  saisie,
  modifier,
}: EtapeProps & {
  nom: 'ouverture' | 'cloture';
  label: string;
  indice: string;
}) {
  const [jour, heure] = [`${nom}Jour`, `${nom}Heure`] as [keyof AppelSaisi, keyof AppelSaisi];
  return (
    <fieldset className="tdt-bloc">
      <legend>{label}</legend>
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-6">
          <ChampDate
            chemin={jour}
            label="Jour"
            valeur={saisie[jour] as string}
            surChangement={(valeur) => modifier({ [jour]: valeur })}
          />
        </div>
        <div className="fr-col-12 fr-col-md-6">
          <ChampTexte
            chemin={heure}
            label="Heure de Paris"
            indice={indice}
            valeur={saisie[heure] as string}
            natif={{ type: 'time' }}
            surChangement={(valeur) => modifier({ [heure]: valeur })}
          />
        </div>
      </div>
    </fieldset>
  );
}

/** Boxes for the kinds of bodies: those of a call, or of a document. */
export function Categories({
  chemin,
  legende,
  choisies,
  surChoix,
}: {
  chemin: string;
  legende: string;
  choisies: readonly CategorieOrganisme[];
  surChoix: (choisies: CategorieOrganisme[]) => void;
}) {
  const erreur = useErreur(chemin);
  const basculer = (c: CategorieOrganisme) =>
    surChoix(choisies.includes(c) ? choisies.filter((x) => x !== c) : [...choisies, c]);
  return (
    <Checkbox
      id={idChamp(chemin)}
      legend={legende}
      small
      state={erreur ? 'error' : 'default'}
      stateRelatedMessage={erreur}
      options={CATEGORIES_ORGANISME.map((c) => ({
        label: LIBELLES_CATEGORIE[c],
        nativeInputProps: { checked: choisies.includes(c), onChange: () => basculer(c) },
      }))}
    />
  );
}

export function EtapeCalendrier({ saisie, modifier }: EtapeProps) {
  const { territoires } = saisie;
  return (
    <>
      <Moment
        nom="ouverture"
        label="Ouverture des dépôts"
        indice="Les dépôts s’ouvrent au début de cette minute."
        saisie={saisie}
        modifier={modifier}
      />
      <Moment
        nom="cloture"
        label="Clôture des dépôts"
        indice="Cette minute est encore comprise. Pourra être repoussée, jamais avancée."
        saisie={saisie}
        modifier={modifier}
      />
      <Categories
        chemin="categories"
        legende="Qui peut candidater"
        choisies={saisie.categories}
        surChoix={(categories) => modifier({ categories })}
      />
      <ChampTexte
        chemin="dureeMoisMax"
        label="Durée d’un projet au plus, en mois (facultatif)"
        valeur={saisie.dureeMoisMax}
        max={3}
        natif={{ inputMode: 'numeric' }}
        surChangement={(dureeMoisMax) => modifier({ dureeMoisMax })}
      />
      <h3>Territoires visés en priorité (facultatif)</h3>
      <ul className="tdt-resultats fr-mb-2w">
        {territoires.map((t) => (
          <li key={t.nature + t.code}>
            {t.nom}
            <Button
              size="small"
              priority="tertiary"
              nativeButtonProps={{ 'aria-label': `Retirer ${t.nom}` }}
              onClick={() => modifier({ territoires: territoires.filter((x) => x !== t) })}
            >
              Retirer
            </Button>
          </li>
        ))}
      </ul>
      <Recherche
        chemin="territoires"
        label="Ajouter un territoire"
        indice="Une région, un département ou une intercommunalité. Sans territoire, l’appel vise toute la France."
        verbe="Ajouter"
        chercher={(texte) => chercherTerritoires(texte)}
        surChoix={({ nature, code, nom }) =>
          modifier({ territoires: [...territoires.filter((t) => t.code !== code), { nature, code, nom }] })
        }
        siRien={() => 'Aucun territoire de ce nom.'}
      />
    </>
  );
}
