import { useCallback, useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { LECTURES_RETENUES, pauseAvant } from '../commun/cadence.js';
import { UNE_GENERATION } from './generation.js';

/** A generation, read again on demand: signals that come close together make one reading. */
export function useGeneration(id: string) {
  const [{ data, error }, executer] = useQuery({ query: UNE_GENERATION, variables: { id } });
  const suivi = useRef({ lectures: [] as number[], attente: undefined as ReturnType<typeof setTimeout> | undefined });
  const relire = useCallback(() => {
    const s = suivi.current;
    s.attente ??= setTimeout(
      () => {
        s.attente = undefined;
        s.lectures = [...s.lectures, Date.now()].slice(-LECTURES_RETENUES);
        executer({ requestPolicy: 'network-only' });
      },
      pauseAvant(s.lectures, Date.now()),
    );
  }, [executer]);
  useEffect(() => {
    const s = suivi.current;
    return () => {
      clearTimeout(s.attente);
      s.attente = undefined;
    };
  }, [id]);
  return { generation: data?.generation, erreur: error, relire };
}
