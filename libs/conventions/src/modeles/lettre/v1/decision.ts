import {
  estPublique,
  type AppelConvention,
  type CategorieOrganisme,
  type Jour,
  type SeanceConvention,
} from '@tdt/domaine';
import { ecrireSiret } from '@tdt/documents';
import type { Lettre } from './composer.js';

/** Who asked, as printed in the address. */
export interface PorteurNotifie {
  denomination: string;
  categorie: CategorieOrganisme;
  siret: string | null;
  rna: string | null;
  siege: string | null;
  representantNom: string | null;
}

/** What every decision notified to a porteur prints, frozen: no database object reaches the template. */
export interface DonneesDecision {
  /** Number of the candidature. */
  reference: string;
  notifieeLe: Jour;
  lieu: string | null;
  /** Secretariat that answers: address, e-mail. */
  contact: string[];
  signataireNom: string;
  signataireQualite: string;
  porteur: PorteurNotifie;
  appel: AppelConvention;
  seance: SeanceConvention;
  titre: string;
  /** Total cost of the project, in centimes. */
  coutTotal: bigint;
  /** Administrative court of the seat of whoever decided; `null` where it is not known. */
  tribunal: string | null;
  /** The porteur lives overseas and the court sits in metropolitan France: one more month (CJA R421-7). */
  delaiDeDistance: boolean;
}

/** A funder that decided, for or against. */
export interface Decideur {
  financeur: string;
  categorie: CategorieOrganisme;
}

/** What the clauses on remedies ask of the data. */
export interface ContexteDecision {
  decision: DonneesDecision;
  publics: Decideur[];
  prives: Decideur[];
}

/** Sorts those who decided: a public decision goes before the administrative court, a private one does not (R17). */
export function preparerDecision(decision: DonneesDecision, decideurs: readonly Decideur[]): ContexteDecision {
  return {
    decision,
    publics: decideurs.filter((d) => estPublique(d.categorie)),
    prives: decideurs.filter((d) => !estPublique(d.categorie)),
  };
}

/** « l’appel à projets « … » (référence …) ». */
export function nommerAppel({ type, titre, reference }: AppelConvention): string {
  const nature = type === 'AMI' ? 'l’appel à manifestation d’intérêt' : 'l’appel à projets';
  return `${nature} « ${titre} » (référence ${reference})`;
}

/** The frame that the two letters of decision share. */
export function teteDecision(decision: DonneesDecision, titre: string, objet: string): Omit<Lettre, 'donnees'> {
  const { porteur, appel, seance } = decision;
  const identifiants = [
    porteur.siret === null ? null : `SIRET ${ecrireSiret(porteur.siret)}`,
    porteur.rna === null ? null : `RNA ${porteur.rna}`,
  ].filter((i) => i !== null);
  return {
    titre,
    objet,
    reference: `Candidature n° ${decision.reference}`,
    emetteur: [seance.conference, ...decision.contact],
    destinataire: [
      porteur.denomination,
      ...(porteur.representantNom === null ? [] : [`À l’attention de ${porteur.representantNom}`]),
      ...(porteur.siege === null ? [] : [porteur.siege]),
      ...(identifiants.length === 0 ? [] : [identifiants.join(' – ')]),
    ],
    lieu: decision.lieu,
    le: decision.notifieeLe,
    fiche: [
      [
        'Appel',
        `${appel.type === 'AMI' ? 'appel à manifestation d’intérêt' : 'appel à projets'} « ${appel.titre} » (${appel.reference})`,
      ],
      ['Projet', decision.titre],
    ],
    signatures: [{ titre: decision.signataireNom, lignes: [decision.signataireQualite], mentions: [] }],
  };
}
