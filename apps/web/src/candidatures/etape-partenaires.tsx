import { Button } from '@codegouvfr/react-dsfr/Button';
import { ChampDate, ChampTexte } from '../commun/champs.js';
import { Recherche } from '../commun/recherche.js';
import { useBrouillon } from './brouillon.js';
import { chercherOrganismes, siretFaux } from './registres.js';
import type { PartenaireSaisi } from './saisie.js';

const INCONNU =
  'Aucune structure de ce nom ou de ce numéro. Si elle n’est pas encore inscrite, demandez son inscription à la gestion de l’appel.';

export function EtapePartenaires() {
  const { saisie, lue, modifier } = useBrouillon();
  const { partenaires } = saisie;
  const ecarter = [lue.porteur.id, ...partenaires.map((p) => p.organismeId)];
  const poser = (i: number, changement: Partial<PartenaireSaisi>) =>
    modifier(
      'partenaires',
      partenaires.map((p, j) => (j === i ? { ...p, ...changement } : p)),
    );
  return (
    <>
      <p>
        Si vous portez le projet seul, passez à l’étape suivante. Sinon, nommez ici chaque structure du groupement ;
        elle doit vous avoir donné mandat de la représenter.
      </p>
      {partenaires.map((p, i) => (
        <fieldset key={p.organismeId} className="fr-fieldset tdt-bloc">
          <legend className="fr-fieldset__legend">{p.nom}</legend>
          <div className="fr-fieldset__element">
            <ChampTexte
              chemin={`partenaires[${i}].role`}
              label="Ce qu’il fait dans le projet"
              valeur={p.role}
              max={500}
              surChangement={(role) => poser(i, { role })}
            />
            <ChampDate
              chemin={`partenaires[${i}].mandatLe`}
              label="Date du mandat qu’il vous a donné"
              valeur={p.mandatLe}
              surChangement={(mandatLe) => poser(i, { mandatLe })}
            />
            <Button
              priority="tertiary"
              size="small"
              onClick={() =>
                modifier(
                  'partenaires',
                  partenaires.filter((_p, j) => j !== i),
                )
              }
            >
              Retirer {p.nom}
            </Button>
          </div>
        </fieldset>
      ))}
      <Recherche
        chemin="partenaires"
        label="Ajouter un partenaire"
        indice="Son nom, ou son SIRET (14 chiffres)"
        verbe="Ajouter"
        chercher={(texte) => chercherOrganismes(texte, ecarter)}
        surChoix={(o) =>
          modifier('partenaires', [...partenaires, { organismeId: o.id, nom: o.nom, role: '', mandatLe: '' }])
        }
        siRien={(texte) => siretFaux(texte) ?? INCONNU}
      />
    </>
  );
}
