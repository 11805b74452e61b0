import { Button } from '@codegouvfr/react-dsfr/Button';
import { useTitre } from './etats.js';

export default function PageIntrouvable() {
  useTitre('Page introuvable');
  return (
    <>
      <h1>Page introuvable</h1>
      <p>Cette adresse n’existe pas, ou ce qu’elle montre n’est pas public.</p>
      <Button linkProps={{ to: '/' }}>Voir les appels</Button>
    </>
  );
}
