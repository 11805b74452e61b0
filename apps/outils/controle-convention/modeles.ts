import {
  composerConvention,
  composerConventionBilaterale,
  composerLettreEngagement,
  composerLettreMecenat,
  composerLettreNotification,
  composerLettreRefus,
  type DonneesLettreEngagement,
  type DonneesLettreMecenat,
  type DonneesNotification,
  type DonneesRefus,
} from '@tdt/conventions';
import { reduireAuFinanceur, relireMontant, type Decision, type DonneesConvention } from '@tdt/domaine';
import { infosPdf } from '@tdt/documents';

export const MODELES = [
  'convention-multipartite',
  'convention-bilaterale',
  'avenant',
  'lettre-engagement',
  'lettre-mecenat',
  'lettre-notification',
  'lettre-refus',
  'proces-verbal',
  'recu-depot',
] as const;
export type Modele = (typeof MODELES)[number];

export const LIBELLES_MODELE: Readonly<Record<Modele, string>> = {
  'convention-multipartite': 'convention pluripartite',
  'convention-bilaterale': 'convention bilatérale d’un ensemble coordonné',
  avenant: 'avenant',
  'lettre-engagement': 'lettre d’engagement',
  'lettre-mecenat': 'lettre de mécénat',
  'lettre-notification': 'notification de la décision',
  'lettre-refus': 'notification d’un refus',
  'proces-verbal': 'procès-verbal de séance',
  'recu-depot': 'récépissé de dépôt',
};

/** What its parties sign in the application bears a seal and a cachet; nothing else does. */
export const estScelle = (modele: Modele): boolean => /^convention-|^avenant$/.test(modele);

/** What the document carries besides its page: the name of the file, none for what is kept in the database as it is. */
export function pieceDe(modele: Modele): 'convention.json' | 'lettre.json' | null {
  if (estScelle(modele)) return 'convention.json';
  return modele.startsWith('lettre-') ? 'lettre.json' : null;
}

/** First of the keywords that every template writes in the file. */
const FAMILLES: readonly (readonly [RegExp, readonly Modele[]])[] = [
  [/^convention,/, ['convention-multipartite', 'convention-bilaterale']],
  [/^avenant,/, ['avenant']],
  [/^lettre,/, ['lettre-notification', 'lettre-engagement', 'lettre-mecenat', 'lettre-refus']],
  [/^procès-verbal,/, ['proces-verbal']],
  [/^récépissé,/, ['recu-depot']],
];

/** Members that only the data of one model have: the others of its family have not. */
const SIGNES: Partial<Record<Modele, string>> = {
  'convention-bilaterale': 'ensemble',
  'lettre-engagement': 'forme',
  'lettre-mecenat': 'recuFiscal',
  'lettre-refus': 'sollicites',
};

export const motsCles = (pdf: Buffer): string => /^Keywords:\s+(.*)$/m.exec(infosPdf(pdf))?.[1] ?? '';

/** Of which family a document says that it is; none of ours is null. */
export function familleDe(pdf: Buffer): readonly Modele[] | null {
  const mots = motsCles(pdf);
  return FAMILLES.find(([signe]) => signe.test(mots))?.[1] ?? null;
}

/** Which model of the family these data are for; the first one when they cannot be read. */
export function modeleDe(famille: readonly Modele[], contenu: object | null): Modele {
  const trouve = famille.find((modele) => contenu !== null && (SIGNES[modele] ?? '') in contenu);
  return trouve ?? (famille[0] as Modele);
}

/** Amounts that letters name otherwise than conventions. */
const AUTRES_MONTANTS: ReadonlySet<string> = new Set(['coutTotal', 'cumulAnnuel', 'montantDemande']);

/** The data of a document from the text that it carries, amounts back as bigint. Throws on what is no JSON object. */
export function lireContenu(texte: string): object {
  const lu: unknown = JSON.parse(texte, (cle, valeur: unknown) =>
    AUTRES_MONTANTS.has(cle) && typeof valeur === 'string' ? BigInt(valeur) : relireMontant(cle, valeur),
  );
  if (typeof lu !== 'object' || lu === null) throw new Error('Les données jointes ne sont pas un objet.');
  return lu;
}

