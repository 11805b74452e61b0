import { ecrireDate, type CodeArticle } from '@tdt/domaine';
import { gras } from '@tdt/documents';
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
import type { ConventionSoeur } from './donnees.js';

/** What the clauses of a set need beyond the two parties: the whole plan, and the other conventions. */
export interface Ensemble {
  contexte: Contexte;
  soeurs: { financeur: string; convention: ConventionSoeur }[];
}

/**
 * The clauses of a convention of the set. All are those of the multipartite model, except where the other funders are
 * no longer parties: the object, the plan, what binds the conventions together.
 */
export function clausesBilaterales(ensemble: Ensemble): Readonly<Record<CodeArticle, readonly Clause[]>> {
  const { soeurs } = ensemble;
  const avecSoeurs: Condition = {
    libelle: 'Le plan a d’autres financeurs, chacun avec sa convention (R33)',
    vraie: () => soeurs.length > 0,
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
        { tableau: tableauFinancement(ensemble.contexte) },
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
        `La présente convention appartient à un ensemble coordonné de ${soeurs.length + 1} conventions, une par financeur, établies sur les mêmes données. Les autres sont :`,
      () => soeurs.map((s, rang) => terminer(nommerSoeur(s), rang, soeurs.length)),
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
      'Un avenant qui touche au plan de financement commun n’a d’effet qu’avec les avenants concordants aux autres conventions de l’ensemble.',
    'R33, R46',
  );
  return {
    ...CLAUSES,
    OBJET: [objet, ...ARTICLES_OBJET.OBJET.slice(1)],
    PLAN: plan,
    AVENANTS: [...ARTICLES_VIE.AVENANTS, concordance],
  };
}

function nommerSoeur({ financeur, convention: { numero, signeeLe } }: Ensemble['soeurs'][number]): string {
  if (numero === null) return `la convention à conclure avec ${financeur}`;
  const date = signeeLe === null ? 'en cours de signature' : `signée le ${ecrireDate(signeeLe)}`;
  return `la convention n° ${numero} avec ${financeur}, ${date}`;
}
