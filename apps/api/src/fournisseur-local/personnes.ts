import { createHash } from 'node:crypto';
import { LIBELLES_ROLE, type Role } from '@tdt/domaine';
import { CLE_DEMONSTRATION, sqlEnVigueur, type Executeur } from '@tdt/socle';

/** Somebody whom the embedded provider knows, with the claims that ProConnect gives. */
export interface Personne {
  sub: string;
  courriel: string;
  prenom: string;
  nom: string;
  siret: string;
  /** What he may be, for the page where one chooses: « Financeur, Région Bretagne ». */
  qualites: string[];
}

/** A well-formed SIRET of an establishment that does not exist, for people who work nowhere yet. */
const SIRET_FICTIF = '99900019700015';

interface LignePersonne {
  sub: string;
  courriel: string;
  prenom: string;
  nom: string;
  siret: string | null;
  qualites: { role: Role; organisme: string | null }[];
}

/** « Financeur et Gestionnaire, Banque des Territoires » */
function parOrganisme(qualites: LignePersonne['qualites']): string[] {
  const roles = new Map<string | null, string[]>();
  for (const { role, organisme } of qualites)
    roles.set(organisme, [...(roles.get(organisme) ?? []), LIBELLES_ROLE[role]]);
  return [...roles].map(([organisme, noms]) => [noms.join(' et '), organisme].filter(Boolean).join(', '));
}

/** The invented people of this database, by their link to the embedded provider: nobody real is ever among them. */
export class Personnes {
  /** People met for the first time on the page of choice, kept as long as the process. */
  readonly #nouvelles = new Map<string, Personne>();

  constructor(private readonly base: Executeur) {}

  async toutes(): Promise<Personne[]> {
    const lignes = await this.base.query<LignePersonne[]>(
      `select i.sub, u.courriel, u.prenom, u.nom,
         (select o.identifiant from habilitation h join organisme o on o.id = h.organisme_id and o.type_identifiant = 'SIRET'
          where h.utilisateur_id = u.id order by h.debut, h.id limit 1) as siret,
         coalesce((select json_agg(distinct jsonb_build_object('role', h.role, 'organisme', o.nom))
                   from habilitation h left join organisme o on o.id = h.organisme_id
                   where h.utilisateur_id = u.id and ${sqlEnVigueur('h')}), '[]'::json) as qualites
       from identite i join utilisateur u on u.id = i.utilisateur_id
       where i.fournisseur = $1 and u.fictif order by u.cree_le, u.id`,
      [CLE_DEMONSTRATION],
    );
    return lignes.map((l) => ({
      ...l,
      siret: l.siret ?? SIRET_FICTIF,
      qualites: parOrganisme(l.qualites),
    }));
  }

  async trouver(sub: string): Promise<Personne | undefined> {
    return this.#nouvelles.get(sub) ?? (await this.toutes()).find((p) => p.sub === sub);
  }

  /** Somebody new, known by his address: what an invitation needs to be tried. */
  accueillir(courriel: string, prenom: string, nom: string): Personne {
    const sub = `nouvelle-${createHash('sha256').update(courriel.toLowerCase()).digest('hex').slice(0, 32)}`;
    const personne = { sub, courriel, prenom, nom, siret: SIRET_FICTIF, qualites: [] };
    this.#nouvelles.set(sub, personne);
    return personne;
  }
}
