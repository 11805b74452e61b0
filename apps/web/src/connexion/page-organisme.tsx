import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { LIBELLES_ROLE } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { Attente, Titre } from '../commun/etats.js';
import { cheminSur, choisirOrganisme, useSession, type Session } from './session.js';

const TITRE = 'Pour qui agissez-vous ?';

function Choix({ session }: { session: Session }) {
  const [parametres] = useSearchParams();
  const [choisi, setChoisi] = useState(session.organisme?.id);
  const [refuse, setRefuse] = useState(false);
  const envoyer = async (evenement: FormEvent) => {
    evenement.preventDefault();
    if (choisi && (await choisirOrganisme(choisi))) window.location.assign(cheminSur(parametres.get('retour')));
    else setRefuse(true);
  };
  return (
    <form onSubmit={envoyer}>
      {refuse && (
        <Alert
          severity="error"
          small
          className="fr-mb-3w"
          description={
            choisi
              ? 'Vous n’avez plus d’habilitation pour cet organisme : rechargez la page.'
              : 'Choisissez un organisme.'
          }
        />
      )}
      <RadioButtons
        legend="Organisme"
        name="organisme"
        options={session.organismes.map(({ id, nom, roles }) => ({
          label: nom,
          hintText: roles.map((role) => LIBELLES_ROLE[role]).join(', '),
          nativeInputProps: { value: id, checked: choisi === id, onChange: () => setChoisi(id) },
        }))}
      />
      <Button type="submit">Agir pour cet organisme</Button>
    </form>
  );
}

/** Who has rights for several organisations acts for one at a time, and says which. */
export default function PageOrganisme() {
  const session = useSession();
  if (session === undefined) return <Attente />;
  return (
    <>
      <Titre onglet={TITRE}>{TITRE}</Titre>
      {session === null && (
        <p>
          <a href="/connexion?retour=/mon-organisme">Connectez-vous</a> pour choisir un organisme.
        </p>
      )}
      {session?.organismes.length === 0 && (
        <p>
          Votre compte n’a encore aucun droit. Demandez une invitation à la personne qui gère les utilisateurs de votre
          organisme, puis ouvrez le lien reçu.
        </p>
      )}
      {session && session.organismes.length > 0 && <Choix session={session} />}
    </>
  );
}
