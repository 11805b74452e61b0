import type { DonneesConvention } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';

/** Images by their hash. */
export type ImagesParEmpreinte = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The images that these data name, for whoever prints them: they are kept for ever, so the same data give the same bytes. */
export async function lireLogos(
  tx: Pick<EntityManager, 'query'>,
  { logos = [] }: Pick<DonneesConvention, 'logos'>,
): Promise<ImagesParEmpreinte> {
  if (logos.length === 0) return new Map();
  const lignes = await tx.query<{ empreinte: string; octets: Buffer }[]>(
    'select empreinte, octets from logo where empreinte = any ($1)',
    [logos.map((logo) => logo.sha256)],
  );
  // A copy of exactly these bytes: what goes to another thread takes nothing along.
  return new Map(lignes.map(({ empreinte, octets }) => [empreinte, new Uint8Array(octets)]));
}
