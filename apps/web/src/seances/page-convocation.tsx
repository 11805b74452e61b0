import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { jourDeParis } from '@tdt/domaine';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { ChampChoix, idChamp } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { peutFaire, useSession } from '../connexion/session.js';
import {
  adresseDe,
  CONFERENCES,
  CONVOCATION_VIERGE,
  DOSSIERS_PRETS,
  dossiersPrets,
  lireAdresse,
  pointDeDossier,
  pointDemande,
  type ConferenceLue,
  type ConvocationSaisie,
} from './convocation.js';
import { FormulaireConvocation } from './formulaire-convocation.js';
import { PointsAInscrire } from './points-a-inscrire.js';
import { phraseMajorite } from './reglement.js';

const TITRE = 'Convoquer une séance';
const GARDE = 'convocation';

const votants = ({ membres }: ConferenceLue) => {
  const jour = jourDeParis(new Date());
  return membres.filter((m) => m.voix > 0 && (m.fin === null || m.fin >= jour));
};

/** What the règlement will ask of this session, and who will vote. */
function Reglement({ conference }: { conference: ConferenceLue }) {
  const { quorumNumerateur, quorumDenominateur, pouvoirsMax } = conference.reglement;
  const membres = votants(conference);
  return (
    <details className="tdt-point fr-mb-3w">
      <summary>
        Le règlement et les {membres.length} membres qui votent, de « {conference.nom} »
      </summary>
      <ul>
        <li>
          Quorum : {quorumNumerateur}/{quorumDenominateur} des membres, présents ou représentés, arrondi au-dessus.
        </li>
        <li>{phraseMajorite(conference.reglement)}</li>
        <li>
          Un membre détient au plus {pouvoirsMax} pouvoir{pouvoirsMax > 1 ? 's' : ''}.
        </li>
      </ul>
      <ul>
        {membres.map((m) => (
          <li key={m.id}>
            {m.organisme.nom}, {m.titulaireNom}
            {m.president && ' (présidence)'}
            {m.voix > 1 && `, ${m.voix} voix`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Who prepares does not summon: what is ready goes to the chair as an address. */
function Transmettre({ saisie }: { saisie: ConvocationSaisie }) {
  const [copie, setCopie] = useState(false);
  const adresse = window.location.origin + adresseDe(saisie);
  return (
    <section className="tdt-bloc fr-mt-3w" aria-labelledby="transmettre">
      <h2 id="transmettre" className="fr-h5">
        Transmettre à la présidence
      </h2>
      <p>
        La présidence seule convoque (code des relations entre le public et l’administration). Envoyez-lui cette adresse
        : elle y retrouvera ce que vous avez préparé, pourra le changer, puis convoquer.
      </p>
      <p className="tdt-empreinte">{adresse}</p>
      <Button
        type="button"
        priority="secondary"
        onClick={() => void navigator.clipboard.writeText(adresse).then(() => setCopie(true))}
      >
        Copier l’adresse
      </Button>
      <p role="status" className="fr-hint-text">
        {copie && 'Adresse copiée.'}
      </p>
    </section>
  );
}

interface PropsPreparation {
  conference: ConferenceLue;
  saisie: ConvocationSaisie;
  garder: (saisie: ConvocationSaisie | null) => void;
}

function Preparation({ conference, saisie, garder }: PropsPreparation) {
  const session = useSession();
  const [{ data, error }, relire] = useQuery({ query: DOSSIERS_PRETS, variables: { conferenceId: conference.id } });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const poser = (changement: Partial<ConvocationSaisie>) => garder({ ...saisie, ...changement });
  const preside = peutFaire(session, 'convoquerSeance');
  return (
    <>
      <Reglement conference={conference} />
      <FormulaireConvocation
        conferenceId={conference.id}
        saisie={saisie}
        poser={poser}
        delai={conference.reglement.delaiConvocationJours}
        points={saisie.points.map(pointDemande)}
        seancePrecedenteId={null}
        membres={votants(conference).length}
        empeche={!preside}
        surConvoquee={() => garder(null)}
      >
        <PointsAInscrire
          prets={dossiersPrets(data)}
          points={saisie.points}
          surChangement={(points) => poser({ points })}
        />
      </FormulaireConvocation>
      {!preside && <Transmettre saisie={saisie} />}
    </>
  );
}

/** What the address brings: a summons that somebody prepared, or one file to add to what is kept here. */
function apportDe(parametres: URLSearchParams, gardee: ConvocationSaisie | null): ConvocationSaisie | null {
  const dossier = parametres.get('dossier');
  const deja = gardee ?? CONVOCATION_VIERGE;
  if (dossier === null) return lireAdresse(parametres);
  const inscrit = deja.points.some((p) => p.candidatureId === dossier);
  return inscrit ? deja : { ...deja, points: [...deja.points, pointDeDossier(dossier)] };
}

/** What the address brings is taken once, and kept on this device as if it had been typed here. */
function useSaisie() {
  const [parametres, poserParametres] = useSearchParams();
  const [gardee, garder] = useGardeLocale<ConvocationSaisie>(GARDE);
  const prise = useRef(false);
  useEffect(() => {
    const apport = prise.current ? null : apportDe(parametres, gardee);
    prise.current = true;
    if (!apport) return;
    garder(apport);
    poserParametres({}, { replace: true });
  });
  return [gardee ?? CONVOCATION_VIERGE, garder, gardee !== null] as const;
}

/** A session, from the files that are ready to the summons. */
export default function PageConvocation() {
  const [saisie, garder, gardee] = useSaisie();
  const [{ data, error }, relire] = useQuery({ query: CONFERENCES });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const conferences = data.conferences.edges.map((e) => e.node);
  const conference = conferences.find((c) => c.id === saisie.conferenceId) ?? conferences[0];
  return (
    <>
      <Breadcrumb currentPageLabel={TITRE} segments={[{ label: 'Séances', linkProps: { to: '/seances' } }]} />
      <Titre onglet={TITRE}>{TITRE}</Titre>
      {conferences.length > 1 && (
        <ChampChoix
          chemin="conferenceId"
          label="Conférence"
          valeur={conference?.id ?? ''}
          surChangement={(conferenceId) => garder({ ...saisie, conferenceId, points: [] })}
          options={conferences.map((c) => ({ valeur: c.id, texte: c.nom }))}
        />
      )}
      {conference ? (
        <Preparation key={conference.id} conference={conference} saisie={saisie} garder={garder} />
      ) : (
        <p id={idChamp('conferenceId')}>
          Vous ne suivez encore aucune conférence : la gestion de l’appel en crée une avant que vous puissiez convoquer.
        </p>
      )}
      <p className="fr-hint-text fr-mt-2w">
        Ce que vous écrivez est gardé sur cet appareil jusqu’à la convocation.{' '}
        {gardee && (
          <button type="button" className="fr-link" onClick={() => garder(null)}>
            Tout effacer et recommencer
          </button>
        )}
      </p>
    </>
  );
}
