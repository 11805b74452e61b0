import { Button } from '@codegouvfr/react-dsfr/Button';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { useState } from 'react';
import { Dialogue } from './dialogue.js';
import { choisirTheme, themeChoisi, THEMES } from './theme.js';

const LIBELLES = { light: 'Thème clair', dark: 'Thème sombre', system: 'Système' };

/** Light, dark, or as the device: seen at once behind the dialog, and kept on this device. */
export default function ParametresAffichage({ ouvert, surFermeture }: { ouvert: boolean; surFermeture: () => void }) {
  const [choisi, setChoisi] = useState(themeChoisi);
  return (
    <Dialogue
      ouvert={ouvert}
      titre="Paramètres d’affichage"
      surFermeture={surFermeture}
      actions={<Button onClick={surFermeture}>Fermer</Button>}
    >
      <RadioButtons
        legend="Choisissez un thème pour personnaliser l’apparence du site."
        name="theme"
        options={THEMES.map((theme) => ({
          label: LIBELLES[theme],
          ...(theme === 'system' && { hintText: 'Celui que demande votre appareil.' }),
          nativeInputProps: {
            checked: theme === choisi,
            onChange: () => {
              choisirTheme(theme);
              setChoisi(theme);
            },
          },
        }))}
      />
    </Dialogue>
  );
}
