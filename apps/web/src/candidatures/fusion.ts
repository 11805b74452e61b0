import { valeurApi } from './demande.js';
import { CHAMPS, type Champ, type Saisie } from './saisie.js';

/** What the three-way merge of a form gives. */
export interface Fusion {
  saisie: Saisie;
  /** Fields that both have changed, differently: a person chooses. Meanwhile the form shows mine. */
  conflits: Champ[];
  /** Fields that somebody else has changed, and that are taken. */
  recus: Champ[];
}

const tel = (saisie: Saisie, champ: Champ) => JSON.stringify(saisie[champ]);

/** Mine and theirs, both written from `base`, field by field. What is typed is compared to the letter, what is stored by its value. */
export function fusionner(base: Saisie, miennes: Saisie, leurs: Saisie): Fusion {
  const saisie: Record<string, unknown> = { ...miennes };
  const conflits: Champ[] = [];
  const recus: Champ[] = [];
  for (const champ of CHAMPS) {
    if (valeurApi(leurs, champ) === valeurApi(base, champ)) continue;
    const pareils = valeurApi(miennes, champ) === valeurApi(leurs, champ);
    if (tel(miennes, champ) === tel(base, champ)) {
      saisie[champ] = leurs[champ];
      if (!pareils) recus.push(champ);
    } else if (!pareils) conflits.push(champ);
  }
  return { saisie: saisie as unknown as Saisie, conflits, recus };
}
