import { Annonce, LigneAnnonce } from './annonce.entity.js';
import { AnnoncesService } from './annonces.service.js';
import { Calcul } from './calcul.entity.js';
import { Proposition, PropositionLigne, PropositionProjet } from './proposition.entity.js';
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
export const SERVICES_REPARTITION = [ToursService, AnnoncesService];
export const RESOLVEURS_REPARTITION = [TourResolver];
