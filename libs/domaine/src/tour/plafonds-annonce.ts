import { classeDe, type ClasseDeFinanceurs, type RegleDeLAppel } from '../appel/classes-financeurs.js';
import { estPublique, type CategorieOrganisme } from '../identifiants/categories.js';
import type { Centimes } from '../montant/index.js';
import { accepter, type Decision } from '../refus.js';
import { ancetres, CLASSE_APPEL, resoudrePlafonds, validerArbre, type PlafondLigne } from '../repartition/index.js';

/** A project, as a funder sees it before it announces anything. */
export interface ProjetSollicite {
  categoriePorteur: CategorieOrganisme;
  coutTotal: Centimes;
  /** Eligible base; `null`: the whole cost. */
  assiette: Centimes | null;
  ressourcesPropres: Centimes;
  /** Voted shares of the project, whoever they come from. */
  acquis: readonly { categorie: CategorieOrganisme; montant: Centimes }[];
}

export interface DemandePlafondsAnnonce {
  projet: ProjetSollicite;
  financeur: { id: string; categorie: CategorieOrganisme };
  classes: readonly ClasseDeFinanceurs[];
  regles: readonly RegleDeLAppel[];
  /** What the envelope may still give, in cents. */
  mobilisable: Centimes;
}

/** `code` is « BESOIN » for what the project still lacks; `regle` is the code of the rule of the call, if one made the cap. */
export interface PlafondsAnnonce {
  /** The most that this funder may bring, in cents: the lowest of `plafonds`. */
  maximum: Centimes;
  /** Every cap that holds it, the lowest first; of two equal ones, that of the funder before those that it shares. */
  plafonds: PlafondLigne[];
}

const SEUL = 'seul';

/** Does this rule bound what the funder brings: by itself, within its classes, or with all the others? */
export function concerneFinanceur(
  regle: RegleDeLAppel,
  financeur: { id: string; categorie: CategorieOrganisme },
  classes: readonly ClasseDeFinanceurs[],
): boolean {
  if (regle.portee === 'APPEL') return true;
  if (regle.portee === 'ENVELOPPE') {
    return regle.financeurId === financeur.id || regle.categorie === financeur.categorie;
  }
  const arbre = validerArbre(classes.map(({ code, parent }) => ({ id: code, parent })));
  const classe = classeDe(financeur.categorie, classes);
  return arbre.ok && classe !== null && ancetres(classe, arbre.fait).includes(regle.classe ?? '');
}

/**
 * Up to how much a funder may go on a project, were it alone to announce (A1): what the others announce, under seal, counts
 * for nothing here. Refusals: those of `resoudrePlafonds`.
 */
export function plafondsAnnonce(demande: DemandePlafondsAnnonce): Decision<PlafondsAnnonce> {
  const { projet, financeur, classes, mobilisable } = demande;
  const regles = demande.regles.filter((regle) => concerneFinanceur(regle, financeur, classes));
  const resolus = resoudrePlafonds(
    {
      coutTotal: projet.coutTotal,
      depenseSubventionnable: projet.assiette ?? projet.coutTotal,
      apport: { montant: projet.ressourcesPropres, public: estPublique(projet.categoriePorteur) },
      autresAcquis: projet.acquis.map(({ categorie, montant }) => ({ classe: classeDe(categorie, classes), montant })),
    },
    regles.map(({ code, classe, portee, ...regle }) => {
      return { ...regle, portee, id: code, cible: portee === 'ENVELOPPE' ? SEUL : classe };
    }),
    [
      {
        id: SEUL,
        classe: classeDe(financeur.categorie, classes),
        poids: 1n,
        rang: 1,
        enveloppeRestante: mobilisable,
      },
    ],
    classes.map(({ code, parent }) => ({ id: code, parent })),
  );
  if (!resolus.ok) return resolus;
  const { besoin, lignes } = resolus.fait;
  const siennes = regles.map((regle) => regle.classe ?? CLASSE_APPEL);
  const partages = resolus.fait.classes.flatMap(({ id, plafond, code, regle, source }): PlafondLigne[] =>
    plafond === null || !siennes.includes(id) ? [] : [{ code: code ?? '', montant: plafond, regle, source }],
  );
  const tous = [
    ...lignes.flatMap((ligne) => ligne.plafonds),
    ...partages,
    { code: 'BESOIN', montant: besoin, regle: null, source: null },
  ].sort((a, b) => (a.montant < b.montant ? -1 : a.montant > b.montant ? 1 : 0));
  return accepter({ maximum: tous[0]?.montant ?? 0n, plafonds: tous });
}
