import { somme } from '../montant/index.js';
import type { DetailRefus } from '../refus.js';
import type { DonneesConvention, LignePlanConvention, PartieConvention } from './donnees.js';
import { estInvestissementEtat, faitsConvention, type FaitsConvention } from './faits.js';

/** One mandatory mention: whether it is there, and where to fill it in. */
interface Mention {
  chemin: string;
  presente: boolean;
  message: string;
}

type Regle = (donnees: DonneesConvention, faits: FaitsConvention) => Mention[];

/** True for a text that says something. */
function rempli(texte: string | null): boolean {
  return texte !== null && texte.trim() !== '';
}

function mention(chemin: string, presente: boolean, message: string): Mention {
  return { chemin, presente, message };
}

/** R27: what every convention states (loi 2000-321 art. 10). */
const mentionsGenerales: Regle = ({ objet, actions, duree, plan, clauses, seance }) => [
  mention('objet', rempli(objet), 'L’objet manque : complétez le titre et l’objet de la candidature.'),
  mention('actions', actions.length > 0, 'Aucune action n’est décrite : complétez les actions de la candidature.'),
  mention(
    'duree.debut',
    duree.debut !== null,
    'Le début du projet manque : complétez le calendrier de la candidature.',
  ),
  mention('duree.fin', duree.fin !== null, 'La fin du projet manque : complétez le calendrier de la candidature.'),
  mention(
    'duree.limiteBilan',
    duree.limiteBilan !== null,
    'La date limite du bilan manque : fixez-la dans la convention.',
  ),
  mention(
    'seance.numeroDeliberation',
    rempli(seance.numeroDeliberation),
    'Le numéro du vote manque : proclamez le scrutin de la séance.',
  ),
  mention(
    'plan.lignes',
    plan.lignes.length > 0,
    'Aucun montant n’est attribué : faites voter et engager au moins une part.',
  ),
  mention(
    'clauses.conditionsUtilisation',
    rempli(clauses.conditionsUtilisation),
    'Les conditions d’utilisation manquent : rédigez la clause dans la convention.',
  ),
  mention(
    'clauses.controleEvaluation',
    rempli(clauses.controleEvaluation),
    'Le contrôle et l’évaluation manquent : rédigez la clause dans la convention.',
  ),
];

/** R27: payment terms, per share, and the amount spread in full. */
const mentionsVersements: Regle = ({ plan, echeanciers }) =>
  plan.lignes.map((ligne) => {
    const echeancier = echeanciers.find((e) => e.partId === ligne.partId);
    const total = somme((echeancier?.versements ?? []).map((v) => v.montant));
    return mention(
      'echeanciers',
      total === ligne.montant,
      `Les versements de ${ligne.financeur} ne couvrent pas sa part : complétez son échéancier.`,
    );
  });

/** R24: the act of each share, or the condition precedent that stands for it. */
const mentionsActes: Regle = ({ plan }) =>
  plan.lignes.map((ligne, i) =>
    mention(
      `plan.lignes[${i}].acte`,
      ligne.acte !== null || rempli(ligne.condition),
      `L’acte de ${ligne.financeur} manque : ce financeur doit enregistrer son engagement.`,
    ),
  );

/** R27, R29, R30, R15: duties that come with public money. */
const mentionsArgentPublic: Regle = ({ clauses, cer, aideEtat }, { financeurPublic, sansButLucratif }) => {
  if (!financeurPublic) return [];
  const mentions = [
    mention(
      'clauses.origineInitiative',
      clauses.origineInitiative !== null,
      'L’origine du projet manque : le porteur déclare s’il en a l’initiative.',
    ),
    mention(
      'aideEtat',
      aideEtat !== null,
      'La base d’aide d’État manque : choisissez-la dans l’instruction de la candidature.',
    ),
  ];
  if (!sansButLucratif) return mentions;
  return [
    ...mentions,
    mention(
      'clauses.excedent',
      clauses.excedent !== null,
      'Le sort d’un excédent manque : indiquez la part, même nulle, que le bénéficiaire peut conserver.',
    ),
    mention(
      'cer',
      cer !== null,
      'Le contrat d’engagement républicain n’est pas accepté : le porteur l’accepte dans sa candidature.',
    ),
  ];
};

