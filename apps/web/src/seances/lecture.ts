import { useCallback, useEffect, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import { clientGraphql } from '../commun/api.js';
import { LECTURES_RETENUES, pauseAvant } from '../commun/cadence.js';
import {
  dernierResultat,
  scrutinDe,
  UN_SCRUTIN,
  UNE_SEANCE,
  type DetailsScrutin,
  type PointLu,
  type SeanceLue,
} from './seance.js';

interface Lecture {
  /** undefined: not read yet; null: absent, or hidden. */
  seance: SeanceLue | null | undefined;
  details: ReadonlyMap<string, DetailsScrutin>;
  /** Why the last reading failed; what had been read stays. */
  erreur: CombinedError | undefined;
  relire: () => void;
}

/** After a reading that failed. */
const REPRISE_MS = 5_000;
const REGLAGES = { requestPolicy: 'network-only' } as const;

/** The ballots in view: those being voted, read each time, and the last proclaimed, which no longer changes. */
async function lireDetails(
  seance: SeanceLue | null,
  connus: Lecture['details'],
): Promise<ReadonlyMap<string, DetailsScrutin>> {
  if (!seance) return connus;
  const ouverts = seance.points.filter((p) => scrutinDe(p)?.etat === 'OUVERT');
  const enVue = [...ouverts, dernierResultat(seance)].filter((p): p is PointLu => p !== undefined);
  const details = new Map(connus);
  for (const id of enVue.map((p) => scrutinDe(p)?.id ?? '')) {
    if (connus.get(id)?.etat === 'PROCLAME') continue;
    const { data } = await clientGraphql.query(UN_SCRUTIN, { id }, REGLAGES).toPromise();
    if (data?.scrutin) details.set(id, data.scrutin);
  }
  return details;
}

/** A session read again on demand: one reading at a time, so that an older answer never replaces a newer one. */
export function useLectureSeance(id: string): Lecture {
  const [etat, setEtat] = useState<Omit<Lecture, 'relire'>>({
    seance: undefined,
    details: new Map(),
    erreur: undefined,
  });
  const suivi = useRef({
    attendue: false,
    occupee: false,
    fini: false,
    lectures: [] as number[],
    details: new Map() as Lecture['details'],
  });
  const relire = useCallback(() => {
    const s = suivi.current;
    s.attendue = true;
    if (s.occupee) return;
    s.occupee = true;
    void (async () => {
      while (s.attendue && !s.fini) {
        await new Promise((suite) => setTimeout(suite, pauseAvant(s.lectures, Date.now())));
        s.attendue = false;
        s.lectures = [...s.lectures, Date.now()].slice(-LECTURES_RETENUES);
        const { data, error } = await clientGraphql.query(UNE_SEANCE, { id }, REGLAGES).toPromise();
        const details = await lireDetails(data?.seance ?? null, s.details);
        if (s.fini) return;
        s.details = details;
        // What could not be read is asked again: nothing else may come to recall it.
        if (error) setTimeout(relire, REPRISE_MS);
        setEtat((avant) => ({ seance: data ? data.seance : avant.seance, details, erreur: error }));
      }
      s.occupee = false;
    })();
  }, [id]);
  useEffect(() => {
    const s = suivi.current;
    s.fini = false;
    s.occupee = false;
    return () => {
      s.fini = true;
    };
  }, [id]);
  return { ...etat, relire };
}
