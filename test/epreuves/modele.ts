import {
  FLECHES_GRAND_LIVRE,
  NATURES_COMPTE,
  NATURES_SANS_PART,
  type EcritureDemandee,
  type FlecheGrandLivre,
} from '@tdt/domaine';
import fc from 'fast-check';
import type pg from 'pg';
import { CommandePoster, CommandeRejouer, CommandeStatut, etatModele, etatReel, type EtatModele } from './commandes.js';
import { ajouterEnveloppe, creerMonde, type MondeGrandLivre } from './monde.js';
import { avecPool, identifiant, nombre, type Bilan, type Lieu } from './outils.js';

const PARTS = 2;
const DIRECTES = FLECHES_GRAND_LIVRE.filter((f) => f.type !== 'ANNULER');

/** Small amounts of the same few sizes, so that balances meet their limits often. */
const montant = fc.constantFrom(1n, 10_000_000n, 25_000_000n, 35_000_000n);
const part = fc.nat({ max: PARTS - 1 });

function ecriture(
  f: Pick<FlecheGrandLivre, 'type' | 'de' | 'vers'>,
  somme: bigint,
  rangPart: number,
  pieces: boolean,
  modele: EtatModele,
  monde: MondeGrandLivre | null,
): EcritureDemandee {
  const sansPart = NATURES_SANS_PART.includes(f.de) && NATURES_SANS_PART.includes(f.vers);
  const laPart = monde?.parts[rangPart];
  return {
    type: f.type,
    de: f.de,
    vers: f.vers,
    montant: somme,
    partId: sansPart ? null : (laPart?.id ?? ''),
    ...(pieces && (f.type === 'ENGAGER' || f.type === 'LIBERER') ? { acteId: laPart?.acteId ?? '' } : {}),
    ...(pieces && f.type === 'CONVENTIONNER' ? { conventionId: monde?.conventionId ?? '' } : {}),
    ...(f.type === 'VERSER' && pieces ? { referencePaiement: `${monde?.enveloppeId} P${modele.lots.length}` } : {}),
  };
}

/** A declared arrow, now and then without the piece that it requires. */
const surFleche = fc
  .record({ f: fc.constantFrom(...DIRECTES), montant, part, pieces: fc.boolean() })
  .map(({ f, montant: somme, part: p, pieces }) => {
    const nom = `${f.type} ${f.de}→${f.vers} ${somme}${pieces ? '' : ' sans pièce'}`;
    return new CommandePoster(nom, (modele, monde) => [ecriture(f, somme, p, pieces, modele, monde)]);
  });

/** The ordinary path of a share, several steps in one lot: all or nothing. */
const parcours = fc
  .record({ montant, part, etapes: fc.integer({ min: 1, max: 6 }) })
  .map(({ montant: somme, part: p, etapes }) => {
    const suite = ['DOTER', 'VOTER', 'ENGAGER', 'CONVENTIONNER', 'LIQUIDER', 'VERSER'].slice(0, etapes);
    const fleches = suite.map((type) => DIRECTES.find((f) => f.type === type && f.de !== 'RESERVE')!);
    return new CommandePoster(`lot ${suite.join('+')} ${somme}`, (modele, monde) =>
      fleches.map((f) => ecriture(f, somme, p, true, modele, monde)),
    );
  });

/** Steps of the life of a share: an arrow that enters one of them from elsewhere skips a key or a piece (R24). */
const ETAPES = ['DISPONIBLE', 'RESERVE', 'VOTE', 'ENGAGE', 'CONVENTIONNE', 'A_PAYER'] as const;
const vraies = DIRECTES.filter((f) => f.type !== 'VERSER');

/** A declared arrow that leaves from the wrong account, or goes under another type: nearly always forbidden. */
const fausseFleche = fc
  .oneof(
    fc.record({ f: fc.constantFrom(...vraies.filter((f) => f.vers !== 'SOURCE')), de: fc.constantFrom(...ETAPES) }),
    fc.record({ f: fc.constantFrom(...vraies), vers: fc.constantFrom(...NATURES_COMPTE) }),
    fc.record({ f: fc.constantFrom(...vraies), type: fc.constantFrom(...vraies.map((v) => v.type)) }),
  )
  .map(({ f, ...champ }) => ({ type: f.type, de: f.de, vers: f.vers, ...champ }))
  .filter(({ de, vers }) => de !== vers)
  .chain((f) => fc.record({ f: fc.constant(f), montant, part }))
  .map(({ f, montant: somme, part: p }) => {
    const nom = `${f.type} ${f.de}→${f.vers} ${somme}`;
    return new CommandePoster(nom, (modele, monde) => [ecriture(f, somme, p, true, modele, monde)]);
  });

