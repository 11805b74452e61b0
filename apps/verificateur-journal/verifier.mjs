#!/usr/bin/env node
// Verifies the journal of Tour de table without Tour de table. Needs node alone for a file, and pg for a database.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { verifierJournal } from './controle.mjs';
import { lireAdresse } from './lire-base.mjs';
import { lireFichier } from './lire-fichier.mjs';

const MONTREES = 20;

const AIDE = `Usage : node verifier.mjs <journal.jsonl> [options], ou la base de DATABASE_URL sans fichier
  --cles <fichier.pem>       clés publiques qui ont pu sceller, obtenues par un autre chemin que le journal
  --temoin <n°:empreinte>    sceau gardé par un témoin (plusieurs fois si besoin)
  --autorite <fichier.pem>   certificats de l'autorité d'horodatage`;

function lireArguments() {
  const texte = { type: 'string' };
  const options = { cles: texte, autorite: texte, temoin: { type: 'string', multiple: true, default: [] } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const source = positionals[0] ?? process.env.DATABASE_URL;
  if (!source || positionals.length > 1) throw new Error(AIDE);
  const temoins = values.temoin.map((t) => {
    const [, rang, empreinte] = /^(\d+):([0-9a-f]{64})$/.exec(t) ?? [];
    if (!rang) throw new Error(`Témoin « ${t} » illisible : donnez n°:empreinte.`);
    return { rang, empreinte };
  });
  const lire = (chemin) => chemin && fs.readFileSync(chemin, 'utf8');
  return { source, options: { temoins, cles: lire(values.cles), autorite: lire(values.autorite) } };
}

function raconter(r) {
  for (const { objet, ligne, detail } of r.fautes.slice(0, MONTREES)) console.log(`✘ ${objet} ${ligne} : ${detail}`);
  if (r.fautes.length > MONTREES) console.log(`… et ${r.fautes.length - MONTREES} autres fautes.`);
  console.log(
    `Journal : ${r.lignes} lignes en ${r.chaines} chaînes, ${r.sceaux} sceaux, ${r.jetons} horodatages dont ${r.horodates} vérifiés.`,
  );
  if (r.dernier)
    console.log(
      `Dernier sceau : n° ${r.dernier.rang}, ${r.dernier.empreinte}, ${r.dernier.scelleLe} ; ${r.horsSceau} lignes depuis.`,
    );
  else console.log('Aucun sceau : les chaînes seules ne voient pas disparaître leur dernière ligne.');
  console.log(
    r.fautes.length === 0 ? '✔ Rien n’a été modifié, supprimé, inséré ni déplacé.' : `✘ ${r.fautes.length} fautes.`,
  );
}

try {
  const { source, options } = lireArguments();
  const lignes = /^postgres(ql)?:/.test(source) ? lireAdresse(source) : lireFichier(source);
  const rapport = await verifierJournal(lignes, options);
  raconter(rapport);
  process.exitCode = rapport.fautes.length === 0 ? 0 : 1;
} catch (erreur) {
  console.error(erreur.message);
  process.exitCode = 2;
}
