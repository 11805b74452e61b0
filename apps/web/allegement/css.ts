import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin, Root } from 'postcss';

/** Accent colours of the design system: none of our pages uses them, and they are many of its rules. */
const ACCENT =
  /green-(?:tilleul-verveine|bourgeon|emeraude|menthe|archipel)|blue-(?:ecume|cumulus)|purple-glycine|pink-(?:macaron|tuile)|yellow-(?:tournesol|moutarde)|orange-terre-battue|brown-(?:cafe-creme|caramel|opera)|beige-gris-galet/;
/** Classes of which there are hundreds, one a distance, a column or an icon: those that somebody names are kept. */
const UTILITAIRE = /\.fr-(?:icon|col|[mp][trblxy]?)-[\w-]+/g;
/** Weights that are not sent: the browser takes the nearest of those that are, Regular and Bold with their italics. */
const POLICE_TUE = /Spectral|font-weight:\s*(?:300|500)/;

function garder(racine: Root, utile: (selecteur: string) => boolean): void {
  racine.walkRules((regle) => {
    const gardes = regle.selectors.filter(utile);
    if (gardes.length === 0) regle.remove();
    else if (gardes.length < regle.selectors.length) regle.selectors = gardes;
  });
}

/** Lists of every class there is, and other builds of the same components. */
const LISTES = /(?:^|[/\\])(?:generatedFromCss|dsfr|src|mui)(?:[/\\]|$)/;

function lire(dossier: string, extension: RegExp, sauf?: RegExp): string[] {
  return readdirSync(dossier, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && extension.test(e.name) && !sauf?.test(path.relative(dossier, e.parentPath)))
    .map((e) => readFileSync(path.join(e.parentPath, e.name), 'utf8'));
}

/** Every class of the design system that our pages or its components write out. */
function classesNommees(): Set<string> {
  const composants = path.dirname(createRequire(import.meta.url).resolve('@codegouvfr/react-dsfr/Button'));
  const notres = lire(path.resolve(import.meta.dirname, '../src'), /\.(?:tsx?|css)$/);
  const siens = lire(composants, /\.js$/, LISTES);
  const noms = [...notres, ...siens].flatMap((texte) => texte.match(/(?<![\w-])fr-[a-z0-9-]+/g) ?? []);
  return new Set(noms.map((nom) => `.${nom}`));
}

/** Custom properties that nothing reads; those that only they were reading go at the next turn. */
function oterOrphelines(racine: Root): void {
  for (;;) {
    const lues = new Set<string>();
    racine.walkDecls(({ value }) => {
      for (const [, nom] of value.matchAll(/var\(\s*(--[\w-]+)/g)) if (nom) lues.add(nom);
    });
    let otees = 0;
    racine.walkDecls(/^--/, (declaration) => {
      if (lues.has(declaration.prop)) return;
      declaration.remove();
      otees += 1;
    });
    if (otees === 0) return;
  }
}

/**
 * Takes out of the style sheet what no page of ours can show: it is most of what a first visit downloads. It sees the design
 * system and our own rules together (`dsfr.css` imports them all), so that what ours read stays.
 */
export const allegerCss: Plugin = {
  postcssPlugin: 'alleger-css',
  OnceExit(racine) {
    racine.walkAtRules('font-face', (regle) => void (POLICE_TUE.test(regle.toString()) && regle.remove()));
    const nommees = classesNommees();
    garder(racine, (s) => !ACCENT.test(s) && [...s.matchAll(UTILITAIRE)].every(([classe]) => nommees.has(classe)));
    oterOrphelines(racine);
    racine.walkRules((regle) => void (regle.nodes.length === 0 && regle.remove()));
  },
};
