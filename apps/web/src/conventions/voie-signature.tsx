import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { lireJoignable, type DetailRefus } from '@tdt/domaine';
import { ChampTexte } from '../commun/champs.js';

/** Where one signs, and where the provider reaches the signatory, as it is typed. */
export interface SaisieVoie {
  chezPrestataire: boolean;
  courriel: string;
  mobile: string;
}

export const CHAMPS_VOIE = ['courriel', 'mobile'];

export const VOIE_ICI: SaisieVoie = { chezPrestataire: false, courriel: '', mobile: '' };

/** What is missing to be reached by the provider. */
export function fautesDeVoie({ chezPrestataire, courriel, mobile }: SaisieVoie): DetailRefus[] {
  const joignable = chezPrestataire ? lireJoignable({ courriel, mobile }) : null;
  if (!joignable || joignable.ok) return [];
  const { code, message, chemin = 'courriel' } = joignable.refus;
  return [{ code, chemin, message }];
}

interface Props {
  prestataire: string;
  saisie: SaisieVoie;
  poser: (changement: Partial<SaisieVoie>) => void;
}

/** Here, or at the provider that this platform is tied to: the same signatory, the same document, the same effect. */
export function ChoixVoie({ prestataire, saisie, poser }: Props) {
  const { chezPrestataire, courriel, mobile } = saisie;
  const option = (chez: boolean, label: string, hintText: string) => ({
    label,
    hintText,
    nativeInputProps: { checked: chezPrestataire === chez, onChange: () => poser({ chezPrestataire: chez }) },
  });
  return (
    <>
      <RadioButtons
        legend="Où signer"
        name="voie"
        options={[
          option(false, 'Ici', 'Vous confirmez, et votre signature est enregistrée.'),
          option(
            true,
            `Chez ${prestataire}`,
            'Le signataire reçoit un lien et un code ; ce qu’il signe nous revient, et son effet est le même.',
          ),
        ]}
      />
      {chezPrestataire && (
        <>
          <ChampTexte
            chemin="courriel"
            label="Adresse électronique du signataire"
            indice={`${prestataire} y envoie le lien où signer. Format attendu : nom@domaine.fr`}
            valeur={courriel}
            max={254}
            natif={{ type: 'email', autoComplete: 'email' }}
            surChangement={(texte) => poser({ courriel: texte })}
          />
          <ChampTexte
            chemin="mobile"
            label="Mobile du signataire (facultatif)"
            indice="Le code de signature y arrive ; sans mobile, il arrive par courriel. Par exemple : 06 12 34 56 78"
            valeur={mobile}
            max={30}
            natif={{ type: 'tel', autoComplete: 'tel' }}
            surChangement={(texte) => poser({ mobile: texte })}
          />
        </>
      )}
    </>
  );
}
