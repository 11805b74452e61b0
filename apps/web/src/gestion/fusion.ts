import type { AppelSaisi } from './saisie.js';

export type ChampAppel = keyof AppelSaisi;

/** The name of each field, as a person calls it. */
export const NOMS_CHAMPS: Readonly<Record<ChampAppel, string>> = {
  code: 'Référence',
  type: 'Sorte d’appel',
  titre: 'Titre',
  resume: 'Résumé',
  objet: 'Objet',
  conferenceId: 'Conférence',
  ouvertureJour: 'Jour d’ouverture',
  ouvertureHeure: 'Heure d’ouverture',
  clotureJour: 'Jour de clôture',
  clotureHeure: 'Heure de clôture',
  categories: 'Qui peut candidater',
  dureeMoisMax: 'Durée maximale',
  territoires: 'Territoires visés',
  mode: 'Forfait ou plafond',
  base: 'Montant de base',
  sourceBase: 'Texte du montant de base',
  montantAnnonce: 'Enveloppe annoncée',
  financementPartiel: 'Financement partiel',
  millesimeQpv: 'Liste des quartiers prioritaires',
  millesimeAcv: 'Liste Action cœur de ville',
  bonifications: 'Bonifications',
  plafonds: 'Limites',
  pieces: 'Pièces demandées',
  grille: 'Grille d’instruction',
  seuil: 'Seuil de la note',
};

const CHAMPS = Object.keys(NOMS_CHAMPS) as ChampAppel[];

export interface FusionAppel {
  saisie: AppelSaisi;
  /** Changed by both, differently: a person chooses. Meanwhile it is mine. */
  conflits: ChampAppel[];
  /** Changed by the colleague alone, and taken. */
  recus: ChampAppel[];
}

const pareil = (a: AppelSaisi, b: AppelSaisi, champ: ChampAppel) =>
  JSON.stringify(a[champ]) === JSON.stringify(b[champ]);

/** Mine and theirs, both written from `base`, field by field. */
export function fusionner(base: AppelSaisi, mienne: AppelSaisi, leur: AppelSaisi): FusionAppel {
  const changes = CHAMPS.filter((champ) => !pareil(leur, base, champ) && !pareil(leur, mienne, champ));
  const recus = changes.filter((champ) => pareil(mienne, base, champ));
  const repris = Object.fromEntries(recus.map((champ) => [champ, leur[champ]])) as Partial<AppelSaisi>;
  return { saisie: { ...mienne, ...repris }, recus, conflits: changes.filter((champ) => !recus.includes(champ)) };
}

/** Is there anything in it that the stored draft has not? */
export function aChange(base: AppelSaisi, saisie: AppelSaisi): boolean {
  return CHAMPS.some((champ) => !pareil(base, saisie, champ));
}
