import type { CodeArticle, EngagementCoordonne, EnsembleConvention } from '@tdt/domaine';
import { gras } from '@tdt/socle';
import { ARTICLES_FINANCEMENT, tableauFinancement } from '../../convention-multipartite/v1/articles/financement.js';
import { ARTICLES_OBJET, terminer } from '../../convention-multipartite/v1/articles/objet-et-duree.js';
import { ARTICLES_VIE } from '../../convention-multipartite/v1/articles/vie-de-la-convention.js';
import { TOUJOURS } from '../../convention-multipartite/v1/conditions.js';
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
  const avecSoeurs: Condition = {
    libelle: 'Le plan a d’autres financeurs, chacun avec son document (R33)',
    vraie: () => autres.length > 0,
  };
  const objet = clause(TOUJOURS, ({ donnees: { entete, appel } }) => {
    const nature = appel.type === 'AMI' ? 'à l’appel à manifestation d’intérêt' : 'à l’appel à projets';
    return `La présente convention fixe les conditions dans lesquelles le financeur contribue, aux côtés des autres financeurs du même plan, au projet « ${entete.titre} » (le « projet »), présenté par le bénéficiaire en réponse ${nature} « ${appel.titre} » (référence ${appel.reference}).`;
  });
  const plan: Clause[] = [
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
  const concordance = clause(
    avecSoeurs,
    () =>
      'Un avenant qui touche au plan de financement commun n’a d’effet qu’avec les avenants concordants aux autres documents de l’ensemble.',
    'R33, R46',
  );
  return {
    ...CLAUSES,
    OBJET: [objet, ...ARTICLES_OBJET.OBJET.slice(1)],
    PLAN: plan,
    AVENANTS: [...ARTICLES_VIE.AVENANTS, concordance],
  };
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
