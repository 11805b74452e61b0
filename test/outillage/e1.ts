import { calendrierDe2021 } from '../../apps/outils/scenario-e1/calendrier.js';
import { Client } from '../../apps/outils/scenario-e1/client.js';
import { jouerE1, jouerJusquAuVote } from '../../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie, type Partie } from '../../apps/outils/scenario-e1/partie.js';
import { demarrerApres, type Serveur } from './serveur.js';

const CODE = 'E1';

const partieSur = (s: Serveur): Partie =>
  nouvellePartie(
    new Client(s.url, s.monde),
    calendrierDe2021((instant) => s.reglerHorloge(instant)),
    CODE,
    () => undefined,
  );

/** Scenario E1 (domain.md §12) played so far, and its ids as JSON keeps them. */
const histoire = (nom: string, jouer: (partie: Partie) => Promise<unknown>) => ({
  nom,
  async raconter(s: Serveur) {
    const partie = partieSur(s);
    await jouer(partie);
    const { client: _client, cal: _cal, dire: _dire, sieges, enveloppes, parts, ...ids } = partie;
    return { ...ids, sieges: [...sieges], enveloppes: [...enveloppes], parts: [...parts] };
  },
});
const VOTE = histoire('e1_vote', jouerJusquAuVote);
const E1 = histoire('e1', jouerE1);

async function reprendre(
  apres: typeof E1,
  nom: string,
  environnement: Record<string, string>,
): Promise<{ s: Serveur; p: Partie }> {
  const { s, donne } = await demarrerApres(apres, nom, environnement);
  const { sieges, enveloppes, parts, ...ids } = donne;
  const lus = { sieges: new Map(sieges), enveloppes: new Map(enveloppes), parts: new Map(parts) };
  return { s, p: { ...partieSur(s), ...ids, ...lus } };
}

/** Four shares voted, none committed yet. */
export const apresVote = (nom: string, environnement = {}) => reprendre(VOTE, nom, environnement);
/** To its end: a convention put to the signature of five parties. */
export const apresE1 = (nom: string, environnement = {}) => reprendre(E1, nom, environnement);
