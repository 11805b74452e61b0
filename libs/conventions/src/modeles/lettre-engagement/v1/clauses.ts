import { LIBELLES_FORME, type FormeEngagement } from './formes.js';
import { ecrireDate, ecrireEuros, ecrireTaux } from '@tdt/domaine';
import { gras, type Tableau } from '@tdt/documents';
import {
  AVEC_COLLECTIVITE,
  AVEC_CONDITION_SUSPENSIVE,
  BENEFICIAIRE_PRIVE,
  EXCEDENT,
  INITIATIVE_BENEFICIAIRE,
  INVESTISSEMENT,
  MINIMIS,
  NON_LUCRATIF,
  ORIGINE_BENEFICIAIRE,
  REVERSEMENT_INTERDIT,
  SANS_EXCEDENT,
  TOUJOURS,
  et,
} from '../../convention-multipartite/v1/conditions.js';
import {
  ecrireActe,
  enChiffresEtLettres,
  jour,
  nommerConference,
  ou,
} from '../../convention-multipartite/v1/contexte.js';
import type { Contexte } from '../../convention-multipartite/v1/modele.js';
import { liste, phrase, type ConditionLettre, type Rubrique } from '../../lettre/v1/modele.js';
import { financeurSeul } from '../../lettre/v1/parties.js';

export interface ContexteEngagement extends Contexte {
  forme: FormeEngagement;
  /** All grants of this funder to this body for the year, this one included, in centimes. */
  cumulAnnuel: bigint;
  /** The other funders of the plan, by name. */
  autres: string[];
}

type Condition = ConditionLettre<ContexteEngagement>;

const LETTRE: Condition = { libelle: 'Lettre acceptée par le bénéficiaire', vraie: (c) => c.forme === 'LETTRE' };
const ACTE_UNILATERAL: Condition = { libelle: 'Acte du seul financeur', vraie: (c) => c.forme === 'ACTE_UNILATERAL' };
const AUTRES_FINANCEURS: Condition = { libelle: 'Le plan a d’autres financeurs', vraie: (c) => c.autres.length > 0 };