/** The data of the convention that a seal speaks of. */
export function conventionDe(modele: Modele, contenu: object): DonneesConvention | null {
  return estScelle(modele) ? (contenu as DonneesConvention) : null;
}

const duBudget = ({ budget }: DonneesConvention): bigint[] =>
  [budget.charges, budget.produits, budget.emplois, budget.ressources].flat().map((ligne) => ligne.montant);
/** In a coordinated set, the plan that all its conventions print. */
const duPlan = ({ plan, ensemble }: DonneesConvention): bigint[] =>
  (ensemble?.lignes ?? plan.lignes).map((ligne) => ligne.montant);
const desEcheanciers = ({ echeanciers }: DonneesConvention): bigint[] =>
  echeanciers.flatMap(({ versements }) => versements.map((versement) => versement.montant));

const duneConvention = (d: DonneesConvention): bigint[] => [
  d.cout.total,
  ...duPlan(d),
  ...desEcheanciers(d),
  ...duBudget(d),
];

/** Every amount that these data have printed, in centimes. */
const MONTANTS: Partial<Record<Modele, (contenu: never) => bigint[]>> = {
  'convention-multipartite': duneConvention,
  'convention-bilaterale': duneConvention,
  avenant: (d: DonneesConvention) => [d.cout.total, d.plan.ressourcesPropres, ...duPlan(d)],
  'lettre-engagement': ({ ensemble, financeurId }: DonneesLettreEngagement) => {
    const siennes = reduireAuFinanceur(ensemble, financeurId);
    return [...duPlan(siennes), ...desEcheanciers(siennes)];
  },
  'lettre-mecenat': ({ ensemble }: DonneesLettreMecenat) => [...duPlan(ensemble), ...desEcheanciers(ensemble)],
  'lettre-notification': ({ coutTotal, parts }: DonneesNotification) => [coutTotal, ...parts.map((p) => p.montant)],
  'lettre-refus': ({ coutTotal, montantDemande }: DonneesRefus) => [coutTotal, montantDemande],
};

/** Every amount that these data have printed, in centimes; none for a model that carries no data. */
export const montantsDe = (modele: Modele, contenu: object): bigint[] => MONTANTS[modele]?.(contenu as never) ?? [];

/** What the composer is told besides the data, read back from the file. */
export interface Reglages {
  empreinte: string;
  sceau: string | null;
  /** Images that its data name, as the document itself carries them. */
  logos: ReadonlyMap<string, Uint8Array>;
  emisLe: Date;
}

type Recomposition = (contenu: never, reglages: Reglages) => Promise<Buffer | Decision<Buffer>>;

/** An avenant is composed with the convention that it changes, which it does not carry; nor do minutes and receipts. */
const RECOMPOSITIONS: Partial<Record<Modele, Recomposition>> = {
  'convention-multipartite': (d: DonneesConvention, r) => composerConvention(d, { ...r, projet: d.entete.projet }),
  'convention-bilaterale': (d: DonneesConvention, r) =>
    composerConventionBilaterale(d, { ...r, projet: d.entete.projet }),
  'lettre-engagement': (d: DonneesLettreEngagement, r) => composerLettreEngagement(d, { ...r, projet: false }),
  'lettre-mecenat': (d: DonneesLettreMecenat, r) => composerLettreMecenat(d, { ...r, projet: false }),
  'lettre-notification': (d: DonneesNotification, r) => composerLettreNotification(d, { ...r, projet: false }),
  'lettre-refus': (d: DonneesRefus, r) => composerLettreRefus(d, { ...r, projet: false }),
};

export const seRecompose = (modele: Modele): boolean => modele in RECOMPOSITIONS;

/** The document made again from its own data; null when they no longer make one. */
export async function recomposer(modele: Modele, contenu: object, reglages: Reglages): Promise<Buffer | null> {
  const refait = await RECOMPOSITIONS[modele]?.(contenu as never, reglages);
  if (refait === undefined || Buffer.isBuffer(refait)) return refait ?? null;
  return refait.ok ? refait.fait : null;
}
