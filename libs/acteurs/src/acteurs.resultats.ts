import { resultatOuRefus } from '@tdt/socle';
import { OrganismeType } from './organisme.type.js';
import { HabilitationType, UtilisateurType } from './utilisateur.type.js';

export const CreerOrganismeResultat = resultatOuRefus('CreerOrganisme', OrganismeType);
export const CreerUtilisateurResultat = resultatOuRefus('CreerUtilisateur', UtilisateurType);
export const AccorderHabilitationResultat = resultatOuRefus('AccorderHabilitation', HabilitationType);
export const ConfirmerHabilitationResultat = resultatOuRefus('ConfirmerHabilitation', HabilitationType);
export const RetirerHabilitationResultat = resultatOuRefus('RetirerHabilitation', HabilitationType);
export const DesactiverUtilisateurResultat = resultatOuRefus('DesactiverUtilisateur', UtilisateurType);
export const ReactiverUtilisateurResultat = resultatOuRefus('ReactiverUtilisateur', UtilisateurType);
