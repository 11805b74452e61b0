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
        `Toute modification des montants, des dates, du Bénéficiaire ou du budget au-delà de la tolérance de ${renvoi('COUT')} fait l’objet d’un avenant écrit, daté et signé par toutes les Parties. Il n’a pas d’effet avant la dernière signature et ne peut changer l’objet du Projet.`,
      'R46',
    ),
    clause(
      TOUJOURS,
      () =>
        'La demande d’avenant précise les motifs, les conséquences financières et le nouveau plan de financement. Les Financeurs y répondent dans les deux mois ; le silence vaut refus.',
    ),
    clause(
      TOUJOURS,
      () =>
        'Le changement de représentant, de siège, de comptable assignataire ou de coordonnées bancaires est notifié aux autres Parties sans avenant.',
    ),
  ],
  RESILIATION: [
    clause(
      TOUJOURS,
      () =>
        'En cas d’inexécution d’une obligation essentielle, tout Financeur peut suspendre ses versements après en avoir informé le Bénéficiaire et les autres Financeurs par écrit motivé.',
    ),
    clause(
      TOUJOURS,
      () =>
        'Si le manquement persiste trente jours calendaires après une mise en demeure adressée par lettre recommandée avec avis de réception, ou par un envoi électronique équivalent, la Partie qui s’en prévaut peut résilier la convention pour ce qui la concerne. La résiliation par un Financeur laisse la convention en vigueur entre les autres Parties si le plan de financement peut être réajusté.',
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
        'Aucune Partie ne répond d’un retard ou d’une inexécution dû à un cas de force majeure au sens de l’article 1218 du code civil. Les obligations sont suspendues tant qu’il dure ; au-delà d’un mois, les Parties se concertent sur la suite du Projet.',
    ),
    clause(
      TOUJOURS,
      () => 'Le Bénéficiaire peut renoncer au Projet par écrit motivé. Les sommes non employées sont alors restituées.',
    ),
  ],
  LITIGES: [
    clause(
      TOUJOURS,
      () =>
        'Les Parties recherchent une solution amiable à tout différend. Elles peuvent saisir le président de la conférence, qui les entend dans le mois, ou recourir à un médiateur.',
    ),
    clause(
      TRIBUNAL_ADMINISTRATIF,
      ({ donnees: { clauses } }) =>
        `À défaut d’accord dans les deux mois, le litige est porté devant le ${clauses.tribunal ?? `tribunal administratif de ${A_COMPLETER}`}.`,
    ),
    clause(
      et(AVEC_FINANCEUR_PUBLIC, AVEC_FINANCEUR_PRIVE),
      () =>
        'Les litiges qui n’opposent que des personnes privées et ne portent que sur la contribution d’un Financeur privé relèvent du tribunal judiciaire compétent.',
    ),
    clause(
      JURIDICTION_CIVILE,
      ({ donnees: { clauses } }) =>
        `À défaut d’accord dans les deux mois, le litige est porté devant le ${clauses.tribunal ?? 'tribunal judiciaire du siège du Bénéficiaire'}.`,
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
        `Elle est établie le ${ecrireDate(entete.etablieLe)}, en un exemplaire électronique unique, commun aux ${financeurs.length + 1} Parties, dont les données sont jointes au document sous le nom convention.json. À défaut de signature électronique, elle est signée en autant d’exemplaires originaux que de Parties.`,
    ),
    clause(
      TOUJOURS,
      () =>
        'Chaque signataire atteste disposer du pouvoir d’engager la Partie qu’il représente, en vertu de l’acte rappelé dans son cartouche.',
      'R33',
    ),
  ],
} satisfies Articles;
