import { ouvrirAtelier, type Atelier } from './atelier.js';
import { epreuveAvis } from './avis.js';
import { epreuveChaines } from './chaines.js';
import { epreuveCompletude } from './completude.js';
import { epreuveConventionsFalsifiees, epreuveRegenerations } from './conventions.js';
import { epreuveCorruption } from './corruption.js';
import { epreuveDerniers } from './derniers.js';
import { epreuveDocuments } from './documents.js';
import { epreuveDeFichiers } from './fichiers.js';
import { epreuveHostilites } from './hostilites.js';
import { epreuveFalsifications } from './journal.js';
import { epreuveLectures } from './lectures.js';
import { epreuveMemoire } from './memoire.js';
import { epreuveModele } from './modele.js';
import type { Bilan } from './outils.js';
import { epreuvePannes } from './pannes.js';
import { epreuveCentime, epreuveOptimum } from './repartition.js';
import { epreuveSurdepense } from './surdepense.js';
import { epreuveVolume } from './volume.js';

/** The long proofs at full size, by name. */
const EPREUVES: Record<string, (atelier: Atelier) => Promise<Bilan>> = {
  surdepense: (atelier) => epreuveSurdepense(atelier, 500),
  derniers: (atelier) => epreuveDerniers(atelier, 200),
  lectures: (atelier) => epreuveLectures(atelier, 10_000),
  modele: (atelier) => epreuveModele(atelier, 300),
  corruption: (atelier) => epreuveCorruption(atelier, 200),
  journal: (atelier) => epreuveFalsifications(atelier, 200),
  chaines: (atelier) => epreuveChaines(atelier, 20_000),
  completude: (atelier) => epreuveCompletude(atelier, 5_000),
  memoire: (atelier) => epreuveMemoire(atelier),
  volume: (atelier) => epreuveVolume(atelier, 100_000),
  avis: (atelier) => epreuveAvis(atelier, 2_000, 20),
  hostilites: (atelier) => epreuveHostilites(atelier, 20_000, 600_000),
  optimum: () => epreuveOptimum(400),
  centime: () => epreuveCentime(200),
  regenerations: () => epreuveRegenerations(10, 10),
  cachets: () => epreuveConventionsFalsifiees(500),
  documents: () => epreuveDocuments(),
  proprietes: () => epreuveDeFichiers('Propriétés', 'libs/domaine/'),
  controles: () => epreuveDeFichiers('Contrôles', 'libs/candidatures/src/pieces/controle/'),
  depots: () => epreuveDeFichiers('Dépôts', 'test/deposer-candidature'),
  droits: () => epreuveDeFichiers('Droits', 'test/droits.e2e-spec'),
  scelle: () => epreuveDeFichiers('Sous scellé', 'test/sous-scelle'),
  detours: () => epreuveDeFichiers('Détours', 'test/lire-sans-fuite'),
  rejeux: () => epreuveDeFichiers('Rejeux', 'test/rejeux'),
  scrutins: () => epreuveDeFichiers('Scrutins', 'test/voter-allocation'),
  tours: () => epreuveDeFichiers('Tours', 'test/tour-simultane'),
  suspensions: () => epreuveDeFichiers('Suspensions', 'test/suspendre-seance'),
  ecrans: () => epreuveDeFichiers('Écrans', 'test/navigateur'),
  pannes: () => epreuvePannes(50, 100),
};

/**
 * Runs the proofs named (all of them when none is), each on databases of its own, and says one line each.
 * @returns the exit code: 0 when every promise held and every control failed.
 */
export async function lancerEpreuves(noms: readonly string[], dire: (ligne: string) => void): Promise<number> {
  const inconnu = noms.find((nom) => !(nom in EPREUVES));
  if (inconnu !== undefined) {
    dire(`Épreuve inconnue « ${inconnu} » : choisissez parmi ${Object.keys(EPREUVES).join(', ')}.`);
    return 1;
  }
  const choisies = Object.entries(EPREUVES).filter(([nom]) => noms.length === 0 || noms.includes(nom));
  let code = 0;
  const atelier = await ouvrirAtelier();
  try {
    for (const [, jouer] of choisies) {
      const { reussie, ligne } = await jouer(atelier);
      dire(`${reussie ? '✓' : '✗'} ${ligne}`);
      if (!reussie) code = 1;
    }
  } finally {
    await atelier.fermer();
  }
  return code;
}
