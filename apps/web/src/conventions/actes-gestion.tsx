import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, LIBELLES_ORDRE_SIGNATURE, ORDRES_SIGNATURE, type OrdreSignature } from '@tdt/domaine';
import { useState } from 'react';
import { muter } from '../commun/api.js';
import { ChampChoix } from '../commun/champs.js';
import { ActeConfirme, ActeMotive } from './acte-confirme.js';
import { RetirerAvenant } from './actes-apres-signature.js';
import {
  CONSTATER_CADUCITE,
  enSignature,
  METTRE_EN_SIGNATURE,
  NOTIFIER,
  RELIRE,
  type ConventionLue,
} from './convention.js';

function Caducite({ id, relire }: { id: string; relire: () => void }) {
  return (
    <ActeMotive
      verbe="Constater la caducité"
      question="Cette convention ne sera pas signée ?"
      acte={(motif, options) => muter(CONSTATER_CADUCITE, { d: { conventionId: id, motif } }, options)}
      relire={relire}
    >
      <p>
        Elle devient caduque, avec les signatures déjà données. Chaque financeur reste engagé par son acte, et une autre
        convention peut être générée pour ce dossier.
      </p>
    </ActeMotive>
  );
}

/** What the staff may do next with a convention. */
export function Actes({ convention, relire }: { convention: ConventionLue; relire: () => void }) {
  const { id, etat, candidature } = convention;
  const [ordre, setOrdre] = useState<OrdreSignature>('LIBRE');
  const modifiable = etat === 'PROJET' || etat === 'RELUE';
  return (
    <div className="tdt-dialogue-actions fr-mb-4w">
      {etat === 'PROJET' && (
        <ActeConfirme
          verbe="Valider la relecture"
          question="Valider la relecture de cette convention ?"
          acte={(options) => muter(RELIRE, { id }, options)}
          relire={relire}
        >
          <p>
            Vous attestez l’avoir lue : parties, montants, actes et dates. Elle pourra alors être mise en signature.
          </p>
        </ActeConfirme>
      )}
      {etat === 'RELUE' && (
        <ActeConfirme
          verbe="Mettre en signature"
          question="Mettre cette convention en signature ?"
          acte={(options) => muter(METTRE_EN_SIGNATURE, { d: { conventionId: id, ordre } }, options)}
          relire={relire}
        >
          <p>
            Son contenu est figé pour toujours : {ecrireEuros(BigInt(convention.total))} sont engagés par convention, et
            le dossier devient conventionné. Si vous l’avez générée vous-même, un autre gestionnaire doit le faire.
          </p>
          <ChampChoix
            chemin="ordre"
            label="Ordre des signatures"
            valeur={ordre}
            options={ORDRES_SIGNATURE.map((valeur) => ({ valeur, texte: LIBELLES_ORDRE_SIGNATURE[valeur] }))}
            surChangement={(valeur) => setOrdre(valeur as OrdreSignature)}
          />
        </ActeConfirme>
      )}
      {etat === 'SIGNEE' && (
        <ActeConfirme
          verbe="Notifier aux parties"
          question={`Notifier ${convention.avenantDeId === null ? 'cette convention' : 'cet avenant'} à ses parties ?`}
          acte={(options) => muter(NOTIFIER, { id }, options)}
          relire={relire}
        >
          <p>
            Chaque partie reçoit la notification : le délai de paiement, soixante jours, commence à courir aujourd’hui.
          </p>
        </ActeConfirme>
      )}
      {enSignature(etat) &&
        (convention.avenantDeId === null ? (
          <Caducite id={id} relire={relire} />
        ) : (
          <RetirerAvenant convention={convention} relire={relire} />
        ))}
      {modifiable && candidature.etat === 'RETENU' && (
        <Button priority="secondary" linkProps={{ to: `/conventions/dossiers/${candidature.id}` }}>
          Reprendre et générer de nouveau
        </Button>
      )}
    </div>
  );
}
