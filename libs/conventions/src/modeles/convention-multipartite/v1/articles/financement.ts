import { ecrireActe, enChiffresEtLettres, financeurDe, jour } from '../contexte.js';
import { ecrireEuros, ecrireTaux, type LignePlanConvention, type RegleCalculConvention } from '@tdt/domaine';
import { gras, type Tableau } from '@tdt/documents';
import {
  AVEC_COLLECTIVITE,
  AVEC_CONDITION_SUSPENSIVE,
  BONIFICATIONS,
  CONTRIBUTIONS_VOLONTAIRES,
  FINANCEURS_MIXTES,
  INVESTISSEMENT_COLLECTIVITE,
  INVESTISSEMENT_ETAT,
  PLUSIEURS_FINANCEURS,
  RESSOURCES_PROPRES,
  TOUJOURS,
} from '../conditions.js';
import { clause, enumeration, type Articles, type Clause, type Contexte } from '../modele.js';
import { terminer } from './objet-et-duree.js';

const NATURES = { FONCTIONNEMENT: 'Fonct.', INVESTISSEMENT: 'Invest.' } as const;

/** Financing table: amounts are the truth, rates are derived and print to 100,00 % (R12). */
export function tableauFinancement({ donnees: { plan, cout } }: Contexte): Tableau {
  const ligne = (l: LignePlanConvention) => [
    l.financeur,
    l.dispositif,
    NATURES[l.nature],
    ecrireEuros(l.assiette),
    ecrireEuros(l.montant),
    ecrireTaux(l.tauxBp),
    l.acte === null ? (l.condition === null ? 'acte à prendre' : 'sous condition') : ecrireActe(l.acte),
  ];
  const propres = [
    'Ressources propres du bénéficiaire',
    '',
    '',
    '',
    ecrireEuros(plan.ressourcesPropres),
    ecrireTaux(plan.ressourcesPropresTauxBp),
    '',
  ];
  const tauxTotal = plan.lignes.reduce((total, l) => total + l.tauxBp, plan.ressourcesPropresTauxBp);
  return {
    legende:
      'Plan de financement du projet. Fonct. : fonctionnement ; Invest. : investissement ; le taux est la part du coût total.',
    colonnes: [
      { titre: 'Financeur', largeur: 88, nomme: true },
      { titre: 'Dispositif', largeur: 72 },
      { titre: 'Nature', largeur: 40 },
      { titre: 'Assiette', largeur: 68, aligne: 'droite' },
      { titre: 'Montant', largeur: 70, aligne: 'droite' },
      { titre: 'Taux', largeur: 50, aligne: 'droite' },
      { titre: 'Acte d’engagement', largeur: 83 },
    ],
    rangees: [
      ...plan.lignes.map((l) => ({ cellules: ligne(l) })),
      ...(plan.ressourcesPropres > 0n ? [{ cellules: propres }] : []),
      {
        cellules: ['Coût total du projet', '', '', '', ecrireEuros(cout.total), ecrireTaux(tauxTotal), ''],
        genre: 'total',
      },
    ],
  };
}

