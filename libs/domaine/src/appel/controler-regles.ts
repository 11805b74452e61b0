import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import { CENT_POUR_CENT } from '../montant/taux.js';
import type { AppelRegles, Bonification, Plafond } from './regles.js';

type Defaut = [chemin: string, message: string];

function defautsBonification({ libelle, montant, preuve }: Bonification, chemin: string): Defaut[] {
  const defauts: Defaut[] = [];
  if (libelle.trim() === '') defauts.push([`${chemin}.libelle`, 'La bonification doit avoir un libellé.']);
  if (montant <= 0n) defauts.push([`${chemin}.montant`, 'Le montant de la bonification doit être supérieur à zéro.']);
  if (preuve.trim() === '') defauts.push([`${chemin}.preuve`, 'Dites ce qui prouve la condition de la bonification.']);
  return defauts;
}

function defautsPlafond({ type, tauxBp, montant, sourceJuridique }: Plafond, chemin: string): Defaut[] {
  const defauts: Defaut[] = [];
  if (type === 'TAUX_MAX') {
    const valide = Number.isInteger(tauxBp) && Number(tauxBp) > 0 && Number(tauxBp) <= CENT_POUR_CENT;
    if (!valide) defauts.push([`${chemin}.tauxBp`, 'Le taux maximal doit être compris entre 0,01 % et 100 %.']);
  } else if ((montant ?? 0n) <= 0n) {
    defauts.push([`${chemin}.montant`, 'Le montant du plafond ou du minimum doit être supérieur à zéro.']);
  }
  if (sourceJuridique.trim() === '') {
    defauts.push([`${chemin}.sourceJuridique`, "Citez le texte d'où vient ce plafond ou ce minimum."]);
  }
  return defauts;
}

function defautsCodes(regles: AppelRegles): Defaut[] {
  const vus = new Set<string>(['BASE']);
  const defauts: Defaut[] = [];
  for (const liste of ['bonifications', 'plafonds'] as const) {
    regles[liste].forEach(({ code }, i) => {
      if (code.trim() === '' || vus.has(code)) {
        defauts.push([`regles.${liste}[${i}].code`, `Le code « ${code} » est vide ou déjà pris.`]);
      }
      vus.add(code);
    });
  }
  return defauts;
}

/**
 * Are the rules of a call coherent data (R3)? Every fault is listed with its path.
 * @returns `INCOMPLET` with details
 */
export function controlerRegles(regles: AppelRegles): Decision {
  const defauts: Defaut[] = [];
  if (regles.montantBase <= 0n) {
    defauts.push(['regles.montantBase', 'Le montant de base doit être supérieur à zéro.']);
  }
  regles.bonifications.forEach((b, i) => defauts.push(...defautsBonification(b, `regles.bonifications[${i}]`)));
  regles.plafonds.forEach((p, i) => defauts.push(...defautsPlafond(p, `regles.plafonds[${i}]`)));
  defauts.push(...defautsCodes(regles));
  if (defauts.length === 0) return accepter();
  const details = defauts.map(([chemin, message]): DetailRefus => ({ code: 'INCOMPLET', chemin, message }));
  return refuser('INCOMPLET', "Les règles de l'appel ne sont pas cohérentes.", 'regles', details);
}
