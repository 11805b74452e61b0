export { ConventionsModule, ENTITES_CONVENTIONS, RESOLVEURS_CONVENTIONS } from './conventions.module.js';
export { Convention } from './convention.entity.js';
export { ConventionType } from './convention.type.js';
export { ExecutantGenerations } from './generations/executant-generations.js';
export { RelancesService } from './relances/relances.service.js';
export { Engagement } from './engagement.entity.js';
export { EngagementType } from './engagement.type.js';
export { composerConvention, nomFichierConvention } from './modeles/convention-multipartite/v1/index.js';
export {
  composerConventionBilaterale,
  reduireAuFinanceur,
  type DonneesBilaterale,
} from './modeles/convention-bilaterale/v1/index.js';
export { composerLettreEngagement, type DonneesLettreEngagement } from './modeles/lettre-engagement/v1/index.js';
export { composerLettreMecenat, type DonneesLettreMecenat } from './modeles/lettre-mecenat/v1/index.js';
export { composerLettreNotification, type DonneesNotification } from './modeles/lettre-notification/v1/index.js';
export { composerLettreRefus, type DonneesRefus } from './modeles/lettre-refus/v1/index.js';