/** The letter, part by part. */
export const RUBRIQUES_ENGAGEMENT: readonly Rubrique<ContexteEngagement>[] = [
  {
    titre: 'Objet et montant',
    clauses: [
      phrase<ContexteEngagement>(
        TOUJOURS,
        (c) => {
          const { donnees, forme } = c;
          return `${financeurSeul(donnees).denomination} ${LIBELLES_FORME[forme].verbe} à ${donnees.beneficiaire.denomination}, pour le projet « ${donnees.entete.titre} », une subvention d’un montant maximal de ${gras(enChiffresEtLettres(c.totalPublic))}.`;
        },
        'loi 2000-321 art. 9-1',
      ),
      phrase(TOUJOURS, ({ donnees }) => `Le projet a pour objet : ${ou(donnees.objet).replace(/\.+$/, '')}.`),
      liste(
        TOUJOURS,
        () => 'La subvention est imputée comme suit :',
        ({ donnees: { plan } }) =>
          plan.lignes.map(
            (l) =>
              `« ${l.dispositif} » : ${ecrireEuros(l.montant)}, soit ${ecrireTaux(l.tauxAssietteBp)} d’une assiette de ${ecrireEuros(l.assiette)}${l.acte === null ? '' : `, en vertu de l’acte suivant : ${ecrireActe(l.acte)}`}`,
          ),
        'R12, R24',
      ),
      liste(
        AVEC_CONDITION_SUSPENSIVE,
        () => 'Elle n’est due qu’une fois accomplie la condition suivante :',
        ({ donnees: { plan } }) => plan.lignes.flatMap((l) => (l.condition === null ? [] : [l.condition])),
      ),
      phrase<ContexteEngagement>(
        BENEFICIAIRE_PRIVE,
        (c) =>
          `Avec la présente, les subventions attribuées au bénéficiaire par ce financeur pour l’année s’élèvent à ${ecrireEuros(c.cumulAnnuel)} : elles n’excèdent pas 23 000 €, seuil au-delà duquel une convention est obligatoire.`,
        'décret 2001-495, R26',
      ),
      phrase(
        AUTRES_FINANCEURS,
        (c) =>
          `Le même projet, d’un coût total de ${ecrireEuros(c.donnees.cout.total)}, est soutenu par ${c.autres.join(', ')}. Chacun s’engage par son propre acte, sans solidarité avec les autres ; ${nommerConference(c.donnees.seance.conference)}, qui a examiné le plan le ${ecrireDate(c.donnees.seance.date)} (délibération n° ${c.donnees.seance.numeroDeliberation}), n’engage les deniers d’aucun d’eux.`,
        'R24',
      ),
      phrase(
        et(INITIATIVE_BENEFICIAIRE, ORIGINE_BENEFICIAIRE),
        () =>
          'Le bénéficiaire est à l’initiative du projet et le met en œuvre sous sa seule responsabilité. La subvention ne rémunère aucune prestation répondant aux besoins du financeur.',
        'loi 2000-321 art. 9-1, R29',
      ),
    ],
  },
  {
    titre: 'Versement',
    clauses: [
      {
        condition: TOUJOURS,
        source: 'R27, R36',
        rediger: (c) => [
          { alinea: 'La subvention est versée au bénéficiaire selon l’échéancier suivant :' },
          { tableau: tableauVersements(c) },
        ],
      },
      phrase(
        TOUJOURS,
        () =>
          'Sauf échéance indiquée, le paiement intervient dans les soixante jours de la notification ou de la réception des pièces complètes. Aucun versement n’est dû tant qu’un compte rendu exigible n’a pas été remis.',
        'loi 2021-875, R36, R38',
      ),
    ],
  },
  {
    titre: 'Emploi de la subvention',
    clauses: [
      phrase(
        TOUJOURS,
        ({ donnees: { duree } }) =>
          `Le projet est réalisé du ${jour(duree.debut)} au ${jour(duree.fin)}. La subvention est employée à ce seul projet ; tout changement est soumis à l’accord écrit préalable du financeur.`,
        'R27',
      ),
      phrase(
        REVERSEMENT_INTERDIT,
        () => 'Elle ne peut être reversée en subvention à un autre organisme.',
        'CGCT L1611-4, R31',
      ),
      phrase(INVESTISSEMENT, () => 'Les biens acquis restent affectés au projet pendant leur durée d’amortissement.'),
      phrase(
        NON_LUCRATIF,
        ({ donnees: { cer } }) =>
          cer === null
            ? 'Le bénéficiaire souscrit le contrat d’engagement républicain et le respecte ; un manquement entraîne le retrait de la subvention pour la période restant à courir.'
            : `Le bénéficiaire a souscrit le contrat d’engagement républicain le ${ecrireDate(cer.accepteLe)} ; un manquement entraîne le retrait de la subvention pour la période restant à courir.`,
        'loi 2000-321 art. 10-1, R30, R41',
      ),
      phrase(
        MINIMIS,
        ({ donnees: { aideEtat } }) =>
          `La subvention est une aide de minimis. Le bénéficiaire déclare avoir reçu au même titre ${ecrireEuros(aideEtat?.cumulDeclare ?? 0n)} au cours des trois années qui précèdent. Texte appliqué : ${aideEtat?.reference ?? ''}.`,
        'R15',
      ),
    ],
  },
  {
    titre: 'Compte rendu et contrôle',
    clauses: [
      phrase(
        TOUJOURS,
        ({ donnees: { duree } }) =>
          `Le bénéficiaire remet au plus tard le ${jour(duree.limiteBilan)}, et en tout état de cause dans les six mois de la clôture de l’exercice, le compte rendu financier (formulaire Cerfa n° 15059) et le bilan du projet.`,
        'loi 2000-321 art. 10, R37',
      ),
      phrase(
        TOUJOURS,
        () =>
          'Le financeur peut contrôler l’emploi de la subvention sur pièces et sur place ; les justificatifs sont conservés dix ans.',
        'R27',
      ),
      phrase(
        AVEC_COLLECTIVITE,
        () =>
          'Le bénéficiaire lui adresse une copie certifiée de son budget et de ses comptes de l’exercice écoulé, ainsi que tout document faisant connaître les résultats de son activité.',
        'CGCT L1611-4',
      ),
      phrase(
        TOUJOURS,
        () =>
          'Les sommes non employées, employées à un autre objet ou non justifiées sont reversées, le bénéficiaire entendu.',
        'R40',
      ),
      phrase(
        EXCEDENT,
        ({ donnees: { clauses } }) => {
          const part = clauses.excedent?.pourcentBp ?? 0;
          const montant = clauses.excedent?.montant ?? 0n;
          const limites = [
            part > 0 ? `${ecrireTaux(part)} de la subvention` : '',
            montant > 0n ? ecrireEuros(montant) : '',
          ];
          const dites = limites.filter((limite) => limite !== '');
          return dites.length === 0
            ? 'Le bénéficiaire ne conserve aucune part de la subvention non dépensée.'
            : `Si le projet est réalisé, le bénéficiaire conserve la part non dépensée dans la limite de ${dites.join(' et de ')}, qu’il affecte à des actions de même objet.`;
        },
        'loi 2021-875, R27, R42',
      ),
      phrase(SANS_EXCEDENT, () => 'Aucune part des sommes non dépensées n’est laissée au bénéficiaire.', 'R42'),
    ],
  },
  {
    titre: 'Effet',
    clauses: [
      phrase(
        LETTRE,
        () =>
          'La présente lettre prend effet lorsque le bénéficiaire la retourne signée, ce qui vaut acceptation de ses conditions. Elle est modifiée dans la même forme.',
      ),
      phrase(
        ACTE_UNILATERAL,
        () =>
          'La présente décision prend effet à sa notification. L’encaissement du premier versement vaut acceptation de ses conditions.',
      ),
      phrase(
        TOUJOURS,
        ({ donnees: { clauses } }) =>
          `Les différends qui ne trouvent pas de solution amiable relèvent du ${clauses.tribunal ?? 'tribunal administratif compétent'}.`,
      ),
      phrase(
        ACTE_UNILATERAL,
        () => 'Le délai de recours est de deux mois à compter de la notification.',
        'CJA R421-1, R421-5',
      ),
    ],
  },
];

function tableauVersements({ donnees: { echeanciers } }: ContexteEngagement): Tableau {
  return {
    legende: 'Échéancier des versements',
    colonnes: [
      { titre: 'Événement', largeur: 2.2, nomme: true },
      { titre: 'Pièces à produire', largeur: 2.4 },
      { titre: 'Échéance', largeur: 1.3 },
      { titre: 'Montant', largeur: 1.2, aligne: 'droite' },
    ],
    rangees: echeanciers.flatMap(({ versements }) =>
      versements.map((v) => ({
        cellules: [
          v.evenement,
          v.pieces.join(', '),
          v.echeance === null ? 'à l’événement' : ecrireDate(v.echeance),
          ecrireEuros(v.montant),
        ],
      })),
    ),
  };
}