/** Articles on money: cost, plan, calculation. */
export const ARTICLES_FINANCEMENT = {
  COUT: [
    clause(
      TOUJOURS,
      ({ donnees: { cout } }) =>
        `Le coût total prévisionnel du projet s’élève à ${gras(enChiffresEtLettres(cout.total))}. Le budget prévisionnel, équilibré en charges et en produits, figure à l’annexe II.`,
      'R10',
    ),
    clause(
      TOUJOURS,
      ({ donnees: { cout }, renvoi }) => {
        const nature =
          cout.natureDepenses === null ? '' : ` Elles sont de la nature suivante : ${cout.natureDepenses}.`;
        return `Sont éligibles les dépenses nécessaires au projet, prévues au budget, engagées par le bénéficiaire entre le ${jour(cout.eligibiliteDebut)} et le ${jour(cout.eligibiliteFin)}, payées avant la remise du bilan final et justifiées par des pièces comptables.${nature} L’assiette retenue par chaque financeur est indiquée à ${renvoi('PLAN')}.`;
      },
      'R12, R28',
    ),
    clause(
      TOUJOURS,
      () =>
        'Les dépenses sont retenues toutes taxes comprises, déduction faite de la taxe sur la valeur ajoutée que le bénéficiaire récupère ou qui lui est compensée.',
    ),
    clause(
      { libelle: 'Un forfait de charges indirectes est fixé', vraie: (c) => c.donnees.cout.fraisIndirectsBp !== null },
      ({ donnees: { cout } }) =>
        `Les charges indirectes du bénéficiaire sont retenues par un forfait de ${ecrireTaux(cout.fraisIndirectsBp ?? 0)} des dépenses directes éligibles, sans autre justification.`,
    ),
    enumeration(
      { libelle: 'Des dépenses sont exclues par l’appel', vraie: (c) => c.donnees.cout.depensesExclues.length > 0 },
      () => 'Ne sont pas éligibles :',
      ({ donnees: { cout } }) => cout.depensesExclues.map((d, rang) => terminer(d, rang, cout.depensesExclues.length)),
      'R9',
    ),
    clause(
      { libelle: 'Une fongibilité entre postes est tolérée', vraie: (c) => c.donnees.cout.fongibiliteBp !== null },
      ({ donnees: { cout }, renvoi }) =>
        `Le bénéficiaire peut, sans avenant, transférer d’un poste de charges à un autre jusqu’à ${ecrireTaux(cout.fongibiliteBp ?? 0)} du montant du poste diminué, pourvu que ni le total, ni l’objet, ni la nature du projet ne changent. Il en rend compte dans le bilan. Au-delà, ${renvoi('AVENANTS')} s’applique.`,
      'R46',
    ),
    clause(
      CONTRIBUTIONS_VOLONTAIRES,
      ({ donnees: { plan } }) =>
        `Les contributions volontaires en nature, évaluées à ${enChiffresEtLettres(plan.contributionsVolontaires)}, sont présentées à part (comptes 86 et 87). Elles n’entrent ni dans le coût total, ni dans une assiette.`,
      'R10',
    ),
  ],
  PLAN: [
    {
      condition: TOUJOURS,
      source: 'R11, R12',
      rediger: (c) => [
        { alinea: 'Le projet est financé de la manière suivante :' },
        { tableau: tableauFinancement(c) },
      ],
    },
    enumeration(
      TOUJOURS,
      () =>
        'Chaque financeur s’engage, pour ce qui le concerne et dans la limite du montant suivant, à verser au bénéficiaire :',
      ({ donnees: { plan } }) =>
        plan.lignes.map((l, rang) =>
          terminer(
            `${gras(l.financeur)}, au titre de « ${l.dispositif} » : ${enChiffresEtLettres(l.montant)}`,
            rang,
            plan.lignes.length,
          ),
        ),
      'loi 2000-321 art. 10',
    ),
    clause(
      RESSOURCES_PROPRES,
      ({ donnees: { plan } }) =>
        `Le bénéficiaire apporte sur ses ressources propres ${enChiffresEtLettres(plan.ressourcesPropres)}.`,
    ),
    clause(
      FINANCEURS_MIXTES,
      (c) =>
        `Le total des aides publiques s’élève à ${enChiffresEtLettres(c.totalPublic)} et celui des aides privées à ${enChiffresEtLettres(c.totalPrive)}.`,
      'R17',
    ),
    clause(
      INVESTISSEMENT_COLLECTIVITE,
      () =>
        'Le bénéficiaire, maître d’ouvrage, assure une participation minimale de 20 % du montant total des financements apportés par des personnes publiques, sauf dérogation constatée par un acte joint à la présente convention.',
      'CGCT L1111-10, R13',
    ),
    enumeration(
      AVEC_CONDITION_SUSPENSIVE,
      () =>
        'Les contributions suivantes sont soumises à une condition suspensive ; elles n’obligent leur financeur qu’une fois la condition accomplie et notifiée aux parties :',
      ({ donnees: { plan } }) => {
        const soumises = plan.lignes.filter((l) => l.condition !== null);
        return soumises.map((l, rang) => terminer(`${l.financeur} : ${l.condition}`, rang, soumises.length));
      },
    ),
    clause(
      AVEC_COLLECTIVITE,
      () =>
        'L’attribution de chaque collectivité ou groupement résulte d’une délibération ou d’une décision distincte du vote de son budget. Elle s’entend dans la limite des crédits ouverts, pour les exercices ultérieurs, par son assemblée.',
      'CGCT L2311-7, R34',
    ),
    clause(
      PLUSIEURS_FINANCEURS,
      () =>
        'Les financeurs s’engagent chacun pour sa part, sans solidarité entre eux. La défaillance de l’un ne modifie pas l’engagement des autres et n’ouvre au bénéficiaire aucun droit à leur encontre.',
    ),
    clause(
      TOUJOURS,
      ({ renvoi }) =>
        `Si une contribution est réduite, retirée ou caduque, le bénéficiaire en informe les financeurs sous quinze jours et leur propose, dans les trente jours suivants, un plan de financement réajusté ou un projet réduit. Les parties en conviennent par avenant (${renvoi('AVENANTS')}) ; à défaut d’accord dans les trois mois, ${renvoi('RESILIATION')} s’applique.`,
    ),
  ],
  CALCUL: [
    {
      condition: TOUJOURS,
      source: 'R3, R40',
      rediger: (c) => [
        {
          alinea:
            'Le montant définitif de chaque contribution est arrêté au vu du bilan final, selon la règle suivante :',
        },
        { liste: c.donnees.regles.map((r, rang) => terminer(regleEnMots(c, r), rang, c.donnees.regles.length)) },
      ],
    },
    bonifications(),
    clause(
      TOUJOURS,
      () =>
        'Le total des contributions et des autres produits affectés au projet ne peut excéder son coût réel. Tout dépassement réduit d’abord les contributions dont l’assiette est dépassée, puis les autres en proportion de leurs montants.',
      'R40',
    ),
    clause(
      INVESTISSEMENT_ETAT,
      () =>
        'Le montant total des aides publiques ne peut dépasser la dépense éligible réelle de l’investissement. La subvention de l’État est plafonnée au montant prévu, même si la dépense réelle est supérieure.',
      'décret 2018-514 art. 10, R14',
    ),
    clause(
      TOUJOURS,
      () =>
        'Les taux sont indicatifs : les montants en euros font foi. Aucune contribution n’est augmentée du seul fait d’un coût réel supérieur au coût prévisionnel.',
      'R12',
    ),
  ],
} satisfies Articles;

