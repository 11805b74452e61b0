import { useState } from 'react';
import { PREFIXE_GARDE } from '../connexion/session.js';

/** What this device keeps under this name. */
export function lireGarde<T>(nom: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIXE_GARDE + nom) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** What is typed and not sent yet, kept on this device through a reload or a lost session; `null` forgets it. */
export function useGardeLocale<T>(nom: string): [T | null, (valeur: T | null) => void] {
  const cle = PREFIXE_GARDE + nom;
  const [valeur, setValeur] = useState(() => lireGarde<T>(nom));
  const garder = (nouvelle: T | null) => {
    setValeur(nouvelle);
    if (nouvelle === null) localStorage.removeItem(cle);
    else localStorage.setItem(cle, JSON.stringify(nouvelle));
  };
  return [valeur, garder];
}
