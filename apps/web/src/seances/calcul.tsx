import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { useEffect, useId, useState } from 'react';
import { clientGraphql, gql, muter, type DonneesDe } from '../commun/api.js';
import { Attente } from '../commun/etats.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import type { SimulationLue } from './propositions.js';
import type { TourLu, Vue } from './seance.js';

const UN_CALCUL = gql(`
  query UnCalcul($id: ID!) {
    calcul(id: $id) { id etat etape avancement meilleurScore borne ecart arretDemandeLe erreur }
  }
`);

const LANCER_CALCUL = gql(`
  mutation LancerCalcul($d: LancerCalculInput!) {
    r: lancerCalcul(demande: $d) {
      __typename
      ... on Calcul { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

const ARRETER_CALCUL = gql(`
  mutation ArreterCalcul($d: ArreterCalculInput!) {
    r: arreterCalcul(demande: $d) {
      __typename
      ... on Calcul { id }
      ... on Refus { code message chemin details { code chemin message } }
    }
  }
`);

type CalculLu = NonNullable<DonneesDe<typeof UN_CALCUL>['calcul']>;
const SUIVI_MS = 2_000;
const enCours = ({ etat }: CalculLu) => etat === 'EN_ATTENTE' || etat === 'EN_COURS';

/** Reads a calculation every two seconds until it ends. What could not be read is asked again. */
function useSuivi(id: string, surFin: () => void): CalculLu | null {
  const [lu, setLu] = useState<CalculLu | null>(null);
  useEffect(() => {
    let minuteur: ReturnType<typeof setTimeout> | undefined;
    let fini = false;
    const lire = async () => {
      const { data } = await clientGraphql.query(UN_CALCUL, { id }, { requestPolicy: 'network-only' }).toPromise();
      if (fini) return;
      if (data?.calcul) setLu(data.calcul);
      if (data?.calcul && !enCours(data.calcul)) return surFin();
      minuteur = setTimeout(() => void lire(), SUIVI_MS);
    };
    void lire();
    return () => {
      fini = true;
      clearTimeout(minuteur);
    };
  }, [id, surFin]);
  return lu;
}

const points = (n: number) => `${n} point${n > 1 ? 's' : ''}`;

/** How far a plan is from the best there can be, certified: said of every plan that is not proved the best. */
export function phraseEcart(prouvee: boolean | null, ecart: number | null): string {
  if (prouvee) return 'Prouvé le meilleur';
  return ecart === null ? 'Non prouvé le meilleur' : `Non prouvé le meilleur : à ${points(ecart)} de lui au plus`;
}

function Mesures({ calcul }: { calcul: CalculLu }) {
  const { meilleurScore, borne, ecart } = calcul;
  if (meilleurScore === null) return <p>Aucun plan trouvé pour le moment.</p>;
  return (
    <p>
      Meilleur plan trouvé : {meilleurScore} points. {borne !== null && `Aucun plan ne dépasse ${borne} points. `}
      {ecart !== null && <strong>Écart certifié : {points(ecart)}.</strong>}
    </p>
  );
}

function Progres({ vue, calculId, surFin }: { vue: Vue; calculId: string; surFin: () => void }) {
  const calcul = useSuivi(calculId, surFin);
  const id = useId();
  if (!calcul) return <Attente />;
  const { avancement, etape, arretDemandeLe, erreur } = calcul;
  if (erreur) return <Alert small severity="error" description={`Le calcul s’est interrompu : ${erreur}`} />;
  return (
    <>
      <p id={id} role="status">
        {etape || 'Le calcul attend une machine'}, {avancement} %.
      </p>
      <progress className="tdt-progres" max={100} value={avancement} aria-labelledby={id} />
      <Mesures calcul={calcul} />
      {enCours(calcul) && peutFaire(vue.session, 'arreterCalcul') && (
        <Acte
          bouton="Arrêter le calcul"
          titre="Arrêter le calcul ?"
          confirmer="Arrêter"
          empeche={arretDemandeLe ? 'L’arrêt est demandé : il finit son étape.' : undefined}
          faire={(options) => muter(ARRETER_CALCUL, { d: { calculId } }, options)}
          surFait={() => undefined}
        >
          <p>
            Le meilleur plan trouvé jusqu’ici reste, avec son écart certifié. Il pourra être figé ; l’écart sera dit.
          </p>
        </Acte>
      )}
    </>
  );
}

interface Props {
  vue: Vue;
  tour: TourLu;
  simulation: SimulationLue;
  /** The calculation is over: the propositions are to be read again. */
  surFin: () => void;
}

/** The propositions that are too long to search during a request: asked for, followed, stopped. */
export function CalculLong({ vue, tour, simulation, surFin }: Props) {
  const [lance, setLance] = useState<string | null>(null);
  const attente = simulation.propositions.filter((p) => p.etat !== 'CALCULEE');
  if (attente.length === 0) return null;
  const calculId = lance ?? attente.find((p) => p.calculId !== null)?.calculId ?? null;
  return (
    <section className="tdt-bloc" aria-labelledby={`calcul-${tour.id}`}>
      <h4 id={`calcul-${tour.id}`} className="fr-h6">
        Un calcul long
      </h4>
      {calculId === null ? (
        <>
          <p>
            Ces annonces sont trop nombreuses pour chercher le meilleur plan pendant que vous attendez :{' '}
            {simulation.nombreProjets} projets, {simulation.nombreEnveloppes} enveloppes.
          </p>
          {peutFaire(vue.session, 'lancerCalcul') && (
            <Acte
              bouton="Lancer le calcul"
              titre="Lancer le calcul ?"
              confirmer="Lancer"
              faire={async (options) => {
                const issue = await muter(LANCER_CALCUL, { d: { tourId: tour.id } }, options);
                if (issue.sorte === 'fait') setLance(issue.fait.id);
                return issue;
              }}
              surFait={vue.relire}
            >
              <p>
                Il peut durer plusieurs minutes. La séance continue pendant ce temps, et la présidence peut l’arrêter.
              </p>
            </Acte>
          )}
        </>
      ) : (
        <Progres vue={vue} calculId={calculId} surFin={surFin} />
      )}
    </section>
  );
}
