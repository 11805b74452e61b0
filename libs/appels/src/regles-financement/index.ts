export { ClasseFinanceur, RegleFinancement } from './regles-financement.entity.js';
export { ClasseFinanceurType, RegleFinancementType } from './regles-financement.type.js';
export { ReglesFinancementResolver } from './regles-financement.resolver.js';
export { ReglesFinancementService } from './regles-financement.service.js';
