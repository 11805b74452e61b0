import { useCallback, useState } from 'react';

interface Page<N> {
  edges: readonly { node: N }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A list read page after page: what was read stays on screen, and the next page goes on from its last row. */
export function useSuite<N extends { id: string }>() {
  const [deja, setDeja] = useState<readonly N[]>([]);
  const [apres, setApres] = useState<string | null>(null);
  const recommencer = useCallback(() => {
    setDeja([]);
    setApres(null);
  }, []);
  return {
    apres,
    /** Everything read so far. While the next page comes, the present one is still there: a row is shown once. */
    lignes({ edges }: Page<N>): N[] {
      const connus = new Set(deja.map(({ id }) => id));
      return [...deja, ...edges.map((e) => e.node).filter(({ id }) => !connus.has(id))];
    },
    continuer(page: Page<N>): void {
      setDeja(this.lignes(page));
      setApres(page.pageInfo.endCursor);
    },
    recommencer,
  };
}
