import { nouvelId } from '@tdt/socle';
import { donneesEnJson, type DonneesConvention, type EtatConvention } from '@tdt/domaine';
import { pdfMinimal, type Plateforme } from '../monde-client.js';
import { semerAppel, semerCandidature } from './conference.js';

export interface ConventionSemee {
  donnees: DonneesConvention;
  etat: EtatConvention;
  /** Instant of the last signature; null before it. */
  signeeLe: string | null;
}

/** A convention at any stage of its life, on a file and a call of its own, without the acts that lead there. */
export async function semerConvention(
  s: Plateforme,
  { donnees, etat, signeeLe }: ConventionSemee,
): Promise<{ id: string; appelId: string }> {
  const id = nouvelId();
  const appelId = await semerAppel(s, null);
  const candidatureId = await semerCandidature(s, appelId, 'hubBretagne', { cout: 1n, propres: 0n, demande: 1n });
  await s.sql(
    `insert into convention (id, candidature_id, numero, modele, etat, total, donnees, empreinte, emise_le, generee_par,
       pdf, pdf_empreinte, figee_le, signee_le, notifiee_le)
     values ($1, $2, $3, 'convention-multipartite/v1', $4, 1, $5, sha256($5::text::bytea), '2020-11-01T00:00:00Z', $6,
       $7, sha256($7), '2020-11-01T00:00:00Z', $8, case when $4 not in ('SIGNEE', 'REMPLACEE') then $8::timestamptz end)`,
    [
      id,
      candidatureId,
      donnees.entete.numero,
      etat,
      donneesEnJson(donnees),
      s.monde.personnes.gestionnaire,
      pdfMinimal(),
      signeeLe,
    ],
  );
  return { id, appelId };
}
