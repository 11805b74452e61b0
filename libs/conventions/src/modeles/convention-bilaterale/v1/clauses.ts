import type { CodeArticle, EngagementCoordonne, EnsembleConvention } from '@tdt/domaine';
import { gras } from '@tdt/documents';
import { ARTICLES_CADRE, declarerCumul } from '../../convention-multipartite/v1/articles/cadre-juridique.js';
import { ARTICLES_FINANCEMENT, tableauFinancement } from '../../convention-multipartite/v1/articles/financement.js';
import { ARTICLES_OBJET, terminer } from '../../convention-multipartite/v1/articles/objet-et-duree.js';
import { ARTICLES_VIE } from '../../convention-multipartite/v1/articles/vie-de-la-convention.js';
import { MINIMIS, TOUJOURS } from '../../convention-multipartite/v1/conditions.js';
import { enChiffresEtLettres } from '../../convention-multipartite/v1/contexte.js';
import { CLAUSES } from '../../convention-multipartite/v1/index.js';
import {
  clause,
  enumeration,
  type Clause,
  type Condition,
  type Contexte,
} from '../../convention-multipartite/v1/modele.js';

/**
 * The clauses of a convention of the set. All are those of the multipartite model, except where the other funders are
 * no longer parties: the object, the plan, what binds the documents together.
 */
export function clausesBilaterales(
  planCommun: Contexte,
  { numero, autres }: EnsembleConvention,
): Readonly<Record<CodeArticle, readonly Clause[]>> {
  const avecSoeurs = siAutres(autres);
  const objet = clause(TOUJOURS, ({ donnees: { entete, appel } }) => {
    const nature = appel.type === 'AMI' ? 'à l’appel à manifestation d’intérêt' : 'à l’appel à projets';
    return `La présente convention fixe les conditions dans lesquelles le financeur contribue, aux côtés des autres financeurs du même plan, au projet « ${entete.titre} » (le « projet »), présenté par le bénéficiaire en réponse ${nature} « ${appel.titre} » (référence ${appel.reference}).`;
  });
  const concordance = clause(
    avecSoeurs,
    () =>
      'Un avenant qui touche au plan de financement commun n’a d’effet qu’avec les avenants concordants aux autres documents de l’ensemble.',
    'R33, R46',
  );
  // The ceiling is that of all public aid to the project, whatever the number of conventions.
  const cumul = clause(
    MINIMIS,
    ({ donnees }) => declarerCumul(donnees, planCommun.totalPublic, 'de tout le plan de financement'),
    'règlements (UE) 2023/2831 et 2023/2832, R15',
  );
  const resiliation = clause(
    TOUJOURS,
    () =>
      'Si le manquement persiste trente jours calendaires après une mise en demeure adressée par lettre recommandée avec avis de réception, ou par un envoi électronique équivalent, la partie qui s’en prévaut peut résilier la présente convention. Les autres documents de l’ensemble demeurent en vigueur si le plan de financement peut être réajusté.',
    'R47',
  );
  return {
    ...CLAUSES,
    AIDE_ETAT: [...ARTICLES_CADRE.AIDE_ETAT.slice(0, 1), cumul, ...ARTICLES_CADRE.AIDE_ETAT.slice(2)],
    OBJET: [objet, ...ARTICLES_OBJET.OBJET.slice(1)],
    PLAN: clausesDuPlan(planCommun, { numero, autres }),
    AVENANTS: [...ARTICLES_VIE.AVENANTS, concordance],
    // The second clause of the multipartite article speaks of other parties.
    RESILIATION: [...ARTICLES_VIE.RESILIATION.slice(0, 1), resiliation, ...ARTICLES_VIE.RESILIATION.slice(2)],
  };
}

function siAutres(autres: EnsembleConvention['autres']): Condition {
  return {
    libelle: 'Le plan a d’autres financeurs, chacun avec son document (R33)',
    vraie: () => autres.length > 0,
  };
}

/** The common plan, what this funder alone owes of it, and by what the others commit. */
function clausesDuPlan(
  planCommun: Contexte,
  { numero, autres }: Pick<EnsembleConvention, 'numero' | 'autres'>,
): Clause[] {
  const avecSoeurs = siAutres(autres);
  return [
    {
      condition: TOUJOURS,
      source: 'R11, R12',
      rediger: () => [
        { alinea: 'Le projet est financé de la manière suivante :' },
        { tableau: tableauFinancement(planCommun) },
      ],
    },
    enumeration(
      TOUJOURS,
      () => 'Le financeur s’engage, dans la limite du montant suivant, à verser au bénéficiaire :',
      ({
        donnees: {
          plan: { lignes },
        },
      }) =>
        lignes.map((l, rang) =>
          terminer(
            `${gras(l.financeur)}, au titre de « ${l.dispositif} » : ${enChiffresEtLettres(l.montant)}`,
            rang,
            lignes.length,
          ),
        ),
      'loi 2000-321 art. 10',
    ),
    enumeration(
      avecSoeurs,
      () =>
        `La présente convention appartient à l’ensemble coordonné${numero === null ? '' : ` n° ${numero}`} : ${autres.length + 1} financeurs s’engagent sur les mêmes données et le même plan, chacun par son propre document. Les autres documents sont :`,
      () => autres.map((autre, rang) => terminer(nommerAutre(autre), rang, autres.length)),
      'R33',
    ),
    clause(
      avecSoeurs,
      () =>
        'Le financeur n’est engagé que par la présente convention, sans solidarité avec les autres. La défaillance de l’un ne modifie pas l’engagement des autres et n’ouvre au bénéficiaire aucun droit à leur encontre.',
    ),
    // The first two clauses of the multipartite article are the two above; the others hold between two parties.
    ...ARTICLES_FINANCEMENT.PLAN.slice(2),
  ];
}

function nommerAutre({ document, financeur, numero }: EngagementCoordonne): string {
  switch (document) {
    case 'CONVENTION':
      return numero === null
        ? `la convention à conclure avec ${financeur}`
        : `la convention n° ${numero} avec ${financeur}`;
    case 'LETTRE_ENGAGEMENT':
      return `la lettre d’engagement de ${financeur}`;
    case 'LETTRE_MECENAT':
      return `la lettre de mécénat de ${financeur}`;
  }
}
