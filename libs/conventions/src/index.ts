export { ConventionsModule, ENTITES_CONVENTIONS, RESOLVEURS_CONVENTIONS } from './conventions.module.js';
export { Convention } from './convention.entity.js';
export { ConventionType } from './convention.type.js';
export { Engagement } from './engagement.entity.js';
export { EngagementType } from './engagement.type.js';
export { composerConvention, nomFichierConvention } from './modeles/convention-multipartite/v1/index.js';
