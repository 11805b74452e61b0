import type { DetailRefus, Refus } from '../refus.js';

/** The rules speak of the file, the API and the screens of its form: where both differ, the person must be led to the form. */
const CHEMINS: [motif: RegExp, champ: string][] = [
  [/^porteur\.representant/, 'representant'],
  [/^(actions\[\d+\])\.titre$/, '$1.intitule'],
  [/^(partenaires\[\d+\])\.mandat$/, '$1.mandatLe'],
  [/^regions$/, 'territoires'],
  [/^baseAide$/, 'regimeAide'],
  [/^budget\.volontaires$/, 'budget'],
];

function versFormulaire(chemin: string): string {
  return CHEMINS.reduce((c, [motif, champ]) => c.replace(motif, champ), chemin);
}

/** Same points, with the paths of the API's input. */
export function detailsDuFormulaire(details: readonly DetailRefus[]): DetailRefus[] {
  return details.map((d) => ({ ...d, chemin: versFormulaire(d.chemin) }));
}

/** Same refusal, with the paths of the API's input. */
export function refusDuFormulaire(refus: Refus): Refus {
  const details = refus.details && detailsDuFormulaire(refus.details);
  return { ...refus, details, chemin: refus.chemin === undefined ? undefined : versFormulaire(refus.chemin) };
}
