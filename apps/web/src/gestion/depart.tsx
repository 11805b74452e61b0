import { Button } from '@codegouvfr/react-dsfr/Button';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { Dialogue } from '../commun/dialogue.js';

/** Where a click leads, when it leaves the pages of this address for another page of the site. */
function sortie(evenement: MouseEvent, racine: string): string | null {
  const lien = evenement.target instanceof Element ? evenement.target.closest('a[href]') : null;
  if (!(lien instanceof HTMLAnchorElement) || lien.hasAttribute('download') || lien.target === '_blank') return null;
  const ailleurs = evenement.ctrlKey || evenement.metaKey || evenement.shiftKey || evenement.button !== 0;
  const { origin, pathname, search, hash } = new URL(lien.href);
  return ailleurs || origin !== window.location.origin || pathname === racine ? null : pathname + search + hash;
}

/** Asks before what is typed and not saved is left behind: a link of the site, a reload, a closed tab. */
export function GardeDepart({ sale, racine }: { sale: boolean; racine: string }) {
  const naviguer = useNavigate();
  const [vers, setVers] = useState<string | null>(null);
  useEffect(() => {
    if (!sale) return undefined;
    const retenir = (evenement: BeforeUnloadEvent) => evenement.preventDefault();
    const demander = (evenement: MouseEvent) => {
      const adresse = sortie(evenement, racine);
      if (adresse === null) return;
      evenement.preventDefault();
      setVers(adresse);
    };
    window.addEventListener('beforeunload', retenir);
    document.addEventListener('click', demander, true);
    return () => {
      window.removeEventListener('beforeunload', retenir);
      document.removeEventListener('click', demander, true);
    };
  }, [sale, racine]);
  return (
    <Dialogue
      ouvert={vers !== null}
      titre="Partir sans enregistrer ?"
      surFermeture={() => setVers(null)}
      actions={
        <>
          <Button onClick={() => setVers(null)}>Rester et enregistrer</Button>
          <Button priority="secondary" onClick={() => vers !== null && void naviguer(vers)}>
            Partir sans enregistrer
          </Button>
        </>
      }
    >
      <p>
        Vos derniers changements ne sont pas enregistrés : vos collègues ne les voient pas. Ils restent sur cet
        appareil, et vous les retrouverez en revenant ici.
      </p>
    </Dialogue>
  );
}
