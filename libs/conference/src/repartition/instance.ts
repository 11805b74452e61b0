import {
  accepter,
  CLASSE_APPEL,
  classeDe,
  CLASSES_PAR_DEFAUT,
  estPublique,
  refuser,
  resoudrePlafonds,
  type ClasseDeFinanceurs,
  type ClasseFinanceur,
  type ClassePlafonnee,
  type Decision,
  type Instance,
  type LigneOfferte,
  type PlafondLigne,
  type Points,
  type ProjetOffert,
  type RegleFinancement,
} from '@tdt/domaine';
import type { DonneesTour, EnveloppeLue, ProjetLu } from './donnees-tour.js';

/** The rule behind the cap of a class on one project. */
export interface OrigineClasse {
  regle: string | null;
  source: string | null;
}

/** Everything that the plans of a round are made from: the instance, the points, and the names that sentences need. */
export interface Donnees {
  instance: Instance;
  points: Points;
  /** Project → class → the rule of its cap. */
  origines: Readonly<Record<string, Readonly<Record<string, OrigineClasse>>>>;
  projets: ReadonlyMap<string, Pick<ProjetLu, 'titre'>>;
  enveloppes: ReadonlyMap<string, Pick<EnveloppeLue, 'financeurId' | 'financeur' | 'dispositif' | 'lignes'>>;
  /** Name of each class. */
  classes: ReadonlyMap<string, string>;
}

/** Points of a supporter when the round counts none: all the wishes weigh the same. */
const UN_POINT = 1;

/**
 * From the rows of a revealed round to the instance that the engine works on: needs, caps of the rules (A1), announced
 * ceilings. Envelope balances stay private: the engine only knows what was announced. Refusals: INCOMPLET (no bid), then
 * those of `resoudrePlafonds`, on the project in cause.
 */
export function construireInstance(donnees: DonneesTour): Decision<Donnees> {
  if (donnees.enveloppes.length === 0) {
    return refuser('INCOMPLET', 'Aucune annonce n’a été scellée dans ce tour : il n’y a rien à répartir.', 'tourId');
  }
  const classes = donnees.classes.length > 0 ? donnees.classes : CLASSES_PAR_DEFAUT;
  const projets: ProjetOffert[] = [];
  const plafonnees: ClassePlafonnee[][] = [];
  for (const projet of donnees.projets) {
    const resolu = resoudre(donnees, projet, classes);
    if (!resolu.ok) return { ok: false, refus: { ...resolu.refus, chemin: `projets[${projets.length}]` } };
    projets.push(resolu.fait.projet);
    plafonnees.push(resolu.fait.classes);
  }
  const racine = plafonnees.some((liste) => liste.some((c) => c.id === CLASSE_APPEL)) ? CLASSE_APPEL : null;
  const instance: Instance = {
    classes: arbre(classes, racine),
    enveloppes: donnees.enveloppes.map(({ id, rang, categorie, plafond }) => {
      return { id, rang, classe: classeDe(categorie, classes) ?? racine, montant: BigInt(plafond) };
    }),
    projets,
  };
  return accepter({
    instance,
    points: pointsDe(donnees),
    origines: Object.fromEntries(projets.map(({ id }, i) => [id, originesDe(plafonnees[i] ?? [])])),
    projets: new Map(donnees.projets.map((p) => [p.id, p])),
    enveloppes: new Map(donnees.enveloppes.map((e) => [e.id, e])),
    classes: new Map([[CLASSE_APPEL, 'Tous les financeurs'], ...classes.map((c) => [c.code, c.libelle] as const)]),
  });
}

/** The tree of the classes; a rule of the whole call adds the root that stands for all the funders together. */
function arbre(classes: readonly ClasseDeFinanceurs[], racine: string | null): ClasseFinanceur[] {
  const noeuds = classes.map(({ code, parent }) => ({ id: code, parent: parent ?? racine }));
  return racine === null ? noeuds : [{ id: racine, parent: null }, ...noeuds];
}

