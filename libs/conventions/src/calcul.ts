import {
  montantDroit,
  type AppelRegles,
  type LieuAction,
  type MontantDroit,
  type RegleCalculConvention,
} from '@tdt/domaine';
import type { Dossier, LignePart } from './dossier.js';

/** Rules of the call; null when it has no base amount. */
export type RegleAppel = AppelRegles | null;

/**
 * How the final amount of each share is worked out (article 6). The rule of the call is about the share of the funder who
 * runs it; it is printed with its bonuses and their evidence when the share is what the rule grants. Every other share
 * is a ceiling, brought down to real spending.
 */
export function reglesDeCalcul(
  regles: RegleAppel,
  dossier: Dossier,
  parts: readonly LignePart[],
  cout: bigint,
): RegleCalculConvention[] {
  return parts.map((part): RegleCalculConvention => {
    const plafond: RegleCalculConvention = {
      partId: part.id,
      mode: 'PLAFOND',
      base: part.montant,
      bonifications: [],
      maximum: part.montant,
    };
    if (regles === null || part.financeurId !== dossier.candidature.piloteId) return plafond;
    const droit = montantDroit(regles, {
      lieux: lieuxDeclares(dossier),
      assiette: part.assiette ?? cout,
      coutTotal: cout,
    });
    if (droit.montant !== part.montant) return plafond;
    return { ...plafond, mode: regles.mode, base: regles.montantBase, bonifications: obtenues(regles, droit) };
  });
}

/** The places that the actions of the file name, as the rules read them (R5). */
export function lieuxDeclares({ actions }: Dossier): LieuAction[] {
  return actions
    .flatMap((action) => action.lieux)
    .map(({ type, code, libelle, reconnu }) => ({
      zonage: type === 'QPV' || type === 'ACV' ? type : null,
      code,
      libelle,
      reconnu,
    }));
}

function obtenues(regles: AppelRegles, { detail }: MontantDroit): RegleCalculConvention['bonifications'] {
  return regles.bonifications.flatMap(({ code, libelle, preuve }) => {
    const ligne = detail.find((l) => l.code === code && l.obtenu && l.montant > 0n);
    if (!ligne) return [];
    const motif = ligne.motif.replace(/\.$/, '');
    const preuves = [preuve, motif].filter((texte) => texte !== '');
    return [{ libelle, montant: ligne.montant, preuves: preuves.map((t) => t.charAt(0).toLowerCase() + t.slice(1)) }];
  });
}
