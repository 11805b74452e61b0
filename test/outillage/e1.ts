import { calendrierDe2021 } from '../../apps/outils/scenario-e1/calendrier.js';
import { Client } from '../../apps/outils/scenario-e1/client.js';
import { jouerE1 } from '../../apps/outils/scenario-e1/jouer.js';
import { nouvellePartie, type Partie } from '../../apps/outils/scenario-e1/partie.js';
import { demarrerApres, type Serveur } from './serveur.js';

const CODE = 'E1';
/** Number of its convention. */
export const CONVENTION_E1 = `${CODE}-C-0001`;

const partieSur = (s: Serveur): Partie =>
  nouvellePartie(
    new Client(s.url, s.monde),
    calendrierDe2021((instant) => s.reglerHorloge(instant)),
    CODE,
    () => undefined,
  );

const E1 = {
  nom: 'scenario_e1',
  async raconter(s: Serveur) {
    const { client: _client, cal: _cal, dire: _dire, sieges, enveloppes, parts, ...ids } = await jouer(s);
    return { ...ids, sieges: [...sieges], enveloppes: [...enveloppes], parts: [...parts] };
  },
};

async function jouer(s: Serveur): Promise<Partie> {
  const partie = partieSur(s);
  await jouerE1(partie);
  return partie;
}

/** Scenario E1 (domain.md §12) played to its end: a convention put to the signature of five parties. */
export async function apresE1(
  nom: string,
  environnement: Record<string, string> = {},
): Promise<{ s: Serveur; p: Partie }> {
  const { s, donne } = await demarrerApres(E1, nom, environnement);
  const { sieges, enveloppes, parts, ...ids } = donne;
  const lus = { sieges: new Map(sieges), enveloppes: new Map(enveloppes), parts: new Map(parts) };
  return { s, p: { ...partieSur(s), ...ids, ...lus } };
}
