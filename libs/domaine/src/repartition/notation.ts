import { somme } from '../montant/montant.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { exigerPositifs, exigerUniques } from './controles.js';
import { exigerProjet, totaliser, type AgregatNotes, type ResultatPoints } from './totaux-points.js';

/** A criterion of the grid: whole points from 0 to `pointsMax`, times its weight. */
export interface CritereVote {
  id: string;
  libelle: string;
  poids: bigint;
  pointsMax: bigint;
}

/** The marks that one funder gives to one project: whole points by criterion id. */
export interface BulletinNotes {
  financeur: string;
  projet: string;
  notes: Readonly<Record<string, bigint>>;
}

export interface DemandeNotation {
  projets: readonly string[];
  criteres: readonly CritereVote[];
  bulletins: readonly BulletinNotes[];
  agregat: AgregatNotes;
}

/**
 * Vote mode 3. A project that a funder has not marked gets nothing from it in a sum, and is left out of its median.
 * Refusals, in this order: DOUBLON (`criteres[i].id`), ENTREE_INVALIDE (`criteres[i].poids`); then ballot by ballot
 * ENTREE_INVALIDE (unknown project), DOUBLON (same funder and project), criterion by criterion INCOMPLET (no mark) or
 * ENTREE_INVALIDE (points out of range), and ENTREE_INVALIDE for an unknown criterion.
 */
export function noterProjets(demande: DemandeNotation): Decision<ResultatPoints> {
  const { projets, criteres, bulletins, agregat } = demande;
  const verdict = premierRefus(
    () => exigerUniques(criteres, 'criteres', 'Le critère'),
    () => exigerPositifs(criteres.map(({ poids }, i) => [poids, `criteres[${i}].poids`] as const)),
    ...bulletins.map((bulletin, i) => () => controlerNotes(bulletin, i, demande)),
  );
  if (!verdict.ok) return verdict;
  const donnes = bulletins.map(({ financeur, projet, notes }) => {
    const parCritere = new Map(Object.entries(notes));
    const points = criteres.map(({ id, poids }) => (parCritere.get(id) ?? 0n) * poids);
    return { financeur, projet, points: somme(points) };
  });
  return accepter(totaliser(projets, donnes, agregat));
}

function controlerNotes(
  { financeur, projet, notes }: BulletinNotes,
  i: number,
  { projets, criteres, bulletins }: DemandeNotation,
): Decision {
  const chemin = `bulletins[${i}]`;
  const premier = bulletins.findIndex((autre) => autre.financeur === financeur && autre.projet === projet);
  const parCritere = new Map(Object.entries(notes));
  const inconnu = [...parCritere.keys()].find((id) => !criteres.some((critere) => critere.id === id));
  return premierRefus(
    () => exigerProjet(projets, projet, `${chemin}.projet`),
    () => {
      if (premier === i) return accepter();
      return refuser('DOUBLON', `« ${financeur} » note deux fois « ${projet} ».`, chemin);
    },
    ...criteres.map(
      (critere) => () => controlerNote(critere, parCritere.get(critere.id), `${chemin}.notes.${critere.id}`),
    ),
    () => {
      if (inconnu === undefined) return accepter();
      return refuser(
        'ENTREE_INVALIDE',
        `Le critère « ${inconnu} » ne figure pas dans la grille.`,
        `${chemin}.notes.${inconnu}`,
      );
    },
  );
}

function controlerNote({ libelle, pointsMax }: CritereVote, note: bigint | undefined, chemin: string): Decision {
  if (note === undefined) return refuser('INCOMPLET', `« ${libelle} » n’est pas noté.`, chemin);
  if (note >= 0n && note <= pointsMax) return accepter();
  return refuser('ENTREE_INVALIDE', `« ${libelle} » se note de 0 à ${pointsMax}.`, chemin);
}
