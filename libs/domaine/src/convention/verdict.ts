import type { EtatConvention } from './cycles.js';

/** What a convention that somebody presents is worth, in one word. */
export const VERDICTS_CONVENTION = [
  'EN_VIGUEUR',
  'EN_SIGNATURE',
  'REMPLACEE',
  'RESILIEE',
  'CADUQUE',
  'FALSIFIEE',
  'INCOHERENTE',
  'CACHET_INCONNU',
  'INCONNUE',
] as const;
export type VerdictConvention = (typeof VERDICTS_CONVENTION)[number];

/** What each word means, for screens and for the API. */
export const LIBELLES_VERDICT: Readonly<Record<VerdictConvention, string>> = {
  EN_VIGUEUR: 'Authentique, signée, ni remplacée ni résiliée',
  EN_SIGNATURE: 'Authentique, mais toutes les parties n’ont pas signé : elle n’engage pas encore',
  REMPLACEE: 'Authentique, mais une version plus récente l’a remplacée',
  RESILIEE: 'Authentique, mais résiliée',
  CADUQUE: 'Authentique, mais abandonnée avant d’être signée par tous',
  FALSIFIEE: 'Modifiée après avoir été scellée',
  INCOHERENTE: 'Ce qui est présenté vient de conventions différentes',
  CACHET_INCONNU: 'Scellée par une clé ou un certificat qui n’est pas de la plateforme',
  INCONNUE: 'Aucune convention enregistrée ne correspond',
};

/** What was observed of the pieces presented: a number, a QR seal, a file. Null: not presented, or not looked at. */
export interface FaitsVerification {
  /** The Ed25519 seal, against the public keys of the platform. */
  sceau: 'AUTHENTIQUE' | 'FAUX' | 'CLE_INCONNUE' | null;
  /** The CMS signature of the file; ROMPU too when bytes escape it. */
  cachet: 'INTACT' | 'ROMPU' | 'CERTIFICAT_INCONNU' | null;
  /** Number, seal, embedded data and file all name the same convention. */
  accord: boolean;
  /** AUTRE: no convention was registered with these bytes. */
  fichier: 'ENREGISTRE' | 'AUTRE' | null;
  /** State of the registered convention that the pieces name; null: none. */
  etat: EtatConvention | null;
  /** A later version of the same number was put to signature. */
  suivie: boolean;
}

/** Facts of somebody who presents nothing: to be completed with what is observed. */
export const RIEN_PRESENTE: Readonly<FaitsVerification> = {
  sceau: null,
  cachet: null,
  accord: true,
  fichier: null,
  etat: null,
  suivie: false,
};

const SELON_ETAT: Readonly<Record<EtatConvention, VerdictConvention>> = {
  // A draft is public to nobody.
  PROJET: 'INCONNUE',
  RELUE: 'INCONNUE',
  EN_SIGNATURE: 'EN_SIGNATURE',
  PARTIELLEMENT_SIGNEE: 'EN_SIGNATURE',
  SIGNEE: 'EN_VIGUEUR',
  NOTIFIEE: 'EN_VIGUEUR',
  EN_EXECUTION: 'EN_VIGUEUR',
  SOLDEE: 'EN_VIGUEUR',
  CLOSE: 'EN_VIGUEUR',
  RESILIEE: 'RESILIEE',
  CADUQUE: 'CADUQUE',
  REMPLACEE: 'REMPLACEE',
};

/**
 * The word that the facts deserve; the first that applies, worst first. A broken proof is worse than an unknown one, which is
 * worse than pieces that disagree; only what is whole and ours is given the state of the register.
 */
export function jugerConvention(faits: FaitsVerification): VerdictConvention {
  const { sceau, cachet, fichier, etat } = faits;
  if (sceau === 'FAUX' || cachet === 'ROMPU') return 'FALSIFIEE';
  if (sceau === 'CLE_INCONNUE' || cachet === 'CERTIFICAT_INCONNU') return 'CACHET_INCONNU';
  if (!faits.accord) return 'INCOHERENTE';
  if (etat === null) return 'INCONNUE';
  // Our seal on bytes that we did not register: they were ours once. Without a seal, they were never those of this number.
  if (fichier === 'AUTRE') return sceau === null ? 'INCOHERENTE' : 'FALSIFIEE';
  return etat === 'CADUQUE' && faits.suivie ? 'REMPLACEE' : SELON_ETAT[etat];
}

/** Is what is presented a convention of ours, whole, whatever became of it? */
export function estAuthentique(verdict: VerdictConvention): boolean {
  return verdict !== 'INCONNUE' && Object.values(SELON_ETAT).includes(verdict);
}
