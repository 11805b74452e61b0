import { FauteDeFichier } from './lecture.js';
import { lireSections, type Rangee } from './pabulib-texte.js';

/** A project of an election. */
export interface ProjetElu {
  id: string;
  cout: bigint;
}

/** Voters who gave the same points to the same projects: what happens to one happens to all. */
export interface GroupeVotants {
  effectif: number;
  /** Points of one of them by project, all above zero. */
  points: ReadonlyMap<string, bigint>;
}

/** A participatory-budgeting election (.pb file). Decimals are scaled to whole numbers, amounts and points apart. */
export interface Election {
  /** The rule that the file announces: « greedy », « equalshares/add1 » … */
  regle: string;
  /** How many units of amount make one currency unit: 1, or a power of ten when the file has decimals. */
  unite: bigint;
  budget: bigint;
  /** In file order, without those below the score that makes a project eligible. */
  projets: ProjetElu[];
  /** All who voted, those who support nothing included: each holds the same share of the budget. */
  votants: number;
  groupes: GroupeVotants[];
}

const TYPES_VOTE = ['approval', 'choose-1', 'cumulative', 'scoring', 'ordinal'] as const;
type TypeVote = (typeof TYPES_VOTE)[number];

/** A decimal number as written, without its last zeros: 12.50 is 125 with 1 decimal. */
interface Decimal {
  entier: bigint;
  decimales: number;
}

const enDecimal = (entier: number): Decimal => ({ entier: BigInt(entier), decimales: 0 });

function lireDecimal(rangee: Rangee, texte: string, objet: string): Decimal {
  const lu = /^(\d+)(?:\.(?=\d)(\d*?)0*)?$/.exec(texte);
  if (lu === null) throw rangee.faute(`${objet} n’est pas un nombre positif ou nul (reçu : ${texte.slice(0, 40)})`);
  const [, entiers = '', decimales = ''] = lu;
  return { entier: BigInt(entiers + decimales), decimales: decimales.length };
}

/** Brings numbers to one scale: whole numbers of 10^−decimales. */
class Echelle {
  readonly unite: bigint;

  constructor(nombres: readonly Decimal[]) {
    this.unite = 10n ** BigInt(nombres.reduce((max, { decimales }) => Math.max(max, decimales), 0));
  }

  mettre({ entier, decimales }: Decimal): bigint {
    return (entier * this.unite) / 10n ** BigInt(decimales);
  }
}

/** META, by key. */
class Entete {
  private readonly parCle: ReadonlyMap<string, Rangee>;

  constructor(rangees: readonly Rangee[]) {
    this.parCle = new Map(rangees.map((rangee) => [rangee.lire('key'), rangee]));
  }

  exiger(cle: string): Rangee {
    const rangee = this.parCle.get(cle);
    if (rangee === undefined) throw new FauteDeFichier('META', `la clé ${cle} manque`);
    return rangee;
  }

  texte(cle: string): string {
    return this.parCle.get(cle)?.lire('value') ?? '';
  }

  /** The number under a key, `undefined` when it is not there. */
  decimal(cle: string): Decimal | undefined {
    return this.texte(cle) === '' ? undefined : lireDecimal(this.exiger(cle), this.texte(cle), cle);
  }

  /** The format says that this count is the number of rows: a file cut short must not give a result. */
  compter(cle: string, rangees: readonly Rangee[]): void {
    const annonce = this.decimal(cle);
    if (annonce !== undefined && (annonce.decimales > 0 || annonce.entier !== BigInt(rangees.length)))
      throw this.exiger(cle).faute(`${cle} annonce ${this.texte(cle)}, le fichier en a ${rangees.length}`);
  }
}

function lireTypeVote(entete: Entete): TypeVote {
  const rangee = entete.exiger('vote_type');
  const type = TYPES_VOTE.find((connu) => connu === rangee.lire('value'));
  if (type === undefined)
    throw rangee.faute(
      `vote_type « ${rangee.lire('value')} » n’est pas connu, choisissez parmi ${TYPES_VOTE.join(', ')}`,
    );
  const defaut = entete.decimal('default_score');
  if (defaut !== undefined && defaut.entier !== 0n)
    throw entete.exiger('default_score').faute('une note par défaut autre que zéro n’est pas prise en charge');
  return type;
}

function lireProjets(rangees: readonly Rangee[]): Map<string, Decimal> {
  const couts = new Map<string, Decimal>();
  for (const rangee of rangees) {
    const id = rangee.exiger('project_id');
    if (couts.has(id)) throw rangee.faute(`le projet ${id} est déjà dans le fichier`);
    const cout = lireDecimal(rangee, rangee.exiger('cost'), 'cost');
    if (cout.entier === 0n) throw rangee.faute('un projet a un coût au-dessus de zéro');
    couts.set(id, cout);
  }
  return couts;
}

