import type { DetailRefus } from '@tdt/domaine';

export const ETAPES = [
  { cle: 'structure', titre: 'Votre structure' },
  { cle: 'partenaires', titre: 'Vos partenaires' },
  { cle: 'projet', titre: 'Le projet et ses actions' },
  { cle: 'budget', titre: 'Le budget' },
  { cle: 'plan', titre: 'Le plan de financement' },
  { cle: 'pieces', titre: 'Les pièces' },
  { cle: 'recapitulatif', titre: 'Vérifier et déposer' },
] as const;

export type CleEtape = (typeof ETAPES)[number]['cle'];

const RACINES: Record<string, CleEtape> = {
  representantNom: 'structure',
  representantQualite: 'structure',
  contratEngagementRepublicain: 'structure',
  regimeAide: 'structure',
  aidesDeclarees: 'structure',
  partenaires: 'partenaires',
  budget: 'budget',
  coutTotal: 'budget',
  plan: 'plan',
  montantDemande: 'plan',
  assiette: 'plan',
  exceptionParticipation: 'plan',
  pieces: 'pieces',
};

/** The step that holds the field at this path. */
export function etapeDuChemin(chemin: string): CleEtape {
  const [racine = ''] = chemin.split(/[.[]/);
  return RACINES[racine] ?? 'projet';
}

export function manquesDeLEtape(manques: readonly DetailRefus[], etape: CleEtape): DetailRefus[] {
  return manques.filter((m) => etapeDuChemin(m.chemin) === etape);
}

/** Address of a step; `corriger` shows there what is missing, beside each field. */
export function adresseEtape(id: string, etape: CleEtape, corriger = false): string {
  return `/candidatures/${id}/${etape}${corriger ? '?corriger' : ''}`;
}
