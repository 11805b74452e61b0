import type { NoeudCertifie } from '../src/repartition/certificat.js';

type Prix = Readonly<Record<string, bigint>>;
const decaler = (prix: Prix, ecart: bigint): Prix =>
  Object.fromEntries(Object.entries(prix).map(([k, v]) => [k, v + ecart]));

/** Every way of spoiling a node: its prices, its project, its sides. */
export function* gater(noeud: NoeudCertifie, ids: readonly string[]): Generator<NoeudCertifie> {
  if ('enveloppes' in noeud) {
    yield { ...noeud, enveloppes: {} };
    yield { ...noeud, enveloppes: decaler(noeud.enveloppes, -(10n ** 30n)) };
    yield { ...noeud, enveloppes: decaler(noeud.enveloppes, 10n ** 30n) };
    yield { ...noeud, inegalites: { ...noeud.inegalites, 9_999: 1n } };
    return;
  }
  const { projet, dedans, dehors } = noeud;
  yield dedans;
  yield dehors;
  for (const id of ids) if (id !== projet) yield { ...noeud, projet: id };
  for (const gate of gater(dedans, ids)) yield { ...noeud, dedans: gate };
  for (const gate of gater(dehors, ids)) yield { ...noeud, dehors: gate };
}
