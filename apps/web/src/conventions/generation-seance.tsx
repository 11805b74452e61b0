import { useEffect, useId, useRef } from 'react';
import { Link } from 'react-router';
import { muter } from '../commun/api.js';
import { useDirect } from '../commun/direct.js';
import { Attente, Panne } from '../commun/etats.js';
import { Acte } from '../seances/acte.js';
import {
  adresseLiasse,
  ARRETER_GENERATION,
  compterDossiers,
  estVivante,
  GENERATION_MODIFIEE,
  phraseGeneration,
  REPRENDRE_GENERATION,
  type GenerationLue,
} from './generation.js';
import { useGeneration } from './suivre-generation.js';

type LigneLue = GenerationLue['lignes'][number];

function Ligne({ ligne }: { ligne: LigneLue }) {
  const { etat, candidatureId, candidature, convention, message, manques } = ligne;
  const nom = candidature ? `${candidature.titre}, n° ${candidature.numero}` : 'Dossier';
  if (etat === 'A_FAIRE') return <li>{nom} : à faire</li>;
  if (etat === 'FAITE') {
    return (
      <li>
        {nom} : <strong>générée</strong>
        {convention && (
          <>
            , <Link to={`/conventions/${convention.id}`}>convention {convention.numero}</Link>
          </>
        )}
      </li>
    );
  }
  return (
    <li>
      {nom} : <strong>écarté</strong>. {message}
      {manques.map((m) => (
        <span key={m.chemin + m.message} className="fr-hint-text">
          {m.message}
        </span>
      ))}
      <Link to={`/conventions/dossiers/${candidatureId}`}>
        Compléter ce dossier<span className="fr-sr-only"> : {nom}</span>
      </Link>
    </li>
  );
}

/** Nothing but the live channel: it is there as long as the generation goes on. */
function Suivi({ id, relire }: { id: string; relire: () => void }) {
  const lien = useDirect(GENERATION_MODIFIEE, id, relire);
  return lien === 'releve' ? (
    <p className="fr-hint-text">Liaison directe coupée : cette liste se met à jour toutes les cinq secondes.</p>
  ) : null;
}

interface ActesProps {
  generation: GenerationLue;
  relire: () => void;
}

function Actes({ generation, relire }: ActesProps) {
  const { id, etat, bilan } = generation;
  const restants = compterDossiers(bilan.restantes);
  if (estVivante(generation)) {
    return (
      <Acte
        bouton="Arrêter la génération"
        titre="Arrêter la génération ?"
        confirmer="Arrêter"
        faire={(options) => muter(ARRETER_GENERATION, { d: { generationId: id } }, options)}
        surFait={relire}
      >
        <p>Les conventions déjà générées restent. Les autres dossiers attendent que quelqu’un reprenne.</p>
      </Acte>
    );
  }
  if (etat === 'TERMINEE') return null;
  return (
    <Acte
      bouton="Reprendre la génération"
      titre="Reprendre la génération ?"
      confirmer="Reprendre"
      priorite="primary"
      faire={(options) => muter(REPRENDRE_GENERATION, { d: { generationId: id } }, options)}
      surFait={relire}
    >
      <p>
        Il reste {restants} à traiter, en votre nom : un autre gestionnaire que vous mettra ces conventions en
        signature. Ce qui est fait n’est pas refait.
      </p>
    </Acte>
  );
}

interface Props {
  id: string;
  seanceId: string;
  /** It went on when the page last looked at the session: its end is still to be told. */
  enCours: boolean;
  /** It has just ended, or stopped. */
  surFin: () => void;
}

/** A generation: how far it is, what may be done about it, and what became of each file. */
export function GenerationSuivie({ id, seanceId, enCours, surFin }: Props) {
  const { generation, erreur, relire } = useGeneration(id);
  const titre = useId();
  const vivante = generation ? estVivante(generation) : false;
  const attendue = useRef(enCours);
  const lue = generation !== undefined;
  useEffect(() => {
    if (!lue) return;
    if (attendue.current && !vivante) surFin();
    attendue.current = vivante;
  }, [lue, vivante, surFin]);
  if (erreur && !generation) return <Panne section erreur={erreur} reessayer={relire} />;
  if (generation === undefined) return <Attente />;
  if (generation === null) return null;
  const { etat, bilan, lignes } = generation;
  return (
    <div className="fr-mb-4w">
      {vivante && <Suivi id={id} relire={relire} />}
      <p id={titre} role="status" className="fr-mb-1w">
        {phraseGeneration(etat, bilan)}
      </p>
      <progress
        className="tdt-progres"
        aria-labelledby={titre}
        max={bilan.total}
        value={bilan.faites + bilan.ecartees}
      />
      <div className="tdt-dialogue-actions">
        <Actes generation={generation} relire={relire} />
        {bilan.faites > 0 && (
          <p className="fr-mb-0">
            <a className="fr-link fr-link--download" href={adresseLiasse(seanceId)} download>
              Télécharger les conventions de la séance (ZIP)
            </a>
          </p>
        )}
      </div>
      <details className="fr-mt-2w" open={!vivante}>
        <summary>Dossier par dossier</summary>
        <ul className="fr-mt-1w">
          {lignes.map((ligne) => (
            <Ligne key={ligne.id} ligne={ligne} />
          ))}
        </ul>
      </details>
    </div>
  );
}
