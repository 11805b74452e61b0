import { accepter } from '@tdt/domaine';
import { confier, type UniteDeTravail } from '@tdt/socle';
import type { CourrielPret, Poste, Remise } from './poste.js';

/** What is kept of a mail that no server took. */
export interface CourrielRetenu {
  sujet: string;
  texte: string;
}

/**
 * Where no mail server is set: keeps what would have left, under the key of its person, so that erasing the person erases
 * it. Refused in production.
 */
export class PosteRetenue implements Poste {
  constructor(private readonly unite: UniteDeTravail) {}

  async remettre({ personneId, sujet, texte }: CourrielPret): Promise<Remise> {
    const contenu: CourrielRetenu = { sujet, texte };
    const decision = await this.unite.executer(async (tx) => {
      const { courriel } = await confier(tx, { personneId, valeurs: { courriel: JSON.stringify(contenu) } });
      if (!courriel) throw new Error('un courriel confié n’a pas de pointeur');
      return accepter(courriel);
    });
    if (!decision.ok) throw new Error(decision.refus.message);
    return { etat: 'RETENU', retenu: decision.fait };
  }

  fermer(): void {
    // Nothing is open.
  }
}
