import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { partsActives, type EtatPart } from '@tdt/domaine';
import { ChangerLogo, ImageLogo, type OrganismeALogo } from '../connexion/logo.js';
import type { RetenueLue } from './convention.js';

/** The parties of the convention of this file, the beneficiary last: as its cover shows them. */
export function partiesDe({ parts, porteur }: RetenueLue): OrganismeALogo[] {
  const actives = partsActives(parts.map((p) => ({ ...p, etat: p.etat as EtatPart })));
  const financeurs = new Map(actives.map(({ financeur }) => [financeur.id, financeur]));
  return [...financeurs.values(), porteur];
}

interface ChoixProps {
  parties: readonly OrganismeALogo[];
  sansLogo: readonly string[];
  surChangement: (sansLogo: string[]) => void;
}

/** Whose logos this convention prints: all those that exist, until one is left out. */
export function ChoixDesLogos({ parties, sansLogo, surChangement }: ChoixProps) {
  const avec = parties.filter((p) => p.logo !== null);
  const sans = parties.filter((p) => p.logo === null);
  return (
    <>
      <h3>Logos</h3>
      {avec.length > 0 && (
        <Checkbox
          legend="Logos imprimés sur la couverture et à l’annexe VIII"
          options={avec.map(({ id, nom, logo }) => ({
            label: (
              <>
                <span className="tdt-vignette">{logo && <ImageLogo nom={null} logo={logo} />}</span>
                {nom}
              </>
            ),
            nativeInputProps: {
              name: 'logos',
              checked: !sansLogo.includes(id),
              onChange: (e) =>
                surChangement(
                  e.currentTarget.checked ? sansLogo.filter((ecarte) => ecarte !== id) : [...sansLogo, id].sort(),
                ),
            },
          }))}
        />
      )}
      {sans.length > 0 && (
        <p>
          {avec.length === 0 ? 'Aucune partie n’a de logo' : `Sans logo : ${sans.map((p) => p.nom).join(', ')}`}. Chaque
          organisme dépose le sien à la page « Personnes et droits » ; vous pouvez le faire pour lui plus bas.
        </p>
      )}
    </>
  );
}

/** What only the staff does for another organisation; outside the form, since it is done at once and for every document to come. */
export function LogosDesParties({ parties, relire }: { parties: readonly OrganismeALogo[]; relire: () => void }) {
  return (
    <details className="tdt-bloc">
      <summary>Déposer ou changer le logo d’une partie</summary>
      <p className="fr-mt-2w">
        Un logo déposé ici est celui de l’organisme dans tous les documents à venir. Les conventions déjà en signature
        gardent le leur.
      </p>
      <ul className="tdt-liste">
        {parties.map((partie) => (
          <li key={partie.id} className="fr-mb-3w">
            <ChangerLogo organisme={partie} relire={relire} />
          </li>
        ))}
      </ul>
    </details>
  );
}
