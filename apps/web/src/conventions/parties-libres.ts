import { type PartiesLibresRedigees } from '@tdt/domaine';
import { useState } from 'react';
import { useQuery } from 'urql';
import { gql, type DonneesDe } from '../commun/api.js';
import { useGardeLocale } from '../commun/garde-locale.js';

const PARTIES_LIBRES = gql(`
  query PartiesLibres($id: ID!) {
    r: partiesLibres(candidatureId: $id) {
      __typename
      ... on PartiesLibres { version objet clauses { titre texte } sansLogo }
      ... on Refus { code message chemin }
    }
  }
`);

export const REDIGER = gql(`
  mutation RedigerPartiesLibres($d: RedigerPartiesLibresInput!) {
    r: redigerPartiesLibres(demande: $d) {
      __typename
      ... on PartiesLibres { version objet clauses { titre texte } sansLogo }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

export type PartiesLues = Extract<DonneesDe<typeof PARTIES_LIBRES>['r'], { __typename: 'PartiesLibres' }>;

/** What is typed, over the version that was read when it began. */
export interface SaisieLibre extends PartiesLibresRedigees {
  version: number;
}

const VIDE: SaisieLibre = { version: 0, objet: '', clauses: [], sansLogo: [] };

const memes = (a: PartiesLibresRedigees, b: PartiesLibresRedigees) =>
  a.objet === b.objet &&
  a.sansLogo.join() === b.sansLogo.join() &&
  a.clauses.length === b.clauses.length &&
  a.clauses.every(({ titre, texte }, i) => titre === b.clauses[i]?.titre && texte === b.clauses[i].texte);

/**
 * The free parts of a convention: what the platform keeps, and what is typed here and not saved yet, kept on this device.
 * `lues` is undefined while they are being asked for.
 */
export function usePartiesLibres(candidatureId: string) {
  const [{ data, error }, demander] = useQuery({ query: PARTIES_LIBRES, variables: { id: candidatureId } });
  const [ecrites, setEcrites] = useState<PartiesLues>();
  const [ancienne, garder] = useGardeLocale<SaisieLibre>(`parties-libres.${candidatureId}`);
  // What a device has kept since before logos says nothing of them.
  const gardee = ancienne && { ...VIDE, ...ancienne };
  const demandees = data?.r.__typename === 'PartiesLibres' ? data.r : undefined;
  const lues = ecrites && ecrites.version >= (demandees?.version ?? 0) ? ecrites : demandees;
  const saisie: SaisieLibre = gardee ?? lues ?? VIDE;
  const saisir = (changement: Partial<SaisieLibre>) => {
    const { version, objet, clauses, sansLogo } = { ...saisie, ...changement };
    const texte = { objet, clauses, sansLogo };
    garder(lues && memes(texte, lues) ? null : { version, ...texte });
  };
  return {
    lues,
    error,
    saisie,
    /** Something typed here is saved nowhere else. */
    modifiees: gardee !== null,
    /** Somebody else has saved meanwhile. */
    depassees: gardee !== null && lues !== undefined && gardee.version !== lues.version,
    saisir,
    abandonner: () => garder(null),
    enregistrees: (parties: PartiesLues) => {
      setEcrites(parties);
      garder(null);
    },
    relire: () => demander({ requestPolicy: 'network-only' }),
  };
}

export type PartiesEnCours = ReturnType<typeof usePartiesLibres>;
