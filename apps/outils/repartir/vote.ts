import {
  ASSIETTES_MAJORITE,
  depouillerPoint,
  echelonner,
  forfaitParAnnee,
  REGLEMENT_CRPA,
  type MembreSeance,
  type Reglement,
  type SensVote,
} from '@tdt/domaine';
import { exiger } from './decision.js';
import type { Noeud } from './lecture.js';
import { lireNommes, lireReference } from './lire-instance.js';
import { entier, type Json, type Repartition } from './sortie.js';

const MODES = ['MAJORITE', 'QUALIFIEE', 'UNANIMITE'] as const;
const SENS: readonly SensVote[] = ['POUR', 'CONTRE', 'ABSTENTION'];

function lireFraction(noeud: Noeud): [number, number] {
  const [numerateur, denominateur, ...reste] = noeud.elements().map((element) => element.nombre());
  if (numerateur === undefined || denominateur === undefined || reste.length > 0)
    throw noeud.faute('une fraction est attendue, par exemple [1, 2]');
  if (denominateur === 0) throw noeud.faute('une fraction n’a pas de dénominateur nul');
  return [numerateur, denominateur];
}

/** « More than half » is a majority of its own: at n/d, reaching the fraction is enough. */
function lireReglement(noeud: Noeud): Reglement {
  const mode = noeud.champ('mode').mot(MODES);
  const majorite = noeud.facultatif('majorite');
  const [numerateur, denominateur] = majorite ? lireFraction(majorite) : [1, 2];
  const moitie = mode === 'MAJORITE' && 2 * numerateur === denominateur;
  const quorum = noeud.facultatif('quorum');
  const [quorumNumerateur, quorumDenominateur] = quorum ? lireFraction(quorum) : [1, 2];
  return {
    ...REGLEMENT_CRPA,
    quorumNumerateur,
    quorumDenominateur,
    majorite: mode === 'UNANIMITE' ? 'UNANIMITE' : moitie ? 'ABSOLUE' : 'QUALIFIEE',
    majoriteNumerateur: numerateur,
    majoriteDenominateur: denominateur,
    assiette: noeud.facultatif('assiette')?.mot(ASSIETTES_MAJORITE) ?? REGLEMENT_CRPA.assiette,
    pouvoirsMax: noeud.facultatif('pouvoirsMax')?.nombre() ?? REGLEMENT_CRPA.pouvoirsMax,
    voixPreponderante: noeud.facultatif('voixPreponderante')?.booleen() ?? REGLEMENT_CRPA.voixPreponderante,
  };
}

function lireMembres(noeud: Noeud, president: string | undefined): MembreSeance[] {
  return lireNommes(noeud, (membre) => {
    const id = membre.champ('id').texte();
    return {
      id,
      organismeId: id,
      voix: membre.facultatif('voix')?.nombre() ?? 1,
      president: id === president,
      vicePresident: false,
      titulaireId: id,
      suppleantId: null,
    };
  });
}

function lirePouvoir(noeud: Noeud, ids: ReadonlySet<string>) {
  const [mandant, mandataire, ...reste] = noeud.elements();
  if (mandant === undefined || mandataire === undefined || reste.length > 0)
    throw noeud.faute('un pouvoir nomme celui qui le donne, puis celui qui le reçoit');
  return {
    mandantId: lireReference(mandant, ids, 'le membre'),
    mandataireId: lireReference(mandataire, ids, 'le membre'),
  };
}

function depouiller(noeud: Noeud, membres: readonly MembreSeance[], reglement: Reglement): Json {
  const ids = new Set(membres.map(({ id }) => id));
  const nommes = (liste: Noeud | undefined) =>
    (liste?.elements() ?? []).map((element) => lireReference(element, ids, 'le membre'));
  const votes = noeud.champ('votes').membres();
  for (const [id, sens] of votes) if (!ids.has(id)) throw sens.faute(`le membre « ${id} » n’est pas dans ce fichier`);
  const { resultat, voix, presentsOuRepresentes, composants, erreurs, voixPreponderante } = depouillerPoint({
    membres,
    emargements: nommes(noeud.champ('presents')).map((membreId) => ({
      membreId,
      utilisateurId: membreId,
      qualite: 'TITULAIRE',
      mode: 'PRESENTIEL',
    })),
    pouvoirs: (noeud.facultatif('pouvoirs')?.elements() ?? []).map((pouvoir) => lirePouvoir(pouvoir, ids)),
    deports: nommes(noeud.facultatif('deports')).map((membreId) => ({ membreId })),
    reglement,
    sansQuorum: noeud.facultatif('secondeConvocation')?.booleen() ?? false,
    votes: Object.fromEntries(votes.map(([id, sens]) => [id, sens.mot(SENS)])),
  });
  return {
    resultat,
    ...(voix === null ? {} : { voix: { ...voix } }),
    presentsOuRepresentes,
    composants,
    erreurs,
    ...(voixPreponderante ? { voixPreponderante } : {}),
  };
}

function depouillerTout(entree: Noeud): Json | undefined {
  const points = entree.facultatif('points');
  if (points === undefined) return undefined;
  const regle = entree.champ('regle');
  const president = regle.facultatif('president');
  const membres = lireMembres(entree.champ('membres'), president?.texte());
  if (president !== undefined) lireReference(president, new Set(membres.map(({ id }) => id)), 'le membre');
  const reglement = lireReglement(regle);
  return parId(points, (point) => depouiller(point, membres, reglement));
}

/** The results by the id of what they come from. */
function parId(noeud: Noeud, calculer: (element: Noeud) => Json): Json {
  const resultats = lireNommes(noeud, (element) => ({ id: element.champ('id').texte(), resultat: calculer(element) }));
  return Object.fromEntries(resultats.map(({ id, resultat }) => [id, resultat]));
}

const montants = (noeud: Noeud) => noeud.elements().map((montant) => montant.entier());

function echelonnerTranche(tranche: Noeud): Json {
  const taux = tranche
    .champ('tauxBp')
    .elements()
    .map((element) => element.nombre());
  return exiger(echelonner(tranche.champ('montant').entier(), taux), tranche.chemin).map(entier);
}

function cumulerForfait(forfait: Noeud): Json {
  const bonifications = (forfait.facultatif('bonifications')?.elements() ?? []).map(montants);
  const { annees, total } = forfaitParAnnee(montants(forfait.champ('base')), bonifications);
  return { annees: annees.map(entier), total: entier(total) };
}

/** `kind: vote+tranches`: counts votes, and cuts amounts into instalments (A11, A12). Each of the three lists may be absent. */
export function repartirVote(entree: Noeud): Repartition {
  const [tranches, forfaits] = [entree.facultatif('tranches'), entree.facultatif('forfaits')];
  const resultat = {
    votes: depouillerTout(entree),
    tranches: tranches && parId(tranches, echelonnerTranche),
    forfaits: forfaits && parId(forfaits, cumulerForfait),
  };
  return { resultat };
}
