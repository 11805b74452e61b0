import { LIBELLES_CATEGORIE, normaliserIdentifiant, validerIdentifiant } from '@tdt/domaine';
import { clientGraphql, gql, type DonneesDe } from '../commun/api.js';
import type { Trouve } from '../commun/recherche.js';

const ORGANISMES = gql(`
  query ChercherOrganismes($recherche: String) {
    organismes(first: 8, filtre: { recherche: $recherche }) {
      edges { node { id nom categorie identifiant commune { nom } } }
    }
  }
`);

const TERRITOIRES = gql(`
  query ChercherTerritoires($nature: NatureTerritoire, $recherche: String) {
    territoires(first: 8, filtre: { nature: $nature, recherche: $recherche }) {
      edges { node { id nature code nom regionCode departementCode } }
    }
  }
`);

const ZONAGES = gql(`
  query ZonagesDeLaCommune($communeCode: String) {
    zonages(first: 100, filtre: { communeCode: $communeCode }) {
      edges { node { id dispositif millesime code libelle } }
    }
  }
`);

export type OrganismeTrouve = DonneesDe<typeof ORGANISMES>['organismes']['edges'][number]['node'];
export type TerritoireTrouve = DonneesDe<typeof TERRITOIRES>['territoires']['edges'][number]['node'];
export type ZonageTrouve = DonneesDe<typeof ZONAGES>['zonages']['edges'][number]['node'];

const SIRET = /^\d{14}$/;

/** Why this text is no SIRET, when it is meant to be one; null for a name or a right number. */
export function siretFaux(texte: string): string | null {
  const chiffres = normaliserIdentifiant(texte);
  if (!/^\d{9,}$/.test(chiffres)) return null;
  const decision = validerIdentifiant('SIRET', chiffres);
  return decision.ok ? null : decision.refus.message;
}

/** By a part of the name, or by the whole SIRET, typed as people copy it. */
export async function chercherOrganismes(
  texte: string,
  ecarter: readonly string[],
): Promise<Trouve<OrganismeTrouve>[]> {
  if (siretFaux(texte)) return [];
  const chiffres = normaliserIdentifiant(texte);
  const recherche = SIRET.test(chiffres) ? chiffres : texte;
  const { data } = await clientGraphql.query(ORGANISMES, { recherche }).toPromise();
  if (!data) throw new Error('registre hors d’atteinte');
  const nouveaux = data.organismes.edges.filter(({ node }) => !ecarter.includes(node.id));
  return nouveaux.map(({ node }) => ({
    id: node.id,
    texte: node.nom,
    precision: [LIBELLES_CATEGORIE[node.categorie], node.commune?.nom, `SIRET ${node.identifiant}`]
      .filter(Boolean)
      .join(', '),
    valeur: node,
  }));
}

const ECHELONS: Record<Api.NatureTerritoire, string> = {
  REGION: 'Région',
  DEPARTEMENT: 'Département',
  EPCI: 'Intercommunalité',
  COMMUNE: 'Commune',
};

export function echelon(nature: Api.NatureTerritoire): string {
  return ECHELONS[nature];
}

export async function chercherTerritoires(
  texte: string,
  nature?: Api.NatureTerritoire,
): Promise<Trouve<TerritoireTrouve>[]> {
  const { data } = await clientGraphql.query(TERRITOIRES, { recherche: texte, nature: nature ?? null }).toPromise();
  if (!data) throw new Error('registre hors d’atteinte');
  return data.territoires.edges.map(({ node }) => ({
    id: node.id,
    texte: node.nom,
    precision:
      nature === 'COMMUNE'
        ? `Département ${node.departementCode ?? ''}`
        : `${ECHELONS[node.nature]}, code ${node.code}`,
    valeur: node,
  }));
}

/** The priority places of a commune, in the lists that the call goes by (R5). */
export async function zonagesDe(
  communeCode: string,
  { millesimeQpv, millesimeAcv }: { millesimeQpv: number | null; millesimeAcv: number | null },
): Promise<ZonageTrouve[]> {
  const { data } = await clientGraphql.query(ZONAGES, { communeCode }).toPromise();
  if (!data) throw new Error('registre hors d’atteinte');
  const tous = data.zonages.edges.map((e) => e.node);
  const attendu = (z: ZonageTrouve) => (z.dispositif === 'QPV' ? millesimeQpv : millesimeAcv);
  const retenus = tous.filter((z) => (attendu(z) ?? z.millesime) === z.millesime);
  const recents = retenus.toSorted((a, b) => b.millesime - a.millesime);
  return recents.filter((z, i) => recents.findIndex((y) => y.dispositif === z.dispositif && y.code === z.code) === i);
}