/** A comma-separated list; an empty text is an empty list. */
function lireListe(texte: string): string[] {
  return texte === '' ? [] : texte.split(',').map((valeur) => valeur.trim());
}

/**
 * What one voter gives to the projects of its vote, in their order: 1 by approval, the points of the file when it has some,
 * and in a ranking of at most m projects m points to the first, m − 1 to the second …
 */
function pointsDuVote(rangee: Rangee, ids: readonly string[], type: TypeVote, rangs: number): Decimal[] {
  if (type === 'ordinal') {
    if (ids.length > rangs) throw rangee.faute(`${ids.length} projets classés, ${rangs} au plus`);
    return ids.map((_, i) => enDecimal(rangs - i));
  }
  if (type === 'approval' || type === 'choose-1') return ids.map(() => enDecimal(1));
  const points = lireListe(rangee.lire('points'));
  if (points.length !== ids.length)
    throw rangee.faute(`${points.length} valeurs dans points pour ${ids.length} projets dans vote`);
  return points.map((texte) => lireDecimal(rangee, texte, 'points'));
}

/** Points by project of one row of VOTES. */
type Bulletin = ReadonlyMap<string, Decimal>;

function lireBulletin(rangee: Rangee, type: TypeVote, rangs: number, connus: ReadonlySet<string>): Bulletin {
  const ids = lireListe(rangee.lire('vote'));
  const points = pointsDuVote(rangee, ids, type, rangs);
  const bulletin = new Map<string, Decimal>();
  ids.forEach((id, i) => {
    if (!connus.has(id)) throw rangee.faute(`le projet ${id} n’est pas dans la section PROJECTS`);
    if (bulletin.has(id)) throw rangee.faute(`le projet ${id} est cité deux fois`);
    bulletin.set(id, points[i] ?? enDecimal(0));
  });
  return bulletin;
}

function grouper(bulletins: readonly Bulletin[], echelle: Echelle): GroupeVotants[] {
  const groupes = new Map<string, GroupeVotants>();
  for (const bulletin of bulletins) {
    const points = [...bulletin].map(([id, valeur]) => [id, echelle.mettre(valeur)] as const).filter(([, n]) => n > 0n);
    const cle = JSON.stringify(points.map(([id, n]) => [id, String(n)]).sort());
    const groupe = groupes.get(cle);
    if (groupe === undefined) groupes.set(cle, { effectif: 1, points: new Map(points) });
    else groupe.effectif += 1;
  }
  return [...groupes.values()].filter(({ points }) => points.size > 0);
}

/** Points given to each project by all voters. A project that nobody supports is absent. */
export function scores(groupes: readonly GroupeVotants[]): Map<string, bigint> {
  const totaux = new Map<string, bigint>();
  for (const { effectif, points } of groupes) {
    for (const [id, valeur] of points) totaux.set(id, (totaux.get(id) ?? 0n) + valeur * BigInt(effectif));
  }
  return totaux;
}

/**
 * Reads a Pabulib file.
 * @throws FauteDeFichier when it does not follow its format
 */
export function lireElection(texte: string): Election {
  const { META, PROJECTS, VOTES } = lireSections(texte);
  const entete = new Entete(META);
  entete.compter('num_projects', PROJECTS);
  entete.compter('num_votes', VOTES);
  const type = lireTypeVote(entete);
  const budget = lireDecimal(entete.exiger('budget'), entete.texte('budget'), 'budget');
  const couts = lireProjets(PROJECTS);
  const rangs = Number(entete.decimal('max_length')?.entier ?? couts.size);
  const bulletins = VOTES.map((rangee) => lireBulletin(rangee, type, rangs, new Set(couts.keys())));
  const seuil = entete.decimal('min_project_score_threshold') ?? enDecimal(0);
  const monnaie = new Echelle([budget, ...couts.values()]);
  const notes = new Echelle([seuil, ...bulletins.flatMap((bulletin) => [...bulletin.values()])]);
  const groupes = grouper(bulletins, notes);
  const totaux = scores(groupes);
  const projets = [...couts]
    .filter(([id]) => (totaux.get(id) ?? 0n) >= notes.mettre(seuil))
    .map(([id, cout]) => ({ id, cout: monnaie.mettre(cout) }));
  return {
    regle: entete.texte('rule'),
    unite: monnaie.unite,
    budget: monnaie.mettre(budget),
    projets,
    votants: VOTES.length,
    groupes,
  };
}
