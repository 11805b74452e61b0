import { Button } from '@codegouvfr/react-dsfr/Button';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { ORIGINES_INITIATIVE } from '@tdt/domaine';
import { ChampDate, ChampTexte, idChamp, useErreur } from '../commun/champs.js';
import { Recherche } from '../commun/recherche.js';
import { FicheAction } from './actions.js';
import { useBrouillon } from './brouillon.js';
import { LIBELLES_NATURE, LIBELLES_ORIGINE } from './recit.js';
import { chercherTerritoires, echelon } from './registres.js';
import type { ActionSaisie } from './saisie.js';

const ACTION_VIDE: ActionSaisie = { intitule: '', description: '', indicateur: '', cible: '', lieux: [] };

function Presentation() {
  const { saisie, lue, modifier } = useBrouillon();
  const duree = lue.appel.dureeMoisMax;
  const erreurOrigine = useErreur('origineInitiative');
  return (
    <>
      <ChampTexte
        chemin="titre"
        label="Titre du projet"
        indice="Tel qu’il paraîtra partout, jusqu’à la convention"
        valeur={saisie.titre}
        max={200}
        surChangement={(v) => modifier('titre', v)}
      />
      <ChampTexte
        chemin="resume"
        label="Résumé (facultatif)"
        indice="Pour qui, où, avec quels moyens : ce qu’un financeur lit en premier"
        valeur={saisie.resume}
        long
        max={3000}
        surChangement={(v) => modifier('resume', v)}
      />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-6">
          <ChampDate
            chemin="debut"
            label="Début du projet"
            valeur={saisie.debut}
            surChangement={(v) => modifier('debut', v)}
          />
        </div>
        <div className="fr-col-12 fr-col-md-6">
          <ChampDate
            chemin="fin"
            label={duree ? `Fin du projet (${duree} mois au plus)` : 'Fin du projet'}
            valeur={saisie.fin}
            surChangement={(v) => modifier('fin', v)}
          />
        </div>
      </div>
      <RadioButtons
        legend="Nature de la dépense"
        name="nature"
        options={(['FONCTIONNEMENT', 'INVESTISSEMENT'] as const).map((n) => ({
          label: LIBELLES_NATURE[n],
          nativeInputProps: { checked: saisie.nature === n, onChange: () => modifier('nature', n) },
        }))}
      />
      <RadioButtons
        legend="Qui a eu l’idée du projet ?"
        hintText="Un projet né d’un besoin propre à un financeur relève de la commande publique, non d’une subvention."
        name="origine"
        id={idChamp('origineInitiative')}
        state={erreurOrigine ? 'error' : 'default'}
        stateRelatedMessage={erreurOrigine}
        options={ORIGINES_INITIATIVE.map((o) => ({
          label: LIBELLES_ORIGINE[o],
          nativeInputProps: {
            checked: saisie.origineInitiative === o,
            onChange: () => modifier('origineInitiative', o),
          },
        }))}
      />
    </>
  );
}

function Territoires() {
  const { saisie, modifier } = useBrouillon();
  const { territoires } = saisie;
  return (
    <section className="fr-mb-4w">
      <h3 className="fr-h6">Où le projet agit-il ?</h3>
      {territoires.length > 0 && (
        <ul className="tdt-resultats fr-mb-2w">
          {territoires.map((t) => (
            <li key={t.nature + t.code}>
              <span>
                {t.nom} <span className="fr-hint-text">{echelon(t.nature)}</span>
              </span>
              <Button
                size="small"
                priority="tertiary"
                onClick={() =>
                  modifier(
                    'territoires',
                    territoires.filter((x) => x !== t),
                  )
                }
              >
                Retirer {t.nom}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Recherche
        chemin="territoires"
        label="Ajouter un territoire"
        indice="Région, département, intercommunalité ou commune : son nom"
        verbe="Ajouter"
        chercher={async (texte) =>
          (await chercherTerritoires(texte)).filter(
            ({ valeur: v }) => !territoires.some((t) => t.nature === v.nature && t.code === v.code),
          )
        }
        surChoix={({ nature, code, nom, regionCode }) =>
          modifier('territoires', [...territoires, { nature, code, nom, regionCode }])
        }
        siRien={() => 'Aucun territoire de ce nom. Essayez le début du nom officiel.'}
      />
    </section>
  );
}

export function EtapeProjet() {
  const { saisie, modifier } = useBrouillon();
  const { actions } = saisie;
  const poser = (i: number, action: ActionSaisie) =>
    modifier(
      'actions',
      actions.map((a, j) => (j === i ? action : a)),
    );
  return (
    <>
      <Presentation />
      <Territoires />
      <h3 className="fr-h6">Les actions</h3>
      <p>Chaque action nomme les lieux où elle se tient : une majoration de l’aide peut en dépendre.</p>
      {actions.map((action, i) => (
        <FicheAction
          key={i}
          rang={i}
          action={action}
          surChangement={(a) => poser(i, a)}
          surRetrait={() =>
            modifier(
              'actions',
              actions.filter((_a, j) => j !== i),
            )
          }
        />
      ))}
      <Button
        priority="secondary"
        nativeButtonProps={{ id: idChamp('actions') }}
        onClick={() => modifier('actions', [...actions, ACTION_VIDE])}
      >
        Ajouter une action
      </Button>
    </>
  );
}
