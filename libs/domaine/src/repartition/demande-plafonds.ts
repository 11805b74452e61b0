import { somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { exigerClassesConnues, type ArbreClasses } from './arbre.js';
import { exigerPositifs, exigerUniques } from './controles.js';
import type { RegleFinancement } from './regles-financement.js';

/** The root that stands for all the envelopes of the call together, when a rule of the call caps them. */
export const CLASSE_APPEL = 'APPEL';

/** Money already obtained elsewhere; `classe`: the class of the one who gave it, `null` when it is in none. */
export interface AideAcquise {
  classe: string | null;
  montant: Centimes;
}

/** The financing plan of a candidature, before the funders of the call. */
export interface ProjetAFinancer {
  coutTotal: Centimes;
  depenseSubventionnable: Centimes;
  /** Own contribution of the project owner; `public`: the owner is a public body. */
  apport: { montant: Centimes; public: boolean };
  autresAcquis?: readonly AideAcquise[];
  /** Tags that conditions look at: « QPV », « ACV » … */
  etiquettes?: readonly string[];
}

/** One envelope that the project asks. Amounts in cents; absent or `null`: nothing of the kind holds it. */
export interface FinanceurSollicite {
  id: string;
  classe: string | null;
  poids: bigint;
  rang: number;
  enveloppeRestante?: Centimes | null;
  /** Sealed announcement: at most, and at least when it brings anything. */
  annonce?: Centimes | null;
  annonceMinimale?: Centimes | null;
}

/** What the funders of the call are asked for: the cost less own contribution and money already obtained. */
export function besoinDe({ coutTotal, apport, autresAcquis = [] }: ProjetAFinancer): Centimes {
  return coutTotal - apport.montant - somme(autresAcquis.map(({ montant }) => montant));
}

/** What the caps are worked out from, besides the tree. */
export interface DemandePlafonds {
  projet: ProjetAFinancer;
  regles: readonly RegleFinancement[];
  financeurs: readonly FinanceurSollicite[];
}

/** Refusals, in this order: those that `resoudrePlafonds` announces after the rules themselves. */
export function controlerDemandePlafonds(
  { projet, regles, financeurs }: DemandePlafonds,
  arbre: ArbreClasses,
): Decision {
  return premierRefus(
    () => exigerClassesDesRegles(regles, arbre),
    () => exigerFinanceurs(financeurs, arbre),
    () => exigerProjet(projet, arbre),
  );
}

function exigerClassesDesRegles(regles: readonly RegleFinancement[], { parents }: ArbreClasses): Decision {
  const reservee = [...parents.keys()].indexOf(CLASSE_APPEL);
  if (reservee >= 0) {
    const message = `« ${CLASSE_APPEL} » désigne l’appel entier : nommez autrement cette classe.`;
    return refuser('ENTREE_INVALIDE', message, `classes[${reservee}].id`);
  }
  const i = regles.findIndex(({ portee, cible }) => portee === 'CLASSE' && !parents.has(cible ?? ''));
  const fautive = regles[i];
  if (!fautive) return accepter();
  return refuser(
    'ENTREE_INVALIDE',
    `La règle « ${fautive.id} » porte sur la classe « ${fautive.cible} », qui n’existe pas.`,
    `regles[${i}].cible`,
  );
}

function exigerFinanceurs(financeurs: readonly FinanceurSollicite[], arbre: ArbreClasses): Decision {
  return premierRefus(
    () => exigerUniques(financeurs, 'financeurs', 'Le financeur'),
    () => exigerClassesConnues(financeurs, arbre, 'financeurs'),
    () =>
      exigerPositifs(
        financeurs.flatMap(({ poids, enveloppeRestante, annonce, annonceMinimale }, i) => [
          [poids, `financeurs[${i}].poids`] as const,
          [enveloppeRestante, `financeurs[${i}].enveloppeRestante`] as const,
          [annonce, `financeurs[${i}].annonce`] as const,
          [annonceMinimale, `financeurs[${i}].annonceMinimale`] as const,
        ]),
      ),
  );
}

function exigerProjet(projet: ProjetAFinancer, arbre: ArbreClasses): Decision {
  const { coutTotal, depenseSubventionnable, apport, autresAcquis = [] } = projet;
  const equilibre = (juste: boolean, message: string, champ: string): Decision =>
    juste ? accepter() : refuser('BUDGET_DESEQUILIBRE', message, `projet.${champ}`);
  return premierRefus(
    () => exigerClassesConnues(autresAcquis, arbre, 'projet.autresAcquis'),
    () =>
      exigerPositifs([
        [coutTotal, 'projet.coutTotal'],
        [depenseSubventionnable, 'projet.depenseSubventionnable'],
        [apport.montant, 'projet.apport.montant'],
        ...autresAcquis.map(({ montant }, i) => [montant, `projet.autresAcquis[${i}].montant`] as const),
      ]),
    () =>
      equilibre(
        depenseSubventionnable <= coutTotal,
        'La dépense subventionnable dépasse le coût total.',
        'depenseSubventionnable',
      ),
    () => equilibre(besoinDe(projet) >= 0n, 'L’apport et les aides acquises dépassent le coût total.', 'apport'),
  );
}
