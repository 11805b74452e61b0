export { AppelsModule, ENTITES_APPELS, RESOLVEURS_APPELS } from './appels.module.js';
export { AppelsService } from './appels.service.js';
export { EnveloppesService } from './enveloppes.service.js';
export { ReservationsEchues } from './reservations-echues.js';
export { AppelAProjets, AppelTerritoire, Critere, PieceDemandee, Regle } from './appel-a-projets.entity.js';
export { appelPourRegles, reglesDepuisLignes } from './appel-pour-regles.js';
export { AppelAProjetsType, CritereType, PieceDemandeeType } from './appel-a-projets.type.js';
export {
  ClasseFinanceur,
  ClasseFinanceurType,
  RegleFinancement,
  RegleFinancementType,
} from './regles-financement/index.js';
export { Enveloppe } from './enveloppe.entity.js';
export { EnveloppeType } from './enveloppe.type.js';
export * from './grand-livre/index.js';
