import type { QuorumProcesVerbal } from './donnees.js';

/** The quorum in one sentence (R19, R21). */
export function phraseQuorum({ membres, requis, total, atteint, sansQuorum }: QuorumProcesVerbal): string {
  const pluriel = (nombre: number, mot: string) => `${nombre} ${mot}${nombre > 1 ? 's' : ''}`;
  const compte = `${pluriel(total, 'membre')} présent${total > 1 ? 's' : ''} ou représenté${total > 1 ? 's' : ''} sur ${membres}`;
  if (sansQuorum) return `${compte} ; seconde convocation, la conférence délibère sans condition de quorum.`;
  return `${compte}, pour ${requis} requis : le quorum ${atteint ? 'est atteint' : 'n’est pas atteint'}.`;
}
