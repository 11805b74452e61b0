import fs from 'node:fs';
import path from 'node:path';
import { fait } from '../../essais/decision.js';
import type { FinanceurSollicite } from './demande-plafonds.js';
import type { ElementCoupe } from './instance.js';
import { partager } from './partage.js';
import { resoudrePlafonds } from './plafonds.js';
import { ecrireRationnel } from './rationnel.js';
import type { RegleFinancement, TypeRegleFinancement } from './regles-financement.js';

/** Published cases: a few are kept here so that they always run; all are read where TDT_CASES says. */
const GARDES = path.resolve('libs/domaine/essais/cas');
const PUBLIES = path.join(process.env.TDT_CASES ?? path.resolve('../shared/cases'), 'allocation');

interface CasPublie {
  id: string;
  input: {
    projet: {
      coutTotal: number;
      depenseSubventionnable: number;
      apport: { montant: number; public: boolean };
      autresAcquis?: { classe: string; montant: number }[];
    };
    classes: { id: string; parent: string | null }[];
    regles: {
      id: string;
      classe: string;
      type: TypeRegleFinancement;
      tauxBp?: number;
      base?: string;
      montant?: number;
    }[];
    financeurs: {
      id: string;
      classe: string;
      poids: number;
      rang: number;
      tauxMaxBp?: number;
      montantMin?: number;
      montantMax?: number;
      enveloppeRestante?: number;
      annonce?: number;
    }[];
  };
  resolved: {
    need: number;
    lines: { id: string; cls: string; weight: number; min: number; caps: [string, number][]; rank: number }[];
    classes: { id: string; parent: string | null; cap: number | null; rule: string | null }[];
  };
  expected: {
    besoin: number;
    finance: number;
    manque: number;
    parts: Record<string, number>;
    partsExactes: Record<string, string>;
    plafondsClasses: Record<string, number>;
    exclus: string[];
    coupe?: { kind: ElementCoupe['nature']; id: string; cents: number; code?: string }[];
  };
}

const NUMEROS = ['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08'];

function fichiersDe(dossier: string): string[] {
  if (!fs.existsSync(dossier)) return [];
  const noms = fs.readdirSync(dossier).filter((nom) => NUMEROS.includes(nom.slice(0, 3)));
  return noms.sort().map((nom) => path.join(dossier, nom));
}

const lireCas = (fichier: string) => JSON.parse(fs.readFileSync(fichier, 'utf8')) as CasPublie;

const centimes = (nombre: number | undefined) => (nombre === undefined ? null : BigInt(nombre));

function reglesDe({ regles, financeurs }: CasPublie['input']): RegleFinancement[] {
  const commun = { sourceJuridique: null };
  return [
    ...regles.map(({ id, classe, type, tauxBp, base, montant }) => ({
      ...commun,
      id,
      portee: 'CLASSE' as const,
      cible: classe,
      type,
      tauxBp,
      base: base as RegleFinancement['base'],
      montant: centimes(montant),
    })),
    ...financeurs.flatMap(({ id, tauxMaxBp, montantMin, montantMax }) => {
      const sienne = { ...commun, portee: 'ENVELOPPE' as const, cible: id };
      return [
        ...(tauxMaxBp === undefined
          ? []
          : [{ ...sienne, id: `${id} taux`, type: 'TAUX_MAX' as const, tauxBp: tauxMaxBp }]),
        ...(montantMin === undefined
          ? []
          : [{ ...sienne, id: `${id} minimum`, type: 'MONTANT_MIN' as const, montant: BigInt(montantMin) }]),
        ...(montantMax === undefined
          ? []
          : [{ ...sienne, id: `${id} maximum`, type: 'MONTANT_MAX' as const, montant: BigInt(montantMax) }]),
      ];
    }),
  ];
}

function resoudre({ input }: CasPublie) {
  const { projet, financeurs, classes } = input;
  const { apport, autresAcquis = [] } = projet;
  return fait(
    resoudrePlafonds(
      {
        coutTotal: BigInt(projet.coutTotal),
        depenseSubventionnable: BigInt(projet.depenseSubventionnable),
        apport: { montant: BigInt(apport.montant), public: apport.public },
        autresAcquis: autresAcquis.map(({ classe, montant }) => ({ classe, montant: BigInt(montant) })),
      },
      reglesDe(input),
      financeurs.map(({ id, classe, poids, rang, enveloppeRestante, annonce }): FinanceurSollicite => {
        const montants = { enveloppeRestante: centimes(enveloppeRestante), annonce: centimes(annonce) };
        return { id, classe, rang, poids: BigInt(poids), ...montants };
      }),
      classes,
    ),
  );
}

function verifierPlafonds(cas: CasPublie): void {
  const { besoin, lignes, classes } = resoudre(cas);
  expect(Number(besoin)).toBe(cas.resolved.need);
  expect(
    lignes.map(({ id, classe, poids, minimum, plafonds, rang }) => ({
      id,
      cls: classe,
      weight: Number(poids),
      min: Number(minimum),
      caps: plafonds.map(({ code, montant }) => [code, Number(montant)]),
      rank: rang,
    })),
  ).toEqual(cas.resolved.lines);
  expect(
    classes.map(({ id, parent, plafond, regle }) => ({
      id,
      parent,
      cap: plafond === null ? null : Number(plafond),
      rule: regle,
    })),
  ).toEqual(cas.resolved.classes);
}

function verifierPartage(cas: CasPublie): void {
  const resolus = resoudre(cas);
  const { besoin, finance, manque, parts, exclus, coupe } = fait(partager(resolus));
  const bornees = resolus.classes.filter(({ plafond }) => plafond !== null);
  expect({
    besoin: Number(besoin),
    finance: Number(finance),
    manque: Number(manque),
    parts: Object.fromEntries(parts.map(({ id, montant }) => [id, Number(montant)])),
    partsExactes: Object.fromEntries(parts.map(({ id, exacte }) => [id, ecrireRationnel(exacte)])),
    plafondsClasses: Object.fromEntries(bornees.map(({ id, plafond }) => [id, Number(plafond)])),
    exclus: exclus.map(({ id }) => id),
    coupe: coupe.map(({ nature, id, montant, code }) => ({ kind: nature, id, cents: Number(montant), code })),
  }).toEqual({ ...cas.expected, coupe: cas.expected.coupe ?? [] });
}

describe.each([
  ['gardés dans le dépôt', fichiersDe(GARDES)],
  ['publiés', fichiersDe(PUBLIES)],
])('cas %s', (_, fichiers) => {
  if (fichiers.length === 0) test.skip?.(`SAUTÉS : aucun cas dans ${PUBLIES} (variable TDT_CASES)`, () => undefined);
  for (const fichier of fichiers) {
    const nom = path.basename(fichier, '.json');
    test(`${nom} : plafonds résolus (A1)`, () => verifierPlafonds(lireCas(fichier)));
    test(`${nom} : parts, exclus et coupe (A2)`, () => verifierPartage(lireCas(fichier)));
  }
});
