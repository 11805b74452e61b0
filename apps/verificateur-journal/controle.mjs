// The whole verification: rows in, faults out. The rows come from a database or from an exported file, in the same order.
import { verifierJeton } from './horodatage.mjs';
import { Chaines } from './chaines.mjs';
import { lireCles, Sceaux } from './sceaux.mjs';

/** What a line is judged by comes before it: a seal that came later would be taken without having been judged. */
const AVANT_LES_LIGNES = new Set(['sceau', 'teteScellee', 'horodatage', 'dernierSceau', 'tete']);

/** Two clocks may disagree a little; a seal is stamped in its day, so a later stamp is that of a seal made afterwards. */
const AVANCE_MAX_MS = 5 * 60_000;
const RETARD_MAX_MS = 24 * 3_600_000;

/** What the head of the seals says before the first one. */
const ORIGINE = '1970-01-01T00:00:00.000000Z';

/**
 * @param {AsyncIterable<object>} lignes seals, heads under seals, time-stamps, then heads, then the lines of the journal
 * @param {object} options
 * @param {string} [options.cles] public keys that may seal (PEM), obtained from elsewhere than what is verified
 * @param {{rang: string, empreinte: string}[]} [options.temoins] seals kept by a witness
 * @param {string} [options.autorite] certificates of the time-stamping authority (PEM); without them tokens are not judged
 * @param {boolean} [options.sansSceaux] trusts the chains alone: the control that misses a deleted last line
 */
export async function verifierJournal(lignes, { cles = '', temoins = [], autorite, sansSceaux = false } = {}) {
  const fautes = [];
  const signaler = (objet, ligne, detail) => fautes.push({ objet, ligne, detail });
  const sceaux = new Sceaux(lireCles(cles), signaler);
  const chaines = new Chaines(sansSceaux ? null : sceaux, signaler);
  const jetons = [];
  let dernier;
  let juges = sansSceaux;
  const jugerSceaux = () => {
    if (!juges) sceaux.juger();
    juges = true;
  };
  for await (const ligne of lignes) {
    if (juges && !sansSceaux && AVANT_LES_LIGNES.has(ligne.type)) {
      signaler('fichier', ligne.type, 'vient après les lignes du journal');
      continue;
    }
    if (ligne.type === 'sceau') sceaux.ajouter(ligne);
    else if (ligne.type === 'teteScellee') sceaux.ajouterTete(ligne);
    else if (ligne.type === 'horodatage') jetons.push(ligne);
    else if (ligne.type === 'dernierSceau') dernier = ligne;
    else if (ligne.type === 'tete') chaines.ajouterTete(ligne);
    else if (ligne.type === 'ligne') {
      jugerSceaux();
      chaines.ajouter(ligne);
    } else if (ligne.type !== 'cle') signaler('fichier', String(ligne.type), 'sorte de ligne inconnue');
  }
  jugerSceaux();
  chaines.conclure();
  if (!sansSceaux) {
    jugerFin(sceaux, dernier, chaines, cles !== '', signaler);
    jugerTemoins(sceaux, temoins, signaler);
  }
  const horodates = autorite ? jugerJetons(sceaux, jetons, autorite, signaler) : 0;
  return {
    fautes,
    lignes: chaines.lignes,
    chaines: chaines.nombre,
    sceaux: sceaux.nombre,
    horsSceau: chaines.horsSceau,
    jetons: jetons.length,
    horodates,
    dernier: sceaux.dernier,
  };
}

function jugerFin(sceaux, dernier, chaines, clesDonnees, signaler) {
  const fin = sceaux.dernier;
  const attendu = fin ? [fin.rang, fin.empreinte, fin.arreteLe] : ['0', '', ORIGINE];
  // New lines take their date and new seals their place from it: it must say what the last seal says.
  if (dernier && [dernier.rang, dernier.empreinte, dernier.arreteLe].some((valeur, i) => valeur !== attendu[i]))
    signaler('scellement', `scellement#${dernier.rang}`, `dit le dernier ; la suite finit au n° ${attendu[0]}`);
  if (!dernier) signaler('scellement', `scellement#${attendu[0]}`, 'la tête de la suite des sceaux manque');
  if (!fin && clesDonnees && chaines.lignes > 0)
    signaler('scellement', 'scellement#1', 'aucun sceau, alors que des clés sont données');
}

function jugerTemoins(sceaux, temoins, signaler) {
  for (const { rang, empreinte } of temoins) {
    const sceau = sceaux.numero(Number(rang));
    if (sceau?.empreinte !== empreinte)
      signaler(
        'scellement',
        `scellement#${rang}`,
        sceau ? 'le témoin en garde un autre' : 'absent, et le témoin le garde',
      );
  }
}

function jugerJetons(sceaux, jetons, autorite, signaler) {
  let bons = 0;
  for (const { jour, sceau: rang, jeton } of jetons) {
    try {
      const sceau = sceaux.numero(Number(rang));
      if (!sceau) throw new Error(`le sceau n° ${rang} n’existe pas`);
      const instant = verifierJeton(Buffer.from(jeton, 'hex'), Buffer.from(sceau.empreinte, 'hex'), autorite);
      const retard = instant.getTime() - Date.parse(sceau.scelleLe);
      if (retard < -AVANCE_MAX_MS) throw new Error('l’autorité l’a vu avant qu’il soit posé');
      if (retard > RETARD_MAX_MS) throw new Error('l’autorité ne l’a vu que plus d’un jour après');
      bons += 1;
    } catch (erreur) {
      signaler('horodatage', `horodatage#${jour}`, erreur.message);
    }
  }
  return bons;
}
