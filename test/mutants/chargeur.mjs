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
    this.fabriques = new Map(fichiers.map((fichier) => [fichier, this.compiler(fichier)]));
    this.specifications = fichiers.filter((fichier) => fichier.endsWith('.spec.ts'));
  }

  compiler(fichier) {
    const { code } = swc.transformSync(fs.readFileSync(fichier, 'utf8'), { ...SWC, filename: fichier });
    return new Function('require', 'module', 'exports', `${code}\n//# sourceURL=${fichier}`);
  }

  /** A new evaluation of the whole graph: constants and tables are computed anew, under the mutant if there is one. */
  charger(surSpecification) {
    const modules = new Map();
    for (const specification of this.specifications) {
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
      if (cible === '@tdt/domaine') return this.evaluer(path.join(this.dossier, 'src/index.ts'), modules);
      if (!cible.startsWith('.')) return exiger(cible);
      return this.evaluer(path.resolve(path.dirname(fichier), cible.replace(/\.js$/, '.ts')), modules);
    };
    const fabrique = this.fabriques.get(fichier);
    if (fabrique === undefined) throw new Error(`Module absent : ${fichier}`);
    fabrique(requerir, module, module.exports);
    return module.exports;
  }
}
