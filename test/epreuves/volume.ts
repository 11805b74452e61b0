import { GrandLivre, verifierGrandLivre, type EcritureAPoster, type LigneFautive } from '@tdt/appels';
import type pg from 'pg';
import { ajouterEnveloppe, creerMonde, doter, type MondeGrandLivre } from './monde.js';
import { DOTATION } from './surdepense.js';
import { avecPool, executeur, identifiant, nombre, type Bilan, type Lieu } from './outils.js';

const ENVELOPPES = 20;
const PARTS = 50;
/** Entries of one lot: reserved, voted under a cap, released, for each share. */
const PAR_LOT = PARTS * 3;
const DELAI_MAX_S = 30;

function unLot({ enveloppeId, parts }: MondeGrandLivre): EcritureAPoster[] {
  return parts.flatMap(({ id: partId, montant }) => {
    const commun = { enveloppeId, partId, montant };
    return [
      { type: 'RESERVER', de: 'DISPONIBLE', vers: 'RESERVE', ...commun },
      { type: 'VOTER', de: 'RESERVE', vers: 'VOTE', plafond: montant, ...commun },
      { type: 'LIBERER', de: 'VOTE', vers: 'DISPONIBLE', motif: 'épreuve de volume', ...commun },
    ] satisfies EcritureAPoster[];
  });
}

async function remplir(pool: pg.Pool, base: MondeGrandLivre, numero: number, lots: number): Promise<void> {
  const racine = `volume ${numero}`;
  const parts = Array.from({ length: PARTS }, (_, i) => ({
    id: identifiant(`${racine} part ${i}`),
    montant: 1_000_000n,
    acteId: identifiant(`${racine} acte ${i}`),
  }));
  const monde = { ...base, enveloppeId: identifiant(racine), parts };
  await ajouterEnveloppe(pool, monde);
  await doter(pool, monde, DOTATION);
  for (let n = 0; n < lots; n += 1) {
    const acte = { cle: identifiant(`${racine} lot ${n}`), acteurId: base.acteurId };
    const decision = await new GrandLivre(executeur(pool)).poster(acte, unLot(monde));
    if (!decision.ok) throw new Error(decision.refus.message);
  }
}

/** (g) The verifier on a large ledger: 100 000 entries in less than 30 s (trust.md A4). */
export async function epreuveVolume(lieu: Lieu, ecritures: number): Promise<Bilan> {
  const base = await lieu.nouvelleBase('volume');
  try {
    return await avecPool(base.url, 4, async (pool) => {
      const monde = await creerMonde(pool, 'volume', []);
      const lots = Math.ceil(ecritures / PAR_LOT / ENVELOPPES);
      const debutEcriture = performance.now();
      const numeros = Array.from({ length: ENVELOPPES }, (_, i) => i);
      const remplisseur = async () => {
        for (let n = numeros.pop(); n !== undefined; n = numeros.pop()) await remplir(pool, monde, n, lots);
      };
      await Promise.all([remplisseur(), remplisseur()]);
      await pool.query('analyze');
      const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from ecriture');
      const debut = performance.now();
      const constats = await verifierGrandLivre((sql) => executeur(pool).query<LigneFautive>(sql));
      const secondes = (performance.now() - debut) / 1000;
      const fautives = constats.reduce((somme, c) => somme + c.lignes.length, 0);
      const total = rows[0]!.n;
      return {
        reussie: total >= ecritures && fautives === 0 && secondes < DELAI_MAX_S,
        ligne:
          `volume : ${nombre(total)} écritures passées en ${((debut - debutEcriture) / 1000).toFixed(0)} s, ` +
          `vérifiées en ${secondes.toFixed(1)} s (limite ${DELAI_MAX_S} s), ${fautives} ligne fautive`,
      };
    });
  } finally {
    await base.fermer();
  }
}
