import { ETATS_PART_ECARTES, type DetailRefus, type TypeActe } from '@tdt/domaine';
import { lireTaux } from '../commun/taux.js';

/** What a convention needs besides the file: typed here, kept on this device until it is generated. */
export interface ComplementsSaisis {
  type: TypeActe;
  numero: string;
  date: string;
  excedent: string;
  limiteBilan: string;
  dateEffet: string;
  tribunal: string;
}

export const COMPLEMENTS_VIDES: ComplementsSaisis = {
  type: 'CONSEIL_ADMINISTRATION',
  numero: '',
  date: '',
  excedent: '',
  limiteBilan: '',
  dateEffet: '',
  tribunal: '',
};

/** Under what name the device keeps them. */
export function nomGarde(candidatureId: string): string {
  return `convention.${candidatureId}`;
}

type Demande = Omit<Api.GenererConventionInput, 'cle'>;

/** As the API reads them; what is empty is taken from the former version, if there is one. */
export function demandeDe(candidatureId: string, c: ComplementsSaisis): Demande {
  const acte = c.numero.trim() !== '' && c.date !== '' ? { type: c.type, numero: c.numero.trim(), date: c.date } : null;
  return {
    candidatureId,
    acteBeneficiaire: acte,
    excedentBp: lireTaux(c.excedent),
    limiteBilan: c.limiteBilan || null,
    dateEffet: c.dateEffet || null,
    tribunal: c.tribunal.trim() || null,
  };
}

/** What is typed answers these points already; the others are filled in elsewhere. */
export function resteA(manques: readonly DetailRefus[], c: ComplementsSaisis): DetailRefus[] {
  const { acteBeneficiaire, excedentBp, limiteBilan } = demandeDe('', c);
  const repondus: Record<string, boolean> = {
    'beneficiaire.acteHabilitant': acteBeneficiaire !== null,
    'clauses.excedent': excedentBp !== null && excedentBp !== undefined,
    'duree.limiteBilan': limiteBilan !== null,
  };
  return manques.filter(({ chemin }) => repondus[chemin] !== true);
}

/** The points that the page of preparation fills in itself. */
export const CHEMINS_ICI: Readonly<Record<string, string>> = {
  'beneficiaire.acteHabilitant': 'numero',
  'clauses.excedent': 'excedent',
  'duree.limiteBilan': 'limiteBilan',
};

const ENGAGEES: readonly Api.EtatPart[] = ['ENGAGEE', 'CONVENTIONNEE'];

interface PartAttendue {
  etat: Api.EtatPart;
  financeur: { nom: string };
}

/** A share that still waits is called by its funder; what comes after is only known once all are committed. */
export function nommerParts(manques: readonly DetailRefus[], parts: readonly PartAttendue[]): DetailRefus[] {
  const autres = manques.filter(({ chemin }) => !/^parts\[\d+\]\.etat$/.test(chemin));
  if (autres.length === manques.length) return autres;
  const attendues = parts.filter(({ etat }) => !ENGAGEES.includes(etat) && !ETATS_PART_ECARTES.includes(etat));
  return [
    ...attendues.map(({ financeur: { nom } }, i): DetailRefus => {
      const message = `${nom} n’a pas encore enregistré l’acte qui engage sa part.`;
      return { code: 'ETAT_INVALIDE', chemin: `part.${i}`, message };
    }),
    ...autres,
  ];
}
