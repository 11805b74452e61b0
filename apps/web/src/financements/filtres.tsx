import { Button } from '@codegouvfr/react-dsfr/Button';
import { Input } from '@codegouvfr/react-dsfr/Input';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { CYCLE_CANDIDATURE, ETATS_VUS_DES_MEMBRES } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { majuscule } from '../candidatures/recit.js';

export interface Filtre {
  appel: string;
  etat: string;
  region: string;
  recherche: string;
}

export const SANS_FILTRE: Filtre = { appel: '', etat: '', region: '', recherche: '' };

interface Choix {
  valeur: string;
  texte: string;
}

interface Props {
  filtre: Filtre;
  appels: readonly Choix[];
  regions: readonly Choix[];
  surFiltre: (filtre: Filtre) => void;
}

const ETATS: readonly Choix[] = ETATS_VUS_DES_MEMBRES.map((etat) => {
  return { valeur: etat, texte: majuscule(CYCLE_CANDIDATURE.etats[etat]) };
});

/** Which files to show. A choice in a list applies at once; the text, when it is sent. */
export function Filtres({ filtre, appels, regions, surFiltre }: Props) {
  const [recherche, setRecherche] = useState(filtre.recherche);
  const chercher = (evenement: FormEvent) => {
    evenement.preventDefault();
    surFiltre({ ...filtre, recherche: recherche.trim() });
  };
  const liste = (champ: 'appel' | 'etat' | 'region', label: string, tous: string, choix: readonly Choix[]) => (
    <div className="fr-col-12 fr-col-md-4">
      <Select
        label={label}
        nativeSelectProps={{
          value: filtre[champ],
          onChange: (e) => surFiltre({ ...filtre, recherche: recherche.trim(), [champ]: e.currentTarget.value }),
        }}
      >
        <option value="">{tous}</option>
        {choix.map(({ valeur, texte }) => (
          <option key={valeur} value={valeur}>
            {texte}
          </option>
        ))}
      </Select>
    </div>
  );
  return (
    <form role="search" onSubmit={chercher} className="fr-grid-row fr-grid-row--gutters fr-grid-row--bottom fr-mb-2w">
      {liste('appel', 'Appel', 'Tous', appels)}
      {liste('etat', 'État', 'Tous', ETATS)}
      {liste('region', 'Région du projet', 'Toutes', regions)}
      <div className="fr-col-12 fr-col-md-8">
        <Input
          label="Titre, porteur ou numéro"
          nativeInputProps={{ value: recherche, type: 'search', onChange: (e) => setRecherche(e.currentTarget.value) }}
        />
      </div>
      <div className="fr-col-12 fr-col-md-4">
        <Button type="submit" priority="secondary" className="fr-mb-3w">
          Chercher
        </Button>
      </div>
    </form>
  );
}
