import { ecrireDate, ecrireEuros } from '@tdt/domaine';
import { gras } from '@tdt/documents';
import { AVEC_CONDITION_SUSPENSIVE, TOUJOURS } from '../../convention-multipartite/v1/conditions.js';
import { ecrireActe, enChiffresEtLettres, jour, ou } from '../../convention-multipartite/v1/contexte.js';
import type { Contexte } from '../../convention-multipartite/v1/modele.js';
import { liste, phrase, type ConditionLettre, type Rubrique } from '../../lettre/v1/modele.js';
import { financeurSeul } from '../../lettre/v1/parties.js';

export interface ContexteMecenat extends Contexte {
  recuFiscal: boolean | null;
  citer: boolean | null;
}

type Condition = ConditionLettre<ContexteMecenat>;

const RECU: Condition = { libelle: 'Le bénéficiaire délivre un reçu fiscal', vraie: (c) => c.recuFiscal === true };
const SANS_RECU: Condition = { libelle: 'Aucun reçu fiscal', vraie: (c) => c.recuFiscal === false };
const RECU_POSSIBLE: Condition = { libelle: 'Le reçu fiscal n’est pas décidé', vraie: (c) => c.recuFiscal === null };
const CITER: Condition = { libelle: 'Le mécène accepte d’être cité', vraie: (c) => c.citer === true };
const TAIRE: Condition = { libelle: 'Le mécène veut rester discret', vraie: (c) => c.citer === false };
const DEMANDER: Condition = { libelle: 'Le mécène n’a pas dit s’il veut être cité', vraie: (c) => c.citer === null };
const ECHELONNE: Condition = {
  libelle: 'Plusieurs versements',
  vraie: (c) => c.donnees.echeanciers.flatMap((e) => e.versements).length > 1,
};
const EN_UNE_FOIS: Condition = { libelle: 'Un seul versement', vraie: (c) => !ECHELONNE.vraie(c) };

/** The letter, part by part. Its words are those of a gift: the law of grants is not that of gifts (R17). */
export const RUBRIQUES_MECENAT: readonly Rubrique<ContexteMecenat>[] = [
  {
    titre: 'Le don',
    clauses: [
      phrase(
        TOUJOURS,
        (c) =>
          `${financeurSeul(c.donnees).denomination}, mécène, donne à ${c.donnees.beneficiaire.denomination} la somme de ${gras(enChiffresEtLettres(c.totalPrive))} pour le projet « ${c.donnees.entete.titre} ».`,
        'R17',
      ),
      phrase(TOUJOURS, ({ donnees }) => `Le projet a pour objet : ${ou(donnees.objet).replace(/\.+$/, '')}.`),
      liste(
        {
          libelle: 'Le don est décidé par un acte du mécène (R24)',
          vraie: (c) => c.donnees.plan.lignes.some((l) => l.acte !== null),
        },
        () => 'Il est décidé par :',
        ({ donnees: { plan } }) =>
          plan.lignes.flatMap((l) =>
            l.acte === null ? [] : [`${ecrireActe(l.acte)}, au titre de « ${l.dispositif} »`],
          ),
        'R24',
      ),
      liste(
        AVEC_CONDITION_SUSPENSIVE,
        () => 'Il n’est dû qu’une fois accomplie la condition suivante :',
        ({ donnees: { plan } }) => plan.lignes.flatMap((l) => (l.condition === null ? [] : [l.condition])),
      ),
      phrase(
        TOUJOURS,
        () =>
          'Ce don est libre. Il est fait dans une intention libérale, sans contrepartie directe ou indirecte pour le mécène, et ne lui donne aucun droit sur l’orientation du projet ni sur le choix des publics accompagnés.',
        'R17',
      ),
    ],
  },
  {
    titre: 'Le versement',
    clauses: [
      liste(
        EN_UNE_FOIS,
        () => 'Le don est versé en une fois :',
        (c) => versements(c),
      ),
      liste(
        ECHELONNE,
        () => 'Le don est versé comme suit :',
        (c) => versements(c),
      ),
      phrase(
        RECU,
        () =>
          'Le bénéficiaire atteste remplir les conditions de l’article 238 bis du code général des impôts et délivre un reçu fiscal pour chaque versement, sous sa responsabilité.',
        'CGI art. 238 bis',
      ),
      phrase(SANS_RECU, () => 'Ce don ne donne pas lieu à un reçu fiscal.'),
      phrase(
        RECU_POSSIBLE,
        () =>
          'S’il remplit les conditions de l’article 238 bis du code général des impôts, le bénéficiaire délivre un reçu fiscal pour chaque versement, sous sa responsabilité.',
        'CGI art. 238 bis',
      ),
    ],
  },
  {
    titre: 'L’emploi du don',
    clauses: [
      phrase(
        TOUJOURS,
        ({ donnees: { duree } }) =>
          `Le projet est réalisé du ${jour(duree.debut)} au ${jour(duree.fin)}. Le bénéficiaire affecte le don à ce seul projet ; s’il n’a pas lieu, il convient avec le mécène d’une autre affectation ou restitue la somme non employée.`,
      ),
      phrase(
        TOUJOURS,
        ({ donnees: { duree } }) =>
          `Il rend compte au mécène, au plus tard le ${jour(duree.limiteBilan)}, par le bilan commun du projet. Aucun autre compte rendu ne lui est demandé.`,
      ),
      phrase(
        CITER,
        () =>
          'Le bénéficiaire peut citer le mécène dans ses communications relatives au projet ; cette mention n’est pas la contrepartie du don.',
      ),
      phrase(TAIRE, () => 'Le bénéficiaire ne cite pas le mécène, qui souhaite la discrétion.'),
      phrase(DEMANDER, () => 'Le bénéficiaire ne cite le mécène qu’avec son accord.'),
    ],
  },
  {
    titre: 'L’accord',
    clauses: [
      phrase(
        TOUJOURS,
        () =>
          'La présente lettre prend effet lorsque le bénéficiaire la retourne signée. Les différends qui ne trouvent pas de solution amiable relèvent du tribunal judiciaire compétent.',
      ),
    ],
  },
];

function versements({ donnees: { echeanciers } }: ContexteMecenat): string[] {
  return echeanciers
    .flatMap((e) => e.versements)
    .map(
      (v) =>
        `${ecrireEuros(v.montant)} – ${v.evenement}${v.echeance === null ? '' : `, au plus tard le ${ecrireDate(v.echeance)}`}`,
    );
}
