/** Kinds of act by which a body commits its money or empowers its signatory (R24, R33). */
export const TYPES_ACTE = [
  'DELIBERATION',
  'ARRETE',
  'DECISION',
  'CONVENTION',
  'CONSEIL_ADMINISTRATION',
  'AUTRE',
] as const;

export type TypeActe = (typeof TYPES_ACTE)[number];

/** The words printed before « n° » in a convention, in the minutes and on screen. */
export const LIBELLES_TYPE_ACTE: Readonly<Record<TypeActe, string>> = {
  DELIBERATION: 'Délibération',
  ARRETE: 'Arrêté',
  DECISION: 'Décision',
  CONVENTION: 'Convention',
  CONSEIL_ADMINISTRATION: 'Décision du conseil d’administration',
  AUTRE: 'Autre acte',
};
