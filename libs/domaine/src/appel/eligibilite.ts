import { LIBELLES_CATEGORIE, type CategorieOrganisme } from '../identifiants/categories.js';
import { accepter, refuser, type Decision, type DetailRefus } from '../refus.js';
import type { Appel } from './appel.js';

/** A hub that already covers regions; territories of hubs overlap in real life, so it only warns (R6, domain §1.2). */
export interface HubExistant {
  nom: string;
  /** INSEE codes of regions. */
  regions: string[];
}

/** What the project covers. */
export interface TerritoireProjet {
  /** INSEE codes of the regions in which it acts, even in part. */
  regions: string[];
  hubsExistants?: HubExistant[];
}

export interface Eligibilite {
  avertissements: DetailRefus[];
}

/** May this kind of body apply? @returns `INELIGIBLE` with the kinds admitted */
export function verifierCategorie(appel: Pick<Appel, 'categoriesAdmises'>, categorie: CategorieOrganisme): Decision {
  if (appel.categoriesAdmises.includes(categorie)) return accepter();
  const admises = appel.categoriesAdmises.map((c) => LIBELLES_CATEGORIE[c].toLowerCase()).join(', ');
  const message = `Un organisme de catégorie « ${LIBELLES_CATEGORIE[categorie]} » ne peut pas candidater ; admis : ${admises}.`;
  return refuser('INELIGIBLE', message, 'porteur.categorie');
}

function verifierTerritoire(appel: Pick<Appel, 'regionsCibles'>, { regions }: TerritoireProjet): Decision {
  if (appel.regionsCibles.length === 0) return accepter();
  const touche = regions.some((region) => appel.regionsCibles.includes(region));
  const deborde = new Set(regions).size > 1;
  if (touche || deborde) return accepter();
  const message =
    "Le projet ne touche aucune région visée par l'appel et ne déborde pas d'une région déjà couverte : étendez-le.";
  return refuser('INELIGIBLE', message, 'territoires');
}

function recouvrements({ regions, hubsExistants = [] }: TerritoireProjet): DetailRefus[] {
  return hubsExistants
    .filter((hub) => hub.regions.some((region) => regions.includes(region)))
    .map((hub) => ({
      code: 'DOUBLON',
      chemin: 'territoires',
      message: `Le territoire du projet recouvre en partie celui de ${hub.nom}.`,
    }));
}

/**
 * May this body apply for this territory (R6)? The project must touch a target region, or be wider than one covered region.
 * @returns warnings on overlaps, or `INELIGIBLE`
 */
export function eligibilite(
  appel: Pick<Appel, 'categoriesAdmises' | 'regionsCibles'>,
  porteur: { categorie: CategorieOrganisme },
  territoire: TerritoireProjet,
): Decision<Eligibilite> {
  const categorie = verifierCategorie(appel, porteur.categorie);
  if (!categorie.ok) return categorie;
  const lieux = verifierTerritoire(appel, territoire);
  if (!lieux.ok) return lieux;
  return accepter({ avertissements: recouvrements(territoire) });
}
