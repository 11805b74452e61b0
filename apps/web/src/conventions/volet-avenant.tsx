import type { DonneesConvention } from '@tdt/domaine';
import { useContext, useEffect, useState, type ReactNode } from 'react';
import { ContexteErreurs } from '../commun/champs.js';
import type { SaisieAvenant } from './saisie-avenant.js';

/** What each part of the form of an avenant is given. */
export interface Props {
  donnees: DonneesConvention;
  saisie: SaisieAvenant;
  poser: (changement: Partial<SaisieAvenant>) => void;
}

interface VoletProps {
  titre: string;
  /** Something was typed in it: found open again after a reload. */
  change: boolean;
  /** How the paths of its fields begin. */
  prefixe: string;
  children: ReactNode;
}

/** What few avenants change, folded until it is asked for, or at fault. */
export function Volet({ titre, change, prefixe, children }: VoletProps) {
  const [deplie, setDeplie] = useState(change);
  const enFaute = [...useContext(ContexteErreurs).keys()].some((chemin) => chemin.startsWith(prefixe));
  useEffect(() => {
    if (enFaute) setDeplie(true);
  }, [enFaute]);
  return (
    <details className="tdt-bloc" open={deplie} onToggle={(e) => setDeplie(e.currentTarget.open)}>
      <summary>{titre}</summary>
      <div role="group" aria-label={titre} className="fr-mt-2w">
        {children}
      </div>
    </details>
  );
}