interface ProjetResolu {
  projet: ProjetOffert;
  classes: ClassePlafonnee[];
}

function resoudre(
  { regles, enveloppes }: DonneesTour,
  projet: ProjetLu,
  classes: readonly ClasseDeFinanceurs[],
): Decision<ProjetResolu> {
  const soutiens = enveloppes.flatMap((enveloppe) => {
    const ligne = enveloppe.lignes.find((l) => l.candidatureId === projet.id);
    return ligne ? [{ enveloppe, ligne }] : [];
  });
  const coutTotal = BigInt(projet.coutTotal);
  const plafonds = resoudrePlafonds(
    {
      coutTotal,
      depenseSubventionnable: projet.assiette === null ? coutTotal : BigInt(projet.assiette),
      apport: { montant: BigInt(projet.ressourcesPropres), public: estPublique(projet.categoriePorteur) },
      autresAcquis: projet.acquis.map(({ categorie, montant }) => {
        return { classe: classeDe(categorie, classes), montant: BigInt(montant) };
      }),
    },
    regles.filter((r) => r.appelId === projet.appelId).flatMap((r) => reglesResolues(r, soutiens)),
    soutiens.map(({ enveloppe, ligne }) => ({
      id: enveloppe.id,
      classe: classeDe(enveloppe.categorie, classes),
      poids: 1n,
      rang: enveloppe.rang,
      enveloppeRestante: BigInt(enveloppe.plafond),
      annonce: BigInt(ligne.maximum),
      annonceMinimale: BigInt(ligne.minimum),
    })),
    classes.map(({ code, parent }) => ({ id: code, parent })),
  );
  if (!plafonds.ok) return plafonds;
  const { besoin, lignes } = plafonds.fait;
  const bornees = plafonds.fait.classes.filter((c) => c.plafond !== null);
  const offertes = lignes.map(({ id, minimum, plafonds: siens }): LigneOfferte => {
    const liant = siens.reduce<PlafondLigne | null>((bas, p) => (bas && bas.montant <= p.montant ? bas : p), null);
    return { enveloppe: id, plafond: liant?.montant ?? 0n, minimum, code: liant?.code, source: liant?.source ?? null };
  });
  return accepter({
    projet: {
      id: projet.id,
      rang: projet.rang,
      score: BigInt(projet.score),
      besoin,
      lignes: offertes,
      plafondsClasses: Object.fromEntries(bornees.map((c) => [c.id, c.plafond ?? 0n])),
    },
    classes: bornees,
  });
}

/** A rule on a funder or a category bears on each of its envelopes in the round. */
function reglesResolues(
  { code, classe, financeurId, categorie, montant, ...regle }: DonneesTour['regles'][number],
  soutiens: readonly { enveloppe: EnveloppeLue }[],
): RegleFinancement[] {
  const commune = { ...regle, montant: montant === null ? null : BigInt(montant) };
  if (regle.portee !== 'ENVELOPPE') return [{ ...commune, id: code, cible: classe }];
  return soutiens
    .map((s) => s.enveloppe)
    .filter((e) => e.financeurId === financeurId || e.categorie === categorie)
    .map((e) => ({ ...commune, id: `${code}:${e.id}`, cible: e.id }));
}

function originesDe(classes: readonly ClassePlafonnee[]): Record<string, OrigineClasse> {
  return Object.fromEntries(classes.map(({ id, regle, source }) => [id, { regle, source }]));
}

function pointsDe({ projets, enveloppes }: DonneesTour): Points {
  return Object.fromEntries(
    projets.map(({ id }) => [
      id,
      Object.fromEntries(
        enveloppes.flatMap((e) => {
          const ligne = e.lignes.find((l) => l.candidatureId === id);
          return ligne ? [[e.id, BigInt(ligne.points ?? UN_POINT)]] : [];
        }),
      ),
    ]),
  );
}
