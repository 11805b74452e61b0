import {
  BASES_REGLE,
  partager,
  resoudrePlafonds,
  TYPES_REGLE_FINANCEMENT,
  type FinanceurSollicite,
  type ProjetAFinancer,
  type RegleFinancement,
} from '@tdt/domaine';
import { exiger } from './decision.js';
import type { Noeud } from './lecture.js';
import { lireClasses, lireNommes, lireReference } from './lire-instance.js';
import { elementDeCoupe, entier, fraction, type Repartition } from './sortie.js';

const CENT_POUR_CENT = 10_000;

function lireTaux(noeud: Noeud): number {
  const taux = noeud.nombre();
  if (taux > CENT_POUR_CENT) throw noeud.faute('un taux est en points de base, 10 000 au plus');
  return taux;
}

function lireProjet(noeud: Noeud): ProjetAFinancer {
  const apport = noeud.facultatif('apport');
  return {
    coutTotal: noeud.champ('coutTotal').entier(),
    depenseSubventionnable: noeud.champ('depenseSubventionnable').entier(),
    apport: {
      montant: apport?.champ('montant').entier() ?? 0n,
      public: apport?.facultatif('public')?.booleen() ?? false,
    },
    autresAcquis: noeud
      .facultatif('autresAcquis')
      ?.elements()
      .map((acquis) => ({
        classe: acquis.facultatif('classe')?.texte() ?? null,
        montant: acquis.champ('montant').entier(),
      })),
    etiquettes: noeud
      .facultatif('etiquettes')
      ?.elements()
      .map((etiquette) => etiquette.texte()),
  };
}

/** A rule with a `classe` caps that class, one with an `enveloppe` that line, another all the funders together. */
function lireRegle(noeud: Noeud): RegleFinancement {
  const [classe, enveloppe] = [noeud.facultatif('classe')?.texte(), noeud.facultatif('enveloppe')?.texte()];
  return {
    id: noeud.champ('id').texte(),
    portee: classe !== undefined ? 'CLASSE' : enveloppe !== undefined ? 'ENVELOPPE' : 'APPEL',
    cible: classe ?? enveloppe ?? null,
    type: noeud.champ('type').mot(TYPES_REGLE_FINANCEMENT),
    tauxBp: noeud.facultatif('tauxBp')?.nombre() ?? null,
    base: noeud.facultatif('base')?.mot(BASES_REGLE) ?? null,
    montant: noeud.facultatif('montant')?.entier() ?? null,
    annees:
      noeud
        .facultatif('annees')
        ?.elements()
        .map((annee) => annee.entier()) ?? null,
    condition: noeud.facultatif('condition')?.texte() ?? null,
    sourceJuridique: noeud.facultatif('sourceJuridique')?.texte() ?? null,
  };
}

function lireFinanceur(noeud: Noeud, classes: ReadonlySet<string>): FinanceurSollicite {
  const classe = noeud.facultatif('classe');
  return {
    id: noeud.champ('id').texte(),
    classe: classe === undefined ? null : lireReference(classe, classes, 'la classe'),
    poids: noeud.champ('poids').entier(),
    rang: noeud.champ('rang').nombre(),
    enveloppeRestante: noeud.facultatif('enveloppeRestante')?.entier() ?? null,
    annonce: noeud.facultatif('annonce')?.entier() ?? null,
    annonceMinimale: noeud.facultatif('annonceMinimale')?.entier() ?? null,
  };
}

/** The rules that a funder writes beside its own line. */
function reglesDuFinanceur(noeud: Noeud): RegleFinancement[] {
  const id = noeud.champ('id').texte();
  const sienne = { portee: 'ENVELOPPE' as const, cible: id, sourceJuridique: null };
  const taux = noeud.facultatif('tauxMaxBp');
  const montants = [
    { type: 'MONTANT_MAX' as const, montant: noeud.facultatif('montantMax')?.entier() },
    { type: 'MONTANT_MIN' as const, montant: noeud.facultatif('montantMin')?.entier() },
  ];
  return [
    ...(taux === undefined
      ? []
      : [{ ...sienne, id: `${id}:TAUX_MAX`, type: 'TAUX_MAX' as const, tauxBp: lireTaux(taux) }]),
    ...montants.flatMap(({ type, montant }) =>
      montant === undefined ? [] : [{ ...sienne, id: `${id}:${type}`, type, montant }],
    ),
  ];
}

/** `kind: share`: caps of one project from the rules (A1), then its split between funders (A2). */
export function repartirPartage(entree: Noeud): Repartition {
  const classes = lireClasses(entree.champ('classes'));
  const noms = new Set(classes.map(({ id }) => id));
  const financeurs = lireNommes(entree.champ('financeurs'), (noeud) => lireFinanceur(noeud, noms));
  const ecrites = entree.champ('regles');
  const regles = [
    ...lireNommes(ecrites, lireRegle),
    ...entree.champ('financeurs').elements().flatMap(reglesDuFinanceur),
  ];
  const resolus = exiger(
    resoudrePlafonds(lireProjet(entree.champ('projet')), regles, financeurs, classes),
    entree.chemin,
  );
  const { besoin, finance, manque, parts, exclus, coupe } = exiger(partager(resolus), entree.chemin);
  const resultat = {
    besoin: entier(besoin),
    finance: entier(finance),
    manque: entier(manque),
    parts: Object.fromEntries(parts.map(({ id, montant }) => [id, entier(montant)])),
    partsExactes: Object.fromEntries(parts.map(({ id, exacte }) => [id, fraction(exacte)])),
    plafondsClasses: Object.fromEntries(
      resolus.classes.flatMap(({ id, plafond }) => (plafond === null ? [] : [[id, entier(plafond)]])),
    ),
    exclus: exclus.map(({ id }) => id),
    ...(manque > 0n ? { coupe: coupe.map(elementDeCoupe) } : {}),
  };
  return { resultat };
}
