import { Organisme } from '@tdt/acteurs';
import type { SignatureDePartie } from '@tdt/domaine';
import { In, type EntityManager } from 'typeorm';
import { Signature } from './signature.entity.js';

/** The parties of a convention as the rules see them, in the order of their ranks. */
export async function lireSignatures(
  tx: EntityManager,
  conventionId: string,
): Promise<(SignatureDePartie & Pick<Signature, 'faiteLe'>)[]> {
  const lignes = await tx.find(Signature, { where: { conventionId }, order: { rang: 'ASC' } });
  const organismes = await tx.findBy(Organisme, { id: In(lignes.map((l) => l.organismeId)) });
  const noms = new Map(organismes.map(({ id, nom }) => [id, nom]));
  return lignes.map(({ organismeId, qualitePartie: qualite, rang, etat, faiteLe }) => ({
    organismeId,
    denomination: noms.get(organismeId) ?? '',
    qualite,
    rang,
    etat,
    faiteLe,
  }));
}
