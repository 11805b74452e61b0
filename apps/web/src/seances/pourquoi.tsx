import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros } from '@tdt/domaine';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ChampChoix } from '../commun/champs.js';
import { Attente, Panne } from '../commun/etats.js';
import { POURQUOI, PRIX_ENTREE, type PourquoiLu } from './propositions.js';
import type { Vue } from './seance.js';

interface PropsExplication {
  tourId: string;
  propositionId: string;
  candidatureId: string;
}

function Lignes({ lignes }: Pick<PourquoiLu, 'lignes'>) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Ce qui a fixé chaque montant</caption>
      <thead>
        <tr>
          <th scope="col">Financeur</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
          <th scope="col">Pourquoi</th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((l) => (
          <tr key={l.financeurId + l.dispositif}>
            <th scope="row">{l.financeur}</th>
            <td className="tdt-montant">{ecrireEuros(BigInt(l.montant))}</td>
            <td>
              {l.motif}
              {l.sourceJuridique && <span className="fr-hint-text">{l.sourceJuridique}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Conflit({ conflit }: { conflit: NonNullable<PourquoiLu['conflit']> }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>
        Il manque {ecrireEuros(BigInt(conflit.manque))} : les plafonds laissent passer{' '}
        {ecrireEuros(BigInt(conflit.possible))}, pour un besoin de {ecrireEuros(BigInt(conflit.besoin))}
      </caption>
      <thead>
        <tr>
          <th scope="col">Plafond</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
        </tr>
      </thead>
      <tbody>
        {conflit.bornes.map((b, i) => (
          <tr key={i}>
            <th scope="row">
              {b.nom}
              {b.sourceJuridique && <span className="fr-hint-text">{b.sourceJuridique}</span>}
            </th>
            <td className="tdt-montant">{ecrireEuros(BigInt(b.montant))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Prix({ tourId, candidatureId }: { tourId: string; candidatureId: string }) {
  const [{ data, error, fetching }, relire] = useQuery({ query: PRIX_ENTREE, variables: { tourId, candidatureId } });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data || fetching) return <Attente />;
  if (data.r.__typename === 'Refus') return <Alert small severity="warning" description={data.r.message} />;
  const { phrase, possible, score, scoreSans, total } = data.r;
  return (
    <div role="status">
      <p>
        <strong>{phrase}</strong>
      </p>
      {possible && (
        <p>
          Somme des notes : {score} avec lui, {scoreSans} pour le meilleur plan
          {total !== null && `. Total apporté avec lui : ${ecrireEuros(BigInt(total))}`}.
        </p>
      )}
    </div>
  );
}

/** What it would cost to keep a refused project: searched when it is asked for, it may take some seconds. */
function PrixEntree(props: { tourId: string; candidatureId: string }) {
  const [demande, setDemande] = useState(false);
  if (demande) return <Prix {...props} />;
  return (
    <Button priority="secondary" size="small" onClick={() => setDemande(true)}>
      Chercher son prix d’entrée dans le plan
    </Button>
  );
}

function Explication({ tourId, propositionId, candidatureId }: PropsExplication) {
  const [{ data, error, fetching }, relire] = useQuery({
    query: POURQUOI,
    variables: { propositionId, candidatureId },
  });
  if (error) return <Panne section erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data || fetching) return <Attente />;
  if (data.r.__typename === 'Refus') return <Alert small severity="warning" description={data.r.message} />;
  const { phrase, lignes, conflit, retenu } = data.r;
  return (
    <>
      <p>{phrase}</p>
      {lignes.length > 0 && <Lignes lignes={lignes} />}
      {conflit && <Conflit conflit={conflit} />}
      {!retenu && <PrixEntree tourId={tourId} candidatureId={candidatureId} />}
    </>
  );
}

/** Why a project of the frozen proposition receives what it receives, or nothing. */
export function PourquoiPoint({ vue, tourId, propositionId }: { vue: Vue; tourId: string; propositionId: string }) {
  const [candidatureId, setCandidatureId] = useState('');
  const projets = vue.seance.points.filter((p) => p.candidatureId !== null);
  return (
    <div className="fr-mb-3w">
      <ChampChoix
        chemin={`pourquoi-${propositionId}`}
        label="Pourquoi ce projet reçoit-il ces montants, ou rien ?"
        vide="Choisissez un projet"
        valeur={candidatureId}
        surChangement={setCandidatureId}
        options={projets.map((p) => ({ valeur: p.candidatureId ?? '', texte: p.intitule }))}
      />
      {candidatureId && (
        <Explication key={candidatureId} tourId={tourId} propositionId={propositionId} candidatureId={candidatureId} />
      )}
    </div>
  );
}
