import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireInstant } from '@tdt/domaine';
import { useState } from 'react';
import { ecrireEcheance } from '../appels/appel.js';
import { Echec, pointsDe, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampDate, ChampTexte } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { PROLONGER_APPEL, type AppelGere } from './appel.js';
import { instantSaisi } from './demande.js';
import { momentSaisi } from './saisie.js';

/** A later closing; never an earlier one, since applicants count on it. */
export function Prolongation({ appel, relire }: { appel: AppelGere; relire: () => void }) {
  const [ouvert, setOuvert] = useState(false);
  const [saisi, setSaisi] = useState(momentSaisi(appel.cloture));
  const { issue, envoi, faire } = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  const cloture = instantSaisi(saisi.jour, saisi.heure, '59');
  const plusTard = cloture !== null && (appel.cloture === null || cloture > new Date(appel.cloture));
  const prolonger = () => {
    if (cloture) void faire((o) => muter(PROLONGER_APPEL, { id: appel.id, cloture: cloture.toISOString() }, o));
  };
  return (
    <>
      <Button priority="secondary" onClick={() => setOuvert(true)}>
        Prolonger les dépôts
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Prolonger les dépôts ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button
              disabled={envoi || !plusTard}
              nativeButtonProps={{ 'aria-describedby': 'effet-prolongation' }}
              onClick={prolonger}
            >
              {envoi ? 'Envoi en cours…' : 'Prolonger les dépôts'}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Annuler
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="La clôture n’a pas changé" points={pointsDe(issue, 'prolongation')} />
        <p>Clôture actuelle : {ecrireEcheance(appel.cloture)}. Elle peut être repoussée, jamais avancée.</p>
        <ChampDate
          chemin="prolongation"
          label="Nouveau jour de clôture"
          valeur={saisi.jour}
          surChangement={(jour) => setSaisi({ ...saisi, jour })}
        />
        <ChampTexte
          chemin="prolongationHeure"
          label="Heure de Paris"
          valeur={saisi.heure}
          natif={{ type: 'time' }}
          surChangement={(heure) => setSaisi({ ...saisi, heure })}
        />
        <p id="effet-prolongation" role="status">
          {plusTard
            ? `Les dépôts seront reçus jusqu’au ${ecrireInstant(cloture)}, et tous les porteurs qui ont un brouillon en sont avertis.`
            : 'Choisissez un instant plus tardif que la clôture actuelle.'}
        </p>
      </Dialogue>
    </>
  );
}
