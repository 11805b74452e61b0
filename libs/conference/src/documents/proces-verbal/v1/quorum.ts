import { compter } from '@tdt/domaine';
import type { QuorumProcesVerbal } from './donnees.js';

/** The quorum in one sentence (R19, R21). */
export function phraseQuorum({ membres, requis, total, atteint, sansQuorum }: QuorumProcesVerbal): string {
  const presents = compter(total, 'membre présent ou représenté', 'membres présents ou représentés');
  const compte = `${presents} sur ${membres}`;
  if (sansQuorum) return `${compte} ; seconde convocation, la conférence délibère sans condition de quorum.`;
  return `${compte}, pour ${requis} requis : le quorum ${atteint ? 'est atteint' : 'n’est pas atteint'}.`;
}
