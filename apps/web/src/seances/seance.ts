import { jourDeParis } from '@tdt/domaine';
import { gql, type DonneesDe } from '../commun/api.js';
import type { EtatSession } from '../connexion/session.js';

export const MES_SEANCES = gql(`
  query MesSeances($after: String) {
    seances(first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id numero etat intitule prevueLe lieu conference { nom } } }
    }
  }
`);

export const UNE_SEANCE = gql(`
  query UneSeance($id: ID!) {
    seance(id: $id) {
      id numero etat intitule prevueLe lieu sansQuorum convoqueeLe ouverteLe closeLe
      conference {
        id nom
        reglement {
          majorite majoriteNumerateur majoriteDenominateur assiette pouvoirsMax voixPreponderante
          quorumNumerateur quorumDenominateur deportHorsQuorum
        }
        membres {
          id voix president vicePresident debut fin titulaireNom suppleantNom organisme { id nom }
          titulaire { id } suppleant { id }
        }
      }
      presidePar { id organisme { nom } }
      quorum { membres requis presents distants representes total atteint sansQuorum }
      emargements { id qualite mode constatePar membre { id } }
      suspensions { id motif suspendueLe repriseLe }
      pouvoirs { id mandant { id } mandataire { id } }
      procesVerbaux { id redigeLe approuveLe adressePdf empreinte }
      tours { id numero etat ouvertLe reveleLe scelles { id scelleLe financeur { id nom } } }
      propositions { id tourId type etat numero empreinte total score prouvee ecart }
      points {
        id rang type intitule candidatureId ajouteEnSeance suiteProposition
        quorum { membres requis total atteint }
        deports { id motif membre { id } }
        scrutins {
          id numero etat empreinte votants pour contre abstention adopte voixPreponderante resultat
          proclameLe
        }
      }
    }
  }
`);

export const SEANCE_MODIFIEE = gql(`
  subscription SeanceModifiee($id: ID!) {
    seanceModifiee(id: $id) { id version }
  }
`);

/** What only the ballot in view needs: read apart, so that following a session costs little. */
export const UN_SCRUTIN = gql(`
  query UnScrutin($id: ID!) {
    scrutin(id: $id) {
      id etat
      lignes { montant financeur { nom } }
      votes { sens membre { id } }
    }
  }
`);

export type SeanceDeListe = DonneesDe<typeof MES_SEANCES>['seances']['edges'][number]['node'];
export type SeanceLue = NonNullable<DonneesDe<typeof UNE_SEANCE>['seance']>;
export type PointLu = SeanceLue['points'][number];
export type ScrutinLu = PointLu['scrutins'][number];
export type DetailsScrutin = NonNullable<DonneesDe<typeof UN_SCRUTIN>['scrutin']>;
export type SiegeLu = SeanceLue['conference']['membres'][number];
export type TourLu = SeanceLue['tours'][number];

export const TYPES_DE_POINT: Record<PointLu['type'], string> = {
  PLAN_DE_FINANCEMENT: 'Plan de financement',
  REGLEMENT_INTERIEUR: 'Règlement intérieur',
  PROGRAMME: 'Programme coordonné',
  APPEL: 'Appel',
  AUTRE: 'Autre point',
};

/** What every part of the page needs: the session, who looks at it, and how to read it again after an act. */
export interface Vue {
  seance: SeanceLue;
  /** Ballots in view, by id: those that could be read. */
  details: ReadonlyMap<string, DetailsScrutin>;
  session: EtatSession;
  relire: () => void;
}

/** Seats held on the day of the session. */
export function siegesDe({ conference, prevueLe }: SeanceLue): SiegeLu[] {
  const jour = jourDeParis(new Date(prevueLe));
  return conference.membres.filter((m) => m.debut <= jour && (m.fin === null || m.fin >= jour));
}

/** The seats that this person holds, or replaces the holder of, for the organisation for which he acts. */
export function mesSieges({ seance, session }: Vue): SiegeLu[] {
  const moi = session?.utilisateur.id;
  return siegesDe(seance).filter(
    (m) => m.organisme.id === session?.organisme?.id && (m.titulaire?.id === moi || m.suppleant?.id === moi),
  );
}

export function nomDuSiege({ seance }: Pick<Vue, 'seance'>, id: string): string {
  return seance.conference.membres.find((m) => m.id === id)?.organisme.nom ?? 'un membre';
}

const HORLOGE = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });
/** « 20 septembre 2021 à 10:00 », in Paris. */
export const quand = (instant: string): string => HORLOGE.format(new Date(instant));

/** How a seat takes part in the session. */
export type PresenceDeSiege =
  | { sorte: 'present'; mode: 'PRESENTIEL' | 'DISTANCE'; suppleant: boolean; constatePar: string | null }
  | { sorte: 'represente'; par: string }
  | { sorte: 'absent' };

export function presenceDe({ seance }: Pick<Vue, 'seance'>, siegeId: string): PresenceDeSiege {
  const emargement = seance.emargements.find((e) => e.membre.id === siegeId);
  if (emargement) {
    const { mode, qualite, constatePar } = emargement;
    return { sorte: 'present', mode, suppleant: qualite === 'SUPPLEANT', constatePar };
  }
  const pouvoir = seance.pouvoirs.find((p) => p.mandant.id === siegeId);
  return pouvoir ? { sorte: 'represente', par: pouvoir.mandataire.id } : { sorte: 'absent' };
}

/** What the frozen proposition says of an item which then has nothing to vote. */
export const NON_RETENU = 'non retenu par la proposition';

/** The ballot that counts: the last that was not cancelled. */
export function scrutinDe(point: PointLu): ScrutinLu | undefined {
  return point.scrutins.filter((s) => s.etat !== 'ANNULE').at(-1);
}

/** Around the table: the session is open, be it suspended for a while. */
export const enSeance = ({ etat }: Pick<SeanceLue, 'etat'>): boolean => etat === 'OUVERTE' || etat === 'SUSPENDUE';

/** The members may still sign in, give a mandate or withdraw. */
export const avantCloture = (seance: Pick<SeanceLue, 'etat'>): boolean =>
  enSeance(seance) || seance.etat === 'CONVOQUEE' || seance.etat === 'RECONVOQUEE';

/** The item whose result was proclaimed last: it stays in view while the next one is discussed. */
export function dernierResultat({ etat, points }: SeanceLue): PointLu | undefined {
  if (!enSeance({ etat })) return undefined;
  const date = (p: PointLu) => scrutinDe(p)?.proclameLe ?? '';
  const proclames = points.filter((p) => date(p) !== '');
  return proclames.sort((a, b) => (date(a) < date(b) ? 1 : -1))[0];
}

/** The item under discussion: the one being voted, else the first that has no result. */
export function pointEnCours({ etat, points }: SeanceLue): PointLu | undefined {
  if (!enSeance({ etat })) return undefined;
  const aVoter = points.filter((p) => scrutinDe(p)?.etat !== 'PROCLAME' && p.suiteProposition !== NON_RETENU);
  return points.find((p) => scrutinDe(p)?.etat === 'OUVERT') ?? aVoter[0];
}
