import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { useEffect, useState } from 'react';

/** A wait is shown only when it lasts: a flash of text for 50 ms reads as a fault. */
export function Attente() {
  const [longue, setLongue] = useState(false);
  useEffect(() => {
    const minuteur = setTimeout(() => setLongue(true), 300);
    return () => clearTimeout(minuteur);
  }, []);
  return <p role="status">{longue ? 'Chargement…' : ''}</p>;
}

/** What happened, and what to do about it. */
export function Panne({ reessayer }: { reessayer: () => void }) {
  return (
    <>
      <Alert
        severity="error"
        title="Les informations ne peuvent pas être affichées"
        description="Le service ne répond pas. Vérifiez votre connexion, puis réessayez."
        className="fr-mb-3w"
      />
      <Button onClick={reessayer}>Réessayer</Button>
    </>
  );
}

/** Title of the tab, different on each page. */
export function useTitre(titre: string): void {
  useEffect(() => {
    document.title = `${titre} — Tour de table`;
  }, [titre]);
}
