import type { SeanceLue } from './seance.js';

type Majorite = Pick<
  SeanceLue['conference']['reglement'],
  'majorite' | 'majoriteNumerateur' | 'majoriteDenominateur' | 'assiette' | 'voixPreponderante'
>;

const BASES = { EXPRIMES: 'des suffrages exprimés', PRESENTS: 'des voix présentes ou représentées' };

/** The rule of the vote, as the règlement has it, in a sentence. */
export function phraseMajorite({
  majorite,
  majoriteNumerateur,
  majoriteDenominateur,
  assiette,
  voixPreponderante,
}: Majorite): string {
  const seuils = {
    SIMPLE: `plus de voix pour que contre`,
    ABSOLUE: `plus de la moitié ${BASES[assiette]}`,
    QUALIFIEE: `au moins ${majoriteNumerateur ?? 1}/${majoriteDenominateur ?? 1} ${BASES[assiette]}`,
    UNANIMITE: `l’unanimité ${BASES[assiette]}`,
  };
  const partage = voixPreponderante ? ' En cas d’égalité, la voix de la présidence départage.' : '';
  return `Pour être adopté, il faut ${seuils[majorite]}.${partage}`;
}