/** R28: what a State investment grant states besides (décret 2018-514 art. 8). */
const mentionsInvestissementEtat: Regle = ({ plan, cout, clauses, regles }, { investissementEtat }) => {
  if (!investissementEtat) return [];
  return [
    mention(
      'cout.natureDepenses',
      rempli(cout.natureDepenses),
      'La nature des dépenses éligibles manque : complétez le budget de la candidature.',
    ),
    mention(
      'clauses.reversement',
      rempli(clauses.reversement),
      'Les conditions de reversement manquent : rédigez la clause dans la convention.',
    ),
    ...plan.lignes.filter(estInvestissementEtat).map((ligne) => mentionCalcul(ligne, regles)),
  ];
};

function mentionCalcul(ligne: LignePlanConvention, regles: DonneesConvention['regles']): Mention {
  const presente = regles.some((regle) => regle.partId === ligne.partId);
  return mention(
    'regles',
    presente,
    `Le calcul de la subvention de ${ligne.financeur} manque : complétez la règle de l’appel.`,
  );
}

/** R31: passing a part of the grant on needs the clause and the mandate of the partners. */
const mentionsConsortium: Regle = ({ consortium, clauses }, { sousSubventions }) => {
  const mentions = consortium
    ? [
        mention(
          'consortium.mandatLe',
          consortium.mandatLe !== null,
          'Le mandat du consortium manque : joignez-le à la candidature.',
        ),
      ]
    : [];
  if (!sousSubventions) return mentions;
  return [
    ...mentions,
    mention(
      'clauses.reversementAutorise',
      clauses.reversementAutorise,
      'Des partenaires reçoivent une part : autorisez le reversement aux partenaires dans la convention.',
    ),
  ];
};

/** R33: who signs, and by what power. */
const mentionsParties: Regle = ({ financeurs, beneficiaire }) => [
  ...financeurs.flatMap((partie, i) => mentionsPartie(partie, `financeurs[${i}]`)),
  ...mentionsPartie(beneficiaire, 'beneficiaire'),
];

function mentionsPartie(partie: PartieConvention, chemin: string): Mention[] {
  const { denomination } = partie;
  const identifie = rempli(partie.siret) || rempli(partie.rna) || rempli(partie.ridet);
  return [
    mention(
      `${chemin}.siret`,
      identifie,
      `L’identifiant de ${denomination} manque : complétez sa fiche organisme (SIRET, RNA ou RIDET).`,
    ),
    mention(
      `${chemin}.siege`,
      rempli(partie.siege),
      `L’adresse du siège de ${denomination} manque : complétez sa fiche organisme.`,
    ),
    mention(
      `${chemin}.representantNom`,
      rempli(partie.representantNom),
      `Le nom du signataire de ${denomination} manque : complétez sa fiche organisme.`,
    ),
    mention(
      `${chemin}.representantQualite`,
      rempli(partie.representantQualite),
      `La qualité du signataire de ${denomination} manque : complétez sa fiche organisme.`,
    ),
    mention(
      `${chemin}.acteHabilitant`,
      partie.acteHabilitant !== null,
      `L’acte qui habilite le signataire de ${denomination} manque : indiquez son type, son numéro et sa date.`,
    ),
  ];
}

const REGLES: readonly Regle[] = [
  mentionsGenerales,
  mentionsVersements,
  mentionsActes,
  mentionsArgentPublic,
  mentionsInvestissementEtat,
  mentionsConsortium,
  mentionsParties,
];

/**
 * Every mandatory mention that is missing, with its path in the data and a French sentence saying where to fill it in
 * (R24, R27, R28, R29, R30, R31, R33). Empty: the convention may be made.
 */
export function mentionsManquantes(donnees: DonneesConvention): DetailRefus[] {
  const faits = faitsConvention(donnees);
  return REGLES.flatMap((regle) => regle(donnees, faits))
    .filter(({ presente }) => !presente)
    .map(({ chemin, message }) => ({ code: 'INCOMPLET', chemin, message }));
}
