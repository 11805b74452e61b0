import { Button } from '@codegouvfr/react-dsfr/Button';
import { LIBELLES_ZONAGE } from '@tdt/domaine';
import { useEffect, useState } from 'react';
import { ChampTexte } from '../commun/champs.js';
import { Recherche } from '../commun/recherche.js';
import { useBrouillon } from './brouillon.js';
import { majuscule } from './recit.js';
import { chercherTerritoires, zonagesDe, type ZonageTrouve } from './registres.js';
import type { ActionSaisie, LieuSaisi } from './saisie.js';

/** The priority places of the commune of a place, so that one is picked instead of typed. */
function useZonages(communeCode: string): ZonageTrouve[] {
  const { appel } = useBrouillon().lue;
  const { millesimeQpv, millesimeAcv } = appel;
  const [zonages, setZonages] = useState<ZonageTrouve[]>([]);
  useEffect(() => {
    let perime = false;
    zonagesDe(communeCode, { millesimeQpv, millesimeAcv }).then(
      (trouves) => !perime && setZonages(trouves),
      () => undefined,
    );
    return () => {
      perime = true;
    };
  }, [communeCode, millesimeQpv, millesimeAcv]);
  return zonages;
}

interface PropsLieu {
  id: string;
  lieu: LieuSaisi;
  surChangement: (lieu: LieuSaisi) => void;
  surRetrait: () => void;
}

function Lieu({ id, lieu, surChangement, surRetrait }: PropsLieu) {
  const zonages = useZonages(lieu.communeCode);
  const choisir = (cle: string) => {
    const z = zonages.find((x) => x.id === cle);
    surChangement({
      ...lieu,
      dispositif: z?.dispositif ?? null,
      zonageCode: z?.code ?? null,
      libelle: z?.libelle ?? lieu.commune,
      reconnu: true,
    });
  };
  const choisi = zonages.find((z) => z.dispositif === lieu.dispositif && z.code === lieu.zonageCode);
  return (
    <li>
      <span>
        {lieu.libelle}
        <span className="fr-hint-text">
          {lieu.dispositif
            ? `${majuscule(LIBELLES_ZONAGE[lieu.dispositif])}, à ${lieu.commune}`
            : 'Commune, sans lieu prioritaire'}
          {!lieu.reconnu && ' — ne figure pas dans la liste de l’appel'}
        </span>
      </span>
      {zonages.length > 0 && (
        <span className="tdt-choix-lieu">
          <label className="fr-label fr-text--sm" htmlFor={id}>
            Lieu prioritaire à {lieu.commune}
          </label>
          <select
            id={id}
            className="fr-select"
            value={choisi?.id ?? ''}
            onChange={(e) => choisir(e.currentTarget.value)}
          >
            <option value="">Aucun</option>
            {zonages.map((z) => (
              <option key={z.id} value={z.id}>
                {z.dispositif} : {z.libelle}
              </option>
            ))}
          </select>
        </span>
      )}
      <Button size="small" priority="tertiary" onClick={surRetrait}>
        Retirer {lieu.libelle}
      </Button>
    </li>
  );
}

interface PropsLieux {
  rang: number;
  lieux: LieuSaisi[];
  surChangement: (lieux: LieuSaisi[]) => void;
}

function Lieux({ rang, lieux, surChangement }: PropsLieux) {
  return (
    <>
      {lieux.length > 0 && (
        <ul className="tdt-resultats fr-mb-2w">
          {lieux.map((lieu, j) => (
            <Lieu
              key={`${j}-${lieu.communeCode}`}
              id={`lieu-${rang}-${j}`}
              lieu={lieu}
              surChangement={(l) => surChangement(lieux.map((x, k) => (k === j ? l : x)))}
              surRetrait={() => surChangement(lieux.filter((_l, k) => k !== j))}
            />
          ))}
        </ul>
      )}
      <Recherche
        chemin={`actions[${rang}].lieux`}
        label="Ajouter un lieu"
        indice="La commune ; un quartier prioritaire se choisit ensuite"
        verbe="Ajouter"
        chercher={(texte) => chercherTerritoires(texte, 'COMMUNE')}
        surChoix={({ code, nom }) =>
          surChangement([
            ...lieux,
            { communeCode: code, commune: nom, dispositif: null, zonageCode: null, libelle: nom, reconnu: true },
          ])
        }
        siRien={() => 'Aucune commune de ce nom.'}
      />
    </>
  );
}

interface Props {
  rang: number;
  action: ActionSaisie;
  surChangement: (action: ActionSaisie) => void;
  surRetrait: () => void;
}

/** One action, with the places where it happens. */
export function FicheAction({ rang, action, surChangement, surRetrait }: Props) {
  const ici = `actions[${rang}]`;
  const poser = (changement: Partial<ActionSaisie>) => surChangement({ ...action, ...changement });
  const nom = action.intitule.trim() || `Action n° ${rang + 1}`;
  return (
    <fieldset className="fr-fieldset tdt-bloc">
      <legend className="fr-fieldset__legend">{nom}</legend>
      <div className="fr-fieldset__element">
        <ChampTexte
          chemin={`${ici}.intitule`}
          label="Intitulé"
          valeur={action.intitule}
          max={300}
          surChangement={(intitule) => poser({ intitule })}
        />
        <ChampTexte
          chemin={`${ici}.description`}
          label="Description (facultatif)"
          valeur={action.description}
          long
          max={3000}
          surChangement={(description) => poser({ description })}
        />
        <div className="fr-grid-row fr-grid-row--gutters fr-mb-2w">
          <div className="fr-col-12 fr-col-md-6">
            <ChampTexte
              chemin={`${ici}.indicateur`}
              label="Indicateur suivi (facultatif)"
              valeur={action.indicateur}
              max={300}
              surChangement={(indicateur) => poser({ indicateur })}
            />
          </div>
          <div className="fr-col-12 fr-col-md-6">
            <ChampTexte
              chemin={`${ici}.cible`}
              label="Valeur visée (facultatif)"
              valeur={action.cible}
              max={300}
              surChangement={(cible) => poser({ cible })}
            />
          </div>
        </div>
        <Lieux rang={rang} lieux={action.lieux} surChangement={(lieux) => poser({ lieux })} />
        <Button priority="tertiary" size="small" onClick={surRetrait}>
          Retirer l’action « {nom} »
        </Button>
      </div>
    </fieldset>
  );
}
