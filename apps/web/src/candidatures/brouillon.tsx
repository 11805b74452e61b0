import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { clientGraphql, muter, nouvelleCle } from '../commun/api.js';
import { PREFIXE_GARDE, useSession } from '../connexion/session.js';
import { ENREGISTRER, UNE_CANDIDATURE, type CandidatureLue } from './candidature.js';
import { Enregistreur, type Garde, type Instantane, type Ports } from './enregistreur.js';
import type { Champ, Saisie } from './saisie.js';

/** The form being written, and how to change it. */
export interface Brouillon extends Instantane {
  lue: CandidatureLue;
  modifier<C extends Champ>(champ: C, valeur: Saisie[C]): void;
  resoudre(champ: Champ, choix: 'miens' | 'leurs'): void;
  fermerAvis(): void;
  enregistrer(): Promise<number | null>;
}

const ContexteBrouillon = createContext<Brouillon | null>(null);

export function useBrouillon(): Brouillon {
  const brouillon = useContext(ContexteBrouillon);
  if (!brouillon) throw new Error('hors d’un formulaire de candidature');
  return brouillon;
}

function lireGarde(cle: string): Garde | null {
  try {
    return JSON.parse(localStorage.getItem(cle) ?? 'null') as Garde | null;
  } catch {
    return null;
  }
}

function portsDe(id: string, cle: string): Ports {
  let envoi = { texte: '', cle: '' };
  return {
    // The same content of the same version is the same act: sent again after a breakdown, it is not in conflict with itself.
    envoyer(demande) {
      const texte = JSON.stringify(demande);
      if (texte !== envoi.texte) envoi = { texte, cle: nouvelleCle() };
      return muter(ENREGISTRER, { d: { ...demande, id } }, { cle: envoi.cle });
    },
    async relire() {
      const { data } = await clientGraphql.query(UNE_CANDIDATURE, { id }).toPromise();
      return data?.candidature ?? null;
    },
    garder(garde) {
      try {
        if (garde) localStorage.setItem(cle, JSON.stringify(garde));
        else localStorage.removeItem(cle);
        return true;
      } catch {
        return false;
      }
    },
    maintenant: () => new Date(),
  };
}

/** Holds the form of one file, from the first page of it to the last. */
export function FormulaireVivant({ lue, children }: { lue: CandidatureLue; children: ReactNode }) {
  const utilisateur = useSession()?.utilisateur.id ?? '';
  const [enregistreur] = useState(() => {
    const cle = `${PREFIXE_GARDE}candidature.${lue.id}.${utilisateur}`;
    return new Enregistreur(lue, lireGarde(cle), portsDe(lue.id, cle));
  });
  const instantane = useSyncExternalStore(enregistreur.abonner, enregistreur.lire);
  useEffect(() => {
    if (enregistreur.lire().retrouve) void enregistreur.enregistrer();
    return () => enregistreur.arreter();
  }, [enregistreur]);
  const brouillon: Brouillon = {
    ...instantane,
    lue,
    modifier: (champ, valeur) => enregistreur.modifier(champ, valeur),
    resoudre: (champ, choix) => enregistreur.resoudre(champ, choix),
    fermerAvis: () => enregistreur.fermerAvis(),
    enregistrer: () => enregistreur.enregistrer(),
  };
  return <ContexteBrouillon value={brouillon}>{children}</ContexteBrouillon>;
}
