import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CONSTAT, TAUX_ACCESSIBILITE } from './constat-accessibilite.js';
import { ECARTS } from './ecarts-accessibilite.js';

const RACINE = path.resolve(import.meta.dirname, '../../../..');
const NAVIGATEUR = path.join(RACINE, 'test/navigateur');
const PAGES = 12;
/** How many criteria each of the thirteen themes of RGAA 4.1 has. */
const THEMES = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
const CRITERES = THEMES.flatMap((nombre, i) => Array.from({ length: nombre }, (_, j) => `${i + 1}.${j + 1}`));

interface Ligne {
  critere: string;
  intitule: string;
  cellules: string[];
  preuves: string[];
}

function lire(): Ligne[] {
  const [, ...lignes] = readFileSync(path.join(NAVIGATEUR, 'grille-rgaa.csv'), 'utf8').trim().split('\n');
  return lignes.map((ligne) => {
    const [critere = '', intitule = '', ...reste] = ligne.split(';');
    return { critere, intitule, cellules: reste.slice(0, -1), preuves: (reste.at(-1) ?? '').split(' | ') };
  });
}

/** Every journey ends by a test that expects no fault from the screens that it has judged: « contrôle » stands for all of them. */
function sansControle(): string[] {
  const fichiers = readdirSync(NAVIGATEUR).filter((f) => f.endsWith('.e2e-spec.ts'));
  const textes = fichiers.map((f) => ({ f, texte: readFileSync(path.join(NAVIGATEUR, f), 'utf8') }));
  return textes
    .filter(({ texte }) => texte.includes('.controler(') && !texte.includes('expect(ecrans.fautes).toEqual([])'))
    .map(({ f }) => f);
}

function preuveFausse(preuve: string): string | null {
  if (/^controle : .{8}/.test(preuve)) return null;
  if (/^vu : 20\d\d-\d\d-\d\d, (?:.{12}|suit \d+\.\d+$)/.test(preuve)) return null;
  const [, fichier = '', titre = ''] = /^test : (\S+) « (.+) »$/.exec(preuve) ?? [];
  const absolu = path.join(RACINE, fichier);
  if (fichier === '' || !existsSync(absolu)) return `preuve illisible, ou fichier absent : ${preuve}`;
  return readFileSync(absolu, 'utf8').includes(`'${titre}'`) ? null : `test absent : ${preuve}`;
}

const etatDe = ({ cellules }: Ligne) => {
  if (cellules.includes('NC')) return 'NC';
  if (cellules.includes('AV')) return 'AV';
  return cellules.includes('C') ? 'C' : 'NA';
};

describe('La grille RGAA', () => {
  const lignes = lire();

  it('a une ligne pour chacun des 106 critères, dans l’ordre', () => {
    expect(CRITERES).toHaveLength(106);
    expect(lignes.map((l) => l.critere)).toEqual(CRITERES);
    expect(lignes.filter((l) => l.intitule.length < 5)).toEqual([]);
  });

  it('dit de chaque page si le critère est respecté (C), ne l’est pas (NC), reste à vérifier (AV), ou n’a pas d’objet (NA)', () => {
    const remplie = ({ cellules }: Ligne) =>
      cellules.length === PAGES && cellules.every((c) => ['C', 'NC', 'AV', 'NA'].includes(c));
    expect(lignes.filter((l) => !remplie(l))).toEqual([]);
  });

  it('prouve chaque ligne par un contrôle, par un test qui existe, ou par ce qui a été vu et quand', () => {
    expect(lignes.flatMap((l) => l.preuves.map(preuveFausse).filter((faute) => faute !== null))).toEqual([]);
    expect(sansControle()).toEqual([]);
  });

  it('donne les chiffres et les écarts que la déclaration publie', () => {
    const nombre = (...etats: string[]) => lignes.filter((l) => etats.includes(etatDe(l))).length;
    const { jour, ...chiffres } = CONSTAT;
    expect(chiffres).toEqual({ respectes: nombre('C'), nonRespectes: nombre('NC', 'AV'), sansObjet: nombre('NA') });
    const ecarts = lignes.filter((l) => ['NC', 'AV'].includes(etatDe(l)));
    expect(ECARTS).toEqual(ecarts.map((l) => ({ critere: l.critere, intitule: l.intitule, etat: etatDe(l) })));
    expect(TAUX_ACCESSIBILITE).toBe(Math.floor((100 * nombre('C')) / nombre('C', 'NC', 'AV')));
    expect(jour).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});
