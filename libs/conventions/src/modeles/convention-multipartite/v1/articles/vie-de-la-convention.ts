import { ecrireDate } from '@tdt/domaine';
import {
  AVEC_FINANCEUR_PRIVE,
  AVEC_FINANCEUR_PUBLIC,
  JURIDICTION_CIVILE,
  TOUJOURS,
  TRIBUNAL_ADMINISTRATIF,
  et,
} from '../conditions.js';
import { A_COMPLETER, annexesDe } from '../contexte.js';
import { clause, enumeration, type Articles } from '../modele.js';

/** Articles on how the convention changes, stops and is signed. */
export const ARTICLES_VIE = {
  AVENANTS: [
    clause(
      TOUJOURS,
      ({ renvoi }) =>
        `Toute modification des montants, des dates, du bénéficiaire ou du budget au-delà de la tolérance de ${renvoi('COUT')} fait l’objet d’un avenant écrit, daté et signé par toutes les parties. Il n’a pas d’effet avant la dernière signature et ne peut changer l’objet du projet.`,
      'R46',
    ),
    clause(
      TOUJOURS,
      () =>
        'La demande d’avenant précise les motifs, les conséquences financières et le nouveau plan de financement. Les financeurs y répondent dans les deux mois ; le silence vaut refus.',
    ),
    clause(
      TOUJOURS,
      () =>
        'Le changement de représentant, de siège, de comptable assignataire ou de coordonnées bancaires est notifié aux autres parties sans avenant.',
    ),
  ],
  RESILIATION: [
    clause(
      TOUJOURS,
      () =>
        'En cas d’inexécution d’une obligation essentielle, tout financeur peut suspendre ses versements après en avoir informé le bénéficiaire et les autres financeurs par écrit motivé.',
    ),
    clause(
      TOUJOURS,
      () =>
        'Si le manquement persiste trente jours calendaires après une mise en demeure adressée par lettre recommandée avec avis de réception, ou par un envoi électronique équivalent, la partie qui s’en prévaut peut résilier la convention pour ce qui la concerne. La résiliation par un financeur laisse la convention en vigueur entre les autres parties si le plan de financement peut être réajusté.',
      'R47',
    ),
    clause(
      TOUJOURS,
      ({ renvoi }) =>
        `À la date d’effet de la résiliation, les contributions sont liquidées sur les dépenses justifiées ; les sommes indues sont reversées dans les conditions de ${renvoi('REVERSEMENT')}. La résiliation n’ouvre droit à aucune indemnité.`,
      'R47',
    ),
    clause(
      TOUJOURS,
      () =>
        'Aucune partie ne répond d’un retard ou d’une inexécution dû à un cas de force majeure au sens de l’article 1218 du code civil. Les obligations sont suspendues tant qu’il dure ; au-delà d’un mois, les parties se concertent sur la suite du projet.',
    ),
    clause(
      TOUJOURS,
      () => 'Le bénéficiaire peut renoncer au projet par écrit motivé. Les sommes non employées sont alors restituées.',
    ),
  ],
  LITIGES: [
    clause(
      TOUJOURS,
      () =>
        'Les parties recherchent une solution amiable à tout différend. Elles peuvent saisir le président de la conférence, qui les entend dans le mois, ou recourir à un médiateur.',
    ),
    clause(
      TRIBUNAL_ADMINISTRATIF,
      ({ donnees: { clauses } }) =>
        `À défaut d’accord dans les deux mois, le litige est porté devant le ${clauses.tribunal ?? `tribunal administratif de ${A_COMPLETER}`}.`,
    ),
    clause(
      et(AVEC_FINANCEUR_PUBLIC, AVEC_FINANCEUR_PRIVE),
      () =>
        'Les litiges qui n’opposent que des personnes privées et ne portent que sur la contribution d’un financeur privé relèvent du tribunal judiciaire compétent.',
    ),
    clause(
      JURIDICTION_CIVILE,
      ({ donnees: { clauses } }) =>
        `À défaut d’accord dans les deux mois, le litige est porté devant le ${clauses.tribunal ?? 'tribunal judiciaire du siège du bénéficiaire'}.`,
    ),
  ],
  SIGNATURES: [
    enumeration(
      TOUJOURS,
      () => 'La convention se compose, par ordre de priorité décroissante :',
      ({ donnees }) => [
        'de la présente convention et de ses avenants ;',
        ...annexesDe(donnees).map(
          ({ code, titre }, rang, toutes) =>
            `de l’annexe ${code}, « ${titre} »${rang === toutes.length - 1 ? '.' : ' ;'}`,
        ),
      ],
    ),
    clause(
      TOUJOURS,
      ({ donnees: { entete, financeurs } }) =>
        `Elle est établie le ${ecrireDate(entete.etablieLe)}, en un exemplaire électronique unique, commun aux ${financeurs.length + 1} parties, dont les données sont jointes au document sous le nom convention.json. À défaut de signature électronique, elle est signée en autant d’exemplaires originaux que de parties.`,
    ),
    clause(
      TOUJOURS,
      () =>
        'Chaque signataire atteste disposer du pouvoir d’engager la partie qu’il représente, en vertu de l’acte rappelé dans son cartouche.',
      'R33',
    ),
  ],
} satisfies Articles;
