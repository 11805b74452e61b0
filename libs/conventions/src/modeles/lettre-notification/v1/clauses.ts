import {
  SEUIL_CONVENTION,
  doitContratEngagementRepublicain,
  ecrireDate,
  ecrireEuros,
  enLettres,
  estPublique,
  somme,
} from '@tdt/domaine';
import { gras, type Tableau } from '@tdt/documents';
import { ecrireActe, nommerConference } from '../../convention-multipartite/v1/contexte.js';
import { nommerAppel, type ContexteDecision } from '../../lettre/v1/decision.js';
import { liste, phrase, type ConditionLettre, type Rubrique } from '../../lettre/v1/modele.js';
import { RUBRIQUE_RECOURS } from '../../lettre/v1/recours.js';
import type { DonneesNotification } from './donnees.js';

export interface ContexteNotification extends ContexteDecision {
  decision: DonneesNotification;
}

type Condition = ConditionLettre<ContexteNotification>;

const TOUJOURS: Condition = { libelle: 'Toujours', vraie: () => true };
const ORIGINES_MIXTES: Condition = {
  libelle: 'Argent public et privé, jamais additionnés entre eux (R17)',
  vraie: (c) => c.publics.length > 0 && c.prives.length > 0,
};
const MOTIVEE: Condition = { libelle: 'La conférence a donné ses motifs', vraie: (c) => c.decision.motifs.length > 0 };
const ACTES_PRIS: Condition = {
  libelle: 'Un financeur au moins a pris son acte (R24)',
  vraie: (c) => c.decision.parts.some((p) => p.acte !== null),
};
const ACTES_ATTENDUS: Condition = {
  libelle: 'L’acte d’un financeur au moins reste à prendre (R24)',
  vraie: (c) => c.decision.parts.some((p) => p.acte === null),
};
const SOUS_CONDITION: Condition = {
  libelle: 'Une contribution au moins est soumise à une condition',
  vraie: (c) => c.decision.parts.some((p) => p.condition !== null),
};
const CONVENTION_DUE: Condition = {
  libelle: 'Plus de 23 000 € d’un financeur public à un organisme de droit privé (R26)',
  vraie: ({ decision: { parts, porteur } }) =>
    !estPublique(porteur.categorie) &&
    parts.some(
      ({ financeur, categorie }) =>
        estPublique(categorie) &&
        somme(parts.filter((p) => p.financeur === financeur).map((p) => p.montant)) > SEUIL_CONVENTION,
    ),
};
const SANS_CONVENTION_DUE: Condition = {
  libelle: 'Aucune convention n’est imposée (R26)',
  vraie: (c) => !CONVENTION_DUE.vraie(c),
};
const CER: Condition = {
  libelle: 'Association ou fondation aidée par un financeur public (R30)',
  vraie: (c) => c.publics.length > 0 && doitContratEngagementRepublicain(c.decision.porteur.categorie),
};

/** The letter, part by part. */
export const RUBRIQUES_NOTIFICATION: readonly Rubrique<ContexteNotification>[] = [
  {
    titre: 'La décision',
    clauses: [
      {
        condition: TOUJOURS,
        source: 'R24',
        rediger: (c) => [{ alinea: annonce(c) }, { tableau: tableauParts(c.decision) }],
      },
      phrase(
        ORIGINES_MIXTES,
        ({ decision: { parts } }) => {
          const total = (publique: boolean) =>
            ecrireEuros(somme(parts.filter((p) => estPublique(p.categorie) === publique).map((p) => p.montant)));
          return `Les aides publiques s’élèvent à ${total(true)} et les aides privées à ${total(false)}.`;
        },
        'R17',
      ),
    ],
  },
  {
    titre: 'Les motifs',
    clauses: [
      liste(
        MOTIVEE,
        () => 'La conférence a retenu :',
        (c) => c.decision.motifs,
      ),
    ],
  },
  {
    titre: 'Ce que cette lettre engage',
    clauses: [
      phrase(
        TOUJOURS,
        () =>
          'La conférence coordonne les financements ; elle n’engage les deniers d’aucun de ses membres. Chaque contribution n’est due qu’en vertu de l’acte de son financeur.',
        'R24',
      ),
      liste(
        ACTES_PRIS,
        () => 'Ont déjà pris leur acte :',
        ({ decision: { parts } }) =>
          parts.filter((p) => p.acte !== null).map((p) => `${gras(p.financeur)}, par ${ecrireActe(p.acte)}`),
        'R24',
      ),
      liste(
        ACTES_ATTENDUS,
        () =>
          'Les financeurs suivants doivent encore prendre le leur ; jusque-là, leur contribution n’ouvre aucun droit :',
        ({ decision: { parts } }) => parts.filter((p) => p.acte === null).map((p) => p.financeur),
        'R24',
      ),
      liste(
        SOUS_CONDITION,
        () => 'Les contributions suivantes sont soumises à une condition :',
        ({ decision: { parts } }) =>
          parts.filter((p) => p.condition !== null).map((p) => `${p.financeur} : ${p.condition}`),
      ),
    ],
  },
  {
    titre: 'Les suites',
    clauses: [
      phrase(
        CONVENTION_DUE,
        () =>
          'Une convention fixera l’objet, le montant, les versements, les conditions d’utilisation et le contrôle. Son projet vous sera adressé ; aucun versement n’intervient avant sa signature.',
        'loi 2000-321 art. 10, R26',
      ),
      phrase(
        SANS_CONVENTION_DUE,
        () =>
          'Chaque financeur vous adressera une convention ou une lettre d’engagement, qui fixera les conditions de son soutien.',
        'R26',
      ),
      phrase(
        CER,
        () =>
          'Les subventions publiques supposent que vous ayez souscrit le contrat d’engagement républicain et que vous le respectiez.',
        'loi 2000-321 art. 10-1, R30',
      ),
      phrase(
        TOUJOURS,
        () =>
          'Signalez sans attendre au secrétariat tout changement du projet, de son budget, de votre représentant ou de vos coordonnées bancaires.',
      ),
    ],
  },
  RUBRIQUE_RECOURS,
];

function annonce({ decision }: ContexteNotification): string {
  const { seance, titre, appel } = decision;
  return `Par sa délibération n° ${seance.numeroDeliberation}, adoptée en séance le ${ecrireDate(seance.date)}, ${nommerConference(seance.conference)} a retenu le projet « ${titre} », que vous avez présenté en réponse à ${nommerAppel(appel)}. Elle a adopté le plan de financement suivant :`;
}

function tableauParts({ parts, ressourcesPropres, coutTotal }: DonneesNotification): Tableau {
  const reste = coutTotal - somme([...parts.map((p) => p.montant), ressourcesPropres]);
  return {
    legende: 'Plan de financement adopté, sous réserve de l’acte de chaque financeur',
    colonnes: [
      { titre: 'Financeur', largeur: 2.4, nomme: true },
      { titre: 'Dispositif', largeur: 2 },
      { titre: 'Montant', largeur: 1.1, aligne: 'droite' },
    ],
    rangees: [
      ...parts.map((p) => ({ cellules: [p.financeur, p.dispositif, ecrireEuros(p.montant)] })),
      ...(ressourcesPropres > 0n ? [{ cellules: ['Vos ressources propres', '', ecrireEuros(ressourcesPropres)] }] : []),
      ...(reste > 0n ? [{ cellules: ['Reste à financer', '', ecrireEuros(reste)] }] : []),
      { genre: 'total', cellules: [`Coût total du projet, ${enLettres(coutTotal)}`, '', ecrireEuros(coutTotal)] },
    ],
  };
}