function regleEnMots({ donnees }: Contexte, regle: RegleCalculConvention): string {
  const nom = gras(financeurDe(donnees, regle.partId));
  const ligne = donnees.plan.lignes.find((l) => l.partId === regle.partId);
  const maximum = ecrireEuros(regle.maximum);
  if (regle.mode === 'FORFAIT') {
    return `${nom} : contribution forfaitaire de ${maximum}, acquise si les objectifs de l’annexe I sont atteints et réduite en proportion s’ils ne le sont qu’en partie`;
  }
  if (regle.mode === 'TAUX') {
    return `${nom} : ${ecrireTaux(ligne?.tauxAssietteBp ?? 0)} des dépenses éligibles réelles, dans la limite de ${maximum}`;
  }
  return `${nom} : montant plafonné à ${maximum}, ramené aux dépenses éligibles réellement payées si elles sont inférieures à l’assiette`;
}

function bonifications(): Clause {
  return {
    condition: BONIFICATIONS,
    source: 'R3, R5',
    rediger: ({ donnees }) =>
      donnees.regles
        .filter((regle) => regle.bonifications.length > 0)
        .flatMap((regle) => {
          const base = `Dont, pour ${financeurDe(donnees, regle.partId)}, une base de ${ecrireEuros(regle.base)} et les bonifications suivantes, acquises sur production de leurs preuves et retirées de plein droit à défaut :`;
          const liste = regle.bonifications.map((b, rang) => {
            const preuves = b.preuves.length === 0 ? '' : ` – preuves : ${b.preuves.join(', ')}`;
            return terminer(`${b.libelle} : ${ecrireEuros(b.montant)}${preuves}`, rang, regle.bonifications.length);
          });
          return [{ alinea: base }, { liste }];
        }),
  };
}
