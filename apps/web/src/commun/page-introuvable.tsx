import { Button } from '@codegouvfr/react-dsfr/Button';
import { Titre } from './etats.js';

export default function PageIntrouvable() {
  return (
    <>
      <Titre onglet="Page introuvable">Page introuvable</Titre>
      <p>Cette adresse n’existe pas, ou ce qu’elle montre n’est pas public.</p>
      <Button linkProps={{ to: '/' }}>Voir les appels</Button>
    </>
  );
}
