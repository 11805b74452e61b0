// The small part of Jest's vocabulary that the domain's specifications use: describe, test, it, each, hooks, expect.
import path from 'node:path';
import { expect } from 'expect';

function avecEach(declarer) {
  declarer.each = (table) => (titre, action) => {
    table.forEach((ligne, rang) => {
      declarer(`${titre} (ligne ${rang + 1})`, () => (Array.isArray(ligne) ? action(...ligne) : action(ligne)));
    });
  };
  return declarer;
}

/** Collects the tests of one evaluation; ids are the file and the titles, the same whichever specifications are loaded. */
export class Cahier {
  tests = [];
  #groupes = [];
  #avant = [];
  #vus = new Map();
  #fichier = { nom: '', court: '' };

  /** The specification being loaded. */
  set fichier(nom) {
    this.#fichier = { nom, court: path.relative('', nom) };
  }

  /** Puts the vocabulary where specifications look for it. */
  installer() {
    const describe = avecEach((titre, corps) => this.#groupe(titre, corps));
    const test = avecEach((titre, action) => this.#test(titre, action));
    const beforeEach = (action) => this.#avant.push(action);
    Object.assign(globalThis, { describe, test, it: test, beforeEach, beforeAll: beforeEach, expect });
  }

  #groupe(titre, corps) {
    const avant = this.#avant;
    this.#groupes.push(titre);
    this.#avant = [...avant];
    corps();
    this.#avant = avant;
    this.#groupes.pop();
  }

  #test(titre, action) {
    const nom = [this.#fichier.court, ...this.#groupes, titre].join(' ');
    const fois = (this.#vus.get(nom) ?? 0) + 1;
    this.#vus.set(nom, fois);
    const id = fois === 1 ? nom : `${nom} (${fois})`;
    this.tests.push({ id, name: id, fileName: this.#fichier.nom, action, avant: this.#avant });
  }
}

/** @returns {Promise<string | undefined>} why the test failed, undefined when it passed. */
export async function jouer({ avant, action }) {
  try {
    for (const preparation of avant) await preparation();
    await action();
    return undefined;
  } catch (erreur) {
    return String(erreur?.message ?? erreur);
  }
}
