import { cleDeLuhn, GESTIONNAIRES_POSSIBLES } from '@tdt/domaine';
import { CLE_DEMONSTRATION, creerJeton, nouvelId, type Executeur } from '@tdt/socle';
import { ORGANISMES, PERSONNES, ZONAGES_EXEMPLES, type CleOrganisme, type ClePersonne } from './monde-donnees.js';

/** The small named world that the tests, the development base and the demonstration share. */
export interface Monde {
  organismes: Record<CleOrganisme, string>;
  personnes: Record<ClePersonne, string>;
  /** API tokens, one a person. */
  jetons: Record<ClePersonne, string>;
}

/** A SIRET of this SIREN whose key is right; the establishment number is the smallest that fits, not the real one. */
export function siretDe(siren: string): string {
  for (let nic = 10; nic < 100_000; nic += 1) {
    const siret = siren + String(nic).padStart(5, '0');
    if (cleDeLuhn(siret)) return siret;
  }
  throw new Error(`Aucun SIRET pour ${siren}`);
}

async function semerOrganismes(base: Executeur): Promise<Record<CleOrganisme, string>> {
  const ids = {} as Record<CleOrganisme, string>;
  for (const [cle, o] of Object.entries(ORGANISMES)) {
    const id = nouvelId();
    ids[cle as CleOrganisme] = id;
    await base.query(
      `insert into organisme (id, nom, categorie, type_identifiant, identifiant, rna, forme_juridique, adresse, commune_code,
                              representant_nom, representant_qualite, fictif, cree_le)
       values ($1, $2, $3, 'SIRET', $4, $5, $6, $7, $8, $9, $10, $11, maintenant())`,
      [
        id,
        o.nom,
        o.categorie,
        o.siret ?? siretDe(o.siren ?? ''),
        o.rna ?? null,
        o.forme,
        o.adresse,
        o.commune,
        o.representant,
        o.qualite,
        o.siret === undefined && o.siren?.startsWith('999'),
      ],
    );
  }
  return ids;
}

async function semerPersonnes(
  base: Executeur,
  organismes: Monde['organismes'],
): Promise<Pick<Monde, 'personnes' | 'jetons'>> {
  const personnes = {} as Monde['personnes'];
  const jetons = {} as Monde['jetons'];
  const geres = new Set<CleOrganisme>();
  for (const [cle, p] of Object.entries(PERSONNES)) {
    const id = nouvelId();
    personnes[cle as ClePersonne] = id;
    await base.query(
      `insert into utilisateur (id, courriel, prenom, nom, fictif, cree_le) values ($1, $2, $3, $4, true, maintenant())`,
      [id, p.courriel, p.prenom, p.nom],
    );
    for (const role of p.roles) {
      // The first person of an organisation manages its users.
      const gere = GESTIONNAIRES_POSSIBLES.includes(role) && !geres.has(p.organisme);
      if (gere) geres.add(p.organisme);
      await base.query(
        `insert into habilitation (id, utilisateur_id, role, organisme_id, debut, gestionnaire_utilisateurs)
         values ($1, $2, $3, $4, '2018-01-01', $5)`,
        [nouvelId(), id, role, organismes[p.organisme], gere],
      );
    }
    jetons[cle as ClePersonne] = await creerJeton(base, {
      utilisateurId: id,
      libelle: 'monde de démonstration',
      roles: null,
      jours: 3650,
    });
  }
  return { personnes, jetons };
}

/** Makes every invented person somebody whom the embedded provider can say one is. Safe to repeat. */
export async function declarerIdentites(base: Executeur): Promise<void> {
  await base.query(
    `insert into identite (fournisseur, sub, utilisateur_id, cree_le)
     select $1, u.id::text, u.id, maintenant() from utilisateur u
     where u.fictif and not exists (select 1 from identite i where i.utilisateur_id = u.id)`,
    [CLE_DEMONSTRATION],
  );
}

async function semerZonages(base: Executeur): Promise<void> {
  for (const z of ZONAGES_EXEMPLES) {
    await base.query(
      `insert into zonage (dispositif, millesime, code, commune_code, libelle) values ($1, $2, $3, $4, $5)`,
      [z.dispositif, z.millesime, z.code, z.commune, z.libelle],
    );
  }
}

/** Loads the organisations, the people with their rights and tokens, and a few priority places. Territories must be there. */
export async function semerMonde(base: Executeur): Promise<Monde> {
  const organismes = await semerOrganismes(base);
  await semerZonages(base);
  const gens = await semerPersonnes(base, organismes);
  await declarerIdentites(base);
  return { organismes, ...gens };
}

/** Gives a person a role within a call or a conference. Rights of this world begin in 2018: its story starts in 2020. */
export async function affecter(
  base: Executeur,
  personneId: string,
  role: string,
  perimetre: { organismeId: string; appelId?: string; conferenceId?: string },
): Promise<void> {
  await base.query(
    `insert into habilitation (id, utilisateur_id, role, organisme_id, appel_id, conference_id, debut)
     values ($1, $2, $3, $4, $5, $6, '2018-01-01')`,
    [nouvelId(), personneId, role, perimetre.organismeId, perimetre.appelId ?? null, perimetre.conferenceId ?? null],
  );
}
