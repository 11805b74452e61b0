import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { CombinedError } from 'urql';
import { referenceDe } from './api.js';

/** A wait is shown only when it lasts: a flash of text for 50 ms reads as a fault. */
export function Attente() {
  const [longue, setLongue] = useState(false);
  useEffect(() => {
    const minuteur = setTimeout(() => setLongue(true), 300);
    return () => clearTimeout(minuteur);
  }, []);
  return <p role="status">{longue ? 'Chargement…' : ''}</p>;
}

/** True once the person has gone from a page to another: the focus then follows, as a new page load would do. */
export const ContexteParcours = createContext(false);

/** The one h1 of a page: it names the tab, and takes the focus when the person arrives from another page. */
export function Titre({ children, onglet }: { children: ReactNode; onglet: string }) {
  const ancre = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const parcours = useContext(ContexteParcours);
  useEffect(() => {
    document.title = `${onglet} — Tour de table`;
  }, [onglet]);
  useEffect(() => {
    if (parcours) ancre.current?.focus({ preventScroll: true });
    if (!window.location.hash) window.scrollTo(0, 0);
  }, [pathname, parcours]);
  return (
    <h1 ref={ancre} tabIndex={-1}>
      {children}
    </h1>
  );
}

interface PropsPanne {
  reessayer: () => void;
  erreur?: CombinedError;
  /** In a page that shows the rest, and has its title. */
  section?: boolean;
}

/** What happened, what is kept, and what to do about it. */
export function Panne({ reessayer, erreur, section = false }: PropsPanne) {
  const reference = referenceDe(erreur);
  return (
    <>
      {!section && <Titre onglet="Informations indisponibles">Informations indisponibles</Titre>}
      <Alert
        severity="error"
        small
        description={
          reference
            ? `Une erreur s’est produite de notre côté ; rien n’a été modifié. Réessayez, puis signalez-la avec la référence ${reference}.`
            : 'Les informations ne peuvent pas être affichées : le service ne répond pas. Rien n’est perdu. Vérifiez votre connexion, puis réessayez.'
        }
        className="fr-mb-3w"
      />
      <Button onClick={reessayer}>Réessayer</Button>
    </>
  );
}
