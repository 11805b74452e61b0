// The thread in which HiGHS (WASM, MIT) solves: its calls block, so they must not block the server. Plain JavaScript, because
// it runs as it is from the sources, under the tests, and from dist/.
import { parentPort } from 'node:worker_threads';
import chargerHighs from 'highs';

const highs = await chargerHighs();
const { callbackType, modelStatus, objectiveSense, solutionStatus, variableType } = highs.constants;

const STATUTS = new Map([
  [modelStatus.optimal, 'OPTIMAL'],
  [modelStatus.infeasible, 'INFAISABLE'],
  [modelStatus.unbounded, 'NON_BORNE'],
  [modelStatus.timeLimit, 'DELAI'],
  [modelStatus.interrupted, 'INTERROMPU'],
]);

/** HiGHS says ±infinity while it knows nothing. */
function connu(valeur) {
  return Number.isFinite(valeur) && Math.abs(valeur) < 1e100 ? valeur : null;
}

function poser({ gains, bas, haut, entieres, debuts, colonnes, valeurs, rangeesBas, rangeesHaut }) {
  const numCols = gains.length;
  const numRows = rangeesBas.length;
  const type = (entiere) => (entiere ? variableType.integer : variableType.continuous);
  return {
    numCols,
    numRows,
    sense: objectiveSense.maximize,
    colCost: gains,
    colLower: bas,
    colUpper: haut,
    rowLower: rangeesBas,
    rowUpper: rangeesHaut,
    matrix: { format: 'csr', numRows, numCols, starts: debuts, indices: colonnes, values: valeurs },
    ...(entieres.some(Boolean) ? { integrality: Array.from(entieres, type) } : {}),
  };
}

/** What the main thread hears of while the solve goes on, and how it asks for its end: a shared word that is not 0. */
function rappels(numero, arret) {
  const progres = ({ data }, valeurs) => {
    const { mip_primal_bound: meilleur, mip_dual_bound: borne } = data;
    parentPort.postMessage({ numero, progres: { meilleur: connu(meilleur), borne: connu(borne), valeurs } });
  };
  const interrompre = (evenement) => {
    if (Atomics.load(arret, 0) !== 0) evenement.interrupt();
  };
  return {
    [callbackType.mipImprovingSolution]: (evenement) => progres(evenement, evenement.data.mip_solution ?? null),
    [callbackType.mipLogging]: (evenement) => progres(evenement, null),
    [callbackType.mipInterrupt]: interrompre,
    [callbackType.simplexInterrupt]: interrompre,
  };
}

function lire(modele, entier) {
  const statut = STATUTS.get(modele.getModelStatus()) ?? 'INCONNU';
  const resolu = modele.info.get('primal_solution_status') === solutionStatus.feasible;
  const meilleur = resolu ? modele.getObjectiveValue() : null;
  return {
    statut,
    meilleur,
    borne: entier ? connu(modele.info.get('mip_dual_bound')) : statut === 'OPTIMAL' ? meilleur : null,
    valeurs: resolu ? modele.getSolution().colValue : null,
  };
}

function resoudre({ numero, modele: donnees, options, arret }) {
  return highs.withModel(poser(donnees), (modele) => {
    modele.options.set({ output_flag: false, random_seed: 0, ...options });
    if (donnees.depart) modele.setSolution({ colValue: donnees.depart });
    modele.run(rappels(numero, new Int32Array(arret)));
    return lire(modele, donnees.entieres.some(Boolean));
  });
}

parentPort.on('message', (demande) => {
  try {
    parentPort.postMessage({ numero: demande.numero, reponse: resoudre(demande) });
  } catch (erreur) {
    parentPort.postMessage({ numero: demande.numero, panne: String(erreur?.message ?? erreur) });
  }
});
