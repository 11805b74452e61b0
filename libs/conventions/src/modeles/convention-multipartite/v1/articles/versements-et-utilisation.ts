import { A_COMPLETER, ecrireActe, financeurDe, jour } from '../contexte.js';
import { CLAUSES_TYPES, ecrireEuros, ecrireTaux } from '@tdt/domaine';
import type { Rangee, Tableau } from '@tdt/documents';
import {
  AVEC_FINANCEUR_PUBLIC,
  BENEFICIAIRE_PUBLIC,
  CONSORTIUM,
  CONVENTION_OBLIGATOIRE,
  INVESTISSEMENT,
  INVESTISSEMENT_ETAT,
  FONDS_DEDIES,
  REVERSEMENT_AUTORISE,
  REVERSEMENT_INTERDIT,
  TOUJOURS,
  et,
} from '../conditions.js';
import { clause, enumeration, type Articles, type Contexte } from '../modele.js';
import { sansPoint, terminer } from './objet-et-duree.js';

/** All instalments of all funders; pieces and accountants are in annex III. */
export function tableauVersements({ donnees }: Contexte): Tableau {
  const rangees = donnees.echeanciers.flatMap((echeancier): Rangee[] => {
    const total = echeancier.versements.reduce((t, v) => t + v.montant, 0n);
    return [
      { genre: 'groupe', cellules: [financeurDe(donnees, echeancier.partId), '', '', ecrireEuros(total), ''] },
      ...echeancier.versements.map((v) => ({
        cellules: [
          `${v.rang}`,
          v.evenement,
          ecrireTaux(v.pourcentBp),
          ecrireEuros(v.montant),
          v.echeance === null ? 'à l’événement' : jour(v.echeance),
        ],
      })),
    ];
  });
  return {
    legende: 'Échéancier des versements, par financeur. Le pourcentage est celui de la contribution du financeur.',
    colonnes: [
      { titre: 'Financeur et n°', largeur: 116, nomme: true },
      { titre: 'Événement', largeur: 170 },
      { titre: 'Part', largeur: 52, aligne: 'droite' },
      { titre: 'Montant', largeur: 76, aligne: 'droite' },
      { titre: 'Échéance', largeur: 86 },
    ],
    rangees,
  };
}

