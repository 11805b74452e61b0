import {
  LIBELLES_TYPE_ACTE,
  annexesApplicables,
  articlesApplicables,
  ecrireDate,
  ecrireEuros,
  enLettres,
  estPublique,
  somme,
  type ActeHabilitant,
  type AnnexeConvention,
  type DonneesConvention,
  type LieuConvention,
  type PartieConvention,
} from '@tdt/domaine';
import { italique } from '@tdt/documents';
import { logosDuContexte, type ImagesDesLogos } from './logos.js';
import type { Contexte } from './modele.js';

/** What is printed in place of a value that a draft does not have yet. */
export const A_COMPLETER = italique('[à compléter]');

/** The value, or the blank of a draft. */
export function ou(valeur: string | null | undefined): string {
  return valeur === null || valeur === undefined || valeur === '' ? A_COMPLETER : valeur;
}

/** A day in words, or the blank of a draft. */
export function jour(valeur: string | null): string {
  return valeur === null ? A_COMPLETER : ecrireDate(valeur);
}

/** « 350 000,00 € (trois cent cinquante mille euros) ». */
export function enChiffresEtLettres(montant: bigint): string {
  return `${ecrireEuros(montant)} (${enLettres(montant)})`;
}

/** « délibération n° 21-CP-0456 du 18 octobre 2021 ». */
export function ecrireActe(acte: ActeHabilitant | null): string {
  if (acte === null) return A_COMPLETER;
  const type = LIBELLES_TYPE_ACTE[acte.type];
  return `${type.charAt(0).toLowerCase()}${type.slice(1)} n° ${acte.numero.replace(/ /g, '\u00A0')} du ${ecrireDate(acte.date)}`;
}

/** « quartier X (QP029001) ». */
export function ecrireLieu(lieu: LieuConvention): string {
  return `${lieu.libelle} (${lieu.code})`;
}

/** Places without repetition, in the order of their first mention. */
export function lieuxDistincts(donnees: DonneesConvention): LieuConvention[] {
  const vus = new Map<string, LieuConvention>();
  for (const action of donnees.actions) {
    for (const lieu of action.lieux)
      if (!vus.has(`${lieu.type} ${lieu.code}`)) vus.set(`${lieu.type} ${lieu.code}`, lieu);
  }
  return [...vus.values()];
}

/** « la conférence … », whatever the case in which its name was recorded. */
export function nommerConference(nom: string): string {
  return /^conférence\b/i.test(nom) ? `la ${nom.charAt(0).toLowerCase()}${nom.slice(1)}` : `la conférence « ${nom} »`;
}

const ROMAINS = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');

/** The annexes that apply, and the files that the parties join under another number, in order. */
export function annexesDe(donnees: DonneesConvention): AnnexeConvention[] {
  const dues = annexesApplicables(donnees);
  const jointes = donnees.annexes.filter(({ code }) => !dues.some((due) => due.code === code));
  return [...dues, ...jointes].sort((a, b) => ROMAINS.indexOf(a.code) - ROMAINS.indexOf(b.code));
}

/** Name of the funder of a share. */
export function financeurDe(donnees: DonneesConvention, partId: string): string {
  return donnees.plan.lignes.find((ligne) => ligne.partId === partId)?.financeur ?? '';
}

/** The first article is « 1er », as in the texts of law. */
export function ecrireNumero(numero: number): string {
  return numero === 1 ? '1er' : String(numero);
}

/** What every clause asks of the data. Without images, it is for reading or for a letter, which shows no logo. */
export function preparerContexte(donnees: DonneesConvention, images?: ImagesDesLogos): Contexte {
  const total = (publique: boolean) =>
    somme(donnees.plan.lignes.filter((l) => estPublique(l.categorie) === publique).map((l) => l.montant));
  const parties = (publique: boolean): PartieConvention[] =>
    donnees.financeurs.filter((f) => estPublique(f.categorie) === publique);
  const articles = articlesApplicables(donnees);
  return {
    donnees,
    articles,
    logos: logosDuContexte(donnees, images),
    clausesDuDomaine: new Set(articles.flatMap((article) => article.clauses.map(({ code }) => code))),
    totalPublic: total(true),
    totalPrive: total(false),
    publics: parties(true),
    prives: parties(false),
    renvoi: (code) => {
      const article = articles.find((a) => a.code === code);
      // A reference to an article that is not printed is a fault of the template, not of the data.
      if (!article) throw new Error(`Renvoi à un article absent : ${code}.`);
      return `l’article ${ecrireNumero(article.numero)}`;
    },
  };
}
