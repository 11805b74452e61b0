import { useEffect, useState } from 'react';
import type { DetailRefus } from '@tdt/domaine';
import { clientGraphql } from '../commun/api.js';
import { MANQUES } from './convention.js';

/** What each file still lacks; a file that is not there is still being asked for. */
export type ManquesParDossier = ReadonlyMap<string, readonly DetailRefus[]>;

async function demander(id: string): Promise<readonly DetailRefus[]> {
  const { data } = await clientGraphql.query(MANQUES, { id }).toPromise();
  if (data?.r.__typename === 'ManquesConvention') return data.r.manques;
  const message = data?.r.message ?? 'Ce point n’a pas pu être vérifié : rechargez la page.';
  return [{ code: 'ETAT_INVALIDE', chemin: '', message }];
}

/** Asks for one file after the other: the page shows each answer as it comes. */
export function useManques(ids: readonly string[]): ManquesParDossier {
  const [manques, setManques] = useState<ManquesParDossier>(new Map());
  const cle = ids.join(' ');
  useEffect(() => {
    let perime = false;
    const suivre = async () => {
      for (const id of cle.split(' ').filter((i) => i !== '')) {
        if (perime) return;
        const points = await demander(id);
        if (!perime) setManques((avant) => new Map(avant).set(id, points));
      }
    };
    void suivre();
    return () => {
      perime = true;
    };
  }, [cle]);
  return manques;
}
