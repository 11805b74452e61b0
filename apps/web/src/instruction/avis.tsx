import { Button } from '@codegouvfr/react-dsfr/Button';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { conclureInstruction, type Note } from '@tdt/domaine';
import { useState } from 'react';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampTexte } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { TERMINER, type Instruction } from './instruction.js';

interface AvisSaisi {
  favorable: boolean | null;
  avis: string;
}

const VIERGE: AvisSaisi = { favorable: null, avis: '' };

/** Why the instruction cannot be concluded yet: the very rule that the API applies. */
function empechement(instruction: Instruction, { favorable, avis }: AvisSaisi): string | null {
  if (favorable === null) return 'Dites si votre avis est favorable.';
  const notes = instruction.notes.map(({ critere, points, commentaire }): Note => ({
    critere: critere.code,
    points,
    commentaire,
  }));
  const { grille, seuilInstruction } = instruction.appel;
  const decision = conclureInstruction('EN_INSTRUCTION', grille, notes, { favorable, avis }, seuilInstruction);
  if (decision.ok) return null;
  const { details, message } = decision.refus;
  return details ? `Enregistrez d’abord toutes les notes. ${details.map((d) => d.message).join(' ')}` : message;
}

function Champs({ saisie, surSaisie }: { saisie: AvisSaisi; surSaisie: (saisie: AvisSaisi) => void }) {
  const choix = (favorable: boolean, label: string) => ({
    label,
    nativeInputProps: { checked: saisie.favorable === favorable, onChange: () => surSaisie({ ...saisie, favorable }) },
  });
  return (
    <>
      <RadioButtons
        legend="Votre avis sur ce projet"
        name="favorable"
        orientation="horizontal"
        options={[choix(true, 'Favorable'), choix(false, 'Défavorable')]}
      />
      <ChampTexte
        chemin="avis"
        label="Motifs de l’avis"
        indice="Les membres de la conférence les liront avant de voter."
        valeur={saisie.avis}
        long
        max={5000}
        surChangement={(avis) => surSaisie({ ...saisie, avis })}
      />
    </>
  );
}

/** The opinion that ends the instruction, and hands the file to the conference. */
export function Avis({ id, instruction, relire }: { id: string; instruction: Instruction; relire: () => void }) {
  const [gardee, garder] = useGardeLocale<AvisSaisi>(`avis.${id}`);
  const [ouvert, setOuvert] = useState(false);
  const saisie = gardee ?? VIERGE;
  const { issue, envoi, faire } = useActePuis(() => {
    setOuvert(false);
    garder(null);
    relire();
  });
  const raison = empechement(instruction, saisie);
  const envoyer = () =>
    faire((options) =>
      muter(TERMINER, { d: { id, favorable: saisie.favorable === true, avis: saisie.avis } }, options),
    );
  return (
    <section aria-labelledby="avis" className="fr-mb-4w">
      <h3 id="avis">L’avis qui termine l’instruction</h3>
      <Champs saisie={saisie} surSaisie={garder} />
      <Button
        disabled={raison !== null}
        nativeButtonProps={{ 'aria-describedby': 'raison-avis' }}
        onClick={() => setOuvert(true)}
      >
        Terminer l’instruction
      </Button>
      <p id="raison-avis" className="fr-hint-text fr-mt-1w">
        {raison}
      </p>
      <Dialogue
        ouvert={ouvert}
        titre="Terminer l’instruction de ce dossier ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void envoyer()}>
              {envoi ? 'Envoi en cours…' : 'Terminer l’instruction'}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Continuer d’instruire
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="L’instruction n’est pas terminée" />
        <p>
          Vous rendez un avis <strong>{saisie.favorable ? 'favorable' : 'défavorable'}</strong>. Les notes et l’avis ne
          changeront plus ; les membres de la conférence les liront, et le dossier pourra venir en séance.
        </p>
      </Dialogue>
    </section>
  );
}
