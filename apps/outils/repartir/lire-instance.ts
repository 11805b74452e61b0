import type { ClasseFinanceur, EnveloppeOfferte, Instance, LigneOfferte, ProjetOffert } from '@tdt/domaine';
import type { Noeud } from './lecture.js';

/** Reads named things and refuses a name given twice. */
export function lireNommes<T extends { id: string }>(noeud: Noeud, lire: (element: Noeud) => T): T[] {
  const vus = new Set<string>();
  return noeud.elements().map((element) => {
    const lu = lire(element);
    if (vus.has(lu.id)) throw element.champ('id').faute(`l’identifiant « ${lu.id} » est déjà pris`);
    vus.add(lu.id);
    return lu;
  });
}

/** Reads a name that must be among those declared. */
export function lireReference(noeud: Noeud, connus: ReadonlySet<string>, objet: string): string {
  const id = noeud.texte();
  if (!connus.has(id)) throw noeud.faute(`${objet} « ${id} » n’est pas dans ce fichier`);
  return id;
}

/** Reads the classes of funders. They form a tree: each parent exists, and following parents always ends. */
export function lireClasses(noeud: Noeud): ClasseFinanceur[] {
  const classes = lireNommes(noeud, (n) => ({
    id: n.champ('id').texte(),
    parent: n.facultatif('parent')?.texte() ?? null,
  }));
  const parents = new Map(classes.map(({ id, parent }) => [id, parent]));
  noeud.elements().forEach((element) => {
    const depart = element.champ('id').texte();
    const parent = element.facultatif('parent');
    if (parent !== undefined) lireReference(parent, new Set(parents.keys()), 'la classe');
    let ancetre = parents.get(depart) ?? null;
    for (let pas = 0; ancetre !== null && pas < classes.length; pas += 1) {
      if (ancetre === depart)
        throw element.faute(`les classes ne forment pas un arbre, « ${depart} » est son propre ancêtre`);
      ancetre = parents.get(ancetre) ?? null;
    }
  });
  return classes;
}

function lireEnveloppe(noeud: Noeud, classes: ReadonlySet<string>): EnveloppeOfferte {
  const classe = noeud.facultatif('cls');
  return {
    id: noeud.champ('id').texte(),
    classe: classe === undefined ? null : lireReference(classe, classes, 'la classe'),
    montant: noeud.champ('amount').entier(),
    rang: noeud.champ('rank').nombre(),
  };
}

function lireLignes(noeud: Noeud, enveloppes: ReadonlySet<string>): LigneOfferte[] {
  const vues = new Set<string>();
  return noeud.elements().map((ligne) => {
    const enveloppe = lireReference(ligne.champ('env'), enveloppes, 'l’enveloppe');
    if (vues.has(enveloppe)) throw ligne.champ('env').faute(`l’enveloppe « ${enveloppe} » a déjà une ligne`);
    vues.add(enveloppe);
    return {
      enveloppe,
      plafond: ligne.champ('max').entier(),
      minimum: ligne.facultatif('min')?.entier() ?? 0n,
      code: ligne.facultatif('code')?.texte(),
    };
  });
}

function lireProjet(noeud: Noeud, classes: ReadonlySet<string>, enveloppes: ReadonlySet<string>): ProjetOffert {
  const plafonds = noeud.facultatif('classCaps')?.membres() ?? [];
  for (const [classe, plafond] of plafonds) {
    if (!classes.has(classe)) throw plafond.faute(`la classe « ${classe} » n’est pas dans ce fichier`);
  }
  return {
    id: noeud.champ('id').texte(),
    rang: noeud.champ('rank').nombre(),
    score: noeud.champ('score').entier(),
    besoin: noeud.champ('need').entier(),
    lignes: lireLignes(noeud.champ('lines'), enveloppes),
    plafondsClasses: Object.fromEntries(plafonds.map(([classe, plafond]) => [classe, plafond.entier()])),
    etiquettes: noeud
      .facultatif('tags')
      ?.elements()
      .map((etiquette) => etiquette.texte()),
  };
}

export const identifiants = (elements: readonly { id: string }[]) => new Set(elements.map(({ id }) => id));

/** Reads `classTree`, `envelopes` and `projects`. @throws FauteDeFichier at the first thing wrong */
export function lireInstance(entree: Noeud): Instance {
  const classes = lireClasses(entree.champ('classTree'));
  const noms = identifiants(classes);
  const enveloppes = lireNommes(entree.champ('envelopes'), (noeud) => lireEnveloppe(noeud, noms));
  const ids = identifiants(enveloppes);
  const projets = lireNommes(entree.champ('projects'), (noeud) => lireProjet(noeud, noms, ids));
  return { classes, enveloppes, projets };
}

/** An object that holds its members and nothing else: a project may be called « constructor ». */
function dictionnaire<T>(membres: Iterable<readonly [string, T]>): Record<string, T> {
  const vide = Object.create(null) as Record<string, T>;
  return Object.assign(vide, Object.fromEntries(membres));
}

/**
 * Reads whole numbers by project, then by envelope: points that funders give, amounts that they announce.
 * @throws FauteDeFichier
 */
export function lireTableau(noeud: Noeud, { enveloppes, projets }: Instance): Record<string, Record<string, bigint>> {
  const [connues, connus] = [identifiants(enveloppes), identifiants(projets)];
  const lignes = noeud.membres().map(([projet, donnes]) => {
    if (!connus.has(projet)) throw donnes.faute(`le projet « ${projet} » n’est pas dans ce fichier`);
    return [projet, lireParEnveloppe(donnes, connues)] as const;
  });
  return dictionnaire(lignes);
}

/** Reads a whole number by envelope. @throws FauteDeFichier */
export function lireParEnveloppe(noeud: Noeud, connues: ReadonlySet<string>): Record<string, bigint> {
  const membres = noeud.membres().map(([enveloppe, nombre]) => {
    if (!connues.has(enveloppe)) throw nombre.faute(`l’enveloppe « ${enveloppe} » n’est pas dans ce fichier`);
    return [enveloppe, nombre.entier()] as const;
  });
  return dictionnaire(membres);
}
