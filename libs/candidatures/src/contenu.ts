import { createHash } from 'node:crypto';
import { appelPourRegles, type AppelAProjets } from '@tdt/appels';
import { canoniser, contenuFige, type Appel, type Candidature as Dossier, type HubExistant } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { dossierDepuisJson, sqlDossier, sqlHubsExistants, type DossierJson } from './candidature-pour-regles.js';

/** The identity of the applicant as the directory holds it at the instant of the deposit. */
export interface IdentitePorteur {
  nom: string;
  typeIdentifiant: string;
  identifiant: string;
  rna: string | null;
}

/** A document as it is frozen: its name, its size, and the hash of its bytes. */
export interface PieceFigee {
  code: string;
  nom: string;
  taille: number;
  sha256: string;
}

/** Everything about a file that its rules read and its receipt proves. */
export interface Contenu {
  dossier: Dossier;
  appel: Appel;
  porteur: IdentitePorteur;
  pieces: PieceFigee[];
  hubsExistants: HubExistant[];
}

/** Reads a locked file with its call, as the rules see them. */
export async function lireContenu(tx: EntityManager, id: string, appel: AppelAProjets): Promise<Contenu> {
  const [lu] = await tx.query<(Omit<Contenu, 'dossier' | 'appel'> & { dossier: DossierJson })[]>(
    `select ${sqlDossier('c')} as dossier, ${sqlHubsExistants('c')} as "hubsExistants",
       json_build_object('nom', o.nom, 'typeIdentifiant', o.type_identifiant, 'identifiant', o.identifiant, 'rna', o.rna) as porteur,
       (select coalesce(json_agg(json_build_object('code', p.code, 'nom', p.nom, 'taille', p.taille,
          'sha256', encode(p.empreinte, 'hex')) order by p.code), '[]')
        from piece p where p.candidature_id = c.id and p.retiree_le is null and p.etat_analyse <> 'INFECTEE') as pieces
     from candidature c join organisme o on o.id = c.porteur_id where c.id = $1`,
    [id],
  );
  if (!lu) throw new Error(`candidature ${id} verrouillée puis illisible`);
  return { ...lu, dossier: dossierDepuisJson(lu.dossier), appel: await appelPourRegles(tx, appel) };
}

/** The canonical text of a file, its documents included by their hashes, and the SHA-256 of that text. */
export function figer(code: string, { dossier, porteur, pieces }: Contenu): { contenuFige: string; empreinte: Buffer } {
  const candidature: unknown = JSON.parse(contenuFige(dossier));
  const texte = canoniser({ appel: code, porteur, candidature, pieces });
  return { contenuFige: texte, empreinte: createHash('sha256').update(texte).digest() };
}
