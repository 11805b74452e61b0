import type { Candidature } from '@tdt/candidatures';
import { CYCLE_CONVENTION, donneesEnJson } from '@tdt/domaine';
import { nouvelId, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Convention } from './convention.entity.js';
import { empreinteDonnees } from './empreinte.js';
import { MODELES } from './modeles/convention.js';
import type { ProjetsConvention } from './projets.js';
import { tracer } from './tracer.js';

/** Writes what a generation makes, each convention with its line of the journal. @returns the first one */
export async function inscrireProjets(
  tx: EntityManager,
  agent: AgentConnu,
  candidature: Candidature,
  projets: ProjetsConvention & { emiseLe: Date },
): Promise<string> {
  const numero = projets.numero ?? (await prendreNumero(tx, candidature.appelId, projets.codeAppel));
  const ensembleId = projets.forme === 'MULTIPARTITE' ? null : (projets.ensembleId ?? nouvelId());
  const ids: string[] = [];
  for (const { donnees, total, financeurId, remplace } of projets.numeroter(numero)) {
    const texte = donneesEnJson(donnees);
    const empreinte = empreinteDonnees(texte);
    const { version, numero: sien } = donnees.entete;
    const id = nouvelId();
    await tx.insert(Convention, {
      id,
      candidatureId: candidature.id,
      numero: sien ?? numero,
      version,
      modele: MODELES[projets.forme],
      ensembleId,
      financeurId,
      etat: CYCLE_CONVENTION.initial,
      total,
      donnees: texte,
      empreinte,
      emiseLe: projets.emiseLe,
      genereePar: agent.utilisateurId,
    });
    const faits = {
      numero: sien,
      version,
      total,
      empreinte: empreinte.toString('hex'),
      remplace: remplace?.id ?? null,
    };
    const trace = ensembleId === null ? faits : { ...faits, ensemble: numero };
    await tracer(tx, agent, 'genererConvention', { id, candidatureId: candidature.id }, trace);
    ids.push(id);
  }
  const [premiere] = ids;
  if (premiere === undefined) throw new Error(`dossier ${candidature.id} : aucune convention à faire`);
  return premiere;
}

/** `<code of the call>-C-0001`: the row stays locked until the end, so a refused act leaves no gap. */
async function prendreNumero(tx: EntityManager, appelId: string, codeAppel: string): Promise<string> {
  const [ligne] = await tx.query<{ dernier: number }[]>(
    `insert into numerotation_convention (appel_id, dernier) values ($1, 1)
       on conflict (appel_id) do update set dernier = numerotation_convention.dernier + 1 returning dernier`,
    [appelId],
  );
  return `${codeAppel}-C-${String(ligne?.dernier).padStart(4, '0')}`;
}