/** Reversal of an entry already posted, whatever happened to it since. */
const annuler = fc.nat({ max: 30 }).map(
  (choix) =>
    new CommandePoster(`ANNULER ${choix}`, ({ livre }) => {
      const cause = livre.ecritures[choix % Math.max(1, livre.ecritures.length)];
      if (!cause) return [];
      const { rang, vers: de, de: vers, montant: somme, partId } = cause;
      return [{ type: 'ANNULER', de, vers, montant: somme, partId, causeRang: rang }];
    }),
);

const rejouer = fc
  .record({ choix: fc.nat({ max: 30 }), alterer: fc.boolean() })
  .map(({ choix, alterer }) => new CommandeRejouer(choix, alterer));
const statut = fc
  .constantFrom('OUVERTE' as const, 'OUVERTE' as const, 'GELEE' as const, 'CLOSE' as const)
  .map((s) => new CommandeStatut(s));

const commandes = fc.commands(
  [parcours, surFleche, surFleche, surFleche, fausseFleche, fausseFleche, annuler, rejouer, statut],
  {
    size: '+1',
    maxCommands: 60,
  },
);

export interface ChiffresModele {
  essais: number;
  operations: number;
  echec: boolean;
  /** Number of the first failing run, and of commands left once shrunk. */
  auTour: number;
  reduitA: number;
  exemple: string;
  cause: string;
}

/** Plays the commands against the database and the model. `saboter` plants a bug first. */
export async function jouerModele(
  lieu: Lieu,
  essais: number,
  graine: number,
  saboter?: string,
): Promise<ChiffresModele> {
  const base = await lieu.nouvelleBase('modele');
  try {
    return await avecPool(base.url, 2, async (pool) => {
      const monde = await creerMonde(pool, 'modele', []);
      if (saboter) await pool.query(saboter);
      return verdict(await jouer(pool, monde, essais, graine));
    });
  } finally {
    await base.fermer();
  }
}

async function jouer(pool: pg.Pool, base: MondeGrandLivre, essais: number, graine: number) {
  let numero = 0;
  let operations = 0;
  const propriete = fc.asyncProperty(commandes, async (suite) => {
    numero += 1;
    const racine = `modele ${numero}`;
    const parts = Array.from({ length: PARTS }, (_, i) => ({
      id: identifiant(`${racine} part ${i}`),
      montant: 10_000_000_000_000n,
      acteId: identifiant(`${racine} acte ${i}`),
    }));
    const monde = { ...base, enveloppeId: identifiant(racine), parts };
    await ajouterEnveloppe(pool, monde);
    await fc.asyncModelRun(
      () => ({ model: etatModele(), real: etatReel(pool, monde, () => (operations += 1)) }),
      suite,
    );
  });
  const resultat = await fc.check(propriete, { numRuns: essais, seed: graine });
  return { resultat, operations };
}

function verdict({ resultat, operations }: Awaited<ReturnType<typeof jouer>>): ChiffresModele {
  const suite = resultat.counterexample?.[0];
  const jouees = String(suite ?? '').replace(/ \/\*.*$/s, '');
  return {
    essais: resultat.numRuns,
    operations,
    echec: resultat.failed,
    auTour: resultat.failed ? resultat.numRuns : 0,
    reduitA: jouees === '' ? 0 : jouees.split(',').length,
    exemple: jouees,
    cause: resultat.failed ? String((resultat.errorInstance as Error | undefined)?.message ?? '') : '',
  };
}

/** The bugs that the run has to find, as SQL that plants them. */
export const SABOTAGES = {
  'CHECK du solde retiré': 'alter table compte drop constraint compte_solde_positif',
  'flèche sans l’acte du financeur': `insert into fleche values ('CONVENTIONNER', 'VOTE', 'CONVENTIONNE', false, true, false, true)`,
  'enveloppe close non gardée': 'alter table ecriture drop constraint ecriture_enveloppe_ouverte',
} as const;

/** (d) The SQL ledger and the pure model agree on every verdict and every balance; planted bugs are found. */
export async function epreuveModele(lieu: Lieu, essais: number): Promise<Bilan> {
  const graine = 2021;
  const sain = await jouerModele(lieu, essais, graine);
  const trouves: string[] = [];
  let tous = true;
  for (const [nom, sql] of Object.entries(SABOTAGES)) {
    // It stops at the first disagreement: a high limit costs nothing when the bug is found.
    const sabote = await jouerModele(lieu, Math.max(essais, 300), graine, sql);
    tous &&= sabote.echec;
    trouves.push(
      sabote.echec ? `${nom} : au tour ${sabote.auTour}, réduit à ${sabote.reduitA}` : `${nom} : NON TROUVÉ`,
    );
  }
  const issue = sain.echec ? `désaccord au tour ${sain.auTour} (${sain.exemple} — ${sain.cause})` : 'aucun désaccord';
  return {
    reussie: !sain.echec && tous,
    ligne:
      `modèle : ${nombre(sain.essais)} suites, ${nombre(sain.operations)} opérations, graine ${graine}, ${issue} ; ` +
      `témoins — ${trouves.join(' ; ')}`,
  };
}
