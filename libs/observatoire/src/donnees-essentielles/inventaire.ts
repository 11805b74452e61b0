import {
  echeanceDonneesEssentielles,
  empechements,
  lignesEssentielles,
  PROFILS_DONNEES,
  type ConstatLigne,
  type Jour,
  type LigneEssentielle,
  type ProfilDonnees,
} from '@tdt/domaine';
import type { ConventionPubliee } from './conventions-publiees.js';

/** A body that publishes: how many lines each of its files has, and the last day on which one changed. */
export interface Attribuant {
  siret: string;
  nom: string;
  misAJourLe: Jour;
  lignes: Record<ProfilDonnees, number>;
}

/** A line that the law wants and that the regulatory file cannot hold, with what it lacks. */
export interface LigneIncomplete {
  convention: Pick<ConventionPubliee, 'id' | 'numero' | 'appelId' | 'conferenceId'>;
  attribuant: string;
  beneficiaire: string;
  signeeLe: Jour;
  echeance: Jour;
  manques: ConstatLigne[];
}

export interface Inventaire {
  attribuants: Attribuant[];
  incompletes: LigneIncomplete[];
}

const aucune = (): Record<ProfilDonnees, number> => ({ ETALAB: 0, SCDL: 0, ETENDU: 0 });

function compter(attribuants: Map<string, Attribuant>, ligne: LigneEssentielle): void {
  const { idAttribuant: siret, nomAttribuant: nom, dateMiseAJour } = ligne;
  const profils = PROFILS_DONNEES.filter((profil) => empechements(profil, ligne).length === 0);
  if (profils.length === 0) return;
  const connu = attribuants.get(siret);
  const lignes = connu?.lignes ?? aucune();
  for (const profil of profils) lignes[profil] += 1;
  // Conventions come in the order of their signatures: the last name is the present one.
  attribuants.set(siret, { siret, nom, misAJourLe: dateMiseAJour, lignes });
}

/** Goes once over the public conventions: who publishes what, and what is missing. */
export async function inventorier(conventions: AsyncIterable<ConventionPubliee>): Promise<Inventaire> {
  const attribuants = new Map<string, Attribuant>();
  const incompletes: LigneIncomplete[] = [];
  for await (const convention of conventions) {
    const { id, numero, appelId, conferenceId } = convention;
    for (const ligne of lignesEssentielles(convention)) {
      compter(attribuants, ligne);
      const manques = empechements('ETALAB', ligne);
      if (manques.length === 0) continue;
      incompletes.push({
        convention: { id, numero, appelId, conferenceId },
        attribuant: ligne.nomAttribuant,
        beneficiaire: ligne.nomBeneficiaire,
        signeeLe: ligne.dateConvention,
        echeance: echeanceDonneesEssentielles(ligne.dateConvention),
        manques,
      });
    }
  }
  return { attribuants: [...attribuants.values()].sort((a, b) => a.nom.localeCompare(b.nom, 'fr')), incompletes };
}