/** Articles on payments, use of the money and information. */
export const ARTICLES_VERSEMENTS = {
  VERSEMENTS: [
    {
      condition: TOUJOURS,
      source: 'loi 2000-321 art. 10',
      rediger: (c) => [
        { alinea: 'Chaque financeur verse sa contribution directement au bénéficiaire, selon l’échéancier suivant :' },
        { tableau: tableauVersements(c) },
      ],
    },
    clause(
      TOUJOURS,
      () =>
        'Les pièces à produire, le comptable assignataire et le compte à créditer sont indiqués à l’annexe III. Le compte est ouvert au nom du bénéficiaire ; tout changement est notifié avec un nouveau relevé d’identité bancaire et vérifié avant le paiement suivant.',
    ),
    clause(
      AVEC_FINANCEUR_PUBLIC,
      () =>
        'Sauf échéance indiquée ci-dessus, chaque financeur public paie dans les soixante jours de la notification de la convention ou de la réception des pièces complètes de l’événement.',
      'loi 2021-875, R36',
    ),
    clause(
      TOUJOURS,
      ({ renvoi }) =>
        `Aucun versement n’est dû tant qu’un compte rendu exigible en vertu de ${renvoi('COMPTES_RENDUS')} n’a pas été remis. Le financeur qui suspend un versement en donne le motif au bénéficiaire par écrit.`,
      'R38',
    ),
    clause(
      INVESTISSEMENT_ETAT,
      () =>
        'Pour la subvention d’investissement de l’État, l’avance n’excède pas 30 % du montant maximal (60 % avec garantie à première demande) et le cumul de l’avance et des acomptes n’excède pas 80 % de ce montant (90 % si la durée de réalisation dépasse quarante-huit mois).',
      'décret 2018-514 art. 12, R35',
    ),
    clause(
      TOUJOURS,
      () =>
        'Le solde est versé après acceptation du bilan final. Si les acomptes dépassent le montant définitif, le trop-perçu est restitué ; il n’est imputé sur aucune autre contribution.',
      'R40',
    ),
  ],
  UTILISATION: [
    clause(
      TOUJOURS,
      ({ donnees: { clauses } }) => clauses.conditionsUtilisation ?? CLAUSES_TYPES.conditionsUtilisation ?? A_COMPLETER,
      'loi 2000-321 art. 10, R27',
    ),
    clause(
      TOUJOURS,
      () =>
        'Il ne peut changer l’objet du projet ni l’utilisation des contributions sans l’accord écrit préalable des financeurs.',
    ),
    clause(
      REVERSEMENT_INTERDIT,
      () =>
        'Le bénéficiaire ne peut employer tout ou partie des contributions en subventions à d’autres associations, œuvres, entreprises ou organismes.',
      'CGCT L1611-4, R31',
    ),
    enumeration(
      et(REVERSEMENT_AUTORISE, CONSORTIUM),
      () =>
        'Par dérogation à l’interdiction de reverser une subvention, le bénéficiaire est autorisé à verser aux membres du groupement, sur justification de leurs dépenses et dans la limite indiquée :',
      ({ donnees: { consortium } }) => {
        const payes = consortium?.membres.filter((m) => m.part > 0n) ?? [];
        return payes.map((m, rang) => terminer(`${m.denomination} : ${ecrireEuros(m.part)}`, rang, payes.length));
      },
      'CGCT L1611-4, R31',
    ),
    clause(
      TOUJOURS,
      () =>
        'Le bénéficiaire s’assure de sa soumission éventuelle au code de la commande publique et choisit ses prestataires dans des conditions qui garantissent le bon emploi des fonds.',
    ),
    clause(
      TOUJOURS,
      () =>
        'Le bénéficiaire tient une comptabilité qui isole les charges et les produits du projet et conserve les pièces correspondantes.',
    ),
    clause(
      FONDS_DEDIES,
      () =>
        'À la clôture de chaque exercice, la part des contributions non encore utilisée est inscrite en fonds dédiés, conformément au règlement n° 2018-06 de l’Autorité des normes comptables.',
    ),
    clause(
      INVESTISSEMENT,
      () =>
        'Les biens acquis avec une contribution d’investissement restent affectés au projet pendant leur durée d’amortissement. Leur cession ou leur changement d’affectation est soumis à l’accord préalable du financeur concerné.',
    ),
  ],
  INFORMATION: [
    enumeration(
      TOUJOURS,
      () => 'Le bénéficiaire informe les financeurs sans délai, et au plus tard sous un mois :',
      ({ donnees: { beneficiaire } }) => {
        const statuts =
          beneficiaire.categorie === 'ASSOCIATION' || beneficiaire.categorie === 'FONDATION'
            ? ['de toute modification de ses statuts, de ses dirigeants, de son siège ou de ses coordonnées bancaires']
            : ['de tout changement de sa forme, de ses représentants, de son siège ou de ses coordonnées bancaires'];
        const faits = [
          ...statuts,
          'de tout retard, de toute difficulté ou de tout événement de nature à compromettre le projet',
          'de toute autre aide publique ou privée demandée ou obtenue pour le même projet',
          'de l’ouverture d’une procédure de sauvegarde, de redressement ou de liquidation, ou de toute procédure de recouvrement de l’une des contributions',
        ];
        return faits.map((fait, rang) => terminer(fait, rang, faits.length));
      },
    ),
    clause(
      TOUJOURS,
      () =>
        'L’information donnée au secrétariat de la conférence vaut information de tous les financeurs, à charge pour lui de la leur transmettre. Chaque financeur informe de même les autres de toute décision qui touche sa contribution.',
    ),
    clause(
      BENEFICIAIRE_PUBLIC,
      ({ donnees: { beneficiaire } }) =>
        `Le représentant du bénéficiaire agit en vertu de l’acte suivant : ${sansPoint(ecrireActe(beneficiaire.acteHabilitant))}. Il en communique sans délai toute modification.`,
      'R33',
    ),
    clause(
      CONVENTION_OBLIGATOIRE,
      () =>
        'Le budget et les comptes du bénéficiaire, la présente convention et le compte rendu financier sont communiqués à toute personne qui en fait la demande, par l’autorité administrative qui a attribué la subvention ou qui les détient.',
      'loi 2000-321 art. 10, R44',
    ),
  ],
} satisfies Articles;
