import { useState } from 'react';
import { PREFIXE_GARDE } from '../connexion/session.js';

/** What is being written, kept on this device until it is sent: a reload or a login in between loses nothing. */
export function useGardeLocale<T>(
  nom: string,
  vide: T,
): { valeur: T; ecrire: (valeur: T) => void; oublier: () => void } {
  const cle = PREFIXE_GARDE + nom;
  const [valeur, setValeur] = useState<T>(() => lire(cle) ?? vide);
  const ecrire = (nouvelle: T) => {
    setValeur(nouvelle);
    localStorage.setItem(cle, JSON.stringify(nouvelle));
  };
  const oublier = () => {
    setValeur(vide);
    localStorage.removeItem(cle);
  };
  return { valeur, ecrire, oublier };
}

function lire<T>(cle: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(cle) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
