import { estJour } from '../calendrier/index.js';
import { validerIdentifiant } from '../identifiants/identifiant.js';
import type { DefinitionProfil } from './profils.js';
import { CONDITIONS_VERSEMENT } from './versements.js';

export const GRAVITES = ['ERREUR', 'AVERTISSEMENT'] as const;
/** An error makes the file invalid; a warning is for somebody to look at. */
export type Gravite = (typeof GRAVITES)[number];

/** What is wrong with a value, in French; null for nothing. */
export type Jugement = { gravite: Gravite; message: string } | null;
export type Format = (valeur: string, profil: DefinitionProfil) => Jugement;

const NATURES = [
  'aide en numéraire',
  'aide en nature',
  'aide en numéraire;aide en nature',
  'aide en nature;aide en numéraire',
];

const erreur = (message: string): Jugement => ({ gravite: 'ERREUR', message });
const exiger = (vrai: boolean, message: string): Jugement => (vrai ? null : erreur(message));

/** Characters as the schemas count them: code points. */
const longueur = (texte: string): number => [...texte].length;

export const texteLibre: Format = () => null;

export const texteBorne =
  (max: number): Format =>
  (valeur) =>
    exiger(longueur(valeur) <= max, `${longueur(valeur)} caractères, pour ${max} au plus.`);

export const siret: Format = (valeur) => {
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(valeur)) {
    return erreur(`« ${valeur} » : un tableur a pris ce SIRET pour un nombre ; il compte 14 chiffres, en texte.`);
  }
  if (!/^\d{14}$/.test(valeur)) return erreur(`« ${valeur} » n’est pas un SIRET : 14 chiffres d’un seul tenant.`);
  if (validerIdentifiant('SIRET', valeur).ok) return null;
  const message = `La clé de contrôle du SIRET ${valeur} est fausse : un chiffre est sans doute mal recopié.`;
  return { gravite: 'AVERTISSEMENT', message };
};

export const rna: Format = (valeur) =>
  exiger(/^W\d{9}$/.test(valeur), `« ${valeur} » n’est pas un numéro RNA : W suivi de 9 chiffres.`);

export const jour: Format = (valeur) =>
  exiger(estJour(valeur), `« ${valeur} » n’est pas une date : AAAA-MM-JJ, par exemple 2020-11-30.`);

export const montant: Format = (valeur) => {
  if (/^\d+,\d+$/.test(valeur)) return erreur(`« ${valeur} » : le séparateur décimal est le point, et non la virgule.`);
  return exiger(
    /^\d+(?:\.\d{1,2})?$/.test(valeur),
    `« ${valeur} » n’est pas un montant en euros, par exemple 22000.80.`,
  );
};

export const part: Format = (valeur) =>
  exiger(
    /^(?:1(?:\.0+)?|0\.(?:0[1-9]|[1-9]\d?)\d*)$/.test(valeur),
    `« ${valeur} » n’est pas une part : un nombre de 0.01 à 1, avec un point.`,
  );

const parmi =
  (valeurs: readonly string[]): Format =>
  (valeur) =>
    exiger(valeurs.includes(valeur), `« ${valeur} » n’est pas admis : ${valeurs.map((v) => `« ${v} »`).join(', ')}.`);

export const nature: Format = parmi(NATURES);
export const conditions: Format = parmi(CONDITIONS_VERSEMENT);
export const ouiNon: Format = parmi(['oui', 'non']);

export const periode: Format = (valeur, { separateurPeriode }) => {
  const [debut = '', fin, ...reste] = valeur.split(separateurPeriode);
  const jours = fin === undefined ? [debut] : [debut, fin];
  if (reste.length > 0 || !jours.every(estJour)) {
    const forme = `AAAA-MM-JJ ou AAAA-MM-JJ${separateurPeriode}AAAA-MM-JJ`;
    return erreur(`« ${valeur} » n’est ni une date ni une période : ${forme}.`);
  }
  return exiger(fin === undefined || debut <= fin, `« ${valeur} » : la période finit avant de commencer.`);
};

export const annee: Format = (valeur) =>
  exiger(/^20\d\d$/.test(valeur), `« ${valeur} » n’est pas une année, par exemple 2020.`);

export const annees: Format = (valeur) =>
  exiger(
    valeur.split(';').every((a) => /^20\d\d$/.test(a)),
    `« ${valeur} » n’est pas une suite d’années, par exemple 2020;2021.`,
  );
