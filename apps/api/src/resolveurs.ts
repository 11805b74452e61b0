import { RESOLVEURS_ACTEURS } from '@tdt/acteurs';
import { RESOLVEURS_APPELS } from '@tdt/appels';
import { RESOLVEURS_AVIS } from '@tdt/avis';
import { RESOLVEURS_CANDIDATURES } from '@tdt/candidatures';
import { RESOLVEURS_CONFERENCE } from '@tdt/conference';
import { RESOLVEURS_CONVENTIONS } from '@tdt/conventions';
import { RESOLVEURS_OBSERVATOIRE } from '@tdt/observatoire';
import { ScellementResolver } from '@tdt/socle';

/** Every resolver class: the schema is printed from this list, and the application mounts the same through its modules. */
export const RESOLVEURS = [
  ...RESOLVEURS_ACTEURS,
  ...RESOLVEURS_APPELS,
  ...RESOLVEURS_CANDIDATURES,
  ...RESOLVEURS_CONFERENCE,
  ...RESOLVEURS_CONVENTIONS,
  ...RESOLVEURS_OBSERVATOIRE,
  ...RESOLVEURS_AVIS,
  ScellementResolver,
];
