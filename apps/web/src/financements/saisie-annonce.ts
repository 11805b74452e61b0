import { lireEuros, somme, type DetailRefus } from '@tdt/domaine';
import { montantSaisi } from '../candidatures/saisie.js';
import type { AnnonceLue } from './annonce.js';

export interface LigneSaisie {
  maximum: string;
  minimum: string;
  points: string;
  condition: string;
}

/** What is being announced: by project, and for the whole round. */
export interface SaisieAnnonce {
  enveloppeId: string;
  plafond: string;
  lignes: Record<string, LigneSaisie>;
}

export const LIGNE_VIDE: LigneSaisie = { maximum: '', minimum: '', points: '', condition: '' };
export const CHAMPS_LIGNE = Object.keys(LIGNE_VIDE);

/** The form, as the announcement that it would replace stands. */
export function saisieDeLAnnonce(precedente: AnnonceLue | null, enveloppeId: string): SaisieAnnonce {
  if (!precedente) return { enveloppeId, plafond: '', lignes: {} };
  const lignes = precedente.lignes.map((l): [string, LigneSaisie] => [
    l.candidatureId,
    {
      maximum: montantSaisi(l.maximum),
      minimum: BigInt(l.minimum) > 0n ? montantSaisi(l.minimum) : '',
      points: l.points === null ? '' : String(l.points),
      condition: l.condition ?? '',
    },
  ]);
  return {
    enveloppeId: precedente.enveloppe?.id ?? enveloppeId,
    plafond: montantSaisi(precedente.plafond),
    lignes: Object.fromEntries(lignes),
  };
}

const centimes = (texte: string): bigint => {
  const lu = lireEuros(texte);
  return lu.ok ? lu.fait : 0n;
};

/** Projects on which something is announced, in the order of the round. */
export function annonces(saisie: SaisieAnnonce, ordre: readonly string[]): [string, LigneSaisie][] {
  return ordre.flatMap((id): [string, LigneSaisie][] => {
    const ligne = saisie.lignes[id];
    return ligne && ligne.maximum.trim() !== '' ? [[id, ligne]] : [];
  });
}

/** The sum of the maxima: what the round costs at most if everything is taken. */
export function totalAnnonce(saisie: SaisieAnnonce, ordre: readonly string[]): bigint {
  return somme(annonces(saisie, ordre).map(([, l]) => centimes(l.maximum)));
}

/** The ceiling typed, or the sum of the maxima when none is. */
export function plafondAnnonce(saisie: SaisieAnnonce, ordre: readonly string[]): bigint {
  return saisie.plafond.trim() === '' ? totalAnnonce(saisie, ordre) : centimes(saisie.plafond);
}

/** What cannot be read, by field of the form (`lignes.<projet>.<champ>`). */
export function illisibles(saisie: SaisieAnnonce, ordre: readonly string[]): DetailRefus[] {
  const montants = annonces(saisie, ordre).flatMap(([id, l]): [string, string][] => [
    [`lignes.${id}.maximum`, l.maximum],
    [`lignes.${id}.minimum`, l.minimum],
  ]);
  return [...montants, ['plafond', saisie.plafond] as [string, string]].flatMap(([chemin, texte]) => {
    const lu = lireEuros(texte);
    return texte.trim() === '' || lu.ok
      ? []
      : [{ code: 'ENTREE_INVALIDE' as const, chemin, message: lu.refus.message }];
  });
}

/** What the API is asked for. */
export function demandeAnnonce(tourId: string, saisie: SaisieAnnonce, ordre: readonly string[]) {
  return {
    tourId,
    enveloppeId: saisie.enveloppeId,
    plafond: String(plafondAnnonce(saisie, ordre)),
    lignes: annonces(saisie, ordre).map(([candidatureId, l]) => ({
      candidatureId,
      maximum: String(centimes(l.maximum)),
      minimum: l.minimum.trim() === '' ? null : String(centimes(l.minimum)),
      points: /^\d+$/.test(l.points.trim()) ? Number(l.points) : null,
      condition: l.condition.trim() || null,
    })),
  };
}

/** « lignes[1].maximum », as the API counts them → the field of the project in the form. */
export function cheminDansLeFormulaire(chemin: string, saisie: SaisieAnnonce, ordre: readonly string[]): string {
  const [, rang, champ] = /^lignes\[(\d+)\]\.(\w+)$/.exec(chemin) ?? [];
  const ligne = rang === undefined ? undefined : annonces(saisie, ordre)[Number(rang)];
  if (!ligne) return chemin;
  return `lignes.${ligne[0]}.${champ === 'candidatureId' ? 'maximum' : champ}`;
}
