import { useEffect, useState } from 'react';
import type { DetailRefus, FormeProposee, ModeConvention } from '@tdt/domaine';
import { clientGraphql } from '../commun/api.js';
import { MANQUES } from './convention.js';

/** What a file still lacks, and the forms that its conventions may take. */
export interface Manques {
  points: readonly DetailRefus[];
  formes: readonly FormeProposee[];
}

/** What each file still lacks; a file that is not there is still being asked for. */
export type ManquesParDossier = ReadonlyMap<string, Manques>;

async function demander(id: string, forme: ModeConvention | null): Promise<Manques> {
  const { data } = await clientGraphql.query(MANQUES, { id, forme }).toPromise();
  if (data?.r.__typename === 'ManquesConvention') {
    const formes = data.r.formes.map((f): FormeProposee => {
      return { ...f, documents: f.documents.map((d) => ({ ...d, montant: BigInt(d.montant) })) };
    });
    return { points: data.r.manques, formes };
  }
  const message = data?.r.message ?? 'Ce point n’a pas pu être vérifié : rechargez la page.';
  return { points: [{ code: 'ETAT_INVALIDE', chemin: '', message }], formes: [] };
}

/** Asks for one file after the other, in this form or in that of what stands: the page shows each answer as it comes. */
export function useManques(ids: readonly string[], forme: ModeConvention | null = null): ManquesParDossier {
  const [manques, setManques] = useState<ManquesParDossier>(new Map());
  const cle = ids.join(' ');
  useEffect(() => {
    let perime = false;
    const suivre = async () => {
      for (const id of cle.split(' ').filter((i) => i !== '')) {
        if (perime) return;
        const lus = await demander(id, forme);
        if (!perime) setManques((avant) => new Map(avant).set(id, lus));
      }
    };
    void suivre();
    return () => {
      perime = true;
    };
  }, [cle, forme]);
  return manques;
}
