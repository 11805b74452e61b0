import { Annonce, LigneAnnonce } from './annonce.entity.js';
import { AnnoncesService } from './annonces.service.js';
import { Calcul } from './calcul.entity.js';
import { CalculResolver } from './calcul.resolver.js';
import { CalculsService } from './calculs.service.js';
import { ExecutantCalculs } from './executant-calculs.js';
import { ExplicationResolver } from './explication.resolver.js';
import { ExplicationsService } from './explications.service.js';
import { PlansDuTour } from './plans-du-tour.js';
import { PlansService } from './plans.service.js';
import { Proposition, PropositionLigne, PropositionProjet } from './proposition.entity.js';
import { PropositionResolver } from './proposition.resolver.js';
import { PropositionsService } from './propositions.service.js';
import { RelectureService } from './relecture.service.js';
import { SimulationsService } from './simulations.service.js';
import { Tour, TourProjet } from './tour.entity.js';
import { TourResolver } from './tour.resolver.js';
import { ToursService } from './tours.service.js';

export const ENTITES_REPARTITION = [
  Tour,
  TourProjet,
  Annonce,
  LigneAnnonce,
  Calcul,
  Proposition,
  PropositionProjet,
  PropositionLigne,
];
export const SERVICES_REPARTITION = [
  ToursService,
  AnnoncesService,
  PlansService,
  ExecutantCalculs,
  CalculsService,
  PlansDuTour,
  SimulationsService,
  PropositionsService,
  RelectureService,
  ExplicationsService,
];
export const RESOLVEURS_REPARTITION = [TourResolver, PropositionResolver, CalculResolver, ExplicationResolver];
