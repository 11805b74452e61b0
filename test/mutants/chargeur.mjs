// Loads the domain and its specifications again and again in one process: compiled once, evaluated in a few milliseconds.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import swc from '@swc/core';

/** What the specifications get from npm: a package may be another instance here than behind `import`. */
export const exiger = createRequire(import.meta.url);
const SWC = {
  jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022', keepClassNames: true },
  module: { type: 'commonjs' },
  swcrc: false,
  configFile: false,
};

/** Counting what a test covers costs more than the test: done without a mutant, left out with one. */
const SANS_COUVERTURE =
  "if (typeof stryCov_9fa48 === 'function' && __stryker__.sansCouverture) stryCov_9fa48 = () => {};";

function listerTypeScript(dossier) {
  return fs
    .readdirSync(dossier, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.ts') && !e.name.endsWith('.d.ts'))
    .map((e) => path.join(e.parentPath, e.name))
    .sort();
}

/** Every TypeScript file under the folder, as a function (require, module, exports) → void. */
export class Chargeur {
  constructor(dossier) {
    this.dossier = dossier;
    const fichiers = listerTypeScript(dossier);
    this.importes = new Map();
    this.fabriques = new Map(fichiers.map((fichier) => [fichier, this.compiler(fichier)]));
    const specifications = fichiers.filter((fichier) => fichier.endsWith('.spec.ts'));
    this.atteints = new Map(specifications.map((fichier) => [fichier, this.atteindre(fichier, new Set())]));
  }

  compiler(fichier) {
    const { code } = swc.transformSync(fs.readFileSync(fichier, 'utf8'), { ...SWC, filename: fichier });
    const cibles = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, cible]) => this.resoudre(cible, fichier));
    this.importes.set(fichier, cibles);
    return new Function('require', 'module', 'exports', `${code}\n${SANS_COUVERTURE}\n//# sourceURL=${fichier}`);
  }

  /** The file that an import designates; `undefined`: a package. */
  resoudre(cible, fichier) {
    if (cible === '@tdt/domaine') return path.join(this.dossier, 'src/index.ts');
    return cible.startsWith('.') ? path.resolve(path.dirname(fichier), cible.replace(/\.js$/, '.ts')) : undefined;
  }

  /** Every file that this one loads, itself included. */
  atteindre(fichier, vus) {
    if (fichier === undefined || vus.has(fichier)) return vus;
    vus.add(fichier);
    for (const cible of this.importes.get(fichier) ?? []) this.atteindre(cible, vus);
    return vus;
  }

  /** The specifications that load one of these files. */
  specificationsDe(fichiers) {
    return [...this.atteints.keys()].filter((s) => fichiers.some((fichier) => this.atteints.get(s).has(fichier)));
  }

  /** A new evaluation of these specifications: constants and tables are computed anew, under the mutant if there is one. */
  charger(specifications, surSpecification) {
    const modules = new Map();
    for (const specification of specifications) {
      surSpecification(specification);
      this.evaluer(specification, modules);
    }
  }

  evaluer(fichier, modules) {
    const connu = modules.get(fichier);
    if (connu !== undefined) return connu.exports;
    const module = { exports: {} };
    modules.set(fichier, module);
    const requerir = (cible) => {
      const resolu = this.resoudre(cible, fichier);
      return resolu === undefined ? exiger(cible) : this.evaluer(resolu, modules);
    };
    const fabrique = this.fabriques.get(fichier);
    if (fabrique === undefined) throw new Error(`Module absent : ${fichier}`);
    fabrique(requerir, module, module.exports);
    return module.exports;
  }
}
